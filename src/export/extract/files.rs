//! The files of an extract.

use super::descriptor::{self, DESCRIPTOR};
use super::fill::{self, Names};
use super::manifest::Manifest;
#[cfg(feature = "parquet")]
use super::parquet;
use super::pseudonym::Key;
use super::readme;
use crate::package::{Manifest as _, NamedFile};
use domain::Text;
use domain::correction::CorrectedSince;
use evaluate::extract::Rows;
use evaluate::{Data, Settings, extract};

/// An extract before it is written.
#[derive(Debug)]
pub struct Extract {
    rows: Rows,
    names: Names,
    settings: Settings,
    recipient: Text,
    key: Key,
    corrected: Option<CorrectedSince>,
}

impl Extract {
    /// Generalises what the ledger holds for a recipient. The rest of the data is let go.
    pub fn of(data: Data, settings: &Settings, recipient: Text, key: Key) -> Self {
        let rows = extract::rows(&data, settings);
        Self { rows, names: data.into(), settings: settings.clone(), recipient, key, corrected: None }
    }

    /// Notes what was corrected of what the extract before said to the same recipient.
    pub fn after(self, corrected: Option<CorrectedSince>) -> Self {
        Self { corrected, ..self }
    }

    /// What it was made of.
    pub const fn names(&self) -> &Names {
        &self.names
    }

    /// Writes every file but the signature, the manifest last.
    pub fn files(&self) -> (Manifest, Vec<NamedFile>) {
        let pseudonyms = self.key.children(&self.recipient, &self.names.references);
        let fewest = self.settings.disclosure.threshold;
        let tables = fill::tables(&self.rows, &self.names, &pseudonyms, fewest);
        let mut files: Vec<NamedFile> =
            tables.iter().map(|table| NamedFile::new(table.file(), table.csv())).collect();
        let told = (&self.settings, self.rows.counted);
        let mut readme = readme::text(&self.names, &self.recipient, told, &tables);
        if let Some(since) = &self.corrected {
            readme.push_str(&readme::corrected(since, &self.names.references, &pseudonyms));
        }
        files.push(NamedFile::new("README.txt", readme));
        let descriptor = descriptor::text(&self.names, &self.recipient, &tables, &files);
        files.push(NamedFile::new(DESCRIPTOR, descriptor));
        #[cfg(feature = "parquet")]
        files.extend(parquet::files(&tables));
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let manifest = Manifest::of(&self.names, (&self.recipient, &self.key), told, &tables, &files);
        files.push(manifest.file());
        (manifest, files)
    }
}
