-- title: Practitioners
-- purpose: What `bhlp import --template` fills the sheet of practitioners with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   practitioner | Code | text | the practitioner's code
--   name | Name | text | their name
--   profession | Profession | text | what they are
--   agency | Agency | text | who employs them
--   sign_off_limit | Signs up to | money | what they may commission alone; empty: as the policy says for all
--   role | Role | word | what they may do
--   joined_on | Joined | day | their first day

SELECT code AS practitioner, name, profession, agency, sign_off_limit_pence AS sign_off_limit, role, joined_on
  FROM practitioner
 WHERE role <> 'administrator'
 ORDER BY code
