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
--   spent

SELECT f.code AS fund, f.name, f.contributor,
       sum(iif(a.kind = 'grant', -a.balance_pence, 0)) AS received,
       sum(iif(a.kind = 'pool', a.balance_pence, 0)) AS pool,
       sum(iif(a.kind = 'available', a.balance_pence, 0)) AS available,
       sum(iif(a.kind = 'committed', a.balance_pence, 0)) AS committed,
       sum(iif(a.kind = 'spent', a.balance_pence, 0)) AS spent
  FROM fund f LEFT JOIN account_position a ON a.fund_id = f.fund_id AND a.book = 'budget'
 GROUP BY f.fund_id
 ORDER BY f.code
