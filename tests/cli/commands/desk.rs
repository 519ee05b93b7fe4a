//! A desk to try commands at: a ledger of its own, nothing from the environment, a fixed clock.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// The instant of every command that names no other.
const NOW: &str = "2006-09-01T10:00:00Z";

/// How the pilot of every desk was set up, on 3 July 2006: events 1 to 14, so what a test records
/// first is 15.
const SET_UP: [&str; 14] = [
    "init --pilot Trial --authority E06000020 --start 2006-07-01 --end 2008-03-31",
    "fund add POOL --name Pool --contributor Council",
    "fund receive POOL 6000",
    "provider add SHOP --name 'Shoe shop' --sector private --vat-number GB123456782",
    "provider add SWIM --name 'Swim, \"Splash\" & =Co' --sector voluntary --vat-number GB123456782",
    "practitioner add LP1 --name 'Pat Lee' --profession 'social worker' --agency council --limit 100",
    "practitioner add LP2 --name 'Sam Roe' --profession teacher --agency school",
    "practitioner add MGR --name 'Mo Hill' --profession manager --agency council --role manager",
    "practitioner add FIN --name 'Jo Dale' --profession accountant --agency council --role finance",
    "practitioner add EVA --name 'Al Wood' --profession researcher --agency university --role evaluator",
    "child add C-1 --cohort looked_after --born 1999-03 --area North --need N1 --level 2 --lead LP1",
    "child add C-2 --cohort additional_needs --born 1998-11 --area South --need N2 --level 3 --lead LP1",
    "child add C-3 --cohort additional_needs --arm comparison --born 1998-11 --area South --need N2 --level 3 --lead LP2",
    "budget open C-1 500",
];

/// A ledger in a directory of its own.
pub struct Desk {
    pub dir: TempDir,
    pub ledger: PathBuf,
}

impl Desk {
    /// A desk without a ledger.
    pub fn bare() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let ledger = dir.path().join("pilot.bhlp");
        Self { dir, ledger }
    }

    /// A desk with a pilot: a fund with £6,000.00 received, and C-1 with a budget of £500.00.
    pub fn new() -> Self {
        static PILOT: OnceLock<Desk> = OnceLock::new();
        let pilot = PILOT.get_or_init(|| {
            let desk = Self::bare();
            for line in SET_UP {
                desk.bhlp(line).now("2006-07-03T09:00:00Z").done();
            }
            desk
        });
        let desk = Self::bare();
        std::fs::copy(&pilot.ledger, &desk.ledger).unwrap();
        desk
    }

    /// A command, written as for a shell.
    pub fn bhlp(&self, line: &str) -> Test<'_> {
        let mut words = shlex::split(line).expect("quotes match");
        let closed = line.strip_prefix("month close ").filter(|_| !line.contains("--without-statement"));
        if let Some(month) = closed.and_then(|rest| rest.get(..7)) {
            words.extend(self.without_statement(month));
        }
        self.command(words.into_iter().map(OsString::from))
    }

    /// Why there is no statement, where a test closes a month and does not say so itself: for each account
    /// that has had neither statement nor count by then.
    fn without_statement(&self, month: &str) -> Vec<String> {
        let conn = self.other_hand();
        let mut accounts = conn
            .prepare(
                "SELECT '--without-statement=' || name || '=none is sent' FROM account a
                  WHERE kind IN ('bank', 'card', 'imprest')
                    AND NOT EXISTS (SELECT 1 FROM statement_line WHERE account_id = a.account_id AND counted_on < ?1 || '-32')
                    AND NOT EXISTS (SELECT 1 FROM statement_account
                                     WHERE account_id = a.account_id AND coalesce(covers_from, covers_to) < ?1 || '-32')
                    AND NOT EXISTS (SELECT 1 FROM cash_count WHERE account_id = a.account_id AND counted_on < ?1 || '-32')
                  ORDER BY name",
            )
            .unwrap();
        accounts.query_map([month], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// A command, word by word.
    pub fn command(&self, words: impl IntoIterator<Item = OsString>) -> Test<'_> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bhlp"));
        command
            .env_clear()
            .env("BHLP_LEDGER", &self.ledger)
            .env("BHLP_USER", "ADMIN")
            .env("BHLP_NOW", NOW)
            .current_dir(self.dir.path())
            .stdin(Stdio::null())
            .args(words);
        Test { desk: self, command, stdout: String::new(), stderr: String::new() }
    }

    /// The number of the last event; 0 without a ledger.
    pub fn events(&self) -> i64 {
        if !self.ledger.is_file() {
            return 0;
        }
        let book = Connection::open_with_flags(&self.ledger, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        book.query_row("SELECT max(seq) FROM event", [], |row| row.get(0)).unwrap_or(0)
    }

    /// The hash of the last event, in hexadecimal.
    pub fn head(&self) -> String {
        let sql = "SELECT lower(hex(hash)) FROM event ORDER BY seq DESC LIMIT 1";
        self.other_hand().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// The ledger, opened by another hand.
    pub fn other_hand(&self) -> Connection {
        Connection::open(&self.ledger).unwrap()
    }
}

/// One command and what it must answer; [`Test::code`] runs it.
#[must_use]
pub struct Test<'d> {
    desk: &'d Desk,
    command: Command,
    stdout: String,
    stderr: String,
}

impl Test<'_> {
    pub fn user(mut self, user: &str) -> Self {
        self.command.env("BHLP_USER", user);
        self
    }

    pub fn now(mut self, now: &str) -> Self {
        self.command.env("BHLP_NOW", now);
        self
    }

    pub fn ledger(mut self, ledger: &Path) -> Self {
        self.command.env("BHLP_LEDGER", ledger);
        self
    }

    pub fn without(mut self, variable: &str) -> Self {
        self.command.env_remove(variable);
        self
    }

    /// Whom the operating system takes it to be, and on which machine.
    pub fn from(mut self, user: &str, machine: &str) -> Self {
        self.command.env("BHLP_OS_USER", user).env("BHLP_MACHINE", machine);
        self
    }

    /// Somebody is at the terminal.
    pub fn terminal(mut self) -> Self {
        self.command.env("BHLP_TERMINAL", "1");
        self
    }

    /// What they type when they are asked.
    pub fn answers(mut self, lines: &str) -> Self {
        let (reader, mut writer) = std::io::pipe().unwrap();
        writer.write_all(lines.as_bytes()).unwrap();
        self.command.stdin(reader);
        self
    }

    /// All of stdout.
    pub fn stdout(mut self, text: impl Into<String>) -> Self {
        self.stdout = text.into();
        self
    }

    /// All of stderr.
    pub fn stderr(mut self, text: impl Into<String>) -> Self {
        self.stderr = text.into();
        self
    }

    /// Runs it, for tests that look at the output in their own way.
    pub fn output(mut self) -> Output {
        self.command.output().unwrap()
    }

    /// The command itself, for tests that run it in their own way.
    pub fn into_command(self) -> Command {
        self.command
    }

    /// Runs it and compares everything.
    pub fn code(mut self, code: i32) {
        let output = self.command.output().unwrap();
        let found = (text(&output.stdout), text(&output.stderr), output.status.code());
        let wanted = (self.stdout, self.stderr, Some(code));
        assert!(found == wanted, "{:?}\n{}", self.command.get_args(), differing(&found, &wanted));
    }

    /// Runs it; it must succeed, whatever it says.
    pub fn done(mut self) {
        let output = self.command.output().unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{:?}\n{said}", self.command.get_args());
    }

    /// Runs it; a rule refuses: exit code 1, this message, nothing recorded.
    pub fn refused(self, code: &str, message: &str) {
        self.fails(1, code, message);
    }

    /// Runs it; it must fail with this exit code and message, and record nothing.
    pub fn fails(self, exit: i32, code: &str, message: &str) {
        let desk = self.desk;
        let before = desk.events();
        self.stderr(format!("error[{code}]: {message}\nnothing was recorded\n")).code(exit);
        assert_eq!(desk.events(), before, "nothing is recorded");
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

type Answer = (String, String, Option<i32>);

fn differing(found: &Answer, wanted: &Answer) -> String {
    let part = |name: &str, found: &str, wanted: &str| {
        if found == wanted {
            String::new()
        } else {
            format!("{name} found:\n{found}\n{name} wanted:\n{wanted}\n")
        }
    };
    let codes = part("exit code", &format!("{:?}", found.2), &format!("{:?}", wanted.2));
    part("stdout", &found.0, &wanted.0) + &part("stderr", &found.1, &wanted.1) + &codes
}
