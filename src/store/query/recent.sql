-- What was bought or ordered lately: each thing once, the newest first.
SELECT row_number() OVER (ORDER BY max(k.commission_id) DESC), k.placed_on, ch.child_ref, m.description, g.code,
       v.code, v.name, m.estimate_pence,
       -- What was left of the price when it was placed is what its budget did not bear.
       m.estimate_pence - (SELECT sum(t.amount_pence) FROM transfer t
                            WHERE t.entry_id = k.commission_id AND t.book = 'budget'),
       iif(e.kind = 'buy', 'bought', 'ordered'), m.every, count(*)
  FROM commission_position k
  JOIN commission m ON m.commission_id = k.commission_id
  JOIN entry e ON e.entry_id = k.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
 WHERE k.committed_pence + k.spent_pence > 0
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND k.child_id IN (SELECT l.child_id FROM lead l JOIN practitioner w USING (practitioner_id) WHERE w.code = :practitioner)
 GROUP BY m.description, k.category_id, k.provider_id, m.estimate_pence, e.kind, m.every
 ORDER BY 1
