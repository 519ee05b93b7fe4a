-- title: Shielded children looked at from outside
-- place: 156
-- asks: Who looked at a child with a shield, or lifted the shield, without leading the case or holding the budget that day?
-- why: An address that must not be found is found by those who may look and have no business there.
-- answer: What it was for, and who knew of it.
-- limits: What is asked of the child, or of one entry or commission of it, is a look. Lists of many name no shop and are none.

-- Each look at a shielded child, and each lifting of a shield, by somebody who did not lead its case or hold its budget
-- on the day.
WITH done (event, child_id, what) AS (
    SELECT v.seq, ch.child_id, 'looked at ' || json_extract(v.payload, '$.asked.report')
      FROM event v JOIN child ch ON ch.child_ref = json_extract(v.payload, '$.asked.child')
     WHERE v.kind = 'shielded.look'
     UNION ALL
    SELECT c.event, c.child_id, 'lifted the shield: ' || c.reason FROM consent_standing c WHERE c.kind = 'shield_withdrawn'
     UNION ALL
    SELECT k.event, c.child_id, 'withdrew the shield: ' || k.reason
      FROM correction k JOIN consent c ON c.event = k.undoes WHERE k.kind = 'consent' AND c.kind = 'shield'),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(v.seq AS TEXT), v.day, w.code, cast(v.seq AS TEXT), ch.child_ref, NULL, NULL,
       d.what || '; the case was led by '
       || coalesce((SELECT p.code FROM lead l JOIN practitioner p USING (practitioner_id)
                     WHERE l.child_id = ch.child_id AND l.from_on <= v.day ORDER BY l.from_on DESC LIMIT 1), 'nobody')
  FROM done d
  JOIN event v ON v.seq = d.event
  JOIN practitioner w ON w.practitioner_id = v.actor_id
  JOIN child ch ON ch.child_id = d.child_id
 WHERE v.actor_id IS NOT (SELECT l.practitioner_id FROM lead l
                           WHERE l.child_id = ch.child_id AND l.from_on <= v.day ORDER BY l.from_on DESC LIMIT 1)
   AND v.actor_id IS NOT (SELECT h.practitioner_id FROM holder h
                           WHERE h.child_id = ch.child_id AND h.from_on <= v.day ORDER BY h.event DESC LIMIT 1))
{answered}
