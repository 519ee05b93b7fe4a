-- The steps taken with providers, provider by provider.
SELECT s.event, v.code, v.name, s.step, s.from_on, s.review_on, iif(s.stops_orders, 'stopped', 'go on'), s.reason, w.code
  FROM provider_step s
  JOIN provider v ON v.provider_id = s.provider_id
  JOIN event e ON e.seq = s.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE s.from_on <= :day
   AND s.event <= :known
   AND v.code = :provider
 ORDER BY v.code, s.from_on, s.event
