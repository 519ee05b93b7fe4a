-- Every child, with who leads the case and who holds the budget.
SELECT ch.child_ref, ch.cohort, ch.arm, ch.born, ch.sex, ch.ethnicity, ch.area, ch.need, ch.need_level,
       ch.caf_on, ch.consent_on, led.code,
       CASE WHEN EXISTS (SELECT 1 FROM budget b WHERE b.child_id = ch.child_id) THEN
       {holder}
       END
  FROM child ch LEFT JOIN {led} led USING (child_id)
 WHERE true
   AND led.code = :practitioner
 ORDER BY ch.child_ref
