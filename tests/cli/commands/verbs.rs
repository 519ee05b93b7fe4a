//! What each verb says when it is done, that a dry run says the same and keeps nothing, and that a
//! key given twice is recorded once.

use super::desk::Desk;

/// Verbs in an order in which each can be done, with what each says. The first is event 15.
const VERBS: [(&str, &str); 35] = [
    ("category add pets --label Pets", "added category pets (Pets)\n"),
    (
        "measure add star --label 'Family Star' --lowest 1 --highest 10 --better higher",
        "added measure star (Family Star)\n",
    ),
    ("provider amend SHOP --name 'The Shoe Shop'", "changed name of provider SHOP\n"),
    (
        "practitioner amend LP1 --limit 150 --profession 'family worker'",
        "changed profession, sign off limit of practitioner LP1\n",
    ),
    ("child amend C-2 --level 2 --area North", "changed area, need level of child C-2\n"),
    ("account open imprest:office", "opened account imprest:office\n"),
    ("account open card:5521 --holder LP1", "opened account card:5521 for LP1\n"),
    (
        "account move bank:main imprest:office 50",
        "moved £50.00 from bank:main to imprest:office on 2006-09-01 (entry 22)\n",
    ),
    (
        "fund add LAC --name 'Looked after' --contributor Trust --cohort looked_after",
        "registered fund LAC (Looked after)\n",
    ),
    (
        "fund receive LAC 1,000",
        "received £1,000.00 for fund LAC on 2006-09-01; its pool has £1,000.00 (entry 24)\n",
    ),
    ("fund repay LAC 10.50", "repaid £10.50 of fund LAC on 2006-09-01; its pool has £989.50 (entry 25)\n"),
    (
        "budget open C-2 300 --expect 1.1",
        "opened a budget of £300.00 for C-2 from fund POOL on 2006-09-01 (entry 26)\n\
         left for C-2: £300.00 of £300.00 (promised £0.00, used £0.00)\n",
    ),
    (
        "budget top-up C-1 60 --fund LAC",
        "added £60.00 to C-1's budget from fund LAC on 2006-09-01 (entry 27)\n\
         left for C-1: £560.00 of £560.00 (promised £0.00, used £0.00)\n",
    ),
    (
        "budget return C-2 50",
        "returned £50.00 of C-2's budget on 2006-09-01 (entry 28)\n\
         left for C-2: £250.00 of £250.00 (promised £0.00, used £0.00)\n",
    ),
    (
        "budget move C-2 C-1 40",
        "moved £40.00 from C-2 to C-1 on 2006-09-01 (entry 29)\n\
         left for C-2: £210.00 of £210.00 (promised £0.00, used £0.00)\n\
         left for C-1: £600.00 of £600.00 (promised £0.00, used £0.00)\n",
    ),
    (
        "commission place C-1 activities 120 --from SWIM --what 'swimming lessons'", // 30
        "commissioned swimming lessons for C-1 from Swim, \"Splash\" & =Co on 2006-09-01: £120.00 (commission 30)\n  \
         £60.00 from fund LAC, £60.00 from fund POOL\n\
         left for C-1: £480.00 of £600.00 (promised £120.00, used £0.00)\n",
    ),
    (
        "commission amend 30 130",
        "changed commission 30 to £130.00 on 2006-09-01 (entry 31)\n  \
         £10.00 from fund POOL\n\
         left for C-1: £470.00 of £600.00 (promised £130.00, used £0.00)\n",
    ),
    (
        "invoice record 30 70.50 --vat 10.50 --number A/1",
        "recorded invoice of £70.50 on commission 30 on 2006-09-01; £70.50 is owed (entry 32)\n  \
         £60.00 from fund LAC\n\
         left for C-1: £470.00 of £600.00 (promised £70.00, used £60.00)\n",
    ),
    (
        "invoice record 30 50 --vat 0 --final",
        "recorded final invoice of £50.00 on commission 30 on 2006-09-01; £120.50 is owed (entry 33)\n  \
         £50.00 from fund POOL\n\
         left for C-1: £490.00 of £600.00 (promised £0.00, used £110.00)\n",
    ),
    (
        "payment record 30 100",
        "paid £100.00 on commission 30 on 2006-09-01 from bank:main; £20.50 is still owed (entry 34)\n\
         left for C-1: £490.00 of £600.00 (promised £0.00, used £110.00)\n",
    ),
    (
        "credit-note record 30 30.50 --vat 0.50 --number CN1",
        "recorded credit note of £30.50 on commission 30 on 2006-09-01; the provider owes £10.00 back (entry 35)\n  \
         £30.00 back to fund POOL\n\
         left for C-1: £520.00 of £600.00 (promised £0.00, used £80.00)\n",
    ),
    (
        "refund record 30 15 --vat 0",
        "received £15.00 back on commission 30 on 2006-09-01, into bank:main (entry 36)\n  \
         £5.00 back to fund POOL\n\
         left for C-1: £525.00 of £600.00 (promised £0.00, used £75.00)\n",
    ),
    (
        "buy C-1 clothing 34.99 --from 'the shoe SHOP' --what shoes",
        "bought shoes for C-1 from The Shoe Shop on 2006-09-01: £34.99 (commission 37), paid from bank:main\n  \
         £34.99 from fund POOL\n\
         left for C-1: £490.01 of £600.00 (promised £0.00, used £109.99)\n",
    ),
    (
        "entry correct 37 --reason 'a slip' --amount 43.99",
        "reversed entry 37 and recorded it again: bought shoes for C-1 from The Shoe Shop on 2006-09-01: £43.99 (commission 39), paid from bank:main\n  \
         £43.99 from fund POOL\n\
         left for C-1: £481.01 of £600.00 (promised £0.00, used £118.99)\n",
    ),
    (
        "entry reverse 39 --reason 'bought twice'",
        "reversed entry 39 (buy) on 2006-09-01 (entry 40)\n  \
         £43.99 back to fund POOL\n\
         left for C-1: £525.00 of £600.00 (promised £0.00, used £75.00)\n",
    ),
    (
        "commission place C-1 travel 12 --from SHOP",
        "commissioned travel for C-1 from The Shoe Shop on 2006-09-01: £12.00 (commission 41)\n  \
         £12.00 from fund POOL\n\
         left for C-1: £513.00 of £600.00 (promised £12.00, used £75.00)\n",
    ),
    (
        "commission cancel 41",
        "cancelled commission 41 on 2006-09-01; £12.00 is available again (entry 42)\n  \
         £12.00 back to fund POOL\n\
         left for C-1: £525.00 of £600.00 (promised £0.00, used £75.00)\n",
    ),
    (
        "outcome record C-1 gbo 7.5 --item goal-1 --informant child",
        "recorded gbo (goal-1) 7.5 for C-1 on 2006-09-01, as reported by child\n",
    ),
    ("time record C-1 30 visit --for LP1", "recorded 30 minutes of LP1 for C-1 on 2006-09-01: visit\n"),
    (
        "child hand-over C-1 --to LP2",
        "handed C-1 from LP1 to LP2 on 2006-09-01\n\
         left for C-1: £525.00 of £600.00 (promised £0.00, used £75.00)\n",
    ),
    (
        "budget close C-2",
        "closed C-2's budget on 2006-09-01; £210.00 went back to the pool (entry 46)\n\
         left for C-2: £0.00 of £0.00 (promised £0.00, used £0.00)\n",
    ),
    ("practitioner leave EVA", "EVA leaves on 2006-09-01\n"),
    (
        "practitioner add NEW --name 'N. New' --profession nurse --agency PCT",
        "registered NEW (nurse, lead professional)\n",
    ),
    ("provider add TAXI --name Taxi --sector private", "registered provider TAXI (Taxi)\n"),
    (
        "child add C-4 --cohort looked_after --born 2000-01 --area East --need N3 --level 1 --lead LP2",
        "registered child C-4, led by LP2\n",
    ),
];

#[test]
fn each_verb_says_what_it_did_and_what_is_left() {
    let desk = Desk::new();
    for (line, says) in VERBS {
        let before = desk.events();
        let dry = "dry run: nothing was recorded\n";
        desk.bhlp(&format!("{line} --dry-run")).stdout(says).stderr(dry).code(0);
        assert_eq!(desk.events(), before, "{line}");

        let keyed = format!("{line} --key K-{before}");
        desk.bhlp(&keyed).stdout(says).code(0);
        let after = desk.events();
        assert!(after > before, "{line}");

        desk.bhlp(&keyed).stdout(format!("already recorded as entry {}\n", before + 1)).code(0);
        assert_eq!(desk.events(), after, "{line}");
    }
}

#[test]
fn a_receipt_is_json_for_programs() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --key K --format json")
        .stdout(concat!(
            r#"{"already_recorded":false,"done":"bought clothing for C-1 from Shoe shop on 2006-09-01: £34.99 (commission 15), paid from bank:main","#,
            r#""dry_run":false,"entry":15,"left":[{"allocated":"500.00","available":"465.01","child":"C-1","committed":"0.00","#,
            r#""spent":"34.99"}],"split":[{"amount":"34.99","fund":"POOL"}]}"#,
            "\n"
        ))
        .code(0);
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --key K --format json")
        .stdout(concat!(
            r#"{"already_recorded":true,"done":"already recorded as entry 15","dry_run":false,"entry":15,"left":[],"split":[]}"#,
            "\n"
        ))
        .code(0);
}

#[test]
fn a_receipt_is_label_and_value_for_screen_readers() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --format plain")
        .stdout(
            "Done: bought clothing for C-1 from Shoe shop on 2006-09-01: £34.99 (commission 15), paid from bank:main\nNumber: 15\n\
             From fund POOL: £34.99\nChild: C-1\nLeft: £465.01\nGiven: £500.00\nPromised: £0.00\nUsed: £34.99\n",
        )
        .code(0);
    desk.bhlp("refund record 15 4.99 --format plain")
        .stdout(
            "Done: received £4.99 back on commission 15 on 2006-09-01, into bank:main (entry 16)\nNumber: 16\n\
             Back to fund POOL: £4.99\nChild: C-1\nLeft: £470.00\nGiven: £500.00\nPromised: £0.00\nUsed: £30.00\n",
        )
        .code(0);
}

/// Two people who both number their requests from 1 both record; each of them only once.
#[test]
fn a_key_belongs_to_whoever_gives_it() {
    let desk = Desk::new();
    let buy = "buy C-1 clothing 34.99 --from SHOP --what coat --key 1";
    desk.bhlp(buy).done();
    desk.bhlp(buy).user("MGR").done();
    assert_eq!(desk.events(), 16);
    desk.bhlp(buy).stdout("already recorded as entry 15\n").code(0);
    desk.bhlp(buy).user("MGR").stdout("already recorded as entry 16\n").code(0);
    assert_eq!(desk.events(), 16);
    // What was said is kept as a hash alone: it can be told to differ, and no more.
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --what shoes --key 1").refused(
        "KEY_CONTENT_DIFFERS",
        "key `1` is recorded as entry 15 with what something else (personal, so not shown); now it comes with `shoes`\n\
         hint: if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct or reverse",
    );
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --key 1").refused(
        "KEY_CONTENT_DIFFERS",
        "key `1` is recorded as entry 15 with what something else (personal, so not shown); now it comes with nothing\n\
         hint: if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct or reverse",
    );
}

#[test]
fn a_key_stands_for_one_request_only() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --key K").done();
    desk.bhlp("buy C-1 clothing 35.99 --from SHOP --key K").refused(
        "KEY_CONTENT_DIFFERS",
        "key `K` is recorded as entry 15 with amount `34.99`; now it comes with `35.99`\n\
         hint: if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct or reverse",
    );
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --key K --on 2006-08-31").refused(
        "KEY_CONTENT_DIFFERS",
        "key `K` is recorded as entry 15 with on nothing; now it comes with `2006-08-31`\n\
         hint: if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct or reverse",
    );
    desk.bhlp("budget top-up C-1 10 --key K").refused(
        "KEY_USED_OTHERWISE",
        "key `K` was used for buy, entry 15; now it comes with budget.top-up\n\
         hint: if this is another request, give it another key; if it was recorded wrongly: bhlp entry correct or reverse",
    );
}

/// The content of a request is compared as text: whatever it has in it comes back the same.
#[test]
fn a_key_knows_its_request_again_whatever_is_written_in_it() {
    let desk = Desk::new();
    let line =
        r#"buy C-1 food 5 --from SWIM --what "Zoë's \"best\" \\ = 5 €/h, naïve 🍎" --key K --note "a/b <c>""#;
    desk.bhlp(line).done();
    desk.bhlp(line).stdout("already recorded as entry 15\n").code(0);
}
