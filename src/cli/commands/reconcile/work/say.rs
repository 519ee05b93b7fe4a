//! What is said of a line or an entry that stays without its other side.

use std::io::{self, Write};

use super::listed::ListedItem;
use super::session::{Session, about};
use crate::carry_out::Done;
use crate::failure::Result;
use domain::{Code, Explained, Text};
use service::{Explain, Park};

/// When each reason applies, in the order of its words.
const WHEN: [&str; 7] = [
    "the bank made a mistake and puts it right itself",
    "the bank took the same money twice; it comes back",
    "it is contested with the merchant or the card company",
    "it is somebody else's, and was passed on to them",
    "it is on its way: a cheque not cashed, a payment not posted",
    "it is recorded, and nobody ever took the money",
    "something else, in your own words",
];

/// Puts it aside with a question.
pub(super) fn park(session: &Session<'_>, side: &ListedItem) -> Result<Option<Done>> {
    let Some(said) = session.keys.value::<Text>("what do you want to know (empty to go back)?")? else {
        return Ok(None);
    };
    let ask = session.keys.value::<Code>("whom do you ask, by code (empty: whoever reconciles)?")?;
    Ok(Some(session.carry_out(&Park { about: about(side), said, ask })))
}

/// Says why it may stay as it is.
pub(super) fn explain(session: &Session<'_>, side: &ListedItem) -> Result<Option<Done>> {
    for (number, (word, when)) in (1..).zip(Explained::WORDS.iter().zip(WHEN)) {
        writeln!(io::stderr(), "  {number}  {:<14} {when}", word.replace('_', " "))?;
    }
    loop {
        let Some(key) = session.keys.key("why, 1 to 7 (x goes back):")? else { return Ok(None) };
        if key == 'x' {
            return Ok(None);
        }
        let place = key.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
        let word = place.and_then(|place| Explained::WORDS.get(place.checked_sub(1)?));
        let Some(because) = word.and_then(|word| word.parse::<Explained>().ok()) else {
            writeln!(io::stderr(), "{key} is none of them")?;
            continue;
        };
        let Some(said) = session.keys.value("in words (empty to go back)?")? else { return Ok(None) };
        return Ok(Some(session.carry_out(&Explain { about: about(side), because, said })));
    }
}

/// Accepts that a line is the same money as another, taken twice.
pub(super) fn double(session: &Session<'_>, side: &ListedItem) -> Result<Option<Done>> {
    if side.doubt.is_empty() {
        writeln!(io::stderr(), "nothing says that it was taken twice")?;
        return Ok(None);
    }
    let said = side.doubt.parse().expect("numbers in words are a plain text");
    let request = Explain { about: about(side), because: "charged_twice".parse()?, said };
    Ok(Some(session.carry_out(&request)))
}
