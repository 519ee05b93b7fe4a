//! The kinds of file.

/// What a file holds. The order is that in which one file needs another's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// People who act.
    Practitioners,
    /// Who is paid.
    Providers,
    /// Where the money comes from.
    Funds,
    /// What several partners agreed about one.
    Pools,
    /// What they gave.
    Contributions,
    /// For whom.
    Children,
    /// Which of them belong together.
    Families,
    /// What each child is given.
    Budgets,
    /// What was agreed with those who are given money.
    Agreements,
    /// What was ordered, received and paid.
    Purchases,
    /// What was done with what others hold of it.
    Holdings,
    /// What came back of it.
    Refunds,
    /// What the pilot itself cost.
    Costs,
    /// What became of it.
    Outcomes,
    /// The time it took.
    Time,
    /// What happened to the children.
    Happenings,
    /// What was said of their data.
    Consents,
    /// What areas are to reach.
    Targets,
    /// Where they stand.
    Actuals,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 19] = [
        Self::Practitioners,
        Self::Providers,
        Self::Funds,
        Self::Pools,
        Self::Contributions,
        Self::Children,
        Self::Families,
        Self::Budgets,
        Self::Agreements,
        Self::Purchases,
        Self::Holdings,
        Self::Refunds,
        Self::Costs,
        Self::Outcomes,
        Self::Time,
        Self::Happenings,
        Self::Consents,
        Self::Targets,
        Self::Actuals,
    ];

    /// Returns the written word: the file's name without `.csv`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Practitioners => "practitioners",
            Self::Providers => "providers",
            Self::Funds => "funds",
            Self::Pools => "pools",
            Self::Contributions => "contributions",
            Self::Children => "children",
            Self::Families => "families",
            Self::Budgets => "budgets",
            Self::Agreements => "agreements",
            Self::Purchases => "purchases",
            Self::Holdings => "holdings",
            Self::Refunds => "refunds",
            Self::Costs => "costs",
            Self::Outcomes => "outcomes",
            Self::Time => "time",
            Self::Happenings => "happenings",
            Self::Consents => "consents",
            Self::Targets => "targets",
            Self::Actuals => "actuals",
        }
    }

    /// Finds the kind of a written word.
    pub fn from_name(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
