//! Answering what an audit test found: once, by somebody it is not about.

use serde::Serialize;

use super::{Reply, Result, UnitOfWork, UseCase};
use domain::audit::{AuditTest, Hours};
use domain::{Action, Refusal, Text, rows};
use store::{Answered, Span};

/// Answers for a finding.
#[derive(Clone, Debug, Serialize)]
pub struct AuditAnswer {
    pub test: AuditTest,
    pub subject: Text,
    pub text: Text,
    pub hours: Option<Hours>,
}

impl UseCase for AuditAnswer {
    const KIND: &'static str = "audit.answer";
    const ACTION: Action = Action::Audit;

    fn carry_out(&self, work: &mut UnitOfWork<'_>) -> Result<Reply> {
        let (test, subject) = (self.test, &self.subject);
        if let Some(Answered { event, said, .. }) = work.reader().audit_answer(test, subject.as_str())? {
            let (test, subject) = (test.as_str(), subject.clone());
            return Err(Refusal::FindingAnswered { test, subject, event, said }.into());
        }
        let span = Span { hours: self.hours, ..Span::default() };
        let found = work.reader().finding(test, subject, &span, work.recorded_on())?;
        let Some(finding) = found else {
            let (what, found) = ("finding", subject.to_string());
            return Err(Refusal::Unknown { what, found, near: Vec::new() }.into());
        };
        if finding.who.iter().any(|code| code == work.actor.code.as_str()) {
            let (user, subject) = (work.actor.code.clone(), subject.clone());
            return Err(Refusal::OwnFinding { user, subject }.into());
        }
        work.tx.insert(&rows::AuditAnswer { test: test.as_str(), subject, said: &self.text })?;
        Ok(Reply::new(format!("answered: {test} {subject}: {}", self.text)))
    }
}
