-- One child's scores.
SELECT m.code, o.item, o.informant, o.observed_on, o.value_thousandths
  FROM outcome o JOIN measure m USING (measure_id)
 WHERE true
   AND o.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND o.observed_on <= :as_at
 ORDER BY m.code, o.item, o.informant, o.observed_on
