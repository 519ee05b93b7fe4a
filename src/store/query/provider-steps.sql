-- title: Steps with providers
-- purpose: The steps taken with providers that do badly, and whether they stop new commissions
-- place: 630
-- read: lead_professional all, manager all, finance all, administrator all
-- filters: provider
-- nothing: no step was taken with a provider
-- columns:
--   step_number | No. | count | the step's number
--   provider
--   provider_name
--   step | Step | word | `notice`, `improvement_plan`, `suspended`, `contracted_elsewhere` or `restored`
--   from_on
--   review_on
--   new_commissions | New commissions | text | `stopped` or `go on`
--   reason | Why | text | why it was taken
--   meanwhile | Meanwhile | text filled | how the need is met until a payee who is blocked has accounted
--   recorded_by

SELECT s.event AS step_number, v.code AS provider, v.name AS provider_name, s.step, s.from_on, s.review_on,
       iif(s.stops_orders, 'stopped', 'go on') AS new_commissions, s.reason, s.meanwhile, w.code AS recorded_by
  FROM provider_step s
  JOIN provider v ON v.provider_id = s.provider_id
  JOIN event e ON e.seq = s.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE s.from_on <= :day
   AND s.event <= :known
   AND v.code = :provider
 ORDER BY v.code, s.from_on, s.event
