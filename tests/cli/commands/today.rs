//! What is waiting for whoever asks.

use super::desk::{Desk, text};

#[test]
fn nothing_to_do_is_said() {
    let desk = Desk::new();
    desk.bhlp("today")
        .user("LP2")
        .stdout("Today, practitioner LP2\nas at 2006-09-01\n\nnothing is waiting for you today\n")
        .code(0);
    desk.bhlp("today --format json").user("LP2").stdout("[]\n").code(0);
    desk.bhlp("today")
        .user("LP9")
        .stderr(
            "error[UNKNOWN_PRACTITIONER]: there is no practitioner `LP9`\n\
         hint: see who is registered: bhlp practitioner list\n",
        )
        .code(1);
    desk.bhlp("report today")
        .stderr("error[REPORT_NEEDS_FILTER]: today: whose was not said\nhint: bhlp report today --practitioner ...\n")
        .code(2);
}

#[test]
fn what_waits_stands_with_the_command_to_act_on_it() {
    let desk = Desk::new();
    desk.bhlp("fund add LAC --name Trust --contributor Trust --cohort looked_after --until 2006-10-01")
        .done();
    desk.bhlp("fund receive LAC 100").done(); // 16
    desk.bhlp("budget top-up C-1 100 --fund LAC").done();
    for (what, needed) in
        [("desk", "2006-08-30"), ("chair", "2006-09-01"), ("lamp", "2006-09-08"), ("bed", "2006-09-09")]
    {
        // 18 to 21
        desk.bhlp(&format!("commission place C-1 furniture 10 --from SHOP --what {what} --needed {needed}"))
            .done();
    }
    desk.bhlp("invoice 19 10 --final").done(); // 22: delivered, and to be paid
    desk.bhlp("budget open C-2 300 --on 2006-07-03").done();
    desk.bhlp("need add C-2 --what 'a quiet place to learn' --domain environment --aim 3.1 --by 2006-09-10")
        .done();
    let today = "Today, practitioner LP1\nas at 2006-09-01\n\
        \nDeliveries due:\n\
        - C-1: desk, from Shoe shop (number 18), by 2006-08-30, 2 days late, £10.00\n  bhlp delivery record 18\n\
        - C-1: lamp, from Shoe shop (number 20), by 2006-09-08, in 7 days, £10.00\n  bhlp delivery record 20\n\
        \nInvoices to pay:\n\
        - C-1: chair, from Shoe shop (number 19), £10.00\n  bhlp payment record 19\n\
        \nNeeds to look at:\n\
        - C-2: a quiet place to learn (number 24), by 2006-09-10, in 9 days\n  bhlp need meet 24 --result achieved\n\
        \nIdle budgets:\n\
        - C-2: nothing bought since 2006-07-03, £300.00\n  bhlp again C-2\n\
        \nEnding soon:\n\
        - fund LAC: what is left of it with your children, by 2006-10-01, in 30 days, £60.00\n  \
        bhlp report caseload --practitioner LP1\n";
    desk.bhlp("today").user("LP1").stdout(today).code(0);
    // The same for a screen reader and for a program.
    let plain = String::from_utf8(desk.bhlp("today --format plain").user("LP1").output().stdout).unwrap();
    assert!(
        plain.contains("\n\nSection: Deliveries due\nChild: C-1\nNumber: 18\nWhat: desk, from Shoe shop\nDue: 2006-08-30\nDays: -2\n"),
        "{plain}"
    );
    let csv = String::from_utf8(desk.bhlp("today --format csv").user("LP1").output().stdout).unwrap();
    assert_eq!(csv.lines().count(), 7, "{csv}");
    desk.bhlp("need meet 24 --result achieved").user("LP1").done();
    desk.bhlp("buy C-2 education 275 --from SHOP").done();
    let today = String::from_utf8(desk.bhlp("today").user("LP1").output().stdout).unwrap();
    assert!(!today.contains("Needs") && !today.contains("Idle"), "{today}");
    assert!(
        today.contains("\nNearly spent:\n- C-2: nearly all spent, £25.00\n  bhlp budget show C-2\n"),
        "{today}"
    );
}

#[test]
fn compacts_and_offers_wait_until_they_are_answered() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 1 --from SHOP").user("LP1").done();
    desk.bhlp("compact add C-1 --promise 'family: home at four' --review 2006-09-10").user("LP1").done(); // 16
    desk.bhlp("budget hand-over C-1 --to LP2 --reason 'knows the carer'").user("LP1").done(); // 17
    let review = "\nCompacts to review:\n- C-1: who promised what (number 16), by 2006-09-10, in 9 days\n  bhlp compact review 16\n";
    desk.bhlp("today")
        .user("LP1")
        .stdout(format!("Today, practitioner LP1\nas at 2006-09-01\n{review}"))
        .code(0);
    desk.bhlp("today")
        .user("LP2")
        .stdout(
            "Today, practitioner LP2\nas at 2006-09-01\n\nBudgets offered to you:\n\
             - C-1: knows the carer, £499.00\n  bhlp budget accept C-1\n",
        )
        .code(0);
    desk.bhlp("budget accept C-1").user("LP2").done();
    // Whoever holds the budget sees what is waiting for the child, as does who leads the case.
    desk.bhlp("today")
        .user("LP2")
        .stdout(format!("Today, practitioner LP2\nas at 2006-09-01\n{review}"))
        .code(0);
    desk.bhlp("compact review 16 --note kept").user("LP1").done();
    for user in ["LP1", "LP2"] {
        let nothing =
            format!("Today, practitioner {user}\nas at 2006-09-01\n\nnothing is waiting for you today\n");
        desk.bhlp("today").user(user).stdout(nothing).code(0);
    }
}

/// What a manager, who recorded nothing in July, is shown of it.
const JULY: &str =
    "\nMonths to close:\n- 2006-07, by 2006-07-31, 32 days late\n  bhlp month status 2006-07\n";

/// Who may decide is shown what to decide; who asked is shown that it waits.
#[test]
fn what_waits_for_approval_waits_for_who_may_decide() {
    let desk = Desk::new();
    let policy = "name = \"Trial\"\nsign_off_limit = \"100.00\"\n\
                  [[bands]]\nabove = \"100.00\"\nup_to = \"150.00\"\nroles = [\"manager\"]\n\
                  [[bands]]\nabove = \"150.00\"\nroles = [\"finance\"]\n";
    std::fs::write(desk.dir.path().join("policy.toml"), policy).unwrap();
    desk.bhlp("policy set policy.toml --from 2006-07-01").done(); // 15
    desk.bhlp("commission place C-1 furniture 150 --from SHOP --what bed --needed 2006-09-02")
        .user("LP1")
        .done(); // 16
    desk.bhlp("commission place C-1 furniture 150.01 --from SWIM --what desk").user("LP1").done(); // 17
    desk.bhlp("conflict declare --provider SWIM --what 'a cousin runs it'").user("FIN").done(); // 18
    let mine = "Today, practitioner LP1\nas at 2006-09-01\n\nWaiting for approval:\n\
                - C-1: desk, from Swim, \"Splash\" & =Co (number 17), £150.01\n  bhlp commission show 17\n\
                - C-1: bed, from Shoe shop (number 16), by 2006-09-02, tomorrow, £150.00\n  bhlp commission show 16\n";
    desk.bhlp("today").user("LP1").stdout(mine).code(0);
    let to_approve = "\nTo approve:\n- C-1: bed, from Shoe shop, asked by LP1 on 2006-09-01 (number 16), £150.00\n  bhlp approve 16\n";
    let today = |user: &str| String::from_utf8(desk.bhlp("today").user(user).output().stdout).unwrap();
    assert_eq!(
        today("MGR"),
        format!("Today, practitioner MGR\nas at 2006-09-01\n{to_approve}{JULY}"),
        "its band ends at 150.00"
    );
    assert!(today("FIN").contains(to_approve) && !today("FIN").contains("approve 17"), "{}", today("FIN"));
    assert!(!today("LP2").contains("approve"), "no band is a lead professional's");
    desk.bhlp("approve 16").user("MGR").done();
    assert!(!today("MGR").contains("approve"), "{}", today("MGR"));
    let due = "\nDeliveries due:\n- C-1: bed, from Shoe shop (number 16), by 2006-09-02, tomorrow, £150.00\n  bhlp delivery record 16\n";
    assert!(today("LP1").contains(due), "{}", today("LP1"));
}

#[test]
fn a_step_taken_with_a_provider_is_looked_at_again() {
    let desk = Desk::new();
    desk.bhlp("provider step SHOP improvement_plan --reason 'late twice' --review 2006-09-14")
        .user("MGR")
        .done();
    let review = "Today, practitioner MGR\nas at 2006-09-01\n\nProviders to review:\n\
                  - Shoe shop: improvement plan, late twice, by 2006-09-14, in 13 days\n  bhlp provider steps SHOP\n";
    desk.bhlp("today").user("MGR").stdout(format!("{review}{JULY}")).code(0);
    desk.bhlp("provider step SHOP restored --reason 'on time'").user("MGR").done();
    desk.bhlp("today")
        .user("MGR")
        .stdout(format!("Today, practitioner MGR\nas at 2006-09-01\n{JULY}"))
        .code(0);
}

#[test]
fn receipts_that_the_policy_asks_for_are_missed() {
    let desk = Desk::new();
    desk.bhlp("buy C-1 food 30 --from SHOP").done(); // 15: before there was a policy
    let policy = "name = \"Trial\"\nevidence_above = \"10.00\"\n";
    std::fs::write(desk.dir.path().join("policy.toml"), policy).unwrap();
    desk.bhlp("policy set policy.toml").done(); // 16
    desk.bhlp("buy C-1 food 10 --from SHOP").done();
    desk.bhlp("buy C-1 food 10.01 --from SHOP").done(); // 18
    let missing = "Today, practitioner LP1\nas at 2006-09-01\n\nReceipts missing:\n\
                   - C-1: 1 purchase has neither a receipt nor a reason, £10.01\n  bhlp receipt list --missing --child C-1\n";
    desk.bhlp("today").user("LP1").stdout(missing).code(0);
    desk.bhlp("receipt none 18 --reason 'market stall'").user("LP1").done();
    desk.bhlp("today")
        .user("LP1")
        .stdout("Today, practitioner LP1\nas at 2006-09-01\n\nnothing is waiting for you today\n")
        .code(0);
}

#[test]
fn a_finance_officer_sees_the_months_to_close() {
    let desk = Desk::new();
    let july = "Today, practitioner FIN\nas at 2006-09-01\n\nMonths to close:\n\
                - 2006-07, by 2006-07-31, 32 days late\n  bhlp month status 2006-07\n";
    desk.bhlp("today").user("FIN").stdout(july).code(0);
    desk.bhlp("month close 2006-07").user("FIN").done();
    desk.bhlp("today")
        .user("FIN")
        .stdout("Today, practitioner FIN\nas at 2006-09-01\n\nnothing is waiting for you today\n")
        .code(0);
    desk.bhlp("today")
        .user("FIN")
        .now("2008-03-01T09:00:00Z")
        .stdout(
            "Today, practitioner FIN\nas at 2008-03-01\n\nEnding soon:\n\
             - the pilot: after its last day nothing more is committed, by 2008-03-31, in 30 days\n  bhlp report monitoring\n",
        )
        .code(0);
}

#[test]
fn whoever_asked_hears_for_two_weeks_why_it_was_refused() {
    let desk = Desk::new();
    desk.bhlp("commission place C-1 furniture 150 --from SHOP --what bed").user("LP1").done(); // 15
    desk.bhlp("refuse 15 --reason 'the bed was mended'").user("MGR").done();
    let told = "Today, practitioner LP1\nas at 2006-09-14\n\nRefused lately:\n\
                - C-1: bed, by MGR: the bed was mended (number 15), £150.00\n  bhlp commission show 15\n\n";
    let on = |day: &str| {
        let now = format!("2006-09-{day}T10:00:00Z");
        text(&desk.bhlp("today").user("LP1").now(&now).output().stdout).to_owned()
    };
    assert!(on("14").starts_with(told), "{}", on("14"));
    assert!(!on("15").contains("Refused lately"), "{}", on("15"));
}
