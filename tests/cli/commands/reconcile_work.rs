//! What `bhlp reconcile work` mends: an entry of another amount, what was taken twice, and what was decided
//! too soon. Figures by hand.

use super::desk::{Desk, text};
use super::reconcile::{InOctober, carded, lines, stated, worked};

/// What an account of the cash book has.
fn balance(desk: &Desk, account: &str) -> i64 {
    let sql = "SELECT balance_pence FROM account WHERE name = ?";
    desk.other_hand().query_row(sql, [account], |row| row.get(0)).unwrap()
}

/// Shoes at 34.99 with their receipt, and a line of 43.99: entries 16 and 17, line 1.
fn mistyped() -> Desk {
    let desk = carded();
    let then = "2006-10-04T09:00:00Z";
    let buy = "buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-09-04 --what 'school shoes'";
    desk.bhlp(buy).user("LP1").now(then).done(); // 16
    std::fs::write(desk.dir.path().join("till.txt"), "shoes 43.99").unwrap();
    desk.bhlp("receipt add 16 till.txt").user("LP1").now(then).done(); // 17
    lines(&desk, "card:5521", &[("2006-09-06", -4399, "SHOE SHOP 0123 LEEDS")]); // 18
    desk
}

/// 500.00 less 43.99 is 456.01; less 34.99 it is 465.01 again.
#[test]
fn a_figure_that_was_mistyped_is_corrected_with_one_key_and_taken_back_with_another() {
    let desk = mistyped();
    let (screen, asked) = worked(&desk, "reconcile work", "cy");
    for said in [
        "1  entry 16  2006-09-04  £34.99 out  score 65\n",
        "£9.00 more than the entry, with the same digits in another order, the provider's name, 2 days before\n",
        "   2  cash    cost:clothing   card:5521           £34.99\n",
        "entry 16 becomes £43.99 out instead of £34.99\n",
        "reversed entry 16 and recorded it again: bought school shoes for C-1",
        "(entry 20), £43.99 out instead of £34.99 out; matched with line 1 (matching 1)\n",
        "left for C-1: £456.01 of £500.00 (promised £0.00, used £43.99)\n",
        "\n1 decision saved; left: 0 lines, £0.00 out and £0.00 in\n",
    ] {
        assert!(screen.contains(said), "{said}\nnot in\n{screen}\n{asked}");
    }
    let ask = "its receipt 17 goes with it; then it is matched with line 1: y does it, x goes back: y\n";
    assert!(asked.contains(ask), "{asked}");
    assert_eq!(balance(&desk, "card:5521"), -4399);
    let receipts = text(&desk.october("receipt list --format csv").output().stdout);
    assert!(receipts.contains("till.txt") && receipts.contains("20"), "{receipts}");
    desk.bhlp("check").code(0);
}

#[test]
fn what_was_decided_last_is_taken_back_with_what_was_recorded_by_it() {
    let desk = mistyped();
    lines(&desk, "card:5521", &[("2006-09-20", -450, "ANNUAL FEE"), ("2006-09-21", -600, "MYSTERY")]);
    // The shoes are corrected and taken back; the fee is recorded and taken back; both are left.
    let (screen, asked) = worked(&desk, "reconcile work", "cyuykrcyuyq");
    for said in [
        "line 1, £43.99 out, is taken apart, and the entry has £34.99 again: y does it, any other key goes back: y\n",
        "line 2, £4.50 out, is taken apart, and what was recorded is reversed: y does it, any other key goes back: y\n",
    ] {
        assert!(asked.contains(said), "{said}\nnot in\n{asked}\n{screen}");
    }
    assert_eq!(balance(&desk, "card:5521"), -3499, "{screen}");
    assert!(screen.contains("\n4 decisions saved; left: 3 lines, £54.49 out and £0.00 in"), "{screen}");
    // What was undone is matched with what undid it: only the shoes of 34.99 wait.
    let open = text(&desk.october("reconcile show --format csv").output().stdout);
    assert_eq!(open.lines().filter(|line| line.contains(",entry,")).count(), 1, "{open}");
    desk.bhlp("check").code(0);
}

#[test]
fn nothing_is_recorded_or_corrected_by_a_key_that_is_not_agreed_to() {
    let desk = mistyped();
    lines(&desk, "card:5521", &[("2006-09-20", -450, "ANNUAL FEE")]);
    let before = desk.events();
    let (_, asked) = worked(&desk, "reconcile work", "cxukrcnxwq");
    for said in ["nothing was decided yet\n", "nothing was recorded\n", "`w` is no key here"] {
        assert!(asked.contains(said), "{said}\nnot in\n{asked}");
    }
    assert_eq!(desk.events(), before);
}

#[test]
fn vat_of_a_corrected_entry_is_asked_for_with_its_share() {
    let desk = carded();
    let buy = "buy C-1 clothing 11.75 --vat 1.75 --from SHOP --card 5521 --invoice S-1 --on 2006-09-04";
    desk.bhlp(buy).user("LP1").now("2006-10-04T09:00:00Z").done(); // 16
    lines(&desk, "card:5521", &[("2006-09-06", -2350, "SHOE SHOP")]);
    // 23.50 is twice 11.75: its share of VAT is 3.50.
    let (screen, asked) = worked(&desk, "reconcile work", "c\ny");
    assert!(asked.contains("(it was £1.75; empty: £3.50, the same share)?"), "{asked}\n{screen}");
    assert!(screen.contains("£23.50 out instead of £11.75 out; matched with line 1"), "{screen}\n{asked}");
    assert_eq!(balance(&desk, "vat"), 350);
    desk.bhlp("check").code(0);
}

#[test]
fn a_line_taken_twice_is_shown_found_by_the_audit_and_accepted_with_one_key() {
    let desk = stated();
    lines(&desk, "card:5521", &[("2006-09-08", -3499, "SHOE SHOP 0123 LEEDS")]); // line 6
    desk.october("reconcile match --line 1 --entry 16").done();
    let shown = text(&desk.october("reconcile show").output().stdout);
    let said = "\nTaken twice? (bhlp reconcile work accepts one with d)\n\
                - lines 1 and 6, £34.99, card:5521: the same words, SHOE SHOP 0123 LEEDS; line 1 of 2006-09-06 \
                SHOE SHOP 0123 LEEDS\n  \
                if so: bhlp reconcile explain --line 6 --because charged_twice 'just like line 1'\n  \
                if not: bhlp audit answer doubles 1+6 TEXT\n";
    assert!(shown.contains(said), "{shown}");
    let found = text(&desk.october("audit doubles --format csv").output().stdout);
    assert_eq!(found.lines().count(), 2, "{found}");
    // The pool is skipped; the doubled line is accepted as what it looks like.
    let (screen, _) = worked(&desk, "reconcile work", "kdq");
    let said =
        "explained line 6 of 2006-09-08, £34.99 out SHOE SHOP 0123 LEEDS: charged twice, just like line 1\n";
    assert!(screen.contains(said), "{screen}");
    let found = text(&desk.october("audit doubles --format csv").output().stdout);
    assert_eq!(found.lines().count(), 1, "{found}");
}

/// One line of each reason, by hand: the shoes are matched.
#[test]
fn what_was_not_dared_is_counted_by_reason() {
    let desk = carded();
    for line in [
        "buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-09-04", // 16: matched
        "buy C-1 food 12 --from SHOP --card 5521 --on 2006-09-05",        // 17 and 18: alike
        "buy C-1 travel 12 --from SWIM --card 5521 --on 2006-09-05",
        "buy C-1 travel 20 --from SWIM --card 5521 --on 2006-08-01", // 19: 27 days before its line
        "buy C-1 food 7 --from SWIM --card 5521 --on 2006-09-10",    // 20: the line is the shop's
    ] {
        desk.bhlp(line).user("LP1").now("2006-10-04T09:00:00Z").done();
    }
    lines(
        &desk,
        "card:5521",
        &[
            ("2006-09-06", -3499, "SHOE SHOP"),
            ("2006-09-06", -1200, "HIGH STREET"),
            ("2006-08-28", -2000, "BUS"),
            ("2006-09-11", -700, "SHOE SHOP"),
            ("2006-09-20", -450, "ANNUAL FEE"),
        ],
    );
    desk.october("reconcile auto")
        .stdout(
            "matched 1\n  1 by amount, days and a merchant that is known\n  \
             left on card:5521: 4 lines (-£43.50), 4 entries\n    \
             1 line: more than one could be it: entries or lines alike\n    \
             1 line: the merchant's name speaks against the entry of that amount\n    \
             1 line: the day of the entry of that amount is too far from it\n    \
             1 line: no entry near it has the amount\n  \
             next: bhlp reconcile work, or bhlp reconcile show\n",
        )
        .code(0);
}

#[test]
fn a_statement_that_is_not_there_is_an_error() {
    let desk = stated();
    let said = "error[UNKNOWN_STATEMENT]: there is no statement `99`\nhint: see the statements: bhlp statement list\n";
    desk.october("statement show 99").stderr(said).code(1);
}

/// The pilot began in July and has entries then; August and September have none.
#[test]
fn empty_months_are_closed_in_one_command_and_each_is_listed() {
    let desk = Desk::new();
    let close = |words: &str| {
        let words = shlex::split(words).unwrap().into_iter().map(Into::into);
        desk.command(words).user("MGR").now("2006-11-04T09:00:00Z")
    };
    close("month close --through 2006-10").refused(
        "MONTH_NOT_EMPTY",
        "2006-07 is not empty: 2 entries and 0 lines of statements count in it\n\
         hint: close it by itself: bhlp month close 2006-07",
    );
    close("month close 2006-07 --without-statement 'bank:main=none is sent'").done();
    let said = text(&close("month close --through 2006-10").output().stdout);
    assert!(said.starts_with("closed 3 empty months, 2006-08 to 2006-10\n"), "{said}");
    for month in ["2006-08", "2006-09", "2006-10"] {
        assert!(said.contains(&format!("\n  closed {month}; the audit trail stands at ")), "{said}");
    }
    close("month close --through 2006-10").refused(
        "MONTH_MARKED_ALREADY",
        "2006-10 is closed already\nhint: see every month: bhlp month status",
    );
    desk.bhlp("check").code(0);
}

/// 5,000 purchases of a penny, and £2.00 that came back.
#[test]
fn more_lines_than_a_page_shows_are_counted_by_account() {
    let desk = carded();
    let mut bought = vec![("2006-09-05", -1, "SWEETS"); 5_000];
    bought[0].0 = "2006-09-04";
    bought.push(("2006-09-28", 200, "SWEETS"));
    lines(&desk, "card:5521", &bought);
    let counted = "5001 lines of statements are in no entry yet, too many for a page:\n\
                   - card:5521: 5001 lines, in £2.00, out £50.00, from 2006-09-04 to 2006-09-28\n";
    desk.october("reconcile show")
        .stdout(format!(
            "{counted}next: bhlp reconcile auto, which matches what is certain\n\
             line by line: bhlp reconcile show --account NAME, or --format csv\n"
        ))
        .code(0);
    desk.october("reconcile show --account card:5521")
        .stdout(format!(
            "{counted}next: bhlp reconcile auto --account card:5521, which matches what is certain\n\
             line by line: bhlp reconcile show --account card:5521 --format csv\n"
        ))
        .code(0);
    let data = text(&desk.october("reconcile show --format csv").output().stdout);
    assert_eq!(data.lines().count(), 5_002, "a row of names, and each line");
    desk.october("reconcile explain --line 1 --because not_ours 'passed on'").done();
    let listed = text(&desk.october("reconcile show --all").output().stdout);
    assert!(listed.contains("explained"), "{listed}");
}
