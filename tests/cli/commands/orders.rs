//! Orders and what follows them, refused.

use super::desk::{Desk, text};

fn ordered() -> Desk {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 120 --from SHOP").done(); // 15
    desk
}

#[test]
fn an_order_is_changed_to_something_else_that_covers_what_was_used() {
    let desk = ordered();
    desk.bhlp("commission amend 15 120").refused(
        "NOTHING_TO_AMEND",
        "commission 15 has £120.00 promised already: nothing would change\n\
         hint: see what stands on it: bhlp commission show 15",
    );
    desk.bhlp("invoice record 15 70").done();
    desk.bhlp("commission amend 15 69.99").refused(
        "AMOUNT_BELOW_USED",
        "commission 15 has used £70.00 of its budget's money already; its total cannot become £69.99\n\
         hint: money back is a credit note or a refund: bhlp credit-note record 15 AMOUNT",
    );
    desk.bhlp("commission amend 15 70").done();
    desk.bhlp("commission cancel 15").refused(
        "NOTHING_TO_AMEND",
        "commission 15 has £0.00 promised already: nothing would change\n\
         hint: see what stands on it: bhlp commission show 15",
    );
}

#[test]
fn after_the_final_invoice_there_is_no_other() {
    let desk = ordered();
    desk.bhlp("invoice record 15 100 --number A-1 --final").done();
    let closed = "commission 15 was closed by entry 16\n\
         hint: see its history: bhlp commission show 15; something new is a new commission";
    for line in ["invoice record 15 1", "commission amend 15 130", "commission cancel 15"] {
        desk.bhlp(line).refused("COMMISSION_CLOSED", closed);
    }
    desk.bhlp("buy C-1 food 5 --from SHOP").done();
    desk.bhlp("invoice record 17 1").refused(
        "COMMISSION_CLOSED",
        "commission 17 was closed by entry 17\n\
         hint: see its history: bhlp commission show 17; something new is a new commission",
    );
}

/// 10.00 and 10 per cent are 11.00; 300.00 and 10 per cent would be 330.00, and 25.00 is the most: 325.00.
#[test]
fn an_invoice_above_its_commission_has_the_difference_commissioned_first() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 10 --from SHOP").done(); // 15
    let refused = |line: &str, commission: i64, price: &str, most: &str, would_be: &str| {
        desk.bhlp(line).refused(
            "INVOICE_ABOVE_COMMISSION",
            &format!(
                "commission {commission} is of £{price}: it may be invoiced up to £{most}, and this would make £{would_be}\n\
                 hint: have the difference commissioned first, or approved where that is needed: \
                 bhlp commission amend {commission} {would_be}"
            ),
        );
    };
    refused("invoice record 15 190", 15, "10.00", "11.00", "190.00");
    refused("invoice record 15 11.01 --final", 15, "10.00", "11.00", "11.01");
    desk.bhlp("invoice record 15 6").done(); // 16
    refused("invoice record 15 5.01", 15, "10.00", "11.00", "11.01");
    desk.bhlp("invoice record 15 5").done(); // 17
    desk.bhlp("commission amend 15 190").done(); // 18
    desk.bhlp("invoice record 15 179 --final").done(); // 19: 6.00 + 5.00 + 179.00 = 190.00
    // 117.50 with 17.50 of VAT is 100.00 for the child: up to 110.00. Without VAT 117.50 would be 117.50.
    desk.bhlp("commission place C-1 food 117.50 --vat 17.50 --from SHOP").done(); // 20
    let above = |line: &str, would_be: &str, amend: &str| {
        desk.bhlp(line).refused(
            "INVOICE_ABOVE_COMMISSION",
            &format!(
                "commission 20 is of £100.00: it may be invoiced up to £110.00, and this would make £{would_be}, without VAT\n\
                 hint: have the difference commissioned first, or approved where that is needed: \
                 bhlp commission amend 20 {amend}"
            ),
        );
    };
    above("invoice record 20 117.50 --vat 0 --final", "117.50", "117.50 --vat 0.00");
    above("invoice record 20 129.26 --vat 19.25", "110.01", "129.26 --vat 19.25");
    // What was agreed anew is what may be invoiced.
    desk.bhlp("commission amend 20 235 --vat 35").done(); // 21
    desk.bhlp("invoice record 20 235 --vat 35 --final").done(); // 22
    // What was credited may be invoiced again.
    desk.bhlp("credit-note record 20 235 --vat 35").done(); // 23
    desk.bhlp("entry reverse 19 --reason 'another order'").done();
    desk.bhlp("invoice record 15 179 --final").done();
    desk.bhlp("check").code(0);
}

/// What was last agreed counts: 100.00 invoiced and credited and then agreed to be 50.00 may become 55.00.
#[test]
fn what_was_last_agreed_is_what_may_be_invoiced() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 100 --from SHOP").done(); // 15
    desk.bhlp("invoice record 15 100").done();
    desk.bhlp("credit-note record 15 100").done();
    desk.bhlp("commission amend 15 50").done();
    desk.bhlp("invoice record 15 55.01").refused(
        "INVOICE_ABOVE_COMMISSION",
        "commission 15 is of £50.00: it may be invoiced up to £55.00, and this would make £55.01\n\
         hint: have the difference commissioned first, or approved where that is needed: bhlp commission amend 15 55.01",
    );
    desk.bhlp("invoice record 15 55").done();
    // 587.50 with 87.50 of VAT, agreed to be 117.50 with 17.50: 100.00, up to 110.00.
    desk.bhlp("budget top-up C-1 500").done(); // 20
    desk.bhlp("commission place C-1 food 587.50 --vat 87.50 --from SHOP").done(); // 21
    desk.bhlp("commission amend 21 117.50 --vat 17.50").done();
    desk.bhlp("invoice record 21 129.26 --vat 19.25").refused(
        "INVOICE_ABOVE_COMMISSION",
        "commission 21 is of £100.00: it may be invoiced up to £110.00, and this would make £110.01, without VAT\n\
         hint: have the difference commissioned first, or approved where that is needed: \
         bhlp commission amend 21 129.26 --vat 19.25",
    );
    desk.bhlp("invoice record 21 129.25 --vat 19.25").done();
    desk.bhlp("check").code(0);
}

/// 80.00 were invoiced and 50.00 of them paid: undone, 50.00 are owed to us, which a refund settles.
#[test]
fn a_paid_invoice_that_is_undone_is_owed_to_us() {
    let desk = ordered(); // 15
    desk.bhlp("invoice record 15 80").done(); // 16
    desk.bhlp("payment record 15 50").done(); // 17
    desk.bhlp("entry reverse 16 --reason 'not ours'")
        .stdout(
            "reversed entry 16 (invoice.record) on 2006-09-01; the provider owes £50.00 back (entry 18)\n\
             left for C-1: £380.00 of £500.00 (promised £120.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp("refund record 15 50").done(); // 19: what was owed to us
    // Undone too, it is owed again; the payment undone as well, nothing is.
    desk.bhlp("entry reverse 19 --reason 'it bounced'")
        .stdout(
            "reversed entry 19 (refund.record) on 2006-09-01; the provider owes £50.00 back (entry 20)\n\
             left for C-1: £380.00 of £500.00 (promised £120.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp("entry reverse 17 --reason 'it bounced'")
        .stdout(
            "reversed entry 17 (payment.record) on 2006-09-01 (entry 21)\n\
             left for C-1: £380.00 of £500.00 (promised £120.00, used £0.00)\n",
        )
        .code(0);
}

/// LP1 commissions up to 100.00 alone: 60.00 asks for nobody, 110.00 does.
#[test]
fn the_difference_is_asked_for_as_any_commission_is() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 60 --from SHOP").user("LP1").done(); // 15
    desk.bhlp("commission amend 15 110")
        .user("LP1")
        .stdout(
            "asked for approval to change commission 15 to £110.00 on 2006-09-01 (entry 16)\n  \
             waiting for approval: it is above the £100.00 that LP1 may commission alone; the money is reserved in the meantime\n\
             left for C-1: £390.00 of £500.00 (promised £110.00, used £0.00)\n",
        )
        .code(0);
    desk.bhlp("approve 15").user("MGR").done();
    desk.bhlp("invoice record 15 110").user("LP1").done();
}

/// By this policy 300.00 may become 306.00: 2 per cent are 6.00. 0 per cent of the next is nothing.
#[test]
fn the_policy_says_how_far_an_invoice_may_be_above_its_commission() {
    let desk = Desk::new();
    desk.policy("[invoices]\npercent_above = 2\n");
    desk.bhlp("policy set p.toml").done(); // 15
    desk.bhlp("commission place C-1 food 300 --from SHOP").done(); // 16
    let above = |most: &str, would_be: &str| {
        format!(
            "commission 16 is of £300.00: it may be invoiced up to £{most}, and this would make £{would_be}\n\
             hint: have the difference commissioned first, or approved where that is needed: \
             bhlp commission amend 16 {would_be}"
        )
    };
    desk.bhlp("invoice record 16 306.01").refused("INVOICE_ABOVE_COMMISSION", &above("306.00", "306.01"));
    desk.bhlp("invoice record 16 306 --dry-run").done();
    desk.policy("[invoices]\npercent_above = 100\nmost_above = \"3\"\n");
    desk.bhlp("policy set p.toml").done(); // 17
    desk.bhlp("invoice record 16 303.01").refused("INVOICE_ABOVE_COMMISSION", &above("303.00", "303.01"));
    // The policy of the day of the invoice: from tomorrow none is tolerated.
    desk.policy("[invoices]\npercent_above = 0\n");
    desk.bhlp("policy set p.toml --from 2006-09-02").done();
    desk.bhlp("invoice record 16 303 --dry-run").done();
    desk.bhlp("invoice record 16 300.01")
        .now("2006-09-02T10:00:00Z")
        .refused("INVOICE_ABOVE_COMMISSION", &above("300.00", "300.01"));
    desk.bhlp("commission place C-1 food 190 --from SHOP").done();
    desk.bhlp("invoice record 19 193.01").refused(
        "INVOICE_ABOVE_COMMISSION",
        "commission 19 is of £190.00: it may be invoiced up to £193.00, and this would make £193.01\n\
         hint: have the difference commissioned first, or approved where that is needed: \
         bhlp commission amend 19 193.01",
    );
    desk.policy("[invoices]\npercent_above = 101\nmost_above = -1\nabove = 1\n");
    let bad = text(&desk.bhlp("policy check p.toml").output().stderr);
    assert!(
        bad.contains(
            "line 2, invoices, percent_above: [POLICY_NUMBER_OUT_OF_RANGE] 101 is not from 0 to 100"
        ),
        "{bad}"
    );
    assert!(bad.contains("line 3, invoices, most_above: [AMOUNT_NEGATIVE]"), "{bad}");
    assert!(bad.contains("line 4, invoices, above: [POLICY_KEY_UNKNOWN]"), "{bad}");
}

#[test]
fn an_invoice_number_is_recorded_once() {
    let desk = ordered();
    let hint = "hint: if it is another document, give its own number; where the provider used the number again: --again REASON";
    let refused = |line: &str, found: &str| {
        desk.bhlp(line).refused("INVOICE_ALREADY_RECORDED", &format!("{found}\n{hint}"));
    };
    let recorded = "was recorded already, as entry 16 on 2006-09-01: £10.00";
    desk.bhlp("invoice record 15 10 --number 'A 1'").done();
    refused("invoice record 15 20 --number a1", &format!("invoice `a1` of SHOP {recorded}"));
    refused("buy C-1 food 10 --from SHOP --invoice A1", &format!("invoice `A1` of SHOP {recorded}"));
    refused("buy C-1 food 11 --from SHOP --invoice A1", &format!("invoice `A1` of SHOP {recorded}"));
    desk.bhlp("buy C-1 food 11 --from SHOP --invoice A1 --again 'numbered by the week'").done(); // 17
    desk.bhlp("buy C-1 food 11 --from SWIM --invoice A1").done(); // 18: their own number
    for entry in [16, 17] {
        desk.bhlp(&format!("entry reverse {entry} --reason 'wrong commission'")).done();
    }
    desk.bhlp("invoice record 15 20 --number A1").done();
    desk.bhlp("check").done();
}

/// Two pairs of shoes for 20.00 on one day are asked about; for 21.00, or on another day, they are not.
#[test]
fn the_same_purchase_on_one_day_is_asked_about() {
    let desk = Desk::new();
    let buy = "buy C-1 clothing 20 --from SHOP";
    let same = "C-1 has clothing from SHOP for £20.00 on that day already: commission 15\n";
    desk.bhlp(buy).terminal().done(); // 15
    for answer in ["\n", "n\n", "no\n", ""] {
        desk.bhlp(buy)
            .terminal()
            .answers(answer)
            .stderr(format!(
                "{same}record it once more? [y/N]: error[NOT_CONFIRMED]: it was not confirmed\nnothing was recorded\n"
            ))
            .code(1);
    }
    assert_eq!(desk.events(), 15);
    desk.bhlp("commission place C-1 clothing 20 --from 'Shoe shop'")
        .terminal()
        .answers("y\n")
        .stdout(
            "commissioned clothing for C-1 from Shoe shop on 2006-09-01: £20.00 (commission 16)\n\
             left for C-1: £460.00 of £500.00 (promised £20.00, used £20.00)\n",
        )
        .stderr(format!("{same}record it once more? [y/N]: warning: {same}"))
        .code(0);
    // Elsewhere it is warned of.
    desk.bhlp(buy)
        .stdout(
            "bought clothing for C-1 from Shoe shop on 2006-09-01: £20.00 (commission 17), paid from bank:main\n\
             left for C-1: £440.00 of £500.00 (promised £20.00, used £40.00)\n",
        )
        .stderr(format!("warning: {}", same.replace("15", "16")))
        .code(0);
    for other in [
        "buy C-1 clothing 21 --from SHOP",
        "buy C-1 food 20 --from SHOP",
        "buy C-1 clothing 20 --from SWIM",
        "buy C-1 clothing 20 --from SHOP --on 2006-08-31",
    ] {
        let told = desk.bhlp(other).terminal().output();
        assert_eq!(text(&told.stderr), "", "{other}");
    }
    let found = text(&desk.bhlp("audit same --format csv").output().stdout);
    let found: Vec<&str> = found.lines().skip(1).collect();
    assert_eq!(
        found,
        [
            "15+16,2006-09-01,ADMIN,15 16,C-1,SHOP,20.00,the same clothing for the same price on one day,,,",
            "16+17,2006-09-01,ADMIN,16 17,C-1,SHOP,20.00,the same clothing for the same price on one day,,,",
        ]
    );
    // What was undone is none.
    desk.bhlp("entry reverse 16 --reason double").done();
    desk.bhlp("entry reverse 17 --reason double").done();
    desk.bhlp("entry reverse 15 --reason double").done();
    assert_eq!(text(&desk.bhlp(buy).terminal().output().stderr), "");
}

#[test]
fn rows_that_may_be_the_same_purchase_are_taken_with_a_warning() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 clothing 20 --from SHOP").done(); // 15
    let header = "key,child_ref,lead_professional,provider,category,description,ordered_on,received_on,paid_on,amount,vat,\
                  paid_from,invoice_no,again";
    let rows = "A1,C-1,LP1,SHOP,clothing,,2006-09-01,,,20,0,,,\n\
                A2,C-1,LP1,SHOP,food,,2006-09-01,2006-09-01,,5,0,,F1,numbered again\n\
                A3,C-1,LP1,SHOP,food,,2006-09-01,,,5,0,,,\n";
    std::fs::write(desk.dir.path().join("rows.csv"), format!("{header}\n{rows}")).unwrap();
    let told = desk.bhlp("import purchases rows.csv").output();
    assert_eq!(told.status.code(), Some(0));
    let told = text(&told.stderr);
    for warning in [
        "row A1: C-1 has clothing from SHOP for £20.00 on 2006-09-01 already: commission 15\n",
        "row A3: C-1 has food from SHOP for £5.00 on 2006-09-01 already: commission 17\n",
        "no such document was recorded before: `numbered again` is no reason that was needed\n",
    ] {
        assert!(told.contains(warning), "{told}");
    }
}

#[test]
fn a_reason_for_a_second_document_is_for_a_second_document() {
    let desk = ordered(); // 15
    let unneeded =
        "warning: no such document was recorded before: `by the week` is no reason that was needed\n";
    let told = |line: &str| text(&desk.bhlp(line).output().stderr);
    assert_eq!(told("invoice record 15 10 --number A1 --again 'by the week'"), unneeded); // 16
    assert_eq!(told("credit-note record 15 1 --number A1 --again 'by the week'"), unneeded); // 17
    assert_eq!(told("invoice record 15 10 --number A1 --again 'by the week'"), ""); // 18
    let found = text(&desk.bhlp("audit same --format csv").output().stdout);
    let found: Vec<&str> = found.lines().skip(1).collect();
    assert_eq!(found, ["16+18,2006-09-01,ADMIN,16 18,C-1,SHOP,10.00,the number A1 again: by the week,,,"]);
}

#[test]
fn a_credit_note_is_recorded_once() {
    let desk = ordered();
    desk.bhlp("invoice record 15 20 --number A1").done(); // 16
    desk.bhlp("credit-note record 15 10 --number A1").done(); // 17: a number of its own
    let twice = desk.bhlp("credit-note record 15 10 --number a1");
    twice.refused(
        "INVOICE_ALREADY_RECORDED",
        "credit note `a1` of SHOP was recorded already, as entry 17 on 2006-09-01: £10.00\n\
         hint: if it is another document, give its own number; where the provider used the number again: --again REASON",
    );
    // What was credited in full stays a document that was there.
    desk.bhlp("credit-note record 15 10 --number A2").done();
    desk.bhlp("invoice record 15 20 --number A1").refused(
        "INVOICE_ALREADY_RECORDED",
        "invoice `A1` of SHOP was recorded already, as entry 16 on 2006-09-01: £20.00\n\
         hint: if it is another document, give its own number; where the provider used the number again: --again REASON",
    );
    desk.bhlp("invoice record 15 20 --number A3").done();
    desk.bhlp("check").done();
}

#[test]
fn no_more_is_paid_than_is_owed() {
    let desk = ordered();
    let hint = "hint: see what was invoiced and paid: bhlp commission show 15; an invoice comes first: bhlp invoice record 15 AMOUNT";
    let refused = |line: &str, message: &str| {
        desk.bhlp(line).refused("PAYMENT_EXCEEDS_OWED", &format!("commission 15: {message}\n{hint}"));
    };
    refused("payment record 15", "nothing is owed");
    refused("payment record 15 5", "nothing is owed; £5.00 was given as paid");
    desk.bhlp("invoice record 15 10").done();
    refused("payment record 15 10.01", "£10.00 is owed; £10.01 was given as paid");
    desk.bhlp("payment record 15").done();
    desk.bhlp("credit-note record 15 2").done();
    refused("payment record 15", "nothing is owed, the provider owes £2.00 back");
    refused("payment record 15 1", "nothing is owed, the provider owes £2.00 back; £1.00 was given as paid");
}

#[test]
fn no_more_comes_back_than_was_invoiced_or_paid() {
    let desk = ordered();
    desk.bhlp("invoice record 15 58.75 --vat 8.75").done();
    let hint = "hint: see what was invoiced and paid: bhlp commission show 15";
    let cost = |line: &str, left: &str, given: &str| {
        let message =
            format!("commission 15 has {left} of cost left to take back; {given} was given\n{hint}");
        desk.bhlp(line).refused("CREDIT_EXCEEDS_COST", &message);
    };
    cost("credit-note record 15 58.76", "£58.75", "£58.76");
    cost("credit-note record 15 50.01 --vat 0", "£50.00", "£50.01");
    cost("credit-note record 15 50 --vat 8.76", "£8.75", "£8.76");
    desk.bhlp("refund record 15 1").refused(
        "REFUND_EXCEEDS_PAID",
        &format!("£0.00 was paid on commission 15; £1.00 cannot be refunded\n{hint}"),
    );
    desk.bhlp("payment record 15").done();
    desk.bhlp("refund record 15 58.75 --vat 8.75")
        .stdout(
            "received £58.75 back on commission 15 on 2006-09-01, into bank:main (entry 18)\n\
             left for C-1: £430.00 of £500.00 (promised £70.00, used £0.00)\n",
        )
        .code(0);
}

/// Money back that settles a credit note has no VAT of its own: the credit note took it back.
#[test]
fn a_refund_that_settles_a_credit_note_has_no_vat() {
    let desk = ordered();
    desk.bhlp("invoice record 15 58.75 --vat 8.75").done();
    desk.bhlp("payment record 15").done();
    desk.bhlp("credit-note record 15 11.75 --vat 1.75").done();
    desk.bhlp("refund record 15 11.75 --vat 1.75").refused(
        "CREDIT_EXCEEDS_COST",
        "commission 15 has £0.00 of cost left to take back; £1.75 was given\n\
         hint: see what was invoiced and paid: bhlp commission show 15",
    );
    desk.bhlp("refund record 15 11.75")
        .stdout(
            "received £11.75 back on commission 15 on 2006-09-01, into bank:main (entry 19)\n\
             left for C-1: £390.00 of £500.00 (promised £70.00, used £40.00)\n",
        )
        .code(0);
}
