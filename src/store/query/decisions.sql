-- title: Money by practitioner and decision
-- purpose: What each practitioner commissioned alone, and what of theirs another approved, refused or has still to decide
-- place: 264
-- read: lead_professional own, manager all, finance all, administrator all
-- filters: practitioner, since, until
-- nothing: nothing has been decided
-- columns:
--   practitioner
--   role | Role | word | their role now
--   decision | Decision | text | `alone`: it needed no approval; `approved`, `refused`, `withdrawn` by whoever asked, or
--       `waiting`
--   decisions | Decisions | count totalled | how many
--   decided | Amount | money totalled | what was commissioned or asked for, with VAT
--   share | % of theirs | percent | the amount, in percent of all of theirs

WITH decided AS (
    SELECT k.practitioner_id, 'alone' AS decision, k.estimate_pence AS pence, k.placed_on AS on_day
      FROM commission k
     WHERE NOT EXISTS (SELECT 1 FROM request q WHERE q.event = k.commission_id)
       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = k.commission_id)
       AND k.placed_on <= :as_at
       AND k.commission_id <= :known
     UNION ALL
    SELECT k.practitioner_id, coalesce(d.verdict, 'waiting'), q.asked_pence, coalesce(d.decided_on, e.effective_on)
      FROM request q
      JOIN entry e ON e.entry_id = q.event
      JOIN commission k ON k.commission_id = q.commission_id
      LEFT JOIN decision d ON d.request = q.event
       AND d.decided_on <= :as_at
       AND d.event <= :known
     WHERE true
       AND e.effective_on <= :as_at
       AND q.event <= :known
    )
SELECT w.code AS practitioner, w.role, d.decision, count(*) AS decisions, sum(d.pence) AS decided,
       nearest(sum(d.pence) * 1000, sum(sum(d.pence)) OVER (PARTITION BY w.code)) AS share
  FROM decided d
  JOIN practitioner w USING (practitioner_id)
 WHERE true
   AND w.code = :practitioner
   AND d.on_day >= :since
   AND d.on_day <= :until
 GROUP BY w.code, d.decision
 ORDER BY w.code, d.decision
