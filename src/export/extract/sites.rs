//! Extracts of several pilots, put together child by child.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::columns::{CHANGES, CHILDREN, MEASURES, SUMMARY};
use super::manifest::Manifest;
use super::manifest::program;
use super::read::{BadExtract, Package};
use super::table::Spec;
use crate::evaluation::Facts;
use crate::package::sha256;
use domain::{Arm, Better, Code, Pence};
use evaluate::combine_input::{Site, SiteChange, SiteChild, SiteMeasure, Sites};

/// Why extracts are not put together.
#[derive(Debug, Error)]
pub enum BadSites {
    /// Two are of one pilot.
    #[error("{one} and {other} are both of {pilot}: each pilot counts once")]
    SameSite {
        /// The folder of one.
        one: String,
        /// The folder of the other.
        other: String,
        pilot: String,
    },
    /// Two have children with the same pseudonyms.
    #[error(
        "{one} and {other} have children with the same pseudonyms: they are of one pilot, or of two that share a key"
    )]
    SameChildren {
        /// The folder of one.
        one: String,
        /// The folder of the other.
        other: String,
    },
    /// A file of one cannot be understood, though it is as it was written.
    #[error("{0}: {1}")]
    Bad(String, BadExtract),
}

impl BadSites {
    /// Returns the stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SameSite { .. } | Self::SameChildren { .. } => "EXTRACT_SAME_SITE",
            Self::Bad(_, bad) => bad.code(),
        }
    }

    /// Returns what to do next.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::SameSite { .. } | Self::SameChildren { .. } => {
                "name one extract of each pilot; each has a key of its own"
            }
            Self::Bad(_, bad) => bad.hint(),
        }
    }
}

/// An extract as it was handed over.
#[derive(Debug)]
pub struct Handed {
    pub folder: String,
    /// The extract.
    pub package: Package,
    /// The fingerprint of the key that signed it.
    pub signed_by: Option<String>,
}

/// Extracts put together, and what a reader has to know of that.
#[derive(Debug)]
pub struct Together {
    pub sites: Sites,
    /// What was left out or differs, a sentence each.
    pub notes: Vec<String>,
}

#[derive(Deserialize)]
struct ChildRow {
    child: String,
    arm: String,
}

#[derive(Deserialize)]
struct SummaryRow {
    child: String,
    spent: String,
}

#[derive(Deserialize)]
struct ChangeRow {
    child: String,
    measure: String,
    first: f64,
    last: f64,
    improvement: f64,
}

#[derive(Deserialize)]
struct MeasureRow {
    measure: String,
    label: String,
    lowest: f64,
    highest: f64,
    better: String,
}

impl Handed {
    fn pilot(&self) -> &str {
        &self.package.manifest.pilot
    }
}

/// Puts extracts together: each by the name of its folder, with whose signature it has.
///
/// # Errors
/// Two of one pilot; a file that cannot be understood.
pub fn sites(handed: &[Handed]) -> Result<Together, BadSites> {
    each_pilot_once(handed)?;
    let mut notes = other_choices(handed);
    let bad = |one: &Handed, bad| BadSites::Bad(one.folder.clone(), bad);
    let mut known = Vec::new();
    for one in handed {
        known.push(measures(&one.package).map_err(|error| bad(one, error))?);
    }
    let measures = joined(handed, &known, &mut notes);
    let (mut sites, mut whose) = (Vec::new(), HashMap::new());
    for one in handed {
        let (names, rows) = children(&one.package, &measures).map_err(|error| bad(one, error))?;
        for name in names {
            if let Some(other) = whose.insert(name, one) {
                let (one, other) = (other.folder.clone(), one.folder.clone());
                return Err(BadSites::SameChildren { one, other });
            }
        }
        sites.push(Site { name: one.pilot().to_owned(), signed_by: one.signed_by.clone(), rows });
    }
    sites.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Together { sites: Sites { measures, sites }, notes })
}

/// What a report of them all is about.
pub fn facts(handed: &[Handed]) -> Facts {
    let mut manifests: Vec<_> =
        handed.iter().map(|one| (&one.package.manifest, &one.package.sha256)).collect();
    manifests.sort_by(|(a, _), (b, _)| (&a.pilot, &a.authority).cmp(&(&b.pilot, &b.authority)));
    let pilot = |manifest: &Manifest| {
        let Manifest { pilot, authority, .. } = manifest;
        ("Pilot", format!("{pilot} ({authority}), as at {}", manifest.day().format_long()))
    };
    let mut about: Vec<_> = manifests.iter().map(|(manifest, _)| pilot(manifest)).collect();
    about.push(("Made by", program().to_owned()));
    let sums: Vec<&str> = manifests.iter().map(|(_, sha256)| sha256.as_str()).collect();
    Facts {
        title: format!("Evaluation of {} pilots together", handed.len()),
        as_at: manifests.iter().map(|(manifest, _)| manifest.day()).max().expect("there is a pilot"),
        about,
        made_from: "their extracts; the hash of the hashes of their manifests is".to_owned(),
        hash: sha256(sums.join("\n").as_bytes()),
        version: domain::VERSION,
        explained: false,
    }
}

/// Two extracts of one pilot, or of one place in one trail, are of the same children.
fn each_pilot_once(handed: &[Handed]) -> Result<(), BadSites> {
    for (place, one) in handed.iter().enumerate() {
        let of = &one.package.manifest;
        let known = handed[..place].iter().find(|other| {
            let other = &other.package.manifest;
            (&other.pilot, &other.authority) == (&of.pilot, &of.authority)
                || other.ledger.head_hash == of.ledger.head_hash
        });
        if let Some(other) = known {
            return Err(same(other, one));
        }
    }
    Ok(())
}

fn same(one: &Handed, other: &Handed) -> BadSites {
    let Manifest { pilot, authority, .. } = &other.package.manifest;
    let (one, other) = (one.folder.clone(), other.folder.clone());
    BadSites::SameSite { one, other, pilot: format!("{pilot} ({authority})") }
}

/// Tells sites whose rows were generalised differently from the first's.
fn other_choices(handed: &[Handed]) -> Vec<String> {
    let Some(first) = handed.first() else { return Vec::new() };
    let usual = &first.package.manifest.choices;
    let other = handed.iter().filter(|one| one.package.manifest.choices != *usual);
    let (said, than) = ("was made with other choices (age bands, thresholds) than", first.pilot());
    other.map(|one| format!("{} {said} {than}", one.pilot())).collect()
}

fn measures(package: &Package) -> Result<Vec<SiteMeasure>, BadExtract> {
    let rows: Vec<MeasureRow> = rows(package, &MEASURES)?;
    rows.into_iter()
        .map(|row| {
            let bad = |what: &str| wrong(&MEASURES, &format!("`{what}` is no scale"));
            let code: Code = row.measure.parse().map_err(|_| bad(&row.measure))?;
            let better: Better = row.better.parse().map_err(|_| bad(&row.measure))?;
            if !(row.lowest.is_finite() && row.highest.is_finite() && row.lowest < row.highest) {
                return Err(bad(&row.measure));
            }
            let MeasureRow { label, lowest, highest, .. } = row;
            Ok(SiteMeasure { code, label, lowest, highest, better })
        })
        .collect()
}

/// The measures on which sites can be put together, in the order of their codes: where two sites know
/// one code as two scales, it is left out and told.
fn joined(handed: &[Handed], known: &[Vec<SiteMeasure>], notes: &mut Vec<String>) -> Vec<SiteMeasure> {
    let mut by_code: BTreeMap<&Code, Vec<(&str, &SiteMeasure)>> = BTreeMap::new();
    for (one, measures) in handed.iter().zip(known) {
        for measure in measures {
            by_code.entry(&measure.code).or_default().push((one.pilot(), measure));
        }
    }
    let mut joined = Vec::new();
    for (code, at) in by_code {
        let scale = |measure: &SiteMeasure| (measure.lowest, measure.highest, measure.better);
        let Some(((pilot, first), others)) = at.split_first() else { continue };
        match others.iter().find(|(_, other)| scale(other) != scale(first)) {
            Some((other, differs)) => notes.push(format!(
                "{code} is left out: in {pilot} it goes from {} to {} ({} is better), in {other} from {} to {} ({})",
                first.lowest, first.highest, first.better, differs.lowest, differs.highest, differs.better
            )),
            None => joined.push((*first).clone()),
        }
        if at.len() < handed.len() {
            let pilots: Vec<&str> = at.iter().map(|(pilot, _)| *pilot).collect();
            notes.push(format!("only {} has the scale {code}", pilots.join(", ")));
        }
    }
    joined
}

/// The children of an extract, and their pseudonyms.
fn children(
    package: &Package,
    measures: &[SiteMeasure],
) -> Result<(Vec<String>, Vec<SiteChild>), BadExtract> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut children: Vec<SiteChild> = Vec::new();
    for (cluster, row) in (0..).zip(rows::<ChildRow>(package, &CHILDREN)?) {
        let arm: Arm = row.arm.parse().map_err(|_| wrong(&CHILDREN, "a child is of no arm"))?;
        if places.insert(row.child, children.len()).is_some() {
            return Err(wrong(&CHILDREN, "a child is there twice"));
        }
        children.push(SiteChild { arm, cluster, spent: Pence::ZERO, changes: Vec::new() });
    }
    let nobody = |spec: &Spec| wrong(spec, "a row is of a child that is not there");
    for row in rows::<SummaryRow>(package, &SUMMARY)? {
        let place = *places.get(&row.child).ok_or_else(|| nobody(&SUMMARY))?;
        let spent = Pence::parse(&row.spent).map_err(|_| wrong(&SUMMARY, "a sum is no sum"))?;
        children[place].spent = spent;
    }
    for row in rows::<ChangeRow>(package, &CHANGES)? {
        let place = *places.get(&row.child).ok_or_else(|| nobody(&CHANGES))?;
        let known = (0..).zip(measures).find(|(_, measure)| measure.code.as_str() == row.measure);
        let Some((measure, scale)) = known else { continue };
        let ChangeRow { first, last, improvement, .. } = row;
        let change = SiteChange { measure, first, last, improvement };
        if !scale.admits(&change) {
            return Err(wrong(&CHANGES, &format!("a change of {} cannot be", scale.code)));
        }
        let changes = &mut children[place].changes;
        if changes.iter().any(|change| change.measure == measure) {
            return Err(wrong(&CHANGES, "a child has two changes on one scale"));
        }
        changes.push(change);
    }
    Ok((places.into_keys().collect(), children))
}

/// Reads the rows of a table, of which only some columns are wanted.
fn rows<T: DeserializeOwned>(package: &Package, spec: &Spec) -> Result<Vec<T>, BadExtract> {
    let name = format!("{}.csv", spec.name);
    let missing = || BadExtract::Incomplete(vec![format!("{name} is missing")]);
    let bytes = package.file(&name).ok_or_else(missing)?;
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().map(|row| row.map_err(|error| wrong(spec, &error.to_string()))).collect()
}

fn wrong(spec: &Spec, why: &str) -> BadExtract {
    BadExtract::Tampered(vec![format!("{}.csv: {why}", spec.name)])
}
