-- title: What the pilot itself cost
-- purpose: Set-up, training, coordination and the like: no child's, by fund and category, with what a roll-out would pay again
-- place: 145
-- read: manager all, finance all, administrator all, evaluator all
-- nothing: nothing was spent on the pilot itself
-- columns:
--   entry
--   on
--   fund
--   category
--   spent_on | Spent on | word | `start_up`: once; `running`: a roll-out would pay it again
--   provider | To | text | who was paid; empty for the authority's own: pay, a recharge
--   reference
--   paid | Paid | money totalled | with VAT
--   spent

SELECT e.entry_id AS entry, e.effective_on AS "on", f.code AS fund, g.code AS category, g.spent_on,
       (SELECT v.code FROM transfer t JOIN account a ON a.account_id = t.credit_account_id JOIN provider v ON v.provider_id = a.provider_id
         WHERE t.entry_id = e.entry_id AND a.kind = 'creditor' LIMIT 1) AS provider,
       e.reference,
       sum(iif(d.kind IN ('cost', 'vat'), t.amount_pence, 0)) AS paid,
       sum(iif(d.kind = 'cost', t.amount_pence, 0)) AS spent
  FROM entry e INDEXED BY entry_of_fund
  JOIN transfer t ON t.entry_id = e.entry_id
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN fund f ON f.fund_id = (SELECT a.fund_id FROM transfer p JOIN account a ON a.account_id = p.debit_account_id
                               WHERE p.entry_id = e.entry_id AND a.kind = 'spent')
  JOIN category g ON g.category_id = (SELECT a.category_id FROM transfer p JOIN account a ON a.account_id = p.debit_account_id
                                       WHERE p.entry_id = e.entry_id AND a.kind = 'cost')
 WHERE e.kind = 'cost.record'
   AND e.effective_on <= :as_at
   AND e.entry_id <= :known
   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id
   AND r.effective_on <= :as_at
   AND r.entry_id <= :known
   )
 GROUP BY e.entry_id
 ORDER BY e.effective_on, e.entry_id
