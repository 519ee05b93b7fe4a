//! VAT that was taken as recoverable and is not: charged to the child, each figure worked by hand.

use std::collections::BTreeMap;
use std::fs;

use super::desk::{Desk, text};

const JANUARY: &str = "2007-01-05T10:00:00Z";

fn does(desk: &Desk, lines: &[&str]) {
    for line in lines {
        desk.bhlp(line).now(JANUARY).done();
    }
}

fn desk(lines: &[&str]) -> Desk {
    let desk = Desk::new();
    does(&desk, lines);
    desk
}

fn rows(desk: &Desk, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(desk.dir.path().join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The VAT amounts of the packs of some months: month, entry, VAT, verdict.
fn vat_of(desk: &Desk, months: &[&str]) -> Vec<String> {
    let of = |month: &&str| -> Vec<String> {
        let pack = format!("pack-{month}-{}", fs::read_dir(desk.dir.path()).unwrap().count());
        let export = format!("export month {month} --to {pack}");
        desk.bhlp(&export).user("FIN").now("2007-06-30T10:00:00Z").done();
        let rows = rows(desk, &format!("{pack}/vat.csv"));
        rows.iter().map(|row| format!("{month} {} {} {}", row["entry"], row["vat"], row["verdict"])).collect()
    };
    months.iter().flat_map(of).collect()
}

/// What C-1 was given, has spent and has left.
fn child(desk: &Desk) -> String {
    let report = desk.bhlp("report child-spend --format csv").now(JANUARY).output();
    let report = text(&report.stdout);
    let row = report.lines().find(|line| line.starts_with("C-1,")).unwrap().split(',').collect::<Vec<_>>();
    [row[1], row[3], row[4]].join(" ")
}

/// The pilot's accounts of the cash book that have a balance, as `name debit credit`.
fn balance(desk: &Desk, account: &str) -> String {
    let report = desk.bhlp("report trial-balance --format csv").now("2008-04-05T10:00:00Z").output();
    let report = text(&report.stdout);
    let row = report.lines().find(|line| line.split(',').nth(1) == Some(account));
    row.map_or_else(|| "nothing".to_owned(), |row| row.split(',').skip(2).collect::<Vec<_>>().join(" "))
}

const PAID: [&str; 3] = [
    "commission place C-1 food 117.50 --vat 17.50 --from SHOP --on 2006-08-01", // 15
    "invoice record 15 117.50 --vat 17.50 --number A --final --on 2006-08-02",  // 16
    "payment record 15 --on 2006-08-03",                                        // 17
];

/// 17.50 is claimed in August. 7.50 and 10.00 of it are charged in September, and the 7.50 taken back in
/// October: 17.50 - 17.50 + 7.50 = 7.50 is claimed in all, and 17.50 - 7.50 = 10.00 is a cost of the child,
/// who had 500.00: 100.00 + 10.00 are used and 390.00 left.
#[test]
fn a_charge_is_a_cost_of_the_child_and_makes_the_claim_smaller() {
    let desk = desk(&PAID);
    desk.bhlp("vat charge 16 --amount 7.50 --reason 'no VAT number on it' --on 2006-09-05")
        .user("FIN")
        .now(JANUARY)
        .stdout("charged £7.50 of the VAT of entry 16 to C-1 on 2006-09-05, as a cost of commission 15 (entry 18)\n\
              left for C-1: £392.50 of £500.00 (promised £0.00, used £107.50)\n")
        .code(0);
    does(
        &desk,
        &[
            "vat charge 16 --reason 'nor anywhere else' --on 2006-09-06", // 19
            "entry reverse 18 --reason 'it was found' --on 2006-10-02",   // 20
        ],
    );
    assert_eq!(
        vat_of(&desk, &["2006-08", "2006-09", "2006-10", "2006-11"]),
        [
            "2006-08 16 17.50 claim",
            "2006-09 18 7.50 charged",
            "2006-09 18 -7.50 claim",
            "2006-09 19 10.00 charged",
            "2006-09 19 -10.00 claim",
            "2006-10 20 -7.50 charged",
            "2006-10 20 7.50 claim",
        ]
    );
    assert_eq!(child(&desk), "500.00 110.00 390.00");
    assert_eq!([balance(&desk, "vat"), balance(&desk, "cost:food")], ["7.50 0.00", "110.00 0.00"]);
    desk.bhlp("check").code(0);
}

/// Charged before it could be claimed, only the rest is: 17.50 - 7.50 = 10.00. What is credited has none of
/// the 7.50: 10.00 of VAT is left to take back.
#[test]
fn what_is_charged_before_it_is_claimed_never_is() {
    let desk = desk(&[
        PAID[0],
        PAID[1],
        "vat charge 16 --amount 7.50 --reason 'half of it is a meal' --on 2006-08-20", // 17
        "payment record 15 --on 2006-09-03",                                           // 18
    ]);
    assert_eq!(
        vat_of(&desk, &["2006-08", "2006-09"]),
        ["2006-08 16 10.00 not yet", "2006-08 17 7.50 charged", "2006-09 16 10.00 claim"]
    );
    desk.bhlp("credit-note record 15 117.50 --vat 17.50 --number A-C --on 2006-09-10").now(JANUARY).refused(
        "CREDIT_EXCEEDS_COST",
        "commission 15 has £10.00 of cost left to take back; £17.50 was given\n\
         hint: see what was invoiced and paid: bhlp commission show 15",
    );
    does(&desk, &["credit-note record 15 117.50 --vat 10 --number A-C --on 2006-09-10"]);
    assert_eq!(child(&desk), "500.00 0.00 500.00");
    assert_eq!(balance(&desk, "vat"), "nothing");
    desk.bhlp("check").code(0);
}

/// The commission had its last invoice, its category is capped at what was spent, the budget is closed with
/// 400.00 returned, and the pilot is over. 17.50 was paid all the same: the pool bears it, and had 6000.00 -
/// 500.00 + 400.00 = 5900.00.
#[test]
fn what_was_spent_is_charged_whatever_has_ended() {
    let desk = desk(&PAID);
    fs::write(
        desk.dir.path().join("rules.toml"),
        "[categories.food]\ncap = \"100.00\"\n[budgets.looked_after]\nmin = \"1.00\"\nmax = \"100.00\"\n",
    )
    .unwrap();
    does(&desk, &["policy set rules.toml --on 2006-08-10", "budget close C-1 --on 2006-08-20"]);
    desk.bhlp("vat charge 16 --reason 'no VAT number on it' --on 2008-04-02")
        .user("FIN")
        .now("2008-04-02T10:00:00Z")
        .stdout(
            "charged £17.50 of the VAT of entry 16 to C-1 on 2008-04-02, as a cost of commission 15; £17.50 of it \
              from the pools of the funds (entry 20)\nleft for C-1: £0.00 of £117.50 (promised £0.00, used £117.50)\n",
        )
        .code(0);
    assert_eq!([balance(&desk, "vat"), balance(&desk, "cost:food")], ["nothing", "117.50 0.00"]);
    assert_eq!(balance(&desk, "pool:POOL"), "5882.50 0.00");
    let undo = "entry reverse 20 --reason 'it was found' --on 2008-04-03";
    desk.bhlp(undo).user("FIN").now("2008-04-03T10:00:00Z").done();
    assert_eq!([balance(&desk, "vat"), balance(&desk, "pool:POOL")], ["17.50 0.00", "5900.00 0.00"]);
    desk.bhlp("check").code(0);
}

#[test]
fn a_charge_is_of_vat_that_was_recorded_and_stands() {
    let desk = desk(&PAID);
    let refused =
        |line: &str, code: &str, said: &str| desk.bhlp(line).user("FIN").now(JANUARY).refused(code, said);
    refused(
        "vat charge 16 --amount 17.51 --reason slip",
        "VAT_CHARGE_TOO_MUCH",
        "entry 16 has £17.50 of VAT that is not charged yet; £17.51 was asked for\n\
         hint: see what was recorded and charged: bhlp entry show 16",
    );
    refused(
        "vat charge 17 --reason slip",
        "NO_VAT_DOCUMENT",
        "entry 17 (payment.record) is no invoice and no purchase: no VAT is shown by it\n\
         hint: see what it is: bhlp entry show 17; give the number of the invoice or purchase",
    );
    refused(
        "vat charge 16 --reason slip --on 2006-08-01",
        "DAYS_OUT_OF_ORDER",
        "the charge on 2006-08-01 comes before what it is of on 2006-08-02\n\
         hint: check the days: --on DATE is the day it happened",
    );
    does(&desk, &["vat charge 16 --reason 'no VAT number on it'"]); // 18
    refused(
        "vat charge 16 --reason slip",
        "VAT_CHARGE_TOO_MUCH",
        "entry 16 has £0.00 of VAT that is not charged yet; £0.00 was asked for\n\
         hint: see what was recorded and charged: bhlp entry show 16",
    );
    refused(
        "entry reverse 16 --reason slip",
        "VAT_CHARGED",
        "VAT of entry 16 was charged to the child by entry 18\n\
         hint: undo the charge first: bhlp entry reverse 18 --reason TEXT",
    );
    does(
        &desk,
        &[
            "entry reverse 18 --reason slip",
            "entry reverse 17 --reason slip",
            "entry reverse 16 --reason slip",
        ],
    );
    refused(
        "vat charge 16 --reason slip",
        "ALREADY_REVERSED",
        "entry 16 was reversed already, by entry 21\nhint: see it: bhlp entry show 21",
    );
    desk.bhlp("vat charge 16 --reason slip").user("LP1").now(JANUARY).refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not `vat charge`\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
}

/// 400.00 of 500.00 is used and 82.50 promised, so 17.50 is left; the pool was repaid but for 5.00. Of
/// 35.00 of VAT 22.50 is there, and 12.50 is not.
#[test]
fn where_the_funds_have_not_so_much_the_rest_is_paid_in_first() {
    let desk = desk(&[
        "buy C-1 food 435 --vat 35 --from SHOP --invoice A --on 2006-08-02", // 15
        "commission place C-1 travel 82.50 --from SHOP --on 2006-08-03",
        "fund repay POOL 5495 --on 2006-08-04",
    ]);
    desk.bhlp("vat charge 15 --reason 'no VAT number on it'").user("FIN").now(JANUARY).refused(
        "VAT_CHARGE_UNFUNDED",
        "the funds of C-1 that may pay for food have £22.50 left; £35.00 of VAT is to be charged\n\
         hint: have the rest paid in first: bhlp fund receive POOL 12.50 --account bank:main; or charge a part: --amount",
    );
    does(
        &desk,
        &["fund receive POOL 12.50 --account bank:main", "vat charge 15 --reason 'no VAT number on it'"],
    );
    // 500.00 + 5.00 + 12.50, all of it used but for what is promised: 400.00 + 35.00 = 435.00.
    assert_eq!(child(&desk), "517.50 435.00 0.00");
    assert_eq!(balance(&desk, "pool:POOL"), "nothing");
    desk.bhlp("check").code(0);
}

/// The codes of irrecoverable VAT stand in a line of their own.
#[test]
fn a_journal_has_a_code_for_it() {
    let desk = desk(&PAID);
    does(&desk, &["vat charge 16 --reason 'no VAT number on it' --on 2006-08-20"]);
    desk.bhlp("export month 2006-08 --to pack").now(JANUARY).done();
    let lines = rows(&desk, "pack/journal.csv");
    let lines: Vec<String> = lines
        .iter()
        .map(|row| {
            let columns = ["subjective", "debit", "credit", "vat_code", "narrative"];
            columns.map(|column| row[column].as_str()).join("|")
        })
        .collect();
    assert_eq!(
        lines,
        [
            "B100||117.50||BHLP 2006-08 bank:main",
            "R400|100.00|||BHLP 2006-08 food",
            "R410|17.50||IRREC|BHLP 2006-08 irrecoverable VAT",
        ]
    );
}

/// 587.50 paid by bank is 500.00 net, which is not above 500.00, and 705.00 is 600.00: their VAT of 87.50 and
/// 105.00 is charged in the quarter after. By card, 23.50 with 3.50 is charged in the same quarter.
#[test]
fn what_is_charged_is_published_with_the_day_of_the_charge() {
    let desk = desk(&[
        "budget top-up C-1 2000 --on 2006-08-01",
        "account open card:5521 --holder LP2",
        "buy C-1 food 705 --vat 105 --from SHOP --invoice B --on 2006-09-03", // 17
        "buy C-1 food 235 --vat 35 --from SHOP --invoice C --on 2006-09-04",  // 18
        "buy C-1 food 23.50 --vat 3.50 --from SHOP --card 5521 --for LP2 --invoice D --on 2006-10-04", // 19
        "vat charge 17 --reason 'no VAT number' --on 2006-10-05",
        "vat charge 18 --reason 'no VAT number' --on 2006-10-05",
        "vat charge 19 --reason 'no VAT number' --on 2006-10-06",
    ]);
    desk.bhlp("export transparency --quarter 2006Q4 --to out").now("2007-01-08T10:00:00Z").done();
    let line = |row: &BTreeMap<String, String>| {
        let columns = ["PaymentDate", "Amount", "IrrecoverableVATAmount", "CardTransaction"];
        columns.map(|column| row[column].as_str()).join(" ")
    };
    let published = rows(&desk, "out/DRAFT-spend-E06000020-2006Q4.csv");
    assert_eq!(
        published.iter().map(line).collect::<Vec<_>>(),
        ["04/10/2006 20.00 0.00 Yes", "05/10/2006 105.00 105.00 No", "06/10/2006 3.50 3.50 Yes"]
    );
    let left_out = rows(&desk, "out/left-out.csv");
    assert_eq!(left_out.iter().map(|row| row["amount"].as_str()).collect::<Vec<_>>(), ["35.00"]);
}

/// 117.50 with 17.50 of VAT, all of it charged: 58.75 of 117.50 comes back. Without the charge 8.75 of it was
/// VAT, so the charge is not undone under it. With the refund undone first, 100.00 is used.
#[test]
fn a_charge_is_not_undone_under_what_took_its_cost_back() {
    let desk = desk(&[
        "buy C-1 activities 117.50 --vat 17.50 --from SWIM --invoice A --on 2006-07-06", // 15
        "vat charge 15 --reason copy --on 2006-07-07 --as FIN",                          // 16
        "refund record 15 58.75 --on 2006-07-08 --as FIN",                               // 17
    ]);
    desk.bhlp("entry reverse 16 --reason found").user("FIN").refused(
        "VAT_TAKEN_BACK",
        "entry 17 took back some of the cost that entry 16 charged VAT to\n\
         hint: undo that first, and record it again after: bhlp entry reverse 17 --reason TEXT",
    );
    does(&desk, &["entry reverse 17 --reason x --as FIN", "entry reverse 16 --reason found --as FIN"]);
    assert_eq!(child(&desk), "500.00 100.00 400.00");
    desk.bhlp("check").stdout("").code(0);
}

/// 17.50 of October is without a document. 7.50 of it is charged on 8 November, before October is closed:
/// 17.50 - 7.50 = 10.00 is left to charge. With those too nothing is, and October's pack says what it said.
#[test]
fn a_pack_asks_for_no_vat_that_is_charged_already() {
    let desk = desk(&[
        "buy C-1 food 117.50 --vat 17.50 --from SHOP --on 2006-10-03", // 15
        "vat evidence 15 none",                                        // 16
        "vat charge 15 --amount 7.50 --reason 'no document' --on 2006-11-08", // 17
    ]);
    for month in ["2006-07", "2006-08", "2006-09", "2006-10"] {
        desk.bhlp(&format!("month close {month}")).user("FIN").now(JANUARY).done();
    }
    let asked = |pack: &str| {
        desk.bhlp(&format!("export month 2006-10 --to {pack}")).user("FIN").now(JANUARY).done();
        let rows = rows(&desk, &format!("{pack}/exceptions.csv"));
        let to_charge = rows.iter().filter(|row| row["what"] == "VAT to charge");
        to_charge.map(|row| row["amount"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(asked("october"), ["10.00"]);
    does(&desk, &["vat charge 15 --reason 'nor later' --on 2006-11-09"]);
    assert_eq!(asked("again"), ["10.00"]);
    desk.bhlp("month reopen 2006-10 --reason 'see the charge'").user("MGR").now(JANUARY).done();
    assert_eq!(asked("anew"), [""; 0]);
}
