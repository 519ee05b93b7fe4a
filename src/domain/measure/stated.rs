//! What a policy says of a measure: where it contradicts itself or the register, and how it is said in
//! plain words.

use super::{Informant, Measure, MeasureTerms, Pair, built_in};
use crate::policy::{Fault, Problem, Stated};
use crate::register::check_outcome_aim;
use crate::{Better, Code, Score, Text};

/// What a policy says about a measure. What it leaves out is as registered, or as built in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureSays {
    pub code: Code,
    /// Its name.
    pub label: Option<Text>,
    pub lowest: Option<Score>,
    pub highest: Option<Score>,
    /// Which way is better.
    pub better: Option<Better>,
    pub items: Option<bool>,
    /// Who may tell a score.
    pub informants: Option<Vec<Informant>>,
    /// The fewest days between the two scores of a change.
    pub least_days: Option<u16>,
    /// Which two scores make the change.
    pub pair: Option<Pair>,
    /// Aims it speaks to.
    pub aims: Option<Vec<Code>>,
}

impl Measure {
    /// Says how it is read in plain words.
    pub fn describe(&self) -> Vec<Stated> {
        let told_by = &self.terms.informants;
        let mut out = vec![
            ("scores", format!("{} to {}, {} is better", self.lowest, self.highest, self.better)),
            ("scored", scored(self.terms.items)),
        ];
        if told_by.is_empty() {
            out.push(("reported by", "anybody".into()));
        }
        let aims: Vec<&str> = self.terms.aims.iter().map(Code::as_str).collect();
        out.push(("aims", if aims.is_empty() { "none".into() } else { aims.join(", ") }));
        let mut out: Vec<Stated> =
            out.into_iter().map(|(setting, value)| Stated { setting: setting.into(), value }).collect();
        out.extend(told_by.iter().map(|informant| Stated {
            setting: format!("reported by {}", informant.name),
            value: describe_informant(informant).unwrap_or_else(|| "nothing more is known".into()),
        }));
        let mut sources: Vec<&Text> =
            told_by.iter().filter_map(|informant| informant.source.as_ref()).collect();
        sources.dedup();
        out.extend(
            sources.into_iter().map(|source| Stated { setting: "source".into(), value: source.to_string() }),
        );
        out
    }
}

fn scored(items: bool) -> String {
    if items { "by goal or part".into() } else { "as a whole".into() }
}

impl MeasureSays {
    /// The key of one of its settings in the file.
    fn key(&self, rest: &str) -> String {
        format!("measures, {}{rest}", self.code)
    }

    /// Finds everything in which it contradicts itself.
    pub fn contradictions(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if let (Some(lowest), Some(highest)) = (self.lowest, self.highest) {
            if highest <= lowest {
                faults.push(Fault::at(self.key(", highest"), Problem::ScaleEmpty { lowest, highest }));
            } else {
                self.beyond(lowest, highest, &mut faults);
            }
        }
        for (place, aim) in (1..).zip(self.aims.iter().flatten()) {
            let whole = matches!(aim.as_str(), "1" | "2" | "3" | "4" | "5");
            if !whole && check_outcome_aim(aim).is_err() {
                let wanted = "an Every Child Matters outcome, 1 to 5, or aim, 1.1 to 5.6";
                let problem = Problem::NotWithin { found: aim.to_string(), wanted };
                faults.push(Fault::at(self.key(&format!(", aims {place}")), problem));
            }
            if self.aims.iter().flatten().take(place - 1).any(|before| before == aim) {
                let problem = Problem::Repeated(aim.to_string());
                faults.push(Fault::at(self.key(&format!(", aims {place}")), problem));
            }
        }
        for informant in self.informants.iter().flatten() {
            self.contradicts(informant, &mut faults);
        }
        faults
    }

    fn contradicts(&self, informant: &Informant, faults: &mut Vec<Fault>) {
        let key = |rest: &str| self.key(&format!(", informants, {}{rest}", informant.name));
        let (known, spread) = (informant.reliability.is_some(), informant.deviation.is_some());
        for (there, needed) in [("deviation", !spread && known), ("reliability", !known && spread)] {
            if needed {
                faults.push(Fault::at(key(&format!(", {there}")), Problem::KeyMissing));
            }
        }
        if (known || spread) && informant.source.is_none() {
            faults.push(Fault::at(key(", source"), Problem::KeyMissing));
        }
        for (place, pair) in (2..).zip(informant.bands.windows(2)) {
            if let [before, band] = pair
                && band.up_to <= before.up_to
            {
                let problem = Problem::ScoreBandsFall { up_to: band.up_to, before: before.up_to };
                faults.push(Fault::at(key(&format!(", bands {place}, up_to")), problem));
            }
        }
        for (place, band) in (1..).zip(&informant.bands) {
            if informant.bands.iter().take(place - 1).any(|before| before.name == band.name) {
                let problem = Problem::Repeated(band.name.to_string());
                faults.push(Fault::at(key(&format!(", bands {place}, name")), problem));
            }
        }
    }

    /// Finds bands that the scale does not have, or that leave scores without one.
    fn beyond(&self, lowest: Score, highest: Score, faults: &mut Vec<Fault>) {
        for informant in self.informants.iter().flatten() {
            let key = |place| self.key(&format!(", informants, {}, bands {place}, up_to", informant.name));
            for (place, band) in (1..).zip(&informant.bands) {
                if !(lowest..=highest).contains(&band.up_to) {
                    let problem = Problem::ScoreBandOutside { up_to: band.up_to, lowest, highest };
                    faults.push(Fault::at(key(place), problem));
                }
            }
            if let Some(last) = informant.bands.last().filter(|last| last.up_to < highest) {
                let problem = Problem::ScoreBandsEndTooSoon { ends: last.up_to, highest };
                faults.push(Fault::at(key(informant.bands.len()), problem));
            }
        }
    }

    /// Finds in what it does not go with the measure as registered, or what is missing to register it.
    pub fn against(&self, registered: Option<&Measure>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let Some(known) = registered else {
            let (label, better) = (self.label.is_some(), self.better.is_some());
            let (lowest, highest) = (self.lowest.is_some(), self.highest.is_some());
            for (there, key) in
                [(label, ", label"), (lowest, ", lowest"), (highest, ", highest"), (better, ", better")]
            {
                if !there {
                    faults.push(Fault::at(self.key(key), Problem::MeasureNotRegistered));
                }
            }
            return faults;
        };
        let mut held = |key: &str, was: String, said: Option<String>| {
            if let Some(found) = said.filter(|said| *said != was) {
                faults.push(Fault::at(self.key(key), Problem::MeasureIsOtherwise { found, was }));
            }
        };
        held(", lowest", known.lowest.to_string(), self.lowest.map(|score| score.to_string()));
        held(", highest", known.highest.to_string(), self.highest.map(|score| score.to_string()));
        held(", better", known.better.to_string(), self.better.map(|better| better.to_string()));
        if faults.is_empty() && (self.lowest.is_none() || self.highest.is_none()) {
            self.beyond(known.lowest, known.highest, &mut faults);
        }
        faults
    }

    /// The measure it would register.
    pub fn measure(&self) -> Option<Measure> {
        Some(Measure {
            code: self.code.clone(),
            label: self.label.clone()?,
            lowest: self.lowest?,
            highest: self.highest?,
            better: self.better?,
            terms: self.terms(),
        })
    }

    /// How the measure is read: as it says, and where it is silent as built in.
    pub fn terms(&self) -> MeasureTerms {
        let own = built_in(&self.code);
        let informants = match &self.informants {
            Some(said) => said.iter().map(|said| completed(said, own.told_by(said.name.as_str()))).collect(),
            None => own.informants,
        };
        MeasureTerms {
            informants,
            least_days: self.least_days.or(own.least_days),
            pair: self.pair.unwrap_or(own.pair),
            aims: self.aims.clone().unwrap_or(own.aims),
            items: self.items.unwrap_or(own.items),
        }
    }

    /// Says every setting in plain words.
    pub fn stated(&self) -> Vec<Stated> {
        let mut out = Vec::new();
        let mut say = |setting: String, value: String| out.push(Stated { setting, value });
        let range = match (self.lowest, self.highest) {
            (Some(lowest), Some(highest)) => Some(format!("{lowest} to {highest}")),
            (Some(lowest), None) => Some(format!("from {lowest}")),
            (None, highest) => highest.map(|highest| format!("up to {highest}")),
        };
        let label = self.label.as_ref().map(ToString::to_string);
        let better = self.better.map(|better| format!("{better} is better"));
        let items = self.items.map(|items| format!("scored {}", scored(items)));
        let scale: Vec<String> = [label, range, better, items].into_iter().flatten().collect();
        let scale = if scale.is_empty() { "as registered".to_owned() } else { scale.join(", ") };
        say(format!("measure {}", self.code), scale);
        for informant in self.informants.iter().flatten() {
            say(format!("measure {}, reported by {}", self.code, informant.name), about(informant));
        }
        if let Some(pair) = self.pair {
            say(format!("measure {}, change", self.code), pair.describe());
        }
        if let Some(least) = self.least_days {
            say(format!("measure {}, least days between scores", self.code), least.to_string());
        }
        if let Some(aims) = self.aims.as_deref().filter(|aims| !aims.is_empty()) {
            let aims: Vec<&str> = aims.iter().map(Code::as_str).collect();
            say(format!("measure {}, aims", self.code), aims.join(", "));
        }
        out
    }
}

/// What a policy leaves out of an informant that is built in. Reliability and spread go together.
fn completed(said: &Informant, own: Option<&Informant>) -> Informant {
    let mut said = said.clone();
    let Some(own) = own else { return said };
    if said.reliability.is_none() {
        (said.reliability, said.deviation) = (own.reliability, own.deviation);
        said.source = said.source.or_else(|| own.source.clone());
    }
    if said.bands.is_empty() {
        said.bands.clone_from(&own.bands);
    }
    said
}

/// What is known of an informant, and from where.
fn about(informant: &Informant) -> String {
    let source = informant.source.as_ref().map(|source| format!("; from: {source}")).unwrap_or_default();
    describe_informant(informant).unwrap_or_else(|| "yes".into()) + &source
}

fn describe_informant(informant: &Informant) -> Option<String> {
    let mut said = Vec::new();
    if let (Some(reliability), Some(deviation)) = (informant.reliability, informant.deviation) {
        let reliability = Score::from_thousandths(reliability.into());
        said.push(format!("reliability {reliability}, standard deviation {deviation}"));
    }
    said.extend(informant.bands.iter().map(|band| format!("{} up to {}", band.name, band.up_to)));
    (!said.is_empty()).then(|| said.join(", "))
}
