-- Every month with entries: open or closed, by whom, and where the audit trail stood.
SELECT m.month, iif(k.mark = 'closed', 'closed', 'open'), w.code, ev.recorded_at, k.reason, lower(hex(k.head_hash))
  FROM month_position m
  LEFT JOIN month_mark k ON k.month = m.month
                        AND k.event = (SELECT max(event) FROM month_mark n WHERE n.month = m.month)
  LEFT JOIN event ev ON ev.seq = k.event
  LEFT JOIN practitioner w ON w.practitioner_id = ev.actor_id
 ORDER BY m.month
