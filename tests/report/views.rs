//! The same sheet in four formats, whole.

use crate::world::{SMALL, same};

/// Play money 50.00 before pooled: the split shows; the order is let go of 10.00 by its final invoice.
#[test]
fn statement_as_a_table() {
    same(
        &SMALL.ask("report statement --child C-0001"),
        "\
Child's statement, child C-0001
as at 2006-12-31

Holder:  LP-A

Day         Entry  What              Commission  Item              Provider        Funds                          In      Out  Promised     Used     Paid     Left  Note
----------  -----  ----------------  ----------  ----------------  --------------  ------------------------  -------  -------  --------  -------  -------  -------  ----------------
2006-09-01     14  budget opened                                                   POOL £500.00              £500.00    £0.00     £0.00    £0.00    £0.00  £500.00
2006-09-01     15  budget topped up                                                PLAY £50.00                £50.00    £0.00     £0.00    £0.00    £0.00  £550.00
2006-09-05     20  commissioned              20  Swimming lessons  Leisure centre  PLAY £50.00, POOL £70.00    £0.00  £120.00   £120.00    £0.00    £0.00  £430.00
2006-09-20     21  invoiced                  20  Swimming lessons  Leisure centre  PLAY £50.00, POOL £60.00   £10.00    £0.00  -£120.00  £110.00    £0.00  £440.00
2006-10-02     22  paid                      20  Swimming lessons  Leisure centre                              £0.00    £0.00     £0.00    £0.00  £110.00  £440.00  by bank transfer
2006-10-12     24  bought                    24  =Coat, warm       =Equals Ltd     POOL £20.00                 £0.00   £20.00     £0.00   £20.00   £20.00  £420.00
2006-12-05     29  money moved                                                     POOL -£100.00               £0.00  £100.00     £0.00    £0.00    £0.00  £320.00
----------  -----  ----------------  ----------  ----------------  --------------  ------------------------  -------  -------  --------  -------  -------  -------  ----------------
Total                                                                                                        £560.00  £240.00     £0.00  £130.00  £130.00
",
    );
}

/// A text that a spreadsheet would run begins with an apostrophe; a negative amount stays a number.
/// The money that came from the other child stands in this child's history too.
#[test]
fn statement_as_csv() {
    same(
        &SMALL.csv("statement --child C-0002"),
        "\
on,entry,what,commission,item,provider_name,funds,in,out,committed,spent,paid,available,note,need,needed,wish,consent_on,contribution,delivered_to,holder,belongs_on
2006-09-01,16,budget opened,,,,POOL 300.00,300.00,0.00,0.00,0.00,0.00,300.00,,,,,,,,LP-B,
2006-10-10,23,bought,23,Boots,\"Shoes, Boots & Co\",POOL 30.00,0.00,30.00,0.00,30.00,35.25,270.00,,,,,,,,LP-B,
2006-11-03,25,reversed entry 23,23,Boots,\"Shoes, Boots & Co\",POOL -30.00,30.00,0.00,0.00,-30.00,-35.25,300.00,wrong child,,,,,,,LP-B,
2006-12-02,26,commissioned,26,Mentoring and youth work,'=Equals Ltd,POOL 60.00,0.00,60.00,60.00,0.00,0.00,240.00,,,,,,,,LP-B,
2006-12-05,29,money moved,,,,POOL 100.00,100.00,0.00,0.00,0.00,0.00,340.00,,,,,,,,LP-B,
",
    );
    let coat = SMALL.csv("statement --child C-0001 --since 2006-10-12 --until 2006-10-12");
    same(
        coat.lines().nth(1).unwrap(),
        "2006-10-12,24,bought,24,\"'=Coat, warm\",'=Equals Ltd,POOL 20.00,0.00,20.00,0.00,20.00,20.00,420.00,,,,,,,,LP-A,",
    );
}

#[test]
fn statement_looks_back() {
    // On 31 October nobody knew of the coat of 12 October, and C-0001 had 440.00 left.
    let rows = SMALL.csv("statement --child C-0001 --as-at 2006-10-31 --known-at 2006-10-31");
    assert_eq!(rows.lines().count(), 1 + 5);
    assert!(rows.lines().last().unwrap().contains(",440.00,"), "{rows}");
}

#[test]
fn commissions_as_json() {
    same(
        &SMALL.ask("commission list --child C-0001 --format json"),
        "\
[
{\"commission\":20,\"placed_on\":\"2006-09-05\",\"child_ref\":\"C-0001\",\"item\":\"Swimming lessons\",\"category\":\"activities\",\"provider_name\":\"Leisure centre\",\"practitioner\":\"LP-A\",\"funds\":{\"PLAY\":\"50.00\",\"POOL\":\"60.00\"},\"estimate\":\"120.00\",\"committed\":\"0.00\",\"spent\":\"110.00\",\"owed\":\"0.00\",\"state\":\"complete\"},
{\"commission\":24,\"placed_on\":\"2006-10-12\",\"child_ref\":\"C-0001\",\"item\":\"=Coat, warm\",\"category\":\"clothing\",\"provider_name\":\"=Equals Ltd\",\"practitioner\":\"LP-A\",\"funds\":{\"POOL\":\"20.00\"},\"estimate\":\"20.00\",\"committed\":\"0.00\",\"spent\":\"20.00\",\"owed\":\"0.00\",\"state\":\"complete\"}
]
",
    );
}

#[test]
fn child_spend_as_a_table_and_read_aloud() {
    same(
        &SMALL.ask("report child-spend"),
        "\
Spending by child
as at 2006-12-31

Child     Given  Promised     Used     Left  Purchases  First purchase  Last purchase
------  -------  --------  -------  -------  ---------  --------------  -------------
C-0001  £450.00     £0.00  £130.00  £320.00          2  2006-09-05      2006-10-12
C-0002  £400.00    £60.00    £0.00  £340.00          1  2006-12-02      2006-12-02
------  -------  --------  -------  -------  ---------  --------------  -------------
Total   £850.00    £60.00  £130.00  £660.00          3
",
    );
    same(
        &SMALL.ask(
            "report child-spend --practitioner LP-B --as-at 2006-11-01 --known-at 2006-12-31 --format plain",
        ),
        "\
Spending by child, practitioner LP-B
as at 2006-11-01, as it was known on 2006-12-31

Child: C-0002
Given: £300.00
Promised: £0.00
Used: £30.00
Left: £270.00
Purchases: 1
First purchase: 2006-10-10
Last purchase: 2006-10-10

Total
Given: £300.00
Promised: £0.00
Used: £30.00
Left: £270.00
Purchases: 1
",
    );
}

#[test]
fn what_is_the_same_in_every_row_stands_above_the_table() {
    same(
        &SMALL.ask("budget show C-0001"),
        "\
Budget, child C-0001
as at 2006-12-31

Child:     C-0001
Opened:    2006-09-01
Expected:  1.1
Holder:    LP-A

Fund     Given  Promised     Used     Left
-----  -------  --------  -------  -------
PLAY    £50.00     £0.00   £50.00    £0.00
POOL   £400.00     £0.00   £80.00  £320.00
-----  -------  --------  -------  -------
Total  £450.00     £0.00  £130.00  £320.00
",
    );
}

/// A page without a word of book-keeping; the same in both formats for people.
#[test]
fn a_page_for_the_family() {
    let page = "\
Your budget, child C-0001
as at 31 December 2006

You were given £450.00. £130.00 of it has been used and £0.00 is promised.
£320.00 is left.

What has been bought
- 5 September 2006: Swimming lessons, from Leisure centre: £110.00 (£50.00 from PLAY, £60.00 from POOL)
- 12 October 2006: =Coat, warm, from =Equals Ltd: £20.00

What is promised
- nothing at the moment

The amounts do not include VAT that the council can reclaim.
If something on this page does not look right, please ask your lead professional.
";
    same(&SMALL.ask("report family --child C-0001"), page);
    same(&SMALL.ask("report family --child C-0001 --format plain"), page);
    same(
        &SMALL.csv("family --child C-0002"),
        "\
part,on,what,provider_name,amount,funds,wish,consent_on,contribution,so_far,expected,result,who,review_on,child_ref
set aside,2006-09-01,,,400.00,,,,,,,,,,C-0002
used,,,,0.00,,,,,,,,,,C-0002
promised,,,,60.00,,,,,,,,,,C-0002
left,,,,340.00,,,,,,,,,,C-0002
commissioned,2006-12-02,Mentoring and youth work,'=Equals Ltd,60.00,POOL 60.00,,,,,,,,,C-0002
",
    );
}

#[test]
fn nothing_is_said_in_a_sentence() {
    same(&SMALL.ask("report owed"), "Owed\nas at 2006-12-31\n\nnobody is owed anything\n");
    same(&SMALL.ask("report owed --format json"), "[]\n");
}

/// A reader who stops early is no failure: more rows than any pipe holds are asked for.
#[test]
fn a_reader_may_stop() {
    use std::process::{Command, Stdio};
    let mut writer = Command::new(env!("CARGO_BIN_EXE_bhlp"))
        .args(["report", "--describe"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(writer.stdout.take());
    let answer = writer.wait_with_output().unwrap();
    assert!(answer.status.success(), "{answer:?}");
    assert_eq!(String::from_utf8_lossy(&answer.stderr), "");
}
