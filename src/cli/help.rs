//! `bhlp help`: first what each of the three users does most, then every command by what it is for.

use std::io::{self, Write};

use clap::Command;
use clap::error::ErrorKind;

/// What the program is, in a line.
pub(super) const ABOUT: &str = "A ledger for budget-holding lead professionals";

/// What each user does most.
const TASKS: [(&str, &[(&str, &str)]); 3] = [
    (
        "A lead professional, between two visits",
        &[
            ("bhlp today", "what is waiting for you"),
            ("bhlp buy", "buy something: you are asked for whatever is missing"),
            (
                "bhlp buy C-0007 clothing 34.99 --from SHOES",
                "the same in one line; it answers with what is left",
            ),
            ("bhlp again C-0007", "buy something again"),
            ("bhlp budget C-0007", "what is given, promised, used and left"),
            (
                "bhlp commission place C-0007 care 120 --from HUB",
                "commission now, receive the invoice and pay later",
            ),
            ("bhlp need add", "plan: what a child needs, and what is expected of it"),
        ],
    ),
    (
        "A finance officer, at the month's end",
        &[
            ("bhlp statement import FILE", "import a statement from the bank or the card company"),
            ("bhlp reconcile auto", "match what is certain; bhlp reconcile work for the rest"),
            ("bhlp month status 2006-09", "what stands in the way of closing"),
            ("bhlp month close 2006-09", "sign it off: nothing more is recorded in it"),
            ("bhlp export month 2006-09 --to DIR", "the journal and the lists to hand over"),
            ("bhlp report owed", "what is owed to whom; bhlp payment record N pays it"),
            ("bhlp check", "recompute everything; silent when all is well"),
        ],
    ),
    (
        "An evaluator, with questions",
        &[
            ("bhlp report", "every report, and what it shows"),
            ("bhlp report outcomes --format csv", "spending next to the change of each score"),
            ("bhlp evaluate report --to DIR", "the whole evaluation: did the money help?"),
            ("bhlp export evaluation --to DIR --for WHOM", "the same data, pseudonymised and coarsened"),
        ],
    ),
];

/// The commands, by what they are for; one that stands in no group comes last.
const GROUPS: [(&str, &[&str]); 7] = [
    ("Every day", &["today", "buy", "again", "budget", "outcome", "time", "happening"]),
    (
        "Commissions and what follows",
        &[
            "commission",
            "approve",
            "refuse",
            "tariff",
            "delivery",
            "invoice",
            "payment",
            "receipt",
            "credit-note",
            "refund",
            "cost",
            "vat",
            "claim",
            "agreement",
            "holding",
            "debt",
            "entry",
        ],
    ),
    ("The month", &["statement", "reconcile", "imprest", "month", "verify", "audit"]),
    ("The plan, and who decides", &["need", "compact", "consent", "conflict", "policy", "target"]),
    ("Looking", &["report", "evaluate", "export", "check"]),
    (
        "Registers",
        &["child", "family", "practitioner", "provider", "fund", "pool", "account", "category", "measure"],
    ),
    ("The ledger itself", &["init", "import", "backup", "restore", "demo", "completions", "man"]),
];
const OTHERS: &str = "More";

/// Tells whether what clap would print is the help of the whole program.
pub(super) fn is_asked(error: &clap::Error) -> bool {
    error.kind() == ErrorKind::DisplayHelp && error.render().to_string().starts_with(ABOUT)
}

pub(super) fn print(program: &Command) -> io::Result<()> {
    io::stdout().lock().write_all(page(program).as_bytes())
}

fn page(program: &Command) -> String {
    let mut page = format!("{ABOUT}\n\nUsage: bhlp [OPTIONS] <COMMAND>\n");
    for (user, tasks) in TASKS {
        section(&mut page, user, tasks.iter().copied());
    }
    let about = |name: &str| {
        let command = program.find_subcommand(name).expect("a group names commands");
        command.get_about().map(ToString::to_string).unwrap_or_default()
    };
    let grouped = GROUPS.map(|(group, names)| (group, names.to_vec()));
    for (group, names) in grouped.into_iter().chain([(OTHERS, others(program))]) {
        let lines: Vec<(&str, String)> = names.iter().map(|name| (*name, about(name))).collect();
        section(&mut page, group, lines.iter().map(|(name, about)| (*name, about.as_str())));
    }
    page.push_str(
        "\nbhlp COMMAND --help says more about each. Everywhere: --ledger FILE (or BHLP_LEDGER), --as USER (or \
         BHLP_USER),\n--on DATE, --note TEXT, --key KEY, --dry-run, --format table|csv|json|plain.\n\
         bhlp help errors [CODE] explains messages.\n",
    );
    page
}

/// The commands that stand in no group.
fn others(program: &Command) -> Vec<&str> {
    let grouped = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
    let shown = program.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(Command::get_name).filter(|name| *name != "help" && !grouped(name)).collect()
}

fn section<'t>(page: &mut String, title: &str, lines: impl Iterator<Item = (&'t str, &'t str)>) {
    let lines: Vec<_> = lines.collect();
    let Some(width) = lines.iter().map(|(name, _)| name.len()).max() else { return };
    page.push_str(&format!("\n{title}:\n"));
    for (name, about) in lines {
        page.push_str(&format!("  {name:<width$}  {about}\n"));
    }
}
