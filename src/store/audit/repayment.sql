-- title: Repayment asked of families on a benefit
-- place: 148
-- asks: Which debts were asked of a family that was on a means-tested benefit by another agreement, before or after?
-- why: While a family is on such a benefit nobody may ask it to repay assistance (Children Act 1989 section 17(9)).
-- answer: What shows that the family was not on a benefit when it was asked, or that the debt was written off.
-- limits: It knows what agreements say. Direct payments (section 17A) that were not used as agreed are no finding.

-- Debts under section 17(6) or another power where any agreement of the payee for the child tells of a benefit.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(e.entry_id AS TEXT), e.effective_on, w.code, cast(e.entry_id AS TEXT), ch.child_ref, v.code,
       -sum(m.spent_pence), 'on a benefit by the agreement of '
       || (SELECT max(g.agreed_on) FROM agreement_standing g
            WHERE g.child_id = k.child_id AND g.provider_id = k.provider_id AND g.on_benefit = 1)
  FROM entry e
  JOIN transfer_effect m ON m.entry_id = e.entry_id
  JOIN commission k ON k.commission_id = e.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN event a ON a.seq = e.entry_id
  JOIN practitioner w ON w.practitioner_id = a.actor_id
 WHERE e.kind = 'debt.record'
   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
   AND EXISTS (SELECT 1 FROM agreement_standing g
                WHERE g.child_id = k.child_id AND g.provider_id = k.provider_id AND g.on_benefit = 1 AND g.basis <> 's17A')
 GROUP BY e.entry_id)
{answered}
