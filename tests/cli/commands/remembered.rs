//! What is remembered of an account's statements: their layout, whose a file is, and how far it reaches.

use super::desk::{Desk, Test, text};

/// A layout that no shipped profile knows.
const OURS: &str = "name = \"ours\"\ntitle = \"Our bank\"\ndelimiter = \";\"\ndates = [\"DD/MM/YYYY\"]\n\n\
                    [columns]\ndate = \"Day\"\namount = \"Sum\"\ntext = \"Who\"\n";

/// A file for each month, which ends before its month does.
fn desk() -> Desk {
    let desk = Desk::new();
    let write = |name: &str, text: &str| std::fs::write(desk.dir.path().join(name), text).unwrap();
    write("ours.toml", OURS);
    write("september.csv", "Day;Who;Sum\n05/09/2006;SHOE SHOP;-34.99\n25/09/2006;POOL;-12.00\n");
    write("october.csv", "Day;Who;Sum\n03/10/2006;SHOE SHOP;-20.00\n24/10/2006;POOL;-8.00\n");
    desk
}

/// The finance officer in November.
trait InNovember {
    fn november(&self, line: &str) -> Test<'_>;
    /// The last day each statement covers.
    fn reach(&self) -> Vec<String>;
}

impl InNovember for Desk {
    fn november(&self, line: &str) -> Test<'_> {
        self.bhlp(line).user("FIN").now("2006-11-04T09:00:00Z")
    }

    fn reach(&self) -> Vec<String> {
        let conn = self.other_hand();
        let mut found = conn.prepare("SELECT covers_to FROM statement_account ORDER BY event").unwrap();
        found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }
}

/// In September account and profile are said, in October neither, and the profile's file is gone.
#[test]
fn next_month_the_file_is_enough() {
    let desk = desk();
    desk.november(
        "statement import september.csv --account bank:main --profile ours.toml --until 2006-09-30",
    )
    .done();
    std::fs::remove_file(desk.dir.path().join("ours.toml")).unwrap();
    desk.november("statement import october.csv")
        .stdout(
            "october.csv (csv:ours): statement 16\n\
             bank:main: 2 new, 0 already imported; out £28.00\n",
        )
        .stderr(
            "taken for bank:main, whose last statement was laid out like it\n\
             warning: it does not say how far it reaches: taken as complete up to its last line, 2006-10-24; if it \
             is up to 2006-10-31: bhlp statement import october.csv --until 2006-10-31\n\
             next: bhlp reconcile auto\n",
        )
        .code(0);
    assert_eq!(desk.reach(), ["2006-09-30", "2006-10-24"]);
    let status = text(&desk.november("month status 2006-10").output().stdout);
    let named = "bhlp statement import FILE --account bank:main --until 2006-10-31\n";
    assert!(status.contains(named), "{status}");
    desk.bhlp("check").code(0);
}

#[test]
fn at_the_terminal_the_last_day_is_asked_for_and_a_wrong_one_answered() {
    let desk = desk();
    let import = "statement import september.csv --account bank:main --profile ours.toml";
    let output = desk.november(import).terminal().answers("2006-09-01\n\n").output();
    let asked = text(&output.stderr);
    for said in [
        "its last line is of 2006-09-25. Up to which day is it complete [2006-09-30]? ",
        "2006-09-01 is not between 2006-09-25 and 2006-11-04\n",
    ] {
        assert!(asked.contains(said), "{asked}");
    }
    let output = desk.november("statement import october.csv").terminal().answers("2006-10-29\n").output();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(desk.reach(), ["2006-09-30", "2006-10-29"]);
}

#[test]
fn where_two_accounts_could_be_meant_it_is_asked() {
    let desk = desk();
    desk.bhlp("account open bank:second").done();
    for account in ["bank:main", "bank:second"] {
        let import = format!(
            "statement import september.csv --account {account} --profile ours.toml --until 2006-09-30"
        );
        std::fs::write(
            desk.dir.path().join("september.csv"),
            format!("Day;Who;Sum\n05/09/2006;{account};-1.00\n"),
        )
        .unwrap();
        desk.november(&import).done();
    }
    desk.november("statement import october.csv").fails(
        4,
        "STATEMENT_ACCOUNT_MISSING",
        "october.csv: it does not say which account it is of, and it may be of bank:main, bank:second\n\
         hint: say it: --account bank:main",
    );
    let answers = "card:9\nbank:second\n\n";
    let output = desk.november("statement import october.csv").terminal().answers(answers).output();
    let (said, asked) = (text(&output.stdout), text(&output.stderr));
    assert!(
        asked.contains("which account is it of (bank:main, bank:second)? `card:9` is none of them\n"),
        "{asked}"
    );
    assert!(said.contains("bank:second: 2 new"), "{said}\n{asked}");
}
