-- title: Entry
-- purpose: One entry with its transfers
-- place: 410
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: entry
-- filters: number
-- nothing: there is no such entry
-- columns:
--   entry | above
--   what | above
--   on | above
--   recorded_at | above
--   recorded_by | above
--   key | Key | text above | the request key it was recorded with
--   child_ref | above
--   commission | above
--   reference | above
--   reversed_by | above
--   note | above
--   belongs_on | above
--   line | Line | count | the transfer's number in the entry
--   book | Book | text | `budget` or `cash`
--   debit_account | Debit | text | the account debited
--   credit_account | Credit | text | the account credited
--   amount | Amount | money | how much moves

SELECT e.entry_id AS entry, {what} AS what, e.effective_on AS "on", ev.recorded_at, w.code AS recorded_by,
       ev.request_key AS "key", ch.child_ref, e.commission_id AS commission,
       e.reference, (SELECT r.entry_id FROM entry r WHERE r.reverses_id = e.entry_id) AS reversed_by, e.note,
       e.belongs_on, t.line, t.book, d.name AS debit_account, c.name AS credit_account, t.amount_pence AS amount
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
