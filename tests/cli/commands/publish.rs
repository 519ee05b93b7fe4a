//! Spending published for a quarter: which payments, in which form, and what is never in it.

use std::collections::HashSet;
use std::fs;

use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::desk::{Desk, text};

/// After the quarter.
const JANUARY: &str = "2007-01-08T10:00:00Z";
const EXPORT: &str = "export transparency --quarter 2006Q4 --to out";
const DRAFT: &str = "out/DRAFT-spend-E06000020-2006Q4.csv";
const FINAL: &str = "out/spend-E06000020-2006Q4.csv";

fn does(desk: &Desk, lines: &[&str]) {
    for line in lines {
        desk.bhlp(line).now("2006-12-30T10:00:00Z").done();
    }
}

/// A desk with £2,500.00 for C-1: the next number is 16.
fn desk() -> Desk {
    let desk = Desk::new();
    does(&desk, &["budget top-up C-1 2000"]); // 15
    desk
}

fn export(desk: &Desk) {
    desk.bhlp(EXPORT).now(JANUARY).done();
}

fn file(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.dir.path().join(name)).unwrap()
}

/// The rows of a file, without its header.
fn rows(desk: &Desk, name: &str) -> Vec<Vec<String>> {
    let text = file(desk, name);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Who was paid, when, how much, and whether by card.
fn published(desk: &Desk) -> Vec<[String; 4]> {
    let rows = rows(desk, DRAFT);
    rows.into_iter().map(|row| [5, 10, 12, 20].map(|place: usize| row[place].clone())).collect()
}

/// Decides on every line that waits, by the beneficiary and the amount.
fn decide(desk: &Desk, decision: impl Fn(&str, &str) -> &'static str) {
    let path = desk.dir.path().join("out/review.csv");
    let text = fs::read_to_string(&path).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut out = csv::Writer::from_path(&path).unwrap();
    out.write_record(reader.headers().unwrap()).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let mut fields: Vec<&str> = row.iter().collect();
        *fields.last_mut().unwrap() = decision(&row[2], &row[3]);
        out.write_record(fields).unwrap();
    }
    out.flush().unwrap();
}

/// Above £500.00 net of VAT, or by card; together where a provider had it on one day.
#[test]
fn what_is_published_and_what_is_not() {
    let desk = desk();
    does(
        &desk,
        &[
            "account open card:5521 --holder LP2",
            "fund add PCT --name Nurses --contributor PCT --nature notional --category care",
            "fund receive PCT 100",
            "budget return C-1 100",
            "budget top-up C-1 5 --fund PCT",
            "buy C-1 food 499.99 --from SWIM --on 2006-10-01",
            "buy C-1 food 500 --from SWIM --on 2006-10-02",
            "buy C-1 food 587.51 --vat 87.50 --from SWIM --on 2006-10-03", // 500.01 net
            "buy C-1 food 300 --from SWIM --on 2006-12-29",
            "buy C-1 food 200.01 --from SWIM --on 2006-12-29",
            "buy C-1 food 11.75 --vat 1.75 --from SHOP --card 5521 --for LP2 --on 2006-10-05",
            "buy C-1 care 7.35 --vat 0.35 --from SHOP --on 2006-10-04", // 5.00 of it in kind
            "buy C-1 food 2 --from SHOP --card 5521 --for LP2 --on 2006-09-30", // the quarter before
            "buy C-1 food 3 --from SHOP --card 5521 --for LP2 --on 2006-10-06",
        ],
    );
    let bought = desk.events();
    does(
        &desk,
        &[
            &format!("entry reverse {bought} --reason slip --on 2006-10-07"),
            &format!("entry reverse {} --reason back --on 2006-10-08", bought - 1),
        ],
    );
    decide_all(&desk, "publish");
    let swim = "Swim, \"Splash\" & =Co";
    assert_eq!(
        published(&desk),
        [
            [swim, "03/10/2006", "500.01", "No"],
            ["Shoe shop", "05/10/2006", "10.00", "Yes"],
            ["Shoe shop", "08/10/2006", "-2.00", "Yes"],
            [swim, "29/12/2006", "500.01", "No"],
        ]
        .map(|row| row.map(str::to_owned))
    );
    let left_out: Vec<String> = rows(&desk, "out/left-out.csv").iter().map(|row| row.join("|")).collect();
    let numbers = |entry: i64| (bought + entry).to_string();
    assert_eq!(
        left_out,
        [
            format!("in kind|{}|2006-10-04|Shoe shop|5.00", numbers(-2)),
            format!("small|{}|2006-10-01|{swim}|499.99", numbers(-8)),
            format!("small|{}|2006-10-02|{swim}|500.00", numbers(-7)),
            format!("small|{}|2006-10-04|Shoe shop|2.00", numbers(-2)),
            format!("undone|{}|2006-10-06|Shoe shop|3.00", numbers(0)),
            format!("undone|{}|2006-10-07|Shoe shop|-3.00", numbers(1)),
        ]
    );
    // Another limit: 500.00 is above 499.99.
    desk.bhlp(&format!("{EXPORT} --above 499.99")).now(JANUARY).done();
    assert_eq!(published(&desk).len(), 5);
}

fn decide_all(desk: &Desk, decision: &'static str) {
    export(desk);
    decide(desk, |_, _| decision);
    export(desk);
}

/// One line, to the letter: only the transaction number is taken from the file.
#[test]
fn the_line_is_of_the_schema() {
    let desk = desk();
    does(
        &desk,
        &[
            "account open card:5521 --holder LP2",
            "provider add T --name '=Tutors Ltd' --sector private --companies-house 0400000A --ukprn 10000001",
            "buy C-1 education 1234.56 --from T --card 5521 --for LP2 --on 2006-10-31 --what 'not to be read'",
        ],
    );
    decide_all(&desk, "publish");
    let number = rows(&desk, DRAFT)[0][11].clone();
    assert_eq!(
        file(&desk, DRAFT),
        format!(
            "OrganisationLabel,OrganisationURI,OrganisationalUnit,ServiceCategoryLabel,ServiceCategoryURI,\
             BeneficiaryName,BeneficiaryOtherID,CompaniesHouseRegistrationNumber,CharityCommissionNumber,VCSEGrant,\
             PaymentDate,TransactionNumber,Amount,IrrecoverableVATAmount,Purpose,CategoryInternalName,CPVLabel,\
             CPVCode,ProclassLabel,ProclassCode,CardTransaction,ContractRef\r\n\
             Local authority E06000020,http://statistics.data.gov.uk/id/statistical-geography/E06000020,Trial,,,\
             '=Tutors Ltd,UKPRN 10000001,0400000A,,,\
             31/10/2006,{number},1234.56,0.00,Education and training,education,,,,,Yes,\r\n"
        )
    );
    assert!(number.len() == 17 && number.starts_with('T'), "{number}");
    let named = format!("{EXPORT} --organisation 'Telford and Wrekin'");
    desk.bhlp(&named).now(JANUARY).done();
    assert_eq!(rows(&desk, DRAFT)[0][0], "Telford and Wrekin");
}

/// An invoice of £117.50 with £17.50 VAT, paid 39.17, 39.17 and 39.16; then £11.75 of it comes back with its
/// credit note of £1.75 VAT: 100.00 - 10.00 net in all.
#[test]
fn vat_is_shared_over_part_payments_to_the_penny() {
    let desk = desk();
    does(
        &desk,
        &[
            "account open card:5521 --holder LP2",
            "commission place C-1 care 117.50 --vat 17.50 --from SHOP --on 2006-10-01", // 17
            "invoice record 17 117.50 --vat 17.50 --on 2006-10-02",
            "payment record 17 39.17 --card 5521 --for LP2 --on 2006-10-03",
            "payment record 17 39.17 --card 5521 --for LP2 --on 2006-10-04",
            "payment record 17 39.16 --card 5521 --for LP2 --on 2006-10-05",
            "credit-note record 17 11.75 --vat 1.75 --on 2006-10-06",
            "refund record 17 11.75 --card 5521 --on 2006-10-07",
        ],
    );
    export(&desk);
    let amounts: Vec<String> = published(&desk).into_iter().map(|row| row[2].clone()).collect();
    assert_eq!(amounts, ["33.34", "33.33", "33.33", "-10.00"]);
}

#[test]
fn nobody_is_named_until_somebody_decides() {
    let desk = desk();
    does(
        &desk,
        &[
            "account open card:5521 --holder LP2",
            "provider add MUM --name 'Ann Other' --sector individual",
            "provider add LEE --name 'Shop of Sam Roe' --sector voluntary --charity-number 100200",
            "provider add TAXI --name 'Bo Peep' --sector private",
            "provider add CITY --name 'City Council' --sector statutory",
            "buy C-1 travel 1 --from MUM --card 5521 --for LP2 --on 2006-10-01",
            "buy C-1 travel 2 --from LEE --card 5521 --for LP2 --on 2006-10-02",
            "buy C-1 travel 3 --from TAXI --card 5521 --for LP2 --on 2006-10-03",
            "buy C-1 travel 4 --from CITY --card 5521 --for LP2 --on 2006-10-04",
        ],
    );
    desk.bhlp(EXPORT)
        .now(JANUARY)
        .stdout(format!(
            "{DRAFT}: 4 lines, 4 without a name; 0 payments left out\n\
             waiting for a decision: 2 lines of out/review.csv\n\
             still open, so that figures may change: 2006-10, 2006-11, 2006-12\n\
             not for publication until it is signed: --sign\n"
        ))
        .code(0);
    assert!(published(&desk).iter().all(|row| row[0] == "REDACTED PERSONAL DATA"));
    let few = "works for one child only; for a child of an area with few";
    let why: Vec<String> =
        rows(&desk, "out/review.csv").iter().map(|row| format!("{}: {}", row[5], row[8])).collect();
    assert_eq!(
        why,
        [
            format!("an individual; looks like a person's name; {few}: redact"),
            format!("names a child or somebody in the pilot; {few}: redact"),
            format!("perhaps a sole trader: no register number; looks like a person's name; {few}: "),
            format!("{few}: "),
        ]
    );
    // What is withheld by rule stays so; a line may be left out.
    decide(&desk, |name, _| match name {
        "Bo Peep" => "leave_out",
        _ => "publish",
    });
    export(&desk);
    let names: Vec<String> = published(&desk).into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(names, ["REDACTED PERSONAL DATA", "REDACTED PERSONAL DATA", "City Council"]);
    assert_eq!(rows(&desk, "out/left-out.csv")[0][0], "decided");
    // The decision is still there to be changed.
    assert_eq!(rows(&desk, "out/review.csv")[2][8], "leave_out");
}

#[test]
fn it_is_signed_as_it_was_looked_at() {
    let desk = desk();
    does(
        &desk,
        &[
            "account open card:5521 --holder LP2",
            "buy C-1 food 10 --from SHOP --card 5521 --for LP2 --on 2006-10-05",
        ],
    );
    let sign = format!("{EXPORT} --sign");
    let differs = "the file in the folder is not what would be written now of 2006Q4\n\
                   hint: write it again, look at it, then sign: \
                   bhlp export transparency --quarter 2006Q4 --to DIR";
    desk.bhlp(&sign).now(JANUARY).refused("DRAFT_DIFFERS", differs);
    desk.bhlp(EXPORT).done();
    desk.bhlp(&sign).now("2006-12-31T23:00:00Z").refused(
        "QUARTER_NOT_OVER",
        "2006Q4 ends on 2006-12-31; it is signed after that\n\
         hint: until then there is a draft: leave out --sign",
    );
    desk.bhlp(&sign).now(JANUARY).refused(
        "REVIEW_UNANSWERED",
        "nobody has decided on 1 line of 2006Q4\n\
         hint: write publish, redact or leave_out in the last column of review.csv, and export again",
    );
    decide(&desk, |_, _| "publish");
    // Decided, and not written yet: what would be signed is not what is there.
    desk.bhlp(&sign).now(JANUARY).refused("DRAFT_DIFFERS", differs);
    export(&desk);
    let draft = file(&desk, DRAFT);
    desk.bhlp(&sign).user("LP1").now(JANUARY).refused(
        "ROLE_MAY_NOT",
        "LP1 is a lead professional and may not sign what is published\n\
         hint: ask a colleague whose role includes it: bhlp practitioner list",
    );
    // A letter changed by hand.
    fs::write(desk.dir.path().join(DRAFT), draft.replace("10.00", "11.00")).unwrap();
    desk.bhlp(&sign).user("FIN").now(JANUARY).refused("DRAFT_DIFFERS", differs);
    export(&desk);
    desk.bhlp(&format!("{sign} --dry-run")).user("FIN").now(JANUARY).done();
    assert!(desk.dir.path().join(DRAFT).exists());
    let hash: String = Sha256::digest(&draft).iter().map(|byte| format!("{byte:02x}")).collect();
    desk.bhlp(&sign)
        .user("FIN")
        .now(JANUARY)
        .stdout(format!(
            "signed the spending of 2006Q4: 1 published, 0 of them without a name; SHA-256 {hash}\n"
        ))
        .stderr("warning: still open, so that figures may change: 2006-10, 2006-11, 2006-12\n")
        .code(0);
    assert_eq!(file(&desk, FINAL), draft);
    assert!(!desk.dir.path().join(DRAFT).exists());
    let readme = file(&desk, "out/README.txt");
    assert!(readme.contains("Signed by FIN on 2007-01-08, in event 18 of the ledger.\n"), "{readme}");
    // Once more: the same file, and nothing new is recorded.
    let events = desk.events();
    desk.bhlp(&sign)
        .user("MGR")
        .now(JANUARY)
        .stdout("2006Q4 was already signed, exactly as it is now, by FIN, in event 18\n")
        .code(0);
    export(&desk);
    assert_eq!((file(&desk, FINAL), desk.events()), (draft, events));
    desk.bhlp("check").code(0);
    // What is recorded afterwards makes a new draft.
    does(&desk, &["buy C-1 food 12 --from SHOP --card 5521 --for LP2 --on 2006-10-06"]);
    export(&desk);
    assert!(desk.dir.path().join(DRAFT).exists() && !desk.dir.path().join(FINAL).exists());
    assert!(file(&desk, "out/README.txt").contains("differs from what FIN signed on 2007-01-08 (event 18)"));
    // Another file is not signed unawares, though its folder is new and knows nothing of the first.
    desk.bhlp(&sign.replace("out", "new")).now(JANUARY).refused("DRAFT_DIFFERS", differs);
    desk.bhlp(&EXPORT.replace("out", "new")).now(JANUARY).done();
    fs::copy(desk.dir.path().join("new/review.csv"), desk.dir.path().join("out/review.csv")).unwrap();
    decide(&desk, |_, _| "redact");
    export(&desk);
    desk.bhlp(&sign).user("FIN").now(JANUARY).refused(
        "PUBLICATION_SIGNED",
        "2006Q4 was signed by FIN in event 18, as another file\n\
         hint: compare the two; to put this one in its place, say why: --sign --replace REASON",
    );
    desk.bhlp(&format!("{sign} --replace 'a payment came late'")).user("FIN").now(JANUARY).done();
    assert_eq!(desk.events(), events + 2);
    desk.bhlp("check").code(0);
}

#[test]
fn a_folder_or_a_review_that_cannot_be_used() {
    let desk = desk();
    does(
        &desk,
        &[
            "account open card:5521 --holder LP2",
            "buy C-1 food 10 --from SHOP --card 5521 --for LP2 --on 2006-10-05",
        ],
    );
    let said = |line: &str, message: &str| desk.bhlp(line).now(JANUARY).stderr(message).code(4);
    desk.bhlp("export transparency --quarter 2006-4 --to out")
        .stderr(
            "error[QUARTER_INVALID]: --quarter: `2006-4` is not a quarter of the calendar; write year, Q and 1 to 4, \
             such as 2006Q4 for October to December\n",
        )
        .code(2);
    fs::create_dir(desk.dir.path().join("home")).unwrap();
    fs::write(desk.dir.path().join("home/letter.txt"), "Dear").unwrap();
    let other = |place: &str| {
        format!(
            "error[PUBLICATION_FOLDER_OTHER]: {place} holds something else\n\
             hint: name a new folder for each quarter: --to DIR\n"
        )
    };
    said("export transparency --quarter 2006Q4 --to home", &other("home"));
    said("export transparency --quarter 2006Q4 --to pilot.bhlp", &other("pilot.bhlp"));
    export(&desk);
    said("export transparency --quarter 2006Q3 --to out", &other("out"));
    decide(&desk, |_, _| "yes");
    let before = file(&desk, DRAFT);
    // Lines end as the program and Excel write them.
    let review = file(&desk, "out/review.csv").replace('\n', "\r\n");
    fs::write(desk.dir.path().join("out/review.csv"), review).unwrap();
    said(
        EXPORT,
        "error[REVIEW_INVALID]: review.csv, line 2: `yes` is no decision; write publish, redact or leave_out\n\
         hint: put it right, or move the folder away and begin from a new one\n",
    );
    assert_eq!(file(&desk, DRAFT), before);
    // As Excel writes it where the comma is for decimals, and what it calls Unicode text.
    let path = desk.dir.path().join("out/review.csv");
    let review = fs::read_to_string(&path).unwrap();
    let again = "hint: save it again as CSV UTF-8 with commas; in LibreOffice: Edit filter settings\n";
    fs::write(&path, review.replace(',', ";")).unwrap();
    said(
        EXPORT,
        &format!("error[REVIEW_INVALID]: review.csv was saved with semicolons between its columns\n{again}"),
    );
    let wide = format!("\u{feff}{}", review.replace(',', "\t"));
    fs::write(&path, wide.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).unwrap();
    said(
        EXPORT,
        &format!(
            "error[REVIEW_INVALID]: review.csv was saved with UTF-16, which Excel calls Unicode text\n{again}"
        ),
    );
    let beside = fs::read_dir(desk.dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let beside: HashSet<String> = beside.map(|name| name.to_string_lossy().into_owned()).collect();
    assert!(!beside.iter().any(|name| name.starts_with(".out")), "{beside:?}");
}

/// A pilot in which every text that somebody typed is unlike any other: none of them is published, whatever
/// is decided.
#[test]
fn nothing_that_could_name_a_child_is_published() {
    for seed in [1, 2, 3] {
        let desk = desk_of(seed);
        export(&desk);
        for decision in ["redact", "publish"] {
            decide(&desk, |_, _| decision);
            export(&desk);
            let file = file(&desk, DRAFT).to_lowercase();
            let file = file.split_once('\n').unwrap().1; // the header is the schema's
            assert!(file.lines().count() > 9, "{file}");
            for secret in secrets(&desk) {
                assert!(!file.contains(&secret.to_lowercase()), "seed {seed}: {secret} in\n{file}");
            }
        }
    }
}

/// Words nobody else uses, from a seed.
pub struct Words(pub u64);

impl Words {
    pub fn next(&mut self) -> String {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("Zq{:07x}", self.0 >> 36)
    }
}

pub fn desk_of(seed: u64) -> Desk {
    let mut words = Words(seed);
    let mut word = || words.next();
    let desk = Desk::new();
    let (child, other, buyer, name) = (word(), word(), word(), format!("{} {}", word(), word()));
    let mut lines = vec![
        format!("practitioner add {buyer} --name '{name}' --profession nurse --agency council"),
        format!("account open card:5521 --holder {buyer}"),
        format!(
            "child add {child} --cohort looked_after --born 1999-03 --area North --need N1 --level 2 --lead {buyer}"
        ),
        format!(
            "child add {other} --cohort looked_after --born 1999-03 --area North --need N1 --level 2 --lead {buyer}"
        ),
        format!("category add odd --label 'Things for {child}'"),
        format!("provider add NAMED --name 'Firm of {name}' --sector private --companies-house 04000001"),
        format!("provider add CODED --name 'Friends of {other}' --sector voluntary"),
        "provider add LONE --name 'Lone Parent' --sector individual".to_owned(),
        format!("budget open {child} 1500 --on 2006-09-01"),
        format!("budget open {other} 1500 --on 2006-09-01"),
    ];
    for (place, provider) in ["NAMED", "CODED", "LONE", "SHOP", "SWIM"].iter().enumerate() {
        for (child, category) in [(&child, "odd"), (&other, "care")] {
            lines.push(format!(
                "buy {child} {category} {}.25 --from {provider} --card 5521 --for {buyer} --on 2006-10-0{} --what '{}' \
                 --invoice {} --note '{}' --wish '{}' --instead-of '{}' --key {}",
                place + 20,
                place + 1,
                word(),
                word(),
                word(),
                word(),
                word(),
                word()
            ));
        }
    }
    lines.push(format!(
        "commission place {child} odd 600 --from SWIM --for {buyer} --on 2006-11-01 --what '{}'",
        word()
    ));
    for line in &lines {
        desk.bhlp(line).now("2006-12-30T10:00:00Z").done();
    }
    let order = desk.events();
    does(
        &desk,
        &[
            &format!("invoice record {order} 600 --number {} --note '{}' --on 2006-11-02", word(), word()),
            &format!("payment record {order} --note '{}' --on 2006-11-03", word()),
            &format!("entry reverse {} --reason '{}' --on 2006-12-30", order - 1, word()),
        ],
    );
    desk
}

/// Every text of the ledger that is nobody's business: references, names, descriptions, notes, numbers.
fn secrets(desk: &Desk) -> Vec<String> {
    let book = desk.other_hand();
    let mut found = Vec::new();
    for sql in [
        "SELECT child_ref FROM child",
        "SELECT code FROM practitioner",
        "SELECT name FROM practitioner WHERE name <> code",
        "SELECT description FROM commission",
        "SELECT wish FROM commission",
        "SELECT instead_of FROM commission",
        "SELECT reference FROM entry",
        "SELECT note FROM entry",
        "SELECT request_key FROM event",
        "SELECT name FROM account WHERE kind IN ('card', 'bank')",
        "SELECT name FROM provider WHERE sector = 'individual'",
    ] {
        let mut statement = book.prepare(sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            if let ValueRef::Text(bytes) = row.get_ref(0).unwrap() {
                found.push(text(bytes));
            }
        }
    }
    assert!(found.len() > 80, "{found:?}");
    found
}

/// What was paid for a shielded child is published without the name of the shop; the sum is.
#[test]
fn a_shielded_childs_shop_is_not_named() {
    let desk = desk();
    does(
        &desk,
        &[
            "buy C-1 food 600 --from SHOP --on 2006-10-02",
            "consent record C-1 shield --reason 'a threat was made' --on 2006-10-03",
        ],
    );
    export(&desk);
    let rows = published(&desk);
    let redacted = "REDACTED PERSONAL DATA";
    assert_eq!(rows, [[redacted, "02/10/2006", "600.00", "No"].map(str::to_owned)]);
    for name in ["out/review.csv", DRAFT] {
        assert!(!file(&desk, name).contains("Shoe shop"), "{name}");
    }
}
