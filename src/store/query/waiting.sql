-- title: Waiting for approval
-- purpose: What is waiting for approval, oldest first, with what is left and what else the child has had
-- place: 340
-- read: lead_professional own, manager all, finance all, administrator all
-- filters: number, child
-- nothing: nothing is waiting for approval
-- columns:
--   commission
--   asked_on
--   days | Days | count | how many days it has waited
--   child_ref
--   item
--   category
--   provider_name
--   asked
--   because
--   practitioner
--   asked_by | Asked by | text | who recorded it; neither they nor the buyer decides
--   left | Would be left | money | what the child has left once this is kept
--   had | Used and promised | money | what the child has had and been promised so far, this included
--   nearby | Other recent purchases | count | what else this buyer bought for the child within the split window before it
--   nearby_amount | Their price | money | the price of those, with VAT
--   needed_on | Needed | day | when the child needs it
--   wish | Family asked for | text | what the family asked for
--   note
--   provider_step | Step | word | the step on the ladder of intervention with the provider, if any

SELECT k.commission_id AS commission, e.effective_on AS asked_on,
       (unixepoch(:day) - unixepoch(e.effective_on)) / 86400 AS days, ch.child_ref,
       iif(k.commission_id IN {masked}, g.label, coalesce(k.description, g.label)) AS item, g.code AS category, iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name, q.asked_pence AS asked,
       q.because, w.code AS practitioner, by.code AS asked_by,
       b.allocated_pence - b.committed_pence - b.spent_pence AS "left", b.spent_pence + b.committed_pence AS had,
       near.number AS nearby, near.pence AS nearby_amount, k.needed_on, iif(k.commission_id IN {masked}, NULL, k.wish) AS wish, iif(k.commission_id IN {masked}, NULL, e.note) AS note,
       (SELECT s.step || iif(s.stops_orders, ', new commissions stopped', '') FROM provider_step s
         WHERE s.event = {step} AND s.step <> 'restored') AS provider_step
  FROM commission k
  JOIN request q ON q.event = k.waiting
  JOIN entry e ON e.entry_id = q.event
  JOIN event ev ON ev.seq = q.event
  JOIN practitioner by ON by.practitioner_id = ev.actor_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN budget b ON b.child_id = k.child_id
  LEFT JOIN (
      -- What the same buyer bought for the same child within the split window before it.
      SELECT k.commission_id, count(*) AS number, sum(o.estimate_pence) AS pence
        FROM commission k
        JOIN commission o ON o.child_id = k.child_id AND o.practitioner_id = k.practitioner_id
         AND o.committed_pence + o.spent_pence > 0
         AND (o.placed_on, o.commission_id) < (k.placed_on, k.commission_id)
         AND o.placed_on > date(k.placed_on, '-' || {split days} || ' days')
       WHERE k.waiting IS NOT NULL
       GROUP BY k.waiting) near ON near.commission_id = k.commission_id
 WHERE k.waiting IS NOT NULL
   AND k.commission_id = :number
   AND ch.child_ref = :child
 ORDER BY e.effective_on, k.waiting
