//! Where the answer goes: a reader who has gone, a full disk, arguments that are no text, help.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::os::unix::ffi::OsStringExt as _;
use std::process::Stdio;

use super::desk::{Desk, text};

/// The write end of a pipe nobody reads any more.
fn pipe_without_reader() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn a_reader_who_has_gone_is_no_failure() {
    let desk = Desk::new();
    for line in ["--help", "buy --help", "--version", "buy C-1 food 1 --from SHOP", "check --list"] {
        let output = desk.bhlp(line).into_command().stdout(pipe_without_reader()).output().unwrap();
        assert_eq!((text(&output.stderr).as_str(), output.status.code()), ("", Some(0)), "{line}");
    }
    assert_eq!(desk.events(), 15, "what was bought was bought");
}

#[test]
fn a_refusal_nobody_reads_is_still_a_refusal() {
    let desk = Desk::new();
    let cases = [("buy C-1 food 501 --from SHOP", 1), ("buy C-1 food x --from SHOP", 2), ("buy C-1", 2)];
    for (line, code) in cases {
        let mut command = desk.bhlp(line).into_command();
        assert_eq!(command.stderr(pipe_without_reader()).status().unwrap().code(), Some(code), "{line}");
    }
    let mut dry = desk.bhlp("buy C-1 food 1 --from SHOP --dry-run").into_command();
    assert_eq!(dry.stdout(Stdio::null()).stderr(pipe_without_reader()).status().unwrap().code(), Some(0));
}

/// Recorded, but the receipt could not be written: it is said not to be recorded again.
#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_not_lost() {
    let desk = Desk::new();
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = desk.bhlp("buy C-1 food 1 --from SHOP").into_command().stdout(full()).output().unwrap();
    assert_eq!(
        text(&output.stderr),
        "error[OUTPUT_UNWRITABLE]: the output cannot be written: No space left on device (os error 28)\n\
         hint: it was recorded all the same: bhlp entry show 15\n"
    );
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(desk.events(), 15);
}

#[test]
fn an_argument_that_is_no_text_is_refused() {
    let desk = Desk::new();
    let words = ["buy", "C-1", "food", "1", "--from"].map(OsString::from);
    let no_text = OsString::from_vec(b"Caf\xe9".to_vec());
    desk.command(words.into_iter().chain([no_text]))
        .stderr(
            "error: invalid UTF-8 was detected in one or more arguments\n\n\
             Usage: bhlp buy [OPTIONS] --from <PROVIDER> <CHILD> <CATEGORY> [AMOUNT]\n\n\
             For more information, try '--help'.\n\
             nothing was recorded\n",
        )
        .code(2);
}

#[test]
fn a_slip_in_a_command_that_records_says_that_nothing_was() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food").fails(
        2,
        "ARGUMENT_MISSING",
        "`bhlp buy` also needs AMOUNT, --from PROVIDER\n  \
         AMOUNT: The price in all, VAT included, such as 34.99; not needed with --units and --unit-price\n  \
         --from PROVIDER: From whom: a provider's code or exact name (bhlp provider list)\n\
         hint: for example: bhlp buy C-1 food 34.99 --from SHOES",
    );
    desk.bhlp("outcome record C-1 gbo").fails(
        2,
        "ARGUMENT_MISSING",
        "`bhlp outcome record` also needs VALUE, --informant INFORMANT\n  VALUE: The score\n  \
         --informant INFORMANT: Who reported it: child, carer, teacher...\n\
         hint: for example: bhlp outcome record C-1 gbo 7 --informant child",
    );
    desk.bhlp("budget show")
        .stderr(
            "error[ARGUMENT_MISSING]: `bhlp budget show` also needs CHILD\n  CHILD: The child's reference\n\
             hint: for example: bhlp budget show C-0007\n",
        )
        .code(2);
    // What other programs call a command is a report here.
    desk.bhlp("log")
        .stderr(
            "error: unrecognized subcommand 'log'\n\n  tip: 'log' is a report: bhlp report log\n\n\
             Usage: bhlp [OPTIONS] <COMMAND>\n\nFor more information, try '--help'.\n",
        )
        .code(2);
    desk.bhlp("chidl list")
        .stderr(
            "error: unrecognized subcommand 'chidl'\n\n  tip: some similar subcommands exist: 'holding', 'child'\n\n\
             Usage: bhlp [OPTIONS] <COMMAND>\n\nFor more information, try '--help'.\n",
        )
        .code(2);
}

#[test]
fn without_a_command_there_is_help() {
    let desk = Desk::bare();
    let help = text(&desk.bhlp("--help").output().stdout);
    let start = "A ledger for budget-holding lead professionals\n\nUsage: bhlp [OPTIONS] <COMMAND>\n\n\
                 A lead professional, between two visits:\n  bhlp today ";
    assert!(help.starts_with(start), "{help}");
    let users =
        ["A lead professional, ", "A finance officer, ", "An evaluator, ", "Every day:", "Registers:"];
    let places: Vec<_> = users.iter().map(|user| help.find(user).unwrap()).collect();
    assert!(places.is_sorted(), "the users' tasks come first: {help}");
    assert!(help.lines().count() < 104, "help fits two screens");
    assert!(help.lines().all(|line| line.chars().count() <= 120), "{help}");
    desk.command([]).stdout(help.as_str()).code(0);
    desk.bhlp("-h").stdout(help.as_str()).code(0);
    desk.bhlp("help").stdout(help).code(0);
    desk.bhlp("--version").stdout(format!("bhlp {}\n", env!("CARGO_PKG_VERSION"))).code(0);
}

#[test]
fn help_explains_every_error() {
    let desk = Desk::bare();
    let explained = "  BUDGET_EXCEEDED (exit code 1)\n    less is available than was asked for\n    \
                     what to do: release something, or bhlp budget top-up\n";
    desk.bhlp("help errors budget_exceeded").stdout(explained).code(0);
    let all = text(&desk.bhlp("help errors").output().stdout);
    assert!(all.contains(explained) && all.contains("\n  70  a fault of the program"), "{all}");
    assert!(all.contains("\n  ENTRY_IMMUTABLE\n    no entry is changed or deleted\n"), "{all}");
    desk.bhlp("help errors BUDGET_EXCEDED")
        .stderr(
            "error[ERROR_CODE_UNKNOWN]: no message has the code `BUDGET_EXCEDED`\n\
             hint: did you mean BUDGET_EXCEEDED, BUDGET_CLOSED, BUDGET_EXISTS?\n",
        )
        .code(2);
}

/// Colour is only an ornament, and NO_COLOR takes it away.
#[test]
fn no_color_is_no_colour() {
    let desk = Desk::new();
    for line in
        ["buy --help", "chidl list", "report nothing", "help", "today", "buy C-1 food 501 --from SHOP"]
    {
        let said = |no_color: bool| {
            let mut command = desk.bhlp(line).user("LP1").into_command();
            command.env("CLICOLOR_FORCE", "1");
            if no_color {
                command.env("NO_COLOR", "1");
            }
            let output = command.output().unwrap();
            text(&output.stdout) + &text(&output.stderr)
        };
        let (bare, coloured) = (said(true), said(false));
        assert!(!bare.contains('\u{1b}'), "{line}: {bare:?}");
        let mut stripped = String::new();
        for (place, part) in coloured.split('\u{1b}').enumerate() {
            stripped.push_str(if place == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        assert_eq!(stripped, bare, "{line}: the same words with and without");
    }
}

#[test]
fn a_clock_for_tests_is_a_clock() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 1 --from SHOP").now("noon").fails(
        2,
        "CLOCK_INVALID",
        "BHLP_NOW is `noon`; wanted such as 2006-09-01T10:00:00Z",
    );
}
