-- title: Targets
-- purpose: What `bhlp import --template` fills the sheet of targets with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   aim
--   indicator | Indicator | text | what is counted
--   target | Target | score | what it is to reach
--   baseline | Baseline | score | where it stood
--   due_on | By | day | the day by which it is to reach it
--   area
--   floor | Floor | score | what it must not fall short of
--   predicted | Predicted | score | what is predicted of the area
--   better | Better | word | which way is better
--   weight | Weight | count | its weight beside the others

SELECT t.aim, t.indicator, t.target_thousandths AS target, t.baseline_thousandths AS baseline, t.due_on, t.area,
       t.floor_thousandths AS floor, t.predicted_thousandths AS predicted, t.better, t.weight
  FROM area_target t
 WHERE NOT EXISTS (SELECT 1 FROM area_target n WHERE n.event > t.event AND n.area IS t.area AND n.aim = t.aim AND n.indicator = t.indicator)
 ORDER BY t.event
