-- What one child needs, what is expected of it, and what became of it.
SELECT n.need_id, n.what, n.domain, n.aim, n.likely_pence, n.outcome, {target}, n.due_on,
       m.mark, m.why, m.cost_pence, m.marked_on
  FROM need n
  LEFT JOIN measure g USING (measure_id)
  LEFT JOIN need_mark m ON m.event = {mark}
 WHERE true
   AND n.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND n.event <= :known
 ORDER BY n.need_id
