//! A profile for a bank nobody has met: what each column is taken for, what is in doubt, and that what is
//! proposed reads the file.

use std::fs;
use std::path::Path;

use domain::Text;
use file::BadFile;
use statement::{Profile, Proposal, propose, read};

fn proposed(text: &str) -> Result<Proposal, BadFile> {
    propose(text.as_bytes(), "f.csv", &"new".parse().unwrap())
}

fn unknown(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/statements/csv");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The columns that are used: number and what it holds.
fn columns(proposal: &Proposal) -> Vec<String> {
    let used = proposal.reasons.iter().filter(|reason| !reason.role.is_empty());
    used.map(|reason| format!("{} {}", reason.number, reason.role)).collect()
}

/// Day, amount and text of every line.
fn lines(proposal: &Proposal) -> Vec<String> {
    let lines = proposal.first_lines(100).into_iter();
    let word = |text: &Option<Text>| text.as_ref().map_or("-".to_owned(), ToString::to_string);
    lines.map(|(_, line)| format!("{} {} {}", line.posted_on, line.amount, word(&line.text))).collect()
}

#[test]
fn a_bank_with_a_preamble_and_a_balance_is_understood() {
    let text = unknown("../unknown-bank/building-society.csv");
    let found = proposed(&text).unwrap();
    assert_eq!(
        columns(&found),
        ["1 the day", "2 the kind", "3 the text", "4 money out", "5 money in", "6 the balance"]
    );
    assert_eq!(
        found.doubts,
        ["the shipped profile `nationwide` (Nationwide) fits this file already: --profile nationwide"]
    );
    assert_eq!(lines(&found)[3..], ["2006-09-04 -117.50 000101", "2006-09-01 1250.00 Invented grant"]);
    // What is proposed is a profile like any other, and reads the file with its balances.
    let profile = Profile::parse("new.toml", &found.profile.text).unwrap();
    let file = read(text.as_bytes(), "f.csv", "2026-01-01".parse().unwrap(), Some(&profile)).unwrap();
    let (opening, closing) = (file.accounts[0].opening.unwrap(), file.accounts[0].closing.unwrap());
    assert_eq!((opening.to_string().as_str(), closing.to_string().as_str()), ("41.95", "1100.27"));
}

#[test]
fn a_card_company_s_signs_cards_and_other_currencies_are_understood() {
    let found = proposed(&unknown("../unknown-bank/card-company.csv")).unwrap();
    assert_eq!(
        columns(&found),
        [
            "1 the day",
            "3 the card",
            "5 the text",
            "7 the sum in another currency",
            "8 the sum in another currency",
            "9 the amount",
            "10 the reference"
        ]
    );
    assert_eq!(
        found.doubts,
        [
            "`Transaction Date` has days too; `Posting Date` is taken for the day of posting",
            "a sum without a minus is taken for money out, as card companies write purchases (1 of 4 sums have \
             one): look at the preview"
        ]
    );
    assert_eq!(lines(&found)[3], "2006-09-13 12.00 CANALSIDE POOL");
    let foreign = found.read.unwrap().accounts.remove(0).lines.remove(1).foreign;
    assert_eq!(foreign.as_ref().map(Text::as_str), Some("20.00 EUR"));
}

#[test]
fn a_file_without_a_header_is_told_by_its_values() {
    let text = "01/09/2006,30-00-01,00012345,BAC,INVENTED GRANT,1250.00,1291.95\n\
                14/09/2006,30-00-01,00012345,CHQ,CHEQUE 101,-117.50,1174.45\n\
                15/09/2006,30-00-01,00012345,DD,ANYTOWN SHOES,-34.99,1139.46\n\
                15/09/2006,30-00-01,00012345,DD,ANYTOWN SHOES,-34.99,1104.47\n";
    let found = proposed(text).unwrap();
    assert_eq!(
        columns(&found),
        [
            "1 the day",
            "2 the account",
            "3 the account",
            "4 the kind",
            "5 the text",
            "6 the amount",
            "7 the balance"
        ]
    );
    assert_eq!(found.doubts, [""; 0], "the balance tells the sign, and the 14th the commission");
    assert_eq!(lines(&found)[1], "2006-09-14 -117.50 CHEQUE 101");
}

#[test]
fn what_cannot_be_told_is_in_doubt() {
    let order = proposed("Date,Details,Amount\n05/09/2006,SHOES,34.99\n06/09/2006,POOL,-12.00\n").unwrap();
    assert_eq!(
        order.doubts[0],
        "whether `Date` is day first or month first cannot be said: as DD/MM/YYYY the lines run from 2006-09-05 \
         to 2006-09-06, as MM/DD/YYYY from 2006-05-09 to 2006-06-09"
    );
    let month_first =
        proposed("Date,Details,Amount\n09/25/2006,SHOES,-34.99\n09/06/2006,POOL,1.00\n").unwrap();
    assert_eq!(lines(&month_first), ["2006-09-25 -34.99 SHOES", "2006-09-06 1.00 POOL"]);
    let two =
        proposed("Date,Details,Amount,Cost\n25/09/2006,SHOES,-34.99,30.00\n26/09/2006,POOL,-1.00,1.00\n");
    assert_eq!(two.unwrap().doubts[0], "`Cost` could be the amount too; `Amount` is taken");
    let apart =
        proposed("Date,Details,One,Other\n25/09/2006,SHOES,34.99,\n26/09/2006,GRANT,,12.00\n").unwrap();
    assert_eq!(apart.doubts, ["which of `One` and `Other` is money out is a guess: look at the preview"]);
    assert_eq!(lines(&apart), ["2006-09-25 -34.99 SHOES", "2006-09-26 12.00 GRANT"]);
    let shipped = proposed(&unknown("pilot-cards.csv")).unwrap();
    assert!(shipped.doubts.last().unwrap().ends_with("fits this file already: --profile pilot-cards"));
}

#[test]
fn flags_semicolons_totals_and_doubled_names_are_written_into_the_profile() {
    let text = "Day;Name;Name;Sum;Way\n13.09.2006;INVENTED, GRANT;1;1250.00;C\n14.09.2006;SHOES;2;34.99;D\nTotal;;;1284.99;\n";
    let found = proposed(text).unwrap();
    assert_eq!(lines(&found), ["2006-09-13 1250.00 INVENTED, GRANT", "2006-09-14 -34.99 SHOES"]);
    let wanted = "\
# Proposed for \"f.csv\": look it through.
name = \"new\"
title = \"Made for f.csv\"
delimiter = \";\"
header = true
fields = 5
dates = [\"DD.MM.YYYY\"]

[columns]
date = 1 # its values are days written DD.MM.YYYY; `13.09.2006` tells which number is the month
amount = 4 # its values are sums of money
flag = 5 # its values are D or C
text = 2 # by its name

[flag]
in = [\"C\"]
out = [\"D\"]

[[pass_over]]
column = 1
begins = [\"Total\"]
";
    assert_eq!(found.profile.text, wanted);
}

#[test]
fn a_file_in_which_nothing_is_found_is_told_with_what_it_has() {
    let code = |text: &str| proposed(text).map(|_| ()).map_err(|bad| (bad.code, bad.message)).unwrap_err();
    assert_eq!(code("Date,Details,Amount\n").0, "STATEMENT_NO_LINES");
    assert_eq!(code("").0, "FILE_EMPTY");
    assert_eq!(
        code("Dear reader,\nthis is a letter, not a statement\n"),
        ("STATEMENT_COLUMNS_UNKNOWN", "no line of it has a day and a sum of money".into())
    );
    assert_eq!(code("a,\"b\nc,d\n").0, "STATEMENT_QUOTES_BROKEN");
}

#[test]
fn a_long_file_is_looked_at_like_a_short_one() {
    let mut text = String::from("Date,Details,Amount\n");
    (0..6_000).for_each(|line| text += &format!("{:02}/09/2006,SHOP {line},-{line}.50\n", line % 30 + 1));
    let found = proposed(&text).unwrap();
    assert_eq!(columns(&found), ["1 the day", "2 the text", "3 the amount"]);
    assert_eq!(found.read.unwrap().accounts[0].lines.len(), 6_000);
}

#[test]
fn the_beginnings_of_every_sample_are_answered() {
    for name in ["lloyds", "bankline", "barclays", "pilot-cards", "../unknown-bank/card-company"] {
        let text = unknown(&format!("{name}.csv"));
        for end in (0..text.len()).step_by(5) {
            match proposed(&text[..end]) {
                Ok(proposal) => {
                    assert!(Profile::parse("new.toml", &proposal.profile.text).is_ok(), "{name} to {end}")
                }
                Err(bad) => {
                    let known = bad.code.starts_with("STATEMENT_") || bad.code == "FILE_EMPTY";
                    assert!(known, "{name} to {end}: {bad:?}");
                }
            }
        }
    }
}

/// A row of a balance that ends before the column of the state has none: it is no reason to stop.
#[test]
fn a_row_that_ends_before_its_state_is_answered() {
    let text =
        "Date,Text,Sum,State\n01/09/2006,SHOP,-5.00,DECLINED\n02/09/2006,SHOP,-6.00,DONE\nClosing balance\n";
    let answer = statement::propose(text.as_bytes(), "f.csv", &"p".parse().unwrap());
    let said = answer.map_or_else(|bad| bad.message, |proposal| proposal.profile.text);
    assert!(!said.is_empty());
}

/// Rows of balances alone, each without the columns behind it.
#[test]
fn a_file_of_balances_that_end_early_is_answered() {
    let text =
        "Date,Text,Sum\nOpening balance,5.00\nClosing balance,6.00\nOpening balance,7.00\nClosing balance\n";
    for cut in 0..text.len() {
        let answer = statement::propose(&text.as_bytes()[..cut], "f.csv", &"p".parse().unwrap());
        let said = answer.map_or_else(|bad| bad.message, |proposal| proposal.profile.text);
        assert!(!said.is_empty(), "{cut}");
    }
}
