//! Mistakes of the program that trials found, each mended: they stay mended.

use super::desk::Desk;

/// The schema refused what the plan had allowed: the rest of a changed order had no order any more.
#[test]
fn an_order_that_was_raised_is_not_undone_alone() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 100 --from SHOP").done();
    desk.bhlp("commission amend 15 150").done();
    desk.bhlp("entry reverse 15 --reason x").refused(
        "COMMISSION_IN_USE",
        "entry 15 placed a commission that was changed or invoiced since\n\
         hint: undo what came after it first: bhlp commission show 15; or release the rest: bhlp commission cancel 15",
    );
    desk.bhlp("entry reverse 16 --reason x").done();
    desk.bhlp("entry reverse 15 --reason x").done();
}

/// The schema refused a purchase from money kept for a cohort that the child had left.
#[test]
fn money_kept_for_a_cohort_is_not_drawn_for_a_child_who_left_it() {
    let desk = Desk::new();
    desk.bhlp("fund add LAC --name L --contributor C --cohort looked_after").done();
    desk.bhlp("fund receive LAC 500").done();
    desk.bhlp("budget top-up C-1 100 --fund LAC").done();
    desk.bhlp("child amend C-1 --cohort additional_needs").done();
    desk.bhlp("buy C-1 food 500.01 --from SHOP").refused(
        "RING_FENCED",
        "C-1's budget has £600.00 left, but only £500.00 of it may be spent on food on 2006-09-01; £500.01 was asked for\n\
         hint: see what each fund is kept for: bhlp fund list",
    );
    desk.bhlp("buy C-1 food 500 --from SHOP").done();
}

/// The schema refused the event of leaving, made by somebody who had then left.
#[test]
fn nobody_records_their_own_leaving_afterwards() {
    let desk = Desk::new();
    desk.bhlp("practitioner leave MGR --on 2006-08-31").user("MGR").refused(
        "ACTOR_LEFT",
        "MGR left on 2006-08-31 and records nothing after that\n\
         hint: record as someone who is in the pilot: --as USER",
    );
    desk.bhlp("practitioner leave MGR").user("MGR").done();
}

/// The schema refused a fund that named a category twice.
#[test]
fn a_category_named_twice_is_kept_once() {
    let desk = Desk::new();
    desk.bhlp("fund add F --name F --contributor C --category care --category care").done();
}

/// Two invoices, one with VAT; a credit note of its VAT; then it could be undone, VAT and all.
#[test]
fn vat_that_was_credited_is_not_undone_again() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 300 --from SHOP").done();
    desk.bhlp("invoice record 15 110 --vat 10").done(); // 16
    desk.bhlp("invoice record 15 100 --vat 0").done();
    desk.bhlp("credit-note record 15 20 --vat 10").done();
    desk.bhlp("entry reverse 16 --reason x").refused(
        "REVERSAL_BLOCKED",
        "entry 16 cannot be undone: it would take £10.00 out of commission 15's recoverable VAT, which has £0.00\n\
         hint: undo the later entries first: bhlp entry list shows them",
    );
}

/// Units beyond what a decimal holds made the program stop with a fault.
#[test]
fn units_without_end_are_refused() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food --units 79228162514264337593543950335 --unit-price 1 --from SHOP").fails(
        2,
        "NUMBER_INVALID",
        "--units: `79228162514264337593543950335` is not a number; write it plainly, with at most three decimals, such as 7 or 1.5",
    );
}

/// A dry run of `init` left a ledger behind, and that of a backup its copy.
#[test]
fn a_dry_run_makes_no_file() {
    let desk = Desk::bare();
    desk.bhlp("init --pilot T --authority E06000020 --start 2006-07-01 --end 2007-12-31 --dry-run")
        .stdout("started the ledger of T (E06000020), 2006-07-01 to 2007-12-31, with budgets from £100.00 to £2,500.00\n")
        .stderr("dry run: nothing was recorded\n")
        .code(0);
    let desk_with_pilot = Desk::new();
    for line in ["backup copy.bhlp", "restore pilot.bhlp --to copy.bhlp", "demo --to copy.bhlp"] {
        desk_with_pilot
            .bhlp(&format!("{line} --dry-run"))
            .stderr(
                "error[DRY_RUN_DOES_NOT_APPLY]: this command makes a file and records nothing: there is no dry run of it\n\
                 hint: leave out --dry-run\n",
            )
            .code(2);
    }
    assert_eq!(std::fs::read_dir(desk.dir.path()).unwrap().count(), 0);
    assert!(!desk_with_pilot.dir.path().join("copy.bhlp").exists());
}

/// One event was "1 events".
#[test]
fn one_event_is_one_event() {
    let desk = Desk::bare();
    desk.bhlp("init --pilot T --authority E06000020 --start 2006-07-01 --end 2007-12-31").done();
    let said = desk.bhlp("backup copy.bhlp").output();
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.starts_with("copied 1 event to copy.bhlp; "), "{said}");
}
