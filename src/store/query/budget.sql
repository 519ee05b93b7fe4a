-- One child's budget, fund by fund.
SELECT ch.child_ref, b.opened_on, b.closed_on, b.expected_outcome, f.code,
       sum(a.balance_pence),
       sum(iif(a.kind = 'committed', a.balance_pence, 0)),
       sum(iif(a.kind = 'spent', a.balance_pence, 0)),
       sum(iif(a.kind = 'available', a.balance_pence, 0)),
       {holder}
  FROM child ch
  JOIN budget b USING (child_id)
  JOIN account_position a USING (child_id)
  JOIN fund f ON f.fund_id = a.fund_id
 WHERE true
   AND ch.child_ref = :child
 GROUP BY f.fund_id
 ORDER BY f.code
