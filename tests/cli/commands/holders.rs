//! Who holds a child's budget, and compacts.

use super::desk::Desk;

const LEFT: &str = "left for C-1: £440.00 of £500.00 (promised £60.00, used £0.00)\n";

/// A desk at which an order of £60.00 is open: commission 15.
fn with_an_order() -> Desk {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 care 60 --from SHOP --what Sitter").user("LP1").done();
    desk
}

#[test]
fn a_budget_is_offered_and_taken_over_with_what_is_promised() {
    let desk = with_an_order();
    desk.bhlp("budget hand-over C-1 --to LP2 --reason 'knows the carer'")
        .user("LP1")
        .stdout(format!(
            "offered C-1's budget, held by LP1, to LP2 on 2006-09-01\n  \
               1 open commission holds £60.00\n  \
               commission 15: Sitter from Shoe shop, £60.00 promised\n  \
               LP2 takes it over with: bhlp budget accept C-1\n{LEFT}"
        ))
        .code(0);
    // Nothing has changed hands yet.
    desk.bhlp("budget list --format csv")
        .stdout(
            "child_ref,lead_professional,opened_on,closed_on,expected_outcome,allocated,committed,spent,available,holder\n\
             C-1,LP1,2006-07-03,,,500.00,60.00,0.00,440.00,LP1\n",
        )
        .code(0);
    desk.bhlp("commission amend 15 80").done();
    desk.bhlp("commission place C-1 food 5 --from SWIM").done();
    desk.bhlp("budget accept C-1")
        .user("LP2")
        .stdout(
            "LP2 holds C-1's budget from 2006-09-01, after LP1\n  \
               2 open commissions hold £85.00\n  \
               commission 15: Sitter from Shoe shop, £80.00 promised (changed since the offer: it was £60.00)\n  \
               commission 18: Food and essentials from Swim, \"Splash\" & =Co, £5.00 promised (new since the offer)\n\
             left for C-1: £415.00 of £500.00 (promised £85.00, used £0.00)\n",
        )
        .code(0);
    // The case stays with whoever leads it, and the day before is as it was.
    desk.bhlp("budget list --format csv")
        .stdout(
            "child_ref,lead_professional,opened_on,closed_on,expected_outcome,allocated,committed,spent,available,holder\n\
             C-1,LP1,2006-07-03,,,500.00,85.00,0.00,415.00,LP2\n",
        )
        .code(0);
    desk.bhlp("report budget --child C-1 --as-at 2006-08-31 --format csv")
        .stdout(
            "child_ref,opened_on,closed_on,expected_outcome,fund,allocated,committed,spent,available,holder\n\
             C-1,2006-07-03,,,POOL,500.00,0.00,0.00,500.00,LP1\n",
        )
        .code(0);
    desk.bhlp("report caseload --practitioner LP1 --format csv")
        .stdout(
            "lead_professional,child_ref,allocated,committed,spent,available,purchases,last_on,open_commissions,holder\n\
             LP1,C-1,500.00,85.00,0.00,415.00,2,2006-09-01,2,LP2\n\
             LP1,C-2,,,,,,,0,\n",
        )
        .code(0);
    // Now only LP2, or somebody above, hands it on.
    desk.bhlp("budget hand-over C-1 --to LP1 --reason back").user("LP1").refused(
        "NOT_THE_HOLDER",
        "LP1 does not hold C-1's budget; LP2 does\n\
         hint: ask LP2 or a manager, or have it handed over: bhlp budget hand-over C-1 --to PRACTITIONER --reason TEXT",
    );
    desk.bhlp("budget hand-over C-1 --to LP1 --reason back").user("MGR").done();
}

#[test]
fn what_was_settled_since_the_offer_is_said() {
    let desk = with_an_order();
    desk.bhlp("budget hand-over C-1 --to LP2 --reason x").done();
    desk.bhlp("commission cancel 15").done();
    desk.bhlp("budget accept C-1")
        .user("LP2")
        .stdout(
            "LP2 holds C-1's budget from 2006-09-01, after LP1\n  \
               nothing is promised\n  \
               commission 15: Sitter from Shoe shop, £0.00 promised (changed since the offer: it was £60.00)\n\
             left for C-1: £500.00 of £500.00 (promised £0.00, used £0.00)\n",
        )
        .code(0);
}

#[test]
fn an_offer_is_for_one_person_until_it_is_withdrawn() {
    let desk = with_an_order();
    let offer =
        "hint: whoever holds it offers it first: bhlp budget hand-over C-1 --to PRACTITIONER --reason TEXT";
    desk.bhlp("budget accept C-1")
        .user("LP2")
        .refused("NOT_OFFERED", &format!("C-1's budget is offered to nobody\n{offer}"));
    desk.bhlp("budget hand-over C-1 --withdraw --reason x")
        .refused("NOT_OFFERED", &format!("C-1's budget is offered to nobody\n{offer}"));
    desk.bhlp("budget hand-over C-1 --to LP1 --reason x").refused(
        "HOLDS_ALREADY",
        "LP1 holds C-1's budget already\nhint: see who holds it: bhlp budget show C-1",
    );
    desk.bhlp("budget hand-over C-1 --to EVA --reason x").refused(
        "ROLE_MAY_NOT",
        "EVA is an evaluator and may not buy for a child\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.bhlp("budget hand-over C-2 --to LP2 --reason x")
        .refused("NO_BUDGET", "C-2 has no budget\nhint: open one: bhlp budget open C-2 AMOUNT");
    desk.bhlp("budget hand-over C-1 --to LP2 --reason x").done();
    desk.bhlp("budget accept C-1").user("MGR").refused(
        "OFFERED_TO_ANOTHER",
        "C-1's budget is offered to LP2, not to MGR\nhint: LP2 takes it over: --as LP2",
    );
    desk.bhlp("budget accept C-1 --on 2006-08-31").user("LP2").refused(
        "DAYS_OUT_OF_ORDER",
        "the hand-over on 2006-08-31 comes before the offer on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("budget hand-over C-1 --withdraw --reason 'stays after all'")
        .stdout("withdrew the offer of C-1's budget to LP2\n")
        .code(0);
    desk.bhlp("budget accept C-1")
        .user("LP2")
        .refused("NOT_OFFERED", &format!("C-1's budget is offered to nobody\n{offer}"));
}

#[test]
fn who_holds_a_budget_hands_it_over_before_leaving() {
    let desk = with_an_order();
    desk.bhlp("budget hand-over C-1 --to MGR --reason x").done();
    desk.bhlp("budget accept C-1").user("MGR").done();
    desk.bhlp("practitioner leave MGR").refused(
        "STILL_HOLDS",
        "MGR still holds 1 budget\n\
         hint: hand the budgets over first: bhlp budget hand-over CHILD --to PRACTITIONER --reason TEXT",
    );
    desk.bhlp("budget hand-over C-1 --to LP1 --reason x").done();
    desk.bhlp("budget accept C-1").user("LP1").done();
    desk.bhlp("practitioner leave MGR").done();
}

#[test]
fn a_closed_budget_changes_hands_no_more() {
    let desk = with_an_order();
    desk.bhlp("budget hand-over C-1 --to LP2 --reason x").done();
    desk.bhlp("commission cancel 15").done();
    desk.bhlp("budget close C-1").done();
    let closed = "budget C-1 was closed on 2006-09-01\nhint: to go on with it, have finance open it again: bhlp budget reopen C-1 --reason TEXT; its history: bhlp report statement --child C-1";
    desk.bhlp("budget accept C-1").user("LP2").refused("BUDGET_CLOSED", closed);
    desk.bhlp("budget hand-over C-1 --to MGR --reason x").refused("BUDGET_CLOSED", closed);
}

#[test]
fn a_compact_records_who_promised_what() {
    let desk = Desk::new();
    desk.bhlp(
        "compact add C-1 --promise 'family: to be home at four' --promise 'council: a place at the club' --review 2006-12-01",
    )
    .user("LP1")
    .stdout(
        "recorded a compact for C-1 agreed on 2006-09-01 (compact 15); to be reviewed on 2006-12-01\n  \
           family: to be home at four\n  \
           council: a place at the club\n",
    )
    .code(0);
    desk.bhlp("compact review 15 --note 'mostly kept' --on 2006-12-02 --next 2007-03-01")
        .now("2006-12-02T10:00:00Z")
        .stdout("reviewed compact 15 of C-1 on 2006-12-02; next on 2007-03-01\n")
        .code(0);
    desk.bhlp("compact list C-1 --format csv")
        .now("2006-12-02T10:00:00Z")
        .stdout(
            "compact,child_ref,agreed_on,who,promise,reviews,reviewed_on,note,next_on,review\n\
             15,C-1,2006-09-01,family,to be home at four,1,2006-12-02,mostly kept,2007-03-01,16\n\
             15,C-1,2006-09-01,council,a place at the club,1,2006-12-02,mostly kept,2007-03-01,16\n",
        )
        .code(0);
    desk.bhlp("report compacts --as-at 2006-11-30 --format csv")
        .stdout(
            "compact,child_ref,agreed_on,who,promise,reviews,reviewed_on,note,next_on,review\n\
             15,C-1,2006-09-01,family,to be home at four,0,,,2006-12-01,\n\
             15,C-1,2006-09-01,council,a place at the club,0,,,2006-12-01,\n",
        )
        .code(0);
}

#[test]
fn a_promise_has_somebody_who_makes_it() {
    let desk = Desk::new();
    let promise = "write WHO: WHAT, where WHO is family, child, professional, council or provider";
    for bad in ["to be there", "school: to teach", "family:"] {
        desk.bhlp(&format!("compact add C-1 --promise '{bad}'")).fails(
            2,
            "PROMISE_INVALID",
            &format!("--promise: `{bad}` is no promise; {promise}"),
        );
    }
    desk.bhlp("compact add C-1 --promise 'family: x' --review 2006-08-31").refused(
        "DAYS_OUT_OF_ORDER",
        "the review on 2006-08-31 comes before the agreement on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("compact review 3").refused(
        "UNKNOWN_COMPACT",
        "there is no compact `3`\nhint: see what is registered: bhlp compact list",
    );
}

/// A desk at which the policy says this of the holder, from the pilot's start; LP2 holds C-1's budget.
fn gated(gate: &str) -> Desk {
    let desk = Desk::new();
    let policy = format!("name = \"Trial\"\n[gates]\nholder = \"{gate}\"\n");
    std::fs::write(desk.dir.path().join("policy.toml"), policy).unwrap();
    desk.bhlp("policy set policy.toml --from 2006-07-01").done();
    desk.bhlp("budget hand-over C-1 --to LP2 --reason trust").done();
    desk.bhlp("budget accept C-1").user("LP2").done();
    desk
}

#[test]
fn only_the_holder_buys_where_the_policy_asks_for_it() {
    let desk = gated("required");
    let refused = "LP1 does not hold C-1's budget; LP2 does\n\
                   hint: ask LP2 or a manager, or have it handed over: bhlp budget hand-over C-1 --to PRACTITIONER --reason TEXT";
    desk.bhlp("buy C-1 food 5 --from SHOP").user("LP1").refused("NOT_THE_HOLDER", refused);
    desk.bhlp("commission place C-1 food 5 --from SHOP").user("LP1").refused("NOT_THE_HOLDER", refused);
    // Neither for another, nor in another's name.
    desk.bhlp("buy C-1 food 5 --from SHOP --for LP1").user("LP2").refused("NOT_THE_HOLDER", refused);
    desk.bhlp("buy C-1 food 5 --from SHOP --for LP2").user("LP1").refused("NOT_THE_HOLDER", refused);
    desk.bhlp("buy C-1 food 5 --from SHOP --for LP1").user("MGR").refused("NOT_THE_HOLDER", refused);
    desk.bhlp("buy C-1 food 5 --from SHOP").user("LP2").done();
    desk.bhlp("buy C-1 food 5 --from SHOP --for LP2").user("FIN").done();
    desk.bhlp("buy C-1 food 5 --from SHOP").user("MGR").done();
    // The day before it was LP1's, who leads the case.
    desk.bhlp("buy C-1 food 5 --from SHOP --on 2006-08-31").user("LP1").done();
}

#[test]
fn another_than_the_holder_buys_with_a_warning_or_without() {
    let bought = |id: u8| {
        format!(
            "bought food for C-1 from Shoe shop on 2006-09-01: £5.00 (commission {id}), paid from bank:main\n\
             left for C-1: £495.00 of £500.00 (promised £0.00, used £5.00)\n"
        )
    };
    gated("warn")
        .bhlp("buy C-1 food 5 --from SHOP")
        .user("LP1")
        .stdout(bought(18))
        .stderr("warning: LP1 does not hold C-1's budget; LP2 does\n")
        .code(0);
    gated("off").bhlp("buy C-1 food 5 --from SHOP").user("LP1").stdout(bought(18)).code(0);
}

/// C-1's budget opened on 3 July; LP2 held it from 1 to 10 September, and LP1 again from the 11th: as at
/// the 20th it was open for 29 + 31 + 20 = 80 days, of which another held it for 10, 12.5 per cent.
#[test]
fn how_long_others_held_budgets_and_why() {
    let desk = with_an_order();
    desk.bhlp("budget hand-over C-1 --to LP2 --reason 'Knows the carer'").user("LP1").done(); // 16
    desk.bhlp("budget accept C-1").user("LP2").done(); // 17
    desk.bhlp("report trusteeship --format csv")
        .stdout(
            "held_by,reason,budgets,times,days,share\nlead,,0,0,60,98.4\nother,Knows the carer,1,1,1,1.6\n",
        )
        .code(0);
    let later = "2006-09-11T09:00:00Z";
    desk.bhlp("budget hand-over C-1 --to LP1 --reason back").user("LP2").now(later).done(); // 18
    desk.bhlp("budget accept C-1").user("LP1").now(later).done(); // 19
    desk.bhlp("report trusteeship --format csv")
        .now("2006-09-20T09:00:00Z")
        .stdout(
            "held_by,reason,budgets,times,days,share\nlead,,0,0,70,87.5\nother,Knows the carer,1,1,10,12.5\n",
        )
        .code(0);
}

/// LP1: 60.00 alone and 20.00 + 30.00 alone later; 120.00 approved, 15.00 because of the conflict refused.
/// 110.00 + 120.00 + 15.00 = 245.00, of which 110.00 is 44.9 per cent, 120.00 49.0 and 15.00 6.1.
#[test]
fn money_by_practitioner_and_decision_and_conflicts_by_kind() {
    let desk = with_an_order(); // 15
    desk.bhlp("buy C-1 food 20 -f SWIM").user("LP1").done(); // 16
    desk.bhlp("buy C-1 food 30 -f SHOP").user("LP1").done(); // 17
    desk.bhlp("commission place C-1 care 120 --from SWIM").user("LP1").done(); // 18
    desk.bhlp("approve 18").user("MGR").done(); // 19
    desk.bhlp("conflict declare --provider SWIM --what 'my brother'").user("LP1").done(); // 20
    desk.bhlp("conflict declare --child C-2 --what aunt").user("LP1").done(); // 21
    desk.bhlp("conflict declare --provider SHOP --what cousin").user("MGR").done(); // 22
    desk.bhlp("conflict end 22").user("FIN").done(); // 23
    desk.bhlp("commission place C-1 care 15 --from SWIM").user("LP1").done(); // 24
    desk.bhlp("refuse 24 --reason no").user("MGR").done(); // 25
    desk.bhlp("report decisions --format csv")
        .stdout(
            "practitioner,role,decision,decisions,decided,share\n\
             LP1,lead_professional,alone,3,110.00,44.9\n\
             LP1,lead_professional,approved,1,120.00,49.0\n\
             LP1,lead_professional,refused,1,15.00,6.1\n",
        )
        .code(0);
    desk.bhlp("report conflict-kinds --format csv")
        .now("2006-09-02T09:00:00Z")
        .stdout(
            "kind,conflicts,still_open,people,requests,asked\n\
             child,1,1,1,0,0.00\n\
             provider,2,1,2,1,15.00\n",
        )
        .code(0);
}
