//! A TOML file read into the shape it is to have. The first thing wrong with it is told: its line, its key,
//! what was found and what was wanted.

use std::fmt::{self, Display, Formatter};
use std::marker::PhantomData;
use std::ops::Range;
use std::str::FromStr;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, Unexpected, Visitor};
use toml::de::DeTable;

use domain::{excerpt, similar};

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The line it stands on.
    pub line: u64,
    pub kind: SlipKind,
    /// What was found and what was wanted.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// It is no TOML.
    NotToml,
    /// There is no such key.
    KeyUnknown,
    KeyMissing,
    /// A key has a value of another kind.
    ValueInvalid,
    /// Two keys do not go together.
    Contradictory,
}

impl Slip {
    /// What is wrong with what stands at a place of a text.
    pub fn at(text: &str, span: Range<usize>, kind: SlipKind, message: impl Into<String>) -> Self {
        let before = text.bytes().take(span.start).filter(|byte| *byte == b'\n').count();
        Self { line: u64::try_from(before + 1).unwrap_or(u64::MAX), kind, message: message.into() }
    }

    /// Another value than wanted.
    pub fn value(text: &str, span: Range<usize>, key: &str, wanted: &str) -> Self {
        let found = excerpt(text.get(span.clone()).unwrap_or_default(), 40);
        Self::at(text, span, SlipKind::ValueInvalid, format!("`{key}` is {found}; wanted {wanted}"))
    }
}

/// Reads a text.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Slip> {
    let root = DeTable::parse(text).map_err(|error| {
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        Slip::at(text, error.span().unwrap_or_default(), SlipKind::NotToml, message)
    })?;
    T::deserialize(toml::Deserializer::from(root)).map_err(|error| slip(text, &error))
}

/// Says what serde found, in words for people.
fn slip(text: &str, error: &toml::de::Error) -> Slip {
    let (span, message, shown) = (error.span().unwrap_or_default(), error.message(), error.to_string());
    // The last line names the key, behind the tables it stands in.
    let key = shown.trim_end().rsplit_once("\nin `").map_or("", |(_, key)| key.trim_end_matches('`'));
    let below = if key.is_empty() { String::new() } else { format!(" of [{key}]") };
    let mut quoted = message.split('`').skip(1).step_by(2).map(|word| excerpt(word, 40));
    if message.starts_with("unknown field") {
        let said = quoted.next().unwrap_or_default();
        let known: Vec<String> = quoted.collect();
        let near = similar(&said, known.iter().cloned());
        let hint = match near.is_empty() {
            false => format!("did you mean `{}`?", near.join("` or `")),
            true => format!("the keys are: {}", known.join(", ")),
        };
        Slip::at(text, span, SlipKind::KeyUnknown, format!("there is no key `{said}`{below}; {hint}"))
    } else if message.starts_with("missing field") {
        let missing = quoted.next().unwrap_or_default();
        Slip::at(text, span, SlipKind::KeyMissing, format!("`{missing}`{below} is needed and missing"))
    } else if let Some((_, wanted)) = message.rsplit_once("expected ") {
        let wanted = match wanted {
            "a boolean" => "true or false, without quotes",
            "a string" => "text in quotes",
            "a sequence" => "a list",
            "a map" => "a table of keys under it",
            _ if wanted.starts_with("struct ") => "a table of keys under it",
            other => other,
        };
        Slip::value(text, span, key, wanted)
    } else {
        Slip::at(text, span, SlipKind::ValueInvalid, format!("`{key}`: {message}"))
    }
}

/// Reads a value by its meaning: text, or a number that is written like one. A sum of money may be either; a
/// number keeps more digits than a sum has.
pub fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(value: D) -> Result<T, D::Error> {
    Parsed::deserialize(value).map(|parsed| parsed.0)
}

/// A value by its meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parsed<T>(pub T);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Meaning<T>(PhantomData<T>);

        impl<T: FromStr<Err: Display>> Visitor<'_> for Meaning<T> {
            type Value = Parsed<T>;

            fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_str("text in quotes")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Parsed<T>, E> {
                text.parse().map(Parsed).map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Parsed<T>, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Parsed<T>, E> {
                self.visit_str(&number.to_string())
            }
        }

        value.deserialize_any(Meaning(PhantomData))
    }
}

/// Reads a whole number within bounds.
pub fn integer<'de, D: Deserializer<'de>, T: TryFrom<i64>, const LEAST: i64, const MOST: i64>(
    value: D,
) -> Result<T, D::Error> {
    struct Within<const LEAST: i64, const MOST: i64>;

    impl<const LEAST: i64, const MOST: i64> Visitor<'_> for Within<LEAST, MOST> {
        type Value = i64;

        fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
            write!(f, "a whole number from {LEAST} to {MOST}")
        }

        fn visit_i64<E: de::Error>(self, number: i64) -> Result<i64, E> {
            let within = (LEAST..=MOST).contains(&number);
            within.then_some(number).ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
        }
    }

    let number = value.deserialize_i64(Within::<LEAST, MOST>)?;
    T::try_from(number).map_err(|_| de::Error::custom("it is too large"))
}

/// Reads a number within bounds, which are given in thousandths.
#[expect(clippy::float_arithmetic, reason = "a bound of a setting, and no money")]
pub fn number<'de, D: Deserializer<'de>, const LEAST: u32, const MOST: u32>(
    value: D,
) -> Result<f64, D::Error> {
    let (least, most) = (f64::from(LEAST) / 1000.0, f64::from(MOST) / 1000.0);
    let number = f64::deserialize(value)?;
    if (least..=most).contains(&number) {
        return Ok(number);
    }
    Err(de::Error::custom(format!("expected a number from {least} to {most}")))
}

/// Reads what stands between two columns.
pub fn separator<'de, D: Deserializer<'de>>(value: D) -> Result<u8, D::Error> {
    match String::deserialize(value)?.as_str() {
        "," => Ok(b','),
        ";" => Ok(b';'),
        "|" => Ok(b'|'),
        "tab" | "\t" => Ok(b'\t'),
        _ => Err(de::Error::custom("expected one of \",\" \";\" \"|\" \"tab\"")),
    }
}
