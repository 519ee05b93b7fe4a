//! Which sums are in pounds, and which are what these were in another currency.

use super::column::Seen;
use super::roles::{Role, Roles};
use super::sums::BESIDE;
use crate::currency::{Currency, is_column, is_of_another_sum, of_name, of_value, which};

/// A column of sums, with the column that says its currency.
struct Sums {
    place: usize,
    said_by: Option<usize>,
    /// What money it is, where anything says so.
    of: Option<Currency>,
}

impl Roles {
    /// Sets sums in other currencies aside where there are others, with their currencies; returns the rest.
    pub(super) fn in_pounds(&mut self, columns: &[Seen], with_money: Vec<usize>) -> Vec<usize> {
        let name = |place: usize| columns[place].name.as_deref().unwrap_or_default();
        let said: Vec<usize> =
            self.free(columns).filter(|(_, seen)| says(seen)).map(|(place, _)| place).collect();
        let same = |one: usize, other: usize| which(name(one)) == which(name(other));
        let is_one_s_own =
            |said: usize| !which(name(said)).is_empty() && with_money.iter().any(|place| same(*place, said));
        let of_the_account = |said: &usize| !is_one_s_own(*said) && !is_of_another_sum(name(*said));
        let sums: Vec<Sums> = with_money
            .iter()
            .map(|&place| {
                let own = said.iter().copied().find(|said| same(place, *said));
                let said_by = own.or_else(|| said.iter().copied().find(of_the_account));
                let of = of_name(name(place)).or_else(|| said_by.map(|said| money_of(&columns[said])));
                Sums { place, said_by, of }
            })
            .collect();
        let is_another = |sums: &Sums| {
            sums.of == Some(Currency::Other) || (is_of_another_sum(name(sums.place)) && !said.is_empty())
        };
        let is_own = |sums: &&Sums| !is_another(sums) && !columns[sums.place].is_called(&BESIDE);
        let own: Vec<&Sums> = sums.iter().filter(is_own).collect();
        let aside: Vec<&Sums> = sums.iter().filter(|sums| !own.is_empty() && is_another(sums)).collect();
        for Sums { place, said_by, .. } in &aside {
            self.set(*place, Role::Foreign, "a sum in another currency than the amount");
            let of_it =
                said_by.filter(|said| money_of(&columns[*said]) == Currency::Other || !of_the_account(said));
            if let Some(said) = of_it {
                self.set(said, Role::Foreign, "the currency of the other sum");
            }
        }
        if let Some(guessed) = own.iter().find(|own| own.of.is_none()).filter(|_| !aside.is_empty()) {
            let (aside, guessed) = (columns[aside[0].place].describe(), columns[guessed.place].describe());
            self.doubts.push(format!("{aside} is in other currencies; {guessed} is taken to be in pounds"));
        }
        let taken: Vec<usize> = aside.iter().map(|sums| sums.place).collect();
        // The currency of a sum that is kept comes before any other.
        let of_kept = |said: &usize| {
            sums.iter().any(|sums| !taken.contains(&sums.place) && sums.said_by == Some(*said))
        };
        let (first, rest): (Vec<usize>, Vec<usize>) = said.iter().partition(|said| of_kept(said));
        let by_name = own.iter().any(|own| of_name(name(own.place)) == Some(Currency::Pounds));
        for place in first {
            if self.of[place].is_some() {
                continue;
            }
            match money_of(&columns[place]) {
                Currency::Pounds => self.set(place, Role::Currency, "its values are GBP"),
                Currency::Other if by_name => self.set(place, Role::Foreign, "the currency of another sum"),
                Currency::Other => {
                    let seen = columns[place].describe();
                    self.doubts.push(format!(
                        "{seen} has other currencies than GBP: lines kept in them are refused"
                    ));
                    self.set(place, Role::Currency, "its values are currencies");
                }
            }
        }
        for place in rest {
            if self.of[place].is_none() && money_of(&columns[place]) == Currency::Other {
                self.set(place, Role::Foreign, "the currency of another sum");
            }
        }
        with_money.into_iter().filter(|place| !taken.contains(place)).collect()
    }
}

/// Tells whether a column says currencies: by its name and values, or by its values alone.
fn says(seen: &Seen) -> bool {
    let named = seen.name.as_deref().is_some_and(is_column);
    seen.mostly(|value| of_value(value, named).is_some())
}

/// The money that a column of currencies says.
fn money_of(seen: &Seen) -> Currency {
    let is_pounds = |value: &String| value.is_empty() || of_value(value, true) == Some(Currency::Pounds);
    if seen.values.iter().all(is_pounds) { Currency::Pounds } else { Currency::Other }
}
