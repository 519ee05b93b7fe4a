//! What every code means: a plain table beside this file, which messages, `check` and `bhlp help errors`
//! share. A test keeps it equal to the codes that the program and the schema name.

const TABLE: &str = include_str!("errors.txt");

/// A group of codes, and each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are about.
    pub title: &'static str,
    /// In the order of the table.
    pub codes: Vec<Explained>,
}

/// What one code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explained {
    /// `UPPER_SNAKE`, as messages show it.
    pub name: &'static str,
    /// When it comes; of a rule that only the schema has, what the rule keeps.
    pub when: &'static str,
    /// The exit code and what to do, where a message has the code.
    pub message: Option<Message>,
}

/// How a message with a code ends a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// `1`; `1 or 2` where it depends on where the value stood.
    pub exit: &'static str,
    pub instead: &'static str,
}

/// Reads the whole table.
pub fn groups() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in TABLE.lines() {
        if let Some(title) = line.strip_prefix("##") {
            groups.push(Group { title: title.trim_start_matches(['#', ' ']), codes: Vec::new() });
        } else if let (Some(code), Some(group)) = (Explained::read(line), groups.last_mut()) {
            group.codes.push(code);
        }
    }
    groups.retain(|group| !group.codes.is_empty());
    groups
}

/// Looks one code up.
pub fn explained(name: &str) -> Option<Explained> {
    TABLE.lines().filter_map(Explained::read).find(|code| code.name == name)
}

impl Explained {
    fn read(line: &'static str) -> Option<Self> {
        let cells: Vec<&str> = line.split(" | ").collect();
        match *cells.as_slice() {
            _ if line.starts_with('#') => None,
            [name, when] => Some(Self { name, when, message: None }),
            [name, exit, when, instead] => {
                Some(Self { name, when, message: Some(Message { exit, instead }) })
            }
            _ => None,
        }
    }
}
