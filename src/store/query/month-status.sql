-- title: Months, open or closed
-- purpose: Every month of the pilot so far: open or closed, by whom, and where the audit trail stood
-- place: 530
-- read: lead_professional all, manager all, finance all, administrator all, evaluator all
-- nothing: the pilot has not begun
-- columns:
--   month
--   state | State | text | `open` or `closed`
--   marked_by | By | text | who closed or re-opened it last
--   marked_at | At | instant | when
--   reason | Reason | text | why it was re-opened
--   head_hash | Audit trail | text | the hash of the last event before the mark

WITH RECURSIVE so_far (month) AS (
         SELECT substr(starts_on, 1, 7) FROM pilot
          UNION ALL
         SELECT substr(date(month || '-01', '+1 month'), 1, 7) FROM so_far, pilot
          WHERE date(month || '-01', '+1 month') <= min(:day, date(ends_on, 'start of month', '+' || (settling_up_months + 1) || ' months', '-1 day')))
SELECT m.month, iif(k.mark = 'closed', 'closed', 'open') AS state, w.code AS marked_by, ev.recorded_at AS marked_at,
       k.reason, lower(hex(k.head_hash)) AS head_hash
  FROM so_far m
  LEFT JOIN month_mark k ON k.month = m.month
                        AND k.event = (SELECT max(event) FROM month_mark n WHERE n.month = m.month)
  LEFT JOIN event ev ON ev.seq = k.event
  LEFT JOIN practitioner w ON w.practitioner_id = ev.actor_id
 ORDER BY m.month
