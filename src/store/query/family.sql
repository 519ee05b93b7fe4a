-- title: Your budget
-- purpose: A page for the family, of one child or of each of its children: what was given, what was bought, what is
--     promised and what is left; of what a child shares in another family only the sum,
--     and where this is not its main family nothing but sums and what is shared with it
-- place: 60
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: budget
-- filters: child, family
-- layout: family_page
-- nothing: this child has been given no budget
-- columns:
--   part | Part | text | `set aside`, `used`, `promised` or `left`; then each thing `bought`, `commissioned` or `planned`,
--       and each promise `agreed`
--   on | Day | day | the day the budget was opened, the thing commissioned or expected, the promise made
--   what | What | text | the thing, else its category; what is needed; what is promised
--   provider_name | From | text | the provider's name
--   amount | Amount | money | what the budget bears of it, net of recoverable VAT; planned: what is likely
--   funds | Paid by | shares | the part of each fund in it
--   wish
--   consent_on
--   contribution
--   so_far | So far | money | what is promised and used for what is planned
--   expected | Hoped for | text | what is expected of what is planned
--   result | Result | text | what became of what was planned, as was last said; commissioned: `waiting` for approval
--   who | Who | text | who promised it
--   review_on | Look again | day | when the promises are looked at again
--   child_ref

WITH members AS (
    SELECT f.child_id, f.kind FROM family_member_standing f
     WHERE f.from_on <= :day AND (f.until_on IS NULL OR f.until_on >= :day)
       AND f.family_ref = :family
       AND f.member_id <= :known
    ),
     this AS (
    SELECT c.child_id, c.child_ref, o.opened_on
      FROM child c JOIN budget o USING (child_id)
     WHERE true
       AND c.child_ref = :child
       AND c.child_id IN (SELECT child_id FROM members WHERE :family <> '')
    ),
     aside AS (
    SELECT child_id FROM members WHERE kind <> 'main'
    ),
     elsewhere AS (
    SELECT k.commission_id FROM this CROSS JOIN commission k USING (child_id)
     WHERE false
        OR k.child_id NOT IN (SELECT child_id FROM aside) AND k.commission_id IN (SELECT s.commission_id FROM {shared} s WHERE s.family_ref <> :family)
        OR k.child_id IN (SELECT child_id FROM aside) AND k.commission_id NOT IN (SELECT s.commission_id FROM {shared} s WHERE s.family_ref = :family)
    ),
     hidden AS (
    SELECT commission_id FROM {hidden} z)
SELECT part, on_day AS "on", what, provider_name, amount, funds, wish, consent_on, contribution, so_far, expected, result,
       who, review_on, child_ref
  FROM (SELECT 1 AS place, 'set aside' AS part, this.opened_on AS on_day, NULL AS what, NULL AS provider_name,
               b.allocated_pence AS amount, NULL AS funds, 0 AS number, NULL AS wish, NULL AS consent_on,
               NULL AS contribution, NULL AS so_far, NULL AS expected, NULL AS result, NULL AS who, NULL AS review_on,
               this.child_ref
          FROM this JOIN budget_position b USING (child_id)
         UNION ALL
        SELECT 2, 'used', NULL, NULL, NULL, b.spent_pence, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
               this.child_ref
          FROM this JOIN budget_position b USING (child_id)
         UNION ALL
        SELECT 3, 'promised', NULL, NULL, NULL, b.committed_pence, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
               this.child_ref
          FROM this JOIN budget_position b USING (child_id)
         UNION ALL
        SELECT 4, 'left', NULL, NULL, NULL, b.available_pence, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
               this.child_ref
          FROM this JOIN budget_position b USING (child_id)
         UNION ALL
        SELECT 5, 'bought', k.placed_on,
               CASE WHEN x.commission_id IS NOT NULL THEN 'something else' WHEN y.commission_id IS NOT NULL THEN g.label
               ELSE coalesce(m.description, g.label) END,
               CASE WHEN x.commission_id IS NOT NULL THEN NULL WHEN y.commission_id IS NOT NULL THEN 'not shown' ELSE v.name END, k.spent_pence, {spent shares}, k.commission_id,
               iif(x.commission_id IS NULL AND y.commission_id IS NULL, m.wish, NULL), iif(x.commission_id IS NULL, m.consent_on, NULL),
               iif(x.commission_id IS NULL, m.contribution_pence, NULL), NULL, NULL, NULL, NULL, NULL, this.child_ref
          FROM this JOIN commission_position k USING (child_id)
          JOIN commission m ON m.commission_id = k.commission_id
          JOIN category g ON g.category_id = k.category_id
          JOIN provider v ON v.provider_id = k.provider_id
          LEFT JOIN elsewhere x ON x.commission_id = k.commission_id
          LEFT JOIN hidden y ON y.commission_id = k.commission_id
         WHERE k.spent_pence > 0
         UNION ALL
        SELECT 6, 'commissioned', k.placed_on,
               CASE WHEN x.commission_id IS NOT NULL THEN 'something else' WHEN y.commission_id IS NOT NULL THEN g.label
               ELSE coalesce(m.description, g.label) END,
               CASE WHEN x.commission_id IS NOT NULL THEN NULL WHEN y.commission_id IS NOT NULL THEN 'not shown' ELSE v.name END,
               k.committed_pence, {committed shares}, k.commission_id,
               iif(x.commission_id IS NULL AND y.commission_id IS NULL, m.wish, NULL), iif(x.commission_id IS NULL, m.consent_on, NULL),
               iif(x.commission_id IS NULL, m.contribution_pence, NULL), NULL, NULL,
               iif(m.waiting IS NULL, NULL, 'waiting'), NULL, NULL, this.child_ref
          FROM this JOIN commission_position k USING (child_id)
          JOIN commission m ON m.commission_id = k.commission_id
          JOIN category g ON g.category_id = k.category_id
          JOIN provider v ON v.provider_id = k.provider_id
          LEFT JOIN elsewhere x ON x.commission_id = k.commission_id
          LEFT JOIN hidden y ON y.commission_id = k.commission_id
         WHERE k.committed_pence > 0
         UNION ALL
        SELECT 7, 'planned', n.due_on, iif(y.child_id IS NULL, n.what, 'not shown'), NULL, n.likely_pence, NULL, n.need_id, NULL, NULL, NULL,
               (SELECT coalesce(sum(k.committed_pence + k.spent_pence), 0)
                  FROM commission_position k JOIN commission m ON m.commission_id = k.commission_id
                 WHERE k.child_id = n.child_id AND m.need_id = n.need_id),
               coalesce(iif(y.child_id IS NULL, n.outcome, NULL), iif(g.better = 'higher', 'a score of at least ', 'a score of at most ') || {goal}), m.mark, NULL, NULL,
               this.child_ref
          FROM this JOIN need_standing n USING (child_id)
          LEFT JOIN {shield} y ON y.child_id = n.child_id
          LEFT JOIN measure g ON g.measure_id = n.measure_id
          LEFT JOIN need_mark_standing m ON m.event = {mark}
         WHERE true
           AND n.child_id NOT IN (SELECT child_id FROM aside WHERE :family <> '')
           AND n.event <= :known
         UNION ALL
        SELECT 8, 'agreed', k.agreed_on, iif(y.child_id IS NULL, p.what, 'not shown'), NULL, NULL, NULL, k.event, NULL, NULL, NULL, NULL, NULL, NULL, p.who,
               coalesce((SELECT r.next_on FROM compact_review_standing r WHERE r.compact = k.event ORDER BY r.event DESC LIMIT 1),
                        k.review_on), this.child_ref
          FROM this JOIN compact_standing k USING (child_id)
          JOIN compact_promise p ON p.event = k.event
          LEFT JOIN {shield} y ON y.child_id = k.child_id
         WHERE true
           AND k.child_id NOT IN (SELECT child_id FROM aside WHERE :family <> '')
           AND k.agreed_on <= :as_at
           AND k.event <= :known
       )
 ORDER BY child_ref, place, iif(place = 7, number, on_day), number
