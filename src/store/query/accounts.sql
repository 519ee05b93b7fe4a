-- title: Accounts
-- purpose: The pilot's bank accounts, cards and floats, with what is in them
-- place: 490
-- read: lead_professional own, manager team, finance all, administrator all
-- nothing: no account is open
-- columns:
--   account | Account | text | its whole name
--   holder | Holder | text | whose card it is
--   balance | Balance | money | what is in it; negative: what is owed on it
--   financed | Council finances | money filled | how far a bank is below nothing: what the council pays until its grants come
--   limit | Limit | money filled | how far the policy of the day lets it be below nothing

SELECT a.name AS account, p.code AS holder, a.balance_pence AS balance,
       iif(a.kind = 'bank' AND a.balance_pence < 0, -a.balance_pence, NULL) AS financed,
       (SELECT q.limit_pence FROM policy_account q
         WHERE q.account_id = a.account_id
           AND q.policy_id = (SELECT policy_id FROM policy WHERE from_on <= :day ORDER BY policy_id DESC LIMIT 1)) AS "limit"
  FROM account_position a LEFT JOIN practitioner p ON p.practitioner_id = a.holder_id
 WHERE a.kind IN ('bank', 'card', 'imprest', 'held', 'notional')
 ORDER BY a.kind, a.name
