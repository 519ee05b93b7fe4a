//! The settings of an evaluation, as a TOML file.

/// What holds where nothing is chosen, to begin from.
pub const DEFAULT: &str = include_str!("evaluation.toml");
