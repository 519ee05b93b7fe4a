//! The files of the pack.

use super::month::Pack;
use super::{readme, workbook};
use crate::package::NamedFile;

impl Pack {
    /// Writes every file but the manifest, in order of name.
    pub fn files(&self) -> Vec<NamedFile> {
        let mut files: Vec<NamedFile> = Vec::new();
        let mut put = |name: &str, text: String| {
            files.push(NamedFile::new(name, text));
        };
        for journal in &self.journals {
            put(journal.file, journal.text.clone());
        }
        for sheet in &self.sheets {
            put(sheet.file, sheet.csv());
        }
        put("README.txt", readme::text(self));
        files.extend(workbook::bytes(self).map(|bytes| NamedFile::new(workbook::FILE, bytes)));
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }
}
