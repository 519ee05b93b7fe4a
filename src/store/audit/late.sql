-- title: Recorded long after the day
-- place: 30
-- asks: What was recorded more than 14 days after its day?
-- why: What is recorded late was spent without anybody knowing what was left, and is the likelier to be remembered
--     wrongly. One finding is one person's late entries of a month recorded on one day.
-- answer: Why it was late: a load of older records, an invoice that came late, leave.
-- limits: The day is the one that was given. A fact recorded in an open month for a closed one counts from the day it
--     belongs to.

-- What was recorded more than 14 days after its day: one person's entries of a month recorded on one day.
-- Whole months are looked at, so that a finding is the same whichever days are asked for.
WITH heard AS MATERIALIZED ( -- the day of recording is worked out of the instant: once an entry
SELECT e.entry_id, coalesce(e.belongs_on, e.effective_on) AS day, v.day AS recorded_on, v.actor_id
  FROM entry e JOIN event v ON v.seq = e.entry_id
 WHERE e.kind <> 'entry.reverse'
   AND e.effective_on >= date(:since, 'start of month')
   AND coalesce(e.belongs_on, e.effective_on) < date(:until, 'start of month', '+1 month')
),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT w.code || '/' || substr(x.day, 1, 7) || '/' || min(x.entry_id) || '-' || max(x.entry_id), max(x.day), w.code,
       {numbers}, NULL, NULL, NULL,
       count(*) || iif(count(*) = 1, ' entry', ' entries') || ' of ' || substr(x.day, 1, 7) || ' recorded on '
       || x.recorded_on || ', ' || max(x.days) || iif(count(*) = 1, ' days', ' days at most') || ' after the day'
  FROM (SELECT h.*, (unixepoch(h.recorded_on) - unixepoch(h.day)) / 86400 AS days FROM heard h) x
  JOIN practitioner w ON w.practitioner_id = x.actor_id
 WHERE x.days > 14
 GROUP BY w.code, substr(x.day, 1, 7), x.recorded_on)
{answered}
