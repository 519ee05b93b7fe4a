//! The extract: what an evaluator is handed, as files that can be checked.
//!
//! [`Extract`] is the generalised rows with what they point to; [`Extract::files`] writes them as CSV (and,
//! where the program was built for it, as Parquet), with `datapackage.json` for programs, `README.txt` for
//! people, and a manifest that [`read`] holds them against. Nothing here knows SQL or the command line.

pub mod columns;
mod descriptor;
mod files;
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

pub use files::Extract;
pub use fill::Names;
pub use key_file::{BadKeyFile, make_key, read_key};
pub use manifest::{Manifest, NAMESPACE, program};
pub use pseudonym::{Key, NotAKey};
pub use read::{BadExtract, Package, is_extract, read, verify, verify_against};
pub use sites::{BadSites, Handed, Together, facts, sites};
