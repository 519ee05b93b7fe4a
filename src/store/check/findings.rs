//! What a check has found.

/// One thing found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static str,
    /// What is wrong, with its numbers.
    pub text: String,
}

/// What one check has found so far.
pub(super) struct Findings {
    check: &'static str,
    told: Vec<Finding>,
    pub more: u64,
}

impl Findings {
    /// How many findings of one check are told; the rest are counted.
    pub const TOLD: usize = 20;

    pub const fn new(check: &'static str) -> Self {
        Self { check, told: Vec::new(), more: 0 }
    }

    pub fn add(&mut self, text: String) {
        if self.told.len() < Self::TOLD {
            self.told.push(Finding { check: self.check, text });
        } else {
            self.more += 1;
        }
    }

    pub fn close(mut self) -> Vec<Finding> {
        if self.more > 0 {
            let text = format!("and {} more", self.more);
            self.told.push(Finding { check: self.check, text });
        }
        self.told
    }
}
