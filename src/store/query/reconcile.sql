-- title: Reconciliation
-- purpose: Lines of statements and entries of the pilot's own accounts, and how each stands: matched, open, parked or
--     explained
-- place: 660
-- read: manager all, finance all, administrator all
-- filters: account, month, open
-- nothing: nothing is open: every line has its entry, and every entry its line
-- columns:
--   account
--   side
--   number | No. | count | the line's or the entry's number
--   on | Day | day | the bank's day of a line, the day of an entry
--   money_in | totalled
--   money_out | totalled
--   what | What | text | what the bank says, or what the entry is
--   days | Days | count | how old it is
--   state | State | text | `open`, `matched`, `parked`, `replied`, `explained` or `reopened`
--   matching
--   how | How | text filled | what decided it: `reference`, `merchant`, `amount`, `confirmed` by a person, or
--       `recorded` from the line
--   score | Score | count filled | how sure it was, of 100
--   because | Because | word filled | why it may stay without its other side
--   said
--   foreign_amount
--   reference | Reference | text filled | the bank's reference of a line, the invoice number of an entry

-- From the lists of the newest closed month on (before the month asked for), so its cost is not the ledger's.
WITH base (event, until) AS (
         SELECT c.event, date(m.month || '-01', '+1 month', '-1 day')
           FROM month_end c JOIN month_mark m ON m.event = c.event
          WHERE m.event = (SELECT max(n.event) FROM month_mark n WHERE n.month = m.month)
            AND m.month < :month
          ORDER BY m.month DESC LIMIT 1),
     own AS MATERIALIZED (
         -- One that never had a statement has nothing to be held against; asked for by name, it is shown.
         SELECT account_id, name FROM account a
          WHERE kind IN ('bank', 'card', 'imprest', 'held')
            AND (EXISTS (SELECT 1 FROM statement_account s WHERE s.account_id = a.account_id)
                 OR name = :account
            )
            AND name = :account
     ),
     entries AS (
         SELECT entry_id FROM carried_item WHERE event = (SELECT event FROM base)
         UNION
         SELECT entry_id FROM entry
          WHERE effective_on > coalesce((SELECT until FROM base), '')
            AND effective_on <= date(:month || '-01', '+1 month', '-1 day')
     ),
     lines AS (
         SELECT line_id FROM carried_line WHERE event = (SELECT event FROM base)
         UNION
         SELECT l.line_id FROM own CROSS JOIN statement_line l USING (account_id)
          WHERE l.counted_on > coalesce((SELECT until FROM base), '')
            AND l.counted_on <= date(:month || '-01', '+1 month', '-1 day')
     ),
     items AS (
         SELECT o.account_id, o.name, t.entry_id,
                sum(iif(t.debit_account_id = o.account_id, t.amount_pence, -t.amount_pence)) AS pence
           FROM entries CROSS JOIN transfer t USING (entry_id)
           JOIN own o ON o.account_id = t.debit_account_id OR o.account_id = t.credit_account_id
          WHERE t.book = 'cash'
          GROUP BY 1, 3 HAVING pence <> 0),
     sides (account, place, side, number, day, pence, what, matching_id, verdict, because, said, foreign_amount, reference) AS (
         SELECT o.name, 1, 'line', l.line_id, l.posted_on, l.amount_pence, iif(p.matching_id IN {hidden matchings}, 'not shown', coalesce(l.text, l.reference, l.kind)), p.matching_id,
                n.verdict, n.because, n.said, l.foreign_amount,
                iif(p.matching_id IN {hidden matchings}, NULL, l.reference)
           FROM lines CROSS JOIN statement_line l USING (line_id) JOIN own o USING (account_id)
           LEFT JOIN matching_line p ON p.line_id = l.line_id AND p.undone_by IS NULL
           LEFT JOIN answer n ON n.event = (SELECT max(a.event) FROM answer a WHERE a.line_id = l.line_id) AND {stands}
          WHERE true
            AND p.matching_id IS NULL AND :open
         UNION ALL
         SELECT i.name, 2, 'entry', i.entry_id, e.effective_on, i.pence,
                {what} || iif(k.commission_id IN {hidden}, ': ' || g.label || ', not shown', coalesce(': ' || coalesce(k.description, g.label) || ', ' || v.name, ': ' || e.note, '')), p.matching_id,
                n.verdict, n.because, n.said, NULL, iif(k.commission_id IN {hidden}, NULL, e.reference)
           FROM items i CROSS JOIN entry e USING (entry_id)
           LEFT JOIN matching_item p ON p.entry_id = i.entry_id AND p.account_id = i.account_id AND p.undone_by IS NULL
           LEFT JOIN answer n ON n.event = (SELECT max(a.event) FROM answer a
                                             WHERE a.entry_id = i.entry_id AND a.account_id = i.account_id) AND {stands}
           LEFT JOIN commission k ON k.commission_id = e.commission_id
           LEFT JOIN category g ON g.category_id = k.category_id
           LEFT JOIN provider v ON v.provider_id = k.provider_id
          WHERE true
            AND p.matching_id IS NULL AND :open
     )
SELECT s.account, s.side, s.number, s.day AS "on", max(s.pence, 0) AS money_in, max(-s.pence, 0) AS money_out, s.what,
       (unixepoch(:day) - unixepoch(s.day)) / 86400 AS days,
       iif(s.matching_id IS NULL, coalesce(s.verdict, 'open'), 'matched') AS state,
       s.matching_id AS matching, m.how, m.score, iif(s.matching_id IS NULL, s.because, NULL) AS because,
       iif(s.matching_id IS NULL, s.said, NULL) AS said,
       s.foreign_amount, s.reference
  FROM sides s LEFT JOIN matching m USING (matching_id)
 ORDER BY s.account, s.matching_id IS NULL, s.matching_id, s.day, s.place, s.number
