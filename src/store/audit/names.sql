-- title: A provider with a practitioner's name
-- place: 100
-- asks: Which provider has the name of somebody who acts in the pilot?
-- why: Nobody should buy from themselves without saying so.
-- answer: That they are two people; or the conflict that was declared (bhlp conflict declare).
-- limits: Two people may have one name. A married name or a company's name is not seen.

-- Providers with the name of somebody who acts in the pilot.
WITH w AS MATERIALIZED (SELECT p.*, plain_name(p.name) AS plain FROM practitioner p),
v AS MATERIALIZED (SELECT p.*, plain_name(p.name) AS plain FROM provider p),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT v.code || '=' || w.code, max(k.placed_on), w.code, NULL, NULL, v.code, coalesce(sum(k.invoiced_pence), 0),
       v.name || ' is also the name of ' || w.code
       || iif(sum(k.practitioner_id = w.practitioner_id) > 0,
              ', who bought there ' || sum(k.practitioner_id = w.practitioner_id) || ' times', '')
       || iif(EXISTS (SELECT 1 FROM conflict c WHERE c.practitioner_id = w.practitioner_id AND c.provider_id = v.provider_id),
              '; a conflict of interest is declared', '')
  FROM w
  JOIN v ON v.plain = w.plain AND v.plain <> ''
  LEFT JOIN commission k ON k.provider_id = v.provider_id
 GROUP BY v.provider_id, w.practitioner_id)
{answered}
