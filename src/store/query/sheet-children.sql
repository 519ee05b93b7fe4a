-- title: Children
-- purpose: What `bhlp import --template` fills the sheet of children with
-- read: administrator all
-- nothing: there is nothing of it
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
--   caf_ref | Assessment | text | the number of the common assessment
--   caf_on
--   consent_on | Consent | day | the day consent was given
--   lead_professional | Lead | text | who leads the case

SELECT ch.child_ref, ch.cohort, ch.arm, ch.born, ch.sex, ch.ethnicity, ch.area, ch.need, ch.need_level, ch.caf_ref, ch.caf_on,
       ch.consent_on, led.code AS lead_professional
  FROM child ch LEFT JOIN {led} led USING (child_id)
 WHERE ch.child_id NOT IN {shield}
 ORDER BY ch.child_ref
