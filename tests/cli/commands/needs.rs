//! A child's plan, and conflicts of interest.

use super::desk::Desk;

#[test]
fn a_need_is_planned_for_met_and_unmet() {
    let desk = Desk::new();
    desk.bhlp(
        "need add C-1 --what 'To swim' --domain child --aim 1.1 --likely 120 --expect 'gbo:goal-1>=7' --by 2006-12-01",
    )
    .user("LP1")
    .stdout("planned for C-1: To swim (need 15); likely to cost £120.00; expected: gbo:goal-1>=7; by 2006-12-01\n")
    .code(0);
    desk.bhlp("need add C-3 --what Respite --domain carers --aim 2.6 --outcome 'Carers rested'")
        .stdout("planned for C-3: Respite (need 16); expected: Carers rested\n")
        .code(0);
    desk.bhlp("need meet 15").user("LP1").stdout("need 15 of C-1 (To swim): met on 2006-09-01\n").code(0);
    desk.bhlp("need meet 15 --result partly --on 2006-09-05")
        .now("2006-09-05T10:00:00Z")
        .stdout("need 15 of C-1 (To swim): met, what was expected is partly achieved on 2006-09-05\n")
        .code(0);
    desk.bhlp("need unmet 16 --why waiting_list --cost 400")
        .stdout("need 16 of C-3 (Respite): unmet on 2006-09-01, waiting list; it would cost about £400.00\n")
        .code(0);
    desk.bhlp("need list C-1 --format csv")
        .now("2006-09-05T10:00:00Z")
        .stdout(
            "need,what,domain,aim,likely,outcome,target,due_on,mark,why,cost,marked_on,result,was\n\
             15,To swim,child,1.1,120.00,,gbo:goal-1>=7,2006-12-01,partly,,,2006-09-05,18,\n",
        )
        .code(0);
    desk.bhlp("report unmet --format csv")
        .stdout("why,needs,children,likely,without_cost\nwaiting_list,1,1,400.00,0\n")
        .code(0);
    // As it was known before: the mark of 5 September was not there on the 1st.
    desk.bhlp("report needs --child C-1 --as-at 2006-09-01 --format csv")
        .stdout(
            "need,what,domain,aim,likely,outcome,target,due_on,mark,why,cost,marked_on,result,was\n\
             15,To swim,child,1.1,120.00,,gbo:goal-1>=7,2006-12-01,met,,,2006-09-01,17,\n",
        )
        .code(0);
}

#[test]
fn a_plan_is_refused_where_it_says_nothing() {
    let desk = Desk::new();
    let add = "need add C-1 --what x --domain child --aim 1.1";
    desk.bhlp(&format!("{add} --expect gbo")).fails(
        2,
        "TARGET_INVALID",
        "--expect: `gbo` is no score to hope for; write MEASURE>=SCORE or MEASURE:ITEM>=SCORE in quotes, \
         such as 'gbo:goal-1>=7' (<= where lower is better)",
    );
    desk.bhlp(&format!("{add} --expect 'gbo>=11'")).refused(
        "OUTCOME_OUT_OF_RANGE",
        "gbo goes from 0 to 10; 11 was given\nhint: see the measures: bhlp measure list",
    );
    desk.bhlp(&format!("{add} --expect 'sdq_total>=13'")).refused(
        "FIELD_INVALID",
        "expected score `sdq_total>=13` is not valid; wanted at most a score (<=): a lower score of this measure is better",
    );
    desk.bhlp("need add C-1 --what x --domain child --aim 6.1").refused(
        "FIELD_INVALID",
        "expected_outcome `6.1` is not valid; wanted an Every Child Matters aim, 1.1 to 5.6",
    );
    desk.bhlp("need add C-1 --what x --domain school --aim 1.1").fails(
        2,
        "WORD_UNKNOWN",
        "--domain: `school` is no domain; it is one of: child, carers, environment",
    );
    desk.bhlp("need meet 14")
        .refused("UNKNOWN_NEED", "there is no need `14`\nhint: see a child's needs: bhlp need list CHILD");
    desk.bhlp(add).user("EVA").refused(
        "ROLE_MAY_NOT",
        "EVA is an evaluator and may not plan for a child\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
}

#[test]
fn a_conflict_is_declared_by_whoever_has_it_and_ended_by_another() {
    let desk = Desk::new();
    desk.bhlp("conflict declare --provider 'Shoe shop' --what 'his sister runs it'")
        .user("LP1")
        .stdout(
            "declared: LP1 has a conflict of interest with SHOP from 2006-09-01: his sister runs it (conflict 15)\n",
        )
        .code(0);
    desk.bhlp("conflict declare --provider SHOP --what again").user("LP1").refused(
        "CONFLICT_DECLARED_ALREADY",
        "LP1 declared a conflict of interest with SHOP already, as conflict 15\n\
         hint: it stands until somebody else ends it: bhlp conflict end 15",
    );
    desk.bhlp("conflict declare --child C-1 --what aunt --for LP2").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not change the registers or import\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.bhlp("conflict declare --child C-1 --what aunt --for LP2 --on 2006-08-01").user("MGR").done();
    desk.bhlp("conflict declare --child C-1 --what neighbour").user("MGR").done();
    desk.bhlp("conflict end 17").user("MGR").refused(
        "OWN_CONFLICT",
        "conflict 17 is MGR's own; nobody ends their own\n\
         hint: ask a manager, finance officer or administrator to end it",
    );
    desk.bhlp("conflict end 16 --on 2006-07-31").user("MGR").refused(
        "DAYS_OUT_OF_ORDER",
        "the end on 2006-07-31 comes before the declaration on 2006-08-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("conflict end 16 --on 2006-08-31")
        .user("MGR")
        .stdout("ended: LP2's conflict of interest with C-1; its last day is 2006-08-31\n")
        .code(0);
    desk.bhlp("conflict end 16").user("MGR").refused(
        "CONFLICT_ENDED",
        "conflict 16 has ended; its last day was 2006-08-31\n\
         hint: see them all: bhlp conflict list; if one begins again, declare it again",
    );
    desk.bhlp("conflict end 99").user("MGR").refused(
        "UNKNOWN_CONFLICT",
        "there is no conflict `99`\nhint: see what is registered: bhlp conflict list",
    );
    desk.bhlp("conflict list --format csv")
        .stdout(
            "conflict,practitioner,name,kind,with,what,from_on,until_on\n\
             15,LP1,Pat Lee,provider,SHOP,his sister runs it,2006-09-01,\n\
             16,LP2,Sam Roe,child,C-1,aunt,2006-08-01,2006-08-31\n\
             17,MGR,Mo Hill,child,C-1,neighbour,2006-09-01,\n",
        )
        .code(0);
}
