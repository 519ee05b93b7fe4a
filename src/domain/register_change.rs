//! The command that changes what is registered: whole, to be pasted.

use super::excerpt;

/// Why, in the commands that put the ledger right as a file has it.
pub const REASON: &str = "--reason 'as in the file'";

/// What a row of a file says otherwise than is recorded, and how that is put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowDifference {
    /// The stable code of the refusal.
    pub code: &'static str,
    /// What is recorded: "key `Q1` is recorded as entry 12".
    pub what: String,
    pub field: String,
    pub found: String,
    pub given: String,
    /// The commands that put right what is recorded.
    pub way: String,
}

/// Names the command that gives a registered thing another value; `None` where none does.
pub(super) fn change(what: &str, code: &str, field: &str, given: &str) -> Option<String> {
    let value = shell_word(given);
    let amended = match what {
        _ if given == "nothing" => return None,
        "practitioner" => &["name", "profession", "agency", "role", "sign_off_limit"][..],
        "provider" => &["name", "sector", "companies_house", "charity_number", "ukprn", "vat_number"],
        "child" => {
            &["cohort", "sex", "ethnicity", "area", "need", "need_level", "caf_ref", "caf_on", "consent_on"]
        }
        _ => return None,
    };
    let code = shell_word(code);
    match (what, field) {
        ("child", "lead_professional") => Some(format!("bhlp child hand-over {code} --to {value}")),
        ("practitioner", "left_on") => Some(format!("bhlp practitioner leave {code} --on {value}")),
        (_, field) if amended.contains(&field) => {
            let flag = match field {
                "sign_off_limit" => "limit".to_owned(),
                "need_level" => "level".to_owned(),
                field => field.replace('_', "-"),
            };
            Some(format!("bhlp {what} amend {code} --{flag} {value}"))
        }
        _ => None,
    }
}

/// Writes a value as a shell takes it.
pub fn shell_word(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', r"'\''"))
}

/// Quotes a value for a message.
pub fn quoted(value: &str) -> String {
    format!("`{}`", excerpt(value, 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_split_or_read_is_quoted() {
        for (value, word) in [("C-1", "C-1"), ("", "''"), ("two words", "'two words'"), ("O'N", r"'O'\''N'")]
        {
            assert_eq!(shell_word(value), word);
        }
    }

    #[test]
    fn what_no_command_changes_has_none() {
        let area = "bhlp child amend C-1 --area 'North side'";
        assert_eq!(change("child", "C-1", "area", "North side").as_deref(), Some(area));
        assert_eq!(change("child", "C-1", "born", "1999-01"), None);
        assert_eq!(change("child", "C-1", "caf_ref", "nothing"), None);
    }
}
