//! Playing the month under one policy.

use std::collections::BTreeMap;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// What is typed, in order of time.
const MONTH: &str = include_str!("month.txt");

/// A policy, and what the month must be under it.
pub struct Trial {
    /// The policy, to the byte.
    pub policy: &'static str,
    /// What is replaced in it for the version that is set in the middle of the month.
    pub change: &'static [(&'static str, &'static str)],
    /// Who approves, from the lowest band up.
    pub ladder: &'static [&'static str],
    /// What each labelled line must answer.
    pub answers: &'static [(&'static str, Answer)],
    /// What `part-1` and `part-2` come to, where they pass the limit together.
    pub parts: Option<&'static str>,
    /// Child, given, promised, used, left: added up by hand.
    pub totals: &'static [(&'static str, [&'static str; 4])],
}

/// What a line must answer.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// It is done at once.
    Done,
    /// It is done, and this is said besides.
    Warns(&'static str),
    /// It asks for approval: how much in all, why, and the lowest who may approve.
    Asks(&'static str, &'static str, &'static str),
    /// It is refused, with this code.
    No(&'static str),
}

/// A line of the month.
struct Line {
    instant: &'static str,
    user: &'static str,
    label: &'static str,
    /// Whether the month itself decides later on what it asks.
    waits: bool,
    typed: &'static str,
}

/// A request for approval, as the report must have it.
struct Request {
    asked: &'static str,
    because: &'static str,
    verdict: &'static str,
    by: String,
}

fn lines() -> impl Iterator<Item = Line> {
    let written = MONTH.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    written.map(|line| {
        let (instant, rest) = line.split_once(' ').unwrap();
        let (user, rest) = rest.split_once(' ').unwrap();
        let rest = rest.trim_start();
        let (label, typed) = match rest.split_once(": ") {
            Some((label, typed)) if !label.contains(' ') => (label, typed),
            _ => ("", rest),
        };
        let waits = label.ends_with('?');
        Line { instant, user, label: label.trim_end_matches('?'), waits, typed }
    })
}

/// Plays the month; panics where anything else happens than the trial says.
pub fn play(trial: &Trial) {
    let mut month = Month::begin(trial);
    let mut answers = trial.answers.iter();
    for line in lines() {
        if line.label.is_empty() {
            month.done(line.instant, line.user, line.typed);
            continue;
        }
        let (label, answer) =
            answers.next().unwrap_or_else(|| panic!("the table ends before {}", line.label));
        assert_eq!(*label, line.label, "the table follows the month");
        month.answer(&line, *answer);
    }
    assert!(answers.next().is_none(), "the month ends before the table");
    month.settle();
}

struct Month<'t> {
    trial: &'t Trial,
    folder: TempDir,
    /// The number that each labelled line was given.
    numbers: BTreeMap<&'static str, String>,
    requests: Vec<(String, Request)>,
    last: &'static str,
}

impl<'t> Month<'t> {
    fn begin(trial: &'t Trial) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("policy.toml"), trial.policy).unwrap();
        let mut changed = trial.policy.to_owned();
        for (old, new) in trial.change {
            assert!(changed.contains(old), "the policy has no `{old}` to change");
            changed = changed.replacen(old, new, 1);
        }
        std::fs::write(folder.path().join("changed.toml"), changed).unwrap();
        Self { trial, folder, numbers: BTreeMap::new(), requests: Vec::new(), last: "" }
    }

    fn answer(&mut self, line: &Line, answer: Answer) {
        self.last = line.instant;
        let typed = self.with_numbers(line.typed);
        match answer {
            Answer::No(code) => self.refused(line.instant, line.user, &typed, code),
            Answer::Done => self.recorded(line, &typed, None),
            Answer::Warns(warning) => self.recorded(line, &typed, Some(warning)),
            Answer::Asks(asked, because, by) => self.asks(line, &typed, (asked, because, by)),
        }
    }

    /// What is typed, with the numbers it refers to.
    fn with_numbers(&self, typed: &str) -> String {
        let mut typed = typed.to_owned();
        while let Some((before, rest)) = typed.clone().split_once('{') {
            let (label, after) = rest.split_once('}').unwrap();
            typed = format!("{before}{}{after}", self.numbers[label]);
        }
        typed
    }

    /// A line that is done at once: it asks for nothing, and warns of nothing it should not.
    fn recorded(&mut self, line: &Line, typed: &str, warning: Option<&str>) {
        let (said, warned) = self.done(line.instant, line.user, typed);
        assert!(!said.contains("asked for approval"), "{}: {said}", line.label);
        match warning {
            Some(warning) => assert!(warned.contains(warning), "{}: {warned}", line.label),
            None => assert_eq!(warned, "", "{}", line.label),
        }
        self.number(line.label, typed, &said);
        let verdict = match typed.split(' ').next().unwrap() {
            "approve" => "approved",
            "refuse" => "refused",
            _ if typed.starts_with("commission cancel ") => "withdrawn",
            _ => return,
        };
        let number = typed.split(' ').find(|word| word.bytes().all(|b| b.is_ascii_digit())).unwrap();
        let waiting = |(n, request): &&mut (String, Request)| n == number && request.verdict == "waiting";
        if let Some((_, request)) = self.requests.iter_mut().find(waiting) {
            (request.verdict, request.by) = (verdict, line.user.to_owned());
        }
    }

    /// A line that asks for approval. Nothing is invoiced, nobody decides on their own request, nobody
    /// whose band is too low; who is named decides, unless the month does so itself later on.
    fn asks(&mut self, line: &Line, typed: &str, asks: (&'static str, &'static str, &str)) {
        let (asked, because, by) = asks;
        let (said, _) = self.done(line.instant, line.user, typed);
        assert!(said.contains("asked for approval"), "{}: {said}", line.label);
        let number = self.number(line.label, typed, &said);
        let approve = format!("approve {number}");
        self.refused(line.instant, line.user, &format!("invoice record {number} 1"), "APPROVAL_PENDING");
        self.refused(line.instant, line.user, &approve, "OWN_REQUEST");
        for lower in self.trial.ladder.iter().take_while(|person| **person != by) {
            if *lower == line.user {
                continue;
            }
            self.refused(line.instant, lower, &approve, "BAND_TOO_LOW");
        }
        let (verdict, decided_by) = if line.waits { ("waiting", "") } else { ("approved", by) };
        if !line.waits {
            self.done(line.instant, by, &approve);
        }
        let request = Request { asked, because, verdict, by: decided_by.to_owned() };
        self.requests.push((number, request));
    }

    /// Keeps the number of an order or a purchase under its label; a change keeps that of its order.
    fn number(&mut self, label: &'static str, typed: &str, said: &str) -> String {
        if let Some(rest) = typed.strip_prefix("commission amend ") {
            return rest.split(' ').next().unwrap().to_owned();
        }
        let number = said.split_once("(commission ").and_then(|(_, rest)| rest.split_once(')'));
        let Some((number, _)) = number else { return String::new() };
        self.numbers.insert(label, number.to_owned());
        number.to_owned()
    }

    /// Holds the whole month against the report, the ledger's own check and the sums done by hand.
    fn settle(&self) {
        let approvals = self.report("report approvals");
        let found: Vec<[&str; 5]> = approvals
            .iter()
            .map(|row| {
                ["commission", "asked", "because", "verdict", "decided_by"].map(|column| row[column].as_str())
            })
            .collect();
        let mut wanted: Vec<[&str; 5]> =
            self.requests.iter().map(|(number, r)| [number, r.asked, r.because, r.verdict, &r.by]).collect();
        let by_number = |row: &[&str; 5]| row[0].parse::<u32>().unwrap();
        let mut found = found;
        found.sort_by_key(by_number);
        wanted.sort_by_key(by_number);
        assert_eq!(found, wanted, "report approvals");

        let splits = self.report("report splits");
        let found = splits.iter().find(|row| row["commission"] == self.numbers["part-2"]);
        assert_eq!(found.map(|row| &*row["together"]), self.trial.parts, "report splits");

        let budgets = self.report("budget list");
        let found: Vec<(&str, [&str; 4])> = budgets
            .iter()
            .map(|row| {
                (
                    &*row["child_ref"],
                    ["allocated", "committed", "spent", "available"].map(|column| &*row[column]),
                )
            })
            .collect();
        assert_eq!(found, self.trial.totals, "the budgets");

        let (said, warned) = self.done(self.last, "ADMIN", "check");
        assert_eq!((said.as_str(), warned.as_str()), ("", ""), "check");
    }

    /// A report's rows, by column.
    fn report(&self, typed: &str) -> Vec<BTreeMap<String, String>> {
        let (csv, _) = self.done(self.last, "ADMIN", &format!("{typed} --format csv"));
        csv::Reader::from_reader(csv.as_bytes()).deserialize().map(Result::unwrap).collect()
    }

    /// Types a line that has to succeed; returns what it prints on stdout and stderr.
    fn done(&self, instant: &str, user: &str, typed: &str) -> (String, String) {
        let (code, stdout, stderr) = self.bhlp(instant, user, typed);
        assert_eq!(code, Some(0), "{instant} {user} {typed}\n{stderr}");
        (stdout, stderr)
    }

    /// Types a line that has to be refused.
    fn refused(&self, instant: &str, user: &str, typed: &str, wanted: &str) {
        let (code, stdout, stderr) = self.bhlp(instant, user, typed);
        let found = stderr.strip_prefix("error[").and_then(|rest| rest.split(']').next());
        assert_eq!((code, found), (Some(1), Some(wanted)), "{instant} {user} {typed}\n{stdout}{stderr}");
        assert!(stderr.ends_with("nothing was recorded\n"), "{stderr}");
    }

    fn bhlp(&self, instant: &str, user: &str, typed: &str) -> (Option<i32>, String, String) {
        let words = shlex::split(typed).expect("the line is quoted well");
        let mut command = Command::new(env!("CARGO_BIN_EXE_bhlp"));
        command.args(words).current_dir(self.folder.path()).env_clear().stdin(Stdio::null());
        command.env("BHLP_LEDGER", "pilot.bhlp").env("BHLP_USER", user);
        command.env("BHLP_NOW", format!("{instant}:00Z"));
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code(), text(stdout), text(stderr))
    }
}
