//! A page: its commands, and what it shows below each.

use std::fs;
use std::ops::Range;
use std::path::Path;

use chrono::NaiveDate;
use snapbox::{Assert, Data};

use super::PROJECT;
use super::session::Session;

/// The day on which a page plays, unless it names another.
pub const DAY: NaiveDate = NaiveDate::from_ymd_opt(2006, 9, 1).unwrap();

/// One step of a page's session.
enum Step {
    Set(Vec<(String, String)>),
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
    /// Whether it stands in a comment.
    hidden: bool,
}

/// Something else happened than the page shows.
pub struct Difference {
    command: String,
    shown: Range<usize>,
    /// What was printed, where the command came out as it should.
    printed: Option<String>,
    told: String,
}

/// A document.
pub struct Page {
    name: String,
    lines: Vec<String>,
    steps: Vec<Step>,
    /// The day whose figures it shows.
    pub day: NaiveDate,
}

impl Page {
    /// Finds what a document shows.
    pub fn read(path: &Path) -> Self {
        let name = path.strip_prefix(PROJECT).unwrap().display().to_string();
        let lines: Vec<String> = fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
        let mut steps = Vec::new();
        let mut day = DAY;
        let (mut hidden, mut fence) = (false, None::<String>);
        for (place, line) in lines.iter().enumerate() {
            if let Some(language) = line.strip_prefix("```") {
                fence = if fence.is_none() { Some(language.to_owned()) } else { None };
                continue;
            }
            match fence.as_deref() {
                None if line.starts_with("<!--") => {
                    if let Some(named) = line.strip_prefix("<!-- day ") {
                        assert!(steps.is_empty(), "{name}: its day stands above its commands");
                        day = named.trim_end_matches(" -->").parse().unwrap();
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
        Self { name, lines, steps, day }
    }

    /// Does on a day what the page says; tells where something else happened than is shown.
    pub fn play(&self, today: NaiveDate) -> Vec<Difference> {
        let mut session = Session::begin(today);
        let mut differences = Vec::new();
        for step in &self.steps {
            match step {
                Step::Set(variables) => {
                    variables.iter().for_each(|(name, value)| session.set(name, value));
                }
                Step::Typed(typed) => differences.extend(typed.play(&session, self)),
            }
        }
        differences
    }

    /// The page with what happened in the place of what was shown; a hash is another each time.
    pub fn with(&self, differences: &[Difference]) -> String {
        let mut lines = self.lines.clone();
        for difference in differences.iter().rev() {
            if let Some(printed) = &difference.printed {
                lines.splice(difference.shown.clone(), printed.lines().map(without_hashes));
            }
        }
        lines.join("\n") + "\n"
    }

    /// Says where and how it differs.
    pub fn describe(&self, difference: &Difference) -> String {
        let Difference { command, shown, told, .. } = difference;
        format!("{}:{}: $ {command}\n{told}", self.name, shown.start)
    }
}

fn without_hashes(line: &str) -> String {
    let is_hash = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    line.split(' ').find(is_hash).map_or_else(|| line.to_owned(), |hash| line.replace(hash, "[..]"))
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
        steps.push(Step::Typed(Typed { command, shown, code: 0, hidden }));
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
    fn play(&self, session: &Session, page: &Page) -> Option<Difference> {
        let differs = |printed, told| {
            let (command, shown) = (self.command.clone(), self.shown.clone());
            Some(Difference { command, shown, printed, told })
        };
        if self.command != "bhlp" && !self.command.starts_with("bhlp ") {
            return differs(None, "it is not run here: put it in a ```sh block".into());
        }
        let happened = session.run(&self.command, page.day);
        if happened.code != self.code {
            let (wanted, found) = (self.code, happened.code);
            return differs(None, format!("exit code {found} instead of {wanted}:\n{}", happened.printed));
        }
        if self.hidden && self.shown.is_empty() {
            return None;
        }
        let shown: String = page.lines[self.shown.clone()].iter().flat_map(|line| [line, "\n"]).collect();
        let printed = Data::text(happened.printed.clone());
        let same = Assert::new().try_eq(Some(&"what happens"), printed, Data::text(shown));
        same.map_err(|difference| differs(Some(happened.printed), difference.to_string())).err().flatten()
    }
}
