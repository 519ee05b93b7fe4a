//! What parts pounds from pence in a file, and what parts thousands: a point, or a comma. The file's own
//! amounts tell, and where they do not, three digits after a mark are refused: they could be either.

use std::borrow::Cow;

use domain::{BadAmount, excerpt};

/// The mark before the pence, as a file's amounts show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Marks {
    /// No amount tells.
    #[default]
    Unknown,
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
    /// Some amounts have a point, some a comma: neither is trusted where it could be the other.
    Mixed,
}

impl Marks {
    /// Finds the mark that amounts have.
    pub(super) fn of<'v>(amounts: impl Iterator<Item = &'v str>) -> Self {
        amounts.filter_map(mark).fold(Self::Unknown, Self::and)
    }

    /// What two amounts tell together.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, one) | (one, Self::Unknown) => one,
            (one, other) if one == other => one,
            _ => Self::Mixed,
        }
    }

    /// Says why an amount with three digits after its mark is not taken.
    pub(super) fn why_not(self, bad: &BadAmount) -> String {
        match bad {
            BadAmount::SubPenny(said) if !matches!(self, Self::Point | Self::Comma) => format!(
                "`{said}` has three digits after its mark: thousands, or parts of a penny, and no other amount tells"
            ),
            other => other.to_string(),
        }
    }

    /// Writes an amount with a point before its pence.
    ///
    /// # Errors
    /// Three digits after the mark, where nothing tells that they are thousands.
    pub(super) fn plain(self, text: &str) -> Result<Cow<'_, str>, BadAmount> {
        let swapped = |text: &str| -> String {
            let other = |c: char| match c {
                '.' => ',',
                ',' => '.',
                c => c,
            };
            text.chars().map(other).collect()
        };
        let plain = match self {
            Self::Comma => Cow::Owned(swapped(text)),
            _ => Cow::Borrowed(text),
        };
        let ends_in_three = |mark: char| {
            let parts = plain.rsplit_once(mark);
            parts.is_some_and(|(_, digits)| digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()))
        };
        let thousands = plain.contains(',') && !plain.contains('.') && ends_in_three(',');
        let told = matches!(self, Self::Point | Self::Comma);
        match ends_in_three('.') || (thousands && !told) {
            true => Err(BadAmount::SubPenny(excerpt(text, 40))),
            false => Ok(plain),
        }
    }
}

/// What one amount tells of the mark before the pence.
fn mark(text: &str) -> Option<Marks> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let core = text.trim_matches(|c: char| !is_part(c));
    let marks = |mark: char| core.matches(mark).count();
    let (points, commas) = (marks('.'), marks(','));
    let digits = |c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.' || c == ',';
    if points + commas == 0 || !core.chars().all(digits) {
        return None;
    }
    let (last, once) = match (points, commas) {
        (0, _) => (',', commas == 1),
        (_, 0) => ('.', points == 1),
        _ => (if core.rfind('.') > core.rfind(',') { '.' } else { ',' }, true),
    };
    let (before, after) = core.rsplit_once(last)?;
    let pence = |mark: char| Some(if mark == '.' { Marks::Point } else { Marks::Comma });
    let other = if last == '.' { ',' } else { '.' };
    match after.len() {
        // Both marks, and the last is there once: it is before the pence.
        _ if points > 0 && commas > 0 => (core.matches(last).count() == 1).then(|| pence(last)).flatten(),
        // The same mark twice parts thousands; a day such as 13.09.06 is none of this.
        _ if !once => {
            let grouped = core.split(last).skip(1).all(|part| part.len() == 3);
            grouped.then(|| pence(other)).flatten()
        }
        3 if before.is_empty() || before.len() > 3 || before.starts_with('0') => pence(last),
        // No sum has a third part of a penny, so these are thousands; of a point nobody is sure.
        3 if last == ',' && !after.ends_with('0') => pence(other),
        3 => None,
        _ => pence(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_amounts_tell_what_parts_pounds_from_pence() {
        for (amounts, wanted) in [
            (&["5.00", "-1,230"][..], Marks::Point),
            (&["1,045.50"], Marks::Point),
            (&["1,234,567"], Marks::Point),
            (&["1,234"], Marks::Point),
            (&["12,50"], Marks::Comma),
            (&["-1.234,56 ", "1.230"], Marks::Comma),
            (&["1.234.567"], Marks::Comma),
            (&["0,125"], Marks::Comma),
            (&["1,230", "3.000", "500", "-", "n/a", "13.09.06"], Marks::Unknown),
            (&["12,50", "12.50"], Marks::Mixed),
        ] {
            assert_eq!(Marks::of(amounts.iter().copied()), wanted, "{amounts:?}");
        }
    }

    #[test]
    fn three_digits_are_thousands_or_refused() {
        for (marks, text, plain) in [
            (Marks::Point, "1,230", Some("1,230")),
            (Marks::Point, "1.230", None),
            (Marks::Comma, "1.230", Some("1,230")),
            (Marks::Comma, "1,230", None),
            (Marks::Comma, "12,50", Some("12.50")),
            (Marks::Unknown, "1,230", None),
            (Marks::Unknown, "1,230.50", Some("1,230.50")),
            (Marks::Mixed, "1,230", None),
            (Marks::Mixed, "12.50", Some("12.50")),
        ] {
            assert_eq!(marks.plain(text).ok().as_deref(), plain, "{marks:?} {text}");
        }
    }
}
