-- title: Audit trail
-- purpose: Who did what, when, and the hash that seals it
-- place: 570
-- read: finance all, administrator all
-- filters: since, until
-- nothing: nothing has happened
-- columns:
--   seq | No. | count | the event's number; an entry has the same
--   recorded_at
--   recorded_by
--   os_user | Login | text | the operating system's user, where it was known
--   machine | Computer | text | the machine, where it was known
--   kind | What | text | the kind of event
--   key | Key | text | the request key
--   fact | Corrects | count filled | the number of what it corrects or withdraws
--   was
--   reason | Why | text filled | why it was corrected or withdrawn
--   hash | Hash | text | SHA-256 of the hash before and the event's text

SELECT ev.seq, ev.recorded_at, w.code AS recorded_by, ev.os_user, ev.machine, ev.kind, ev.request_key AS "key",
       k.fact, iif(h.event IS NULL, (SELECT {said} FROM (SELECT k.kind AS kind, k.undoes AS event) x), 'not shown') AS was,
       iif(h.event IS NULL, k.reason, 'not shown') AS reason,
       lower(hex(ev.hash)) AS hash
  FROM event ev
  JOIN practitioner w ON w.practitioner_id = ev.actor_id
  LEFT JOIN correction k ON k.event = ev.seq
  LEFT JOIN {hidden corrections} h ON h.event = k.event
 WHERE true
   AND ev.recorded_at >= date(:since, '-1 day') AND ev.day >= :since -- the instant first: the day is worked out of it
   AND ev.recorded_at < date(:until, '+1 day') AND ev.day <= :until
   AND ev.seq <= :known
 ORDER BY ev.seq
