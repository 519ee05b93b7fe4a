-- What each contributor gave, and where the money stands.
SELECT f.contributor, count(DISTINCT f.fund_id),
       sum(iif(a.kind = 'grant', -a.balance_pence, 0)),
       sum(iif(a.kind = 'pool', a.balance_pence, 0)),
       sum(iif(a.kind = 'available', a.balance_pence, 0)),
       sum(iif(a.kind = 'committed', a.balance_pence, 0)),
       sum(iif(a.kind = 'spent', a.balance_pence, 0))
  FROM fund f LEFT JOIN account_position a ON a.fund_id = f.fund_id AND a.book = 'budget'
 GROUP BY f.contributor
 ORDER BY f.contributor
