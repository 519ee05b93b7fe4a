(SELECT k.commission_id, k.child_id, k.provider_id, k.category_id, k.practitioner_id, k.placed_on, m.needed_on,
        m.description, m.units_thousandths AS ordered,
        (SELECT sum(d.units_thousandths) FROM delivery_standing d WHERE d.commission_id = k.commission_id AND d.delivered_on <= :day
            AND d.event <= :known
        ) AS units,
        CASE WHEN EXISTS (SELECT 1 FROM delivery_standing d WHERE d.commission_id = k.commission_id AND d.delivered_on <= :day
            AND d.event <= :known
        ) THEN (SELECT d.delivered_on FROM delivery_standing d WHERE d.commission_id = k.commission_id AND d.complete = 1 AND d.delivered_on <= :day
            AND d.event <= :known
        ) ELSE (SELECT min(e.effective_on) FROM entry e
                 WHERE e.child_id = k.child_id AND e.commission_id = k.commission_id AND e.kind IN ('buy', 'invoice.record')
            AND e.effective_on <= :as_at
            AND e.entry_id <= :known
                   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id
            AND r.effective_on <= :as_at
            AND r.entry_id <= :known
                   )) END AS arrived_on
   FROM commission_position k JOIN commission m USING (commission_id)
  WHERE k.committed_pence + k.spent_pence > 0)
