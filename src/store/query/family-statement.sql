-- title: A family's budgets
-- purpose: The children who belong to a family on the day: what each was given, used and has left, and what they share
-- place: 65
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: family
-- filters: family, practitioner
-- nothing: no child belongs to this family on that day
-- columns:
--   child_ref
--   kind
--   from_on
--   until_on | Until | day | the last day it holds; empty: it goes on
--   lead_professional
--   allocated
--   committed
--   spent
--   shared | Of it shared | money totalled | used of what was bought for several children of this family
--   available

SELECT ch.child_ref, m.kind, m.from_on, m.until_on, led.code AS lead_professional, p.allocated_pence AS allocated,
       p.committed_pence AS committed, p.spent_pence AS spent,
       iif(p.child_id IS NULL, NULL, coalesce((SELECT sum(k.spent_pence) FROM {shared} s
              JOIN commission_position k USING (commission_id)
             WHERE s.family_ref = m.family_ref AND k.child_id = m.child_id), 0)) AS shared,
       p.available_pence AS available
  FROM family_member_standing m
  JOIN child ch USING (child_id)
  LEFT JOIN budget_position p USING (child_id)
  LEFT JOIN {led} led USING (child_id)
 WHERE m.from_on <= :day AND (m.until_on IS NULL OR m.until_on >= :day)
   AND m.family_ref = :family
   AND led.code = :practitioner
   AND m.member_id <= :known
 ORDER BY ch.child_ref
