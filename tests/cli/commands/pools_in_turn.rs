//! Pools by one agreement after another: each tells of its own days, and one that has ended can be settled.

use super::desk::{Desk, text};

const LATER: &str = "2007-05-01T10:00:00Z";

fn desk(underspend: &str) -> Desk {
    let desk = Desk::new();
    for line in [
        "fund add TRUST --name 'Trust pool' --contributor 'the trust'",
        "category add training --label Training --for start_up",
        &format!(
            "pool agree TRUST --host A --from 2006-09-01 --until 2007-03-31 --total 2000 --partner A=50 --partner B=50 {underspend}"
        ),
        "fund receive TRUST 1000 --partner A",
        "fund receive TRUST 600 --partner B",
        "cost record TRUST training 1000",
    ] {
        desk.bhlp(line).done();
    }
    desk
}

fn statement(desk: &Desk, day: &str) -> String {
    let all = text(&desk.bhlp(&format!("pool statement --format csv --on {day}")).now(LATER).output().stdout);
    all.lines().skip(1).map(|line| format!("{line}\n")).collect()
}

/// 1,000.00 and 600.00, of which 1,000.00 is used: 625.00 and 375.00, so that 375.00 and 225.00 are
/// left. On
/// the next one's first day nothing of it is used. On its 20th day of 366 100.00 is used, all of it
/// C's, who
/// alone has put in: 1,830.00 if it goes on so, and of 1,000.00 830.00 is lacking, 415.00 each.
///
/// B then puts in the other 400.00 of the first one, so that 500.00 is used of each; and is repaid
/// 500.00, all that is left of theirs: of each 500.00 stays used.
#[test]
fn each_agreement_tells_of_its_own_days() {
    let desk = desk("");
    let exceeded = "A put in £1,000.00 by the agreement from 2006-09-01 to 2007-03-31 and was given back £0.00; \
                    of that £375.00 is left, £375.01 was asked for\nhint: see what is theirs: bhlp pool statement; of an agreement that ended: --belongs-to DATE";
    desk.bhlp("fund repay TRUST 375.01 --partner A").refused("PARTNER_EXCEEDED", exceeded);
    desk.bhlp("fund repay TRUST 375 --partner A --dry-run").done();
    desk.bhlp("pool agree TRUST --host A --from 2007-04-01 --until 2008-03-31 --total 1000 --partner A=50 --partner C=50")
        .now(LATER)
        .done();
    let rule = "in proportion of what each put in";
    assert_eq!(
        statement(&desk, "2007-04-01"),
        format!(
            "TRUST,A,cash,1000.00,,1000.00,0.00,0.00,625.00,0.00,375.00,500.00,500.00,left by the agreement to 2007-03-31: {rule}\n\
             TRUST,B,cash,1000.00,,600.00,0.00,0.00,375.00,0.00,225.00,500.00,500.00,left by the agreement to 2007-03-31: {rule}\n\
             TRUST,A,cash,500.00,,0.00,0.00,0.00,0.00,0.00,0.00,0.00,500.00,{rule}\n\
             TRUST,C,cash,500.00,,0.00,0.00,0.00,0.00,0.00,0.00,0.00,500.00,{rule}\n"
        )
    );
    desk.bhlp("fund receive TRUST 500 --partner C --on 2007-04-10").now(LATER).done();
    desk.bhlp("cost record TRUST training 100 --on 2007-04-20").now(LATER).done();
    let of_the_next = statement(&desk, "2007-04-20");
    let (a, c) = (
        "TRUST,A,cash,500.00,,0.00,0.00,0.00,0.00,0.00,0.00,915.00,-415.00,",
        "TRUST,C,cash,500.00,,500.00,0.00,0.00,100.00,0.00,400.00,915.00,-415.00,",
    );
    assert!(of_the_next.contains(a) && of_the_next.contains(c), "{of_the_next}");
    desk.bhlp("fund receive TRUST 400 --partner B --on 2007-04-21")
        .now(LATER)
        .stdout(
            "received £400.00 for fund TRUST on 2007-04-21, of the agreement from 2006-09-01 to 2007-03-31; \
             its pool has £1,400.00 (entry 24)\n",
        )
        .code(0);
    desk.bhlp("fund repay TRUST 500.01 --partner B --on 2007-04-22").now(LATER).refused(
        "PARTNER_EXCEEDED",
        "B put in £1,000.00 by the agreement from 2006-09-01 to 2007-03-31 and was given back £0.00; \
         of that £500.00 is left, £500.01 was asked for\nhint: see what is theirs: bhlp pool statement; of an agreement that ended: --belongs-to DATE",
    );
    desk.bhlp("fund repay TRUST 500 --partner B --on 2007-04-22").now(LATER).done();
    let settled = statement(&desk, "2007-04-22");
    // Of B nothing is left, and it stands there no more.
    assert!(settled.contains("TRUST,A,cash,1000.00,,1000.00,0.00,0.00,500.00,0.00,500.00,"), "{settled}");
    assert!(!settled.contains("TRUST,B,"), "{settled}");
    let by = text(&desk.bhlp("report by-contributor --format csv").now(LATER).output().stdout);
    for line in [
        "A,1,1000.00,500.00,0.00,0.00,500.00\n",
        "B,1,500.00,0.00,0.00,0.00,500.00\n",
        "C,1,500.00,400.00,0.00,0.00,100.00\n",
    ] {
        assert!(by.contains(line), "{line}: {by}");
    }
    desk.bhlp("fund receive TRUST 1 --partner D --on 2007-04-22").now(LATER).refused(
        "NO_PARTNER",
        "D is no partner of the pool in cash; its partners are A, C\n\
         hint: see who the partners are: bhlp pool list; say whose money it is: --partner NAME",
    );
    desk.bhlp("check").now(LATER).done();
}

/// Of 1,000.00 and 600.00 1,000.00 is used: 625.00 and 375.00. A, a partner of both agreements, is repaid the
/// 375.00 that are left of theirs in the first, in April, and B's part stays as it was. What A gives in April
/// is of the second, unless it belongs to March.
#[test]
fn what_belongs_to_an_agreement_that_ended_is_told_by_its_day() {
    let desk = desk("");
    let second = "pool agree TRUST --host A --from 2007-04-01 --until 2008-03-31 --total 1000 --partner A=50 --partner C=50";
    let later = |line: &str| desk.bhlp(line).now(LATER);
    later(second).done(); // 21
    later("fund repay TRUST 375 --partner A --on 2007-04-22").refused(
        "PARTNER_EXCEEDED",
        "A put in £0.00 by the agreement from 2007-04-01 to 2008-03-31 and was given back £0.00; \
         of that £0.00 is left, £375.00 was asked for\n\
         hint: see what is theirs: bhlp pool statement; of an agreement that ended: --belongs-to DATE",
    );
    later("fund repay TRUST 375.01 --partner A --on 2007-04-22 --belongs-to 2007-03-31").refused(
        "PARTNER_EXCEEDED",
        "A put in £1,000.00 by the agreement from 2006-09-01 to 2007-03-31 and was given back £0.00; \
         of that £375.00 is left, £375.01 was asked for\n\
         hint: see what is theirs: bhlp pool statement; of an agreement that ended: --belongs-to DATE",
    );
    later("fund repay TRUST 375 --partner A --on 2007-04-22 --belongs-to 2007-03-31")
        .stdout(
            "repaid £375.00 of fund TRUST on 2007-04-22, of the agreement from 2006-09-01 to 2007-03-31; its pool has \
             £225.00 (entry 22)\n",
        )
        .code(0);
    later("fund receive TRUST 40 --partner A --on 2007-04-23").done(); // 23
    later("fund receive TRUST 16 --partner A --on 2007-04-24 --belongs-to 2007-03-30").done(); // 24
    later("fund receive TRUST 1 --partner C --on 2007-04-24 --belongs-to 2007-03-30").refused(
        "NO_PARTNER",
        "C is no partner of the pool in cash; its partners are A, B\n\
         hint: see who the partners are: bhlp pool list; say whose money it is: --partner NAME",
    );
    // 1,016.00 and 600.00 of 1,616.00: 628.71 and 371.29 of the 1,000.00.
    // A has 1,016.00 - 375.00 - 628.71 left.
    let told = statement(&desk, "2007-04-24");
    for line in [
        "TRUST,A,cash,1000.00,,1016.00,0.00,375.00,628.71,0.00,12.29,",
        "TRUST,B,cash,1000.00,,600.00,0.00,0.00,371.29,0.00,228.71,",
        "TRUST,A,cash,500.00,,40.00,0.00,0.00,0.00,0.00,40.00,",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    later("check").done();
}

/// A is repaid 800.00 of 1,000.00 before anything is used. Of 500.00 used then A's part by what each put in,
/// 1,000.00 and 600.00, is 312.50; but A has 200.00 in it, and B bears the other 300.00. Of 200.00 promised
/// all is B's. 90.00 were used before a pool of its own had the 100.00.
#[test]
fn nobody_bears_more_than_they_have_in_it() {
    let desk = Desk::new();
    for line in [
        "fund add TRUST --name 'Trust pool' --contributor 'the trust'",
        "category add training --label Training --for start_up",
        "pool agree TRUST --host A --from 2006-09-01 --until 2007-03-31 --total 2000 --partner A=50 --partner B=50",
        "fund receive TRUST 1000 --partner A",
        "fund receive TRUST 600 --partner B",
        "fund repay TRUST 800 --partner A",
        "cost record TRUST training 500",
        "budget top-up C-1 200 --fund TRUST",
        "commission place C-1 food 700 --from SHOP",
    ] {
        desk.bhlp(line).done();
    }
    let told = statement(&desk, "2006-09-01");
    for line in [
        "TRUST,A,cash,1000.00,,1000.00,0.00,800.00,200.00,0.00,0.00,",
        "TRUST,B,cash,1000.00,,600.00,0.00,0.00,300.00,200.00,100.00,",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    desk.bhlp("fund add LATE --name Late --contributor X").done();
    let now = "2006-09-12T10:00:00Z";
    desk.bhlp("fund receive LATE 100 --on 2006-09-10").now(now).done();
    let said = desk.bhlp("cost record LATE training 90 --on 2006-09-05").now(now).output();
    assert_eq!(
        text(&said.stderr),
        "warning: the pool of fund LATE was £90.00 below nothing on 2006-09-05: is the day right?\n"
    );
    let said = desk.bhlp("fund repay LATE 10 --on 2006-09-04").now(now).output();
    assert_eq!(
        text(&said.stderr),
        "warning: the pool of fund LATE was £100.00 below nothing on 2006-09-05: is the day right?\n"
    );
    let said = desk.bhlp("fund receive LATE 10 --on 2006-09-11").now(now).output();
    assert_eq!(text(&said.stderr), "");
    desk.bhlp("check").now(now).done();
}

/// 600.00 is carried forward, and C puts in 200.00. Of 200.00 used three quarters come out of the
/// first: 150.00.
#[test]
fn what_is_carried_forward_is_told_once_and_bears_its_part() {
    let desk = desk("--underspend carried");
    for line in [
        "pool agree TRUST --host C --from 2007-04-01 --until 2008-03-31 --total 200 --partner C=100",
        "fund receive TRUST 200 --partner C --on 2007-04-02",
        "cost record TRUST training 200 --on 2007-04-03",
    ] {
        desk.bhlp(line).now(LATER).done();
    }
    let told = statement(&desk, "2007-04-03");
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("TRUST,C,cash,200.00,,200.00,0.00,0.00,50.00,0.00,150.00,"), "{told}");
    assert!(told.contains("TRUST,carried forward,cash,0.00,,600.00,0.00,0.00,150.00,0.00,450.00,"), "{told}");
    let by = text(&desk.bhlp("report by-contributor --format csv").now(LATER).output().stdout);
    for line in
        ["A,1,1000.00,375.00,", "B,1,600.00,225.00,", "C,1,200.00,150.00,", "carried forward,0,0.00,-150.00,"]
    {
        assert!(by.contains(line), "{line}: {by}");
    }
}

/// What was in the fund before the first day is nobody's contribution to it: the statement and the
/// audit agree.
#[test]
fn what_came_before_the_first_day_is_no_contribution() {
    let desk = Desk::new();
    let now = "2006-10-20T10:00:00Z";
    for line in [
        "fund add TRUST --name 'Trust pool' --contributor A",
        "fund receive TRUST 300",
        "pool agree TRUST --host A --from 2006-10-01 --until 2007-03-31 --total 800 --partner A=100,2006-10-15",
    ] {
        desk.bhlp(line).now(if line.contains("agree") { now } else { "2006-09-01T09:00:00Z" }).done();
    }
    let told = text(&desk.bhlp("pool statement --format csv").now(now).output().stdout);
    assert!(told.contains("TRUST,A,cash,800.00,2006-10-15,0.00,800.00,0.00,"), "{told}");
    assert!(told.contains("TRUST,carried forward,cash,0.00,,300.00,0.00,0.00,0.00,0.00,300.00,"), "{told}");
    let audit = text(&desk.bhlp("audit pool --format csv").now(now).output().stdout);
    assert!(audit.contains("A put in 0.00 of 800.00 by 2006-10-15"), "{audit}");
}

/// By 33.33 and 66.67% of 10,000,000.00, 3,333,000.00 and 6,667,000.00; P gives 333.33 more. Of
/// 9,999,999.99 used P's
/// part by 3,333,333.33 of 10,000,333.33 is 3,333,222.22037, and Q's 6,666,777.76963: the penny is Q's.
#[test]
fn likely_use_and_what_is_left_make_what_each_gives() {
    let desk = Desk::new();
    for line in [
        "fund add BIG --name Big --contributor X",
        "category add training --label Training --for start_up",
        "pool agree BIG --host P --from 2006-09-01 --until 2006-09-01 --total 10000000 --partner P=33.33 --partner Q=66.67",
        "fund receive BIG 3333333.33 --partner P",
        "fund receive BIG 6666666.67 --partner Q",
        "cost record BIG training 9999999.99",
    ] {
        desk.bhlp(line).done();
    }
    let told = text(&desk.bhlp("pool statement --format csv").output().stdout);
    assert!(told.contains(",3333222.22,111.11,"), "{told}");
    assert!(told.contains(",6666777.77,222.23,"), "{told}");
}

#[test]
fn an_agreement_out_of_bounds_is_refused() {
    let desk = Desk::new();
    let agree = |more: &str, shares: &str| {
        format!("pool agree POOL --host A --total 10 --from 2006-09-01 --until 2007-03-31 {shares} {more}")
    };
    for (more, says) in [
        ("--quarterly 400", "quarterly `400` is not valid; wanted at most 366 days"),
        ("--annual 367", "annual `367` is not valid; wanted at most 366 days"),
        ("--total 20000000.01", "total `20000000.01` is not valid; wanted at most 20000000.00"),
        (
            "--from 2006-03-31",
            "from `2006-03-31` is not valid; wanted a day in the financial years of the pilot",
        ),
        (
            "--until 2099-03-31",
            "until `2099-03-31` is not valid; wanted a day in the financial years of the pilot",
        ),
    ] {
        let mut line = agree("", "--partner A=100");
        let (option, value) = more.split_once(' ').unwrap();
        match line.find(&format!("{option} ")) {
            Some(at) => {
                let end = line[at + option.len() + 1..].find(' ').unwrap() + at + option.len() + 1;
                line.replace_range(at..end, &format!("{option} {value}"));
            }
            None => line.push_str(more),
        }
        desk.bhlp(&line).refused("FIELD_INVALID", says);
    }
    desk.bhlp(&agree("", "--partner A=100 --partner B=0")).refused(
        "SHARES_NOT_THE_WHOLE",
        "the shares come to 100.00%, but one of them is 0\n\
         hint: each partner's share in percent, all together 100: --partner NAME=SHARE",
    );
    let twice = desk.bhlp(&agree("", "--partner A=100,2006-10-01,2006-11-01")).output();
    let said = String::from_utf8_lossy(&twice.stderr).into_owned();
    assert!(said.contains("has two days; a share is due on one"), "{said}");
}
