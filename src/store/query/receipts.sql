-- title: Receipts
-- purpose: The receipts of purchases: a file, or the reason why there is none
-- place: 640
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child
-- nothing: no receipt is recorded
-- columns:
--   receipt | Receipt | count | the receipt's number
--   commission
--   placed_on
--   child_ref
--   item
--   provider_name
--   name | File | text | the file's own name
--   size | Bytes | count | the file's size
--   place | Where | text | where the file is
--   reason | Reason for none | text | why there is no receipt
--   recorded_by
--   recorded_at
--   sha256

SELECT r.event AS receipt, r.commission_id AS commission, k.placed_on, ch.child_ref,
       iif(k.commission_id IN {masked}, g.label, coalesce(k.description, g.label)) AS item, iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name, iif(k.commission_id IN {masked}, 'not shown', r.name) AS name, r.size,
       CASE WHEN k.commission_id IN {masked} THEN iif(r.kept = 1, 'in the ledger', NULL)
            WHEN r.kept = 1 THEN 'in the ledger' || coalesce(' and ' || r.place, '') ELSE r.place END AS place,
       iif(k.commission_id IN {masked}, NULL, r.reason) AS reason, w.code AS recorded_by, e.recorded_at, r.sha256
  FROM receipt_standing r
  JOIN commission k ON k.commission_id = r.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category g ON g.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN event e ON e.seq = r.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE true
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND k.placed_on <= :as_at
   AND r.event <= :known
 ORDER BY r.event
