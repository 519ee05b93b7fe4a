-- title: Caseload
-- purpose: The children a practitioner leads, and what is left for each
-- place: 70
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: practitioner
-- nothing: nobody leads a case on that day
-- columns:
--   lead_professional
--   child_ref
--   allocated
--   committed
--   spent
--   available
--   purchases
--   last_on
--   open_commissions | Open commissions | count | commissions that hold promised money
--   holder

SELECT w.code AS lead_professional, ch.child_ref, b.allocated_pence AS allocated, b.committed_pence AS committed,
       b.spent_pence AS spent, b.available_pence AS available, b.purchases,
       b.last_on,
       (SELECT count(*) FROM commission_position k WHERE k.child_id = l.child_id AND k.committed_pence > 0)
           AS open_commissions,
       iif(b.child_id IS NULL, NULL, {holder}) AS holder
  FROM lead l
  JOIN practitioner w USING (practitioner_id)
  JOIN child ch USING (child_id)
  LEFT JOIN budget_position b USING (child_id)
 WHERE l.from_on = (SELECT max(n.from_on) FROM lead n WHERE n.child_id = l.child_id AND n.from_on <= :day)
   AND w.code = :practitioner
 ORDER BY w.code, ch.child_ref
