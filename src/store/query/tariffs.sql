-- title: Tariffs
-- purpose: Commissions of which a part is paid only when an outcome is recorded in time
-- place: 620
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, provider
-- nothing: nothing depends on an outcome
-- columns:
--   commission
--   placed_on
--   child_ref
--   item
--   provider_name
--   amount | Price | money | the whole price, with VAT, all of it reserved
--   base | Base | money | what is paid in any case, with VAT
--   part | Part | money | what depends on the outcome, before its weight
--   weight | Weight | units | the weight for difficulty
--   held | Held | money | the part times its weight, to the penny, half a penny up
--   outcome | If | text | the score to be reached
--   informant | Reported by | text | who has to report it; empty: anybody
--   due_on | By | day | the last day on which it counts
--   earned_on | Reached | day | the first day in time on which it was reached
--   invoiced | Invoiced | money | what was invoiced so far, with VAT
--   state | State | text | `waiting`; `due`: the day has passed; `earned`; `lapsed`; `ended`: the commission was closed
--       before; as it is now

SELECT n.event AS commission, k.placed_on, ch.child_ref, iif(k.commission_id IN {masked}, c.label, coalesce(k.description, c.label)) AS item, iif(k.commission_id IN {masked}, 'not shown', v.name) AS provider_name,
       k.estimate_pence AS amount, n.base_pence AS base,
       n.part_pence AS part, n.weight_thousandths AS weight, n.held_pence AS held, {target} AS outcome, n.informant,
       n.due_on, s.earned_on, k.invoiced_pence AS invoiced,
       CASE WHEN s.lapsed_by IS NOT NULL THEN 'lapsed'
            WHEN s.earned_on IS NOT NULL THEN 'earned'
            WHEN k.closed_by IS NOT NULL THEN 'ended'
            WHEN n.due_on < :day THEN 'due'
            ELSE 'waiting' END AS state
  FROM tariff n
  JOIN tariff_standing s ON s.commission_id = n.event
  JOIN commission k ON k.commission_id = n.event
  JOIN measure g ON g.measure_id = n.measure_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN category c ON c.category_id = k.category_id
  JOIN provider v ON v.provider_id = k.provider_id
 WHERE true
   AND k.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND v.code = :provider AND k.commission_id NOT IN {masked}
   AND k.placed_on <= :as_at
   AND n.event <= :known
 ORDER BY n.due_on, n.event
