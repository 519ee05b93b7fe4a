//! The terms of a single grant: until when, incurred or defrayed, claimed by when, and what comes back later.

use super::desk::{Desk, text};

const JANUARY: &str = "2007-01-05T10:00:00Z";

fn done(desk: &Desk, lines: &[&str]) {
    for line in lines {
        desk.bhlp(line).now(JANUARY).done();
    }
}

fn said(desk: &Desk, line: &str) -> String {
    let output = desk.bhlp(line).now(JANUARY).output();
    assert!(output.status.success(), "{line}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// The columns of a list of a month's pack.
fn pack(desk: &Desk, month: &str, file: &str, columns: &[&str]) -> Vec<String> {
    let folder = format!("pack-{}", std::fs::read_dir(desk.dir.path()).unwrap().count());
    done(desk, &[&format!("export month {month} --to {folder}")]);
    let mut reader = csv::Reader::from_path(desk.dir.path().join(folder).join(file)).unwrap();
    let header = reader.headers().unwrap().clone();
    let place = |name: &&str| header.iter().position(|column| column == *name).unwrap();
    let places: Vec<usize> = columns.iter().map(place).collect();
    let row = |row: csv::StringRecord| places.iter().map(|at| &row[*at]).collect::<Vec<_>>().join(" | ");
    reader.records().map(|record| row(record.unwrap())).collect()
}

const CLAIM: [&str; 6] =
    ["fund", "spent_to_date", "claim_basis", "claim_by", "claimable_to_date", "owed_to_contributor"];

/// GRANT is claimed as it is paid, KIT as it is used, both until 31 October.
#[test]
fn what_is_not_paid_by_a_funds_last_day_is_not_claimed_where_it_is_claimed_as_paid() {
    let desk = Desk::new();
    done(
        &desk,
        &[
            "fund add GRANT --name Grant --contributor Trust --category clothing --until 2006-10-31 \
             --claim-basis defrayed --claim-by 2006-11-30", // 15
            "fund receive GRANT 300 --on 2006-09-01",
            "budget top-up C-1 300 --fund GRANT --on 2006-09-01",
            "fund add KIT --name Kit --contributor Club --category travel --until 2006-10-31", // 18
            "fund receive KIT 50 --on 2006-09-01",
            "budget top-up C-1 50 --fund KIT --on 2006-09-01",
            // Paid in time.
            "commission place C-1 clothing 60 --from SHOP --on 2006-10-01", // 21
            "invoice record 21 60 --number A --final --on 2006-10-05",
            "payment record 21 60 --on 2006-10-20",
            // Paid late.
            "commission place C-1 clothing 40 --from SHOP --on 2006-10-10", // 24
            "invoice record 24 40 --number B --final --on 2006-10-20",
            "payment record 24 40 --on 2006-11-10",
            // Half of it paid in time: 100.00 net x 58.75 / 117.50 = 50.00.
            "commission place C-1 clothing 117.50 --vat 17.50 --from SHOP --on 2006-10-11", // 27
            "invoice record 27 117.50 --vat 17.50 --number C --final --on 2006-10-21",
            "payment record 27 58.75 --on 2006-10-31",
            "payment record 27 58.75 --on 2006-11-01",
            // Committed in time, and used after.
            "commission place C-1 clothing 30 --from SHOP --on 2006-10-31", // 31
            "invoice record 31 30 --number D --final --on 2006-11-05",
            // Of KIT 20.00 is used in time, and 25.00 after.
            "commission place C-1 travel 45 --from SWIM --on 2006-10-15", // 33
            "invoice record 33 20 --number E --on 2006-10-31",
            "invoice record 33 25 --number F --final --on 2006-11-03",
        ],
    );
    // October: 60.00 + 40.00 + 100.00 used, 60.00 + 50.00 paid.
    assert_eq!(
        pack(&desk, "2006-10", "funds.csv", &CLAIM),
        [
            "GRANT | 200.00 | defrayed | 2006-11-30 | 110.00 | 0.00",
            "KIT | 20.00 | incurred | 2008-09-30 | 20.00 | 0.00",
            "POOL | 0.00 | incurred | 2008-09-30 | 0.00 | 0.00",
        ]
    );
    assert_eq!(
        pack(&desk, "2006-11", "funds.csv", &CLAIM),
        [
            "GRANT | 230.00 | defrayed | 2006-11-30 | 110.00 | 0.00",
            "KIT | 45.00 | incurred | 2008-09-30 | 20.00 | 0.00",
            "POOL | 0.00 | incurred | 2008-09-30 | 0.00 | 0.00",
        ]
    );
    let not_claimable = |month| {
        let mut rows = pack(&desk, month, "exceptions.csv", &["what", "amount", "about"]);
        rows.retain(|row| row.starts_with("not claimable"));
        rows
    };
    assert_eq!(not_claimable("2006-10"), Vec::<String>::new());
    // 230.00 - 110.00 = 120.00; 45.00 - 20.00 = 25.00
    assert_eq!(
        not_claimable("2006-11"),
        [
            "not claimable | 120.00 | of fund GRANT: used after its last day, or not paid by then",
            "not claimable | 25.00 | of fund KIT: used after its last day, or not paid by then",
        ]
    );
    desk.bhlp("fund add LATE --name Late --contributor Trust --until 2006-10-31 --claim-by 2006-10-30")
        .refused(
            "DAYS_OUT_OF_ORDER",
            "the claim of the fund's grant on 2006-10-30 comes before its last day on 2006-10-31\n\
         hint: check the days: --on DATE is the day it happened",
        );
    done(&desk, &["check"]);
}

/// Claimed by 30 November: what comes back before is claimed no more, what comes back after is owed.
#[test]
fn what_comes_back_after_a_grant_was_claimed_is_owed_to_its_contributor() {
    let desk = Desk::new();
    done(
        &desk,
        &[
            "fund add GRANT --name Grant --contributor Trust --category clothing --until 2006-10-31 \
             --claim-by 2006-11-30", // 15
            "fund receive GRANT 300 --on 2006-09-01",
            "budget top-up C-1 200 --fund GRANT --on 2006-09-01",
            "commission place C-1 clothing 60 --from SHOP --on 2006-10-01", // 18
            "invoice record 18 60 --number A --final --on 2006-10-05",
            "payment record 18 60 --on 2006-10-20",
            "commission place C-1 clothing 30 --from SHOP --on 2006-10-31", // 21
            "invoice record 21 30 --number B --final --on 2006-11-05",
            "buy C-1 clothing 12 --from SHOP --on 2006-10-02", // 23
        ],
    );
    let owed = |pounds: &str| {
        format!(
            "£{pounds} of it is owed to the contributor of GRANT, whose grant was claimed by 2006-11-30: \
             bhlp fund repay GRANT {pounds}"
        )
    };
    let early = said(&desk, "refund record 18 10 --on 2006-11-30");
    assert!(!early.contains("contributor"), "{early}");
    let late = said(&desk, "refund record 18 20 --on 2006-12-10");
    assert!(late.contains(&format!("into bank:main; {}", owed("20.00"))), "{late}");
    // Used after its last day, it was never claimed.
    let never = said(&desk, "credit-note record 21 30 --number CN --on 2006-12-11");
    assert!(!never.contains("contributor"), "{never}");
    let undone = said(&desk, "entry reverse 23 --reason 'bought twice' --on 2006-12-12");
    assert!(undone.contains(&owed("12.00")), "{undone}");
    let today = || text(&desk.bhlp("today").user("FIN").now(JANUARY).output().stdout);
    let waits = |pounds: &str| {
        format!(
            "Owed to contributors:\n- fund GRANT: came back after its grant was claimed by 2006-11-30, £{pounds}\n  \
             bhlp fund repay GRANT {pounds}\n"
        )
    };
    // 20.00 + 12.00 = 32.00, then 5.00 less.
    assert!(today().contains(&waits("32.00")), "{}", today());
    done(&desk, &["fund repay GRANT 5 --on 2006-12-13"]);
    assert!(today().contains(&waits("27.00")), "{}", today());
    // Claimed: 60.00 - 10.00 + 12.00 = 62.00. Used: 60.00 - 30.00 = 30.00.
    assert_eq!(
        pack(&desk, "2006-12", "funds.csv", &CLAIM)[0],
        "GRANT | 30.00 | incurred | 2006-11-30 | 62.00 | 27.00"
    );
    done(&desk, &["fund repay GRANT 27 --on 2006-12-14"]);
    assert!(!today().contains("Owed to contributors"), "{}", today());
    assert!(pack(&desk, "2006-12", "funds.csv", &CLAIM)[0].ends_with("| 62.00 | 0.00"));
    done(&desk, &["check"]);
}

#[test]
fn terms_of_grants_are_taken_from_a_file() {
    let desk = Desk::new();
    let import = |rows: &str| {
        let head =
            "fund,name,contributor,cohort,amount,received_on,categories,until_on,claim_basis,claim_by\n";
        std::fs::write(desk.dir.path().join("funds.csv"), format!("{head}{rows}")).unwrap();
        desk.bhlp("import funds funds.csv").output()
    };
    let one = |basis: &str, by: &str| format!("PCT,Nurses,PCT,,100.00,2006-08-01,,2006-12-31,{basis},{by}\n");
    for (row, wrong) in [
        (one("paid", "2007-01-31"), "line 2, column claim_basis: [WORD_UNKNOWN]"),
        (one("defrayed", "2006-12-30"), "line 2: [DAYS_OUT_OF_ORDER] the claim of the fund's grant"),
    ] {
        let refused = text(&import(&row).stderr);
        assert!(refused.contains(wrong), "{refused}");
    }
    let taken = import(&one("defrayed", "2007-01-31"));
    assert!(taken.status.success(), "{}", text(&taken.stderr));
    let again = text(&import(&one("incurred", "2007-01-31")).stderr);
    assert!(again.contains("incurred") && again.contains("defrayed"), "{again}");
    let listed = said(&desk, "fund list --format csv");
    assert!(
        listed.lines().any(|row| row.starts_with("PCT,") && row.ends_with(",defrayed,2007-01-31")),
        "{listed}"
    );
    assert!(listed.lines().any(|row| row.starts_with("POOL,") && row.ends_with(",incurred,")), "{listed}");
    done(&desk, &["check"]);
}
