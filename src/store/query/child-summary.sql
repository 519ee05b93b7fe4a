-- One row a child: what it is, what was given and spent for it, and what was recorded of it. What a child
-- has is counted from indexes that begin with the child.
SELECT ch.child_ref, ch.arm, ch.cohort, ch.need_level, o.opened_on,
       coalesce(b.allocated_pence, 0), coalesce(b.committed_pence, 0), coalesce(b.spent_pence, 0),
       coalesce(b.available_pence, 0), coalesce(b.purchases, 0),
       (SELECT count(DISTINCT k.provider_id) FROM commission_position k
         WHERE k.child_id = ch.child_id AND k.committed_pence + k.spent_pence > 0),
       b.first_on, b.last_on,
       (SELECT coalesce(sum(t.minutes), 0) FROM time_spent t WHERE t.child_id = ch.child_id
           AND t.worked_on <= :as_at
           AND t.event <= :known
       ),
       (SELECT count(*) FROM need n WHERE n.child_id = ch.child_id
           AND n.event <= :known
       ),
       (SELECT count(*) FROM need n JOIN need_mark m ON m.event = {mark}
         WHERE n.child_id = ch.child_id AND m.mark <> 'unmet'
       ),
       (SELECT count(*) FROM outcome s WHERE s.child_id = ch.child_id
           AND s.observed_on <= :as_at
           AND s.event <= :known
       ),
       (SELECT min(s.observed_on) FROM outcome s WHERE s.child_id = ch.child_id
           AND s.observed_on <= :as_at
           AND s.event <= :known
       ),
       (SELECT max(s.observed_on) FROM outcome s WHERE s.child_id = ch.child_id
           AND s.observed_on <= :as_at
           AND s.event <= :known
       )
  FROM child ch
  LEFT JOIN budget_position b ON b.child_id = ch.child_id
  LEFT JOIN budget o ON o.child_id = b.child_id
 WHERE true
   AND ch.child_ref = :child
   AND ch.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
 ORDER BY ch.child_ref
