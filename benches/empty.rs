//! The least a process can do: what `bhlp --version` is measured against.

fn main() {}
