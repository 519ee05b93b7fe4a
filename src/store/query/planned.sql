-- title: Planned and actual
-- purpose: What was likely to be spent on each need and what was, what was expected and what came about; a line for
--     what was bought outside the plan
-- place: 270
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner
-- nothing: nothing is planned, and nothing was bought
-- columns:
--   child_ref
--   need
--   what | What | text | what is needed; `unplanned`: purchases that fall under no need
--   domain
--   aim
--   likely
--   committed
--   spent
--   difference | Difference | money totalled | likely (zero where none was given) less promised less used
--   purchases
--   outcome
--   target
--   due_on
--   score | Score | score | the latest score of that measure and item by the day it was expected, or so far
--   scored_on | Scored | day | the day of that score
--   result | Result | word | `achieved`, `not_yet` or `not_achieved` by the score; without one as marked: `met`,
--       `achieved`, `partly` or `not_achieved`; `unmet` as marked; empty: nothing is known
--   result_by | Known by | text | what the result follows from: `score` or `mark`

WITH used AS (
         SELECT k.child_id, m.need_id, count(*) AS purchases, sum(k.committed_pence) AS committed,
                sum(k.spent_pence) AS spent
           FROM commission_position k JOIN commission m ON m.commission_id = k.commission_id
          WHERE k.committed_pence + k.spent_pence > 0
            AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
            AND k.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
          GROUP BY k.child_id, m.need_id)
SELECT ch.child_ref, n.need_id AS need, iif(n.child_id IN {unasked}, 'not shown', n.what) AS what, n.domain, n.aim, n.likely_pence AS likely,
       coalesce(u.committed, 0) AS committed,
       coalesce(u.spent, 0) AS spent,
       coalesce(n.likely_pence, 0) - coalesce(u.committed, 0) - coalesce(u.spent, 0) AS difference,
       coalesce(u.purchases, 0) AS purchases, iif(n.child_id IN {unasked}, NULL, n.outcome) AS outcome, {target} AS target, n.due_on, n.score, n.scored_on, n.result,
       iif(n.scored_on IS NULL OR n.result IS 'unmet', iif(n.result IS NULL, NULL, 'mark'), 'score') AS result_by
  FROM {results} n
  JOIN child ch USING (child_id)
  LEFT JOIN used u ON u.child_id = n.child_id AND u.need_id = n.need_id
  LEFT JOIN measure g ON g.measure_id = n.measure_id
 WHERE true
   AND n.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND n.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND n.event <= :known
 UNION ALL
SELECT ch.child_ref, NULL, 'unplanned', NULL, NULL, NULL, u.committed, u.spent, -u.committed - u.spent, u.purchases,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM used u JOIN child ch USING (child_id)
 WHERE u.need_id IS NULL
 ORDER BY 1, 2 NULLS LAST
