//! The VAT in a price is said wherever it is known that there is some.

use super::desk::Desk;

/// Asks again, with `--vat` of the share that is proposed.
fn asks_for(desk: &Desk, line: &str, commission: i64, what: &str, vat: &str, share: &str) {
    desk.bhlp(line).user("FIN").refused(
        "VAT_UNSAID",
        &format!(
            "the council recovers {vat} of VAT on commission {commission}; say how much of {what} is VAT\n\
             hint: its share would be --vat {share}; where none of it is VAT: --vat 0"
        ),
    );
}

#[test]
fn vat_that_was_commissioned_is_never_left_out_by_accident() {
    let desk = Desk::new();
    let k = desk.events() + 1;
    // 117.50 with 17.50 of VAT, at 17.5 per cent.
    desk.bhlp("commission place C-1 food 117.50 --vat 17.50 --from SHOP").user("FIN").done();
    asks_for(&desk, &format!("commission amend {k} 235"), k, "the new total", "£17.50", "35.00");
    asks_for(&desk, &format!("invoice record {k} 117.50 --final"), k, "the invoice", "£17.50", "17.50");
    // 23.50 is a fifth: 3.50 of it. 0.03 has 0.0044..., no penny; 0.04 has 0.0059..., one.
    asks_for(&desk, &format!("invoice record {k} 23.50"), k, "the invoice", "£17.50", "3.50");
    asks_for(&desk, &format!("invoice record {k} 0.03"), k, "the invoice", "£17.50", "0.00");
    asks_for(&desk, &format!("invoice record {k} 0.04"), k, "the invoice", "£17.50", "0.01");
    desk.bhlp(&format!("invoice record {k} 94 --vat 14")).user("FIN").done();
    desk.bhlp(&format!("invoice record {k} 23.50 --vat 0 --final")).user("FIN").done();
    let invoice = k + 1;
    // 14.00 of VAT on 117.50.
    asks_for(&desk, &format!("credit-note record {k} 11.75"), k, "the credit note", "£14.00", "1.40");
    desk.bhlp(&format!("payment record {k}")).user("FIN").done();
    asks_for(&desk, &format!("refund record {k} 11.75"), k, "the refund", "£14.00", "1.40");
    asks_for(
        &desk,
        &format!("entry correct {invoice} --reason slip --amount 47"),
        k,
        "the new amount",
        "£14.00",
        "7.00",
    );
    desk.bhlp("check").code(0);
}

/// Commissioned as if there were none, and the first invoice had some: 17.50 of 117.50.
#[test]
fn vat_that_came_with_an_invoice_is_asked_for_on_the_next() {
    let desk = Desk::new();
    let k = desk.events() + 1;
    desk.bhlp("commission place C-1 food 235 --from SHOP").user("FIN").done();
    desk.bhlp(&format!("invoice record {k} 117.50 --vat 17.50 --number A")).user("FIN").done();
    let next = format!("invoice record {k} 117.50 --number B");
    asks_for(&desk, &next, k, "the invoice", "£17.50", "17.50");
}

#[test]
fn where_there_was_no_vat_nobody_is_asked() {
    let desk = Desk::new();
    let k = desk.events() + 1;
    desk.bhlp("commission place C-1 food 100 --from SHOP").user("FIN").done();
    desk.bhlp(&format!("invoice record {k} 6")).user("FIN").done();
    desk.bhlp(&format!("entry correct {} --reason slip --amount 60", k + 1)).user("FIN").done();
    desk.bhlp(&format!("credit-note record {k} 10")).user("FIN").done();
    desk.bhlp(&format!("payment record {k}")).user("FIN").done();
    desk.bhlp(&format!("refund record {k} 10")).user("FIN").done();
}
