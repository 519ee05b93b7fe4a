-- title: Purchases without evidence
-- place: 20
-- asks: Which purchases above the evidence limit have neither a receipt nor a reason?
-- why: Without a receipt nobody can tell what was bought, nor can the council recover its VAT.
-- answer: Keep the receipt (bhlp receipt add), or say why there is none (bhlp receipt none): the finding goes by
--     itself. An answer here is for what neither fits.
-- limits: A receipt is taken as given: the ledger keeps its hash and reads nothing in it. Without a policy every
--     purchase needs one.

-- Purchases above the evidence limit of their day, without a receipt and without a reason.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(k.commission_id AS TEXT), k.placed_on, w.code, cast(k.commission_id AS TEXT), ch.child_ref, v.code,
       k.invoiced_pence, 'no receipt and no reason; '
       || iif(coalesce(y.evidence_pence, 0) = 0, 'every purchase needs one',
              printf('one is needed above £%.2f', y.evidence_pence / 100.0))
  FROM commission k
  JOIN child ch ON ch.child_id = k.child_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
       JOIN policy y ON y.policy_id = (SELECT p.policy_id FROM policy p
                                        WHERE p.from_on <= k.placed_on AND p.event < k.commission_id
                                        ORDER BY p.policy_id DESC LIMIT 1)
 WHERE k.spent_pence > 0 AND k.invoiced_pence > coalesce(y.evidence_pence, 0)
   AND NOT EXISTS (SELECT 1 FROM receipt_standing r WHERE r.commission_id = k.commission_id))
{answered}
