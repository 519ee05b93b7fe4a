-- title: Corrected after it counted
-- place: 127
-- asks: What was corrected or withdrawn after an extract had told it, or after a commission was invoiced because of it?
-- why: Whoever was told has the old figure still, and what was paid because of a score is not paid back by itself.
-- answer: What shows that the new figure is the right one, that whoever has the extract knows, and what became of the money.
-- limits: Only what is recorded beside the money; an entry that is undone stands in other tests. Of a tariff only what was
--     invoiced above its base, where no other score reaches its outcome.

-- Corrections of what an extract had told, or what a tariff was invoiced because of.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(c.event AS TEXT), v.day, w.code, c.fact || ' ' || c.event, ch.child_ref, NULL, NULL,
       c.kind || ' ' || c.fact || iif(c.withdrawn, ' withdrawn', ' corrected') || ': ' || c.reason || '; it was '
       || (SELECT {said} FROM (SELECT c.kind AS kind, c.undoes AS event) x)
       || coalesce('; told by the extract of event '
                   || (SELECT max(t.event) FROM extract t WHERE t.head_event >= c.undoes AND t.event < c.event), '')
       || coalesce('; invoiced on commission ' || c.tariff, '')
  FROM (SELECT f.event, f.kind, f.fact, f.undoes, f.withdrawn, f.reason, f.child_id,
               (SELECT min(r.commission_id)
                  FROM tariff_reached r
                  JOIN tariff n ON n.event = r.commission_id
                  JOIN commission k ON k.commission_id = r.commission_id
                 WHERE r.event = f.undoes AND k.invoiced_pence > n.base_pence
                   AND NOT EXISTS (SELECT 1 FROM tariff_reached o
                                    WHERE o.commission_id = r.commission_id AND o.undone_by IS NULL)) AS tariff
          FROM corrected_fact f) c
  JOIN child ch ON ch.child_id = c.child_id
  JOIN event v ON v.seq = c.event
  JOIN practitioner w ON w.practitioner_id = v.actor_id
 WHERE c.tariff IS NOT NULL
    OR c.kind IN ('score', 'time', 'delivery', 'need', 'mark')
       AND EXISTS (SELECT 1 FROM extract t WHERE t.head_event >= c.undoes AND t.event < c.event))
{answered}
