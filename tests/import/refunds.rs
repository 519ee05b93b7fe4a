//! What came back, what was paid in advance, and what was approved on paper.

use import::Kind;
use service::Way;

use super::world::{BOTH, PURCHASE_HEADER, World};

const HEADER: &str = "key,purchase,credited_on,refunded_on,amount,vat,refunded_into,credit_note_no";

fn refunds(rows: &str) -> String {
    format!("{HEADER}\n{rows}")
}

/// Of Q1, 250.00 paid by card: 30.00 is credited and comes back a week later. Of Q2, 117.50 with 17.50 of VAT
/// and not paid: 11.75 with 1.75 is credited. C-1 had used 250.00 + 100.00, now 350.00 - 30.00 - 10.00
/// = 310.00; the card was at -250.00 and is at -220.00; the club is owed 117.50 - 11.75 = 105.75, and 17.50
/// - 1.75 = 15.75 is VAT.
#[test]
fn what_came_back_is_taken_in_once() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let rows = refunds(
            "B1,Q1,2006-10-20,2006-10-27,30,,card:5521,CN1\n\
             B2,Q2,2006-11-22,,11.75,1.75,,CN2\n",
        );
        assert_eq!(world.take(Kind::Refunds, &rows, way).unwrap().counts[0].new, 2);
        let balance =
            |name: &str| world.number(&format!("SELECT balance_pence FROM account WHERE name = '{name}'"));
        let spent = "SELECT spent_pence FROM budget JOIN child USING (child_id) WHERE child_ref = 'C-1'";
        let expected = (31_000, -22_000, -10_575, 1_575);
        let found = || (world.number(spent), balance("card:5521"), balance("creditor:CLUB"), balance("vat"));
        assert_eq!(found(), expected);
        assert_eq!(world.take(Kind::Refunds, &rows, way).unwrap().counts[0].known, 2);
        assert_eq!(found(), expected);
        // Without a credit note the money takes the cost back: 310.00 - 20.00, -220.00 + 20.00.
        let money = refunds("B3,Q1,,2006-11-30,20,,card:5521,\n");
        world.take(Kind::Refunds, &money, way).unwrap();
        assert_eq!(found(), (29_000, -20_000, -10_575, 1_575));
        assert_eq!(world.found(), []);
    }
}

/// One credit note over two purchases, 5.00 + 3.00 = 8.00; on another day its number is another's.
#[test]
fn rows_of_one_credit_note_are_its_lines() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let row = |key: &str| format!("{key},C-1,LP1,CLUB,activities,,2006-11-03,2006-11-20,,40.00,,,NOV\n");
        let rows = format!("{PURCHASE_HEADER}\n{}{}", row("D1"), row("D2"));
        world.take(Kind::Purchases, &rows, way).unwrap();
        let refused = world.refused(
            Kind::Refunds,
            &refunds("B1,D1,2006-11-22,,5,,,CN7\nB2,D2,2006-11-23,,3,,,cn 7\n"),
            way,
        );
        assert!(
            refused[0].starts_with("3 INVOICE_ALREADY_RECORDED: credit note `cn 7` of CLUB"),
            "{refused:?}"
        );
        let lines = refunds("B1,D1,2006-11-22,,5,,,CN7\nB2,D2,2006-11-22,,3,,,cn 7\n");
        world.take(Kind::Refunds, &lines, way).unwrap();
        let told =
            "SELECT group_concat(e.kind || ' ' || lines || ' ' || total_pence, ', ' ORDER BY document_id)
                      FROM document JOIN entry e ON e.entry_id = document_id";
        let told: String = world.open().query_row(told, [], |row| row.get(0)).unwrap();
        assert_eq!(told, "invoice.record 2 8000, credit-note.record 2 800");
        assert_eq!(world.found(), []);
    }
}

#[test]
fn what_did_not_come_back_is_refused_row_by_row() {
    let world = World::with_small_pilot(&[]);
    let rows = refunds(
        "B1,Q9,2006-10-20,,30,,,\n\
         B2,Q1,,,30,,,\n\
         B3,Q1,,2006-10-27,30,,,\n\
         B4,Q1,,2006-10-27,30,,card:5521,CN1\n\
         B5,Q1,2006-10-27,,250.01,,,\n\
         B6,Q2,2006-11-22,,11.75,,,\n",
    );
    assert_eq!(
        world.refused(Kind::Refunds, &rows, Way::Rows),
        [
            "2 UNKNOWN_PURCHASE: there is no purchase `Q9`",
            "3 credited_on REFUND_WITHOUT_DAY: it is empty, and so is refunded_on",
            "4 refunded_into REFUNDED_INTO_NOTHING: it is empty, but refunded_on is given",
            "5 credited_on REFUND_WITHOUT_DAY: it is empty, but credit_note_no is given",
            "6 CREDIT_EXCEEDS_COST: commission 20 has £250.00 of cost left to take back; £250.01 was given",
            "7 VAT_UNSAID: the council recovers £17.50 of VAT on commission 23; say how much of the credit note is VAT",
        ]
    );
}

/// A membership of 60.00 paid in March and not received: it is invoiced and used from the day it was paid.
#[test]
fn what_is_paid_in_advance_is_taken_and_said() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let rows = format!(
            "{PURCHASE_HEADER}\nM1,C-1,LP1,CLUB,activities,,2007-03-01,,2007-03-20,60,,bank:main,\n\
             M2,C-1,LP1,CLUB,activities,,2007-03-01,,,20,,,I9\n"
        );
        let imported = world.take(Kind::Purchases, &rows, way).unwrap();
        let commission =
            world.number("SELECT max(commission_id) FROM commission WHERE estimate_pence = 6000");
        let next = world.number("SELECT max(commission_id) FROM commission");
        assert_eq!(
            imported.warnings,
            [
                format!(
                    "row M1: paid on 2007-03-20 and not received: it counts as used from then on; when it comes: \
                     bhlp delivery record {commission}"
                ),
                format!(
                    "row M2: invoice I9 is not recorded, as nothing was received or paid; when it is owed: \
                     bhlp invoice record {next} 20.00 --number I9"
                ),
            ]
        );
        let days = "SELECT count(*) FROM entry WHERE effective_on = '2007-03-20' AND kind IN ('invoice.record', 'payment.record')";
        assert_eq!(world.number(days), 2);
        assert_eq!(world.found(), []);
    }
}

/// LP1 may commission 500.00 alone. What is above was approved on paper by FN1, before it was commissioned.
#[test]
fn what_was_approved_on_paper_is_above_the_limit() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let header = format!("{PURCHASE_HEADER},approved_by,approved_on");
        let row = |key: &str, by: &str, on: &str| {
            format!(
                "{header}\n{key},C-1,LP1,CLUB,activities,,2007-03-01,2007-03-02,2007-03-03,500.01,,bank:main,,{by},{on}\n"
            )
        };
        for (by, on, refused) in [
            (
                "",
                "",
                "2 SIGN_OFF_EXCEEDED: LP1 may commission up to £500.00 alone; £500.01 was asked for; or say who approved it on paper: approved_by, approved_on",
            ),
            ("FN1", "", "2 approved_on APPROVAL_HALF_TOLD: it is empty, but approved_by is given"),
            ("", "2007-02-27", "2 approved_by APPROVAL_HALF_TOLD: it is empty, but approved_on is given"),
            (
                "LP1",
                "2007-02-27",
                "2 OWN_REQUEST: LP1 asked for commission 31 themselves; nobody approves their own request",
            ),
            ("LP2", "2007-02-27", "2 BAND_TOO_LOW: LP2 may approve nothing; £500.01 is asked for"),
            ("FN9", "2007-02-27", "2 UNKNOWN_PRACTITIONER: there is no practitioner `FN9`"),
        ] {
            assert_eq!(world.refused(Kind::Purchases, &row("H1", by, on), way), [refused]);
        }
        world.take(Kind::Purchases, &row("H1", "FN1", "2007-02-27"), way).unwrap();
        let approved =
            "SELECT count(*) FROM decision d JOIN practitioner w ON w.practitioner_id = d.decided_by
                         WHERE d.on_paper = 1 AND w.code = 'FN1' AND d.decided_on = '2007-02-27'";
        assert_eq!(world.number(approved), 1);
        assert_eq!(
            world.number("SELECT approved_pence FROM commission WHERE estimate_pence = 50001"),
            50_001
        );
        assert_eq!(world.number("SELECT count(*) FROM commission WHERE waiting IS NOT NULL"), 0);
        // Where nobody had to approve, nothing is made of it.
        let small = row("H2", "FN1", "2007-02-27").replace("500.01", "50.01");
        world.take(Kind::Purchases, &small, way).unwrap();
        assert_eq!(world.number("SELECT count(*) FROM decision"), 1);
        assert_eq!(world.found(), []);
    }
}
