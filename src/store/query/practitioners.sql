-- title: Practitioners
-- purpose: Everyone who works, or has worked, in the pilot
-- place: 460
-- read: lead_professional all, manager all, finance all, administrator all
-- nothing: nobody is registered
-- columns:
--   practitioner | Code | text | their code
--   name | Name | text | their name
--   profession | Profession | text | their profession
--   agency | Agency | text | who employs them
--   role | Role | word | what they may do
--   sign_off_limit | Limit | money | the most they may commission alone; empty: no limit of their own
--   joined_on | Joined | day | their first day, where known
--   left_on | Last day | day | their last day

SELECT code AS practitioner, name, profession, agency, role, sign_off_limit_pence AS sign_off_limit, joined_on,
       left_on
  FROM practitioner ORDER BY code
