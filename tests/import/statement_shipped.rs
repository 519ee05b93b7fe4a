//! Every shipped layout: its sample is known as exactly that profile's, and comes to what a plain other
//! reader finds in it.

use std::fs;
use std::path::Path;

use domain::Pence;
use domain::statement::StatementFile;
use file::BadFile;
use statement::{Profile, propose, read};

/// How the other reader finds a line's sum.
enum Sum {
    /// The column with a sign; whether a purchase is positive.
    Signed(usize, bool),
    Apart {
        out: usize,
        in_: usize,
    },
    /// The sum, and the column with a word for money in.
    Flagged(usize, usize, &'static str),
}

use Sum::{Apart, Flagged, Signed};

/// Each layout with columns in the order of its sample: records before the first line, the sum, and what is
/// taken off it.
const LAYOUTS: [(&str, usize, Sum, Option<usize>); 25] = [
    ("lloyds", 0, Signed(4, false), None),
    ("bankline", 1, Apart { out: 16, in_: 17 }, None),
    ("natwest", 1, Signed(3, false), None),
    ("barclays", 2, Flagged(4, 5, "CR"), None),
    ("hsbcnet", 0, Signed(3, false), None),
    ("clydesdale", 0, Signed(7, false), None),
    ("lloyds-retail", 1, Apart { out: 5, in_: 6 }, None),
    ("lloyds-online", 1, Signed(4, false), None),
    ("natwest-online", 1, Signed(3, false), None),
    ("barclays-online", 1, Signed(3, false), None),
    ("hsbc", 1, Apart { out: 3, in_: 4 }, None),
    ("nationwide", 4, Apart { out: 3, in_: 4 }, None),
    ("co-operative", 1, Apart { out: 4, in_: 3 }, None),
    ("starling", 1, Signed(4, false), None),
    ("monzo", 1, Signed(7, false), None),
    ("monzo-business", 1, Signed(7, false), None),
    ("metro", 1, Apart { out: 4, in_: 3 }, None),
    ("metro-business", 1, Apart { out: 4, in_: 3 }, None),
    ("revolut", 1, Signed(5, false), Some(6)),
    ("virgin-money-card", 1, Flagged(2, 8, "CRDT"), None),
    ("barclaycard-business", 1, Signed(4, true), None),
    ("smartdata", 1, Signed(6, true), None),
    ("oxford-2017", 1, Signed(2, true), None),
    ("oxford-2017-q1", 1, Signed(2, true), None),
    ("pilot-cards", 1, Signed(4, true), None),
];
/// What has no line of names or balance that proves it.
const UNPROVED: [&str; 3] = ["lloyds", "hsbcnet", "clydesdale"];

fn sample(name: &str) -> String {
    let file = match name {
        "oxford-2017" => "oxford-cards/procurement-card-spending-august-2017.csv".to_owned(),
        "oxford-2017-q1" => "oxford-cards/procurement-card-spending-jan-mar-2017.csv".to_owned(),
        _ => format!("csv/{name}.csv"),
    };
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/statements").join(file)).unwrap()
}

fn taken(text: &str, profile: Option<&Profile>) -> Result<StatementFile, BadFile> {
    read(text.as_bytes(), "f.csv", "2020-01-15".parse().unwrap(), profile)
}

/// Values between commas, those in quotes whole.
fn split(line: &str) -> Vec<String> {
    let (mut values, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => values.push(String::new()),
            c => values.last_mut().unwrap().push(c),
        }
    }
    values
}

/// `-£1,234.5` in pence, without the program's own reading.
fn pence(text: &str) -> i64 {
    let bare: String = text.chars().filter(|c| c.is_ascii_digit() || "-.".contains(*c)).collect();
    let (sign, bare) = bare.strip_prefix('-').map_or((1, bare.as_str()), |rest| (-1, rest));
    let (pounds, part) = bare.split_once('.').unwrap_or((bare, ""));
    let number = |digits: &str| digits.parse::<i64>().unwrap_or(0);
    sign * (number(pounds) * 100 + number(&format!("{part:0<2}")))
}

fn other_reader(text: &str, skip: usize, sum: &Sum, fee: Option<usize>) -> Vec<i64> {
    let rows = text.lines().filter(|line| !line.trim().is_empty()).skip(skip).map(split);
    let value = |row: &[String]| match sum {
        Signed(place, purchase) => pence(&row[*place]) * if *purchase { -1 } else { 1 },
        Apart { out, in_ } => pence(&row[*in_]) - pence(&row[*out]).abs(),
        Flagged(place, flag, in_) => pence(&row[*place]) * if row[*flag] == *in_ { 1 } else { -1 },
    };
    let moved = rows.filter(|row| !row.iter().any(|value| value == "REVERTED"));
    let net = moved.map(|row| value(&row) - fee.map_or(0, |fee| pence(&row[fee])));
    let mut found: Vec<i64> = net.filter(|sum| *sum != 0).collect();
    found.sort_unstable();
    found
}

#[test]
fn every_shipped_layout_is_known_as_itself_and_comes_to_its_sums() {
    // That of Santander has labels in the place of columns: below.
    assert_eq!(Profile::shipped().len(), LAYOUTS.len() + 1);
    for (name, skip, sum, fee) in &LAYOUTS {
        let (text, profile) = (sample(name), Profile::find(name).unwrap());
        let by = UNPROVED.contains(name).then_some(&profile);
        let file = taken(&text, by).unwrap_or_else(|bad| panic!("{name}: {bad:?}"));
        assert_eq!(file.format, format!("csv:{name}"));
        let mut found: Vec<i64> =
            file.accounts.iter().flat_map(|account| &account.lines).map(|line| line.amount.get()).collect();
        found.sort_unstable();
        assert_eq!(found, other_reader(&text, *skip, sum, *fee), "{name}: {:?}", file.left_out);
        assert!(found.len() > 2 && found.iter().any(|sum| *sum > 0), "{name}");
    }
}

#[test]
fn no_layout_fits_the_file_of_another() {
    for (name, ..) in &LAYOUTS {
        let text = sample(name);
        let itself = taken(&text, None).map(|file| file.format);
        let only_itself = itself.as_ref().map_or_else(
            |bad| UNPROVED.contains(name) && bad.code == "STATEMENT_LAYOUT_UNPROVED",
            |format| *format == format!("csv:{name}"),
        );
        assert!(only_itself, "{name}: {itself:?}");
        // One name changed is another layout.
        let profile = Profile::find(name).unwrap();
        if let Some(names) = profile.text.lines().find_map(|line| line.strip_prefix("names = \"")) {
            let last = names.trim_end_matches('"').rsplit(',').next().unwrap();
            let second = names.split(',').nth(1).unwrap();
            let line = text.lines().find(|line| line.contains(second) && line.contains(last)).unwrap();
            let (before, after) = line.rsplit_once(last).unwrap();
            let changed = text.replacen(line, &format!("{before}{last} once more{after}"), 1);
            let code = taken(&changed, None).unwrap_err().code;
            assert_eq!(code, "STATEMENT_LAYOUT_UNKNOWN", "{name}: {last}");
        }
    }
}

#[test]
fn balances_above_and_beside_the_lines_are_kept() {
    for (name, opening, closing) in [
        ("lloyds-retail", 0, 120_881),
        ("nationwide", 0, 120_881),
        ("hsbc", 0, 120_881),
        ("metro-business", 0, 120_881),
        ("monzo-business", 0, 120_881),
        ("revolut", 0, 120_451),
    ] {
        let account = taken(&sample(name), None).unwrap().accounts.remove(0);
        let found = (account.opening, account.closing);
        assert_eq!(found, (Some(Pence::new(opening)), Some(Pence::new(closing))), "{name}");
    }
}

/// What is proposed for each sample without knowing the layout: the same sums, or a word of why not.
#[test]
fn what_is_proposed_for_every_sample_comes_to_the_same_sums() {
    let mut refused = Vec::new();
    for (name, skip, sum, fee) in &LAYOUTS {
        let text = sample(name);
        let wanted = other_reader(&text, *skip, sum, *fee);
        let proposal = propose(text.as_bytes(), "f.csv", &"p".parse().unwrap()).unwrap();
        match proposal.read {
            Ok(file) => {
                let lines = file.accounts.iter().flat_map(|account| &account.lines);
                let mut found: Vec<i64> = lines.map(|line| line.amount.get()).collect();
                found.sort_unstable();
                assert_eq!(found, wanted, "{name}: {:?}", proposal.doubts);
            }
            Err(bad) => refused.push(format!("{name}: {}", bad.code)),
        }
    }
    // Its day stands once, above the names: nothing on a line shows that.
    assert_eq!(refused, ["barclays: BAD_ROWS"]);
}

/// Santander's text, by hand: 250.00 before, out 6.20, in 1,000.00, out 34.99.
#[test]
fn a_statement_in_labelled_lines_comes_to_its_sums() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/statements/labelled/santander.txt");
    let bytes = fs::read(path).unwrap();
    let today = "2020-01-15".parse().unwrap();
    let profile = Profile::find("santander").unwrap();
    for profile in [None, Some(&profile)] {
        let file = read(&bytes, "f.txt", today, profile).unwrap();
        assert_eq!(file.format, "csv:santander");
        let [account] = file.accounts.as_slice() else { panic!("{:?}", file.accounts) };
        let lines: Vec<(u64, String, i64, &str)> = account
            .lines
            .iter()
            .map(|line| (line.row, line.posted_on.to_string(), line.amount.get(), line.what()))
            .collect();
        assert_eq!(
            lines,
            [
                (5, "2006-10-30".to_owned(), -3_499, "CARD PAYMENT TO MARIGOLD SHOES, \"THE OLD MILL\""),
                (10, "2006-10-16".to_owned(), 100_000, "BANK GIRO CREDIT REF COUNCIL, BHLP"),
                (15, "2006-10-02".to_owned(), -620, "BILL PAYMENT TO HARBOUR CLUB£"),
            ]
        );
        let ends = [account.opening, account.closing].map(|end| end.map(Pence::get));
        assert_eq!(ends, [Some(25_000), Some(120_881)]);
        let days = [account.from, account.until].map(|day| day.map(|day| day.to_string()));
        assert_eq!(days, [Some("2006-10-01".to_owned()), Some("2006-10-31".to_owned())]);
    }
}

/// Cut off after any of its lines, or with one of them lost or twice, it is refused; so is a sum that its
/// balances contradict.
#[test]
fn a_statement_in_labelled_lines_that_is_not_whole_is_refused() {
    let text = "From: 01/10/2006 to 31/10/2006\n\nAccount: 12345678\n\n\
                Date: 30/10/2006\nDescription: SHOES\nAmount: -34.99\nBalance: 208.81\n\n\
                Date: 02/10/2006\nDescription: CLUB\nAmount: -6.20\nBalance: 243.80\n";
    let code = |text: &str| taken(text, None).map_or_else(|bad| bad.code, |_| "");
    assert_eq!(code(text), "");
    let lines: Vec<&str> = text.lines().collect();
    for cut in 10..13 {
        let short = lines[..cut].join("\n");
        assert_eq!(code(&short), "STATEMENT_TRUNCATED", "{short}");
    }
    for lost in ["Date: 30/10/2006\n", "Description: CLUB\n", "Amount: -34.99\n", "Date: 02/10/2006\n"] {
        assert_ne!(code(&text.replacen(lost, "", 1)), "", "{lost}");
    }
    for twice in ["Amount: -34.99\n", "Balance: 243.80\n"] {
        assert_ne!(code(&text.replacen(twice, &twice.repeat(2), 1)), "", "{twice}");
    }
    assert_ne!(code(&text.replacen("-34.99", "-43.99", 1)), "");
    // Lines of two accounts, though their balances follow; and of another period.
    let other = text.replacen("\n\nDate: 02", "\n\nAccount: 87654321\n\nDate: 02", 1);
    assert_eq!(code(&other), "STATEMENT_FIELD_INVALID");
    assert_eq!(code(&text.replacen("to 31/10", "to 29/10", 1)), "STATEMENT_FIELD_INVALID");
    let told = taken(&text.replacen("\n\nDate: 02", "\n\nPENDING\n\nDate: 02", 1), None).unwrap().left_out;
    assert_eq!(told, ["line 10 is passed over: `PENDING`"]);
    assert_eq!(code("From: 01/10/2006 to 31/10/2006\n\nAccount: 12345678\n"), "STATEMENT_UNKNOWN");
}
