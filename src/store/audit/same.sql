-- title: The same purchase twice on one day
-- place: 55
-- asks: Which purchases of one child, provider, category and price are of one day, which documents were recorded
--     again under a number that was there before, and which refunds of one commission and amount are of one day?
-- why: What is recorded twice is charged twice. It is warned of, and taken.
-- answer: That there were two: two pairs of shoes, two tickets. For a document, that the provider used its number again.
-- limits: The same purchase on two days, or by two prices, is not seen. What was reversed is not listed.

-- Purchases that are alike on one day, each with the one before it; and documents taken with --again, each with the
-- first of its number; and refunds that are alike on one day, each with the one before it.
WITH live AS MATERIALIZED (
    SELECT k.commission_id, k.child_id, k.practitioner_id, k.provider_id, k.category_id, k.placed_on, k.estimate_pence,
           lag(k.commission_id) OVER (PARTITION BY k.child_id, k.provider_id, k.category_id, k.estimate_pence, k.placed_on
                                          ORDER BY k.commission_id) AS earlier
      FROM commission k
     WHERE k.committed_pence + k.spent_pence > 0
       AND k.placed_on >= :since
       AND k.placed_on <= :until
),
refund AS MATERIALIZED (
    SELECT c.*, lag(entry_id) OVER (PARTITION BY commission_id, effective_on, pence ORDER BY entry_id) AS earlier
      FROM (SELECT e.entry_id, e.commission_id, e.effective_on,
                   (SELECT sum(amount_pence) FROM transfer WHERE entry_id = e.entry_id AND book = 'cash') AS pence
              FROM entry e
             WHERE e.kind = 'refund.record'
               AND e.effective_on >= :since
               AND e.effective_on <= :until
               AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)) c
),
pair (later, earlier, happened_on, practitioner_id, child_id, provider_id, pence, evidence) AS (
    SELECT l.commission_id, l.earlier, l.placed_on, l.practitioner_id, l.child_id, l.provider_id, l.estimate_pence,
           'the same ' || g.code || ' for the same price on one day'
      FROM live l JOIN category g ON g.category_id = l.category_id
     WHERE l.earlier IS NOT NULL
     UNION ALL
    SELECT f.entry_id, f.earlier, f.effective_on, k.practitioner_id, k.child_id, k.provider_id, f.pence,
           'the same refund of commission ' || k.commission_id || ' on one day'
      FROM refund f JOIN commission k USING (commission_id)
     WHERE f.earlier IS NOT NULL
     UNION ALL
    SELECT e.entry_id,
           (SELECT min(o.entry_id) FROM entry o JOIN commission p ON p.commission_id = o.commission_id
             WHERE o.reference IS NOT NULL AND p.provider_id = k.provider_id
               AND (o.kind = 'credit-note.record') = (e.kind = 'credit-note.record')
               AND upper(replace(o.reference, ' ', '')) = upper(replace(e.reference, ' ', ''))),
           e.effective_on, k.practitioner_id, k.child_id, k.provider_id,
           coalesce((SELECT total_pence FROM document WHERE document_id = e.entry_id),
                    (SELECT sum(amount_pence) FROM transfer WHERE entry_id = e.entry_id AND book = 'cash')),
           'the number ' || e.reference || ' again: ' || a.reason
      FROM document_again a
      JOIN entry e ON e.entry_id = a.event
      JOIN commission k ON k.commission_id = e.commission_id
     WHERE NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT p.earlier || '+' || p.later, p.happened_on, w.code, p.earlier || ' ' || p.later, ch.child_ref, v.code, p.pence,
       p.evidence
  FROM pair p
  JOIN child ch ON ch.child_id = p.child_id
  JOIN provider v ON v.provider_id = p.provider_id
  JOIN practitioner w ON w.practitioner_id = p.practitioner_id)
{answered}
