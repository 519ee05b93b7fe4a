-- title: Agreements with payees
-- purpose: What was agreed with those who are given money for a child, and which of it holds
-- place: 179
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, provider
-- nothing: nothing was agreed with a payee
-- columns:
--   agreement | No. | count | the agreement's number
--   provider | Payee | text | the payee's code
--   payee | Kind | word | `parent`, `carer`, `young_person`, `agent`, `broker` or `voluntary_body`
--   child_ref
--   basis | Basis | text | the law under which a family is paid: `s17A`, `s17(6)` or `other_power`
--   disability | Disability | text filled | where it is recorded, if not as the child's need
--   purpose | For | text | what the money is for
--   agreed_on | Agreed | day | the day from which it holds
--   accounts_months | Accounts after | count | how many months after a payment accounts are due
--   allowed | May be kept | money | weeks of contingency by a week's money
--   repayable | Repayable | text | whether repayment is a condition (section 17(7))
--   on_benefit | On a benefit | text filled | whether the family is on a means-tested benefit, so that nobody is asked to repay
--   other_ways | Other ways offered | text filled | the ways that were offered to who chose a prepaid card
--   statements | Statements | text filled | whether the card's statement comes in
--   holds | Holds | text | `yes`, or `until` the next was agreed; `no day`: another was agreed on its own day

SELECT g.event AS agreement, iif(g.child_id IN {unasked}, 'not shown', v.code) AS provider, g.payee, ch.child_ref, g.basis, g.disability, iif(g.child_id IN {unasked}, NULL, g.purpose) AS purpose, g.agreed_on,
       g.accounts_months, coalesce(g.contingency_weeks * g.weekly_pence, 0) AS allowed,
       iif(g.repayable, 'yes', 'no') AS repayable, iif(g.on_benefit, 'yes', iif(g.on_benefit IS NULL, NULL, 'no')) AS on_benefit,
       iif(g.child_id IN {unasked}, NULL, g.other_ways) AS other_ways,
       iif(g.other_ways IS NULL, NULL, iif(g.statements, 'yes', 'no')) AS statements,
       coalesce((SELECT iif(n.agreed_on = g.agreed_on, 'no day', 'until ' || n.agreed_on) FROM agreement_standing n
                              WHERE n.provider_id = g.provider_id AND n.child_id = g.child_id
                                AND (n.agreed_on, n.event) > (g.agreed_on, g.event)
                                AND n.event <= :known
                              ORDER BY n.agreed_on, n.event LIMIT 1), 'yes') AS holds
  FROM agreement_standing g
  JOIN provider v ON v.provider_id = g.provider_id
  JOIN child ch ON ch.child_id = g.child_id
 WHERE g.agreed_on <= :day
   AND g.event <= :known
   AND ch.child_ref = :child
   AND v.code = :provider AND g.child_id NOT IN {unasked}
 ORDER BY 2, ch.child_ref, g.agreed_on, g.event
