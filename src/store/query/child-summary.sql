-- title: Each child in one row
-- purpose: One row for each child: what was given and spent for it, what was recorded about it, with a budget or without
-- place: 200
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner
-- nothing: no child is registered
-- columns:
--   child_ref
--   arm
--   cohort
--   need_level
--   opened_on | Opened | day | the day the budget was opened; empty: there is none
--   allocated
--   committed
--   spent
--   available
--   purchases
--   providers | Providers | count | from how many providers
--   first_on
--   last_on
--   minutes | Minutes | count totalled | minutes that practitioners worked for the child
--   needs | Needs | count totalled | needs of the child's plan
--   needs_met | Met | count totalled | needs about which something was done, by their newest mark
--   scores | Scores | count totalled | scores that were recorded
--   first_score_on | First score | day | the day of the first score
--   last_score_on | Last score | day | the day of the last score

-- What a child has is counted from indexes that begin with the child.
SELECT ch.child_ref, ch.arm, ch.cohort, ch.need_level, o.opened_on,
       coalesce(b.allocated_pence, 0) AS allocated, coalesce(b.committed_pence, 0) AS committed,
       coalesce(b.spent_pence, 0) AS spent,
       coalesce(b.available_pence, 0) AS available, coalesce(b.purchases, 0) AS purchases,
       (SELECT count(DISTINCT k.provider_id) FROM commission_position k
         WHERE k.child_id = ch.child_id AND k.committed_pence + k.spent_pence > 0) AS providers,
       b.first_on, b.last_on,
       (SELECT coalesce(sum(t.minutes), 0) FROM time_standing t WHERE t.child_id = ch.child_id
           AND t.worked_on <= :as_at
           AND t.event <= :known
       ) AS minutes,
       (SELECT count(*) FROM need_standing n WHERE n.child_id = ch.child_id
           AND n.event <= :known
       ) AS needs,
       (SELECT count(*) FROM need_standing n JOIN need_mark_standing m ON m.event = {mark}
         WHERE n.child_id = ch.child_id AND m.mark <> 'unmet'
       ) AS needs_met,
       (SELECT count(*) FROM outcome_standing s WHERE s.child_id = ch.child_id
           AND s.observed_on <= :as_at
           AND s.event <= :known
       ) AS scores,
       (SELECT min(s.observed_on) FROM outcome_standing s WHERE s.child_id = ch.child_id
           AND s.observed_on <= :as_at
           AND s.event <= :known
       ) AS first_score_on,
       (SELECT max(s.observed_on) FROM outcome_standing s WHERE s.child_id = ch.child_id
           AND s.observed_on <= :as_at
           AND s.event <= :known
       ) AS last_score_on
  FROM child ch
  LEFT JOIN budget_position b ON b.child_id = ch.child_id
  LEFT JOIN budget o ON o.child_id = b.child_id
 WHERE true
   AND ch.child_ref = :child
   AND ch.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
 ORDER BY ch.child_ref
