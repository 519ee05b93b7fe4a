//! The names of accounts as readers of accounts know them: one for each of ours, never two alike.
//!
//! Beancount is the strictest reader: a part begins with a capital and has letters, digits and
//! hyphens only. So each last part begins with a word for what the account is, and a code keeps
//! its case after it. What a code may have and Beancount may not is written after a double hyphen,
//! and a hyphen that could be mistaken for one is written out too.

/// Gives the name for a ledger account such as `cost:activities`: `Expenses:Cost-activities`.
/// `None` for a text that names no account.
///
/// Two different accounts have two different names, and two different last parts.
pub fn exported_name(account: &str) -> Option<String> {
    let Some((kind, codes)) = account.split_once(':') else {
        return (account == "vat").then(|| "Assets:Vat".to_owned());
    };
    let pot = |state: &str| {
        let (child, fund) = codes.split_once(':')?;
        let (child, fund) = (escaped(child)?, escaped(fund)?);
        // A code never holds `--f`, so the join cannot be mistaken for a part of either.
        Some(format!("Equity:Budget:Child-{child}:{state}-{child}--from-{fund}"))
    };
    let prefix = match kind {
        "available" => return pot("Available"),
        "committed" => return pot("Committed"),
        "spent" if codes.contains(':') => return pot("Spent"),
        "spent" => "Equity:Budget:Pilot-",
        "grant" => "Equity:Budget:Grant-",
        "pool" => "Equity:Budget:Pool-",
        "income" => "Income:Fund-",
        "bank" => "Assets:Bank-",
        "imprest" => "Assets:Imprest-",
        "held" => "Assets:Held-",
        "notional" => "Assets:Notional-",
        "card" => "Liabilities:Card-",
        "creditor" => "Liabilities:Creditor-",
        "pocket" => "Liabilities:Pocket-",
        "cost" => "Expenses:Cost-",
        "charge" => "Expenses:Charge-",
        _ => return None,
    };
    Some(format!("{prefix}{}", escaped(codes)?))
}

/// Writes a code with letters, digits and hyphens; `None` where it is no code.
///
/// A single hyphen between letters or digits stands for itself. Everything else is `--` and a
/// letter: `--h` hyphen, `--u` underscore, `--d` dot, `--s` slash.
fn escaped(code: &str) -> Option<String> {
    let bytes = code.as_bytes();
    let plain = |place: Option<usize>| {
        place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut out = String::with_capacity(code.len() + 8);
    for (place, character) in code.char_indices() {
        match character {
            c if c.is_ascii_alphanumeric() => out.push(c),
            '-' if plain(place.checked_sub(1)) && plain(Some(place + 1)) => out.push('-'),
            '-' => out.push_str("--h"),
            '_' => out.push_str("--u"),
            '.' => out.push_str("--d"),
            '/' => out.push_str("--s"),
            _ => return None,
        }
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn each_kind_of_account_has_its_place() {
        let cases = [
            ("grant:POOL", "Equity:Budget:Grant-POOL"),
            ("pool:POOL", "Equity:Budget:Pool-POOL"),
            ("available:C-0007:POOL", "Equity:Budget:Child-C-0007:Available-C-0007--from-POOL"),
            ("committed:C-0007:POOL", "Equity:Budget:Child-C-0007:Committed-C-0007--from-POOL"),
            ("spent:C-0007:POOL", "Equity:Budget:Child-C-0007:Spent-C-0007--from-POOL"),
            ("spent:POOL", "Equity:Budget:Pilot-POOL"),
            ("income:POOL", "Income:Fund-POOL"),
            ("bank:main", "Assets:Bank-main"),
            ("imprest:office", "Assets:Imprest-office"),
            ("notional:PCT", "Assets:Notional-PCT"),
            ("vat", "Assets:Vat"),
            ("card:5521", "Liabilities:Card-5521"),
            ("pocket:LP1", "Liabilities:Pocket-LP1"),
            ("creditor:PR_1.2/x", "Liabilities:Creditor-PR--u1--d2--sx"),
            ("charge:bank", "Expenses:Charge-bank"),
            ("cost:-a--b-", "Expenses:Cost---ha--h--hb--h"),
        ];
        for (account, name) in cases {
            assert_eq!(exported_name(account).as_deref(), Some(name), "{account}");
        }
        for no_account in ["", "bank", "bank:", "purse:x", "available:C-1", "cost:a b", "cost:é", "vat:x"] {
            assert_eq!(exported_name(no_account), None, "{no_account}");
        }
    }

    /// Every code of up to five signs of a small alphabet that holds all that is special.
    fn codes() -> Vec<String> {
        let mut all = vec![String::new()];
        let mut longest = all.clone();
        for _ in 0..5 {
            longest = longest
                .iter()
                .flat_map(|code| "ahuf-_".chars().map(move |sign| format!("{code}{sign}")))
                .collect();
            all.extend(longest.iter().cloned());
        }
        all.split_off(1)
    }

    #[test]
    fn two_codes_never_share_a_name() {
        let mut taken: HashMap<String, String> = HashMap::new();
        for code in codes() {
            let name = escaped(&code).unwrap();
            assert!(!name.contains("--f"), "{name} looks like a join");
            let before = taken.insert(name, code.clone());
            assert_eq!(before, None, "{code} shares its name");
        }
    }
}
