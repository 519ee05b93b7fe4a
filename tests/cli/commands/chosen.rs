//! Purchases under a plan: what they were for, what else there was, what the family said.

use super::desk::{Desk, text};

/// A desk with two needs of C-1 and one of C-2: 15, 16 and 17.
fn with_a_plan() -> Desk {
    let desk = Desk::new();
    for line in [
        "need add C-1 --what 'To swim' --domain child --aim 1.1 --likely 120 --expect 'gbo:goal-1>=7' --by 2006-09-30",
        "need add C-1 --what 'A quiet evening' --domain carers --aim 2.6 --outcome 'Mum rested'",
        "need add C-2 --what Shoes --domain environment --aim 5.3 --likely 30",
    ] {
        desk.bhlp(line).user("LP1").done();
    }
    desk
}

#[test]
fn a_purchase_falls_under_a_need_of_the_same_child() {
    let desk = with_a_plan();
    desk.bhlp("buy C-1 activities 20 --from SWIM --need 17").refused(
        "NEED_OF_ANOTHER_CHILD",
        "need 17 is C-2's, not C-1's\nhint: see what C-1 needs: bhlp need list C-1",
    );
    desk.bhlp("commission place C-1 activities 20 --from SWIM --need 3")
        .refused("UNKNOWN_NEED", "there is no need `3`\nhint: see a child's needs: bhlp need list CHILD");
    desk.bhlp("buy C-1 activities 20 --from SWIM --need 15").done();
    // Corrected, it stays under its need.
    desk.bhlp("entry correct 18 --amount 22 --reason typo").done();
    desk.bhlp("report planned --child C-1 --format csv")
        .stdout(
            "child_ref,need,what,domain,aim,likely,committed,spent,difference,purchases,outcome,target,due_on,score,\
             scored_on,result,result_by\n\
             C-1,15,To swim,child,1.1,120.00,0.00,22.00,98.00,1,,gbo:goal-1>=7,2006-09-30,,,,\n\
             C-1,16,A quiet evening,carers,2.6,,0.00,0.00,0.00,0,Mum rested,,,,,,\n",
        )
        .code(0);
}

/// £22.00 and £90.00 promised of £120.00 leave 8.00; £5.00 outside the plan.
#[test]
fn what_was_planned_is_held_against_what_came_of_it() {
    let desk = with_a_plan();
    desk.bhlp("buy C-1 activities 22 --from SWIM --need 15").done();
    desk.bhlp("commission place C-1 activities 90 --from SWIM --need 15").done();
    desk.bhlp("buy C-1 food 5 --from SHOP").done();
    desk.bhlp("outcome record C-1 gbo 6 --item goal-1 --informant child").done();
    desk.bhlp("need meet 16 --result partly").done();
    desk.bhlp("need unmet 17 --why no_money --cost 45").done();
    let header = "child_ref,need,what,domain,aim,likely,committed,spent,difference,purchases,outcome,target,due_on,\
                  score,scored_on,result,result_by\n";
    let told = |day: &str, swim: &str| {
        desk.bhlp("report planned --format csv")
            .now(&format!("{day}T10:00:00Z"))
            .stdout(format!(
                "{header}\
                 C-1,15,To swim,child,1.1,120.00,90.00,22.00,8.00,2,,gbo:goal-1>=7,2006-09-30,{swim},score\n\
                 C-1,16,A quiet evening,carers,2.6,,0.00,0.00,0.00,0,Mum rested,,,,,partly,mark\n\
                 C-1,,unplanned,,,,0.00,5.00,-5.00,1,,,,,,,\n\
                 C-2,17,Shoes,environment,5.3,30.00,0.00,0.00,30.00,0,,,,,,unmet,mark\n"
            ))
            .code(0);
    };
    told("2006-09-01", "6,2006-09-01,not_yet");
    told("2006-09-30", "6,2006-09-01,not_achieved");
    // Reached in time, reported by another; what comes later does not count.
    desk.bhlp("outcome record C-1 gbo 7 --item goal-1 --informant carer --on 2006-09-29")
        .now("2006-09-29T10:00:00Z")
        .done();
    desk.bhlp("outcome record C-1 gbo 2 --item goal-1 --informant child --on 2006-10-01")
        .now("2006-10-01T10:00:00Z")
        .done();
    told("2006-10-02", "7,2006-09-29,achieved");
    desk.bhlp("report unmet --format csv")
        .stdout("why,needs,children,likely,without_cost\nno_money,1,1,45.00,0\n")
        .code(0);
}

#[test]
fn options_are_counted_with_the_one_that_was_chosen() {
    let desk = Desk::new();
    let buy = "buy C-1 activities 20 --from SWIM";
    desk.bhlp(&format!("{buy} --option 'Gym; £40; 21; too far' --option 'Leisure centre; ; 90'")).done();
    desk.bhlp("entry correct 15 --amount 25 --reason typo").done();
    desk.bhlp("report commission --number 17 --format plain")
        .stdout(
            "Commission 17\nas at 2006-09-01\n\n\
             Commission: 17\nChild: C-1\nItem: Holiday and activity costs\nCategory: activities\n\
             Provider: Swim, \"Splash\" & =Co\nBuyer: ADMIN\nFirst agreed: £25.00\nEntry: 17\nDay: 2006-09-01\n\
             What: bought\nPromised: £0.00\nUsed: £25.00\nInvoiced: £25.00\nPaid: £25.00\n\
             Options: 3\nNot taken: Gym at £40.00 in 21 days: too far; Leisure centre in 90 days\n\n\
             Total\nPromised: £0.00\nUsed: £25.00\nInvoiced: £25.00\nPaid: £25.00\nIn hand: £0.00\n",
        )
        .code(0);
    desk.bhlp(&format!("{buy} --option Gym --options 4")).done();
    desk.bhlp(&format!("{buy} --option Gym --options 1")).refused(
        "FIELD_INVALID",
        "options `1` is not valid; wanted as many as are given with --option, plus the one chosen",
    );
    let form = "write \"PROVIDER; PRICE; WAIT DAYS; WHY NOT\", such as \"Gym; 40; 21; too far\"; all but the provider \
                may be left out";
    for (option, fault) in [
        ("; 40", "it names no provider"),
        ("Gym; cheap", "the price `cheap` is no amount of money"),
        ("Gym; 40; soon", "the wait `soon` is no number of days"),
    ] {
        desk.bhlp(&format!("{buy} --option '{option}'")).fails(
            2,
            "OPTION_INVALID",
            &format!("--option: `{option}`: {fault}; {form}"),
        );
    }
}

/// Said once, it stays with the purchase when that is corrected, and is shown where its details are.
#[test]
fn a_purchase_says_where_it_is_delivered() {
    let desk = Desk::new();
    let buy = "buy C-1 activities 20 --from SWIM";
    desk.bhlp(&format!("{buy} --delivered-to moon")).fails(
        2,
        "WORD_UNKNOWN",
        "--delivered-to: `moon` is no place of delivery; it is one of: home, school, childrens_centre, other",
    );
    desk.bhlp(&format!("{buy} --delivered-to school --key P-1")).done();
    desk.bhlp(&format!("{buy} --delivered-to home --key P-1")).refused(
        "KEY_CONTENT_DIFFERS",
        "key `P-1` is recorded as entry 15 with delivered_to `school`; now it comes with `home`\n\
         hint: if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct or reverse",
    );
    desk.bhlp("entry correct 15 --amount 25 --reason typo").done();
    let shown = desk.bhlp("commission show 17 --format json").output();
    assert!(text(&shown.stdout).contains(r#""delivered_to":"school""#), "{}", text(&shown.stdout));
    // What was bought and then undone, and what was bought instead.
    let told = desk.bhlp("report statement --child C-1 --format json").output();
    assert_eq!(text(&told.stdout).matches(r#""delivered_to":"school""#).count(), 2);
    // Whoever may not buy it alone is told how to ask for the same.
    let refused = desk.bhlp("buy C-1 activities 120 --from SWIM --delivered-to home").user("LP1").output();
    assert!(
        text(&refused.stderr).contains("120.00 --from SWIM --delivered-to home\n"),
        "{}",
        text(&refused.stderr)
    );
    desk.bhlp("check").code(0);
}

/// Needed before it was asked for is urgent, bought after it was needed is late: both happen. Bought before
/// anybody asked does not.
#[test]
fn an_order_follows_the_request_for_it() {
    let desk = Desk::new();
    let buy = "buy C-1 activities 20 --from SWIM";
    desk.bhlp(&format!("{buy} --requested 2006-09-02")).refused(
        "DAYS_OUT_OF_ORDER",
        "the commission on 2006-09-01 comes before the request for it on 2006-09-02\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp(&format!("{buy} --requested 2006-09-01 --needed 2006-08-15")).done();
    desk.bhlp(&format!("{buy} --requested 2005-01-01")).done();
}

#[test]
fn the_family_sees_what_was_planned_wished_and_promised() {
    let desk = with_a_plan();
    desk.bhlp(
        "buy C-1 activities 20 --from SWIM --what Lessons --need 15 --wish 'with her friends' --consent 2006-08-30 \
         --contribution 5",
    )
    .user("LP1")
    .done();
    desk.bhlp("need meet 16 --result partly").done();
    desk.bhlp("compact add C-1 --promise 'family: to be home at four' --review 2006-12-01").done();
    desk.bhlp("report family --child C-1")
        .stdout(
            "Your budget, child C-1\nas at 1 September 2006\n\n\
             You were given £500.00. £20.00 of it has been used and £0.00 is promised.\n\
             £480.00 is left.\n\n\
             What has been bought\n\
             - 1 September 2006: Lessons, from Swim, \"Splash\" & =Co: £20.00; what you wanted: with her friends; \
             you agreed on 30 August 2006; you also paid £5.00\n\n\
             What is promised\n- nothing at the moment\n\n\
             What is planned\n\
             - To swim: about £120.00; £20.00 so far; hoped for by 30 September 2006: a score of at least 7 for goal-1\n\
             - A quiet evening; hoped for: Mum rested; partly achieved\n\n\
             What was agreed\n\
             - the family: to be home at four\n\
             This will be reviewed on 1 December 2006.\n\n\
             The amounts do not include VAT that the council can reclaim.\n\
             If something on this page does not look right, please ask your lead professional.\n",
        )
        .code(0);
    desk.bhlp("report statement --child C-1 --since 2006-09-01 --format csv")
        .stdout(
            "on,entry,what,commission,item,provider_name,funds,in,out,committed,spent,paid,available,note,need,needed,wish,\
             consent_on,contribution,delivered_to,holder,belongs_on\n\
             2006-09-01,18,bought,18,Lessons,\"Swim, \"\"Splash\"\" & =Co\",POOL 20.00,0.00,20.00,0.00,20.00,20.00,\
             480.00,,15,To swim,with her friends,2006-08-30,5.00,,LP1,\n",
        )
        .code(0);
}
