//! The extract: what an evaluator is handed, as files that can be checked.
//!
//! [`Extract`] is the generalised rows with what they point to; [`Extract::files`] writes them as CSV (and,
//! where the program was built for it, as Parquet), with `datapackage.json` for programs, `README.txt` for
//! people, and a manifest that [`read`] holds them against. Nothing here knows SQL or the command line.

pub mod columns;
mod descriptor;
mod fill;
mod key_file;
mod manifest;
#[cfg(feature = "parquet")]
pub mod parquet;
mod pseudonym;
mod read;
mod readme;
mod sites;
pub mod table;

use crate::package::{Manifest as _, NamedFile};
use domain::Text;
use evaluate::extract::Rows;
use evaluate::{Data, Settings, extract};

use descriptor::DESCRIPTOR;
pub use fill::Names;
pub use key_file::{BadKeyFile, make_key, read_key};
pub use manifest::{Manifest, NAMESPACE, program};
pub use pseudonym::{Key, NotAKey};
pub use read::{BadExtract, Package, is_extract, read, verify, verify_against};
pub use sites::{BadSites, Handed, Together, facts, sites};

/// An extract before it is written.
#[derive(Debug)]
pub struct Extract {
    rows: Rows,
    names: Names,
    settings: Settings,
    recipient: Text,
    key: Key,
}

impl Extract {
    /// Generalises what the ledger holds for a recipient. The rest of the data is let go.
    pub fn of(data: Data, settings: &Settings, recipient: Text, key: Key) -> Self {
        let rows = extract::rows(&data, settings);
        Self { rows, names: data.into(), settings: settings.clone(), recipient, key }
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
        let readme = readme::text(&self.names, &self.recipient, told, &tables);
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
