-- title: Spending by outcome
-- purpose: What was planned, spent and achieved for each of the five outcomes of Every Child Matters, as by aim
-- place: 141
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: practitioner
-- nothing: there is no budget and no need
-- columns:
--   outcome | Outcome | text | the figure of the outcome, 1 to 5
--   words | In words | text | the outcome in words
--   budgets | Budgets | count totalled | budgets that are for it
--   allocated
--   needs | Needs | count totalled | needs under it
--   likely
--   purchases
--   committed
--   spent
--   achieved | Achieved | count totalled | needs of which what was expected came about, by the score or else as marked
--   partly | Partly | count totalled | needs marked `partly`
--   not_achieved | Not achieved | count totalled | needs of which it did not come about in time
--   open | Open | count totalled | needs of which the result is not known, or that are unmet

SELECT substr(p.aim, 1, 1) AS outcome, w.words, sum(p.budgets) AS budgets, sum(p.allocated_pence) AS allocated,
       count(p.need_id) AS needs, sum(p.likely_pence) AS likely, sum(p.purchases) AS purchases,
       sum(p.committed_pence) AS committed, sum(p.spent_pence) AS spent,
       coalesce(sum(p.result = 'achieved'), 0) AS achieved, coalesce(sum(p.result = 'partly'), 0) AS partly,
       coalesce(sum(p.result = 'not_achieved'), 0) AS not_achieved,
       count(p.need_id) - coalesce(sum(p.result IN ('achieved', 'partly', 'not_achieved')), 0) AS open
  FROM {aimed} p
  LEFT JOIN {aims} w ON w.aim = substr(p.aim, 1, 1)
 WHERE true
   AND p.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
 GROUP BY 1
 ORDER BY 1 NULLS LAST
