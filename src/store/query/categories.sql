-- title: Categories
-- purpose: What may be bought
-- place: 500
-- read: lead_professional all, manager all, finance all, administrator all, evaluator all
-- nothing: there is no category
-- columns:
--   category
--   label | What it is for | text | what it is for

SELECT code AS category, label FROM category ORDER BY code
