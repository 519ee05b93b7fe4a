//! The files of the folder.

use super::publication::Publication;
use super::{lists, readme};
use crate::package::NamedFile;

impl Publication {
    /// Returns every file, the one to be published under a name that says whether it may be.
    pub fn files(&self) -> Vec<NamedFile> {
        vec![
            NamedFile::new(self.file_name(), self.csv.clone()),
            NamedFile::new("left-out.csv", lists::left_out(&self.left_out)),
            NamedFile::new(
                "review.csv",
                lists::review(self.lines.iter().filter(|line| !line.why.is_empty())),
            ),
            NamedFile::new("README.txt", readme::text(self)),
        ]
    }
}
