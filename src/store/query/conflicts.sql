-- title: Conflicts of interest
-- purpose: Who has declared an interest in which child or provider
-- place: 300
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, provider
-- nothing: no conflict of interest is declared
-- columns:
--   conflict | Conflict | count | the conflict's number
--   practitioner | Code | text | whose it is
--   name | Name | text | their name
--   kind | Kind | text | `child` or `provider`
--   with | With | text | the child's reference or the provider's code
--   what | What | text | what it is
--   from_on | From | day | the first day
--   until_on | Until | day | the last day; empty: it goes on

SELECT x.conflict_id AS conflict, w.code AS practitioner, w.name,
       iif(x.child_id IS NULL, 'provider', 'child') AS kind, coalesce(c.child_ref, v.code) AS "with",
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
