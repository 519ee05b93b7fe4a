//! The lists of a month pack, each figure worked by hand.

use std::collections::BTreeMap;
use std::fs;

use super::desk::Desk;

fn rows_of(desk: &Desk, file: &str, columns: &[&str]) -> Vec<String> {
    let mut reader =
        csv::Reader::from_path(desk.dir.path().join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let row = |row: &BTreeMap<String, String>| {
        columns.iter().map(|column| row[*column].as_str()).collect::<Vec<_>>().join(" | ")
    };
    rows.iter().map(row).collect()
}

fn desk(lines: &[&str]) -> Desk {
    let desk = Desk::new();
    for line in lines {
        desk.bhlp(line).now("2007-01-05T10:00:00Z").done();
    }
    desk
}

#[test]
fn what_is_owed_is_aged_and_the_oldest_bill_is_paid_first() {
    let desk = desk(&[
        "commission place C-1 activities 200 --from SWIM --on 2006-07-04",
        "invoice record 15 100 --number A --on 2006-07-05",
        "invoice record 15 50 --number B --on 2006-10-15",
        "invoice record 15 30 --number C --on 2006-11-20",
        "invoice record 15 20 --number D --final --on 2006-12-10",
        // All of A, and 20.00 of B.
        "payment record 15 120 --on 2006-12-15",
        "commission place C-1 food 40 --from SHOP --on 2006-08-01",
        "invoice record 21 40 --number E --final --on 2006-08-02",
        "payment record 21 40 --on 2006-08-03",
        "credit-note record 21 15 --number F --on 2006-11-25",
        "buy C-1 food 10 --from SHOP --on 2006-12-20",
        "commission place C-1 travel 25 --from SWIM --needed 2007-01-20 --on 2006-12-21",
        // January moves nothing of December.
        "payment record 15 80 --on 2007-01-02",
        "invoice record 26 25 --final --on 2007-01-03",
    ]);
    desk.bhlp("export month 2006-12 --to pack").done();
    let columns = [
        "provider",
        "commission",
        "documents",
        "oldest_on",
        "days",
        "owed",
        "days_0_30",
        "days_31_60",
        "days_61_90",
        "days_over_90",
    ];
    assert_eq!(
        rows_of(&desk, "pack/owed.csv", &columns),
        [
            "SHOP | 21 | F | 2006-11-25 | 36 | -15.00 | 0.00 | -15.00 | 0.00 | 0.00",
            "SWIM | 15 | B C D | 2006-10-15 | 77 | 80.00 | 20.00 | 30.00 | 30.00 | 0.00",
        ]
    );
    let columns = ["commission", "placed_on", "days_open", "category", "needed_on", "committed"];
    assert_eq!(
        rows_of(&desk, "pack/commitments.csv", &columns),
        ["26 | 2006-12-21 | 10 | travel | 2007-01-20 | 25.00"]
    );
    // From what closed months carry it is the same.
    for month in ["2006-07", "2006-08", "2006-09", "2006-10", "2006-11", "2006-12"] {
        desk.bhlp(&format!("month close {month}")).user("FIN").now("2007-01-06T10:00:00Z").done();
        if month == "2006-11" {
            desk.bhlp("export month 2006-12 --to moved").done();
        }
    }
    desk.bhlp("export month 2006-12 --to carried").user("FIN").done();
    for file in ["owed.csv", "commitments.csv", "funds.csv", "vat.csv"] {
        let read = |pack: &str| fs::read_to_string(desk.dir.path().join(pack).join(file)).unwrap();
        assert_eq!(read("pack"), read("moved"), "{file}");
        assert_eq!(read("pack"), read("carried"), "{file}");
    }
}

#[test]
fn vat_is_claimed_where_the_evidence_is_there() {
    let desk = desk(&[
        "account open imprest:office",
        "account move bank:main imprest:office 100 --on 2006-12-01",
        "provider add SOLE --name 'Ann Roe' --sector private --vat-number 123456782",
        "buy C-1 food 11.75 --vat 1.75 --from SHOP --on 2006-12-02",
        "buy C-1 food 11.75 --vat 1.75 --from SHOP --imprest office --on 2006-12-03",
        "buy C-1 food 11.75 --vat 1.75 --from SOLE --on 2006-12-04",
        "commission place C-1 activities 235 --vat 35 --from SWIM --on 2006-12-05",
        "invoice record 21 117.50 --vat 17.50 --number S-1 --on 2006-12-06",
        "payment record 21 117.50 --on 2006-12-07",
        "commission place C-1 activities 117.50 --vat 17.50 --from SWIM --on 2006-12-08",
        "invoice record 24 117.50 --vat 17.50 --number S-2 --final --on 2006-12-09",
        "delivery record 24 --on 2007-01-04",
        "credit-note record 21 11.75 --vat 1.75 --number S-3 --on 2006-12-28",
        "provider amend SOLE --sector individual",
    ]);
    fs::write(desk.dir.path().join("till.txt"), "receipt").unwrap();
    desk.bhlp("receipt add 18 till.txt").done();
    desk.bhlp("export month 2006-12 --to pack").done();
    let columns = ["entry", "gross", "net", "vat", "paid_from", "verdict", "why"];
    assert_eq!(
        rows_of(&desk, "pack/vat.csv", &columns),
        [
            "18 | 11.75 | 10.00 | 1.75 | bank:main | claim | ",
            "19 | 11.75 | 10.00 | 1.75 | imprest:office | not yet | no invoice number and no receipt",
            "20 | 11.75 | 10.00 | 1.75 | bank:main | do not claim | no invoice number and no receipt; the supplier is a private person: a family paid back?",
            "22 | 117.50 | 100.00 | 17.50 | bank:main | claim | ",
            "25 | 117.50 | 100.00 | 17.50 |  | not yet | not paid by the month's end; not delivered by the month's end",
            "27 | -11.75 | -10.00 | -1.75 | bank:main | claim | returned: it makes the claim smaller",
        ]
    );
}

/// Each VAT amount of the packs of some months: month, entry, VAT, whether brought forward, verdict.
fn vat_of(desk: &Desk, months: &[&str]) -> Vec<String> {
    let of = |month: &&str| -> Vec<String> {
        let pack = format!("pack-{month}-{}", fs::read_dir(desk.dir.path()).unwrap().count());
        let export = format!("export month {month} --to {pack}");
        desk.bhlp(&export).user("FIN").now("2007-06-30T10:00:00Z").done();
        let rows = rows_of(desk, &format!("{pack}/vat.csv"), &["entry", "vat", "brought_forward", "verdict"]);
        rows.iter().map(|row| format!("{month} {}", row.replace(" |", ""))).collect()
    };
    months.iter().flat_map(of).collect()
}

/// Invoiced in August and paid in October, 17.50 is claimed in October, once, and 17.50 - 3.50 = 14.00 in
/// all. An invoice that is credited instead of paid comes to 17.50 - 17.50 = 0.00.
#[test]
fn vat_is_claimed_in_the_month_in_which_it_can_be() {
    let desk = desk(&[
        "commission place C-1 food 117.50 --vat 17.50 --from SHOP --on 2006-08-01", // 15
        "invoice record 15 117.50 --vat 17.50 --number A --final --on 2006-08-02",  // 16
        "commission place C-1 food 117.50 --vat 17.50 --from SHOP --on 2006-08-03", // 17
        "invoice record 17 117.50 --vat 17.50 --number B --final --on 2006-08-04",  // 18
        "credit-note record 17 117.50 --vat 17.50 --number B-C --on 2006-09-05",    // 19
        "payment record 15 --on 2006-10-06",                                        // 20
        "credit-note record 15 23.50 --vat 3.50 --number A-C --on 2006-11-07",      // 21
    ]);
    assert_eq!(
        vat_of(&desk, &["2006-08", "2006-09", "2006-10", "2006-11", "2006-12"]),
        [
            "2006-08 16 17.50 no not yet",
            "2006-08 18 17.50 no not yet",
            "2006-09 16 17.50 yes not yet",
            "2006-09 18 17.50 yes claim",
            "2006-09 19 -17.50 no claim",
            "2006-10 16 17.50 yes claim",
            "2006-11 21 -3.50 no claim",
        ]
    );
}

/// Undone before it could be claimed, it never is: 0.00. Undone afterwards: 7.00 - 7.00 = 0.00.
#[test]
fn vat_that_was_never_claimed_is_not_taken_off() {
    let desk = desk(&[
        "buy C-1 food 47 --vat 7 --from SHOP --on 2006-08-01", // 15, without any evidence
        "buy C-1 food 47 --vat 7 --from SHOP --invoice F-1 --on 2006-08-02", // 16
        "entry reverse 15 --reason slip --on 2006-09-01",
        "entry reverse 16 --reason slip --on 2006-09-02", // 18
    ]);
    assert_eq!(
        vat_of(&desk, &["2006-08", "2006-09"]),
        ["2006-08 15 7.00 no not yet", "2006-08 16 7.00 no claim", "2006-09 18 -7.00 no claim"]
    );
}

/// Of two invoices the older is paid first: 58.75 of 117.50, so 8.75 of 17.50.
#[test]
fn vat_of_the_invoice_that_was_paid_is_claimed_and_of_the_other_not_yet() {
    let desk = desk(&[
        "commission place C-1 food 117.50 --vat 17.50 --from SHOP --on 2006-08-01", // 15
        "invoice record 15 58.75 --vat 8.75 --number A --on 2006-08-02",            // 16
        "invoice record 15 58.75 --vat 8.75 --number B --final --on 2006-08-03",    // 17
        "payment record 15 58.75 --on 2006-08-31",
        "payment record 15 58.74 --on 2006-09-01",
        "payment record 15 0.01 --on 2006-10-01",
    ]);
    assert_eq!(
        vat_of(&desk, &["2006-08", "2006-09", "2006-10"]),
        [
            "2006-08 16 8.75 no claim",
            "2006-08 17 8.75 no not yet",
            "2006-09 17 8.75 yes not yet",
            "2006-10 17 8.75 yes claim",
        ]
    );
}

/// Up to 250.00 a receipt shows enough; above, a full invoice has a number. What comes after a month was
/// closed is of the next.
#[test]
fn a_receipt_shows_enough_up_to_two_hundred_and_fifty_pounds() {
    let desk = desk(&[
        "buy C-1 food 250.00 --vat 37.23 --from SHOP --on 2006-07-20", // 15
        "buy C-1 food 250.01 --vat 37.24 --from SHOP --on 2006-07-21", // 16
    ]);
    desk.bhlp("month close 2006-07").user("FIN").now("2007-01-05T11:00:00Z").done();
    fs::write(desk.dir.path().join("till.txt"), "receipt").unwrap();
    for line in ["receipt add 15 till.txt", "receipt add 16 till.txt"] {
        desk.bhlp(line).now("2007-01-06T10:00:00Z").done();
    }
    assert_eq!(
        vat_of(&desk, &["2006-07", "2006-08"]),
        [
            "2006-07 15 37.23 no not yet",
            "2006-07 16 37.24 no not yet",
            "2006-08 15 37.23 yes claim",
            "2006-08 16 37.24 yes not yet",
        ]
    );
}

/// What is invoiced from 15 October on is claimed at once; what was invoiced before, when it is paid.
#[test]
fn a_policy_may_claim_vat_as_soon_as_it_is_invoiced() {
    let desk = desk(&[
        "commission place C-1 food 117.50 --vat 17.50 --from SHOP --on 2006-09-01", // 15
        "invoice record 15 117.50 --vat 17.50 --number A --final --on 2006-09-02",  // 16
        "commission place C-1 food 23.50 --vat 3.50 --from SHOP --on 2006-10-01",   // 17
        "invoice record 17 23.50 --vat 3.50 --number B --final --on 2006-10-15",    // 18
    ]);
    let policy = |claimed: &str, from: &str| {
        let text = format!("[vat]\nclaimed_when = \"{claimed}\"\n");
        fs::write(desk.dir.path().join("rules.toml"), text).unwrap();
        let set = format!("policy set rules.toml --on {from}");
        desk.bhlp(&set).now("2007-01-06T10:00:00Z").done();
    };
    policy("invoiced", "2006-10-15");
    policy("paid", "2006-11-01");
    desk.bhlp("payment record 15 --on 2006-12-01").now("2007-01-06T10:00:00Z").done();
    assert_eq!(
        vat_of(&desk, &["2006-09", "2006-10", "2006-11", "2006-12"]),
        [
            "2006-09 16 17.50 no not yet",
            "2006-10 16 17.50 yes not yet",
            "2006-10 18 3.50 no claim",
            "2006-11 16 17.50 yes not yet",
            "2006-12 16 17.50 yes claim",
        ]
    );
    fs::write(desk.dir.path().join("wrong.toml"), "[vat]\nclaimed_when = \"ordered\"\n").unwrap();
    let refused = desk.bhlp("policy check wrong.toml").output();
    assert!(!refused.status.success());
}

/// Half of a purchase of 47.00, VAT 7.00, comes back: 3.50 of it is VAT. Without that 3.50 too much is
/// claimed.
#[test]
fn vat_that_came_back_is_asked_for_and_makes_the_claim_smaller() {
    let desk = desk(&["buy C-1 food 47 --vat 7 --from SHOP --invoice F-1 --on 2006-12-02"]); // 15
    let unsaid = |line: &str, share: &str| {
        desk.bhlp(line).now("2007-01-05T10:00:00Z").refused(
            "VAT_UNSAID",
            &format!(
                "the council recovers £7.00 of VAT on commission 15; say how much of the refund is VAT\n\
                 hint: its share would be --vat {share}; where none of it is VAT: --vat 0"
            ),
        );
    };
    unsaid("refund record 15 23.50 --on 2006-12-10", "3.50");
    unsaid("refund record 15 10 --on 2006-12-10", "1.49"); // 1.489
    let lines = "Date,Card,Reference,Merchant,Amount\n10/12/2006,5521,R1,SHOE SHOP,-23.50\n";
    fs::write(desk.dir.path().join("card.csv"), lines).unwrap();
    for line in ["account open card:5521 --holder LP2", "statement import card.csv --account card:5521"] {
        desk.bhlp(line).now("2007-01-05T10:00:00Z").done();
    }
    unsaid("reconcile record 1 --refund-of 15", "3.50");
    desk.bhlp("reconcile record 1 --refund-of 15 --vat 3.50").now("2007-01-05T10:00:00Z").done();
    desk.bhlp("refund record 15 2 --vat 0 --on 2006-12-11").now("2007-01-05T10:00:00Z").done();
    desk.bhlp("export month 2006-12 --to pack").done();
    let columns = ["kind", "gross", "net", "vat", "verdict"];
    assert_eq!(
        rows_of(&desk, "pack/vat.csv", &columns),
        ["buy | 47.00 | 40.00 | 7.00 | claim", "refund.record | -23.50 | -20.00 | -3.50 | claim"]
    );
}

#[test]
fn a_fund_is_told_for_the_month_and_to_its_end() {
    let desk = desk(&[
        "fund add SHOES --name Shoes --contributor Trust --category clothing --from 2006-08-01 --until 2007-12-31",
        "fund receive SHOES 200 --on 2006-11-01",
        "fund repay SHOES 50 --on 2006-12-01",
        "budget top-up C-1 100 --fund SHOES --on 2006-11-02",
        "buy C-1 clothing 30 --from SHOP --on 2006-11-03",
        "buy C-1 clothing 20 --from SHOP --on 2006-12-03",
        "commission place C-1 clothing 15 --from SHOP --on 2006-12-04",
        "buy C-1 clothing 5 --from SHOP --on 2007-01-03",
    ]);
    desk.bhlp("export month 2006-12 --to pack").done();
    let columns = [
        "fund",
        "contributor",
        "ring_fence",
        "received_month",
        "received_to_date",
        "spent_month",
        "spent_to_date",
        "committed",
        "available",
        "pool",
    ];
    // 200.00 less 50.00 came; 100.00 went to C-1: 50.00 used, 15.00 promised, 35.00 free; 50.00 in the pool.
    assert_eq!(
        rows_of(&desk, "pack/funds.csv", &columns),
        [
            "POOL | Council |  | 0.00 | 6000.00 | 0.00 | 0.00 | 0.00 | 500.00 | 5500.00",
            "SHOES | Trust | from 2006-08-01, until 2007-12-31, for clothing | -50.00 | 150.00 | 20.00 | 50.00 | 15.00 | 35.00 | 50.00",
        ]
    );
}

/// What was bought before there was a policy is no exception for want of one.
#[test]
fn exceptions_name_what_to_look_up() {
    let desk = desk(&[
        "buy C-1 food 10 --from SHOP --on 2006-12-02",
        "buy C-1 food 12 --from SHOP --on 2006-12-03",
        "receipt none 16 --reason 'the till was broken'",
        "entry reverse 15 --reason 'bought twice' --on 2006-12-10",
        "buy C-1 clothing 13 --from SHOP --on 2006-12-04", // 19
    ]);
    std::fs::write(desk.dir.path().join("p.toml"), "evidence_above = 10.00\n").unwrap();
    desk.bhlp("policy set p.toml --from 2006-12-05").now("2006-12-31T10:00:00Z").done(); // 20
    desk.bhlp("buy C-1 clothing 14 --from SHOP --on 2006-12-05").now("2006-12-31T10:00:00Z").done(); // 21
    for month in ["2006-07", "2006-08", "2006-09", "2006-10", "2006-11"] {
        desk.bhlp(&format!("month close {month}")).user("FIN").now("2007-01-06T10:00:00Z").done();
    }
    desk.bhlp("buy C-1 travel 16 --from SHOP --belongs-to 2006-11-30 --on 2006-12-31")
        .now("2007-01-07T10:00:00Z")
        .done();
    desk.bhlp("export month 2006-12 --to pack").done();
    let columns = ["what", "number", "on", "amount", "about", "look_up"];
    let said: Vec<String> = rows_of(&desk, "pack/exceptions.csv", &columns)
        .into_iter()
        .filter(|row| !row.starts_with("code missing"))
        .collect();
    assert_eq!(
        said,
        [
            "receipt missing | 21 | 2006-12-05 | 14.00 | no receipt and no reason; the policy requires one above £10.00 | bhlp commission show 21",
            "receipt missing | 27 | 2006-12-31 | 16.00 | no receipt and no reason; the policy requires one above £10.00 | bhlp commission show 27",
            "late fact | 27 | 2006-12-31 | 16.00 | buy that belongs to 2006-11-30 | bhlp entry show 27",
            "entry reversed | 18 | 2006-12-10 | 10.00 | it reversed entry 15 of 2006-12-02 | bhlp entry show 15",
        ]
    );
}
