-- Who has declared an interest in which child or provider.
SELECT x.conflict_id, w.code, w.name, iif(x.child_id IS NULL, 'provider', 'child'), coalesce(c.child_ref, v.code),
       x.what, x.from_on, x.until_on
  FROM conflict x
  JOIN practitioner w USING (practitioner_id)
  LEFT JOIN child c USING (child_id)
  LEFT JOIN provider v ON v.provider_id = x.provider_id
 WHERE true
   AND w.code = :practitioner
   AND c.child_ref = :child
   AND v.code = :provider
   AND x.from_on <= :as_at
   AND x.conflict_id <= :known
 ORDER BY x.conflict_id
