//! `bhlp completions`: the script a shell reads once, and the answers it asks for at each TAB.
//!
//! The script calls `bhlp` with [`ASKED`] set, and the words typed so far behind `--`. An answer is
//! never an error: where nothing can be said, nothing is.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, ValueCompleter};
use clap_complete::env::{EnvCompleter, Shells};

use crate::code_lookup::{Choice, CodeLookup, Kind, kind};
use crate::failure::{FAULT, Result};
use domain::Code;

/// The environment variable that names the shell that asks.
const ASKED: &str = "BHLP_COMPLETE";

const WHERE: &str = "Put one line where your shell starts:
  bash         source <(bhlp completions bash)              in ~/.bashrc
  zsh          source <(bhlp completions zsh)               in ~/.zshrc, below compinit
  fish         bhlp completions fish | source               in ~/.config/fish/config.fish
  powershell   bhlp completions powershell | Out-String | Invoke-Expression   in $PROFILE
  elvish       eval (bhlp completions elvish | slurp)       in ~/.config/elvish/rc.elv
They know your own children, the categories, providers and open commissions: set BHLP_LEDGER and BHLP_USER.";

/// Write the completions of a shell.
#[derive(Debug, Args)]
#[command(after_help = WHERE)]
pub(super) struct CompletionsArgs {
    /// The shell: bash, elvish, fish, powershell or zsh
    #[arg(value_parser = PossibleValuesParser::new(Shells::builtins().names()), hide_possible_values = true)]
    pub shell: String,
}

pub(super) fn run(args: &CompletionsArgs) -> Result {
    let shells = Shells::builtins();
    let shell = shells.completer(&args.shell).expect("the command line admits only these shells");
    Ok(shell.write_registration(ASKED, "bhlp", "bhlp", "bhlp", &mut io::stdout().lock())?)
}

/// Answers a shell that asks what may come next; tells whether one did.
pub(crate) fn answered(args: &[OsString], program: impl FnOnce() -> Command) -> bool {
    let Some(shell) = std::env::var_os(ASKED) else { return false };
    // A fault while completing must not write into the line somebody is typing.
    std::panic::set_hook(Box::new(|_| std::process::exit(FAULT.into())));
    let words: Vec<OsString> = args.iter().skip_while(|word| *word != "--").skip(1).cloned().collect();
    let shells = Shells::builtins();
    if let Some(shell) = shell.to_str().and_then(|shell| shells.completer(shell)) {
        let _ = answer(shell, program(), words);
    }
    true
}

fn answer(shell: &dyn EnvCompleter, mut program: Command, words: Vec<OsString>) -> io::Result<()> {
    let asker = Asker::of(&words);
    program.build();
    let mut program = with_values(program, &asker);
    let mut out = Vec::new();
    shell.write_complete(&mut program, words, None, &mut out)?;
    io::stdout().write_all(&out)
}

/// Says, for every argument of every command, where its values come from.
fn with_values(command: Command, asker: &Asker) -> Command {
    let value = |arg: Arg| match kind(&arg) {
        Some(kind) => arg.add(ArgValueCompleter::new(Values { kind, asker: asker.clone() })),
        None => arg,
    };
    command.mut_args(value).mut_subcommands(|command| with_values(command, asker))
}

/// Whose ledger is asked, and for whom.
#[derive(Clone, Debug)]
struct Asker {
    ledger: Option<PathBuf>,
    user: Option<Code>,
}

impl Asker {
    /// Reads it from the words typed so far, else from the environment.
    fn of(words: &[OsString]) -> Self {
        let value = |flag: &str, variable: &str| {
            let place = words.iter().position(|word| word == flag);
            let given = place.and_then(|place| words.get(place + 1)).cloned();
            given.or_else(|| std::env::var_os(variable))
        };
        let user = value("--as", "BHLP_USER");
        Self {
            ledger: value("--ledger", "BHLP_LEDGER").map(PathBuf::from),
            user: user.as_deref().and_then(OsStr::to_str).and_then(|user| user.parse().ok()),
        }
    }
}

/// The values of an argument.
struct Values {
    kind: Kind,
    asker: Asker,
}

impl ValueCompleter for Values {
    fn complete(&self, begun: &OsStr) -> Vec<CompletionCandidate> {
        let (Some(begun), Some(ledger)) = (begun.to_str(), &self.asker.ledger) else { return Vec::new() };
        let choices =
            CodeLookup::open(ledger, self.asker.user.clone()).and_then(|mut codes| codes.choices(self.kind));
        let fits = |choice: &Choice| fits(begun, choice);
        let candidate = |choice: Choice| {
            let help = (!choice.name.is_empty()).then(|| choice.name.into());
            CompletionCandidate::new(choice.code).help(help)
        };
        choices.unwrap_or_default().into_iter().filter(fits).map(candidate).collect()
    }
}

/// Tells whether a choice may be meant by what is begun: the code begins so, or a word of the name.
fn fits(begun: &str, choice: &Choice) -> bool {
    let begun = begun.to_lowercase();
    let starts = |text: &str| text.to_lowercase().starts_with(&begun);
    starts(&choice.code) || starts(&choice.name) || choice.name.split_whitespace().any(starts)
}
