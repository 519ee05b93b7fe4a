-- title: Funds
-- purpose: What `bhlp import --template` fills the sheet of funds with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   fund | Code | text | the fund's code
--   name
--   contributor
--   cohort | For whom | word | the children it is for; empty: any child
--   amount | Amount | money | what was received on the day
--   received_on | Received | day | the day it was received
--   nature | Nature | word | `cash`, or `notional`: given in kind
--   stream | Stream | word | `pump_priming` or `mainstream`
--   categories | Categories | text | what it may be spent on, with spaces between; empty: anything
--   from_on | From | day | the first day it may be spent
--   until_on | Until | day | the last day it may be spent
--   claim_basis | Claimed when | word | `incurred` or `defrayed`
--   claim_by | Claimed by | day | the last day to claim it

SELECT f.code AS fund, f.name, f.contributor, f.cohort, t.amount_pence AS amount, e.effective_on AS received_on, f.nature, f.stream,
       (SELECT group_concat(g.code, ' ') FROM fund_category c JOIN category g USING (category_id) WHERE c.fund_id = f.fund_id) AS categories,
       f.from_on, f.until_on, f.claim_basis, f.claim_by
  FROM fund f
  JOIN account p ON p.fund_id = f.fund_id AND p.kind = 'pool'
  LEFT JOIN (entry e JOIN transfer t ON t.entry_id = e.entry_id) ON e.kind = 'fund.receive' AND e.reference IS NULL
        AND t.debit_account_id = p.account_id AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
 ORDER BY f.code, e.effective_on, e.entry_id
