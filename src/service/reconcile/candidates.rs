//! What a line might be: entries near it in amount, day and name, each with a score and its reasons. A
//! person decides; nothing here is certain.

use std::collections::{HashMap, HashSet};

use crate::Result;
use domain::matching::{BankItem, BookItem, ProviderName, merchant_key};
use domain::{AccountId, EntryId, LineId, Pence, ProviderId};
use store::Reader;

/// What a line might be: one entry or several, perhaps with other lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub line: LineId,
    /// Other lines that belong to the same entry.
    pub with: Vec<LineId>,
    pub entries: Vec<EntryId>,
    /// What the entries do to the account.
    pub amount: Pence,
    /// Whether the lines and the entries come to the same.
    pub fits: bool,
    /// How likely it is, of 100.
    pub score: u8,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// How many days after a line an entry still may be the same, and before it.
const AFTER: i64 = 7;
const BEFORE: i64 = 60;
/// Within how many days several are taken together.
const TOGETHER: i64 = 10;
/// Within how many days a line is taken back.
const BACK: i64 = 60;
/// How many are tried together at most.
const TRIED: usize = 30;
/// How many candidates are given.
const MOST: usize = 9;

/// All that is open on some accounts, laid out in order of day to look for what lies near.
pub struct CandidateFinder {
    lines: HashMap<AccountId, Vec<BankItem>>,
    items: HashMap<AccountId, Vec<BookItem>>,
    /// Each line's merchant.
    keys: HashMap<LineId, String>,
    merchants: HashMap<String, ProviderId>,
    providers: HashMap<ProviderId, ProviderName>,
    called: HashMap<ProviderId, String>,
}

impl CandidateFinder {
    pub fn open(reader: Reader<'_>, accounts: &[AccountId]) -> Result<Self> {
        let until = reader.calendar()?.pilot.settles_until();
        let mut finder = Self {
            lines: HashMap::new(),
            items: HashMap::new(),
            keys: HashMap::new(),
            merchants: reader.merchants()?.into_iter().map(|known| (known.name, known.provider)).collect(),
            providers: reader.provider_names()?,
            called: HashMap::new(),
        };
        let explained = reader.explained_for_good()?;
        for line in reader.open_lines(accounts, until)? {
            if !line.is_opening() && !explained.lines.contains(&line.id) {
                let key = line.text.as_ref().and_then(|text| merchant_key(text.as_str()));
                finder.keys.extend(key.map(|key| (line.id, key)));
                finder.lines.entry(line.account).or_default().push(line);
            }
        }
        for item in reader.open_items(accounts, until)? {
            if !explained.items.contains(&(item.entry, item.account)) {
                finder.items.entry(item.account).or_default().push(item);
            }
        }
        let key = |(id, provider): (&ProviderId, &ProviderName)| Some((*id, merchant_key(&provider.name)?));
        finder.called = finder.providers.iter().filter_map(key).collect();
        Ok(finder)
    }

    /// The best that each line might be, where the sums are equal and enough speaks for it. Each line and
    /// each entry is in one proposal, the likeliest.
    pub fn proposals(&self, at_least: u8) -> Vec<(BankItem, Candidate)> {
        let lines = self.lines.values().flatten();
        let best = lines.filter_map(|line| Some((line.clone(), self.find(line, true).into_iter().next()?)));
        let mut likely: Vec<(BankItem, Candidate)> =
            best.filter(|(_, best)| best.score >= at_least).collect();
        likely.sort_by_key(|(line, best)| (u8::MAX - best.score, line.posted_on, line.id));
        let (mut lines, mut entries) = (HashSet::new(), HashSet::new());
        likely.retain(|(line, best)| {
            let of_lines = || std::iter::once(line.id).chain(best.with.iter().copied());
            let of_entries = || best.entries.iter().map(|entry| (line.account, *entry));
            let free =
                of_lines().all(|id| !lines.contains(&id)) && of_entries().all(|id| !entries.contains(&id));
            if free {
                lines.extend(of_lines());
                entries.extend(of_entries());
            }
            free
        });
        likely.sort_by_key(|(line, _)| (line.posted_on, line.id));
        likely
    }

    /// Finds what a line might be, the likeliest first. Where the amount differs, it may be a part of it.
    pub fn of(&self, line: &BankItem) -> Vec<Candidate> {
        self.find(line, false)
    }

    fn find(&self, line: &BankItem, only_what_fits: bool) -> Vec<Candidate> {
        let way = line.amount.get().signum();
        let near: Vec<(&BookItem, i64)> = self
            .items_near(line)
            .iter()
            .filter(|item| item.amount.get().signum() == way)
            .map(|item| (item, days(line, item)))
            .collect();
        let mut found: Vec<(i64, Candidate)> = near
            .iter()
            .filter(|(item, _)| !only_what_fits || item.amount == line.amount)
            .filter_map(|(item, apart)| Some((apart.abs(), self.alone(line, item, *apart)?)))
            .collect();
        if !found.iter().any(|(_, candidate)| candidate.fits) {
            found.extend(self.several_entries(line, &near));
            found.extend(near.iter().filter_map(|(item, apart)| self.several_lines(line, item, *apart)));
            found.extend(self.taken_back(line));
        }
        found.sort_by_key(|(apart, candidate)| {
            (!candidate.fits, u8::MAX - candidate.score, *apart, candidate.entries.clone())
        });
        found.into_iter().take(MOST).map(|(_, candidate)| candidate).collect()
    }

    /// The items whose days may be a line's.
    fn items_near(&self, line: &BankItem) -> &[BookItem] {
        let items = self.items.get(&line.account).map_or(&[][..], Vec::as_slice);
        let from = items.partition_point(|item| days(line, item) > BEFORE);
        let to = items.partition_point(|item| days(line, item) >= -AFTER);
        &items[from..to]
    }

    /// The lines of an account within some days of a line.
    fn lines_near(&self, line: &BankItem, within: i64) -> &[BankItem] {
        let lines = self.lines.get(&line.account).map_or(&[][..], Vec::as_slice);
        let from = lines.partition_point(|other| later(line, other) < -within);
        let to = lines.partition_point(|other| later(line, other) <= within);
        &lines[from..to]
    }

    /// One entry. One that is larger is told of only where the name or another currency speaks for it.
    fn alone(&self, line: &BankItem, item: &BookItem, apart: i64) -> Option<Candidate> {
        let (fits, smaller) = (item.amount == line.amount, size(item.amount) < size(line.amount));
        let (name, why_name) = self.name(line, item);
        let foreign = line.foreign.as_ref().filter(|_| !fits && nearly(line.amount, item.amount));
        let slip = !fits && same_digits(line.amount, item.amount);
        if !fits && name == 0 && foreign.is_none() && !((smaller || slip) && apart.abs() <= TOGETHER) {
            return None;
        }
        let mut reasons = vec![match (fits, foreign, smaller) {
            (true, ..) => "the same amount".to_owned(),
            (_, Some(foreign), _) => {
                format!(
                    "nearly the same: {} differs, it was {foreign}",
                    format_size(line.amount - item.amount)
                )
            }
            _ if slip => {
                let more = if smaller { "more" } else { "less" };
                let by = format_size(line.amount - item.amount);
                format!("{by} {more} than the entry, with the same digits in another order")
            }
            (_, _, true) => format!("part of it: {} is left", format_size(line.amount - item.amount)),
            _ => format!("{} less than the entry", format_size(line.amount - item.amount)),
        }];
        reasons.extend(why_name);
        let amount = match (fits, foreign) {
            (true, _) => 50,
            (_, Some(_)) => 30,
            _ if slip => 25,
            _ => 0,
        };
        let mut score = name + amount;
        if let Some(reference) = &line.reference
            && item.references.contains(reference)
        {
            score += 25;
            reasons.push(format!("number {reference}"));
        }
        let (near, why_near) = nearness(apart);
        reasons.push(why_near);
        let score = (score + near).min(99);
        let (entries, amount) = (vec![item.entry], item.amount);
        Some(Candidate { line: line.id, with: Vec::new(), entries, amount, fits, score, reasons })
    }

    /// Another line that takes this one back: the bank's mistake and its correction, a reversal.
    fn taken_back(&self, line: &BankItem) -> Option<(i64, Candidate)> {
        let others = self.lines_near(line, BACK).iter().filter(|other| other.amount == -line.amount);
        let other = others.min_by_key(|other| later(line, other).abs())?;
        let apart = later(line, other);
        let key = self.keys.get(&line.id);
        let same = key.is_some() && key == self.keys.get(&other.id);
        let mut reasons = vec!["the same amount the other way".to_owned()];
        reasons.extend(same.then(|| "the same merchant".to_owned()));
        reasons.push(nearness(-apart).1);
        let score = if same { 75 } else { 45 };
        let (with, entries, amount) = (vec![other.id], Vec::new(), Pence::ZERO);
        Some((apart.abs(), Candidate { line: line.id, with, entries, amount, fits: true, score, reasons }))
    }

    /// Two or three entries that come to the line.
    fn several_entries(&self, line: &BankItem, near: &[(&BookItem, i64)]) -> Option<(i64, Candidate)> {
        let close = near
            .iter()
            .filter(|(item, apart)| apart.abs() <= TOGETHER && size(item.amount) < size(line.amount));
        let close: Vec<&(&BookItem, i64)> = close.take(TRIED).collect();
        let sizes: Vec<i64> = close.iter().map(|(item, _)| size(item.amount)).collect();
        let chosen = together(&sizes, size(line.amount))?;
        let items: Vec<&BookItem> = chosen.iter().map(|place| close[*place].0).collect();
        let (score, why) = items.iter().map(|item| self.name(line, item)).min_by_key(|(score, _)| *score)?;
        let apart = chosen.iter().map(|place| close[*place].1.abs()).max()?;
        let (near, why_near) = nearness(apart);
        let mut reasons = vec![format!("{} entries add up to the same amount", items.len())];
        reasons.extend(why);
        reasons.push(why_near);
        let entries = items.iter().map(|item| item.entry).collect();
        let (with, amount, score) = (Vec::new(), line.amount, (score + near + 25).min(90));
        Some((apart, Candidate { line: line.id, with, entries, amount, fits: true, score, reasons }))
    }

    /// Another line or two of the merchant that come to a larger entry with this one.
    fn several_lines(&self, line: &BankItem, item: &BookItem, apart: i64) -> Option<(i64, Candidate)> {
        let rest = size(item.amount) - size(line.amount);
        let key = self.keys.get(&line.id)?;
        if rest <= 0 || apart.abs() > TOGETHER {
            return None;
        }
        let close = self.lines_near(line, TOGETHER).iter().filter(|other| {
            other.id != line.id
                && other.amount.get().signum() == line.amount.get().signum()
                && self.keys.get(&other.id) == Some(key)
        });
        let close: Vec<&BankItem> = close.take(TRIED).collect();
        let sizes: Vec<i64> = close.iter().map(|other| size(other.amount)).collect();
        let chosen = match sizes.iter().position(|size| *size == rest) {
            Some(place) => vec![place],
            None => together(&sizes, rest)?,
        };
        let (score, why) = self.name(line, item);
        let (near, why_near) = nearness(apart);
        let mut reasons = vec![format!("{} lines add up to its amount", chosen.len() + 1)];
        reasons.extend(why);
        reasons.push(why_near);
        let with = chosen.iter().map(|place| close[*place].id).collect();
        let (entries, amount, score) = (vec![item.entry], item.amount, (score + near + 25).min(90));
        Some((apart.abs(), Candidate { line: line.id, with, entries, amount, fits: true, score, reasons }))
    }

    /// How much the merchant's name speaks for the entry's provider.
    fn name(&self, line: &BankItem, item: &BookItem) -> (u8, Option<String>) {
        let (Some(key), Some(id)) = (self.keys.get(&line.id), item.provider) else { return (0, None) };
        match self.merchants.get(key) {
            Some(known) if *known == id => {
                let code = self.providers.get(&id).map(|provider| provider.code.to_string());
                (25, Some(format!("{key} is known as {}", code.unwrap_or_default())))
            }
            Some(_) => (0, None),
            None if self.called.get(&id) == Some(key) => (20, Some("the provider's name".to_owned())),
            None if self.called.get(&id).is_some_and(|called| share_a_word(called, key)) => {
                (10, Some("a name alike".to_owned()))
            }
            None => (0, None),
        }
    }
}

/// Finds what one line might be.
pub fn candidates(reader: Reader<'_>, line: LineId) -> Result<Vec<Candidate>> {
    let Some(line) = reader.line(line)? else { return Ok(Vec::new()) };
    Ok(CandidateFinder::open(reader, &[line.account])?.of(&line))
}

/// How many days the line came after the entry.
fn days(line: &BankItem, item: &BookItem) -> i64 {
    (line.posted_on.date() - item.effective_on.date()).num_days()
}

/// How many days another line came after a line.
fn later(line: &BankItem, other: &BankItem) -> i64 {
    (other.posted_on.date() - line.posted_on.date()).num_days()
}

/// Tells whether two amounts differ by a twentieth or less, as rates and fees of other currencies do.
fn nearly(one: Pence, other: Pence) -> bool {
    size(one - other) * 20 <= size(one)
}

/// Tells whether two amounts differ as figures do that were typed in another order: 43.99 and 34.99.
fn same_digits(one: Pence, other: Pence) -> bool {
    let digits = |amount: Pence| {
        let mut digits = size(amount).to_string().into_bytes();
        digits.sort_unstable();
        digits
    };
    digits(one) == digits(other)
}

/// Tells whether two names have a word in common that is long enough to be no accident.
fn share_a_word(one: &str, other: &str) -> bool {
    const LONG: usize = 5;
    let words = |name: &str| -> HashSet<String> {
        name.split(|sign: char| !sign.is_alphanumeric())
            .filter(|word| word.chars().count() >= LONG)
            .map(str::to_uppercase)
            .collect()
    };
    !words(one).is_disjoint(&words(other))
}

/// How much the days speak for it.
fn nearness(apart: i64) -> (u8, String) {
    let score = match apart {
        0..=3 => 20,
        4..=10 => 15,
        -3..=-1 => 10,
        11..=30 => 5,
        _ => 0,
    };
    let said = match apart {
        0 => "the same day".to_owned(),
        1 => "a day before".to_owned(),
        -1 => "a day after".to_owned(),
        days if days > 0 => format!("{days} days before"),
        days => format!("{} days after", -days),
    };
    (score, said)
}

/// Finds two or three of some sums that come to another, by their places.
fn together(sizes: &[i64], wanted: i64) -> Option<Vec<usize>> {
    for (one, first) in sizes.iter().enumerate() {
        for (two, second) in sizes.iter().enumerate().skip(one + 1) {
            let rest = wanted - first - second;
            if rest == 0 {
                return Some(vec![one, two]);
            }
            let third = sizes.iter().skip(two + 1).position(|size| *size == rest);
            if let Some(place) = third {
                return Some(vec![one, two, two + 1 + place]);
            }
        }
    }
    None
}

fn size(amount: Pence) -> i64 {
    amount.get().abs()
}

fn format_size(amount: Pence) -> String {
    Pence::new(size(amount)).format_pounds()
}

#[cfg(test)]
mod tests {
    use super::{same_digits, share_a_word, together};
    use domain::Pence;

    #[test]
    fn figures_in_another_order_and_names_with_a_word_in_common_are_alike() {
        assert!(same_digits(Pence::new(-4399), Pence::new(-3499)));
        assert!(!same_digits(Pence::new(-4399), Pence::new(-3498)));
        assert!(share_a_word("SPLASH POOL", "SWIM, \"SPLASH\" & =CO"));
        assert!(!share_a_word("SHOE SHOP LEEDS", "SHOE SHOP"), "four letters are an accident");
    }

    #[test]
    fn two_or_three_sums_come_to_another() {
        assert_eq!(together(&[1200, 500, 800], 2000), Some(vec![0, 2]));
        assert_eq!(together(&[1200, 500, 300], 2000), Some(vec![0, 1, 2]));
        assert_eq!(together(&[1200, 500], 2000), None);
        assert_eq!(together(&[1000, 1000], 2000), Some(vec![0, 1]));
        assert_eq!(together(&[2000], 2000), None);
    }
}
