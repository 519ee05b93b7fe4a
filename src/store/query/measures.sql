-- title: Measures
-- purpose: The scales that outcomes are scored on
-- place: 510
-- read: lead_professional all, manager all, finance all, administrator all, evaluator all
-- nothing: there is no measure
-- columns:
--   measure | Measure | text | its code
--   label | Name | text | its name
--   lowest | Lowest | score | the lowest score
--   highest | Highest | score | the highest score
--   better | Better | text | which way is better: `higher` or `lower`

SELECT code AS measure, label, lowest_thousandths AS lowest, highest_thousandths AS highest, better
  FROM measure ORDER BY code
