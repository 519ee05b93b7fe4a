//! Audit tests: each finds what it asks for and not what comes near to it; a finding is answered once.

use rusqlite::Connection;

use super::desk::{Desk, text};

/// Friday 1 September 2006, a quarter past nine British time.
const FRIDAY: &str = "2006-09-01T08:15:00Z";

/// What a test finds: the findings' names, and who each is about.
fn found(desk: &Desk, asked: &str) -> Vec<(String, String)> {
    let output = desk.bhlp(&format!("audit {asked} --format csv")).now("2008-03-31T12:00:00Z").output();
    let rows: Vec<(String, String)> = csv::Reader::from_reader(output.stdout.as_slice())
        .records()
        .map(|row| row.map(|row| (row[0].to_owned(), row[2].to_owned())).unwrap())
        .collect();
    let exit = if rows.is_empty() || asked.contains("--all") { 0 } else { 3 };
    if !asked.contains("--all") {
        assert_eq!(output.status.code(), Some(exit), "{asked}: {}", text(&output.stderr));
    }
    rows
}

fn subjects(desk: &Desk, asked: &str) -> Vec<String> {
    found(desk, asked).into_iter().map(|(subject, _)| subject).collect()
}

/// A desk at which LP3 also has a limit of £100.00, and C-1 has £1,000.00: the next number is 17.
fn desk() -> Desk {
    let desk = Desk::new();
    let set = "2006-07-03T09:00:00Z";
    desk.bhlp("practitioner add LP3 --name 'Kit Moss' --profession nurse --agency council --limit 100")
        .now(set)
        .done(); // 15
    desk.bhlp("budget top-up C-1 500").now(set).done(); // 16
    desk
}

fn does(desk: &Desk, lines: &[&str]) {
    for line in lines {
        desk.bhlp(line).now(FRIDAY).done();
    }
}

/// Another hand: the rules of some tables stand aside.
fn tamper(desk: &Desk, tables: &[&str], sql: &str) {
    let book: Connection = desk.other_hand();
    book.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF").unwrap();
    for table in tables {
        let triggers: Vec<String> = book
            .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?")
            .unwrap()
            .query_map([table], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        for trigger in triggers {
            book.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
        }
    }
    book.execute_batch(sql).unwrap();
}

/// 60.00 + 40.00 is the limit and passes nothing; 60.00 + 40.01 does, and a day outside the 14 does not.
#[test]
fn splits_are_counted_above_the_limit_and_within_the_window() {
    let buy = |desk: &Desk, what: &str| does(desk, &[&format!("buy C-1 activities {what}")]);
    let exact = desk();
    buy(&exact, "60 --from SWIM --for LP1"); // 17
    buy(&exact, "40 --from SWIM --for LP1");
    assert_eq!(subjects(&exact, "splits"), [""; 0]);
    let above = desk();
    buy(&above, "60 --from SWIM --for LP1 --on 2006-08-18"); // 17: the fourteenth day before counts no more
    buy(&above, "60 --from SWIM --for LP1 --on 2006-08-19"); // 18
    buy(&above, "40.01 --from SWIM --for LP1"); // 19
    assert_eq!(
        found(&above, "splits"),
        [("17+18".to_owned(), "LP1".to_owned()), ("18+19".to_owned(), "LP1".to_owned())]
    );
    assert_eq!(subjects(&above, "splits --since 2006-08-20"), ["18+19"]);
    assert_eq!(subjects(&above, "splits --until 2006-08-31"), ["17+18"]);
}

#[test]
fn splits_are_seen_across_buyers_and_providers() {
    let desk = desk();
    does(
        &desk,
        &[
            "buy C-1 activities 60 --from SWIM --for LP1 --on 2006-08-10", // 17
            "buy C-1 activities 60 --from SWIM --for LP3 --on 2006-08-11", // 18: the next day
            "buy C-1 activities 60 --from SWIM --for LP1 --on 2006-08-30", // 19
            "buy C-1 clothing 60 --from SHOP --for LP3 --on 2006-08-20 --what 'Winter coat'", // 20
            "buy C-1 clothing 60 --from SWIM --for LP3 --on 2006-08-20 --what 'winter coat '", // 21
            "buy C-1 clothing 60 --from SHOP --for LP3 --on 2006-09-01 --what boots", // 22: another thing
            "buy C-1 clothing 30 --from SWIM --for LP3 --on 2006-09-01 --what hat", // 23
        ],
    );
    let found = found(&desk, "splits");
    let named: Vec<&str> = found.iter().map(|(subject, _)| subject.as_str()).collect();
    assert_eq!(named, ["17+18", "18+21", "20+21", "20+22"]);
    assert_eq!(found[0].1, "LP1 LP3");
}

#[test]
fn receipts_are_missed_above_the_evidence_limit() {
    let desk = desk();
    std::fs::write(desk.dir.path().join("policy.toml"), "evidence_above = \"100.00\"\n").unwrap();
    std::fs::write(desk.dir.path().join("till.txt"), "till 12.00").unwrap();
    does(
        &desk,
        &[
            "policy set policy.toml --from 2006-07-01",  // 17
            "buy C-1 food 99.99 --from SHOP",            // 18
            "buy C-1 food 100.00 --from SHOP",           // 19
            "buy C-1 food 100.01 --from SHOP --for LP2", // 20
            "buy C-1 food 100.02 --from SHOP",           // 21
            "receipt none 21 --reason lost",
            "buy C-1 food 100.03 --from SHOP", // 23
            "receipt add 23 till.txt",
        ],
    );
    assert_eq!(found(&desk, "receipts"), [("20".to_owned(), "LP2".to_owned())]);
}

/// Recorded on 1 September: 18 August is 14 days before, 17 August 15.
#[test]
fn late_is_more_than_a_fortnight() {
    let desk = desk();
    does(
        &desk,
        &[
            "buy C-1 food 1 --from SHOP --on 2006-08-18", // 17
            "buy C-1 food 2 --from SHOP --on 2006-08-17", // 18
            "buy C-1 food 3 --from SHOP --on 2006-07-31", // 19
            "buy C-1 food 4 --from SHOP --on 2006-08-01", // 20
        ],
    );
    let both = ["ADMIN/2006-07/19-19", "ADMIN/2006-08/18-20"];
    assert_eq!(subjects(&desk, "late"), both);
    // The name is the same whichever days are asked for.
    assert_eq!(subjects(&desk, "late --since 2006-08-10"), both[1..]);
    assert_eq!(subjects(&desk, "late --until 2006-08-01"), both[..1]);
    // 29 February 2008 is 15 days before 15 March, in a leap year.
    desk.bhlp("buy C-1 food 5 --from SHOP --on 2008-02-29").now("2008-03-14T12:00:00Z").done(); // 21
    desk.bhlp("buy C-1 food 6 --from SHOP --on 2008-02-29").now("2008-03-15T12:00:00Z").done(); // 22
    assert_eq!(subjects(&desk, "late --since 2008-01-01"), ["ADMIN/2008-02/22-22"]);
}

#[test]
fn one_person_at_two_desks() {
    let desk = desk();
    does(
        &desk,
        &[
            "account open imprest:office",                         // 17
            "account move bank:main imprest:office 100",           // 18
            "buy C-1 food 5 --from SHOP --account imprest:office", // 19
            "commission place C-1 food 120 --from SHOP --for LP1", // 20: asks for approval
        ],
    );
    assert_eq!(subjects(&desk, "desks"), [""; 0]);
    desk.bhlp("approve 20").user("MGR").done(); // 21
    assert_eq!(subjects(&desk, "desks"), [""; 0]);
    // MGR counts the float, and ADMIN, who paid from it; LP1 is said to have decided on their own order.
    tamper(
        &desk,
        &["cash_count", "event", "entry", "transfer", "decision", "matching", "matching_item", "matching_run"],
        "INSERT INTO event (seq, recorded_at, actor_id, kind, request_key, payload, hash) SELECT 22, '2006-09-01T12:00:00Z', practitioner_id, 'imprest.count', NULL, '{}', zeroblob(32)
           FROM practitioner WHERE code = 'MGR';
         INSERT INTO cash_count SELECT 22, account_id, '2006-09-01', 9500 FROM account WHERE name = 'imprest:office'",
    );
    assert_eq!(subjects(&desk, "desks"), [""; 0]);
    tamper(
        &desk,
        &[],
        "INSERT INTO event (seq, recorded_at, actor_id, kind, request_key, payload, hash) SELECT 23, '2006-09-01T12:00:00Z', 1, 'x', NULL, '{}', zeroblob(32);
         INSERT INTO entry (entry_id, kind, effective_on) VALUES (23, 'account.move', '2006-09-01');
         INSERT INTO transfer SELECT 23, 1, 'cash', a.account_id, b.account_id, 100 FROM account a, account b
          WHERE a.name = 'imprest:office' AND b.name = 'bank:main';
         INSERT INTO event (seq, recorded_at, actor_id, kind, request_key, payload, hash) SELECT 24, '2006-09-01T12:00:00Z', 1, 'imprest.count', NULL, '{}', zeroblob(32);
         INSERT INTO cash_count SELECT 24, account_id, '2006-09-01', 9600 FROM account WHERE name = 'imprest:office';
         UPDATE decision SET decided_by = (SELECT practitioner_id FROM practitioner WHERE code = 'LP1');
         INSERT INTO event (seq, recorded_at, actor_id, kind, request_key, payload, hash) SELECT 25, '2006-09-01T12:00:00Z', 1, 'reconcile.auto', NULL, '{}', zeroblob(32);
         INSERT INTO matching VALUES (1, 25, 1, 'reference', 100, NULL), (2, 25, 1, 'reference', 100, 26);
         INSERT INTO matching_item VALUES (1, 19, 1, -500, NULL), (2, 23, 1, -100, 26);
         INSERT INTO matching_run VALUES (25, 2, printf('%064d', 0))",
    );
    let about = [("counted/24", "ADMIN"), ("decided/21", "LP1"), ("reconciled/25", "ADMIN")];
    assert_eq!(found(&desk, "desks"), about.map(|(subject, who)| (subject.to_owned(), who.to_owned())));
}

#[test]
fn bills_that_may_be_one() {
    let desk = desk();
    does(
        &desk,
        &[
            "buy C-1 care 20 --from SWIM --invoice 'INV-1042' --on 2006-07-04", // 17
            "buy C-1 care 20 --from SWIM --invoice 'inv 01042' --on 2006-09-01", // 18: the same number
            "buy C-1 care 20 --from SWIM --invoice 1043 --on 2006-07-11",       // 19: the next in a row
            "buy C-1 care 20 --from SHOP --invoice 1042 --on 2006-07-11",       // 20: of another
            "buy C-1 care 20.01 --from SWIM --invoice 1042 --on 2006-07-11",    // 21: another amount
            "buy C-1 care 30 --from SWIM --invoice 20517 --on 2006-07-03",      // 22
            "buy C-1 care 30 --from SWIM --invoice 20571 --on 2006-09-01",      // 23: 60 days, changed places
            "buy C-1 care 31 --from SWIM --invoice 30517 --on 2006-07-03",      // 24
            "buy C-1 care 32 --from SWIM --invoice 30571 --on 2006-08-31",      // 25
            "buy C-1 care 40 --from SWIM --on 2006-08-01",                      // 26
            "buy C-1 care 40 --from SWIM --on 2006-08-04",                      // 27: 3 days
            "buy C-1 care 40 --from SWIM --on 2006-08-08",                      // 28: 4 days
            "buy C-1 care 50 --from SWIM --invoice 77 --on 2006-08-01",         // 29
            "buy C-1 care 50 --from SWIM --invoice 77 --again 'by the week' --on 2006-08-01", // 30
            "entry reverse 30 --reason twice",
        ],
    );
    // A day more than 60 after number 24.
    desk.bhlp("buy C-1 care 31 --from SWIM --invoice 30571 --again 'by the week'")
        .now("2006-09-02T12:00:00Z")
        .done(); // 32
    assert_eq!(subjects(&desk, "duplicates"), ["26+27", "17+18", "22+23"]);
    assert_eq!(subjects(&desk, "duplicates --since 2006-09-01"), ["17+18", "22+23"]);
}

/// Three of £50 or more in whole tens, half of them or more, in one month.
#[test]
fn round_sums_come_together() {
    let desk = desk();
    does(
        &desk,
        &[
            "buy C-1 care 50 --from SWIM --for LP2 --on 2006-08-01", // 17
            "buy C-1 care 60 --from SWIM --for LP2 --on 2006-08-02",
            "buy C-1 care 49.99 --from SWIM --for LP2 --on 2006-08-03",
            "buy C-1 care 50.01 --from SWIM --for LP2 --on 2006-08-04",
            "buy C-1 care 40 --from SWIM --for LP2 --on 2006-08-05",
            "buy C-1 care 70 --from SWIM --for LP2 --on 2006-09-01", // in another month
        ],
    );
    assert_eq!(subjects(&desk, "round"), [""; 0]);
    does(&desk, &["buy C-1 care 100 --from SWIM --for LP2 --on 2006-08-31"]); // 23: three of six
    assert_eq!(found(&desk, "round"), [("LP2/SWIM/2006-08/23".to_owned(), "LP2".to_owned())]);
    assert_eq!(subjects(&desk, "round --since 2006-08-31"), ["LP2/SWIM/2006-08/23"]);
    does(&desk, &["buy C-1 care 41 --from SWIM --for LP2 --on 2006-08-31"]); // three of seven
    assert_eq!(subjects(&desk, "round"), [""; 0]);
}

/// 1 September 2006 is a Friday.
#[test]
fn weekends_and_nights() {
    let desk = desk();
    let line = "buy C-1 food 1 --from SHOP --for LP2";
    desk.bhlp(line).now("2006-09-01T22:59:59Z").done(); // 17: a minute before midnight in Britain
    assert_eq!(subjects(&desk, "weekend"), [""; 0]);
    assert_eq!(subjects(&desk, "weekend --hours 8-24 --since 2006-09-01"), [""; 0]);
    assert_eq!(subjects(&desk, "weekend --hours 8-23 --since 2006-09-01"), ["ADMIN/2006-09-01/recorded/17"]);
    desk.bhlp(line).now("2006-09-01T23:00:00Z").done(); // 18: Saturday there
    assert_eq!(subjects(&desk, "weekend"), ["ADMIN/2006-09-02/recorded/18", "LP2/2006-09-02/happened/18"]);
    desk.bhlp(&format!("{line} --on 2006-09-02")).now("2006-09-04T09:00:00Z").done(); // 19: Saturday
    desk.bhlp(&format!("{line} --on 2006-09-03")).now("2006-09-04T09:00:00Z").done(); // 20: Sunday
    assert_eq!(
        found(&desk, "weekend"),
        [
            ("ADMIN/2006-09-02/recorded/18", "ADMIN"),
            ("LP2/2006-09-02/happened/19", "LP2"),
            ("LP2/2006-09-03/happened/20", "LP2")
        ]
        .map(|(subject, who)| (subject.to_owned(), who.to_owned()))
    );
    // In winter the clocks of Britain are those of Greenwich: Sunday 29 October has 25 hours.
    desk.bhlp(line).now("2006-11-03T23:30:00Z").done(); // 21: Friday
    assert_eq!(subjects(&desk, "weekend --since 2006-10-30"), [""; 0]);
    // 29 February 2008 is a Friday, 1 March a Saturday.
    desk.bhlp(line).now("2008-02-29T12:00:00Z").done(); // 22
    desk.bhlp(line).now("2008-03-01T12:00:00Z").done(); // 23
    assert_eq!(
        subjects(&desk, "weekend --since 2008-02-01"),
        ["ADMIN/2008-03-01/recorded/23", "LP2/2008-03-01/happened/23"]
    );
}

#[test]
fn leavers_with_something_in_their_name() {
    let desk = desk();
    does(
        &desk,
        &[
            "account open card:5521 --holder LP3",
            "account open card:5522 --holder LP2",
            "practitioner leave LP3 --on 2006-09-30",
        ],
    );
    assert_eq!(found(&desk, "leavers"), [("LP3/card:5521".to_owned(), "LP3".to_owned())]);
    desk.bhlp("audit answer leavers LP3/card:5521 'handed in and cut up'")
        .user("MGR")
        .now("2006-10-01T09:00:00Z")
        .done(); // 20
    assert_eq!(subjects(&desk, "leavers"), [""; 0]);
    // One that is used after the last day is another finding.
    let october = |line: &str| desk.bhlp(line).now("2006-10-02T10:00:00Z").done();
    october("commission place C-1 food 5 --from SHOP"); // 21
    october("invoice record 21 5 --final"); // 22
    october("payment record 21 --card 5521 --for LP3"); // 23
    assert_eq!(subjects(&desk, "leavers"), ["LP3/card:5521/23"]);
}

#[test]
fn register_numbers_and_names_that_meet() {
    let desk = desk();
    does(
        &desk,
        &[
            "provider add A --name 'Alder Tutors' --sector private --companies-house 0400000a",
            "provider add B --name 'Beech Tutors' --sector private --companies-house 0400000A --charity-number 0100200",
            "provider add C --name 'Cedar Care' --sector voluntary --companies-house 04000001 --charity-number 100200",
            "provider add D --name 'Dr LEE, Pat' --sector individual",
            "provider add E --name 'Pat Leeson' --sector individual",
        ],
    );
    assert_eq!(subjects(&desk, "numbers"), ["charity_number/100200/B+C", "companies_house/0400000A/A+B"]);
    assert_eq!(found(&desk, "names"), [("D=LP1".to_owned(), "LP1".to_owned())]);
}

/// What the ledger refuses, another hand put in.
#[test]
fn spend_after_a_budget_closed() {
    let desk = desk();
    does(
        &desk,
        &[
            "commission place C-1 food 10 --from SHOP --on 2006-08-30", // 17
            "invoice record 17 10 --on 2006-08-30",                     // 18
            "budget close C-1 --on 2006-08-31",                         // 19
            "payment record 17 --on 2006-09-01",                        // 20: pays what was spent before
        ],
    );
    assert_eq!(subjects(&desk, "closed"), [""; 0]);
    tamper(
        &desk,
        &["event", "entry", "transfer"],
        "INSERT INTO event (seq, recorded_at, actor_id, kind, request_key, payload, hash) SELECT 21, '2006-09-01T12:00:00Z', 1, 'x', NULL, '{}', zeroblob(32);
         INSERT INTO entry (entry_id, kind, effective_on, child_id) VALUES (21, 'buy', '2006-08-31', 1);
         INSERT INTO transfer SELECT 21, 1, 'budget', s.account_id, a.account_id, 100 FROM account a, account s
          WHERE a.kind = 'available' AND s.kind = 'spent' AND a.child_id = 1 AND s.child_id = 1",
    );
    assert_eq!(found(&desk, "closed"), [("21".to_owned(), "ADMIN".to_owned())]);
}

#[test]
fn undone_and_recorded_again() {
    let desk = desk();
    does(
        &desk,
        &[
            "buy C-1 food 20 --from SHOP --on 2006-08-31", // 17
            "entry reverse 17 --reason slip",              // 18
            "buy C-1 food 20.01 --from SHOP",              // 19: another amount
            "buy C-1 food 20 --from SWIM",                 // 20: another provider
        ],
    );
    assert_eq!(subjects(&desk, "again"), [""; 0]);
    desk.bhlp("buy C-1 food 20 --from SHOP").now("2006-09-08T08:15:01Z").done(); // 21: a second after 7 days
    assert_eq!(subjects(&desk, "again"), [""; 0]);
    let desk = self::desk();
    does(&desk, &["buy C-1 food 20 --from SHOP --on 2006-08-31", "entry reverse 17 --reason slip"]);
    desk.bhlp("buy C-1 food 20 --from SHOP").now("2006-09-08T08:15:00Z").user("MGR").done(); // 19
    assert_eq!(found(&desk, "again"), [("17-18-19".to_owned(), "ADMIN MGR".to_owned())]);
}

/// Version 2 holds from 1 September, and is known on 31 August.
#[test]
fn dated_before_a_newer_policy() {
    let desk = desk();
    let policy = |limit: &str| {
        std::fs::write(desk.dir.path().join("policy.toml"), format!("sign_off_limit = \"{limit}\"\n"))
            .unwrap();
    };
    policy("500.00");
    desk.bhlp("policy set policy.toml --from 2006-07-01").now("2006-07-03T09:00:00Z").done(); // 17
    policy("50.00");
    desk.bhlp("policy set policy.toml --from 2006-09-01").now("2006-08-31T09:00:00Z").done(); // 18
    let buy = "buy C-1 food 60 --from SHOP --for LP2";
    desk.bhlp(&format!("{buy} --on 2006-08-30")).now("2006-08-31T22:00:00Z").done(); // 19: before it held
    desk.bhlp(buy).now("2006-08-31T22:59:59Z").done(); // 20: a second before midnight in London
    assert_eq!(subjects(&desk, "backdated"), [""; 0]);
    desk.bhlp(&format!("{buy} --on 2006-08-31")).user("LP2").now("2006-09-01T08:00:00Z").done(); // 21
    assert_eq!(found(&desk, "backdated"), [("version-2/LP2/2006-09-01/21".to_owned(), "LP2".to_owned())]);
}

#[test]
fn a_card_without_a_holder() {
    let desk = desk();
    does(
        &desk,
        &["account open card:5521", "account open card:5522 --holder LP1", "account open bank:other"],
    );
    assert_eq!(subjects(&desk, "cards"), ["card:5521"]);
}

/// LP1's card: used by LP2 with a word for it, recorded by finance for LP1, and for a purchase of LP2's.
#[test]
fn paid_with_the_card_of_another() {
    let desk = desk();
    desk.bhlp("account open card:5521 --holder LP1").done(); // 17
    desk.bhlp("buy C-1 food 5 --from SHOP --card 5521").user("LP2").refused(
        "ACCOUNT_OF_ANOTHER",
        "card:5521 is LP1's; LP2 buys or pays\n\
         hint: if LP1 paid: bhlp buy C-1 food 5 --from SHOP --card 5521 --for LP1",
    );
    desk.bhlp("buy C-1 food 5 --from SHOP --card 5521 --for LP1").user("LP2").done(); // 18
    desk.bhlp("buy C-1 food 6 --from SHOP --card 5521 --for LP1").user("FIN").done(); // 19
    desk.bhlp("buy C-1 food 7 --from SHOP --card 5521").user("LP1").done(); // 20
    desk.bhlp("commission place C-1 food 8 --from SHOP").user("LP2").done(); // 21
    desk.bhlp("invoice record 21 8 --final").user("LP2").done(); // 22
    desk.bhlp("payment record 21 --card 5521").user("FIN").refused(
        "ACCOUNT_OF_ANOTHER",
        "card:5521 is LP1's; FIN buys or pays\n\
         hint: if LP1 paid: bhlp payment record 21 --card 5521 --for LP1",
    );
    desk.bhlp("payment record 21 3 --card 5521 --for LP1").user("FIN").done(); // 23
    desk.bhlp("payment record 21 --card 5521").user("LP1").done(); // 24
    assert_eq!(
        found(&desk, "lent"),
        [
            ("card:5521/18".to_owned(), "LP1 LP2".to_owned()),
            ("card:5521/23".to_owned(), "LP1 LP2".to_owned())
        ]
    );
    // A card that nobody holds is everybody's.
    desk.bhlp("account open card:5522").done(); // 25
    desk.bhlp("buy C-1 food 9 --from SHOP --card 5522").user("LP2").done(); // 26
    desk.bhlp("entry reverse 18 --reason wrong").user("LP2").done();
    assert_eq!(subjects(&desk, "lent"), ["card:5521/23"]);
}

/// The ledger knows who recorded; this also sees who bought and who decided.
#[test]
fn months_signed_by_who_acted_in_them() {
    let desk = desk();
    does(&desk, &["buy C-1 food 5 --from SHOP --for MGR --on 2006-08-31"]); // 17
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("month close 2006-08").user("FIN").done();
    assert_eq!(subjects(&desk, "signers"), [""; 0]);
    desk.bhlp("month reopen 2006-08 --reason look").done();
    desk.bhlp("month close 2006-08").user("MGR").done(); // 21
    assert_eq!(found(&desk, "signers"), [("2006-08/MGR/21".to_owned(), "MGR".to_owned())]);
}

/// The shares 30.00 + 10.00, 30.00 + 10.00 and 20.01 + 19.99 are C-1's three times; an odd penny is none.
#[test]
fn siblings_are_treated_alike_and_share_what_they_need() {
    let desk = desk();
    does(&desk, &["budget open C-2 300", "family add F-1 C-1 C-2 --on 2006-08-01"]); // 17 to 19
    does(&desk, &["buy C-1 food 5 -f SHOP"]); // 20
    assert_eq!(subjects(&desk, "siblings"), ["F-1/C-1/all"]);
    let buy = "family buy F-1 food";
    does(&desk, &[&format!("{buy} 40 -f SHOP --share C-1=30 --share C-2=10")]); // 21, 22
    assert_eq!(subjects(&desk, "siblings"), [""; 0]);
    does(
        &desk,
        &[&format!("{buy} 40.01 -f SHOP"), &format!("{buy} 40 -f SHOP --share C-1=30 --share C-2=10")],
    );
    assert_eq!(subjects(&desk, "siblings"), [""; 0]);
    does(&desk, &[&format!("{buy} 40 -f SWIM --share C-1=20.01 --share C-2=19.99")]); // 27, 28
    assert_eq!(found(&desk, "siblings"), [("F-1/C-1/27".to_owned(), "ADMIN".to_owned())]);
    assert_eq!(subjects(&desk, "shared"), [""; 0]);
    does(&desk, &["need add C-1 --what Sleep --domain child --aim 1.1"]); // 29
    does(&desk, &[&format!("{buy} 20 -f SWIM --share C-1,need=29 --share C-2")]); // 30, 31
    assert_eq!(subjects(&desk, "shared"), ["31"]);
    does(&desk, &["family leave F-1 C-1 --on 2006-08-20"]);
    let told = text(&desk.bhlp("audit shared --format csv").user("MGR").output().stdout);
    assert!(
        told.contains("31,2006-09-01,ADMIN,31,C-2,SWIM,10.00,\"has a share and no need, where C-1 has one\""),
        "{told}"
    );
    assert!(
        told.contains("30,2006-09-01,ADMIN,30,C-1,SWIM,10.00,did not belong to F-1 on that day"),
        "{told}"
    );
    does(&desk, &["entry reverse 30 --whole --reason 'sent back'"]);
    assert!(!subjects(&desk, "shared").contains(&"31".to_owned()));
}

#[test]
fn few_prices_have_no_first_digits() {
    let desk = desk();
    desk.bhlp("audit digits")
        .stdout(
            "Audit: digits\nas at 2006-09-01\n\nnothing new was found\n\n\
             not judged: 0 prices; fewer than 1000 say nothing\n",
        )
        .code(0);
}

/// 1,800 prices, each first digit 200 times over five orders of magnitude; the figures by hand in
/// `domain/audit`.
#[test]
fn even_first_digits_are_a_finding() {
    let desk = desk();
    tamper(
        &desk,
        &["commission"],
        "WITH RECURSIVE n (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM n WHERE n < 1799)
         INSERT INTO commission (commission_id, child_id, practitioner_id, provider_id, category_id, placed_on,
                                 estimate_pence, spent_pence)
         SELECT 100 + n, 1, 1, 1, 1, '2006-08-01',
                (n % 9 + 1) * CASE n % 5 WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 WHEN 3 THEN 1000 ELSE 10000 END, 1
           FROM n",
    );
    let output = desk.bhlp("audit digits --format csv").output();
    let said = "1800 prices: mean absolute deviation 0.059717 (nonconformity; nonconformity is above 0.015), \
                chi-square 723.057 (8 degrees of freedom; above 15.507 is one chance in twenty)";
    let table = text(&output.stdout);
    assert_eq!(table.lines().nth(1), Some(format!("first..last/1800,,,,,,,\"{said}\",,,").as_str()));
    assert_eq!(output.status.code(), Some(3));
    desk.bhlp("audit answer digits first..last/1800 'a price list'").done();
    assert_eq!(subjects(&desk, "digits"), [""; 0]);
}

#[test]
fn a_finding_is_answered_once_by_somebody_else() {
    let desk = desk();
    does(&desk, &["provider add D --name 'Jo Dale' --sector individual"]); // 17
    let answer = "audit answer names D=FIN 'they are cousins'";
    desk.bhlp(answer).user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not answer for what an audit test found\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.bhlp(answer).user("FIN").refused(
        "OWN_FINDING",
        "`D=FIN` is about FIN, who may not answer it\nhint: ask a colleague to answer: --as USER",
    );
    desk.bhlp("audit answer names D=LP1 no").user("MGR").refused(
        "UNKNOWN_FINDING",
        "there is no finding `D=LP1`\n\
         hint: give its first column, as one word: bhlp audit TEST shows them",
    );
    desk.bhlp(answer).user("MGR").stdout("answered: names D=FIN: they are cousins\n").code(0);
    desk.bhlp(answer).user("MGR").refused(
        "FINDING_ANSWERED",
        "`D=FIN` of names was answered already, in event 18: they are cousins\n\
         hint: see the answers: bhlp audit names --all",
    );
    assert_eq!(subjects(&desk, "names"), [""; 0]);
    assert_eq!(subjects(&desk, "names --all"), ["D=FIN"]);
    desk.bhlp("audit names --all --format csv")
        .stdout(
            "subject,happened_on,who,numbers,child_ref,provider,amount,evidence,answered_on,answered_by,answer\n\
             D=FIN,,FIN,,,D,0.00,Jo Dale is also the name of FIN,2006-09-01,MGR,they are cousins\n",
        )
        .code(0);
    desk.bhlp("check").code(0);
}

#[test]
fn what_is_no_test_and_what_are_no_hours() {
    let desk = desk();
    desk.bhlp("audit split")
        .stderr(
            "error[AUDIT_TEST_UNKNOWN]: test: `split` is no audit test; there are splits, receipts, late, desks, \
             duplicates, same, doubles, round, weekend, leavers, numbers, names, closed, again, paper, corrected, backdated, cards, \
             lent, hands, direct, repayment, signers, siblings, shared, pool, looked, permission, afterwards, exclusions, digits\n",
        )
        .code(2);
    desk.bhlp("audit weekend --hours 18-8")
        .stderr("error[HOURS_INVALID]: --hours: `18-8` is no pair of hours; write FROM-TO, such as 8-18\n")
        .code(2);
}

/// Every test stands in the table, and a pilot in which nothing happened has no finding.
#[test]
fn the_table_has_every_test() {
    let desk = Desk::new();
    let output = desk.bhlp("audit --format csv").output();
    let table = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{table}");
    let tests: Vec<&str> = table.lines().skip(1).map(|row| row.split(',').next().unwrap()).collect();
    let explained = text(&desk.bhlp("audit tests").output().stdout);
    for test in &tests {
        assert!(explained.contains(&format!("{test}\n  Asks: ")), "{test}");
    }
    assert_eq!(tests.len(), 31);
}

/// 120.00 is above LP1's 100.00: MGR approved it on paper and the administrator took it in.
#[test]
fn what_was_approved_on_paper_is_found() {
    let desk = desk();
    let file = "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,amount,vat,\
                paid_from,invoice_no,approved_by,approved_on\n\
                P1,C-1,LP1,SHOP,food,,2006-08-01,,,120,,,,MGR,2006-07-30\n";
    std::fs::write(desk.dir.path().join("purchases.csv"), file).unwrap();
    desk.bhlp("import purchases purchases.csv").user("ADMIN").done();
    assert_eq!(found(&desk, "paper").len(), 1);
    let told = text(&desk.bhlp("audit paper --format csv").output().stdout);
    assert!(told.contains("approved by MGR on 2006-07-30, recorded by ADMIN on 2006-09-01"), "{told}");
    desk.bhlp("check").stdout("").code(0);
    let refund = "key,purchase,credited_on,refunded_on,amount,vat,refunded_into,credit_note_no\nR1,P9,2006-08-02,,1,,,\n";
    std::fs::write(desk.dir.path().join("refunds.csv"), refund).unwrap();
    let output = desk.bhlp("import refunds refunds.csv").user("ADMIN").output();
    let told = text(&output.stderr);
    assert!(told.contains("[UNKNOWN_PURCHASE] there is no purchase `P9`"), "{told}");
    assert_eq!(output.status.code(), Some(1));
}

/// A score of 8 earned the 40.00 of a tariff, and an extract told it; then it was a 3.
#[test]
fn what_was_corrected_after_it_counted_is_found() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 education 100 --from SWIM --held 40 --when 'gbo>=7' --by 2006-12-31")
        .done(); // 15
    desk.bhlp("outcome record C-1 gbo 8 --informant child").done(); // 16
    desk.bhlp("outcome record C-2 gbo 8 --informant child").done(); // 17
    desk.bhlp("invoice record 15 100 --number A1 --vat 0 --final").done(); // 18
    desk.bhlp("outcome correct 17 --score 4 --reason x").done(); // 19: nobody was told
    desk.bhlp("outcome correct 16 --score 3 --reason 'it was a three'").done(); // 20
    let told = text(&desk.bhlp("audit corrected --format csv").output().stdout);
    assert!(
        told.contains(
            "score 16 corrected: it was a three; it was gbo 8 as reported by child on 2006-09-01; invoiced on commission 15"
        ),
        "{told}"
    );
    assert_eq!(found(&desk, "corrected").len(), 1);
}

/// Closed on 1 August and opened again on the 10th: what is dated the 5th is found, what is of the 10th is
/// not.
#[test]
fn what_is_dated_while_a_budget_was_closed_is_found() {
    let desk = desk();
    for line in [
        "budget close C-1 --on 2006-08-01",
        "budget reopen C-1 --reason back --on 2006-08-10",
        "budget top-up C-1 100 --on 2006-08-10",
        "buy C-1 food 5 --from SHOP --on 2006-08-10",
    ] {
        desk.bhlp(line).done();
    }
    assert_eq!(subjects(&desk, "closed"), [""; 0]);
    desk.bhlp("buy C-1 food 5 --from SHOP --on 2006-08-05").done(); // 21
    assert_eq!(found(&desk, "closed"), [("21".to_owned(), "ADMIN".to_owned())]);
}
