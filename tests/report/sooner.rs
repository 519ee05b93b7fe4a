//! Waits, choice and who decided, with figures worked by hand.

use std::sync::LazyLock;

use crate::world::{World, same};

/// Four purchases of September, all but the last asked for on the 1st; in October one order is refused, and
/// a manager buys.
static PILOT: LazyLock<World> = LazyLock::new(|| {
    World::build(
        "@ 2006-07-03T09:00:00Z ADMIN
         init --pilot Sooner --authority E06000020 --start 2006-07-01 --end 2007-12-31
         practitioner add LP-A --name Ada --profession nurse --agency PCT --limit 100
         practitioner add MG --name Mo --profession manager --agency council --role manager
         provider add X --name 'Ex Ltd' --sector private
         provider add Y --name Why --sector voluntary
         child add C-1 --cohort looked_after --born 1999-03 --area North --need N1 --level 2 --lead LP-A
         fund add POOL --name Pool --contributor Council
         fund receive POOL 5000
         budget open C-1 1000 --on 2006-07-03
         @ 2006-09-05T10:00:00Z LP-A
         buy C-1 food 10 --from X --requested 2006-09-01 --needed 2006-09-04 --mainstream-wait 30 --option Gym --chosen-by family --delivered-to home --additional-to 'school meals' --wish 'warm food' --consent 2006-09-01 --contribution 5
         @ 2006-09-06T10:00:00Z LP-A
         swim: commission place C-1 activities 50 --from X --requested 2006-09-01 --needed 2006-09-20 --mainstream-wait 90 --options 5 --chosen-by professional --delivered-to school --instead-of 'council lessons'
         @ 2006-09-07T10:00:00Z LP-A
         buy C-1 food 20 --from Y
         @ 2006-09-10T10:00:00Z LP-A
         bed: commission place C-1 activities 150 --from Y --requested 2006-09-01 --needed 2006-09-30 --chosen-by child
         @ 2006-09-13T10:00:00Z MG
         approve {bed}
         @ 2006-09-16T10:00:00Z LP-A
         delivery record {swim}
         @ 2006-09-30T10:00:00Z LP-A
         invoice record {bed} 150 --final
         @ 2006-10-02T10:00:00Z LP-A
         trip: commission place C-1 travel 200 --from Y
         @ 2006-10-04T10:00:00Z MG
         refuse {trip} --reason 'too far'
         buy C-1 food 30 --from X",
    )
});

/// Days from asking to order 4, 5 and 9: the median is 5, and nine in ten lie at place (3 - 1) x 0.9 = 1.8
/// from the first, so 5 + 0.8 x 4 = 8.2. To delivery 0, 0, 10 and 20: (0 + 10) / 2 = 5 and
/// 10 + 0.7 x 10 = 17. From asking 4, 15 and 29: 15 and 15 + 0.8 x 14 = 26.2. Against the day needed 1 late,
/// 4 early, on the day: 2 of 3 in time. The mainstream would have taken 30 - 4 = 26 and 90 - 15 = 75 days
/// longer: 50.5 and 26 + 0.9 x 49 = 70.1.
#[test]
fn waits() {
    same(
        &PILOT.csv("waits --until 2006-09-30"),
        "\
by,code,name,span,purchases,median,p90,in_time
all,,,requested to commissioned,3,5,8.2,
all,,,commissioned to approved,1,3,3,
all,,,commissioned to delivered,4,5,17,
all,,,requested to delivered,3,15,26.2,
all,,,needed to delivered,3,0,0.8,66.7
all,,,mainstream wait avoided,2,50.5,70.1,
category,activities,Holiday and activity costs,requested to commissioned,2,7,8.6,
category,activities,Holiday and activity costs,commissioned to approved,1,3,3,
category,activities,Holiday and activity costs,commissioned to delivered,2,15,19,
category,activities,Holiday and activity costs,requested to delivered,2,22,27.6,
category,activities,Holiday and activity costs,needed to delivered,2,-2,-0.4,100.0
category,activities,Holiday and activity costs,mainstream wait avoided,1,75,75,
category,food,Food and essentials,requested to commissioned,1,4,4,
category,food,Food and essentials,commissioned to delivered,2,0,0,
category,food,Food and essentials,requested to delivered,1,4,4,
category,food,Food and essentials,needed to delivered,1,1,1,0.0
category,food,Food and essentials,mainstream wait avoided,1,26,26,
provider,X,Ex Ltd,requested to commissioned,2,4.5,4.9,
provider,X,Ex Ltd,commissioned to delivered,2,5,9,
provider,X,Ex Ltd,requested to delivered,2,9.5,13.9,
provider,X,Ex Ltd,needed to delivered,2,-1.5,0.5,50.0
provider,X,Ex Ltd,mainstream wait avoided,2,50.5,70.1,
provider,Y,Why,requested to commissioned,1,9,9,
provider,Y,Why,commissioned to approved,1,3,3,
provider,Y,Why,commissioned to delivered,2,10,18,
provider,Y,Why,requested to delivered,1,29,29,
provider,Y,Why,needed to delivered,1,0,0,100.0
",
    );
    // On 15 September neither had come; the bed had been approved.
    let before = PILOT.csv("waits --as-at 2006-09-15 --category activities");
    same(
        &before,
        "\
by,code,name,span,purchases,median,p90,in_time
all,,,requested to commissioned,2,7,8.6,
all,,,commissioned to approved,1,3,3,
category,activities,Holiday and activity costs,requested to commissioned,2,7,8.6,
category,activities,Holiday and activity costs,commissioned to approved,1,3,3,
provider,X,Ex Ltd,requested to commissioned,1,5,5,
provider,Y,Why,requested to commissioned,1,9,9,
provider,Y,Why,commissioned to approved,1,3,3,
",
    );
}

/// The option told of and the one chosen are 2; with 5 the mean of what was said is 3.5.
#[test]
fn choice() {
    same(
        &PILOT.csv("choice --until 2006-09-30"),
        "\
about,answer,purchases,share,mean,contribution
options considered,2,1,25.0,,
options considered,4 or more,1,25.0,,
options considered,not said,2,50.0,,
options considered,mean,2,50.0,3.5,
chosen by,child,1,25.0,,
chosen by,family,1,25.0,,
chosen by,professional,1,25.0,,
chosen by,not said,1,25.0,,
delivered to,home,1,25.0,,
delivered to,school,1,25.0,,
delivered to,not said,2,50.0,,
mainstream service,added to,1,25.0,,
mainstream service,replaced,1,25.0,,
mainstream service,not said,2,50.0,,
wish of the family,not recorded,3,75.0,,
wish of the family,recorded,1,25.0,,
consent of the family,not recorded,3,75.0,,
consent of the family,recorded,1,25.0,,
contribution of the family,none,3,75.0,,
contribution of the family,paid,1,25.0,,5.00
",
    );
}

/// Alone 10 + 50 + 20 = 80.00; 3 of 4 decisions, and 80 of 230.00, in September; 3 of 5 and 80 of 430.00 in
/// all.
#[test]
fn devolved() {
    same(
        &PILOT.csv("devolved"),
        "\
month,alone,alone_amount,approved,approved_amount,refused,refused_amount,alone_share,alone_amount_share,manager,manager_amount
2006-09,3,80.00,1,150.00,0,0.00,75.0,34.8,0,0.00
2006-10,0,0.00,0,0.00,1,200.00,0.0,0.0,1,30.00
all,3,80.00,1,150.00,1,200.00,60.0,18.6,1,30.00
",
    );
    // Before anybody had decided.
    same(
        PILOT.csv("devolved --as-at 2006-09-12").lines().last().unwrap(),
        "all,3,80.00,0,0.00,0,0.00,100.0,100.0,0,0.00",
    );
    same(
        PILOT.csv("devolved --since 2006-11-01").lines().last().unwrap(),
        PILOT.csv("devolved").lines().next().unwrap(),
    );
}
