//! Running balances: each line's balance has to follow from the one before, oldest or newest line first.

use domain::{Day, Pence};
use file::BadRow;

/// A line and the balance after it, where the bank gives one.
pub(super) struct Step {
    pub(super) row: u64,
    pub(super) posted_on: Day,
    pub(super) amount: Pence,
    pub(super) balance: Option<Pence>,
}

/// What was there before the first line and after the last; `None` where no line has a balance.
///
/// # Errors
/// The first line whose balance does not follow.
pub(super) fn check(steps: &[Step]) -> Result<Option<(Pence, Pence)>, BadRow> {
    if steps.is_empty() {
        return Ok(None);
    }
    let mut ways: Vec<_> = orders(steps).into_iter().map(|order| walk(order.into_iter())).collect();
    if let Some(good) = ways.iter().position(Result::is_ok) {
        return ways.swap_remove(good).map_err(Break::bad_row);
    }
    // Read the right way round, it goes on for longer.
    let breaks = ways.into_iter().filter_map(Result::err);
    Err(breaks
        .reduce(|best, next| if next.after > best.after { next } else { best })
        .expect("there are ways")
        .bad_row())
}

/// The orders that lines may stand in: days oldest or newest first, and within a day the same or the other
/// way round. Days that rise or fall tell which.
fn orders(steps: &[Step]) -> Vec<Vec<&Step>> {
    let forward: Vec<&Step> = steps.iter().collect();
    let backward: Vec<&Step> = steps.iter().rev().collect();
    let (up, down) =
        (steps.is_sorted_by_key(|step| step.posted_on), backward.is_sorted_by_key(|step| step.posted_on));
    match (up, down) {
        (true, false) => vec![by_day(&forward), by_day(&backward)],
        (false, true) => vec![backward, by_day(&forward)],
        _ => {
            let (one, other) = (by_day(&forward), by_day(&backward));
            let newest_first =
                steps.first().map(|step| step.posted_on) > steps.last().map(|step| step.posted_on);
            let mut orders = vec![forward, backward];
            if newest_first {
                orders.reverse();
            }
            orders.extend([one, other]);
            orders
        }
    }
}

/// Balances that prove the lines in another order than the file's: before each line, at the end of each day,
/// or after the lines of a day in any order. With the balances before the first line and after the last.
pub(super) fn other_order(steps: &[Step]) -> Option<((Pence, Pence), &'static str)> {
    let all = steps.iter().all(|step| step.balance.is_some());
    let forward: Vec<&Step> = steps.iter().collect();
    let sorted = by_day(&forward);
    let days: Vec<&[&Step]> = sorted.chunk_by(|one, other| one.posted_on == other.posted_on).collect();
    if !all || days.len() < 2 || steps.len() < 3 {
        return None;
    }
    let with = |step: &Step, balance| Step {
        row: step.row,
        posted_on: step.posted_on,
        amount: step.amount,
        balance,
    };
    let before: Vec<Step> =
        steps.iter().map(|step| with(step, step.balance.map(|balance| balance + step.amount))).collect();
    // Of a day all of whose lines have one balance, it is that of the day's end; days go forward.
    let at_the_end = |order: &[&Step]| -> Vec<Step> {
        let sorted = by_day(order);
        let days = sorted.chunk_by(|one, other| one.posted_on == other.posted_on);
        days.flat_map(|day| {
            let same = day.iter().all(|step| step.balance == day[0].balance);
            let kept = move |place| place + 1 == day.len() || !same;
            day.iter().enumerate().map(move |(place, step)| with(step, step.balance.filter(|_| kept(place))))
        })
        .collect()
    };
    let backward: Vec<&Step> = steps.iter().rev().collect();
    let at_the_ends =
        || [&forward, &backward].into_iter().find_map(|order| walk(at_the_end(order).iter()).ok().flatten());
    let proved = |steps: &[Step]| check(steps).ok().flatten();
    proved(&before)
        .map(|both| (both, "each balance is the one before its line"))
        .or_else(|| at_the_ends().map(|both| (both, "each balance is the one at the end of its day")))
        .or_else(|| {
            in_any_order(&days)
                .map(|both| (both, "the lines of a day stand in another order than its balances"))
        })
}

/// Each balance of a day but its last is there before another line of it.
fn in_any_order(days: &[&[&Step]]) -> Option<(Pence, Pence)> {
    const MOST: usize = 500;
    let (mut opening, mut now) = (None, None);
    for day in days.iter().filter(|day| !day.is_empty()) {
        let mut befores: Vec<Pence> =
            day.iter().filter_map(|step| step.balance.map(|balance| balance - step.amount)).collect();
        let mut afters = Vec::new();
        for after in day.iter().take(MOST).filter_map(|step| step.balance) {
            match befores.iter().position(|before| *before == after) {
                Some(place) => _ = befores.swap_remove(place),
                None => afters.push(after),
            }
        }
        match (befores.as_slice(), afters.as_slice()) {
            ([before], [after]) if now.is_none_or(|now| now == *before) => {
                opening.get_or_insert(*before);
                now = Some(*after);
            }
            // A day that ends with what it began with.
            ([], []) if day.iter().any(|step| step.balance == now && now.is_some()) => {}
            _ => return None,
        }
    }
    opening.zip(now)
}

fn by_day<'s>(order: &[&'s Step]) -> Vec<&'s Step> {
    let mut sorted = order.to_vec();
    sorted.sort_by_key(|step| step.posted_on);
    sorted
}

/// The same lines with each balance the other way: what is owed, or what is there.
pub(super) fn balances_turned(steps: &[Step]) -> Vec<Step> {
    let turn =
        |step: Step| Step { amount: -step.amount, balance: step.balance.map(|balance| -balance), ..step };
    turned(steps).into_iter().map(turn).collect()
}

/// The same lines with money in and money out changed round.
pub(super) fn turned(steps: &[Step]) -> Vec<Step> {
    let turn = |step: &Step| Step {
        row: step.row,
        posted_on: step.posted_on,
        amount: -step.amount,
        balance: step.balance,
    };
    steps.iter().map(turn).collect()
}

/// A balance that does not follow.
struct Break<'s> {
    /// How many lines went well before.
    after: usize,
    step: &'s Step,
    balance: Pence,
    wanted: Pence,
}

fn walk<'s>(steps: impl Iterator<Item = &'s Step>) -> Result<Option<(Pence, Pence)>, Break<'s>> {
    let (mut opening, mut sum) = (None, Pence::ZERO);
    for (after, step) in steps.enumerate() {
        sum += step.amount;
        let Some(balance) = step.balance else { continue };
        let wanted = *opening.get_or_insert(balance - sum) + sum;
        if wanted != balance {
            return Err(Break { after, step, balance, wanted });
        }
    }
    Ok(opening.map(|opening| (opening, opening + sum)))
}

impl Break<'_> {
    fn bad_row(self) -> BadRow {
        let Self { step, balance, wanted, .. } = self;
        BadRow {
            line: step.row,
            column: Some("balance"),
            code: "STATEMENT_BALANCE_BROKEN",
            message: format!("the balance is {balance}; from the lines before it would be {wanted}"),
            excerpt: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(lines: &[(&str, i64, Option<i64>)]) -> Vec<Step> {
        let step = |(row, (day, amount, balance)): (u64, &(&str, i64, Option<i64>))| Step {
            row,
            posted_on: format!("2006-09-{day}").parse().unwrap(),
            amount: Pence::new(*amount),
            balance: balance.map(Pence::new),
        };
        (1..).zip(lines).map(step).collect()
    }

    fn balances(lines: &[(&str, i64, Option<i64>)]) -> Result<Option<(i64, i64)>, (u64, String)> {
        let told = |bad: BadRow| (bad.line, bad.message);
        check(&steps(lines)).map(|both| both.map(|(o, c)| (o.get(), c.get()))).map_err(told)
    }

    #[test]
    fn they_follow_oldest_or_newest_first_on_every_line_or_some() {
        let oldest = [("01", -100, Some(900)), ("02", 50, Some(950)), ("03", -1, Some(949))];
        assert_eq!(balances(&oldest), Ok(Some((1_000, 949))));
        let newest = [("03", -1, Some(949)), ("02", 50, Some(950)), ("01", -100, Some(900))];
        assert_eq!(balances(&newest), Ok(Some((1_000, 949))));
        let some = [("01", -100, None), ("01", 50, Some(950)), ("03", -1, None)];
        assert_eq!(balances(&some), Ok(Some((1_000, 949))));
        let one = [("03", -1, None), ("02", 50, Some(950)), ("01", -100, None)];
        assert_eq!(balances(&one), Ok(Some((1_000, 949))));
        assert_eq!(balances(&[("01", -100, None)]), Ok(None));
        assert_eq!(balances(&[]), Ok(None));
    }

    /// 100 - 30 - 20 is 50: a balance of 80 at the end of the second day is not its lines'.
    #[test]
    fn the_balance_at_the_end_of_a_day_is_that_of_all_its_lines() {
        let other = |lines: &[(&str, i64, Option<i64>)]| {
            other_order(&steps(lines)).map(|((opening, closing), _)| (opening.get(), closing.get()))
        };
        let right = [("02", 100, Some(100)), ("06", -30, Some(50)), ("06", -20, Some(50))];
        assert_eq!(other(&right), Some((0, 50)));
        let newest_first: Vec<_> = right.iter().rev().copied().collect();
        assert_eq!(other(&newest_first), Some((0, 50)));
        for wrong in [80, 70, 100] {
            let lines = [("02", 100, Some(100)), ("06", -30, Some(wrong)), ("06", -20, Some(wrong))];
            assert_eq!(other(&lines), None, "{wrong}");
            let newest_first: Vec<_> = lines.iter().rev().copied().collect();
            assert_eq!(other(&newest_first), None, "{wrong}");
        }
        let doubled = [("02", 100, Some(100)), ("06", -20, Some(80)), ("06", -20, Some(80))];
        assert_eq!(other(&doubled), None);
    }

    #[test]
    fn a_missing_line_is_told_where_it_shows() {
        let gap =
            [("01", -100, Some(900)), ("02", 50, Some(950)), ("03", -1, Some(940)), ("04", -1, Some(939))];
        let (row, message) = balances(&gap).unwrap_err();
        assert_eq!(
            (row, message.as_str()),
            (3, "the balance is 9.40; from the lines before it would be 9.49")
        );
    }
}
