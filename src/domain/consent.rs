//! What is said of a child's data: what may be withdrawn, and what a word needs beside it.

use super::{Code, ConsentKind, Day, Refusal, SaidBy, SaidHow, Text};

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
    pub child_ref: Code,
    /// The day the family agreed to the service.
    pub agreed_on: Option<Day>,
    /// Each with its number, by day.
    pub consents: Vec<(i64, Consent)>,
}

/// The laws on which the use of data may rest.
const LAWS: [&str; 4] = ["public_task", "legal_obligation", "vital_interests", "explicit_consent"];

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

    /// Finds the number under which the same is recorded.
    ///
    /// # Errors
    /// `CONSENT_SAID_ALREADY` where it was said otherwise.
    pub fn recorded(&self, new: &Consent) -> Result<Option<i64>, Refusal> {
        let same =
            |(_, old): &&(i64, Consent)| (old.kind, &old.party, old.on) == (new.kind, &new.party, new.on);
        match self.consents.iter().find(same) {
            Some((number, old)) if old == new => Ok(Some(*number)),
            Some((number, old)) => Err(Refusal::ConsentSaidAlready {
                child: self.child_ref.clone(),
                number: *number,
                found: old.spoken(),
            }),
            None => Ok(None),
        }
    }

    /// Refuses to withdraw what was not given, or is withdrawn.
    ///
    /// # Errors
    /// `CONSENT_NOT_GIVEN`, `CONSENT_WITHDRAWN_ALREADY`.
    pub fn admits(&self, new: &Consent) -> Result<(), Refusal> {
        let last = self.last(new);
        let given_on = match new.kind {
            ConsentKind::AgreementWithdrawn => self.agreed_on.filter(|day| *day <= new.on),
            kind if kind.given().is_some() => last.map(|(_, last)| last.on),
            _ => return Ok(()),
        };
        let (child, what, on) = (self.child_ref.clone(), new.kind, new.on);
        let Some(given_on) = given_on else { return Err(Refusal::ConsentNotGiven { child, what, on }) };
        match last {
            Some((number, last)) if last.kind == new.kind && last.on >= given_on => {
                let (number, withdrawn_on) = (*number, last.on);
                Err(Refusal::ConsentWithdrawnAlready { child, what, number, withdrawn_on })
            }
            _ => Ok(()),
        }
    }
}
