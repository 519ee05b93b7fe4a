-- title: Categories
-- purpose: What may be bought for children, and what the pilot itself costs
-- place: 500
-- read: lead_professional all, manager all, finance all, administrator all, evaluator all
-- nothing: there is no category
-- columns:
--   category
--   label | What it is for | text | what it is for
--   spent_on | Spent on | word | `child`; or the pilot itself: `start_up`, once, or `running`, which a roll-out would pay again

SELECT code AS category, label, spent_on FROM category ORDER BY code
