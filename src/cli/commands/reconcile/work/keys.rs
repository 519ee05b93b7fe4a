//! Keys and lines, from a terminal; from a file where a test plays the terminal.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use console::Term;

use crate::failure::Result;

/// Where keys come from.
pub(super) struct Keys {
    terminal: Option<Term>,
}

impl Keys {
    pub fn new() -> Self {
        Self { terminal: io::stdin().is_terminal().then(Term::stderr) }
    }

    /// Asks for one key; at the end of all input, or at Ctrl-C, there is none.
    pub fn key(&self, prompt: &str) -> Result<Option<char>> {
        write!(io::stderr(), "{prompt} ")?;
        io::stderr().flush()?;
        let key = match &self.terminal {
            Some(terminal) => Some(terminal.read_char()?),
            None => next_sign()?,
        };
        let key = key.filter(|key| !matches!(key, '\u{3}' | '\u{4}'));
        writeln!(io::stderr(), "{}", key.filter(|key| !key.is_control()).unwrap_or(' '))?;
        Ok(key.map(|key| key.to_ascii_lowercase()))
    }

    /// Asks for a line; an empty one is none.
    pub fn line(&self, prompt: &str) -> Result<Option<String>> {
        write!(io::stderr(), "{prompt} ")?;
        io::stderr().flush()?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        if self.terminal.is_none() {
            writeln!(io::stderr())?;
        }
        let line = line.trim();
        Ok((!line.is_empty()).then(|| line.to_owned()))
    }

    /// Asks for a line that is a value of some kind, until it is one or empty.
    pub fn value<T: std::str::FromStr<Err: std::fmt::Display>>(&self, prompt: &str) -> Result<Option<T>> {
        loop {
            let Some(line) = self.line(prompt)? else { return Ok(None) };
            match line.parse() {
                Ok(value) => return Ok(Some(value)),
                Err(why) => writeln!(io::stderr(), "{why}")?,
            }
        }
    }
}

/// The next sign of a file that plays a terminal; ends of lines between keys are passed over.
fn next_sign() -> io::Result<Option<char>> {
    for byte in io::stdin().lock().by_ref().bytes() {
        let sign = char::from(byte?);
        if !matches!(sign, '\n' | '\r') {
            return Ok(Some(sign));
        }
    }
    Ok(None)
}
