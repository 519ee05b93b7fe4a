-- title: Entries
-- purpose: What was recorded, in the order it was recorded
-- place: 420
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, since, until
-- nothing: nothing has been recorded
-- columns:
--   entry
--   on
--   recorded_at
--   recorded_by
--   what
--   child_ref
--   commission
--   item
--   provider_name
--   amount | Amount | money | what moved: in the cash book, else in the budget book
--   reversed_by
--   note
--   belongs_on | filled

SELECT e.entry_id AS entry, e.effective_on AS "on", ev.recorded_at, w.code AS recorded_by, {what} AS what,
       ch.child_ref, e.commission_id AS commission,
       iif(k.commission_id IN {masked}, g.label, coalesce(k.description, g.label)) AS item,
       iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name,
       coalesce((SELECT sum(amount_pence) FROM transfer t WHERE t.entry_id = e.entry_id AND t.book = 'cash'
                    AND NOT EXISTS (SELECT 1 FROM transfer o WHERE o.entry_id = e.entry_id AND o.line < t.line
                                       AND (o.credit_account_id = t.debit_account_id OR o.debit_account_id = t.credit_account_id))),
                (SELECT sum(amount_pence) FROM transfer t WHERE t.entry_id = e.entry_id)) AS amount,
       (SELECT r.entry_id FROM entry r WHERE r.reverses_id = e.entry_id) AS reversed_by, iif(e.commission_id IN {masked} OR e.child_id IN {unasked}, NULL, e.note) AS note, e.belongs_on
  FROM entry e
  JOIN event ev ON ev.seq = e.entry_id
  JOIN practitioner w ON w.practitioner_id = ev.actor_id
  LEFT JOIN child ch ON ch.child_id = e.child_id
  LEFT JOIN commission k ON k.commission_id = e.commission_id
  LEFT JOIN category g ON g.category_id = k.category_id
  LEFT JOIN provider v ON v.provider_id = k.provider_id
 WHERE true
   AND e.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND e.effective_on >= :since
   AND e.effective_on <= :until
   AND e.effective_on <= :as_at
   AND e.entry_id <= :known
 ORDER BY e.entry_id
