//! What might have been meant: codes that look like what was said.

/// Picks up to three codes that look like what was said, the likeliest first.
pub fn similar(said: &str, codes: impl IntoIterator<Item = String>) -> Vec<String> {
    let said = said.to_lowercase();
    let mut near: Vec<(f64, String)> = codes
        .into_iter()
        .map(|code| (strsim::jaro_winkler(&said, &code.to_lowercase()), code))
        .filter(|(likeness, _)| *likeness > 0.84)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.into_iter().take(3).map(|(_, code)| code).collect()
}
