//! The manifest: how the extract was made, from where in the audit trail, and each file with its rows
//! and its SHA-256. No moment, no path and nobody's name is in it, so that the same ledger and the same
//! choices make the same bytes.

use serde::{Deserialize, Serialize};

use super::fill::Names;
use super::pseudonym::Key;
use super::table::Table;
use crate::package::{self, FileRecord, ManifestHead, NamedFile, sha256};
use domain::{Day, Text};
use evaluate::Settings;
use evaluate::extract::Withheld;

/// What a signature of an extract is made for: one for another purpose does not count.
pub const NAMESPACE: &str = "bhlp-evaluation-extract";
/// What tells an extract from a month pack.
pub(super) const KIND: &str = "bhlp evaluation extract";
/// The form of extract this program writes and reads.
pub(crate) const FORM: u32 = 1;

/// What `manifest.json` says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub kind: String,
    pub form: u32,
    pub program: String,
    pub pilot: String,
    pub authority: String,
    pub recipient: String,
    pub as_at: String,
    pub ledger: ManifestHead,
    pub key_fingerprint: String,
    pub choices: Choices,
    /// The SHA-256 of the choices as they stand here.
    pub choices_sha256: String,
    pub withheld: CoarsenedCounts,
    pub files: Vec<FileRecord>,
    /// The SHA-256 of this text with nothing here.
    pub sha256: String,
}

/// The choices that the rows depend on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choices {
    pub age_bands: Vec<u8>,
    pub threshold: u32,
    pub candidates: u32,
    pub one_child: f64,
    pub two_children: f64,
    pub near: f64,
}

/// How much was withheld or made coarser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoarsenedCounts {
    pub children: usize,
    /// Children whose data may not be used.
    #[serde(default)]
    pub children_left_out: usize,
    pub area: usize,
    pub areas_merged: usize,
    pub age_band: usize,
    pub sex: usize,
    pub cohort: usize,
    pub ethnic_group: usize,
    pub need: usize,
    pub need_level: usize,
    pub purchases: usize,
    pub commissioned: usize,
    pub category: usize,
    pub purchases_left_out: usize,
    pub amounts_told: usize,
    /// In pounds, as the tables have sums.
    pub bought: String,
    pub without_category: String,
    pub choices: usize,
    pub waits: usize,
}

impl From<&Settings> for Choices {
    fn from(settings: &Settings) -> Self {
        let disclosure = &settings.disclosure;
        Self {
            age_bands: settings.age_bands.clone(),
            threshold: disclosure.threshold,
            candidates: disclosure.candidates,
            one_child: disclosure.one_child,
            two_children: disclosure.two_children,
            near: disclosure.near,
        }
    }
}

impl Choices {
    /// The SHA-256 of them as they stand in a manifest.
    fn sha256(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("plain values always have a JSON form");
        sha256(text.as_bytes())
    }
}

impl From<Withheld> for CoarsenedCounts {
    fn from(withheld: Withheld) -> Self {
        Self {
            children: withheld.children,
            children_left_out: withheld.not_used,
            area: withheld.area,
            areas_merged: withheld.areas_merged,
            age_band: withheld.age,
            sex: withheld.sex,
            cohort: withheld.cohort,
            ethnic_group: withheld.ethnic_group,
            need: withheld.need,
            need_level: withheld.need_level,
            purchases: withheld.purchases,
            commissioned: withheld.day,
            category: withheld.category,
            purchases_left_out: withheld.left_out,
            amounts_told: withheld.amounts,
            bought: withheld.bought.to_string(),
            without_category: withheld.without_category.to_string(),
            choices: withheld.choices,
            waits: withheld.waits,
        }
    }
}

impl Manifest {
    /// Says what an extract is, with the files it was written as.
    pub fn of(
        names: &Names,
        (recipient, key): (&Text, &Key),
        (settings, withheld): (&Settings, Withheld),
        tables: &[Table<'_>],
        files: &[NamedFile],
    ) -> Self {
        let choices = Choices::from(settings);
        let manifest = Self {
            kind: KIND.to_owned(),
            form: FORM,
            program: program().to_owned(),
            pilot: names.pilot.clone(),
            authority: names.authority.to_string(),
            recipient: recipient.to_string(),
            as_at: names.as_at.to_string(),
            ledger: ManifestHead { event: names.head.event, head_hash: names.head.hash.clone() },
            key_fingerprint: key.fingerprint(),
            choices_sha256: choices.sha256(),
            choices,
            withheld: withheld.into(),
            files: files.iter().map(|file| file_record(tables, file)).collect(),
            sha256: String::new(),
        };
        package::Manifest::sealed(manifest)
    }

    /// The last day that was looked at.
    ///
    /// # Panics
    /// Where it is none: [`super::read`] takes no such manifest.
    pub fn day(&self) -> Day {
        self.as_at.parse().expect("a manifest that was read has its day")
    }
}

impl package::Manifest for Manifest {
    fn files(&self) -> &[FileRecord] {
        &self.files
    }

    fn own(&mut self) -> &mut String {
        &mut self.sha256
    }

    fn headings(&self, file: &str) -> Option<usize> {
        file.ends_with(".csv").then_some(1)
    }
}

/// The program that writes, with its version.
pub const fn program() -> &'static str {
    concat!("bhlp ", env!("CARGO_PKG_VERSION"))
}

fn file_record(tables: &[Table<'_>], file: &NamedFile) -> FileRecord {
    let stem = file.name.rsplit_once('.').map_or("", |(stem, _)| stem);
    let table = tables.iter().find(|table| table.spec.name == stem && file.name != "datapackage.json");
    FileRecord::of(file, table.map(|table| Some(table.rows)))
}
