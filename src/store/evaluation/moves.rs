//! What was given to each child's budget and spent from it, month by month, from the moves themselves.

use std::collections::HashMap;

use rusqlite::params;

use super::reader_at::{Places, ReaderAt};
use crate::Result;
use crate::lookup::parsed;
use domain::{Day, Pence};
use evaluate::data::{ChildMonth, Place};

/// Whose pot an account is, and whether what is spent stands in it.
type Pot = (Place, bool);

impl ReaderAt<'_> {
    pub(super) fn moves(&self, whom: &Places) -> Result<Vec<ChildMonth>> {
        let pots = self.pots(whom)?;
        let mut moves: Vec<ChildMonth> = Vec::new();
        self.reader.query_all(
            include_str!("moves.sql"),
            params![self.limits.as_at, self.limits.known],
            |row| {
                let (to, from) = (pots.get(&row.get(1)?), pots.get(&row.get(2)?));
                if to == from {
                    return Ok(());
                }
                let (on, pence): (Day, i64) = (parsed(row, 0)?, row.get(3)?);
                let within = to.map(|(child, _)| child) == from.map(|(child, _)| child);
                for (pot, pence) in [(to, pence), (from, -pence)] {
                    let Some((child, spent)) = pot else { continue };
                    // Between two pots of a child nothing is given.
                    let allocated = if within { Pence::ZERO } else { Pence::new(pence) };
                    let spent = if *spent { Pence::new(pence) } else { Pence::ZERO };
                    if allocated != Pence::ZERO || spent != Pence::ZERO {
                        moves.push(ChildMonth { child: *child, month: on.month(), allocated, spent });
                    }
                }
                Ok(())
            },
        )?;
        moves.sort_unstable_by_key(|moved| (moved.child, moved.month));
        moves.dedup_by(|next, first| {
            let same = (next.child, next.month) == (first.child, first.month);
            if same {
                first.allocated += next.allocated;
                first.spent += next.spent;
            }
            same
        });
        Ok(moves)
    }

    fn pots(&self, whom: &Places) -> Result<HashMap<i64, Pot>> {
        let sql = "SELECT account_id, child_id, kind = 'spent' FROM account WHERE child_id IS NOT NULL";
        let pots =
            self.reader.query_all(sql, [], |row| Ok((row.get(0)?, (whom.read(row, 1)?, row.get(2)?))))?;
        Ok(pots.into_iter().collect())
    }
}
