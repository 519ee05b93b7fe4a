//! What is handed over as a folder: files, a manifest that names each with its SHA-256, perhaps a signature
//! of that. It is written whole or not at all, and can be read again and held against its manifest.

mod in_place;
mod manifest;
mod named_file;
mod sign;

pub(crate) use in_place::stands_at;
pub use in_place::{NewFolder, Taken};
pub use manifest::{Against, Difference, Differs, FileSaid, Folder, Head, MANIFEST, Manifest, SIGNATURE};
pub use named_file::{NamedFile, sha256};
pub(crate) use sign::open_to_others;
pub use sign::{BadKey, SigningKey, public_key, signed_by};
