//! What is taken, said and left alone; and what changes nothing when it comes again.

use domain::SpentOn;
use file::Source;
use import::{Kind, PolicyText};
use service::{
    AccountMove, AccountOpen, CategoryAdd, Context, Count, Error, HandOver, Import, Imported, Opening,
    PolicySet, Run, Way, import, record,
};
use store::{CHECKS, Ledger};

use super::world::{
    BOTH, BUDGETS, CHILDREN, FUNDS, OUTCOMES, PLAIN, PURCHASE_HEADER, PURCHASES, SMALL, TIME, World, context,
};

fn count(world: &World, kind: Kind, text: &str, way: Way) -> (u64, u64) {
    let imported = world.take(kind, text, way).unwrap();
    let [Count { new, known, .. }] = imported.counts[..] else { panic!("one file has one count") };
    (new, known)
}

#[test]
fn a_folder_is_taken_and_what_is_not_known_is_named() {
    let world = World::new();
    let folder = world.path().join("pilot");
    std::fs::create_dir(&folder).unwrap();
    for (kind, text) in SMALL {
        std::fs::write(folder.join(format!("{}.csv", kind.as_str())), text.replace('\n', "\r\n")).unwrap();
    }
    std::fs::write(folder.join("expected.json"), "{}").unwrap();
    std::fs::write(folder.join("Purchases.csv"), "another").unwrap();
    let before = world.dump();
    let said = "practitioners: 3 new, 0 already in the ledger\nproviders: 2 new, 0 already in the ledger\n\
                funds: 3 new, 0 already in the ledger\nchildren: 3 new, 0 already in the ledger\nbudgets: 3 new, 0 already in the ledger\n\
                purchases: 3 new, 0 already in the ledger\noutcomes: 2 new, 0 already in the ledger\ntime: 3 new, 0 already in the ledger\n";
    let left = "ignored, not files to import: Purchases.csv (not the headings of purchases: bhlp import purchases FILE says what is missing), expected.json\n";
    let dry = world.bhlp(&["import", "pilot", "--dry-run"]);
    assert_eq!(dry, (0, said.into(), format!("{left}dry run: nothing was recorded\n")));
    assert!(world.dump() == before);
    assert_eq!(world.bhlp(&["import", "pilot"]), (0, said.into(), left.into()));
    let again = world.bhlp(&["import", "pilot", "--format", "csv"]);
    let known = "kind,new,known,further\npractitioners,0,3,0\nproviders,0,2,0\nfunds,0,3,0\nchildren,0,3,0\n\
                 budgets,0,3,0\npurchases,0,3,0\noutcomes,0,2,0\ntime,0,3,0\n";
    assert_eq!(again, (0, known.into(), left.into()));
    assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()));
}

#[test]
fn extra_columns_are_left_aside_when_that_is_asked_for() {
    let world = World::new();
    world.write("p.csv", "\u{feff}role,colour,name,practitioner,profession,sign_off_limit,agency\nmanager,red,Mo,M1,head,,NHS\n");
    let (code, _, err) = world.bhlp(&["import", "practitioners", "p.csv"]);
    let unknown = "error[COLUMN_UNKNOWN]: p.csv: nothing is known of `colour` with something in 1 row, 2\n";
    assert!(code == 4 && err.starts_with(unknown) && err.contains("--ignore-extra"), "{err}");
    let taken = world.bhlp(&["import", "practitioners", "p.csv", "--ignore-extra", "--format", "json"]);
    let said = r#"{"dry_run":false,"files":[{"further":0,"kind":"practitioners","known":0,"new":1}]}"#;
    let told = "note: p.csv: left aside: `colour` with something in 1 row, 2\n";
    assert_eq!(taken, (0, format!("{said}\n"), told.into()));
}

#[test]
fn who_may_not_import_is_refused() {
    let world = World::with_small_pilot(&[]);
    world.write("t.csv", TIME);
    let (code, out, err) = world.bhlp(&["import", "time", "t.csv", "--as", "LP1"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with(
        "error[ROLE_MAY_NOT]: LP1 is a lead professional and may not change the registers or import"
    ));
}

#[test]
fn text_is_text_whatever_it_looks_like() {
    let world = World::with_small_pilot(&[]);
    let name = "SELECT count(*) FROM provider WHERE name = 'Shoes, boots & =more'";
    let what = "SELECT count(*) FROM commission WHERE description = '=sum(A1)' AND estimate_pence = 97";
    assert_eq!((world.number(name), world.number(what)), (1, 1));
}

#[test]
fn accounts_are_opened_on_first_use_only() {
    for way in BOTH {
        let world = World::with_small_pilot(&[Kind::Purchases]);
        let rows = "A1,C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-05,2006-10-05,1,0,imprest:box,\n\
                    A2,C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-05,2006-10-06,1,0,imprest:box,\n\
                    A3,C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-05,,1,0,card:9,\n";
        let taken = with_opening(&world, &format!("{PURCHASE_HEADER}\n{rows}"), "2", way).unwrap();
        assert_eq!((taken.counts[0].new, taken.counts[0].known), (3, 0));
        let opened =
            |name: &str| world.number(&format!("SELECT count(*) FROM account WHERE name = '{name}'"));
        assert_eq!((opened("imprest:box"), opened("card:9")), (1, 0));
    }
}

/// LP1 paid 20.50 and 3.00 themselves, LP2 1.00 of LP1's purchase: it has happened. Nobody has no pocket.
#[test]
fn what_was_paid_from_somebodys_own_pocket_is_owed_to_them() {
    for way in BOTH {
        let world = World::with_small_pilot(&[Kind::Purchases]);
        let rows = |paid: &[(&str, &str, &str)]| {
            let rows = paid.iter().map(|(key, amount, from)| {
                format!("{key},C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-05,2006-10-05,{amount},0,{from},\n")
            });
            format!("{PURCHASE_HEADER}\n{}", rows.collect::<String>())
        };
        let paid =
            [("A1", "20.50", "pocket:LP1"), ("A2", "3.00", "pocket:LP1"), ("A3", "1.00", "pocket:LP2")];
        world.take(Kind::Purchases, &rows(&paid), way).unwrap();
        let balance = |of: &str| {
            world.number(&format!(
                "SELECT a.balance_pence FROM account a JOIN practitioner p ON p.practitioner_id = a.holder_id
                  WHERE a.name = 'pocket:{of}' AND p.code = '{of}'"
            ))
        };
        assert_eq!((balance("LP1"), balance("LP2")), (-2350, -100));
        let found = world.refused(Kind::Purchases, &rows(&[("A4", "1.00", "pocket:NOBODY")]), way);
        assert_eq!(found, ["2 UNKNOWN_PRACTITIONER: there is no practitioner `NOBODY`"]);
        let mut ledger = Ledger::open(&world.ledger()).unwrap();
        assert_eq!(ledger.read().unwrap().reader().check(CHECKS).unwrap(), []);
    }
}

/// 6,300.00 came into the bank with the funds and 6,200.00 goes elsewhere; from October on it may be 10.00
/// below nothing. 5.00 of another fund come with the files: 100.00 + 5.00 + 10.00 = 115.00 is paid from it.
#[test]
fn a_bank_pays_no_more_than_its_limit() {
    for way in BOTH {
        let world = World::with_small_pilot(&[Kind::Purchases]);
        let mut ledger = Ledger::open(&world.ledger()).unwrap();
        let policy = "[accounts.\"bank:main\"]\nlimit = \"10.00\"\n".to_owned();
        let given = PolicyText::parse("p.toml".into(), policy).unwrap();
        let set = PolicySet { given, from_on: Some("2006-10-01".parse().unwrap()) };
        record(&mut ledger, &context(Run::Real), &set).unwrap();
        let other = AccountOpen { account: "bank:other".parse().unwrap(), holder: None };
        record(&mut ledger, &context(Run::Real), &other).unwrap();
        let moved = AccountMove {
            from: "bank:main".parse().unwrap(),
            to: other.account.clone(),
            amount: "6200".parse().unwrap(),
            on: None,
            note: None,
        };
        record(&mut ledger, &context(Run::Real), &moved).unwrap();
        let files = |amount: &str| {
            let row = |key: &str, amount: &str| {
                format!(
                    "{key},C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-05,2006-10-05,{amount},0,bank:main,\n"
                )
            };
            let purchases = format!("{PURCHASE_HEADER}\n{}{}", row("A1", "110"), row("A2", amount));
            let funds =
                "fund,name,contributor,cohort,amount,received_on\nNEW,New fund,Trust,,5.00,2006-10-02\n";
            vec![
                (Kind::Funds, Source::Path(world.write("funds.csv", funds))),
                (Kind::Purchases, Source::Path(world.write("purchases.csv", purchases))),
            ]
        };
        let refused = world.import(files("5.01"), way, Run::Real).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "bank:main stands at -£5.00 before row A2 and may be £10.00 below nothing; the row pays £5.01 from it"
        );
        world.import(files("5.00"), way, Run::Real).unwrap();
        assert_eq!(world.number("SELECT balance_pence FROM account WHERE name = 'bank:main'"), -1000);
        assert_eq!(ledger.read().unwrap().reader().check(CHECKS).unwrap(), []);
    }
}

/// Takes in purchases, with what was in the float that they open.
fn with_opening(world: &World, text: &str, amount: &str, way: Way) -> Result<Imported, Error> {
    let files = vec![(Kind::Purchases, Source::Path(world.write("purchases.csv", text)))];
    let float = "imprest:box".parse().unwrap();
    let from = "bank:main".parse().unwrap();
    let openings = vec![Opening { float, amount: amount.parse().unwrap(), from }];
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    let request = Import { files, reading: PLAIN, openings, way };
    import(&mut ledger, &context(Run::Real), &request, &mut |_, _| {})
}

/// 12.00 + 5.50 + 3.00 = 20.50 from a tin. Without an opening it needs all of it, with 15.00 another 5.50;
/// the same again changes nothing. Later 1.00 more is not there.
#[test]
fn a_float_that_an_import_opens_is_given_what_was_in_it() {
    for way in BOTH {
        let world = World::with_small_pilot(&[Kind::Purchases]);
        let row = |key: &str, amount: &str| {
            format!(
                "{key},C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-05,2006-10-05,{amount},0,imprest:box,\n"
            )
        };
        let rows = [row("A1", "12"), row("A2", "5.50"), row("A3", "3")].concat();
        let text = format!("{PURCHASE_HEADER}\n{rows}");
        world.write("p.csv", &text);
        let before = world.dump();
        let (code, out, err) = world.bhlp(&["import", "purchases", "p.csv"]);
        assert_eq!((code, out.as_str()), (1, ""));
        let none = "error[FLOAT_BELOW_ZERO]: imprest:box has £0.00 in it; what this import pays from it, first in row \
                    A1, needs £20.50 more\nhint: say what was in it: --opening imprest:box=20.50";
        assert!(err.starts_with(none), "{err}");
        let refused = match with_opening(&world, &text, "15", way) {
            Err(Error::Refused(refusal)) => (refusal.code(), refusal.to_string(), refusal.hint()),
            other => panic!("it was not refused: {other:?}"),
        };
        let said =
            "imprest:box has £3.00 in it; what this import pays from it, first in row A2, needs £5.50 more";
        let hint = "say what was in it: --opening imprest:box=20.50";
        assert_eq!(refused, ("FLOAT_BELOW_ZERO", said.into(), Some(hint.into())));
        assert!(world.dump() == before);
        with_opening(&world, &text, "20.50", way).unwrap();
        assert_eq!(world.number("SELECT balance_pence FROM account WHERE name = 'imprest:box'"), 0);
        assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()));
        let after = world.dump();
        with_opening(&world, &text, "20.50", way).unwrap();
        assert!(world.dump() == after);
        let more = format!("{PURCHASE_HEADER}\n{}", row("A4", "1"));
        match with_opening(&world, &more, "20.50", way) {
            Err(Error::Refused(refusal)) => assert_eq!(
                refusal.hint().as_deref(),
                Some("make it up first: bhlp account move bank:main imprest:box 1.00")
            ),
            other => panic!("it was not refused: {other:?}"),
        }
    }
}

/// A file that two people take in is one file, though each has request keys of their own.
#[test]
fn what_somebody_else_took_in_is_known() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let (file, finance) = (Source::Path(world.write("purchases.csv", PURCHASES)), "FN1".parse().unwrap());
        let request = Import { files: vec![(Kind::Purchases, file)], reading: PLAIN, openings: vec![], way };
        let mut ledger = Ledger::open(&world.ledger()).unwrap();
        let context = Context { user: finance, ..context(Run::Real) };
        let imported = import(&mut ledger, &context, &request, &mut |_, _| {}).unwrap();
        assert_eq!((imported.counts[0].new, imported.counts[0].known), (0, 3));
    }
}

/// The same of what the pilot itself cost and of what came back.
#[test]
fn costs_and_refunds_that_somebody_else_took_in_are_known() {
    let cost = "key,fund,category,paid_on,amount,vat\nCO-1,POOL,training,2006-10-02,100,0\n";
    let back = "key,purchase,credited_on,refunded_on,amount,vat,refunded_into,credit_note_no\n\
                RF-1,Q1,,2006-10-20,5.00,,card:5521,\n";
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let mut ledger = Ledger::open(&world.ledger()).unwrap();
        let (category, label) = ("training".parse().unwrap(), "Training".parse().unwrap());
        let training = CategoryAdd { category, label, spent_on: SpentOn::StartUp };
        service::record(&mut ledger, &context(Run::Real), &training).unwrap();
        drop(ledger);
        let pool = "SELECT balance_pence FROM account WHERE name = 'spent:POOL'";
        assert_eq!(count(&world, Kind::Costs, cost, way), (1, 0));
        assert_eq!(count(&world, Kind::Refunds, back, way), (1, 0));
        let (spent, events) = (world.number(pool), world.number("SELECT count(*) FROM event"));
        world.take_by("FN1", Kind::Costs, cost, way);
        world.take_by("FN1", Kind::Refunds, back, way);
        assert_eq!((world.number(pool), world.number("SELECT count(*) FROM event")), (spent, events));
    }
}

#[test]
fn identical_rows_of_time_are_visits_of_their_own_but_not_twice() {
    for way in BOTH {
        let world = World::with_small_pilot(&[Kind::Time]);
        assert_eq!(count(&world, Kind::Time, TIME, way), (3, 0));
        assert_eq!(count(&world, Kind::Time, TIME, way), (0, 3));
        let third = format!("{TIME}LP1,C-1,2006-09-05,45,visit\n");
        assert_eq!(count(&world, Kind::Time, &third, way), (1, 3));
        assert_eq!(world.number("SELECT max(occurrence) FROM time_spent"), 3);
    }
}

#[test]
fn targets_and_what_was_observed_are_taken_once() {
    let targets = "aim,indicator,target,baseline,due_on,area,floor,weight,better\n\
        3.2,attendance,93,88,2007-06-30,Donnington,85,2,\n\
        4.2,exclusions,2,6,2007-06-30,,8,,lower\n";
    let actuals = "aim,indicator,observed_on,value,area\n3.2,attendance,2007-02-28,90.5,Donnington\n\
        4.2,exclusions,2007-02-28,5,\n";
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        assert_eq!(count(&world, Kind::Targets, targets, way), (2, 0));
        assert_eq!(count(&world, Kind::Actuals, actuals, way), (2, 0));
        assert_eq!(count(&world, Kind::Targets, targets, way), (0, 2));
        assert_eq!(count(&world, Kind::Actuals, actuals, way), (0, 2));
        // What is recorded is not taken back by an older file.
        let other = targets.replace("93,88", "94,88");
        let told = "2 REGISTERED_OTHERWISE: target `attendance` is registered already, with another setting: \
            `93 by 2007-06-30, from 88, nobody below 85, of weight 2`, now \
            `94 by 2007-06-30, from 88, nobody below 85, of weight 2`; to change it: bhlp target set";
        assert_eq!(world.refused(Kind::Targets, &other, way), [told]);
        let told = "2 REGISTERED_OTHERWISE: actual `attendance` is registered already, with another value of 2007-02-28: \
            `90.5`, now `91`; to put it right: bhlp target actual";
        assert_eq!(world.refused(Kind::Actuals, &actuals.replace("90.5", "91"), way), [told]);
        let low = targets.replace("93,88", "84.999,88");
        assert_eq!(
            world.refused(Kind::Targets, &low, way),
            ["2 TARGET_BELOW_FLOOR: a target of 84.999 is below its floor of 85"]
        );
        let elsewhere = actuals.replace("Donnington", "Wellington");
        assert_eq!(
            world.refused(Kind::Actuals, &elsewhere, way),
            ["2 UNKNOWN_TARGET: there is no target `3.2 attendance in Wellington`"]
        );
    }
}

#[test]
fn a_fund_is_registered_once_and_each_day_received_once() {
    for way in BOTH {
        let world = World::with_small_pilot(&[Kind::Budgets, Kind::Purchases]);
        let more = format!("{FUNDS}POOL,Pooled fund,DfES,,250.00,2007-04-02,,\n");
        assert_eq!(count(&world, Kind::Funds, &more, way), (1, 3));
        assert_eq!(count(&world, Kind::Funds, &more, way), (0, 4));
        assert_eq!(world.number("SELECT balance_pence FROM account WHERE name = 'pool:POOL'"), 525_000);
        assert_eq!(world.number("SELECT balance_pence FROM account WHERE name = 'bank:main'"), 655_000);
    }
}

#[test]
fn a_notional_fund_arrives_in_its_own_account() {
    for way in BOTH {
        let world = World::new();
        let funds = "fund,name,contributor,cohort,amount,received_on,nature,stream\nNHS,Nurses,PCT,,100,2006-07-01,notional,mainstream\n";
        assert_eq!(count(&world, Kind::Funds, funds, way), (1, 0));
        assert_eq!(world.number("SELECT balance_pence FROM account WHERE name = 'notional:NHS'"), 10_000);
    }
}

#[test]
fn a_second_fund_adds_to_the_budget() {
    for way in BOTH {
        let world = World::with_small_pilot(&[Kind::Budgets, Kind::Purchases]);
        assert_eq!(count(&world, Kind::Budgets, BUDGETS, way), (3, 0));
        assert_eq!(count(&world, Kind::Budgets, BUDGETS, way), (0, 3));
        let sql =
            "SELECT allocated_pence FROM budget b JOIN child c USING (child_id) WHERE child_ref = 'C-1'";
        assert_eq!(world.number(sql), 120_000);
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE kind = 'budget.top-up'"), 1);
    }
}

#[test]
fn a_child_handed_over_is_still_the_same_child() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let mut ledger = Ledger::open(&world.ledger()).unwrap();
        let (child, to) = ("C-1".parse().unwrap(), "LP2".parse().unwrap());
        let on = Some("2007-01-01".parse().unwrap());
        record(&mut ledger, &context(Run::Real), &HandOver { child, to, on }).unwrap();
        assert_eq!(count(&world, Kind::Children, CHILDREN, way), (0, 3));
        let now = CHILDREN.replace("2006-08-01,LP1", "2006-08-01,LP2");
        assert_eq!(count(&world, Kind::Children, &now, way), (0, 3));
    }
}

/// Takes a sheet of time in again; answers what is said of its rows, and the minutes that are recorded then.
fn sheet_again(rows: &[&str], way: Way) -> (Vec<String>, i64) {
    let world = World::with_small_pilot(&[Kind::Time]);
    let header = "practitioner,child_ref,on,minutes,activity";
    let sheet = format!(
        "{header}\nLP1,C-1,2006-09-05,45,visit\nLP1,C-1,2006-09-12,45,visit\nLP1,C-1,2006-09-19,30,call\n"
    );
    assert_eq!(count(&world, Kind::Time, &sheet, way), (3, 0));
    let again = format!("{header}\n{}\n", rows.join("\n"));
    let said = match world.take(Kind::Time, &again, way) {
        Ok(imported) => imported.warnings,
        Err(Error::BadFiles(bad)) => {
            bad.0[0].rows.iter().map(|row| format!("{} {}: {}", row.line, row.code, row.message)).collect()
        }
        Err(other) => panic!("{other:?}"),
    };
    (said, world.number("SELECT sum(minutes) FROM time_standing"))
}

/// 45 + 45 + 30 = 120 minutes are recorded, and stay so whichever cell of the sheet is another when it is
/// sent again: minutes, activity, day, child, or two of them.
#[test]
fn a_changed_cell_of_time_is_no_new_row() {
    let [first, second, third] =
        ["LP1,C-1,2006-09-05,45,visit", "LP1,C-1,2006-09-12,45,visit", "LP1,C-1,2006-09-19,30,call"];
    for (row, field, found, given) in [
        ("LP1,C-1,2006-09-12,54,visit", "minutes", "45", "54"),
        ("LP1,C-1,2006-09-12,45,school", "activity", "visit", "school"),
        ("LP1,C-1,2006-09-13,45,visit", "on", "2006-09-12", "2006-09-13"),
        ("LP1,C-2,2006-09-12,45,visit", "child", "C-1", "C-2"),
        ("LP2,C-1,2006-09-12,45,visit", "for", "LP1", "LP2"),
        ("LP1,C-1,2006-09-12,54,school", "minutes", "45", "54"),
    ] {
        for way in BOTH {
            let (said, minutes) = sheet_again(&[first, row, third], way);
            assert_eq!(minutes, 120, "{row}");
            let [said] = said.as_slice() else { panic!("{row}: {said:?}") };
            let way = if field == "child" { "withdraw" } else { "correct" };
            let wanted = format!(
                "with {field} {found}; now it comes with {given}; if what is recorded is wrong: bhlp time {way} "
            );
            assert!(said.starts_with("3 TIME_RECORDED_OTHERWISE: time "), "{said}");
            assert!(said.contains(&wanted), "{said}");
        }
    }
    // One that is not there any more is told; a visit more is a visit more: 120 + 20 = 140.
    let (said, minutes) = sheet_again(&[first, third, "LP1,C-1,2006-09-20,20,call"], Way::Rows);
    assert_eq!(minutes, 140);
    assert!(
        said.len() == 1
            && said[0].starts_with("recorded of the same people and days, and not in the file: time "),
        "{said:?}"
    );
    let (said, minutes) = sheet_again(&[first, second, third, "LP1,C-1,2006-09-12,20,call"], Way::Rows);
    assert_eq!((said, minutes), (vec![], 140));
    // A sheet of other days is another sheet, though every week is like the last.
    let (said, minutes) =
        sheet_again(&["LP1,C-1,2006-09-26,45,visit", "LP1,C-1,2006-10-03,45,visit"], Way::Bulk);
    assert_eq!((said, minutes), (vec![], 210));
    // What several people have in one day is told apart.
    let (said, minutes) = sheet_again(&["LP2,C-1,2006-09-12,45,visit"], Way::Rows);
    assert_eq!((said, minutes), (vec![], 165));
}

/// What was put right is not undone by the sheet from which it came.
#[test]
fn a_corrected_score_and_corrected_minutes_do_not_come_again() {
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let number = |sql: &str| world.number(sql);
        let score = number("SELECT number FROM outcome_standing WHERE item = 'goal-1'");
        let time = number("SELECT number FROM time_standing WHERE activity = 'plan'");
        let [score, time] = [score, time].map(|number| number.to_string());
        let done = |words: &[&str]| assert_eq!(world.bhlp(words).0, 0, "{words:?}");
        done(&[
            "outcome",
            "correct",
            &score,
            "--score",
            "8",
            "--informant",
            "carer",
            "--reason",
            "x",
            "--as",
            "FN1",
        ]);
        done(&["time", "correct", &time, "--on", "2006-09-07", "--reason", "x", "--as", "FN1"]);
        let refused = |kind, text| -> Vec<String> {
            let Err(Error::BadFiles(bad)) = world.take(kind, text, way) else { panic!("it is refused") };
            bad.0[0].rows.iter().map(|row| row.code.to_owned()).collect()
        };
        assert_eq!(refused(Kind::Outcomes, OUTCOMES), ["OUTCOME_RECORDED_OTHERWISE"]);
        assert_eq!(refused(Kind::Time, TIME), ["TIME_RECORDED_OTHERWISE"]);
        done(&["outcome", "withdraw", &score, "--reason", "x", "--as", "FN1"]);
        done(&["time", "withdraw", &time, "--reason", "x", "--as", "FN1"]);
        assert_eq!(refused(Kind::Outcomes, OUTCOMES), ["FACT_WITHDRAWN"]);
        assert_eq!(refused(Kind::Time, TIME), ["FACT_WITHDRAWN"]);
        assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()));
    }
}

/// 12.00 from a tin with nothing in it, of which 2.00 came back: what is told is that the tin needs 12.00.
#[test]
fn money_back_of_what_a_float_could_not_pay_is_not_told() {
    let world = World::with_small_pilot(&[Kind::Purchases, Kind::Refunds]);
    let row = "A1,C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-05,2006-10-05,12,0,imprest:box,";
    world.write("purchases.csv", format!("{PURCHASE_HEADER}\n{row}\n"));
    let head = "key,purchase,credited_on,refunded_on,amount,vat,credit_note_no,refunded_into";
    world.write("refunds.csv", format!("{head}\nR1,A1,,2006-10-09,2,0,,imprest:box\n"));
    let (code, out, err) = world.bhlp(&["import", "."]);
    assert_eq!((code, out.as_str()), (1, ""));
    let told = "error[FLOAT_BELOW_ZERO]: imprest:box has £0.00 in it; what this import pays from it, first in row A1, \
                needs £12.00 more\nhint: say what was in it: --opening imprest:box=12.00";
    assert!(err.starts_with(told), "{err}");
}

/// What happened, and what was said of data, come once whichever way they are taken in; what follows on what
/// stands in the same file.
#[test]
fn happenings_and_consents_are_taken_in_once() {
    let happened = "child_ref,kind,happened_on,to,days\n\
                    C-1,referred,2006-10-01,camhs,\n\
                    C-1,accepted,2006-10-20,camhs,\n\
                    C-2,excluded,2006-11-01,,3\n\
                    C-2,left,2007-11-01,,\n";
    let said = "child_ref,kind,said_on,with,reason\n\
                C-1,objection,2006-10-01,evaluation,\n\
                C-1,objection_withdrawn,2006-10-02,evaluation,\n\
                C-2,shield,2006-10-01,,a threat\n";
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        for (kind, text, rows) in [(Kind::Happenings, happened, 4), (Kind::Consents, said, 3)] {
            assert_eq!(count(&world, kind, text, way), (rows, 0));
            assert_eq!(count(&world, kind, text, way), (0, rows));
        }
    }
}
