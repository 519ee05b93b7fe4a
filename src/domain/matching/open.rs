//! What is waiting to be matched: of each line and entry what decides and no more, for a pilot may have
//! hundreds of thousands of both.

use std::collections::{BTreeSet, HashMap};

use super::long::{At, Long};
use super::numbers::{self, Numbers, NumbersAt};
use super::{BankItem, BookItem, Explained, ProviderName, Window, merchant_key};
use crate::{AccountId, AccountKind, Day, EntryId, LineId, Month, Pence, ProviderId};

/// What is known of what is waiting to be matched.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The accounts, with their kinds: how long they take to post.
    pub accounts: HashMap<AccountId, AccountKind>,
    /// Whose a merchant's name is, by its key.
    pub merchants: HashMap<String, ProviderId>,
    /// What a person has explained otherwise: nothing is decided about it.
    pub explained: Explained,
    pub closed: BTreeSet<Month>,
}

/// What is waiting to be matched.
#[derive(Debug)]
pub struct Open {
    pub(super) known: Known,
    pub(super) lines: Long<OpenLine>,
    pub(super) items: Long<OpenItem>,
    /// The entries that items undo.
    pub(super) reverses: Vec<(At, EntryId)>,
    /// The payments that items are parts of.
    pub(super) part_of: Vec<(At, EntryId)>,
    /// The merchants' names that stand on lines.
    pub(super) names: HashMap<String, At>,
    pub(super) numbers: Numbers,
    /// The names of the texts met last: few texts stand on many lines.
    texts: HashMap<String, Option<At>>,
}

/// What decides of a line.
#[derive(Debug)]
pub(super) struct OpenLine {
    pub id: LineId,
    pub account: AccountId,
    pub amount: Pence,
    pub posted_on: Day,
    pub counted_on: Day,
    pub is_opening: bool,
    /// Its merchant.
    pub name: Option<At>,
    pub numbers: NumbersAt,
}

/// What decides of an item.
#[derive(Clone, Debug)]
pub(super) struct OpenItem {
    pub entry: EntryId,
    pub account: AccountId,
    pub amount: Pence,
    pub effective_on: Day,
    pub provider: Option<ProviderId>,
    pub numbers: NumbersAt,
}

impl OpenItem {
    pub fn key(&self) -> (EntryId, AccountId) {
        (self.entry, self.account)
    }
}

impl Known {
    /// Adds what providers are called: a merchant of just that name is that provider, unless the name
    /// is known as another's, or several have it.
    pub fn add_names(&mut self, providers: impl IntoIterator<Item = (ProviderId, ProviderName)>) {
        let mut called: HashMap<String, Option<ProviderId>> = HashMap::new();
        for (id, provider) in providers {
            if let Some(key) = merchant_key(&provider.name) {
                called.entry(key).and_modify(|whose| *whose = None).or_insert(Some(id));
            }
        }
        for (key, whose) in called {
            if let Some(whose) = whose {
                self.merchants.entry(key).or_insert(whose);
            }
        }
    }

    /// The days on which a line of an account may be posted.
    pub(super) fn window(&self, account: AccountId) -> Window {
        self.accounts.get(&account).map_or(Window::BANK, |kind| Window::of(*kind))
    }

    /// Tells whether a day lies in a closed month.
    pub(super) fn is_closed(&self, day: Day) -> bool {
        self.closed.contains(&day.month())
    }
}

impl Open {
    /// How many texts are kept with their names.
    const TEXTS: usize = 10_000;

    /// Nothing is waiting yet.
    pub fn new(known: Known) -> Self {
        Self {
            known,
            lines: Long::new(),
            items: Long::new(),
            reverses: Vec::new(),
            part_of: Vec::new(),
            names: HashMap::new(),
            numbers: Numbers::default(),
            texts: HashMap::new(),
        }
    }

    /// Adds a line that is in no matching.
    pub fn add_line(&mut self, line: &BankItem) {
        let name = line.text.as_ref().and_then(|text| self.name(text.as_str()));
        self.lines.push(OpenLine {
            id: line.id,
            account: line.account,
            amount: line.amount,
            posted_on: line.posted_on,
            counted_on: line.counted_on,
            is_opening: line.is_opening(),
            name,
            numbers: self.numbers.add(&numbers::numbers_of_line(line), &[]),
        });
    }

    /// Adds an item that is in no matching.
    pub fn add_item(&mut self, item: &BookItem) {
        let own = numbers::own_numbers(item);
        let numbers = self.numbers.add(&numbers::numbers_of_documents(item), &own);
        let at = self.items.push(OpenItem {
            entry: item.entry,
            account: item.account,
            amount: item.amount,
            effective_on: item.effective_on,
            provider: item.provider,
            numbers,
        });
        self.reverses.extend(item.reverses.map(|entry| (at, entry)));
        self.part_of.extend(item.part_of.map(|payment| (at, payment)));
    }

    /// The merchant's name of a text, by its place.
    fn name(&mut self, text: &str) -> Option<At> {
        if let Some(known) = self.texts.get(text) {
            return *known;
        }
        let next = At::new(self.names.len());
        let name = merchant_key(text).map(|key| *self.names.entry(key).or_insert(next));
        if self.texts.len() == Self::TEXTS {
            self.texts.clear();
        }
        self.texts.insert(text.to_owned(), name);
        name
    }
}
