//! What became of orders, and how providers did.

use super::desk::Desk;

/// A desk with an order of ten lessons at £12.00, number 15, needed by 20 September.
fn ordered() -> Desk {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 activities --from SWIM --units 10 --unit-price 12 --needed 2006-09-20")
        .done();
    desk
}

#[test]
fn what_comes_is_recorded_until_it_is_complete() {
    let desk = ordered();
    let says = |line: &str, said: &str| {
        let now = if line.contains("--on") { "2006-09-22T10:00:00Z" } else { "2006-09-01T10:00:00Z" };
        desk.bhlp(line).now(now).stdout(format!("{said}\n")).code(0);
    };
    says(
        "delivery record 15 --units 4 --partly --on 2006-09-08",
        "recorded a delivery of 4 units on commission 15 on 2006-09-08; 6 still to be delivered",
    );
    says(
        "delivery list --open --format csv",
        "commission,placed_on,needed_on,days_over,child_ref,item,provider_name,practitioner,commissioned,units\n\
         15,2006-09-01,2006-09-20,-19,C-1,Holiday and activity costs,\"Swim, \"\"Splash\"\" & =Co\",ADMIN,10,",
    );
    desk.bhlp("delivery record 15 --units 6.5").refused(
        "DELIVERY_ABOVE_COMMISSION",
        "10 units were commissioned on commission 15, 6 are still to be delivered; 6.5 were given\n\
         hint: give the units delivered now; anything more is a new commission",
    );
    desk.bhlp("delivery record 15 --on 2006-08-31").refused(
        "DAYS_OUT_OF_ORDER",
        "the delivery on 2006-08-31 comes before the commission on 2006-09-01\n\
         hint: check the days: --on DATE is the day it happened",
    );
    says(
        "delivery record 15 --units 5 --on 2006-09-22",
        "recorded a delivery of 5 units on commission 15 on 2006-09-22; it is complete, 1 short",
    );
    desk.bhlp("delivery record 15 --units 1").refused(
        "DELIVERY_COMPLETE",
        "commission 15 is complete since 2006-09-22\n\
         hint: anything more is a new commission: bhlp commission place",
    );
    desk.bhlp("buy C-1 food 5 --from SHOP").done(); // 18
    desk.bhlp("delivery record 18").refused(
        "DELIVERY_COMPLETE",
        "commission 18 is complete since 2006-09-01\n\
         hint: anything more is a new commission: bhlp commission place",
    );
    desk.bhlp("delivery record 99").refused(
        "UNKNOWN_COMMISSION",
        "there is no commission `99`\nhint: see what is open: bhlp commission list --open",
    );
    desk.bhlp("delivery list --format csv")
        .now("2006-09-30T10:00:00Z")
        .stdout(
            "delivery,commission,delivered_on,child_ref,item,provider_name,units,part,recorded_by,was\n\
             16,15,2006-09-08,C-1,Holiday and activity costs,\"Swim, \"\"Splash\"\" & =Co\",4,partly,ADMIN,\n\
             17,15,2006-09-22,C-1,Holiday and activity costs,\"Swim, \"\"Splash\"\" & =Co\",5,complete,ADMIN,\n",
        )
        .code(0);
    desk.bhlp("commission place C-1 food 5 --from SHOP").done(); // 19
    desk.bhlp("commission cancel 19").done();
    desk.bhlp("delivery record 19").refused(
        "COMMISSION_CLOSED",
        "commission 19 was closed by entry 20\n\
         hint: see its history: bhlp commission show 19; something new is a new commission",
    );
    desk.bhlp("check").code(0);
}

/// SWIM: one order 2 days late and one unit short, one 4 days late, one on its day, one not there
/// though it is due, one without a day. SHOP: bought at once, on its day.
#[test]
fn providers_are_held_against_what_was_ordered() {
    let desk = ordered(); // 15
    let later = |line: &str| desk.bhlp(line).now("2006-09-29T10:00:00Z").done();
    later("delivery record 15 --units 9 --on 2006-09-22");
    for needed in ["--needed 2006-09-10", "--needed 2006-09-10", "--needed 2006-09-25", ""] {
        desk.bhlp(&format!("commission place C-1 care 20 --from SWIM {needed}")).done(); // 17 to 20
    }
    later("invoice record 17 20 --on 2006-09-14"); // the invoice shows that it came
    later("delivery record 18 --on 2006-09-10");
    later("invoice record 18 20 --on 2006-09-29");
    later("invoice record 20 20 --on 2006-09-29");
    desk.bhlp("buy C-1 food 5 --from SHOP --needed 2006-09-01").done();
    // What was undone does not count.
    desk.bhlp("commission place C-1 care 20 --from SHOP").done(); // 26
    desk.bhlp("commission cancel 26").done();
    let deliveries = |more: &str, rows: &str| {
        desk.bhlp(&format!("report deliveries --format csv {more}"))
            .now("2006-09-30T10:00:00Z")
            .stdout(format!(
                "provider,provider_name,commissions,delivered,dated,on_time,on_time_share,late_days,short,overdue\n{rows}"
            ))
            .code(0);
    };
    let shop = "SHOP,Shoe shop,1,1,1,1,100.0,,0,0\n";
    let swim = "SWIM,\"Swim, \"\"Splash\"\" & =Co\"";
    deliveries("", &format!("{shop}{swim},5,4,3,1,33.3,2,1,1\n"));
    deliveries("--provider SHOP", shop);
    // On 12 September one of two that were due had come: the one needed, and delivered, on the 10th.
    deliveries("--as-at 2006-09-12", &format!("{shop}{swim},5,1,1,1,100.0,,0,1\n"));
}

#[test]
fn the_price_of_a_unit_is_followed_quarter_by_quarter() {
    let desk = Desk::new();
    for (price, day) in [(12, "2006-09-01"), (13, "2006-09-30"), (11, "2006-10-01"), (12, "2006-12-31")] {
        desk.bhlp(&format!("buy C-1 activities --from SWIM --units 2 --unit-price {price} --on {day}"))
            .now("2006-12-31T10:00:00Z")
            .done();
    }
    desk.bhlp("buy C-1 activities --from SWIM --units 1 --unit-price 20.01 --on 2006-12-31")
        .now("2006-12-31T10:00:00Z")
        .done();
    desk.bhlp("buy C-1 activities 50 --from SWIM").done(); // no price of a unit
    desk.bhlp("buy C-1 food --from SHOP --units 3 --unit-price 0.55").done();
    desk.bhlp("buy C-1 food --from SHOP --units 2 --unit-price 0.5").done();
    desk.bhlp("report unit-prices --format csv")
        .now("2006-12-31T10:00:00Z")
        .stdout(
            "category,provider,provider_name,quarter,commissions,median,lowest\n\
             activities,SWIM,\"Swim, \"\"Splash\"\" & =Co\",2006 Q3,2,12.50,12.00\n\
             activities,SWIM,\"Swim, \"\"Splash\"\" & =Co\",2006 Q4,3,12.00,11.00\n\
             food,SHOP,Shoe shop,2006 Q3,2,0.53,0.50\n",
        )
        .code(0);
}

/// Seven of ten came and no more will: 7 x 12.00 = 84.00, and nothing is short. Undone it is ten again, three
/// to come.
#[test]
fn fewer_units_are_agreed_and_none_is_short() {
    let desk = ordered();
    let now = "2006-09-23T10:00:00Z";
    desk.bhlp("delivery record 15 --units 7 --partly --on 2006-09-08").now(now).done(); // 16
    desk.bhlp("commission amend 15 84")
        .now(now)
        .stdout(
            "changed commission 15 to £84.00 on 2006-09-23 (entry 17)\n\
             left for C-1: £416.00 of £500.00 (promised £84.00, used £0.00)\n",
        )
        .stderr("warning: it is for 10 units still; to say how many there are now: --units\n")
        .code(0); // 17
    desk.bhlp("entry reverse 17 --reason mistyped").now(now).done(); // 18
    desk.bhlp("commission amend 15 --units 6.5").now(now).refused(
        "DELIVERY_ABOVE_COMMISSION",
        "6.5 units were commissioned on commission 15, 0 are still to be delivered; 7 were given\n\
         hint: give the units delivered now; anything more is a new commission",
    );
    desk.bhlp("commission amend 15 --units 7")
        .now(now)
        .stdout(
            "changed commission 15 to £84.00 on 2006-09-23; it is for 7 units (entry 19)\n\
             left for C-1: £416.00 of £500.00 (promised £84.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp("delivery list --open --format csv").now(now).stdout(
        "commission,placed_on,needed_on,days_over,child_ref,item,provider_name,practitioner,commissioned,units\n",
    ).code(0);
    let swim = |figures: &str| {
        desk.bhlp("report deliveries --format csv")
            .now(now)
            .stdout(format!(
                "provider,provider_name,commissions,delivered,dated,on_time,on_time_share,late_days,short,overdue\n\
                 SWIM,\"Swim, \"\"Splash\"\" & =Co\",1,{figures}\n"
            ))
            .code(0);
    };
    swim("1,1,1,100.0,,0,0");
    desk.bhlp("delivery record 15 --units 1").now(now).refused(
        "DELIVERY_COMPLETE",
        "commission 15 is complete since 2006-09-08\n\
         hint: anything more is a new commission: bhlp commission place",
    );
    desk.bhlp("entry reverse 19 --reason \"they come after all\"").now(now).done(); // 20
    swim("0,0,0,,,0,1");
    desk.bhlp("delivery record 15 --units 3").now(now).done(); // 21
    // Eleven for the same 120.00: 10 x 10.90 = 109.00, and 11.00.
    desk.bhlp("commission amend 15 120 --units 11")
        .now(now)
        .stdout(
            "changed commission 15 to £120.00 on 2006-09-23; it is for 11 units\n\
             \x20 11 at £10.90 each, the last £11.00\n\
             left for C-1: £380.00 of £500.00 (promised £120.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp("commission place C-1 food 20 --from SHOP").now(now).done(); // 23
    desk.bhlp("commission amend 23 --units 2").now(now).refused(
        "FIELD_INVALID",
        "amount is missing; wanted the new price: what one unit costs was not recorded",
    );
    desk.bhlp("check").stdout("").code(0);
}

/// More units above the limit wait for approval; refused, there are as many as before.
#[test]
fn units_that_are_refused_were_never_agreed() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 activities --units 8 --unit-price 12 --from SWIM").user("LP1").done(); // 15
    desk.bhlp("commission amend 15 --units 10").user("LP1").done(); // 16
    desk.bhlp("refuse 15 --reason \"eight are enough\"").user("MGR").done(); // 17
    desk.bhlp("delivery record 15 --units 8")
        .user("LP1")
        .stdout("recorded a delivery of 8 units on commission 15 on 2006-09-01; it is complete\n")
        .code(0);
    desk.bhlp("check").stdout("").code(0);
}
