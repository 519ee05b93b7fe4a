//! docs/KEYSTROKES.md: its keys are counted again, and what it calls the same does the same.

use crate::desk::{Desk, text};

/// The pilot the page's commands are typed in, to event 12.
const SET_UP: [&str; 12] = [
    "init --pilot Trial --authority E06000020 --start 2006-07-01 --end 2008-03-31",
    "fund add POOL --name Pool --contributor Council",
    "fund receive POOL 6000",
    "provider add SHOES --name 'Shoe shop' --sector private",
    "provider add POOLS --name 'Canalside Pool' --sector statutory",
    "provider add HUB --name 'Youth hub' --sector voluntary",
    "practitioner add LP-AMES --name 'Joss Ames' --profession mentor --agency school",
    "child add C-00042 --cohort looked_after --born 1999-03 --area North --need N1 --level 2 --lead LP-AMES",
    "budget open C-00042 500",
    "commission place C-00042 travel 30 --from HUB", // 10
    "invoice record 10 30",
    "buy C-00042 food 12.50 --from HUB --what 'lunch club'", // 12
];

struct Row {
    task: String,
    before: Vec<String>,
    now: Vec<String>,
    keys: [usize; 2],
}

fn rows() -> Vec<Row> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/KEYSTROKES.md")).unwrap();
    let commands = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let keys = |cell: &str| cell.trim().trim_matches('*').parse().unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| ") && line.contains(" | ")).skip(1);
    rows.map(|line| {
        let cells: Vec<&str> = line.split('|').collect();
        Row {
            task: cells[1].trim().to_owned(),
            before: commands(cells[2]),
            now: commands(cells[4]),
            keys: [keys(cells[3]), keys(cells[5])],
        }
    })
    .collect()
}

/// Each key of a line, and Enter.
fn keys(lines: &[String]) -> usize {
    lines.iter().map(|line| line.chars().count() + 1).sum()
}

#[test]
fn the_page_counts_right() {
    let mut rows = rows();
    let sum = rows.pop().unwrap();
    assert_eq!(rows.len(), 10);
    for row in &rows {
        assert_eq!([keys(&row.before), keys(&row.now)], row.keys, "{}", row.task);
    }
    let total = |place: usize| rows.iter().map(|row| row.keys[place]).sum::<usize>();
    assert_eq!([total(0), total(1)], sum.keys, "{}", sum.task);
}

#[test]
fn what_is_shorter_does_the_same() {
    let pilot = Desk::bare();
    for line in SET_UP {
        pilot.bhlp(line).now("2006-07-03T09:00:00Z").done();
    }
    let answer = |line: &str| {
        let desk = Desk::bare();
        std::fs::copy(&pilot.ledger, &desk.ledger).unwrap();
        let words = line.strip_prefix("bhlp ").unwrap();
        let output = desk.bhlp(words).user("LP-AMES").terminal().output();
        assert_eq!(output.status.code(), Some(0), "{line}: {}", text(&output.stderr));
        text(&output.stdout)
    };
    for row in rows().iter().filter(|row| !row.now.is_empty()) {
        let before: Vec<String> = row.before.iter().map(|line| answer(line)).collect();
        let now: Vec<String> = row.now.iter().map(|line| answer(line)).collect();
        if before.len() == 1 {
            assert_eq!(before, now, "{}", row.task);
        }
    }
}

/// A purchase like the last one: the page says how many keys.
#[test]
fn a_purchase_like_the_last_one_takes_sixteen_keys() {
    let pilot = Desk::bare();
    for line in SET_UP {
        pilot.bhlp(line).now("2006-07-03T09:00:00Z").done();
    }
    let answers = "1\n\n\n\n\n\n";
    let output = pilot.bhlp("buy").user("LP-AMES").terminal().answers(answers).output();
    assert!(
        text(&output.stdout).starts_with("bought food for C-00042 from Youth hub"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!("bhlp buy\n".len() + answers.len(), 16);
}
