-- title: Spend and outcomes
-- purpose: Spending next to the change of each score, first observation to last, for each child
-- place: 230
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner
-- nothing: no score is recorded
-- columns:
--   child_ref
--   arm
--   cohort
--   need_level
--   measure
--   item | Item | text | which goal or part
--   informant | Reported by | text | who reported it: the same at both times
--   first_on | First day | day | the day of the first observation
--   first_value | First score | score | the first score
--   last_on | Last day | day | the day of the last observation; empty: there is only one
--   last_value | Last score | score | the last score
--   change | Change | score | last less first, its sign turned so that positive is better
--   allocated | Given | money | what the child's budget was given; 0 without a budget
--   spent | Used | money | what the child's budget has used, net of recoverable VAT

WITH seen AS (
         SELECT child_id, measure_id, item, informant, min(observed_on) AS first_on, max(observed_on) AS last_on
           FROM outcome_standing o
          WHERE true
            AND o.observed_on <= :as_at
            AND o.event <= :known
          GROUP BY child_id, measure_id, item, informant)
SELECT ch.child_ref, ch.arm, ch.cohort, ch.need_level, m.code AS measure, s.item, s.informant,
       s.first_on, f.value_thousandths AS first_value, nullif(s.last_on, s.first_on) AS last_on,
       iif(s.last_on > s.first_on, l.value_thousandths, NULL) AS last_value,
       iif(s.last_on > s.first_on,
           (l.value_thousandths - f.value_thousandths) * iif(m.better = 'higher', 1, -1), NULL) AS change,
       coalesce(b.allocated_pence, 0) AS allocated, coalesce(b.spent_pence, 0) AS spent
  FROM seen s
  JOIN child ch USING (child_id)
  JOIN measure m USING (measure_id)
  JOIN outcome_standing f ON f.child_id = s.child_id AND f.measure_id = s.measure_id AND f.item = s.item
                AND f.informant = s.informant AND f.observed_on = s.first_on
  JOIN outcome_standing l ON l.child_id = s.child_id AND l.measure_id = s.measure_id AND l.item = s.item
                AND l.informant = s.informant AND l.observed_on = s.last_on
  LEFT JOIN budget_position b ON b.child_id = s.child_id
 WHERE true
   AND ch.child_ref = :child
   AND s.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
 ORDER BY ch.child_ref, m.code, s.item, s.informant
