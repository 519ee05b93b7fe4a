//! Pools: several partners, agreed shares, and what is theirs of what was used and is left.

use super::desk::{Desk, text};

const AGREE: &str = "pool agree TRUST --host Council --from 2006-09-01 --until 2007-03-31 --total 1000.01 --kind-fund NURSE \
                     --partner Council=50,2006-09-01 --partner PCT=25,2006-10-01 --partner 'Children''s Fund=15' \
                     --partner PCT=10,kind --quarterly 21 --annual 60";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.bhlp("fund add TRUST --name 'Trust pool' --contributor 'the trust'").done();
    desk.bhlp("fund add NURSE --name 'A nurse' --contributor PCT --nature notional --category health").done();
    desk
}

fn agree(line: &str) -> String {
    line.replace("'Children''s Fund=15'", "\"Children's Fund=15\"")
}

/// 1,000.01 by 50, 25, 15 and 10%: 500.005, 250.0025, 150.0015 and 100.001. Whole pence: 500.00, 250.00,
/// 150.00 and 100.00, and the odd penny by the largest remainder to the Council's 0.5.
///
/// 400.00 by the Council and 200.00 by the PCT; 100.00 of training is used: 66.66 2/3 and 33.33 1/3, so 66.67
/// and 33.33. 30 days of 212 are gone on 30 September: 100.00 x 212 / 30 = 706.67 will be used if it goes on
/// so; by what each will have given, 500.01, 250.00 and 150.00, 392.60, 196.29 and 117.78. 193.34 is likely
/// left: 107.41, 53.71 and 32.22.
#[test]
fn shares_add_up_and_what_was_used_is_in_proportion_of_what_each_put_in() {
    let desk = desk();
    desk.bhlp(&agree(AGREE))
        .user("FIN")
        .stdout(
            "fund TRUST is a pool of £1,000.01 hosted by Council, 2006-09-01 to 2007-03-31: 100% in 4 shares\n",
        )
        .code(0);
    desk.bhlp("fund receive TRUST 400 --partner Council").done();
    desk.bhlp("fund receive TRUST 200 --partner PCT").done();
    desk.bhlp("fund receive NURSE 90 --partner PCT").done();
    desk.bhlp("category add training --label Training --for start_up").done();
    desk.bhlp("cost record TRUST training 100").done();
    desk.bhlp("report pool --format csv --as-at 2006-09-30")
        .now("2006-09-30T10:00:00Z")
        .stdout(
            "fund,partner,form,agreed,due_on,put_in,short,given_back,used,promised,left_over,forecast,likely_left,goes\n\
             NURSE,PCT,kind,100.00,,90.00,0.00,0.00,0.00,0.00,90.00,0.00,100.00,in kind: no cash goes back\n\
             TRUST,Children's Fund,cash,150.00,,0.00,0.00,0.00,0.00,0.00,0.00,117.78,32.22,in proportion of what each put in\n\
             TRUST,Council,cash,500.01,2006-09-01,400.00,100.01,0.00,66.67,0.00,333.33,392.60,107.41,in proportion of what each put in\n\
             TRUST,PCT,cash,250.00,2006-10-01,200.00,0.00,0.00,33.33,0.00,166.67,196.29,53.71,in proportion of what each put in\n",
        )
        .code(0);
    let by = text(&desk.bhlp("report by-contributor --format csv").output().stdout);
    assert!(by.contains("Council,2,6400.00,5833.33,500.00,0.00,66.67\n"), "{by}");
    assert!(by.contains("PCT,2,290.00,256.67,0.00,0.00,33.33\n"), "{by}");
    desk.bhlp("check").done();
}

#[test]
fn what_contradicts_itself_is_refused_and_nothing_is_recorded() {
    let desk = desk();
    let with = |from: &str, to: &str| agree(&AGREE.replace(from, to));
    let shares = "the shares come to 99.50%, not to 100%\n\
                  hint: each partner's share in percent, all together 100: --partner NAME=SHARE";
    desk.bhlp(&with("Council=50", "Council=49.5")).refused("SHARES_NOT_THE_WHOLE", shares);
    let known = "hint: see who the partners are: bhlp pool list; say whose money it is: --partner NAME";
    let host =
        format!("Police is no partner of the pool; its partners are Council, PCT, Children's Fund\n{known}");
    desk.bhlp(&with("--host Council", "--host Police")).refused("NO_PARTNER", &host);
    let bearer = format!(
        "Police is no partner of the pool in cash; its partners are Council, PCT, Children's Fund\n{known}"
    );
    desk.bhlp(&agree(&format!("{AGREE} --underspend partner --bearer Police")))
        .refused("NO_PARTNER", &bearer);
    desk.bhlp(&agree(&format!("{AGREE} --underspend partner"))).refused(
        "FIELD_INVALID",
        "bearer `nobody` is not valid; wanted the partner who bears it, where --underspend or --overspend is `partner`, and only there",
    );
    desk.bhlp(&with("--kind-fund NURSE", "")).refused(
        "POOL_FUND_MISFITS",
        "fund TRUST gives in cash: what partners give in kind needs another\n\
         hint: one fund of cash, and for what is given in kind --kind-fund with one of nature notional",
    );
    desk.bhlp(&agree(AGREE)).done();
    desk.bhlp(&with("--from 2006-09-01 --until 2007-03-31", "--from 2007-03-31 --until 2007-06-30")).refused(
        "POOL_AGREED_ALREADY",
        "fund TRUST is a pool by an agreement from 2006-09-01 to 2007-03-31 already\n\
         hint: the next begins after 2007-03-31: bhlp pool list",
    );
    desk.bhlp("fund receive TRUST 10 --partner Police").refused(
        "NO_PARTNER",
        &format!("Police is no partner of the pool in cash; its partners are Council, PCT, Children's Fund\n{known}"),
    );
    desk.bhlp("fund receive TRUST 10").refused(
        "NO_PARTNER",
        &format!("a partner of the pool in cash is to be named; its partners are Council, PCT, Children's Fund\n{known}"),
    );
    desk.bhlp("fund receive NURSE 10 --partner Council").refused(
        "NO_PARTNER",
        &format!("Council is no partner of the pool in kind; its partners are PCT\n{known}"),
    );
    desk.bhlp("fund receive POOL 10 --partner PCT").refused(
        "FIELD_INVALID",
        "partner `PCT` is not valid; wanted nobody: no pool of this fund was agreed for that day",
    );
}

/// The quarter ends on 31 December, and its report is due 21 days later.
#[test]
fn reports_are_due_told_to_finance_and_sent_once() {
    let desk = desk();
    desk.bhlp(&agree(AGREE)).done();
    let january = "2007-01-10T10:00:00Z";
    let today = text(&desk.bhlp("today --format csv").user("FIN").now(january).output().stdout);
    assert!(today.contains("pool TRUST: quarterly report to 2006-12-31,2007-01-21,11"), "{today}");
    let audit = text(&desk.bhlp("audit pool --format csv").now("2007-02-10T10:00:00Z").output().stdout);
    for finding in [
        "TRUST/Council/cash/2006-09-01",
        "Council put in 0.00 of 500.01 by 2006-09-01",
        "the quarterly report to 2006-12-31 was due on 2007-01-21",
    ] {
        assert!(audit.contains(finding), "{finding}: {audit}");
    }
    desk.bhlp("pool report TRUST quarterly 2006-12-31")
        .now(january)
        .stdout("the quarterly report of pool TRUST to 2006-12-31 was sent on 2007-01-10\n")
        .code(0);
    let hint = "hint: see what is due: bhlp today; bhlp pool list";
    desk.bhlp("pool report TRUST quarterly 2006-12-31").now(january).refused(
        "REPORT_SENT_ALREADY",
        &format!("the quarterly report to 2006-12-31 was sent already\n{hint}"),
    );
    desk.bhlp("pool report TRUST quarterly 2006-11-30")
        .now(january)
        .refused("REPORT_NOT_AGREED", &format!("no quarterly report to 2006-11-30 was agreed\n{hint}"));
    let today = text(&desk.bhlp("today --format csv").user("FIN").now(january).output().stdout);
    assert!(!today.contains("report to 2006-12-31"), "{today}");
    assert!(today.contains("report to 2006-09-30,2006-10-21,-81"), "{today}");
    desk.bhlp("check").now(january).done();
}

#[test]
fn the_pack_of_a_month_has_the_statement() {
    let desk = desk();
    desk.bhlp(&agree(AGREE)).done();
    desk.bhlp("fund receive TRUST 400 --partner Council --on 2006-09-20").now("2006-10-05T10:00:00Z").done();
    desk.bhlp("fund receive TRUST 90 --partner Council --on 2006-10-02").now("2006-10-05T10:00:00Z").done();
    desk.bhlp("export month 2006-09 --to pack").now("2006-10-05T10:00:00Z").done();
    let pool = std::fs::read_to_string(desk.dir.path().join("pack/pool.csv")).unwrap();
    // Nothing is used: what is likely left is all of the 900.01 in cash, 500.01 of it the Council's.
    let council = "TRUST,Council,cash,500.01,2006-09-01,400.00,100.01,0.00,0.00,0.00,400.00,0.00,500.01,";
    assert!(pool.contains(council), "{pool}");
}

/// 193.34 is likely left, as above. 33.33% of it is 64.440222 and 66.67% is 128.899778: 64.44 and 128.89, and
/// the odd penny to the PCT. In proportion of what each will have given it is 107.41, 53.71 and 32.22.
#[test]
fn what_the_board_decides_is_recorded_and_the_statement_follows() {
    let desk = desk();
    let now = "2006-09-30T10:00:00Z";
    desk.bhlp(&agree(&format!("{AGREE} --underspend board"))).done();
    desk.bhlp("fund receive TRUST 400 --partner Council").done();
    desk.bhlp("fund receive TRUST 200 --partner PCT").done();
    desk.bhlp("category add training --label Training --for start_up").done();
    desk.bhlp("cost record TRUST training 100").done();
    let left = |as_at: &str| {
        let line = format!("report pool --format csv --as-at {as_at}");
        let csv = text(&desk.bhlp(&line).now("2007-05-20T10:00:00Z").output().stdout);
        let mut csv = csv::Reader::from_reader(csv.as_bytes());
        let rows = csv.records().map(Result::unwrap).filter(|row| &row[2] == "cash");
        rows.map(|row| format!("{} {} {}", &row[1], &row[12], &row[13])).collect::<Vec<_>>()
    };
    let undecided = "the board decides; in proportion unless it does";
    let in_proportion = ["Children's Fund 32.22", "Council 107.41", "PCT 53.71"];
    assert_eq!(left("2006-09-30"), in_proportion.map(|part| format!("{part} {undecided}")));
    desk.bhlp(
        "pool decide TRUST underspend --by 'the trust board' --partner Council=33.33 --partner PCT=66.67",
    )
    .now(now)
    .user("FIN")
    .stdout(
        "the trust board decided on 2006-09-30: the underspend of pool TRUST (2006-09-01 to 2007-03-31) is \
             33.33% Council, 66.67% PCT\n",
    )
    .code(0);
    let decided = ["Children's Fund 0.00", "Council 64.44", "PCT 128.90"];
    assert_eq!(left("2006-09-30"), decided.map(|part| format!("{part} as the board decided on 2006-09-30")));
    // Before it was decided it had not been.
    assert!(left("2006-09-29").iter().all(|row| row.ends_with(undecided)));
    let pools = text(&desk.bhlp("pool list --format csv").now(now).output().stdout);
    assert!(
        pools.contains("underspend on 2006-09-30 by the trust board: Council 33.33, PCT 66.67"),
        "{pools}"
    );
    // The last holds, and tells of the agreement's end whenever it was made.
    let may = "2007-05-20T10:00:00Z";
    desk.bhlp("pool decide TRUST underspend --by 'the trust board' --carried").now(may).done();
    let carried = "carried forward, as the board decided on 2007-05-20";
    assert!(left("2007-03-31").iter().all(|row| row.ends_with(carried)));
    desk.bhlp("check").now(may).done();
}

#[test]
fn what_is_not_the_boards_to_decide_is_refused() {
    let desk = desk();
    desk.bhlp(&agree(&format!("{AGREE} --underspend board"))).done();
    let now = "2007-05-20T10:00:00Z";
    let decide = |rest: &str| {
        let line = format!("pool decide TRUST {rest}").replace("CF", "\"Children's Fund\"");
        desk.bhlp(&line).now(now)
    };
    decide("overspend --by board --carried").refused(
        "NOT_THE_BOARDS",
        "by the agreement of pool TRUST an overspend goes by the rule `proportion`: it is not the board's to decide\n\
         hint: see each agreement's rules: bhlp pool list",
    );
    decide("underspend --by board --partner Council=60 --partner PCT=39").refused(
        "SHARES_NOT_THE_WHOLE",
        "the shares come to 99.00%, not to 100%\n\
         hint: each partner's share in percent, all together 100: --partner NAME=SHARE",
    );
    let known = "hint: see who the partners are: bhlp pool list; say whose money it is: --partner NAME";
    for (partner, found) in [("Police=100", "Police"), ("PCT=100,kind", "PCT")] {
        decide(&format!("underspend --by board --partner {partner}")).refused(
            "NO_PARTNER",
            &format!("{found} is no partner of the pool in cash; its partners are Council, PCT, Children's Fund\n{known}"),
        );
    }
    decide("underspend --by board --partner PCT=50 --partner PCT=50").refused(
        "NO_PARTNER",
        &format!(
            "PCT is named twice as a partner of the pool in cash; its partners are Council, PCT, Children's Fund\n{known}"
        ),
    );
    decide("underspend --by board --partner PCT=100,2007-06-01")
        .refused("FIELD_INVALID", "partner `2007-06-01` is not valid; wanted NAME=SHARE alone");
    for day in ["--on 2006-08-31", "--agreed 2007-04-01"] {
        decide(&format!("underspend --by board --carried {day}")).refused(
            "FIELD_INVALID",
            "fund `TRUST` is not valid; wanted a pool whose agreement holds or held: bhlp pool list",
        );
    }
    desk.bhlp("fund receive TRUST 400 --partner Council --on 2006-09-20").now(now).done();
    let audit = |now: &str| text(&desk.bhlp("audit pool --format csv").now(now).output().stdout);
    assert!(audit(now).contains("of 400.00 left the board has not decided"), "{}", audit(now));
    decide("underspend --by board --carried").done();
    assert!(!audit(now).contains("has not decided"));
}
