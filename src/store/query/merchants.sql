-- Merchants' names on statements, and whose they are.
SELECT m.name, v.code, v.name, ev.recorded_at, w.code
  FROM merchant m
  JOIN provider v USING (provider_id)
  JOIN event ev ON ev.seq = m.event
  JOIN practitioner w ON w.practitioner_id = ev.actor_id
 WHERE true
   AND m.event <= :known
 ORDER BY m.name
