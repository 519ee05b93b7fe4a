//! What every decision at the terminal needs: the ledger, who asks, and the keys they press.

use std::ffi::OsString;
use std::io::{self, Write};

use super::keys::Keys;
use super::listed::ListedItem;
use crate::carry_out::{Done, Play, carry_out};
use crate::code_lookup::CodeLookup;
use crate::failure::Result;
use crate::globals::Globals;
use domain::AccountName;
use service::{AboutItem, UseCase};

/// Somebody at the terminal.
pub(super) struct Session<'g> {
    pub globals: &'g Globals,
    pub play: Play,
    pub account: Option<AccountName>,
    pub keys: Keys,
}

impl Session<'_> {
    pub(super) fn codes(&self) -> Result<CodeLookup> {
        CodeLookup::open(&self.globals.ledger()?, self.globals.user.clone())
    }

    /// Reads what is open now, or all: a decision changes it, and so may a colleague.
    pub fn items(&self, open: bool) -> Result<Vec<ListedItem>> {
        ListedItem::all(&mut self.codes()?, self.account.as_ref(), open)
    }

    pub(super) fn carry_out<U: UseCase>(&self, request: &U) -> Done {
        carry_out(self.globals, request)
    }

    /// Asks before something is recorded: only `y` does it.
    pub(super) fn agrees(&self, what: &str) -> Result<bool> {
        let key = self.keys.key(&format!("{what}: y does it, any other key goes back:"))?;
        if key != Some('y') {
            writeln!(io::stderr(), "nothing was recorded")?;
        }
        Ok(key == Some('y'))
    }

    /// Does what another command line says.
    pub fn play(&self, words: &[&str]) -> Done {
        let mut words: Vec<OsString> = words.iter().map(OsString::from).collect();
        words.extend(self.begun());
        (self.play)(words, &|globals| globals.clone_from(self.globals))
    }

    /// What the command line began with and the environment does not say.
    fn begun(&self) -> Vec<OsString> {
        let is_set = |name: &str, value: &OsString| std::env::var_os(name).is_some_and(|set| set == *value);
        let mut words = Vec::new();
        if let Some(ledger) = self.globals.ledger.as_ref().map(|path| path.clone().into_os_string())
            && !is_set("BHLP_LEDGER", &ledger)
        {
            words.extend(["--ledger".into(), ledger]);
        }
        if let Some(user) = self.globals.user.as_ref().map(|user| OsString::from(user.to_string()))
            && !is_set("BHLP_USER", &user)
        {
            words.extend(["--as".into(), user]);
        }
        words
    }
}

/// What something said of a line or an entry is about.
pub(super) fn about(side: &ListedItem) -> AboutItem {
    let is_line = side.kind == "line";
    AboutItem {
        line: is_line.then_some(side.number),
        entry: (!is_line).then_some(side.number),
        account: if is_line { None } else { side.account.parse().ok() },
    }
}
