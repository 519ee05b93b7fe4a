//! Asking for what a command line lacks, one field after the other.
//!
//! A line is asked for and a line is read: that works with a screen reader, over a slow line and in a
//! test. Questions go to stderr, so that stdout has the answer only. Start with [`for_the_rest`];
//! [`Talk`] is the conversation, [`suggest`] is where suggestions come from.

use std::ffi::OsString;
use std::io::{self, BufRead, Write};

use anyhow::{Context as _, bail};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, CommandFactory};

use super::suggest::{self, Suggested, Suggestions};
use crate::carry_out::{Done, Play};
use crate::code_lookup::{self, Choice, CodeLookup};
use crate::commands::command::Cli;
use crate::failure::{Failure, Message, NothingRecorded, Result, refusal};
use crate::line::{records, shell_line};
use crate::partial_command::{PartialCommand, with_values};
use crate::{abbreviations, arguments, reply};
use domain::Refusal;

/// What is asked for, in this order, by command: what is missing, and what is worth knowing. Whatever
/// else is missing follows.
const ORDER: [(&str, &[&str]); 7] = [
    ("buy", &["child", "category", "provider", "what", "need", "amount"]),
    ("commission place", &["child", "category", "provider", "what", "need", "amount", "needed_on"]),
    ("reconcile buy", &["child", "category", "provider", "what", "need"]),
    ("invoice record", &["commission", "amount", "number", "last"]),
    ("payment record", &["commission"]),
    ("outcome record", &["child", "measure", "item", "value", "informant"]),
    ("time record", &["child", "minutes", "activity"]),
];

/// How many suggestions are shown unasked.
const SHOWN: usize = 9;

/// Asks at the terminal for what is missing; returns the whole command line.
pub(crate) fn for_the_rest(partial: &PartialCommand, missing: &[Arg], play: Play) -> Result<Vec<OsString>> {
    let mut talk = Talk { answers: &mut io::stdin().lock(), questions: &mut io::stderr().lock() };
    let order = ORDER.iter().find(|(path, _)| *path == partial.path.join(" "));
    let codes = match (&partial.globals.ledger, order) {
        (None, Some(_)) => return Err(partial.globals.ledger().map(|_| ()).expect_err("no ledger is named")),
        (None, None) => None,
        (Some(path), _) => {
            let codes = CodeLookup::open(path, partial.globals.user.clone());
            if order.is_some() { Some(codes?) } else { codes.ok() }
        }
    };
    if order.is_some() {
        partial.globals.user()?;
    }
    let mut suggestions = Suggestions::new(codes);
    if let Some(whole) = in_full(partial, &mut suggestions, &mut talk)? {
        return Ok(whole);
    }
    let mut ids = order.map_or(Vec::new(), |(_, ids)| ids.to_vec());
    if order.is_some() && suggestions.has_ended()? {
        ids.push("on");
    }
    let fields = fields(partial, missing, &ids);
    Form { partial, play, fields, suggestions, back: false, rehearsed: order.is_some() }.fill(&mut talk)
}

/// Writes out a short form among what was typed; what cannot be meant at all is refused before anything
/// is asked.
fn in_full(
    partial: &PartialCommand,
    suggestions: &mut Suggestions,
    talk: &mut Talk<'_>,
) -> Result<Option<Vec<OsString>>> {
    for arg in partial.command.get_arguments() {
        if let (Some(kind), Some(said)) =
            (code_lookup::kind_in(&partial.path, arg), partial.given(arg.get_id().as_str()))
            && let Some(codes) = suggestions.codes()
            && let Some(refusal) = codes.refusal(kind, &said)?
        {
            let code = abbreviations::code_for(codes, kind, &said);
            let whole =
                code.and_then(|code| Some((abbreviations::replaced(&partial.words, &said, &code)?, code)));
            let (whole, code) = whole.ok_or(refusal).context(NothingRecorded)?;
            talk.tell(&format!("`{said}`: understood as {code}"))?;
            return Ok(Some(whole));
        }
    }
    Ok(None)
}

/// What is asked for, in order.
fn fields(partial: &PartialCommand, missing: &[Arg], order: &[&str]) -> Vec<Field> {
    let field = |arg: &Arg| Field {
        needed: arg.get_id() == "on" || missing.iter().any(|missed| missed.get_id() == arg.get_id()),
        label: label(arg),
        arg: arg.clone(),
        answer: None,
        name: String::new(),
    };
    let told =
        |id: &str| partial.given(id).is_some() || (id == "amount" && partial.given("unit_price").is_some());
    let ordered = order.iter().filter(|id| !told(id));
    let ordered = ordered.filter_map(|id| partial.command.get_arguments().find(|arg| arg.get_id() == id));
    let rest = missing.iter().filter(|arg| !order.contains(&arg.get_id().as_str()));
    ordered.chain(rest).map(field).collect()
}

/// What a field is called when it is asked for.
fn label(arg: &Arg) -> String {
    let label = match arg.get_id().as_str() {
        "provider" if arg.get_long() == Some("from") => "from whom",
        "what" => "what it is",
        "amount" => "amount",
        "commission" => "commission number",
        "number" => "invoice number",
        "last" => "is it the last one",
        "need" => "for which need",
        "on" => "on which day",
        "value" => "score",
        "item" => "which goal or part",
        "informant" => "reported by",
        other => return other.replace('_', " "),
    };
    label.to_owned()
}

/// One field, and what was answered.
#[derive(Debug)]
struct Field {
    arg: Arg,
    label: String,
    needed: bool,
    answer: Option<String>,
    /// What people know the answer by.
    name: String,
}

impl Field {
    fn is_flag(&self) -> bool {
        matches!(self.arg.get_action(), ArgAction::SetTrue)
    }
}

/// A conversation, line by line.
struct Talk<'t> {
    answers: &'t mut dyn BufRead,
    questions: &'t mut dyn Write,
}

impl Talk<'_> {
    fn tell(&mut self, text: &str) -> Result {
        Ok(writeln!(self.questions, "{text}")?)
    }

    /// Asks for a yes; anything else is none.
    fn agrees(&mut self, prompt: &str) -> Result<bool> {
        Ok(matches!(self.ask(prompt)?.to_lowercase().as_str(), "y" | "yes"))
    }

    /// Asks; at the end of all answers nobody is there any more.
    fn ask(&mut self, prompt: &str) -> Result<String> {
        write!(self.questions, "{prompt}: ")?;
        self.questions.flush()?;
        let mut line = String::new();
        if self.answers.read_line(&mut line).map_err(|_| Failure::stopped())? == 0 {
            writeln!(self.questions)?;
            bail!(Failure::stopped());
        }
        Ok(line.trim().to_owned())
    }
}

/// What an answer makes the form do.
enum Step {
    On,
    Back,
    To(usize),
    Again,
    /// Another command line than the one that was typed.
    Instead(Vec<OsString>),
}

/// A command line being filled in.
struct Form<'b> {
    partial: &'b PartialCommand,
    play: Play,
    fields: Vec<Field>,
    suggestions: Suggestions,
    /// Whether the last answer was to go back.
    back: bool,
    /// Whether it is tried before it is confirmed, so that a refusal is met where it can be mended.
    rehearsed: bool,
}

impl Form<'_> {
    /// Asks field by field, then whether it is right.
    fn fill(&mut self, talk: &mut Talk<'_>) -> Result<Vec<OsString>> {
        talk.tell("Enter accepts the answer in [brackets]; ? explains; < goes back; Ctrl-C stops.")?;
        let mut place = 0;
        loop {
            let step = match place < self.fields.len() {
                true => self.ask(talk, place)?,
                false if !records(&self.partial.words) => return Ok(self.words()),
                false => match self.confirm(talk)? {
                    Step::On => return Ok(self.words()),
                    other => other,
                },
            };
            // To one that is not asked now: the one before it is.
            self.back = matches!(step, Step::Back | Step::To(_));
            match step {
                Step::On => place += 1,
                Step::Back if place == 0 => talk.tell("this is the first question")?,
                Step::Back => place -= 1,
                Step::To(other) => place = other,
                Step::Again => {}
                Step::Instead(words) => return Ok(words),
            }
        }
    }

    fn ask(&mut self, talk: &mut Talk<'_>, place: usize) -> Result<Step> {
        let suggested = self.suggest(place)?;
        if suggested.needless {
            self.fields[place].answer = None;
            return Ok(if self.back && place > 0 { Step::Back } else { Step::On });
        }
        let field = &self.fields[place];
        show(talk, &suggested.choices, suggested.numbered, SHOWN)?;
        let how = match suggested.choices.len().min(SHOWN) {
            1 if suggested.numbered => ", 1 or type it".to_owned(),
            most @ 2.. if suggested.numbered => format!(", 1 to {most} or type it"),
            _ => String::new(),
        };
        let label = match (self.rehearsed, field.arg.get_help()) {
            (false, Some(help)) => format!("{} ({help})", field.label),
            _ => field.label.clone(),
        };
        let prompt = match (&suggested.default, field.needed) {
            _ if field.is_flag() => format!("{label}? [y/N]"),
            (Some(default), true) => format!("{label}{how} [{default}]"),
            (Some(default), false) => format!("{label}{how} [{default}; - for none]"),
            (None, true) => format!("{label}{how}"),
            (None, false) => format!("{label}{how} [none]"),
        };
        let said = talk.ask(&prompt)?;
        match said.as_str() {
            "<" => return Ok(Step::Back),
            "?" => {
                self.help(talk, place, &suggested)?;
                return Ok(Step::Again);
            }
            _ => {}
        }
        match self.meant(talk, place, &said, &suggested)? {
            Ok(answer) => {
                let code = answer.as_deref().unwrap_or_default();
                let chosen = suggested.choices.iter().find(|choice| choice.code == code);
                self.fields[place].name = chosen.map(|choice| choice.name.clone()).unwrap_or_default();
                self.fields[place].answer = answer;
                if self.rehearsed && self.fields[place].arg.get_id() == "child" {
                    self.tell_what_is_left(talk, place)?;
                }
                Ok(Step::On)
            }
            Err(why) => {
                talk.tell(&why)?;
                Ok(Step::Again)
            }
        }
    }

    /// Finds what an answer means; `Err` says why that cannot be right.
    fn meant(
        &mut self,
        talk: &mut Talk<'_>,
        place: usize,
        said: &str,
        suggested: &Suggested,
    ) -> Result<Result<Option<String>, String>> {
        let field = &self.fields[place];
        if field.is_flag() {
            return Ok(match said.to_lowercase().as_str() {
                "" | "n" | "no" => Ok(None),
                "y" | "yes" => Ok(Some(String::new())),
                _ => Err("please answer y or n".into()),
            });
        }
        if said.is_empty() {
            return Ok(match (&suggested.default, field.needed) {
                (Some(default), _) => Ok(Some(default.clone())),
                (None, false) => Ok(None),
                (None, true) => Err(format!("{}: an answer is needed (? explains)", field.label)),
            });
        }
        if said == "-" && !field.needed {
            return Ok(Ok(None));
        }
        let picked = match said.parse::<usize>() {
            Ok(number) if suggested.numbered => match number.checked_sub(1) {
                Some(place) if place < suggested.choices.len().min(SHOWN) => {
                    Some(suggested.choices[place].code.clone())
                }
                _ => return Ok(Err(format!("{number} is not one of the numbers above"))),
            },
            _ => None,
        };
        let mut answer = picked.unwrap_or_else(|| said.to_owned());
        if let (Some(kind), Some(codes)) =
            (code_lookup::kind_in(&self.partial.path, &field.arg), self.suggestions.codes())
            && let Some(refusal) = codes.refusal(kind, &answer)?
        {
            match abbreviations::code_for(codes, kind, &answer) {
                Some(code) => {
                    talk.tell(&format!("`{answer}`: understood as {code}"))?;
                    answer = code;
                }
                None => return Ok(Err(refusal.to_string())),
            }
        }
        Ok(self.parses(place, answer).map(Some))
    }

    /// Tells whether clap takes an answer, in the line as far as it is.
    fn parses(&mut self, place: usize, answer: String) -> Result<String, String> {
        if answer.starts_with('-') && self.fields[place].arg.is_positional() {
            return Err("it cannot begin with -".into());
        }
        let before = self.fields[place].answer.replace(answer.clone());
        let line = with_values(&self.partial.words, &self.answers(place + 1));
        self.fields[place].answer = before;
        match Cli::command().try_get_matches_from(&line) {
            Ok(_) => Ok(answer),
            Err(error) if error.kind() == ErrorKind::MissingRequiredArgument => Ok(answer),
            Err(error) => {
                let text = arguments::refused(error).to_string();
                Err(text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned())
            }
        }
    }

    /// The answers given to the first so many fields.
    fn answers(&self, first: usize) -> Vec<(Arg, String)> {
        let fields = self.fields.iter().take(first);
        fields.filter_map(|field| Some((field.arg.clone(), field.answer.clone()?))).collect()
    }

    fn words(&self) -> Vec<OsString> {
        with_values(&self.partial.words, &self.answers(self.fields.len()))
    }

    /// What is known of an argument: as typed, or as answered.
    fn known(&self, id: &str) -> Option<String> {
        let answered = self.fields.iter().find(|field| field.arg.get_id() == id);
        answered.map_or_else(|| self.partial.given(id), |field| field.answer.clone())
    }

    fn suggest(&mut self, place: usize) -> Result<Suggested> {
        let known = |id: &str| self.known(id);
        let known: Vec<(&'static str, String)> =
            suggest::ASKED.iter().filter_map(|id| Some((*id, known(id)?))).collect();
        self.suggestions.suggest(&self.fields[place].arg, &self.partial.path, &known)
    }

    /// Says what a field is, and everything it may be.
    fn help(&mut self, talk: &mut Talk<'_>, place: usize, suggested: &Suggested) -> Result {
        let arg = &self.fields[place].arg;
        talk.tell(&arg.get_help().map(ToString::to_string).unwrap_or_default())?;
        let all = match (code_lookup::kind_in(&self.partial.path, arg), self.suggestions.codes()) {
            (Some(kind), Some(codes)) if kind != code_lookup::Kind::OpenOrder => codes.choices(kind)?,
            _ => Vec::new(),
        };
        if all.len() > suggested.choices.len().min(SHOWN) {
            show(talk, &all, false, usize::MAX)?;
        }
        Ok(())
    }

    /// After the child was named: what is left, so that a wrong child shows.
    fn tell_what_is_left(&mut self, talk: &mut Talk<'_>, place: usize) -> Result {
        let Some(child) = self.fields[place].answer.clone() else { return Ok(()) };
        match self.suggestions.left(&child)? {
            Some(left) => talk.tell(&left),
            None => Ok(()),
        }
    }

    /// Finds the question that a refusal concerns: where that is not known, the last one.
    fn concerned(&self, code: &str) -> usize {
        let id = match code {
            "BUDGET_EXCEEDED" | "RING_FENCED" | "SIGN_OFF_EXCEEDED" | "CATEGORY_CAP_EXCEEDED" => "amount",
            "EFFECTIVE_OUTSIDE_PILOT"
            | "DAY_TO_COME"
            | "MONTH_CLOSED"
            | "BEFORE_BUDGET_OPENED"
            | "DAYS_OUT_OF_ORDER" => "on",
            "NO_BUDGET" | "BUDGET_CLOSED" | "COMPARISON_CHILD_HAS_NO_BUDGET" => "child",
            "CATEGORY_NOT_ALLOWED" => "category",
            "OUTCOME_OUT_OF_RANGE" => "value",
            _ => "",
        };
        let asked = self.fields.iter().position(|field| field.arg.get_id() == id);
        asked.unwrap_or_else(|| self.fields.len().saturating_sub(1))
    }

    /// Does it all but keeps nothing.
    fn rehearse(&self) -> Done {
        (self.play)(self.words(), &|globals| globals.dry_run = true)
    }

    /// A command line for the ledger and the user that this one began with, kept or tried as it was.
    fn for_the_same_ledger(&self, mut words: Vec<OsString>) -> Vec<OsString> {
        let globals = &self.partial.globals;
        if let Some(ledger) = &globals.ledger {
            words.extend(["--ledger".into(), ledger.into()]);
        }
        if let Some(user) = &globals.user {
            words.extend(["--as".into(), user.to_string().into()]);
        }
        if let Some(key) = &globals.key {
            words.extend(["--key".into(), key.to_string().into()]);
        }
        if let Some(day) = &globals.belongs_to {
            words.extend(["--belongs-to".into(), day.to_string().into()]);
        }
        if let Some(format) = self.partial.given("format") {
            words.extend(["--format".into(), format.into()]);
        }
        if globals.dry_run {
            words.push("--dry-run".into());
        }
        words
    }

    /// Shows what will be recorded, and asks whether it is right.
    fn confirm(&mut self, talk: &mut Talk<'_>) -> Result<Step> {
        talk.tell("")?;
        for id in ["child", "commission"] {
            let asked = self.fields.iter().any(|field| field.arg.get_id() == id);
            if let (false, Some(given)) = (asked, self.partial.given(id)) {
                talk.tell(&format!("{id}: {given}"))?;
            }
        }
        for field in &self.fields {
            match &field.answer {
                Some(_) if field.is_flag() => talk.tell(&format!("{}: yes", field.label))?,
                Some(answer) if field.name.is_empty() => talk.tell(&format!("{}: {answer}", field.label))?,
                Some(answer) => talk.tell(&format!("{}: {answer} ({})", field.label, field.name))?,
                None => {}
            }
        }
        talk.tell(&format!("in one line: {}", shell_line(&self.words())))?;
        if self.rehearsed {
            match self.rehearse() {
                Ok(Some(reply)) => {
                    let left = reply.left.iter().map(reply::left_sentence);
                    for line in reply.details.iter().chain(&reply.warnings).cloned().chain(left) {
                        talk.tell(&format!("then {line}"))?;
                    }
                }
                Ok(None) => {}
                Err(error) => {
                    let Some(mut message) = Message::of(&error) else { bail!(error) };
                    message.nothing_recorded = false;
                    write!(talk.questions, "{message}")?;
                    let place = self.concerned(&message.code);
                    return Ok(match asks_for_approval(&error) {
                        Some(order) if talk.agrees("ask for approval instead? [y/N]")? => {
                            Step::Instead(self.for_the_same_ledger(order))
                        }
                        _ => Step::To(place),
                    });
                }
            }
        }
        match talk.ask("record it? [Y/n]")?.to_lowercase().as_str() {
            "" | "y" | "yes" => Ok(Step::On),
            "<" => Ok(Step::Back),
            "n" | "no" => bail!(Failure::stopped()),
            _ => {
                talk.tell("please answer y or n, or < to go back")?;
                Ok(Step::Again)
            }
        }
    }
}

/// The command line that asks for what is for another to approve.
fn asks_for_approval(error: &anyhow::Error) -> Option<Vec<OsString>> {
    match refusal(error)? {
        Refusal::SignOffExceeded { order, .. } | Refusal::ConflictDeclared { order, .. } => {
            Some(shlex::split(order.as_ref()?)?.into_iter().map(OsString::from).collect())
        }
        _ => None,
    }
}

/// Shows choices, with numbers to pick them by.
fn show(talk: &mut Talk<'_>, choices: &[Choice], numbered: bool, most: usize) -> Result {
    let width = choices.iter().take(most).map(|choice| choice.code.len()).max().unwrap_or(0);
    for (number, choice) in (1..).zip(choices.iter().take(most)) {
        let number = if numbered { format!("{number}  ") } else { String::new() };
        let line = format!("  {number}{:<width$}  {}", choice.code, choice.name);
        talk.tell(line.trim_end())?;
    }
    match choices.len().saturating_sub(most) {
        0 => Ok(()),
        more => talk.tell(&format!("  and {more} more: ? shows them")),
    }
}
