//! What can be chosen about an evaluation, and what holds where nothing is.

use disclosure::Rules;
use domain::{Code, HappeningKind, Pence};

/// Every choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Measures on which the pilot is judged; the others are looked at too. None: those with scores, in
    /// the order of their codes.
    pub primary: Vec<Code>,
    /// How sure an interval is, `0.95`.
    pub confidence: f64,
    /// Where chance begins.
    pub seed: u64,
    /// How often children are drawn again.
    pub replicates: u32,
    /// The youngest age of each band, in years, in order.
    pub age_bands: Vec<u8>,
    /// What may be shown.
    pub disclosure: Rules,
    /// What things cost.
    pub costs: Costs,
    /// What a point of the primary measure may be worth: the acceptability curve goes from nothing to
    /// this.
    pub worth_up_to: Pence,
    /// Events that cost somebody money later.
    pub unit_costs: Vec<UnitCost>,
    /// Support set against what it may save.
    pub cases: Vec<Case>,
}

/// What things cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    /// An hour of a practitioner's work.
    pub hour: Pence,
    /// Where that comes from.
    pub hour_source: String,
    /// Costs and effects of a year later count so much less: `0.035`.
    pub discount: f64,
    /// The year in whose prices costs are told.
    pub price_year: i32,
    /// Price levels by year, any base: what a pound of that year buys. Empty: as they were.
    pub deflators: Vec<(i32, f64)>,
}

/// What an event costs, and who pays it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitCost {
    /// Its name: `permanent exclusion`.
    pub name: String,
    pub cost: Pence,
    /// The year of its price.
    pub year: i32,
    /// Where that comes from.
    pub source: String,
    /// Who saves when it does not happen: `education`.
    pub sector: String,
    /// The measure that counts it, where there is one.
    pub measure: Option<Code>,
    /// What happens to a child when it falls due, where that is recorded.
    pub happening: Option<HappeningKind>,
}

/// Support for one child set against what it may save.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub name: String,
    /// What the support costs.
    pub support: Pence,
    /// What it would save if it worked.
    pub saved: Pence,
    /// Where the figures come from.
    pub source: String,
    /// Who pays the support.
    pub pays: String,
    /// Who saves.
    pub gains: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            primary: Vec::new(),
            confidence: 0.95,
            seed: 2006,
            replicates: 2000,
            age_bands: vec![0, 5, 11, 16],
            disclosure: Rules::default(),
            costs: Costs {
                hour: Pence::new(2_700),
                hour_source:
                    "an assumption; a children's social worker was put at £40 in 2013/14, training left out \
                              (PSSRU, in New Economy's Unit Cost Database)"
                        .into(),
                discount: 0.035,
                price_year: 2007,
                deflators: Vec::new(),
            },
            worth_up_to: Pence::new(200_000),
            unit_costs: unit_costs(),
            cases: vec![Case {
                name: "James".into(),
                support: Pence::new(4_200_000),
                saved: Pence::new(15_400_000),
                source: "Reaching Out (2006), Box 3.1".into(),
                pays: "children's services".into(),
                gains: "the public sector".into(),
            }],
        }
    }
}

/// Published costs of years before the pilots, so that what may be avoided is put too low rather than too
/// high. None of them is counted by a measure; a permanent exclusion is one of the things that happen.
fn unit_costs() -> Vec<UnitCost> {
    let unit = |name: &str, pounds: i64, year: i32, source: &str, sector: &str| UnitCost {
        name: name.into(),
        cost: Pence::new(pounds * 100),
        year,
        source: source.into(),
        sector: sector.into(),
        measure: None,
        happening: None,
    };
    let excluded = UnitCost {
        happening: Some(HappeningKind::PermanentlyExcluded),
        ..unit(
            "a permanent exclusion from school",
            3_917,
            1997,
            "Second Chances, New Policy Institute 1998, in the TES: 12,000 children, £81m instead of £34m; the quotient is \
             our own",
            "education, police, social services and health",
        )
    };
    vec![
        excluded,
        unit(
            "a year in foster care",
            9_880,
            1998,
            "Department of Health, memorandum to the Health Committee 1999, table 5.3.1: £190 a week",
            "children's social care",
        ),
        unit(
            "a year in a council's children's home",
            65_416,
            1997,
            "Department of Health, memorandum to the Health Committee 1999, table 5.3.1: £1,258 a week",
            "children's social care",
        ),
        unit(
            "a young person of 16 to 18 without school, work or training",
            52_000,
            2002,
            "Godfrey and others 2002, for the DfES: cost to public finances over a lifetime",
            "benefits, taxes, health and justice",
        ),
    ]
}
