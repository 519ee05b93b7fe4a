//! Invoices and credit notes that come as a file.

use std::fs;

use super::desk::Desk;

const INVOICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/invoices/peppol-invoice.xml");
const CREDIT_NOTE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/invoices/peppol-credit-note.xml");
const PDF: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/invoices/factur-x.pdf");

/// C-1 has £500.00; commission 16 of SWIM is £60.00 with £10.00 of VAT, 17 of SHOP £24.00 with £4.00.
fn ordered() -> Desk {
    let desk = Desk::new();
    desk.bhlp("budget open C-2 500").done(); // 15
    desk.bhlp("commission place C-1 care 60 --vat 10 --from SWIM").done();
    desk.bhlp("commission place C-2 care 24 --vat 4 --from SHOP").done();
    desk
}

const LATER: &str = "2006-09-25T10:00:00Z";

/// A file with one thing in it another way.
fn spelt(desk: &Desk, one: &str, other: &str) -> String {
    let text = fs::read_to_string(INVOICE).expect("the fixture");
    assert!(text.contains(one), "{one}");
    let path = desk.dir.path().join("sent.xml");
    fs::write(&path, text.replace(one, other)).expect("a file");
    path.display().to_string()
}

#[test]
fn a_file_is_recorded_on_the_commission_it_names_on_its_own_day() {
    let desk = ordered();
    // 42.00 with 7.00 of VAT: 35.00 of the 50.00 that the child had promised.
    desk.bhlp(&format!("invoice import {INVOICE}"))
        .now(LATER)
        .stdout(
            "recorded invoice `SW-2006-117` of SWIM on 2006-09-14: 1 line, £42.00 in all (entry 18)\n  \
             commission 16 for C-1: £42.00 (entry 18); £42.00 is owed\n\
             left for C-1: £450.00 of £500.00 (promised £15.00, used £35.00)\n",
        )
        .done();
    desk.bhlp(&format!("invoice import {INVOICE}")).now(LATER).refused(
        "INVOICE_ALREADY_RECORDED",
        "invoice `SW-2006-117` of SWIM was recorded already, as entry 18 on 2006-09-14: £42.00\n\
         hint: if it is another document, give its own number; where the provider used the number again: --again REASON",
    );
    // 6.00 with 1.00 of VAT back.
    desk.bhlp(&format!("invoice import {CREDIT_NOTE}"))
        .now(LATER)
        .stdout(
            "recorded credit note `SW-CN-4` of SWIM on 2006-09-20: 1 line, £6.00 in all (entry 19)\n  \
             commission 16 for C-1: £6.00 (entry 19); £36.00 is owed\n\
             left for C-1: £455.00 of £500.00 (promised £15.00, used £30.00)\n",
        )
        .done();
    desk.bhlp(&format!("invoice import {PDF} --final"))
        .now(LATER)
        .stdout(
            "recorded invoice `SH/88` of SHOP on 2006-09-15: 1 line, £24.00 in all (entry 20)\n  \
             commission 17 for C-2: £24.00 (entry 20); £24.00 is owed\n\
             left for C-2: £480.00 of £500.00 (promised £0.00, used £20.00)\n",
        )
        .done();
    desk.bhlp("check").done();
}

#[test]
fn what_the_file_does_not_name_is_asked_for() {
    let desk = ordered();
    let order = "<cac:OrderReference><cbc:ID>16</cbc:ID></cac:OrderReference>";
    let none = spelt(&desk, order, "");
    desk.bhlp(&format!("invoice import {none}")).now(LATER).refused(
        "COMMISSION_UNNAMED",
        "the file names no commission: it has no order of yours\n\
         hint: say which it is: --commission N (bhlp report commitments has them); ask providers to quote its number as your order",
    );
    let another = spelt(&desk, order, &order.replace("16", "PO-77"));
    desk.bhlp(&format!("invoice import {another}")).now(LATER).refused(
        "COMMISSION_UNNAMED",
        "the file names no commission: its order is `PO-77`\n\
         hint: say which it is: --commission N (bhlp report commitments has them); ask providers to quote its number as your order",
    );
    desk.bhlp(&format!("invoice import {another} --commission 17 --vat 4"))
        .now(LATER)
        .refused("INVOICE_ABOVE_COMMISSION",
            "commission 17 is of £20.00: it may be invoiced up to £22.00, and this would make £38.00, without VAT\n\
             hint: have the difference commissioned first, or approved where that is needed: \
             bhlp commission amend 17 42.00 --vat 4.00");
    desk.bhlp(&format!("invoice import {another} --line 16=30,vat=5 --line 17=12,vat=2")).now(LATER).refused(
        "LINE_OF_ANOTHER",
        "commission 17 is of SHOP, and the document of SWIM\n\
         hint: see whose it is: bhlp commission show 17; a document is of one provider",
    );
}

#[test]
fn a_file_of_somebody_else_is_not_taken() {
    let desk = ordered();
    let stranger = spelt(&desk, "GB123456782", "GB999999973");
    desk.bhlp(&format!("invoice import {stranger}")).now(LATER).refused(
        "SELLER_DIFFERS",
        "the file is from Swim, \"Splash\" & =Co (VAT GB999999973), and commission 16 of SWIM: \
         Swim, \"Splash\" & =Co (VAT GB123456782)\n\
         hint: see whose it is: bhlp commission show 16; if they are the same: --provider SWIM",
    );
    desk.bhlp(&format!("invoice import {stranger} --provider SWIM")).now(LATER).done();
}

#[test]
fn what_a_file_says_besides_is_told() {
    let desk = ordered();
    let payable = "<cbc:PayableAmount currencyID=\"GBP\">42.00";
    let paid = "<cbc:PrepaidAmount currencyID=\"GBP\">2.00</cbc:PrepaidAmount>";
    let before = spelt(&desk, payable, &format!("{paid}{}", payable.replace("42.00", "40.00")));
    desk.bhlp(&format!("invoice import {before} --vat 0"))
        .now(LATER)
        .stderr(
            "warning: the file has £7.00 of VAT; £7.00 of it is not recovered, and the child bears it\n\
             warning: the file says that £2.00 of it was paid before: see that it is recorded\n",
        )
        .done();
}

#[test]
fn a_file_that_is_no_invoice_in_pounds_that_adds_up_is_refused() {
    let desk = ordered();
    let euros = spelt(&desk, "CurrencyCode>GBP", "CurrencyCode>EUR");
    desk.bhlp(&format!("invoice import {euros}")).now(LATER).fails(
        4,
        "INVOICE_FILE_CURRENCY",
        &format!(
            "{euros}: it is in EUR; a budget is in pounds (GBP)\nhint: ask the provider for an invoice in pounds"
        ),
    );
    let sum = spelt(
        &desk,
        "<cbc:TaxInclusiveAmount currencyID=\"GBP\">42.00",
        "<cbc:TaxInclusiveAmount currencyID=\"GBP\">24.00",
    );
    desk.bhlp(&format!("invoice import {sum}")).now(LATER).fails(
        4,
        "INVOICE_FILE_SUM_DIFFERS",
        &format!(
            "{sum}: the sum before VAT and the VAT come to £42.00, and it says that the sum with VAT is £24.00\n\
             hint: ask the provider for one that adds up"
        ),
    );
    let picture = desk.dir.path().join("picture.pdf");
    fs::write(&picture, "%PDF-1.7\n").expect("a file");
    desk.bhlp(&format!("invoice import {}", picture.display())).now(LATER).fails(
        4,
        "INVOICE_FILE_UNREADABLE",
        &format!(
            "{}: the PDF cannot be read: failed parsing cross reference table\n\
             hint: ask the provider for it as UBL or Factur-X, or type it: bhlp invoice record",
            picture.display()
        ),
    );
    let later = spelt(&desk, "2006-09-14", "2006-09-26");
    desk.bhlp(&format!("invoice import {later}")).now(LATER).refused(
        "DAY_TO_COME",
        "2006-09-26 has not come yet; today is 2006-09-25\n\
         hint: record it once it has happened, with the day on which it did",
    );
}
