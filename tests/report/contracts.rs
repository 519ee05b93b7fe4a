//! The four files people's scripts depend on, to the byte, now and at other moments.

use crate::world::{EMPTY, SMALL, same};

#[test]
fn child_spend() {
    same(
        &SMALL.csv("child-spend"),
        "child_ref,allocated,committed,spent,available,purchases,first_on,last_on\n\
         C-0001,450.00,0.00,130.00,320.00,2,2006-09-05,2006-10-12\n\
         C-0002,400.00,60.00,0.00,340.00,1,2006-12-02,2006-12-02\n",
    );
}

/// On 31 October the coat (12 October) counts, the undoing of the boots (3 November) does not yet.
#[test]
fn child_spend_as_at_a_day() {
    same(
        &SMALL.csv("child-spend --as-at 2006-10-31"),
        "child_ref,allocated,committed,spent,available,purchases,first_on,last_on\n\
         C-0001,550.00,0.00,130.00,420.00,2,2006-09-05,2006-10-12\n\
         C-0002,300.00,0.00,30.00,270.00,1,2006-10-10,2006-10-10\n",
    );
}

/// On 31 October nobody knew of the coat.
#[test]
fn child_spend_as_it_was_known() {
    same(
        &SMALL.csv("child-spend --as-at 2006-10-31 --known-at 2006-10-31"),
        "child_ref,allocated,committed,spent,available,purchases,first_on,last_on\n\
         C-0001,550.00,0.00,110.00,440.00,1,2006-09-05,2006-09-05\n\
         C-0002,300.00,0.00,30.00,270.00,1,2006-10-10,2006-10-10\n",
    );
    // By 30 November the coat was known; the undoing, though it counts from 3 November, was not.
    same(
        &SMALL.csv("child-spend --known-at 2006-11-30"),
        "child_ref,allocated,committed,spent,available,purchases,first_on,last_on\n\
         C-0001,550.00,0.00,130.00,420.00,2,2006-09-05,2006-10-12\n\
         C-0002,300.00,0.00,30.00,270.00,1,2006-10-10,2006-10-10\n",
    );
    // Before anything was recorded there was no budget.
    same(
        &SMALL.csv("child-spend --known-at 2006-08-31"),
        "child_ref,allocated,committed,spent,available,purchases,first_on,last_on\n",
    );
    same(&SMALL.csv("child-spend --as-at 2006-08-31"), &SMALL.csv("child-spend --known-at 2006-08-31"));
}

#[test]
fn child_category() {
    same(
        &SMALL.csv("child-category"),
        "child_ref,category,spent,purchases\n\
         C-0001,clothing,20.00,1\n\
         C-0001,activities,110.00,1\n\
         C-0002,mentoring,0.00,1\n",
    );
    same(
        &SMALL.csv("child-category --as-at 2006-10-31 --known-at 2006-10-31"),
        "child_ref,category,spent,purchases\n\
         C-0001,activities,110.00,1\n\
         C-0002,clothing,30.00,1\n",
    );
}

/// September: 120 promised, 110 of it used and 10 let go. October: 30 + 20 used; paid 110 + 35.25 + 20.
/// November: the boots, one of October's two purchases, undone: 30 used and 35.25 paid taken back.
/// December: 60 promised.
#[test]
fn months() {
    same(
        &SMALL.csv("months"),
        "month,allocated,committed,spent,paid,purchases\n\
         2006-09,850.00,0.00,110.00,0.00,1\n\
         2006-10,0.00,0.00,50.00,165.25,2\n\
         2006-11,0.00,0.00,-30.00,-35.25,-1\n\
         2006-12,0.00,60.00,0.00,0.00,1\n",
    );
    same(
        &SMALL.csv("months --as-at 2006-10-31 --known-at 2006-10-31"),
        "month,allocated,committed,spent,paid,purchases\n\
         2006-09,850.00,0.00,110.00,0.00,1\n\
         2006-10,0.00,0.00,30.00,145.25,1\n",
    );
}

/// The pools: 5000 - 500 - 300 and 1000 - 50. The bank: 6000 - 110 - 35.25 - 20 + 35.25.
#[test]
fn trial_balance() {
    same(
        &SMALL.csv("trial-balance"),
        "book,account,debit,credit\n\
         budget,available:C-0001:POOL,320.00,0.00\n\
         budget,available:C-0002:POOL,340.00,0.00\n\
         budget,committed:C-0002:POOL,60.00,0.00\n\
         budget,grant:PLAY,0.00,1000.00\n\
         budget,grant:POOL,0.00,5000.00\n\
         budget,pool:PLAY,950.00,0.00\n\
         budget,pool:POOL,4200.00,0.00\n\
         budget,spent:C-0001:PLAY,50.00,0.00\n\
         budget,spent:C-0001:POOL,80.00,0.00\n\
         budget,total,6000.00,6000.00\n\
         cash,bank:main,5870.00,0.00\n\
         cash,cost:activities,110.00,0.00\n\
         cash,cost:clothing,20.00,0.00\n\
         cash,income:PLAY,0.00,1000.00\n\
         cash,income:POOL,0.00,5000.00\n\
         cash,total,6000.00,6000.00\n",
    );
    // On 25 September the invoice was not yet paid: the leisure centre is owed 110.00.
    same(
        &SMALL.csv("trial-balance --as-at 2006-09-25"),
        "book,account,debit,credit\n\
         budget,available:C-0001:POOL,440.00,0.00\n\
         budget,available:C-0002:POOL,300.00,0.00\n\
         budget,grant:PLAY,0.00,1000.00\n\
         budget,grant:POOL,0.00,5000.00\n\
         budget,pool:PLAY,950.00,0.00\n\
         budget,pool:POOL,4200.00,0.00\n\
         budget,spent:C-0001:PLAY,50.00,0.00\n\
         budget,spent:C-0001:POOL,60.00,0.00\n\
         budget,total,6000.00,6000.00\n\
         cash,bank:main,6000.00,0.00\n\
         cash,cost:activities,110.00,0.00\n\
         cash,creditor:LEISURE,0.00,110.00\n\
         cash,income:PLAY,0.00,1000.00\n\
         cash,income:POOL,0.00,5000.00\n\
         cash,total,6110.00,6110.00\n",
    );
}

/// What is added up from the transfers agrees with what was kept beside them.
#[test]
fn as_at_the_last_day_is_as_it_stands() {
    for report in ["child-spend", "child-category", "months", "trial-balance"] {
        same(&SMALL.csv(&format!("{report} --as-at 2007-12-31")), &SMALL.csv(report));
        same(&SMALL.csv(&format!("{report} --known-at 2006-12-31")), &SMALL.csv(report));
    }
}

#[test]
fn an_empty_ledger_gives_the_header_and_no_more() {
    same(
        &EMPTY.csv("child-spend"),
        "child_ref,allocated,committed,spent,available,purchases,first_on,last_on\n",
    );
    same(&EMPTY.csv("child-category"), "child_ref,category,spent,purchases\n");
    same(&EMPTY.csv("months"), "month,allocated,committed,spent,paid,purchases\n");
    same(
        &EMPTY.csv("trial-balance"),
        "book,account,debit,credit\nbudget,total,0.00,0.00\ncash,total,0.00,0.00\n",
    );
    same(&EMPTY.ask("report months --format json"), "[]\n");
    same(&EMPTY.ask("report months"), "Months\nas at 2006-12-31\n\nnothing has been recorded in any month\n");
    same(
        &EMPTY.ask("report months --format plain"),
        "Months\nas at 2006-12-31\n\nnothing has been recorded in any month\n",
    );
}
