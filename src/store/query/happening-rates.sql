-- title: How often it happened
-- purpose: What happened to children by arm and quarter, for each day they were in the pilot, so that quarters and arms compare
-- place: 292
-- read: manager all, finance all, administrator all
-- filters: since, until
-- nothing: nothing is recorded as having happened
-- columns:
--   arm
--   quarter | Quarter | month | its first month
--   kind | What | word | what happened, as in the report of what happened
--   children | Children | count | children who were in the pilot in the quarter: from the day their budget opened, without one
--       that of their first score, without one that of their assessment, until they left or the pilot ended
--   days | Child-days | count | the days that these children were in it
--   happened | Happened | count | how often it happened to them in those days
--   rate | A year, of 100 | units | how often it would happen to 100 children in a year of 365.25 days
--   touched | To children | count | the children to whom it happened
--   without | To none | percent | the share of the children to whom it did not happen, in percent; of `referred`:
--       children helped without being referred on

WITH RECURSIVE last (last_on) AS (
         SELECT min(:day, ends_on) FROM pilot),
     here AS (
         SELECT ch.child_id, ch.arm,
                coalesce(b.opened_on,
                         (SELECT min(o.observed_on) FROM outcome_standing o WHERE o.child_id = ch.child_id
                             AND o.event <= :known
                         ), ch.caf_on) AS from_on,
                coalesce((SELECT min(h.happened_on) FROM happening_standing h
                           WHERE h.child_id = ch.child_id AND h.kind = 'left' AND h.happened_on <= p.last_on
                             AND h.event <= :known
                         ), p.last_on) AS until_on
           FROM last p JOIN child ch ON true LEFT JOIN budget b ON b.child_id = ch.child_id AND b.opened_on <= p.last_on),
     quarter (first_on) AS (
         SELECT date(min(from_on), 'start of month', '-' || ((strftime('%m', min(from_on)) - 1) % 3) || ' months') FROM here
          UNION ALL
         SELECT date(first_on, '+3 months') FROM quarter, last WHERE date(first_on, '+3 months') <= last_on),
     stay AS (
         SELECT h.child_id, h.arm, q.first_on, max(h.from_on, q.first_on) AS from_on,
                min(h.until_on, date(q.first_on, '+3 months', '-1 day')) AS until_on
           FROM quarter q JOIN here h ON h.from_on < date(q.first_on, '+3 months') AND h.until_on >= q.first_on
          WHERE h.from_on <= h.until_on),
     risk AS (
         SELECT arm, first_on, count(*) AS children,
                sum((unixepoch(until_on) - unixepoch(from_on)) / 86400 + 1) AS days
           FROM stay GROUP BY arm, first_on),
     counted AS (
         SELECT s.arm, s.first_on, h.kind, count(*) AS happened, count(DISTINCT s.child_id) AS touched
           FROM stay s JOIN happening_standing h
             ON h.child_id = s.child_id AND h.happened_on BETWEEN s.from_on AND s.until_on
          WHERE true
            AND h.event <= :known
          GROUP BY s.arm, s.first_on, h.kind)
SELECT r.arm, substr(r.first_on, 1, 7) AS quarter, k.kind, r.children, r.days, coalesce(c.happened, 0) AS happened,
       nearest(coalesce(c.happened, 0) * 36525000, r.days) AS rate, coalesce(c.touched, 0) AS touched,
       nearest((r.children - coalesce(c.touched, 0)) * 1000, r.children) AS without
  FROM risk r
  JOIN (SELECT DISTINCT kind FROM counted) k
  LEFT JOIN counted c ON c.arm = r.arm AND c.first_on = r.first_on AND c.kind = k.kind
 WHERE true
   AND r.first_on >= :since
   AND r.first_on <= :until
 ORDER BY r.arm, k.kind, r.first_on
