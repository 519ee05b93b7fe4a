-- Needs nothing could be done about, by reason.
SELECT m.why, count(*), count(DISTINCT n.child_id), sum(coalesce(m.cost_pence, n.likely_pence)),
       sum(coalesce(m.cost_pence, n.likely_pence) IS NULL)
  FROM need n
  JOIN need_mark m ON m.event = {mark}
 WHERE m.mark = 'unmet'
   AND n.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND n.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND m.marked_on >= :since
   AND m.marked_on <= :until
 GROUP BY m.why
 ORDER BY count(*) DESC, m.why
