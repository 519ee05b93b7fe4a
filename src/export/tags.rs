//! What every entry of a journal carries besides money: the way back to the ledger.

use store::Heading;

/// The tags' names, in order; lower case, as Beancount wants them.
pub(super) const TAGS: [&str; 10] = [
    "entry",
    "kind",
    "recorded",
    "actor",
    "child",
    "provider",
    "commission",
    "reverses",
    "reference",
    "belongs",
];

/// Pairs each tag that an entry has with its value.
pub(super) fn tags(heading: &Heading<'_>) -> impl Iterator<Item = (&'static str, String)> {
    let Heading {
        entry,
        kind,
        recorded_at,
        actor,
        child,
        provider,
        commission,
        reverses,
        reference,
        belongs_on,
        ..
    } = *heading;
    let number = |number: Option<i64>| number.map(|number| number.to_string());
    let word = |word: Option<&str>| word.map(str::to_owned);
    let values = [
        number(Some(entry)),
        word(Some(kind)),
        word(Some(recorded_at)),
        word(Some(actor)),
        word(child),
        word(provider),
        number(commission),
        number(reverses),
        word(reference),
        word(belongs_on),
    ];
    TAGS.into_iter().zip(values).filter_map(|(tag, value)| Some((tag, value?)))
}
