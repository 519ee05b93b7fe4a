//! Which columns are money: the amount with its sign or direction, money out and money in, the balance, and
//! sums in other currencies. A balance that follows from the others tells their signs.

use std::cmp::Ordering;

use super::column::{Seen, money_of_any};
use super::roles::{Role, Roles};
use crate::date_money_formats::Way;
use crate::evidence::{self, are_directions, way};
use domain::Pence;

/// Names of columns that a card's file has.
const CARDS: [&str; 3] = ["card", "merchant", "mcc"];
/// Names of what is taken beside an amount.
const FEES: [&str; 3] = ["fee", "fees", "commission"];
/// Names of sums that are beside the money that moved.
pub(super) const BESIDE: [&str; 8] =
    ["vat", "tax", "fee", "fees", "commission", "discount", "rate", "unit price"];

impl Roles {
    /// Finds the columns of money; `None` where there is no amount.
    pub(super) fn money(&mut self, columns: &[Seen]) -> Option<()> {
        let with_money: Vec<usize> =
            self.free(columns).filter(|(_, seen)| seen.is_money()).map(|(place, _)| place).collect();
        let balance = self.balance(columns, &with_money);
        let rest: Vec<usize> = with_money.into_iter().filter(|place| Some(*place) != balance).collect();
        let rest = self.in_pounds(columns, rest);
        let (beside, rest): (Vec<usize>, Vec<usize>) =
            rest.into_iter().partition(|place| columns[*place].is_called(&BESIDE));
        let (beside, rest) = if rest.is_empty() { (Vec::new(), beside) } else { (beside, rest) };
        let pair = apart(columns, &rest).filter(|(out, in_)| !says_both(columns, &rest, *out, *in_));
        if let Some((out, in_)) = pair {
            self.leave_beside(columns, &beside);
            return self.out_and_in(columns, out, in_, balance);
        }
        // Of two that could be it, the one the balances prove.
        let balances = balance.map(|place| columns[place].sums());
        let unproved = |place: usize| {
            let walks = |balances: &Vec<Pence>| follows(balances, &columns[place].sums());
            let all = columns[place].values.len().saturating_sub(1);
            balances.as_ref().is_none_or(|balances| all == 0 || walks(balances) * 10 < all * 9)
        };
        let amount = rest.iter().copied().min_by_key(|place| {
            let seen = &columns[*place];
            let net = seen.is_called(&["net"])
                && rest.iter().any(|place| columns[*place].is_called(&["gross", "total"]));
            let named = seen.is_called(&["amount", "value", "gbp", "gross"]);
            (unproved(*place), net || !named, seen.empty(), *place)
        })?;
        self.whole_pounds(columns, amount);
        let others: Vec<String> =
            rest.iter().filter(|place| **place != amount).map(|place| columns[*place].describe()).collect();
        let seen = &columns[amount];
        self.set(amount, Role::Amount, "its values are sums of money");
        if !others.is_empty() {
            let (others, seen) = (others.join(" and "), seen.describe());
            self.doubts.push(format!("{others} could be the amount too; {seen} is taken"));
        }
        let fee = self.fee(columns, amount, balance, &beside);
        if unproved(amount) {
            let beside: Vec<usize> = beside.into_iter().filter(|place| Some(*place) != fee).collect();
            self.leave_beside(columns, &beside);
        }
        match self.direction(columns, amount) {
            Some(()) => {}
            None => self.sign(columns, amount, fee, balance),
        }
        Some(())
    }

    /// Sums without pence may be pence.
    fn whole_pounds(&mut self, columns: &[Seen], amount: usize) {
        let seen = &columns[amount];
        let sums = || seen.values.iter().filter(|value| money_of_any(value).is_some());
        if sums().count() > 1 && sums().all(|value| !value.contains(['.', ','])) {
            self.doubts.push(format!("no sum of {} has pence: see that they are not pence", seen.describe()));
        }
    }

    /// The column of fees that the balances prove: each follows from the amount less the fee, and not from
    /// the amount alone.
    fn fee(
        &mut self,
        columns: &[Seen],
        amount: usize,
        balance: Option<usize>,
        beside: &[usize],
    ) -> Option<usize> {
        let balances = columns[balance?].sums();
        let sums = columns[amount].sums();
        let alone = follows(&balances, &sums);
        let proved = |place: &&usize| {
            let fees = columns[**place].sums();
            fees.iter().any(|fee| *fee != Pence::ZERO) && follows(&balances, &less(&sums, &fees)) > alone
        };
        let place = *beside.iter().filter(|place| columns[**place].is_called(&FEES)).find(proved)?;
        self.set(place, Role::Fee, "the balances follow from the amount less this");
        Some(place)
    }

    /// The column in which each value follows from the one before by one of the others.
    fn balance(&mut self, columns: &[Seen], with_money: &[usize]) -> Option<usize> {
        // Of several called so, the one that follows from the lines; one value on each is no balance.
        let walks = |place: usize| {
            let balances = columns[place].sums();
            let others = with_money.iter().copied().filter(|other| *other != place);
            let sums: Vec<Vec<Pence>> = others.map(|other| columns[other].sums()).collect();
            let size = |sums: &[Pence]| sums.iter().map(|sum| positive(*sum)).collect::<Vec<_>>();
            let pairs = sums.iter().flat_map(|one| sums.iter().map(|other| less(&size(one), &size(other))));
            let alone = sums.iter().map(|sums| follows(&balances, sums));
            alone.chain(pairs.map(|sums| follows(&balances, &sums))).max().unwrap_or(0)
        };
        let called = with_money.iter().copied().filter(|place| columns[*place].is_called(&["balance"]));
        let named = called
            .max_by_key(|place| (walks(*place), columns[*place].distinct > 1, std::cmp::Reverse(*place)));
        let walking = |place: &usize| {
            let sums = columns[*place].sums();
            let others = with_money.iter().filter(|other| *other != place);
            with_money.len() > 1
                && sums.len() > 3
                && others.into_iter().any(|other| steps_with(&sums, &columns[*other].sums(), None).is_some())
        };
        let place = named.or_else(|| with_money.iter().copied().find(walking))?;
        let why = if named.is_some() { "by its name" } else { "each value follows from the one before" };
        self.set(place, Role::Balance, why);
        Some(place)
    }

    /// Tells whether the balances follow from the sums over all lines, and there are enough to show it.
    pub(super) fn runs_over_all(&self, columns: &[Seen]) -> bool {
        let sums = |role: Role| self.places(role).first().map(|place| columns[*place].sums());
        let Some(balances) = sums(Role::Balance) else { return false };
        let size = |sums: Vec<Pence>| sums.into_iter().map(positive).collect::<Vec<_>>();
        let moved = match (sums(Role::Amount), sums(Role::PaidOut), sums(Role::PaidIn)) {
            (Some(amounts), ..) => match sums(Role::Fee) {
                Some(fees) => less(&amounts, &fees),
                None => amounts,
            },
            (None, Some(out), Some(in_)) => less(&size(in_), &size(out)),
            _ => return false,
        };
        let turned: Vec<Pence> = moved.iter().map(|sum| -*sum).collect();
        let pairs = balances.len().saturating_sub(1);
        pairs > 2 && follows(&balances, &moved).max(follows(&balances, &turned)) * 10 >= pairs * 9
    }

    fn out_and_in(&mut self, columns: &[Seen], out: usize, in_: usize, balance: Option<usize>) -> Option<()> {
        let by_name = columns[out].is_called(&OUT) || columns[in_].is_called(&IN);
        let difference = |one: usize, other: usize| -> Vec<Pence> {
            let (one, other) = (columns[one].sums(), columns[other].sums());
            one.iter().zip(&other).map(|(one, other)| positive(*one) - positive(*other)).collect()
        };
        let mut pair = (out, in_, "by its name");
        match balance
            .and_then(|place| steps_with(&columns[place].sums(), &difference(in_, out), self.order(columns)))
        {
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

    /// Leaves sums aside that are no money of their own, and tells of those that are not nought.
    fn leave_beside(&mut self, columns: &[Seen], beside: &[usize]) {
        for seen in beside.iter().map(|place| &columns[*place]) {
            let sums: Vec<Pence> = seen.sums().into_iter().filter(|sum| *sum != Pence::ZERO).collect();
            if !sums.is_empty() {
                let lines =
                    if sums.len() == 1 { "1 line".to_owned() } else { format!("{} lines", sums.len()) };
                let sum: Pence = sums.into_iter().sum();
                self.doubts.push(format!("{} of {sum} ({lines}) is not in the amount", seen.describe()));
            }
        }
    }

    /// Finds a column with a word for the direction: the words decide where the signs do not say the same.
    fn direction(&mut self, columns: &[Seen], amount: usize) -> Option<()> {
        let filled = |seen: &Seen| seen.empty() == 0 && seen.distinct <= 8;
        let tells = |seen: &Seen| filled(seen) && are_directions(seen.values.iter().map(String::as_str));
        let sums = columns[amount].sums();
        let found = self.free(columns).find(|(_, seen)| tells(seen)).map(|(place, _)| place);
        let Some(place) = found else {
            self.perhaps_direction(columns, amount, &sums);
            return None;
        };
        let seen = &columns[place];
        let moved = || seen.values.iter().zip(&sums).filter(|(_, sum)| **sum != Pence::ZERO);
        let agree = |(word, sum): &(&String, &Pence)| (way(word) == Some(Way::In)) == (**sum > Pence::ZERO);
        let (all, agreeing) = (moved().count(), moved().filter(agree).count());
        let negative = sums.iter().filter(|sum| **sum < Pence::ZERO).count();
        if negative > 0 && (agreeing == all || agreeing == 0) {
            let (out, why) = match agreeing {
                0 => ("positive", "says the other way than the sign"),
                _ => ("negative", "says the same as the sign"),
            };
            (self.money_out, self.sign_why) = (Some(out), format!("{} {why}", seen.describe()));
            return Some(());
        }
        let words = |wanted: Way| {
            let mut words: Vec<String> = Vec::new();
            for word in seen.values.iter().filter(|word| way(word) == Some(wanted)) {
                if !words.iter().any(|other| other.eq_ignore_ascii_case(word)) {
                    words.push(word.clone());
                }
            }
            words
        };
        let or =
            |words: Vec<String>, other: &str| if words.is_empty() { vec![other.to_owned()] } else { words };
        let (out, in_) = (or(words(Way::Out), "DR"), or(words(Way::In), "CR"));
        self.set(place, Role::Flag, format!("its values are {} or {}", out.join(", "), in_.join(", ")));
        self.flags = Some((out, in_));
        Some(())
    }

    /// Says of a column with two words that it may tell the direction, where no sum has a sign.
    fn perhaps_direction(&mut self, columns: &[Seen], amount: usize, sums: &[Pence]) {
        let named = ["type", "direction", "dr", "cr", "debit", "credit", "sign", "indicator", "in/out"];
        let may = |seen: &Seen| {
            seen.is_called(&named)
                && seen.empty() == 0
                && (seen.distinct == 2 || seen.values.iter().any(|word| way(word).is_some()))
        };
        if sums.iter().any(|sum| *sum < Pence::ZERO) || columns[amount].ways() != (0, 0) {
            return;
        }
        let found = self.free(columns).find(|(_, seen)| may(seen) && seen.distinct <= 8);
        if let Some(seen) = found.map(|(_, seen)| seen) {
            let mut words: Vec<String> = Vec::new();
            for word in &seen.values {
                if !words.contains(word) {
                    words.push(word.clone());
                }
            }
            let told = format!(
                "{} may tell the direction (`{}`): if it does, name it as `flag` and give its words under [flag]",
                seen.describe(),
                words.join("`, `")
            );
            self.doubts.push(told);
        }
    }

    /// How the first day lies to the last.
    fn order(&self, columns: &[Seen]) -> Option<Ordering> {
        let (form, place) = (self.days.first()?, *self.places(Role::Date).first()?);
        let day = |value: Option<&String>| form.read(value?).ok();
        let values = &columns[place].values;
        Some(day(values.first())?.cmp(&day(values.last())?))
    }

    fn sign(&mut self, columns: &[Seen], amount: usize, fee: Option<usize>, balance: Option<usize>) {
        let sums = columns[amount].sums();
        let net = fee.map_or_else(|| sums.clone(), |fee| less(&sums, &columns[fee].sums()));
        let negative = sums.iter().filter(|sum| **sum < Pence::ZERO).count();
        let total = sums.len();
        let order = self.order(columns);
        if let Some(way) = balance.and_then(|place| steps_with(&columns[place].sums(), &net, order)) {
            // What is owed on a card rises with each purchase, as what is in an account with each receipt.
            let paid = |value: &String| evidence::is_payment_to_card(value);
            let a_payment = columns.iter().any(|seen| {
                seen.values.iter().zip(&sums).any(|(value, sum)| *sum < Pence::ZERO && paid(value))
            });
            let owed =
                (a_payment || columns.iter().any(|seen| seen.is_called(&CARDS))) && negative * 2 < total;
            let (out, why) = match way {
                true if owed => ("positive", "the balance rises with it, as what is owed on a card does"),
                true => ("negative", "the balance rises with it"),
                false => ("positive", "the balance falls with it"),
            };
            (self.money_out, self.sign_why) = (Some(out), why.to_owned());
            if way && owed {
                self.doubts.push(format!(
                    "{why}: a sum without a minus is taken for money out, look at the preview"
                ));
            }
            return;
        }
        let marked = columns[amount].ways();
        if let (true, (out, in_)) = (marked != (0, 0), marked) {
            let all = sums.iter().filter(|sum| **sum != Pence::ZERO).count();
            let (out, why) = match out {
                _ if out + in_ == all => ("negative", "each sum is marked DR or CR"),
                0 => ("positive", "CR marks money in; a sum without a mark is taken for money out"),
                _ => {
                    ("negative", "DR marks money out; a sum without a mark and a minus is taken for money in")
                }
            };
            (self.money_out, self.sign_why) = (Some(out), why.to_owned());
            if marked.0 + marked.1 < all {
                self.doubts.push(format!("{why}: look at the preview"));
            }
            return;
        }
        // What a card's holder pays the company goes against the purchases.
        let thanks = |value: &String| {
            let value = value.to_lowercase();
            value.contains("payment received") || value.contains("thank you")
        };
        let thanked =
            columns.iter().flat_map(|seen| seen.values.iter().zip(&sums).filter(|(value, _)| thanks(value)));
        let paid: Vec<Pence> = thanked.map(|(_, sum)| *sum).collect();
        if negative * 2 < total && !paid.is_empty() && paid.iter().all(|sum| *sum < Pence::ZERO) {
            let why = "a payment received by the card company has a minus, so a purchase has none";
            (self.money_out, self.sign_why) = (Some("positive"), why.to_owned());
            self.doubts
                .push(format!("{why}: a sum without a minus is taken for money out, look at the preview"));
            return;
        }
        let cards = columns.iter().any(|seen| seen.is_called(&CARDS));
        let out = if cards && negative * 2 < total || negative == 0 { "positive" } else { "negative" };
        self.money_out = Some(out);
        // As it is where nothing is said; a card's import asks then.
        self.sign_is_guessed = out == "negative" && negative * 2 < total;
        self.sign_why = format!("{negative} of {total} sums are negative");
        let reason = match out {
            "positive" => "a sum without a minus is taken for money out, as card companies write purchases",
            _ => "a sum with a minus is taken for money out, as banks write it",
        };
        self.doubts.push(format!("{reason} ({negative} of {total} sums have one): look at the preview"));
    }
}

const OUT: [&str; 9] =
    ["debit", "paid out", "money out", "withdraw", "payments", "out", "dr", "spent", "expend"];
const IN: [&str; 9] =
    ["credit", "paid in", "money in", "deposit", "receipts", "in", "cr", "received", "lodge"];

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

/// Sums, each less its fee.
fn less(sums: &[Pence], fees: &[Pence]) -> Vec<Pence> {
    sums.iter().zip(fees).map(|(sum, fee)| *sum - *fee).collect()
}

/// How many balances follow from the sums, whichever line is first.
fn follows(balances: &[Pence], sums: &[Pence]) -> usize {
    let pairs = balances.len().saturating_sub(1);
    let oldest = (0..pairs).filter(|at| balances[at + 1] - balances[*at] == sums[at + 1]).count();
    let newest = (0..pairs).filter(|at| balances[*at] - balances[at + 1] == sums[*at]).count();
    oldest.max(newest)
}

/// Tells whether another column has the sums of both with their signs, and a value where both are empty.
fn says_both(columns: &[Seen], rest: &[usize], out: usize, in_: usize) -> bool {
    let size = |place: usize| columns[place].sums().into_iter().map(positive).collect::<Vec<_>>();
    let both = less(&size(in_), &size(out));
    let mut others = rest.iter().filter(|place| ![out, in_].contains(place));
    others.any(|place| columns[*place].empty() == 0 && columns[*place].sums() == both)
}

fn positive(sum: Pence) -> Pence {
    if sum < Pence::ZERO { -sum } else { sum }
}

/// Tells how a balance follows from sums, oldest or newest line first: `true` where it rises with them,
/// `false` where it falls, `None` where it does not follow. A balance before each line falls with it too, if
/// it is read against the order of the days.
fn steps_with(balances: &[Pence], sums: &[Pence], order: Option<Ordering>) -> Option<bool> {
    let pairs = balances.len().saturating_sub(1);
    if pairs == 0 {
        return None;
    }
    let count =
        |follows: &dyn Fn(usize) -> bool| (0..pairs).filter(|at| follows(*at)).count() * 10 >= pairs * 9;
    let rises = count(&|at| balances[at + 1] - balances[at] == sums[at + 1])
        || count(&|at| balances[at] - balances[at + 1] == sums[at]);
    let falls = order != Some(Ordering::Greater)
        && count(&|at| balances[at] - balances[at + 1] == sums[at + 1])
        || order != Some(Ordering::Less) && count(&|at| balances[at + 1] - balances[at] == sums[at]);
    (rises != falls).then_some(rises)
}
