-- title: Purchases split around a limit
-- place: 10
-- asks: Which purchases, each within the limit, pass it together?
-- why: What is bought in parts needs nobody's approval. Counted together are one buyer's purchases for a child from a
--     provider within the policy's split window (14 days where it says none); several buyers' for a child from a
--     provider on two days running; and one buyer's of the same description for a child on one day from several
--     providers.
-- answer: What the parts were, and why they were not one commission; or who approved them together.
-- limits: A weekly session looks like a split. Parts further apart than the window, or described in other words, are
--     not seen.

-- Purchases within the limit that together exceed it: one buyer's from one provider within the split window;
-- several buyers' from one provider on two days running; one buyer's of one description from several
-- providers on one day. Each finding is named by the purchases up to the one that passes the limit.
-- Only children who had more than a limit in all are looked at, purchase by purchase.
WITH often AS MATERIALIZED (
    SELECT child_id FROM commission WHERE limit_pence IS NOT NULL
     GROUP BY child_id HAVING count(*) > 1 AND sum(estimate_pence) > min(limit_pence)),
live AS MATERIALIZED (
    SELECT k.commission_id, k.child_id, k.practitioner_id, k.provider_id, k.category_id, k.placed_on, k.description,
           date(k.placed_on, '-' || {split days} || ' days') AS after, date(k.placed_on, '-1 day') AS day_before
      FROM commission k
     WHERE k.estimate_pence <= k.limit_pence AND k.committed_pence + k.spent_pence > 0
       AND k.child_id IN (SELECT child_id FROM often)
       AND k.placed_on >= :since
       AND k.placed_on <= :until
),
way (number, how) AS (VALUES (1, ' by one buyer'), (2, ' by several buyers'), (3, ' from several providers')),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT group_concat(o.commission_id, '+' ORDER BY o.commission_id), k.placed_on,
       replace(group_concat(DISTINCT w.code ORDER BY w.code), ',', ' '),
       group_concat(o.commission_id, ' ' ORDER BY o.commission_id), ch.child_ref,
       replace(group_concat(DISTINCT v.code ORDER BY v.code), ',', ' '), sum(o.estimate_pence),
       count(*) || ' purchases' || y.how || ' since ' || min(o.placed_on)
       || printf(' come to £%.2f; the limit is £%.2f', sum(o.estimate_pence) / 100.0, max(o.limit_pence) / 100.0)
  FROM live k
 CROSS JOIN way y
 CROSS JOIN commission o ON o.child_id = k.child_id
   AND (o.placed_on, o.commission_id) <= (k.placed_on, k.commission_id)
   AND o.estimate_pence <= o.limit_pence AND o.committed_pence + o.spent_pence > 0
   AND CASE y.number
       WHEN 1 THEN o.practitioner_id = k.practitioner_id AND o.provider_id = k.provider_id
                   AND o.placed_on > k.after
       WHEN 2 THEN o.provider_id = k.provider_id AND o.placed_on >= k.day_before
       ELSE o.practitioner_id = k.practitioner_id AND o.category_id = k.category_id AND o.placed_on = k.placed_on
            AND lower(trim(o.description)) = lower(trim(k.description)) END
  JOIN child ch ON ch.child_id = k.child_id
  JOIN practitioner w ON w.practitioner_id = o.practitioner_id
  JOIN provider v ON v.provider_id = o.provider_id
 GROUP BY k.commission_id, y.number
HAVING sum(o.estimate_pence) > max(o.limit_pence)
   AND CASE y.number WHEN 1 THEN count(*) > 1 WHEN 2 THEN count(DISTINCT o.practitioner_id) > 1
                     ELSE count(DISTINCT o.provider_id) > 1 END)
{answered}
