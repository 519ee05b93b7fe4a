//! What might have been meant: codes, and names, that look like what was said.

/// How many are suggested.
const MOST: usize = 3;

/// Picks up to three codes that look like what was said, the likeliest first.
pub fn similar(said: &str, codes: impl IntoIterator<Item = String>) -> Vec<String> {
    let said = said.to_lowercase();
    let near = codes.into_iter().filter_map(|code| Some((likeness(&said, &code)?, code)));
    likeliest(near.collect())
}

/// Picks up to three things whose code or name looks like what was said, or whose name has it in it. A
/// name that several have is shown by its codes.
pub fn similar_by_name(said: &str, things: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
    let said = said.trim().to_lowercase();
    let things: Vec<(String, String)> = things.into_iter().collect();
    let namesakes = |name: &str| things.iter().filter(|(_, other)| other.eq_ignore_ascii_case(name)).count();
    // A letter or two stand in every name.
    let holds = |name: &str| said.chars().count() > 2 && name.to_lowercase().contains(&said);
    let near = things.iter().filter_map(|(code, name)| {
        let by_code = likeness(&said, code).map(|likeness| (likeness, code));
        let by_word = || name.split_whitespace().filter_map(|word| likeness(&said, word)).reduce(f64::max);
        let by_name = if holds(name) { Some(1.0) } else { likeness(&said, name).or_else(by_word) };
        let called = if namesakes(name) == 1 { name } else { code };
        let (likeness, meant) = by_code.or(by_name.map(|likeness| (likeness, called)))?;
        Some((likeness, meant.clone()))
    });
    likeliest(near.collect())
}

/// Tells how alike two words are, from 0 to 1, where they are alike enough to be mistaken.
fn likeness(said: &str, code: &str) -> Option<f64> {
    Some(strsim::jaro_winkler(said, &code.to_lowercase())).filter(|likeness| *likeness > 0.84)
}

fn likeliest(mut near: Vec<(f64, String)>) -> Vec<String> {
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.into_iter().take(MOST).map(|(_, code)| code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_found_by_its_name_too() {
        let things =
            [("SHOP", "Shoe shop"), ("SWIM", "Canalside Pool"), ("HUB", "Youth hub"), ("HUB2", "youth hub")];
        let near = |said: &str| similar_by_name(said, things.map(|(c, n)| (c.to_owned(), n.to_owned())));
        assert_eq!(near("SHO"), ["SHOP"]);
        assert_eq!(near("shoe"), ["SHOP"]);
        assert_eq!(near("Shoe shp"), ["Shoe shop"]);
        assert_eq!(near("pool"), ["Canalside Pool"]);
        assert_eq!(near("canalsied"), ["Canalside Pool"]);
        assert_eq!(near("Youth hub"), ["HUB", "HUB2"]);
        assert_eq!(near("o"), [""; 0]);
        assert_eq!(near("bakery"), [""; 0]);
    }
}
