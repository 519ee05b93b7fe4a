//! What banks charge and pay: in the cash book, in nobody's budget.

use super::desk::Desk;

#[test]
fn a_charge_leaves_the_account_and_interest_comes_in() {
    let desk = Desk::new();
    desk.bhlp("account charge bank:main 4.50 --note 'service charge'")
        .user("FIN")
        .stdout("recorded a charge of £4.50 on bank:main on 2006-09-01 (entry 15)\n")
        .code(0);
    desk.bhlp("account charge bank:main 1.27 --interest --on 2006-08-31")
        .user("FIN")
        .stdout("recorded interest of £1.27 on bank:main on 2006-08-31 (entry 16)\n")
        .code(0);
    // £6,000.00 received, £4.50 out, £1.27 in; the budget book has none of it.
    desk.bhlp("report trial-balance --format csv")
        .stdout(
            "book,account,debit,credit\n\
             budget,available:C-1:POOL,500.00,0.00\n\
             budget,grant:POOL,0.00,6000.00\n\
             budget,pool:POOL,5500.00,0.00\n\
             budget,total,6000.00,6000.00\n\
             cash,bank:main,5996.77,0.00\n\
             cash,charge:bank,3.23,0.00\n\
             cash,income:POOL,0.00,6000.00\n\
             cash,total,6000.00,6000.00\n",
        )
        .code(0);
    let list = desk.bhlp("entry list --since 2006-08-01 --format csv").output();
    let list = super::desk::text(&list.stdout);
    assert!(list.contains(",bank charge,") && list.contains(",bank interest,"), "{list}");
    desk.bhlp("entry reverse 15 --reason 'charged twice'").user("FIN").done();
    desk.bhlp("check").code(0);
}

#[test]
fn a_charge_needs_a_bank_and_somebody_who_looks_after_money() {
    let desk = Desk::new();
    desk.bhlp("fund add PCT --name Nurses --contributor PCT --nature notional").done();
    desk.bhlp("account charge notional:PCT 1").refused(
        "ACCOUNT_IN_KIND",
        "notional:PCT holds what a fund gives in kind; no cash is paid from it or into it\n\
         hint: name a bank account, a card or a cash float; what is given in kind is settled by itself",
    );
    desk.bhlp("account charge bank:other 1").refused(
        "UNKNOWN_ACCOUNT",
        "there is no account `bank:other`\nhint: see them: bhlp account list; finance opens them: bhlp account open NAME",
    );
    desk.bhlp("account charge bank:main 1").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not `charge record`\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.bhlp("account charge bank:main 0").fails(
        2,
        "AMOUNT_ZERO",
        "amount: `0` is zero; an amount is at least 0.01",
    );
}
