//! Whose money a line is, and whether it is any: currencies, balances among the lines, states, cards. What
//! each file comes to is worked out by hand.

use domain::Pence;
use domain::statement::StatementFile;
use file::BadFile;
use statement::{Profile, propose, read};

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

/// The file by a profile in which only the columns are said.
fn by(columns: &str, text: &str) -> Result<StatementFile, BadFile> {
    let profile = format!(
        "name = \"p\"\ntitle = \"P\"\ndates = [\"DD/MM/YYYY\"]\n[columns]\ndate = \"Date\"\n{columns}\n"
    );
    let profile = Profile::parse("p", &profile).unwrap();
    read(text.as_bytes(), "f.csv", "2007-01-15".parse().unwrap(), Some(&profile))
}

/// Lines, pence in, pence out.
fn sums(file: &StatementFile) -> (usize, i64, i64) {
    let amounts = || file.accounts.iter().flat_map(|account| &account.lines).map(|line| line.amount);
    let sum = |keep: fn(&Pence) -> bool| amounts().filter(keep).sum::<Pence>().get();
    (amounts().count(), sum(|sum| *sum > Pence::ZERO), -sum(|sum| *sum < Pence::ZERO))
}

#[test]
fn no_sum_in_another_currency_is_taken_for_pounds() {
    // 6.20 out and 12.00 in, in pounds: 12.40 and 24.00 are what these were elsewhere.
    for (header, rows) in [
        ("Amount,Currency,Amount in GBP", ["-12.40,EUR,-6.20", "24.00,EUR,12.00"]),
        ("Currency,Amount,GBP Amount", ["USD,-12.40,-6.20", "USD,24.00,12.00"]),
        ("Transaction Amount,Transaction Currency,Billing Amount", ["-12.40,EUR,-6.20", "24.00,EUR,12.00"]),
        ("Transaction Amount,Transaction Currency,Billing Amount", ["-6.20,GBP,-6.20", "24.00,EUR,12.00"]),
        ("Tran Amount,Tran Curr,Post Amount,Post Curr", ["-12.40,EUR,-6.20,GBP", "24.00,EUR,12.00,GBP"]),
        ("Local Amount,Local Currency,Sterling Amount", ["-12.40,EUR,-6.20", "24.00,EUR,12.00"]),
        (
            "Amount,Currency,Original Amount,Original Currency",
            ["-6.20,GBP,-12.40,EUR", "12.00,GBP,24.00,EUR"],
        ),
        ("Amount,Original Currency", ["-6.20,EUR", "12.00,GBP"]),
        ("Amount (EUR),Amount (GBP)", ["-12.40,-6.20", "24.00,12.00"]),
    ] {
        let text =
            format!("Date,Description,{header}\n13/09/2006,CAFE,{}\n14/09/2006,GRANT,{}\n", rows[0], rows[1]);
        let (result, told) = proposed(&text);
        assert_eq!(result.as_ref().ok().map(sums), Some((2, 1_200, 620)), "{header}: {result:?} {told:?}");
    }
    for (header, rows) in [
        ("Amount,Currency", ["-12.40,EUR", "24.00,EUR"]),
        ("Amount,Ccy", ["-12.40,€", "24.00,€"]),
        ("Amount,Valuta", ["-12.40,EUR", "24.00,EUR"]),
        ("Amount (EUR)", ["-12.40", "24.00"]),
        ("Amount €", ["-12.40", "24.00"]),
        ("Amount USD,Balance USD", ["-12.40,100.00", "24.00,124.00"]),
        ("Paid out (EUR),Paid in (EUR)", ["12.40,", ",24.00"]),
        ("Gross,Currency,Fee,Net", ["-12.40,EUR,0.00,-12.40", "24.00,EUR,-1.00,23.00"]),
        ("Currency,Amount,VAT", ["EUR,-12.40,1.00", "EUR,24.00,0.00"]),
    ] {
        let text =
            format!("Date,Description,{header}\n13/09/2006,CAFE,{}\n14/09/2006,GRANT,{}\n", rows[0], rows[1]);
        let (result, told) = proposed(&text);
        let bad = result.map(|file| sums(&file)).expect_err(header);
        assert_eq!(bad.rows.first().map(|row| row.code), Some("STATEMENT_CURRENCY"), "{header}: {told:?}");
    }
}

#[test]
fn a_sort_code_without_its_nought_is_the_same_account() {
    let columns = "amount = \"Amount\"\ntext = \"Text\"\naccount = [\"Sort Code\", \"Number\"]";
    let text = "Date,Text,Sort Code,Number,Amount\n13/09/2006,CAFE,90128,12345,-6.20\n";
    let number = by(columns, text).unwrap().accounts[0].number.clone().unwrap();
    assert_eq!(number.as_str(), "090128 00012345");
}

#[test]
fn a_profile_cannot_leave_a_currency_aside_that_is_not_the_pound() {
    let bank = |header: &str, row: &str| format!("Date,Description,{header}\n13/09/2006,CAFE,{row}\n");
    let columns = "amount = \"Amount\"\ntext = \"Description\"";
    let code = |result: Result<StatementFile, BadFile>| {
        result.map(|file| sums(&file)).map_err(|bad| bad.rows[0].code)
    };
    let refused = Err("STATEMENT_CURRENCY");
    assert_eq!(code(by(columns, &bank("Amount,Currency", "-12.40,EUR"))), refused);
    assert_eq!(code(by(columns, &bank("Amount,Currency", "-12.40,978"))), refused);
    assert_eq!(code(by(columns, &bank("Amount,Transaction Currency", "-12.40,EUR"))), refused);
    // 826 is the pound; an original sum's currency says nothing of the amount.
    assert_eq!(code(by(columns, &bank("Amount,Currency", "-6.20,826"))), Ok((1, 0, 620)));
    assert_eq!(code(by(columns, &bank("Amount,Original Currency", "-6.20,EUR"))), Ok((1, 0, 620)));
    let billing = "amount = \"Billing Amount\"\ntext = \"Description\"";
    let header = "Transaction Amount,Transaction Currency,Billing Amount";
    assert_eq!(code(by(billing, &bank(header, "-12.40,EUR,-6.20"))), Ok((1, 0, 620)));
    let transaction = "amount = \"Transaction Amount\"\ntext = \"Description\"";
    assert_eq!(code(by(transaction, &bank(header, "-12.40,EUR,-6.20"))), refused);
}
