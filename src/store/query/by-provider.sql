-- What was bought, by provider.
SELECT v.code, v.name, count(DISTINCT p.child_id), count(*), sum(p.committed_pence), sum(p.spent_pence),
       sum(p.spent_pence) * 1000 / nullif(sum(sum(p.spent_pence)) OVER (), 0)
  FROM commission_position p
  JOIN provider v USING (provider_id)
 WHERE p.committed_pence + p.spent_pence > 0
 GROUP BY v.code
 ORDER BY v.code
