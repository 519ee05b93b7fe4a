//! The passes over the tables, one after the other.

use std::collections::BTreeSet;

use rusqlite::params;

use super::reader_at::{Places, ReaderAt, listed};
use super::scores::Scores;
use super::{purchases, scores};
use crate::lookup::{optional, parsed};
use crate::position::Limits;
use crate::{Reader, Result, Scope, StoreError};
use domain::measure::{Measure, MeasureTerms};
use domain::{Code, Day, Pence, Score, hex};
use evaluate::Data;
use evaluate::data::{
    Category, Fund, Happened, LedgerHead, PilotCost, Place, Practitioner, Provider, Worked,
};

/// The kind of the events that extracts leave: they are no part of what is told.
const EXTRACT: &str = "extract.make";

/// The views whose figures depend on the moment.
const POSITIONS: &str = "account_position budget_position commission_position month_position";

impl Reader<'_> {
    /// Reads every measure, in the order of the codes, with nothing said yet of how it is read.
    pub fn measures(&self) -> Result<Vec<Measure>> {
        self.query_all(
            "SELECT code, label, lowest_thousandths, highest_thousandths, better FROM measure ORDER BY code",
            [],
            |row| {
                Ok(Measure {
                    code: parsed(row, 0)?,
                    label: parsed(row, 1)?,
                    lowest: Score::from_thousandths(row.get(2)?),
                    highest: Score::from_thousandths(row.get(3)?),
                    better: parsed(row, 4)?,
                    terms: MeasureTerms::default(),
                })
            },
        )
    }

    /// Reads everything an evaluation looks at, as it was at a moment. The measures are those whose
    /// scores are wanted.
    pub fn evaluation(&self, scope: Scope, measures: Vec<Measure>) -> Result<Data> {
        let limits = match self.limits(scope)? {
            Some(limits) => {
                self.stand_at(&limits, POSITIONS)?;
                limits
            }
            None => Limits::none(),
        };
        ReaderAt { reader: *self, limits }.data(scope, measures)
    }
}

impl ReaderAt<'_> {
    fn data(&self, scope: Scope, measures: Vec<Measure>) -> Result<Data> {
        let (pilot, authority, starts_on, ends_on) = self.pilot()?;
        let (people, practitioners) = listed("practitioner", self.practitioners()?);
        let (payees, providers) = listed("provider", self.providers()?);
        let (kinds, categories) = listed("category", self.categories()?);
        let (streams, funds) = listed("fund", self.funds()?);
        let (whom, mut children, areas) = self.children(&people, &streams)?;
        let Scores { items, informants, scores } = self.scores(&whom, &measures)?;
        scores::begin(&mut children, &scores);
        self.siblings(&whom, &mut children)?;
        let as_at = match scope.as_at {
            Some(day) => day,
            None => self.last_day()?.unwrap_or(starts_on),
        };
        let hoped = scores::Hoped { items: &items, measures: &measures, scores: &scores, as_at };
        let (plans, needs) = listed("need", self.needs(&whom, &hoped)?);
        let registers = purchases::Registers { whom, payees, kinds, people, plans };
        let purchases = self.purchases(&registers)?;
        let times = self.times(&registers)?;
        let happenings = self.happenings(&registers.whom)?;
        let moves = self.moves(&registers.whom)?;
        let head = self.head()?;
        let out = self.reader.left_out_of_evaluation()?;
        let out: BTreeSet<Place> =
            out.into_iter().map(|child| registers.whom.of(child)).collect::<Result<_>>()?;
        Ok(Data {
            pilot,
            authority,
            starts_on,
            ends_on,
            as_at,
            head,
            children,
            left_out: 0,
            left_out_with_budget: 0,
            practitioners,
            providers,
            categories,
            funds,
            areas,
            purchases,
            pilot_costs: self.pilot_costs()?,
            measures,
            informants,
            items,
            scores,
            times,
            happenings,
            needs,
            moves,
        }
        .without(&out))
    }

    fn pilot(&self) -> Result<(String, Code, Day, Day)> {
        let sql = "SELECT name, authority, starts_on, ends_on FROM pilot";
        let pilot = self
            .reader
            .query_one(sql, [], |row| Ok((row.get(0)?, parsed(row, 1)?, parsed(row, 2)?, parsed(row, 3)?)))?;
        pilot.ok_or_else(|| StoreError::Damaged("the pilot's own row is not there".into()))
    }

    /// The newest event but for extracts: what they leave changes nothing that is told.
    fn head(&self) -> Result<LedgerHead> {
        let sql = "SELECT seq, hash FROM event WHERE seq <= ? AND kind <> ? ORDER BY seq DESC LIMIT 1";
        let head = self.reader.query_one(sql, params![self.limits.known, EXTRACT], |row| {
            Ok(LedgerHead { event: row.get(0)?, hash: hex(&row.get::<_, Vec<u8>>(1)?) })
        })?;
        head.ok_or_else(|| StoreError::Damaged("the audit trail is empty".into()))
    }

    /// The last day on which anything happened.
    fn last_day(&self) -> Result<Option<Day>> {
        let sql = "SELECT max(day) FROM (SELECT max(effective_on) AS day FROM entry WHERE entry_id <= ?1
             UNION ALL SELECT max(observed_on) FROM outcome_standing WHERE event <= ?1
             UNION ALL SELECT max(worked_on) FROM time_standing WHERE event <= ?1)";
        Ok(self.reader.query_one(sql, [self.limits.known], |row| optional(row, 0))?.flatten())
    }

    fn practitioners(&self) -> Result<Vec<(i64, Practitioner)>> {
        let sql =
            "SELECT practitioner_id, code, profession, agency FROM practitioner ORDER BY practitioner_id";
        self.reader.query_all(sql, [], |row| {
            Ok((
                row.get(0)?,
                Practitioner { code: parsed(row, 1)?, profession: row.get(2)?, agency: row.get(3)? },
            ))
        })
    }

    fn providers(&self) -> Result<Vec<(i64, Provider)>> {
        let sql = "SELECT provider_id, code, name, sector FROM provider ORDER BY provider_id";
        self.reader.query_all(sql, [], |row| {
            Ok((row.get(0)?, Provider { code: parsed(row, 1)?, name: row.get(2)?, sector: parsed(row, 3)? }))
        })
    }

    fn categories(&self) -> Result<Vec<(i64, Category)>> {
        self.reader.query_all(
            "SELECT category_id, code, label FROM category ORDER BY category_id",
            [],
            |row| Ok((row.get(0)?, Category { code: parsed(row, 1)?, label: row.get(2)? })),
        )
    }

    fn funds(&self) -> Result<Vec<(i64, Fund)>> {
        self.reader.query_all(
            "SELECT fund_id, code, name, contributor FROM fund ORDER BY fund_id",
            [],
            |row| {
                Ok((row.get(0)?, Fund { code: parsed(row, 1)?, name: row.get(2)?, contributor: row.get(3)? }))
            },
        )
    }

    fn happenings(&self, whom: &Places) -> Result<Vec<Happened>> {
        let sql = "SELECT child_id, kind, happened_on FROM happening_standing
                    WHERE happened_on <= ?1 AND event <= ?2 ORDER BY child_id, happened_on, number";
        self.reader.query_all(sql, params![self.limits.as_at, self.limits.known], |row| {
            Ok(Happened { child: whom.read(row, 0)?, kind: parsed(row, 1)?, on: parsed(row, 2)? })
        })
    }

    fn pilot_costs(&self) -> Result<Vec<PilotCost>> {
        let sql = "SELECT e.effective_on, g.spent_on, sum(t.amount_pence)
                     FROM entry e INDEXED BY entry_of_fund
                     JOIN transfer t ON t.entry_id = e.entry_id
                     JOIN account d ON d.account_id = t.debit_account_id AND d.kind = 'cost'
                     JOIN category g ON g.category_id = d.category_id
                    WHERE e.kind = 'cost.record' AND e.effective_on <= ?1 AND e.entry_id <= ?2
                      AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id
                                         AND r.effective_on <= ?1 AND r.entry_id <= ?2)
                    GROUP BY e.entry_id ORDER BY e.effective_on, e.entry_id";
        self.reader.query_all(sql, params![self.limits.as_at, self.limits.known], |row| {
            let (on, spent_on, spent) = (parsed(row, 0)?, parsed(row, 1)?, Pence::new(row.get(2)?));
            Ok(PilotCost { on, spent_on, spent })
        })
    }

    fn times(&self, registers: &purchases::Registers) -> Result<Vec<Worked>> {
        let sql = "SELECT child_id, practitioner_id, worked_on, minutes FROM time_standing
                    WHERE worked_on <= ?1 AND event <= ?2
                    ORDER BY child_id, practitioner_id, worked_on, activity, minutes, occurrence";
        self.reader.query_all(sql, params![self.limits.as_at, self.limits.known], |row| {
            Ok(Worked {
                child: registers.whom.read(row, 0)?,
                practitioner: registers.people.read(row, 1)?,
                on: parsed(row, 2)?,
                minutes: row.get(3)?,
            })
        })
    }
}
