-- title: Child
-- purpose: What is known about one child, and who has led the case
-- place: 430
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: child
-- filters: child
-- nothing: nobody has led the case
-- columns:
--   child_ref | above
--   cohort | above
--   arm | above
--   born | above
--   sex | above
--   ethnicity | above
--   area | above
--   need | Need | text above | child-in-need code, `N0` to `N9`
--   need_level | above
--   caf_ref | Assessment | text above | the reference of the common assessment
--   caf_on | above
--   consent_on | Consent | day above | the day consent was given
--   from_on | From | day | the day this practitioner began to lead the case
--   lead_professional | Lead | text | who leads the case
--   name | Name | text | the practitioner's name

SELECT ch.child_ref, ch.cohort, ch.arm, ch.born, ch.sex, ch.ethnicity, ch.area, ch.need, ch.need_level,
       ch.caf_ref, ch.caf_on, ch.consent_on, l.from_on, p.code AS lead_professional, p.name
  FROM child ch
  LEFT JOIN lead l USING (child_id)
  LEFT JOIN practitioner p USING (practitioner_id)
 WHERE true
   AND ch.child_ref = :child
 ORDER BY l.from_on
