//! What is handed over as a folder: files, a manifest that names each with its SHA-256, perhaps a signature
//! of that. It is written whole or not at all, and can be read again and held against its manifest.

mod in_place;
mod manifest;
mod sign;

use sha2::{Digest, Sha256};

use domain::hex;

pub(crate) use in_place::stands_at;
pub use in_place::{NewFolder, Taken};
pub use manifest::{Against, Difference, Differs, FileSaid, Folder, Head, MANIFEST, Manifest, SIGNATURE};
pub(crate) use sign::open_to_others;
pub use sign::{BadKey, SigningKey, public_key, signed_by};

/// A file of a folder, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// Its name below the folder, with `/` between folders.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl NamedFile {
    /// A file of a name.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
