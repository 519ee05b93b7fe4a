-- title: Children
-- purpose: Every child, with who leads the case
-- place: 440
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: practitioner
-- nothing: no child is registered
-- columns:
--   child_ref
--   cohort
--   arm
--   born
--   sex
--   ethnicity
--   area
--   need | Need | text | child-in-need code, `N0` to `N9`
--   need_level
--   caf_on
--   consent_on | Consent | day | the day consent was given
--   lead_professional | Lead | text | who leads the case
--   holder

SELECT ch.child_ref, ch.cohort, ch.arm, ch.born, ch.sex, ch.ethnicity, iif(ch.child_id IN {shield}, 'not shown', ch.area) AS area, ch.need, ch.need_level,
       ch.caf_on, ch.consent_on, led.code AS lead_professional,
       CASE WHEN EXISTS (SELECT 1 FROM budget b WHERE b.child_id = ch.child_id) THEN
       {holder}
       END AS holder
  FROM child ch LEFT JOIN {led} led USING (child_id)
 WHERE true
   AND led.code = :practitioner
 ORDER BY ch.child_ref
