//! Amounts: how they are written, and the pennies around every limit.

use super::desk::Desk;

#[test]
fn amounts_are_read_as_people_write_them() {
    let desk = Desk::new();
    // The receipts are numbered from 15.
    for (entry, (typed, left)) in (15..).zip([
        ("£1,234.50", "7,234.50"),
        (".97", "7,235.47"),
        ("5.", "7,240.47"),
        ("007.10", "7,247.57"),
    ]) {
        let receipt = desk.bhlp(&format!("fund receive POOL {typed}")).output();
        let said = String::from_utf8(receipt.stdout).unwrap();
        // £500.00 of the £6,000.00 is C-1's.
        let pool = left.replace(',', "").parse::<rust_decimal::Decimal>().unwrap()
            - rust_decimal::Decimal::from(500);
        let end = format!("its pool has £{pool} (entry {entry})\n");
        assert!(said.replace(',', "").ends_with(&end), "{typed}: {said}");
    }
}

#[test]
fn what_is_no_amount_is_said_so() {
    let desk = Desk::new();
    let cases = [
        (
            "-3",
            "AMOUNT_NEGATIVE",
            "`-3` is negative; an amount is positive (money back is a refund or a credit note)",
        ),
        (
            "-0.01",
            "AMOUNT_NEGATIVE",
            "`-0.01` is negative; an amount is positive (money back is a refund or a credit note)",
        ),
        ("0", "AMOUNT_ZERO", "`0` is zero; an amount is at least 0.01"),
        ("0.00", "AMOUNT_ZERO", "`0.00` is zero; an amount is at least 0.01"),
        (
            "12.505",
            "AMOUNT_SUB_PENNY",
            "`12.505` is not a whole number of pence; write pounds and pence, such as 34.99",
        ),
        (
            "0.001",
            "AMOUNT_SUB_PENNY",
            "`0.001` is not a whole number of pence; write pounds and pence, such as 34.99",
        ),
        (
            "1000000000.01",
            "AMOUNT_TOO_LARGE",
            "`1000000000.01` is beyond any pilot; an amount is at most 1000000000.00",
        ),
        (
            "99999999999999999999",
            "AMOUNT_TOO_LARGE",
            "`99999999999999999999` is beyond any pilot; an amount is at most 1000000000.00",
        ),
        ("1e3", "AMOUNT_NOT_MONEY", "`1e3` is not an amount of money; write pounds and pence, such as 34.99"),
        (
            "12,34",
            "AMOUNT_NOT_MONEY",
            "`12,34` is not an amount of money; write pounds and pence, such as 34.99",
        ),
        ("ten", "AMOUNT_NOT_MONEY", "`ten` is not an amount of money; write pounds and pence, such as 34.99"),
        ("€5", "AMOUNT_NOT_MONEY", "`€5` is not an amount of money; write pounds and pence, such as 34.99"),
        ("''", "AMOUNT_NOT_MONEY", "`` is not an amount of money; write pounds and pence, such as 34.99"),
    ];
    for (typed, code, message) in cases {
        desk.bhlp(&format!("buy C-1 food {typed} --from SHOP")).fails(2, code, &format!("amount: {message}"));
        desk.bhlp(&format!("budget top-up C-1 {typed}")).fails(2, code, &format!("amount: {message}"));
    }
    desk.bhlp("buy C-1 food 5 --from SHOP --vat -1").fails(
        2,
        "AMOUNT_NEGATIVE",
        "--vat: `-1` is negative; an amount is positive (money back is a refund or a credit note)",
    );
}

#[test]
fn the_sign_off_limit_itself_may_be_bought_and_a_penny_more_may_not() {
    let desk = Desk::new();
    for amount in ["99.99", "100.00"] {
        desk.bhlp(&format!("buy C-1 food {amount} --from SHOP --dry-run")).user("LP1").done();
    }
    desk.bhlp("buy C-1 food 100.01 --from SHOP").user("LP1").refused(
        "SIGN_OFF_EXCEEDED",
        "LP1 may commission up to £100.00 alone; £100.01 was asked for\n\
         hint: ask for approval (the money is reserved in the meantime): bhlp commission place C-1 food 100.01 --from SHOP",
    );
    desk.bhlp("buy C-1 food 100.01 --from SHOP --dry-run").user("LP2").done();
}

/// Found by reading: whoever has a limit could order above it in the name of someone who has none.
#[test]
fn naming_another_buyer_lifts_no_limit() {
    let desk = Desk::new();
    for (buyer, recorder) in [("LP2", "LP1"), ("LP1", "LP2"), ("LP1", "MGR")] {
        desk.bhlp(&format!("buy C-1 food 100.01 --from SHOP --for {buyer}")).user(recorder).refused(
            "SIGN_OFF_EXCEEDED",
            &format!(
                "LP1 may commission up to £100.00 alone; £100.01 was asked for\n\
                 hint: ask for approval (the money is reserved in the meantime): bhlp commission place C-1 food 100.01 --from SHOP \
                 --for {buyer}"
            ),
        );
    }
}

#[test]
fn a_budget_opens_between_its_bounds_and_never_goes_above() {
    let desk = Desk::new();
    let bounds = |would_be: &str, child: &str| {
        format!(
            "a budget is between £100.00 and £2,500.00; {child}'s would be {would_be}\n\
             hint: see the bounds: bhlp policy show"
        )
    };
    desk.bhlp("budget open C-2 99.99").refused("BUDGET_OUT_OF_BOUNDS", &bounds("£99.99", "C-2"));
    desk.bhlp("budget open C-2 100 --dry-run").done();
    desk.bhlp("budget open C-2 2500.01").refused("BUDGET_OUT_OF_BOUNDS", &bounds("£2,500.01", "C-2"));
    desk.bhlp("budget open C-2 2500").done();
    desk.bhlp("budget top-up C-2 0.01").refused("BUDGET_OUT_OF_BOUNDS", &bounds("£2,500.01", "C-2"));
    desk.bhlp("budget move C-1 C-2 0.01").refused("BUDGET_OUT_OF_BOUNDS", &bounds("£2,500.01", "C-2"));
    desk.bhlp("budget top-up C-1 2000 --dry-run").done();
    desk.bhlp("budget top-up C-1 2000.01").refused("BUDGET_OUT_OF_BOUNDS", &bounds("£2,500.01", "C-1"));
}

#[test]
fn the_last_penny_is_spent_and_no_further() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 100 --from SHOP").done();
    let message = "C-1's budget has £400.00 left; £400.01 was asked for\n  \
         given £500.00 = left £400.00 + promised £100.00 + used £0.00\n\
         hint: see what could be released: bhlp commission list --child C-1 --open";
    desk.bhlp("buy C-1 food 400.01 --from SHOP").refused("BUDGET_EXCEEDED", message);
    desk.bhlp("commission place C-1 food 400.01 --from SHOP").refused("BUDGET_EXCEEDED", message);
    desk.bhlp("commission amend 15 500.01").refused("BUDGET_EXCEEDED", message);
    desk.bhlp("budget return C-1 400.01").refused("BUDGET_EXCEEDED", message);
    desk.bhlp("buy C-1 food 400 --from SHOP")
        .stdout(
            "bought food for C-1 from Shoe shop on 2006-09-01: £400.00 (commission 16), paid from bank:main\n\
             left for C-1: £0.00 of £500.00 (promised £100.00, used £400.00)\n",
        )
        .code(0);
}

#[test]
fn vat_is_less_than_the_amount_and_units_make_it() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 11.75 --vat 11.74 --from SHOP --dry-run").done();
    desk.bhlp("buy C-1 food 11.75 --vat 11.75 --from SHOP").refused(
        "VAT_NOT_BELOW_AMOUNT",
        "recoverable VAT £11.75 is not less than the amount £11.75\n\
         hint: the amount is what is paid in all; --vat is the part of it the council recovers",
    );
    desk.bhlp("buy C-1 food 30 --units 3 --unit-price 10 --from SHOP --dry-run").done();
    desk.bhlp("buy C-1 food 30.01 --units 3 --unit-price 10 --from SHOP").refused(
        "UNITS_DO_NOT_MAKE_AMOUNT",
        "3 units at £10.00 make £30.00, not £30.01\n\
         hint: leave out the amount or the price of one, or correct them",
    );
    desk.bhlp("buy C-1 food --units 1.5 --unit-price 10 --from SHOP")
        .stdout(
            "bought food for C-1 from Shoe shop on 2006-09-01: £15.00 (commission 15), paid from bank:main\n\
             left for C-1: £485.00 of £500.00 (promised £0.00, used £15.00)\n",
        )
        .code(0);
    // 1.5 x 3.33 = 4.995; 100.00 = 33.33 + 33.33 + 33.34.
    desk.bhlp("buy C-1 food --units 1.5 --unit-price 3.33 --from SHOP")
        .stdout(
            "bought food for C-1 from Shoe shop on 2006-09-01: £5.00 (commission 16), paid from bank:main\n\
             \x20 1.5 at £3.33 is £4.995: £5.00\n\
             left for C-1: £480.00 of £500.00 (promised £0.00, used £20.00)\n",
        )
        .code(0);
    desk.bhlp("commission place C-1 food 100 --units 3 --from SHOP")
        .stdout(
            "commissioned food for C-1 from Shoe shop on 2006-09-01: £100.00 (commission 17)\n\
             \x20 3 at £33.33 each, the last £33.34\n\
             left for C-1: £380.00 of £500.00 (promised £100.00, used £20.00)\n",
        )
        .code(0);
    desk.bhlp("buy C-1 food --units 0.001 --unit-price 0.01 --from SHOP").refused(
        "FIELD_INVALID",
        "units `0.001 at 0.01` is not valid; wanted units that make 0.01 to 1000000000.00",
    );
    for units in ["0", "1.0005", "x", "79228162514264337593543950335"] {
        desk.bhlp(&format!("buy C-1 food --units {units} --unit-price 1 --from SHOP")).fails(
            2,
            "NUMBER_INVALID",
            &format!(
                "--units: `{units}` is not a number; write it plainly, with at most three decimals, such as 7 or 1.5"
            ),
        );
    }
}
