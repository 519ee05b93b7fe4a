-- title: Purchases
-- purpose: What `bhlp import --template` fills the sheet of purchases with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   key | Key | text | its key, the same whenever it is sent
--   child_ref
--   lead_professional | Buyer | text | who bought it
--   provider
--   category
--   description | What | text | what was bought
--   ordered_on | Ordered | day | the day it was ordered
--   received_on | Received | day | the day it was received; empty: not yet
--   paid_on | Paid | day | the day it was paid; empty: still owed
--   amount | Amount | money | what was paid, with VAT
--   vat | VAT | money | the part of it that is recovered
--   paid_from | Paid from | text | `bank:NAME`, `card:NUMBER` or `imprest:NAME`
--   invoice_no | Invoice | text | the invoice's number
--   again | Again | text | why the same number stands on two invoices
--   approved_by | Approved by | text | who approved it on paper
--   approved_on | Approved | day | the day of that
--   evidence | VAT shown by | word | what shows the VAT
--   needed_on
--   options_considered | Options | count | how many were considered
--   chosen_by | Chosen by | word | who chose
--   instead_of | Instead of | text | the mainstream service it replaces
--   delivered_to

SELECT v.request_key AS key, ch.child_ref, w.code AS lead_professional, p.code AS provider, g.code AS category, k.description,
       k.placed_on AS ordered_on, i.effective_on AS received_on, y.effective_on AS paid_on, k.estimate_pence AS amount,
       k.estimate_pence - (SELECT sum(t.amount_pence) FROM transfer t WHERE t.entry_id = k.commission_id) AS vat,
       (SELECT a.name FROM transfer t JOIN account a ON a.account_id = t.credit_account_id WHERE t.entry_id = y.entry_id) AS paid_from,
       i.reference AS invoice_no, (SELECT d.reason FROM document_again d WHERE d.event = i.entry_id) AS again,
       b.code AS approved_by, d.decided_on AS approved_on,
       (SELECT e.form FROM vat_evidence e WHERE e.document_id = i.entry_id ORDER BY e.event DESC LIMIT 1) AS evidence,
       k.needed_on, k.options_considered, k.chosen_by, k.instead_of, k.delivered_to
  FROM commission k
  JOIN event v ON v.seq = k.commission_id AND v.kind = 'commission.place' AND v.request_key IS NOT NULL
  JOIN child ch ON ch.child_id = k.child_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
  JOIN provider p ON p.provider_id = k.provider_id
  JOIN category g ON g.category_id = k.category_id
  LEFT JOIN entry i ON i.child_id = k.child_id AND i.commission_id = k.commission_id AND i.kind = 'invoice.record'
  LEFT JOIN entry y ON y.child_id = k.child_id AND y.commission_id = k.commission_id AND y.kind = 'payment.record'
  LEFT JOIN request q ON q.commission_id = k.commission_id
  LEFT JOIN decision d ON d.request = q.event AND d.on_paper = 1
  LEFT JOIN practitioner b ON b.practitioner_id = d.decided_by
 WHERE k.child_id NOT IN {shield}
   AND NOT EXISTS (
       SELECT 1 FROM entry e
        WHERE e.child_id = k.child_id AND e.commission_id = k.commission_id
          AND e.entry_id NOT IN (k.commission_id, coalesce(i.entry_id, 0), coalesce(y.entry_id, 0)))
   AND (i.entry_id IS NULL OR k.invoiced_pence = k.estimate_pence)
 ORDER BY k.commission_id
