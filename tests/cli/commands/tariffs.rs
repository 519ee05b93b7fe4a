//! Orders of which a part is paid only when an outcome is recorded.

use super::desk::Desk;

/// A desk with an order of £300.00, number 15, of which £80.00 times 1.25 depend on a goal score of 6.
fn ordered() -> Desk {
    let desk = Desk::new();
    desk.bhlp(
        "commission place C-1 care 300 --from SWIM --what Counselling --held 80 --weight 1.25 \
         --when 'gbo:goal-1>=6' --by 2006-12-31",
    )
    .stdout(
        "commissioned Counselling for C-1 from Swim, \"Splash\" & =Co on 2006-09-01: £300.00 (commission 15); \
         £100.00 of it is paid only if gbo:goal-1>=6 by 2006-12-31 (£80.00 x 1.25)\n\
         left for C-1: £200.00 of £500.00 (promised £300.00, used £0.00)\n",
    )
    .code(0);
    desk
}

const AFTER: &str = "2007-01-02T10:00:00Z";

fn state(desk: &Desk, now: &str, columns: &str) {
    desk.bhlp("tariff list --child C-1 --format csv")
        .now(now)
        .stdout(format!(
            "commission,placed_on,child_ref,item,provider_name,amount,base,part,weight,held,outcome,informant,due_on,\
             earned_on,invoiced,state\n\
             15,2006-09-01,C-1,Counselling,\"Swim, \"\"Splash\"\" & =Co\",300.00,200.00,80.00,1.25,100.00,\
             gbo:goal-1>=6,,2006-12-31,{columns}\n"
        ))
        .code(0);
}

#[test]
fn the_held_part_is_billed_once_its_outcome_is_recorded() {
    let desk = ordered();
    state(&desk, AFTER, ",0.00,due");
    state(&desk, "2006-12-31T10:00:00Z", ",0.00,waiting");
    let today =
        |now: &str| super::desk::text(&desk.bhlp("today --format csv").user("LP1").now(now).output().stdout);
    let row = |days: &str, act: &str| {
        format!("Outcomes awaited,C-1,15,gbo:goal-1>=6,2006-12-31,{days},100.00,{act}\n")
    };
    let record = "bhlp outcome record C-1 gbo SCORE --item goal-1 --informant WHO";
    let found = today("2006-12-31T10:00:00Z");
    assert!(found.contains(&row("0", record)), "{found}");
    assert!(today(AFTER).contains(&row("-2", "bhlp tariff lapse 15")));
    assert!(!today("2006-12-16T10:00:00Z").contains("Outcomes awaited"));
    let refused = |would_be: &str| {
        format!(
            "commission 15 may be invoiced up to £200.00; this would make {would_be}\n  \
             the rest is paid only if gbo:goal-1>=6 by 2006-12-31, which is not recorded\n\
             hint: record the outcome first: bhlp outcome record; see: bhlp tariff list"
        )
    };
    desk.bhlp("invoice record 15 200.01").refused("TARIFF_NOT_EARNED", &refused("£200.01"));
    desk.bhlp("invoice record 15 200 --final").refused(
        "TARIFF_UNDECIDED",
        "commission 15 cannot end yet: the rest is paid only if gbo:goal-1>=6 by 2006-12-31, which is not recorded\n\
         hint: leave out --final; if the outcome is not reached: bhlp tariff lapse 15",
    );
    desk.bhlp("invoice record 15 200").done(); // 16
    desk.bhlp("commission amend 15 310").refused(
        "TARIFF_FIXED",
        "commission 15 has a part that depends on an outcome, and is not changed\n\
         hint: cancel it and place it again: bhlp commission cancel 15",
    );
    desk.bhlp("outcome record C-1 gbo 5.999 --item goal-1 --informant child").done();
    desk.bhlp("outcome record C-1 gbo 9 --item goal-2 --informant child").done();
    desk.bhlp("outcome record C-1 gbo 9 --item goal-1 --informant carer --on 2006-08-31").done();
    desk.bhlp("invoice record 15 100").refused("TARIFF_NOT_EARNED", &refused("£300.00"));
    desk.bhlp("outcome record C-1 gbo 6 --item goal-1 --informant carer --on 2006-12-31").now(AFTER).done();
    state(&desk, AFTER, "2006-12-31,200.00,earned");
    desk.bhlp("tariff lapse 15 --on 2007-01-02").now(AFTER).refused(
        "TARIFF_EARNED",
        "commission 15 has earned its outcome: gbo:goal-1>=6 was recorded for 2006-12-31\n\
         hint: it may be invoiced: bhlp invoice record 15 AMOUNT",
    );
    let refused = |would_be: &str| {
        format!(
            "the price of commission 15 is £300.00, base and held part; this would make {would_be} invoiced\n\
             hint: what goes beyond it is a commission of its own; see: bhlp commission show 15"
        )
    };
    // 200.00 + 600.00 on a price of 200.00 + 100.00.
    desk.bhlp("invoice record 15 600").refused("TARIFF_ABOVE_PRICE", &refused("£800.00"));
    desk.bhlp("invoice record 15 100.01 --final").refused("TARIFF_ABOVE_PRICE", &refused("£300.01"));
    desk.bhlp("invoice record 15 100").done(); // 21
    // 300.00 - 40.00 + 40.00; undoing the credit would make it 340.00.
    desk.bhlp("credit-note record 15 40").done(); // 22
    desk.bhlp("invoice record 15 40 --final").done();
    desk.bhlp("entry reverse 22 --reason mistyped").refused("TARIFF_ABOVE_PRICE", &refused("£340.00"));
    desk.bhlp("check").code(0);
}

#[test]
fn what_is_not_earned_is_free_again_after_the_day() {
    let desk = ordered();
    let not_due = "the outcome of commission 15 may still come by 2006-12-31\n\
                   hint: wait for the day after it; to give up the whole commission: bhlp commission cancel 15";
    desk.bhlp("tariff lapse 15").refused("TARIFF_NOT_DUE", not_due);
    desk.bhlp("tariff lapse 15 --on 2007-01-01").refused(
        "DAY_TO_COME",
        "2007-01-01 has not come yet; today is 2006-09-01\n\
         hint: record it once it has happened, with the day on which it did",
    );
    desk.bhlp("tariff lapse 15").now("2006-12-31T23:00:00Z").refused("TARIFF_NOT_DUE", not_due);
    desk.bhlp("invoice record 15 150").done(); // 16
    desk.bhlp("tariff lapse 15")
        .now(AFTER)
        .stdout(
            "gbo:goal-1>=6 did not come by 2006-12-31: £100.00 of commission 15 is available again on 2007-01-02; \
             £200.00 is all there is to pay (entry 17)\n\
             left for C-1: £300.00 of £500.00 (promised £50.00, used £150.00)\n",
        )
        .code(0);
    state(&desk, AFTER, ",150.00,lapsed");
    desk.bhlp("tariff lapse 15").now(AFTER).refused(
        "TARIFF_LAPSED",
        "what commission 15 held was released already, by entry 17\nhint: see it: bhlp entry show 17",
    );
    desk.bhlp("invoice record 15 50.01").now(AFTER).refused(
        "TARIFF_NOT_EARNED",
        "commission 15 may be invoiced up to £200.00; this would make £200.01\n  \
         the rest was released by entry 17, as gbo:goal-1>=6 was not recorded by 2006-12-31\n\
         hint: if it was reached after all: bhlp entry reverse 17 --reason TEXT; see: bhlp commission show 15",
    );
    // It came after all, and was told late.
    desk.bhlp("outcome record C-1 gbo 7 --item goal-1 --informant child --on 2006-12-20").now(AFTER).done();
    desk.bhlp("entry reverse 17 --reason 'told late'").now(AFTER).done();
    state(&desk, AFTER, "2006-12-20,150.00,earned");
    desk.bhlp("invoice record 15 150 --final").now(AFTER).done();
    desk.bhlp("check").now(AFTER).code(0);
}

#[test]
fn the_base_is_billed_last_after_a_lapse() {
    let desk = ordered();
    desk.bhlp("tariff lapse 15").now(AFTER).done();
    desk.bhlp("invoice record 15 200 --final").now(AFTER).done();
    desk.bhlp("budget show C-1 --format csv")
        .now(AFTER)
        .stdout(
            "child_ref,opened_on,closed_on,expected_outcome,fund,allocated,committed,spent,available,holder\n\
             C-1,2006-07-03,,,POOL,500.00,0.00,200.00,300.00,LP1\n",
        )
        .code(0);
    desk.bhlp("check").now(AFTER).code(0);
}

/// £117.50 with £17.50 VAT, half of it held: £58.75 gross, of which the budget bears £50.00.
#[test]
fn the_held_part_has_its_share_of_the_vat() {
    let desk = Desk::new();
    desk.bhlp(
        "commission place C-1 care 117.50 --vat 17.50 --from SWIM --held 58.75 --when 'gbo:goal-1>=6' --by 2006-12-31",
    )
    .done();
    desk.bhlp("invoice record 15 58.75 --vat 8.75").done();
    desk.bhlp("tariff lapse 15")
        .now(AFTER)
        .stdout(
            "gbo:goal-1>=6 did not come by 2006-12-31: £50.00 of commission 15 is available again on 2007-01-02; \
             £58.75 is all there is to pay (entry 17)\n\
             left for C-1: £450.00 of £500.00 (promised £0.00, used £50.00)\n",
        )
        .code(0);
    desk.bhlp("check").now(AFTER).code(0);
}

#[test]
fn a_tariff_that_cannot_be_meant_is_refused() {
    let desk = Desk::new();
    let place = |held: &str| format!("commission place C-1 care 100 --from SWIM {held}");
    let goal = "--when 'gbo:goal-1>=6' --by 2006-12-31";
    desk.bhlp(&place(&format!("--held 80 --weight 1.251 {goal}"))).refused(
        "TARIFF_ABOVE_COMMISSION",
        "£80.00 x 1.251 is not between a penny and the commission's £100.00\n\
         hint: the price is all that can be paid: --held times --weight is a part of it",
    );
    desk.bhlp(&place("--held 80 --when 'gbo:goal-1>=11' --by 2006-12-31")).refused(
        "OUTCOME_OUT_OF_RANGE",
        "gbo goes from 0 to 10; 11 was given\nhint: see the measures: bhlp measure list",
    );
    desk.bhlp(&place("--held 80 --when 'gbo:goal-1<=6' --by 2006-12-31")).refused(
        "FIELD_INVALID",
        "expected score `gbo:goal-1<=6` is not valid; wanted at least a score (>=): a higher score of this measure is better",
    );
    desk.bhlp(&place("--held 80 --when 'gbo:goal-1>=6' --by 2006-08-31")).refused(
        "DAYS_OUT_OF_ORDER",
        "the day by which the outcome counts on 2006-08-31 comes before the commission on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp(&place("--held 80 --when 'gbo:goal-1>=6' --by 2008-10-01")).refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2008-10-01 is outside the pilot, which runs from 2006-07-01 to 2008-03-31 and is settled until 2008-09-30\n\
         hint: give the day it happened: --on DATE",
    );
    desk.bhlp("commission place C-1 care 20 --from SWIM").done(); // 15
    desk.bhlp("tariff lapse 15").refused(
        "NO_TARIFF",
        "commission 15 has no part that depends on an outcome\nhint: see what has one: bhlp tariff list",
    );
    // To the penny, and said so; all of an order may depend on its outcome.
    desk.bhlp(&place(&format!("--held 33.33 --weight 1.5 {goal}")))
        .stdout(
            "commissioned care for C-1 from Swim, \"Splash\" & =Co on 2006-09-01: £100.00 (commission 16); £50.00 of it is \
             paid only if gbo:goal-1>=6 by 2006-12-31 (£33.33 x 1.5, to the nearest penny)\n\
             left for C-1: £380.00 of £500.00 (promised £120.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp(&place(&format!("--held 100 {goal}"))).done(); // 17
    desk.bhlp("entry correct 17 --reason typo --amount 90").refused(
        "TARIFF_FIXED",
        "commission 17 has a part that depends on an outcome, and is not changed\n\
         hint: cancel it and place it again: bhlp commission cancel 17",
    );
    desk.bhlp("commission cancel 17").done();
    desk.bhlp("check").code(0);
}
