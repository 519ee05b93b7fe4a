-- title: Who held budgets
-- purpose: How long budgets were held by whoever leads the case, and by others, and why
-- place: 262
-- read: manager all, finance all, administrator all
-- nothing: no budget is open
-- columns:
--   held_by | Held by | text | `lead`, or `other` than whoever led the case as they took the budget over, until they lead
--       it themselves
--   reason | Why | text | the reason that was given as the budget was offered
--   budgets | Budgets | count | how many budgets
--   times | Times | count totalled | how often it was taken over so
--   days | Days | count totalled | for how many days, of all days on which the budgets were open
--   share | % of days | percent | days, in percent of all

WITH open AS (
    SELECT b.child_id, b.opened_on, min(coalesce(b.closed_on, :day), :day) AS end_on
      FROM budget b
     WHERE b.opened_on <= :day),
     other AS (
    SELECT h.child_id, trim(o.reason) AS reason,
           (unixepoch(min(coalesce((SELECT date(min(n.from_on), '-1 day') FROM holder n
                                     WHERE n.child_id = h.child_id AND n.event > h.event
                                       AND n.event <= :known
                                   ), x.end_on), x.end_on,
                             coalesce((SELECT date(min(l.from_on), '-1 day') FROM lead l
                                        WHERE l.child_id = h.child_id AND l.practitioner_id = h.practitioner_id
                                          AND l.from_on > h.from_on
                                   ), x.end_on))) - unixepoch(h.from_on)) / 86400 + 1 AS days
      FROM holder h
      JOIN open x ON x.child_id = h.child_id AND h.from_on <= x.end_on
      JOIN holder_offer o ON o.event = h.offer
     WHERE h.practitioner_id <> (SELECT l.practitioner_id FROM lead l WHERE l.child_id = h.child_id
                                  ORDER BY max(l.from_on, h.from_on), l.from_on DESC LIMIT 1)
       AND h.event <= :known
    ),
     whole AS (SELECT count(*) AS budgets, sum((unixepoch(end_on) - unixepoch(opened_on)) / 86400 + 1) AS days FROM open)
SELECT held_by, reason, budgets, times, days, nearest(days * 1000, (SELECT days FROM whole)) AS share
  FROM (SELECT 1 AS turn, 'lead' AS held_by, NULL AS reason,
               budgets - (SELECT count(DISTINCT child_id) FROM other WHERE days > 0) AS budgets, 0 AS times,
               days - (SELECT coalesce(sum(days), 0) FROM other) AS days
          FROM whole WHERE budgets > 0
         UNION ALL
        SELECT 2, 'other', min(reason), count(DISTINCT child_id), count(*), sum(days) FROM other GROUP BY lower(reason))
 ORDER BY turn, days DESC, reason
