-- title: Direct payments without a recorded disability
-- place: 147
-- asks: Which direct payments (section 17A) are for a child whose need tells of no disability, or went to a young person
--     who was not 16 or 17 when it was paid?
-- why: The law gives a direct payment only to a parent of a disabled child, a disabled parent, or a disabled child of 16
--     or 17; any other child in need may be helped in cash (section 17(6)).
-- answer: Where the disability is recorded; or that the agreement was made anew on another basis.
-- limits: It knows the child's one need and the month of birth. A disability that stands elsewhere is a finding to answer.

-- Agreements under section 17A that lean on what stands elsewhere, and payments to a young person of another age.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(g.event AS TEXT), g.agreed_on, w.code, cast(g.event AS TEXT), ch.child_ref, v.code, 0,
       'the need is ' || ch.need || '; ' || coalesce('recorded: ' || g.disability, 'no disability is recorded')
  FROM agreement_standing g
  JOIN child ch ON ch.child_id = g.child_id
  JOIN provider v ON v.provider_id = g.provider_id
  JOIN event e ON e.seq = g.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE g.basis = 's17A' AND ch.need <> 'N2' AND (ch.need <> 'N3' OR g.payee <> 'parent')
 UNION ALL
SELECT 'paid/' || k.commission_id, k.placed_on, w.code, cast(k.commission_id AS TEXT), ch.child_ref, v.code, k.spent_pence,
       'paid to a young person who was not 16 or 17'
  FROM agreement_standing g
  JOIN commission k ON k.child_id = g.child_id AND k.provider_id = g.provider_id AND k.placed_on >= g.agreed_on
  JOIN child ch ON ch.child_id = g.child_id
  JOIN provider v ON v.provider_id = g.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
 WHERE g.basis = 's17A' AND g.payee = 'young_person' AND k.spent_pence > 0
   AND g.event = (SELECT n.event FROM agreement_standing n
                   WHERE n.provider_id = g.provider_id AND n.child_id = g.child_id AND n.agreed_on <= k.placed_on
                   ORDER BY n.agreed_on DESC, n.event DESC LIMIT 1)
   AND (k.placed_on < date(ch.born || '-01', '+16 years') OR k.placed_on >= date(ch.born || '-01', '+18 years', '+1 month')))
{answered}
