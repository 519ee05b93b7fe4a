//! `bhlp reconcile work`.

mod decide;
mod keys;
mod listed;
mod screen;

pub(super) use decide::run;
