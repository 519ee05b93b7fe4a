//! More of the kinds that are easily read wrongly, each as small as it can be; what each comes to is worked
//! out by hand.

use domain::Pence;
use domain::statement::StatementFile;
use file::BadFile;
use statement::{Profile, propose, read};

fn by_itself(text: &str, name: &str) -> Result<StatementFile, BadFile> {
    read(text.as_bytes(), name, "2007-01-15".parse().unwrap(), None)
}

/// The file by the profile that is proposed for it, and what is told.
fn proposed(text: &str) -> (Result<StatementFile, BadFile>, Vec<String>) {
    let proposal = match propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()) {
        Ok(proposal) => proposal,
        Err(bad) => return (Err(bad), Vec::new()),
    };
    let profile = Profile::parse("p", &proposal.profile.text).unwrap();
    let mut told = proposal.doubts;
    let result = read(text.as_bytes(), "f.csv", "2007-01-15".parse().unwrap(), Some(&profile));
    if let Ok(file) = &result {
        told.extend(file.left_out.iter().cloned());
    }
    (result, told)
}

/// Lines, pence in, pence out.
fn sums(file: &StatementFile) -> (usize, i64, i64) {
    let amounts = || file.accounts.iter().flat_map(|account| &account.lines).map(|line| line.amount);
    let sum = |keep: fn(&Pence) -> bool| amounts().filter(keep).sum::<Pence>().get();
    (amounts().count(), sum(|sum| *sum > Pence::ZERO), -sum(|sum| *sum < Pence::ZERO))
}

#[test]
fn marks_are_what_the_other_amounts_show() {
    let bank = |amounts: &[&str]| {
        let line = |amount: &&str| format!("13/09/2006;TILLY CAFE;{amount}\n");
        format!("Date;Description;Amount\n{}", amounts.iter().map(line).collect::<String>())
    };
    for (amounts, wanted) in [
        // 1,230.00 beside 1,045.50.
        (&["-1,230", "1,045.50"][..], Some((2, 104_550, 123_000))),
        // 12.50, 1,234.56 and 1,230.00 with a decimal comma.
        (&["-12,50", "1.234,56", "-1.230"], Some((3, 123_456, 124_250))),
        (&["-12,50", "-5,00", "100,00"], Some((3, 10_000, 1_750))),
        // A third digit that is no nought is no part of a penny.
        (&["-1,234", "5.00"], Some((2, 500, 123_400))),
        (&["-1.230", "5.00"], None),
        (&["-1,230", "5,00"], None),
        (&["-12,50", "5.00"], None),
    ] {
        let (result, told) = proposed(&bank(amounts));
        assert_eq!(result.as_ref().ok().map(sums), wanted, "{amounts:?}: {result:?} {told:?}");
    }
    // Nothing but these: refused, until the profile says which it is.
    let profile = |decimal: &str| {
        let text = format!(
            "name = \"p\"\ntitle = \"P\"\ndelimiter = \";\"\ndates = [\"DD/MM/YYYY\"]\n{decimal}\
             [columns]\ndate = \"Date\"\ntext = \"Description\"\namount = \"Amount\"\n"
        );
        let today = "2007-01-15".parse().unwrap();
        read(bank(&["-1,230"]).as_bytes(), "f.csv", today, Some(&Profile::parse("p", &text).unwrap()))
    };
    assert_eq!(profile("").unwrap_err().rows[0].code, "AMOUNT_SUB_PENNY");
    assert_eq!(sums(&profile("decimal = \".\"\n").unwrap()), (1, 0, 123_000));
    for (sums_of, wanted) in [
        ("T-1.230\n^\nD14/09/2006\nT-12,50", (2, 0, 124_250)),
        ("T-1,230\n^\nD14/09/2006\nT5.00", (2, 500, 123_000)),
    ] {
        let qif = format!("!Type:Bank\nD13/09/2006\n{sums_of}\n^\n");
        assert_eq!(sums(&by_itself(&qif, "f.qif").unwrap()), wanted, "{qif}");
    }
}

#[test]
fn of_two_columns_the_balances_choose() {
    // Total is what moved; the closing balance is one value on every line.
    let text = "Date,Description,Amount,Total,Fee,Closing balance,Balance\n\
                13/09/2006,A,-5.00,-5.00,0.00,982.30,995.00\n\
                14/09/2006,B,-10.00,-10.50,0.50,982.30,984.50\n\
                15/09/2006,C,-1.20,-1.20,0.00,982.30,983.30\n\
                16/09/2006,D,-1.00,-1.00,0.00,982.30,982.30\n";
    let (result, told) = proposed(text);
    assert_eq!(sums(&result.unwrap()), (4, 0, 1_770), "{told:?}");
    // Cards of one account: the balance runs over all of them.
    let text = "Date,Description,Card number,Amount,Balance\n\
                13/09/2006,A,5521,-5.00,995.00\n14/09/2006,B,5522,-10.00,985.00\n\
                15/09/2006,C,5521,-1.00,984.00\n16/09/2006,D,5522,-1.00,983.00\n";
    let (result, told) = proposed(text);
    assert_eq!(result.as_ref().unwrap().accounts.len(), 1, "{told:?}");
    assert!(told.iter().any(|told| told.contains("one balance runs over all lines")), "{told:?}");
}

#[test]
fn words_masks_and_empty_columns_are_understood() {
    // DBIT and CRDT; a masked number is a card's, whatever its column is called.
    let text = "Date,Merchant,Account Number,Amount,Debit/Credit Flag\n\
                13/09/2006,TILLY CAFE,************5521,6.20,DBIT\n14/09/2006,MARIGOLD SHOES,************5521,34.99,CRDT\n";
    let (result, told) = proposed(text);
    let file = result.unwrap();
    assert_eq!((sums(&file), file.accounts[0].is_card), ((2, 3_499, 620), true), "{told:?}");
    // 0.00 where money out and in are both empty moved nothing.
    let text = "Date,Description,Amount,Money Out,Money In\n\
                13/09/2006,A,-6.20,-6.20,\n14/09/2006,B,12.00,,12.00\n15/09/2006,CHECKED,0.00,,\n";
    let (result, told) = proposed(text);
    assert_eq!(sums(&result.unwrap()), (2, 1_200, 620), "{told:?}");
    assert!(told.iter().any(|told| told.starts_with("line 4: 0.00, CHECKED")), "{told:?}");
    let whole = "Date,Description,Amount\n13/09/2006,A,-620\n14/09/2006,B,-1250\n";
    assert!(proposed(whole).1.iter().any(|told| told.contains("see that they are not pence")));
    // A balance above the lines, without a day.
    let text = "Date,Description,Amount,Balance\n,Opening Balance,,1000.00\n\
                13/09/2006,A,-6.20,993.80\n14/09/2006,B,-3.80,990.00\n";
    let (result, told) = proposed(text);
    let file = result.unwrap_or_else(|bad| panic!("{bad:?} {told:?}"));
    assert_eq!((sums(&file), file.accounts[0].opening), ((2, 0, 1_000), Some(Pence::new(100_000))));
}

#[test]
fn cards_in_qif_and_ofx_are_asked_about_where_purchases_look_positive() {
    let qif = |records: &[(&str, &str)]| {
        let record = |(sum, payee): &(&str, &str)| format!("D13/09/2006\nT{sum}\nP{payee}\n^\n");
        format!("!Type:CCard\n{}", records.iter().map(record).collect::<String>())
    };
    let paid =
        by_itself(&qif(&[("5.00", "A"), ("6.00", "B"), ("-11.00", "PAYMENT RECEIVED, THANK YOU")]), "f");
    let paid = paid.unwrap();
    assert_eq!(sums(&paid), (3, 1_100, 1_100));
    assert!(paid.left_out.iter().any(|told| told.contains("taken as money out")), "{:?}", paid.left_out);
    let unsaid = by_itself(&qif(&[("5.00", "A"), ("6.00", "B"), ("-1.00", "C")]), "f").unwrap_err();
    assert_eq!(unsaid.rows[0].code, "STATEMENT_SIGNS_SWAPPED");
    let usual = by_itself(&qif(&[("-5.00", "A"), ("-6.00", "B"), ("1.00", "C")]), "f").unwrap();
    assert_eq!(sums(&usual), (3, 100, 1_100));
    // A balance is no line; an option among the records changes nothing else.
    let text = "!Type:Bank\n!Option:MDY\nD09/01/2006\nT1000.00\nPBalance brought forward\n^\n\
                D09/04/2006\nT-5.00\nPA\n^\nD09/30/2006\nT995.00\nPClosing balance\n^\n";
    let file = by_itself(text, "f.qif").unwrap();
    assert_eq!((sums(&file), file.left_out.len()), ((1, 0, 500), 2));
    assert_eq!(file.accounts[0].lines[0].posted_on.to_string(), "2006-09-04");
}

#[test]
fn only_pounds_are_taken_whatever_column_says_otherwise() {
    let euros = |header: &str, values: &str| {
        let line = |day: u32| format!("{day}/09/2006,TILLY CAFE,{values}\n");
        format!("Date,Description,{header}\n{}", (13..17).map(line).collect::<String>())
    };
    for (header, values) in [
        ("Amount,Currency", "-5.00,EUR"),
        ("Amount (EUR)", "-5.00"),
        ("Paid out (EUR),Paid in (EUR)", "5.00,"),
        ("Amount,Ccy", "-5.00,€"),
    ] {
        let text = euros(header, values);
        let (result, told) = proposed(&text);
        let bad = result.expect_err(&text);
        let codes: Vec<&str> = bad.rows.iter().map(|row| row.code).chain([bad.code]).collect();
        assert!(
            codes.contains(&"STATEMENT_CURRENCY") || bad.code == "STATEMENT_COLUMNS_UNKNOWN",
            "{told:?} {bad:?}"
        );
    }
    for (header, values) in [
        ("Amount,Currency,Amount in GBP", "-7.00,EUR,-5.00"),
        ("Tran Amount,Tran Curr,Post Amount,Post Curr", "-7.00,EUR,-5.00,GBP"),
        ("Original Amount,Original Currency,Amount", "-7.00,EUR,-5.00"),
    ] {
        let (result, told) = proposed(&euros(header, values));
        assert_eq!(sums(&result.unwrap_or_else(|bad| panic!("{header}: {bad:?} {told:?}"))), (4, 0, 2_000));
    }
    // A shipped profile leaves the column aside; the file does not.
    let cards = "Date,Card,Reference,Merchant,Amount,Currency\n05/09/2006,5521,1,SHOES,5.00,EUR\n";
    let by = Profile::find("pilot-cards").unwrap();
    let bad = read(cards.as_bytes(), "f.csv", "2007-01-15".parse().unwrap(), Some(&by)).unwrap_err();
    assert_eq!(bad.rows[0].code, "STATEMENT_CURRENCY");
}

#[test]
fn balances_titles_and_what_a_spreadsheet_did_are_seen() {
    // Balances below the lines without a day; titles as wide as the table; an apostrophe before days.
    let text = "Wrekin Vale Council,,,,\nSpending September 2006,,,,\nDate,Description,Paid out,Paid in,Balance\n\
                '13/09/2006,A,6.20,,993.80\n'14/09/2006,B,3.80,,990.00\n'15/09/2006,C,,10.00,1000.00\n\
                ,Balance carried forward,,,1000.00\n";
    let (result, told) = proposed(text);
    let file = result.unwrap_or_else(|bad| panic!("{bad:?} {told:?}"));
    assert_eq!((sums(&file), file.accounts[0].closing), ((3, 1_000, 1_000), Some(Pence::new(100_000))));
    for row in
        ["Previous statement balance", "Opening balance as at 01/09/2006", "BALANCE", "Balance at 1 Sep 2006"]
    {
        let text = format!(
            "Date,Description,Amount\n01/09/2006,{row},1000.00\n13/09/2006,A,-6.20\n14/09/2006,B,-3.80\n"
        );
        let (result, told) = proposed(&text);
        let file = result.unwrap();
        assert_eq!(
            (sums(&file), file.accounts[0].opening),
            ((2, 0, 1_000), Some(Pence::new(100_000))),
            "{told:?}"
        );
    }
    let half = "Date,Description,Amount\n09/01/2006,A,-1.00\n09/03/2006,B,-1.00\n14/09/2006,C,-1.00\n20/09/2006,D,-1.00\n";
    assert!(proposed(half).1.iter().any(|told| told.contains("turned round")));
    let cards = |card: &str| format!("Date,Card,Reference,Merchant,Amount\n05/09/2006,{card},1,SHOES,5.00\n");
    for (card, number) in [("5521.0", "5521"), ("21", "0021"), ("Card ending 5521", "5521")] {
        let file = by_itself(&cards(card), "f.csv").unwrap();
        assert_eq!(file.accounts[0].number.as_ref().unwrap().as_str(), number);
    }
    // The last digit is no check digit of the others: a spreadsheet keeps fifteen.
    let bad = by_itself(&cards("4929130012345670"), "f.csv").unwrap_err();
    assert_eq!(bad.rows[0].code, "STATEMENT_FIELD_INVALID");
    let unseen = by_itself(&cards("5521").replace("5.00", "\u{200b}5.00\u{200e}"), "f.csv").unwrap();
    assert_eq!(sums(&unseen), (1, 0, 500));
    for state in ["Returned", "Held"] {
        let text = format!(
            "Date,Description,Amount,Status\n13/09/2006,A,-6.20,Settled\n14/09/2006,B,-3.80,{state}\n"
        );
        assert!(proposed(&text).1.iter().any(|told| told.contains(state)), "{state}");
    }
}

#[test]
fn a_total_beyond_the_columns_is_told_and_reaches_no_panic() {
    let text = "Date,Text,Amount\n13/09/2006,A,5.00\n14/09/2006,B,6.00\n,,,Total,11.00\n";
    let (result, told) = proposed(text);
    assert!(result.is_err() && told.iter().any(|told| told.starts_with("line 4")), "{told:?}");
}
