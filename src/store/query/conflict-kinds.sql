-- title: Conflicts of interest by kind
-- purpose: How many conflicts of interest were declared with children and with providers, and what had to be approved
--     by another for them
-- place: 302
-- read: manager all, finance all, administrator all
-- nothing: no conflict of interest is declared
-- columns:
--   kind | Kind | text | `child` or `provider`
--   conflicts | Declared | count totalled | how many were declared
--   still_open | Going on | count totalled | of them, those that go on
--   people | People | count | whose they are
--   requests | Asked | count | requests for approval of a commission that a conflict of this kind touched; one that both
--       kinds touched is in both
--   asked | Asked for | money | what these asked for, with VAT

WITH declared AS (
    SELECT x.*, iif(x.child_id IS NULL, 'provider', 'child') AS kind
      FROM conflict x
     WHERE x.from_on <= :day
       AND x.conflict_id <= :known
    )
SELECT d.kind, count(*) AS conflicts, sum(d.until_on IS NULL OR d.until_on >= :day) AS still_open,
       count(DISTINCT d.practitioner_id) AS people, coalesce(r.requests, 0) AS requests, coalesce(r.asked, 0) AS asked
  FROM declared d
  LEFT JOIN (SELECT kind, count(*) AS requests, sum(asked_pence) AS asked
               FROM (SELECT DISTINCT c.kind, q.event, q.asked_pence
                       FROM request q
                       JOIN entry e ON e.entry_id = q.event
                       JOIN event v ON v.seq = q.event
                       JOIN commission k ON k.commission_id = q.commission_id
                       JOIN declared c ON c.practitioner_id IN (k.practitioner_id, v.actor_id)
                        AND (c.child_id = k.child_id OR c.provider_id = k.provider_id)
                        AND c.conflict_id < q.event AND c.from_on <= e.effective_on
                        AND (c.until_on IS NULL OR c.until_on >= e.effective_on)
                      WHERE q.because <> 'limit'
                        AND e.effective_on <= :as_at
                        AND q.event <= :known
                    ) GROUP BY kind) r ON r.kind = d.kind
 GROUP BY d.kind
 ORDER BY d.kind
