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

    /// Says what its sheet is for.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Practitioners => "Practitioners: the people who act, a row for each",
            Self::Providers => "Providers: who is paid, a row for each",
            Self::Funds => "Funds: where the money comes from, a row for each time that money was received",
            Self::Pools => "Pools: what partners agreed about a fund, a row for each partner's share",
            Self::Contributions => "Contributions: what partners gave to a pool, a row for each time",
            Self::Children => "Children: a row for each, by the authority's own reference and no name",
            Self::Families => "Families: which children belong together, a row for each child's place",
            Self::Budgets => "Budgets: what each child was given, a row for each time and fund",
            Self::Agreements => "Agreements: with whoever is given money to spend, a row for each",
            Self::Purchases => {
                "Purchases: what was ordered, received and paid, a row for each; its key stays the same"
            }
            Self::Holdings => "Holdings: what was done with money in other hands, a row for each step",
            Self::Refunds => "Refunds: what came back of purchases, a row for each",
            Self::Costs => "Costs: what the pilot itself cost, a row for each bill",
            Self::Outcomes => "Outcomes: scores, a row for each",
            Self::Time => "Time: minutes given to children, a row for each visit or call",
            Self::Happenings => "Happenings: what happened to children, a row for each",
            Self::Consents => "Consents: what was said of children's data, a row for each",
            Self::Targets => "Targets: what areas are to reach, a row for each",
            Self::Actuals => "Actuals: where areas stand, a row for each",
        }
    }

    /// Finds the kind of a written word.
    pub fn from_name(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
