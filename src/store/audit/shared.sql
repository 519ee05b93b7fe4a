-- title: Shares without a need or a family
-- place: 154
-- asks: Which child bears a share of what others need, or of a family that it did not belong to?
-- why: What is bought for one child must not be paid from another's budget.
-- answer: What the child has of it; or the day on which it left.
-- limits: Needs are known where they are named with the share (--share CHILD,need=N). Where no share names one, nothing
--     is found.

-- Shares without a need, of purchases in which another share names one; and of children who, as is known now, did not
-- belong to the family on that day.
WITH share AS (
    SELECT s.document_id, s.family_ref, k.*
      FROM {shared} s JOIN commission k USING (commission_id)
     WHERE k.committed_pence + k.spent_pence > 0),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(k.commission_id AS TEXT), k.placed_on, w.code, cast(k.commission_id AS TEXT), ch.child_ref, v.code, k.estimate_pence,
       CASE WHEN NOT EXISTS (SELECT 1 FROM family_member_standing m
                              WHERE m.family_ref = k.family_ref AND m.child_id = k.child_id
                                AND m.from_on <= k.placed_on AND (m.until_on IS NULL OR m.until_on >= k.placed_on))
            THEN 'did not belong to ' || k.family_ref || ' on that day'
            ELSE 'has a share and no need, where ' || (SELECT group_concat(oc.child_ref, ' ' ORDER BY oc.child_ref)
                   FROM share o JOIN child oc USING (child_id) WHERE o.document_id = k.document_id AND o.need_id IS NOT NULL)
                 || ' has one' END
  FROM share k
  JOIN child ch USING (child_id)
  JOIN practitioner w USING (practitioner_id)
  JOIN provider v USING (provider_id)
 WHERE k.need_id IS NULL AND EXISTS (SELECT 1 FROM share o WHERE o.document_id = k.document_id AND o.need_id IS NOT NULL)
    OR NOT EXISTS (SELECT 1 FROM family_member_standing m
                    WHERE m.family_ref = k.family_ref AND m.child_id = k.child_id
                      AND m.from_on <= k.placed_on AND (m.until_on IS NULL OR m.until_on >= k.placed_on)))
{answered}
