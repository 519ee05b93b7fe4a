-- title: Months
-- purpose: What moved in each month, by the day it happened
-- place: 40
-- read: manager all, finance all, administrator all, evaluator all
-- filters: since, until
-- nothing: nothing has been recorded in any month
-- columns:
--   month | Month | month | the month of the effective day
--   allocated | Given | money totalled | given to children in the month, less what was returned
--   committed | Promised | money totalled | newly promised in the month, less promises invoiced or released
--   spent | Used for children | money totalled | used for children in the month, less what came back; net of recoverable VAT; what the pilot itself cost is in `by-fund`
--   paid | Paid | money totalled | paid to providers in the month in cash, less refunds; with VAT
--   purchases | Purchases | count totalled | commissions and purchases of the month, less those that were undone or given back whole in it

SELECT month, allocated_pence AS allocated, committed_pence AS committed, spent_pence AS spent, paid_pence AS paid,
       purchases
  FROM month_position
 WHERE true
   AND month >= substr(:since, 1, 7)
   AND month <= substr(:until, 1, 7)
 ORDER BY month
