//! What is waiting for approval: who decides, when, and what becomes of the money.

use super::desk::{Desk, text};

/// LP1, who may order £100.00 alone, asked for something of £150.00: commission 15.
fn asked() -> Desk {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 furniture 150 --from SHOP --what 'bunk bed'").user("LP1").done();
    desk
}

/// A pilot with the bands of its policy: LP1 and LP2 alone up to £100.00, a manager to £300.00, above
/// that the finance officer.
fn banded() -> Desk {
    let desk = Desk::new();
    let policy = r#"
name = "Trial"
sign_off_limit = "100.00"
[[bands]]
above = "100.00"
up_to = "300.00"
roles = ["manager"]
[[bands]]
above = "300.00"
roles = ["finance"]
[categories.devices]
allowed = false
[categories.furniture]
cap = "400.00"
"#;
    std::fs::write(desk.dir.path().join("policy.toml"), policy).unwrap();
    desk.bhlp("policy set policy.toml --from 2006-07-01").done(); // 15
    desk
}

#[test]
fn the_limit_itself_is_ordered_and_a_penny_more_asks() {
    let desk = Desk::new();
    for (amount, said) in [
        ("99.99", "commissioned"),
        ("100.00", "commissioned"),
        ("100.01", "asked for approval to commission"),
    ] {
        let line = format!("commission place C-1 food {amount} --from SHOP --dry-run");
        let output = desk.bhlp(&line).user("LP1").output();
        assert!(text(&output.stdout).starts_with(&format!("{said} food for C-1")), "{amount}");
    }
}

#[test]
fn what_waits_keeps_its_money_and_is_told() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 furniture 150 --from SHOP --what 'bunk bed'")
        .user("LP1")
        .stdout(
            "asked for approval to commission bunk bed for C-1 from Shoe shop on 2006-09-01: £150.00 (commission 15)\n  \
             waiting for approval: it is above the £100.00 that LP1 may commission alone; the money is reserved in the meantime\n\
             left for C-1: £350.00 of £500.00 (promised £150.00, used £0.00)\n",
        )
        .code(0);
}

#[test]
fn nothing_is_billed_paid_or_changed_while_it_waits() {
    let desk = asked();
    for line in ["invoice record 15 150", "payment record 15 150", "commission amend 15 160"] {
        desk.bhlp(line).refused(
            "APPROVAL_PENDING",
            "commission 15 waits for approval; nothing is invoiced, paid or changed on it until then\n\
             hint: somebody else approves it: bhlp approve 15; to give it up: bhlp commission cancel 15",
        );
    }
    desk.bhlp("approve 15")
        .user("MGR")
        .stdout(
            "approved commission 15: £150.00 for C-1\n\
             left for C-1: £350.00 of £500.00 (promised £150.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp("invoice record 15 150 --final").user("LP1").done();
    desk.bhlp("payment record 15").user("LP1").done();
    desk.bhlp("check").code(0);
}

#[test]
fn a_refusal_frees_the_money_and_is_final() {
    let desk = asked();
    desk.bhlp("refuse 15 --reason 'a second-hand one will do'")
        .user("MGR")
        .stdout(
            "refused commission 15 on 2006-09-01; its money is available again (entry 16)\n\
             left for C-1: £500.00 of £500.00 (promised £0.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp("approve 15").user("FIN").refused(
        "ALREADY_DECIDED",
        "commission 15 was refused already, by entry 16\nhint: see it: bhlp commission show 15",
    );
    desk.bhlp("entry reverse 16 --reason 'too hasty'").user("MGR").refused(
        "REQUEST_SETTLED",
        "entry 16 ended a request for approval, which cannot be asked again by undoing it\n\
         hint: commission it again: bhlp commission place",
    );
    desk.bhlp("check").code(0);
}

#[test]
fn an_approval_that_arrives_twice_is_told_what_became_of_it() {
    let desk = asked();
    desk.bhlp("approve 15").user("MGR").done();
    for line in ["approve 15", "refuse 15 --reason late"] {
        desk.bhlp(line).user("FIN").refused(
            "ALREADY_DECIDED",
            "commission 15 was approved already, by entry 16\nhint: see it: bhlp commission show 15",
        );
    }
    // The same request twice, by its key, is done once.
    let desk = asked();
    desk.bhlp("approve 15 --key K-1").user("MGR").done();
    desk.bhlp("approve 15 --key K-1").user("MGR").stdout("already recorded as entry 16\n").code(0);
}

#[test]
fn an_approval_that_arrives_after_the_budget_closed_is_refused() {
    let desk = asked();
    desk.bhlp("commission cancel 15").user("LP1").done();
    desk.bhlp("budget close C-1").done();
    desk.bhlp("approve 15").user("MGR").refused(
        "BUDGET_CLOSED",
        "budget C-1 was closed on 2006-09-01\nhint: to go on with it, have finance open it again: bhlp budget reopen C-1 --reason TEXT; its history: bhlp report statement --child C-1",
    );
}

#[test]
fn what_is_let_go_of_no_longer_waits() {
    let desk = asked();
    desk.bhlp("commission cancel 15").user("LP1").done();
    desk.bhlp("approve 15").user("MGR").refused(
        "ALREADY_DECIDED",
        "commission 15 was withdrawn already, by entry 16\nhint: see it: bhlp commission show 15",
    );
    desk.bhlp("commission place C-1 food 20 --from SHOP").user("LP1").done();
    desk.bhlp("approve 17").user("MGR").refused(
        "NOT_WAITING",
        "commission 17 is not waiting for approval\nhint: see what is waiting: bhlp approve",
    );
    let desk = asked();
    desk.bhlp("entry reverse 15 --reason 'wrong child'").user("LP1").done();
    desk.bhlp("check").code(0);
}

#[test]
fn nobody_approves_what_they_asked_for() {
    let desk = asked();
    let own = |user: &str, number: i64| {
        format!(
            "{user} asked for commission {number} themselves; nobody approves their own request\n\
             hint: ask a colleague to decide: bhlp today shows them what is waiting"
        )
    };
    desk.bhlp("approve 15").user("LP1").refused("OWN_REQUEST", &own("LP1", 15));
    // Recorded by the manager for LP1: neither decides.
    desk.bhlp("commission place C-1 food 120 --from SHOP --for LP1").user("MGR").done();
    desk.bhlp("approve 16").user("MGR").refused("OWN_REQUEST", &own("MGR", 16));
    desk.bhlp("approve 16").user("LP1").refused("OWN_REQUEST", &own("LP1", 16));
    desk.bhlp("approve 16").user("FIN").done();
}

#[test]
fn a_band_reaches_to_its_end_and_no_penny_further() {
    let desk = banded();
    desk.bhlp("commission place C-1 food 300.00 --from SHOP").user("LP1").done();
    desk.bhlp("approve 16").user("LP2").refused(
        "BAND_TOO_LOW",
        "LP2 may approve nothing; £300.00 is asked for\nhint: see who may approve how much: bhlp policy show",
    );
    desk.bhlp("approve 16").user("MGR").done();
    desk.bhlp("commission cancel 16").user("LP1").done();
    desk.bhlp("commission place C-1 food 300.01 --from SHOP").user("LP1").done();
    desk.bhlp("approve 19").user("MGR").refused(
        "BAND_TOO_LOW",
        "MGR may approve up to £300.00; £300.01 is asked for\n\
         hint: see who may approve how much: bhlp policy show",
    );
    desk.bhlp("approve 19").user("FIN").done();
    desk.bhlp("check").code(0);
}

#[test]
fn the_policys_limit_binds_who_has_none_of_their_own() {
    let desk = banded();
    desk.bhlp("buy C-1 food 100.01 --from SHOP").user("LP2").refused(
        "SIGN_OFF_EXCEEDED",
        "LP2 may commission up to £100.00 alone; £100.01 was asked for\n\
         hint: ask for approval (the money is reserved in the meantime): bhlp commission place C-1 food 100.01 --from SHOP",
    );
}

#[test]
fn an_approver_who_left_decides_nothing() {
    let desk = asked();
    desk.bhlp("practitioner leave MGR --on 2006-08-31").done();
    desk.bhlp("approve 15").user("MGR").refused(
        "ACTOR_LEFT",
        "MGR left on 2006-08-31 and records nothing after that\n\
         hint: record as someone who is in the pilot: --as USER",
    );
}

#[test]
fn a_decision_is_not_before_its_request() {
    let desk = asked();
    desk.bhlp("approve 15 --on 2006-08-31").user("MGR").refused(
        "DAYS_OUT_OF_ORDER",
        "the decision on 2006-08-31 comes before the request on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("approve 15 --on 2006-09-02").user("MGR").refused(
        "DAY_TO_COME",
        "2006-09-02 has not come yet; today is 2006-09-01\n\
         hint: record it once it has happened, with the day on which it did",
    );
}

#[test]
fn who_decides_does_not_set_the_bands_and_who_only_reads_buys_nothing() {
    let desk = banded();
    for user in ["MGR", "FIN"] {
        let output = desk.bhlp("policy set policy.toml").user(user).output();
        let said = text(&output.stderr);
        assert!(said.starts_with("error[ROLE_MAY_NOT]") && said.contains("set the policy"), "{said}");
    }
    let output = desk.bhlp("commission place C-1 food 5 --from SHOP --for EVA").output();
    let said = text(&output.stderr);
    assert!(said.starts_with("error[ROLE_MAY_NOT]: EVA "), "{said}");
}

#[test]
fn more_of_an_order_is_ordered_by_the_policy_of_that_day() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 devices 50 --from SHOP").done(); // 15
    std::fs::write(
        desk.dir.path().join("p.toml"),
        "name = \"Trial\"\n[categories.devices]\nallowed = false\n",
    )
    .unwrap();
    desk.bhlp("policy set p.toml").done();
    desk.bhlp("commission amend 15 50.01").refused(
        "CATEGORY_NOT_ALLOWED",
        "the policy does not allow devices on 2006-09-01\nhint: see what the policy allows: bhlp policy show",
    );
    desk.bhlp("commission amend 15 49.99").done();
    desk.bhlp("invoice record 15 49.99 --final").done();
    desk.bhlp("check").code(0);
}

#[test]
fn no_more_is_billed_than_was_approved() {
    let desk = asked();
    desk.bhlp("approve 15").user("MGR").done();
    desk.bhlp("invoice record 15 150.01").user("LP1").refused(
        "INVOICE_ABOVE_SIGN_OFF",
        "commission 15 may be invoiced up to £150.00 in all; this would make it £150.01\n\
         hint: ask for the greater total first: bhlp commission amend 15 AMOUNT",
    );
    desk.bhlp("commission amend 15 150.01").user("LP1").done();
    desk.bhlp("refuse 15 --reason 'no more'")
        .user("MGR")
        .stdout(
            "refused the change of commission 15 on 2006-09-01; its money is available again (entry 18)\n\
             left for C-1: £350.00 of £500.00 (promised £150.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp("commission amend 15 160").user("LP1").done();
    desk.bhlp("approve 15").user("MGR").done();
    desk.bhlp("invoice record 15 160 --final").user("LP1").done();
    desk.bhlp("check").code(0);
}

#[test]
fn a_conflict_of_interest_asks_however_small_the_sum() {
    let desk = Desk::new();
    desk.bhlp("conflict declare --provider SHOP --what 'my brother owns it'").user("LP1").done();
    desk.bhlp("conflict declare --child C-1 --what 'her uncle' --for MGR").done();
    desk.bhlp("buy C-1 food 5 --from SHOP").user("LP1").refused(
        "CONFLICT_DECLARED",
        "LP1 declared a conflict of interest (my brother owns it): somebody else must approve this\n\
         hint: ask for approval (the money is reserved in the meantime): bhlp commission place C-1 food 5.00 --from SHOP",
    );
    desk.bhlp("commission place C-1 food 5 --from SHOP").user("LP1").done();
    desk.bhlp("approve 17").user("MGR").refused(
        "APPROVER_HAS_CONFLICT",
        "MGR declared a conflict of interest (her uncle) and does not decide on this\n\
         hint: ask a colleague to decide: bhlp today shows them what is waiting",
    );
    desk.bhlp("approve 17").user("FIN").done();
    desk.bhlp("check").code(0);
}

#[test]
fn a_category_is_bought_as_far_as_the_policy_allows() {
    let desk = banded();
    desk.bhlp("buy C-1 devices 20 --from SHOP").user("LP1").refused(
        "CATEGORY_NOT_ALLOWED",
        "the policy does not allow devices on 2006-09-01\nhint: see what the policy allows: bhlp policy show",
    );
    desk.bhlp("commission place C-1 furniture 400.01 --from SHOP").user("LP1").refused(
        "CATEGORY_CAP_EXCEEDED",
        "a child may have £400.00 of furniture; C-1 has had £0.00, £400.01 more was asked for\n\
         hint: see what the policy allows: bhlp policy show",
    );
    desk.bhlp("commission place C-1 furniture 400 --from SHOP").user("LP1").done();
    desk.bhlp("buy C-1 furniture 0.01 --from SHOP").user("LP1").refused(
        "CATEGORY_CAP_EXCEEDED",
        "a child may have £400.00 of furniture; C-1 has had £400.00, £0.01 more was asked for\n\
         hint: see what the policy allows: bhlp policy show",
    );
}

#[test]
fn the_queue_is_listed_oldest_first_with_what_else_there_was() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 clothing 60 --from SHOP --on 2006-08-25").user("LP1").done();
    desk.bhlp("commission place C-1 furniture 150 --from SHOP --what bed --on 2006-08-30").user("LP1").done();
    desk.bhlp("commission place C-1 food 101 --from SWIM").user("LP1").done();
    desk.bhlp("approve --format csv")
        .user("MGR")
        .stdout(
            "commission,asked_on,days,child_ref,item,category,provider_name,asked,because,practitioner,asked_by,left,had,\
             nearby,nearby_amount,needed_on,wish,note,provider_step\n\
             16,2006-08-30,2,C-1,bed,furniture,Shoe shop,150.00,limit,LP1,LP1,189.00,311.00,1,60.00,,,,\n\
             17,2006-09-01,0,C-1,Food and essentials,food,\"Swim, \"\"Splash\"\" & =Co\",101.00,limit,LP1,LP1,\
             189.00,311.00,2,210.00,,,,\n",
        )
        .code(0);
    desk.bhlp("approve 16 --on 2006-09-04 --note 'yes'").user("MGR").now("2006-09-04T10:30:00Z").done();
    desk.bhlp("report approvals --format csv")
        .user("MGR")
        .now("2006-09-05T10:00:00Z")
        .stdout(
            "commission,asked_on,child_ref,item,category,asked,because,practitioner,verdict,decided_on,decided_by,\
             days,minutes,reason\n\
             16,2006-08-30,C-1,bed,furniture,150.00,limit,LP1,approved,2006-09-04,MGR,5,4350,yes\n\
             17,2006-09-01,C-1,Food and essentials,food,101.00,limit,LP1,waiting,,,4,,\n",
        )
        .code(0);
}

#[test]
fn purchases_in_parts_are_shown() {
    let desk = Desk::new();
    for (day, amount) in [("2006-08-01", "60"), ("2006-08-14", "40.01"), ("2006-08-28", "60")] {
        desk.bhlp(&format!("buy C-1 clothing {amount} --from SHOP --on {day}")).user("LP1").done();
    }
    // 13 days apart they are within two weeks of each other, 14 days apart they are not.
    desk.bhlp("report splits --format csv")
        .stdout(
            "commission,placed_on,child_ref,practitioner,provider_name,limit,purchases,together,first_on,commissions\n\
             16,2006-08-14,C-1,LP1,Shoe shop,100.00,2,100.01,2006-08-01,15 16\n",
        )
        .code(0);
}

#[test]
fn the_approver_is_shown_what_was_bought_in_parts() {
    let desk = Desk::new();
    for day in ["2006-08-28", "2006-08-29"] {
        desk.bhlp(&format!("buy C-1 clothing 60 --from SHOP --on {day}")).user("LP1").done();
    }
    desk.bhlp("approve --format plain")
        .user("MGR")
        .stdout(
            "Waiting for approval\nas at 2006-09-01\n\nnothing is waiting for approval\n\n\
             Split purchases, since 2006-06-03\nas at 2006-09-01\n\n\
             Last commission: 16\nDay: 2006-08-29\nChild: C-1\nBuyer: LP1\nProvider: Shoe shop\nLimit: £100.00\nPurchases: 2\n\
             Together: £120.00\nSince: 2006-08-28\nCommissions: 15 16\n",
        )
        .code(0);
}

#[test]
fn the_family_and_the_life_of_the_order_tell_that_it_waits() {
    let desk = asked();
    let page = text(&desk.bhlp("report family --child C-1").output().stdout);
    let line = "- 1 September 2006: bunk bed, from Shoe shop: £150.00; this still has to be approved\n";
    assert!(page.contains(line), "{page}");
    desk.bhlp("approve 15 --note 'a good price'").user("MGR").done();
    let page = text(&desk.bhlp("report family --child C-1").output().stdout);
    assert!(page.contains("bunk bed, from Shoe shop: £150.00\n"), "{page}");
    let life = text(&desk.bhlp("commission show 15 --format csv").output().stdout);
    let told: Vec<&str> = life.lines().filter(|line| line.contains(",asked to commission,")).collect();
    assert_eq!(told.len(), 1, "{life}");
    assert!(life.contains(",approved by MGR,"), "{life}");
}

#[test]
fn a_bill_beyond_the_promise_is_judged_like_a_change() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 50 --from SHOP --on 2006-08-01").user("LP1").done(); // 15
    desk.bhlp("conflict declare --provider SHOP --what 'my brother'").user("LP1").done(); // 16
    desk.bhlp("commission place C-1 food 40 --from SHOP").user("LP1").done(); // 17
    desk.bhlp("approve 17").user("MGR").done(); // 18
    for (order, most, invoiced) in [(15, "£50.00", "51.00"), (17, "£40.00", "41.00")] {
        desk.bhlp(&format!("invoice record {order} {invoiced}")).user("MGR").refused(
            "INVOICE_ABOVE_SIGN_OFF",
            &format!(
                "commission {order} may be invoiced up to {most} in all; this would make it £{invoiced}\n\
                 hint: ask for the greater total first: bhlp commission amend {order} AMOUNT"
            ),
        );
    }
    desk.bhlp("invoice record 15 50").user("LP1").done(); // 19
    desk.bhlp("invoice record 17 40").user("LP1").done(); // 20
    desk.bhlp("credit-note record 17 40").user("LP1").done();
    desk.bhlp("invoice record 17 40 --number 2").user("LP1").done();
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn a_change_that_was_refused_is_not_billed_instead() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 60 --from SHOP").user("MGR").done(); // 15
    std::fs::write(
        desk.dir.path().join("policy.toml"),
        "sign_off_limit = 100\n[invoices]\npercent_above = 100\nmost_above = 100\n",
    )
    .unwrap();
    desk.bhlp("policy set policy.toml --from 2006-09-01").done(); // 16
    desk.bhlp("commission amend 15 300").user("MGR").done(); // 17
    desk.bhlp("refuse 15 --reason 'too much'").user("FIN").done();
    desk.bhlp("invoice record 15 100.01").user("MGR").refused(
        "INVOICE_ABOVE_SIGN_OFF",
        "commission 15 may be invoiced up to £100.00 in all; this would make it £100.01\n\
         hint: ask for the greater total first: bhlp commission amend 15 AMOUNT",
    );
    desk.bhlp("invoice record 15 100.00").user("MGR").done();
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn undoing_a_cancellation_does_not_pass_a_cap() {
    let desk = banded();
    desk.bhlp("commission place C-1 furniture 250 --from SHOP").done(); // 16
    desk.bhlp("approve 16").user("MGR").done();
    desk.bhlp("commission place C-1 furniture 50 --from SHOP").user("LP2").done(); // 18
    desk.bhlp("commission cancel 18").user("LP2").done(); // 19
    desk.bhlp("commission place C-1 furniture 100 --from SHOP").user("LP2").done(); // 20
    desk.bhlp("commission place C-1 furniture 1 --from SHOP").user("LP2").done(); // 21
    desk.bhlp("entry reverse 19 --reason 'still wanted'").user("LP2").refused(
        "CATEGORY_CAP_EXCEEDED",
        "a child may have £400.00 of furniture; C-1 has had £351.00, £50.00 more was asked for\n\
         hint: see what the policy allows: bhlp policy show",
    );
    desk.bhlp("commission cancel 21").user("LP2").done();
    desk.bhlp("entry reverse 19 --reason 'still wanted'").user("LP2").done();
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn an_earlier_day_gives_no_wider_band() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 350 --from SHOP").user("LP1").done(); // 15
    let bands = "sign_off_limit = 100\n[[bands]]\nabove = 100\nup_to = 300\nroles = [\"manager\"]\n\
                 [[bands]]\nabove = 300\nroles = [\"finance\"]\n";
    std::fs::write(desk.dir.path().join("policy.toml"), bands).unwrap();
    desk.bhlp("policy set policy.toml --from 2006-09-02").done();
    let later = "2006-09-03T10:00:00Z";
    desk.bhlp("approve 15 --on 2006-09-01").now(later).user("MGR").refused(
        "BAND_TOO_LOW",
        "MGR may approve up to £300.00; £350.00 is asked for\n\
         hint: see who may approve how much: bhlp policy show",
    );
    desk.bhlp("approve 15 --on 2006-09-01").now(later).user("FIN").done();
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn the_order_a_refused_purchase_names_says_all_that_was_said() {
    let desk = Desk::new();
    desk.bhlp(
        "buy C-1 food 117.50 --vat 17.50 --from 'Shoe shop' --what 'warm meals' --wish \"mum's\" --on 2006-08-30 \
         --option 'Gym; 40; 21; too far'",
    )
    .user("LP1")
    .refused(
        "SIGN_OFF_EXCEEDED",
        "LP1 may commission up to £100.00 alone; £117.50 was asked for\n\
         hint: ask for approval (the money is reserved in the meantime): bhlp commission place C-1 food 117.50 --from 'Shoe shop' \
         --what 'warm meals' --vat 17.50 --wish \"mum's\" --on 2006-08-30 --option 'Gym; 40.00; 21; too far'",
    );
}

#[test]
fn only_what_came_before_is_shown_as_before() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 furniture 150 --from SHOP").user("LP1").done(); // 15
    desk.bhlp("commission place C-1 food 101 --from SWIM").user("LP1").done(); // 16
    let queue = desk.bhlp("approve --format csv").user("MGR").output();
    let nearby: Vec<String> = text(&queue.stdout)
        .lines()
        .map(|line| line.split(',').rev().nth(5).unwrap_or_default().into())
        .collect();
    assert_eq!(nearby, ["nearby", "", "1"]);
}

#[test]
fn nobody_is_sent_to_ask_for_what_there_is_no_money_for() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 500.01 --from SHOP").user("LP1").refused(
        "BUDGET_EXCEEDED",
        "C-1's budget has £500.00 left; £500.01 was asked for\n  \
         given £500.00 = left £500.00 + promised £0.00 + used £0.00\n\
         hint: give a smaller amount, or have the budget topped up: bhlp budget top-up C-1 AMOUNT",
    );
}

#[test]
fn nobody_raises_their_own_limit_or_role() {
    let desk = Desk::new();
    for change in ["--limit 2500", "--role administrator"] {
        desk.bhlp(&format!("practitioner amend MGR {change}")).user("MGR").refused(
            "OWN_AUTHORITY",
            "MGR may not change their own limit or role\n\
             hint: ask a colleague to change it: bhlp practitioner list",
        );
        desk.bhlp(&format!("practitioner amend MGR {change} --dry-run")).user("FIN").done();
    }
    desk.bhlp("practitioner amend MGR --profession 'team manager'").user("MGR").done();
}
