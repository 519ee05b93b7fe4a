//! `bhlp demo`: an invented pilot, its stories told.

mod command;
mod story;

pub(super) use command::{DemoArgs, run};
