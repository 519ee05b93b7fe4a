//! What a shell is told at each TAB, and the man pages.

use super::desk::{Desk, text};

/// What bash is answered when TAB is pressed at the end of the words.
fn tab(desk: &Desk, user: &str, line: &str) -> Vec<String> {
    let words = format!("-- bhlp {line}");
    let place = shlex::split(&words).unwrap().len() - 2;
    let mut command = desk.bhlp(&words).user(user).into_command();
    command.env("BHLP_COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", place.to_string());
    let output = command.output().unwrap();
    assert_eq!((text(&output.stderr).as_str(), output.status.code()), ("", Some(0)), "{line}");
    text(&output.stdout).lines().filter(|word| !word.starts_with('-')).map(str::to_owned).collect()
}

#[test]
fn completions_know_the_ledgers_own_codes() {
    let desk = Desk::new();
    // The children a practitioner leads; all of them for who leads none.
    assert_eq!(tab(&desk, "LP1", "buy C"), ["C-1", "C-2"]);
    assert_eq!(tab(&desk, "LP2", "budget show ''"), ["C-3"]);
    assert_eq!(tab(&desk, "FIN", "report statement --child ''"), ["C-1", "C-2", "C-3"]);
    assert_eq!(tab(&desk, "NOBODY", "budget show C-1"), ["C-1"]);
    assert_eq!(tab(&desk, "LP1", "buy C-1 cl"), ["clothing"]);
    // A provider's name finds its code.
    assert_eq!(tab(&desk, "LP1", "buy C-1 clothing 9 --from shoe"), ["SHOP"]);
    assert_eq!(tab(&desk, "LP1", "buy C-1 clothing 9 --for L"), ["LP1", "LP2"]);
    assert_eq!(tab(&desk, "LP1", "outcome record C-1 sdq_i"), ["sdq_impact"]);
    assert_eq!(tab(&desk, "FIN", "fund receive P"), ["POOL"]);
    assert_eq!(tab(&desk, "LP1", "bu"), ["buy", "budget"]);
    assert_eq!(tab(&desk, "FIN", "report idl"), ["idle"]);
    desk.bhlp("commission place C-1 food 10 --from SHOP").done();
    assert_eq!(tab(&desk, "LP1", "invoice record 1"), ["15"]);
    assert_eq!(tab(&desk, "LP1", "--as LP2 budget show ''"), ["C-3"]);
}

#[test]
fn completing_is_silent_where_nothing_can_be_said() {
    let bare = Desk::bare();
    assert!(tab(&bare, "LP1", "buy C").is_empty());
    assert!(!bare.ledger.exists(), "completing makes no file");
    assert!(tab(&bare, "LP1", "nonsense here x").is_empty());
    std::fs::write(&bare.ledger, "not a ledger").unwrap();
    assert!(tab(&bare, "LP1", "buy C").is_empty());
    let mut command = bare.bhlp("-- bhlp b").into_command();
    let output = command.env("BHLP_COMPLETE", "tcsh").output().unwrap();
    assert_eq!((text(&output.stdout), text(&output.stderr)), (String::new(), String::new()));
}

#[test]
fn each_shell_has_its_script() {
    let desk = Desk::bare();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = desk.bhlp(&format!("completions {shell}")).output();
        let script = text(&output.stdout);
        assert!(output.status.success() && script.contains("BHLP_COMPLETE"), "{shell}: {script}");
    }
    let output = desk.bhlp("completions tcsh").output();
    assert_eq!(output.status.code(), Some(2));
}

/// The script works in a real bash, where there is one.
#[test]
fn bash_completes_with_the_script() {
    let desk = Desk::new();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_bhlp")).parent().unwrap();
    let line = "source <(bhlp completions bash); COMP_WORDS=(bhlp buy C-1 cl) COMP_CWORD=3 COMP_TYPE=9; \
                _clap_complete_bhlp bhlp cl C-1; echo \"${COMPREPLY[@]}\"";
    let mut bash = std::process::Command::new("bash");
    bash.args(["--norc", "-c", line]).env("BHLP_LEDGER", &desk.ledger).env("BHLP_USER", "LP1");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let Ok(output) = bash.env("PATH", path).output() else { return eprintln!("bash is not here: not tried") };
    assert_eq!((text(&output.stdout), text(&output.stderr)), ("clothing\n".to_owned(), String::new()));
}

#[test]
fn each_command_has_a_man_page() {
    let desk = Desk::bare();
    desk.bhlp("man --to pages/here").code(0);
    let pages = desk.dir.path().join("pages/here");
    let page = |name: &str| std::fs::read_to_string(pages.join(name)).unwrap();
    assert!(page("bhlp.1").contains("bhlp\\-buy(1)"), "{}", page("bhlp.1"));
    assert!(page("bhlp-commission-place.1").contains("From whom: a provider"), "written out in full");
    std::fs::write(desk.dir.path().join("file"), "").unwrap();
    let output = desk.bhlp("man --to file/x").output();
    assert_eq!(output.status.code(), Some(4));
    assert!(
        text(&output.stderr).starts_with("error[OUTPUT_UNWRITABLE]: the output cannot be written: file/x: ")
    );
}
