//! Rows among the lines that say what is in an account, and move nothing: before its lines, or after.

use super::layout::plain_name;
use domain::statement::StatementAccount;
use domain::{Pence, Text, excerpt};

/// Words of what was there before.
const OPENING: [&str; 12] = [
    "opening", "brought", "b/f", "bf", "b/fwd", "bfwd", "start", "starting", "previous", "prior", "forward",
    "bbf",
];
/// Words of what is there after.
const CLOSING: [&str; 9] = ["closing", "carried", "c/f", "cf", "c/fwd", "cfwd", "end", "ending", "final"];
/// Words that say a balance of either without the word.
const ALONE: [&str; 9] =
    ["bbf", "b/f", "c/f", "b/fwd", "c/fwd", "bfwd", "cfwd", "brought forward", "carried forward"];
/// Words of a balance that do not say which; a shop may have some of them in its name.
const EITHER: [&str; 10] =
    ["new", "available", "current", "ledger", "running", "cleared", "statement", "account", "last", "your"];
/// Words beside them.
const BESIDE: [&str; 9] = ["the", "as", "at", "on", "of", "from", "to", "period", "day"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What the words of a text say: before (`true`), after, or neither of both; `None` where it is no balance.
fn said(text: &str) -> Option<Option<bool>> {
    let plain = plain_name(text);
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|word| !word.is_empty()).collect();
    let is_balance = |word: &&str| ["balance", "bal", "balances"].contains(word);
    let is_day = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || MONTHS.iter().any(|month| word.starts_with(month) && word.len() <= 9)
    };
    let named = words.iter().any(is_balance) || ALONE.contains(&words.join(" ").as_str());
    let known = |word: &&str| {
        let lists = [&OPENING[..], &CLOSING, &EITHER, &BESIDE];
        is_balance(word) || lists.iter().any(|list| list.contains(word)) || is_day(word)
    };
    if !named || !words.iter().all(known) {
        return None;
    }
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    match () {
        () if has(&CLOSING) => Some(Some(false)),
        () if has(&OPENING) => Some(Some(true)),
        () => Some(None),
    }
}

/// Tells whether a text is that of a row of what was there before (`true`) or after.
pub(super) fn balance_row(text: &str) -> Option<bool> {
    said(text).flatten()
}

/// Tells whether a text is that of a balance, whichever it is.
pub(super) fn is_balance(text: &str) -> bool {
    said(text).is_some()
}

/// Takes a first or last line out whose words are those of a balance, or that is the total of the others;
/// what has such words elsewhere is told, and stays. Returns what is told, and the rows that are taken out.
pub(super) fn take_from_the_ends(account: &mut StatementAccount) -> (Vec<String>, Vec<u64>) {
    let (mut told, mut taken) = (Vec::new(), Vec::new());
    let text = |text: &Option<Text>| text.as_ref().map_or(String::new(), ToString::to_string);
    for at_the_end in [false, true] {
        let lines = &account.lines;
        let Some((first, last)) = lines.first().zip(lines.last()).filter(|_| lines.len() > 1) else { break };
        let line = if at_the_end { last } else { first };
        let (row, amount, said) = (line.row, line.amount, text(&line.text));
        let before = at_the_end == (first.posted_on > last.posted_on);
        let others: Pence = lines.iter().map(|line| line.amount).sum::<Pence>() - amount;
        let totals = lines.iter().filter(|line| is_total(&text(&line.text))).count();
        let place = if before { &mut account.opening } else { &mut account.closing };
        let which = match () {
            // A shop has this name: what was spent there has a minus.
            () if is_balance(&said) && place.is_none() && (amount > Pence::ZERO || !is_shop(&said)) => {
                *place = Some(amount);
                if before { "the opening balance" } else { "the closing balance" }
            }
            () if at_the_end && totals == 1 && lines.len() > 2 && is_total(&said) && amount == others => {
                "the total of the lines"
            }
            () => continue,
        };
        told.push(format!(
            "line {row}: `{}` of {amount} is a balance, not a line: it is taken for {which}",
            excerpt(&said, 40)
        ));
        taken.push(row);
        account.lines.remove(if at_the_end { account.lines.len() - 1 } else { 0 });
    }
    let doubtful = account.lines.iter().map(|line| (line.row, line.amount, text(&line.text)));
    let doubtful = doubtful.filter(|(.., said)| is_balance(said) || is_total(said)).take(10);
    told.extend(doubtful.map(|(row, amount, said)| {
        let shown = excerpt(&said, 40);
        format!("line {row}: `{shown}` of {amount} may be a balance or a total: it is taken as money, see whether it is")
    }));
    (told, taken)
}

fn is_shop(text: &str) -> bool {
    plain_name(text) == "new balance"
}

fn is_total(text: &str) -> bool {
    let plain = plain_name(text);
    ["total", "totals", "grand total"].contains(&plain.trim_end_matches(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_balance_are_known_and_no_shop_s() {
        for (text, wanted) in [
            ("PREVIOUS STATEMENT BALANCE", Some(true)),
            ("Opening Balance as at 01/09/2026", Some(true)),
            ("Balance b/f", Some(true)),
            ("Balance carried forward:", Some(false)),
            ("Closing balance on 30 September 2026", Some(false)),
            ("Balance at 30 September 2026", None),
            ("NEW BALANCE LEEDS", None),
            ("BALANCE GYM", None),
        ] {
            assert_eq!(balance_row(text), wanted, "{text}");
        }
        for text in
            ["BALANCE", "Statement balance", "Available balance", "New balance", "Balance at 30 Sep 2026"]
        {
            assert!(is_balance(text), "{text}");
        }
        for text in ["NEW BALANCE LEEDS", "BALANCE GYM", "CURRENT ACCOUNT", "B F SMITH", "OPENING NIGHT"] {
            assert!(!is_balance(text), "{text}");
        }
    }
}
