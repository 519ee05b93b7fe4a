//! Short forms: what the guide calls the same does the same, and saves as many keys as were counted.

use super::desk::{Desk, text};

/// The pilot the guide's commands are typed in, to event 12.
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
    "commission place C-00042 travel 140 --from HUB", // 10
    "invoice record 10 30",
    "buy C-00042 food 12.50 --from HUB --what 'lunch club'", // 12
];

/// The commands in full and in short, as the lead professionals' guide has them side by side.
fn pairs() -> Vec<[String; 2]> {
    let guide = include_str!("../../../docs/LEAD-PROFESSIONAL.md");
    let (_, table) = guide.split_once("| instead of | type |\n|---|---|\n").unwrap();
    let rows = table.lines().take_while(|line| line.starts_with("| "));
    let commands = |line: &str| line.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    rows.map(|line| commands(line).try_into().unwrap()).collect()
}

/// Each key of a line, and Enter.
fn keys(line: &str) -> usize {
    line.chars().count() + 1
}

/// Counted by hand when the short forms came: with a `today` for four reports, ten tasks took 246 keys
/// instead of 546.
#[test]
fn what_is_shorter_saves_keys() {
    let pairs = pairs();
    let total = |place: usize| pairs.iter().map(|pair| keys(&pair[place])).sum::<usize>();
    assert_eq!([pairs.len(), total(0), total(1)], [9, 398, 231]);
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
    for [before, now] in pairs() {
        assert_eq!(answer(&before), answer(&now), "{now}");
    }
}

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
