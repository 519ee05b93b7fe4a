-- title: Shared against what was said
-- place: 157
-- asks: What was shared with a party after the permission was withdrawn, or somebody objected?
-- why: A no that nobody heeds is none.
-- answer: Why it was shared; for safety: bhlp consent record CHILD sharing_for_safety --with PARTY --reason TEXT.
-- limits: It knows of referrals and extracts alone, and only where somebody said no.

-- Referrals to a service that had been told no by that day, and was not told anything for safety; extracts that were
-- made with a child whose no is dated before them and was recorded after.
WITH refusal AS (
    SELECT c.child_id, c.party, c.said_on, c.event, c.kind FROM consent_standing c
     WHERE c.kind IN ('sharing_withdrawn', 'objection', 'agreement_withdrawn')),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(h.number AS TEXT), h.happened_on, w.code, h.number || '+' || r.event, ch.child_ref, NULL, NULL,
       'referred to ' || h.to_whom || '; ' || replace(r.kind, '_', ' ') || ' on ' || r.said_on
  FROM happening_standing h
  JOIN child ch ON ch.child_id = h.child_id
  JOIN event v ON v.seq = h.event
  JOIN practitioner w ON w.practitioner_id = v.actor_id
  JOIN refusal r ON r.event = (
       SELECT max(n.event) FROM refusal n
        WHERE n.child_id = h.child_id AND n.party = h.to_whom AND n.said_on <= h.happened_on AND n.event < h.event
          AND NOT EXISTS (SELECT 1 FROM consent_standing g
                           WHERE g.child_id = n.child_id AND g.party = n.party AND g.said_on <= h.happened_on
                             AND (g.kind = 'sharing_for_safety'
                                  OR g.kind = iif(n.kind = 'objection', 'objection_withdrawn', 'sharing')
                                     AND (g.said_on, g.event) > (n.said_on, n.event))))
 WHERE h.kind = 'referred'
 UNION ALL
SELECT x.event || '/' || ch.child_ref, v.day, w.code, x.event || '+' || r.event, ch.child_ref, NULL, NULL,
       'in the extract for ' || x.recipient || '; ' || replace(r.kind, '_', ' ') || ' on ' || r.said_on || ', recorded later'
  FROM extract x
  JOIN event v ON v.seq = x.event
  JOIN practitioner w ON w.practitioner_id = v.actor_id
  JOIN refusal r ON r.said_on <= v.day AND r.event > x.event AND (r.kind = 'agreement_withdrawn' OR r.party = 'evaluation')
  JOIN child ch ON ch.child_id = r.child_id)
{answered}
