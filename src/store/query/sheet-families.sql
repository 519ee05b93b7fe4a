-- title: Families
-- purpose: What `bhlp import --template` fills the sheet of families with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   family
--   child_ref
--   kind
--   from | From | day | the first day
--   until | Until | day | the last day; empty: it goes on

SELECT m.family_ref AS family, ch.child_ref, m.kind, m.from_on AS "from", m.until_on AS until
  FROM family_member_standing m JOIN child ch USING (child_id)
 WHERE ch.child_id NOT IN {shield}
 ORDER BY m.family_ref, ch.child_ref, m.from_on
