-- title: Accounts
-- purpose: The pilot's bank accounts, cards and floats, with what is in them
-- place: 490
-- read: lead_professional own, manager team, finance all, administrator all
-- nothing: no account is open
-- columns:
--   account | Account | text | its whole name
--   holder | Holder | text | whose card it is
--   balance | Balance | money | what is in it; negative: what is owed on it

SELECT a.name AS account, p.code AS holder, a.balance_pence AS balance
  FROM account_position a LEFT JOIN practitioner p ON p.practitioner_id = a.holder_id
 WHERE a.kind IN ('bank', 'card', 'imprest', 'notional')
 ORDER BY a.kind, a.name
