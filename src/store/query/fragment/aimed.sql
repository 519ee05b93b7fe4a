(SELECT b.expected_outcome AS aim, b.child_id, 1 AS budgets, p.allocated_pence, NULL AS need_id, NULL AS result, 0 AS likely_pence,
        0 AS purchases, 0 AS committed_pence, 0 AS spent_pence
   FROM budget_position p JOIN budget b USING (child_id)
  UNION ALL
 SELECT n.aim, n.child_id, 0, 0, n.need_id, n.result, coalesce(n.likely_pence, 0), 0, 0, 0 FROM {results} n WHERE true
    AND n.event <= :known
  UNION ALL
 SELECT coalesce(n.aim, b.expected_outcome), k.child_id, 0, 0, NULL, NULL, 0, 1, k.committed_pence, k.spent_pence
   FROM commission_position k
   JOIN commission m ON m.commission_id = k.commission_id
   JOIN budget b ON b.child_id = k.child_id
   LEFT JOIN need_standing n ON n.need_id = m.need_id
  WHERE k.committed_pence + k.spent_pence > 0)
