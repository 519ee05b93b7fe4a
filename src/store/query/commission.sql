-- The life of one order: what each entry did to it.
SELECT k.commission_id, ch.child_ref, coalesce(k.description, g.label), g.code, v.name, w.code, k.estimate_pence,
       e.entry_id, e.effective_on, {what}, e.reference,
       sum(t.amount_pence * ((d.kind = 'committed') - (c.kind = 'committed'))),
       sum(t.amount_pence * ((d.kind = 'spent') - (c.kind = 'spent'))),
       sum(t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat')))),
       sum(t.amount_pence * ((c.kind IN ('bank', 'card', 'imprest', 'notional'))
                             - (d.kind IN ('bank', 'card', 'imprest', 'notional')))),
       e.note, {about}
  FROM commission k
  JOIN child ch USING (child_id)
  JOIN category g USING (category_id)
  JOIN provider v USING (provider_id)
  JOIN practitioner w USING (practitioner_id)
  JOIN entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id
  JOIN transfer t ON t.entry_id = e.entry_id
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN account c ON c.account_id = t.credit_account_id
 WHERE true
   AND k.commission_id = :number
   AND e.effective_on <= :as_at
   AND e.entry_id <= :known
 GROUP BY e.entry_id
 UNION ALL
SELECT k.commission_id, ch.child_ref, coalesce(k.description, g.label), g.code, v.name, w.code, k.estimate_pence,
       d.event, d.decided_on, 'approved by ' || p.code, NULL, 0, 0, 0, 0, d.reason, {about}
  FROM commission k
  JOIN child ch USING (child_id)
  JOIN category g USING (category_id)
  JOIN provider v USING (provider_id)
  JOIN practitioner w USING (practitioner_id)
  JOIN request q ON q.commission_id = k.commission_id
  JOIN decision d ON d.request = q.event AND d.verdict = 'approved'
  JOIN practitioner p ON p.practitioner_id = d.decided_by
 WHERE true
   AND k.commission_id = :number
   AND d.decided_on <= :as_at
   AND d.event <= :known
 ORDER BY 8
