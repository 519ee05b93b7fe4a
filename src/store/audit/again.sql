-- title: Reversed and recorded again
-- place: 120
-- asks: What was reversed and recorded again within 7 days, with the same child, provider and amount?
-- why: It moves a purchase to another day, month or policy. A slip put right looks the same.
-- answer: What was wrong with the first: a correction of its day or its words.
-- limits: A correction that changes the child, the provider or the amount is not listed.

-- What was reversed and recorded again within 7 days: of the same kind, child, provider and amount.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT o.entry_id || '-' || r.entry_id || '-' || n.entry_id, n.effective_on,
       iif(ra.actor_id = na.actor_id, w.code, rw.code || ' ' || w.code),
       o.entry_id || ' ' || r.entry_id || ' ' || n.entry_id, ch.child_ref, v.code,
       iif(n.entry_id = nk.commission_id, nk.estimate_pence,
           (SELECT max(t.amount_pence) FROM transfer t WHERE t.entry_id = n.entry_id)),
       'undone, and recorded again '
       || CASE WHEN n.effective_on = o.effective_on THEN 'on the same day of the calendar'
               ELSE 'for ' || n.effective_on || ' in place of ' || o.effective_on END
       || iif(substr(n.effective_on, 1, 7) <> substr(o.effective_on, 1, 7), ', in another month', '')
  FROM entry r
  JOIN entry o ON o.entry_id = r.reverses_id
  JOIN event ra ON ra.seq = r.entry_id
  JOIN commission ok ON ok.commission_id = o.commission_id
  JOIN entry n ON n.child_id = o.child_id AND n.kind = o.kind AND n.entry_id > r.entry_id
  JOIN event na ON na.seq = n.entry_id AND unixepoch(na.recorded_at) <= unixepoch(ra.recorded_at) + 7 * 86400
  JOIN commission nk ON nk.commission_id = n.commission_id AND nk.provider_id = ok.provider_id
  JOIN child ch ON ch.child_id = n.child_id
  JOIN provider v ON v.provider_id = nk.provider_id
  JOIN practitioner w ON w.practitioner_id = na.actor_id
  JOIN practitioner rw ON rw.practitioner_id = ra.actor_id
 WHERE r.reverses_id IS NOT NULL
   AND (SELECT sum(t.amount_pence) FROM transfer t WHERE t.entry_id = n.entry_id)
     = (SELECT sum(t.amount_pence) FROM transfer t WHERE t.entry_id = o.entry_id)
   AND n.entry_id = (SELECT min(x.entry_id) FROM entry x JOIN commission xk ON xk.commission_id = x.commission_id
                      WHERE x.child_id = o.child_id AND x.kind = o.kind AND x.entry_id > r.entry_id
                        AND xk.provider_id = ok.provider_id
                        AND (SELECT sum(t.amount_pence) FROM transfer t WHERE t.entry_id = x.entry_id)
                          = (SELECT sum(t.amount_pence) FROM transfer t WHERE t.entry_id = o.entry_id)))
{answered}
