//! A profile's TOML: the shape of the file, and what of it does not go together.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

use super::date_money_formats::DayForm;
use super::layout::{Records, plain_name};
use super::load::letters;
use super::load::load;
use super::marks::Marks;
use super::profile::{self, ColumnRef, Columns, FirstLine, Header, Money, PassOver, Profile, Sign};
use domain::{Code, Text, similar};
use file::toml_text::{self, Parsed, Slip, SlipKind, integer, separator};
use file::{BadFile, BadRow, Source};

/// The layouts that are part of the program.
const SHIPPED: [(&str, &str); 26] = [
    ("lloyds", include_str!("profiles/lloyds.toml")),
    ("bankline", include_str!("profiles/bankline.toml")),
    ("natwest", include_str!("profiles/natwest.toml")),
    ("barclays", include_str!("profiles/barclays.toml")),
    ("hsbcnet", include_str!("profiles/hsbcnet.toml")),
    ("clydesdale", include_str!("profiles/clydesdale.toml")),
    ("lloyds-retail", include_str!("profiles/lloyds-retail.toml")),
    ("lloyds-online", include_str!("profiles/lloyds-online.toml")),
    ("natwest-online", include_str!("profiles/natwest-online.toml")),
    ("barclays-online", include_str!("profiles/barclays-online.toml")),
    ("hsbc", include_str!("profiles/hsbc.toml")),
    ("nationwide", include_str!("profiles/nationwide.toml")),
    ("co-operative", include_str!("profiles/co-operative.toml")),
    ("santander", include_str!("profiles/santander.toml")),
    ("starling", include_str!("profiles/starling.toml")),
    ("monzo", include_str!("profiles/monzo.toml")),
    ("monzo-business", include_str!("profiles/monzo-business.toml")),
    ("metro", include_str!("profiles/metro.toml")),
    ("metro-business", include_str!("profiles/metro-business.toml")),
    ("revolut", include_str!("profiles/revolut.toml")),
    ("virgin-money-card", include_str!("profiles/virgin-money-card.toml")),
    ("barclaycard-business", include_str!("profiles/barclaycard-business.toml")),
    ("smartdata", include_str!("profiles/smartdata.toml")),
    ("oxford-2017", include_str!("profiles/oxford-2017.toml")),
    ("oxford-2017-q1", include_str!("profiles/oxford-2017-q1.toml")),
    ("pilot-cards", include_str!("profiles/pilot-cards.toml")),
];

impl Profile {
    /// Returns the profiles that are part of the program, in the order they are tried.
    pub fn shipped() -> &'static [Self] {
        static READ: LazyLock<Vec<Profile>> = LazyLock::new(|| {
            let read = |(name, text): (&str, &str)| parse(name, text);
            let read: Result<Vec<Profile>, BadFile> = SHIPPED.into_iter().map(read).collect();
            read.expect("a test reads every shipped profile")
        });
        &READ
    }

    /// Finds a profile by the name of a shipped one, or reads its file.
    ///
    /// # Errors
    /// `STATEMENT_PROFILE_UNKNOWN`, `STATEMENT_PROFILE_UNSOUND` with the first fault and its line, and what
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
        let bytes = load(&Source::Path(path))?;
        Self::parse(said, &letters(&bytes, said)?.text)
    }

    /// Reads what a profile says.
    ///
    /// # Errors
    /// `STATEMENT_PROFILE_UNSOUND` with the first fault and its line.
    pub fn parse(file: &str, text: &str) -> Result<Self, BadFile> {
        parse(file, text)
    }
}

fn unknown(said: &str) -> BadFile {
    let names = || Profile::shipped().iter().map(|profile| profile.name.to_string());
    let near = similar(said, names());
    let message = match near.is_empty() {
        true => "no built-in profile has this name".to_owned(),
        false => format!("no built-in profile has this name; did you mean `{}`?", near.join("` or `")),
    };
    let hint = format!(
        "it is one of: {}; or name a file: --profile FILE.toml",
        names().collect::<Vec<_>>().join(", ")
    );
    BadFile::new(said, "STATEMENT_PROFILE_UNKNOWN", message, Some(&hint))
}

/// Reads a profile.
pub(super) fn parse(file: &str, text: &str) -> Result<Profile, BadFile> {
    toml_text::read(text).and_then(|shape: Shape| shape.checked(text)).map_err(|slip| {
        let code = match slip.kind {
            SlipKind::NotToml => "PROFILE_NOT_TOML",
            SlipKind::KeyUnknown => "PROFILE_KEY_UNKNOWN",
            SlipKind::KeyMissing => "PROFILE_KEY_MISSING",
            SlipKind::ValueInvalid => "PROFILE_VALUE_INVALID",
            SlipKind::Contradictory => "PROFILE_CONTRADICTORY",
        };
        let (line, message) = (slip.line, slip.message);
        let rows = vec![BadRow { line, column: None, code, message, excerpt: String::new() }];
        let hint =
            "docs/STATEMENTS.md explains every key; one to begin from: bhlp statement profile show NAME";
        let bad = BadFile::new(file, "STATEMENT_PROFILE_UNSOUND", "the profile has a fault", Some(hint));
        BadFile { rows, ..bad }
    })
}

/// The shape of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    name: Parsed<Code>,
    title: Parsed<Text>,
    #[serde(default = "comma", deserialize_with = "separator")]
    delimiter: u8,
    #[serde(default, deserialize_with = "integer::<_, _, 0, 1_000>")]
    skip: usize,
    header: Option<HeaderText>,
    #[serde(default)]
    names: Several<Parsed<Text>>,
    fields: Option<Place>,
    decimal: Option<Decimal>,
    dates: Option<Days>,
    money_out: Option<Sign>,
    flag: Option<Spanned<Flag>>,
    first_line: Option<Spanned<First>>,
    columns: Spanned<ColumnsText>,
    #[serde(default)]
    pass_over: Vec<Passed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Flag {
    out: Words,
    #[serde(rename = "in")]
    in_: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct First {
    date: Place,
    dates: Days,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnsText {
    date: Option<ColumnRef>,
    amount: Option<ColumnRef>,
    fee: Option<ColumnRef>,
    flag: Option<ColumnRef>,
    paid_out: Option<ColumnRef>,
    paid_in: Option<ColumnRef>,
    #[serde(default)]
    text: Several<ColumnRef>,
    #[serde(default)]
    reference: Several<ColumnRef>,
    #[serde(default)]
    kind: Several<ColumnRef>,
    #[serde(default)]
    foreign: Several<ColumnRef>,
    #[serde(default)]
    account: Several<ColumnRef>,
    #[serde(default)]
    card: Several<ColumnRef>,
    currency: Option<ColumnRef>,
    balance: Option<ColumnRef>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Passed {
    column: ColumnRef,
    begins: Words,
}

/// A place in a line, or a number of places.
#[derive(Deserialize)]
struct Place(#[serde(deserialize_with = "integer::<_, _, 1, 1_000>")] usize);

/// One value, or a list of them.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected one value, or a list of some")]
enum Several<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> Default for Several<T> {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl<T> Several<T> {
    fn all(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

impl<'de> Deserialize<'de> for ColumnRef {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "expected a column's name in quotes, or its number from 1 on")]
        enum Shape {
            Number(Place),
            Name(String),
        }
        match Shape::deserialize(value)? {
            Shape::Number(Place(number)) => Ok(Self::Number(number)),
            Shape::Name(name) if name.trim().is_empty() => Err(de::Error::custom("expected a name")),
            Shape::Name(name) => Ok(Self::Named(name.trim().to_owned())),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected true, false or \"perhaps\"")]
enum HeaderText {
    Is(bool),
    Word(Perhaps),
}

#[derive(Deserialize)]
enum Perhaps {
    #[serde(rename = "perhaps")]
    Perhaps,
}

/// What stands before the pence.
#[derive(Deserialize)]
enum Decimal {
    #[serde(rename = ".")]
    Point,
    #[serde(rename = ",")]
    Comma,
}

/// The ways a day may be written.
#[derive(Default, Deserialize)]
#[serde(try_from = "Words")]
struct Days(Vec<DayForm>);

impl TryFrom<Words> for Days {
    type Error = &'static str;

    fn try_from(Words(forms): Words) -> Result<Self, Self::Error> {
        let days: Result<Vec<DayForm>, _> = forms.iter().map(|form| form.parse()).collect();
        let wanted = "expected forms made of DD, MM or MMM, YY or YYYY, such as [\"DD/MM/YYYY\"]";
        let days = days.map_err(|_| wanted)?;
        let mistaken =
            |(at, form): (usize, &DayForm)| days[..at].iter().any(|other| form.mistaken_for(other));
        if days.iter().enumerate().any(mistaken) {
            return Err("expected forms of which no day fits two: day first or month first");
        }
        Ok(Self(days))
    }
}

/// One text or several.
#[derive(Deserialize)]
#[serde(try_from = "Several<Parsed<Text>>")]
struct Words(Vec<String>);

impl TryFrom<Several<Parsed<Text>>> for Words {
    type Error = &'static str;

    fn try_from(words: Several<Parsed<Text>>) -> Result<Self, Self::Error> {
        let words: Vec<String> = words.all().into_iter().map(|Parsed(word)| word.to_string()).collect();
        if words.is_empty() { Err("expected words in quotes, such as [\"CR\"]") } else { Ok(Self(words)) }
    }
}

/// Takes a line of names apart, as names are compared.
fn names(line: &str, delimiter: u8) -> Vec<String> {
    let mut records = Records::of(line, delimiter, 0);
    records.next().map_or(Vec::new(), |(_, record)| record.iter().map(plain_name).collect())
}

fn comma() -> u8 {
    b','
}

impl Shape {
    /// Finds what does not go together.
    fn checked(self, text: &str) -> Result<Profile, Slip> {
        let slip = |span: Range<usize>, kind, message: String| Err(Slip::at(text, span, kind, message));
        let bad = |span, message: &str| slip(span, SlipKind::Contradictory, message.to_owned());
        let at = self.columns.span();
        let columns = self.columns.into_inner();
        if columns.date.is_some() && self.dates.is_none() {
            let message = "`dates` is missing: how days are written, such as [\"DD/MM/YYYY\"]";
            return slip(0..0, SlipKind::KeyMissing, message.into());
        }
        match (&columns.date, &self.first_line) {
            (None, None) => {
                let message =
                    "no day is to be found: give `date` in [columns], or [first_line] with its `date`";
                return bad(at, message);
            }
            (Some(_), Some(first)) => {
                return bad(first.span(), "the day is in [columns] and in [first_line]: leave one away");
            }
            _ => {}
        }
        let flag = match self.flag {
            Some(flag) => {
                let (at, Flag { out: Words(out), in_: Words(in_) }) = (flag.span(), flag.into_inner());
                if let Some(word) = out.iter().find(|word| in_.iter().any(|it| it.eq_ignore_ascii_case(word)))
                {
                    return bad(at, &format!("`{word}` is a word for money in and for money out"));
                }
                Some(profile::Words { out, in_ })
            }
            None => None,
        };
        let sign = self.money_out;
        let amount = match (columns.amount, columns.flag, columns.paid_out, columns.paid_in, flag) {
            (Some(amount), None, None, None, None) => {
                Money::Signed { amount, out: sign.unwrap_or(Sign::Negative) }
            }
            (Some(_), None, None, None, Some(_)) => {
                return bad(at, "[flag] is given: its column is `flag` in [columns]");
            }
            (Some(_), Some(_), None, None, _) | (None, None, Some(_), Some(_), _) if sign.is_some() => {
                return bad(at, "`money_out` is for one signed `amount` column: leave it away");
            }
            (Some(amount), Some(flag), None, None, Some(words)) => Money::Flagged { amount, flag, words },
            (Some(_), Some(_), None, None, None) => {
                let message = "`flag` needs its words: [flag] with in = [\"CR\"] and out = [\"DR\"]";
                return bad(at, message);
            }
            (None, None, Some(out), Some(in_), _) => Money::Apart { out, in_ },
            _ => {
                let message = "the amount is one of: `amount`; `paid_out` and `paid_in`; `amount` and `flag`";
                return bad(at, message);
            }
        };
        let columns = Columns {
            date: columns.date,
            amount,
            fee: columns.fee,
            text: columns.text.all(),
            reference: columns.reference.all(),
            kind: columns.kind.all(),
            currency: columns.currency,
            foreign: columns.foreign.all(),
            balance: columns.balance,
            account: columns.account.all(),
            card: columns.card.all(),
        };
        if !columns.account.is_empty() && !columns.card.is_empty() {
            return bad(at, "`account` and `card` are both given: a line belongs to one of them");
        }
        let profile = Profile {
            name: self.name.0,
            title: self.title.0,
            text: text.to_owned(),
            says_money_out: sign.is_some(),
            delimiter: self.delimiter,
            skip: self.skip,
            header: match self.header {
                None | Some(HeaderText::Is(true)) => Header::Present,
                Some(HeaderText::Is(false)) => Header::Absent,
                Some(HeaderText::Word(Perhaps::Perhaps)) => Header::Perhaps,
            },
            names: self.names.all().iter().map(|Parsed(line)| names(line.as_str(), self.delimiter)).collect(),
            fields: self.fields.map(|Place(fields)| fields),
            marks: self.decimal.map(|mark| match mark {
                Decimal::Point => Marks::Point,
                Decimal::Comma => Marks::Comma,
            }),
            days: self.dates.unwrap_or_default().0,
            first_line: self.first_line.map(|first| {
                let First { date: Place(date), dates: Days(days) } = first.into_inner();
                FirstLine { date, days }
            }),
            columns,
            pass_over: self
                .pass_over
                .into_iter()
                .map(|Passed { column, begins: Words(begins) }| PassOver { column, begins })
                .collect(),
        };
        let every = profile.every_column();
        let named = every.iter().find(|column| matches!(column, ColumnRef::Named(_)));
        let most = profile.fields.unwrap_or(usize::MAX);
        let beyond = |column: &&ColumnRef| matches!(column, ColumnRef::Number(number) if *number > most);
        match (profile.header, named, profile.fields, every.iter().find(beyond)) {
            (Header::Absent | Header::Perhaps, Some(column), ..) => {
                let message =
                    format!("{column} is a name, and the file may have no header: give the column's number");
                bad(at, &message)
            }
            (_, None, None, _) => {
                let message = "all columns are numbers: `fields` has to say how many values a line has";
                slip(at, SlipKind::KeyMissing, message.into())
            }
            (_, _, Some(fields), Some(column)) => {
                bad(at, &format!("{column} is beyond the {fields} values of a line (`fields`)"))
            }
            _ => Ok(profile),
        }
    }
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
