//! At a terminal: what is missing is asked for, short forms are written out, what was bought is bought
//! again. Nobody is there unless `BHLP_TERMINAL` says so.

use super::desk::{Desk, text};

/// What a command answers somebody at a terminal who types these lines: exit code, stdout, stderr.
fn asked(desk: &Desk, user: &str, line: &str, answers: &str) -> (Option<i32>, String, String) {
    let output = desk.bhlp(line).user(user).terminal().answers(answers).output();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[track_caller]
fn same(found: &str, wanted: &str) {
    assert!(found == wanted, "found:\n{found}\nwanted:\n{wanted}");
}

const HELLO: &str = "Enter accepts the answer in [brackets]; ? explains; < goes back; Ctrl-C stops.\n";
const CHILDREN: &str = "  1  C-1\n  2  C-2\nchild, 1 to 2 or type it: ";
const CATEGORIES: &str = "  1  clothing    Clothing, uniform and shoes\n\
    \x20 2  activities  Holiday and activity costs\n\
    \x20 3  brokerage   Fees of brokers\n\
    \x20 4  care        Health, care and wellbeing services\n\
    \x20 5  community   Community projects\n\
    \x20 6  creative    Creative activities\n\
    \x20 7  debt        Debt\n\
    \x20 8  devices     Devices and digital access\n\
    \x20 9  education   Education and training\n\
    \x20 and 9 more: ? shows them\n\
    category, 1 to 9 or type it [clothing]: ";

#[test]
fn a_purchase_is_asked_for_field_by_field() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 clothing 34.99 --from SHOP --what shoes").user("LP1").done();
    // The second child, and back to the first; all else as last time.
    let (code, stdout, stderr) = asked(&desk, "LP1", "buy", "2\n<\n1\n\n\n1\n\n\n");
    let wanted = format!(
        "{HELLO}{CHILDREN}C-2 has no budget\n{CATEGORIES}{CHILDREN}left for C-1: £465.01 of £500.00\n{CATEGORIES}\
         \x20 1  SHOP  Shoe shop\n  2  SWIM  Swim, \"Splash\" & =Co\n\
         from whom, 1 to 2 or type it [SHOP]: \
         \x20 1  shoes\nwhat it is, 1 or type it [none]: \
         amount [34.99]: \n\
         child: C-1\ncategory: clothing (Clothing, uniform and shoes)\nfrom whom: SHOP (Shoe shop)\n\
         what it is: shoes\namount: 34.99\n\
         in one line: bhlp buy C-1 clothing 34.99 --from SHOP --what shoes\n\
         then C-1 has clothing from SHOP for £34.99 on that day already: commission 15\n\
         then left for C-1: £430.02 of £500.00 (promised £0.00, used £69.98)\n\
         record it? [Y/n]: warning: C-1 has clothing from SHOP for £34.99 on that day already: commission 15\n"
    );
    same(&stderr, &wanted);
    let receipt = "bought shoes for C-1 from Shoe shop on 2006-09-01: £34.99 (commission 16), paid from bank:main\n\
                   left for C-1: £430.02 of £500.00 (promised £0.00, used £69.98)\n";
    assert_eq!((code, stdout.as_str()), (Some(0), receipt));
    assert_eq!(desk.events(), 16);
}

/// What cannot be meant is asked for again; what a rule refuses is met before it is confirmed.
#[test]
fn an_answer_that_cannot_be_meant_is_asked_for_again() {
    let desk = Desk::new();
    let answers = "fodd\nfood\nshoe\nSHOP\n\nmuch\n600\n<\nlunch\n499.99\n\n";
    let (code, stdout, stderr) = asked(&desk, "ADMIN", "buy C-1", answers);
    let left: Vec<&str> = stderr.lines().filter(|line| !line.starts_with("  ")).collect();
    let wanted = [
        HELLO.trim_end(),
        "category, 1 to 9 or type it: there is no category `fodd`; did you mean `food`?",
        "category, 1 to 9 or type it: \
         \x20 1  SHOP  Shoe shop",
        "from whom, 1 to 2 or type it: there is no provider `shoe`; did you mean `SHOP`?",
        "from whom, 1 to 2 or type it: what it is [none]: amount: amount: `much` is not an amount of money; \
         write pounds and pence, such as 34.99",
        "amount: ",
        "child: C-1",
        "category: food (Food and essentials)",
        "from whom: SHOP (Shoe shop)",
        "amount: 600",
        "in one line: bhlp buy C-1 food 600 --from SHOP",
        "error[BUDGET_EXCEEDED]: C-1's budget has £500.00 left; £600.00 was asked for",
        "hint: give a smaller amount, or have the budget topped up: bhlp budget top-up C-1 AMOUNT",
        "amount: what it is [none]: amount: ",
        "child: C-1",
        "category: food (Food and essentials)",
        "from whom: SHOP (Shoe shop)",
        "what it is: lunch",
        "amount: 499.99",
        "in one line: bhlp buy C-1 food 499.99 --from SHOP --what lunch",
        "then left for C-1: £0.01 of £500.00 (promised £0.00, used £499.99)",
        "record it? [Y/n]: ",
    ];
    same(&left.join("\n"), &wanted.join("\n"));
    assert!(stdout.starts_with("bought lunch for C-1"), "{stdout}");
    assert_eq!((code, desk.events()), (Some(0), 15));
}

#[test]
fn whoever_stops_has_recorded_nothing() {
    let desk = Desk::new();
    let stopped = "error[NOT_CONFIRMED]: it was not confirmed\nnothing was recorded\n";
    for answers in ["", "food\n", "food\nSHOP\n\n1\nn\n", "food\nSHOP\n\n1\nwhat\nno\n"] {
        let (code, stdout, stderr) = asked(&desk, "ADMIN", "buy C-1", answers);
        assert!(stderr.ends_with(stopped), "{stderr}");
        assert_eq!((code, stdout.as_str(), desk.events()), (Some(1), "", 14), "{answers}");
    }
    // Who and where are needed before anything is asked.
    for (missing, code) in [("BHLP_USER", "USER_NOT_NAMED"), ("BHLP_LEDGER", "LEDGER_NOT_NAMED")] {
        let mut command = desk.bhlp("buy").without(missing).into_command();
        let output = command.env("BHLP_TERMINAL", "1").output().unwrap();
        assert!(text(&output.stderr).starts_with(&format!("error[{code}]")), "{}", text(&output.stderr));
    }
}

#[test]
fn help_tells_what_a_field_is_and_all_it_may_be() {
    let desk = Desk::new();
    let (_, _, stderr) = asked(&desk, "LP1", "buy C-1", "?\n");
    assert!(stderr.contains("What kind of thing: clothing, care, travel"), "{stderr}");
    assert!(stderr.contains("\n  utilities    Utilities\n"), "all are shown: {stderr}");
    assert!(stderr.contains("  1  activities"), "{stderr}");
}

#[test]
fn what_follows_an_order_is_asked_for_too() {
    let desk = Desk::new();
    let (code, stdout, _) =
        asked(&desk, "LP1", "commission place", "1\nactivities\nSWIM\nlessons\n60\n2006-09-05\n\n");
    let ordered = "commissioned lessons for C-1 from Swim, \"Splash\" & =Co on 2006-09-01: £60.00 (commission 15)\n\
                   left for C-1: £440.00 of £500.00 (promised £60.00, used £0.00)\n";
    assert_eq!((code, stdout.as_str()), (Some(0), ordered));
    // The only open order, what it was agreed at, a number, the last one.
    let (code, stdout, stderr) = asked(&desk, "LP1", "invoice record", "\n\nA/1\ny\n\n");
    let wanted = format!(
        "{HELLO}  15  C-1, lessons, Swim, \"Splash\" & =Co, 60.00\n\
         commission number [15]: amount [60.00]: invoice number [none]: is it the last one? [y/N]: \n\
         commission number: 15 (C-1, lessons, Swim, \"Splash\" & =Co, 60.00)\namount: 60.00\ninvoice number: A/1\n\
         is it the last one: yes\nin one line: bhlp invoice record 15 60.00 --number A/1 --final\n\
         then left for C-1: £440.00 of £500.00 (promised £0.00, used £60.00)\n\
         record it? [Y/n]: "
    );
    same(&stderr, &wanted);
    assert!(code == Some(0) && stdout.starts_with("recorded final invoice of £60.00"), "{stdout}");
    let (code, stdout, _) = asked(&desk, "LP1", "payment record", "\n\n");
    assert!(code == Some(0) && stdout.starts_with("paid £60.00 on commission 15"), "{stdout}");
    let (code, stdout, _) = asked(&desk, "LP1", "outcome record", "1\ngbo\ngoal-1\n7\n1\n\n");
    assert_eq!(
        (code, stdout.as_str()),
        (Some(0), "recorded gbo (goal-1) 7 for C-1 on 2006-09-01, as reported by child\n")
    );
    let (code, stdout, _) = asked(&desk, "LP1", "time record C-2", "30\n1\n\n");
    assert_eq!(
        (code, stdout.as_str()),
        (Some(0), "recorded 30 minutes of LP1 for C-2 on 2006-09-01: visit\n")
    );
    // A question that records nothing needs no confirmation.
    let (code, stdout, stderr) = asked(&desk, "LP1", "budget show", "1\n");
    assert!(code == Some(0) && stdout.starts_with("Budget, child C-1"), "{stdout}{stderr}");
}

/// A purchase falls under a need, where any is planned.
#[test]
fn what_the_child_needs_is_asked_for_where_it_is_planned() {
    let desk = Desk::new();
    desk.bhlp("need add C-1 --what 'shoes for school' --domain child --aim 3.1").user("LP1").done(); // 15
    let (code, _, stderr) = asked(&desk, "LP1", "buy C-1 clothing -f SHOP", "\n<\n\n\n35\n\n");
    let wanted = format!(
        "{HELLO}what it is [none]:   15  shoes for school\nfor which need [15; - for none]: \
         what it is [none]:   15  shoes for school\nfor which need [15; - for none]: amount: \n\
         child: C-1\nfor which need: 15 (shoes for school)\namount: 35\n\
         in one line: bhlp buy C-1 clothing -f SHOP 35 --need 15\n\
         then left for C-1: £465.00 of £500.00 (promised £0.00, used £35.00)\nrecord it? [Y/n]: "
    );
    same(&stderr, &wanted);
    assert_eq!(code, Some(0));
    // Two to choose from, by their own numbers; or none of them.
    desk.bhlp("need add C-1 --what 'a bed' --domain environment --aim 2.1").user("LP1").done(); // 17
    let (_, _, stderr) = asked(&desk, "LP1", "buy C-1 clothing -f SHOP", "\n17\n3\n\n");
    assert!(stderr.contains("for which need [none]: amount") && stderr.contains("--need 17"), "{stderr}");
    let (code, _, stderr) = asked(&desk, "LP1", "buy C-1 clothing -f SHOP", "\n-\n3\n\n");
    assert!(code == Some(0) && !stderr.contains("--need"), "{stderr}");
}

/// Any command asks for what it must have; what is added is new, what it names is not.
#[test]
fn a_register_is_asked_for_too() {
    let desk = Desk::new();
    let answers = "PR-BOOKS\nInkwell Books\npublic\nprivate\n\n";
    let (code, stdout, stderr) = asked(&desk, "ADMIN", "provider add", answers);
    let wanted = format!(
        "{HELLO}provider (Its code): name (Its name): sector (statutory, voluntary, private or individual): \
         --sector: `public` is no sector; it is one of: statutory, voluntary, private, individual\n\
         sector (statutory, voluntary, private or individual): \nprovider: PR-BOOKS\nname: Inkwell Books\nsector: private\n\
         in one line: bhlp provider add PR-BOOKS --name 'Inkwell Books' --sector private\nrecord it? [Y/n]: "
    );
    same(&stderr, &wanted);
    assert_eq!((code, stdout.as_str()), (Some(0), "registered provider PR-BOOKS (Inkwell Books)\n"));
    let line = "child add C-9 --cohort looked_after --born 1999-03 --area North --need N1 --level 2";
    let (code, stdout, stderr) = asked(&desk, "ADMIN", line, "LP7\nLP2\n\n");
    assert!(stderr.contains("there is no practitioner `LP7`"), "{stderr}");
    assert_eq!((code, stdout.as_str()), (Some(0), "registered child C-9, led by LP2\n"));
}

#[test]
fn a_short_form_is_written_out_for_who_is_there_and_said() {
    let desk = Desk::new();
    let (code, stdout, stderr) = asked(&desk, "LP1", "buy 1 clo 5 -f SHOP -w socks", "");
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (
            Some(0),
            "bought socks for C-1 from Shoe shop on 2006-09-01: £5.00 (commission 15), paid from bank:main\n\
             left for C-1: £495.00 of £500.00 (promised £0.00, used £5.00)\n",
            "child `1`: understood as C-1\ncategory `clo`: understood as clothing\n"
        )
    );
    // It reaches only the children whose cases the user leads.
    let (code, _, stderr) = asked(&desk, "LP2", "buy 1 clo 5 -f SHOP", "");
    assert_eq!(code, Some(1));
    same(
        &stderr,
        "error[UNKNOWN_CHILD]: there is no child `1`\n\
         hint: `1` was taken for C-1, a child whose case you do not lead: if you mean it, write C-1\n\
         nothing was recorded\n",
    );
    // More than one may be meant, or the word stands twice.
    let (code, _, stderr) = asked(&desk, "LP1", "buy 1 c 5 -f SHOP", "");
    assert!(
        code == Some(1) && stderr.contains("error[UNKNOWN_CATEGORY]: there is no category `c`"),
        "{stderr}"
    );
    let (code, _, stderr) = asked(&desk, "LP1", "time record 1 1 visit", "");
    assert_eq!(code, Some(1));
    same(
        &stderr,
        "error[UNKNOWN_CHILD]: there is no child `1`\n\
         hint: `1` was taken for C-1, and it stands in the line more than once: if you mean it, write C-1\n\
         nothing was recorded\n",
    );
    // A provider is never chosen for somebody.
    let (code, _, stderr) = asked(&desk, "LP1", "buy 1 clo 5 -f shoe", "");
    assert!(code == Some(1) && stderr.contains("error[UNKNOWN_PROVIDER]"), "{stderr}");
    // A script says what it means.
    desk.bhlp("buy 1 clothing 5 --from SHOP")
        .refused("UNKNOWN_CHILD", "there is no child `1`\nhint: see who is registered: bhlp child list");
    assert_eq!(desk.events(), 15);
}

#[test]
fn a_verb_may_be_left_out_before_a_number() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 food 10 --from SHOP").done();
    desk.bhlp("invoice 15 9")
        .stdout(
            "recorded invoice of £9.00 on commission 15 on 2006-09-01; £9.00 is owed (entry 16)\n\
             left for C-1: £490.00 of £500.00 (promised £1.00, used £9.00)\n",
        )
        .code(0);
    desk.bhlp("pay 15")
        .stdout(
            "paid £9.00 on commission 15 on 2006-09-01 from bank:main; £0.00 is still owed (entry 17)\n\
             left for C-1: £490.00 of £500.00 (promised £1.00, used £9.00)\n",
        )
        .code(0);
    desk.bhlp("delivery 15").stdout(text(&desk.bhlp("delivery record 15 --dry-run").output().stdout)).code(0);
    for (short, long) in [("budget C-1", "budget show C-1"), ("commission 15", "commission show 15")] {
        let long = text(&desk.bhlp(long).output().stdout);
        assert!(!long.is_empty());
        desk.bhlp(short).stdout(long).code(0);
    }
    // What has no digit is a verb mistyped.
    desk.bhlp("budget shwo C-1")
        .stderr(
            "error: unrecognized subcommand 'shwo'\n\n  tip: a similar subcommand exists: 'show'\n\n\
             Usage: bhlp budget [OPTIONS] <COMMAND>\n\nFor more information, try '--help'.\n",
        )
        .code(2);
}

#[test]
fn what_was_bought_is_bought_again() {
    let desk = Desk::new();
    desk.bhlp("again C-1")
        .stdout("Recent purchases, child C-1\nas at 2006-09-01\n\nnothing has been bought or commissioned\n")
        .code(0);
    desk.bhlp("buy C-1 clothing 11.75 --vat 1.75 --from SHOP --what shoes --on 2006-08-01").done();
    desk.bhlp("commission place C-1 activities 20 --from SWIM").done();
    desk.bhlp("buy C-1 clothing 11.75 --vat 1.75 --from SHOP --what shoes").done();
    let wanted = "number,last_on,child_ref,what,category,provider,provider_name,amount,vat,way,times\n\
                  1,2006-09-01,C-1,shoes,clothing,SHOP,Shoe shop,11.75,1.75,bought,2\n\
                  2,2006-09-01,C-1,,activities,SWIM,\"Swim, \"\"Splash\"\" & =Co\",20.00,0.00,commissioned,1\n";
    desk.bhlp("again C-1 --format csv").stdout(wanted).code(0);
    desk.bhlp("again C-1 1")
        .stdout(
            "bought shoes for C-1 from Shoe shop on 2006-09-01: £11.75 (commission 18), paid from bank:main\n\
             left for C-1: £450.00 of £500.00 (promised £20.00, used £30.00)\n",
        )
        .stderr(
            "again: bhlp buy C-1 clothing 11.75 --from SHOP --what shoes --vat 1.75\n\
             warning: C-1 has clothing from SHOP for £11.75 on that day already: commission 17\n",
        )
        .code(0);
    desk.bhlp("again C-1 2 --amount 12.50")
        .stdout(
            "commissioned activities for C-1 from Swim, \"Splash\" & =Co on 2006-09-01: £12.50 (commission 19)\n\
             left for C-1: £437.50 of £500.00 (promised £32.50, used £30.00)\n",
        )
        .stderr("again: bhlp commission place C-1 activities 12.50 --from SWIM\n")
        .code(0);
    // 23.50 * 1.75 / 11.75 = 3.50.
    desk.bhlp("again C-1 2 --amount 23.50 --dry-run").fails(
        2,
        "VAT_UNSAID",
        "1.75 of 11.75 was VAT last time; say how much of 23.50 is VAT\n\
         hint: its share would be --vat 3.50; where none of it is VAT: --vat 0",
    );
    desk.bhlp("again C-1 2 --amount 23.50 --vat 3.50 --dry-run").done();
    desk.bhlp("again C-1 9").fails(
        2,
        "NOTHING_TO_REPEAT",
        "there is no number 9 among the recent purchases of C-1: there are 3\nhint: see them: bhlp again C-1",
    );
    // Somebody who is there is asked which.
    let (code, stdout, stderr) = asked(&desk, "LP1", "again C-1", "x\n2\ny\n");
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.contains("bought shoes for C-1"), "{stdout}");
    assert_eq!(
        stderr,
        "which one again, by its number [none]: `x` is no number\nwhich one again, by its number [none]: \
         again: bhlp buy C-1 clothing 11.75 --from SHOP --what shoes --vat 1.75\n\
         C-1 has clothing from SHOP for £11.75 on that day already: commission 18\nrecord it once more? [y/N]: \
         warning: C-1 has clothing from SHOP for £11.75 on that day already: commission 18\n"
    );
    assert_eq!(asked(&desk, "LP1", "again C-1", "\n").0, Some(0));
    assert_eq!(desk.events(), 20);
}

#[test]
fn what_is_above_the_limit_is_asked_for_instead() {
    let desk = Desk::new();
    let line = "buy C-1 food --from SHOP";
    // No: another amount. Yes: the order that waits, with all that was said.
    let (code, stdout, stderr) = asked(&desk, "LP1", line, "oven\n120\nno\n110\ny\n");
    let asks = "error[SIGN_OFF_EXCEEDED]: LP1 may commission up to £100.00 alone; £110.00 was asked for\n\
        hint: ask for approval (the money is reserved in the meantime): \
        bhlp commission place C-1 food 110.00 --from SHOP --what oven\n\
        ask for approval instead? [y/N]: ";
    assert!(stderr.contains("ask for approval instead? [y/N]: amount"), "{stderr}");
    assert!(stderr.ends_with(asks), "{stderr}");
    let receipt = "asked for approval to commission oven for C-1 from Shoe shop on 2006-09-01: £110.00 (commission 15)\n  \
        waiting for approval: it is above the £100.00 that LP1 may commission alone; the money is reserved in the meantime\n\
        left for C-1: £390.00 of £500.00 (promised £110.00, used £0.00)\n";
    same(&stdout, receipt);
    assert_eq!(code, Some(0));
}

#[test]
fn what_is_only_tried_is_only_tried_when_it_is_asked_for_instead() {
    let desk = Desk::new();
    let before = desk.events();
    let (code, stdout, stderr) =
        asked(&desk, "LP1", "buy C-1 food --from SHOP --dry-run --format json", "oven\n120\ny\n");
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.starts_with('{'), "{stdout}");
    assert_eq!(desk.events(), before);
}
