//! What a recorded row is: its table, its columns in order, and what each holds.
//!
//! A row is declared once, in [`super::rows`]. From that come its struct, the columns that are written and
//! read, what of it is sealed, and which columns are personal. Whoever writes rows knows only [`Row`].

use std::borrow::Cow;
use std::fmt;

use super::{
    AccountId, AccountKind, Amount, Book, CategoryId, ChildId, Code, ConflictId, Day, EntryId, EntryKind,
    FundId, LineId, MatchingId, MeasureId, MemberId, Month, NeedId, Pence, PractitionerId, ProviderId, Text,
    Units,
};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing is known.
    Absent,
    /// A number: pence, thousandths, the number of another row.
    Number(i64),
    /// A word.
    Text(Cow<'a, str>),
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("nothing"),
            Self::Number(number) => number.fmt(f),
            Self::Text(word) => word.fmt(f),
        }
    }
}

impl<'a> Value<'a> {
    /// Wraps a word.
    pub fn text(word: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(word.into())
    }

    /// Keeps the value beyond the row it is of.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Absent => Value::Absent,
            Self::Number(number) => Value::Number(number),
            Self::Text(word) => Value::Text(word.into_owned().into()),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedColumn {
    pub name: &'static str,
    /// Whether it tells of a person what is to be forgotten one day: sealed as a salted hash, never as it is.
    pub personal: bool,
}

/// A table whose rows are copied into the event that recorded or last amended them.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    /// The column that numbers its rows 1, 2, 3, where it has one; the first.
    pub number: Option<&'static str>,
    /// The columns that are sealed, the event's last.
    pub columns: &'static [SealedColumn],
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// The column that has the event which recorded or last amended the row.
    pub event: &'static str,
}

impl Table {
    /// Returns the columns' names, joined by commas.
    pub fn list(&self) -> String {
        let mut list = String::with_capacity(self.columns.len() * 16);
        for column in self.columns {
            list.push_str(if list.is_empty() { "" } else { ", " });
            list.push_str(column.name);
        }
        list
    }
}

/// A row that can be recorded.
pub trait Row {
    /// Where it is kept.
    const TABLE: &'static Table;

    /// Returns what its columns hold, in order: all but its number and the event.
    fn values(&self) -> Vec<Value<'_>>;

    /// Returns the same with the columns' names.
    fn fields(&self) -> Fields<'_> {
        let given = usize::from(Self::TABLE.number.is_some());
        let names = Self::TABLE.columns[given..].iter().map(|column| column.name);
        names.zip(self.values()).collect()
    }
}

/// Columns and what they hold.
pub type Fields<'a> = Vec<(&'static str, Value<'a>)>;

/// A value that a column can hold.
pub trait Recorded {
    /// Returns it as the column holds it.
    fn value(&self) -> Value<'_>;
}

impl<T: Recorded> Recorded for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, Recorded::value)
    }
}

impl<T: Recorded + ?Sized> Recorded for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

macro_rules! recorded {
    ($($type:ty: $self:ident => $value:expr;)*) => {$(
        impl Recorded for $type {
            fn value(&$self) -> Value<'_> {
                $value
            }
        }
    )*};
    (numbers $($type:ty),*) => { recorded! { $($type: self => Value::Number(self.get());)* } };
    (words $($type:ty),*) => { recorded! { $($type: self => Value::text(self.as_str());)* } };
    (texts $($type:ty),*) => { recorded! { $($type: self => Value::text(self.as_str());)* } };
    (said $($type:ty),*) => { recorded! { $($type: self => Value::text(self.to_string());)* } };
}

recorded! {
    i64: self => Value::Number(*self);
    u16: self => Value::Number(i64::from(*self));
    u32: self => Value::Number(i64::from(*self));
    bool: self => Value::Number(i64::from(*self));
    str: self => Value::text(self);
    Amount: self => Value::Number(self.pence().get());
    Units: self => Value::Number(self.thousandths());
}
recorded! { numbers
    AccountId, CategoryId, ChildId, ConflictId, EntryId, FundId, LineId, MatchingId, MeasureId, MemberId,
    NeedId, Pence,
    PractitionerId, ProviderId
}
recorded! { texts String, Code, Text }
recorded! { said Day, Month }
recorded! { words AccountKind, Book, EntryKind }
pub(crate) use recorded;

/// A value that can be read back from its column.
pub(crate) trait Readable: Sized {
    /// Returns what a column holds; `None` where it is no such value.
    fn read(value: &Value<'_>) -> Option<Self>;
}

impl<T: Readable> Readable for Option<T> {
    fn read(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Absent => Some(None),
            value => T::read(value).map(Some),
        }
    }
}

macro_rules! readable {
    (words $($type:ty),*) => {$(
        impl Readable for $type {
            fn read(value: &Value<'_>) -> Option<Self> {
                if let Value::Text(word) = value { word.parse().ok() } else { None }
            }
        }
    )*};
    (numbers $($type:ty: $read:expr;)*) => {$(
        impl Readable for $type {
            fn read(value: &Value<'_>) -> Option<Self> {
                if let Value::Number(number) = value { $read(*number) } else { None }
            }
        }
    )*};
}

readable! { words Day, Text }
readable! { numbers
    Amount: Amount::new;
    NeedId: |number| Some(NeedId::new(number));
    Units: Units::from_thousandths;
    u32: |number| u32::try_from(number).ok();
}
pub(crate) use readable;

/// Whether a mark stands where a declaration may have one.
macro_rules! marked {
    () => {
        false
    };
    ($mark:ident) => {
        true
    };
}
pub(crate) use marked;

/// The column that has a row's event.
macro_rules! event {
    () => {
        "event"
    };
    ($event:ident) => {
        stringify!($event)
    };
}
pub(crate) use event;

/// Declares rows: `Name in table`, `numbered` where they count from 1, else `by [key]`; then each column
/// with what it holds, `@personal` before those that are. Every row ends with its event, which is the column
/// `event` unless it is said: `sealed as`. `also` names rows that are written out.
macro_rules! rows {
    ([also $($other:ident),*] $(
        $(#[$attribute:meta])*
        $name:ident $(<$life:lifetime>)? in $table:ident
        $(numbered $number:ident)? $(by [$($key:ident),+])? $(sealed as $event:ident)?
        { $($(@$personal:ident)? $field:ident: $type:ty),* $(,)? }
    )*) => {
        $(
            $(#[$attribute])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $name $(<$life>)? { $(pub $field: $type),* }

            impl $(<$life>)? Row for $name $(<$life>)? {
                const TABLE: &'static Table = &Table {
                    name: stringify!($table),
                    number: [$(Some(stringify!($number)),)? None][0],
                    columns: &[
                        $(SealedColumn { name: stringify!($number), personal: false },)?
                        $(SealedColumn { name: stringify!($field), personal: marked!($($personal)?) },)*
                        SealedColumn { name: event!($($event)?), personal: false },
                    ],
                    key: &[$(stringify!($number))? $($(stringify!($key)),+)?],
                    event: event!($($event)?),
                };

                fn values(&self) -> Vec<Value<'_>> {
                    vec![$(self.$field.value()),*]
                }
            }
        )*

        /// Every table whose rows are sealed.
        pub const TABLES: &[&Table] = &[$($name::TABLE,)* $($other::TABLE),*];
    };
}
pub(crate) use rows;
