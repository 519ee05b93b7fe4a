-- title: Versions of the policy
-- purpose: Every version of the pilot's policy: from when to when it holds, and who set it
-- place: 520
-- read: lead_professional all, manager all, finance all, administrator all, evaluator all
-- nothing: no policy is set: the defaults hold (bhlp policy show)
-- columns:
--   version | Version | count | its number
--   from_on
--   until_on | Until | day | the last day it holds; empty: until another is set
--   sign_off_limit | Limit | money | the most that is commissioned without approval; empty: no limit
--   bands | Bands | count | how many approval bands it has
--   set_by | Set by | text | who set it
--   set_at | At | instant | when

SELECT p.policy_id AS version, p.from_on,
       date((SELECT n.from_on FROM policy n WHERE n.policy_id = p.policy_id + 1), '-1 day') AS until_on,
       p.sign_off_limit_pence AS sign_off_limit,
       (SELECT count(DISTINCT b.band) FROM policy_band b WHERE b.policy_id = p.policy_id) AS bands,
       w.code AS set_by, ev.recorded_at AS set_at
  FROM policy p
  JOIN event ev ON ev.seq = p.event
  JOIN practitioner w ON w.practitioner_id = ev.actor_id
 WHERE true
   AND ev.seq <= :known
 ORDER BY p.policy_id
