//! How a bank lays out its CSV files: a profile for each layout, as a small TOML file. Those that are shipped
//! are part of the program; docs/STATEMENTS.md explains every key.

use std::fmt;
use std::path::PathBuf;
use std::sync::LazyLock;

use super::written::DayForm;
use super::{profile_text, text};
use crate::domain::{Code, Text, similar};
use crate::import::{BadFile, Source};

/// One layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name, such as `lloyds`.
    pub name: Code,
    /// Whose layout it is.
    pub title: Text,
    /// The TOML it was read from.
    pub text: String,
    pub(super) delimiter: u8,
    /// Lines before anything else.
    pub(super) skip: usize,
    pub(super) header: Header,
    /// How many values a line has, where the header does not say.
    pub(super) fields: Option<usize>,
    /// The ways a day may be written; no text fits two of them.
    pub(super) days: Vec<DayForm>,
    pub(super) first_line: Option<FirstLine>,
    pub(super) columns: Columns,
    pub(super) pass_over: Vec<PassOver>,
}

/// Whether a line with the names of the columns stands above the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    Present,
    Absent,
    /// Some exports have one, some do not: a first line without a day is one.
    Perhaps,
}

/// A record of the whole file, before its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FirstLine {
    /// The place of the day all lines were posted on.
    pub(super) date: usize,
    pub(super) days: Vec<DayForm>,
}

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Named(String),
    /// The first is 1.
    Number(usize),
}

/// What stands where: in columns as the profile names them, or found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns<C = Column> {
    /// `None` where the first line says it for all.
    pub(super) date: Option<C>,
    pub(super) amount: Money<C>,
    pub(super) text: Vec<C>,
    pub(super) reference: Vec<C>,
    pub(super) kind: Vec<C>,
    pub(super) currency: Option<C>,
    pub(super) foreign: Vec<C>,
    pub(super) balance: Option<C>,
    pub(super) account: Vec<C>,
    pub(super) card: Vec<C>,
}

/// How a line says what it does to the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Money<C = Column> {
    /// One column with a sign.
    Signed { amount: C, out: Sign },
    /// A column for money out and one for money in.
    Apart { out: C, in_: C },
    /// A column with the sum, and one with a word for its direction.
    Flagged { amount: C, flag: C, words: Words },
}

/// The words for a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) out: Vec<String>,
    pub(super) in_: Vec<String>,
}

impl<C> Columns<C> {
    /// Puts other columns in the places of these.
    pub(super) fn map<D>(&self, find: &mut impl FnMut(&C) -> D) -> Columns<D> {
        let date = self.date.as_ref().map(&mut *find);
        let amount = match &self.amount {
            Money::Signed { amount, out } => Money::Signed { amount: find(amount), out: *out },
            Money::Apart { out, in_ } => Money::Apart { out: find(out), in_: find(in_) },
            Money::Flagged { amount, flag, words } => {
                Money::Flagged { amount: find(amount), flag: find(flag), words: words.clone() }
            }
        };
        Columns {
            date,
            amount,
            text: self.text.iter().map(&mut *find).collect(),
            reference: self.reference.iter().map(&mut *find).collect(),
            kind: self.kind.iter().map(&mut *find).collect(),
            currency: self.currency.as_ref().map(&mut *find),
            foreign: self.foreign.iter().map(&mut *find).collect(),
            balance: self.balance.as_ref().map(&mut *find),
            account: self.account.iter().map(&mut *find).collect(),
            card: self.card.iter().map(&mut *find).collect(),
        }
    }
}

/// How money out is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// As banks do: `-12.00`.
    Negative,
    /// As card companies do: a purchase is `12.00`, a refund `-12.00`.
    Positive,
}

/// Lines that are none of the account's: totals, footers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PassOver {
    pub(super) column: Column,
    pub(super) begins: Vec<String>,
}

/// The layouts that are part of the program.
const SHIPPED: [(&str, &str); 9] = [
    ("lloyds", include_str!("profiles/lloyds.toml")),
    ("bankline", include_str!("profiles/bankline.toml")),
    ("natwest", include_str!("profiles/natwest.toml")),
    ("barclays", include_str!("profiles/barclays.toml")),
    ("hsbcnet", include_str!("profiles/hsbcnet.toml")),
    ("clydesdale", include_str!("profiles/clydesdale.toml")),
    ("oxford-2017", include_str!("profiles/oxford-2017.toml")),
    ("oxford-2017-q1", include_str!("profiles/oxford-2017-q1.toml")),
    ("pilot-cards", include_str!("profiles/pilot-cards.toml")),
];

impl Profile {
    /// Returns the profiles that are part of the program, in the order they are tried.
    pub fn shipped() -> &'static [Self] {
        static READ: LazyLock<Vec<Profile>> = LazyLock::new(|| {
            let read = |(name, text): (&str, &str)| profile_text::parse(name, text);
            let read: Result<Vec<Profile>, BadFile> = SHIPPED.into_iter().map(read).collect();
            read.expect("a test reads every shipped profile")
        });
        &READ
    }

    /// Finds a profile by the name of a shipped one, or reads its file.
    ///
    /// # Errors
    /// `STATEMENT_PROFILE_UNKNOWN`, `STATEMENT_PROFILE_UNSOUND` with every fault and its line, and what
    /// hinders reading the file.
    pub fn find(said: &str) -> Result<Self, BadFile> {
        let path = PathBuf::from(said);
        if let Some(shipped) = Self::shipped().iter().find(|profile| profile.name.as_str() == said.trim()) {
            return Ok(shipped.clone());
        }
        let is_file = said.contains(['/', '\\']) || path.extension().is_some() || path.is_file();
        if !is_file {
            return Err(unknown(said));
        }
        let bytes = super::load(&Source::Path(path))?;
        Self::parse(said, &text::decode(&bytes, said)?)
    }

    /// Reads what a profile says.
    ///
    /// # Errors
    /// `STATEMENT_PROFILE_UNSOUND` with every fault and its line.
    pub fn parse(file: &str, text: &str) -> Result<Self, BadFile> {
        profile_text::parse(file, text)
    }

    /// Says in words what a line has to hold: `a day (DD/MM/YY) in column 1, ...`.
    pub fn wants(&self) -> String {
        let Columns { date, amount, text, reference, kind, currency, foreign, balance, account, card } =
            &self.columns;
        let days: Vec<String> = self.days.iter().map(ToString::to_string).collect();
        let mut wants = Vec::new();
        wants.extend(date.as_ref().map(|column| format!("the day ({}) in {column}", days.join(" or "))));
        wants.push(match amount {
            Money::Signed { amount, .. } => format!("the amount in {amount}"),
            Money::Apart { out, in_ } => format!("money out in {out} and money in in {in_}"),
            Money::Flagged { amount, flag, .. } => {
                format!("the amount in {amount} and its direction in {flag}")
            }
        });
        let mut several = |what: &str, columns: &[Column]| {
            let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
            if !columns.is_empty() {
                wants.push(format!("{what} in {}", columns.join(" and ")));
            }
        };
        several("the text", text);
        several("the reference", reference);
        several("the kind", kind);
        several("the currency", currency.as_slice());
        several("the sum in another currency", foreign);
        several("the balance", balance.as_slice());
        several("the account", account);
        several("the card", card);
        wants.join(", ")
    }

    /// Returns every column it speaks of, but for those of lines to pass over.
    pub(super) fn every_column(&self) -> Vec<Column> {
        let mut all = Vec::new();
        let _ = self.columns.map(&mut |column| all.push(column.clone()));
        all
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => write!(f, "`{name}`"),
            Self::Number(number) => write!(f, "column {number}"),
        }
    }
}

fn unknown(said: &str) -> BadFile {
    let names = || Profile::shipped().iter().map(|profile| profile.name.to_string());
    let near = similar(said, names());
    let message = match near.is_empty() {
        true => "no shipped profile has this name".to_owned(),
        false => format!("no shipped profile has this name; did you mean `{}`?", near.join("` or `")),
    };
    let hint = format!(
        "it is one of: {}; or name a file: --profile FILE.toml",
        names().collect::<Vec<_>>().join(", ")
    );
    BadFile::whole(said, "STATEMENT_PROFILE_UNKNOWN", message, Some(&hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_profile_is_sound_and_has_its_own_name() {
        for (name, text) in SHIPPED {
            let read = Profile::parse(name, text).unwrap_or_else(|bad| panic!("{bad}: {:?}", bad.rows));
            assert_eq!(read.name.as_str(), name);
        }
    }
}
