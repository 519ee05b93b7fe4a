//! `bhlp reconcile work`.

mod back;
mod correct;
mod decide;
mod keys;
mod listed;
mod mark;
mod record;
mod say;
mod screen;
mod session;
mod words;

pub(super) use decide::run;
