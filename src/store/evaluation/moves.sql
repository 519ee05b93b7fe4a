-- Every move of money in the budget book. Rows come in the order of writing, not through the index of days.
SELECT e.effective_on, t.debit_account_id, t.credit_account_id, t.amount_pence
  FROM entry e CROSS JOIN transfer t ON t.entry_id = e.entry_id
 WHERE t.book = 'budget' AND e.entry_id <= ?2 AND +e.effective_on <= ?1
