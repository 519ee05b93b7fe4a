//! What a field may be: the choices to pick from, and the one that is likeliest. They come from what was
//! bought for this child before, then from what this buyer bought.

use std::collections::HashSet;

use clap::Arg;

use crate::code_lookup::{self, Choice, CodeLookup, Kind, NOT_SHOWN, Rows};
use crate::failure::Result;
use domain::Pence;
use report::Request;

/// The arguments that suggestions depend on.
pub(super) const ASKED: [&str; 6] = ["child", "category", "provider", "what", "commission", "measure"];

/// What is known so far: arguments and their values.
type Known<'k> = &'k [(&'static str, String)];

fn known<'k>(known: Known<'k>, id: &str) -> Option<&'k str> {
    known.iter().find(|(name, _)| *name == id).map(|(_, value)| value.as_str())
}

/// What a field may be.
#[derive(Debug, Default)]
pub(super) struct Suggested {
    pub default: Option<String>,
    pub choices: Vec<Choice>,
    /// Whether a choice may be picked by its place; an order has a number of its own.
    pub numbered: bool,
    /// Whether there is nothing to ask.
    pub needless: bool,
}

impl Suggested {
    fn of(choices: Vec<Choice>) -> Self {
        Self { choices, numbered: true, ..Self::default() }
    }

    fn only(default: Option<String>) -> Self {
        Self { default, ..Self::default() }
    }

    /// The only choice is the likeliest.
    fn if_single(self) -> Self {
        let default = match self.choices.as_slice() {
            [only] => Some(only.code.clone()),
            _ => None,
        };
        Self { default, ..self }
    }
}

/// Where suggestions come from: the ledger, where there is one.
#[derive(Debug)]
pub(super) struct Suggestions(Option<CodeLookup>);

impl Suggestions {
    pub fn new(codes: Option<CodeLookup>) -> Self {
        Self(codes)
    }

    pub(crate) fn codes(&mut self) -> Option<&mut CodeLookup> {
        self.0.as_mut()
    }

    /// Tells whether the pilot is over, so that nothing is committed for today.
    pub(super) fn has_ended(&mut self) -> Result<bool> {
        Ok(match &mut self.0 {
            Some(codes) => codes.ended_on()?.is_some(),
            None => false,
        })
    }

    /// Suggests values for an argument of a command.
    pub(super) fn suggest(&mut self, arg: &Arg, path: &[String], told: Known<'_>) -> Result<Suggested> {
        let Some(codes) = &mut self.0 else { return Ok(Suggested::default()) };
        let command = path.join(" ");
        match (code_lookup::kind_in(path, arg), arg.get_id().as_str()) {
            (Some(Kind::Category), _) => category(codes, told),
            (Some(Kind::Provider), _) => provider(codes, told),
            (Some(Kind::OpenOrder), _) if command == "payment record" => orders(codes, "owed", "owed"),
            (Some(Kind::OpenOrder), _) => orders(codes, "commitments", "committed"),
            (Some(Kind::Measure), _) => measure(codes, told),
            (Some(kind), _) => Ok(Suggested::of(codes.choices(kind)?).if_single()),
            (None, "what") => what(codes, told),
            (None, "need") => needs(codes, told),
            (None, "on") => Ok(Suggested::only(codes.ended_on()?.map(|day| day.to_string()))),
            (None, "amount") if command == "invoice record" => billed(codes, told),
            (None, "amount") if known(told, "category").is_some() => price(codes, told),
            (None, "item") => Ok(Suggested::of(scored(codes, told, "item")?)),
            (None, "informant") => informant(codes, told),
            (None, "activity") => Ok(Suggested::of(words(&["visit", "plan", "purchase", "meeting"]))),
            _ => Ok(Suggested::default()),
        }
    }

    /// Says what is left for a child, so that a wrong one shows.
    pub fn left(&mut self, child: &str) -> Result<Option<String>> {
        let (Some(codes), Ok(code)) = (&mut self.0, child.parse()) else { return Ok(None) };
        let rows = codes.rows("child-spend", &Request { child: Some(code), ..Request::default() })?;
        let (available, allocated) = (rows.place("available"), rows.place("allocated"));
        let sum = |row: &[String], place: usize| Pence::parse(&row[place]).map(Pence::format_pounds);
        let Some(row) = rows.rows.first() else { return Ok(Some(format!("{child} has no budget"))) };
        let (available, allocated) = (sum(row, available).ok(), sum(row, allocated).ok());
        Ok(available.zip(allocated).map(|(left, given)| format!("left for {child}: {left} of {given}")))
    }
}

/// What was bought before: for this child, then by this buyer.
fn recent(codes: &mut CodeLookup, told: Known<'_>) -> Result<Vec<Past>> {
    let child = known(told, "child").and_then(|child| child.parse().ok());
    let mut past = Vec::new();
    if let Some(child) = child
        && !codes.is_shielded(&child)?
    {
        let rows = codes.rows("recent", &Request { child: Some(child), ..Request::default() })?;
        past.extend(Past::all(rows, true));
    }
    if let Some(user) = codes.registered_user()? {
        let rows = codes.rows("recent", &Request { practitioner: Some(user), ..Request::default() })?;
        past.extend(Past::all(rows, false));
    }
    Ok(past)
}

/// Something bought before.
#[derive(Debug)]
struct Past {
    same_child: bool,
    category: String,
    provider: Choice,
    what: String,
    amount: String,
}

impl Past {
    fn all(rows: Rows, same_child: bool) -> Vec<Self> {
        let place = |column: &str| rows.place(column);
        let (category, code, name) = (place("category"), place("provider"), place("provider_name"));
        let (what, amount) = (place("what"), place("amount"));
        let past = |row: &Vec<String>| Self {
            same_child,
            category: row[category].clone(),
            provider: Choice { code: row[code].clone(), name: row[name].clone() },
            what: row[what].clone(),
            amount: row[amount].clone(),
        };
        rows.rows.iter().filter(|row| row[code] != NOT_SHOWN).map(past).collect()
    }
}

/// Leaves out what came before, by code.
fn distinct(choices: impl IntoIterator<Item = Choice>) -> Vec<Choice> {
    let mut seen = HashSet::new();
    choices.into_iter().filter(|choice| !choice.code.is_empty() && seen.insert(choice.code.clone())).collect()
}

fn words(words: &[&str]) -> Vec<Choice> {
    words.iter().map(|word| Choice { code: (*word).to_owned(), name: String::new() }).collect()
}

fn category(codes: &mut CodeLookup, told: Known<'_>) -> Result<Suggested> {
    let all = codes.choices(Kind::Category)?;
    let past = recent(codes, told)?;
    let likeliest = past.first().map(|past| past.category.clone());
    let before =
        past.into_iter().filter_map(|past| all.iter().find(|known| known.code == past.category).cloned());
    let choices = distinct(before.collect::<Vec<_>>().into_iter().chain(all.clone()));
    Ok(Suggested { default: likeliest, ..Suggested::of(choices) })
}

/// Providers of this kind of thing first; only one of them is suggested as the likeliest.
fn provider(codes: &mut CodeLookup, told: Known<'_>) -> Result<Suggested> {
    let category = known(told, "category").unwrap_or_default().to_owned();
    let (same, other): (Vec<Past>, Vec<Past>) =
        recent(codes, told)?.into_iter().partition(|past| past.category == category);
    let likeliest = same.first().map(|past| past.provider.code.clone());
    let all = codes.choices(Kind::Provider)?;
    let before = same.into_iter().chain(other).map(|past| past.provider);
    Ok(Suggested { default: likeliest, ..Suggested::of(distinct(before.chain(all))) })
}

/// What was bought before of this kind from this provider.
fn alike(codes: &mut CodeLookup, told: Known<'_>) -> Result<Vec<Past>> {
    let (category, provider) = (known(told, "category"), known(told, "provider"));
    let is_alike = |past: &Past| {
        let provider = provider.unwrap_or_default();
        Some(past.category.as_str()) == category
            && (past.provider.code == provider || past.provider.name.eq_ignore_ascii_case(provider))
    };
    Ok(recent(codes, told)?.into_iter().filter(is_alike).collect())
}

fn what(codes: &mut CodeLookup, told: Known<'_>) -> Result<Suggested> {
    let before = alike(codes, told)?.into_iter().map(|past| Choice { code: past.what, name: String::new() });
    Ok(Suggested::of(distinct(before)))
}

/// The price of the same thing from the same provider; of this child's purchases first.
fn price(codes: &mut CodeLookup, told: Known<'_>) -> Result<Suggested> {
    let what = known(told, "what").unwrap_or_default();
    let past = alike(codes, told)?.into_iter().find(|past| past.what == what || past.same_child);
    Ok(Suggested::only(past.map(|past| past.amount)))
}

/// Orders as the users know them: by number, with what it is and what stands on it.
fn orders(codes: &mut CodeLookup, report: &str, sum: &str) -> Result<Suggested> {
    let rows = codes.rows(report, &Request::default())?;
    let places = ["child_ref", "item", "provider_name", sum].map(|column| rows.place(column));
    let number = rows.place("commission");
    let led: HashSet<String> = codes.caseload()?.into_iter().map(|choice| choice.code).collect();
    let mine = |row: &&Vec<String>| led.is_empty() || led.contains(&row[places[0]]);
    let choice = |row: &Vec<String>| Choice {
        code: row[number].clone(),
        name: places.map(|place| row[place].as_str()).join(", "),
    };
    let choices = rows.rows.iter().filter(mine).map(choice).collect();
    Ok(Suggested { numbered: false, ..Suggested::of(choices).if_single() })
}

/// What a child still needs: where nothing is planned, nothing is asked.
fn needs(codes: &mut CodeLookup, told: Known<'_>) -> Result<Suggested> {
    let needless = Suggested { needless: true, ..Suggested::default() };
    let Some(child) = known(told, "child").and_then(|child| child.parse().ok()) else { return Ok(needless) };
    if codes.is_shielded(&child)? {
        return Ok(needless);
    }
    let rows = codes.rows("needs", &Request { child: Some(child), ..Request::default() })?;
    let (number, what, mark) = (rows.place("need"), rows.place("what"), rows.place("mark"));
    let open = rows.rows.iter().filter(|row| ["", "met", "partly"].contains(&row[mark].as_str()));
    let choice = |row: &Vec<String>| Choice { code: row[number].clone(), name: row[what].clone() };
    let choices: Vec<Choice> = open.map(choice).collect();
    if choices.is_empty() {
        return Ok(needless);
    }
    Ok(Suggested { numbered: false, ..Suggested::of(choices).if_single() })
}

/// What an order was agreed at, less what was invoiced on it.
fn billed(codes: &mut CodeLookup, told: Known<'_>) -> Result<Suggested> {
    let Some(number) = known(told, "commission").and_then(|number| number.parse().ok()) else {
        return Ok(Suggested::default());
    };
    let rows = codes.rows("commission", &Request { number: Some(number), ..Request::default() })?;
    let (estimate, invoiced) = (rows.place("estimate"), rows.place("invoiced"));
    let sum = |text: &str| Pence::parse(text).unwrap_or(Pence::ZERO);
    let agreed = rows.rows.first().map_or(Pence::ZERO, |row| sum(&row[estimate]));
    let billed: Pence = rows.rows.iter().map(|row| sum(&row[invoiced])).sum();
    let rest = agreed - billed;
    Ok(Suggested::only((rest > Pence::ZERO).then(|| rest.to_string())))
}

/// A child's scores, the newest first; `None` where the child is not known yet.
fn scores(codes: &mut CodeLookup, told: Known<'_>) -> Result<Option<Rows>> {
    let Some(child) = known(told, "child").and_then(|child| child.parse().ok()) else { return Ok(None) };
    let mut rows = codes.rows("scores", &Request { child: Some(child), ..Request::default() })?;
    let day = rows.place("observed_on");
    rows.rows.sort_by(|a, b| b[day].cmp(&a[day]));
    Ok(Some(rows))
}

/// What stands in a column of a child's scores, the newest first; of the measure, where it is known.
fn scored(codes: &mut CodeLookup, told: Known<'_>, column: &str) -> Result<Vec<Choice>> {
    let Some(rows) = scores(codes, told)? else { return Ok(Vec::new()) };
    let (measure, column) = (rows.place("measure"), rows.place(column));
    let asked = known(told, "measure");
    let same = rows.rows.iter().filter(|row| asked.is_none_or(|asked| row[measure] == asked));
    Ok(distinct(same.map(|row| Choice { code: row[column].clone(), name: String::new() })))
}

fn measure(codes: &mut CodeLookup, told: Known<'_>) -> Result<Suggested> {
    let unasked: Vec<_> = told.iter().filter(|(id, _)| *id != "measure").cloned().collect();
    let before = scored(codes, &unasked, "measure")?;
    let choices = codes.choices(Kind::Measure)?;
    Ok(Suggested { default: before.first().map(|choice| choice.code.clone()), ..Suggested::of(choices) })
}

fn informant(codes: &mut CodeLookup, told: Known<'_>) -> Result<Suggested> {
    let before = scored(codes, told, "informant")?;
    let likeliest = before.first().map(|choice| choice.code.clone());
    let choices = distinct(before.into_iter().chain(words(&["child", "carer", "teacher"])));
    Ok(Suggested { default: likeliest, ..Suggested::of(choices) })
}
