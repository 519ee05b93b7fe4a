//! What is known of the measures a pilot begins with, and where it comes from. A policy may say otherwise.

use super::{Informant, MeasureTerms, ScoreBand};
use crate::{Code, Score, Text};

/// Retest after four to six months, and the spread of scores of 5 to 15 year olds in Great Britain.
const TOTAL: &str = "reliability: total difficulties, retest after 4 to 6 months, Goodman (2001), J Am Acad \
                     Child Adolesc Psychiatry 40(11):1337-1345; standard deviation: British children of 5 to \
                     15, Meltzer et al. (2000), sdqinfo.org/norms";

/// An informant: name, reliability in thousandths and standard deviation in tenths, ends of the three
/// bands.
type Row = (&'static str, Option<(u16, i64)>, [i64; 3]);

const SDQ_TOTAL: [Row; 3] = [
    ("carer", Some((720, 58)), [13, 16, 40]),
    ("teacher", Some((800, 60)), [11, 15, 40]),
    ("child", Some((620, 52)), [15, 19, 40]),
];
const SDQ_EMOTIONAL: [Row; 3] =
    [("carer", None, [3, 4, 10]), ("teacher", None, [4, 5, 10]), ("child", None, [5, 6, 10])];
const SDQ_IMPACT: [Row; 3] =
    [("carer", None, [0, 1, 10]), ("teacher", None, [0, 1, 10]), ("child", None, [0, 1, 10])];

const BANDS: [&str; 3] = ["normal", "borderline", "cause for concern"];

/// Returns how a measure is read while no policy says anything about it. Of one of the pilot's own
/// nothing is known.
pub fn built_in(code: &Code) -> MeasureTerms {
    let sdq = |rows: &[Row]| MeasureTerms {
        informants: rows.iter().map(informant).collect(),
        aims: vec!["1.2".parse().expect("an aim is a code")],
        ..MeasureTerms::default()
    };
    match code.as_str() {
        "sdq_total" => sdq(&SDQ_TOTAL),
        "sdq_emotional" => sdq(&SDQ_EMOTIONAL),
        "sdq_impact" => sdq(&SDQ_IMPACT),
        "gbo" => MeasureTerms { items: true, ..MeasureTerms::default() },
        _ => MeasureTerms::default(),
    }
}

fn informant(&(name, known, ends): &Row) -> Informant {
    let text = |text: &str| text.parse::<Text>().expect("our own words are well formed");
    let bands = BANDS.into_iter().zip(ends);
    Informant {
        name: text(name),
        reliability: known.map(|(reliability, _)| reliability),
        deviation: known.map(|(_, tenths)| Score::from_thousandths(tenths * 100)),
        source: known.map(|_| text(TOTAL)),
        bands: bands
            .map(|(name, end)| ScoreBand { name: text(name), up_to: Score::from_thousandths(end * 1000) })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_says_where_it_comes_from() {
        for code in ["sdq_total", "sdq_emotional", "sdq_impact", "gbo", "other"] {
            let terms = built_in(&code.parse().unwrap());
            assert_eq!(terms.items, code == "gbo");
            assert_eq!(terms.informants.len(), if code.starts_with("sdq") { 3 } else { 0 });
            for informant in terms.informants {
                assert_eq!(informant.reliability.is_some(), informant.source.is_some());
                assert_eq!(informant.reliability.is_some(), informant.deviation.is_some());
                assert!(informant.bands.is_sorted_by_key(|band| band.up_to));
            }
        }
    }
}
