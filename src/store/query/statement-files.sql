-- The statements that were taken in, a row for each account they speak of.
SELECT s.event, s.name, s.format, a.name, p.number, p.covers_from, p.covers_to,
       (SELECT count(*) FROM statement_line l WHERE l.statement = s.event AND l.account_id = p.account_id),
       s.known, p.opening_pence, p.closing_pence, w.code, e.recorded_at, s.sha256
  FROM statement s
  JOIN statement_account p ON p.event = s.event
  JOIN account a ON a.account_id = p.account_id
  JOIN event e ON e.seq = s.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE true
   AND a.name = :account
   AND coalesce(p.covers_from, '') <= :as_at
   AND s.event <= :known
 ORDER BY s.event, a.name
