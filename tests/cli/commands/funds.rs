//! Funds, what they are kept for, and budgets fed by them.

use super::desk::{Desk, text};

#[test]
fn a_pool_gives_what_it_has() {
    let desk = Desk::new();
    // £5,500.00 is in the pool: C-1 has £500.00 of the £6,000.00.
    let message = |asked: &str| {
        format!(
            "fund POOL has £5,500.00 in its pool; {asked} was asked for\nhint: see what each fund has: bhlp fund list"
        )
    };
    desk.bhlp("fund repay POOL 5500.01").refused("POOL_EXCEEDED", &message("£5,500.01"));
    desk.bhlp("fund repay POOL 5500 --dry-run").done();
    desk.bhlp("fund repay POOL 5450").done();
    desk.bhlp("budget open C-2 100").refused(
        "POOL_EXCEEDED",
        "fund POOL has £50.00 in its pool; £100.00 was asked for\nhint: see what each fund has: bhlp fund list",
    );
}

#[test]
fn a_child_without_a_fund_or_a_budget_is_told_what_to_do() {
    let desk = Desk::bare();
    desk.bhlp("init --pilot T --authority E06000020 --start 2006-07-01 --end 2007-12-31").done();
    desk.bhlp("child add C-1 --cohort looked_after --born 1999-03 --area A --need N1 --level 2 --lead ADMIN")
        .done();
    let no_fund = "no fund is registered that may feed C-1's budget\n\
         hint: register one: bhlp fund add CODE --name NAME --contributor WHO; then bhlp fund receive CODE AMOUNT";
    desk.bhlp("budget open C-1 500").refused("NO_FUND", no_fund);
    desk.bhlp("fund add AN --name A --contributor C --cohort additional_needs").done();
    desk.bhlp("budget open C-1 500").refused("NO_FUND", no_fund);
    desk.bhlp("budget top-up C-1 500")
        .refused("NO_BUDGET", "C-1 has no budget\nhint: open one: bhlp budget open C-1 AMOUNT");
}

#[test]
fn a_child_has_one_budget_and_a_comparison_child_none() {
    let desk = Desk::new();
    desk.bhlp("budget open C-1 500").refused(
        "BUDGET_EXISTS",
        "C-1 has a budget already, opened on 2006-07-03\nhint: to add money: bhlp budget top-up C-1 AMOUNT",
    );
    desk.bhlp("budget open C-3 500").refused(
        "COMPARISON_CHILD_HAS_NO_BUDGET",
        "C-3 is in the comparison arm and gets no budget\n\
         hint: outcomes can be recorded without a budget: bhlp outcome record",
    );
}

#[test]
fn ring_fenced_money_is_drawn_first_and_only_for_what_it_is_kept_for() {
    let desk = Desk::new();
    desk.bhlp("fund add SHOES --name Shoes --contributor Trust --category clothing --from 2006-08-01 --until 2006-12-31").done();
    desk.bhlp("fund receive SHOES 200").done();
    desk.bhlp("budget top-up C-1 100 --fund SHOES").done();
    desk.bhlp("budget return C-1 450 --fund POOL").done();
    // £100.00 for clothing, £50.00 for anything.
    desk.bhlp("buy C-1 food 50.01 --from SHOP").refused(
        "RING_FENCED",
        "C-1's budget has £150.00 left, but only £50.00 of it may be spent on food on 2006-09-01; £50.01 was asked for\n\
         hint: see what each fund is kept for: bhlp fund list",
    );
    desk.bhlp("buy C-1 clothing 50.01 --from SHOP --on 2007-01-01").now("2007-01-01T10:00:00Z").refused(
        "RING_FENCED",
        "C-1's budget has £150.00 left, but only £50.00 of it may be spent on clothing on 2007-01-01; £50.01 was asked for\n\
         hint: see what each fund is kept for: bhlp fund list",
    );
    desk.bhlp("buy C-1 clothing 150 --from SHOP")
        .stdout(
            "bought clothing for C-1 from Shoe shop on 2006-09-01: £150.00 (commission 19), paid from bank:main\n  \
             £100.00 from fund SHOES, £50.00 from fund POOL\n\
             left for C-1: £0.00 of £150.00 (promised £0.00, used £150.00)\n",
        )
        .code(0);
}

/// Codes are the other way round: what decides is, in turn, the fences, the day the money ends and the day it
/// was received. Each buys for £10.00 and names the one that paid.
#[test]
fn of_several_funds_the_narrower_pays_then_what_ends_first_then_what_came_first() {
    let desk = Desk::new();
    let fund = |code: &str, kept: &str, came: &str| {
        desk.bhlp(&format!("fund add {code} --name {code} --contributor Council {kept}")).done();
        desk.bhlp(&format!("fund receive {code} 100 --on {came}")).done();
        desk.bhlp(&format!("budget top-up C-1 10 --fund {code}")).done();
    };
    fund("ZOO", "", "2006-07-03"); // POOL came on 1 July
    fund("ARK", "", "2006-07-04");
    fund("BOX", "--until 2006-11-30", "2006-07-05");
    fund("CUP", "--until 2006-10-31", "2006-07-06");
    fund("FIT", "--category clothing --until 2006-12-31", "2006-07-07");
    let paid = |code: &str| {
        let bought = desk.bhlp("buy C-1 clothing 10 --from SHOP").output();
        let said = String::from_utf8(bought.stdout).unwrap();
        assert!(said.contains(&format!("\n  £10.00 from fund {code}\n")), "{code}: {said}");
    };
    ["FIT", "CUP", "BOX", "POOL"].into_iter().for_each(paid);
    desk.bhlp("buy C-1 clothing 490 --from SHOP").done(); // the rest of POOL
    paid("ZOO");
    // The first receipt counts that stands: ZOO's is undone, and after that of ARK there is another.
    desk.bhlp("budget top-up C-1 10 --fund ZOO").done();
    desk.bhlp("fund receive ZOO 100 --on 2006-07-05").done();
    desk.bhlp("entry reverse 16 --reason typo").done();
    ["ARK", "ZOO"].into_iter().for_each(paid);
    desk.bhlp("check").done();
}

#[test]
fn a_fund_for_a_cohort_feeds_that_cohort() {
    let desk = Desk::new();
    desk.bhlp("fund add AN --name A --contributor C --cohort additional_needs").done();
    desk.bhlp("fund receive AN 500").done();
    let message = "fund AN does not fit: it is for additional_needs children; C-1 is looked_after\n\
         hint: see what each fund is kept for: bhlp fund list";
    desk.bhlp("budget top-up C-1 10 --fund AN").refused("FUND_DOES_NOT_FIT", message);
    desk.bhlp("budget open C-2 100 --fund AN").done();
    desk.bhlp("budget move C-2 C-1 10").refused("FUND_DOES_NOT_FIT", message);
}

/// The figures of a refusal are those of the fund that was named: they add up.
#[test]
fn a_return_to_one_fund_is_refused_with_that_funds_figures() {
    let desk = Desk::new();
    desk.bhlp("fund add LAC --name L --contributor C --cohort looked_after").done();
    desk.bhlp("fund receive LAC 500").done();
    desk.bhlp("budget top-up C-1 100 --fund LAC").done();
    desk.bhlp("budget return C-1 100.01 --fund LAC").refused(
        "BUDGET_EXCEEDED",
        "C-1's budget has £100.00 left; £100.01 was asked for\n  \
         given £100.00 = left £100.00 + promised £0.00 + used £0.00\n\
         hint: give a smaller amount, or have the budget topped up: bhlp budget top-up C-1 AMOUNT",
    );
}

#[test]
fn a_closed_budget_buys_nothing() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 50 --from SHOP").done();
    desk.bhlp("budget close C-1").refused(
        "BUDGET_HAS_COMMITMENTS",
        "budget C-1 has £50.00 promised to open commissions\n\
         hint: see what could be released: bhlp commission list --child C-1 --open",
    );
    desk.bhlp("commission cancel 15").done();
    desk.bhlp("budget close C-1").done();
    let closed = "budget C-1 was closed on 2006-09-01\n\
                  hint: to go on with it, have finance open it again: bhlp budget reopen C-1 --reason TEXT; \
                  its history: bhlp report statement --child C-1";
    for line in [
        "budget open C-1 100",
        "buy C-1 food 1 --from SHOP",
        "commission place C-1 food 1 --from SHOP",
        "budget top-up C-1 100",
        "budget close C-1",
    ] {
        desk.bhlp(line).refused("BUDGET_CLOSED", closed);
    }
}

/// 500.00 less 60.00 used: closing gives 440.00 back. Opened again it has nothing; a top-up of 100.00 and the
/// purchase undone make 160.00, of which 40.00 is used. The second closing gives back 120.00.
#[test]
fn a_closed_budget_is_opened_again_and_goes_on() {
    let desk = Desk::new();
    let closed = "budget C-1 was closed on 2006-09-01\n\
                  hint: to go on with it, have finance open it again: bhlp budget reopen C-1 --reason TEXT; \
                  its history: bhlp report statement --child C-1";
    desk.bhlp("buy C-1 food 60 --from SHOP").done(); // 15
    desk.bhlp("budget reopen C-1 --reason x").refused(
        "BUDGET_EXISTS",
        "C-1 has a budget already, opened on 2006-07-03\nhint: to add money: bhlp budget top-up C-1 AMOUNT",
    );
    desk.bhlp("budget close C-1").done(); // 16
    desk.bhlp("budget reopen C-1 --reason x --on 2006-08-31").refused(
        "DAYS_OUT_OF_ORDER",
        "opening again on 2006-08-31 comes before the closing on 2006-09-01\nhint: check the days: --on DATE is the day it happened",
    );
    // Undone now, the purchase would leave its money where nobody can use it.
    desk.bhlp("entry reverse 15 --reason mistyped").refused("BUDGET_CLOSED", closed);
    desk.bhlp("budget reopen C-1 --reason \"she came back\"")
        .stdout(
            "C-1's budget is open again from 2006-09-01, with nothing in it\n\
             \x20 give it money with: bhlp budget top-up C-1 AMOUNT\n\
             left for C-1: £0.00 of £60.00 (promised £0.00, used £60.00)\n",
        )
        .code(0);
    desk.bhlp("budget top-up C-1 100").done(); // 18
    desk.bhlp("entry reverse 15 --reason mistyped").done(); // 19
    desk.bhlp("buy C-1 food 40 --from SHOP").done(); // 20
    desk.bhlp("budget close C-1")
        .stdout(
            "closed C-1's budget on 2006-09-01; £120.00 went back to the pool (entry 21)\n\
             left for C-1: £0.00 of £40.00 (promised £0.00, used £40.00)\n",
        )
        .code(0);
    // The first closing stands no longer: undone, it would open what the second closed.
    desk.bhlp("entry reverse 16 --reason x").refused("BUDGET_CLOSED", closed);
    desk.bhlp("entry reverse 21 --reason x").done();
    desk.bhlp("check").stdout("").code(0);
}

/// A budget used to the last penny closes without an entry. What comes back while it is closed goes on to its
/// fund, and that stays right when it is open again.
#[test]
fn a_budget_closed_with_nothing_left_is_opened_again() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 500 --from SHOP").done(); // 15
    desk.bhlp("budget close C-1").done();
    desk.bhlp("refund record 15 20").done(); // 17
    desk.bhlp("budget reopen C-1 --reason back").done();
    desk.bhlp("refund record 15 30").done();
    desk.bhlp("budget list --format csv").stdout("child_ref,lead_professional,opened_on,closed_on,expected_outcome,allocated,committed,spent,available,holder\n\
             C-1,LP1,2006-07-03,,,480.00,0.00,450.00,30.00,LP1\n").code(0);
    desk.bhlp("check").stdout("").code(0);
}

/// 60.00 of food: 20.00 of KIT, which is for food, and 40.00 of POOL. Closing leaves 6,000 - 40 = 5,960.00 in
/// the pool. Of a refund of 45.00 POOL gets its 40.00, KIT the other 5.00; of a credit note of 2.00 KIT gets
/// all. What is undone goes the same way: 6,000 and 5.00 again.
#[test]
fn what_comes_back_after_closing_goes_on_to_the_funds() {
    let desk = Desk::new();
    desk.bhlp(
        "fund add KIT --name Kit --contributor Trust --category food --stream mainstream --nature cash",
    )
    .done();
    desk.bhlp("fund receive KIT 20").done(); // 16
    desk.bhlp("budget top-up C-1 20 --fund KIT").done(); // 17
    desk.bhlp("buy C-1 food 60 --from SHOP").done(); // 18
    let pools = |wanted: [&str; 2]| {
        let found = text(&desk.bhlp("report trial-balance --format csv").output().stdout);
        for pool in wanted {
            assert!(found.contains(&format!("budget,pool:{pool},0.00\n")), "{pool} not in\n{found}");
        }
    };
    desk.bhlp("budget close C-1").done(); // 19
    pools(["POOL,5960.00", "POOL,5960.00"]);
    desk.bhlp("refund record 18 45")
        .stdout(
            "received £45.00 back on commission 18 on 2006-09-01, into bank:main; the budget is closed, so £45.00 of it goes back to the \
             funds (entry 20)\n\
             \x20 £5.00 back to fund KIT, £40.00 back to fund POOL\n\
             left for C-1: £0.00 of £15.00 (promised £0.00, used £15.00)\n",
        )
        .code(0);
    pools(["POOL,6000.00", "KIT,5.00"]);
    desk.bhlp("credit-note record 18 2").done(); // 21
    pools(["POOL,6000.00", "KIT,7.00"]);
    desk.bhlp("entry reverse 21 --reason mistyped").done();
    pools(["POOL,6000.00", "KIT,5.00"]);
    desk.bhlp("check").stdout("").code(0);
}
