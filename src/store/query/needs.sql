-- title: Needs
-- purpose: What one child needs, what is expected of it, and what became of it
-- place: 290
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: child
-- filters: child
-- nothing: nothing is planned
-- columns:
--   need
--   what | What | text | what is needed
--   domain
--   aim
--   likely
--   outcome
--   target
--   due_on
--   mark | Result so far | word | `met`, `achieved`, `partly`, `not_achieved` or `unmet`, as was last said; empty: nothing
--       yet
--   why | Why | word | why it is unmet
--   cost | Would cost | money | what it would likely have cost, where it is unmet
--   marked_on | Result on | day | the day that was so
--   result | Result no. | count filled | the result's number, by which it is withdrawn
--   was

SELECT n.need_id AS need, n.what, n.domain, n.aim, n.likely_pence AS likely, n.outcome, {target} AS target, n.due_on,
       m.mark, m.why, m.cost_pence AS cost, m.marked_on, m.event AS result, {was} AS was
  FROM need_standing n
  LEFT JOIN measure g USING (measure_id)
  LEFT JOIN need_mark_standing m ON m.event = {mark}
 WHERE true
   AND n.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND n.event <= :known
 ORDER BY n.need_id
