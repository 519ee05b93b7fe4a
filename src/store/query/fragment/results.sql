(SELECT n.need_id, n.child_id, n.what, n.domain, n.aim, n.likely_pence, n.outcome, n.measure_id, n.item,
       n.target_thousandths, n.due_on, n.event, o.value_thousandths AS score, o.observed_on AS scored_on,
       CASE WHEN m.mark = 'unmet' OR o.outcome_id IS NULL THEN m.mark
            WHEN iif(g.better = 'higher', o.value_thousandths >= n.target_thousandths,
                     o.value_thousandths <= n.target_thousandths) THEN 'achieved'
            WHEN n.due_on <= :day THEN 'not_achieved'
            ELSE 'not_yet' END AS result
  FROM need_standing n
  LEFT JOIN measure g ON g.measure_id = n.measure_id
  LEFT JOIN need_mark_standing m ON m.event = {mark}
  LEFT JOIN outcome_standing o ON o.outcome_id = (
       SELECT x.outcome_id FROM outcome_standing x
        WHERE x.child_id = n.child_id AND x.measure_id = n.measure_id AND x.item = n.item
          AND x.observed_on <= min(coalesce(n.due_on, :day), :day)
          AND x.event <= :known
        ORDER BY x.observed_on DESC, x.event DESC LIMIT 1))
