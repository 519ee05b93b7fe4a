-- Everyone who is paid, with what they are owed and how they stand.
SELECT v.code, v.name, v.sector, v.companies_house, v.charity_number, v.ukprn, -a.balance_pence,
       s.step, s.from_on, s.review_on, iif(s.stops_orders, 'stopped', NULL)
  FROM provider v
  JOIN account_position a ON a.provider_id = v.provider_id
  LEFT JOIN provider_step s ON s.event = {step} AND s.step <> 'restored'
 ORDER BY v.code
