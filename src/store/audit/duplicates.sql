-- title: The same invoice twice
-- place: 50
-- asks: Which invoices, or credit notes, of one provider over the same amount may be the same document?
-- why: Paid twice is rarely paid back. The numbers are the same within a year, nearly the same within 60 days, or one
--     has none and both are for one child within 3 days.
-- answer: What each was for.
-- limits: Numbers that differ only in their last figure count as two invoices in a row. An invoice changed in both number
--     and amount is not seen.

-- Documents of one provider over the same amount, all their lines together, that may be one: the same number within a year, one nearly
-- the same within 60 days, or one without a number and for the same child within 3 days.
WITH bill AS MATERIALIZED (
    SELECT coalesce(l.document_id, e.entry_id) AS entry_id, min(e.effective_on) AS effective_on, k.provider_id,
           iif(min(k.child_id) = max(k.child_id), min(k.child_id), NULL) AS child_id,
           replace(group_concat(DISTINCT ch.child_ref), ',', ' ') AS children,
           replace(group_concat(DISTINCT w.code), ',', ' ') AS who, min(e.reference) AS reference,
           plain_number(min(e.reference)) AS number,
           sum((SELECT sum(m.invoiced_pence) FROM transfer_effect m WHERE m.entry_id = e.entry_id)) AS pence
      FROM entry e
      JOIN commission k ON k.commission_id = e.commission_id
      JOIN child ch ON ch.child_id = k.child_id
      JOIN practitioner w ON w.practitioner_id = k.practitioner_id
      LEFT JOIN document_line l ON l.event = e.entry_id
     WHERE ((e.kind = 'buy' OR e.kind = 'invoice.record') AND k.invoiced_pence > 0 OR e.kind = 'credit-note.record')
       AND e.effective_on >= date(:since, '-366 days')
       AND e.effective_on <= :until
       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
     GROUP BY 1),
pair AS (
    SELECT b.entry_id, lag(b.entry_id) OVER same AS earlier, 'the same number, ' || b.reference AS how
      FROM bill b
     WHERE b.number <> ''
    WINDOW same AS (PARTITION BY b.provider_id, b.pence, b.number ORDER BY b.effective_on, b.entry_id)
     UNION ALL
    SELECT b.entry_id, o.entry_id, 'nearly the same number, ' || o.reference || ' and ' || b.reference
      FROM bill b
      JOIN bill o ON o.provider_id = b.provider_id AND o.pence = b.pence
       AND (o.effective_on, o.entry_id) < (b.effective_on, b.entry_id)
       AND o.effective_on >= date(b.effective_on, '-60 days') AND near_number(o.number, b.number)
     UNION ALL
    SELECT b.entry_id, o.entry_id, 'one child, and at least one has no number'
      FROM bill b
      JOIN bill o ON o.provider_id = b.provider_id AND o.pence = b.pence AND o.child_id = b.child_id
       AND (o.effective_on, o.entry_id) < (b.effective_on, b.entry_id)
       AND o.effective_on >= date(b.effective_on, '-3 days')
       AND (coalesce(o.number, '') = '' OR coalesce(b.number, '') = '')),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT o.entry_id || '+' || b.entry_id, b.effective_on, iif(o.who = b.who, b.who, o.who || ' ' || b.who),
       o.entry_id || ' ' || b.entry_id, iif(o.children = b.children, b.children, o.children || ' ' || b.children), v.code,
       abs(b.pence), iif(b.pence < 0, 'credit notes: ', '') || p.how || '; ' || o.effective_on || ' and ' || b.effective_on
  FROM pair p
  JOIN bill b ON b.entry_id = p.entry_id
  JOIN bill o ON o.entry_id = p.earlier AND o.effective_on >= date(b.effective_on, '-366 days')
  JOIN provider v ON v.provider_id = b.provider_id)
{answered}
