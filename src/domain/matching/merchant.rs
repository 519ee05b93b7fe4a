//! How a merchant's text is written as a key: the same for every branch and every day.

/// Words that end a firm's name: a number before them belongs to it.
const FIRM: [&str; 8] = ["LTD", "LIMITED", "PLC", "LLP", "CIC", "CIO", "LP", "INC"];

/// Payment services that write their own name before the merchant's.
const SERVICES: [&str; 9] =
    ["PAYPAL", "SUMUP", "IZETTLE", "IZ", "ZETTLE", "SQ", "SQUARE", "STRIPE", "WORLDPAY"];

/// Writes a merchant's text as a key: capitals, no payment service before it, no store or terminal
/// number and nothing after one. `None` where nothing is left.
///
/// A number stays where the name begins with it (`1ST CHOICE`, `001 TAXIS`), where it is one or two
/// digits (`CARPETS 4 LESS`) and where only the kind of firm follows (`PROV 0012 LTD`).
pub fn merchant_key(text: &str) -> Option<String> {
    let text = text.to_uppercase();
    let words: Vec<&str> = without_service(&text)
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '&' | '.' | '\'')))
        .map(|word| word.trim_matches(|c| matches!(c, '.' | '\'')))
        .filter(|word| !word.is_empty())
        .collect();
    let number = words
        .iter()
        .enumerate()
        .position(|(place, word)| place > 0 && is_number(word) && !is_of_the_name(&words[place + 1..]));
    let kept = &words[..number.unwrap_or(words.len())];
    (!kept.is_empty()).then(|| kept.join(" "))
}

/// Leaves out `PAYPAL *`, `SUMUP *` and the like, where a name follows.
fn without_service(text: &str) -> &str {
    let Some((before, after)) = text.split_once('*') else {
        return text;
    };
    let service = SERVICES.contains(&before.trim()) && after.chars().any(char::is_alphabetic);
    if service { after } else { text }
}

/// Tells whether a word is a store's or terminal's number: three digits or more, and hardly a letter.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && 2 * digits >= word.len()
}

fn is_of_the_name(after: &[&str]) -> bool {
    !after.is_empty() && after.iter().all(|word| FIRM.contains(word))
}

#[cfg(test)]
mod tests {
    use super::merchant_key;

    #[test]
    fn every_branch_has_the_same_key() {
        for (text, key) in [
            ("Tesco Stores 6292", "TESCO STORES"),
            ("TESCO STORES 6167  OXFORD GB", "TESCO STORES"),
            ("SAINSBURYS (0024)", "SAINSBURYS"),
            ("NEXT  0315 OXFORD", "NEXT"),
            ("SUMUP *Canalside Pool", "CANALSIDE POOL"),
            ("PAYPAL *  warehouse24", "WAREHOUSE24"),
            ("premier inn 44533710", "PREMIER INN"),
            ("Facebk *Z9UJ3AEP92", "FACEBK Z9UJ3AEP92"),
            ("B & Q 1062", "B & Q"),
            ("001 taxis", "001 TAXIS"),
            ("CARPETS 4 LESS", "CARPETS 4 LESS"),
            ("PROV 0012 LTD", "PROV 0012 LTD"),
            ("HOMEBASE LTD 091", "HOMEBASE LTD"),
            ("www.evaq8.co.uk", "WWW.EVAQ8.CO.UK"),
            ("St. John's", "ST JOHN'S"),
        ] {
            assert_eq!(merchant_key(text).as_deref(), Some(key), "{text}");
        }
        assert_eq!(merchant_key(" *- "), None);
        assert_eq!(merchant_key("6292").as_deref(), Some("6292"));
    }
}
