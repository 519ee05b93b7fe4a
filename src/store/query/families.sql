-- title: Families
-- purpose: Which children belong to which family, how and from when to when
-- place: 445
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, family, practitioner
-- nothing: no child belongs to a family
-- columns:
--   family
--   child_ref
--   kind
--   from_on
--   until_on | Until | day | the last day it holds; empty: it goes on
--   lead_professional
--   member | Member | count | the number of the child's place in the family, by which it is withdrawn

SELECT m.family_ref AS family, ch.child_ref, m.kind, m.from_on, m.until_on, led.code AS lead_professional,
       m.member_id AS member
  FROM family_member_standing m
  JOIN child ch USING (child_id)
  LEFT JOIN {led} led USING (child_id)
 WHERE true
   AND ch.child_ref = :child
   AND m.family_ref = :family
   AND led.code = :practitioner
   AND m.from_on <= :as_at
   AND m.member_id <= :known
 ORDER BY m.family_ref, m.from_on, m.member_id
