//! Reports: typed sheets, each the answer of one query.
//!
//! A [`Report`] declares what its columns are called and mean; the store streams its rows; a
//! [`table::Writer`] writes them. So a report is plain data, every listing is a report, and the data
//! dictionary ([`dictionary`]) cannot differ from what is written. Nothing here knows SQL or the
//! command line. A report is one file of `src/store/query`; [`catalogue`] has them all.

pub mod audit;
pub mod catalogue;
mod dictionary;
mod error;
mod month;
mod report;
mod request;
mod run;
mod screen;

pub use catalogue::{ALL, named};
pub use dictionary::dictionary;
pub use error::Error;
pub use report::{Layout, Report, Right, Rows, Subject, Whose};
pub use request::Request;
pub use run::run;
