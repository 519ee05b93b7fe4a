-- title: Budgets
-- purpose: What `bhlp import --template` fills the sheet of budgets with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   child_ref
--   opened_on | Given | day | the day it was given
--   amount | Amount | money | what was given
--   fund
--   expected_outcome

SELECT ch.child_ref, e.effective_on AS opened_on, t.amount_pence AS amount, f.code AS fund, b.expected_outcome
  FROM budget b
  JOIN child ch USING (child_id)
  JOIN account a ON a.child_id = b.child_id AND a.kind = 'available'
  JOIN fund f ON f.fund_id = a.fund_id
  JOIN entry e ON e.child_id = b.child_id AND e.commission_id IS NULL AND (e.kind = 'budget.open' OR e.kind = 'budget.top-up')
  JOIN transfer t ON t.entry_id = e.entry_id AND t.debit_account_id = a.account_id
 WHERE b.child_id NOT IN {shield}
   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
 ORDER BY e.entry_id
