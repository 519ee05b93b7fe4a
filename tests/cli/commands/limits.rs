//! How far a bank may be below nothing, and what the council finances where nobody says. Figures by hand.

use super::desk::{Desk, text};

/// 6,000.00 came. With 500.00 below nothing 6,500.00 goes out, and not a penny more.
#[test]
fn a_bank_is_no_further_below_nothing_than_the_policy_says() {
    let desk = Desk::new();
    let path = desk.dir.path().join("p.toml");
    std::fs::write(&path, "[accounts.\"bank:main\"]\nlimit = \"500.00\"\n").unwrap();
    desk.bhlp("policy set p.toml --from 2006-09-01")
        .stdout("policy version 1 holds from 2006-09-01\n  name: Trial -> none\n  account bank:main: nothing -> at most £500.00 below nothing\n")
        .code(0);
    desk.bhlp("account open bank:other").done();
    desk.bhlp("account move bank:main bank:other 6500.01").refused(
        "BANK_LIMIT_EXCEEDED",
        "bank:main stands at £6,000.00 and may be £500.00 below nothing; £6,500.01 was asked for\n\
         hint: 0.01 more has to come in first: bhlp fund receive, or bhlp account move OTHER bank:main 0.01; the policy \
         says the limit: bhlp policy show",
    );
    desk.bhlp("account move bank:main bank:other 6500").done();
    desk.bhlp("buy C-1 food 0.01 --from SHOP").refused(
        "BANK_LIMIT_EXCEEDED",
        "bank:main stands at -£500.00 and may be £500.00 below nothing; £0.01 was asked for\n\
         hint: 0.01 more has to come in first: bhlp fund receive, or bhlp account move OTHER bank:main 0.01; the policy \
         says the limit: bhlp policy show",
    );
    desk.bhlp("account list --format csv")
        .stdout("account,holder,balance,financed,limit\nbank:main,,-500.00,500.00,500.00\nbank:other,,6500.00,,\n")
        .code(0);
    // The day decides: in August nobody had said so.
    desk.bhlp("buy C-1 food 10 --from SHOP --on 2006-08-31").done();
    // What comes in is taken, although it stands beyond the limit.
    desk.bhlp("account move bank:other bank:main 5").done();
    desk.bhlp("check").stdout("").code(0);
}

/// Without a limit: 6,000.00 - 6,300.00 is 300.00 below nothing, which the council finances.
#[test]
fn without_a_limit_it_is_said_what_the_council_finances() {
    let desk = Desk::new();
    desk.bhlp("account open bank:other").done();
    desk.bhlp("account move bank:main bank:other 6300").done();
    let list = text(&desk.bhlp("account list").output().stdout);
    assert!(list.contains("Council finances"), "{list}");
    assert!(list.contains("-£300.00           £300.00"), "{list}");
}

#[test]
fn only_a_bank_that_is_there_has_a_limit() {
    let desk = Desk::new();
    desk.bhlp("account open card:5521").done();
    let path = desk.dir.path().join("p.toml");
    std::fs::write(&path, "[accounts.\"card:5521\"]\nlimit = 5\n").unwrap();
    desk.bhlp("policy set p.toml").refused(
        "POLICY_UNSOUND",
        "p.toml: 1 fault\n  line 2, accounts, card:5521, limit: [LIMIT_OF_NO_BANK] only a bank has a limit: a float has none, \
         and a card company sets its own\n\
         hint: docs/POLICY.md explains every key; one to begin from: bhlp policy show",
    );
    std::fs::write(&path, "[accounts.\"bank:mian\"]\nlimit = 5\n").unwrap();
    desk.bhlp("policy set p.toml").refused(
        "POLICY_UNSOUND",
        "p.toml: 1 fault\n  line 1, accounts, bank:mian: [UNKNOWN_ACCOUNT] there is no account `bank:mian`; did you mean \
         `bank:main`?\n\
         hint: docs/POLICY.md explains every key; one to begin from: bhlp policy show",
    );
}
