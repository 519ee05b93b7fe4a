-- Everyone who is paid, with what they are owed.
SELECT v.code, v.name, v.sector, v.companies_house, v.charity_number, v.ukprn, -a.balance_pence
  FROM provider v JOIN account_position a ON a.provider_id = v.provider_id
 ORDER BY v.code
