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
WITH line AS NOT MATERIALIZED (
    SELECT e.entry_id, coalesce(l.document_id, e.entry_id) AS document_id, e.effective_on, e.reference,
           k.provider_id, k.child_id, k.practitioner_id
      FROM entry e
      JOIN commission k ON k.commission_id = e.commission_id
      LEFT JOIN document_line l ON l.event = e.entry_id
     WHERE ((e.kind = 'buy' OR e.kind = 'invoice.record') AND k.invoiced_pence > 0 OR e.kind = 'credit-note.record')
       AND e.effective_on >= date(:since, '-366 days')
       AND e.effective_on <= :until
       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)),
bill AS MATERIALIZED (
    SELECT x.document_id AS entry_id, min(x.effective_on) AS effective_on, x.provider_id,
           iif(min(x.child_id) = max(x.child_id), min(x.child_id), NULL) AS child_id,
           min(x.reference) AS reference, plain_number(min(x.reference)) AS number,
           date(min(x.effective_on), '-60 days') AS near_since,
           sum((SELECT sum(t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat'))))
                  FROM transfer t
                  JOIN account d ON d.account_id = t.debit_account_id
                  JOIN account c ON c.account_id = t.credit_account_id
                 WHERE t.entry_id = x.entry_id AND t.book = 'cash')) AS pence
      FROM line x
     GROUP BY x.document_id),
pair AS MATERIALIZED (
    SELECT b.entry_id, b.earlier, 'the same number, ' || b.reference AS how
      FROM (SELECT entry_id, reference, lag(entry_id) OVER same AS earlier
              FROM bill WHERE number <> ''
            WINDOW same AS (PARTITION BY provider_id, pence, number ORDER BY effective_on, entry_id)) b
     WHERE b.earlier IS NOT NULL
     UNION ALL
    SELECT b.entry_id, o.entry_id, 'nearly the same number, ' || o.reference || ' and ' || b.reference
      FROM bill b
      JOIN bill o ON o.provider_id = b.provider_id AND o.pence = b.pence
       AND (o.effective_on, o.entry_id) < (b.effective_on, b.entry_id)
       AND o.effective_on >= b.near_since AND near_number(o.number, b.number)
     UNION ALL
    SELECT b.entry_id, o.entry_id, 'one child, and at least one has no number'
      FROM bill b
      JOIN bill o ON o.provider_id = b.provider_id AND o.pence = b.pence AND o.child_id = b.child_id
       AND (o.effective_on, o.entry_id) < (b.effective_on, b.entry_id)
       AND o.effective_on >= date(b.effective_on, '-3 days')
       AND (coalesce(o.number, '') = '' OR coalesce(b.number, '') = '')
     WHERE EXISTS (SELECT 1 FROM bill n WHERE coalesce(n.number, '') = '')),
-- Whose they are is looked up of these few alone.
told AS MATERIALIZED (
    SELECT q.entry_id, replace(group_concat(DISTINCT ch.child_ref), ',', ' ') AS children,
           replace(group_concat(DISTINCT w.code), ',', ' ') AS who
      FROM (SELECT entry_id FROM pair UNION SELECT earlier FROM pair) q
     CROSS JOIN line x ON x.document_id = q.entry_id
       AND x.entry_id IN (SELECT q.entry_id UNION ALL SELECT m.event FROM document_line m WHERE m.document_id = q.entry_id)
     CROSS JOIN child ch ON ch.child_id = x.child_id
     CROSS JOIN practitioner w ON w.practitioner_id = x.practitioner_id
     GROUP BY q.entry_id),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT o.entry_id || '+' || b.entry_id, b.effective_on, iif(ow.who = bw.who, bw.who, ow.who || ' ' || bw.who),
       o.entry_id || ' ' || b.entry_id, iif(ow.children = bw.children, bw.children, ow.children || ' ' || bw.children), v.code,
       abs(b.pence), iif(b.pence < 0, 'credit notes: ', '') || p.how || '; ' || o.effective_on || ' and ' || b.effective_on
  FROM pair p
  JOIN bill b ON b.entry_id = p.entry_id
  JOIN bill o ON o.entry_id = p.earlier AND o.effective_on >= date(b.effective_on, '-366 days')
  JOIN told bw ON bw.entry_id = b.entry_id
  JOIN told ow ON ow.entry_id = o.entry_id
  JOIN provider v ON v.provider_id = b.provider_id)
{answered}
