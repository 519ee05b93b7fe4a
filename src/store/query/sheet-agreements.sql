-- title: Agreements
-- purpose: What `bhlp import --template` fills the sheet of agreements with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   child_ref
--   provider
--   payee | Payee | word | who the payee is
--   agreed_on | Agreed | day | the day it holds from
--   purpose | For | text | what the money is for
--   basis | By | word | the law by which a family is paid
--   disability | Disability | text | where it is recorded, if not as the child's need
--   accounts_months | Accounts after | count | months after a payment in which accounts are due
--   weekly | A week | money | what is paid a week
--   contingency_weeks | Kept | count | weeks' money that may be kept
--   repayable | Repayable | text | `yes` or `no`: whether what is not used is asked back
--   on_benefit | On benefit | text | `yes` or `no`: so that nobody is asked to repay
--   other_ways | Other ways | text | what was offered beside a prepaid card
--   statements | Statements | text | `yes` or `no`: whether the card's statements come in

SELECT ch.child_ref, v.code AS provider, g.payee, g.agreed_on, g.purpose, g.basis, g.disability, g.accounts_months,
       g.weekly_pence AS weekly, g.contingency_weeks, iif(g.repayable, 'yes', 'no') AS repayable,
       CASE g.on_benefit WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS on_benefit, g.other_ways,
       iif(g.statements, 'yes', 'no') AS statements
  FROM agreement_standing g JOIN child ch USING (child_id) JOIN provider v USING (provider_id)
 WHERE ch.child_id NOT IN {shield}
 ORDER BY g.event
