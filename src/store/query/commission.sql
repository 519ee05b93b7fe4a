-- title: Commission
-- purpose: The history of one commission or purchase, entry by entry
-- place: 390
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: commission
-- filters: number
-- nothing: there is no such commission
-- columns:
--   commission | above
--   child_ref | above
--   item | above
--   category | above
--   provider_name | above
--   practitioner | above
--   estimate | above
--   entry
--   on
--   what
--   reference
--   committed | Promised | money totalled | change of what is promised, net of recoverable VAT
--   spent | Used | money totalled | change of what is used, net of recoverable VAT
--   invoiced | Invoiced | money totalled | change of what was invoiced, with VAT
--   paid | Paid | money totalled | change of what was paid in cash, with VAT
--   in_kind | In kind | money filled | change of what funds gave in kind
--   in_hand | In hand | money filled totalled | change of what the payee holds: advanced, spent by them or returned
--   note
--   requested_on | Asked for | day above | the day somebody asked for it
--   needed_on | above
--   need | above
--   needed | above
--   wish | above
--   consent_on | above
--   contribution | above
--   delivered_to | above
--   additional_to | Adds to | text above | the mainstream service it adds to
--   instead_of | Replaces | text above | the mainstream service it replaces
--   mainstream_wait_days | Would take | count above | days the mainstream service would have taken
--   chosen_by | Chosen by | text above | who chose: `family`, `child` or `professional`
--   options_considered | Options | count above | how many options were considered
--   options | Not taken | text above | the options not chosen, with price, wait and why not

SELECT k.commission_id AS commission, ch.child_ref, coalesce(k.description, g.label) AS item, g.code AS category,
       v.name AS provider_name, w.code AS practitioner, k.estimate_pence AS estimate,
       e.entry_id AS entry, e.effective_on AS "on", {what} AS what, e.reference,
       sum(t.amount_pence * ((d.kind = 'committed') - (c.kind = 'committed'))) AS committed,
       sum(t.amount_pence * ((d.kind = 'spent') - (c.kind = 'spent'))) AS spent,
       sum(t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat')))) AS invoiced,
       sum(t.amount_pence * ((c.kind IN ('bank', 'card', 'imprest', 'held', 'pocket'))
                             - (d.kind IN ('bank', 'card', 'imprest', 'held', 'pocket')))) AS paid,
       nullif(sum(t.amount_pence * ((c.kind = 'notional') - (d.kind = 'notional'))), 0) AS in_kind,
       nullif(sum(t.amount_pence * ((d.kind = 'held') - (c.kind = 'held'))), 0) AS in_hand,
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
       d.event, d.decided_on, 'approved by ' || p.code, NULL, 0, 0, 0, 0, NULL, NULL, d.reason, {about}
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
