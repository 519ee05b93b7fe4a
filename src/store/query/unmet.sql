-- title: Unmet needs
-- purpose: Needs that nothing could be done about, by reason, and what they would likely cost
-- place: 280
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, practitioner, since, until
-- nothing: no need is marked as unmet
-- columns:
--   why | Why | word | `no_provider`, `waiting_list`, `not_allowed`, `no_money`, `family_declined` or `other`
--   needs | Needs | count totalled | how many needs
--   children | Children | count | of how many children
--   likely | Likely cost | money totalled | what they would cost: as last said, else as planned
--   without_cost | No cost given | count totalled | how many of them have no cost

SELECT m.why, count(*) AS needs, count(DISTINCT n.child_id) AS children,
       sum(coalesce(m.cost_pence, n.likely_pence)) AS likely,
       sum(coalesce(m.cost_pence, n.likely_pence) IS NULL) AS without_cost
  FROM need_standing n
  JOIN need_mark_standing m ON m.event = {mark}
 WHERE m.mark = 'unmet'
   AND n.child_id = (SELECT child_id FROM child WHERE child_ref = :child)
   AND n.child_id IN (SELECT child_id FROM {led} WHERE code = :practitioner)
   AND m.marked_on >= :since
   AND m.marked_on <= :until
 GROUP BY m.why
 ORDER BY count(*) DESC, m.why
