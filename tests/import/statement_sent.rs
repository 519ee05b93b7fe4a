//! Files as banks, card companies and spreadsheets really write them: what each comes to, worked out by hand,
//! or the words in which it is refused. None is taken wrongly without a word.

use std::fs;
use std::path::Path;

use domain::Pence;
use domain::statement::StatementFile;
use file::BadFile;
use statement::{Profile, propose, read};

/// How a file is read.
enum By {
    /// By its content, or a built-in profile.
    Itself,
    /// By the profile that is proposed for it.
    Proposal,
    /// By a profile of the same folder, or a built-in one.
    Profile(&'static str),
}

/// What it comes to.
enum Wanted {
    /// Lines, pence in, pence out; and words that are told.
    Taken(usize, i64, i64, &'static [&'static str]),
    /// A code, and words of the refusal.
    Refused(&'static str, &'static [&'static str]),
}

use By::{Itself, Proposal};
use Wanted::{Refused, Taken};

/// What was told: by the proposal, and with the lines or the refusal.
type Answer = (Result<StatementFile, BadFile>, Vec<String>);

fn answer(name: &str, by: &By) -> Answer {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/statements/as-sent");
    let bytes = fs::read(folder.join(name)).unwrap();
    let today = "2007-01-15".parse().unwrap();
    let (profile, mut told) = match by {
        Itself => (None, Vec::new()),
        Proposal => match propose(&bytes, name, &"p".parse().unwrap()) {
            Ok(proposal) => (Some(Profile::parse("p", &proposal.profile.text).unwrap()), proposal.doubts),
            Err(bad) => return (Err(bad), Vec::new()),
        },
        By::Profile(named) => {
            let file = folder.join(named);
            let said = if file.exists() { file.display().to_string() } else { (*named).to_owned() };
            (Some(Profile::find(&said).unwrap()), Vec::new())
        }
    };
    let result = read(&bytes, name, today, profile.as_ref());
    match &result {
        Ok(file) => told.extend(file.left_out.iter().cloned()),
        Err(bad) => {
            told.push(bad.message.clone());
            told.extend(bad.hint.clone());
            told.extend(
                bad.rows.iter().map(|row| format!("line {}: {} {}", row.line, row.code, row.message)),
            );
        }
    }
    (result, told)
}

fn assert_answers(cases: &[(&str, By, Wanted)]) {
    for (name, by, wanted) in cases {
        let (result, mut told) = answer(name, by);
        let says = match (&result, wanted) {
            (Ok(file), Taken(lines, in_, out, says)) => {
                let amounts =
                    || file.accounts.iter().flat_map(|account| &account.lines).map(|line| line.amount);
                let sum = |keep: fn(&Pence) -> bool| amounts().filter(keep).sum::<Pence>().get();
                let found = (amounts().count(), sum(|sum| *sum > Pence::ZERO), sum(|sum| *sum < Pence::ZERO));
                assert_eq!(found, (*lines, *in_, -*out), "{name}: {told:#?}");
                says
            }
            (Err(bad), Refused(code, says)) => {
                let codes: Vec<&str> = bad.rows.iter().map(|row| row.code).chain([bad.code]).collect();
                assert!(codes.contains(code), "{name}: {codes:?}");
                told.push(bad.message.clone());
                says
            }
            (Ok(_), Refused(..)) => panic!("{name} was taken: {told:#?}"),
            (Err(bad), Taken(..)) => panic!("{name} was refused: {bad} {told:#?}"),
        };
        for said in *says {
            assert!(told.iter().any(|told| told.contains(said)), "{name} does not say `{said}`: {told:#?}");
        }
    }
}

#[test]
fn a_built_in_profile_is_not_laid_over_a_file_that_speaks_against_it() {
    assert_answers(&[
        // Its own names are those of another profile: 200.00 in, 5.00 + 1.20 out.
        ("csv-lloyds-retail-resaved.csv", Itself, Taken(3, 20_000, 620, &[])),
        ("csv-card-nine-columns.csv", Itself, Refused("STATEMENT_LAYOUT_UNKNOWN", &["Billing Amount"])),
        (
            "csv-pilotcards-bank-signs.csv",
            Itself,
            Refused("STATEMENT_SIGNS_SWAPPED", &["2 of 3 sums are negative", "money_out = \"negative\""]),
        ),
        // 5.00 + 34.99 in and 34.99 out: whoever names the profile has said so, and is told.
        (
            "csv-pilotcards-bank-signs.csv",
            By::Profile("pilot-cards"),
            Taken(3, 3999, 3499, &["see that they are not money out"]),
        ),
    ]);
}

#[test]
fn a_proposal_passes_over_what_the_sums_prove_and_nothing_else() {
    let days = &["line 6: STATEMENT_DAY_UNREADABLE", "line 7: STATEMENT_DAY_UNREADABLE", "(2006-09-19)"];
    assert_answers(&[
        ("csv-serial-days-at-end.csv", Proposal, Refused("STATEMENT_DAY_UNREADABLE", days)),
        // 5.00 + 1.20 out, 12.00 CR in.
        ("csv-last-line-merchant-first.csv", Proposal, Taken(3, 1200, 620, &["CR marks money in"])),
    ]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/statements/as-sent");
    let bytes = fs::read(folder.join("csv-serial-days-at-end.csv")).unwrap();
    let proposal = propose(&bytes, "f.csv", &"p".parse().unwrap()).unwrap();
    assert!(!proposal.profile.text.contains("pass_over"), "{}", proposal.profile.text);
    // 34.99 + 12.00 + 4.20 + 4.20.
    let good = proposal.without_them.unwrap();
    assert_eq!(good.accounts[0].lines.iter().map(|line| line.amount).sum::<Pence>(), Pence::new(-5539));
}

#[test]
fn a_total_is_passed_over_where_the_lines_come_to_it() {
    let propose = |text: &str| propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()).unwrap();
    let lines = "Date,Description,Amount\n13/09/2006,TILLY CAFE,5.00\n14/09/2006,TOTAL GARAGE,1.20\n";
    let proved = propose(&format!("{lines},Grand total,6.20\n"));
    assert!(proved.profile.text.contains("begins = [\"Grand total\"]"), "{}", proved.profile.text);
    assert_eq!(proved.read.unwrap().accounts[0].lines.len(), 2);
    // 6.30 is not what the lines come to; and `Total` would take TOTAL GARAGE with it.
    for total in ["Grand total,6.30", "Total,6.20"] {
        let unproved = propose(&format!("{lines},{total}\n"));
        assert!(!unproved.profile.text.contains("pass_over"), "{}", unproved.profile.text);
        assert!(unproved.doubts.iter().any(|doubt| doubt.starts_with("line 4")), "{:?}", unproved.doubts);
        assert!(unproved.read.is_err());
    }
}

#[test]
fn the_direction_is_decided_from_all_that_the_file_says() {
    assert_answers(&[
        // 5.00 and 34.99 are DR; -34.99 DR could be a reversal or a slip.
        (
            "csv-flag-dr-negative-refund.csv",
            Proposal,
            Refused("STATEMENT_AMOUNT_SIGN", &["with a sign here"]),
        ),
        (
            "csv-flag-dr-negative-refund.csv",
            By::Profile("flagged.toml"),
            Refused("STATEMENT_AMOUNT_SIGN", &["line 4"]),
        ),
        // The profile leaves DR/CR aside and the signs say otherwise.
        (
            "csv-flag-dr-negative-refund.csv",
            By::Profile("simple.toml"),
            Refused("STATEMENT_AMOUNT_SIGN", &["`DR/CR` says `DR`"]),
        ),
        ("csv-flag-unknown-words.csv", Proposal, Taken(3, 10_000, 3999, &[])),
        // 34.99 + 12.00 out by their type, 250.00 in.
        ("ofx-bank-unsigned-debit.ofx", Itself, Taken(3, 25_000, 4699, &["no sum of the file has a sign"])),
        ("csv-drcr-suffix.csv", Proposal, Taken(3, 200_000, 620, &[])),
    ]);
}

#[test]
fn three_digits_after_the_mark_are_never_a_guess() {
    // 1,230 is beside 12.00: thousands.
    assert_answers(&[("ofx-thousands-comma.ofx", Itself, Taken(2, 0, 124_200, &[]))]);
    for text in ["!Type:Bank\nD13/09/2006\nT-3.000\n^\n", "!Type:Bank\nD13/09/2006\nT-1.230\n^\n"] {
        let bad = read(text.as_bytes(), "f.qif", "2007-01-15".parse().unwrap(), None).unwrap_err();
        assert_eq!(bad.rows[0].code, "AMOUNT_SUB_PENNY", "{bad:?}");
    }
}

#[test]
fn no_record_is_lost_and_no_id_is_trusted_that_tells_nothing() {
    let joined = &["line 5", "a second D before `^`"];
    assert_answers(&[
        ("qif-caret-missing-between.qif", Itself, Refused("STATEMENT_FIELD_INVALID", joined)),
        ("qif-caret-after-type.qif", Itself, Taken(1, 0, 1200, &[])),
        ("ofx-fitid-zero-two-coffees.ofx", Itself, Taken(2, 0, 480, &["which tells nothing"])),
        ("ofx-fitid-shared-fee.ofx", Itself, Taken(2, 0, 6165, &["both are taken"])),
        ("camt-same-svcr-ref-fee.xml", Itself, Taken(2, 0, 1234, &["the balances prove both"])),
    ]);
}

#[test]
fn days_are_read_as_they_are_written_or_told() {
    assert_answers(&[
        ("qif-option-mdy.qif", Itself, Taken(2, 0, 1700, &[])),
        ("qif-month-names.qif", Itself, Taken(2, 0, 3573, &[])),
        ("csv-iso-offset.csv", Proposal, Taken(2, 0, 620, &[])),
        (
            "csv-excel-serials.csv",
            Proposal,
            Refused("STATEMENT_COLUMNS_UNKNOWN", &["day numbers of a spreadsheet"]),
        ),
        ("csv-newest-days-oldest-within.csv", Proposal, Taken(4, 500, 1120, &[])),
        ("camt-date-zone.xml", Itself, Taken(1, 0, 1234, &[])),
        ("mt940-double-d.sta", Itself, Taken(1, 0, 1234, &[])),
    ]);
    for (name, by, days) in [
        ("qif-option-mdy.qif", Itself, ["2006-09-01", "2006-09-04"].as_slice()),
        ("qif-month-names.qif", Itself, &["2006-09-26", "2006-09-23"]),
        ("csv-iso-offset.csv", Proposal, &["2006-09-13", "2006-09-15"]),
        ("camt-date-zone.xml", Itself, &["2006-09-04"]),
    ] {
        let file = answer(name, &by).0.unwrap();
        let found: Vec<String> =
            file.accounts[0].lines.iter().map(|line| line.posted_on.to_string()).collect();
        assert_eq!(found, days, "{name}");
    }
    let either = read(b"!Type:Bank\nD09/01/2006\nT-1.00\n^\n", "f.qif", "2007-01-15".parse().unwrap(), None);
    assert!(either.unwrap().left_out[0].starts_with("no day of it tells which number is the month"));
}

#[test]
fn balances_states_and_fees_are_no_lines() {
    let state = &["`State` has REVERTED (1 line of -50.00) and DECLINED (1 line of -1.20)", "`Fee` of 0.50"];
    let revolut = &["`State` has REVERTED", "`Completed Date` is taken", "2 lines, in 0.00, out 51.20"];
    assert_answers(&[
        (
            "csv-bf-row-amount-nobal.csv",
            Proposal,
            Taken(2, 0, 620, &["`Opening balance` of 1000.00 is a balance"]),
        ),
        ("csv-bf-middle-paidin.csv", Proposal, Taken(2, 20_000, 500, &["Opening balance moves no money"])),
        ("csv-state-reverted.csv", Proposal, Taken(2, 0, 1500, state)),
        // 5.00, and 10.00 with a fee of 0.50: the balances prove it.
        ("csv-revolut.csv", Proposal, Taken(2, 0, 1550, revolut)),
        ("csv-revolut-nobalance.csv", Proposal, Taken(2, 0, 1500, &["`Fee` of -0.50"])),
    ]);
    let balances = answer("csv-bf-middle-paidin.csv", &Proposal).0.unwrap().accounts.remove(0);
    let pence = (balances.opening.unwrap().get(), balances.closing.unwrap().get());
    assert_eq!(pence, (100_000, 119_500), "1,000.00 - 5.00 + 200.00");
}

#[test]
fn what_a_spreadsheet_has_done_is_undone_or_told() {
    assert_answers(&[
        ("csv-card-excel-mangled.csv", Proposal, Refused("STATEMENT_FIELD_INVALID", &["`4.92913E+15`"])),
        ("csv-dash-empty.csv", Proposal, Taken(3, 20_000, 620, &[])),
        ("csv-accounting-format.csv", Proposal, Taken(3, 200_000, 620, &[])),
        ("csv-lloyds-retail.csv", Proposal, Taken(3, 20_000, 620, &[])),
        ("csv-lloyds-retail-resaved.csv", Proposal, Taken(3, 20_000, 620, &[])),
        ("csv-c1-apostrophe.csv", Proposal, Taken(3, 0, 4119, &["2 letters of Windows-1252"])),
    ]);
    for name in ["csv-lloyds-retail.csv", "csv-lloyds-retail-resaved.csv"] {
        let account = answer(name, &Proposal).0.unwrap().accounts.remove(0);
        assert_eq!(account.number.unwrap().as_str(), "60-00-01 00012345", "{name}");
        assert_eq!(account.closing, Some(Pence::new(119_380)), "{name}: 1,000.00 - 5.00 + 200.00 - 1.20");
    }
}

#[test]
fn the_text_is_the_merchant_and_vat_is_no_money() {
    for (name, wanted, texts) in [
        // 29.78 + 10.21 + 4.20; 34.99 + 12.00, and the VAT is on a line of nothing; 34.99 + 12.00 + 4.20.
        ("csv-york-gpc.csv", Taken(3, 0, 4419, &[]), ["MARIGOLD SHOES", "TILLY CAFE"]),
        (
            "csv-vat-columns-money-in.csv",
            Taken(2, 0, 4699, &["`VAT` of 4.20 (1 line) is not in the amount"]),
            ["MARIGOLD SHOES", "TILLY CAFE"],
        ),
        ("csv-supplier-number-first.csv", Taken(3, 0, 5119, &[]), ["MARIGOLD SHOES", "TILLY CAFE"]),
        ("csv-c1-apostrophe.csv", Taken(3, 0, 4119, &[]), ["TILLY’S CAFE", "BUS CO – NORTH"]),
    ] {
        assert_answers(&[(name, Proposal, wanted)]);
        let lines = answer(name, &Proposal).0.unwrap().accounts.remove(0).lines;
        let found: Vec<String> =
            lines.iter().filter_map(|line| Some(line.text.as_ref()?.to_string())).collect();
        assert_eq!(found[..2], texts, "{name}");
    }
}

#[test]
fn other_messages_of_banks_are_named_and_faults_are_counted() {
    assert_answers(&[
        ("mt942-interim.sta", Itself, Refused("STATEMENT_UNKNOWN", &["it is MT942, an interim report"])),
        ("camt052-report.xml", Itself, Refused("STATEMENT_UNKNOWN", &["CAMT.052"])),
        ("mt940-many-bad.sta", Itself, Refused("BAD_ROWS", &["2 things in it cannot be taken"])),
        ("ofx2-header-sgml-body.ofx", Itself, Taken(1, 0, 3499, &[])),
        ("ofx-empty-balamt.ofx", Itself, Taken(1, 0, 3499, &["there is no balance in LEDGERBAL"])),
    ]);
}

/// Money taken, and money told as left out, is the money of the file; or the file is refused with its lines.
/// What each row holds is known from making it, not from reading it.
#[test]
fn no_money_of_a_file_is_lost_without_a_word() {
    let mut seed = 20_060_904_u64;
    let mut below = |bound: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % bound
    };
    let (mut taken, mut refused) = (0, 0);
    for round in 0..400 {
        let (with_state, styles) = (below(2) == 0, below(3));
        let mut text =
            String::from(if with_state { "Date,Text,Amount,State\n" } else { "Date,Text,Amount\n" });
        let mut rows: Vec<(u64, i64)> = Vec::new();
        for row in 2..2 + 3 + below(12) {
            let pence = i64::try_from(1 + below(200_000)).unwrap() * if below(4) == 0 { 1 } else { -1 };
            let sum = match styles {
                0 => format!("{}.{:02}", pence / 100, (pence % 100).abs()),
                1 if pence < 0 => format!("£({}.{:02})", -pence / 100, -pence % 100),
                _ if pence < 0 => format!("{}.{:02} DR", -pence / 100, -pence % 100),
                1 => format!("£{}.{:02}", pence / 100, pence % 100),
                _ => format!("{}.{:02} CR", pence / 100, pence % 100),
            };
            let sum = if styles == 0 && pence < 0 && pence > -100 { format!("-{sum}") } else { sum };
            let day = match below(30) {
                0 => "38979".to_owned(),
                day => format!("{:02}/09/2006", day % 28 + 1),
            };
            let word = ["TILLY CAFE", "BUS CO", "TOTAL GARAGE", "GRANT", "Opening balance"];
            let word = word[usize::try_from(if below(20) == 0 { 4 } else { below(4) }).unwrap()];
            let state = if below(6) == 0 { "DECLINED" } else { "COMPLETED" };
            text += &format!(
                "{day},{word},{sum}{}\n",
                if with_state { format!(",{state}") } else { String::new() }
            );
            rows.push((row, pence));
        }
        let scene = format!("round {round}\n{text}");
        let Ok(proposal) = propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()) else { continue };
        let file = match proposal.read {
            Ok(file) => file,
            Err(bad) => {
                refused += 1;
                assert!(!bad.message.is_empty(), "{scene}");
                continue;
            }
        };
        taken += 1;
        let lines: Vec<_> = file.accounts.iter().flat_map(|account| &account.lines).collect();
        let told = |row: u64| file.left_out.iter().any(|told| told.starts_with(&format!("line {row}: ")));
        for (row, pence) in rows {
            match lines.iter().find(|line| line.row == row) {
                Some(line) => assert_eq!(line.amount.get().abs(), pence.abs(), "line {row}: {scene}"),
                None => assert!(told(row), "line {row} is lost: {scene}"),
            }
        }
    }
    assert!(taken > 100 && refused > 20, "{taken} taken, {refused} refused");
}

#[test]
fn a_balance_tells_the_sign_with_what_the_account_is() {
    for (text, out, closing, says) in [
        // Money out without a sign, in an account: 1,000.00 - 5.00 - 7.00 + 20.00.
        (
            "Date,Description,Value,Balance\n13/09/2006,TILLY,5.00,995.00\n14/09/2006,B,7.00,988.00\n\
             15/09/2006,C,-20.00,1008.00\n",
            -1200,
            100_800,
            "",
        ),
        // A card: 5.00 and 7.00 more are owed, and 12.00 is paid.
        (
            "Date,Merchant,Amount,Balance\n13/09/2006,TILLY,5.00,105.00\n14/09/2006,B,7.00,112.00\n\
             15/09/2006,C,-12.00,100.00\n",
            -1200,
            -10_000,
            "as what is owed on a card does",
        ),
        (
            "Date,Description,Amount\n13/09/2006,CAFE,5.00\n14/09/2006,SHOES,7.00\n\
             15/09/2006,PAYMENT RECEIVED - THANK YOU,-12.00\n",
            -1200,
            0,
            "a payment received by the card company has a minus",
        ),
    ] {
        let proposal = propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()).unwrap();
        let account = proposal.read.unwrap().accounts.remove(0);
        let amounts = account.lines.iter().map(|line| line.amount.get());
        assert_eq!(amounts.filter(|pence| *pence < 0).sum::<i64>(), out, "{text}");
        assert_eq!(account.closing.map_or(0, Pence::get), closing, "{text}");
        assert!(says.is_empty() || proposal.doubts.iter().any(|doubt| doubt.contains(says)), "{text}");
    }
}

#[test]
fn balances_in_another_order_prove_the_lines_all_the_same() {
    // 10.00 - 1.00 - 2.00 + 5.00 = 12.00; - 0.50 - 0.70 = 10.80; - 0.30 = 10.50.
    let lines = [
        ("13/09/2006,A,-1.00", "10.00", "12.00", "9.00"),
        ("13/09/2006,B,-2.00", "9.00", "12.00", "7.00"),
        ("13/09/2006,C,5.00", "7.00", "12.00", "12.00"),
        ("14/09/2006,D,-0.50", "12.00", "10.80", "11.50"),
        ("14/09/2006,E,-0.70", "11.50", "10.80", "10.80"),
        ("15/09/2006,F,-0.30", "10.80", "10.50", "10.50"),
    ];
    let file = |order: &[usize], balance: usize| -> String {
        let row = |place: &usize| {
            let (line, before, day, after) = lines[*place];
            format!("{line},{}\n", [before, day, after][balance])
        };
        format!("Date,Description,Amount,Balance\n{}", order.iter().map(row).collect::<String>())
    };
    let in_order = [0, 1, 2, 3, 4, 5];
    for (text, told) in [
        (file(&in_order, 0), "each balance is the one before its line"),
        (file(&in_order, 1), "each balance is the one at the end of its day"),
        (file(&[1, 0, 2, 4, 3, 5], 2), "the lines of a day stand in another order than its balances"),
    ] {
        let read = propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()).unwrap().read.unwrap();
        assert!(read.left_out.iter().any(|said| said == told), "{told}: {:?}", read.left_out);
        let account = &read.accounts[0];
        assert_eq!(account.lines.iter().map(|line| line.amount.get()).sum::<i64>(), 50, "{told}");
        assert_eq!(
            (account.opening, account.closing),
            (Some(Pence::new(1_000)), Some(Pence::new(1_050))),
            "{told}"
        );
    }
    // One that is missing is missing in every order.
    for (order, balance) in [(&[0, 2, 3, 4, 5], 0), (&[0, 1, 2, 3, 5], 1), (&[1, 0, 2, 3, 5], 2)] {
        let text = file(order, balance);
        let read = propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()).unwrap().read;
        assert_eq!(read.unwrap_err().code, "STATEMENT_BALANCE_BROKEN", "{text}");
    }
}

#[test]
fn rows_of_balances_and_feet_of_pages_are_no_lines() {
    let rows = "13/09/2006,TILLY CAFE,-6.20\n14/09/2006,NEW BALANCE,-45.00\n15/09/2006,GRANT,100.00\n";
    for (above, below, opening, closing, told) in [
        (
            "13/09/2006,Opening Balance as at 13/09/2006,50.00\n",
            "",
            Some(5_000),
            None,
            "for the opening balance",
        ),
        ("", "15/09/2006,New balance,98.80\n", None, Some(9_880), "for the closing balance"),
        ("", "15/09/2006,Statement balance,98.80\n", None, Some(9_880), "for the closing balance"),
        ("", "Page 1 of 1,,\n", None, None, "`Page 1 of 1` is no line: it has no day and no sum"),
        ("", "", None, None, "line 3: `NEW BALANCE` of -45.00 may be a balance"),
    ] {
        let text = format!("Date,Description,Amount\n{above}{rows}{below}");
        let read = propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()).unwrap().read.unwrap();
        let account = &read.accounts[0];
        let amounts: Vec<i64> = account.lines.iter().map(|line| line.amount.get()).collect();
        assert_eq!(amounts, [-620, -4_500, 10_000], "{text}");
        let balances = (account.opening.map(Pence::get), account.closing.map(Pence::get));
        assert_eq!(balances, (opening, closing), "{text}");
        assert!(read.left_out.iter().any(|said| said.contains(told)), "{told}: {:?}", read.left_out);
    }
    // A line with a sum in its words is one that cannot be read.
    let text = format!("Date,Description,Amount\n{rows}Spent in all 51.20,,\n");
    let read = propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()).unwrap().read;
    assert_eq!(read.unwrap_err().code, "BAD_ROWS");
}

#[test]
fn nothing_reaches_a_panic_however_little_there_is() {
    for text in [
        "5/9/26,GBP,4.,GBP",
        "5/9/26,GBP,4.,GBP,USD,GBP\n6/9/26,GBP,4.,GBP,USD,GBP\n",
        "Date,\"a\nb\",Amount,State\n13/09/2006,x,1.00,PENDING\n",
        "\"a\nDate\",Text,Amount\n\"13/09/2006\n\",x,1.00\n",
        "Date,Amount,Amount\n13/09/2006,1.00,2.00\n14/09/2006,1.00,2.00\nTotal,2.00\n",
        "13/09/2006,-\n",
        ",,\n13/09/2006,\"\"\"\",1.00\n",
    ] {
        if let Ok(proposal) = propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()) {
            assert!(Profile::parse("p", &proposal.profile.text).is_ok(), "{text}: {}", proposal.profile.text);
        }
    }
}
