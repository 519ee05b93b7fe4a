//! The same sheet every month: rows that went further, rows that were corrected, and new ones.

use import::Kind;
use service::{Count, Way};

use super::world::{
    BOTH, BUDGETS, CHILDREN, FUNDS, OUTCOMES, PRACTITIONERS, PROVIDERS, PURCHASE_HEADER, PURCHASES, World,
};

/// What a file of purchases brought: new, further, known.
fn taken(world: &World, rows: &str, way: Way) -> (u64, u64, u64) {
    let imported = world.take(Kind::Purchases, &format!("{PURCHASE_HEADER}\n{rows}"), way).unwrap();
    let [Count { new, further, known, .. }] = imported.counts[..] else { panic!("one file has one count") };
    (new, further, known)
}

/// Every balance that is not zero.
fn balances(world: &World) -> Vec<(String, i64)> {
    let conn = world.open();
    let sql = "SELECT name, balance_pence FROM account WHERE balance_pence <> 0 ORDER BY name";
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

const Q1: &str =
    "Q1,C-1,LP1,SHOES,clothing,\"shoes, size 5\",2006-10-05,2006-10-09,2006-10-09,250.00,0,card:5521,I1";
const NOVEMBER: &str =
    "Q2,C-1,LP1,CLUB,activities,,2006-11-01,2006-11-20,2006-12-01,117.50,17.50,bank:main,I2
Q3,C-2,LP2,CLUB,activities,=sum(A1),2006-11-02,2006-11-30,,.97,,,I3
Q4,C-1,LP1,CLUB,activities,,2006-12-01,,,10,,,
";
const DECEMBER: &str =
    "Q2,C-1,LP1,CLUB,activities,,2006-11-01,2006-11-20,2006-12-01,117.50,17.50,bank:main,I2
Q3,C-2,LP2,CLUB,activities,=sum(A1),2006-11-02,2006-11-30,2006-12-05,.97,,bank:main,I3
Q4,C-1,LP1,CLUB,activities,,2006-12-01,2006-12-06,2006-12-06,10,,card:7,I4
";

/// Sent three times, a sheet brings what it would have brought at once: in October shoes are bought, a club's
/// invoice is owed and another is ordered; a month later the first is paid and the second invoiced.
#[test]
fn rows_that_went_further_are_taken_as_the_steps_that_are_missing() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        assert_eq!(taken(&world, &format!("{Q1}\n{NOVEMBER}"), way), (1, 2, 1));
        assert_eq!(taken(&world, &format!("{Q1}\n{NOVEMBER}"), way), (0, 0, 4));
        assert_eq!(taken(&world, &format!("{Q1}\n{DECEMBER}"), way), (0, 2, 2));
        assert_eq!(taken(&world, &format!("{Q1}\n{DECEMBER}"), way), (0, 0, 4));
        let at_once = World::with_small_pilot(&[Kind::Purchases]);
        assert_eq!(taken(&at_once, &format!("{Q1}\n{DECEMBER}"), way), (4, 0, 0));
        assert_eq!(balances(&world), balances(&at_once));
        assert_eq!(world.found(), []);
        // Paid from the bank are 117.50 and 0.97; 6,300.00 came in.
        let bank = "SELECT balance_pence FROM account WHERE name = 'bank:main'";
        assert_eq!(world.number(bank), 630_000 - 11_847);
    }
}

/// What was paid before it came was invoiced as it was paid; when it comes, that is a delivery.
#[test]
fn what_was_paid_before_it_came_is_delivered_when_it_comes() {
    let row = |received: &str| {
        format!("P1,C-1,LP1,CLUB,activities,,2006-11-01,{received},2006-11-03,20,0,bank:main,P1\n")
    };
    let world = World::with_small_pilot(&[]);
    assert_eq!(taken(&world, &row(""), Way::Rows), (1, 0, 0));
    assert_eq!(taken(&world, &row("2006-11-10"), Way::Rows), (0, 1, 0));
    assert_eq!(taken(&world, &row("2006-11-10"), Way::Rows), (0, 0, 1));
    assert_eq!(world.number("SELECT count(*) FROM delivery WHERE delivered_on = '2006-11-10'"), 1);
}

/// Two lines of one invoice, paid a month later on one day from one account, are one payment.
#[test]
fn lines_of_one_invoice_that_are_paid_later_are_paid_as_one() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let rows = |paid: &str, from: &str| {
            ["L1,C-1,LP1", "L2,C-2,LP2"]
                .map(|of| format!("{of},CLUB,activities,,2006-11-01,2006-11-05,{paid},20,0,{from},TWO\n"))
                .concat()
        };
        assert_eq!(taken(&world, &rows("", ""), way), (2, 0, 0));
        assert_eq!(taken(&world, &rows("2006-12-01", "bank:main"), way), (0, 2, 0));
        assert_eq!(taken(&world, &rows("2006-12-01", "bank:main"), way), (0, 0, 2));
        let payments = "SELECT count(*) FROM document d JOIN entry e ON e.entry_id = d.document_id
                         WHERE e.kind = 'payment.record' AND d.lines = 2 AND d.total_pence = 4000";
        assert_eq!(world.number(payments), 1);
        assert_eq!(world.found(), []);
    }
}

/// What stands is asked, not what was said: a payment that was recorded by hand is not recorded again, and a
/// step that somebody undid is not either.
#[test]
fn a_row_is_held_against_what_stands_in_the_ledger() {
    let world = World::with_small_pilot(&[]);
    let q2 = "SELECT seq FROM event WHERE request_key = 'Q2'";
    let q2 = world.number(q2).to_string();
    let pay = ["payment", "record", &q2, "--account", "bank:main", "--on", "2006-12-01"];
    assert_eq!(world.bhlp(&pay).0, 0);
    let row = NOVEMBER.lines().next().unwrap();
    assert_eq!(taken(&world, row, Way::Rows), (0, 0, 1));
    let payment = world.number("SELECT max(entry_id) FROM entry").to_string();
    assert_eq!(world.bhlp(&["entry", "reverse", &payment, "--reason", "bounced"]).0, 0);
    let refused = world.refused(Kind::Purchases, &format!("{PURCHASE_HEADER}\n{row}\n"), Way::Rows);
    let undone = format!("nothing, as entry {payment} was undone by entry ");
    assert!(refused[0].contains("KEY_CONTENT_DIFFERS") && refused[0].contains(&undone), "{refused:?}");
}

/// Each row with one cell corrected is refused with commands that put the ledger right; when they were given,
/// the sheet is known.
#[test]
fn what_changed_is_refused_with_commands_that_run() {
    let received = PURCHASES.replace(",2006-11-20,,", ",2006-11-21,,");
    let changes = [
        PURCHASES.replace(",2006-11-02,,,.97", ",2006-11-02,,,1.97"),
        PURCHASES.replace("C-2,LP2,CLUB", "C-2,LP2,SHOES"),
        PURCHASES.replace("C-2,LP2,CLUB", "C-2,LP1,CLUB"),
        PURCHASES.replace(",2006-11-02,,,.97", ",2006-11-03,,,.97"),
        received,
        PURCHASES.replace("117.50,17.50,,I2", "117.50,17.50,,I22"),
        PURCHASES.replace("117.50,17.50,,I2", "105.75,15.75,,I2"),
        PURCHASES.replace("2006-10-09,250.00,0", "2006-10-09,245.00,0"),
        PURCHASES.replace("2006-10-09,2006-10-09,250", "2006-10-09,2006-10-10,250"),
        PURCHASES.replace("250.00,0,card:5521", "250.00,0,bank:main"),
        PURCHASES.replace("117.50,17.50,,I2", "117.50,0,,I2"),
        PURCHASES.replace("LP1,SHOES,clothing", "LP1,SHOES,activities"),
        PURCHASES.replace(",2006-11-20,,117.50,17.50,,I2", ",,,117.50,17.50,,"),
    ];
    for changed in changes {
        assert_ne!(changed, PURCHASES);
        let world = World::with_small_pilot(&[]);
        put_right(&world, Kind::Purchases, &changed);
    }
}

/// Refuses a file, gives the commands that the refusal names, and takes the file again: nothing of it is new.
fn put_right(world: &World, kind: Kind, changed: &str) {
    let refused = world.refused(kind, changed, Way::Rows);
    let [refused] = refused.as_slice() else { panic!("{refused:?}") };
    let commands = commands(refused);
    assert!(!commands.is_empty(), "{refused}");
    for command in commands {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let ran = world.bhlp(&words);
        assert_eq!(ran.0, 0, "{refused}\n{words:?}\n{ran:?}");
    }
    let again = world.take(kind, changed, Way::Rows);
    let imported = again.unwrap_or_else(|error| panic!("{refused}\n{error}"));
    assert_eq!(imported.counts[0].new, 0, "{refused}");
    assert_eq!(world.found(), []);
}

/// A day, an amount or a fund that was mended in the sheet, a child that moved, a name that changed.
#[test]
fn what_was_mended_in_a_register_does_not_count_twice() {
    let world = World::with_small_pilot(&[Kind::Purchases]);
    let changes = [
        (Kind::Funds, FUNDS.replace("\"£5,000.00\",2006-07-01", "\"£5,000.00\",2006-07-03")),
        (Kind::Funds, FUNDS.replace("5,000.00", "6,000.00")),
        (Kind::Funds, FUNDS.replace("300.00", "250.00")),
        (Kind::Budgets, BUDGETS.replace("C-2,2006-09-01,600.00,LAC", "C-2,2006-09-01,600.00,POOL")),
        (Kind::Budgets, BUDGETS.replace("200.00,KIT", "250.00,KIT")),
        (Kind::Budgets, BUDGETS.replace("200.00,KIT", "150.00,KIT")),
        (Kind::Outcomes, OUTCOMES.replace("goal-1,child,2006-09-02", "goal-1,child,2006-09-03")),
        (Kind::Outcomes, OUTCOMES.replace("goal-1,child", "goal-2,child")),
        (Kind::Outcomes, OUTCOMES.replace("carer,2006-09-02,21", "carer,2006-09-02,20")),
        (Kind::Children, CHILDREN.replace("AREA2", "North side")),
        (Kind::Children, CHILDREN.replace("1,,,,LP2", "1,,,,LP1")),
        (Kind::Practitioners, PRACTITIONERS.replace("LP1,Lee", "LP1,Lee O'Neill")),
        (Kind::Providers, PROVIDERS.replace(",1000001", ",1000002")),
    ];
    for (kind, changed) in changes {
        put_right(&world.copy(), kind, &changed);
    }
}

/// What is only missing from a sheet is told; a file of new scores alone is no sheet sent again.
#[test]
fn what_a_sheet_no_longer_has_is_told() {
    let world = World::with_small_pilot(&[]);
    let less: String =
        OUTCOMES.lines().filter(|row| !row.contains("gbo")).map(|row| format!("{row}\n")).collect();
    let more = less.clone() + "C-1,gbo,goal-2,child,2006-10-02,4\n";
    let imported = world.take(Kind::Outcomes, &more, Way::Rows).unwrap();
    assert_eq!((imported.counts[0].new, imported.counts[0].known), (1, 1));
    let [warning] = imported.warnings.as_slice() else { panic!("{:?}", imported.warnings) };
    assert!(warning.starts_with("recorded, and not in the file: score "), "{warning}");
    assert!(warning.ends_with(", gbo 3 of C-1 by child on 2006-09-02"), "{warning}");
    let alone = less.lines().next().unwrap().to_owned() + "\nC-1,gbo,goal-1,child,2006-11-02,3\n";
    let imported = world.take(Kind::Outcomes, &alone, Way::Rows).unwrap();
    assert_eq!((imported.counts[0].new, imported.warnings), (1, vec![]));
}

/// The commands of a refusal, as a shell would split them.
fn commands(refused: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    for part in refused.split("bhlp ").skip(1) {
        let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
        // A quote inside a quoted word: it is closed, written and opened again.
        for c in part.replace(r"'\''", "\u{1}").chars() {
            match (c, quote) {
                (';', None) => break,
                ('"' | '\'', None) => quote = Some(c),
                (c, Some(open)) if c == open => quote = None,
                (' ', None) => words.push(std::mem::take(&mut word)),
                (c, _) => word.push(c),
            }
        }
        words.push(word);
        words.retain(|word| !word.is_empty());
        let words = words.iter().map(|word| word.replace('\u{1}', "'")).collect();
        commands.push(words);
    }
    commands
}
