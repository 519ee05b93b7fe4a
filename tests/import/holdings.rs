//! Money in other hands, from files: the same by both ways, once, and every refusal by its row. By hand.

use import::Kind;
use service::Way;

use super::world::{BOTH, CHILDREN, PURCHASE_HEADER, World};

const HEADER: &str = "key,purchase,kind,amount,on,number,complete,account,reason";

/// C-1, who is disabled, has £1,000.00 of POOL. A parent was paid £100.00 and may keep £20.00; £90.00 are
/// promised with a broker.
fn world(way: Way) -> World {
    let world = World::with_small_pilot(&[
        Kind::Children,
        Kind::Budgets,
        Kind::Purchases,
        Kind::Outcomes,
        Kind::Time,
    ]);
    world.take(Kind::Children, &CHILDREN.replace("WBRI,AREA1,N1", "WBRI,AREA1,N2"), way).unwrap();
    world
        .take(
            Kind::Budgets,
            "child_ref,opened_on,amount,fund,expected_outcome\nC-1,2006-09-01,1000,POOL,1.1\n",
            way,
        )
        .unwrap();
    let agreements = "child_ref,provider,payee,agreed_on,purpose,basis,weekly,contingency_weeks\n\
                      C-1,FAM1,parent,2006-09-01,breaks,s17A,10,2\nC-1,CLUB,broker,2006-09-01,a tutor,,,\n";
    world.take(Kind::Agreements, agreements, way).unwrap();
    let purchases = format!(
        "{PURCHASE_HEADER}\nP1,C-1,LP1,FAM1,activities,,2006-10-02,2006-10-02,2006-10-02,100,,bank:main,\n\
         P2,C-1,LP1,CLUB,activities,,2006-10-02,,,90,,,\n"
    );
    // Whoever takes the payment in writes none of it off.
    let people = "practitioner,name,profession,agency,sign_off_limit,role\nFIN,Fay Nance,accountant,council,,finance\n";
    world.take(Kind::Practitioners, people, way).unwrap();
    world.take_by("FIN", Kind::Purchases, &purchases, way);
    world
}

const ROWS: &str = "H1,P1,accounted,45,,,,,their own list\nH2,P1,debt,35,2007-01-10,,,,\n\
                    H3,P1,write_off,30,2007-02-10,,,,moved away\nH4,P2,advance,60,2006-10-03,,,bank:main,\n\
                    H5,P2,spend,40,2006-10-20,B-1,,,\nH6,P2,return,10,2006-10-21,,,,\n\
                    H7,P2,spend,10,2006-10-22,B-2,yes,,\n";

/// £100 - 45 accounted for - 20 that may be kept: 35 is owed, 5 of it comes, 30 is written off. The broker
/// spends 50 of 60 and returns 10; the 40 nobody spent is free again. Spent: 100 - 35 + 30 + 50 = 145;
/// available: 855.
#[test]
fn what_others_hold_is_taken_in_once_by_both_ways() {
    for way in BOTH {
        let world = world(way);
        let pence = |account: &str| {
            world.number(&format!("SELECT balance_pence FROM account WHERE name = '{account}'"))
        };
        let bank = pence("bank:main");
        let rows = format!("{HEADER}\n{ROWS}");
        assert_eq!(world.take(Kind::Holdings, &rows, way).unwrap().counts[0].new, 7);
        let refunds = "key,purchase,credited_on,refunded_on,amount,vat,refunded_into,credit_note_no\n\
                       R1,P1,,2007-01-20,5,,bank:main,\n";
        assert_eq!(world.take(Kind::Refunds, refunds, way).unwrap().counts[0].new, 1);
        let again = world.take(Kind::Holdings, &rows, way).unwrap();
        assert_eq!((again.counts[0].new, again.counts[0].known), (0, 7));
        let names =
            ["available:C-1:POOL", "committed:C-1:POOL", "spent:C-1:POOL", "creditor:FAM1", "held:CLUB"];
        assert_eq!(names.map(pence), [85_500, 0, 14_500, 0, 0]);
        // 60 out, 10 back, 5 repaid.
        assert_eq!(pence("bank:main") - bank, -4_500);
        assert_eq!(world.found(), []);
    }
}

#[test]
fn a_bad_row_of_what_others_hold_is_named_and_nothing_is_taken_in() {
    for way in BOTH {
        let world = world(way);
        let before = world.dump();
        let refused = |rows: &str, expected: &[&str]| {
            let found = world.refused(Kind::Holdings, &format!("{HEADER}\n{rows}"), way);
            assert_eq!(found.len(), expected.len(), "{found:?}");
            for (found, expected) in found.iter().zip(expected) {
                assert!(found.starts_with(expected), "{found}\n{expected}");
            }
            assert!(world.dump() == before);
        };
        refused(
            "H1,P1,debt,80.01,2007-01-10,,,,\nH2,P1,write_off,1,2007-01-10,,,,gone\nH3,P9,advance,1,2007-01-10,,,,\n",
            &[
                "2 DEBT_WITHIN_CONTINGENCY: FAM1 may keep £20.00 and has £80.00 beyond that",
                "3 WRITE_OFF_ABOVE_DEBT: ",
                "4 UNKNOWN_PURCHASE: ",
            ],
        );
        refused(
            "H1,P1,accounted,60,,,,,a list\nH2,P1,accounted,60,,,,,another\nH3,P1,accounted,10,,,,,\n\
             H4,P1,accounted,10,2006-10-03,,,,a list\n",
            &[
                "3 ACCOUNTED_ABOVE_PAID: ",
                "4 FIELD_INVALID: reason is missing",
                "5 FIELD_INVALID: on `something` is not valid",
            ],
        );
        refused(
            "H1,P2,advance,90.01,2006-10-03,,,,\nH2,P2,advance,20,2006-10-03,,,,\nH3,P2,return,20.01,2006-10-04,,,,\n\
             H4,P2,spend,1,2006-10-04,B-1,,,\nH5,P2,spend,1,2006-10-05,B-1,,,\nH6,P2,lent,1,2006-10-05,,,,\n",
            &[
                "2 HELD_ABOVE_COMMITTED: ",
                "4 RETURN_ABOVE_ADVANCE: ",
                "6 INVOICE_ALREADY_RECORDED: ",
                "7 kind WORD_UNKNOWN: `lent` is no kind of a holding",
            ],
        );
    }
}

/// What is recorded under a key is not another thing the next time.
#[test]
fn a_row_that_comes_again_with_another_amount_is_refused() {
    for way in BOTH {
        let world = world(way);
        world.take(Kind::Holdings, &format!("{HEADER}\n{ROWS}"), way).unwrap();
        let other = ROWS.replace("advance,60", "advance,61").replace("H6,P2,return", "H6,P2,spend");
        let refused = world.refused(Kind::Holdings, &format!("{HEADER}\n{other}"), way);
        assert!(
            refused[0].starts_with("5 KEY_CONTENT_DIFFERS: key `H4` is recorded as entry"),
            "{refused:?}"
        );
        assert!(refused[1].starts_with("7 KEY_USED_OTHERWISE: "), "{refused:?}");
    }
}
