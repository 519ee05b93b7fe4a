-- title: Providers
-- purpose: What `bhlp import --template` fills the sheet of providers with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   provider
--   name
--   sector | Sector | word | what it is
--   companies_house | Company number | text | eight letters or digits
--   charity_number | Charity number | text | six or seven digits
--   ukprn | UKPRN | text | eight digits
--   vat_number | VAT number | text | GB and nine digits

SELECT v.code AS provider, v.name, v.sector, v.companies_house, v.charity_number, v.ukprn,
       (SELECT n.number FROM vat_number n WHERE n.provider_id = v.provider_id) AS vat_number
  FROM provider v
 ORDER BY v.code
