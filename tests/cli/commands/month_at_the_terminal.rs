//! A finance officer's month at the terminal: what was typed then is typed again, and the whole screen is
//! the same. `UPDATE_TRANSCRIPT=1` writes the screens anew; the commands, keys and remarks are kept.

use std::process::Stdio;

use super::desk::Desk;

/// A line that begins so is a command, what is typed while it runs, or a remark.
const COMMAND: &str = "$ bhlp ";
const KEYS: &str = "keys: ";
const REMARK: char = '#';

const TRANSCRIPT: &str = include_str!("month-at-the-terminal.txt");

/// How the bank and the card company lay out their files.
const FILES: [(&str, &str); 7] = [
    (
        "bank.toml",
        "name = \"bank\"\ntitle = \"Our bank\"\ndelimiter = \";\"\ndates = [\"DD/MM/YYYY\"]\n\n\
         [columns]\ndate = \"Day\"\namount = \"Sum\"\ntext = \"Who\"\n",
    ),
    (
        "card.toml",
        "name = \"card\"\ntitle = \"Our card\"\ndelimiter = \",\"\ndates = [\"DD/MM/YYYY\"]\n\n\
         [columns]\ndate = \"Posted\"\namount = \"Value\"\ntext = \"Merchant\"\n",
    ),
    ("bank-august.csv", "Day;Who;Sum\n03/07/2006;COUNCIL GRANT;6000.00\n"),
    ("card-august.csv", "Posted,Merchant,Value\n11/08/2006,SPLASH POOL,-8.00\n"),
    ("bank-september.csv", "Day;Who;Sum\n07/09/2006;SHOE SHOP;-12.00\n28/09/2006;QUARTERLY FEE;-4.50\n"),
    (
        "card-september.csv",
        "Posted,Merchant,Value\n06/09/2006,SHOE SHOP 0123 LEEDS,-43.99\n14/09/2006,SPLASH POOL,-8.00\n\
         19/09/2006,HIGH STREET,-5.00\n20/09/2006,BUS STATION,-5.00\n29/09/2006,CAFE,-3.20\n",
    ),
    ("till.txt", "school shoes 43.99\n"),
];

/// What there was before October, with who did it when: July and August are closed, September is recorded.
const BEFORE: [(&str, &str, &str); 15] = [
    ("ADMIN", "2006-07-03T10:00:00Z", "account open card:5521 --holder LP1"),
    ("LP1", "2006-08-10T10:00:00Z", "buy C-1 travel 8 --from SWIM --card 5521 --on 2006-08-10"),
    (
        "FIN",
        "2006-09-01T10:00:00Z",
        "statement import bank-august.csv --account bank:main --profile bank.toml \
         --from 2006-07-01 --until 2006-08-31",
    ),
    (
        "FIN",
        "2006-09-01T10:00:00Z",
        "statement import card-august.csv --account card:5521 --profile card.toml \
         --from 2006-07-01 --until 2006-08-31",
    ),
    ("FIN", "2006-09-01T10:00:00Z", "reconcile match --line 1 --entry 3"),
    ("FIN", "2006-09-01T10:00:00Z", "reconcile match --line 2 --entry 16"),
    ("MGR", "2006-09-01T11:00:00Z", "month close 2006-07"),
    ("MGR", "2006-09-01T11:00:00Z", "month close 2006-08"),
    ("LP1", "2006-09-05T10:00:00Z", "buy C-1 food 12 --from SHOP --account bank:main --on 2006-09-05"),
    (
        "LP1",
        "2006-09-05T10:00:00Z",
        "buy C-1 clothing 34.99 --from SHOP --card 5521 --on 2006-09-04 --what 'school shoes'",
    ),
    ("LP1", "2006-09-05T10:00:00Z", "receipt add 24 till.txt"),
    ("LP1", "2006-09-13T10:00:00Z", "buy C-1 travel 8 --from SWIM --card 5521 --on 2006-09-13"),
    ("LP1", "2006-09-18T10:00:00Z", "buy C-1 food 5 --from SHOP --card 5521 --on 2006-09-18 --what bread"),
    ("LP1", "2006-09-18T10:00:00Z", "buy C-1 travel 5 --from SWIM --card 5521 --on 2006-09-18 --what fares"),
    ("LP1", "2006-09-29T10:00:00Z", "buy C-1 food 3.20 --from SHOP --card 5521 --on 2006-09-28 --what lunch"),
];

/// A pilot with two months closed, and the files in its directory.
fn desk() -> Desk {
    let desk = Desk::new();
    for (name, content) in FILES {
        std::fs::write(desk.dir.path().join(name), content).unwrap();
    }
    for (user, now, line) in BEFORE {
        desk.bhlp(line).user(user).now(now).done();
    }
    desk
}

/// What stands on the finance officer's screen, answers and questions in their order. A key is shown where it
/// was read; a line that is typed is not, for the terminal shows it. Hashes and the directory always differ.
fn screen(desk: &Desk, line: &str, keys: &str) -> String {
    let words = shlex::split(line).unwrap().into_iter().map(Into::into);
    let (reader, writer) = std::io::pipe().unwrap();
    let mut command = desk
        .command(words)
        .user("FIN")
        .now("2006-10-04T09:00:00Z")
        .terminal()
        .answers(&keys.replace('⏎', "\n"))
        .into_command();
    command.stdout(writer.try_clone().unwrap()).stderr(Stdio::from(writer));
    let mut child = command.spawn().unwrap();
    drop(command);
    let said = std::io::read_to_string(reader).unwrap();
    let code = child.wait().unwrap().code();
    let said = without_hashes(&said.replace(&*desk.dir.path().to_string_lossy(), "DIR"));
    let end = if said.is_empty() || said.ends_with('\n') { "" } else { "\n" };
    let failed = code.filter(|code| *code != 0).map(|code| format!("exit {code}\n")).unwrap_or_default();
    format!("{said}{end}{failed}")
}

/// A word of 12 or more hexadecimal digits becomes `HASH`.
fn without_hashes(said: &str) -> String {
    let pieces = said.split_inclusive(|letter: char| !letter.is_ascii_alphanumeric());
    let hash = |piece: &str| {
        let word = piece.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
        let is_hash = word.len() >= 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hash { piece.replacen(word, "HASH", 1) } else { piece.to_owned() }
    };
    pieces.map(hash).collect()
}

/// The transcript again, from its remarks, commands and keys.
fn played(desk: &Desk) -> String {
    let mut lines = TRANSCRIPT.lines().peekable();
    let mut played = String::new();
    while let Some(line) = lines.next() {
        if line.starts_with(REMARK) {
            played += &format!("{line}\n");
        }
        let Some(command) = line.strip_prefix(COMMAND) else { continue };
        played += &format!("{line}\n");
        let keys = lines.next_if(|next| next.starts_with(KEYS));
        played.extend(keys.map(|keys| format!("{keys}\n")));
        let keys = keys.and_then(|keys| keys.strip_prefix(KEYS)).unwrap_or_default();
        played += &screen(desk, command, keys);
    }
    played
}

#[test]
fn a_month_at_the_terminal_goes_as_it_went() {
    let desk = desk();
    let played = played(&desk);
    if std::env::var_os("UPDATE_TRANSCRIPT").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/commands/month-at-the-terminal.txt");
        std::fs::write(file, &played).unwrap();
        return;
    }
    for (number, (now, then)) in (1..).zip(played.lines().zip(TRANSCRIPT.lines())) {
        assert_eq!(now, then, "line {number} of the transcript; all that is there now:\n{played}");
    }
    assert_eq!(played, TRANSCRIPT);
    desk.bhlp("check").code(0);
}
