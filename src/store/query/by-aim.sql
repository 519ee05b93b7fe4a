-- title: Spending by aim
-- purpose: What was planned, spent and achieved for each Every Child Matters aim: a purchase counts under the aim of its
--     need, else of its child's budget; a line without an aim for what has none
-- place: 142
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: practitioner
-- nothing: there is no budget and no need
-- columns:
--   aim | Aim | text | the Every Child Matters aim
--   words | In words | text | the aim in words
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

SELECT p.aim, w.words, sum(p.budgets) AS budgets, sum(p.allocated_pence) AS allocated,
       count(p.need_id) AS needs, sum(p.likely_pence) AS likely, sum(p.purchases) AS purchases,
       sum(p.committed_pence) AS committed, sum(p.spent_pence) AS spent,
       coalesce(sum(p.result = 'achieved'), 0) AS achieved, coalesce(sum(p.result = 'partly'), 0) AS partly,
       coalesce(sum(p.result = 'not_achieved'), 0) AS not_achieved,
       count(p.need_id) - coalesce(sum(p.result IN ('achieved', 'partly', 'not_achieved')), 0) AS open
  FROM {aimed} p
  LEFT JOIN {aims} w ON w.aim = p.aim
 WHERE true
   AND p.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
 GROUP BY p.aim
 ORDER BY p.aim NULLS LAST
