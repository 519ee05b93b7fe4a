//! What makes two invoice numbers, or two names, nearly the same.

/// The fewest figures of which one may differ: of fewer, too many are alike by chance.
const FEWEST: usize = 4;

/// Reduces an invoice number to what tells it from others: `INV-0042/a` is `INV42A`. Capitals; no signs; no
/// noughts before a figure; what people take for a figure (O, I, L, S, B) as that figure, between two of
/// them.
pub fn plain_number(number: &str) -> String {
    let bare: Vec<char> =
        number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let figure_at =
        |place: Option<usize>| place.and_then(|place| bare.get(place)).is_some_and(char::is_ascii_digit);
    let between = |place: usize| figure_at(place.checked_sub(1)) && figure_at(Some(place + 1));
    let figures = bare.iter().enumerate().map(|(place, c)| match c {
        'O' if between(place) => '0',
        'I' | 'L' if between(place) => '1',
        'S' if between(place) => '5',
        'B' if between(place) => '8',
        c => *c,
    });
    let mut plain = String::new();
    let mut figures = figures.peekable();
    while let Some(c) = figures.next() {
        let leads = !plain.ends_with(|last: char| last.is_ascii_digit());
        let more = figures.peek().is_some_and(char::is_ascii_digit);
        if !(c == '0' && leads && more) {
            plain.push(c);
        }
    }
    plain
}

/// Tells whether one plain number may be the other, mistyped: two neighbours changed places, one figure
/// too many or too few, or one other than the last is another. Numbers in a row differ in their last figure,
/// and are two invoices. The letters before the number may also be missing in one.
pub fn near_number(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let figures = |number: &[char]| number.iter().filter(|c| c.is_ascii_digit()).count();
    if figures(&one).min(figures(&other)) < FEWEST {
        return false;
    }
    if without_letters(&one) == without_letters(&other) {
        return true;
    }
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let before = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let after = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        // The parts that agree overlap where a figure is doubled.
        1 => before + after >= short.len(),
        0 if before + after + 1 == short.len() => after > 0,
        0 if before + after + 2 == short.len() => {
            short[before] == long[before + 1] && short[before + 1] == long[before]
        }
        _ => false,
    }
}

/// The number behind the letters it begins with.
fn without_letters(number: &[char]) -> &[char] {
    let letters = number.iter().take_while(|c| !c.is_ascii_digit()).count();
    &number[letters..]
}

/// What stands before or after a name and is no part of it.
const TITLES: [&str; 8] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "esq"];

/// Reduces a name to its words, small and in the order of the alphabet, without titles: `LEE, Pat (Mrs)` is
/// `lee pat`.
pub fn plain_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.filter(|word| !TITLES.contains(word)).collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn a_number_is_its_letters_and_figures() {
        for (said, plain) in [
            ("INV-0042/a", "INV42A"),
            ("inv 42a", "INV42A"),
            ("1O42", "1042"),
            ("10l2", "1012"),
            ("B1042", "B1042"),
            ("OLSB", "OLSB"),
            ("0", "0"),
            ("000", "0"),
            ("A-100", "A100"),
            ("", ""),
        ] {
            assert_eq!(plain_number(said), plain, "{said}");
        }
    }

    #[test]
    fn a_slip_makes_a_near_number() {
        for (one, other) in [
            ("10427", "10472"),    // changed places, the last two
            ("10427", "1427"),     // one too few
            ("10427", "104277"),   // one too many: doubled
            ("10427", "10527"),    // one differs, not the last
            ("INV10427", "10427"), // the letters are missing
            ("A1042", "B1042"),
        ] {
            assert!(near_number(one, other) && near_number(other, one), "{one} {other}");
        }
    }

    #[test]
    fn numbers_in_a_row_are_not_near() {
        for (one, other) in [
            ("10427", "10428"), // in a row
            ("10427", "10427"), // the same
            ("10427", "10754"), // three differ
            ("10427", "12407"), // changed places, not neighbours
            ("127", "172"),     // too short
            ("10427", "427"),   // two too few
        ] {
            assert!(!near_number(one, other) && !near_number(other, one), "{one} {other}");
        }
    }

    #[test]
    fn a_name_is_its_words() {
        assert_eq!(plain_name("LEE, Pat (Mrs)"), "lee pat");
        assert_eq!(plain_name("Dr Pat  Lee"), plain_name("Pat Lee"));
        assert_ne!(plain_name("Pat Leeson"), plain_name("Pat Lee"));
    }
}
