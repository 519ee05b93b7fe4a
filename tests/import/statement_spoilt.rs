//! The samples with bytes changed, cut out, doubled and swapped: whatever comes, the reader says yes or
//! no. What it takes balances and has come; what it refuses has a code and words.

use std::fs;
use std::path::Path;

use domain::Pence;
use domain::statement::StatementFile;

use super::statement_formats::{read, today};

/// What a hostile or careless hand writes.
const PIECES: [&[u8]; 18] = [
    b"<",
    b">",
    b"&",
    b"&#x0;",
    b"&#1114112;",
    b"<!",
    b"<![CDATA[",
    b"]]>",
    b"</",
    b":61:",
    b"\0",
    b"\xff",
    b"\xc3\xa9",
    b"-",
    b",",
    b"99999999999999999999",
    b"^\n",
    b"\r",
];

/// A small xorshift generator: the same seed spoils the same bytes on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    /// Two places in order.
    fn span(&mut self, bytes: &[u8], most: usize) -> (usize, usize) {
        let from = self.below(bytes.len());
        (from, (from + self.below(most)).min(bytes.len()))
    }

    fn spoil(&mut self, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
        if bytes.is_empty() {
            return;
        }
        match self.below(7) {
            0 => {
                let at = self.below(bytes.len());
                bytes[at] = u8::try_from(self.below(256)).unwrap();
            }
            1 => bytes.truncate(self.below(bytes.len())),
            2 => {
                let (from, until) = self.span(bytes, 40);
                bytes.drain(from..until);
            }
            3 => {
                let (from, until) = self.span(bytes, 200);
                let doubled = bytes[from..until].to_vec();
                bytes.splice(until..until, doubled);
            }
            4 => {
                let other = &others[self.below(others.len())];
                let (from, until) = self.span(other, 200);
                let at = self.below(bytes.len());
                bytes.splice(at..at, other[from..until].iter().copied());
            }
            5 => {
                let (one, two) = (self.below(bytes.len()), self.below(bytes.len()));
                bytes.swap(one, two);
            }
            _ => {
                let at = self.below(bytes.len());
                bytes.splice(at..at, PIECES[self.below(PIECES.len())].iter().copied());
            }
        }
    }
}

fn samples() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/statements");
    let mut paths: Vec<_> = ["camt", "mt940", "ofx", "qif", "csv", "bad"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn assert_sound(file: &StatementFile, scene: &str) {
    for account in &file.accounts {
        assert!(account.from.zip(account.until).is_none_or(|(from, until)| from <= until), "{scene}");
        for line in &account.lines {
            assert!(line.amount != Pence::ZERO && line.posted_on <= today() && line.row > 0, "{scene}");
        }
        if let (Some(opening), Some(closing)) = (account.opening, account.closing) {
            assert_eq!(opening + account.lines.iter().map(|line| line.amount).sum(), closing, "{scene}");
        }
    }
}

#[test]
fn whatever_comes_the_answer_is_yes_or_no() {
    let seed = std::env::var("BHLP_SEED").map_or(20_060_904, |text| text.parse().unwrap());
    println!("BHLP_SEED={seed}");
    // Zero would stay zero in a xorshift.
    let mut random = Random(seed.max(1));
    let samples = samples();
    let (mut taken, mut refused) = (0, 0);
    for round in 0..25 {
        for (place, sample) in samples.iter().enumerate() {
            let mut bytes = sample.clone();
            for _ in 0..=random.below(4) {
                random.spoil(&mut bytes, &samples);
            }
            let scene =
                format!("seed {seed}, round {round}, sample {place}: {:?}", String::from_utf8_lossy(&bytes));
            match read(&bytes) {
                Ok(file) => {
                    taken += 1;
                    assert_sound(&file, &scene);
                }
                Err(bad) => {
                    refused += 1;
                    assert!(!bad.code.is_empty() && !bad.message.is_empty(), "{scene}");
                    let shown = bad.rows.iter().map(|row| row.excerpt.as_str()).chain([bad.message.as_str()]);
                    for text in shown {
                        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{scene}: {text:?}");
                    }
                }
            }
        }
    }
    assert!(taken > 0 && refused > 0, "{taken} taken, {refused} refused");
}

#[test]
fn the_beginnings_of_every_sample_are_answered() {
    for sample in samples() {
        for end in (0..sample.len()).step_by(17) {
            if let Ok(file) = read(&sample[..end]) {
                assert_sound(&file, &format!("{:?}", String::from_utf8_lossy(&sample[..end])));
            }
        }
    }
}
