-- title: Actuals
-- purpose: What `bhlp import --template` fills the sheet of actuals with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   aim
--   indicator | Indicator | text | what is counted
--   observed_on | Observed | day | the day it stood so
--   value | Value | score | where it stood
--   area

SELECT t.aim, t.indicator, a.observed_on, a.value_thousandths AS value, t.area
  FROM area_actual a JOIN area_target t ON t.event = a.target
 WHERE NOT EXISTS (SELECT 1 FROM area_actual n WHERE n.event > a.event AND n.target = a.target AND n.observed_on = a.observed_on)
 ORDER BY a.event
