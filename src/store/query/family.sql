-- One child's budget in plain words: what was set aside, what was bought, what is promised.
WITH this AS (
    SELECT c.child_id, o.opened_on
      FROM child c JOIN budget o USING (child_id)
     WHERE c.child_ref = :child)
SELECT part, on_day, what, provider, amount, funds
  FROM (SELECT 1 AS place, 'set aside' AS part, this.opened_on AS on_day, NULL AS what, NULL AS provider,
               b.allocated_pence AS amount, NULL AS funds, 0 AS number
          FROM this JOIN budget_position b USING (child_id)
         UNION ALL
        SELECT 2, 'used', NULL, NULL, NULL, b.spent_pence, NULL, 0 FROM this JOIN budget_position b USING (child_id)
         UNION ALL
        SELECT 3, 'promised', NULL, NULL, NULL, b.committed_pence, NULL, 0
          FROM this JOIN budget_position b USING (child_id)
         UNION ALL
        SELECT 4, 'left', NULL, NULL, NULL, b.available_pence, NULL, 0 FROM this JOIN budget_position b USING (child_id)
         UNION ALL
        SELECT 5, 'bought', k.placed_on, coalesce(m.description, g.label), v.name, k.spent_pence, {spent shares},
               k.commission_id
          FROM this JOIN commission_position k USING (child_id)
          JOIN commission m ON m.commission_id = k.commission_id
          JOIN category g ON g.category_id = k.category_id
          JOIN provider v ON v.provider_id = k.provider_id
         WHERE k.spent_pence > 0
         UNION ALL
        SELECT 6, 'ordered', k.placed_on, coalesce(m.description, g.label), v.name, k.committed_pence,
               {committed shares}, k.commission_id
          FROM this JOIN commission_position k USING (child_id)
          JOIN commission m ON m.commission_id = k.commission_id
          JOIN category g ON g.category_id = k.category_id
          JOIN provider v ON v.provider_id = k.provider_id
         WHERE k.committed_pence > 0)
 ORDER BY place, on_day, number
