(SELECT x.commission_id, x.child_id, x.provider_id, x.category_id, x.practitioner_id, x.placed_on, x.needed_on,
        x.description, x.ordered, x.units,
        CASE WHEN x.last_on IS NOT NULL THEN coalesce(x.complete_on, iif(x.units = x.ordered, x.last_on, NULL))
        ELSE (SELECT min(e.effective_on) FROM entry e
                 WHERE e.child_id = x.child_id AND e.commission_id = x.commission_id AND e.kind IN ('buy', 'invoice.record')
            AND e.effective_on <= :as_at
            AND e.entry_id <= :known
                   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id
            AND r.effective_on <= :as_at
            AND r.entry_id <= :known
                   )) END AS arrived_on
   FROM (SELECT k.commission_id, k.child_id, k.provider_id, k.category_id, k.practitioner_id, k.placed_on, m.needed_on,
                m.description,
                coalesce((SELECT u.units_thousandths FROM units_agreed u WHERE u.commission_id = k.commission_id AND u.agreed_on <= :day
            AND u.event <= :known
                           ORDER BY u.event DESC LIMIT 1), m.units_thousandths) AS ordered,
                (SELECT sum(d.units_thousandths) FROM delivery_standing d WHERE d.commission_id = k.commission_id AND d.delivered_on <= :day
            AND d.event <= :known
                ) AS units,
                (SELECT max(d.delivered_on) FROM delivery_standing d WHERE d.commission_id = k.commission_id AND d.delivered_on <= :day
            AND d.event <= :known
                ) AS last_on,
                (SELECT d.delivered_on FROM delivery_standing d WHERE d.commission_id = k.commission_id AND d.complete = 1 AND d.delivered_on <= :day
            AND d.event <= :known
                ) AS complete_on
           FROM commission_position k JOIN commission m USING (commission_id)
          WHERE k.committed_pence + k.spent_pence > 0) x)
