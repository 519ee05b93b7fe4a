//! What is said of a child's data: permission to share, its end, an objection, a shield.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::consent::{Consent, Said};
use domain::{Action, ChildId, Code, ConsentKind, Day, SaidBy, SaidHow, Text, rows};
use store::Ledger;

/// Records what was said of a child's data. The same again changes nothing.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentRecord {
    pub child: Code,
    pub kind: ConsentKind,
    pub party: Option<Code>,
    pub purpose: Option<Text>,
    pub refused: Option<Text>,
    pub by: Option<SaidBy>,
    pub how: Option<SaidHow>,
    pub reason: Option<Text>,
    pub on: Option<Day>,
}

impl UseCase for ConsentRecord {
    const KIND: &'static str = "consent.record";
    const ACTION: Action = Action::Plan;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let child = work.child(&self.child)?;
        let Self { kind, party, purpose, refused, by, how, reason, on, .. } = self.clone();
        let party = party.as_ref().map(Code::lowercase);
        let new = Consent { kind, on: work.on(on), party, purpose, refused, by, how, reason };
        let said = work.said_of_data(child.id, &child.child_ref, &new)?;
        if let Some(number) = said.recorded(&new, None)? {
            let mut sentence = format!("already recorded as consent {number}");
            if let Some((other, end)) = said.ended(number) {
                sentence += &format!(
                    "; it holds no more: {} (consent {other}). To give it anew, give its day: --on DATE",
                    end.spoken()
                );
            }
            return Ok(Reply { number, already: true, ..Reply::new(sentence) });
        }
        said.admits(&new, &work.actor)?;
        let number = work.tx.insert(&row(child.id, &new))?;
        Ok(Reply::new(format!("recorded for {}: {} (consent {number})", child.child_ref, new.spoken())))
    }
}

impl UnitOfWork<'_> {
    /// Reads what was said of a child's data, once what is new is whole and its day has come.
    pub(super) fn said_of_data(&self, child: ChildId, child_ref: &Code, new: &Consent) -> Result<Said> {
        new.whole()?;
        self.calendar.has_come(new.on)?;
        self.found(self.reader().said_of_data(child, self.recorded_on())?, "child", child_ref)
    }
}

pub(super) fn row(child_id: ChildId, consent: &Consent) -> rows::Consent<'_> {
    let Consent { kind, on, party, purpose, refused, by, how, reason } = consent;
    rows::Consent {
        child_id,
        kind: *kind,
        said_on: *on,
        party: party.as_ref(),
        purpose: purpose.as_ref(),
        refused: refused.as_ref(),
        said_by: *by,
        how: *how,
        reason: reason.as_ref(),
    }
}

/// Notes that somebody looked at a child whose whereabouts must not be found.
#[derive(Clone, Debug, Serialize)]
pub struct ShieldedLook {
    pub child: Code,
    pub report: &'static str,
}

impl UseCase for ShieldedLook {
    const KIND: &'static str = "shielded.look";
    const ACTION: Action = Action::Look;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let child = work.child(&self.child)?;
        Ok(Reply::new(format!("{} is shielded: that you looked is recorded", child.child_ref)))
    }
}

/// Tells whether a child is shielded.
pub fn is_shielded(ledger: &mut Ledger, child: &Code) -> Result<bool> {
    Ok(ledger.read()?.reader().is_shielded(child)?)
}
