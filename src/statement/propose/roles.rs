//! Which column is what: by its name where there is one, else by its values, each with the reason.

use super::column::{Days, Seen};
use crate::date_money_formats::DayForm;
use crate::layout::plain_name;
use domain::Day;

/// What a column may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Date,
    Account,
    Card,
    Amount,
    Fee,
    PaidOut,
    PaidIn,
    Flag,
    Currency,
    Foreign,
    Balance,
    Text,
    Reference,
    Kind,
}

impl Role {
    pub(super) const ALL: [Self; 14] = [
        Self::Date,
        Self::Account,
        Self::Card,
        Self::Amount,
        Self::Fee,
        Self::PaidOut,
        Self::PaidIn,
        Self::Flag,
        Self::Currency,
        Self::Foreign,
        Self::Balance,
        Self::Text,
        Self::Reference,
        Self::Kind,
    ];

    /// Its key in a profile.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Account => "account",
            Self::Card => "card",
            Self::Amount => "amount",
            Self::Fee => "fee",
            Self::PaidOut => "paid_out",
            Self::PaidIn => "paid_in",
            Self::Flag => "flag",
            Self::Currency => "currency",
            Self::Foreign => "foreign",
            Self::Balance => "balance",
            Self::Text => "text",
            Self::Reference => "reference",
            Self::Kind => "kind",
        }
    }

    /// Its name for a person.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Date => "the day",
            Self::Account => "the account",
            Self::Card => "the card",
            Self::Amount => "the amount",
            Self::Fee => "the fee beside it",
            Self::PaidOut => "money out",
            Self::PaidIn => "money in",
            Self::Flag => "the direction",
            Self::Currency => "the currency",
            Self::Foreign => "the sum in another currency",
            Self::Balance => "the balance",
            Self::Text => "the text",
            Self::Reference => "the reference",
            Self::Kind => "the kind",
        }
    }
}

/// What all columns seem to be.
pub(super) struct Roles {
    /// For each column, with the reason.
    pub(super) of: Vec<Option<(Role, String)>>,
    pub(super) days: Vec<DayForm>,
    /// How one column writes money out, and why it is thought so.
    pub(super) money_out: Option<&'static str>,
    pub(super) sign_why: String,
    /// Whether nothing but how most sums are written tells it.
    pub(super) sign_is_guessed: bool,
    /// Words for money out and for money in.
    pub(super) flags: Option<(Vec<String>, Vec<String>)>,
    pub(super) doubts: Vec<String>,
}

impl Roles {
    /// Finds what each column is.
    ///
    /// # Errors
    /// What no column has: days, or money.
    pub(super) fn find(columns: &[Seen]) -> Result<Self, &'static str> {
        let mut roles = Self {
            of: columns.iter().map(|_| None).collect(),
            days: Vec::new(),
            money_out: None,
            sign_why: String::new(),
            sign_is_guessed: false,
            flags: None,
            doubts: Vec::new(),
        };
        roles.day(columns).ok_or("days on most lines")?;
        roles.cards_and_accounts(columns);
        roles.money(columns).ok_or("sums of money on most lines")?;
        roles.one_account(columns);
        roles.words(columns);
        Ok(roles)
    }

    /// The places of the columns that are this.
    pub(super) fn places(&self, role: Role) -> Vec<usize> {
        let is = |place: &usize| matches!(&self.of[*place], Some((other, _)) if *other == role);
        (0..self.of.len()).filter(is).collect()
    }

    pub(super) fn why(&self, place: usize) -> &str {
        self.of[place].as_ref().map_or("", |(_, why)| why)
    }

    /// Tells whether the columns that are used can be called by their names.
    pub(super) fn every_name_is_its_own(&self, columns: &[Seen]) -> bool {
        let names = || columns.iter().filter_map(|seen| seen.name.as_deref().map(plain_name));
        let own = |seen: &Seen| {
            let name = seen.name.as_deref().map(plain_name);
            name.is_some_and(|name| names().filter(|other| *other == name).count() == 1)
        };
        columns.iter().zip(&self.of).all(|(seen, role)| role.is_none() || own(seen))
    }

    pub(super) fn set(&mut self, place: usize, role: Role, why: impl Into<String>) {
        // A line has one of each of these.
        let one = [
            Role::Date,
            Role::Amount,
            Role::Fee,
            Role::PaidOut,
            Role::PaidIn,
            Role::Flag,
            Role::Currency,
            Role::Balance,
        ];
        if one.contains(&role) && !self.places(role).is_empty() {
            return;
        }
        self.of[place] = Some((role, why.into()));
    }

    pub(super) fn free<'c>(&self, columns: &'c [Seen]) -> impl Iterator<Item = (usize, &'c Seen)> {
        let free: Vec<bool> = self.of.iter().map(Option::is_none).collect();
        columns.iter().enumerate().filter(move |(place, seen)| free[*place] && seen.filled > 0)
    }

    /// Takes the free columns of these names, where their values are such.
    fn named(
        &mut self,
        columns: &[Seen],
        role: Role,
        words: &[&str],
        like: impl Fn(&Seen) -> bool,
    ) -> Vec<usize> {
        let found: Vec<usize> = self
            .free(columns)
            .filter(|(_, seen)| seen.is_called(words) && like(seen))
            .map(|(place, _)| place)
            .collect();
        found.iter().for_each(|place| self.set(*place, role, "by its name"));
        found
    }

    fn day(&mut self, columns: &[Seen]) -> Option<()> {
        let rank = |seen: &Seen| match () {
            () if seen.is_called(&["post", "complet", "book", "cleared", "payment date"]) => 0,
            () if seen.is_called(&["start", "created", "ordered"]) => 3,
            () if seen.is_called(&["transaction", "trans", "tran "]) => 1,
            () if seen.is_called(&["value date"]) => 3,
            () if seen.is_called(&["date", "day"]) => 2,
            () => 4,
        };
        let with_days = || columns.iter().enumerate().filter(|(_, seen)| seen.days.is_some());
        let (place, seen) = with_days().min_by_key(|(_, seen)| (seen.empty(), rank(seen)))?;
        let Days { form, other, telling } = seen.days.clone()?;
        let why = match &telling {
            Some(value) => {
                format!("its values are days written {form}; `{value}` tells which number is the month")
            }
            None => format!("its values are days written {form}"),
        };
        self.set(place, Role::Date, why);
        for (_, also) in with_days().filter(|(other, _)| *other != place) {
            let (also, seen) = (also.describe(), seen.describe());
            self.doubts.push(format!("{also} has days too; {seen} is taken for the day of posting"));
        }
        if let Some(other) = other {
            let range = |form| Days::range(form, &seen.values).map_or(String::new(), range);
            self.doubts.push(format!(
                "whether {} is day first or month first cannot be said: as {form} the lines run {}, as {other} {}",
                seen.describe(),
                range(&form),
                range(&other),
            ));
        }
        self.days = vec![form];
        Some(())
    }

    fn cards_and_accounts(&mut self, columns: &[Seen]) {
        let has_digits =
            |seen: &Seen| seen.mostly(|value| value.bytes().filter(u8::is_ascii_digit).count() >= 4);
        let many = |seen: &Seen| seen.distinct * 2 <= seen.filled.max(3);
        let is_card = |seen: &Seen| has_digits(seen) && !seen.is_money();
        let mut cards = self.named(columns, Role::Card, &["card"], is_card);
        // Twelve digits that are masked and four that are not: a card, whatever it is called.
        let masked = |seen: &Seen| seen.mostly(is_masked_card);
        if cards.is_empty() {
            cards = self.named(columns, Role::Card, &["account", "number", "pan"], masked);
            let nameless = self.free(columns).find(|(_, seen)| seen.name.is_none() && masked(seen));
            if let Some(place) = nameless.map(|(place, _)| place).filter(|_| cards.is_empty()) {
                self.set(place, Role::Card, "its values are masked numbers of cards");
                cards.push(place);
            }
        }
        for extra in cards.iter().skip(1) {
            self.of[*extra] = None;
        }
        if !cards.is_empty() {
            return;
        }
        let is_account = |seen: &Seen| has_digits(seen) && many(seen);
        self.named(
            columns,
            Role::Account,
            &["sort code", "sortcode", "account n", "acct", "iban"],
            is_account,
        );
        // Of a number and the same as an IBAN, one is enough.
        let accounts = self.places(Role::Account);
        let is_iban = |place: &&usize| columns[**place].is_called(&["iban"]);
        if let (Some(iban), true) = (accounts.iter().find(is_iban), accounts.len() > 1) {
            self.of[*iban] = None;
        }
        if self.places(Role::Account).is_empty() {
            self.named(columns, Role::Account, &["account"], is_account);
        }
        if !self.places(Role::Account).is_empty() {
            return;
        }
        let nameless: Vec<usize> = self
            .free(columns)
            .filter(|(_, seen)| seen.name.is_none() && many(seen))
            .map(|(place, _)| place)
            .collect();
        for place in nameless {
            if columns[place].mostly(is_sort_code) {
                self.set(
                    place,
                    Role::Account,
                    "its values look like a sort code, alone or with an account number",
                );
                let next = columns.get(place + 1).filter(|next| next.mostly(is_account_number));
                if next.is_some() {
                    self.set(place + 1, Role::Account, "eight digits beside the sort code");
                }
            }
        }
    }

    /// A balance that runs over the lines of all cards is one account's: the cards are aside.
    fn one_account(&mut self, columns: &[Seen]) {
        let Some(card) = self.places(Role::Card).first().copied() else { return };
        if self.runs_over_all(columns) {
            self.of[card] = None;
            let seen = columns[card].describe();
            self.doubts.push(format!(
                "{seen} has cards, and one balance runs over all lines: they are one account's"
            ));
        }
    }

    /// Finds the column of the merchant: of several by the word "name", then by the longest texts.
    fn merchant(&mut self, columns: &[Seen], like: &dyn Fn(&Seen) -> bool) -> Option<usize> {
        const MERCHANTS: [&str; 7] =
            ["merchant", "supplier", "payee", "creditor", "vendor", "beneficiary", "counterparty"];
        let (place, _) =
            self.free(columns).filter(|(_, seen)| seen.is_called(&MERCHANTS) && like(seen)).max_by_key(
                |(place, seen)| (seen.is_called(&["name"]), seen.wordiness(), std::cmp::Reverse(*place)),
            )?;
        self.set(place, Role::Text, "by its name");
        Some(place)
    }

    fn words(&mut self, columns: &[Seen]) {
        // What is the same on every line tells no merchant from another.
        let varied = |seen: &Seen| seen.wordiness() > 0 && (seen.distinct > 1 || seen.filled < 2);
        let words = |seen: &Seen| varied(seen) && !seen.is_called(&NO_NAMES);
        let mut merchants = self.merchant(columns, &words);
        let wordy = |seen: &Seen| seen.wordiness() > 0;
        self.named(
            columns,
            Role::Reference,
            &["reference", "ref", "cheque", "transaction id", "transaction n"],
            |seen| seen.mostly(|value| value.chars().any(|c| c.is_ascii_digit())),
        );
        let described = ["description", "detail", "narrative", "memo", "particulars", "name"];
        let role = if merchants.is_none() { Role::Text } else { Role::Kind };
        self.named(columns, role, &described, |seen| varied(seen) && !seen.is_called(&NO_MERCHANTS));
        if self.places(Role::Text).is_empty() {
            // All lines may be of one merchant after all.
            merchants = merchants
                .or_else(|| self.merchant(columns, &|seen: &Seen| wordy(seen) && !seen.is_called(&NO_NAMES)));
            if merchants.is_none() {
                self.named(columns, Role::Text, &["description", "detail", "narrative"], wordy);
            }
        }
        if self.places(Role::Kind).is_empty() {
            self.named(columns, Role::Kind, &["type", "code", "category"], |seen| {
                wordy(seen) && seen.distinct <= 40
            });
        }
        if self.places(Role::Text).is_empty() {
            let wordiest =
                self.free(columns).filter(|(_, seen)| words(seen)).max_by_key(|(_, seen)| seen.wordiness());
            match wordiest.map(|(place, _)| place) {
                Some(place) => self.set(place, Role::Text, "it has the longest texts"),
                None => self.doubts.push("no column has texts: matching goes by amount and day alone".into()),
            }
        }
        let nameless = |seen: &Seen| seen.name.is_none();
        let kind = self.free(columns).find(|(_, seen)| {
            nameless(seen) && wordy(seen) && seen.mostly(|value| value.len() <= 5 && !value.contains(' '))
        });
        if let Some(place) = kind.map(|(place, _)| place).filter(|_| self.places(Role::Kind).is_empty()) {
            self.set(place, Role::Kind, "its values are short words");
        }
        let reference = self.free(columns).find(|(_, seen)| {
            let numbered = seen.mostly(|value| value.bytes().filter(u8::is_ascii_digit).count() >= 4);
            nameless(seen) && numbered && seen.distinct * 2 > seen.filled && seen.days.is_none()
        });
        if let Some(place) =
            reference.map(|(place, _)| place).filter(|_| self.places(Role::Reference).is_empty())
        {
            self.set(place, Role::Reference, "its values are numbers that hardly recur");
        }
    }
}

/// What is beside a merchant's name: its number, its place.
const NO_NAMES: [&str; 15] = [
    "number",
    "num",
    "no",
    "id",
    "code",
    "ref",
    "reference",
    "vat",
    "postcode",
    "type",
    "category",
    "address",
    "town",
    "city",
    "country",
];
/// Names of others than merchants.
const NO_MERCHANTS: [&str; 8] =
    ["organisation", "organization", "directorate", "department", "holder", "employee", "number", "code"];

fn range((first, last): (Day, Day)) -> String {
    format!("from {first} to {last}")
}

/// `************5521`, `5555 00** **** 5521`.
fn is_masked_card(value: &str) -> bool {
    let shown = value.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<Vec<_>>();
    let masks = shown.iter().filter(|c| "*xX#".contains(**c)).count();
    let digits = shown.iter().filter(|c| c.is_ascii_digit()).count();
    masks >= 4
        && masks + digits == shown.len()
        && (12..=19).contains(&shown.len())
        && shown.iter().rev().take(4).all(char::is_ascii_digit)
}

/// `30-00-01`, `300001`, each alone or with an account's eight digits.
fn is_sort_code(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let plain = value.chars().all(|c| c.is_ascii_digit() || "- ".contains(c));
    plain && (digits == 6 || digits == 14)
}

fn is_account_number(value: &str) -> bool {
    value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit())
}
