//! The only way from a [`Report`](super::report::Report) to a page: it takes out what could lead to a child
//! (docs/DISCLOSURE.md).
//!
//! `primary` says which figures have too few children behind them, or one or two who make up most;
//! `links` reads how figures add up, across all tables and charts; `secondary` withholds what the first
//! could be worked out from; `lean` what goes with it in a row; `verdict` puts that together; `round`
//! rounds what is left; `protect` does it all, and seals what it did as [`Shown`].

mod charts;
mod lean;
mod links;
mod primary;
mod protect;
mod round;
mod secondary;
mod shown;
#[cfg(test)]
mod tests;
mod verdict;

pub use protect::protect;
pub use shown::Shown;
