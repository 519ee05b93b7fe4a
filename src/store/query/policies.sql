-- Every version of the policy: from when to when, set by whom.
SELECT p.policy_id, p.from_on, date((SELECT n.from_on FROM policy n WHERE n.policy_id = p.policy_id + 1), '-1 day'),
       p.sign_off_limit_pence, (SELECT count(DISTINCT b.band) FROM policy_band b WHERE b.policy_id = p.policy_id),
       w.code, ev.recorded_at
  FROM policy p
  JOIN event ev ON ev.seq = p.event
  JOIN practitioner w ON w.practitioner_id = ev.actor_id
 WHERE true
   AND ev.seq <= :known
 ORDER BY p.policy_id
