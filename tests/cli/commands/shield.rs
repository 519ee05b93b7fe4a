//! A shielded child is not found by a shop, in any report and in any file of the month pack.

use std::collections::BTreeSet;
use std::fs;

use super::desk::{Desk, text};
use super::reconcile::lines;

const LATER: &str = "2006-09-20T10:00:00Z";
/// What stands in the code, the name, and every text about the shop of C-1.
const SHOP: &str = "zebra";
const LOOK: &str = "C-1 is shielded: that you looked is recorded\n";

/// C-1 has bought, ordered, paid, owes, waits and plans at a shop with a name of its own, and C-2 stands on
/// one of its bills; C-1 is shielded since.
fn shielded() -> Desk {
    let desk = Desk::new();
    let set_up = [
        "provider add ZEBRA --name 'Zebra Quay' --sector private",
        "budget open C-2 300",
        "need add C-1 --what 'zebra club' --domain environment --aim 1.1 --likely 60 --outcome 'zebra trips' --by 2006-09-25",
        "compact add C-1 --promise 'family: go to the zebra' --review 2006-09-25",
        "happening record C-1 referred --to zebra-house",
        "consent record C-1 sharing --with zebra-house --purpose 'zebra' --by parent --how written",
        "agreement record C-2 SWIM agent --for 'a club'",
        "buy C-1 food 10 -f ZEBRA -w 'zebra shoes' --wish 'a zebra' --vat 1.49 --note 'zebra' --invoice ZEBRA-1",
        "commission place C-1 food 20 -f ZEBRA -w 'zebra lessons' --needed 2006-09-10 --option 'Zebra two; 40; 21; zebra'",
        "commission place C-1 food 40 -f ZEBRA -w 'zebra camp'",
        "commission place C-2 food 15 -f ZEBRA -w 'zebra pony'",
    ];
    for line in set_up {
        let said = desk.bhlp(line).output();
        assert!(said.status.success(), "{line}: {}", text(&said.stderr));
    }
    desk.bhlp("commission place C-1 food 150 -f ZEBRA -w 'zebra bike' --note zebra").user("LP1").done();
    let number = |what: &str| -> i64 {
        let sql = "SELECT commission_id FROM commission WHERE description = ?";
        desk.other_hand().query_row(sql, [what], |row| row.get(0)).unwrap()
    };
    let (shoes, lessons, camp, pony) =
        (number("zebra shoes"), number("zebra lessons"), number("zebra camp"), number("zebra pony"));
    fs::write(desk.dir.path().join("zebra.txt"), "a zebra").unwrap();
    let then = [
        format!("delivery record {lessons} --on 2006-09-05"),
        format!(
            "invoice record --line {camp}=40 --line {pony}=15 --provider ZEBRA --number ZEBRA-2 --on 2006-09-06"
        ),
        format!("receipt add {shoes} zebra.txt"),
        format!("receipt none {lessons} --reason 'the zebra has it'"),
    ];
    for line in then {
        let said = desk.bhlp(&line).now(LATER).output();
        assert!(said.status.success(), "{line}: {}", text(&said.stderr));
    }
    lines(&desk, "bank:main", &[("2006-09-02", -1000, "ZEBRA QUAY"), ("2006-09-08", -2000, "ZEBRA QUAY")]);
    let matched = format!("reconcile match --line 1 --entry {shoes}");
    desk.bhlp(&matched).now(LATER).done();
    desk.bhlp("consent record C-1 shield --reason 'he waits at the zebra'").now(LATER).done();
    desk
}

/// The names of all reports that can be asked for without saying of whom.
fn reports() -> Vec<String> {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/query");
    let mut names: Vec<String> = fs::read_dir(here)
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().into_string().unwrap().strip_suffix(".sql").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

/// Which of the reports say the shop, asked in this way; and which of them are recorded as a look.
fn saying(desk: &Desk, with: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut saying, mut looks) = (BTreeSet::new(), BTreeSet::new());
    for name in reports() {
        let shown = desk.bhlp(&format!("report {name} --format csv {with}")).now(LATER).output();
        let told = text(&shown.stdout).to_lowercase();
        if told.contains(SHOP) {
            saying.insert(name.clone());
        }
        if text(&shown.stderr).contains(LOOK) {
            looks.insert(name);
        }
    }
    (saying, looks)
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Without a child named, a shop stands only where no child and no number of one stands beside it.
#[test]
fn a_list_of_many_tells_a_shop_of_nobody() {
    let desk = shielded();
    let of_no_child =
        names(&["by-provider", "deliveries", "merchants", "providers", "trial-balance", "waits"]);
    // The second line is the bank's, and nobody has said whose it is.
    let lines_too = names(&["reconcile", "statement-lines"]);
    for (with, wanted) in [
        ("", of_no_child.union(&lines_too).cloned().collect()),
        ("--as-at 2006-09-10", of_no_child.union(&lines_too).cloned().collect()),
        // A bill of several commissions is paid by its number: no child or number of one is with it.
        ("--practitioner LP1", names(&["by-provider", "deliveries", "today", "waits"])),
        ("--month 2006-09", names(&["reconcile", "reconciliation"])),
        ("--open", names(&["reconcile", "statement-lines"])),
    ] {
        assert_eq!(saying(&desk, with), (wanted, names(&[])), "{with}");
    }
    for name in ["reconcile", "statement-lines"] {
        let told = text(&desk.bhlp(&format!("report {name} --format csv")).now(LATER).output().stdout);
        assert_eq!(told.to_lowercase().matches(SHOP).count(), 1, "{told}");
    }
    // Who asks for the shop finds nobody who must not be found.
    for name in reports() {
        let told = desk.bhlp(&format!("report {name} --format csv --provider ZEBRA")).now(LATER).output();
        let told = text(&told.stdout);
        assert!(!told.contains("C-1"), "{name}: {told}");
    }
    desk.bhlp("check").now(LATER).code(0);
}

/// Who asks of the child itself sees where it buys, and is recorded; its statement and page are given away,
/// and say nothing. Who asks of a child on the same bill sees no shop and is no look.
#[test]
fn who_asks_of_the_child_is_recorded() {
    let desk = shielded();
    let (said, looks) = saying(&desk, "--child C-1");
    assert_eq!(
        said,
        names(&[
            "approvals",
            "by-provider",
            "commissions",
            "commitments",
            "compacts",
            "consents",
            "deliveries-made",
            "deliveries-open",
            "entries",
            "happenings",
            "needs",
            "owed",
            "planned",
            "receipts",
            "receipts-missing",
            "recent",
            "waiting",
            "waits"
        ])
    );
    assert!(said.is_subset(&looks), "{looks:?}");
    assert!(looks.contains("statement") && looks.contains("family"), "{looks:?}");
    assert_eq!(saying(&desk, "--child C-2"), (names(&[]), names(&[])));
    // 15 is the first that is recorded; every number of an entry or a commission that is hidden is a look.
    let hidden: Vec<i64> = {
        let conn = desk.other_hand();
        let sql = "SELECT entry_id FROM entry e JOIN commission k USING (commission_id)
                    WHERE k.provider_id = (SELECT provider_id FROM provider WHERE code = 'ZEBRA') ORDER BY 1";
        let mut rows = conn.prepare(sql).unwrap();
        rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(hidden.len(), 7, "five purchases, of which one waits, and two lines of a bill: {hidden:?}");
    for number in hidden {
        for noun in ["entry", "commission"] {
            let shown = desk.bhlp(&format!("{noun} show {number}")).now(LATER).output();
            if text(&shown.stdout).to_lowercase().contains(SHOP) {
                assert!(text(&shown.stderr).contains(LOOK), "{noun} {number}: {}", text(&shown.stderr));
            }
        }
    }
    let again = desk.bhlp("again C-2 1").now(LATER).output();
    assert!(
        text(&again.stderr).contains("bought together with a child that is shielded"),
        "{}",
        text(&again.stderr)
    );
    for books in ["hledger", "ledger", "beancount"] {
        let journal = desk.bhlp(&format!("export {books}")).now(LATER).output();
        assert_eq!(text(&journal.stderr), LOOK, "{books}");
    }
    // The bank's line is likely the order that is not paid: whoever matches it sees that.
    let before = desk.events();
    let likely = desk.bhlp("reconcile show").now(LATER).output();
    assert_eq!(text(&likely.stderr).contains(LOOK), desk.events() > before);
    assert_eq!(text(&likely.stdout).contains("--entry"), desk.events() > before, "{}", text(&likely.stdout));
}

/// The month pack goes to people who never asked of the child: no file of it names the shop beside a number.
#[test]
fn no_file_of_the_month_pack_names_the_shop() {
    let desk = shielded();
    desk.bhlp("export month 2006-09 --to pack").now(LATER).done();
    let mut sheets = 0;
    for folder in ["pack", "pack/accruals"] {
        let Ok(files) = fs::read_dir(desk.dir.path().join(folder)) else { continue };
        for file in files.map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
            let told = text(&fs::read(&file).unwrap()).to_lowercase();
            sheets += usize::from(told.contains("not shown"));
            // The journal's account of all that the shop is owed has no child and no number of one.
            let told = told.replace("creditor:zebra", "");
            let told =
                told.replace("vat number missing,,2006-09-01,1.49,zebra:", "").replace("amend zebra --", "");
            assert!(!told.contains(SHOP), "{}: {told}", file.display());
        }
    }
    // Commitments, what is owed and the VAT are there without it.
    assert_eq!(sheets, 3);
    let owed = fs::read_to_string(desk.dir.path().join("pack/owed.csv")).unwrap();
    assert_eq!(owed.matches("not shown,not shown,").count(), 2, "{owed}");
}
