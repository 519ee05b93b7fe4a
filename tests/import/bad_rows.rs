//! Rows that cannot be taken: every one is shown, by both ways of writing alike.

use import::Kind;
use service::{Context, PractitionerLeave, Run, record};
use store::Ledger;

use super::world::{
    BOTH, BUDGETS, CHILDREN, FUNDS, PRACTITIONERS, PROVIDERS, PURCHASE_HEADER, PURCHASES, World, context,
};

/// Takes in rows under a header on the small pilot without those files; tells what is said of them.
fn bad_rows_with(but: &[Kind], kind: Kind, text: &str) -> Vec<String> {
    let [rows, bulk] = BOTH.map(|way| {
        let world = World::with_small_pilot(but);
        let before = world.dump();
        let told = world.refused(kind, text, way);
        assert!(world.dump() == before);
        told
    });
    assert_eq!(rows, bulk);
    rows
}

fn header(text: &str) -> &str {
    text.lines().next().unwrap()
}

#[test]
fn cells_of_every_type() {
    let rows = "LP9,\"a\nb\",,council,12.505,boss\n=1,a,b,c,-1,manager\nLP8,a,b\nLP7,a,b,c,d,e,f\n\r\nLP6,a\0b,c,d,1e3,manager";
    let told = bad_rows_with(&[], Kind::Practitioners, &format!("{}\n{rows}", header(PRACTITIONERS)));
    assert_eq!(
        told,
        [
            "2 profession FIELD_EMPTY: it is empty",
            "2 sign_off_limit AMOUNT_SUB_PENNY: `12.505` is not a whole number of pence; write pounds and pence, such as 34.99",
            "2 role WORD_UNKNOWN: `boss` is no role; it is one of: administrator, lead_professional, manager, finance, evaluator",
            "3 practitioner CODE_INVALID: `=1` has `=`; a code has letters, digits and - _ . / only",
            "3 sign_off_limit AMOUNT_NEGATIVE: `-1` is negative; an amount is positive (money back is a refund or a credit note)",
            "4 ROW_TOO_SHORT: it has 3 values, fewer than the 6 of the header",
            "5 ROW_TOO_LONG: it has 7 values, more than the 6 of the header",
            "7 name FIELD_CONTROL_CHARACTER: it has a control character (U+0000) at place 2",
            "7 sign_off_limit AMOUNT_NOT_MONEY: `1e3` is not an amount of money; write pounds and pence, such as 34.99",
        ]
    );
    let long = "x".repeat(10_000_000);
    let rows = format!("{}\nQ9,C-1,LP1,SHOES,clothing,{long},2006-10-05,,,0,,cash,\n", PURCHASE_HEADER);
    assert_eq!(
        super::bad_rows::bad_rows_with(&[], Kind::Purchases, &rows),
        [
            "2 description FIELD_TOO_LONG: it is 10000000 characters long; at most 500 are kept",
            "2 amount AMOUNT_ZERO: `0` is zero; an amount is at least 0.01",
            "2 paid_from ACCOUNT_NAME_INVALID: `cash` is not an account; write bank:NAME, card:NUMBER, imprest:NAME or notional:NAME",
        ]
    );
    let rows = "child_ref,measure,item,informant,observed_on,value\nC-1,gbo,goal-1,child,2007-02-29,3.0001\n";
    assert_eq!(
        super::bad_rows::bad_rows_with(&[], Kind::Outcomes, rows),
        [
            "2 observed_on DATE_INVALID: `2007-02-29` is not a day; write year-month-day, such as 2006-09-01",
            "2 value NUMBER_INVALID: `3.0001` is not a number with at most three decimals",
        ]
    );
}

#[test]
fn registers_refuse_what_is_in_no_list_and_what_is_registered_otherwise() {
    let people = PRACTITIONERS.replace("youth worker", "play worker").replace(",,lead", ",100,lead");
    assert_eq!(
        bad_rows_with(&[], Kind::Practitioners, &people),
        [
            "2 REGISTERED_OTHERWISE: practitioner `LP1` is registered already, with another profession: `youth worker`, now `play worker`; to change it: bhlp practitioner amend LP1 --profession 'play worker'",
            "3 REGISTERED_OTHERWISE: practitioner `LP2` is registered already, with another sign_off_limit: `nothing`, now `100.00`; to change it: bhlp practitioner amend LP2 --limit 100.00",
        ]
    );
    let providers =
        PROVIDERS.replace("voluntary", "statutory") + "P9,Nine,private,123,\nP9,Ten,private,,12x\n";
    assert_eq!(
        bad_rows_with(&[], Kind::Providers, &providers),
        [
            "3 REGISTERED_OTHERWISE: provider `CLUB` is registered already, with another sector: `voluntary`, now `statutory`; to change it: bhlp provider amend CLUB --sector statutory",
            "4 FIELD_INVALID: companies_house `123` is not valid; wanted eight letters or digits, such as 04000001",
            "5 FIELD_INVALID: charity_number `12x` is not valid; wanted six or seven digits, such as 1000001",
        ]
    );
    let funds =
        FUNDS.replace("5,000.00", "6,000.00").replace("PCT", "NHS").replace("clothing furniture", "clothing")
            + "NEW,New,DfES,,10,2008-07-01,,\nODD,Odd,DfES,,10,2006-07-01,toys,\n";
    assert_eq!(
        bad_rows_with(&[], Kind::Funds, &funds),
        [
            "2 REGISTERED_OTHERWISE: fund `POOL` is registered already, and received on 2006-07-01, with amount `5000.00`; now it comes with `6000.00`; if what is recorded is wrong: bhlp fund receive POOL 6000.00 --on 2006-07-01; then bhlp entry reverse 8 --reason 'as in the file'",
            "3 REGISTERED_OTHERWISE: fund `LAC` is registered already, with another contributor: `PCT`, now `NHS`; no command changes that: put PCT back in the file, or use another code",
            "4 REGISTERED_OTHERWISE: fund `KIT` is registered already, with another categories: `clothing furniture`, now `clothing`; no command changes that: put clothing furniture back in the file, or use another code",
            "5 EFFECTIVE_OUTSIDE_PILOT: 2008-07-01 is outside the pilot, which runs from 2006-07-01 to 2007-12-31 and is settled until 2008-06-30",
            "6 UNKNOWN_CATEGORY: there is no category `toys`",
        ]
    );
    let children = CHILDREN.replace("AREA2", "AREA3").replace("1,,,,LP2", "1,,,,LP1")
        + "C-9,looked_after,budget,1996-04,F,XXXX,A,N1,2,,,,LP1\nC-8,looked_after,budget,1996-04,F,WBRI,A,N1,9,,,,LP7\n";
    assert_eq!(
        bad_rows_with(&[], Kind::Children, &children),
        [
            "3 REGISTERED_OTHERWISE: child `C-2` is registered already, with another area: `AREA2`, now `AREA3`; to change it: bhlp child amend C-2 --area AREA3",
            "4 REGISTERED_OTHERWISE: child `C-3` is registered already, with another lead_professional: `LP2`, now `LP1`; to change it: bhlp child hand-over C-3 --to LP1",
            "5 FIELD_INVALID: ethnicity `XXXX` is not valid; wanted one of WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH CHNE BCRB BAFR BOTH OOTH REFU NOBT",
            "6 FIELD_INVALID: need_level `9` is not valid; wanted 1, 2, 3 or 4",
        ]
    );
}

#[test]
fn budgets_are_refused_by_the_rules_of_budgets() {
    let rows = "C-1,2006-09-01,1000.01,POOL,1.1\nC-1,2006-09-02,1000.00,POOL,1.1\nC-1,2006-10-01,200.00,KIT,2.2\n\
                C-1,2006-11-01,500.00,LAC,\nC-2,2006-08-31,100.00,POOL,\nC-2,2006-10-01,1900.01,POOL,\n\
                C-3,2006-10-01,500.00,POOL,1.1\nC-7,2006-10-01,500.00,POOL,1.1\nC-1,2006-10-01,5.00,PAUL,9.1\n";
    assert_eq!(
        bad_rows_with(&[], Kind::Budgets, &format!("{}\n{rows}", header(BUDGETS))),
        [
            "2 REGISTERED_OTHERWISE: budget `C-1` is registered already, from fund POOL with amount `1000.00`; now it comes with `1000.01`; if what is recorded is wrong: bhlp budget top-up C-1 0.01 --fund POOL --on 2006-09-01",
            "3 REGISTERED_OTHERWISE: budget `C-1` is registered already, with another opened_on: `2006-09-01`, now `2006-09-02`; no command changes that: put 2006-09-01 back in the file, or use another code",
            "4 REGISTERED_OTHERWISE: budget `C-1` is registered already, with another expected_outcome: `1.1`, now `2.2`; no command changes that: put 1.1 back in the file, or use another code",
            "5 FUND_DOES_NOT_FIT: fund LAC does not fit: it is for looked_after children; C-1 is additional_needs",
            "6 BEFORE_BUDGET_OPENED: C-2's budget opened on 2006-09-01; nothing can be recorded for it on 2006-08-31",
            "7 BUDGET_OUT_OF_BOUNDS: a budget is between £100.00 and £2,500.00; C-2's would be £2,500.01",
            "8 COMPARISON_CHILD_HAS_NO_BUDGET: C-3 is in the comparison arm and gets no budget",
            "9 UNKNOWN_CHILD: there is no child `C-7`",
            "10 FIELD_INVALID: expected_outcome `9.1` is not valid; wanted an Every Child Matters aim, 1.1 to 5.6",
        ]
    );
    let one = format!("{}\nC-1,2006-09-01,99.99,POOL,1.1\nC-2,2006-09-01,1000.01,LAC,1.1\n", header(BUDGETS));
    assert_eq!(
        bad_rows_with(&[Kind::Budgets, Kind::Purchases], Kind::Budgets, &one),
        [
            "2 BUDGET_OUT_OF_BOUNDS: a budget is between £100.00 and £2,500.00; C-1's would be £99.99",
            "3 POOL_EXCEEDED: fund LAC has £1,000.00 in its pool; £1,000.01 was asked for",
        ]
    );
}

#[test]
fn purchases_are_refused_by_the_rules_of_purchases() {
    let rows = "A1,C-1,LP1,SHOES,clothing,,2006-10-05,,,500.01,0,,\n\
        A2,C-1,LP2,SHOES,activities,,2006-10-05,,,1000.01,0,,\n\
        A3,C-1,LP2,SHOES,clothing,,2006-10-05,,,1200.01,0,,\n\
        A4,C-1,LP1,SHOES,clothing,,2006-08-31,,,1,0,,\n\
        A5,C-1,LP1,SHOES,clothing,,2008-01-01,,,1,0,,\n\
        A6,C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-04,,1,0,,\n\
        A7,C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-05,2006-10-04,1,0,card:1,\n\
        A8,C-1,LP1,SHOES,clothing,,2006-10-05,,2006-10-06,1,0,card:1,\n\
        A9,C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-06,2006-10-06,1,0,,\n\
        B1,C-1,LP1,SHOES,clothing,,2006-10-05,,,1,1,,\n\
        B2,C-1,LP1,SHOES,clothng,,2006-10-05,,,1,0,,\n\
        B3,C-1,LP1,SHOE,clothing,,2006-10-05,,,1,0,,\n\
        B4,C-1,LP9,SHOES,clothing,,2006-10-05,,,1,0,,\n\
        B5,C-3,LP1,SHOES,clothing,,2006-10-05,,,1,0,,\n\
        B6,C-1,LP1,SHOES,clothing,,2006-10-05,2008-07-01,,1,0,,\n\
        B7,C-1,LP1,SHOES,clothing,,2006-10-05,2006-10-05,2008-07-01,1,0,card:1,\n";
    assert_eq!(
        bad_rows_with(&[Kind::Purchases], Kind::Purchases, &format!("{PURCHASE_HEADER}\n{rows}")),
        [
            "2 SIGN_OFF_EXCEEDED: LP1 may commission up to £500.00 alone; £500.01 was asked for; or say who approved it on paper: approved_by, approved_on",
            "3 RING_FENCED: C-1's budget has £1,200.00 left, but only £1,000.00 of it may be spent on activities on 2006-10-05; £1,000.01 was asked for",
            "4 BUDGET_EXCEEDED: C-1's budget has £1,200.00 left; £1,200.01 was asked for; given £1,200.00 = left £1,200.00 + promised £0.00 + used £0.00",
            "5 BEFORE_BUDGET_OPENED: C-1's budget opened on 2006-09-01; nothing can be recorded for it on 2006-08-31",
            "6 EFFECTIVE_OUTSIDE_PILOT: 2008-01-01 is after the pilot's last day, 2007-12-31: nothing more is given to a child or committed; until 2008-06-30 what was is invoiced, paid, credited, refunded, lessened and returned",
            "7 DAYS_OUT_OF_ORDER: the invoice on 2006-10-04 comes before the commission on 2006-10-05",
            "8 DAYS_OUT_OF_ORDER: the payment on 2006-10-04 comes before the commission on 2006-10-05",
            "10 paid_from PAID_FROM_NOWHERE: it is empty, but paid_on is given",
            "11 VAT_NOT_BELOW_AMOUNT: recoverable VAT £1.00 is not less than the amount £1.00",
            "12 UNKNOWN_CATEGORY: there is no category `clothng`; did you mean `clothing`?",
            "13 UNKNOWN_PROVIDER: there is no provider `SHOE`; did you mean `SHOES`?",
            "14 UNKNOWN_PRACTITIONER: there is no practitioner `LP9`",
            "15 NO_BUDGET: C-3 has no budget",
            "16 EFFECTIVE_OUTSIDE_PILOT: 2008-07-01 is outside the pilot, which runs from 2006-07-01 to 2007-12-31 and is settled until 2008-06-30",
            "17 EFFECTIVE_OUTSIDE_PILOT: 2008-07-01 is outside the pilot, which runs from 2006-07-01 to 2007-12-31 and is settled until 2008-06-30",
        ]
    );
}

#[test]
fn a_document_comes_once_unless_the_row_says_why_it_comes_again() {
    let row = |key: &str, child: &str, amount: &str, number: &str, again: &str| {
        format!("{key},{child},LP1,CLUB,activities,,2006-11-03,2006-11-20,,{amount},,,{number},{again}\n")
    };
    let header = format!("{PURCHASE_HEADER},again\n");
    // One invoice over two children, with two lines of the first: 40.00 + 30.00 + 40.00 = 110.00.
    let honest = [row("D1", "C-1", "40.00", "NOV", ""), row("D2", "C-1", "30.00", "n ov", "")].concat()
        + &row("D3", "C-2", "40.00", "NOV", "").replace("LP1", "LP2");
    let rows = bad_rows_with(
        &[],
        Kind::Purchases,
        &format!(
            "{header}{honest}{}",
            row("D4", "C-1", "45.00", "n o v", "").replace("2006-11-20", "2006-11-21")
        ),
    );
    let without_entries: Vec<String> = rows.iter().map(|line| without_entry(line)).collect();
    assert_eq!(
        without_entries,
        [
            "5 INVOICE_ALREADY_RECORDED: invoice `n o v` of CLUB was recorded already, as entry N on 2006-11-20: £110.00"
        ]
    );
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        let again = row("D4", "C-1", "45.00", "n o v", "they number by the month")
            + &row("D5", "C-1", "46.00", "NOV", "they number by the month");
        world.take(Kind::Purchases, &format!("{header}{honest}{again}"), way).unwrap();
        // 45.00 + 46.00 = 91.00. Of the small pilot's own rows none is a document of several lines.
        let told =
            "SELECT group_concat(lines || ' ' || total_pence, ', ' ORDER BY document_id) FROM document";
        let told: String = world.open().query_row(told, [], |row| row.get(0)).unwrap();
        assert_eq!(told, "3 11000, 2 9100");
        assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()));
        // The same number in another file is another document.
        let other = format!("{header}{}", row("D6", "C-1", "47.00", "NOV", ""));
        let refused: Vec<String> =
            world.refused(Kind::Purchases, &other, way).iter().map(|line| without_entry(line)).collect();
        assert_eq!(
            refused,
            [
                "2 INVOICE_ALREADY_RECORDED: invoice `NOV` of CLUB was recorded already, as entry N on 2006-11-20: £110.00"
            ]
        );
    }
}

/// 40.00 and 30.00 are paid as 70.00 on one day from one account; 40.00 on another day, alone.
#[test]
fn what_is_paid_of_a_document_on_one_day_from_one_account_is_one_payment() {
    let row = |key: &str, paid: &str, amount: &str| {
        format!("{key},C-1,LP1,CLUB,activities,,2006-11-03,2006-11-20,{paid},{amount},,bank:main,NOV\n")
    };
    let rows = [
        row("D1", "2006-11-24", "40.00"),
        row("D2", "2006-11-25", "45.00"),
        row("D3", "2006-11-24", "30.00"),
        row("D4", "", "50.00"),
    ];
    for way in BOTH {
        let world = World::with_small_pilot(&[]);
        world.take(Kind::Purchases, &format!("{PURCHASE_HEADER}\n{}", rows.concat()), way).unwrap();
        let told =
            "SELECT group_concat(e.kind || ' ' || lines || ' ' || total_pence, ', ' ORDER BY document_id)
                      FROM document JOIN entry e ON e.entry_id = document_id";
        let told: String = world.open().query_row(told, [], |row| row.get(0)).unwrap();
        assert_eq!(told, "invoice.record 4 16500, payment.record 2 7000");
        assert_eq!(world.bhlp(&["check"]), (0, String::new(), String::new()));
    }
}

#[test]
fn a_key_with_other_content_names_the_field_in_the_ledger_and_in_the_file() {
    let changed =
        PURCHASES.replace("250.00", "260.00").replace("2006-11-20", "").replace("=sum(A1)", "other")
            + "Q4,C-1,LP1,SHOES,clothing,,2006-10-05,,,1,0,,\nQ4,C-1,LP1,SHOES,clothing,,2006-10-05,,,1,0,,\n\
           Q4,C-1,LP2,SHOES,clothing,,2006-10-05,,,1,0,,\n";
    let told = bad_rows_with(&[], Kind::Purchases, &changed);
    let without_entries: Vec<String> = told.iter().map(|line| without_entry(line)).collect();
    assert_eq!(
        without_entries,
        [
            "2 KEY_CONTENT_DIFFERS: key `Q1` is recorded as entry N with amount `250.00`; now it comes with `260.00`; if what is recorded is wrong: bhlp entry reverse 22 --reason 'as in the file'; then bhlp entry reverse 21 --reason 'as in the file'; then bhlp entry correct 20 --amount 260.00 --vat 0.00 --reason 'as in the file'",
            "3 KEY_CONTENT_DIFFERS: key `Q2` is recorded as entry N with received_on `2006-11-20`; now it comes with nothing; if what is recorded is wrong: bhlp entry reverse 24 --reason 'as in the file'",
            "4 KEY_CONTENT_DIFFERS: key `Q3` is recorded as entry N with description `=sum(A1)`; now it comes with `other`; if what is recorded is wrong: bhlp entry reverse 25 --reason 'as in the file', and another key in the file",
            "7 KEY_CONTENT_DIFFERS: key `Q4` is recorded as entry N with lead_professional `LP1`; now it comes with `LP2`; if this is another, give it another key; if it was recorded wrongly: bhlp entry correct 31, for its amount, VAT, category, provider, child, buyer, what paid, invoice or day; for anything else bhlp entry reverse 31 --reason TEXT, and another key",
        ]
    );
}

fn without_entry(line: &str) -> String {
    let (before, rest) = line.split_once("entry ").unwrap();
    let (_, after) = rest.split_once(' ').unwrap();
    format!("{before}entry N {after}")
}

#[test]
fn outcomes_and_time() {
    let rows = "child_ref,measure,item,informant,observed_on,value\nC-1,gbo,goal-1,child,2006-09-02,4\n\
                C-1,gbo,goal-1,child,2006-09-03,10.5\nC-1,gb0,goal-1,child,2006-09-03,1\nC-1,gbo,goal-2,child,2006-09-02,4\n\
                C-1,gbo,goal-2,child,2006-09-02,5\n";
    assert_eq!(
        bad_rows_with(&[], Kind::Outcomes, rows),
        [
            "2 OUTCOME_RECORDED_OTHERWISE: an outcome of gbo for C-1 is recorded on that day as 3, score 26; now it comes as 4; if what is recorded is wrong: bhlp outcome correct 26 --score 4 --reason TEXT",
            "3 OUTCOME_OUT_OF_RANGE: gbo goes from 0 to 10; 10.5 was given",
            "4 UNKNOWN_MEASURE: there is no measure `gb0`",
            "6 OUTCOME_RECORDED_OTHERWISE: an outcome of gbo for C-1 is recorded on that day as 4, score 31; now it comes as 5; if what is recorded is wrong: bhlp outcome correct 31 --score 5 --reason TEXT",
        ]
    );
    let rows = "practitioner,child_ref,on,minutes,activity\nLP1,C-1,2006-09-05,0,visit\nLP1,C-1,2006-09-05,1441,visit\n\
                LP1,C-9,2006-09-05,-5,visit\nLP1,D9,2006-09-05,5,visit\n";
    assert_eq!(
        bad_rows_with(&[], Kind::Time, rows),
        [
            "2 FIELD_INVALID: minutes `0` is not valid; wanted whole minutes, 1 to 1440",
            "3 FIELD_INVALID: minutes `1441` is not valid; wanted whole minutes, 1 to 1440",
            "4 minutes NUMBER_INVALID: `-5` is not a whole number",
            "5 UNKNOWN_CHILD: there is no child `D9`",
        ]
    );
}

#[test]
fn closed_months_and_people_who_left() {
    let [rows, bulk] = BOTH.map(|way| {
        let world = World::with_small_pilot(&[Kind::Purchases]);
        let mut ledger = Ledger::open(&world.ledger()).unwrap();
        let people = PRACTITIONERS.lines().next().unwrap().to_owned()
            + "\nGONE,Gone,teacher,school,,lead_professional\n";
        world.take(Kind::Practitioners, &people, way).unwrap();
        let (practitioner, on) = ("GONE".parse().unwrap(), Some("2006-09-30".parse().unwrap()));
        record(&mut ledger, &context(Run::Real), &PractitionerLeave { practitioner, on }).unwrap();
        let finance = Context { user: "FN1".parse().unwrap(), ..context(Run::Real) };
        for month in ["2006-07", "2006-08", "2006-09"] {
            record(&mut ledger, &finance, &super::world::closing(month)).unwrap();
        }
        let rows =
            "A1,C-1,LP1,SHOES,clothing,,2006-09-30,,,1,0,,\nA2,C-1,GONE,SHOES,clothing,,2006-10-01,,,1,0,,\n";
        world.refused(Kind::Purchases, &format!("{PURCHASE_HEADER}\n{rows}"), way)
    });
    assert_eq!(rows, bulk);
    assert_eq!(
        rows,
        [
            "2 MONTH_CLOSED: 2006-09 is closed; nothing can be recorded on 2006-09-30",
            "3 PRACTITIONER_NOT_THERE: GONE was not in the pilot on 2006-10-01 (left on 2006-09-30)",
        ]
    );
}

#[test]
fn one_bad_row_is_told_once_and_not_again_by_all_that_needs_it() {
    let world = World::new();
    let folder = world.path().join("pilot");
    std::fs::create_dir(&folder).unwrap();
    let file = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    file("practitioners.csv", &PRACTITIONERS.replace("LP2,Ash", "LP2,"));
    file("providers.csv", PROVIDERS);
    file("funds.csv", FUNDS);
    file("children.csv", CHILDREN);
    file("budgets.csv", BUDGETS);
    file("purchases.csv", &PURCHASES.replace("250.00", "2500.00"));
    let (code, out, err) = world.bhlp(&["import", "pilot"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(
        err,
        "error[BAD_ROWS]: pilot/practitioners.csv: 1 of 3 rows cannot be taken\n  \
         line 3, column name: [FIELD_EMPTY] it is empty\n\
         error[BAD_ROWS]: pilot/purchases.csv: 1 of 3 rows cannot be taken\n  \
         line 2: [SIGN_OFF_EXCEEDED] LP1 may commission up to £500.00 alone; £2,500.00 was asked for; or say who approved it on paper: approved_by, approved_on | \
         Q1,C-1,LP1,SHOES,clothing,shoes, size 5,2006-10-05,2006-10-0...\n\
         hint: correct the file and import it again: rows taken before change nothing\n\
         nothing was recorded\n"
    );
}
