//! Matching lines with entries by hand, and what is said of the rest; figures by hand.

use domain::statement::{Signs, StatementAccount, StatementFile, StatementLine};
use service::{Context, Run, StatementImport, take_statement};
use sha2::{Digest as _, Sha256};
use store::{Ledger, Origin};

use super::desk::{Desk, Test, text};

/// The third working day of October, when September is reconciled.
const THEN: &str = "2006-10-04T09:00:00Z";

/// A pilot with a card of LP1's, its events 1 to 15.
pub fn carded() -> Desk {
    let desk = Desk::new();
    desk.bhlp("account open card:5521 --holder LP1").done();
    desk
}

/// Takes in lines of an account; each is a day, pence and the words, with a foreign amount behind a bar.
pub fn lines(desk: &Desk, account: &str, lines: &[(&str, i64, &str)]) {
    lines_until(desk, account, lines, None);
}

/// The same, complete up to a day.
pub fn lines_until(desk: &Desk, account: &str, lines: &[(&str, i64, &str)], until: Option<&str>) {
    let lines: Vec<StatementLine> = (1..)
        .zip(lines)
        .map(|(row, (day, pence, words))| {
            let (text, foreign) = words.split_once('|').unwrap_or((words, ""));
            StatementLine {
                row,
                posted_on: day.parse().unwrap(),
                amount: domain::Pence::new(*pence),
                text: text.parse().ok(),
                reference: None,
                kind: None,
                foreign: foreign.parse().ok(),
            }
        })
        .collect();
    let sha256 = domain::hex(&Sha256::digest(format!("{lines:?}")));
    let account_said = StatementAccount {
        number: None,
        is_card: account.starts_with("card"),
        from: None,
        until: None,
        opening: None,
        closing: None,
        lines,
    };
    let request = StatementImport {
        name: "statement.csv".parse().unwrap(),
        sha256,
        file: StatementFile {
            format: "csv:test".into(),
            accounts: vec![account_said],
            left_out: Vec::new(),
            signs: Signs::Said,
        },
        account: Some(account.parse().unwrap()),
        profile: None,
        numbers: Vec::new(),
        from: None,
        until: until.map(|day| day.parse().unwrap()),
    };
    // A statement covers days that are over.
    let covered = until.map(|day| format!("{day}T23:00:00Z")).unwrap_or_default();
    let context = Context {
        user: "FIN".parse().unwrap(),
        now: covered.as_str().max(THEN).parse().unwrap(),
        run: Run::Real,
        key: None,
        belongs_to: None,
        origin: Origin::default(),
    };
    let mut ledger = Ledger::open(&desk.ledger).unwrap();
    take_statement(&mut ledger, &context, &request).unwrap();
}

/// The finance officer, in October.
pub trait InOctober {
    fn october(&self, line: &str) -> Test<'_>;
}

impl InOctober for Desk {
    fn october(&self, line: &str) -> Test<'_> {
        self.bhlp(line).user("FIN").now(THEN)
    }
}

/// Three purchases by card, entries 16 to 18, and what the card company says.
pub fn stated() -> Desk {
    let desk = carded();
    for line in [
        "buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-09-04",
        "buy C-1 food 12.00 --from SHOP --card 5521 --on 2006-09-05",
        "buy C-1 travel 8.00 --from SWIM --card 5521 --on 2006-09-05",
    ] {
        desk.bhlp(line).user("LP1").now(THEN).done();
    }
    lines(
        &desk,
        "card:5521",
        &[
            ("2006-09-06", -3499, "SHOE SHOP 0123 LEEDS"),
            ("2006-09-07", -2000, "SPLASH POOL"),
            ("2006-09-20", -450, "ANNUAL FEE"),
            ("2006-09-21", -1250, "CAFE PARIS|18.20 EUR"),
            ("2006-09-25", 500, "SHOE SHOP 0123 LEEDS"),
        ],
    ); // 19
    desk
}

#[test]
fn what_is_matched_teaches_whose_a_merchants_name_is() {
    let desk = stated();
    desk.october("reconcile match --line 1 --entry 16")
        .stdout(
            "matched line 1 with entry 16 on card:5521 (matching 1)\n  \
             from now on SHOE SHOP on a statement is recognised as SHOP\n",
        )
        .code(0);
    desk.october("reconcile merchants --format csv")
        .stdout(
            "name,provider,provider_name,known_since,recorded_by\n\
             SHOE SHOP,SHOP,Shoe shop,2006-10-04T09:00:00Z,FIN\n",
        )
        .code(0);
    desk.october("reconcile match --line 1 --entry 17").refused(
        "MATCHED_ALREADY",
        "line 1 is matched already, in matching 1\n\
         hint: see what is open: bhlp reconcile show; to take it apart: bhlp reconcile unmatch 1 --reason TEXT",
    );
    desk.bhlp("check").code(0);
}

#[test]
fn one_line_pays_for_two_purchases_and_a_difference_is_told() {
    let desk = stated();
    desk.october("reconcile match --line 2 --entry 17").refused(
        "MATCHING_DIFFERS",
        "the lines add up to -£20.00 and the entries to -£12.00: they differ by -£8.00\n  \
         entry 18 (2006-09-05, -£8.00) would make up the difference\n\
         hint: see what is open: bhlp reconcile show; or record what is missing: bhlp reconcile record LINE",
    );
    desk.october("reconcile match --line 2 --entry 17 18")
        .stdout("matched line 2 with entries 17 and 18 on card:5521 (matching 1)\n")
        .code(0);
    desk.october("reconcile show --format csv")
        .stdout(
            "account,side,number,on,money_in,money_out,what,days,state,matching,how,score,because,said,foreign_amount,reference\n\
             card:5521,entry,16,2006-09-04,0.00,34.99,\"bought: Clothing, uniform and shoes, Shoe shop\",30,open,,,,,,,\n\
             card:5521,line,1,2006-09-06,0.00,34.99,SHOE SHOP 0123 LEEDS,28,open,,,,,,,\n\
             card:5521,line,3,2006-09-20,0.00,4.50,ANNUAL FEE,14,open,,,,,,,\n\
             card:5521,line,4,2006-09-21,0.00,12.50,CAFE PARIS,13,open,,,,,,18.20 EUR,\n\
             card:5521,line,5,2006-09-25,5.00,0.00,SHOE SHOP 0123 LEEDS,9,open,,,,,,,\n",
        )
        .code(0);
    desk.october("reconcile show --all --month 2006-09 --format csv").done();
}

#[test]
fn many_lines_pay_for_one_purchase() {
    let desk = carded();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-09-04").user("LP1").now(THEN).done(); // 16
    lines(
        &desk,
        "card:5521",
        &[
            ("2006-09-06", -1000, "SHOE SHOP"),
            ("2006-09-06", -1000, "SHOE SHOP"),
            ("2006-09-07", -1499, "SHOE SHOP"),
        ],
    );
    desk.october("reconcile match --line 1 2 --entry 16").refused(
        "MATCHING_DIFFERS",
        "the lines add up to -£20.00 and the entries to -£34.99: they differ by £14.99\n  \
         line 3 (2006-09-07, -£14.99, SHOE SHOP) would make up the difference\n\
         hint: see what is open: bhlp reconcile show; or record what is missing: bhlp reconcile record LINE",
    );
    desk.october("reconcile match --line 1 2 3 --entry 16")
        .stdout(
            "matched lines 1, 2 and 3 with entry 16 on card:5521 (matching 1)\n  \
             from now on SHOE SHOP on a statement is recognised as SHOP\n",
        )
        .code(0);
}

#[test]
fn what_cancels_itself_is_matched_without_another_side() {
    let desk = carded();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-09-04").user("LP1").now(THEN).done(); // 16
    desk.bhlp("entry reverse 16 --reason twice --on 2006-09-05").now(THEN).done(); // 17
    lines(&desk, "card:5521", &[("2006-09-06", -700, "BANK ERROR"), ("2006-09-08", 700, "CORRECTION")]);
    desk.october("reconcile match --line 1 2")
        .stdout("matched lines 1 and 2 with each other on card:5521 (matching 1)\n")
        .code(0);
    desk.october("reconcile match --entry 16").refused(
        "MATCHING_DIFFERS",
        "the entries add up to -£34.99, not to zero\n  \
         entry 17 (2006-09-05, £34.99) would make up the difference\n\
         hint: see what is open: bhlp reconcile show; or record what is missing: bhlp reconcile record LINE",
    );
    desk.october("reconcile match --entry 16 17")
        .stdout("matched entries 16 and 17 with each other on card:5521 (matching 2)\n")
        .code(0);
    desk.october("reconcile show").stdout(
        "Reconciliation\nas at 2006-10-04\n\nnothing is open: every line has its entry, and every entry its line\n",
    ).code(0);
    desk.bhlp("check").code(0);
}

#[test]
fn a_matching_is_of_open_parts_of_one_account() {
    let desk = stated();
    desk.bhlp("account move bank:main card:5521 100 --on 2006-09-10").user("FIN").now(THEN).done(); // 20
    lines(&desk, "bank:main", &[("2006-09-10", -10_000, "CARD BILL")]); // line 6
    let open = "hint: see what is open on each account: bhlp reconcile show";
    desk.october("reconcile match").refused(
        "NOTHING_TO_MATCH",
        "nothing was given to match\n\
         hint: give lines and entries by their numbers: --line 12 --entry 57; bhlp reconcile show lists them",
    );
    desk.october("reconcile match --line 1 6 --entry 16").refused(
        "ACCOUNTS_DIFFER",
        &format!("line 6 is of bank:main, the rest of card:5521: what is matched is of one account\n{open}"),
    );
    desk.october("reconcile match --line 6 --entry 16")
        .refused("ENTRY_ELSEWHERE", &format!("entry 16 moves nothing on bank:main\n{open}"));
    desk.october("reconcile match --entry 2")
        .refused("UNKNOWN_ENTRY", "there is no entry `2`\nhint: see recent entries: bhlp entry list");
    desk.october("reconcile match --line 99 --entry 16")
        .refused("UNKNOWN_LINE", "there is no line `99`\nhint: see what is open: bhlp reconcile show");
    desk.october("reconcile park --entry 20 'which invoice?'").refused(
        "ACCOUNT_NOT_SAID",
        "entry 20 moves money on bank:main and card:5521\nhint: say which, such as --account bank:main",
    );
    desk.october("reconcile match --line 6 --entry 20")
        .stdout("matched line 6 with entry 20 on bank:main (matching 1)\n")
        .code(0);
    // Its other side waits on the card still.
    desk.october("reconcile park --entry 20 --account card:5521 'which invoice?'")
        .stdout("parked entry 20 of 2006-09-10, £100.00 in; asked (number 23): which invoice?\n")
        .code(0);
}

#[test]
fn a_matching_is_taken_apart_with_a_reason_and_once() {
    let desk = stated();
    desk.october("reconcile match --line 1 --entry 16").done();
    desk.october("reconcile unmatch 1 --reason 'the other shoes'")
        .stdout("took matching 1 apart: the other shoes\n  open again: 1 line and 1 entry\n")
        .code(0);
    desk.october("reconcile unmatch 1 --reason again").refused(
        "UNDONE_ALREADY",
        "matching 1 was taken apart already, by event 21\nhint: see what is open: bhlp reconcile show",
    );
    desk.october("reconcile unmatch 2 --reason again").refused(
        "UNKNOWN_MATCHING",
        "there is no matching `2`\nhint: see what is matched: bhlp reconcile show --all",
    );
    desk.october("reconcile match --line 1 --entry 16")
        .stdout("matched line 1 with entry 16 on card:5521 (matching 2)\n")
        .code(0);
    desk.bhlp("check").code(0);
}

#[test]
fn what_a_closed_month_rests_on_stays_matched() {
    let desk = carded();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-07-20").user("LP1").now(THEN).done(); // 16
    lines_until(&desk, "card:5521", &[("2006-07-21", -3499, "SHOE SHOP")], Some("2006-07-31"));
    desk.october("reconcile match --line 1 --entry 16").done();
    desk.bhlp("month close 2006-07").user("MGR").now(THEN).done();
    desk.october("reconcile unmatch 1 --reason 'not this'").refused(
        "MATCHING_LOCKED",
        "2006-07 is closed and rests on matching 1\n\
         hint: a second person re-opens the month first: bhlp month reopen 2006-07 --reason TEXT",
    );
    desk.bhlp("month reopen 2006-07 --reason 'wrong shoes'").user("ADMIN").now(THEN).done();
    desk.october("reconcile unmatch 1 --reason 'not this'").done();
}

/// A purchase of 31 July came on the statement of 2 August: July was signed with that as the reason.
#[test]
fn what_a_closed_month_rests_on_stays_matched_to_what_came_later() {
    let desk = carded();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-07-31").user("LP1").now(THEN).done(); // 16
    lines_until(&desk, "card:5521", &[("2006-08-02", -3499, "SHOE SHOP")], Some("2006-08-31"));
    desk.october("reconcile match --line 1 --entry 16").done();
    desk.bhlp("month close 2006-07").user("MGR").now(THEN).done();
    desk.october("reconcile unmatch 1 --reason oops").refused(
        "MATCHING_LOCKED",
        "2006-07 is closed and rests on matching 1\n\
         hint: a second person re-opens the month first: bhlp month reopen 2006-07 --reason TEXT",
    );
    desk.bhlp("month reopen 2006-07 --reason look").user("ADMIN").now(THEN).done();
    desk.october("reconcile unmatch 1 --reason oops").done();
    // Matched after July was signed without it, July does not rest on it.
    desk.bhlp("month close 2006-07").user("MGR").now(THEN).done();
    desk.october("reconcile match --line 1 --entry 16").done();
    desk.october("reconcile unmatch 2 --reason oops").done();
    desk.bhlp("check").code(0);
}

/// Line and entry were explained, each for itself, and July was signed with them.
#[test]
fn what_counts_in_closed_months_alone_is_not_matched_later() {
    let desk = carded();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-07-20").user("LP1").now(THEN).done(); // 16
    lines_until(&desk, "card:5521", &[("2006-07-21", -3499, "SHOE SHOP")], Some("2006-07-31"));
    desk.october("reconcile explain --line 1 --because not_ours 'somebody else bought shoes'").done();
    desk.october("reconcile explain --entry 16 --account card:5521 --because never_charged 'forgotten'")
        .done();
    // What a person explained is not matched behind their back.
    let nothing = "nothing more is certain\n  \
                   left on card:5521: 1 line (-£34.99), 1 entry\n    \
                   1 line: explained by somebody\n  \
                   next: bhlp reconcile work, or bhlp reconcile show\n";
    desk.october("reconcile auto").stdout(nothing).code(0);
    desk.bhlp("month close 2006-07").user("MGR").now(THEN).done();
    desk.october("reconcile reopen --line 1 'it was ours'").done();
    desk.october("reconcile reopen --entry 16 --account card:5521 'it was charged'").done();
    let apart = nothing.replace("explained by somebody", "both were signed apart in a closed month");
    desk.october("reconcile auto").stdout(apart).code(0);
    desk.october("reconcile match --line 1 --entry 16").refused(
        "MATCHING_IN_CLOSED_MONTH",
        "2006-07 is closed, and all of this lies in it or before: what was signed stays\n\
         hint: a second person re-opens the month first: bhlp month reopen 2006-07 --reason TEXT",
    );
    desk.bhlp("check").code(0);
}

/// A purchase that was recorded twice and reversed has no line; one that was paid back has two.
#[test]
fn an_entry_and_its_reversal_are_matched_unless_the_money_came_back() {
    let desk = carded();
    let buy = |what: &str| desk.bhlp(what).user("LP1").now(THEN).done();
    buy("buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-09-04"); // 16
    buy("buy C-1 clothing 20 --from SHOP --card 5521 --on 2006-09-05"); // 17
    buy("entry reverse 16 --reason twice --on 2006-09-06"); // 18
    buy("entry reverse 17 --reason 'brought back' --on 2006-09-12"); // 19
    lines(&desk, "card:5521", &[("2006-09-06", -2000, "SHOE SHOP"), ("2006-09-13", 2000, "SHOE SHOP")]);
    desk.october("reconcile auto").done();
    let matched = text(&desk.october("reconcile show --all --format csv").output().stdout);
    let places = |wanted: &str| matched.lines().filter(|line| line.contains(wanted)).count();
    assert_eq!((places(",matched"), places(",open")), (6, 0), "{matched}");
    desk.bhlp("check").code(0);
}

#[test]
fn what_was_taken_back_and_what_was_nearly_the_same_abroad_is_proposed() {
    let desk = carded();
    desk.bhlp("buy C-1 food 12.40 --from SHOP --card 5521 --on 2006-09-19").user("LP1").now(THEN).done(); // 16
    lines(
        &desk,
        "card:5521",
        &[
            ("2006-09-06", -1500, "MYSTERY BOOKS"),
            ("2006-09-11", 1500, "MYSTERY BOOKS"),
            ("2006-09-21", -1250, "CAFE PARIS|18.00 EUR"),
        ],
    );
    let shown = text(&desk.october("reconcile show").output().stdout);
    assert!(
        shown.ends_with(
            "Likely (bhlp reconcile work asks one by one):\n\
             - line 1, 2006-09-06, MYSTERY BOOKS: score 75, the same amount the other way, the same merchant, 5 days after\n  \
             bhlp reconcile match --line 1 2\n"
        ),
        "{shown}"
    );
    let (screen, asked) = worked(&desk, "reconcile work", "1qq");
    for said in [
        "1  no entry  score 75  with line 2\n   the same amount the other way, the same merchant, 5 days after\n",
        "\nmatched lines 1 and 2 with each other on card:5521 (matching 1)\n",
        "entry 16  2006-09-19  £12.40 out  score 50\n",
        "nearly the same: £0.10 differs, it was 18.00 EUR, 2 days before\n",
    ] {
        assert!(screen.contains(said), "{said}\nnot in\n{screen}\n{asked}");
    }
}

#[test]
fn a_charge_a_purchase_abroad_and_a_refund_are_recorded_from_their_lines() {
    let desk = stated();
    desk.october("reconcile record 3 --charge")
        .stdout("recorded a charge of £4.50 on card:5521 on 2006-09-20 (entry 20); matched with line 3 (matching 1)\n")
        .code(0);
    desk.october("reconcile record 4 --buy C-1 food").refused(
        "MERCHANT_UNKNOWN",
        "nobody has said which provider `CAFE PARIS` of line 4 is\n\
         hint: say from whom: --from PROVIDER; the name is then known: bhlp reconcile merchants",
    );
    // £500.00 - £34.99 - £12.00 - £8.00 - £12.50.
    desk.october("reconcile record 4 --buy C-1 food --from SWIM --what lunch")
        .stdout(
            "bought lunch for C-1 from Swim, \"Splash\" & =Co on 2006-09-21: £12.50 (commission 22), paid from card:5521; \
             matched with line 4 (matching 2)\n  \
             from now on CAFE PARIS on a statement is recognised as SWIM\n\
             left for C-1: £432.51 of £500.00 (promised £0.00, used £67.49)\n",
        )
        .code(0);
    // The card's holder bought it, and the remark has what it was abroad.
    let bought = text(&desk.october("commission show 22 --format plain").output().stdout);
    assert!(bought.contains("LP1"), "{bought}");
    let entry = text(&desk.october("entry show 22 --format csv").output().stdout);
    assert!(entry.contains("18.20 EUR"), "{entry}");
    desk.october("reconcile record 5 --pays 16").refused(
        "LINE_OTHER_WAY",
        "line 5 brings money in, and a payment takes money out\n\
         hint: money out is a purchase, a payment, a charge or a move to another account; money in is a refund, \
         interest or a move from one",
    );
    desk.october("reconcile record 5 --refund-of 16")
        .stdout(
            "received £5.00 back on commission 16 on 2006-09-25, into card:5521 (entry 24); matched with line 5 (matching 3)\n  \
             from now on SHOE SHOP on a statement is recognised as SHOP\n\
             left for C-1: £437.51 of £500.00 (promised £0.00, used £62.49)\n",
        )
        .code(0);
    desk.bhlp("check").code(0);
}

#[test]
fn a_known_merchant_needs_no_name_and_a_known_one_is_not_renamed_by_the_way() {
    let desk = stated();
    desk.october("reconcile merchants set 'cafe paris' SHOP")
        .stdout("CAFE PARIS on a statement is SHOP, Shoe shop\n")
        .code(0);
    desk.october("reconcile merchants set 'Cafe Paris 0017' SHOP")
        .stdout("CAFE PARIS is SHOP already\n")
        .code(0);
    desk.october("reconcile merchants set '**' SHOP")
        .refused("FIELD_INVALID", "name `**` is not valid; wanted a merchant's name as statements write it");
    desk.october("reconcile record 4 --buy C-1 food --dry-run").done();
    desk.october("reconcile record 4 --buy C-1 food --from SWIM")
        .stdout(
            "bought food for C-1 from Swim, \"Splash\" & =Co on 2006-09-21: £12.50 (commission 21), paid from card:5521; \
             matched with line 4 (matching 1)\n\
             left for C-1: £432.51 of £500.00 (promised £0.00, used £67.49)\n",
        )
        .stderr(
            "warning: the name CAFE PARIS is known as SHOP, and this is SWIM; \
             to change it: bhlp reconcile merchants set 'CAFE PARIS' SWIM\n",
        )
        .code(0);
}

#[test]
fn part_payments_interest_and_moves_are_recorded_from_their_lines() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 activities 60 --from SWIM").user("LP1").done(); // 15
    desk.bhlp("invoice record 15 60 --final").user("LP1").done(); // 16
    desk.bhlp("account open imprest:office").done(); // 17
    lines(
        &desk,
        "bank:main",
        &[
            ("2006-09-08", -4000, "SPLASH POOL"),
            ("2006-09-15", -2000, "SPLASH POOL"),
            ("2006-09-29", 127, "INTEREST"),
            ("2006-09-29", -5000, "CASH"),
            ("2006-09-30", 1000, "CASH BACK"),
        ],
    ); // 18
    let lines = [
        (
            "reconcile record 1 --pays 15",
            "paid £40.00 on commission 15 on 2006-09-08 from bank:main; £20.00 is still owed (entry 19); matched with line 1 (matching 1)\n  \
             from now on SPLASH POOL on a statement is recognised as SWIM\n\
             left for C-1: £440.00 of £500.00 (promised £0.00, used £60.00)\n",
        ),
        (
            "reconcile record 2 --pays 15",
            "paid £20.00 on commission 15 on 2006-09-15 from bank:main; £0.00 is still owed (entry 21); matched with line 2 (matching 2)\n\
             left for C-1: £440.00 of £500.00 (promised £0.00, used £60.00)\n",
        ),
        (
            "reconcile record 3 --charge",
            "recorded interest of £1.27 on bank:main on 2006-09-29 (entry 23); matched with line 3 (matching 3)\n",
        ),
        (
            "reconcile record 4 --move-to imprest:office",
            "moved £50.00 from bank:main to imprest:office on 2006-09-29 (entry 25); matched with line 4 (matching 4)\n",
        ),
        (
            "reconcile record 5 --move-from imprest:office",
            "moved £10.00 from imprest:office to bank:main on 2006-09-30 (entry 27); matched with line 5 (matching 5)\n",
        ),
    ];
    for (line, answer) in lines {
        desk.october(line).stdout(answer).code(0);
    }
    // £6,000.00 - £40.00 - £20.00 + £1.27 - £50.00 + £10.00; in the float £40.00.
    let balance = text(&desk.october("account list --format csv").output().stdout);
    assert!(balance.contains("bank:main,,5901.27"), "{balance}");
    assert!(balance.contains("imprest:office,,40.00"), "{balance}");
    desk.bhlp("check").code(0);
}

#[test]
fn one_line_is_recorded_in_parts() {
    let desk = stated();
    desk.october("reconcile record 2 --buy C-1 activities --from SWIM --amount 20.01").refused(
        "AMOUNT_ABOVE_LINE",
        "line 2 has £20.00 left to record; £20.01 was given\n\
         hint: see what else it is: bhlp reconcile show; line 2 may also be matched with several entries",
    );
    desk.october("reconcile record 2 --buy C-1 activities --from SWIM --amount 15")
        .stdout(
            "bought activities for C-1 from Swim, \"Splash\" & =Co on 2006-09-07: £15.00 (commission 20), paid from card:5521\n  \
             £5.00 of line 2 is still to be recorded: bhlp reconcile record 2 --buy C-1 activities --from SWIM --with 20\n\
             left for C-1: £430.01 of £500.00 (promised £0.00, used £69.99)\n",
        )
        .code(0);
    desk.october("reconcile record 2 --with 20 --buy C-1 food --from SWIM --vat 0.74")
        .stdout(
            "bought food for C-1 from Swim, \"Splash\" & =Co on 2006-09-07: £5.00 (commission 22), paid from card:5521; \
             matched with line 2 (matching 1)\n  \
             from now on SPLASH POOL on a statement is recognised as SWIM\n\
             left for C-1: £425.75 of £500.00 (promised £0.00, used £74.25)\n",
        )
        .code(0);
    desk.bhlp("check").code(0);
}

#[test]
fn what_was_recorded_from_a_line_is_not_recorded_again() {
    let desk = stated();
    desk.october("reconcile record 2 --buy C-1 food --from SWIM --amount 12.50").done(); // 20
    // £12.50 + £12.50 + £20.00 would be £45.00 for a line of £20.00.
    let go_on = "error[LINE_IN_PART]: entry 20 was recorded from line 2 already\n\
                 hint: if that is all of it: bhlp reconcile match --line 2 --entry 20; \
                 to record the rest: bhlp reconcile record 2 --buy C-1 food --from SWIM --with 20\n\
                 nothing was recorded\n";
    for again in [
        "reconcile record 2 --buy C-1 food --from SWIM --amount 12.50",
        "reconcile buy 2 C-1 food --from SWIM",
    ] {
        desk.october(again).stderr(go_on).code(1);
    }
    let rest = "reconcile record 2 --buy C-1 food --from SWIM --with 20";
    desk.october(rest)
        .stdout(
            "bought food for C-1 from Swim, \"Splash\" & =Co on 2006-09-07: £7.50 (commission 22), paid from card:5521; \
             matched with line 2 (matching 1)\n  \
             from now on SPLASH POOL on a statement is recognised as SWIM\n\
             left for C-1: £425.01 of £500.00 (promised £0.00, used £74.99)\n",
        )
        .code(0);
    // Taken apart, both still are of this line; what was reversed is not.
    desk.october("reconcile unmatch 1 --reason 'not so'").done(); // 24
    desk.october("reconcile record 2 --charge").refused(
        "LINE_IN_PART",
        "entries 20 and 22 were recorded from line 2 already\n\
         hint: if that is all of it: bhlp reconcile match --line 2 --entry 20 22; \
         to record the rest: bhlp reconcile record 2 --charge --with 20 --with 22",
    );
    desk.october("entry reverse 20 --reason 'not so' --on 2006-09-07").done();
    desk.october("entry reverse 22 --reason 'not so' --on 2006-09-07").done();
    desk.october("reconcile record 2 --charge").done();
    desk.bhlp("check").code(0);
}

#[test]
fn a_purchase_that_waits_for_its_line_is_not_bought_again_unawares() {
    let desk = stated();
    let waits = "entry 16 of 2006-09-04 is C-1's, from SHOP, for £34.99 too, and waits for a line\n\
                 hint: if it is the same: bhlp reconcile match --line 1 --entry 16; \
                 if it was bought twice: bhlp reconcile record 1 --buy C-1 clothing --from SHOP --another";
    desk.october("reconcile buy 1 C-1 clothing --from SHOP").refused("ENTRY_WAITS", waits);
    let (_, asked) = worked(&desk, "reconcile work", "rbC-1\nclothing\nSHOP\n\n");
    assert!(asked.contains(&format!("error[ENTRY_WAITS]: {waits}\n")), "{asked}");
    desk.october("reconcile match --line 1 --entry 16").done();
    desk.october("reconcile unmatch 1 --reason 'another pair'").done();
    desk.october("reconcile record 1 --buy C-1 clothing --from SHOP --another").done();
    desk.bhlp("check").code(0);
}

#[test]
fn what_a_line_is_must_be_said() {
    stated().october("reconcile record 3").stderr(
        "error[ARGUMENT_MISSING]: what line 3 is was not said; it is one of: --buy CHILD CATEGORY, --pays COMMISSION, \
         --refund-of COMMISSION, --charge, --move-to ACCOUNT, --move-from ACCOUNT\n\
         hint: for example: bhlp reconcile record 3 --charge\nnothing was recorded\n",
    ).code(2);
}

#[test]
fn what_was_there_before_the_first_statement_is_no_purchase_and_teaches_no_name() {
    let desk = Desk::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/statements/camt/main-001.02.xml");
    desk.october(&format!("statement import {file} --account bank:main")).done();
    for (how, what) in [
        ("--charge", "a charge or interest"),
        ("--buy C-1 food --from SHOP", "a purchase"),
        ("--refund-of 15", "a refund"),
        ("--pays 15", "a payment"),
    ] {
        desk.october(&format!("reconcile record 1 {how}")).refused(
            "LINE_IS_OPENING",
            &format!(
                "line 1 is what was in the account before its first statement, and not {what}\n\
                 hint: match it with the entries that brought it (bhlp reconcile match --line 1 --entry N), or explain it: \
                 bhlp reconcile explain --line 1 --because other TEXT"
            ),
        );
    }
}

#[test]
fn matching_and_taking_apart_end_what_was_said_before() {
    let desk = stated();
    desk.october("reconcile explain --line 1 --because other 'ours, I think'").done();
    desk.october("reconcile explain --entry 16 --because other 'theirs, I think'").done();
    desk.october("reconcile match --line 1 --entry 16").done();
    let lines = || text(&desk.october("statement lines --format csv").output().stdout);
    assert!(!lines().contains("I think"), "{}", lines());
    desk.october("reconcile unmatch 1 --reason fraud?").done();
    let shown = text(&desk.october("reconcile show --format csv").output().stdout);
    for row in [
        "entry,16,2006-09-04,0.00,34.99,\"bought: Clothing, uniform and shoes, Shoe shop\",30,open,,,,,,,\n",
        "line,1,2006-09-06,0.00,34.99,SHOE SHOP 0123 LEEDS,28,open,,,,,,,\n",
    ] {
        assert!(shown.contains(row), "{shown}");
    }
    assert!(!lines().contains("I think"), "{}", lines());
    let month = text(&desk.october("report reconciliation --month 2006-09").output().stdout);
    assert!(!month.contains("I think"), "{month}");
    // What is certain is matched again: nobody says any longer that it is not.
    let auto = text(&desk.october("reconcile auto").output().stdout);
    assert!(auto.contains("matched "), "{auto}");
    // A question ends likewise, and is not answered any more.
    desk.october("reconcile park --line 2 'what was this?' --ask LP1").done(); // 24
    desk.october("reconcile match --line 2 --entry 17 18").done();
    desk.october("reconcile unmatch 3 --reason 'not so'").done();
    desk.october("reconcile suspense")
        .stdout("Suspense list\nas at 2006-10-04\n\nnothing is parked\n")
        .code(0);
    desk.october("today")
        .user("LP1")
        .stdout("Today, practitioner LP1\nas at 2006-10-04\n\nnothing is waiting for you today\n")
        .code(0);
    desk.october("reconcile reply 24 mine").user("LP1").refused(
        "NOT_ASKED",
        "number 24 waits for no reply\nhint: see what is waiting for a reply: bhlp reconcile suspense",
    );
    desk.bhlp("check").code(0);
}

#[test]
fn what_is_recorded_from_a_line_twice_under_one_key_is_recorded_once() {
    let desk = stated();
    desk.october("reconcile record 3 --charge --key FEE-1").done(); // 20 and 21
    desk.october("reconcile record 3 --charge --key FEE-1").stdout("already recorded as entry 21\n").code(0);
    assert_eq!(desk.events(), 21);
    // What fails half way leaves nothing: the budget has less.
    desk.october("reconcile record 4 --buy C-1 food --from NOBODY").refused(
        "UNKNOWN_PROVIDER",
        "there is no provider `NOBODY`\nhint: see what is registered: bhlp provider list",
    );
}

#[test]
fn a_late_line_is_recorded_in_the_open_month_and_says_where_it_belongs() {
    let desk = carded();
    desk.bhlp("month close 2006-07").user("MGR").now(THEN).done(); // 16
    // Who may not re-open a month is told what they may do.
    desk.bhlp("buy C-1 food 1 --from SHOP --on 2006-07-30").user("LP1").now(THEN).refused(
        "MONTH_CLOSED",
        "2006-07 is closed; nothing can be recorded on 2006-07-30\n\
         hint: record it in an open month: --on DATE --belongs-to 2006-07-30",
    );
    lines(&desk, "card:5521", &[("2006-07-20", -1000, "SHOE SHOP")]); // 17
    desk.october("reconcile record 1 --buy C-1 food --from SHOP")
        .stdout(
            "bought food for C-1 from Shoe shop on 2006-08-01: £10.00 (commission 18), paid from card:5521; matched with line 1 (matching 1)\n  \
             from now on SHOE SHOP on a statement is recognised as SHOP\n\
             left for C-1: £490.00 of £500.00 (promised £0.00, used £10.00)\n",
        )
        .code(0);
    let shown = text(&desk.october("entry show 18 --format csv").output().stdout);
    assert!(shown.contains("2006-08-01") && shown.contains("2006-07-20"), "{shown}");
    desk.bhlp("check").code(0);
}

#[test]
fn what_is_parked_waits_for_whom_was_asked_and_a_lead_professional_only_replies() {
    let desk = stated();
    desk.october("reconcile park --line 2 'what was this?' --ask LP1")
        .stdout(
            "parked line 2 of 2006-09-07, £20.00 out SPLASH POOL; asked of LP1 (number 20): what was this?\n",
        )
        .code(0);
    desk.october("today")
        .user("LP1")
        .stdout(
            "Today, practitioner LP1\nas at 2006-10-04\n\nQuestions about statements:\n\
             - 2006-09-07 SPLASH POOL: what was this? (number 20), £20.00\n  bhlp reconcile reply 20 TEXT\n",
        )
        .code(0);
    desk.october("reconcile suspense --format csv")
        .stdout(
            "number,account,side,part,on,money_in,money_out,what,state,asked,asked_on,days,asked_by,question,reply,replied_by\n\
             20,card:5521,line,2,2006-09-07,0.00,20.00,SPLASH POOL,parked,LP1,2006-10-04,0,FIN,what was this?,,\n",
        )
        .code(0);
    desk.october("reconcile reply 20 'not mine'").user("LP2").refused(
        "ASKED_ANOTHER",
        "number 20 waits for LP1, not for LP2\nhint: LP1 replies, or whoever reconciles: --as LP1",
    );
    desk.october("reconcile reply 20 'not mine'").user("EVA").refused(
        "ROLE_MAY_NOT",
        "EVA is an evaluator and may not answer questions about statements\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.october("reconcile explain --line 2 --because other mine").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not import statements or reconcile them\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.october("reconcile reply 20 'swimming, two children'")
        .user("LP1")
        .stdout("replied to number 20, what was this?: swimming, two children\n")
        .code(0);
    desk.october("reconcile reply 20 again").refused(
        "NOT_ASKED",
        "number 20 waits for no reply: it was answered by 21\n\
         hint: see what is waiting for a reply: bhlp reconcile suspense",
    );
    desk.october("reconcile reply 16 again").refused(
        "NOT_ASKED",
        "number 16 waits for no reply\nhint: see what is waiting for a reply: bhlp reconcile suspense",
    );
    let today = text(&desk.october("today").output().stdout);
    let wanted = "Replies about statements:\n\
                  - 2006-09-07 SPLASH POOL: swimming, two children (number 20)\n  bhlp reconcile suspense\n";
    assert!(today.contains(wanted), "{today}");
    desk.october("reconcile match --line 2 --entry 17 18").done();
    desk.october("reconcile suspense")
        .stdout("Suspense list\nas at 2006-10-04\n\nnothing is parked\n")
        .code(0);
    desk.bhlp("check").code(0);
}

#[test]
fn nobody_is_asked_who_could_not_reply() {
    let desk = stated();
    desk.bhlp("practitioner leave MGR --on 2006-09-30").now(THEN).done(); // 20
    desk.october("reconcile park --line 2 'what was this?' --ask MGR").refused(
        "ACTOR_LEFT",
        "MGR left on 2006-09-30 and records nothing after that\n\
         hint: record as someone who is in the pilot: --as USER",
    );
    desk.october("reconcile park --line 2 'what was this?' --ask EVA").refused(
        "ROLE_MAY_NOT",
        "EVA is an evaluator and may not answer questions about statements\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
}

#[test]
fn what_is_parked_for_anybody_is_for_whoever_reconciles() {
    let desk = stated();
    desk.october("reconcile park --line 2 'what was this?'").done(); // 20
    desk.october("reconcile reply 20 'mine'").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not import statements or reconcile them\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    desk.october("reconcile reply 20 'for C-1'").user("MGR").done();
}

#[test]
fn what_is_explained_stays_in_the_list_with_its_reason_until_it_is_taken_back() {
    let desk = stated();
    desk.october("reconcile explain --entry 17 --because never_charged 'they forgot to charge us'")
        .stdout("explained entry 17 of 2006-09-05, £12.00 out: never charged, they forgot to charge us\n")
        .code(0);
    let shown = text(&desk.october("reconcile show --format csv").output().stdout);
    let row = "entry,17,2006-09-05,0.00,12.00,\"bought: Food and essentials, Shoe shop\",29,explained,,,,never_charged,\
               they forgot to charge us,,\n";
    assert!(shown.contains(row), "{shown}");
    desk.october("reconcile reopen --entry 17 'it came after all'")
        .stdout("open again: entry 17 of 2006-09-05, £12.00 out: it came after all\n")
        .code(0);
    desk.october("reconcile explain --line 3 --because because x").fails(2, "WORD_UNKNOWN", "--because: `because` is no explanation; it is one of: bank_error, charged_twice, disputed, not_ours, in_transit, \
         never_charged, other");
}

/// What is said on the screen and what is asked, of somebody who presses these keys.
pub fn worked(desk: &Desk, line: &str, keys: &str) -> (String, String) {
    let output = desk.october(line).terminal().answers(keys).output();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn line_by_line_each_key_decides_and_saves() {
    let desk = stated();
    // m: the shoes. s: the pool, of two purchases. r c: the fee. r b: the cafe, asked field by
    // field. r f: the refund. y agrees to what is shown.
    let keys = "ms21yrcyrbC-1\nfood\nSWIM\nlunch\n\nrf16\ny";
    let (screen, asked) = worked(&desk, "reconcile work --account card:5521", keys);
    let first = "\n1 of 8; left: 5 lines, £71.99 out and £5.00 in, and 3 entries that are on no statement\n\n\
                 line 1 of card:5521\n  2006-09-06  £34.99 out\n  SHOE SHOP 0123 LEEDS\n\
                 1  entry 16  2006-09-04  £34.99 out  score 90\n   \
                 bought: Clothing, uniform and shoes, Shoe shop\n   \
                 the same amount, the provider's name, 2 days before\n\
                 2  entry 17  2006-09-05  £12.00 out  score 40\n   \
                 bought: Food and essentials, Shoe shop\n   \
                 part of it: £22.99 is left, the provider's name, a day before\n";
    assert!(screen.starts_with(first), "{screen}");
    for said in [
        "\nmatched line 1 with entry 16 on card:5521 (matching 1)\n  from now on SHOE SHOP on a statement is recognised as SHOP\n",
        "\n2 of 8; left: 4 lines, £37.00 out and £5.00 in, and 2 entries that are on no statement\n",
        "\nmatched line 2 with entries 17 and 18 on card:5521 (matching 2)\n",
        "\n3 of 8; left: 3 lines, £17.00 out and £5.00 in\n",
        "\nrecorded a charge of £4.50 on card:5521 on 2006-09-20 (entry 22); matched with line 3 (matching 3)\n",
        "\n  abroad: 18.20 EUR\nnothing in the ledger looks like it\n",
        "\nbought lunch for C-1 from Swim, \"Splash\" & =Co on 2006-09-21: £12.50 (commission 24), paid from card:5521; matched with line 4 (matching 4)\n",
        "\nreceived £5.00 back on commission 16 on 2006-09-25, into card:5521 (entry 26); matched with line 5 (matching 5)\n",
        "\n5 decisions saved; left: 0 lines, £0.00 out and £0.00 in\n",
    ] {
        assert!(screen.contains(said), "{said}\nnot in\n{screen}");
    }
    for said in [
        "marked: none; remaining £20.00 out; a key marks or unmarks, x goes back: 2\n",
        "marked: entry 18; remaining £12.00 out; a key marks or unmarks, x goes back: 1\n",
        "marked: entry 18, entry 17; both sides are equal: y matches them, a key unmarks, x goes back: y\n",
        "line 3, £4.50 out, card:5521, is a bank charge: y does it, any other key goes back: y\n",
        "in one line: bhlp reconcile buy 4 C-1 food --from SWIM --what lunch\n",
    ] {
        assert!(asked.contains(said), "{said}\nnot in\n{asked}");
    }
    desk.october("reconcile show").stdout(
        "Reconciliation\nas at 2006-10-04\n\nnothing is open: every line has its entry, and every entry its line\n",
    ).code(0);
    desk.bhlp("check").code(0);
}

#[test]
fn what_was_decided_is_looked_at_again_parked_explained_and_skipped() {
    let desk = stated();
    // 1: matched; b u: taken apart again; k. p: the pool is parked with LP1. e 7: the fee is
    // explained. The rest is
    // skipped; of the entries no statement shows, the first is explained; q.
    let keys = "1buthe other shoes\nkpwhat was this?\nLP1\ne7our own fee\nkke6forgotten\nq";
    let (screen, asked) = worked(&desk, "reconcile work", keys);
    for said in [
        "\nline 1 of 2006-09-06, £34.99 out, SHOE SHOP 0123 LEEDS: matched with entry 16 (matching 1)\n",
        "\ntook matching 1 apart: the other shoes\n  open again: 1 line and 1 entry\n",
        "\nparked line 2 of 2006-09-07, £20.00 out SPLASH POOL; asked of LP1 (number 22): what was this?\n",
        "\nexplained line 3 of 2006-09-20, £4.50 out ANNUAL FEE: other, our own fee\n",
        "\nentry 16 of card:5521\n  2006-09-04  £34.99 out\n  bought: Clothing, uniform and shoes, Shoe shop\n\
         no line of a statement has it\n",
        "\nexplained entry 16 of 2006-09-04, £34.99 out: never charged, forgotten\n",
        "\n5 decisions saved; left: 3 lines, £47.49 out and £5.00 in, and 2 entries that are on no statement\n",
    ] {
        assert!(screen.contains(said), "{said}\nnot in\n{screen}\n{asked}");
    }
    desk.bhlp("check").code(0);
}

#[test]
fn what_a_rule_refuses_is_told_and_the_line_is_asked_about_again() {
    let desk = stated();
    let (screen, asked) = worked(&desk, "reconcile work", "29mkm?xq");
    assert_eq!(screen.matches("line 1 of card:5521").count(), 2, "{screen}");
    for said in [
        "error[MATCHING_DIFFERS]: the lines add up to -£34.99 and the entries to -£12.00: they differ by -£22.99\n",
        "there is no candidate 9\n",
        "no candidate has its amount: correct it (c), mark several (s), or record it (r)\n",
        "`x` is no key here; there are 1-9, m, c, s, r, d, p, e, k, b, u, q, and ? says what each does\n",
        "  m    match it with the first, if that has its amount\n",
    ] {
        assert!(asked.contains(said), "{said}\nnot in\n{asked}");
    }
    assert!(
        screen.ends_with(
            "\n1 decision saved; left: 4 lines, £37.00 out and £5.00 in, and 2 entries that are on no statement\n"
        ),
        "{screen}"
    );
}

#[test]
fn the_two_sides_stand_beside_each_other_where_there_is_room() {
    let desk = stated();
    let mut command = desk.october("reconcile work").terminal().answers("q").into_command();
    let wide = text(&command.env("COLUMNS", "120").output().unwrap().stdout);
    let row = "line 1 of card:5521                    | 1  entry 16  2006-09-04  £34.99 out  score 90\n  \
               2006-09-06  £34.99 out               |    bought: Clothing, uniform and shoes, Shoe shop\n  \
               SHOE SHOP 0123 LEEDS                 |    the same amount, the provider's name, 2 days before\n";
    assert!(wide.contains(row), "{wide}");
    let plain = desk.october("reconcile work --format plain").terminal().answers("q");
    let plain = text(&plain.into_command().env("COLUMNS", "120").output().unwrap().stdout);
    assert!(!plain.contains(" | "), "{plain}");
    let narrow = desk.october("reconcile work").terminal().answers("q");
    let narrow = text(&narrow.into_command().env("COLUMNS", "30").output().unwrap().stdout);
    assert!(narrow.contains("\n   bought: Clothing, uniform and shoes, Shoe shop\n"), "{narrow}");
    assert!(!wide.contains('\u{1b}') && !narrow.contains('\u{1b}'), "nothing is said by colour");
}

#[test]
fn without_somebody_at_a_terminal_the_commands_that_do_the_same_are_named() {
    let desk = stated();
    desk.october("reconcile work")
        .stderr(
            "error[NO_TERMINAL]: reconcile work asks key by key, and nobody is at a terminal\n\
         hint: the same, one command each: bhlp reconcile show, match, record, park, explain\n",
        )
        .code(2);
    let desk = Desk::new();
    let (screen, _) = worked(&desk, "reconcile work", "");
    assert_eq!(screen, "nothing is open: every line has its entry, and every entry its line\n");
}

#[test]
fn an_order_is_paid_from_its_line_and_those_with_money_owed_are_shown() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 activities 60 --from SWIM").user("LP1").done(); // 15
    desk.bhlp("invoice record 15 60 --final").user("LP1").done(); // 16
    lines(&desk, "bank:main", &[("2006-09-08", -4000, "SPLASH POOL"), ("2006-09-15", 1000, "CASH")]); // 17
    desk.bhlp("account open imprest:office").done(); // 18
    desk.bhlp("fund receive POOL 10 --account imprest:office").done(); // 19
    let (screen, asked) = worked(&desk, "reconcile work", "rp15\nyrtimprest:office\nyq");
    assert!(
        asked.contains("  commission 15: £60.00 owed, Holiday and activity costs, Swim, \"Splash\" & =Co\n"),
        "{asked}"
    );
    for said in [
        "paid £40.00 on commission 15 on 2006-09-08 from bank:main; £20.00 is still owed (entry 20); matched with line 1 (matching 1)\n",
        "moved £10.00 from imprest:office to bank:main on 2006-09-15 (entry 22); matched with line 2 (matching 2)\n",
    ] {
        assert!(screen.contains(said), "{said}\nnot in\n{screen}");
    }
}

#[test]
fn several_that_come_to_the_same_are_found_and_matched_with_one_key() {
    let desk = stated();
    desk.bhlp("buy C-1 travel 45 --from SWIM --card 5521 --on 2006-09-26").user("LP1").now(THEN).done(); // 20
    lines(&desk, "card:5521", &[("2006-09-27", -3000, "SWIM BUS"), ("2006-09-28", -1500, "SWIM BUS 0001")]); // 21
    // The shoes; two purchases for the pool; fee, cafe and refund are skipped; two lines for the bus.
    let (screen, _) = worked(&desk, "reconcile work", "mmkkkmq");
    for said in [
        "1  entry 17  2006-09-05  £12.00 out  score 45\n   bought: Food and essentials, Shoe shop\n   \
         and entry 18  2006-09-05  £8.00 out\n   bought: Travel and transport, Swim, \"Splash\" & =Co\n   \
         2 entries add up to the same amount, 2 days before\n",
        "\nmatched line 2 with entries 17 and 18 on card:5521 (matching 2)\n",
        "1  entry 20  2006-09-26  £45.00 out  score 45  with line 7\n",
        "\nmatched lines 6 and 7 with entry 20 on card:5521 (matching 3)\n",
    ] {
        assert!(screen.contains(said), "{said}\nnot in\n{screen}");
    }
}

#[test]
fn what_is_likely_is_told_below_what_is_open_and_never_done() {
    let desk = stated();
    let shown = text(&desk.october("reconcile show").output().stdout);
    let likely = "\nLikely (bhlp reconcile work asks one by one):\n\
                  - line 1, 2006-09-06, SHOE SHOP 0123 LEEDS: score 90, the same amount, the provider's name, 2 days before\n  \
                  bhlp reconcile match --line 1 --entry 16\n";
    assert!(shown.ends_with(likely), "{shown}");
    assert_eq!(desk.events(), 19);
}

#[test]
fn a_line_just_like_a_matched_one_is_told_as_perhaps_taken_twice() {
    let desk = stated();
    lines(&desk, "card:5521", &[("2006-09-08", -3499, "SHOE SHOP 0123 LEEDS")]); // line 6
    desk.october("reconcile match --line 1 --entry 16").done();
    // The pool is skipped; the doubled line is explained as charged twice.
    let (screen, _) = worked(&desk, "reconcile work", "ke2rang them\nq");
    let doubt =
        "line 6 of card:5521\n  2006-09-08  £34.99 out\n  SHOE SHOP 0123 LEEDS\n  twice?: just like line 1\n";
    assert!(screen.contains(doubt), "{screen}");
    let said = "explained line 6 of 2006-09-08, £34.99 out SHOE SHOP 0123 LEEDS: charged twice, rang them\n";
    assert!(screen.contains(said), "{screen}");
}
