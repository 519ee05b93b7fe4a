-- title: First digits
-- place: 160
-- asks: Do the first digits of the prices follow Benford's law, where they could be expected to?
-- why: Amounts that grow by themselves begin with 1 far oftener than with 9; invented ones do not. It is judged only
--     on 1,000 purchases or more whose middle 98 in a hundred span a thousandfold, by the mean absolute deviation and
--     Nigrini's cut-offs for first digits.
-- answer: What makes these prices different: a price list, a limit that many purchases come close to.
-- limits: It proves nothing: neither fraud where digits differ, nor honesty where they do not. Budgets with a ceiling
--     and prices such as 4.99 seldom follow the law. It names nobody and no purchase.

-- First digits of what was commissioned, with VAT; and the prices that one in a hundred are below or above.
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
