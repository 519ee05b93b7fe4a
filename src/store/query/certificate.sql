-- title: Certificate of a cash float
-- purpose: A float as it was counted last: cash, advances, what is missing, and the vouchers since the count before
-- place: 560
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: float
-- filters: account
-- layout: certificate
-- nothing: it is no cash float
-- columns:
--   account
--   part | Part | text | `ledger balance`, `cash counted`, `advances out`, `difference`; each `advance`, each
--       `voucher`; or `never counted`
--   on | Day | day | the day of the count, the advance or the voucher
--   number | Number | count | the number of the count, the advance or the voucher's entry
--   who | Who | text | who counted, whose hands the advance is in, or who recorded the voucher
--   reference | Reference | text | the number on the voucher
--   what | What | text | what was bought and from whom
--   amount | Amount | money | the balance, or what it is about

WITH the AS (
         SELECT account_id, name, balance_pence FROM account WHERE kind = 'imprest'
            AND name = :account
     ),
     newest AS (
         SELECT c.event, c.account_id, c.counted_on, c.cash_pence,
                coalesce((SELECT max(b.counted_on) FROM cash_count b
                           WHERE b.account_id = c.account_id AND b.counted_on < c.counted_on), '') AS before_on
           FROM cash_count c
          WHERE c.event = (SELECT o.event FROM cash_count o
                            WHERE o.account_id = (SELECT account_id FROM the) AND o.counted_on <= :day
                            ORDER BY o.counted_on DESC, o.event DESC LIMIT 1)),
     moment AS (
         SELECT the.account_id, the.name, the.balance_pence, coalesce(n.counted_on, :day) AS day, n.event,
                n.cash_pence, coalesce(n.before_on, '') AS before_on
           FROM the LEFT JOIN newest n USING (account_id)),
     advance_out AS (
         SELECT a.event, a.given_on, a.amount_pence, p.code
           FROM moment m JOIN advance a USING (account_id) JOIN practitioner p USING (practitioner_id)
           LEFT JOIN advance_back b ON b.advance = a.event
          WHERE a.given_on <= m.day AND coalesce(b.back_on > m.day, 1)),
     figures AS (
         SELECT m.*,
                m.balance_pence - coalesce((
                    SELECT sum(iif(t.debit_account_id = m.account_id, t.amount_pence, -t.amount_pence))
                      FROM entry e CROSS JOIN transfer t ON t.entry_id = e.entry_id
                     WHERE e.effective_on > m.day AND m.account_id IN (t.debit_account_id, t.credit_account_id)), 0)
                AS ledger_pence,
                coalesce((SELECT sum(amount_pence) FROM advance_out), 0) AS advances_pence
           FROM moment m)
SELECT name AS account, part, day AS "on", number, who, reference, what, pence AS amount FROM (
    SELECT 1 AS place, name, 'ledger balance' AS part, day, NULL AS number, NULL AS who, NULL AS reference,
           NULL AS what, ledger_pence AS pence FROM figures
     UNION ALL
    SELECT 2, name, 'cash counted', day, event, (SELECT p.code FROM event v JOIN practitioner p ON p.practitioner_id = v.actor_id
                                                  WHERE v.seq = figures.event), NULL, NULL, cash_pence
      FROM figures WHERE event IS NOT NULL
     UNION ALL
    SELECT 2, name, 'never counted', NULL, NULL, NULL, NULL, NULL, NULL FROM figures WHERE event IS NULL
     UNION ALL
    SELECT 3, name, 'advances out', day, NULL, NULL, NULL, NULL, advances_pence FROM figures
     UNION ALL
    SELECT 4, name, 'difference', day, NULL, NULL, NULL, NULL, ledger_pence - cash_pence - advances_pence
      FROM figures WHERE event IS NOT NULL
     UNION ALL
    SELECT 5, m.name, 'advance', o.given_on, o.event, o.code, NULL, NULL, o.amount_pence FROM moment m, advance_out o
     UNION ALL
    SELECT 6, m.name, 'voucher', e.effective_on, e.entry_id, p.code, iif(k.commission_id IN {hidden}, NULL, e.reference),
           iif(k.commission_id IN {hidden}, g.label || ', not shown', coalesce(k.description, g.label) || ', ' || v.name),
           sum(iif(t.credit_account_id = m.account_id, t.amount_pence, -t.amount_pence))
      FROM moment m
     CROSS JOIN entry e ON e.effective_on > m.before_on AND e.effective_on <= m.day
     CROSS JOIN transfer t ON t.entry_id = e.entry_id AND m.account_id IN (t.debit_account_id, t.credit_account_id)
      JOIN commission k ON k.commission_id = e.commission_id
      JOIN category g ON g.category_id = k.category_id
      JOIN provider v ON v.provider_id = k.provider_id
      JOIN event ev ON ev.seq = e.entry_id
      JOIN practitioner p ON p.practitioner_id = ev.actor_id
     GROUP BY e.entry_id)
 ORDER BY place, day, number
