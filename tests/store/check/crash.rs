//! A program that is killed while it writes leaves a ledger that is well, with all it had confirmed
//! and nothing of what it had not.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use domain::{Action, CommissionDetails, Sector, rows};
use service::{Buy, CommissionRequest, Context, PaidWith, Run, UnitOfWork, record};
use store::{Ledger, Origin};

use super::world::World;

/// Set in the process that is to be killed: the ledger it writes to.
const VICTIM: &str = "BHLP_TEST_VICTIM";

/// Starts this test again as a process of its own that writes until it is killed.
fn victim(world: &World, test: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(VICTIM, world.ledger())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads what a victim says until it has said `word` so many times, and kills it there and then.
fn kill_after(mut victim: Child, word: &str, times: usize) {
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    let heard = lines.map(Result::unwrap).filter(|line| line.contains(word)).take(times).count();
    victim.kill().unwrap();
    victim.wait().unwrap();
    assert_eq!(heard, times, "the victim wrote until it was killed");
}

fn say(word: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{word}").unwrap();
    out.flush().unwrap();
}

fn context(user: &str) -> Context {
    Context {
        user: user.parse().unwrap(),
        now: "2006-09-11T09:00:00Z".parse().unwrap(),
        run: Run::Real,
        key: None,
        belongs_to: None,
        origin: Origin::default(),
    }
}

/// Buys sweets for a penny, again and again, and says so each time.
fn buy_for_ever(path: &Path) -> ! {
    let mut ledger = Ledger::open(path).unwrap();
    let said = |text: &str| text.parse().unwrap();
    let commission = CommissionRequest {
        child: said("C-0001"),
        category: said("food"),
        amount: "0.01".parse().unwrap(),
        provider: "SHOES".into(),
        vat: "0".parse().unwrap(),
        what: None,
        practitioner: None,
        details: CommissionDetails::default(),
    };
    let buy = Buy {
        commission,
        paid: PaidWith::default(),
        invoice: None,
        again: None,
        on: None,
        note: None,
        receipt: None,
        evidence: None,
    };
    loop {
        record(&mut ledger, &context("LP0002"), &buy).unwrap();
        say("bought");
    }
}

#[test]
fn every_purchase_that_was_confirmed_is_there_after_a_kill() {
    if let Some(path) = std::env::var_os(VICTIM) {
        buy_for_ever(Path::new(&path));
    }
    for confirmed in [1, 7, 40] {
        let world = World::new();
        let test = "check::crash::every_purchase_that_was_confirmed_is_there_after_a_kill";
        kill_after(victim(&world, test), "bought", confirmed);
        assert_eq!(world.findings(), [""; 0]);
        let mut ledger = Ledger::open(&world.ledger()).unwrap();
        let events = ledger.read().unwrap().reader().head().unwrap().events;
        assert!(
            events >= 50 + i64::try_from(confirmed).unwrap(),
            "{events} events after {confirmed} confirmed"
        );
    }
}

/// Writes thousands of rows without committing, so that many are in the file already, and waits.
fn write_and_wait(path: &Path) -> ! {
    let mut ledger = Ledger::open(path).unwrap();
    let mut work = UnitOfWork::begin(ledger.write().unwrap(), &context("ADMIN"), Action::Registers).unwrap();
    for number in 0..20_000 {
        let provider = rows::Provider {
            code: format!("P{number}").parse().unwrap(),
            name: "x".repeat(200).parse().unwrap(),
            sector: Sector::Private,
            companies_house: None,
            charity_number: None,
            ukprn: None,
        };
        work.tx.add_provider(&provider).unwrap();
    }
    say("halfway");
    loop {
        std::thread::park();
    }
}

#[test]
fn nothing_of_a_half_written_command_is_there_after_a_kill() {
    if let Some(path) = std::env::var_os(VICTIM) {
        write_and_wait(Path::new(&path));
    }
    let world = World::new();
    let before = std::fs::metadata(world.ledger()).unwrap().len();
    let test = "check::crash::nothing_of_a_half_written_command_is_there_after_a_kill";
    kill_after(victim(&world, test), "halfway", 1);
    let written = std::fs::metadata(world.path("pilot.bhlp-wal")).unwrap().len();
    assert!(written > before, "{written} bytes of the command had reached the disk");
    assert_eq!(world.findings(), [""; 0]);
    let mut ledger = Ledger::open(&world.ledger()).unwrap();
    assert_eq!(ledger.read().unwrap().reader().head().unwrap().events, 50);
}
