//! What is said of a child's data: what may be withdrawn, and what a word needs beside it.

use super::happening::Begun;
use super::similarity::similar;
use super::{Code, ConsentKind, Day, Practitioner, PractitionerId, Refusal, Role, SaidBy, SaidHow, Text};

/// The party that the evaluators are.
const EVALUATION: &str = "evaluation";

/// Something said of a child's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    pub kind: ConsentKind,
    pub on: Day,
    /// With whom, or whose use.
    pub party: Option<Code>,
    /// For what; of a basis which law.
    pub purpose: Option<Text>,
    /// The parts that are not to be shared.
    pub refused: Option<Text>,
    pub by: Option<SaidBy>,
    pub how: Option<SaidHow>,
    pub reason: Option<Text>,
}

/// What stands of what was said of a child's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub begun: Begun,
    /// Who leads the child's case.
    pub led_by: Option<PractitionerId>,
    /// The day the family agreed to the service.
    pub agreed_on: Option<Day>,
    /// Each with its number, by day.
    pub consents: Vec<(i64, Consent)>,
}

/// The laws on which the use of data may rest.
const LAWS: [&str; 4] = ["public_task", "legal_obligation", "vital_interests", EXPLICIT_CONSENT];
/// The law that is nothing without a permission.
const EXPLICIT_CONSENT: &str = "explicit_consent";

impl Consent {
    /// Returns it as people say it: `sharing with camhs on 2006-09-04`.
    pub fn spoken(&self) -> String {
        let party = self.party.as_ref().map(|party| format!(" with {party}")).unwrap_or_default();
        format!("{}{party} on {}", self.kind.as_str().replace('_', " "), self.on)
    }

    /// Refuses what is half said: a permission without recipients, an override without a reason.
    ///
    /// # Errors
    /// `FIELD_INVALID`.
    pub fn whole(&self) -> Result<(), Refusal> {
        let kind = self.kind;
        let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
        let party = self.party.as_ref().map(ToString::to_string);
        let is_sharing = kind == ConsentKind::Sharing;
        let has_purpose = is_sharing || kind == ConsentKind::Basis;
        let words = [
            ("with", party, kind.names_a_party(), true, "the party: a code, such as camhs or evaluation"),
            ("purpose", text(&self.purpose), has_purpose, true, "for what; of a basis, which law"),
            ("refused", text(&self.refused), is_sharing, false, "nothing, but of a permission to share"),
            ("by", self.by.map(|by| by.to_string()), is_sharing, is_sharing, "who gave it"),
            ("how", self.how.map(|how| how.to_string()), is_sharing, is_sharing, "written or spoken"),
            ("reason", text(&self.reason), kind.needs_a_reason(), true, "why it is done"),
        ];
        for (field, found, fits, needed, wanted) in words {
            // Who said it, and how, may be said of everything.
            let may = fits || matches!(field, "by" | "how");
            match found {
                None if fits && needed => {
                    return Err(Refusal::FieldInvalid { field, found: String::new(), wanted });
                }
                Some(found) if !may => {
                    let wanted = "nothing there, for what was said has none";
                    return Err(Refusal::FieldInvalid { field, found, wanted });
                }
                _ => {}
            }
        }
        // An extract cannot leave out what is told in words: it would be shared for all that.
        let to_evaluators = self.party.as_ref().is_some_and(|party| party.as_str() == EVALUATION);
        if let Some(refused) = self.refused.as_ref().filter(|_| to_evaluators) {
            let wanted = "nothing: the evaluation has all of a child or none; objection leaves the child out";
            return Err(Refusal::FieldInvalid { field: "refused", found: refused.to_string(), wanted });
        }
        // A party that is nearly the evaluators would leave the child in the evaluation.
        if let Some(party) = self.party.as_ref().map(Code::as_str).filter(|party| *party != EVALUATION)
            && (party.contains("evaluat") || !similar(party, [EVALUATION.to_owned()]).is_empty())
        {
            let wanted = "a party; did you mean evaluation? any other has a code that is less like it";
            return Err(Refusal::FieldInvalid { field: "with", found: party.to_owned(), wanted });
        }
        if kind == ConsentKind::Basis
            && let Some(law) = self.purpose.as_ref().filter(|law| !LAWS.contains(&law.as_str()))
        {
            let wanted = "public_task, legal_obligation, vital_interests or explicit_consent";
            return Err(Refusal::FieldInvalid { field: "purpose", found: law.to_string(), wanted });
        }
        Ok(())
    }

    /// Tells whether two are about the same: kind, but for its end, and party.
    fn is_about(&self, other: &Self) -> bool {
        let family = |kind: ConsentKind| kind.given().unwrap_or(kind);
        family(self.kind) == family(other.kind) && self.party == other.party
    }
}

impl Said {
    /// Finds what was said last of the same, by a day.
    fn last(&self, new: &Consent) -> Option<&(i64, Consent)> {
        let before = |(_, old): &&(i64, Consent)| old.is_about(new) && old.on <= new.on;
        self.consents.iter().filter(before).max_by_key(|(number, old)| (old.on, *number))
    }

    /// Finds the number under which the same is recorded. What was ended on its day and is said again is new;
    /// of a file's rows that say the same, `before` of them came before: each is one that is recorded.
    ///
    /// # Errors
    /// `CONSENT_SAID_ALREADY` where it was said otherwise.
    pub fn recorded(&self, new: &Consent, before: Option<usize>) -> Result<Option<i64>, Refusal> {
        let same =
            |(_, old): &&(i64, Consent)| (old.kind, &old.party, old.on) == (new.kind, &new.party, new.on);
        let in_turn = before.and_then(|before| self.consents.iter().filter(same).nth(before));
        match in_turn.or_else(|| self.last(new).filter(same)) {
            Some((number, old)) if old == new => Ok(Some(*number)),
            Some((number, old)) => Err(Refusal::ConsentSaidAlready {
                child: self.begun.child_ref.clone(),
                number: *number,
                found: old.spoken(),
            }),
            None => Ok(None),
        }
    }

    /// Finds what ended something that is recorded, so that it holds no more.
    pub fn ended(&self, number: i64) -> Option<&(i64, Consent)> {
        let (_, known) = self.consents.iter().find(|(other, _)| *other == number)?;
        let newest = self.consents.iter().filter(|(_, other)| other.is_about(known));
        let newest = newest.max_by_key(|(other, said)| (said.on, *other))?;
        (newest.1.kind.given() == Some(known.kind)).then_some(newest)
    }

    /// Tells whether a permission to share holds on a day.
    fn shares_on(&self, day: Day) -> bool {
        let sharing = |kind: ConsentKind| kind.given().unwrap_or(kind) == ConsentKind::Sharing;
        let by_then = |(_, said): &&(i64, Consent)| sharing(said.kind) && said.on <= day;
        self.consents.iter().filter(by_then).any(|(number, said)| {
            let later = |(other, next): &(i64, Consent)| {
                next.is_about(said) && next.on <= day && (next.on, *other) > (said.on, *number)
            };
            said.kind == ConsentKind::Sharing && !self.consents.iter().any(later)
        })
    }

    /// Says that the permission to share with a party that is asked something had been withdrawn by a day.
    pub fn doubts(&self, party: &Code, on: Day) -> Option<String> {
        let of_it = |(_, said): &&(i64, Consent)| {
            matches!(said.kind, ConsentKind::Sharing | ConsentKind::SharingWithdrawn)
                && said.party.as_ref() == Some(party)
                && said.on <= on
        };
        let (number, last) =
            self.consents.iter().filter(of_it).max_by_key(|(number, said)| (said.on, *number))?;
        let child = &self.begun.child_ref;
        (last.kind == ConsentKind::SharingWithdrawn).then(|| {
            format!(
                "the permission to share {child}'s data with {party} was withdrawn on {} (consent {number}): ask the \
                 family before {party} is told anything",
                last.on
            )
        })
    }

    /// Refuses to withdraw what was not given, or is withdrawn, to lift a shield that others lift, to rest on
    /// an explicit consent that nobody gave, and what is before a child was born.
    ///
    /// # Errors
    /// `HAPPENED_BEFORE_BIRTH`, `SHIELD_OF_ANOTHER`, `CONSENT_NOT_GIVEN`, `CONSENT_WITHDRAWN_ALREADY`.
    pub fn admits(&self, new: &Consent, actor: &Practitioner) -> Result<(), Refusal> {
        self.begun.admits(new.kind, new.on, true)?;
        if new.kind == ConsentKind::ShieldWithdrawn {
            self.is_lifted_by(actor)?;
        }
        let rests_on_consent = new.purpose.as_ref().is_some_and(|law| law.as_str() == EXPLICIT_CONSENT);
        if new.kind == ConsentKind::Basis && rests_on_consent && !self.shares_on(new.on) {
            let (child, what, on) = (self.begun.child_ref.clone(), new.kind, new.on);
            return Err(Refusal::ConsentNotGiven { child, what, party: None, on });
        }
        let last = self.last(new);
        let given_on = match new.kind {
            ConsentKind::AgreementWithdrawn => self.agreed_on.filter(|day| *day <= new.on),
            kind if kind.given().is_some() => last.map(|(_, last)| last.on),
            _ => return Ok(()),
        };
        let (child, what, on) = (self.begun.child_ref.clone(), new.kind, new.on);
        let Some(given_on) = given_on else {
            let party = new.party.clone();
            return Err(Refusal::ConsentNotGiven { child, what, party, on });
        };
        match last {
            Some((number, last)) if last.kind == new.kind && last.on >= given_on => {
                let (number, withdrawn_on) = (*number, last.on);
                Err(Refusal::ConsentWithdrawnAlready { child, what, number, withdrawn_on })
            }
            _ => Ok(()),
        }
    }

    /// Refuses to withdraw the record of a shield, as lifting it.
    ///
    /// # Errors
    /// `SHIELD_OF_ANOTHER`.
    pub fn admits_withdrawal(&self, number: i64, actor: &Practitioner) -> Result<(), Refusal> {
        match self.consents.iter().find(|(known, _)| *known == number) {
            Some((_, old)) if old.kind == ConsentKind::Shield => self.is_lifted_by(actor),
            _ => Ok(()),
        }
    }

    /// Refuses somebody who neither leads the case nor is a manager or administrator.
    fn is_lifted_by(&self, actor: &Practitioner) -> Result<(), Refusal> {
        if matches!(actor.role, Role::Manager | Role::Administrator) || self.led_by == Some(actor.id) {
            return Ok(());
        }
        let (user, child) = (actor.code.clone(), self.begun.child_ref.clone());
        Err(Refusal::ShieldOfAnother { user, child })
    }
}
