-- Who did what, when: the audit trail without its text.
SELECT ev.seq, ev.recorded_at, w.code, ev.os_user, ev.machine, ev.kind, ev.request_key, lower(hex(ev.hash))
  FROM event ev JOIN practitioner w ON w.practitioner_id = ev.actor_id
 WHERE true
   AND ev.day >= :since
   AND ev.day <= :until
   AND ev.seq <= :known
 ORDER BY ev.seq
