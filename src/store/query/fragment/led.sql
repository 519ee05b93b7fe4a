(SELECT l.child_id, p.practitioner_id, p.code, p.name
   FROM lead l JOIN practitioner p USING (practitioner_id)
  WHERE l.from_on = (SELECT max(n.from_on) FROM lead n WHERE n.child_id = l.child_id AND n.from_on <= :day))
