-- title: Spending by contributor
-- purpose: What each contributor gave, and where the money stands: of a pool by agreement, in proportion of what each partner put in
-- place: 150
-- read: manager all, finance all, administrator all, evaluator all
-- nothing: no fund is registered
-- columns:
--   contributor
--   funds | Funds | count | how many funds it gave to
--   received
--   pool
--   available
--   committed
--   spent

WITH given AS MATERIALIZED (
         SELECT a.fund_id, coalesce(e.reference, f.contributor) AS contributor,
                sum(iif(e.kind = 'fund.receive', t.amount_pence, 0)) AS put_in,
                sum(iif(e.kind = 'fund.receive', t.amount_pence, -t.amount_pence)) AS received
           FROM entry e INDEXED BY entry_of_fund
          CROSS JOIN transfer t ON t.entry_id = e.entry_id
          CROSS JOIN account a ON a.account_id = iif(e.kind = 'fund.receive', t.debit_account_id, t.credit_account_id) AND a.kind = 'pool'
          CROSS JOIN fund f ON f.fund_id = a.fund_id
          WHERE (e.kind = 'fund.receive' OR e.kind = 'fund.repay')
            AND e.effective_on <= :as_at
            AND e.entry_id <= :known
            AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id
            AND r.effective_on <= :as_at
            AND r.entry_id <= :known
            )
          GROUP BY a.fund_id, coalesce(e.reference, f.contributor)),
     everybody AS (
         SELECT fund_id, contributor, put_in, received FROM given
          UNION ALL
         SELECT fund_id, contributor, 0, 0 FROM fund f WHERE NOT EXISTS (SELECT 1 FROM given g WHERE g.fund_id = f.fund_id)),
     pooled AS MATERIALIZED (
         SELECT fund_id, partner, sum(used) AS used, sum(promised) AS promised FROM {pool parts}
          WHERE used <> 0 OR promised <> 0
          GROUP BY fund_id, partner),
     stands AS (
         SELECT a.fund_id, a.kind AS pot, sum(a.balance_pence)
                - coalesce((SELECT sum(iif(a.kind = 'spent', p.used, p.promised)) FROM pooled p
                             WHERE p.fund_id = a.fund_id AND a.kind <> 'available'), 0) AS pence
           FROM account_position a
          WHERE a.kind = 'available' OR a.kind = 'committed' OR a.kind = 'spent'
          GROUP BY a.fund_id, a.kind),
     parts AS (
         SELECT y.fund_id, y.contributor, z.pot, z.pence,
                coalesce(z.pence * y.put_in / nullif(sum(y.put_in) OVER w, 0), 0) AS whole,
                coalesce(z.pence * y.put_in % nullif(sum(y.put_in) OVER w, 0), 0) AS rest
           FROM everybody y JOIN stands z USING (fund_id)
         WINDOW w AS (PARTITION BY y.fund_id, z.pot)),
     shared AS (
         SELECT fund_id, contributor, pot,
                whole + (row_number() OVER (PARTITION BY fund_id, pot ORDER BY rest DESC, contributor)
                         <= pence - sum(whole) OVER (PARTITION BY fund_id, pot)) AS pence
           FROM parts),
     stood AS (
         SELECT fund_id AS gave, contributor, received, 0 AS available, 0 AS committed, 0 AS spent FROM everybody
          UNION ALL
         SELECT NULL, contributor, 0, iif(pot = 'available', pence, 0), iif(pot = 'committed', pence, 0), iif(pot = 'spent', pence, 0)
           FROM shared
          UNION ALL
         SELECT NULL, partner, 0, 0, promised, used FROM pooled)
SELECT contributor, count(DISTINCT gave) AS funds, sum(received) AS received,
       sum(received - available - committed - spent) AS pool, sum(available) AS available, sum(committed) AS committed,
       sum(spent) AS spent
  FROM stood
 GROUP BY contributor
 ORDER BY contributor
