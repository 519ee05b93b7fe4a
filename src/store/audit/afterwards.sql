-- title: What happened after an assessment was closed, or the child left
-- place: 158
-- asks: What happened to a child, or was commissioned for it, after its assessment was closed and before it came back, or
--     after it left?
-- why: A case that is closed and goes on has nobody who plans for it.
-- answer: Why it was closed, or why it was not opened again.
-- limits: It knows of closings that are recorded as happenings.

-- Happenings and commissions dated after a closing, with no re-referral between; commissions dated after leaving.
WITH closed AS (
    SELECT h.child_id, h.number, h.happened_on, iif(h.kind = 'left', 'the child left', 'the assessment was closed') AS what,
           (SELECT min(r.happened_on) FROM happening_standing r
             WHERE r.child_id = h.child_id AND r.kind = 're_referred' AND r.happened_on >= h.happened_on) AS back_on
      FROM happening_standing h WHERE h.kind IN ('caf_closed', 'left')),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(h.number AS TEXT), h.happened_on, w.code, h.number || '+' || c.number, ch.child_ref, NULL, NULL,
       replace(h.kind, '_', ' ') || ' after ' || c.what || ' on ' || c.happened_on
  FROM closed c
  JOIN happening_standing h ON h.child_id = c.child_id AND h.happened_on > c.happened_on
   AND (c.back_on IS NULL OR h.happened_on < c.back_on) AND h.kind <> 'left' AND h.kind <> 're_referred'
  JOIN child ch ON ch.child_id = c.child_id
  JOIN event v ON v.seq = h.event
  JOIN practitioner w ON w.practitioner_id = v.actor_id
 UNION ALL
SELECT cast(k.commission_id AS TEXT), k.placed_on, w.code, k.commission_id || '+' || c.number, ch.child_ref, p.code,
       k.estimate_pence, 'commissioned after ' || c.what || ' on ' || c.happened_on
  FROM closed c
  JOIN commission k ON k.child_id = c.child_id AND k.placed_on > c.happened_on AND (c.back_on IS NULL OR k.placed_on < c.back_on)
  JOIN provider p ON p.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
  JOIN child ch ON ch.child_id = c.child_id)
{answered}
