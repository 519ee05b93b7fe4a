//! One line of a CSV statement: every value read, and what is wrong with each kept.

use csv::StringRecord;

use super::currency::{self, Currencies, Currency};
use super::date_money_formats::{DayForm, NoDay, Sum, Way, is_blank, spreadsheet_day, sum};
use super::layout::{self, Layout};
use super::marks::Marks;
use super::profile::{Columns, Money, Profile, Sign, Words};
use domain::statement::StatementLine;
use domain::{BadText, Day, Pence, Text, excerpt};
use file::BadRow;

/// A record, and the faults found in it.
pub(super) struct Row<'a> {
    row: u64,
    record: &'a StringRecord,
    marks: Marks,
    bad: &'a mut Vec<BadRow>,
}

/// What a line says.
pub(super) struct Read {
    /// The account or card it belongs to.
    pub(super) number: Option<Text>,
    pub(super) line: StatementLine,
    /// What is in the account after it.
    pub(super) balance: Option<Pence>,
}

impl<'a> Row<'a> {
    pub(super) fn of(row: u64, record: &'a StringRecord, marks: Marks, bad: &'a mut Vec<BadRow>) -> Self {
        Self { row, record, marks, bad }
    }

    /// Reads the line; `None` where something is wrong with it.
    ///
    /// `out_is_negative` is how the file writes money out in a column of its own, as the first line shows.
    pub(super) fn read(
        &mut self,
        profile: &Profile,
        layout: &Layout,
        day: Option<Day>,
        out_is_negative: &mut Option<bool>,
    ) -> Option<Read> {
        let (columns, faults) = (&layout.columns, self.bad.len());
        self.width(layout.width)?;
        let posted_on = day.or_else(|| self.day(&profile.days, columns.date?));
        let amount = match self.is_balance_alone(columns) {
            true => Some(Pence::ZERO),
            false => self.amount(&columns.amount, out_is_negative),
        };
        let fee = self.fee(columns);
        let balance = columns.balance.and_then(|place| self.balance(place, &columns.amount));
        self.currency(layout);
        let text = self.text("text", &columns.text);
        let reference = self.text("reference", &columns.reference);
        let kind = self.text("kind", &columns.kind);
        let foreign = self.foreign(&columns.foreign);
        let number = self.number(columns);
        let row = self.row;
        let amount = amount? - fee?;
        let line = StatementLine { row, posted_on: posted_on?, amount, text, reference, kind, foreign };
        (self.bad.len() == faults).then_some(Read { number, line, balance })
    }

    /// The balance of a line that gives no day and no sum: what was there before the lines, or after.
    pub(super) fn balance_without_day(&mut self, layout: &Layout) -> Option<Pence> {
        let columns = &layout.columns;
        let dayless = columns.date.is_some_and(|place| self.value(place).is_empty());
        (dayless && self.is_balance_alone(columns))
            .then(|| self.balance(columns.balance?, &columns.amount))?
    }

    fn width(&mut self, wanted: usize) -> Option<()> {
        let found = self.record.len();
        // A spreadsheet puts delimiters behind a line.
        let more = (wanted..found).any(|place| !self.value(place).is_empty());
        let (code, than) = match found < wanted {
            true => ("ROW_TOO_SHORT", "fewer"),
            false if more => ("ROW_TOO_LONG", "more"),
            false => return Some(()),
        };
        let message = format!("it has {found} values, {than} than the {wanted} of the layout");
        let row: Vec<&str> = self.record.iter().collect();
        let excerpt = excerpt(&row.join(","), 60);
        self.bad.push(BadRow { line: self.row, column: None, code, message, excerpt });
        None
    }

    /// Tells whether the line gives a balance and no sum: what was there before the first line, or after.
    fn is_balance_alone(&self, columns: &Columns<usize>) -> bool {
        let blank = |place: usize| is_blank(self.value(place));
        let no_sum = match &columns.amount {
            Money::Signed { amount, .. } | Money::Flagged { amount, .. } => blank(*amount),
            Money::Apart { out, in_ } => blank(*out) && blank(*in_),
        };
        no_sum && columns.balance.is_some_and(|place| !blank(place))
    }

    /// Reads what the line does to the account: money in is positive.
    fn amount(&mut self, columns: &Money<usize>, out_is_negative: &mut Option<bool>) -> Option<Pence> {
        match columns {
            Money::Signed { amount, out } => {
                let Sum { pence, way } = self.sum("amount", *amount)?;
                if way.is_some() && pence < Pence::ZERO {
                    return self.sign("amount", "a negative sum marked DR or CR".into());
                }
                let is_out = way.map_or(*out == Sign::Positive, |way| way == Way::Out);
                Some(if is_out { -pence } else { pence })
            }
            Money::Apart { out, in_ } => self.apart(*out, *in_, out_is_negative),
            Money::Flagged { amount, flag, words } => self.flagged(*amount, *flag, words, out_is_negative),
        }
    }

    /// Reads what comes in and what goes out by a line that is passed over, which need not be one.
    pub(super) fn in_and_out(
        &mut self,
        columns: &Columns<usize>,
        mut out_is_negative: Option<bool>,
    ) -> Option<(Pence, Pence)> {
        if let Money::Apart { out, in_ } = &columns.amount
            && let Some((Some(out), Some(in_))) =
                self.perhaps_money("", *out).zip(self.perhaps_money("", *in_))
        {
            return Some((in_, if out < Pence::ZERO { -out } else { out }));
        }
        let fee = self.fee(columns)?;
        let amount = self.amount(&columns.amount, &mut out_is_negative)? - fee;
        Some(if amount < Pence::ZERO { (Pence::ZERO, -amount) } else { (amount, Pence::ZERO) })
    }

    /// Reads what was taken beside the amount.
    fn fee(&mut self, columns: &Columns<usize>) -> Option<Pence> {
        let Some(place) = columns.fee else { return Some(Pence::ZERO) };
        let fee = self.perhaps_money("fee", place)?.unwrap_or_default();
        if fee < Pence::ZERO && columns.balance.is_none() {
            let message = format!("a fee of {fee} gives money back, and no balance proves it");
            return self.complain("fee", "STATEMENT_AMOUNT_SIGN", message, "");
        }
        Some(fee)
    }

    fn apart(&mut self, out: usize, in_: usize, out_is_negative: &mut Option<bool>) -> Option<Pence> {
        let both_empty = is_blank(self.value(out)) && is_blank(self.value(in_));
        let against =
            [(out, Way::In, "paid_out"), (in_, Way::Out, "paid_in")].into_iter().find(|(place, way, _)| {
                sum(self.marks, self.value(*place))
                    .is_ok_and(|sum| sum.way == Some(*way) && sum.pence != Pence::ZERO)
            });
        if let Some((_, _, column)) = against {
            return self.sign(column, "the sum is marked the other way than its column".into());
        }
        let paid_out = self.perhaps_money("paid_out", out);
        let paid_in = self.perhaps_money("paid_in", in_);
        match (paid_out?, paid_in?) {
            (None, None) if both_empty => {
                let message = "money out and money in are both empty".to_owned();
                self.complain("paid_out", "STATEMENT_AMOUNT_NEITHER", message, "")
            }
            (None, None) => Some(Pence::ZERO),
            (Some(paid_out), Some(paid_in)) => {
                let message = format!("it has {paid_out} out and {paid_in} in; a line has one of them");
                self.complain("paid_out", "STATEMENT_AMOUNT_BOTH", message, "")
            }
            (None, Some(paid_in)) if paid_in < Pence::ZERO => {
                self.sign("paid_in", format!("{paid_in} in the column for money in is no money in"))
            }
            (None, Some(paid_in)) => Some(paid_in),
            (Some(paid_out), None) => {
                let is_negative = paid_out < Pence::ZERO;
                if *out_is_negative.get_or_insert(is_negative) != is_negative {
                    let message =
                        "money out is written with a sign here and without one elsewhere".to_owned();
                    return self.sign("paid_out", message);
                }
                Some(if is_negative { paid_out } else { -paid_out })
            }
        }
    }

    fn flagged(
        &mut self,
        amount: usize,
        flag: usize,
        words: &Words,
        out_is_negative: &mut Option<bool>,
    ) -> Option<Pence> {
        let sum = self.sum("amount", amount).map(Sum::signed);
        let said = self.value(flag);
        let is = |words: &[String]| words.iter().any(|word| word.eq_ignore_ascii_case(said));
        match (is(&words.in_), is(&words.out)) {
            (true, _) if sum? < Pence::ZERO => {
                self.sign("amount", "a negative sum flagged as money in".into())
            }
            (true, _) => sum,
            (_, true) => {
                let is_negative = sum? < Pence::ZERO;
                if sum != Some(Pence::ZERO) && *out_is_negative.get_or_insert(is_negative) != is_negative {
                    let message =
                        "money out is written with a sign here and without one elsewhere".to_owned();
                    return self.sign("amount", message);
                }
                sum.map(|sum| if is_negative { sum } else { -sum })
            }
            (false, false) => {
                let (out, in_) = (words.out.join(" or "), words.in_.join(" or "));
                let said = said.to_owned();
                let message = format!("`{}` is neither {in_} nor {out}", excerpt(&said, 20));
                self.complain("flag", "STATEMENT_FLAG_UNKNOWN", message, &said)
            }
        }
    }

    fn sign<T>(&mut self, column: &'static str, message: String) -> Option<T> {
        self.complain(column, "STATEMENT_AMOUNT_SIGN", message, "")
    }

    /// Reads the balance, which has the sign the amounts have.
    fn balance(&mut self, place: usize, amount: &Money<usize>) -> Option<Pence> {
        if is_blank(self.value(place)) {
            return None;
        }
        let Sum { pence, way } = self.sum("balance", place)?;
        let owed = matches!(amount, Money::Signed { out: Sign::Positive, .. });
        Some(if way.map_or(owed, |way| way == Way::Out) { -pence } else { pence })
    }

    /// Judges that the line is in pounds, by the column for it and by those that the profile leaves aside.
    fn currency(&mut self, layout: &Layout) {
        let Currencies { columns: aside, other } = &layout.currencies;
        let told = |said: &str| excerpt(said, 20);
        if let Some(name) = other {
            let message = format!("`{}` is in another currency; only pounds (GBP) are taken", told(name));
            let _: Option<()> = self.complain("currency", "STATEMENT_CURRENCY", message, name);
            return;
        }
        if let Some(place) = layout.columns.currency {
            let said = self.value(place);
            if !said.is_empty() && currency::of_value(said, true) != Some(Currency::Pounds) {
                let message = format!("the account is kept in `{}`; only pounds (GBP) are", told(said));
                let _: Option<()> = self.complain("currency", "STATEMENT_CURRENCY", message, said);
            }
        }
        for (place, named) in aside {
            let said = self.value(*place);
            if currency::of_value(said, *named) == Some(Currency::Other) {
                let message = format!(
                    "column {} says `{}`, and only pounds (GBP) are taken: name it `currency`, or `foreign` where it is of another sum",
                    place + 1,
                    told(said)
                );
                let _: Option<()> = self.complain("currency", "STATEMENT_CURRENCY", message, said);
            }
        }
    }

    /// What it was in another currency: nothing where that is the pound too.
    fn foreign(&mut self, places: &[usize]) -> Option<Text> {
        let is_pounds =
            |place: &usize| currency::of_value(self.value(*place), false) == Some(Currency::Pounds);
        if places.iter().any(is_pounds) { None } else { self.text("foreign", places) }
    }

    fn number(&mut self, columns: &Columns<usize>) -> Option<Text> {
        for place in columns.account.iter().chain(&columns.card) {
            let said = self.value(*place);
            if is_rounded(said) {
                let message = format!(
                    "a spreadsheet has rounded the number to `{}`: its digits are lost, and numbers cannot be told apart",
                    excerpt(said, 20)
                );
                return self.complain("account", "STATEMENT_FIELD_INVALID", message, said);
            }
        }
        if columns.card.is_empty() {
            return self.account(&columns.account);
        }
        let (faults, card) = (self.bad.len(), self.text("card", &columns.card));
        let card = card.map(|card| card_as_it_was(&card));
        if card.is_none() && self.bad.len() == faults {
            let message = "there is no card on the line".to_owned();
            return self.complain("card", "STATEMENT_CARD_MISSING", message, "");
        }
        card
    }

    /// Reads an account's number as it was before a spreadsheet took the noughts at its front.
    fn account(&mut self, places: &[usize]) -> Option<Text> {
        let values: Vec<&str> = places
            .iter()
            .map(|place| self.value(*place))
            .map(|value| value.strip_prefix('\'').unwrap_or(value))
            .collect();
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        // A spreadsheet takes the nought at the front of a sort code too.
        let short = |text: &str| text.len() == 5 && digits(text) == 5;
        let marked = places.iter().any(|place| self.value(*place).starts_with('\''));
        match values.as_slice() {
            [sort_code, number]
                if (digits(sort_code) == 6 || short(sort_code))
                    && (marked || short(sort_code) || (4..8).contains(&number.len()))
                    && (4..=8).contains(&number.len())
                    && digits(number) == number.len() =>
            {
                format!("{sort_code:0>6} {number:0>8}").parse().ok()
            }
            [one] if marked => one.parse().ok(),
            _ => self.text("account", places),
        }
    }

    fn value(&self, place: usize) -> &'a str {
        self.record.get(place).unwrap_or_default().trim()
    }

    /// Notes what is wrong with a column, and that there is nothing to be had from it.
    fn complain<T>(
        &mut self,
        column: &'static str,
        code: &'static str,
        message: String,
        said: &str,
    ) -> Option<T> {
        let (column, excerpt) = (Some(column), excerpt(said, 60));
        self.bad.push(BadRow { line: self.row, column, code, message, excerpt });
        None
    }

    /// Reads text that stands in one column or several.
    fn text(&mut self, column: &'static str, places: &[usize]) -> Option<Text> {
        let joined;
        let said = match places {
            [] => return None,
            [place] => self.value(*place),
            _ => {
                let values: Vec<&str> = places.iter().map(|place| self.value(*place)).collect();
                let filled: Vec<&str> = values.into_iter().filter(|value| !value.is_empty()).collect();
                joined = filled.join(" ");
                &joined
            }
        };
        if said.is_empty() {
            return None;
        }
        // Banks break long narratives into lines.
        let on_one_line;
        let breaks = ['\t', '\r', '\n'];
        let said = match said.contains(breaks) {
            true => {
                on_one_line = said.replace(breaks, " ");
                &on_one_line
            }
            false => said,
        };
        match said.parse() {
            Ok(text) => Some(text),
            Err(bad) => {
                let (code, said) = (BadText::code(&bad), said.to_owned());
                self.complain(column, code, bad.to_string(), &said)
            }
        }
    }

    fn day(&mut self, days: &[DayForm], place: usize) -> Option<Day> {
        let value = self.value(place);
        let why = match layout::read_day(days, value.strip_prefix('\'').unwrap_or(value)) {
            Ok(day) => return Some(day),
            Err(why) => why,
        };
        let said = self.value(place).to_owned();
        let shown = excerpt(&said, 40);
        let message = match why {
            NoDay::Impossible => format!("the calendar has no day `{shown}`{}", order(days)),
            NoDay::Otherwise if let Some(day) = spreadsheet_day(&said) => format!(
                "`{shown}` is a day number of a spreadsheet ({day}): make the column a date there and save it once more"
            ),
            NoDay::Otherwise => format!("`{shown}` is no day as the profile has them{}", order(days)),
        };
        let code = match why {
            NoDay::Impossible => "STATEMENT_DAY_IMPOSSIBLE",
            NoDay::Otherwise => "STATEMENT_DAY_UNREADABLE",
        };
        self.complain("date", code, message, &said)
    }

    fn sum(&mut self, column: &'static str, place: usize) -> Option<Sum> {
        match sum(self.marks, self.value(place)) {
            Ok(sum) => Some(sum),
            Err(bad) => {
                let said = self.value(place).to_owned();
                let message = match said.is_empty() {
                    true => "there is no amount".to_owned(),
                    false => self.marks.why_not(&bad),
                };
                self.complain(column, bad.code(), message, &said)
            }
        }
    }

    /// Reads money where there may be none: 0.00 is none too.
    fn perhaps_money(&mut self, column: &'static str, place: usize) -> Option<Option<Pence>> {
        if is_blank(self.value(place)) {
            return Some(None);
        }
        self.sum(column, place).map(|sum| Some(sum.pence).filter(|pence| *pence != Pence::ZERO))
    }
}

/// `4.92913E+15`, or sixteen digits of which the last is lost: what a spreadsheet makes of a card's number.
fn is_rounded(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let whole = text.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-');
    if whole && digits.len() == 16 && digits.last() == Some(&0) {
        // The last digit of a card's number follows from the others.
        let doubled = |(place, digit): (usize, &u32)| match place % 2 {
            0 if digit * 2 > 9 => digit * 2 - 9,
            0 => digit * 2,
            _ => *digit,
        };
        return digits.iter().enumerate().map(doubled).sum::<u32>() % 10 != 0;
    }
    let parts = text.split_once(['E', 'e']);
    parts.is_some_and(|(digits, power)| {
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        plain(digits) && power.strip_prefix('+').is_some_and(plain)
    })
}

/// A card's number as it was before a spreadsheet took it for a number: `5521.0`, or `21` for `0021`.
fn card_as_it_was(card: &Text) -> Text {
    let said = card.as_str();
    let bare = said.strip_suffix(".0").unwrap_or(said);
    let digits = bare.bytes().all(|byte| byte.is_ascii_digit());
    let last =
        bare.rsplit(' ').next().filter(|last| last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit()));
    let was = match (digits, bare.len()) {
        (true, 1..4) => format!("{bare:0>4}"),
        (true, _) => bare.to_owned(),
        // `Card ending 5521`
        _ => last
            .filter(|_| bare.chars().all(|c| c.is_alphanumeric() || c == ' ') && bare.contains("nding"))
            .unwrap_or(said)
            .to_owned(),
    };
    was.parse().unwrap_or_else(|_| card.clone())
}

/// Says how the profile reads days.
fn order(days: &[DayForm]) -> String {
    let forms: Vec<String> = days.iter().map(ToString::to_string).collect();
    format!(" ({})", forms.join(" or "))
}
