//! How old money in other hands is, by what was agreed when it was given, and as at a day. Figures by hand.

use super::desk::{Desk, text};

/// Commands of one day, each done.
fn on(desk: &Desk, day: &str, user: &str, lines: &[&str]) {
    for line in lines {
        desk.bhlp(line).user(user).now(&format!("{day}T10:00:00Z")).done();
    }
}

/// The rows of the holding list as at a day, asked on 31 December.
fn hands(desk: &Desk, as_at: &str) -> Vec<String> {
    let asked = format!("report hands --as-at {as_at} --format csv");
    let said = text(&desk.bhlp(&asked).now("2006-12-31T10:00:00Z").output().stdout);
    said.lines().skip(1).map(str::to_owned).collect()
}

/// A broker is advanced 60.00 on 1 September, accounts due after a month, and 40.00 on 20 September, due
/// after two by what was agreed on the 15th. The 60.00 that is spent first is the older: what is left is of
/// the 20th. 25.00 that comes back is of it too.
#[test]
fn what_is_accounted_for_is_the_oldest_advance() {
    let desk = Desk::new();
    let agree = |months: u8| format!("agreement record C-1 BR1 broker --for tutor --accounts-after {months}");
    on(
        &desk,
        "2006-09-01",
        "FIN",
        &[
            "provider add BR1 --name 'Bridge Brokers' --sector voluntary", // 15
            &agree(1),                                                     // 16
            "commission place C-1 education 200 --from BR1 --what tutor",  // 17
            "holding advance 17 60",                                       // 18
        ],
    );
    on(&desk, "2006-09-15", "FIN", &[&agree(2)]); // 19
    on(&desk, "2006-09-20", "FIN", &["holding advance 17 40"]); // 20
    // On 5 October the 60.00 are overdue, and the 40.00 are not: due on 20 November.
    on(&desk, "2006-10-05", "FIN", &["export month 2006-09 --to september"]);
    let late = text(&desk.bhlp("audit hands --format csv").now("2006-10-05T10:00:00Z").output().stdout);
    assert!(late.contains("17,2006-10-01,FIN,17,C-1,BR1,60.00"), "{late}");
    on(
        &desk,
        "2006-10-06",
        "FIN",
        &["holding spend 17 60 --on 2006-09-25", "holding return 17 25 --on 2006-10-02"],
    );
    // Money given, accounted, returned, owed, written off, open, beyond contingency, days, age.
    assert_eq!(
        ["2006-09-19", "2006-09-24", "2006-09-25", "2006-10-02"].map(|day| hands(&desk, day)),
        [
            ["BR1,broker,,C-1,17,FIN,2006-09-01,2006-10-01,60.00,0.00,0.00,0.00,0.00,60.00,60.00,18,0-30,in hand"],
            ["BR1,broker,,C-1,17,FIN,2006-09-01,2006-10-01,100.00,0.00,0.00,0.00,0.00,100.00,100.00,23,0-30,in hand"],
            ["BR1,broker,,C-1,17,FIN,2006-09-20,2006-11-20,100.00,60.00,0.00,0.00,0.00,40.00,40.00,5,0-30,in hand"],
            ["BR1,broker,,C-1,17,FIN,2006-09-20,2006-11-20,100.00,60.00,25.00,0.00,0.00,15.00,15.00,12,0-30,in hand"],
        ]
        .map(|row| row.map(str::to_owned).to_vec())
    );
    // All is back: what was given last stays to be seen, and is no older.
    on(&desk, "2006-10-06", "FIN", &["holding return 17"]);
    assert_eq!(
        hands(&desk, "2006-10-06"),
        [
            "BR1,broker,,C-1,17,FIN,2006-09-20,2006-11-20,100.00,60.00,40.00,0.00,0.00,0.00,0.00,,,accounted for"
        ]
    );
    on(&desk, "2006-10-06", "FIN", &["check"]);
}

/// 100.00 is paid when 2 x 20.00 may be kept: 60.00 is beyond that, whatever is agreed afterwards, and
/// whatever of an earlier day is recorded afterwards. Nothing of September knows of October's receipt, debt
/// or write-off.
#[test]
fn what_may_be_kept_is_of_the_agreement_when_it_was_paid() {
    let desk = Desk::new();
    let agree = |weeks: u8, months: u8| {
        format!(
            "agreement record C-2 FAM2 parent --basis s17A --for breaks --weekly 20 --weeks {weeks} \
             --accounts-after {months}"
        )
    };
    on(&desk, "2006-09-01", "ADMIN", &["budget open C-2 500", &agree(2, 1)]); // 15, 16
    on(&desk, "2006-09-02", "LP1", &["buy C-2 activities 100 --from FAM2"]); // 17
    on(&desk, "2006-09-20", "FIN", &[&agree(5, 6)]); // 18
    // Found late: what held before the first. It is no newer than that.
    on(&desk, "2006-09-21", "FIN", &[&format!("{} --on 2006-08-01", agree(0, 12))]); // 19
    let paid = "FAM2,parent,s17A,C-2,17,LP1,2006-09-02,2006-10-02,100.00";
    assert_eq!(
        hands(&desk, "2006-09-21"),
        [format!("{paid},0.00,0.00,0.00,0.00,100.00,60.00,19,0-30,in hand")]
    );
    on(&desk, "2006-10-03", "LP1", &["receipt none 17 --reason 'a list, seen' --amount 30"]); // 20
    // Of the other 70.00 40.00 may be kept: 30.00 is asked back, and 10.00 of that given up.
    on(&desk, "2006-10-04", "FIN", &["debt record 17"]); // 21
    on(&desk, "2006-10-05", "MGR", &["debt write-off 17 10 --reason gone"]); // 22
    assert_eq!(
        ["2006-09-30", "2006-10-03", "2006-10-04", "2006-10-05"].map(|day| hands(&desk, day)),
        [
            [format!("{paid},0.00,0.00,0.00,0.00,100.00,60.00,28,0-30,in hand")],
            [format!("{paid},30.00,0.00,0.00,0.00,70.00,30.00,31,31-60,overdue")],
            [format!("{paid},30.00,0.00,30.00,0.00,40.00,0.00,32,31-60,owed back")],
            [format!("{paid},30.00,0.00,20.00,10.00,40.00,0.00,33,31-60,owed back")],
        ]
    );
    // The next payment is by what was agreed on 20 September: 5 x 20.00 may be kept, for six months.
    on(&desk, "2006-10-06", "ADMIN", &["buy C-2 activities 120 --from FAM2"]); // 23
    assert_eq!(
        hands(&desk, "2006-10-06")[1],
        "FAM2,parent,s17A,C-2,23,ADMIN,2006-10-06,2007-04-06,120.00,0.00,0.00,0.00,0.00,120.00,20.00,0,0-30,in hand"
    );
    let agreed = text(&desk.bhlp("agreement list --format csv").now("2006-10-06T10:00:00Z").output().stdout);
    let held: Vec<&str> = agreed.lines().skip(1).map(|row| row.rsplit(',').next().unwrap()).collect();
    assert_eq!(held, ["until 2006-09-01", "until 2006-09-20", "yes"]);
    on(&desk, "2006-10-06", "FIN", &["check"]);
}

/// An agreement that was recorded wrongly never was: of the wrong child at once; where money was handed over
/// by it alone, once what was agreed is recorded.
#[test]
fn a_wrong_agreement_is_withdrawn() {
    let desk = Desk::new();
    let agree = |child: &str, more: &str| format!("agreement record {child} BR1 broker --for tutor {more}");
    on(
        &desk,
        "2006-09-01",
        "FIN",
        &[
            "provider add BR1 --name 'Bridge Brokers' --sector voluntary", // 15
            &agree("C-2", ""),                                             // 16
            "agreement withdraw 16 --reason 'meant C-1'",                  // 17
            &agree("C-1", "--accounts-after 1"),                           // 18
            "commission place C-1 education 200 --from BR1 --what tutor",  // 19
            "holding advance 19 60",                                       // 20
        ],
    );
    desk.bhlp("agreement withdraw 16 --reason again").user("FIN").refused(
        "FACT_WITHDRAWN",
        "agreement 16 was withdrawn by event 17: meant C-1\nhint: what was withdrawn is no more: record it anew, or take it out of the file; bhlp report corrections shows it",
    );
    desk.bhlp("agreement withdraw 18 --reason 'not a month'").user("FIN").refused(
        "AGREEMENT_IN_USE",
        "nothing but agreement 18 was agreed with BR1 for C-1, and commission 19 handed them money\n\
         hint: record what was agreed first: bhlp agreement record C-1 BR1 ... --on DATE; then withdraw",
    );
    desk.bhlp("agreement withdraw 18 --reason mine").user("LP1").refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not `agreement withdraw`\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    on(&desk, "2006-09-01", "FIN", &[&agree("C-1", "--accounts-after 3")]); // 21
    desk.bhlp("agreement withdraw 18 --reason 'not a month'")
        .user("FIN")
        .stdout("withdrew agreement 18 of C-1: it was with BR1 (broker) from 2006-09-01: tutor\n")
        .code(0);
    assert_eq!(
        hands(&desk, "2006-09-02"),
        ["BR1,broker,,C-1,19,FIN,2006-09-01,2006-12-01,60.00,0.00,0.00,0.00,0.00,60.00,60.00,1,0-30,in hand"]
    );
    let agreed = text(&desk.bhlp("agreement list --format csv").output().stdout);
    assert_eq!(agreed.lines().count(), 2, "{agreed}");
    desk.bhlp("check").done();
}
