//! The evaluation's report: one command, whatever the ledger holds, and no figure that is none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::desk::{Desk, text};

/// Who is in a pilot, and what was found out about them.
struct Pilot {
    /// Children with a budget.
    budget: usize,
    /// Children without one.
    comparison: usize,
    /// First and last score of the SDQ of the child of that number; `None` where nobody told one.
    scores: fn(usize) -> (Option<usize>, Option<usize>),
    /// What was spent on the child of that number, in pounds.
    spent: fn(usize) -> usize,
}

const ALIKE: Pilot = Pilot { budget: 12, comparison: 12, scores: |_| (Some(20), Some(17)), spent: |_| 100 };

impl Desk {
    /// A desk with such a pilot taken in.
    fn pilot(pilot: &Pilot) -> Self {
        let desk = Self::new();
        let mut children =
            "child_ref,cohort,arm,born,sex,ethnicity,area,need,need_level,caf_ref,caf_on,consent_on,\
                            lead_professional\n"
                .to_owned();
        let mut budgets = "child_ref,opened_on,amount,fund,expected_outcome\n".to_owned();
        let mut purchases =
            "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,\
                             paid_on,amount,vat,paid_from,invoice_no\n"
                .to_owned();
        let mut outcomes = "child_ref,measure,item,informant,observed_on,value\n".to_owned();
        for n in 1..=pilot.budget + pilot.comparison {
            let with = n <= pilot.budget;
            let (arm, lead) = (if with { "budget" } else { "comparison" }, 1 + n % 2);
            writeln!(
                children,
                "K-{n},additional_needs,{arm},1997-0{},F,WBRI,North,N1,2,,,,LP{lead}",
                1 + n % 9
            )
            .unwrap();
            let spent = (pilot.spent)(n);
            if with {
                writeln!(budgets, "K-{n},2006-07-05,150,POOL,1.1").unwrap();
            }
            if with && spent > 0 {
                writeln!(
                    purchases,
                    "k{n},K-{n},LP{lead},SHOP,clothing,shoes,2006-07-10,2006-07-12,2006-07-12,{spent},0,bank:main,I{n}"
                )
                .unwrap();
            }
            let (first, last) = (pilot.scores)(n);
            for (day, score) in [("2006-07-05", first), ("2007-01-20", last)] {
                if let Some(score) = score {
                    writeln!(outcomes, "K-{n},sdq_total,,carer,{day},{score}").unwrap();
                }
            }
        }
        let files =
            [("children", children), ("budgets", budgets), ("purchases", purchases), ("outcomes", outcomes)];
        let folder = desk.dir.path().join("pilot");
        fs::create_dir(&folder).unwrap();
        for (kind, file) in files.into_iter().filter(|(_, file)| file.lines().count() > 1) {
            fs::write(folder.join(format!("{kind}.csv")), file).unwrap();
        }
        if pilot.budget + pilot.comparison > 0 {
            desk.bhlp("import pilot").now("2007-02-01T09:00:00Z").done();
        }
        desk
    }

    /// Writes the report, and reads what it says: the page, and every figure by its name.
    fn report(&self, more: &str) -> (String, BTreeMap<String, String>) {
        self.bhlp(&format!("evaluate report --to out {more}")).user("EVA").now("2007-02-01T10:00:00Z").done();
        (
            text(&fs::read(self.dir.path().join("out/report.html")).unwrap()),
            figures(&self.dir.path().join("out")),
        )
    }
}

fn figures(folder: &Path) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_path(folder.join("csv/figures.csv")).unwrap();
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    rows.map(|row| (row["figure"].clone(), row["value"].clone())).collect()
}

/// Every file of a folder, with what is in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap().is_dir() {
            true => all.extend(files(&entry.path())),
            false => drop(all.insert(entry.path(), fs::read(entry.path()).unwrap())),
        }
    }
    all
}

/// No page, chart or file of figures says what is no number.
fn says_only_numbers(folder: &Path) {
    for (path, bytes) in files(folder) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        for word in text.split(|letter: char| !letter.is_alphanumeric()) {
            assert!(!matches!(word, "NaN" | "nan" | "inf" | "Infinity"), "{}: {word}", path.display());
        }
    }
}

#[test]
fn whatever_is_in_the_ledger_there_is_a_report_without_a_figure_that_is_none() {
    let nobody = |_| (None, None);
    let pilots = [
        ("nobody at all", Pilot { budget: 0, comparison: 0, ..ALIKE }),
        ("no scores", Pilot { scores: nobody, ..ALIKE }),
        ("one child", Pilot { budget: 1, comparison: 0, ..ALIKE }),
        ("one child of each arm", Pilot { budget: 1, comparison: 1, ..ALIKE }),
        ("all alike", ALIKE),
        ("only with a budget", Pilot { comparison: 0, ..ALIKE }),
        ("only without one", Pilot { budget: 0, ..ALIKE }),
        ("nobody followed up", Pilot { scores: |_| (Some(20), None), ..ALIKE }),
        ("nothing spent", Pilot { spent: |_| 0, ..ALIKE }),
        ("too few to show", Pilot { budget: 9, comparison: 9, ..ALIKE }),
        ("at the ends of the scale", Pilot { scores: |n| (Some(40 * (n % 2)), Some(0)), ..ALIKE }),
    ];
    for (which, pilot) in pilots {
        let desk = Desk::pilot(&pilot);
        let (page, _) = desk.report("");
        assert!(page.contains("</html>"), "{which}");
        says_only_numbers(&desk.dir.path().join("out"));
    }
}

#[test]
fn a_figure_of_nine_children_is_withheld_and_one_of_ten_is_shown() {
    let nine = Desk::pilot(&Pilot { budget: 9, comparison: 0, ..ALIKE });
    let (_, figures) = nine.report("");
    let of_scores = |figures: &BTreeMap<String, String>| {
        figures
            .iter()
            .filter(|(name, value)| name.starts_with("change-measures.") && !value.is_empty())
            .count()
    };
    assert_eq!(of_scores(&figures), 0, "{figures:#?}");
    let ten = Desk::pilot(&Pilot { budget: 10, comparison: 0, ..ALIKE });
    let (_, figures) = ten.report("");
    assert!(of_scores(&figures) > 0, "{figures:#?}");
}

#[test]
fn the_same_ledger_and_settings_give_the_same_bytes_and_another_seed_does_not() {
    let varied = Pilot {
        budget: 30,
        comparison: 30,
        scores: |n| (Some(15 + n % 7), Some(12 + n * 3 % 11)),
        spent: |n| 10 + n * 3,
    };
    let desk = Desk::pilot(&varied);
    desk.report("");
    let first = files(&desk.dir.path().join("out"));
    desk.report("");
    assert_eq!(first, files(&desk.dir.path().join("out")));
    fs::write(desk.dir.path().join("e.toml"), "seed = 7\n").unwrap();
    desk.report("--settings e.toml");
    assert_ne!(first, files(&desk.dir.path().join("out")));
}

#[test]
fn a_figure_explains_itself_and_a_name_nobody_has_is_told_what_is_near() {
    let desk = Desk::pilot(&ALIKE);
    let (_, figures) = desk.report("");
    let name = "change-measures.sdq_total-budget.followed_up";
    assert!(figures.contains_key(name), "{:#?}", figures.keys().collect::<Vec<_>>());
    let told = desk.bhlp(&format!("evaluate report --explain {name}")).user("EVA");
    let told = text(&told.now("2007-02-01T10:00:00Z").output().stdout);
    assert!(told.starts_with(&format!("{name}: {}\n", figures[name])), "{told}");
    for part in ["  how: ", "  from which rows: ", "in the same row:"] {
        assert!(told.contains(part), "{told}");
    }
    let slip = desk.bhlp("evaluate report --explain change-measures.sdq_total-budget.followed").output();
    assert_eq!(slip.status.code(), Some(2));
    let said = text(&slip.stderr);
    assert!(
        said.starts_with(
            "error[UNKNOWN_FIGURE]: there is no figure `change-measures.sdq_total-budget.followed`\n\
                              hint: did you mean change-measures.sdq_total-budget.followed_up"
        ),
        "{said}"
    );
}

#[test]
fn a_folder_that_holds_something_else_and_settings_with_faults_are_refused() {
    let desk = Desk::new();
    fs::create_dir(desk.dir.path().join("mine")).unwrap();
    fs::write(desk.dir.path().join("mine/letter.txt"), "dear").unwrap();
    desk.bhlp("evaluate report --to mine")
        .stderr(
            "\
error[FOLDER_NOT_EMPTY]: mine: something is there already
hint: name a folder that is not there yet: --to DIR
",
        )
        .code(4);
    assert_eq!(fs::read_to_string(desk.dir.path().join("mine/letter.txt")).unwrap(), "dear");
    fs::write(desk.dir.path().join("e.toml"), "seed = 1\n[disclosure]\nthreshold = 1\n").unwrap();
    desk.bhlp("evaluate report --to out --settings e.toml")
        .stderr(
            "\
error[SETTINGS_UNSOUND]: e.toml, line 3: `disclosure.threshold` is 1; wanted a whole number from 3 to 1000
hint: docs/EVALUATION.md explains every key; one to begin from: bhlp evaluate settings
",
        )
        .code(4);
    let nowhere = desk.bhlp("evaluate report --to out --settings nowhere.toml").output();
    assert_eq!(nowhere.status.code(), Some(4), "{}", text(&nowhere.stderr));
    assert!(!desk.dir.path().join("out").exists());
    desk.bhlp("evaluate report --to out --dry-run").done();
    assert!(!desk.dir.path().join("out").exists());
}

#[test]
fn the_settings_that_are_shown_are_those_that_hold() {
    let desk = Desk::pilot(&ALIKE);
    desk.report("");
    let usual = files(&desk.dir.path().join("out"));
    let shown = desk.bhlp("evaluate settings").output().stdout;
    fs::write(desk.dir.path().join("e.toml"), shown).unwrap();
    desk.report("--settings e.toml");
    assert_eq!(usual, files(&desk.dir.path().join("out")));
}

#[test]
fn settings_that_name_a_measure_nobody_has_are_refused_and_a_lower_threshold_is_told() {
    let desk = Desk::pilot(&ALIKE);
    fs::write(desk.dir.path().join("e.toml"), "seed = 1\nprimary = [\"sdq_totle\"]\n").unwrap();
    desk.bhlp("evaluate report --to out --settings e.toml")
        .stderr(
            "\
error[SETTINGS_UNSOUND]: e.toml, line 2: there is no measure `sdq_totle`; did you mean `sdq_total` or `sdq_emotional`?
hint: docs/EVALUATION.md explains every key; one to begin from: bhlp evaluate settings
",
        )
        .code(4);
    fs::write(desk.dir.path().join("e.toml"), "[disclosure]\nthreshold = 5\n").unwrap();
    let lower = desk.bhlp("evaluate report --to out --settings e.toml").output();
    assert_eq!(lower.status.code(), Some(0), "{}", text(&lower.stderr));
    assert!(text(&lower.stderr).starts_with("warning: it withholds less than usual"));
    let page = fs::read_to_string(desk.dir.path().join("out/report.html")).unwrap();
    assert!(page.contains("This report withholds less than usual."));
    let other = desk.bhlp("evaluate report --to out --as-at 2007-01-01").output();
    assert!(text(&other.stderr).starts_with("warning: publish only one report of a pilot"));
}

#[test]
fn an_extract_of_whatever_is_in_the_ledger_comes_to_an_end() {
    let pilots = [
        Pilot { budget: 0, comparison: 0, ..ALIKE },
        Pilot { budget: 0, ..ALIKE },
        Pilot { budget: 1, comparison: 0, ..ALIKE },
        Pilot { spent: |_| 0, ..ALIKE },
        Pilot { budget: 3, comparison: 3, ..ALIKE },
    ];
    for pilot in pilots {
        let desk = Desk::pilot(&pilot);
        desk.bhlp("evaluate key pseudonyms.key").user("EVA").done();
        desk.bhlp("export evaluation --to out --for Alderbrook --key-file pseudonyms.key")
            .user("EVA")
            .now("2007-02-01T10:00:00Z")
            .done();
        says_only_numbers(&desk.dir.path().join("out"));
    }
}

#[test]
fn an_extract_too_is_refused_settings_that_name_what_is_not_there() {
    let desk = Desk::pilot(&ALIKE);
    desk.bhlp("evaluate key pseudonyms.key").done();
    fs::write(desk.dir.path().join("e.toml"), "primary = [\"nothing\"]\n").unwrap();
    let refused =
        desk.bhlp("export evaluation --to out --for Alderbrook --key-file pseudonyms.key --settings e.toml");
    let refused = refused.output();
    assert_eq!(refused.status.code(), Some(4));
    assert!(text(&refused.stderr).starts_with("error[SETTINGS_UNSOUND]: e.toml, line 1: "));
    assert!(!desk.dir.path().join("out").exists());
}

/// Twelve children with a budget went from 20 to 16, 17 or 18, four each: 16 + 12 + 8 = 36 points better, 3
/// each. One 18 mistyped as 6 is 12 points more: 48 / 12 = 4 each. Corrected, all is as it was before.
#[test]
fn a_mistyped_score_moves_the_evaluation_until_it_is_corrected() {
    let scores = |n: usize| (Some(20), Some(n % 3 + if n > 12 { 19 } else { 16 }));
    let desk = Desk::pilot(&Pilot { scores, ..ALIKE });
    let figures = || {
        let _ = fs::remove_dir_all(desk.dir.path().join("out"));
        desk.report("").1
    };
    let improved =
        |figures: &BTreeMap<String, String>| figures["summary-effects.sdq_total.improvement_budget"].clone();
    let before = figures();
    let number = "SELECT o.number FROM outcome_standing o JOIN child c USING (child_id)
                   WHERE c.child_ref = 'K-2' AND o.observed_on = '2007-01-20'";
    let number: i64 = desk.other_hand().query_row(number, [], |row| row.get(0)).unwrap();
    let correct = |score: &str| {
        let line = format!("outcome correct {number} --score {score} --reason x");
        desk.bhlp(&line).now("2007-02-01T09:30:00Z").done();
    };
    correct("6");
    let mistyped = figures();
    correct("18");
    let after = figures();
    assert_eq!([&before, &mistyped, &after].map(improved), ["3.0", "4.0", "3.0"]);
    let differ: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    // But for how many events there are by then.
    assert_eq!(differ, ["parameters-choices.events.value", "parameters-choices.head.value"]);
}
