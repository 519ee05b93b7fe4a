//! Mistakes put right, and what stands in the way.

use super::desk::{Desk, text};

#[test]
fn an_entry_is_undone_once_and_a_reversal_not_at_all() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 10 --from SHOP").done();
    desk.bhlp("entry reverse 15 --reason 'bought twice'").done();
    desk.bhlp("entry reverse 15 --reason again").refused(
        "ALREADY_REVERSED",
        "entry 15 was reversed already, by entry 16\nhint: see it: bhlp entry show 16",
    );
    desk.bhlp("entry correct 15 --reason again --amount 9").refused(
        "ALREADY_REVERSED",
        "entry 15 was reversed already, by entry 16\nhint: see it: bhlp entry show 16",
    );
    desk.bhlp("entry reverse 16 --reason again")
        .refused("ENTRY_IS_REVERSAL", "entry 16 is itself a reversal\nhint: record what happened again");
}

#[test]
fn money_that_has_moved_on_cannot_be_taken_back() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 450 --from SHOP").done();
    desk.bhlp("budget top-up C-1 100").done(); // 16
    desk.bhlp("entry reverse 14 --reason x").refused(
        "OPENING_IN_USE",
        "entry 14 opened a budget that is in use\nhint: return what is left instead: bhlp budget close",
    );
    desk.bhlp("buy C-1 food 100 --from SHOP").done();
    desk.bhlp("entry reverse 16 --reason x").refused(
        "REVERSAL_BLOCKED",
        "entry 16 cannot be undone: it would take £100.00 out of available:C-1:POOL, which has £50.00\n\
         hint: undo the later entries first: bhlp entry list shows them",
    );
}

#[test]
fn a_correction_changes_something_it_can() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 10 --from SHOP").done();
    desk.bhlp("entry correct 15 --reason x").refused(
        "NOTHING_TO_CORRECT",
        "nothing was given to correct\nhint: give what should be different, such as --amount or --name; --help lists what can be",
    );
    desk.bhlp("entry correct 14 --reason x --amount 5").refused(
        "NOT_CORRECTABLE",
        "a budget.open entry cannot be corrected in one step\n\
         hint: reverse it and record it again: bhlp entry reverse N --reason TEXT",
    );
    desk.bhlp("entry correct 15 --reason 'wrong child fed' --category care --from SWIM --amount 500")
        .stdout(
            "reversed entry 15 and recorded it again: bought care for C-1 from Swim, \"Splash\" & =Co on 2006-09-01: £500.00 (commission 17), paid from bank:main\n\
             left for C-1: £0.00 of £500.00 (promised £0.00, used £500.00)\n",
        )
        .code(0);
    // Where the new entry is refused the old one stands.
    desk.bhlp("entry correct 17 --reason x --amount 500.01").refused(
        "BUDGET_EXCEEDED",
        "C-1's budget has £500.00 left; £500.01 was asked for\n  \
         given £500.00 = left £500.00 + promised £0.00 + used £0.00\n\
         hint: give a smaller amount, or have the budget topped up: bhlp budget top-up C-1 AMOUNT",
    );
}

/// What happened earlier than it was recorded: it is undone on its own day and recorded on the right one.
#[test]
fn an_entry_is_corrected_to_an_earlier_day() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 10 --from SHOP --on 2006-08-20").done();
    desk.bhlp("entry correct 15 --reason 'wrong day' --on 2006-08-05")
        .stdout(
            "reversed entry 15 and recorded it again: bought food for C-1 from Shoe shop on 2006-08-05: £10.00 (commission 17), paid from bank:main\n\
             left for C-1: £490.00 of £500.00 (promised £0.00, used £10.00)\n",
        )
        .code(0);
    let days = "SELECT group_concat(entry_id || ' ' || effective_on, ', ') FROM entry WHERE entry_id >= 15";
    let days: String = desk.other_hand().query_row(days, [], |row| row.get(0)).unwrap();
    assert_eq!(days, "15 2006-08-20, 16 2006-08-20, 17 2006-08-05");
    // And to a later one.
    desk.bhlp("entry correct 17 --reason 'wrong day' --on 2006-08-06").done();
    let days = "SELECT group_concat(entry_id || ' ' || effective_on, ', ') FROM entry WHERE entry_id >= 18";
    let days: String = desk.other_hand().query_row(days, [], |row| row.get(0)).unwrap();
    assert_eq!(days, "18 2006-08-05, 19 2006-08-06");
    // A reversal alone still does not come before what it undoes.
    desk.bhlp("entry reverse 19 --reason x --on 2006-08-05").refused(
        "DAYS_OUT_OF_ORDER",
        "the reversal on 2006-08-05 comes before the entry it undoes on 2006-08-06\n\
         hint: check the days: --on DATE is the day it happened",
    );
}

/// The number a receipt gives is the one that undoing, correcting and showing take.
#[test]
fn a_receipt_gives_the_number_that_undoes_it() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 10 --from SHOP").done(); // 15
    desk.bhlp("invoice record 15 9")
        .stdout(
            "recorded invoice of £9.00 on commission 15 on 2006-09-01; £9.00 is owed (entry 16)\n\
             left for C-1: £490.00 of £500.00 (promised £1.00, used £9.00)\n",
        )
        .code(0);
    desk.bhlp("entry correct 16 --reason 'a slip' --amount 8")
        .stdout(
            "reversed entry 16 and recorded it again: recorded invoice of £8.00 on commission 15 on 2006-09-01; \
             £8.00 is owed (entry 18)\n\
             left for C-1: £490.00 of £500.00 (promised £2.00, used £8.00)\n",
        )
        .code(0);
    desk.bhlp("entry reverse 18 --reason 'never came'")
        .stdout(
            "reversed entry 18 (invoice.record) on 2006-09-01 (entry 19)\n\
             left for C-1: £490.00 of £500.00 (promised £10.00, used £0.00)\n",
        )
        .code(0);
}

/// The months after `what`, by the day it happened: month, given, promised, used, paid and purchases.
fn months(desk: &Desk, what: &str) -> String {
    desk.bhlp(what).done();
    let told = text(&desk.bhlp("report months --format csv").output().stdout);
    told.lines().skip(1).collect::<Vec<_>>().join("\n")
}

/// £10.00 of 20 July was spent on 5 August. July: 10.00 - 10.00 = 0.00; August: 10.00.
#[test]
fn what_moves_to_another_month_leaves_nothing_in_the_one_it_was_in() {
    let desk = Desk::new();
    let bought = months(&desk, "buy C-1 food 10 --from SHOP --on 2006-07-20");
    assert_eq!(bought, "2006-07,500.00,0.00,10.00,10.00,1");
    let moved = months(&desk, "entry correct 15 --reason 'wrong day' --on 2006-08-05");
    assert_eq!(moved, "2006-07,500.00,0.00,0.00,0.00,0\n2006-08,0.00,0.00,10.00,10.00,1");
    let of = |span: &str| {
        let told = desk.bhlp(&format!("report statement --child C-1 {span} --format csv")).output();
        let told = text(&told.stdout);
        let row = |line: &str| line.split(',').collect::<Vec<_>>()[..2].join(" ");
        told.lines().skip(1).map(row).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(of("--since 2006-07-20 --until 2006-07-31"), "2006-07-20 15, 2006-07-20 16");
    assert_eq!(of("--since 2006-08-01 --until 2006-08-31"), "2006-08-05 17");
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

/// A closed July keeps its 10.00. August: -10.00 + 10.00 = 0.00, and the reversal belongs to July, where
/// the £10.00 stands that never was.
#[test]
fn what_moves_out_of_a_closed_month_is_undone_on_the_new_day() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 10 --from SHOP --on 2006-07-20").done(); // 15
    desk.bhlp("month close 2006-07").user("FIN").done(); // 16
    let moved = months(&desk, "entry correct 15 --reason 'wrong day' --on 2006-08-05");
    assert_eq!(moved, "2006-07,500.00,0.00,10.00,10.00,1\n2006-08,0.00,0.00,0.00,0.00,0");
    let days =
        "SELECT group_concat(entry_id || ' ' || effective_on || ' ' || coalesce(belongs_on, '-'), ', ')
                  FROM entry WHERE entry_id > 16";
    let days: String = desk.other_hand().query_row(days, [], |row| row.get(0)).unwrap();
    assert_eq!(days, "17 2006-08-05 2006-07-20, 18 2006-08-05 -");
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

/// 500.00 - 40.00 = 460.00 for C-1; after the correction 500.00 again, and C-2 has 300.00 - 40.00 = 260.00.
#[test]
fn the_wrong_child_and_the_wrong_buyer_are_corrected() {
    let desk = Desk::new();
    desk.bhlp("budget open C-2 300").done(); // 15
    desk.bhlp("buy C-1 food 40 --from SHOP --for LP1").done(); // 16
    desk.bhlp("entry correct 16 --reason 'for the other one' --child C-2")
        .stdout(
            "reversed entry 16 and recorded it again: bought food for C-2 from Shoe shop on 2006-09-01: £40.00 (commission 18), paid from bank:main\n\
             left for C-2: £260.00 of £300.00 (promised £0.00, used £40.00)\n",
        )
        .code(0);
    let left =
        "SELECT group_concat(spent_pence, ' ') FROM (SELECT spent_pence FROM budget ORDER BY child_id)";
    let left: String = desk.other_hand().query_row(left, [], |row| row.get(0)).unwrap();
    assert_eq!(left, "0 4000");
    // The rules of the right child's budget and of the right buyer are asked.
    desk.bhlp("buy C-1 food 301 --from SHOP").done(); // 19
    desk.bhlp("entry correct 19 --reason x --child C-2").refused(
        "BUDGET_EXCEEDED",
        "C-2's budget has £260.00 left; £301.00 was asked for\n  \
         given £300.00 = left £260.00 + promised £0.00 + used £40.00\n\
         hint: give a smaller amount, or have the budget topped up: bhlp budget top-up C-2 AMOUNT",
    );
    desk.bhlp("entry correct 19 --reason x --child C-3")
        .refused("NO_BUDGET", "C-3 has no budget\nhint: open one: bhlp budget open C-3 AMOUNT");
    desk.bhlp("entry correct 18 --reason 'she bought it' --for LP2").done(); // 20, 21
    let buyer =
        "SELECT code FROM commission JOIN practitioner USING (practitioner_id) WHERE commission_id = 21";
    let buyer: String = desk.other_hand().query_row(buyer, [], |row| row.get(0)).unwrap();
    assert_eq!(buyer, "LP2");
    desk.bhlp("entry correct 19 --reason x --for EVA").refused(
        "ROLE_MAY_NOT",
        "EVA is an evaluator and may not buy for a child\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    // A commission that is only promised goes over too; what stands on a commission goes with it alone.
    desk.bhlp("commission place C-1 food 9 --from SHOP").done(); // 22
    desk.bhlp("entry correct 22 --reason x --child C-2").done(); // 23, 24
    desk.bhlp("invoice record 24 9").done(); // 25
    desk.bhlp("entry correct 25 --reason x --child C-1").refused(
        "NOT_CORRECTABLE",
        "a invoice.record entry cannot be corrected in one step\n\
         hint: reverse it and record it again: bhlp entry reverse N --reason TEXT",
    );
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}
