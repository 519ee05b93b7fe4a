//! Whether who sent an invoice is the provider whose commission it is of.

use std::fmt;

use serde::Serialize;

use super::Text;
use super::similarity::similar_by_name;

/// A business by its name and numbers: as a document says, or as a provider is registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seller {
    pub name: Text,
    /// In the register of companies.
    pub company: Option<String>,
    /// For VAT.
    pub vat_number: Option<String>,
}

/// How sure it is that a seller is a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The whole name is the same, or a number of theirs with a name that is alike.
    Same,
    /// Only the number is the same, or only the names are alike.
    Alike,
    /// A number differs, or nothing is alike.
    Different,
}

impl Seller {
    /// Compares with a provider: by the number for VAT, else by that of the company, else by name.
    pub fn compare(&self, provider: &Self) -> Likeness {
        let number = |said: &Option<String>, known: &Option<String>| {
            Some(bare(said.as_deref()?) == bare(known.as_deref()?))
        };
        let proved = number(&self.vat_number, &provider.vat_number)
            .or_else(|| number(&self.company, &provider.company));
        let (said, name) = (plain(self.name.as_str()), plain(provider.name.as_str()));
        let same = said == name;
        let alike = || !similar_by_name(&said, [(String::new(), name.clone())]).is_empty();
        match proved {
            Some(false) => Likeness::Different,
            Some(true) if same || alike() => Likeness::Same,
            None if same => Likeness::Same,
            Some(true) => Likeness::Alike,
            None if alike() => Likeness::Alike,
            None => Likeness::Different,
        }
    }
}

impl fmt::Display for Seller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name)?;
        let company = self.company.iter().map(|number| format!("company {number}"));
        let numbers: Vec<_> =
            company.chain(self.vat_number.iter().map(|number| format!("VAT {number}"))).collect();
        if numbers.is_empty() { Ok(()) } else { write!(f, " ({})", numbers.join(", ")) }
    }
}

/// A number without blanks, the country before it, and noughts that a spreadsheet leaves out.
fn bare(number: &str) -> String {
    let number: String = number.to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    number.strip_prefix("GB").unwrap_or(&number).trim_start_matches('0').to_owned()
}

/// A name in small letters, without what says only that it is a company.
fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.filter(|word| !["ltd", "limited", "plc", "llp", "cic", "the"].contains(word));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seller(name: &str, company: Option<&str>, vat_number: Option<&str>) -> Seller {
        let own = |said: Option<&str>| said.map(str::to_owned);
        Seller { name: name.parse().expect("a text"), company: own(company), vat_number: own(vat_number) }
    }

    #[test]
    fn a_number_decides_and_a_name_only_where_there_is_none() {
        let shop = seller("Shoe shop", Some("01234567"), Some("GB123456782"));
        let compare = |seller: Seller| seller.compare(&shop);
        assert_eq!(compare(seller("Shoe shop Leeds", None, Some("GB 123 4567 82"))), Likeness::Same);
        assert_eq!(compare(seller("Shoe shop", None, Some("GB987654321"))), Likeness::Different);
        // Companies of one group have one number for VAT.
        assert_eq!(compare(seller("Anybody", None, Some("123456782"))), Likeness::Alike);
        assert_eq!(compare(seller("Shoe shop", Some("1234567"), None)), Likeness::Same);
        assert_eq!(compare(seller("Shoe shop", Some("7654321"), None)), Likeness::Different);
        assert_eq!(compare(seller("The Shoe-Shop Ltd", None, None)), Likeness::Same);
        assert_eq!(compare(seller("Shoe shop Leeds Limited", None, None)), Likeness::Alike);
        assert_eq!(compare(seller("Canalside Pool", None, None)), Likeness::Different);
    }
}
