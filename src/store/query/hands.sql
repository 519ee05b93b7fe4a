-- title: In other hands
-- purpose: Money that payees, agents and brokers were given: accounted for, returned, owed back, and how old the rest is
-- place: 178
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, provider, open
-- nothing: no money is in other hands
-- columns:
--   provider | Payee | text | the payee's code
--   payee | Kind | word | `parent`, `carer`, `young_person`, `agent`, `broker` or `voluntary_body`
--   basis | Basis | text | the law under which a family is paid: `s17A`, `s17(6)` or `other_power`
--   child_ref
--   commission
--   practitioner | Bought by | text | who bought or commissioned it: finance may have paid it
--   given_on | Given on | day | the day it was paid or advanced: the oldest of what is not accounted for, or the last of all
--   due_on | Accounts due | day | the day by which that is to be accounted for, by what was agreed when it was given
--   paid | Given | money totalled | what was paid to the family, or advanced to the agent or card
--   accounted | Accounted for | money totalled | what receipts account for that were recorded by the day, or what was spent out of an advance
--   returned | Returned | money totalled | what came back
--   owed_back | Owed back | money totalled | asked back and not repaid
--   written_off | Written off | money totalled filled | debts that were given up
--   open | Not accounted for | money totalled | the rest
--   to_ask | Beyond contingency | money totalled | what of the rest is more than may be kept
--   days | Days | count | how long ago that was given, where anything is open or owed
--   age | Age | text | `0-30`, `31-60`, `61-90` or `over 90` days, where anything is open or owed
--   standing | Standing | text | `accounted for`, `in hand`, `overdue` or `owed back`

SELECT provider, payee, basis, child_ref, commission, practitioner, given_on, due_on, paid, accounted, returned, owed_back,
       written_off, open, to_ask, days,
       CASE WHEN days <= 30 THEN '0-30' WHEN days <= 60 THEN '31-60' WHEN days <= 90 THEN '61-90' WHEN days > 90 THEN 'over 90' END AS age,
       standing
  FROM (SELECT iif(h.commission_id IN {masked}, 'not shown', v.code) AS provider, h.payee, h.basis, ch.child_ref, h.commission_id AS commission, w.code AS practitioner,
               h.since_on AS given_on, h.due_on, h.paid_pence AS paid, h.accounted_pence AS accounted, h.back_pence AS returned,
               h.debt_pence AS owed_back, h.off_pence AS written_off, h.left_pence AS open, h.due_pence AS to_ask,
               iif(h.left_pence > 0 OR h.debt_pence > 0, (unixepoch(:day) - unixepoch(h.since_on)) / 86400, NULL) AS days,
               CASE WHEN h.debt_pence > 0 THEN 'owed back' WHEN h.late_pence > 0 THEN 'overdue'
                    WHEN h.left_pence > 0 THEN 'in hand' ELSE 'accounted for' END AS standing
          FROM ({hands}) h
          JOIN provider v ON v.provider_id = h.provider_id
          JOIN child ch ON ch.child_id = h.child_id
          JOIN practitioner w ON w.practitioner_id = h.practitioner_id)
 WHERE true
   AND child_ref = :child
   AND provider = :provider AND commission NOT IN {masked}
   AND :open = 1 AND standing <> 'accounted for'
 ORDER BY provider, commission
