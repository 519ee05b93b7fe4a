//! The forms an invoice comes in, and files that are broken on the way.

use invoice::{InvoiceFile, read};

const PEPPOL: &[u8] = include_bytes!("../../../fixtures/invoices/peppol-invoice.xml");
const CREDIT: &[u8] = include_bytes!("../../../fixtures/invoices/peppol-credit-note.xml");
const CII: &[u8] = include_bytes!("../../../fixtures/invoices/cii-invoice.xml");
const PDF: &[u8] = include_bytes!("../../../fixtures/invoices/factur-x.pdf");

fn taken(bytes: &[u8]) -> InvoiceFile {
    read(bytes, "a file").expect("an invoice")
}

/// Why an invoice with one thing in another way is not taken.
fn refusal(of: &[u8], one: &str, other: &str) -> (&'static str, String) {
    let text = std::str::from_utf8(of).expect("text");
    assert!(text.contains(one), "{one}");
    let bad = read(text.replacen(one, other, 1).as_bytes(), "a file").expect_err("no invoice");
    (bad.code, bad.message)
}

#[test]
fn an_invoice_is_read_to_the_penny() {
    let invoice = taken(PEPPOL);
    // 25.00 + 10.00 = 35.00; a fifth of it is 7.00.
    assert_eq!((invoice.total.pence().get(), invoice.vat.get(), invoice.paid.get()), (4200, 700, 0));
    assert_eq!(
        (invoice.number.as_str(), invoice.issued_on.to_string()),
        ("SW-2006-117", "2006-09-14".into())
    );
    assert_eq!((invoice.credit, invoice.commission(), invoice.payee), (false, Some(16), None));
    assert_eq!(invoice.seller.name.as_str(), "Swim, \"Splash\" & =Co");
    assert_eq!(invoice.seller.vat_number.as_deref(), Some("GB123456782"));
}

#[test]
fn a_credit_note_is_one_by_its_form_and_by_its_code() {
    let note = taken(CREDIT);
    assert_eq!((note.credit, note.total.pence().get(), note.vat.get()), (true, 600, 100));
    let (code, why) = refusal(PEPPOL, ">380<", ">384<");
    assert_eq!(code, "INVOICE_FILE_UNREADABLE");
    assert_eq!(why, "it is of type 384 (BT-3), neither an invoice (380) nor a credit note (381)");
    assert_eq!(refusal(CREDIT, ">381<", ">380<").0, "INVOICE_FILE_UNREADABLE");
    let spelt = String::from_utf8(CII.to_vec()).expect("text").replace(">380<", ">381<");
    assert!(taken(spelt.as_bytes()).credit, "CII has one form for both");
}

#[test]
fn what_is_inside_a_pdf_is_the_invoice() {
    assert_eq!(taken(PDF), taken(CII));
    assert_eq!(taken(PDF).commission(), Some(17));
    let bare: Vec<u8> = String::from_utf8_lossy(PDF).replace("factur-x.xml", "pictures.xml").into_bytes();
    let bad = read(&bare, "a file").expect_err("no invoice with it");
    assert_eq!(bad.message, "it is a PDF to look at: no invoice that a program can read is with it");
}

#[test]
fn sums_that_do_not_add_up_are_refused_with_both() {
    let sum = "INVOICE_FILE_SUM_DIFFERS";
    let line = "<cbc:LineExtensionAmount currencyID=\"GBP\">25.00<";
    assert_eq!(
        refusal(PEPPOL, line, &line.replace("25.00", "25.01")),
        (sum, "its lines, less allowances, with charges, come to £35.01, and it says that the sum before VAT is £35.00".into())
    );
    let vat = ">7.00</cbc:TaxAmount>";
    assert_eq!(
        refusal(PEPPOL, vat, &vat.replace("7.00", "6.99")),
        (
            sum,
            "the sum before VAT and the VAT come to £41.99, and it says that the sum with VAT is £42.00"
                .into()
        )
    );
    let due = "<cbc:PayableAmount currencyID=\"GBP\">42.00";
    assert_eq!(
        refusal(PEPPOL, due, &due.replace("42.00", "42.01")),
        (
            sum,
            "the sum with VAT, less what was paid, come to £42.00, and it says that what is to pay is £42.01"
                .into()
        )
    );
}

/// 42.00 rounded by -0.02 is paid as 41.98: what is owed is what the provider asks for.
#[test]
fn what_is_rounded_is_owed_as_it_is_asked_for() {
    let text = std::str::from_utf8(PEPPOL).expect("text");
    let due = "<cbc:PayableAmount currencyID=\"GBP\">42.00";
    let rounding = "<cbc:PayableRoundingAmount currencyID=\"GBP\">-0.02</cbc:PayableRoundingAmount>";
    let rounded = text.replace(due, &format!("{rounding}{}", due.replace("42.00", "41.98")));
    let invoice = taken(rounded.as_bytes());
    assert_eq!((invoice.total.pence().get(), invoice.vat.get()), (4198, 700));
}

#[test]
fn what_is_not_in_pounds_or_lacks_a_part_is_refused() {
    let euros = refusal(PEPPOL, "<cbc:DocumentCurrencyCode>GBP", "<cbc:DocumentCurrencyCode>EUR");
    assert_eq!(euros, ("INVOICE_FILE_CURRENCY", "it is in EUR; a budget is in pounds (GBP)".into()));
    let unreadable = |one: &str, other: &str| {
        let (code, why) = refusal(PEPPOL, one, other);
        assert_eq!(code, "INVOICE_FILE_UNREADABLE", "{why}");
        why
    };
    assert_eq!(
        unreadable("<cbc:ID>SW-2006-117</cbc:ID>", "<cbc:ID> </cbc:ID>"),
        "it does not say its number (BT-1)"
    );
    unreadable("2006-09-14", "2006-02-30");
    unreadable("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>");
    unreadable("</cac:AccountingSupplierParty>", "");
    unreadable("<Invoice", "<html");
}

#[test]
fn an_order_is_a_commission_only_where_it_is_nothing_else() {
    let named = |order: &str| InvoiceFile { order: Some(order.to_owned()), ..taken(PEPPOL) }.commission();
    for order in ["41", "#41", "commission 41", "Commission: 41", "BHLP-41", "bhlp/41"] {
        assert_eq!(named(order), Some(41), "{order}");
    }
    for order in ["PO-41", "2006/41", "41a", "", "commission", "4 1", "99999999999999999999"] {
        assert_eq!(named(order), None, "{order}");
    }
}

#[test]
fn no_file_that_is_cut_or_spoilt_is_taken_for_other_money() {
    let whole = [(PEPPOL, 4200), (CREDIT, 600), (CII, 2400), (PDF, 2400)];
    for (bytes, pence) in whole {
        for end in (0..bytes.len()).step_by(23) {
            if let Ok(cut) = read(&bytes[..end], "a file") {
                assert_eq!(cut.total.pence().get(), pence, "cut at {end}");
            }
        }
        for place in (0..bytes.len()).step_by(11) {
            let mut spoilt = bytes.to_vec();
            spoilt[place] ^= 0x15;
            if let Ok(other) = read(&spoilt, "a file") {
                assert_eq!(other.total.pence().get(), pence, "spoilt at {place}");
            }
        }
    }
}
