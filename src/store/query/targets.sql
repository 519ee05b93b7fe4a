-- title: Targets
-- purpose: What areas are to reach for an aim, and where they stand. An indicator that is a measure is the mean of the
--     children's latest scores; `needs_achieved` is the share, in per cent, of the needs with a result that achieved it
-- place: 143
-- read: manager all, finance all, administrator all
-- nothing: no target is set
-- columns:
--   area | Area | text | the area; empty: the whole pilot
--   aim
--   indicator | Indicator | text | `needs_achieved`, a measure's code, or a word of the pilot's own
--   baseline | Baseline | score | what it was before
--   floor | Floor | score | what nobody is to be left beyond
--   target | Target | score | what is to be reached
--   due_on
--   actual | Actual | score | what it is, or was when last observed
--   observed_on | Observed | day | the day of that
--   result | Result | word | `reached`; `not_yet`; `missed` once the day has passed; empty: nothing is known
--   floor_kept | Floor | word | `kept` or `broken` by the actual figure; empty: nothing is known, or no floor
--   children | Children | count filled | of a measure: children with a score
--   beyond_floor | Beyond the floor | count filled | of a measure: children with a latest score on the worse side of the floor
--   predicted | Predicted | score filled | what is predicted from how deprived the area is
--   beyond_predicted | Better than that | score filled | by how much it is better than predicted; negative: worse

SELECT t.area, t.aim, t.indicator, t.baseline, t.floor, t.target, t.due_on, t.actual, t.observed_on,
       CASE WHEN t.actual IS NULL THEN NULL
            WHEN iif(t.better = 'higher', t.actual >= t.target, t.actual <= t.target) THEN 'reached'
            WHEN t.due_on < :day THEN 'missed'
            ELSE 'not_yet' END AS result,
       CASE WHEN t.actual IS NULL OR t.floor IS NULL THEN NULL
            WHEN iif(t.better = 'higher', t.actual >= t.floor, t.actual <= t.floor) THEN 'kept'
            ELSE 'broken' END AS floor_kept,
       t.children, t.beyond_floor, t.predicted,
       iif(t.better = 'higher', t.actual - t.predicted, t.predicted - t.actual) AS beyond_predicted
  FROM {targets} t
 ORDER BY t.area NULLS FIRST, t.aim, t.indicator
