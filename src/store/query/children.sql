-- Every child, with who leads the case.
SELECT ch.child_ref, ch.cohort, ch.arm, ch.born, ch.sex, ch.ethnicity, ch.area, ch.need, ch.need_level,
       ch.caf_on, ch.consent_on, led.code
  FROM child ch LEFT JOIN {led} led USING (child_id)
 WHERE true
   AND led.code = :practitioner
 ORDER BY ch.child_ref
