-- title: Idle budgets
-- purpose: Open budgets with money left and nothing bought for a while (--days, else what the policy says, else 60)
-- place: 210
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: days, practitioner
-- nothing: no budget is idle
-- columns:
--   child_ref
--   lead_professional
--   opened_on
--   last_on
--   idle_days | Days | count | days since then, or since it was opened
--   allocated
--   available

SELECT ch.child_ref, led.code AS lead_professional, b.opened_on, p.last_on,
       (unixepoch(:day) - unixepoch(coalesce(p.last_on, b.opened_on))) / 86400 AS idle_days,
       p.allocated_pence AS allocated, p.available_pence AS available
  FROM budget_position p
  JOIN budget b USING (child_id)
  JOIN child ch USING (child_id)
  LEFT JOIN {led} led USING (child_id)
 WHERE p.available_pence > 0
   AND (b.closed_on IS NULL OR b.closed_on > :day)
   AND coalesce(p.last_on, b.opened_on) <= date(:day, '-' || :days || ' days')
   AND led.code = :practitioner
 ORDER BY 5 DESC, ch.child_ref
