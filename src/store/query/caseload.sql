-- The children each practitioner leads on the day, and what is left for each.
SELECT w.code, ch.child_ref, b.allocated_pence, b.committed_pence, b.spent_pence, b.available_pence, b.purchases,
       b.last_on,
       (SELECT count(*) FROM commission_position k WHERE k.child_id = l.child_id AND k.committed_pence > 0),
       iif(b.child_id IS NULL, NULL, {holder})
  FROM lead l
  JOIN practitioner w USING (practitioner_id)
  JOIN child ch USING (child_id)
  LEFT JOIN budget_position b USING (child_id)
 WHERE l.from_on = (SELECT max(n.from_on) FROM lead n WHERE n.child_id = l.child_id AND n.from_on <= :day)
   AND w.code = :practitioner
 ORDER BY w.code, ch.child_ref
