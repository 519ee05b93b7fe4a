//! Funds that give services in kind: what they give is no money, and money is never theirs.

use super::desk::{Desk, text};

/// A desk where the primary care trust gives £2,000.00 of its nurses' hours.
fn desk() -> Desk {
    let desk = Desk::new();
    for line in [
        "fund add NOT --name 'Nurses, in kind' --contributor PCT --nature notional --category care",
        "fund receive NOT 2000",
    ] {
        desk.bhlp(line).user("FIN").done();
    }
    desk
}

/// What is in accounts now, each as `name,pounds`.
fn balances(desk: &Desk, names: &[&str]) -> Vec<String> {
    let list = desk.bhlp("account list --format csv").output();
    let list = text(&list.stdout);
    let balance = |name: &&str| {
        let row = list.lines().find(|line| line.starts_with(&format!("{name},"))).unwrap_or_default();
        format!("{name} {}", row.split(',').nth(2).unwrap_or_default())
    };
    names.iter().map(balance).collect()
}

#[test]
fn what_is_given_in_kind_is_settled_by_itself_as_it_is_used() {
    let desk = desk();
    desk.bhlp("budget open C-2 900 --fund NOT").user("FIN").done();
    // £900.00 of £2,000.00; the bank has the £6,000.00 of the pool.
    desk.bhlp("buy C-2 care 600 --from SHOP").user("FIN").done();
    let k = desk.events() + 1;
    desk.bhlp("commission place C-2 care 300 --from SHOP").user("FIN").done();
    desk.bhlp(&format!("invoice record {k} 300 --final")).user("FIN").done();
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 1100.00", "bank:main 6000.00"]
    );
    // Nobody is owed anything.
    desk.bhlp(&format!("payment record {k}")).user("FIN").refused(
        "PAYMENT_EXCEEDS_OWED",
        &format!(
            "commission {k}: nothing is owed\nhint: see what was invoiced and paid: bhlp commission show {k}; an invoice comes first: bhlp invoice record {k} AMOUNT"
        ),
    );
    desk.bhlp("check").code(0);
}

#[test]
fn a_purchase_from_both_is_settled_in_two_parts() {
    let desk = desk();
    desk.bhlp("budget top-up C-1 60 --fund NOT").user("FIN").done();
    // 117.50 less 17.50 of VAT is 100.00: 60.00 in kind, 40.00 and the VAT in cash.
    desk.bhlp("buy C-1 care 117.50 --vat 17.50 --from SHOP").user("FIN").done();
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 1940.00", "bank:main 5942.50"]
    );
    let bought = desk.events();
    // £57.50 was paid in cash: no more of it can come back, and cash comes back to the fund that paid.
    desk.bhlp(&format!("refund record {bought} 57.51 --vat 17.50")).user("FIN").refused(
        "REFUND_EXCEEDS_PAID",
        &format!(
            "£57.50 was paid on commission {bought}; £57.51 cannot be refunded\n\
                  hint: see what was invoiced and paid: bhlp commission show {bought}"
        ),
    );
    desk.bhlp(&format!("refund record {bought} 23.50 --vat 3.50")).user("FIN").done();
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 1940.00", "bank:main 5966.00"]
    );
    // Undone whole: as if nothing had happened.
    desk.bhlp(&format!("entry reverse {} --reason 'not theirs'", bought + 1)).user("FIN").done();
    desk.bhlp(&format!("entry reverse {bought} --reason 'not theirs'")).user("FIN").done();
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 2000.00", "bank:main 6000.00"]
    );
    desk.bhlp("check").code(0);
}

/// Who says that the bank paid is believed: £100.00 of £500.00 in cash, and £10.00 in kind where cash lacks.
#[test]
fn what_was_paid_in_cash_is_drawn_from_cash() {
    let desk = desk();
    desk.bhlp("budget top-up C-1 60 --fund NOT").user("FIN").done();
    desk.bhlp("buy C-1 care 100 --from SHOP --bank main").user("FIN").done();
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 2000.00", "bank:main 5900.00"]
    );
    desk.bhlp("buy C-1 care 410 --from SHOP --bank main").user("FIN").done();
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 1990.00", "bank:main 5500.00"]
    );
    desk.bhlp("check").code(0);
}

#[test]
fn an_invoice_from_both_leaves_the_cash_part_owed() {
    let desk = desk();
    desk.bhlp("budget top-up C-1 60 --fund NOT").user("FIN").done();
    let k = desk.events() + 1;
    desk.bhlp("commission place C-1 care 100 --from SHOP").user("FIN").done();
    desk.bhlp(&format!("invoice record {k} 100 --final")).user("FIN").done();
    // The provider writes £10.00 off: of what is owed in cash.
    desk.bhlp(&format!("credit-note record {k} 10 --number CN-1")).user("FIN").done();
    desk.bhlp(&format!("payment record {k} 30 --bank main")).user("FIN").done();
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 1940.00", "bank:main 5970.00"]
    );
    desk.bhlp("check").code(0);
}

/// 60.00 in kind and 40.00 paid; 99.00 instead is 60.00 in kind, and the provider owes 1.00.
#[test]
fn what_is_given_in_kind_is_settled_though_the_provider_owes_us() {
    let desk = desk();
    desk.bhlp("budget top-up C-1 60 --fund NOT").user("FIN").done();
    let k = desk.events() + 1;
    desk.bhlp("commission place C-1 care 100 --from SHOP").user("FIN").done();
    desk.bhlp(&format!("invoice record {k} 100 --number A")).user("FIN").done();
    desk.bhlp(&format!("payment record {k} --bank main")).user("FIN").done();
    desk.bhlp(&format!("entry correct {} --amount 99 --reason slip", k + 1)).user("FIN").done();
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 1940.00", "bank:main 5960.00"]
    );
    let owed = desk.bhlp("report trial-balance --format csv").output();
    assert!(text(&owed.stdout).contains("cash,creditor:SHOP,1.00,0.00"), "{}", text(&owed.stdout));
    desk.bhlp("check").code(0);
}

/// £80.00 in kind for care; food is paid for, from the bank.
#[test]
fn a_correction_says_where_cash_takes_the_place_of_services() {
    let desk = desk();
    desk.bhlp("budget top-up C-1 100 --fund NOT").user("FIN").done();
    desk.bhlp("buy C-1 care 80 --from SHOP").user("FIN").done();
    let bought = desk.events();
    let corrected =
        desk.bhlp(&format!("entry correct {bought} --category food --reason slip")).user("FIN").output();
    let told = text(&corrected.stdout) + &text(&corrected.stderr);
    let wanted =
        "£0.00 of it is in kind now, before it was £80.00; £80.00 is paid in cash, before it was £0.00";
    assert!(told.contains(wanted), "{told}");
}

#[test]
fn cash_and_services_are_never_taken_for_each_other() {
    let desk = desk();
    desk.bhlp("budget open C-2 900 --fund NOT").user("FIN").done();
    let in_kind = "notional:NOT holds what a fund gives in kind; no cash is paid from it or into it\n\
                   hint: name a bank account, a card or a cash float; what is given in kind is settled by itself";
    for line in [
        "buy C-1 food 10 --from SHOP --account notional:NOT",
        "account move notional:NOT bank:main 500",
        "account move bank:main notional:NOT 500",
        "fund receive POOL 100 --account notional:NOT",
        "fund repay POOL 100 --account notional:NOT",
    ] {
        desk.bhlp(line).user("FIN").refused("ACCOUNT_IN_KIND", in_kind);
    }
    desk.bhlp("buy C-2 care 900 --from SHOP --bank main").user("FIN").refused(
        "PAID_IN_KIND",
        "all of this comes in kind from NOT; bank:main has no part in it\n\
         hint: leave bank:main out; where it has really paid, first give the child money of a fund of cash: bhlp budget top-up",
    );
    for line in ["fund receive NOT 100 --account bank:main", "fund repay NOT 100 --account bank:main"] {
        desk.bhlp(line).user("FIN").refused(
            "PAID_IN_KIND",
            "fund NOT gives in kind; bank:main has no part in it\n\
             hint: leave bank:main out: what it gives stands in notional:NOT; cash is another fund's: bhlp fund list",
        );
    }
    desk.bhlp("buy C-2 care 117.50 --vat 17.50 --from SHOP").user("FIN").refused(
        "VAT_IN_KIND",
        "what is given in kind has no VAT for the council to recover; £17.50 was given\nhint: leave --vat out",
    );
    let k = desk.events() + 1;
    desk.bhlp("commission place C-2 care 100 --from SHOP").user("FIN").done();
    desk.bhlp(&format!("commission amend {k} 117.50 --vat 10")).user("FIN").refused(
        "VAT_IN_KIND",
        "what is given in kind has no VAT for the council to recover; £10.00 was given\nhint: leave --vat out",
    );
    desk.bhlp("account open notional:PCT").refused(
        "FIELD_INVALID",
        "account `notional:PCT` is not valid; wanted bank:NAME, card:NUMBER or imprest:NAME; a fund in kind opens its own: bhlp fund add",
    );
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 2000.00", "bank:main 6000.00"]
    );
}

/// A file of purchases says how each was paid, too.
#[test]
fn rows_of_purchases_settle_in_kind_by_themselves() {
    let desk = desk();
    desk.bhlp("budget open C-2 900 --fund NOT --on 2006-07-10").user("FIN").done();
    let row = |key: &str, account: &str| {
        format!("{key},C-2,FIN,SHOP,care,,2006-08-01,2006-08-02,2006-08-03,100,0,{account},\n")
    };
    let header = "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,amount,vat,paid_from,invoice_no\n";
    let file = desk.dir.path().join("purchases.csv");
    std::fs::write(&file, format!("{header}{}", row("1", "bank:main"))).unwrap();
    let refused = desk.bhlp("import purchases purchases.csv").user("FIN").output();
    let wanted = "[PAID_IN_KIND] all of this comes in kind from NOT; bank:main has no part in it: leave paid_on and paid_from empty";
    assert!(text(&refused.stderr).contains(wanted), "{}", text(&refused.stderr));
    std::fs::write(&file, format!("{header}{}", row("2", "notional:NOT"))).unwrap();
    desk.bhlp("import purchases purchases.csv").user("FIN").done();
    assert_eq!(
        balances(&desk, &["notional:NOT", "bank:main"]),
        ["notional:NOT 1900.00", "bank:main 6000.00"]
    );
    desk.bhlp("check").code(0);
}

/// 117.50 less 17.50 of VAT: 60.00 in kind and 57.50 in cash, of which 50.00 is paid.
#[test]
fn what_is_paid_is_paid_in_cash() {
    let desk = desk();
    desk.bhlp("budget top-up C-1 60 --fund NOT").user("FIN").done();
    let k = desk.events() + 1;
    desk.bhlp("commission place C-1 care 117.50 --vat 17.50 --from SHOP --what nurse").user("FIN").done();
    desk.bhlp(&format!("invoice record {k} 117.50 --vat 17.50 --final")).user("FIN").done();
    desk.bhlp(&format!("payment record {k} 50")).user("FIN").done();
    let rows = |report: &str| {
        let output = desk.bhlp(report).user("FIN").output();
        text(&output.stdout)
    };
    let cells = |report: &str, from: usize| -> Vec<String> {
        let rows = rows(report);
        rows.lines().skip(1).map(|row| row.split(',').skip(from).collect::<Vec<_>>().join(",")).collect()
    };
    for months in ["report months --format csv", "report months --as-at 2006-09-01 --format csv"] {
        assert_eq!(cells(months, 1).last().unwrap(), "60.00,0.00,100.00,50.00,1", "{months}");
    }
    let owed = rows("report owed --format csv");
    assert!(owed.lines().nth(1).unwrap().ends_with(",57.50,50.00,7.50"), "{owed}");
    let history = rows(&format!("commission show {k} --format csv"));
    let header: Vec<&str> = history.lines().next().unwrap().split(',').collect();
    let place = |name: &str| header.iter().position(|column| *column == name).unwrap();
    let (invoiced, paid, in_kind) = (place("invoiced"), place("paid"), place("in_kind"));
    let moves: Vec<String> = history
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect::<Vec<_>>())
        .map(|row| [row[invoiced], row[paid], row[in_kind]].join(" "))
        .collect();
    assert_eq!(moves, ["0.00 0.00 ", "117.50 0.00 60.00", "0.00 50.00 "]);
    desk.bhlp("check").code(0);
}
