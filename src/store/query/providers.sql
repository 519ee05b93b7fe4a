-- title: Providers
-- purpose: Everyone who is paid, with what they are owed
-- place: 470
-- read: lead_professional all, manager all, finance all, administrator all
-- nothing: no provider is registered
-- columns:
--   provider | Code | text | its code
--   name
--   sector | Sector | text | `statutory`, `voluntary`, `private` or `individual`
--   companies_house | Company no. | text | Companies House number
--   charity_number | Charity no. | text | Charity Commission number
--   ukprn | UKPRN | text | UK provider reference number
--   vat_number | VAT number | text | VAT registration number
--   owed
--   step | Step | word | the step on the ladder of intervention that holds; empty: none
--   step_on | Since | day | the day the step was taken
--   review_on
--   new_commissions | New commissions | text | `stopped`: nothing new is commissioned or bought

SELECT v.code AS provider, v.name, v.sector, v.companies_house, v.charity_number, v.ukprn,
       (SELECT number FROM vat_number n WHERE n.provider_id = v.provider_id ORDER BY n.event DESC LIMIT 1) AS vat_number,
       -a.balance_pence AS owed, s.step, s.from_on AS step_on, s.review_on, iif(s.stops_orders, 'stopped', NULL) AS new_commissions
  FROM provider v
  JOIN account_position a ON a.provider_id = v.provider_id AND a.kind = 'creditor'
  LEFT JOIN provider_step s ON s.event = {step} AND s.step <> 'restored'
 ORDER BY v.code
