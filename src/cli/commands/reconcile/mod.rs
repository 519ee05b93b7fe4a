//! `bhlp reconcile ...`.

mod command;
mod record;
mod show;
mod work;

pub(super) use command::{ReconcileCommand, run};
