k.requested_on, k.needed_on, k.need_id AS need, (SELECT n.what FROM need_standing n WHERE n.child_id = k.child_id AND n.need_id = k.need_id) AS needed, k.wish,
k.consent_on, k.contribution_pence AS contribution, k.delivered_to, k.additional_to, k.instead_of, k.mainstream_wait_days, k.chosen_by, k.options_considered,
(SELECT group_concat(o.provider || iif(o.price_pence IS NULL, '', printf(' at £%.2f', o.price_pence / 100.0))
                     || coalesce(' in ' || o.wait_days || ' days', '') || coalesce(': ' || o.why_not, ''), '; ')
   FROM option_considered o WHERE o.event = k.commission_id) AS options
