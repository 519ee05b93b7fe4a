//! A line of a provider's document, as it is typed: `41=30.00,vat=4.47,final`.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use thiserror::Error;

use super::{Amount, Pence, excerpt};

/// What a document says of one commission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentLine {
    pub commission: i64,
    /// Gross.
    pub amount: Amount,
    /// The recoverable VAT in it, where it was said.
    pub vat: Option<Pence>,
    /// No other invoice will come on this commission.
    #[serde(rename = "final")]
    pub last: bool,
}

/// Why a text is no line of a document.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{found}`: {fault}; write COMMISSION=AMOUNT, such as 41=30.00, with the VAT in it and the end of the \
     commission where there are any: 41=30.00,vat=4.47,final"
)]
pub struct BadDocumentLine {
    found: String,
    fault: String,
}

impl BadDocumentLine {
    /// Returns the stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self { .. } => "DOCUMENT_LINE_INVALID",
        }
    }
}

impl FromStr for DocumentLine {
    type Err = BadDocumentLine;

    fn from_str(text: &str) -> Result<Self, BadDocumentLine> {
        let bad = |fault: String| BadDocumentLine { found: excerpt(text, 60), fault };
        let (commission, rest) =
            text.split_once('=').ok_or_else(|| bad("it names no commission and amount".into()))?;
        let number = commission.trim().parse();
        let commission =
            number.map_err(|_| bad(format!("`{}` is no commission's number", excerpt(commission, 20))))?;
        let (rest, last) = rest.strip_suffix(",final").map_or((rest, false), |rest| (rest, true));
        let (amount, vat) = match rest.split_once(",vat=") {
            Some((amount, vat)) => (amount, Some(vat)),
            None => (rest, None),
        };
        let amount = amount.parse().map_err(|why| bad(format!("{why}")))?;
        let vat = vat.map(str::parse).transpose().map_err(|why| bad(format!("{why}")))?;
        Ok(Self { commission, amount, vat, last })
    }
}

impl fmt::Display for DocumentLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.commission, self.amount)?;
        if let Some(vat) = self.vat {
            write!(f, ",vat={vat}")?;
        }
        if self.last { write!(f, ",final") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_part_by_part() {
        let line = |text: &str| text.parse::<DocumentLine>().map(|line| line.to_string());
        assert_eq!(line("41=30"), Ok("41=30.00".into()));
        assert_eq!(line("41=£1,250.50,vat=186.24"), Ok("41=1250.50,vat=186.24".into()));
        assert_eq!(line("41=30,final"), Ok("41=30.00,final".into()));
        assert_eq!(line("41=30,vat=0,final"), Ok("41=30.00,vat=0.00,final".into()));
        for bad in
            ["", "41", "41:30", "x=30", "41=", "41=0", "41=-1", "41=30,vat=", "41=30,4.47", "41=30,last"]
        {
            assert!(line(bad).is_err(), "{bad}");
        }
    }
}
