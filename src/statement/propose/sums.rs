//! Which columns are money: the amount with its sign or direction, money out and money in, the balance, and
//! sums in other currencies. A balance that follows from the others tells their signs.

use super::column::Seen;
use super::roles::{Role, Roles};
use domain::Pence;

/// Words that say a direction: out, in.
const FLAGS: [(&str, &str); 4] = [("DR", "CR"), ("D", "C"), ("DEBIT", "CREDIT"), ("OUT", "IN")];

impl Roles {
    /// Finds the columns of money; `None` where there is no amount.
    pub(super) fn money(&mut self, columns: &[Seen]) -> Option<()> {
        let with_money: Vec<usize> =
            self.free(columns).filter(|(_, seen)| seen.is_money()).map(|(place, _)| place).collect();
        let balance = self.balance(columns, &with_money);
        let rest: Vec<usize> = with_money.into_iter().filter(|place| Some(*place) != balance).collect();
        let rest = self.foreign(columns, rest);
        if let Some((out, in_)) = apart(columns, &rest) {
            return self.out_and_in(columns, out, in_, balance);
        }
        let amount = rest.iter().copied().min_by_key(|place| {
            let seen = &columns[*place];
            (!seen.is_called(&["amount", "value", "gbp"]), seen.empty(), *place)
        })?;
        let others: Vec<String> =
            rest.iter().filter(|place| **place != amount).map(|place| columns[*place].describe()).collect();
        let seen = &columns[amount];
        self.set(amount, Role::Amount, "its values are sums of money");
        if !others.is_empty() {
            let (others, seen) = (others.join(" and "), seen.describe());
            self.doubts.push(format!("{others} could be the amount too; {seen} is taken"));
        }
        match self.direction(columns, amount) {
            Some(()) => {}
            None => self.sign(columns, amount, balance),
        }
        Some(())
    }

    /// The column in which each value follows from the one before by one of the others.
    fn balance(&mut self, columns: &[Seen], with_money: &[usize]) -> Option<usize> {
        let named = with_money.iter().copied().find(|place| columns[*place].is_called(&["balance"]));
        let follows = |place: &usize| {
            let sums = columns[*place].sums();
            let others = with_money.iter().filter(|other| *other != place);
            with_money.len() > 1
                && sums.len() > 3
                && others.into_iter().any(|other| steps_with(&sums, &columns[*other].sums()).is_some())
        };
        let place = named.or_else(|| with_money.iter().copied().find(follows))?;
        let why = if named.is_some() { "by its name" } else { "each value follows from the one before" };
        self.set(place, Role::Balance, why);
        Some(place)
    }

    /// Sets the sum in another currency aside, with its currency.
    fn foreign(&mut self, columns: &[Seen], with_money: Vec<usize>) -> Vec<usize> {
        let words = ["original", "foreign", "local", "transaction currency", "source"];
        let is_currency = |value: &str| value.len() == 3 && value.chars().all(|c| c.is_ascii_uppercase());
        let currencies: Vec<usize> =
            self.free(columns).filter(|(_, seen)| seen.mostly(is_currency)).map(|(place, _)| place).collect();
        let (aside, rest): (Vec<usize>, Vec<usize>) = with_money
            .into_iter()
            .partition(|place| columns[*place].is_called(&words) && !currencies.is_empty());
        for place in &aside {
            self.set(*place, Role::Foreign, "by its name");
        }
        for place in currencies {
            let seen = &columns[place];
            let only_pounds = seen.values.iter().all(|value| value.is_empty() || value == "GBP");
            if seen.is_called(&["currency", "ccy", "cur"]) || seen.name.is_none() {
                match only_pounds {
                    true if aside.is_empty() || !seen.is_called(&words) => {
                        self.set(place, Role::Currency, "its values are GBP");
                    }
                    _ if !aside.is_empty() => self.set(place, Role::Foreign, "the currency of the other sum"),
                    _ if seen.values.iter().any(|value| value == "GBP") => {
                        let seen = seen.describe();
                        self.doubts.push(format!(
                            "{seen} has other currencies than GBP: lines kept in them are refused"
                        ));
                        self.set(place, Role::Currency, "its values are currencies");
                    }
                    _ => {}
                }
            }
        }
        rest
    }

    fn out_and_in(&mut self, columns: &[Seen], out: usize, in_: usize, balance: Option<usize>) -> Option<()> {
        let by_name = columns[out].is_called(&OUT) || columns[in_].is_called(&IN);
        let difference = |one: usize, other: usize| -> Vec<Pence> {
            let (one, other) = (columns[one].sums(), columns[other].sums());
            one.iter().zip(&other).map(|(one, other)| positive(*one) - positive(*other)).collect()
        };
        let mut pair = (out, in_, "by its name");
        match balance.and_then(|place| steps_with(&columns[place].sums(), &difference(in_, out))) {
            Some(true) => pair.2 = "the balance follows from it",
            Some(false) if !by_name => pair = (in_, out, "the balance follows from it"),
            _ if by_name => {}
            _ => {
                pair.2 = "each line has this sum or the other";
                let (out, in_) = (columns[out].describe(), columns[in_].describe());
                self.doubts
                    .push(format!("which of {out} and {in_} is money out is a guess: look at the preview"));
            }
        }
        self.set(pair.0, Role::PaidOut, pair.2);
        self.set(pair.1, Role::PaidIn, pair.2);
        Some(())
    }

    /// Finds a column with a word for the direction.
    fn direction(&mut self, columns: &[Seen], amount: usize) -> Option<()> {
        if columns[amount].sums().iter().any(|sum| *sum < Pence::ZERO) {
            return None;
        }
        let (place, out, in_) = self.free(columns).find_map(|(place, seen)| {
            let is = |value: &str, word: &str| value.eq_ignore_ascii_case(word);
            let all =
                |(out, in_): &&(&str, &str)| seen.values.iter().all(|value| is(value, out) || is(value, in_));
            FLAGS.iter().find(all).map(|(out, in_)| (place, *out, *in_))
        })?;
        self.set(place, Role::Flag, format!("its values are {out} or {in_}"));
        self.flags = Some((vec![out.to_owned()], vec![in_.to_owned()]));
        Some(())
    }

    fn sign(&mut self, columns: &[Seen], amount: usize, balance: Option<usize>) {
        let sums = columns[amount].sums();
        let negative = sums.iter().filter(|sum| **sum < Pence::ZERO).count();
        let total = sums.len();
        if let Some(way) = balance.and_then(|place| steps_with(&columns[place].sums(), &sums)) {
            let (out, why) = match way {
                true => ("negative", "the balance rises with it"),
                false => ("positive", "the balance falls with it"),
            };
            (self.money_out, self.sign_why) = (Some(out), why.to_owned());
            return;
        }
        let cards = columns.iter().any(|seen| seen.is_called(&["card", "merchant", "mcc"]));
        let out = if cards && negative * 2 < total || negative == 0 { "positive" } else { "negative" };
        self.money_out = Some(out);
        self.sign_why = format!("{negative} of {total} sums are negative");
        let reason = match out {
            "positive" => "a sum without a minus is taken for money out, as card companies write purchases",
            _ => "a sum with a minus is taken for money out, as banks write it",
        };
        self.doubts.push(format!("{reason} ({negative} of {total} sums have one): look at the preview"));
    }
}

const OUT: [&str; 6] = ["debit", "paid out", "money out", "withdraw", "payments", "out"];
const IN: [&str; 6] = ["credit", "paid in", "money in", "deposit", "receipts", "in"];

/// Finds a column for money out and one for money in: by their names, or because each line has just one.
fn apart(columns: &[Seen], with_money: &[usize]) -> Option<(usize, usize)> {
    let called = |words: &[&str]| with_money.iter().copied().find(|place| columns[*place].is_called(words));
    if let (Some(out), Some(in_)) = (called(&OUT), called(&IN))
        && out != in_
    {
        return Some((out, in_));
    }
    let one_of_both = |one: usize, other: usize| {
        let (one, other) = (columns[one].sums(), columns[other].sums());
        let alone = one.iter().zip(&other).filter(|(a, b)| (**a == Pence::ZERO) != (**b == Pence::ZERO));
        alone.count() * 20 >= one.len() * 19
    };
    with_money.windows(2).map(|pair| (pair[0], pair[1])).find(|(one, other)| one_of_both(*one, *other))
}

fn positive(sum: Pence) -> Pence {
    if sum < Pence::ZERO { -sum } else { sum }
}

/// Tells how a balance follows from sums, oldest or newest line first: `true` where it rises with them,
/// `false` where it falls, `None` where it does not follow.
fn steps_with(balances: &[Pence], sums: &[Pence]) -> Option<bool> {
    let pairs = balances.len().saturating_sub(1);
    if pairs == 0 {
        return None;
    }
    let count =
        |follows: &dyn Fn(usize) -> bool| (0..pairs).filter(|at| follows(*at)).count() * 10 >= pairs * 9;
    let rises = count(&|at| balances[at + 1] - balances[at] == sums[at + 1])
        || count(&|at| balances[at] - balances[at + 1] == sums[at]);
    let falls = count(&|at| balances[at] - balances[at + 1] == sums[at + 1])
        || count(&|at| balances[at + 1] - balances[at] == sums[at]);
    (rises != falls).then_some(rises)
}
