//! What is handed over as a folder: files, a manifest that names each with its SHA-256, perhaps a signature
//! of that. It is written whole or not at all, and can be read again and held against its manifest.

mod manifest;
mod named_file;
mod replace_dir;
mod sign;

pub use manifest::{
    Against, Difference, Differs, FileRecord, Folder, MANIFEST, Manifest, ManifestHead, SIGNATURE,
};
pub use named_file::{NamedFile, sha256};
pub(crate) use replace_dir::stands_at;
pub use replace_dir::{NewFolder, PlaceTaken};
pub(crate) use sign::open_to_others;
pub use sign::{BadKey, SigningKey, public_key, signed_by};
