//! Reports of managers, finance officers and evaluators, with figures worked by hand.

use crate::world::{SMALL, same};

#[test]
fn caseload() {
    same(
        &SMALL.csv("caseload --practitioner LP-B"),
        "\
lead_professional,child_ref,allocated,committed,spent,available,purchases,last_on,open_commissions,holder
LP-B,C-0002,400.00,60.00,0.00,340.00,1,2006-12-02,1,LP-B
",
    );
}

/// 130.00 was used in all: 110 of 130 is 84.6%, 20 of 130 is 15.4%.
#[test]
fn the_same_spending_in_different_ways() {
    same(
        &SMALL.csv("by-provider"),
        "\
provider,provider_name,children,purchases,committed,spent,share
EQUALS,'=Equals Ltd,2,2,60.00,20.00,15.4
LEISURE,Leisure centre,1,1,0.00,110.00,84.6
",
    );
    same(
        &SMALL.csv("by-category --since 2006-09-01 --until 2006-10-31 --child C-0001"),
        "\
category,name,children,purchases,committed,spent,share
activities,Holiday and activity costs,1,1,0.00,110.00,84.6
clothing,\"Clothing, uniform and shoes\",1,1,0.00,20.00,15.4
",
    );
    same(
        &SMALL.csv("by-sector --practitioner LP-A"),
        "\
sector,children,purchases,committed,spent,share
statutory,1,1,0.00,110.00,84.6
voluntary,1,1,0.00,20.00,15.4
",
    );
    same(
        &SMALL.csv("by-profession"),
        "\
profession,children,purchases,committed,spent,share
Nurse,1,1,60.00,0.00,0.0
Social worker,1,2,0.00,130.00,100.0
",
    );
    same(
        &SMALL.csv("by-area"),
        "\
area,children,purchases,committed,spent,share
North,1,2,0.00,130.00,100.0
South,1,1,60.00,0.00,0.0
",
    );
    same(
        &SMALL.csv("by-need-level --category mentoring"),
        "\
need_level,children,purchases,committed,spent,share
3,1,1,60.00,0.00,
",
    );
    same(
        &SMALL.csv("by-fund"),
        "\
fund,name,contributor,received,pool,available,committed,spent,on_pilot
PLAY,Play money,PCT,1000.00,950.00,0.00,0.00,50.00,0.00
POOL,Pooled money,DfES,5000.00,4200.00,660.00,60.00,80.00,0.00
",
    );
    same(
        &SMALL.csv("by-contributor"),
        "\
contributor,funds,received,pool,available,committed,spent
DfES,1,5000.00,4200.00,660.00,60.00,80.00
PCT,1,1000.00,950.00,0.00,0.00,50.00
",
    );
}

/// Every breakdown adds up to what every child used and has promised.
#[test]
fn breakdowns_add_up_to_the_whole() {
    let whole = totals("child-spend");
    assert_eq!(whole, (6000, 13000));
    for report in
        ["by-category", "by-provider", "by-sector", "by-profession", "by-area", "by-need-level", "by-fund"]
    {
        assert_eq!(totals(report), whole, "{report}");
    }
}

/// Pence committed and spent, summed over the rows of a report.
fn totals(report: &str) -> (i64, i64) {
    let rows = SMALL.csv(report);
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let names = reader.headers().unwrap().clone();
    let place = |name| names.iter().position(|column| column == name).unwrap();
    let (committed, spent) = (place("committed"), place("spent"));
    let pence = |text: &str| text.replace('.', "").parse::<i64>().unwrap();
    reader
        .records()
        .map(Result::unwrap)
        .fold((0, 0), |(a, b), row| (a + pence(&row[committed]), b + pence(&row[spent])))
}

/// From 2 to 31 December are 29 days. Before the final invoice all 120.00 was promised, split.
#[test]
fn commitments() {
    same(
        &SMALL.csv("commitments"),
        "\
commission,placed_on,age_days,child_ref,item,provider_name,practitioner,needed_on,funds,committed
26,2006-12-02,29,C-0002,Mentoring and youth work,'=Equals Ltd,LP-B,,POOL 60.00,60.00
",
    );
    same(
        &SMALL.csv("commitments --as-at 2006-09-15"),
        "\
commission,placed_on,age_days,child_ref,item,provider_name,practitioner,needed_on,funds,committed
20,2006-09-05,10,C-0001,Swimming lessons,Leisure centre,LP-A,2006-09-12,PLAY 50.00; POOL 70.00,120.00
",
    );
}

#[test]
fn owed_between_invoice_and_payment() {
    same(
        &SMALL.csv("owed --as-at 2006-09-25"),
        "\
provider,provider_name,commission,child_ref,item,funds,invoiced_on,age_days,invoiced,paid,owed
LEISURE,Leisure centre,20,C-0001,Swimming lessons,PLAY 50.00; POOL 60.00,2006-09-20,5,110.00,0.00,110.00
",
    );
}

/// The pilot has 549 days, of which 1 July to 31 December are 184: 50 x 549 / 184 = 149.18 and
/// 80 x 549 / 184 = 238.69. A budget opened on 1 September has 122 days gone of 487: 130 x 487 / 122 =
/// 518.93, but no more than the 450.00 that were given; what is promised will be used at least.
#[test]
fn monitoring() {
    same(
        &SMALL.csv("monitoring"),
        "\
fund,name,received,allocated,committed,spent,spent_share,forecast,variance
PLAY,Play money,1000.00,50.00,0.00,50.00,5.0,149.18,850.82
POOL,Pooled money,5000.00,800.00,60.00,80.00,1.6,238.69,4761.31
",
    );
    same(
        &SMALL.csv("monitoring-children"),
        "\
child_ref,days_gone,days,allocated,committed,spent,forecast,variance
C-0001,122,487,450.00,0.00,130.00,450.00,0.00
C-0002,122,487,400.00,60.00,0.00,60.00,340.00
",
    );
}

/// C-0001 bought last on 12 October, 80 days before; of 450.00 there are 320.00 left, 71.1%.
#[test]
fn idle_and_nearly_spent() {
    same(
        &SMALL.csv("idle"),
        "\
child_ref,lead_professional,opened_on,last_on,idle_days,allocated,available
C-0001,LP-A,2006-09-01,2006-10-12,80,450.00,320.00
",
    );
    assert_eq!(SMALL.csv("idle --days 80").lines().count(), 2);
    assert_eq!(SMALL.csv("idle --days 81").lines().count(), 1);
    same(
        &SMALL.csv("nearly-spent --percent 72"),
        "\
child_ref,lead_professional,allocated,committed,spent,available,available_share
C-0001,LP-A,450.00,0.00,130.00,320.00,71.1
",
    );
    assert_eq!(SMALL.csv("nearly-spent --percent 71").lines().count(), 1);
    assert_eq!(SMALL.csv("nearly-spent").lines().count(), 1);
}

/// Lower difficulties are better: 22 to 17.5 is a change of 4.5 for the better.
#[test]
fn outcomes() {
    same(
        &SMALL.csv("outcomes"),
        "\
child_ref,arm,cohort,need_level,measure,item,informant,first_on,first_value,last_on,last_value,change,allocated,spent
C-0001,budget,additional_needs,2,gbo,goal-1,child,2006-09-01,3,2006-12-04,6,3,450.00,130.00
C-0002,budget,looked_after,3,sdq_total,,carer,2006-09-01,22,2006-12-02,17.5,4.5,400.00,0.00
C-0003,comparison,additional_needs,2,gbo,goal-1,child,2006-09-01,4,,,,0.00,0.00
",
    );
    let before = SMALL.csv("outcomes --as-at 2006-11-30 --child C-0001");
    same(
        before.lines().nth(1).unwrap(),
        "C-0001,budget,additional_needs,2,gbo,goal-1,child,2006-09-01,3,,,,550.00,130.00",
    );
}

/// A child without a budget is told too: nothing was given to it, and it has one score.
#[test]
fn each_child_in_one_row() {
    same(
        &SMALL.csv("child-summary"),
        "\
child_ref,arm,cohort,need_level,opened_on,allocated,committed,spent,available,purchases,providers,first_on,last_on,minutes,needs,needs_met,scores,first_score_on,last_score_on
C-0001,budget,additional_needs,2,2006-09-01,450.00,0.00,130.00,320.00,2,2,2006-09-05,2006-10-12,0,0,0,2,2006-09-01,2006-12-04
C-0002,budget,looked_after,3,2006-09-01,400.00,60.00,0.00,340.00,1,1,2006-12-02,2006-12-02,0,0,0,2,2006-09-01,2006-12-02
C-0003,comparison,additional_needs,2,,0.00,0.00,0.00,0.00,0,0,,,0,0,0,1,2006-09-01,2006-09-01
",
    );
    same(
        &SMALL.csv("child-summary --child C-0001 --as-at 2006-09-30"),
        "\
child_ref,arm,cohort,need_level,opened_on,allocated,committed,spent,available,purchases,providers,first_on,last_on,minutes,needs,needs_met,scores,first_score_on,last_score_on
C-0001,budget,additional_needs,2,2006-09-01,550.00,0.00,110.00,440.00,1,1,2006-09-05,2006-09-05,0,0,0,1,2006-09-01,2006-09-01
",
    );
}
