-- title: Round sums
-- place: 60
-- asks: Who bought three times or more in a month from one provider for whole tens of pounds, £50 or more?
-- why: Prices are seldom round; estimates, advances and invented invoices often are. At least half of the buyer's
--     purchases there in that month were round.
-- answer: What the price list says: a session at £60, a voucher of £50.
-- limits: Many honest prices are round. Two a month are not seen.

-- Three purchases or more in whole tens of pounds, each £50 or more, by one buyer from one provider in one
-- month, where they are at least half of those. Whole months, as in late.sql.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT w.code || '/' || v.code || '/' || substr(max(k.placed_on), 1, 7) || '/' || max(k.commission_id), max(k.placed_on),
       w.code, group_concat(iif({round}, k.commission_id, NULL), ' ' ORDER BY k.commission_id), NULL, v.code,
       sum(iif({round}, k.estimate_pence, 0)),
       sum({round}) || ' of ' || count(*) || ' purchases are whole tens of pounds'
  FROM commission k
  JOIN practitioner w ON w.practitioner_id = k.practitioner_id
  JOIN provider v ON v.provider_id = k.provider_id
 WHERE k.committed_pence + k.spent_pence > 0
   AND k.placed_on >= date(:since, 'start of month')
   AND k.placed_on < date(:until, 'start of month', '+1 month')
 GROUP BY k.practitioner_id, k.provider_id, substr(k.placed_on, 1, 7)
HAVING sum({round}) >= 3 AND 2 * sum({round}) >= count(*))
{answered}
