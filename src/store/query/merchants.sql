-- title: Merchants
-- purpose: Merchants' names on statements and whose they are, as learnt from what was matched or as somebody said
-- place: 680
-- read: manager all, finance all, administrator all
-- nothing: no merchant's name is known yet
-- columns:
--   name | Name | text | the name on statements: capitals, no store numbers
--   provider | Provider | text | the provider's code
--   provider_name | Provider name | text | the provider's name
--   known_since | Since | instant | when it was learnt or last changed
--   recorded_by | By | text | from whom

SELECT m.name, v.code AS provider, v.name AS provider_name, ev.recorded_at AS known_since, w.code AS recorded_by
  FROM merchant m
  JOIN provider v USING (provider_id)
  JOIN event ev ON ev.seq = m.event
  JOIN practitioner w ON w.practitioner_id = ev.actor_id
 WHERE true
   AND m.event <= :known
 ORDER BY m.name
