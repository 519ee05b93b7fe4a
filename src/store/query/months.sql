SELECT month, allocated_pence, committed_pence, spent_pence, paid_pence, purchases
  FROM month_position
 WHERE true
   AND month >= substr(:since, 1, 7)
   AND month <= substr(:until, 1, 7)
 ORDER BY month
