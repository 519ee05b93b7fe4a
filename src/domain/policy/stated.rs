//! A policy in plain words, one setting at a time: what it says, and what another says instead.

use super::{AccountTerms, Band, Bounds, CategoryTerms, Change, PolicyFile, Stated, Tolerance};
use crate::measure::MeasureSays;
use crate::{Code, Cohort, Day, Others, Pence, Pilot};

impl PolicyFile {
    /// The pilot's first and last day under this policy.
    pub fn window(&self, pilot: &Pilot) -> (Day, Day) {
        (self.starts_on.unwrap_or(pilot.starts_on), self.ends_on.unwrap_or(pilot.ends_on))
    }

    /// The pilot under this policy: its days are the policy's where that says them.
    pub fn pilot(&self, pilot: &Pilot) -> Pilot {
        let (starts_on, ends_on) = self.window(pilot);
        let settling_up_months = self.settling_up_months.map_or(pilot.settling_up_months, i64::from);
        Pilot { starts_on, ends_on, settling_up_months, ..pilot.clone() }
    }

    /// Says every setting, in the order of the file. What the policy leaves to the pilot is said as the
    /// pilot has it, where that is known.
    pub fn describe(&self, pilot: Option<&Pilot>) -> Vec<Stated> {
        let policy = &self.policy;
        let gates = policy.gates;
        let mut out = Vec::new();
        let mut say = |setting: &str, value: String| {
            out.push(Stated { setting: setting.to_owned(), value });
        };
        let silent = |value: Option<String>, silence: &str| value.unwrap_or_else(|| silence.to_owned());
        say("name", silent(self.name.as_ref().map(ToString::to_string), "none"));
        let starts_on = self.starts_on.or(pilot.map(|pilot| pilot.starts_on));
        let ends_on = self.ends_on.or(pilot.map(|pilot| pilot.ends_on));
        say("first day", silent(starts_on.map(|day| day.to_string()), "the pilot's"));
        say("last day", silent(ends_on.map(|day| day.to_string()), "the pilot's"));
        let months = self.settling_up_months.map(i64::from).or(pilot.map(|pilot| pilot.settling_up_months));
        let months =
            months.map(|months| if months == 1 { "1 month".into() } else { format!("{months} months") });
        say("settling up after it", silent(months, "the pilot's"));
        say("sign-off limit", silent(policy.sign_off_limit.map(Pence::format_pounds), "none"));
        for (place, band) in (1..).zip(&policy.bands) {
            say(&format!("band {place}"), describe_band(band));
        }
        say("receipt needed above", silent(policy.evidence_above.map(Pence::format_pounds), "£0.00"));
        say("purchases count together within", silent(policy.split_days.map(days), "14 days"));
        say("a budget is idle after", silent(policy.idle_days.map(days), "60 days"));
        let pattern = policy.child_reference.as_ref().map(ToString::to_string);
        say("child reference", silent(pattern, "any code"));
        let first = (!policy.draw_first.is_empty()).then(|| listed(&policy.draw_first));
        say("funds drawn first", silent(first, "ring-fenced ones"));
        let Tolerance { percent, most } = policy.tolerance;
        say(
            "an invoice may be above its commission by",
            format!("{percent}%, at most {}", most.format_pounds()),
        );
        say("VAT is claimed when it is", policy.vat_claimed.to_string());
        say("common assessment before a budget", gates.caf.to_string());
        say("consent before a budget", gates.consent.to_string());
        say("expected outcome before a budget", gates.expected_outcome.to_string());
        say("only the holder buys", gates.holder.to_string());
        for cohort in [Cohort::AdditionalNeeds, Cohort::LookedAfter] {
            let own = || policy.bounds(cohort).copied();
            let bounds = pilot.map_or_else(own, |pilot| Some(pilot.bounds(Some(policy), cohort)));
            let said =
                |b: Bounds| format!("{} to {}", b.min.pence().format_pounds(), b.max.pence().format_pounds());
            say(&format!("budget, {cohort}"), silent(bounds.map(said), "the pilot's bounds"));
        }
        let others = match policy.others {
            Others::Allowed => "may be bought",
            Others::Refused => "may not be bought",
        };
        say("categories not listed", others.into());
        for category in &policy.categories {
            say(&format!("category {}", category.code), about(category));
        }
        for AccountTerms { account, limit, statements } in &policy.accounts {
            let limit = limit.map(|limit| format!("at most {} below nothing", limit.format_pounds()));
            let none = (!statements).then(|| "no statements".to_owned());
            let said: Vec<String> = limit.into_iter().chain(none).collect();
            let said = if said.is_empty() { "as any other".to_owned() } else { said.join(", ") };
            out.push(Stated { setting: format!("account {account}"), value: said });
        }
        out.extend(self.measures.iter().flat_map(MeasureSays::stated));
        out
    }
}

fn describe_band(band: &Band) -> String {
    let reach = match band.up_to {
        Some(up_to) => {
            format!("above {} up to {}", band.above.format_pounds(), up_to.pence().format_pounds())
        }
        None => format!("above {}", band.above.format_pounds()),
    };
    let roles = band.roles.iter().map(|role| format!("any {}", role.title()));
    let approvers: Vec<String> = roles.chain(band.people.iter().map(ToString::to_string)).collect();
    format!("{reach}: {}", approvers.join(", "))
}

fn about(category: &CategoryTerms) -> String {
    let mut said = vec![if category.allowed { "allowed".to_owned() } else { "not allowed".to_owned() }];
    said.extend(category.cap.map(|cap| format!("up to {} per child", cap.pence().format_pounds())));
    said.extend(category.vat_usual.then(|| "usually with VAT".to_owned()));
    said.extend(category.vat_never.then(|| "VAT never recovered".to_owned()));
    said.extend(category.cost_centre.as_ref().map(|code| format!("cost centre {code}")));
    said.extend(category.subjective.as_ref().map(|code| format!("subjective {code}")));
    said.join(", ")
}

fn days(days: u16) -> String {
    if days == 1 { "1 day".into() } else { format!("{days} days") }
}

fn listed(codes: &[Code]) -> String {
    codes.iter().map(Code::as_str).collect::<Vec<_>>().join(", ")
}

/// Finds every setting in which two policies differ.
pub fn changes(old: &[Stated], new: &[Stated]) -> Vec<Change> {
    let value = |all: &[Stated], setting: &str| {
        all.iter().find(|stated| stated.setting == setting).map(|stated| stated.value.clone())
    };
    let gone = old.iter().filter(|stated| value(new, &stated.setting).is_none());
    new.iter()
        .chain(gone)
        .map(|Stated { setting, .. }| Change {
            setting: setting.clone(),
            old: value(old, setting),
            new: value(new, setting),
        })
        .filter(|change| change.old != change.new)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Policy, PolicyTerms};
    use super::*;
    use crate::Role;

    #[test]
    fn a_change_says_old_and_new_and_what_comes_or_goes() {
        let file = |limit: &str, bands: usize| {
            let limit: Pence = limit.parse().unwrap();
            let all = [
                Band {
                    above: limit,
                    up_to: (bands > 1).then(|| "500".parse().unwrap()),
                    roles: vec![Role::Manager],
                    people: Vec::new(),
                },
                Band {
                    above: "500".parse().unwrap(),
                    up_to: None,
                    roles: Vec::new(),
                    people: vec!["FIN".parse().unwrap()],
                },
            ];
            let terms = PolicyTerms {
                sign_off_limit: Some(limit),
                bands: all[..bands].to_vec(),
                ..PolicyTerms::SILENT
            };
            let policy = Policy::checked(terms).unwrap();
            PolicyFile {
                name: None,
                starts_on: None,
                ends_on: None,
                settling_up_months: None,
                policy,
                measures: Vec::new(),
            }
        };
        let (old, new) = (file("100", 2).describe(None), file("99.99", 1).describe(None));
        let said: Vec<String> = changes(&old, &new)
            .into_iter()
            .map(|c| format!("{}: {:?} -> {:?}", c.setting, c.old, c.new))
            .collect();
        assert_eq!(
            said,
            [
                r#"sign-off limit: Some("£100.00") -> Some("£99.99")"#,
                r#"band 1: Some("above £100.00 up to £500.00: any manager") -> Some("above £99.99: any manager")"#,
                r#"band 2: Some("above £500.00: FIN") -> None"#,
            ]
        );
        assert_eq!(changes(&old, &old), []);
    }
}
