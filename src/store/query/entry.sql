-- One entry with its transfers.
SELECT e.entry_id, {what}, e.effective_on, ev.recorded_at, w.code, ev.request_key, ch.child_ref, e.commission_id,
       e.reference, (SELECT r.entry_id FROM entry r WHERE r.reverses_id = e.entry_id), e.note,
       e.belongs_on, t.line, t.book, d.name, c.name, t.amount_pence
  FROM entry e
  JOIN event ev ON ev.seq = e.entry_id
  JOIN practitioner w ON w.practitioner_id = ev.actor_id
  JOIN transfer t ON t.entry_id = e.entry_id
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN account c ON c.account_id = t.credit_account_id
  LEFT JOIN child ch ON ch.child_id = e.child_id
 WHERE true
   AND e.entry_id = :number
 ORDER BY t.line
