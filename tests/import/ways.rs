//! Row by row or in bulk: the same ledger, byte for byte, and the same file left behind.

use import::Kind;
use service::{Run, Way};
use store::{Ledger, Origin};

use super::world::{BOTH, PURCHASES, SMALL, World, context};

#[test]
fn both_ways_give_the_same_rows_in_every_table() {
    for pilot in ["pilot-a", "pilot-b"] {
        let (rows, bulk) = (World::new(), World::new());
        let by_rows = rows.take_folder(pilot, Way::Rows, Run::Real).unwrap();
        let in_bulk = bulk.take_folder(pilot, Way::Bulk, Run::Real).unwrap();
        assert_eq!(by_rows, in_bulk);
        same(&rows.dump(), &bulk.dump());
    }
}

#[test]
fn a_load_adds_to_what_is_there() {
    let later =
        PURCHASES.replace("Q1,", "R1,").replace("Q2,", "R2,").replace("Q3,", "R3,").replace(",I", ",J");
    let (rows, bulk) = (World::with_small_pilot(&[]), World::with_small_pilot(&[]));
    rows.take(Kind::Purchases, &later, Way::Rows).unwrap();
    bulk.take(Kind::Purchases, &later, Way::Bulk).unwrap();
    same(&rows.dump(), &bulk.dump());
}

/// Where things are delivered is a column that may be left out, and a cell that may be empty.
#[test]
fn where_a_purchase_is_delivered_is_taken_in_both_ways() {
    let told = "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,\
                amount,vat,paid_from,invoice_no,delivered_to\n\
                R1,C-1,LP1,SHOES,clothing,,2006-10-05,,,20,,,,school\n\
                R2,C-1,LP1,SHOES,clothing,,2006-10-05,,,20,,,,\n";
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        world.take(Kind::Purchases, told, way).unwrap();
        let count = |which: &str| world.number(&format!("SELECT count(*) FROM commission WHERE {which}"));
        assert_eq!(count("delivered_to IS NOT NULL"), 1);
        assert_eq!(count("delivered_to = 'school' AND estimate_pence = 2000"), 1);
        // The same rows again change nothing; another place is another content.
        assert_eq!(world.take(Kind::Purchases, told, way).unwrap().counts[0].new, 0);
        let moved = told.replace("school", "home");
        let refused = world.refused(Kind::Purchases, &moved, way);
        let field = "with delivered_to `school`; now it comes with `home`";
        assert!(refused.len() == 1 && refused[0].contains(field), "{refused:?}");
        let nowhere = told.replace("school", "post office");
        assert_eq!(
            world.refused(Kind::Purchases, &nowhere, way),
            [
                "2 delivered_to WORD_UNKNOWN: `post office` is no place of delivery; it is one of: home, school, \
                 childrens_centre, other"
            ]
        );
    }
}

#[test]
fn the_small_pilot_is_the_same_both_ways() {
    let (rows, bulk) = (World::new(), World::new());
    for (kind, text) in SMALL {
        rows.take(kind, text, Way::Rows).unwrap();
        bulk.take(kind, text, Way::Bulk).unwrap();
    }
    same(&rows.dump(), &bulk.dump());
}

#[test]
fn a_load_that_is_dropped_leaves_everything_in_its_place() {
    let world = World::with_small_pilot(&[Kind::Purchases]);
    let before = world.dump();
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    {
        let mut tx = ledger.write_in_bulk().unwrap();
        tx.sign(
            tx.reader().practitioner(&context(Run::Real).user).unwrap().unwrap().id,
            super::world::NOW,
            &Origin::default(),
        );
        let draft = super::rules::order(&tx, 10_000, "2006-10-01");
        let terms = super::rules::terms(&tx, 10_000);
        tx.post(&draft, Some(&terms)).unwrap();
    }
    assert!(world.dump() == before);
    // The same connection has its triggers back: an entry that is wrong is refused at once.
    let mut tx = ledger.write().unwrap();
    tx.sign(
        tx.reader().practitioner(&context(Run::Real).user).unwrap().unwrap().id,
        super::world::NOW,
        &Origin::default(),
    );
    let draft = super::rules::order(&tx, 1_000_000, "2006-10-01");
    let terms = super::rules::terms(&tx, 1_000_000);
    let refused = tx.post(&draft, Some(&terms)).unwrap_err();
    assert!(refused.to_string().contains("POT_BELOW_ZERO"), "{refused}");
}

/// Names the first line that differs, which a comparison of whole dumps would bury. Salts are chance, and
/// with them every hash.
fn same(one: &[String], other: &[String]) {
    for (one, other) in one.iter().zip(other) {
        assert_eq!(but_for_hashes(one), but_for_hashes(other));
    }
    assert_eq!(one.len(), other.len());
}

fn but_for_hashes(line: &str) -> String {
    let word = |c: char| !c.is_ascii_hexdigit();
    line.split(word).map(|word| if word.len() < 32 { word } else { "#" }).collect::<Vec<_>>().join(" ")
}

/// A club's monthly bill of 10.00 for each of four children's places, paid as one: 40.00 from the bank.
#[test]
fn a_bill_of_many_lines_that_was_paid_as_one_is_taken_in() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let mut rows = super::world::PURCHASE_HEADER.to_owned();
        for line in 1..=4 {
            rows.push_str(&format!(
                "\nB{line},C-1,LP1,CLUB,activities,,2007-03-0{line},2007-03-10,2007-03-20,10,,bank:main,M-7"
            ));
        }
        world.take(Kind::Purchases, &rows, way).unwrap();
        let documents = "SELECT group_concat(lines || ' ' || total_pence, '; ') FROM document";
        let told: String = world.open().query_row(documents, [], |row| row.get(0)).unwrap();
        assert_eq!(told, "4 4000; 4 4000");
        assert_eq!(world.found(), []);
    }
}

/// A place is new, known, ended since, or refused; the same by both ways.
#[test]
fn families_are_taken_in_row_by_row_and_again() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let head = "family,child_ref,kind,from,until";
        let rows =
            "F-1,C-1,main,2006-09-01,\nF-1,C-3,main,2006-09-01,\nF-2,C-1,shared_care,2006-10-01,2007-01-31";
        let counts = world.take(Kind::Families, &format!("{head}\n{rows}\n"), way).unwrap().counts;
        assert_eq!((counts[0].new, counts[0].known), (3, 0));
        let again = rows.replacen("2006-09-01,", "2006-09-01,2007-03-31", 1);
        let counts = world.take(Kind::Families, &format!("{head}\n{again}\n"), way).unwrap().counts;
        assert_eq!((counts[0].new, counts[0].known), (1, 2));
        let bad = "F-9,C-1,main,2007-03-01,\nF-2,C-1,foster,2007-01-31,\nF-1,C-3,main,2006-09-02,\n\
                   F-1,C-2,main,2006-09-02,2006-09-01\nF-1,C-8,main,2006-09-02,\nF-1,C-2,aunt,2006-09-02,\n";
        assert_eq!(
            world.refused(Kind::Families, &format!("{head}\n{bad}"), way),
            [
                "2 TWO_MAIN_FAMILIES: C-1's main family is F-1, from 2006-09-01 to 2007-03-31; F-9 cannot be another",
                "3 MEMBER_ALREADY: C-1 belongs to F-2 already, from 2006-10-01 to 2007-01-31 (member 33)",
                "4 MEMBER_ALREADY: C-3 belongs to F-1 already, from 2006-09-01 (member 32)",
                "5 DAYS_OUT_OF_ORDER: the last day on 2006-09-01 comes before the first day on 2006-09-02",
                "6 UNKNOWN_CHILD: there is no child `C-8`",
                "7 kind WORD_UNKNOWN: `aunt` is no kind of membership; it is one of: main, shared_care, foster, kinship",
            ]
        );
        assert_eq!(world.found(), []);
    }
}
