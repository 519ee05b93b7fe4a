-- The pilot's own accounts, with what is in them.
SELECT a.name, p.code, a.balance_pence
  FROM account_position a LEFT JOIN practitioner p ON p.practitioner_id = a.holder_id
 WHERE a.kind IN ('bank', 'card', 'imprest', 'notional')
 ORDER BY a.kind, a.name
