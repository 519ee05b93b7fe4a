//! Floats: counted by somebody who pays nothing out of them, advances, the certificate. Figures by hand.

use super::desk::{Desk, text};

/// A float of 100.00 from August on (16), 12.00 and 8.50 paid out of it by LP1 (17, 18), 20.00 in LP2's
/// hands (19).
fn float() -> Desk {
    let desk = Desk::new();
    desk.bhlp("account open imprest:office").done();
    desk.bhlp("account move bank:main imprest:office 100 --on 2006-08-01").done();
    let buy = "buy C-1 food 12 --from SHOP --imprest office --invoice V-1 --on 2006-08-02";
    desk.bhlp(buy).user("LP1").done();
    desk.bhlp("buy C-1 travel 8.50 --from SHOP --imprest office --on 2006-08-20").user("LP1").done();
    desk.bhlp("imprest advance imprest:office LP2 20 --on 2006-08-21")
        .user("FIN")
        .stdout("gave LP2 £20.00 out of imprest:office on 2006-08-21 (advance 19)\n")
        .code(0);
    desk
}

/// 100 - 12 - 8.50 = 79.50 in the ledger; 54.50 in cash and 20 as an advance: 5.00 is missing.
#[test]
fn a_count_is_what_a_statement_is_for_a_bank_account() {
    let desk = float();
    desk.bhlp("imprest count imprest:office 54.50 --on 2006-08-31")
        .user("FIN")
        .stdout(
            "counted imprest:office on 2006-08-31: £54.50 in cash\n  \
             the ledger has £79.50, there were £54.50 in cash and £20.00 in advances: £5.00 is missing, or vouchers \
             are not recorded\n",
        )
        .code(0); // 20
    let certificate = "Certificate of a cash float\n\
        imprest:office on 31 August 2006\n\
        \n\
        Balance in the ledger                                    £79.50\n\
        Cash counted by FIN (count 20)                           £54.50\n\
        Advances out                                             £20.00\n\
        Missing, or vouchers not recorded                         £5.00\n\
        \n\
        Advances out\n\
        - 19: LP2 since 2006-08-21, £20.00\n\
        \n\
        Vouchers since the count before\n\
        - 2006-08-02, entry 17, voucher V-1: Food and essentials, Shoe shop, £12.00\n\
        - 2006-08-20, entry 18, voucher no number: Travel and transport, Shoe shop, £8.50\n\
        \n\
        I certify that this float was as stated above on the day it was counted.\n\
        \n\
        Holder of the float  ______________________________  Date ______________\n\
        Counted by           ______________________________  Date ______________\n\
        Finance officer      ______________________________  Date ______________\n";
    desk.bhlp("imprest certificate imprest:office").user("EVA").stdout(certificate).code(0);
    desk.bhlp("month close 2006-07").user("MGR").done(); // 21
    desk.bhlp("month close 2006-08").user("MGR").refused(
        "MONTH_NOT_READY",
        "2006-08 cannot be closed yet: 1 thing prevents it\n  \
           - imprest:office: on 2006-08-31 the ledger has £79.50, in cash and advances there were £74.50\n    \
             record what is missing, then: bhlp imprest count imprest:office AMOUNT --on 2006-08-31\n\
         hint: see all of it: bhlp month status 2006-08; line by line: bhlp report reconciliation --month 2006-08",
    );
    // The voucher turns up: 5.00 for a bus. Counted again, nothing is missing.
    desk.bhlp("buy C-1 travel 5 --from SHOP --imprest office --on 2006-08-30").user("LP1").done();
    desk.bhlp("imprest count imprest:office 54.50 --on 2006-08-31")
        .user("FIN")
        .stdout(
            "counted imprest:office on 2006-08-31: £54.50 in cash\n  \
             the ledger has £74.50: £54.50 in cash and £20.00 in advances\n",
        )
        .code(0);
    desk.bhlp("month close 2006-08").user("FIN").refused(
        "SIGNER_RECORDED",
        "FIN counted a float in 2006-08, in event 20; nobody signs off a month they recorded in\n\
         hint: MGR may sign: bhlp month close 2006-08 --as MGR",
    );
    desk.bhlp("month close 2006-08").user("MGR").done();
    // In September nobody counted it yet; the advance comes back, and the certificate of August stays.
    desk.bhlp("imprest advance-back 19 --on 2006-09-01")
        .user("FIN")
        .stdout("LP2 gave £20.00 of advance 19 back on 2006-09-01\n")
        .code(0);
    let september = text(&desk.bhlp("month status 2006-09").output().stdout);
    let wanted = "- imprest:office: last counted on 2006-08-31, not in the month that ends on 2006-09-30\n  \
                  bhlp imprest count imprest:office AMOUNT --on 2006-09-30\n";
    assert!(september.contains(wanted), "{september}");
    let august =
        text(&desk.bhlp("imprest certificate imprest:office --on 2006-08-31 --format csv").output().stdout);
    assert!(august.contains("imprest:office,difference,2006-08-31,,,,,0.00\n"), "{august}");
    assert!(august.contains("imprest:office,advance,2006-08-21,19,LP2,,,20.00\n"), "{august}");
    assert_eq!(text(&desk.bhlp("check").output().stdout), "");
}

#[test]
fn what_a_float_refuses() {
    let desk = float();
    desk.bhlp("imprest count imprest:office 54.50 --on 2006-08-31").user("ADMIN").refused(
        "COUNTER_RECORDED",
        "ADMIN recorded entry 16 on imprest:office; nobody counts a float they pay out of\n\
         hint: ask a colleague to count it: --as USER",
    );
    desk.bhlp("imprest count bank:main 5").user("FIN").refused(
        "NOT_A_FLOAT",
        "bank:main is no float\nhint: a float is called imprest:NAME; see them: bhlp account list",
    );
    desk.bhlp("imprest advance imprest:office LP1 59.51").user("FIN").refused(
        "ADVANCE_EXCEEDS_FLOAT",
        "imprest:office has £59.50 that is not out as an advance; £59.51 was asked for\n\
         hint: see what is out: bhlp imprest certificate imprest:office",
    );
    desk.bhlp("imprest advance-back 18").user("FIN").refused(
        "UNKNOWN_ADVANCE",
        "there is no advance `18`\nhint: see what is out of a float: bhlp imprest certificate ACCOUNT",
    );
    desk.bhlp("imprest advance-back 19 --on 2006-08-20").user("FIN").refused(
        "DAYS_OUT_OF_ORDER",
        "its return on 2006-08-20 comes before the advance on 2006-08-21\n\
         hint: check the days: --on DATE is the day it happened",
    );
    desk.bhlp("imprest advance-back 19").user("FIN").done();
    desk.bhlp("imprest advance-back 19").user("FIN").refused(
        "ADVANCE_BACK_ALREADY",
        "advance 19 came back on 2006-09-01\nhint: record another: bhlp imprest advance",
    );
    desk.bhlp("imprest count imprest:office 79.50 --on 2006-08-31").user("FIN").done();
    desk.bhlp("imprest count imprest:office 79.50 --on 2006-08-30").user("FIN").refused(
        "DAYS_OUT_OF_ORDER",
        "the count on 2006-08-30 comes before the last one on 2006-08-31\n\
         hint: check the days: --on DATE is the day it happened",
    );
}

/// 100.00 in and 12.00 out; counted on the 2nd. 8.50 goes out on the 20th: the count of the 2nd says nothing
/// of it. Counted in the month after, 79.50 are there.
#[test]
fn a_count_says_nothing_of_what_moved_after_it() {
    let desk = float();
    desk.bhlp("imprest advance-back 19 --on 2006-08-21").user("FIN").done();
    desk.bhlp("imprest count imprest:office 88 --on 2006-08-02").user("FIN").done();
    desk.bhlp("month close 2006-07").user("MGR").done();
    desk.bhlp("month close 2006-08").user("MGR").refused(
        "MONTH_NOT_READY",
        "2006-08 cannot be closed yet: 1 thing prevents it\n  \
           - imprest:office: last counted on 2006-08-02, and the ledger moved it until 2006-08-20\n    \
             bhlp imprest count imprest:office AMOUNT --on 2006-08-20\n\
         hint: see all of it: bhlp month status 2006-08; line by line: bhlp report reconciliation --month 2006-08",
    );
    desk.bhlp("imprest count imprest:office 79.50 --on 2006-09-01").user("FIN").done();
    let closed = text(&desk.bhlp("month close 2006-08").user("MGR").output().stdout);
    let float =
        "\n  imprest:office: ledger £79.50, counted £79.50 on 2006-09-01, advances £0.00, no statement\n";
    assert!(closed.contains(float), "{closed}");
}

#[test]
fn nobody_counts_what_they_hold_nor_what_is_to_come_nor_lends_to_themselves() {
    let desk = float();
    desk.bhlp("account open imprest:tin --holder FIN").done();
    desk.bhlp("imprest count imprest:tin 0").user("FIN").refused(
        "COUNTER_HOLDS",
        "FIN holds imprest:tin; the holder of a float does not count it\n\
         hint: ask a colleague to count it: --as USER",
    );
    desk.bhlp("imprest count imprest:office 79.50 --on 2006-09-02").user("FIN").refused(
        "DAY_TO_COME",
        "2006-09-02 has not come yet; today is 2006-09-01\n\
         hint: record it once it has happened, with the day on which it did",
    );
    desk.bhlp("imprest advance imprest:office FIN 1").user("FIN").refused(
        "OWN_ADVANCE",
        "FIN gives no advance to themselves\nhint: ask a colleague to give it: --as USER",
    );
}

/// 79.50 in the ledger, 20.00 out; 100.00 in cash is 40.50 more.
#[test]
fn a_certificate_says_what_is_too_much_without_a_sign() {
    let desk = float();
    desk.bhlp("imprest count imprest:office 100 --on 2006-08-31").user("FIN").done();
    let page = text(&desk.bhlp("imprest certificate imprest:office").output().stdout);
    assert!(page.contains("\nMore than the ledger says                                £40.50\n"), "{page}");
    assert!(!page.contains("Missing"), "{page}");
}

/// 100.00 - 12.00 - 8.50 = 79.50 is in it: every way out is as wide as that. What came in is not undone once
/// it was paid out: 79.50 + 3.00 - 80.00 = 2.50 is less than 3.00.
#[test]
fn a_float_gives_no_more_than_is_in_it() {
    let desk = float();
    let refused = |line: &str, left: &str, asked: &str, short: &str| {
        desk.bhlp(line).user("ADMIN").refused(
            "FLOAT_BELOW_ZERO",
            &format!(
                "imprest:office has £{left} in it; £{asked} was asked for\n\
                 hint: have finance make it up first: bhlp account move bank:main imprest:office {short}{}",
                match line.starts_with("buy") || line.starts_with("payment") {
                    true => format!(
                        "; or, where that much was paid from your own pocket: bhlp {line} --own-money={short}"
                    ),
                    false => String::new(),
                }
            ),
        );
    };
    refused("buy C-1 food 79.51 --from SHOP --imprest office --for LP1", "79.50", "79.51", "0.01");
    refused("account move imprest:office bank:main 80", "79.50", "80.00", "0.50");
    refused("account charge imprest:office 100", "79.50", "100.00", "20.50");
    desk.bhlp("commission place C-1 food 90 --from SHOP").user("LP1").done(); // 20
    desk.bhlp("invoice record 20 90 --final").user("LP1").done(); // 21
    refused("payment record 20 --imprest office", "79.50", "90.00", "10.50");
    desk.bhlp("payment record 20 90 --bank main").done(); // 22
    desk.bhlp("refund record 20 3 --imprest office").done(); // 23
    desk.bhlp("account move imprest:office bank:main 80").done(); // 24
    refused("entry reverse 23 --reason typed-twice", "2.50", "3.00", "0.50");
    refused("entry reverse 16 --reason never-drawn", "2.50", "100.00", "97.50");
    desk.bhlp("account move bank:main imprest:office 0.50").done();
    desk.bhlp("entry reverse 23 --reason typed-twice").done();
    desk.bhlp("check").stdout("").code(0);
}
