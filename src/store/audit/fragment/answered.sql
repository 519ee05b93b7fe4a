SELECT f.subject, f.happened_on, f.who, f.numbers, f.child_ref,
       iif(EXISTS (SELECT 1 FROM child h WHERE h.child_id IN {shield} AND instr(' ' || f.child_ref || ' ', ' ' || h.child_ref || ' ')),
           'not shown', f.provider) AS provider, f.amount_pence AS amount, f.evidence,
       v.day AS answered_on, w.code AS answered_by, a.said AS answer
  FROM found f
  LEFT JOIN audit_answer a ON a.test = :test AND a.subject = f.subject
  LEFT JOIN event v ON v.seq = a.event
  LEFT JOIN practitioner w ON w.practitioner_id = v.actor_id
 WHERE true
   AND f.happened_on >= :since
   AND f.happened_on <= :until
 ORDER BY f.happened_on, f.subject
