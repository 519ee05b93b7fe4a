-- title: Budget monitoring
-- purpose: Where each fund's money stands, and where it will stand at the pilot's end if spending goes on as it has
-- place: 180
-- read: manager all, finance all, administrator all, evaluator all
-- nothing: no fund is registered
-- columns:
--   fund
--   name
--   received
--   allocated
--   committed
--   spent
--   spent_share | Used of received | percent | spent in percent of received, rounded down
--   forecast | Forecast | money totalled | the greater of committed + spent, and spent x days of the pilot / days
--       gone, rounded down
--   variance | Variance | money totalled | received less forecast; negative: more would be needed

WITH clock AS (
         SELECT (unixepoch(ends_on) - unixepoch(starts_on)) / 86400 + 1 AS days,
                (unixepoch(max(starts_on, min(ends_on, :day))) - unixepoch(starts_on)) / 86400 + 1 AS gone
           FROM pilot),
     stands AS (
         SELECT f.fund_id, f.code, f.name,
                sum(iif(a.kind = 'grant', -a.balance_pence, 0)) AS received,
                sum(iif(a.child_id IS NOT NULL, a.balance_pence, 0)) AS allocated,
                sum(iif(a.kind = 'committed', a.balance_pence, 0)) AS committed,
                sum(iif(a.kind = 'spent', a.balance_pence, 0)) AS spent
           FROM fund f LEFT JOIN account_position a ON a.fund_id = f.fund_id AND a.book = 'budget'
          GROUP BY f.fund_id),
     told AS (SELECT code, name, received, allocated, committed, spent,
                     max(committed + spent, spent * days / gone) AS forecast
                FROM stands JOIN clock)
SELECT code AS fund, name, received, allocated, committed, spent, nearest(spent * 1000, received) AS spent_share,
       forecast,
       received - forecast AS variance
  FROM told
 ORDER BY code
