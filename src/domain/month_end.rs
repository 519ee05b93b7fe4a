//! The end of a month: why the ledger and the statement of an account differ, and what stands in the
//! way of signing it off.
//!
//! On the last day of a month, what the statement says is what the ledger says, less what is *unseen*
//! (in the ledger, not on the statement) and plus what is *unbooked* (on the statement, not in the
//! ledger). Each piece of either is explained or not; what is not explained must be nothing.

use std::fmt;

use super::{AccountId, AccountKind, AccountName, Code, Day, EntryId, LineId, Month, Pence};

/// What a piece of a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceId {
    /// What one entry does to the account.
    Entry(EntryId),
    /// A line of a statement.
    Line(LineId),
}

/// What was last said of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The event that recorded it.
    pub number: EntryId,
    /// `parked`, `replied`, `explained` or `reopened`.
    pub verdict: String,
    /// Why, where it is explained.
    pub because: Option<String>,
    /// Whose reply it waits for.
    pub asked: Option<Code>,
    /// In words.
    pub said: String,
}

/// What is on one side only at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub id: PieceId,
    /// The day of the entry, or the day the bank posted the line.
    pub on: Day,
    /// What it does to the account: in is positive.
    pub amount: Pence,
    /// What it is, in words.
    pub what: String,
    /// The day after the month's end on which the last of what it is matched with counts.
    pub settled_on: Option<Day>,
    /// What was last said of it.
    pub answer: Option<Answer>,
}

/// A balance as the bank states it, and what the lines come to on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The day.
    pub on: Day,
    /// What the bank says.
    pub pence: Pence,
    /// What the lines come to.
    pub lines: Pence,
}

/// What the statements of an account say at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statements {
    /// What the lines come to.
    pub balance: Pence,
    /// The last day that a statement covers.
    pub covered_to: Option<Day>,
    /// The first and the last day of a long time that no statement covers.
    pub gap: Option<(Day, Day)>,
    /// The last balance that the bank states by the month's end.
    pub stated: Option<Stated>,
    /// In the ledger and not on a statement.
    pub unseen: Vec<Piece>,
    /// On a statement and not in the ledger.
    pub unbooked: Vec<Piece>,
}

/// A float as it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The day.
    pub on: Day,
    /// The cash in it.
    pub cash: Pence,
    /// What was out as advances.
    pub advances: Pence,
    /// What the ledger says of that day.
    pub ledger: Pence,
    /// The last day of the month after it on which the ledger moved it.
    pub moved_on: Option<Day>,
}

impl Count {
    /// Returns what the ledger has beyond what was found: vouchers that are not recorded, or a loss.
    pub fn difference(&self) -> Pence {
        self.ledger - self.cash - self.advances
    }
}

/// When a float was counted last, by the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Before the month.
    Before(Day),
    /// In the month.
    Within(Count),
}

/// One of the pilot's own accounts at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountEnd {
    /// Its number.
    pub id: AccountId,
    /// Its name.
    pub account: AccountName,
    /// What the ledger says.
    pub ledger: Pence,
    /// What its statements say; `None` where it has had none.
    pub statements: Option<Statements>,
    /// For a float that is counted: when.
    pub counted: Option<Counted>,
}

/// On which side a piece is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In the ledger, not yet on the statement.
    Unseen,
    /// On the statement, not yet in the ledger.
    Unbooked,
}

impl Side {
    /// Returns the words for it.
    pub const fn spoken(self) -> &'static str {
        match self {
            Self::Unseen => "not yet on the statement",
            Self::Unbooked => "not yet in the ledger",
        }
    }
}

/// Why a piece is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is young enough to be on its way to the statement.
    OnItsWay(i64),
    /// It came on a later statement.
    SeenOn(Day),
    /// It was recorded later.
    BookedOn(Day),
    /// Somebody explained it.
    Said(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnItsWay(days) => write!(f, "on its way: it may take {days} days"),
            Self::SeenOn(day) => write!(f, "on the statement of {day}"),
            Self::BookedOn(day) => write!(f, "in the ledger from {day}"),
            Self::Said(words) => f.write_str(words),
        }
    }
}

/// A piece with its age and its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it is missing.
    pub side: Side,
    /// The piece.
    pub piece: Piece,
    /// Days from its day to the month's end.
    pub age: i64,
    /// Why it is no error; `None` where nobody knows.
    pub reason: Option<Reason>,
}

impl Standing {
    /// Returns the band of days its age lies in.
    pub const fn band(&self) -> &'static str {
        match self.age {
            ..=7 => "0-7",
            8..=30 => "8-30",
            31..=60 => "31-60",
            _ => "over 60",
        }
    }

    /// Tells whether it waits for somebody's reply.
    pub fn parked(&self) -> Option<&Answer> {
        let answer = self.piece.answer.as_ref().filter(|answer| answer.verdict == "parked");
        answer.filter(|_| self.piece.settled_on.is_none())
    }

    /// Says why it is no error, or what is known of it.
    pub fn why(&self) -> String {
        match (&self.reason, &self.piece.answer) {
            (_, Some(answer)) if self.parked().is_some() => match &answer.asked {
                Some(asked) => format!("parked, {asked} is asked: {}", answer.said),
                None => format!("parked: {}", answer.said),
            },
            (Some(reason), _) => reason.to_string(),
            (None, Some(answer)) => format!("{}: {}", answer.verdict, answer.said),
            (None, None) => "not explained".into(),
        }
    }
}

/// How many days a purchase or payment may take to be on the statement.
const fn window(kind: AccountKind) -> i64 {
    if matches!(kind, AccountKind::Card) { 7 } else { 10 }
}

/// What is in and what is out of some pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InOut {
    /// Money in.
    pub money_in: Pence,
    /// Money out, as a positive sum.
    pub money_out: Pence,
    /// How many pieces.
    pub pieces: usize,
}

/// The reconciliation of one account at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// What was found.
    pub end: AccountEnd,
    /// Every piece on one side only, the oldest first.
    pub standings: Vec<Standing>,
}

impl Reconciled {
    /// Explains what can be explained of an account on the last day of a month.
    pub fn of(mut end: AccountEnd, last: Day) -> Self {
        let kind = end.account.kind();
        let Some(statements) = &mut end.statements else { return Self { end, standings: Vec::new() } };
        let unbooked = std::mem::take(&mut statements.unbooked);
        let unseen = std::mem::take(&mut statements.unseen);
        let standing = |side: Side, piece: Piece| {
            let age = (last.date() - piece.on.date()).num_days();
            let reason = reason(side, &piece, age, window(kind));
            Standing { side, piece, age, reason }
        };
        let mut standings: Vec<Standing> =
            unseen.into_iter().map(|piece| standing(Side::Unseen, piece)).collect();
        standings.extend(unbooked.into_iter().map(|piece| standing(Side::Unbooked, piece)));
        standings.sort_by_key(|standing| standing.piece.on);
        Self { end, standings }
    }

    /// Adds up the pieces of a side, those of a kind.
    pub fn sum(&self, side: Side, of: impl Fn(&Standing) -> bool) -> InOut {
        let mut sum = InOut::default();
        for standing in self.standings.iter().filter(|standing| standing.side == side && of(standing)) {
            let amount = standing.piece.amount;
            sum.pieces += 1;
            if amount < Pence::ZERO { sum.money_out += -amount } else { sum.money_in += amount }
        }
        sum
    }

    /// Returns what the bank states beyond what the lines come to.
    pub fn stated_difference(&self) -> Pence {
        let stated = self.end.statements.as_ref().and_then(|statements| statements.stated);
        stated.map_or(Pence::ZERO, |stated| stated.pence - stated.lines)
    }

    /// Returns the rest that nobody explains.
    pub fn rest(&self) -> Pence {
        let unexplained = |side| {
            let sum = self.sum(side, |standing| standing.reason.is_none());
            sum.money_in - sum.money_out
        };
        unexplained(Side::Unbooked) - unexplained(Side::Unseen) + self.stated_difference()
    }

    /// Says where it stands, in a line.
    pub fn spoken(&self) -> String {
        let mut said = format!("{}: ledger {}", self.end.account, self.end.ledger.spoken());
        if let Some(Counted::Within(Count { on, cash, advances, .. })) = self.end.counted {
            said.push_str(&format!(", counted {} on {on}, advances {}", cash.spoken(), advances.spoken()));
        }
        let Some(statements) = &self.end.statements else {
            said.push_str(", no statement");
            return said;
        };
        said.push_str(&format!(", statement {}", statements.balance.spoken()));
        for side in [Side::Unseen, Side::Unbooked] {
            let sum = self.sum(side, |_| true);
            for (pence, way) in [(sum.money_in, "in"), (sum.money_out, "out")] {
                if pence != Pence::ZERO {
                    said.push_str(&format!(", {} {way} {}", pence.spoken(), side.spoken()));
                }
            }
        }
        said.push_str(&format!(", not explained {}", self.rest().spoken()));
        said
    }

    /// Names everything of this account that stands in the way of closing the month.
    fn obstacles(&self, month: Month) -> Vec<Obstacle> {
        let account = || self.end.account.clone();
        let mut found = Vec::new();
        if let Some(statements) = &self.end.statements {
            if statements.covered_to.is_none_or(|to| to < month.last()) {
                let covered_to = statements.covered_to;
                found.push(Obstacle::NotCovered { account: account(), covered_to, until: month.last() });
            }
            if let Some((from, to)) = statements.gap {
                found.push(Obstacle::Gap { account: account(), from, to });
            }
            if let Some(stated) = statements.stated.filter(|stated| stated.pence != stated.lines) {
                found.push(Obstacle::StatedDiffers { account: account(), stated });
            }
        }
        for side in [Side::Unseen, Side::Unbooked] {
            let sum = self.sum(side, |standing| standing.reason.is_none() && standing.parked().is_none());
            if sum.pieces > 0 {
                found.push(Obstacle::Unexplained { account: account(), side, sum });
            }
        }
        for standing in &self.standings {
            if let Some(answer) = standing.parked() {
                let (what, asked) = (standing.piece.what.clone(), answer.asked.clone());
                found.push(Obstacle::Parked { account: account(), what, asked, number: answer.number });
            }
        }
        match self.end.counted {
            Some(Counted::Before(last)) => {
                found.push(Obstacle::NotCounted { account: account(), last, until: month.last() });
            }
            Some(Counted::Within(count)) if count.difference() != Pence::ZERO => {
                found.push(Obstacle::CountDiffers { account: account(), count });
            }
            Some(Counted::Within(Count { on, moved_on: Some(moved_on), .. })) => {
                found.push(Obstacle::MovedSince { account: account(), on, moved_on });
            }
            _ => {}
        }
        found
    }
}

/// Finds out why a piece is no error.
fn reason(side: Side, piece: &Piece, age: i64, window: i64) -> Option<Reason> {
    if let Some(day) = piece.settled_on {
        return Some(if side == Side::Unseen { Reason::SeenOn(day) } else { Reason::BookedOn(day) });
    }
    match &piece.answer {
        Some(answer) if answer.verdict == "explained" => {
            let because = answer.because.as_deref().unwrap_or("other").replace('_', " ");
            return Some(Reason::Said(format!("{because}: {}", answer.said)));
        }
        // Whoever asks about it does not take it to be on its way.
        Some(answer) if answer.verdict != "reopened" => return None,
        _ => {}
    }
    (side == Side::Unseen && age <= window).then_some(Reason::OnItsWay(window))
}

/// What somebody had to do with a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Recorded an entry.
    Recorded,
    /// Took in a line of a statement.
    TookIn,
    /// Matched lines and entries.
    Matched,
    /// Said what a line or an entry is.
    Answered,
    /// Counted a float.
    Counted,
    /// Gave an advance out of a float.
    Advanced,
    /// Re-opened it.
    Reopened,
}

impl Hand {
    /// Says what it was, by the first event of it.
    pub fn spoken(self, event: EntryId, month: Month) -> String {
        match self {
            Self::Recorded => format!("recorded entry {event} in {month}"),
            Self::TookIn => format!("took in statement {event}, with lines of {month}"),
            Self::Matched => format!("matched what {month} rests on, in run {event}"),
            Self::Answered => format!("answered for what {month} rests on, in event {event}"),
            Self::Counted => format!("counted a float in {month}, in event {event}"),
            Self::Advanced => format!("gave advance {event} in {month}"),
            Self::Reopened => format!("re-opened {month}, by event {event}"),
        }
    }
}

/// What stands in the way of closing a month.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says itself in words below")]
pub enum Obstacle {
    NotOver { month: Month },
    NotOfPilot { month: Month },
    EarlierOpen { earlier: Month },
    HadAHand { user: Code, hand: Hand, month: Month, event: EntryId },
    NotCovered { account: AccountName, covered_to: Option<Day>, until: Day },
    Gap { account: AccountName, from: Day, to: Day },
    StatedDiffers { account: AccountName, stated: Stated },
    Unexplained { account: AccountName, side: Side, sum: InOut },
    Parked { account: AccountName, what: String, asked: Option<Code>, number: EntryId },
    NotCounted { account: AccountName, last: Day, until: Day },
    CountDiffers { account: AccountName, count: Count },
    MovedSince { account: AccountName, on: Day, moved_on: Day },
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOver { month } => write!(f, "{month} is not over until {}", month.last()),
            Self::NotOfPilot { month } => write!(f, "{month} is no month of the pilot"),
            Self::EarlierOpen { earlier } => write!(f, "{earlier} is still open"),
            Self::HadAHand { user, hand, month, event } => {
                write!(f, "{user} {} and does not sign it off", hand.spoken(*event, *month))
            }
            Self::NotCovered { account, covered_to: Some(to), until } => {
                write!(f, "{account}: its statements reach to {to}, not to {until}")
            }
            Self::NotCovered { account, covered_to: None, until } => {
                write!(f, "{account}: no statement says that it reaches to {until}")
            }
            Self::Gap { account, from, to } => {
                write!(f, "{account}: no statement covers {from} to {to}")
            }
            Self::StatedDiffers { account, stated: Stated { on, pence, lines } } => {
                let (said, came) = (pence.spoken(), lines.spoken());
                write!(f, "{account}: the bank says {said} on {on}; its lines come to {came}")
            }
            Self::Unexplained { account, side, sum: InOut { money_in, money_out, pieces } } => {
                let (noun, verb) = match (side, pieces) {
                    (Side::Unseen, 1) => ("entry", "is"),
                    (Side::Unseen, _) => ("entries", "are"),
                    (Side::Unbooked, 1) => ("line", "is"),
                    (Side::Unbooked, _) => ("lines", "are"),
                };
                let (money_in, money_out) = (money_in.spoken(), money_out.spoken());
                let side = side.spoken();
                write!(
                    f,
                    "{account}: {pieces} {noun} {verb} {side} and not explained: {money_in} in, {money_out} out"
                )
            }
            Self::Parked { account, what, asked, .. } => {
                let whose = asked.as_ref().map_or_else(String::new, |asked| format!(" of {asked}"));
                write!(f, "{account}: {what} waits for a reply{whose}")
            }
            Self::NotCounted { account, last, until } => {
                write!(f, "{account}: last counted on {last}, not in the month that ends on {until}")
            }
            Self::MovedSince { account, on, moved_on } => {
                write!(f, "{account}: last counted on {on}, and the ledger moved it until {moved_on}")
            }
            Self::CountDiffers { account, count } => write!(
                f,
                "{account}: on {} the ledger has {}, in cash and advances there were {}",
                count.on,
                count.ledger.spoken(),
                (count.cash + count.advances).spoken()
            ),
        }
    }
}

impl Obstacle {
    /// Names the command that mends it.
    pub fn mend(&self) -> String {
        match self {
            Self::NotOver { month } => format!("from {} on: bhlp month close {month}", month.next().first()),
            Self::NotOfPilot { .. } => "see every month: bhlp month status".into(),
            Self::EarlierOpen { earlier } => format!("bhlp month close {earlier}"),
            Self::HadAHand { month, .. } => {
                format!("ask a colleague who recorded nothing in it: bhlp month close {month} --as USER")
            }
            Self::NotCovered { account, until, .. } => {
                format!("bhlp statement import FILE --account {account} --until {until}")
            }
            Self::Gap { account, to, .. } => format!(
                "take in what is missing, or the file before again, if nothing was in between: \
                 bhlp statement import FILE --account {account} --until {to}"
            ),
            Self::StatedDiffers { account, .. } => {
                format!("take in what is missing: bhlp statement import FILE --account {account}")
            }
            Self::Unexplained { account, .. } => format!("bhlp reconcile work --account {account}"),
            Self::Parked { number, .. } => format!("bhlp reconcile reply {number} TEXT"),
            Self::NotCounted { account, until, .. } => {
                format!("bhlp imprest count {account} AMOUNT --on {until}")
            }
            Self::MovedSince { account, moved_on, .. } => {
                format!("bhlp imprest count {account} AMOUNT --on {moved_on}")
            }
            Self::CountDiffers { account, count } => {
                format!("record what is missing, then: bhlp imprest count {account} AMOUNT --on {}", count.on)
            }
        }
    }
}

/// Names everything that stands in the way of closing a month.
pub fn obstacles(month: Month, earlier: Option<Month>, accounts: &[Reconciled]) -> Vec<Obstacle> {
    let earlier = earlier.map(|earlier| Obstacle::EarlierOpen { earlier });
    let of_accounts = accounts.iter().flat_map(|account| account.obstacles(month));
    earlier.into_iter().chain(of_accounts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(on: &str, pence: i64) -> Piece {
        let id = PieceId::Entry(EntryId::new(1));
        let (on, amount) = (on.parse().unwrap(), Pence::new(pence));
        Piece { id, on, amount, what: "shoes".into(), settled_on: None, answer: None }
    }

    fn reconciled(account: &str, unseen: Vec<Piece>, unbooked: Vec<Piece>) -> Reconciled {
        let sum = |pieces: &[Piece]| pieces.iter().map(|piece| piece.amount).sum::<Pence>();
        let balance = sum(&unbooked) - sum(&unseen);
        let statements = Statements { balance, covered_to: None, gap: None, stated: None, unseen, unbooked };
        let end = AccountEnd {
            id: AccountId::new(1),
            account: account.parse().unwrap(),
            ledger: Pence::ZERO,
            statements: Some(statements),
            counted: None,
        };
        Reconciled::of(end, "2007-03-31".parse().unwrap())
    }

    #[test]
    fn a_purchase_by_card_may_take_seven_days_and_a_payment_ten() {
        for (account, day, on_its_way) in [
            ("card:5521", "2007-03-31", true),
            ("card:5521", "2007-03-24", true),
            ("card:5521", "2007-03-23", false),
            ("bank:main", "2007-03-21", true),
            ("bank:main", "2007-03-20", false),
        ] {
            let end = reconciled(account, vec![piece(day, -100)], Vec::new());
            assert_eq!(end.standings[0].reason.is_some(), on_its_way, "{account} {day}");
            // What the bank has and the ledger has not is nobody's way.
            let end = reconciled(account, Vec::new(), vec![piece(day, -100)]);
            assert_eq!(end.standings[0].reason, None, "{account} {day}");
        }
    }

    #[test]
    fn ages_fall_into_bands_at_their_last_day() {
        for (day, band) in [
            ("2007-03-24", "0-7"),
            ("2007-03-23", "8-30"),
            ("2007-03-01", "8-30"),
            ("2007-02-28", "31-60"),
            ("2007-01-30", "31-60"),
            ("2007-01-29", "over 60"),
        ] {
            let end = reconciled("bank:main", vec![piece(day, 1)], Vec::new());
            assert_eq!(end.standings[0].band(), band, "{day}");
        }
    }

    #[test]
    fn what_cancels_out_still_stands_in_the_way() {
        let old = "2007-03-01";
        let end = reconciled("bank:main", vec![piece(old, -500)], vec![piece(old, -500)]);
        assert_eq!(end.rest(), Pence::ZERO);
        let month: Month = "2007-03".parse().unwrap();
        let found: Vec<String> = obstacles(month, None, &[end]).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "bank:main: no statement says that it reaches to 2007-03-31",
                "bank:main: 1 entry is not yet on the statement and not explained: £0.00 in, £5.00 out",
                "bank:main: 1 line is not yet in the ledger and not explained: £0.00 in, £5.00 out",
            ]
        );
    }

    #[test]
    fn a_question_ends_what_was_taken_to_be_on_its_way() {
        let answered = |verdict: &str| {
            let answer = Answer {
                number: EntryId::new(9),
                verdict: verdict.into(),
                because: (verdict == "explained").then(|| "bank_error".into()),
                asked: None,
                said: "why?".into(),
            };
            let piece = Piece { answer: Some(answer), ..piece("2007-03-30", -100) };
            reconciled("card:5521", vec![piece], Vec::new())
        };
        assert_eq!(answered("parked").standings[0].why(), "parked: why?");
        assert_eq!(answered("replied").standings[0].reason, None);
        assert_eq!(answered("reopened").standings[0].reason, Some(Reason::OnItsWay(7)));
        assert_eq!(answered("explained").standings[0].why(), "bank error: why?");
    }

    #[test]
    fn what_the_bank_states_beyond_its_lines_is_not_explained() {
        let mut end = reconciled("bank:main", Vec::new(), Vec::new()).end;
        let on = "2007-03-31".parse().unwrap();
        if let Some(statements) = &mut end.statements {
            statements.covered_to = Some(on);
            statements.stated = Some(Stated { on, pence: Pence::new(1000), lines: Pence::new(900) });
        }
        let end = Reconciled::of(end, on);
        assert_eq!(end.rest(), Pence::new(100));
        let found = obstacles(on.month(), None, &[end]);
        assert_eq!(
            found.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["bank:main: the bank says £10.00 on 2007-03-31; its lines come to £9.00"]
        );
    }
}
