-- title: Dated before a policy, recorded after it
-- place: 130
-- asks: Which commissions are dated before a newer policy began and recorded once it held?
-- why: A commission is judged by the policy of its day: an earlier day may have an easier one. One finding is what one
--     person recorded on one day.
-- answer: Why it was recorded later; what shows the day: the receipt, the provider's invoice.
-- limits: Only what was recorded on or after the day the newer policy began, with that policy known.

-- Commissions dated before a newer version of the policy began, recorded when that was known and held.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT 'version-' || x.policy_id || '/' || w.code || '/' || x.recorded_on || '/' || max(x.entry_id), max(x.placed_on), w.code,
       {numbers}, NULL, NULL, sum(x.estimate_pence),
       count(*) || iif(count(*) = 1, ' commission', ' commissions') || ' dated before ' || x.from_on || ', when version ' || x.policy_id
       || ' of the policy began, recorded on ' || x.recorded_on
       || iif(sum(x.estimate_pence > y.sign_off_limit_pence) > 0,
              '; ' || sum(x.estimate_pence > y.sign_off_limit_pence) || ' above its limit', '')
  FROM (SELECT k.commission_id AS entry_id, k.placed_on, k.estimate_pence, v.actor_id, v.day AS recorded_on,
               y.policy_id, y.from_on
          FROM commission k
          JOIN event v ON v.seq = k.commission_id
          JOIN policy y ON y.policy_id = (SELECT max(p.policy_id) FROM policy p
                                           WHERE p.event < k.commission_id AND p.from_on <= v.day)
           AND k.placed_on < y.from_on
         WHERE EXISTS (SELECT 1 FROM policy p WHERE p.policy_id < y.policy_id)) x
  JOIN policy y ON y.policy_id = x.policy_id
  JOIN practitioner w ON w.practitioner_id = x.actor_id
 GROUP BY x.policy_id, x.actor_id, x.recorded_on)
{answered}
