//! The policy: held against the ledger, set from a day, shown and compared.

use serde::{Serialize, Serializer};

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::measure::MeasureSays;
use domain::policy::{Change, Fault, Problem, changes};
use domain::row::{Recorded as _, Row as _};
use domain::{Action, Code, Day, Pence, Pilot, Refusal, Role, rows};
use import::PolicyText;
use store::{PolicyVersion, Reader};

/// What holds where no policy is set, to begin from.
const DEFAULT: &str = include_str!("default-policy.toml");

/// Sets a policy from a day.
#[derive(Clone, Debug, Serialize)]
pub struct PolicySet {
    #[serde(rename = "text", serialize_with = "text_of")]
    pub given: PolicyText,
    pub from_on: Option<Day>,
}

fn text_of<S: Serializer>(given: &PolicyText, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&given.text)
}

impl UseCase for PolicySet {
    const KIND: &'static str = "policy.set";
    const ACTION: Action = Action::Policy;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let from_on = work.on(self.from_on);
        if let Some(newest) = work.reader().newest_policy()? {
            let holds = self.from_on.is_none() || newest.from_on <= from_on;
            if newest.text == self.given.text && holds {
                return Ok(said_already(&newest));
            }
            if from_on < newest.from_on {
                let (version, holds_from) = (newest.number, newest.from_on);
                return Err(Refusal::PolicyOutOfOrder { version, holds_from, from_on }.into());
            }
        }
        let faults = against(&work.reader(), &self.given)?;
        if !faults.is_empty() {
            return Err(self.given.bad(faults).into());
        }
        let pilot = work.calendar.pilot.clone();
        let before = newest_text(&work.reader(), &pilot)?;
        let details = describe_changes(&changes(
            &before.file.describe(Some(&pilot)),
            &self.given.file.describe(Some(&pilot)),
        ));
        let mut warnings = doubts(&work.reader(), &self.given)?;
        let (_, ends_on) = self.given.file.window(&pilot);
        if ends_on < from_on {
            warnings.push(format!("the pilot ends on {ends_on}: from {from_on} this would never apply"));
        }
        set_window(work, &self.given, &pilot)?;
        let mut details = details;
        details.extend(register_measures(work, &self.given)?);
        let number = work.tx.add_policy(from_on, &self.given.text, &self.given.file.policy)?;
        let sentence = match details.as_slice() {
            [] => format!("policy version {number} holds from {from_on}; only its wording differs"),
            _ => format!("policy version {number} holds from {from_on}"),
        };
        Ok(Reply { details, warnings, ..Reply::new(sentence) })
    }
}

fn said_already(newest: &PolicyVersion) -> Reply {
    let PolicyVersion { number, from_on, event, .. } = newest;
    let sentence = format!("policy version {number}, from {from_on}, already says this: nothing was changed");
    Reply { number: *event, already: true, ..Reply::new(sentence) }
}

/// The pilot's own days follow the policy that says them.
fn set_window(work: &mut UnitOfWork<'_>, given: &PolicyText, pilot: &Pilot) -> Result<()> {
    let then = given.file.pilot(pilot);
    if then != *pilot {
        let changes = vec![
            ("starts_on", then.starts_on.value()),
            ("ends_on", then.ends_on.value()),
            ("settling_up_months", then.settling_up_months.value()),
        ];
        work.tx.amend(Pilot::TABLE, 1, &changes)?;
    }
    Ok(())
}

/// Measures that the policy defines and the ledger does not have yet are registered with it.
fn register_measures(work: &mut UnitOfWork<'_>, given: &PolicyText) -> Result<Vec<String>> {
    let known = work.reader().measures()?;
    let mut details = Vec::new();
    for measure in given.file.measures.iter().filter_map(MeasureSays::measure) {
        if known.iter().any(|known| known.code == measure.code) {
            continue;
        }
        work.tx.insert(&rows::Measure {
            code: measure.code.clone(),
            label: measure.label.clone(),
            lowest_thousandths: measure.lowest,
            highest_thousandths: measure.highest,
            better: measure.better,
        })?;
        details.push(format!("added measure {} ({})", measure.code, measure.label));
    }
    Ok(details)
}

/// A change in words, for each: `sign-off limit: £100.00 -> £500.00`.
pub fn describe_changes(changes: &[Change]) -> Vec<String> {
    let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".into());
    changes.iter().map(|c| format!("{}: {} -> {}", c.setting, word(&c.old), word(&c.new))).collect()
}

/// Finds what of a policy does not go with what the ledger holds.
pub fn against(reader: &Reader<'_>, given: &PolicyText) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let policy = &given.file.policy;
    for (place, fund) in (1..).zip(&policy.draw_first) {
        if reader.fund(fund)?.is_none() {
            faults.push(unknown(reader, format!("draw_first {place}"), "fund", fund)?);
        }
    }
    for (place, band) in (1..).zip(&policy.bands) {
        for (at, person) in (1..).zip(&band.people) {
            approver(reader, format!("bands {place}, people {at}"), person, &mut faults)?;
        }
    }
    for terms in &policy.categories {
        let key = format!("categories, {}", terms.code);
        if reader.category(&terms.code)?.is_none() {
            faults.push(unknown(reader, key, "category", &terms.code)?);
        }
    }
    for terms in &policy.accounts {
        let found = terms.account.to_string();
        if reader.own_account(&terms.account)?.is_none() {
            let near = reader.alike("account", &found)?;
            let problem = Problem::Unknown { what: "account", found, near };
            faults.push(Fault::at(format!("accounts, {}", terms.account), problem));
        }
    }
    let registered = reader.measures()?;
    for says in &given.file.measures {
        faults.extend(says.against(registered.iter().find(|measure| measure.code == says.code)));
    }
    faults.extend(misfits(reader, given)?);
    faults.extend(cut_off(reader, given)?);
    Ok(faults)
}

fn unknown(reader: &Reader<'_>, key: String, what: &'static str, code: &Code) -> Result<Fault> {
    let near = reader.alike(what, code.as_str())?;
    Ok(Fault::at(key, Problem::Unknown { what, found: code.to_string(), near }))
}

fn approver(reader: &Reader<'_>, key: String, code: &Code, faults: &mut Vec<Fault>) -> Result<()> {
    match reader.practitioner(code)? {
        None => faults.push(unknown(reader, key, "practitioner", code)?),
        Some(person) if person.role == Role::Evaluator => {
            faults.push(Fault::at(key, Problem::ApproverMayNot));
        }
        Some(person) => {
            if let Some(left_on) = person.left_on {
                faults.push(Fault::at(key, Problem::ApproverLeft { person: person.code, left_on }));
            }
        }
    }
    Ok(())
}

/// Children whose references do not look as the policy says.
fn misfits(reader: &Reader<'_>, given: &PolicyText) -> Result<Option<Fault>> {
    const NAMED: usize = 5;
    let Some(pattern) = &given.file.policy.child_reference else { return Ok(None) };
    let mut some = Vec::new();
    let mut count = 0;
    for reference in reader.child_references()?.into_iter().filter(|reference| !pattern.fits(reference)) {
        count += 1;
        if some.len() < NAMED {
            some.push(reference.to_string());
        }
    }
    if count > NAMED {
        some.push("...".into());
    }
    let problem = Problem::PatternMisfitsChildren { count, some };
    Ok((count > 0).then(|| Fault::at("child_reference", problem)))
}

/// Entries that would be outside the pilot's days.
fn cut_off(reader: &Reader<'_>, given: &PolicyText) -> Result<Option<Fault>> {
    let pilot = reader.calendar()?.pilot;
    let (starts_on, ends_on) = given.file.window(&pilot);
    if ends_on < starts_on {
        let key = if given.file.ends_on.is_some() { "ends" } else { "starts" };
        return Ok(Some(Fault::at(key, Problem::WindowReversed { starts_on, ends_on })));
    }
    let settles_until = given.file.pilot(&pilot).settles_until();
    let outside = reader.entries_outside((starts_on, ends_on), settles_until)?;
    Ok(outside.map(|(entries, first, last)| {
        let key = if first < starts_on { "starts" } else { "ends" };
        Fault::at(key, Problem::WindowCutsEntries { entries, first, last, starts_on, ends_on })
    }))
}

/// Says what is no fault, but perhaps not meant: also of the budgets and commissions there are.
pub fn doubts(reader: &Reader<'_>, given: &PolicyText) -> Result<Vec<String>> {
    let policy = &given.file.policy;
    let mut doubts = policy.doubts();
    for (place, band) in (1..).zip(&policy.bands) {
        if band.people.is_empty() && !reader.anybody_is(&band.roles)? {
            doubts.push(format!("nobody in the pilot can approve in band {place} yet"));
        }
    }
    for bounds in &policy.budgets {
        let above = reader.budgets_above(bounds.cohort, bounds.max.pence())?;
        if above > 0 {
            let most = bounds.max.pence().format_pounds();
            let stand = if above == 1 { "budget stands" } else { "budgets stand" };
            doubts.push(format!("{above} {} {stand} above {most} and will get no more", bounds.cohort));
        }
    }
    for terms in &policy.categories {
        let (Some(cap), Some(known)) = (terms.cap, reader.category(&terms.code)?) else { continue };
        for (child, used) in reader.used_beyond(known.id, cap.pence())? {
            let [used, cap] = [used, cap.pence()].map(Pence::format_pounds);
            doubts.push(format!(
                "{child} has {used} committed and spent on {} already, above {cap}: that stands, and no more is drawn",
                terms.code
            ));
        }
    }
    for terms in policy.categories.iter().filter(|terms| !terms.allowed) {
        let Some(known) = reader.category(&terms.code)? else { continue };
        let open = reader.open_commissions_on(known.id)?;
        if open > 0 {
            let stay =
                if open == 1 { "commission is open and stays" } else { "commissions are open and stay" };
            doubts
                .push(format!("{open} {} {stay}: what is commissioned can be invoiced and paid", terms.code));
        }
    }
    Ok(doubts)
}

/// The version of the policy in force on a day; `None` where the defaults are.
pub fn in_force(reader: &Reader<'_>, day: Day) -> Result<Option<PolicyVersion>> {
    Ok(reader.policy_on(day)?)
}

/// The version of a number.
///
/// # Errors
/// `UNKNOWN_POLICY_VERSION`.
pub fn version(reader: &Reader<'_>, number: i64) -> Result<PolicyVersion> {
    let (what, found) = ("policy version", number.to_string());
    let near = Vec::new();
    reader.policy_numbered(number)?.ok_or_else(|| Refusal::Unknown { what, found, near }.into())
}

/// What holds where no policy is set, as a file to begin from.
pub fn default_text(pilot: &Pilot) -> String {
    // A name in quotes: TOML's own.
    let name = pilot.name.as_str().replace('\\', "\\\\").replace('"', "\\\"");
    DEFAULT
        .replacen("{pilot}", pilot.name.as_str(), 1)
        .replace("{pilot}", &name)
        .replace("{starts}", &pilot.starts_on.to_string())
        .replace("{ends}", &pilot.ends_on.to_string())
        .replace("{months}", &pilot.settling_up_months.to_string())
        .replace("{min}", &pilot.budget_min_pence.to_string())
        .replace("{max}", &pilot.budget_max_pence.to_string())
}

/// Reads a version's own text.
fn read(version: &PolicyVersion) -> PolicyText {
    let name = format!("version {}", version.number);
    PolicyText::parse(name, version.text.clone()).expect("a version was sound when it was set")
}

/// Reads the newest version, whether it holds yet or not.
pub(super) fn newest_set(reader: &Reader<'_>) -> Result<Option<PolicyText>> {
    Ok(reader.newest_policy()?.as_ref().map(read))
}

/// Reads what the next version would replace: the newest, or the defaults.
fn newest_text(reader: &Reader<'_>, pilot: &Pilot) -> Result<PolicyText> {
    Ok(match newest_set(reader)? {
        Some(newest) => newest,
        None => PolicyText::parse("the defaults".into(), default_text(pilot))
            .expect("our own defaults are a sound policy"),
    })
}

/// Finds in what a file differs from the newest version, or from the defaults where none is set.
pub fn differences(reader: &Reader<'_>, given: &PolicyText) -> Result<Vec<Change>> {
    let pilot = reader.calendar()?.pilot;
    Ok(changes(&newest_text(reader, &pilot)?.file.describe(Some(&pilot)), &given.file.describe(Some(&pilot))))
}

/// Finds in what two versions differ.
///
/// # Errors
/// `UNKNOWN_POLICY_VERSION`.
pub fn differences_between(reader: &Reader<'_>, from: i64, to: i64) -> Result<Vec<Change>> {
    let pilot = reader.calendar()?.pilot;
    let (old, new) = (read(&version(reader, from)?), read(&version(reader, to)?));
    Ok(changes(&old.file.describe(Some(&pilot)), &new.file.describe(Some(&pilot))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_a_policy_that_changes_nothing() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let pilot = Pilot {
            name: "A \"quoted\" \\ pilot".parse().unwrap(),
            authority: "E06000020".parse().unwrap(),
            starts_on: day("2006-07-01"),
            ends_on: day("2008-03-31"),
            budget_min_pence: "100".parse().unwrap(),
            budget_max_pence: "2500".parse().unwrap(),
            settling_up_months: Pilot::SETTLING_UP_MONTHS,
        };
        let given = PolicyText::parse("defaults".into(), default_text(&pilot)).unwrap();
        assert_eq!(given.file.name.as_ref(), Some(&pilot.name));
        let silent = PolicyText::parse("silent".into(), String::new()).unwrap();
        let named = [("name", "none")];
        let left: Vec<Change> =
            changes(&silent.file.describe(Some(&pilot)), &given.file.describe(Some(&pilot)));
        let left: Vec<(&str, &str)> =
            left.iter().map(|c| (c.setting.as_str(), c.old.as_deref().unwrap())).collect();
        assert_eq!(left, named);
    }
}
