//! What was recorded wrongly beside the money: corrected or withdrawn, with what it was.

use std::fs;

use super::desk::Desk;

#[test]
fn a_score_is_corrected_and_what_it_was_is_shown() {
    let desk = Desk::new();
    desk.bhlp("outcome record C-1 gbo 9 --item goal-1 --informant child").user("LP1").done(); // 15
    desk.bhlp("outcome correct 15 --score 3 --reason 'it was a three'")
        .user("LP1")
        .stdout(
            "corrected score 15 of C-1: gbo (goal-1) 3 as reported by child on 2006-09-01; \
             it was gbo (goal-1) 9 as reported by child on 2006-09-01\n",
        )
        .code(0);
    desk.bhlp("outcome correct 15 --informant carer --on 2006-08-31 --reason 'her aunt said so'")
        .stdout(
            "corrected score 15 of C-1: gbo (goal-1) 3 as reported by carer on 2006-08-31; \
             it was gbo (goal-1) 3 as reported by child on 2006-09-01\n",
        )
        .code(0);
    desk.bhlp("outcome list C-1 --format csv")
        .stdout(
            "number,measure,item,informant,observed_on,value,was\n\
             15,gbo,goal-1,carer,2006-08-31,3,gbo (goal-1) 3 as reported by child on 2006-09-01; ADMIN on 2006-09-01: \
             her aunt said so; before that gbo (goal-1) 9 as reported by child on 2006-09-01; LP1 on 2006-09-01: it was a three\n",
        )
        .code(0);
    desk.bhlp("report corrections --format csv")
        .stdout(
            "event,changed_on,recorded_by,kind,number,child_ref,was,now,reason\n\
             16,2006-09-01,LP1,score,15,C-1,gbo (goal-1) 9 as reported by child on 2006-09-01,\
             gbo (goal-1) 3 as reported by child on 2006-09-01,it was a three\n\
             17,2006-09-01,ADMIN,score,15,C-1,gbo (goal-1) 3 as reported by child on 2006-09-01,\
             gbo (goal-1) 3 as reported by carer on 2006-08-31,her aunt said so\n",
        )
        .code(0);
    // By any of its numbers; a correction that says the same is none.
    desk.bhlp("outcome correct 17 --score 3 --reason x").refused(
        "NOTHING_TO_CORRECT",
        "it is that already: nothing would change\n\
         hint: give what should be different, such as --amount or --name; --help lists what can be",
    );
    desk.bhlp("outcome correct 15 --score 11 --reason x").refused(
        "OUTCOME_OUT_OF_RANGE",
        "gbo goes from 0 to 10; 11 was given\nhint: see the measures: bhlp measure list",
    );
    desk.bhlp("outcome withdraw 16 --reason 'another child'")
        .stdout("withdrew score 15 of C-1: it was gbo (goal-1) 3 as reported by carer on 2006-08-31\n")
        .code(0);
    for line in ["outcome withdraw 15 --reason x", "outcome correct 15 --score 4 --reason x"] {
        desk.bhlp(line).refused(
            "FACT_WITHDRAWN",
            "score 15 was withdrawn by event 18: another child\n\
             hint: what was withdrawn is no more: record it anew, or take it out of the file; bhlp report corrections shows it",
        );
    }
    desk.bhlp("outcome list C-1 --format csv")
        .stdout("number,measure,item,informant,observed_on,value,was\n")
        .code(0);
    desk.bhlp("outcome record C-1 gbo 5 --item goal-1 --informant child").done();
    desk.bhlp("check").code(0);
}

#[test]
fn two_scores_never_become_one() {
    let desk = Desk::new();
    desk.bhlp("outcome record C-1 gbo 9 --informant child").done(); // 15
    desk.bhlp("outcome record C-1 gbo 4 --informant carer").done(); // 16
    desk.bhlp("outcome correct 16 --informant child --reason x").refused(
        "OUTCOME_RECORDED_OTHERWISE",
        "an outcome of gbo for C-1 is recorded on that day as 9, score 15; now it comes as 4\n\
         hint: if what is recorded is wrong: bhlp outcome correct 15 --score 4 --reason TEXT",
    );
    desk.bhlp("outcome withdraw 15 --reason x").done();
    desk.bhlp("outcome correct 16 --informant child --reason x").done();
    desk.bhlp("check").code(0);
}

#[test]
fn a_lead_professional_corrects_what_is_theirs() {
    let desk = Desk::new();
    desk.bhlp("outcome record C-1 gbo 9 --informant child").user("FIN").done(); // 15
    desk.bhlp("outcome record C-3 gbo 9 --informant child").user("LP1").done(); // 16
    desk.bhlp("time record C-3 45 visit").user("LP2").done(); // 17
    desk.bhlp("outcome correct 15 --score 3 --reason x").user("LP2").refused(
        "FACT_OF_ANOTHER",
        "score 15 was recorded by FIN, and LP2 does not lead C-1's case\n\
         hint: ask FIN, whoever leads the case (bhlp child show C-1), or finance",
    );
    desk.bhlp("time withdraw 17 --reason x").user("LP1").refused(
        "FACT_OF_ANOTHER",
        "time 17 was recorded by LP2, and LP1 does not lead C-3's case\n\
         hint: ask LP2, whoever leads the case (bhlp child show C-3), or finance",
    );
    // Whose case it is, who recorded it, and who corrects what others recorded.
    desk.bhlp("outcome correct 15 --score 3 --reason x").user("LP1").done();
    desk.bhlp("outcome correct 16 --score 3 --reason x").user("LP1").done();
    desk.bhlp("outcome correct 16 --score 4 --reason x").user("LP2").done();
    desk.bhlp("time withdraw 17 --reason x").user("MGR").done();
    desk.bhlp("outcome correct 99 --score 4 --reason x")
        .refused("UNKNOWN_FACT", "there is no score `99`\nhint: see the numbers: bhlp outcome list CHILD");
    desk.bhlp("time withdraw 16 --reason x")
        .refused("UNKNOWN_FACT", "there is no time `16`\nhint: see the numbers: bhlp time list CHILD");
    desk.bhlp("check").code(0);
}

/// 45 minutes that were 54, on another day, of somebody else: 99 with 45 others, never 144.
#[test]
fn minutes_are_corrected_and_count_once() {
    let desk = Desk::new();
    desk.bhlp("time record C-1 45 visit --for LP1").done(); // 15
    desk.bhlp("time record C-1 45 visit --for LP1").done(); // 16
    desk.bhlp("time correct 15 --minutes 54 --on 2006-08-31 --reason 'digits exchanged'")
        .stdout(
            "corrected time 15 of C-1: 54 minutes of LP1 on 2006-08-31: visit; \
             it was 45 minutes of LP1 on 2006-09-01: visit\n",
        )
        .code(0);
    desk.bhlp("time list C-1 --format csv")
        .stdout(
            "number,worked_on,practitioner,minutes,activity,was\n\
             15,2006-08-31,LP1,54,visit,45 minutes of LP1 on 2006-09-01: visit; ADMIN on 2006-09-01: digits exchanged\n\
             16,2006-09-01,LP1,45,visit,\n",
        )
        .code(0);
    let minutes = |wanted: &str| {
        let out = desk.bhlp("report child-summary --child C-1 --format csv").output();
        let text = String::from_utf8(out.stdout).unwrap();
        let (header, row) = text.split_once('\n').unwrap();
        let place = header.split(',').position(|column| column == "minutes").unwrap();
        assert_eq!(row.trim_end().split(',').nth(place), Some(wanted), "{text}");
    };
    minutes("99");
    desk.bhlp("time correct 15 --minutes 0 --reason x")
        .refused("FIELD_INVALID", "minutes `0` is not valid; wanted whole minutes, 1 to 1440");
    desk.bhlp("time correct 15 --minutes 45 --on 2006-09-01 --activity visit --for LP2 --reason x").done();
    minutes("90");
    desk.bhlp("time withdraw 16 --reason 'it was not twice'").done();
    minutes("45");
    desk.bhlp("check").code(0);
}

#[test]
fn a_delivery_is_corrected_and_the_order_is_open_again_where_it_was_none() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 activities --from SWIM --units 10 --unit-price 12 --needed 2006-09-01")
        .done(); // 15
    desk.bhlp("delivery record 15 --units 4 --partly").done(); // 16
    desk.bhlp("delivery record 15 --units 5").done(); // 17, complete, 1 short
    desk.bhlp("delivery correct 16 --units 6 --reason x").refused(
        "DELIVERY_ABOVE_COMMISSION",
        "10 units were commissioned on commission 15, 5 are still to be delivered; 6 were given\n\
         hint: give the units delivered now; anything more is a new commission",
    );
    desk.bhlp("delivery correct 16 --complete --reason x").refused(
        "DELIVERY_COMPLETE",
        "commission 15 is complete since 2006-09-01\n\
         hint: anything more is a new commission: bhlp commission place",
    );
    desk.bhlp("delivery correct 16 --units 3 --reason miscounted")
        .stdout(
            "corrected delivery 16: 3 units on commission 15 on 2006-09-01; it is complete, 2 short; \
             it was 4 units on commission 15 on 2006-09-01, partly\n",
        )
        .code(0);
    desk.bhlp("delivery list --format csv")
        .stdout(
            "delivery,commission,delivered_on,child_ref,item,provider_name,units,part,recorded_by,was\n\
             16,15,2006-09-01,C-1,Holiday and activity costs,\"Swim, \"\"Splash\"\" & =Co\",3,partly,ADMIN,\
             \"4 units on commission 15 on 2006-09-01, partly; ADMIN on 2006-09-01: miscounted\"\n\
             17,15,2006-09-01,C-1,Holiday and activity costs,\"Swim, \"\"Splash\"\" & =Co\",5,complete,ADMIN,\n",
        )
        .code(0);
    desk.bhlp("delivery list --open --format csv")
        .stdout("commission,placed_on,needed_on,days_over,child_ref,item,provider_name,practitioner,commissioned,units\n")
        .code(0);
}

#[test]
fn a_delivery_that_was_none_is_withdrawn() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 activities --from SWIM --units 10 --unit-price 12 --needed 2006-09-01")
        .done(); // 15
    desk.bhlp("delivery record 15 --units 4 --partly").done(); // 16
    desk.bhlp("delivery record 15 --units 6").done(); // 17
    desk.bhlp("delivery withdraw 17 --reason 'they never came'")
        .stdout("withdrew delivery 17 of C-1: it was 6 units on commission 15 on 2006-09-01, complete\n")
        .code(0);
    desk.bhlp("delivery list --open --format csv")
        .stdout(
            "commission,placed_on,needed_on,days_over,child_ref,item,provider_name,practitioner,commissioned,units\n\
             15,2006-09-01,2006-09-01,0,C-1,Holiday and activity costs,\"Swim, \"\"Splash\"\" & =Co\",ADMIN,10,4\n",
        )
        .code(0);
    desk.bhlp("delivery record 15 --units 6.5").refused(
        "DELIVERY_ABOVE_COMMISSION",
        "10 units were commissioned on commission 15, 6 are still to be delivered; 6.5 were given\n\
         hint: give the units delivered now; anything more is a new commission",
    );
    desk.bhlp("delivery record 15 --units 6").done();
    desk.bhlp("check").code(0);
}

/// A need keeps its number and what was bought under it: £35.00 of a likely £210.00, not of £120.00.
#[test]
fn a_need_is_corrected_with_what_was_bought_under_it() {
    let desk = Desk::new();
    desk.bhlp("need add C-1 --what 'To swim' --domain child --aim 1.1 --likely 120 --by 2006-12-01").done(); // 15
    desk.bhlp("need add C-1 --what 'To dance' --domain child --aim 1.1").done(); // 16
    desk.bhlp("buy C-1 activities 35 --from SWIM --need 15").done(); // 17
    desk.bhlp("need meet 15 --result achieved").done(); // 18
    desk.bhlp("need correct 15 --likely 210 --reason 'digits exchanged'")
        .stdout(
            "corrected need 15 of C-1: To swim (child, 1.1); likely £210.00; by 2006-12-01; \
             it was To swim (child, 1.1); likely £120.00; by 2006-12-01\n",
        )
        .code(0);
    desk.bhlp("report planned --child C-1 --format csv")
        .stdout(
            "child_ref,need,what,domain,aim,likely,committed,spent,difference,purchases,outcome,target,due_on,score,scored_on,\
             result,result_by\n\
             C-1,15,To swim,child,1.1,210.00,0.00,35.00,175.00,1,,,2006-12-01,,,achieved,mark\n\
             C-1,16,To dance,child,1.1,,0.00,0.00,0.00,0,,,,,,,\n",
        )
        .code(0);
    desk.bhlp("need withdraw 15 --reason x").refused(
        "NEED_IN_USE",
        "commission 17 falls under need 15\n\
         hint: say what is right of it instead: bhlp need correct 15 --reason TEXT",
    );
    desk.bhlp("need withdraw 18 --reason 'not yet'")
        .stdout("withdrew mark 18 of C-1: it was need 15 achieved on 2006-09-01\n")
        .code(0);
    desk.bhlp("need withdraw 16 --reason 'another child'")
        .stdout("withdrew need 16 of C-1: it was To dance (child, 1.1)\n")
        .code(0);
    desk.bhlp("need meet 16").refused(
        "FACT_WITHDRAWN",
        "need 16 was withdrawn by event 21: another child\n\
         hint: what was withdrawn is no more: record it anew, or take it out of the file; bhlp report corrections shows it",
    );
    desk.bhlp("buy C-1 activities 35 --from SWIM --need 16 --on 2006-08-30").refused(
        "FACT_WITHDRAWN",
        "need 16 was withdrawn by event 21: another child\n\
         hint: what was withdrawn is no more: record it anew, or take it out of the file; bhlp report corrections shows it",
    );
    desk.bhlp("need list C-1 --format csv")
        .stdout(
            "need,what,domain,aim,likely,outcome,target,due_on,mark,why,cost,marked_on,result,was\n\
             15,To swim,child,1.1,210.00,,,2006-12-01,,,,,,\"To swim (child, 1.1); likely £120.00; by 2006-12-01; \
             ADMIN on 2006-09-01: digits exchanged\"\n",
        )
        .code(0);
    desk.bhlp("need correct 99 --likely 1 --reason x")
        .refused("UNKNOWN_NEED", "there is no need `99`\nhint: see a child's needs: bhlp need list CHILD");
    desk.bhlp("check").code(0);
}

#[test]
fn compacts_and_their_reviews_are_withdrawn() {
    let desk = Desk::new();
    desk.bhlp("compact add C-1 --promise 'family: to be there at four' --review 2006-10-01").done(); // 15
    desk.bhlp("compact review 15 --note kept --next 2006-11-01").done(); // 16
    desk.bhlp("compact withdraw 16 --reason 'it was not looked at'")
        .stdout("withdrew review 16 of C-1: it was of compact 15 on 2006-09-01; next on 2006-11-01; kept\n")
        .code(0);
    desk.bhlp("compact list C-1 --format csv")
        .stdout(
            "compact,child_ref,agreed_on,who,promise,reviews,reviewed_on,note,next_on,review\n\
             15,C-1,2006-09-01,family,to be there at four,0,,,2006-10-01,\n",
        )
        .code(0);
    desk.bhlp("compact withdraw 15 --reason 'of C-2'")
        .stdout(
            "withdrew compact 15 of C-1: it was agreed on 2006-09-01; to be reviewed on 2006-10-01; \
             family: to be there at four\n",
        )
        .code(0);
    desk.bhlp("compact review 15").refused(
        "FACT_WITHDRAWN",
        "compact 15 was withdrawn by event 18: of C-2\n\
         hint: what was withdrawn is no more: record it anew, or take it out of the file; bhlp report corrections shows it",
    );
    desk.bhlp("check").code(0);
}

#[test]
fn a_purchase_whose_receipt_is_withdrawn_misses_one_again() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --what Shoes").done(); // 15
    fs::write(desk.dir.path().join("till.txt"), "ten bytes\n").unwrap();
    desk.bhlp("receipt add 15 till.txt").done(); // 16
    let missing =
        "commission,placed_on,age_days,child_ref,item,provider_name,practitioner,invoiced,threshold\n";
    desk.bhlp("receipt list --missing --format csv").stdout(missing).code(0);
    desk.bhlp("receipt withdraw 16 --reason 'of another purchase'")
        .stdout("withdrew receipt 16 of C-1: it was of commission 15, till.txt (10 bytes)\n")
        .code(0);
    desk.bhlp("receipt list --missing --format csv")
        .stdout(format!("{missing}15,2006-09-01,0,C-1,Shoes,Shoe shop,ADMIN,34.99,\n"))
        .code(0);
    // What it was can still be taken out; what shows the purchase now is asked for anew.
    desk.bhlp("receipt get 16 --to back.txt")
        .stdout("wrote receipt 16 (till.txt, 10 bytes) to back.txt\n")
        .code(0);
    desk.bhlp("receipt none 15 --reason lost").done(); // 18
    desk.bhlp("receipt withdraw 18 --reason found").done();
    desk.bhlp("receipt add 15 till.txt")
        .stdout("recorded receipt 20 of commission 15: till.txt (10 bytes), kept in the ledger\n")
        .code(0);
    desk.bhlp("receipt withdraw 99 --reason x").refused(
        "UNKNOWN_RECEIPT",
        "there is no receipt `99`\nhint: see what is registered: bhlp receipt list",
    );
    desk.bhlp("check").code(0);
}

/// A report of what was known before a correction says what was known.
#[test]
fn what_was_known_before_is_shown_as_it_was_known() {
    let desk = Desk::new();
    desk.bhlp("outcome record C-1 gbo 9 --informant child").done(); // 15
    desk.bhlp("outcome correct 15 --score 3 --reason x").now("2006-09-05T10:00:00Z").done();
    for (known, value) in [("2006-09-01", "9"), ("2006-09-05", "3")] {
        let out = desk
            .bhlp(&format!("report scores --child C-1 --known-at {known} --format csv"))
            .now("2006-09-05T10:00:00Z")
            .output();
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(text.contains(&format!("15,gbo,,child,2006-09-01,{value},")), "{known}: {text}");
    }
}

#[test]
fn the_trail_says_what_was_corrected_and_why() {
    let desk = Desk::new();
    desk.bhlp("outcome record C-1 gbo 9 --informant child").done(); // 15
    desk.bhlp("outcome correct 15 --score 3 --reason 'it was a three'").done();
    let out = desk.bhlp("report log --format csv").output();
    let text = String::from_utf8(out.stdout).unwrap();
    let last = text.lines().last().unwrap();
    assert!(
        last.contains(",outcome.correct,,15,gbo 9 as reported by child on 2006-09-01,it was a three,"),
        "{last}"
    );
}

/// A tariff that was invoiced because of a score: what was true then stays, and is pointed at.
#[test]
fn a_score_on_which_a_tariff_rested_is_pointed_at() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 education 100 --from SWIM --held 40 --when 'gbo>=7' --by 2006-12-31")
        .done(); // 15
    desk.bhlp("outcome record C-1 gbo 8 --informant child").done(); // 16
    desk.bhlp("invoice record 15 100 --number A1 --vat 0 --final").done(); // 17
    desk.bhlp("outcome correct 16 --score 7 --reason x")
        .stdout(
            "corrected score 16 of C-1: gbo 7 as reported by child on 2006-09-01; \
             it was gbo 8 as reported by child on 2006-09-01\n",
        )
        .code(0);
    desk.bhlp("outcome correct 16 --score 3 --reason x")
        .stdout(
            "corrected score 16 of C-1: gbo 3 as reported by child on 2006-09-01; \
             it was gbo 7 as reported by child on 2006-09-01\n",
        )
        .stderr("warning: commission 15 was invoiced above its base because of what this score was\n")
        .code(0);
    desk.bhlp("check").code(0);
}

/// A sheet sent again with another figure: both are named, and what to do.
#[test]
fn a_changed_row_of_a_file_of_time_names_both_values() {
    let desk = Desk::new();
    let sheet = |minutes: &str| {
        let rows =
            format!("practitioner,child_ref,on,minutes,activity\nLP1,C-1,2006-08-30,{minutes},visit\n");
        fs::write(desk.dir.path().join("time.csv"), rows).unwrap();
    };
    sheet("45");
    desk.bhlp("import time time.csv").done(); // 15
    sheet("54");
    desk.bhlp("import time time.csv")
        .stderr(
            "error[BAD_ROWS]: time.csv: 1 of 1 rows cannot be taken\n  \
             line 2: [TIME_RECORDED_OTHERWISE] time 15 of LP1 for C-1 on 2006-08-30 is recorded with minutes 45; now it \
             comes with 54; if what is recorded is wrong: bhlp time correct 15 --minutes ... --reason TEXT; if both are \
             right, both belong in the file | LP1,C-1,2006-08-30,54,visit\n\
             hint: correct the file and import it again: rows taken before change nothing\n\
             nothing was recorded\n",
        )
        .code(1);
    desk.bhlp("time correct 15 --minutes 54 --reason x").done();
    desk.bhlp("import time time.csv").stdout("time: 0 new, 1 already in the ledger\n").code(0);
}

/// The month is closed and an extract was sent: both stay as they were, and the answer says so.
#[test]
fn what_was_signed_or_sent_stays_and_is_told() {
    let desk = Desk::new();
    desk.bhlp("time record C-1 45 visit --on 2006-07-20").done(); // 15
    desk.bhlp("month close 2006-07").user("FIN").done(); // 16
    desk.bhlp("time correct 15 --minutes 54 --reason x")
        .stdout(
            "corrected time 15 of C-1: 54 minutes of ADMIN on 2006-07-20: visit; \
             it was 45 minutes of ADMIN on 2006-07-20: visit\n",
        )
        .stderr("warning: 2006-07 is closed: what was signed and handed over of it stays as it was\n")
        .code(0);
    desk.bhlp("check").code(0);
}
