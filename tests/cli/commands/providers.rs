//! Steps with providers: what they stop, what goes on, and who sees them.

use std::fs;

use super::desk::Desk;

const HINT: &str = "hint: choose another: bhlp provider list; what was commissioned goes on; a manager ends it: \
                    bhlp provider step SHOP restored --reason TEXT";

#[test]
fn a_suspended_provider_gets_no_new_orders_and_finishes_the_old() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 60 --from SHOP").done(); // 15
    desk.bhlp("provider step SHOP suspended --reason 'late again' --review 2006-10-01")
        .user("MGR")
        .stdout(
            "Shoe shop: suspended from 2006-09-01, to be reviewed on 2006-10-01; nothing new is commissioned from it; \
             what was commissioned goes on\n",
        )
        .code(0);
    let refused =
        format!("nothing new is commissioned from SHOP since 2006-09-01: suspended (late again)\n{HINT}");
    for line in ["buy C-1 food 5 --from SHOP", "commission place C-1 food 5 --from 'Shoe shop'"] {
        desk.bhlp(line).refused("PROVIDER_SUSPENDED", &refused);
    }
    // The day before it was as before; what was ordered goes on.
    desk.bhlp("buy C-1 food 5 --from SHOP --on 2006-08-31").done();
    desk.bhlp("commission amend 15 70").refused("PROVIDER_SUSPENDED", &refused);
    desk.bhlp("commission amend 15 50").done();
    desk.bhlp("invoice record 15 50").done();
    desk.bhlp("payment record 15").done();
    desk.bhlp("buy C-1 food 5 --from SWIM").done();
    desk.bhlp("provider step SHOP restored --reason 'on time for a month' --on 2006-09-02")
        .stdout("Shoe shop: restored from 2006-09-02; new commissions are allowed again\n")
        .code(0);
    desk.bhlp("buy C-1 food 5 --from SHOP").refused("PROVIDER_SUSPENDED", &refused);
    desk.bhlp("buy C-1 food 5 --from SHOP").now("2006-09-02T10:00:00Z").done();
    desk.bhlp("check").code(0);
}

#[test]
fn what_a_step_stops_may_be_said() {
    let desk = Desk::new();
    let step = |words: &str, said: &str| {
        desk.bhlp(&format!("provider step SHOP {words}")).stdout(format!("Shoe shop: {said}\n")).code(0);
    };
    step("notice --reason late", "notice from 2006-09-01; new commissions are allowed again");
    desk.bhlp("buy C-1 food 5 --from SHOP").done();
    step(
        "improvement_plan --reason late --stops-commissions yes",
        "improvement plan from 2006-09-01; nothing new is commissioned from it; what was commissioned goes on",
    );
    desk.bhlp("buy C-1 food 5 --from SHOP").refused(
        "PROVIDER_SUSPENDED",
        &format!("nothing new is commissioned from SHOP since 2006-09-01: improvement plan (late)\n{HINT}"),
    );
    step(
        "contracted_elsewhere --reason late --stops-commissions no",
        "contracted elsewhere from 2006-09-01; new commissions are allowed again",
    );
    desk.bhlp("buy C-1 food 5 --from SHOP").done();
    desk.bhlp("provider steps SHOP --format csv")
        .stdout(
            "step_number,provider,provider_name,step,from_on,review_on,new_commissions,reason,meanwhile,recorded_by\n\
             15,SHOP,Shoe shop,notice,2006-09-01,,go on,late,,ADMIN\n\
             17,SHOP,Shoe shop,improvement_plan,2006-09-01,,stopped,late,,ADMIN\n\
             18,SHOP,Shoe shop,contracted_elsewhere,2006-09-01,,go on,late,,ADMIN\n",
        )
        .code(0);
    desk.bhlp("provider list --format csv")
        .stdout(
            "provider,name,sector,companies_house,charity_number,ukprn,vat_number,owed,step,step_on,review_on,new_commissions\n\
             SHOP,Shoe shop,private,,,,GB123456782,0.00,contracted_elsewhere,2006-09-01,,\n\
             SWIM,\"Swim, \"\"Splash\"\" & =Co\",voluntary,,,,GB123456782,0.00,,,,\n",
        )
        .code(0);
}

#[test]
fn a_step_that_cannot_be_meant_is_refused() {
    let desk = Desk::new();
    desk.bhlp("provider step SHOP restored --reason well --stops-commissions yes").refused(
        "FIELD_INVALID",
        "stops_commissions `yes` is not valid; wanted `no`: a provider that is restored may be commissioned from",
    );
    desk.bhlp("provider step SHOP notice --reason late --review 2006-08-31").refused(
        "DAYS_OUT_OF_ORDER",
        "the review on 2006-08-31 comes before the step on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("provider step SHOP notice --reason late").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not change the registers or import\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
}

/// A row of a file is an order like any other, row by row and in bulk.
#[test]
fn an_import_obeys_the_steps() {
    let desk = Desk::new();
    desk.bhlp("provider step SHOP suspended --reason late --on 2006-08-20").done();
    let file = |rows: &str| {
        let head = "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,\
                    amount,vat,paid_from,invoice_no,needed_on,options_considered,chosen_by,instead_of\n";
        fs::write(desk.dir.path().join("purchases.csv"), format!("{head}{rows}")).unwrap();
    };
    file("P-1,C-1,LP1,SHOP,food,x,2006-08-21,,,5.00,,,,,,,\n");
    let output = desk.bhlp("import purchases purchases.csv").output();
    let said = super::desk::text(&output.stderr);
    assert!(
        said.contains("[PROVIDER_SUSPENDED] nothing new is commissioned from SHOP since 2006-08-20"),
        "{said}"
    );
    file("P-1,C-1,LP1,SHOP,food,x,2006-08-19,,,5.00,,,,,,,\n");
    desk.bhlp("import purchases purchases.csv").done();
    desk.bhlp("check").code(0);
}
