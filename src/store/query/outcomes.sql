-- Spend beside the change of each score, first to last, for each child.
WITH seen AS (
         SELECT child_id, measure_id, item, informant, min(observed_on) AS first_on, max(observed_on) AS last_on
           FROM outcome o
          WHERE true
            AND o.observed_on <= :as_at
            AND o.event <= :known
          GROUP BY child_id, measure_id, item, informant)
SELECT ch.child_ref, ch.arm, ch.cohort, ch.need_level, m.code, s.item, s.informant,
       s.first_on, f.value_thousandths, nullif(s.last_on, s.first_on), iif(s.last_on > s.first_on, l.value_thousandths, NULL),
       iif(s.last_on > s.first_on,
           (l.value_thousandths - f.value_thousandths) * iif(m.better = 'higher', 1, -1), NULL),
       coalesce(b.allocated_pence, 0), coalesce(b.spent_pence, 0)
  FROM seen s
  JOIN child ch USING (child_id)
  JOIN measure m USING (measure_id)
  JOIN outcome f ON f.child_id = s.child_id AND f.measure_id = s.measure_id AND f.item = s.item
                AND f.informant = s.informant AND f.observed_on = s.first_on
  JOIN outcome l ON l.child_id = s.child_id AND l.measure_id = s.measure_id AND l.item = s.item
                AND l.informant = s.informant AND l.observed_on = s.last_on
  LEFT JOIN budget_position b ON b.child_id = s.child_id
 WHERE true
   AND ch.child_ref = :child
   AND s.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
 ORDER BY ch.child_ref, m.code, s.item, s.informant
