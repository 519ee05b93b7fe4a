-- title: Spending by contributor
-- purpose: What each contributor gave, and where the money stands
-- place: 150
-- read: manager all, finance all, administrator all, evaluator all
-- nothing: no fund is registered
-- columns:
--   contributor
--   funds | Funds | count | how many funds it gave
--   received
--   pool
--   available
--   committed
--   spent

SELECT f.contributor, count(DISTINCT f.fund_id) AS funds,
       sum(iif(a.kind = 'grant', -a.balance_pence, 0)) AS received,
       sum(iif(a.kind = 'pool', a.balance_pence, 0)) AS pool,
       sum(iif(a.kind = 'available', a.balance_pence, 0)) AS available,
       sum(iif(a.kind = 'committed', a.balance_pence, 0)) AS committed,
       sum(iif(a.kind = 'spent', a.balance_pence, 0)) AS spent
  FROM fund f LEFT JOIN account_position a ON a.fund_id = f.fund_id AND a.book = 'budget'
 GROUP BY f.contributor
 ORDER BY f.contributor
