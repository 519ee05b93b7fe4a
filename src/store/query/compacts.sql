-- Who promised what, and when it is looked at again.
SELECT k.event, ch.child_ref, k.agreed_on, p.who, p.what,
       (SELECT count(*) FROM compact_review o WHERE o.compact = k.event
           AND o.reviewed_on <= :as_at
           AND o.event <= :known
       ), r.reviewed_on, r.note, iif(r.event IS NULL, k.review_on, r.next_on)
  FROM compact k
  JOIN child ch USING (child_id)
  JOIN compact_promise p ON p.event = k.event
  LEFT JOIN compact_review r ON r.event = (
       SELECT max(o.event) FROM compact_review o WHERE o.compact = k.event
           AND o.reviewed_on <= :as_at
           AND o.event <= :known
       )
 WHERE true
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND k.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND k.agreed_on <= :as_at
   AND k.event <= :known
 ORDER BY k.event, p.line
