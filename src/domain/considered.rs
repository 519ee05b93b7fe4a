//! What else was considered before something was bought: one line of text for each option.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{Pence, Text, excerpt};

/// An option that was not taken: `Gym; 40; 21; too far`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// Who would have provided it, in any words.
    pub provider: Text,
    /// What it would have cost; nought where it was free.
    pub price: Option<Pence>,
    /// How many days it would have taken.
    pub wait_days: Option<u32>,
    /// Why it was not taken.
    pub why_not: Option<Text>,
}

/// Why a text is no option.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{found}`: {fault}; write \"PROVIDER; PRICE; WAIT DAYS; WHY NOT\", such as \"Gym; 40; 21; too far\"; \
     all but the provider may be left out"
)]
pub struct BadOption {
    found: String,
    fault: String,
}

impl BadOption {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self { .. } => "OPTION_INVALID",
        }
    }
}

impl FromStr for Considered {
    type Err = BadOption;

    fn from_str(text: &str) -> Result<Self, BadOption> {
        let bad = |fault: String| BadOption { found: excerpt(text, 60), fault };
        let mut parts = text.splitn(4, ';').map(str::trim);
        let mut part = || parts.next().filter(|part| !part.is_empty());
        let provider = part().ok_or_else(|| bad("it names no provider".into()))?;
        let provider = provider.parse().map_err(|why| bad(format!("the provider cannot be kept: {why}")))?;
        let price = match part() {
            None => None,
            Some(said) => match Pence::parse(said) {
                Ok(price) if price >= Pence::ZERO => Some(price),
                _ => return Err(bad(format!("the price `{}` is no amount of money", excerpt(said, 20)))),
            },
        };
        let days = |said: &str| {
            said.parse().map_err(|_| bad(format!("the wait `{}` is no number of days", excerpt(said, 20))))
        };
        let wait_days = part().map(days).transpose()?;
        let why = |said: &str| said.parse().map_err(|why| bad(format!("the reason cannot be kept: {why}")));
        let why_not = part().map(why).transpose()?;
        Ok(Self { provider, price, wait_days, why_not })
    }
}

impl fmt::Display for Considered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let price = self.price.map(|price| price.to_string()).unwrap_or_default();
        let wait = self.wait_days.map(|days| days.to_string()).unwrap_or_default();
        let why = self.why_not.as_ref().map(ToString::to_string).unwrap_or_default();
        write!(f, "{}; {price}; {wait}; {why}", self.provider)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_read_part_by_part() {
        let option = |text: &str| text.parse::<Considered>().map(|option| option.to_string());
        assert_eq!(option("Gym; £40; 21; too far; and dear"), Ok("Gym; 40.00; 21; too far; and dear".into()));
        assert_eq!(option("Gym"), Ok("Gym; ; ; ".into()));
        assert_eq!(option("NHS;0;90"), Ok("NHS; 0.00; 90; ".into()));
        assert_eq!(option("Gym; ; ; full"), Ok("Gym; ; ; full".into()));
        for bad in ["", ";40", "Gym;cheap", "Gym;-1", "Gym;40;soon", "Gym;40;-1", "Gym;40;1.5"] {
            assert!(option(bad).is_err(), "{bad}");
        }
    }
}
