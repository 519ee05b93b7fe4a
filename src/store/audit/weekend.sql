-- title: Weekends and nights
-- place: 70
-- asks: What was bought or paid on a Saturday or Sunday, or recorded then or outside the hours given?
-- why: When nobody else is in the office, nobody else looks. With --hours 8-18 what was recorded before 8:00 or from
--     18:00 on counts too. One finding is one person and one day.
-- answer: What was on that day: a family visit on a Saturday, a month end worked through.
-- limits: Lead professionals buy shoes on Saturdays. The clock is the computer's, told in British time; bank holidays
--     are not known.

-- What was bought or paid on a Saturday or Sunday, and what was recorded then, or outside the hours given:
-- by one person on one day.
WITH heard AS NOT MATERIALIZED (SELECT v.seq AS entry_id, v.actor_id, london(v.recorded_at) AS at FROM event v),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT w.code || '/' || x.day || '/happened/' || max(x.entry_id), x.day, w.code, {numbers}, NULL, NULL, NULL,
       count(*) || ' bought, commissioned or paid on a ' || iif(strftime('%w', x.day) = '6', 'Saturday', 'Sunday')
  FROM (SELECT e.entry_id, e.effective_on AS day,
               coalesce((SELECT k.practitioner_id FROM commission k WHERE k.commission_id = e.entry_id),
                        (SELECT v.actor_id FROM event v WHERE v.seq = e.entry_id)) AS person
          FROM entry e
         WHERE e.kind IN ('buy', 'commission.place', 'payment.record', 'account.move')
           AND strftime('%w', e.effective_on) IN ('0', '6')
           AND e.effective_on >= :since
           AND e.effective_on <= :until
       ) x
  JOIN practitioner w ON w.practitioner_id = x.person
 GROUP BY x.person, x.day
 UNION ALL
SELECT w.code || '/' || x.day || '/recorded/' || max(x.entry_id), x.day, w.code, {numbers}, NULL, NULL, NULL,
       count(*) || ' recorded on ' || CASE strftime('%w', x.day) WHEN '6' THEN 'a Saturday' WHEN '0' THEN 'a Sunday'
           ELSE 'a weekday, out of hours' END || ', from ' || min(substr(x.at, 12, 5)) || ' to ' || max(substr(x.at, 12, 5))
  FROM (SELECT h.*, date(h.at) AS day
          FROM heard h JOIN entry e ON e.entry_id = h.entry_id
         WHERE strftime('%w', h.at) IN ('0', '6')
            OR cast(strftime('%H', h.at) AS INTEGER) < :opens OR cast(strftime('%H', h.at) AS INTEGER) >= :shuts
       ) x
  JOIN practitioner w ON w.practitioner_id = x.actor_id
 GROUP BY x.actor_id, x.day)
{answered}
