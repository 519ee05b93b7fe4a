-- title: Exclusions of more days than there may be
-- place: 159
-- asks: Was a child excluded for more than 45 days of school in one school year, or again while it was excluded?
-- why: No school may exclude a pupil for more than 45 days of a school year, whatever the number of exclusions; and days that are
--     counted twice make rates and costs that are not so.
-- answer: At which schools they were, or which of them was recorded wrongly and is withdrawn.
-- limits: It knows no school and no holidays: two schools' days are added, and only an exclusion that begins within as many days
--     of the calendar as another has days of school is found to overlap.

-- Exclusions of a school year, 1 September to 31 August, of more than 45 days together; exclusions that begin in another.
WITH out AS (
    SELECT h.number, h.child_id, h.happened_on, h.days, h.event,
           strftime('%Y', h.happened_on, '-8 months') AS school_year
      FROM happening_standing h WHERE h.kind = 'excluded'),
added AS (
    SELECT child_id, school_year, sum(days) AS days, max(happened_on) AS happened_on, max(event) AS event,
           group_concat(number, '+') AS numbers
      FROM (SELECT * FROM out ORDER BY happened_on, number) GROUP BY child_id, school_year HAVING sum(days) > 45),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT a.numbers, a.happened_on, w.code, a.numbers, ch.child_ref, NULL, NULL,
       a.days || ' days of school in the year from 1 September ' || a.school_year || '; the most is 45'
  FROM added a
  JOIN child ch ON ch.child_id = a.child_id
  JOIN event v ON v.seq = a.event
  JOIN practitioner w ON w.practitioner_id = v.actor_id
 UNION ALL
SELECT o.number || '+' || n.number, n.happened_on, w.code, o.number || '+' || n.number, ch.child_ref, NULL, NULL,
       'excluded again on ' || n.happened_on || ', within the ' || o.days || ' days from ' || o.happened_on
  FROM out o
  JOIN out n ON n.child_id = o.child_id AND (n.happened_on, n.number) > (o.happened_on, o.number)
   AND n.happened_on < date(o.happened_on, '+' || o.days || ' days')
  JOIN child ch ON ch.child_id = n.child_id
  JOIN event v ON v.seq = n.event
  JOIN practitioner w ON w.practitioner_id = v.actor_id)
{answered}
