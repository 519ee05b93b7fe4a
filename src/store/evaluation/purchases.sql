-- What was bought or commissioned and still stands. Imported purchases say `additional` where they replace nothing.
SELECT m.commission_id, m.child_id, m.provider_id, m.category_id, m.practitioner_id, m.requested_on, m.needed_on,
       m.placed_on, m.estimate_pence, k.committed_pence, k.spent_pence, k.invoiced_pence,
       coalesce((SELECT u.units_thousandths FROM units_agreed u WHERE u.commission_id = m.commission_id
                    AND u.agreed_on <= ?1 AND u.event <= ?2
                  ORDER BY u.event DESC LIMIT 1), m.units_thousandths),
       m.unit_price_pence, m.options_considered, m.chosen_by,
       CASE WHEN m.additional_to IS NOT NULL OR m.instead_of = 'additional' THEN 'added'
            WHEN m.instead_of IS NOT NULL THEN 'replaced' END,
       m.mainstream_wait_days, m.contribution_pence, m.need_id, m.delivered_to
  FROM commission_position k CROSS JOIN commission m ON m.commission_id = k.commission_id
 WHERE k.committed_pence + k.spent_pence > 0
 ORDER BY k.commission_id
