-- title: Answers to audit findings
-- purpose: What audit tests found and somebody answered for; the findings are shown by `bhlp audit`
-- place: 710
-- read: manager all, finance all, administrator all
-- nothing: nothing was answered
-- columns:
--   test
--   subject
--   answered_on
--   answered_by
--   answer

SELECT a.test, a.subject, v.day AS answered_on, w.code AS answered_by, a.said AS answer
  FROM audit_answer a
  JOIN event v ON v.seq = a.event
  JOIN practitioner w ON w.practitioner_id = v.actor_id
 WHERE true
   AND a.event <= :known
 ORDER BY a.test, a.event
