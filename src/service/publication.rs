//! Signing what is published of a quarter.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::publication::Quarter;
use domain::{Action, Refusal, Text, rows};
use store::Published;

/// Signs a publication: the file as it was written and looked through.
#[derive(Clone, Debug, Serialize)]
pub struct PublicationSign {
    pub quarter: Quarter,
    pub sha256: String,
    pub published: i64,
    pub redacted: i64,
    pub left_out: i64,
    /// How many lines nobody has decided on.
    pub unanswered: usize,
    /// Its months that are still open, so that figures may change.
    pub open: Vec<String>,
    /// Why it takes the place of another one that was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replace: Option<Text>,
}

impl UseCase for PublicationSign {
    const KIND: &'static str = "publication.sign";
    const ACTION: Action = Action::Publish;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let quarter = self.quarter;
        if work.recorded_on() <= quarter.last() {
            return Err(Refusal::QuarterNotOver { quarter, last: quarter.last() }.into());
        }
        if self.unanswered > 0 {
            return Err(Refusal::ReviewUnanswered { quarter, lines: self.unanswered }.into());
        }
        let before = work.reader().published(quarter)?;
        if let Some(before) = before.as_ref().filter(|before| before.sha256 == self.sha256) {
            let sentence = format!(
                "{quarter} was already signed, exactly as it is now, by {}, in event {}",
                before.by, before.event
            );
            return Ok(Reply { number: before.event, already: true, ..Reply::new(sentence) });
        }
        if let Some(Published { by, event, .. }) = before.filter(|_| self.replace.is_none()) {
            return Err(Refusal::PublicationSigned { quarter, by, event }.into());
        }
        work.tx.insert(&rows::Publication {
            quarter: quarter.to_string(),
            sha256: &self.sha256,
            published: self.published,
            redacted: self.redacted,
            left_out: self.left_out,
        })?;
        let open = (!self.open.is_empty())
            .then(|| format!("still open, so that figures may change: {}", self.open.join(", ")));
        let reply = Reply { warnings: open.into_iter().collect(), ..Reply::default() };
        let sentence = format!(
            "signed the spending of {quarter}: {} published, {} of them without a name; SHA-256 {}",
            self.published, self.redacted, self.sha256
        );
        Ok(Reply { sentence, ..reply })
    }
}
