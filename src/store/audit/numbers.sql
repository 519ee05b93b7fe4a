-- title: Register numbers that two providers have
-- place: 90
-- asks: Which providers share a Companies House, charity or UKPRN number?
-- why: One organisation under two names hides what it is paid in all, and gets round a suspension.
-- answer: Which is the one to use; or that they are two branches of one organisation.
-- limits: A provider without numbers is not seen, nor one that uses another's address or bank account: the ledger
--     knows neither.

-- Register numbers that several providers have.
WITH said (provider_id, code, name, register, number) AS (
    SELECT provider_id, code, name, 'companies_house', upper(companies_house) FROM provider WHERE companies_house IS NOT NULL
     UNION ALL
    SELECT provider_id, code, name, 'charity_number', ltrim(upper(charity_number), '0') FROM provider WHERE charity_number IS NOT NULL
     UNION ALL
    SELECT provider_id, code, name, 'ukprn', ukprn FROM provider WHERE ukprn IS NOT NULL),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT s.register || '/' || s.number || '/' || group_concat(s.code, '+' ORDER BY s.code),
       (SELECT max(k.placed_on) FROM commission k WHERE k.provider_id IN (SELECT o.provider_id FROM said o
         WHERE o.register = s.register AND o.number = s.number)), NULL, NULL, NULL,
       group_concat(s.code, ' ' ORDER BY s.code),
       (SELECT coalesce(sum(k.invoiced_pence), 0) FROM commission k WHERE k.provider_id IN (SELECT o.provider_id FROM said o
         WHERE o.register = s.register AND o.number = s.number)),
       replace(s.register, '_', ' ') || ' ' || s.number || ': ' || group_concat(s.name, '; ' ORDER BY s.code)
  FROM said s
 GROUP BY s.register, s.number
HAVING count(*) > 1)
{answered}
