//! Invoices and credit notes of several lines, recorded in one command and paid as one.

use super::desk::{Desk, text};
use super::reconcile::lines;

/// C-1 and C-2 have £500.00; commissions 16 and 17 of SWIM are £40.00 each, the second with £5.00 of VAT, and
/// 18 of SHOP is £20.00.
fn ordered() -> Desk {
    let desk = Desk::new();
    desk.bhlp("budget open C-2 500").done(); // 15
    desk.bhlp("commission place C-1 care 40 --from SWIM").done();
    desk.bhlp("commission place C-2 care 40 --vat 5 --from SWIM").done();
    desk.bhlp("commission place C-1 care 20 --from SHOP").done();
    desk
}

/// 30.00 + 25.50 = 55.50.
/// is used.
const BILL: &str =
    "invoice record --provider SWIM --number M7 --line 16=30.00 --line 17=25.50,vat=3.80 --total 55.50";

#[test]
fn an_invoice_over_two_children_is_one_command_and_all_or_nothing() {
    let desk = ordered();
    let events = desk.events();
    desk.bhlp(&BILL.replace("55.50", "55.00")).refused(
        "DOCUMENT_SUM_DIFFERS",
        "its lines come to £55.50, and --total is £55.00\n\
         hint: give every line of the document, each with its VAT in the amount, and its total",
    );
    desk.bhlp(&BILL.replace("17=", "18=")).refused(
        "LINE_OF_ANOTHER",
        "commission 18 is of SHOP, and the document of SWIM\n\
         hint: see whose it is: bhlp commission show 18; a document is of one provider",
    );
    // 25.50 * 5 / 40 = 3.1875, to the nearest penny.
    desk.bhlp(&BILL.replace(",vat=3.80", "")).refused(
        "VAT_UNSAID",
        "the council recovers £5.00 of VAT on commission 17; say how much of the invoice is VAT\n\
         hint: its share would be --line 17=25.50,vat=3.19; where none of it is VAT: --line 17=25.50,vat=0.00",
    );
    // The first line could be recorded; the second is above what may be: 40.00 - 5.00 + 10 per cent.
    desk.bhlp("invoice record --provider SWIM --number M7 --line 16=30 --line 17=70,vat=0").refused(
        "INVOICE_ABOVE_COMMISSION",
        "commission 17 is of £35.00: it may be invoiced up to £38.50, and this would make £70.00, without VAT\n\
         hint: have the difference commissioned first, or approved where that is needed: \
         bhlp commission amend 17 70.00 --vat 0.00",
    );
    assert_eq!(desk.events(), events);
    desk.bhlp(BILL)
        .stdout(
            "recorded invoice `M7` of SWIM on 2006-09-01: 2 lines, £55.50 in all (entry 20)\n  \
             commission 16 for C-1: £30.00 (entry 19); £30.00 is owed\n  \
             commission 17 for C-2: £25.50 (entry 20); £25.50 is owed\n\
             left for C-1: £440.00 of £500.00 (promised £30.00, used £30.00)\n\
             left for C-2: £465.00 of £500.00 (promised £13.30, used £21.70)\n",
        )
        .code(0);
    // A line added later is a second document, and so is the number for another child.
    for line in ["invoice record 16 1 --number m7", "buy C-1 care 1 --from SWIM --invoice 'M 7'"] {
        let number = if line.starts_with("buy") { "M 7" } else { "m7" };
        desk.bhlp(line).refused(
            "INVOICE_ALREADY_RECORDED",
            &format!(
                "invoice `{number}` of SWIM was recorded already, as entry 19 on 2006-09-01: £55.50\n\
                 hint: if it is another document, give its own number; where the provider used the number again: --again REASON"
            ),
        );
    }
    desk.bhlp("invoice record --provider SWIM --number M7 --line 16=1 --again 'by the week'").done();
    desk.bhlp("check").done();
    // 21: one line of 1.00. The document that was there first is 19.
    let found = text(&desk.bhlp("audit same --format csv").output().stdout);
    let found: Vec<&str> = found.lines().skip(1).collect();
    assert_eq!(found, ["19+21,2006-09-01,ADMIN,19 21,C-1,SWIM,1.00,the number M7 again: by the week,,,"]);
}

#[test]
fn the_last_invoice_is_said_of_all_lines_or_of_one() {
    let desk = ordered();
    desk.bhlp("invoice record --provider SWIM --number M7 --line 16=30,final --line 17=10,vat=0").done();
    let open = |number: i64| {
        let sql = "SELECT closed_by IS NULL FROM commission WHERE commission_id = ?";
        desk.other_hand().query_row(sql, [number], |row| row.get::<_, bool>(0)).unwrap()
    };
    assert_eq!((open(16), open(17)), (false, true));
    desk.bhlp("invoice record --provider SWIM --number M8 --line 17=10,vat=0 --final").done();
    assert!(!open(17));
    desk.bhlp("credit-note record --provider SWIM --number K1 --line 17=1,vat=0,final").refused(
        "FIELD_INVALID",
        "line `17=1.00,vat=0.00,final` is not valid; wanted one without `final`: a credit note ends nothing",
    );
    for (line, fault) in
        [("17", "it names no commission and amount"), ("x=1", "`x` is no commission's number")]
    {
        desk.bhlp(&format!("invoice record --provider SWIM --number M9 --line {line}")).fails(
            2,
            "DOCUMENT_LINE_INVALID",
            &format!(
                "--line: `{line}`: {fault}; write COMMISSION=AMOUNT, such as 41=30.00, with the VAT in it and the \
                 end of the commission where there are any: 41=30.00,vat=4.47,final"
            ),
        );
    }
}

/// 30.00 + 25.50 = 55.50 is one line of the bank.
#[test]
fn a_document_is_paid_as_one_and_its_payment_is_one_line_of_the_statement() {
    let desk = ordered();
    desk.bhlp(BILL).done(); // 19, 20
    desk.bhlp("payment record --provider SWIM --number M8").refused(
        "UNKNOWN_INVOICE",
        "there is no invoice `M8`\nhint: see what is owed: bhlp report owed --provider PROVIDER",
    );
    desk.bhlp("payment record --provider SWIM --number M7")
        .stdout(
            "paid £55.50 on invoice `M7` of SWIM on 2006-09-01 from bank:main (entry 22)\n  \
             commission 16 for C-1: £30.00 (entry 21)\n  \
             commission 17 for C-2: £25.50 (entry 22)\n\
             left for C-1: £440.00 of £500.00 (promised £30.00, used £30.00)\n\
             left for C-2: £465.00 of £500.00 (promised £13.30, used £21.70)\n",
        )
        .code(0);
    desk.bhlp("payment record --provider SWIM --number M7").refused(
        "NOTHING_OWED",
        "nothing is owed in cash on invoice `M7` of SWIM\nhint: see what is owed: bhlp report owed --provider SWIM",
    );
    lines(&desk, "bank:main", &[("2006-09-04", -5550, "SWIM SPLASH")]);
    let told = text(&desk.bhlp("reconcile auto").user("FIN").now("2006-10-04T09:00:00Z").output().stdout);
    assert!(told.starts_with("matched 1\n"), "{told}");
    let matched =
        "SELECT group_concat(entry_id || ' ' || amount_pence, ', ' ORDER BY entry_id) FROM matching_item";
    let matched: String = desk.other_hand().query_row(matched, [], |row| row.get(0)).unwrap();
    assert_eq!(matched, "21 -3000, 22 -2550");
    desk.bhlp("check").done();
}

/// Where the bank shows the two apart, they are matched apart.
#[test]
fn a_payment_of_two_lines_that_left_the_bank_as_two_is_matched_one_by_one() {
    let desk = ordered();
    desk.bhlp(BILL).done();
    desk.bhlp("payment record --provider SWIM --number M7").done(); // 21, 22
    lines(&desk, "bank:main", &[("2006-09-04", -3000, "SWIM"), ("2006-09-04", -2550, "SWIM")]);
    let told = text(&desk.bhlp("reconcile auto").user("FIN").now("2006-10-04T09:00:00Z").output().stdout);
    assert!(told.starts_with("matched 2\n"), "{told}");
}

/// The second line was read wrongly: 26.50 with 3.95 of VAT, so 26.50 - 3.95 = 22.55 is used.
#[test]
fn a_line_is_corrected_in_its_place_and_the_total_stays_as_it_was_recorded() {
    let desk = ordered();
    desk.bhlp(BILL).done(); // 19, 20
    desk.bhlp("entry correct 20 --amount 26.50 --vat 3.95 --reason 'read wrongly'").done(); // 21, 22
    desk.bhlp("entry correct 19 --amount 31 --reason 'read wrongly'").done(); // 23, 24
    desk.bhlp("entry correct 24 --amount 32 --reason 'again'").done(); // 25, 26
    desk.bhlp("check").done();
    let lines = "SELECT group_concat(event || ' for ' || ifnull(instead_of, '-'), ', ' ORDER BY event) FROM document_line";
    let lines: String = desk.other_hand().query_row(lines, [], |row| row.get(0)).unwrap();
    assert_eq!(lines, "20 for -, 22 for 20, 24 for 19, 26 for 24");
    // 32.00 + 26.50 = 58.50.
    desk.bhlp("payment record --provider SWIM --number M7").done();
    let paid = "SELECT total_pence FROM document ORDER BY document_id DESC LIMIT 1";
    assert_eq!(desk.other_hand().query_row(paid, [], |row| row.get::<_, i64>(0)).unwrap(), 5850);
}

/// 3.00 + 2.00 = 5.00; C-1 has 440 + 3 = 443.00, C-2 465 + 2 - 0.30 = 466.70 left.
#[test]
fn a_credit_note_over_two_children_has_a_number_of_its_own() {
    let desk = ordered();
    desk.bhlp(BILL).done(); // 19, 20
    let credit = "credit-note record --provider SWIM --number M7 --line 16=3 --line 17=2,vat=0.30 --total 5";
    desk.bhlp(credit)
        .stdout(
            "recorded credit note `M7` of SWIM on 2006-09-01: 2 lines, £5.00 in all (entry 22)\n  \
             commission 16 for C-1: £3.00 (entry 21); £27.00 is owed\n  \
             commission 17 for C-2: £2.00 (entry 22); £23.50 is owed\n\
             left for C-1: £443.00 of £500.00 (promised £30.00, used £27.00)\n\
             left for C-2: £466.70 of £500.00 (promised £13.30, used £20.00)\n",
        )
        .code(0);
    desk.bhlp(credit).refused(
        "INVOICE_ALREADY_RECORDED",
        "credit note `M7` of SWIM was recorded already, as entry 21 on 2006-09-01: £5.00\n\
         hint: if it is another document, give its own number; where the provider used the number again: --again REASON",
    );
    // 55.50 - 5.00 = 50.50 is paid.
    let paid = text(&desk.bhlp("payment record --provider SWIM --number M7").output().stdout);
    assert!(paid.starts_with("paid £50.50 on invoice `M7` of SWIM"), "{paid}");
    desk.bhlp("check").done();
}

/// 20.00 + 30.00 in July and in August may be one document twice; two lines of 25.00 of one are not.
#[test]
fn an_audit_compares_documents_and_not_their_lines() {
    let desk = ordered();
    for (number, parts) in [("J-100", (20, 19)), ("J-101", (19, 20)), ("J-900", (1, 1))] {
        let (one, two) = parts;
        let line =
            format!("invoice record --provider SWIM --number {number} --line 16={one} --line 17={two},vat=0");
        // What is above the commission is commissioned first.
        desk.bhlp("commission amend 16 120").output();
        desk.bhlp("commission amend 17 120 --vat 0").output();
        desk.bhlp(&line).done();
    }
    // 39.00 and 39.00 by numbers that follow each other are two in a row.
    let found = text(&desk.bhlp("audit duplicates --format csv").output().stdout);
    assert_eq!(found.lines().count(), 1, "{found}");
    let again =
        "invoice record --provider SWIM --number J-100 --line 16=20 --line 17=19,vat=0 --again 'by the week'";
    desk.bhlp(again).done();
    let found = text(&desk.bhlp("audit duplicates --format csv").output().stdout);
    let found: Vec<&str> = found.lines().skip(1).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(",C-1 C-2,SWIM,39.00,\"the same number, J-100;"), "{found:?}");
}

/// The provider's first invoice was wrong: 120.00 is credited, and 110.00 comes in its place.
#[test]
fn an_invoice_credited_in_full_can_be_invoiced_again() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 120 --from SHOP").done(); // 15
    desk.bhlp("invoice record 15 120 --number A1 --final").done(); // 16
    desk.bhlp("credit-note record 15 119.99 --number K1").done(); // 17
    let closed = |amount: &str| {
        desk.bhlp(&format!("invoice record 15 {amount} --number A2")).refused(
            "COMMISSION_CLOSED",
            "commission 15 was closed by entry 16\nhint: see its history: bhlp commission show 15; something new is a new commission",
        );
    };
    closed("110");
    let told = text(&desk.bhlp("credit-note record 15 0.01 --number K2").output().stdout); // 18
    assert!(told.contains("; another invoice may come in its place"), "{told}");
    desk.bhlp("invoice record 15 110 --number A2 --final").done(); // 19
    // 110.00 + 119.99 = 229.99 is above 120.00 and 10 per cent: what was credited stays so.
    desk.bhlp("entry reverse 17 --reason mistaken").refused(
        "INVOICE_ABOVE_COMMISSION",
        "commission 15 is of £120.00: it may be invoiced up to £132.00, and this would make £229.99\n\
         hint: have the difference commissioned first, or approved where that is needed: bhlp commission amend 15 229.99",
    );
    desk.bhlp("entry reverse 18 --reason mistaken").done(); // 110.01
    desk.bhlp("check").done();
}

/// Of 50.00 and 70.00 the second was the last: credited with 70.00 it may come again, with 50.00 it may not.
#[test]
fn only_what_the_last_invoice_said_opens_a_commission_again() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 120 --from SHOP").done(); // 15
    desk.bhlp("invoice record 15 50").done();
    desk.bhlp("invoice record 15 70 --final").done(); // 17
    desk.bhlp("credit-note record 15 50").done();
    desk.bhlp("invoice record 15 70").refused(
        "COMMISSION_CLOSED",
        "commission 15 was closed by entry 17\nhint: see its history: bhlp commission show 15; something new is a new commission",
    );
    desk.bhlp("credit-note record 15 20").done();
    desk.bhlp("invoice record 15 70").done();
    desk.bhlp("check").done();
}

/// 110.00 invoiced, 10.00 credited, 10.00 invoiced: undone, the credit note would make 120.00 of at most
/// 110.00.
#[test]
fn a_credit_note_that_is_undone_brings_nothing_above_what_is_tolerated() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 100 --from SHOP").done(); // 15
    desk.bhlp("invoice record 15 110").done();
    desk.bhlp("credit-note record 15 10").done(); // 17
    desk.bhlp("entry reverse 17 --reason mistaken").done(); // 18: nothing came in its place
    desk.bhlp("credit-note record 15 10").done(); // 19
    desk.bhlp("invoice record 15 10").done(); // 20
    desk.bhlp("entry reverse 19 --reason mistaken").refused(
        "INVOICE_ABOVE_COMMISSION",
        "commission 15 is of £100.00: it may be invoiced up to £110.00, and this would make £120.00\n\
         hint: have the difference commissioned first, or approved where that is needed: bhlp commission amend 15 120.00",
    );
    desk.bhlp("commission amend 15 120").done();
    desk.bhlp("entry reverse 19 --reason mistaken").done();
    desk.bhlp("check").done();
}

/// 30.00 and 55.50 - 30.00 = 25.50 on one invoice: shown once, with 55.50. One that is of one line alone is
/// shown as before.
#[test]
fn an_invoice_over_two_commissions_waits_once() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 activities 30 --from SWIM").done(); // 15
    desk.bhlp("commission place C-1 travel 25.50 --from SWIM").done(); // 16
    desk.bhlp("invoice record --provider SWIM --number 'M 7' --line 15=30 --line 16=25.50 --total 55.50")
        .done();
    let today = || text(&desk.bhlp("today").user("LP1").output().stdout);
    let once = "Invoices to pay:\n- invoice M 7 of Swim, \"Splash\" & =Co, of 2 commissions, £55.50\n  \
                bhlp payment record --provider SWIM --number 'M 7'\n";
    assert!(today().contains(once), "{}", today());
    assert!(!today().contains("bhlp payment record 1"), "{}", today());
    desk.bhlp("payment record 15").done();
    assert!(today().contains("£25.50\n  bhlp payment record 16\n"), "{}", today());
    desk.bhlp("payment record --provider SWIM --number 'M 7'").done();
    assert!(!today().contains("Invoices to pay"), "{}", today());
}

/// The pilot ends on 31 March 2008. What is invoiced in place of what was credited was committed before.
#[test]
fn what_was_credited_is_invoiced_again_while_the_pilot_is_settled() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 100 --from SHOP").done(); // 15
    let april = |line: &str| desk.bhlp(line).now("2008-04-15T09:00:00Z");
    april("invoice record 15 100 --number A1 --final").done();
    april("credit-note record 15 100 --number K1").done();
    april("invoice record 15 100.01 --number A2").refused(
        "EFFECTIVE_OUTSIDE_PILOT",
        "2008-04-15 is after the pilot's last day, 2008-03-31: at most £100.00, what is promised, can be \
         invoiced\n\
         hint: see what stands on it: bhlp commission show 15; what happened in the pilot: --on DATE",
    );
    april("invoice record 15 100 --number A2").done();
    april("check").done();
}

/// A purchase of which the number was not known, and one that had another.
#[test]
fn the_number_of_an_invoice_is_put_right() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 10 --from SHOP").done(); // 15
    desk.bhlp("buy C-1 care 11 --from SHOP --invoice A2").done(); // 16
    let correct = |line: &str| desk.bhlp(&format!("entry correct {line} --reason 'read wrongly'"));
    correct("15 --invoice 'a 2'").refused(
        "INVOICE_ALREADY_RECORDED",
        "invoice `a 2` of SHOP was recorded already, as entry 16 on 2006-09-01: £11.00\n\
         hint: if it is another document, give its own number; where the provider used the number again: --again REASON",
    );
    correct("15 --invoice A1").done(); // 17, 18
    correct("16 --invoice A3").done(); // 19, 20
    correct("18 --amount 12").done(); // 21, 22
    let number = "SELECT group_concat(reference, ' ') FROM entry WHERE entry_id IN (18, 20, 22)";
    let number: String = desk.other_hand().query_row(number, [], |row| row.get(0)).unwrap();
    assert_eq!(number, "A1 A3 A1");
    // A line has the number of its document; what has no invoice has no number.
    desk.bhlp("commission place C-1 food 20 --from SHOP").done(); // 23
    desk.bhlp("invoice record --provider SHOP --number B1 --line 23=5 --line 23=6").done(); // 24, 25
    for (line, kind) in [("25", "document line's"), ("23", "commission.place")] {
        correct(&format!("{line} --invoice B2")).refused(
            "NOT_CORRECTABLE",
            &format!(
                "a {kind} entry cannot be corrected in one step\n\
                 hint: reverse it and record it again: bhlp entry reverse N --reason TEXT"
            ),
        );
    }
    desk.bhlp("check").done();
}

/// 117.50 with 17.50 of VAT is paid, 23.50 with 3.50 is credited, and 117.50 comes back: 94.00 that no credit
/// note had told of, of which 94.00 * 14.00 / 94.00 = 14.00 is VAT. Of 47.00 that come back, 23.50 settle the
/// note and 23.50 * 14.00 / 94.00 = 3.50 of the rest is VAT: 7.00 would be that of all of it.
#[test]
fn a_refund_after_a_credit_note_is_told_the_vat_of_the_rest() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 furniture 117.50 --vat 17.50 --from SHOP").done(); // 15
    desk.bhlp("invoice record 15 117.50 --vat 17.50 --final").done();
    desk.bhlp("payment record 15").done();
    desk.bhlp("credit-note record 15 23.50 --vat 3.50").done();
    desk.bhlp("refund record 15 47 --vat 7.00").refused(
        "VAT_UNSAID",
        "the council recovers £14.00 of VAT on commission 15; say how much of the £23.50 that no credit note had \
         told of is VAT\nhint: its share would be --vat 3.50; where none of it is VAT: --vat 0",
    );
    desk.bhlp("refund record 15 47 --vat 3.50").done();
    desk.bhlp("check").done();
}
