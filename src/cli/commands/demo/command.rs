//! `bhlp demo`: an invented pilot from files in the binary, its stories told, and what each of those
//! who use it sees.

use clap::Args;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::story::{self, Command, Line, Story};
use crate::carry_out::{Done, Play};
use crate::failure::{Message, Result};
use crate::reply;
use file::Source;
use import::{Extra, Kind, PolicyText, Reading};
use service::{self, Context, Import, Imported, Opening, PolicySet, Reply, Run, Way};
use store::{Ledger, Origin};

/// Make an invented pilot.
#[derive(Debug, Args)]
pub(in crate::commands) struct DemoArgs {
    /// Where the ledger file goes
    #[arg(long, value_name = "FILE", default_value = "demo.bhlp")]
    pub to: PathBuf,
    /// Show every story in full, not only some
    #[arg(long)]
    pub all: bool,
}

const STORY: &str = include_str!("../../../../fixtures/demo/story.txt");
const PILOT: &str =
    "init --pilot \"Wrekin Vale (invented)\" --authority E06000020 --start 2006-07-01 --end 2007-12-31";
/// The pilot's files, each after those it needs.
const FILES: [(Kind, &str, &str); 8] = [
    (Kind::Practitioners, "practitioners.csv", include_str!("../../../../fixtures/demo/practitioners.csv")),
    (Kind::Providers, "providers.csv", include_str!("../../../../fixtures/demo/providers.csv")),
    (Kind::Funds, "funds.csv", include_str!("../../../../fixtures/demo/funds.csv")),
    (Kind::Children, "children.csv", include_str!("../../../../fixtures/demo/children.csv")),
    (Kind::Budgets, "budgets.csv", include_str!("../../../../fixtures/demo/budgets.csv")),
    (Kind::Purchases, "purchases.csv", include_str!("../../../../fixtures/demo/purchases.csv")),
    (Kind::Outcomes, "outcomes.csv", include_str!("../../../../fixtures/demo/outcomes.csv")),
    (Kind::Time, "time.csv", include_str!("../../../../fixtures/demo/time.csv")),
];
const POLICY: Source =
    Source::Embedded { name: "policy.toml", text: include_str!("../../../../fixtures/demo/policy.toml") };
/// The card company's statement, which one story takes in: `{statement}`, a file beside the ledger.
const STATEMENT: &str = include_str!("../../../../fixtures/demo/card-5521.csv");
/// The stories told in full; the others are played only.
const TOLD: [&str; 8] = [
    "School shoes",
    "£45.00 typed instead of £54.00",
    "The card statement",
    "The brother's guitar lessons",
    "More than is left",
    "Above the sign-off limit",
    "A family of three",
    "A direct payment that goes wrong",
];
/// The pilot's first morning: from then on its policy holds.
const FIRST: &str = "2006-07-01T09:00:00Z";
/// The pilot's last day: what the views are asked for.
const LAST: &str = "2007-12-31T17:00:00Z";

/// What each user looks at: a heading, and commands.
const VIEWS: [(&str, &str, &[&str]); 4] = [
    (
        "The lead professional: what is waiting, and what is left?",
        "LP-AMES",
        &["today", "report family --child C-0101"],
    ),
    (
        "The manager who approves: what is waiting, and what was decided?",
        "MG-LOVELOCK",
        &["approve --format plain", "report approvals"],
    ),
    (
        "The finance officer: does it balance, and what is owed?",
        "FN-TALLIS",
        &[
            "report by-fund",
            "report owed",
            "report reconciliation --month 2006-09 --account card:5521",
            "check",
        ],
    ),
    (
        "The evaluator: did it help?",
        "EV-SELWYN",
        &["report outcomes --child C-0102", "report unmet", "evaluate report --to {evaluation}"],
    ),
];

pub(in crate::commands) fn run(args: DemoArgs, play: Play) -> Result {
    let stage = &Stage { ledger: &args.to, play };
    let ledger = stage.ledger;
    stage.play(instant("2006-07-01T08:00:00Z"), "ADMIN", PILOT)?;
    let mut out = io::stdout().lock();
    writeln!(out, "Eighteen months of an invented pilot, from its first grant to the children's outcomes.")?;
    writeln!(out, "Nobody in it exists.\n")?;
    drop(out);
    import(ledger)?;
    set_policy(ledger)?;
    let (mut numbers, mut untold) = (Numbers::new(write_statement(ledger)?), Vec::new());
    for story in story::read(STORY) {
        let in_full = args.all || TOLD.contains(&story.title);
        tell(stage, &story, &mut numbers, in_full)?;
        if !in_full {
            untold.push(story.title);
        }
    }
    name(&untold)?;
    for (heading, user, commands) in VIEWS {
        look(stage, heading, user, commands)?;
    }
    farewell(ledger)
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("the demo's own instants are well-formed")
}

/// Where the stories are played.
struct Stage<'d> {
    ledger: &'d Path,
    play: Play,
}

impl Stage<'_> {
    /// Runs what somebody typed at an instant of the past.
    fn play(&self, at: DateTime<Utc>, user: &str, typed: &str) -> Done {
        let words = shlex::split(typed).expect("the demo's own commands have matching quotes");
        let globals = ["bhlp".into(), "--ledger".into(), self.ledger.into(), "--as".into(), user.into()];
        let words = globals.into_iter().chain(words.into_iter().map(OsString::from)).collect();
        (self.play)(words, &|globals| globals.clock = Some(at))
    }
}

/// Writes the card company's statement beside the ledger, for whoever wants to take it in again.
fn write_statement(ledger: &Path) -> Result<PathBuf> {
    let path = ledger.with_extension("card-5521.csv");
    std::fs::write(&path, STATEMENT)?;
    Ok(path)
}

/// What a story refers to.
struct Numbers {
    /// `{statement}`: the file of the card company's statement.
    statement: String,
    /// `{ties}`: the ties that were recorded late.
    ties: i64,
    /// `{breaks}`: the payment for short breaks.
    breaks: i64,
    /// `{last}`: what was commissioned or bought last.
    last: i64,
    /// `{need}`: the child's need that was planned for last.
    need: i64,
    /// `{carer}`: the carer's.
    carer: i64,
}

impl Numbers {
    fn new(statement: PathBuf) -> Self {
        let quoted = shlex::try_quote(&statement.to_string_lossy()).map(|path| path.into_owned());
        let statement = quoted.expect("a path has no NUL");
        Self { statement, ties: 0, breaks: 0, last: 0, need: 0, carer: 0 }
    }

    fn written(&self, typed: &str) -> String {
        typed
            .replace("{last}", &self.last.to_string())
            .replace("{need}", &self.need.to_string())
            .replace("{carer}", &self.carer.to_string())
            .replace("{breaks}", &self.breaks.to_string())
            .replace("{ties}", &self.ties.to_string())
            .replace("{statement}", &self.statement)
    }

    fn keep(&mut self, typed: &str, reply: &Reply) {
        if typed.contains("school ties") {
            self.ties = reply.number;
        }
        if typed.contains("twelve weeks' breaks") {
            self.breaks = reply.number;
        }
        if typed.starts_with("buy ")
            || typed.starts_with("commission place ")
            || typed.starts_with("family buy ")
        {
            self.last = reply.number;
        } else if typed.contains("--domain carers") {
            self.carer = reply.number;
        } else if typed.starts_with("need add ") {
            self.need = reply.number;
        }
    }
}

/// Plays one story; told in full, what matters in it is shown with its answer.
fn tell(stage: &Stage<'_>, story: &Story<'_>, numbers: &mut Numbers, in_full: bool) -> Result {
    let mut out = io::stdout().lock();
    if in_full {
        writeln!(out, "\n== {} ==", story.title)?;
    }
    let mut in_prose = false;
    for line in &story.lines {
        match line {
            Line::Prose(prose) if in_full => {
                let gap = if in_prose { "" } else { "\n" };
                writeln!(out, "{gap}{prose}")?;
                in_prose = true;
            }
            Line::Prose(_) => {}
            Line::Command(command) => {
                in_prose = false;
                let typed = numbers.written(command.typed);
                let is_shown = in_full && is_shown(&typed);
                if is_shown {
                    let at = command.at.format("%Y-%m-%d %H:%M");
                    writeln!(out, "\n{at} {}$ bhlp {typed}", command.user)?;
                }
                let answer = answer(command, &typed, stage.play(command.at, command.user, &typed))?;
                if let Answer::Done(reply) = &answer {
                    numbers.keep(&typed, reply);
                }
                match answer {
                    Answer::Done(reply) if is_shown => reply::write_sentences(&mut out, &reply)?,
                    Answer::Refused(message) if is_shown => write!(out, "{message}")?,
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

/// Names the stories that were played and not told, in lines of a width that fits.
fn name(untold: &[&str]) -> Result {
    if untold.is_empty() {
        return Ok(());
    }
    let mut lines = vec!["Also in the story, and shown by bhlp demo --all:".to_owned()];
    for (place, title) in untold.iter().enumerate() {
        let end = if place + 1 == untold.len() { '.' } else { ';' };
        let line = lines.last_mut().expect("there is a first line");
        match line.len() + title.len() < 98 {
            true => *line += &format!(" {title}{end}"),
            false => lines.push(format!("{title}{end}")),
        }
    }
    Ok(writeln!(io::stdout(), "\n{}", lines.join("\n"))?)
}

/// What became of a command, as the story says it would.
enum Answer {
    Done(Reply),
    Refused(Message),
    Shown,
}

/// Tells whether a command is shown: registers, scores and minutes only set the scene.
fn is_shown(typed: &str) -> bool {
    let noun = typed.split(' ').next().unwrap_or_default();
    !matches!(noun, "account" | "child" | "fund" | "outcome" | "practitioner" | "time")
}

/// What happened must be what the story says: done, or refused with its code.
fn answer(command: &Command<'_>, typed: &str, outcome: Done) -> Result<Answer> {
    match (command.refused, outcome) {
        (None, Ok(Some(reply))) => Ok(Answer::Done(reply)),
        (None, Ok(None)) => Ok(Answer::Shown),
        (None, Err(error)) => Err(error),
        (Some(expected), outcome) => match outcome.as_ref().err().and_then(Message::of) {
            Some(message) if message.code == expected => Ok(Answer::Refused(message)),
            _ => panic!("`{typed}` is refused with {expected} in the story, but: {outcome:?}"),
        },
    }
}

/// Shows what one user looks at.
fn look(stage: &Stage<'_>, heading: &str, user: &str, commands: &[&str]) -> Result {
    writeln!(io::stdout(), "\n== {heading} ==")?;
    let evaluation = stage.ledger.with_extension("evaluation");
    let quoted = shlex::try_quote(&evaluation.to_string_lossy()).map(|path| path.into_owned());
    let quoted = quoted.expect("a path has no NUL");
    for typed in commands {
        let typed = &typed.replace("{evaluation}", &quoted);
        writeln!(io::stdout(), "\n{user}$ bhlp {typed}")?;
        stage.play(instant(LAST), user, typed)?;
        if typed == "check" {
            writeln!(io::stdout(), "(silent: every balance, seal and hash was recomputed and agrees)")?;
        }
    }
    Ok(())
}

/// Leaves the user with something to type.
fn farewell(ledger: &Path) -> Result {
    let ledger = ledger.display();
    let mut out = io::stdout().lock();
    writeln!(out, "\n== Now you ==\n")?;
    writeln!(out, "The ledger is {ledger}. It is yours to play with:\n")?;
    writeln!(out, "  export BHLP_LEDGER={ledger} BHLP_USER=LP-AMES")?;
    for (typed, what) in [
        ("bhlp today", "what is waiting for you"),
        ("bhlp buy", "buy something; you are asked for all of it"),
        ("bhlp buy C-0101 clothing 12.50 --from PR-SHOES --on 2007-12-20", "in one line"),
        ("bhlp buy C-0101 clothing 2000 --from PR-SHOES --on 2007-12-20", "more than is left"),
        ("bhlp approve --as MG-LOVELOCK --on 2007-12-20", "what is waiting for the manager; one key decides"),
        ("bhlp export month 2006-09 --to september --as FN-TALLIS", "what the council's ledger gets"),
        ("bhlp help", "everything else"),
    ] {
        writeln!(out, "  {typed:<64} {what}")?;
    }
    Ok(())
}

/// Who takes in the files, which tell of the pilot up to its last day, and sets the policy.
fn administrator(now: &str) -> Context {
    Context {
        user: "ADMIN".parse().expect("a well-formed code"),
        now: instant(now),
        run: Run::Real,
        key: None,
        belongs_to: None,
        origin: Origin::default(),
    }
}

/// Takes in the pilot's files, which are part of the program.
fn import(ledger: &Path) -> Result {
    let context = administrator(LAST);
    let source = |(kind, name, text)| (kind, Source::Embedded { name, text });
    let opening = Opening {
        float: "imprest:canalside".parse().expect("a well-formed name"),
        amount: "400".parse().expect("a well-formed amount"),
        from: "bank:main".parse().expect("a well-formed name"),
    };
    let files = FILES.map(source).to_vec();
    let reading = Reading { extra: Extra::Refused, days: None, keeps_bad: false };
    let request = Import { files, reading, openings: vec![opening], way: Way::Chosen };
    let mut ledger = Ledger::open(ledger)?;
    let Imported { counts, .. } = service::import(&mut ledger, &context, &request, &mut |_, _| {})?;
    let counts: Vec<String> =
        counts.iter().map(|count| format!("{} {}", count.new, count.kind.as_str())).collect();
    writeln!(io::stdout(), "Imported: {}.", counts.join(", "))?;
    Ok(())
}

/// Sets the pilot's policy, which is part of the program as well.
fn set_policy(ledger: &Path) -> Result {
    let (name, text) = (POLICY.name(), POLICY.text().expect("the demo's own policy can be read"));
    let given = PolicyText::parse(name, text).expect("the demo's own policy is sound");
    let mut ledger = Ledger::open(ledger)?;
    let reply = service::record(&mut ledger, &administrator(FIRST), &PolicySet { given, from_on: None })?;
    writeln!(io::stdout(), "Its rules are one file, as `bhlp policy show` prints it: {}.", reply.sentence)?;
    Ok(())
}
