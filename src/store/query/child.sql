-- One child, with everyone who has led the case.
SELECT ch.child_ref, ch.cohort, ch.arm, ch.born, ch.sex, ch.ethnicity, ch.area, ch.need, ch.need_level,
       ch.caf_ref, ch.caf_on, ch.consent_on, l.from_on, p.code, p.name
  FROM child ch
  LEFT JOIN lead l USING (child_id)
  LEFT JOIN practitioner p USING (practitioner_id)
 WHERE true
   AND ch.child_ref = :child
 ORDER BY l.from_on
