-- Open budgets with money left and nothing bought for a while.
SELECT ch.child_ref, led.code, b.opened_on, p.last_on,
       (unixepoch(:day) - unixepoch(coalesce(p.last_on, b.opened_on))) / 86400, p.allocated_pence, p.available_pence
  FROM budget_position p
  JOIN budget b USING (child_id)
  JOIN child ch USING (child_id)
  LEFT JOIN {led} led USING (child_id)
 WHERE p.available_pence > 0
   AND (b.closed_on IS NULL OR b.closed_on > :day)
   AND coalesce(p.last_on, b.opened_on) <= date(:day, '-' || :days || ' days')
   AND led.code = :practitioner
 ORDER BY 5 DESC, ch.child_ref
