-- title: Recent purchases
-- purpose: What was bought or commissioned, each thing once, the newest first: what `bhlp again` repeats
-- place: 320
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner
-- nothing: nothing has been bought or commissioned
-- columns:
--   number | No. | count | the number `bhlp again` takes
--   last_on | Last | day | the day it was last bought or commissioned
--   child_ref
--   what | What | text | what it is, where that was said
--   category
--   provider
--   provider_name
--   amount | Price | money | the price first agreed, with VAT
--   vat | VAT | money | the recoverable VAT in it
--   way | How | text | `bought` in one step, or `commissioned` first
--   times | Times | count | how often it was bought or commissioned

SELECT row_number() OVER (ORDER BY max(k.commission_id) DESC) AS number, k.placed_on AS last_on, ch.child_ref,
       iif(k.commission_id IN {masked}, NULL, m.description) AS what, g.code AS category,
       iif(k.commission_id IN {masked}, 'not shown', v.code) AS provider, iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name, m.estimate_pence AS amount,
       -- What was left of the price when it was placed is what its budget did not bear.
       m.estimate_pence - (SELECT sum(t.amount_pence) FROM transfer t
                            WHERE t.entry_id = k.commission_id AND t.book = 'budget') AS vat,
       iif(e.kind = 'buy', 'bought', 'commissioned') AS way, count(*) AS times
  FROM commission_position k
  JOIN commission m ON m.commission_id = k.commission_id
  JOIN entry e ON e.entry_id = k.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
 WHERE k.committed_pence + k.spent_pence > 0
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND k.child_id IN (SELECT l.child_id FROM lead l JOIN practitioner w USING (practitioner_id) WHERE w.code = :practitioner)
 GROUP BY m.description, k.category_id, k.provider_id, m.estimate_pence, e.kind
 ORDER BY 1
