//! Noting in the trail that an extract was handed over.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::correction::CorrectedSince;
use domain::{Action, Day, Text, rows};
use store::Ledger;

/// Reads what was corrected, up to an event, of what the extract before said to the same recipient.
pub fn corrected_since(
    ledger: &mut Ledger,
    recipient: &Text,
    head_event: i64,
) -> Result<Option<CorrectedSince>> {
    Ok(ledger.read()?.reader().corrected_since(recipient, head_event)?)
}

/// Notes an extract: for whom, how it was made, and what was written. The same extract is noted once.
#[derive(Clone, Debug, Serialize)]
pub struct ExtractMake {
    pub recipient: Text,
    pub as_at: Day,
    pub settings_sha256: String,
    pub key_fingerprint: String,
    pub head_event: i64,
    pub sha256: String,
}

impl UseCase for ExtractMake {
    const KIND: &'static str = "extract.make";
    const ACTION: Action = Action::Evaluate;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let recipient = &self.recipient;
        let before = work.reader().extracts_for(recipient)?;
        if let Some(same) = before.iter().find(|before| before.sha256 == self.sha256) {
            let sentence = format!("already recorded as event {}, by {}", same.event, same.by);
            return Ok(Reply { number: same.event, already: true, ..Reply::new(sentence) });
        }
        work.tx.insert(&rows::Extract {
            recipient,
            as_at: self.as_at,
            settings_sha256: &self.settings_sha256,
            key_fingerprint: &self.key_fingerprint,
            head_event: self.head_event,
            sha256: &self.sha256,
        })?;
        let another_key = before.first().filter(|before| before.key_fingerprint != self.key_fingerprint);
        let warning = another_key.map(|before| {
            format!(
                "event {} made an extract for {recipient} with another key: the two cannot be joined",
                before.event
            )
        });
        let reply = Reply { warnings: warning.into_iter().collect(), ..Reply::default() };
        let sentence =
            format!("made an extract for {recipient}, up to {}: SHA-256 {}", self.as_at, self.sha256);
        Ok(Reply { sentence, ..reply })
    }
}
