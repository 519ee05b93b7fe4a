-- title: Spending by fund
-- purpose: What each fund was given, and where its money stands
-- place: 140
-- read: manager all, finance all, administrator all, evaluator all
-- nothing: no fund is registered
-- columns:
--   fund
--   name
--   contributor
--   received
--   pool
--   available
--   committed
--   spent | Used | money totalled | used for children and for the pilot itself, net of recoverable VAT
--   on_pilot | On the pilot | money totalled filled | of what was used, what the pilot itself cost

SELECT f.code AS fund, f.name, f.contributor,
       sum(iif(a.kind = 'grant', -a.balance_pence, 0)) AS received,
       sum(iif(a.kind = 'pool', a.balance_pence, 0)) AS pool,
       sum(iif(a.kind = 'available', a.balance_pence, 0)) AS available,
       sum(iif(a.kind = 'committed', a.balance_pence, 0)) AS committed,
       sum(iif(a.kind = 'spent', a.balance_pence, 0)) AS spent,
       sum(iif(a.kind = 'spent' AND a.child_id IS NULL, a.balance_pence, 0)) AS on_pilot
  FROM fund f LEFT JOIN account_position a ON a.fund_id = f.fund_id AND a.book = 'budget'
 GROUP BY f.fund_id
 ORDER BY f.code
