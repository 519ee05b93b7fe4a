-- Who decided: lead professionals alone, or a manager who approved or refused.
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
SELECT month, alone, alone_pence, approved, approved_pence, refused, refused_pence,
       alone * 1000 / nullif(alone + approved + refused, 0),
       alone_pence * 1000 / nullif(alone_pence + approved_pence + refused_pence, 0), manager, manager_pence
  FROM shown ORDER BY turn, month
