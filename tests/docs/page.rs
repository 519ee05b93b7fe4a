//! A page: its commands, what it shows below each, and what it would show if it told the truth.

use std::fs;
use std::ops::Range;
use std::path::Path;

use snapbox::{Assert, Data};

use crate::PROJECT;
use crate::session::Session;

/// One step of a page's session.
enum Step {
    /// Variables are set, the clock among them.
    Set(Vec<(String, String)>),
    /// A command is typed.
    Typed(Typed),
}

/// A command as a page has it.
struct Typed {
    /// What is typed, over one line or more.
    command: String,
    /// The lines of the page that show what happens, counted from nought; none is an empty range
    /// behind the command.
    shown: Range<usize>,
    /// The exit code it is said to have.
    code: i32,
    /// Whether it only sets the scene.
    hidden: bool,
    /// What it printed, where that is not what is shown.
    otherwise: Option<String>,
}

/// A document.
pub struct Page {
    name: String,
    lines: Vec<String>,
    steps: Vec<Step>,
}

impl Page {
    /// Finds what a document shows.
    pub fn read(path: &Path) -> Self {
        let name = path.strip_prefix(PROJECT).unwrap().display().to_string();
        let lines: Vec<String> = fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
        let mut steps = Vec::new();
        let (mut hidden, mut fence) = (false, None::<String>);
        for (place, line) in lines.iter().enumerate() {
            if let Some(language) = line.strip_prefix("```") {
                fence = if fence.is_none() { Some(language.to_owned()) } else { None };
                continue;
            }
            match fence.as_deref() {
                None if line.starts_with("<!--") => {
                    if let Some(clock) = line.strip_prefix("<!-- clock ") {
                        let clock = clock.trim_end_matches(" -->").to_owned();
                        steps.push(Step::Set(vec![("BHLP_NOW".to_owned(), clock)]));
                    }
                    hidden = !line.ends_with("-->");
                }
                None if line.ends_with("-->") => hidden = false,
                Some("console" | "sh") if export(line).is_some() => {
                    steps.extend(export(line).map(Step::Set));
                }
                Some("console") => {
                    assert!(
                        take(&mut steps, place, line, hidden),
                        "{name}:{}: not below a command",
                        place + 1
                    );
                }
                _ => {}
            }
        }
        Self { name, lines, steps }
    }

    /// Does what the page says; tells where something else happened than is shown.
    pub fn play(&mut self) -> Vec<String> {
        let mut session = Session::begin();
        let mut wrong = Vec::new();
        for step in &mut self.steps {
            match step {
                Step::Set(variables) => {
                    variables.iter().for_each(|(name, value)| session.set(name, value));
                }
                Step::Typed(typed) => {
                    if let Err(difference) = typed.play(&session, &self.lines) {
                        let place = typed.shown.start;
                        wrong.push(format!("{}:{place}: $ {}\n{difference}", self.name, typed.command));
                    }
                }
            }
        }
        wrong
    }

    /// The page with what happened in the place of what was shown, where these differ.
    pub fn as_played(&self) -> String {
        let mut lines = self.lines.clone();
        for step in self.steps.iter().rev() {
            if let Step::Typed(Typed { shown, otherwise: Some(printed), .. }) = step {
                lines.splice(shown.clone(), printed.lines().map(str::to_owned));
            }
        }
        lines.join("\n") + "\n"
    }
}

/// Reads `export NAME=VALUE NAME=VALUE`, as typed or after a prompt.
fn export(line: &str) -> Option<Vec<(String, String)>> {
    let words = shlex::split(line.trim_start_matches("$ ").strip_prefix("export ")?)?;
    words.iter().map(|word| word.split_once('=').map(|(name, value)| (name.into(), value.into()))).collect()
}

/// Takes a line of a console block: a command, the rest of one, its exit code, or what is shown
/// below it. `false` where no command stands above.
fn take(steps: &mut Vec<Step>, place: usize, line: &str, hidden: bool) -> bool {
    if let Some(command) = line.strip_prefix("$ ") {
        let command = command.to_owned();
        let shown = place + 1..place + 1;
        steps.push(Step::Typed(Typed { command, shown, code: 0, hidden, otherwise: None }));
        return true;
    }
    let Some(Step::Typed(typed)) = steps.last_mut().filter(|step| step.ends_at(place)) else {
        return false;
    };
    let code = line.strip_prefix("? ").and_then(|code| code.parse().ok());
    if typed.shown.is_empty() && typed.command.ends_with('\\') {
        typed.command.push('\n');
        typed.command.push_str(line);
        typed.shown = place + 1..place + 1;
    } else if let (true, Some(code)) = (typed.shown.is_empty(), code) {
        typed.code = code;
        typed.shown = place + 1..place + 1;
    } else {
        typed.shown.end = place + 1;
    }
    true
}

impl Step {
    /// Whether the line is the next of this command.
    fn ends_at(&self, place: usize) -> bool {
        matches!(self, Self::Typed(typed) if typed.shown.end == place)
    }
}

impl Typed {
    fn play(&mut self, session: &Session, page: &[String]) -> Result<(), String> {
        if self.command != "bhlp" && !self.command.starts_with("bhlp ") {
            return Err("it is not run here: put it in a ```sh block".into());
        }
        let happened = session.run(&self.command);
        if happened.code != self.code {
            let (wanted, found) = (self.code, happened.code);
            return Err(format!("exit code {found} instead of {wanted}:\n{}", happened.printed));
        }
        if self.hidden && self.shown.is_empty() {
            return Ok(());
        }
        let shown: String = page[self.shown.clone()].iter().flat_map(|line| [line, "\n"]).collect();
        let same = Assert::new().try_eq(
            Some(&"what happens"),
            Data::text(happened.printed.clone()),
            Data::text(shown),
        );
        same.map_err(|difference| {
            self.otherwise = Some(happened.printed);
            difference.to_string()
        })
    }
}
