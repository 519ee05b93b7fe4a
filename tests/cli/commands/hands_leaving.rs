//! What leaves the pilot of money in other hands: no payee and nothing of what was agreed; and an advance is
//! no spending anywhere. Figures by hand.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::desk::{Desk, text};

const JANUARY: &str = "2007-01-08T10:00:00Z";

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

/// Every file under a folder, as far as it is text.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(texts(&entry.path()));
        } else {
            let bytes = fs::read(entry.path()).unwrap();
            found.push((entry.path().display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    found
}

/// A table of a file, its columns by name.
fn column(desk: &Desk, file: &str, key: &str, value: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(desk.dir.path().join(file)).unwrap();
    let header = reader.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|column| column == name).unwrap();
    let (key, value) = (place(key), place(value));
    reader.records().map(Result::unwrap).map(|row| format!("{} {}", &row[key], &row[value])).collect()
}

/// A parent with a card, a grandmother who is a company in the register, and a broker.
#[test]
fn no_payee_and_nothing_of_an_agreement_leaves_the_pilot() {
    let desk = Desk::new();
    let key = desk.dir.path().join("k");
    fs::write(&key, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n").unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    done(
        &desk,
        &[
            "budget open C-2 2000 --on 2006-09-01", // 15
            "budget top-up C-1 1500 --on 2006-09-01",
            "agreement record C-2 ZZFAM parent --basis s17A --for zzpurpose --disability zzregister --weekly 5 \
             --weeks 1 --card-instead-of zzways --repayable --benefit no --on 2006-10-01", // 17
            "commission place C-2 activities 600 --from ZZFAM --what breaks --on 2006-10-01", // 18
            "holding advance 18 600 --on 2006-10-02",
            "holding spend 18 580 --on 2006-10-20",
            "holding return 18 --on 2006-10-21",
            "provider add ZZCO --name 'Zelda Zzgran' --sector private", // 22
            "agreement record C-1 ZZCO carer --basis 's17(6)' --for zzbeds --repayable --benefit no --on 2006-10-01", // 23
            "buy C-1 furniture 800 --from ZZCO --what beds --on 2006-10-05", // 24
            "receipt none 24 --reason zzlist --amount 700",
            "debt record 24 --on 2006-11-01",
            "debt write-off 24 --reason zzgone --on 2006-11-02 --as FIN",
        ],
    );
    done(&desk, &["export transparency --quarter 2006Q4 --to out"]);
    let published = fs::read_to_string(desk.dir.path().join("out/DRAFT-spend-E06000020-2006Q4.csv")).unwrap();
    assert_eq!(published.lines().count(), 3, "{published}");
    desk.bhlp("export evaluation --to extract --for University --key-file k").user("EVA").now(JANUARY).done();
    desk.bhlp("evaluate report --to evaluation").user("EVA").now(JANUARY).done();
    done(&desk, &["export month 2006-10 --to october", "export month 2006-11 --to november"]);
    let agreed = ["zzpurpose", "zzregister", "zzways", "zzbeds", "zzlist", "zzgone", "s17", "Zzgran"];
    let hidden = [&agreed[..], &["ZZFAM", "ZZCO"]].concat();
    let out = |folder: &str| texts(&desk.dir.path().join(folder));
    let handed = [out("out"), out("extract"), out("evaluation")].concat();
    for (file, text) in handed.iter().filter(|(file, _)| !file.ends_with("/review.csv")) {
        for word in &hidden {
            assert!(!text.contains(word), "{file} tells {word}");
        }
    }
    // The council's own books know a payee by their code, and nothing else of them.
    let packs = [out("october"), out("november")].concat();
    assert!(packs.iter().any(|(file, text)| file.ends_with("hands.csv") && text.contains("ZZFAM")));
    for (file, text) in &packs {
        for word in agreed {
            assert!(!text.contains(word), "{file} tells {word}");
        }
    }
    done(&desk, &["check"]);
}

/// Of 900.00 that is promised of GRANT, 600.00 is advanced in October; 520.00 of it is spent in November.
/// Until then nothing is spent, published or claimed, as paid or as used.
#[test]
fn an_advance_is_no_spending() {
    for basis in ["incurred", "defrayed"] {
        let desk = Desk::new();
        done(
            &desk,
            &[
                &format!(
                    "fund add GRANT --name Grant --contributor Trust --category education --until 2006-12-31 --claim-basis {basis}"
                ), // 15
                "fund receive GRANT 1000 --on 2006-09-01",
                "budget top-up C-1 1000 --fund GRANT --on 2006-09-01", // 17
                "provider add BR1 --name 'Bridge Brokers' --sector voluntary", // 18
                "agreement record C-1 BR1 broker --for tutors --on 2006-10-01", // 19
                "commission place C-1 education 900 --from BR1 --what tutor --on 2006-10-02", // 20
                "holding advance 20 600 --on 2006-10-03",
            ],
        );
        let claim = |month: &str, to: &str| {
            done(&desk, &[&format!("export month {month} --to {to}")]);
            column(&desk, &format!("{to}/funds.csv"), "spent_to_date", "claimable_to_date")
        };
        let spent = || {
            let asked = "report child-spend --child C-1 --format csv";
            said(&desk, asked)
                .lines()
                .nth(1)
                .unwrap()
                .split(',')
                .skip(2)
                .take(2)
                .collect::<Vec<_>>()
                .join(" ")
        };
        let evaluated = || {
            let data = said(&desk, "report by-category --format csv");
            data.lines().find(|line| line.starts_with("education")).unwrap().to_owned()
        };
        let published = |to: &str| {
            done(&desk, &[&format!("export transparency --quarter 2006Q4 --to {to}")]);
            let text = fs::read_to_string(desk.dir.path().join(to).join("DRAFT-spend-E06000020-2006Q4.csv"));
            let left_out = fs::read_to_string(desk.dir.path().join(to).join("left-out.csv")).unwrap();
            (text.unwrap(), left_out.lines().count() - 1)
        };
        assert_eq!(spent(), "900.00 0.00");
        assert_eq!(claim("2006-10", "one")[0], "0.00 0.00", "{basis}");
        let (text, left_out) = published("before");
        assert_eq!((text.lines().count(), left_out), (1, 0), "{text}");
        let cost = evaluated();
        assert!(cost.contains(",900.00,0.00,"), "{cost}");
        done(&desk, &["holding spend 20 520 --on 2006-11-03"]);
        assert_eq!(spent(), "380.00 520.00");
        assert_eq!(claim("2006-11", "two")[0], "520.00 520.00", "{basis}");
        let (text, _) = published("after");
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.contains(",520.00,") && !text.contains("600.00"), "{text}");
        done(&desk, &["holding return 20 --on 2006-11-04", "check"]);
        assert_eq!(spent(), "380.00 520.00");
    }
}
