-- First digits of what was ordered, with VAT; and the prices that one in a hundred are below or above.
WITH price AS (
    SELECT k.estimate_pence AS pence, row_number() OVER (ORDER BY k.estimate_pence) AS place, count(*) OVER () AS total
      FROM commission k
     WHERE k.committed_pence + k.spent_pence > 0
       AND k.placed_on >= :since
       AND k.placed_on <= :until
)
SELECT cast(substr(pence, 1, 1) AS INTEGER), count(*),
       (SELECT pence FROM price WHERE place = total / 100 + 1), (SELECT pence FROM price WHERE place = total - total / 100)
  FROM price
 GROUP BY 1
