-- title: Pilot costs
-- purpose: What `bhlp import --template` fills the sheet of costs with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   key | Key | text | its key, the same whenever it is sent
--   fund
--   category
--   paid_on | Paid | day | the day it was paid
--   amount | Amount | money | what was paid, with VAT
--   vat | VAT | money | the part of it that is recovered
--   provider
--   invoice_no | Invoice | text | the invoice's number
--   paid_from | Paid from | text | `bank:NAME`, `card:NUMBER` or `imprest:NAME`
--   note
--   again | Again | text | why the same number stands on two invoices

SELECT v.request_key AS key, f.code AS fund, g.code AS category, e.effective_on AS paid_on,
       sum(iif(d.kind = 'cost' OR d.kind = 'vat', t.amount_pence, 0)) AS amount, sum(iif(d.kind = 'vat', t.amount_pence, 0)) AS vat,
       max(p.code) AS provider, e.reference AS invoice_no,
       max(iif(c.kind IN ('bank', 'card', 'imprest', 'pocket'), c.name, NULL)) AS paid_from, e.note,
       (SELECT a.reason FROM document_again a WHERE a.event = e.entry_id) AS again
  FROM entry e INDEXED BY entry_of_fund
  JOIN event v ON v.seq = e.entry_id AND v.request_key IS NOT NULL
  JOIN transfer t ON t.entry_id = e.entry_id
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN account c ON c.account_id = t.credit_account_id
  LEFT JOIN provider p ON p.provider_id = c.provider_id AND c.kind = 'creditor'
  JOIN fund f ON f.fund_id = (SELECT a.fund_id FROM transfer s JOIN account a ON a.account_id = s.debit_account_id
                               WHERE s.entry_id = e.entry_id AND a.kind = 'spent')
  JOIN category g ON g.category_id = (SELECT a.category_id FROM transfer s JOIN account a ON a.account_id = s.debit_account_id
                                       WHERE s.entry_id = e.entry_id AND a.kind = 'cost')
 WHERE e.kind = 'cost.record'
   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
 GROUP BY e.entry_id
 ORDER BY e.entry_id
