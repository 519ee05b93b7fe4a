SELECT f.subject, f.happened_on, f.who, f.numbers, f.child_ref, f.provider, f.amount_pence AS amount, f.evidence,
       v.day AS answered_on, w.code AS answered_by, a.said AS answer
  FROM found f
  LEFT JOIN audit_answer a ON a.test = :test AND a.subject = f.subject
  LEFT JOIN event v ON v.seq = a.event
  LEFT JOIN practitioner w ON w.practitioner_id = v.actor_id
 WHERE true
   AND f.happened_on >= :since
   AND f.happened_on <= :until
 ORDER BY f.happened_on, f.subject
