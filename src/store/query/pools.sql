-- title: Pools
-- purpose: What partners agreed about a fund: who hosts it, the whole, and where an under- or overspend goes
-- place: 485
-- read: manager all, finance all, administrator all, evaluator all
-- nothing: no pool was agreed: bhlp pool agree
-- columns:
--   fund
--   host | Host | text | who keeps it for all
--   from_on
--   until_on | Until | day | its last day
--   total | The whole | money | what all of them give
--   partners | Shares | text | each partner, their share in percent, and whether it is in kind
--   underspend | Underspend | word | `proportion`, `board`, `partner` or `carried`
--   overspend | Overspend | word | the same of an overspend
--   decided | The board decided | text filled | what it decided of an underspend or overspend, and when: the last that is recorded
--   bearer | Bearer | text filled | the partner of the rule `partner`

SELECT f.code AS fund, p.host, p.from_on, p.until_on, p.total_pence AS total,
       (SELECT group_concat((x.value ->> 'partner') || printf(' %.2f', (x.value ->> 'share') / 100.0)
                            || iif(x.value ->> 'form' = 'kind', ' in kind', ''), '; ') FROM json_each(p.partners) x) AS partners,
       p.underspend, p.overspend,
       (SELECT group_concat(d.rest || ' on ' || d.decided_on || ' by ' || d.decided_by || ': '
                            || coalesce((SELECT group_concat((x.value ->> 'partner') || printf(' %.2f', (x.value ->> 'share') / 100.0), ', ')
                                           FROM json_each(d.shares) x), 'carried forward'), '; ')
          FROM pool_decision d
         WHERE d.pool = p.event
           AND d.event <= :known
           AND NOT EXISTS (SELECT 1 FROM pool_decision n WHERE n.pool = d.pool AND n.rest = d.rest AND n.event > d.event
           AND n.event <= :known
           )) AS decided, p.bearer
  FROM pool p JOIN fund f USING (fund_id)
 WHERE true
   AND p.event <= :known
 ORDER BY f.code, p.from_on
