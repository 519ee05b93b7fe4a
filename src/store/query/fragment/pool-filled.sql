(SELECT *, whole + coalesce(row_number() OVER (PARTITION BY event, fund_id ORDER BY rest DESC, partner)
                            <= iif(weights = 0, 0, amount) - sum(whole) OVER (PARTITION BY event, fund_id), 0) AS part
   FROM (SELECT *, coalesce(CASE WHEN amount > caps THEN cap + (amount - caps) * weight / nullif(weights, 0)
                                 WHEN full THEN cap ELSE open_amount * weight / nullif(open_weights, 0) END, 0) AS whole,
                coalesce(CASE WHEN amount > caps THEN (amount - caps) * weight % nullif(weights, 0)
                              WHEN full THEN -1 ELSE open_amount * weight % nullif(open_weights, 0) END, 0) AS rest
           FROM (SELECT *, sum(iif(full, 0, weight)) OVER w AS open_weights, amount - sum(iif(full, cap, 0)) OVER w AS open_amount
                   FROM (SELECT *, (amount - caps_before) * weight >= cap * weights_from AS full
                           FROM (SELECT *, sum(cap) OVER w AS caps, sum(weight) OVER w AS weights, sum(cap) OVER o - cap AS caps_before,
                                        sum(weight) OVER w - sum(weight) OVER o + weight AS weights_from
                                   FROM {of}
                                 WINDOW w AS (PARTITION BY event, fund_id),
                                        o AS (PARTITION BY event, fund_id ORDER BY cap * 1.0 / nullif(weight, 0), partner ROWS UNBOUNDED PRECEDING)))
                 WINDOW w AS (PARTITION BY event, fund_id))))
