-- What audit tests found and somebody answered for.
SELECT a.test, a.subject, v.day, w.code, a.said
  FROM audit_answer a
  JOIN event v ON v.seq = a.event
  JOIN practitioner w ON w.practitioner_id = v.actor_id
 WHERE true
   AND a.event <= :known
 ORDER BY a.test, a.event
