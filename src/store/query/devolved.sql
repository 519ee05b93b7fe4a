-- title: Devolved decisions
-- purpose: What lead professionals decided alone, against what a manager approved or refused, month by month and in
--     all
-- place: 260
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: practitioner, since, until
-- nothing: nothing has been decided
-- columns:
--   month | Month | text | the month of the commission, or of the decision on it; `all` for all of them
--   alone | Decided alone | count | commissions and purchases of lead professionals that needed no approval, not undone
--   alone_amount | Amount decided alone | money | what they were commissioned at, with VAT
--   approved | Approved | count | requests that were approved
--   approved_amount | Amount approved | money | what was asked for, the commission as a whole, with VAT
--   refused | Refused | count | requests that were refused
--   refused_amount | Amount refused | money | what was asked for, the commission as a whole, with VAT
--   alone_share | % decided alone | percent | decided alone, in percent of alone, approved and refused, rounded down
--   alone_amount_share | % of the money | percent | the same share of the money
--   manager | By managers | count | commissions and purchases of managers and others above, in no share
--   manager_amount | Amount by managers | money | what they were commissioned at, with VAT

WITH decided AS (
         SELECT k.placed_on AS decided_on, iif(w.role = 'lead_professional', 'alone', 'manager') AS how,
                k.estimate_pence AS pence
           FROM commission k
           JOIN practitioner w USING (practitioner_id)
          WHERE NOT EXISTS (SELECT 1 FROM request q WHERE q.event = k.commission_id)
            AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = k.commission_id)
            AND k.placed_on <= :as_at
            AND k.commission_id <= :known
            AND w.code = :practitioner
          UNION ALL
         SELECT d.decided_on, d.verdict, q.asked_pence
           FROM decision d
           JOIN request q ON q.event = d.request
           JOIN commission k ON k.commission_id = q.commission_id
           JOIN practitioner w ON w.practitioner_id = k.practitioner_id
          WHERE d.verdict <> 'withdrawn'
            AND d.decided_on <= :as_at
            AND d.event <= :known
            AND w.code = :practitioner
     ),
     counted AS (
         SELECT substr(decided_on, 1, 7) AS month,
                sum(how = 'alone') AS alone, sum(iif(how = 'alone', pence, 0)) AS alone_pence,
                sum(how = 'approved') AS approved, sum(iif(how = 'approved', pence, 0)) AS approved_pence,
                sum(how = 'refused') AS refused, sum(iif(how = 'refused', pence, 0)) AS refused_pence,
                sum(how = 'manager') AS manager, sum(iif(how = 'manager', pence, 0)) AS manager_pence
           FROM decided
          WHERE true
            AND decided_on >= :since
            AND decided_on <= :until
          GROUP BY month),
     shown AS (
         SELECT 1 AS turn, month, alone, alone_pence, approved, approved_pence, refused, refused_pence, manager,
                manager_pence
           FROM counted
          UNION ALL
         SELECT 2, 'all', sum(alone), sum(alone_pence), sum(approved), sum(approved_pence), sum(refused),
                sum(refused_pence), sum(manager), sum(manager_pence)
           FROM counted HAVING count(*) > 0)
SELECT month, alone, alone_pence AS alone_amount, approved, approved_pence AS approved_amount, refused,
       refused_pence AS refused_amount,
       nearest(alone * 1000, alone + approved + refused) AS alone_share,
       nearest(alone_pence * 1000, alone_pence + approved_pence + refused_pence) AS alone_amount_share, manager,
       manager_pence AS manager_amount
  FROM shown ORDER BY turn, month
