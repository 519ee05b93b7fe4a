-- title: Siblings treated unlike
-- place: 152
-- asks: In which family has one child the largest share again and again, or all that is used?
-- why: A budget is a child's, and is used for that child. What a family shares should not always be paid by one, nor
--     one child be forgotten beside another.
-- answer: Why that child needs more, and what the others were offered.
-- limits: Three shared purchases are a pattern here, and an odd penny is no larger share. It knows the families that are
--     recorded.

-- The same child with the largest share of three purchases or more; and a child whose budget alone was used.
WITH share AS (
    SELECT s.document_id, s.family_ref, k.child_id, k.placed_on, k.practitioner_id, k.estimate_pence
      FROM {shared} s JOIN commission k USING (commission_id)
     WHERE k.committed_pence + k.spent_pence > 0
       AND k.placed_on >= :since
       AND k.placed_on <= :until
    ),
largest AS (
    SELECT a.* FROM share a
     WHERE NOT EXISTS (SELECT 1 FROM share b WHERE b.document_id = a.document_id AND b.child_id <> a.child_id
                          AND b.estimate_pence >= a.estimate_pence - 1)),
member AS (
    SELECT m.family_ref, m.child_id, b.spent_pence + b.committed_pence AS used, b.last_on
      FROM family_member_standing m JOIN budget b USING (child_id)
     WHERE m.kind = 'main' AND m.from_on <= :day AND (m.until_on IS NULL OR m.until_on >= :day)
       AND b.closed_on IS NULL),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT l.family_ref || '/' || ch.child_ref || '/' || max(l.document_id), max(l.placed_on),
       replace(group_concat(DISTINCT w.code ORDER BY w.code), ',', ' '),
       group_concat(l.document_id, ' ' ORDER BY l.document_id), ch.child_ref, NULL, sum(l.estimate_pence),
       'has the largest share of ' || count(*) || ' purchases that ' || l.family_ref || ' shares'
  FROM largest l
  JOIN child ch USING (child_id)
  JOIN practitioner w USING (practitioner_id)
 GROUP BY l.family_ref, l.child_id
HAVING count(*) >= 3
 UNION ALL
SELECT m.family_ref || '/' || ch.child_ref || '/all', max(m.last_on), NULL, NULL, ch.child_ref, NULL, m.used,
       'all that ' || m.family_ref || ' uses: its other budgets, ' || (SELECT count(*) - 1 FROM member o WHERE o.family_ref = m.family_ref)
       || ', are untouched'
  FROM member m
  JOIN child ch USING (child_id)
 WHERE m.used > 0 AND EXISTS (SELECT 1 FROM member o WHERE o.family_ref = m.family_ref AND o.child_id <> m.child_id)
   AND NOT EXISTS (SELECT 1 FROM member o WHERE o.family_ref = m.family_ref AND o.child_id <> m.child_id AND o.used > 0)
 GROUP BY m.family_ref, m.child_id)
{answered}
