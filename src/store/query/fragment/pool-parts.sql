(WITH agreed AS MATERIALIZED (
         SELECT p.*, p.underspend = 'carried' OR p.underspend = 'board' AND EXISTS (
                    SELECT 1 FROM pool_decision d WHERE d.pool = p.event AND d.rest = 'underspend' AND d.shares IS NULL
                       AND d.event <= :known
                       AND NOT EXISTS (SELECT 1 FROM pool_decision n WHERE n.pool = d.pool AND n.rest = d.rest AND n.event > d.event
                       AND n.event <= :known
                       )) AS carries
           FROM pool p
          WHERE p.from_on <= :day
            AND p.event <= :known
     ),
     parts AS MATERIALIZED (
         SELECT p.event, iif(x.value ->> 'form' = 'kind', p.kind_fund_id, p.fund_id) AS fund_id, x.value ->> 'partner' AS partner,
                x.value ->> 'form' AS form, x.value ->> 'share' AS share, x.value ->> 'due_on' AS due_on, p.total_pence,
                p.from_on, p.until_on, p.underspend, p.overspend, p.bearer, p.carries,
                coalesce((SELECT max(q.until_on) FROM agreed q WHERE q.fund_id = p.fund_id AND q.from_on < p.from_on AND NOT q.carries), '') AS kept_on,
                EXISTS (SELECT 1 FROM agreed n WHERE n.fund_id = p.fund_id AND n.from_on > p.from_on) AS followed
           FROM agreed p JOIN json_each(p.partners) x),
     shares AS (
         SELECT *, total_pence * share / 10000
                   + (row_number() OVER (PARTITION BY event ORDER BY total_pence * share % 10000 DESC, partner, form)
                      <= total_pence - sum(total_pence * share / 10000) OVER (PARTITION BY event)) AS agreed
           FROM parts),
     alike AS MATERIALIZED (
         SELECT DISTINCT event, fund_id, form, from_on, until_on, underspend, overspend, bearer, carries, kept_on, followed FROM parts),
     money AS MATERIALIZED (
         SELECT m.pool, m.fund_id, m.partner, coalesce((SELECT from_on FROM pool WHERE event = m.pool), m.effective_on) AS since,
                sum(m.put_in) AS put_in, sum(m.given_back) AS given_back
           FROM pool_money m
          WHERE EXISTS (SELECT 1 FROM parts)
            AND m.effective_on <= :as_at
            AND m.entry_id <= :known
            AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = m.entry_id
            AND r.effective_on <= :as_at
            AND r.entry_id <= :known
            )
          GROUP BY m.pool, m.fund_id, m.partner, since),
     moved AS MATERIALIZED (
         SELECT a.fund_id, coalesce(k.effective_on, u.effective_on, e.effective_on) AS since,
                sum(iif(a.kind = 'spent', 1, 0) * iif(a.account_id = t.debit_account_id, 1, -1) * t.amount_pence) AS spent,
                sum(iif(a.kind = 'spent', 0, 1) * iif(a.account_id = t.debit_account_id, 1, -1) * t.amount_pence) AS committed
           FROM entry e
          CROSS JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'budget'
          CROSS JOIN account a ON (a.account_id = t.debit_account_id OR a.account_id = t.credit_account_id)
                              AND (a.kind = 'spent' OR a.kind = 'committed')
           LEFT JOIN entry k ON k.entry_id = e.commission_id
           LEFT JOIN entry u ON u.entry_id = e.reverses_id
          WHERE EXISTS (SELECT 1 FROM parts) AND a.fund_id IN (SELECT fund_id FROM parts)
            AND e.effective_on <= :as_at
            AND e.entry_id <= :known
          GROUP BY a.fund_id, since),
     brought AS (
         SELECT s.*, coalesce((SELECT sum(m.put_in - m.given_back) FROM money m
                                WHERE m.fund_id = s.fund_id AND m.since > s.kept_on AND m.since < s.from_on), 0)
                     - coalesce((SELECT sum(v.spent + v.committed) FROM moved v
                                  WHERE v.fund_id = s.fund_id AND v.since > s.kept_on AND v.since < s.from_on), 0) AS put_in
           FROM alike s),
     everybody AS MATERIALIZED (
         SELECT s.event, s.fund_id, s.partner, s.form, s.agreed, s.due_on, coalesce(g.put_in, 0) AS put_in,
                coalesce(g.given_back, 0) AS given_back, s.from_on, s.until_on, s.underspend, s.overspend, s.bearer, s.carries, s.followed
           FROM shares s LEFT JOIN money g ON g.pool = s.event AND g.fund_id = s.fund_id AND g.partner = s.partner
          UNION ALL
         SELECT s.event, s.fund_id, g.partner, s.form, 0, NULL, g.put_in, g.given_back, s.from_on, s.until_on, s.underspend, s.overspend,
                s.bearer, s.carries, s.followed
           FROM money g JOIN alike s ON s.event = g.pool AND s.fund_id = g.fund_id
          WHERE NOT EXISTS (SELECT 1 FROM shares o WHERE o.event = g.pool AND o.fund_id = g.fund_id AND o.partner = g.partner)
          UNION ALL
         SELECT event, fund_id, 'carried forward', form, 0, NULL, put_in, 0, from_on, until_on, underspend, overspend, bearer, carries, followed
           FROM brought WHERE put_in <> 0),
     weighed AS (
         SELECT y.*, coalesce((SELECT sum(v.spent) FROM moved v
                                WHERE v.fund_id = y.fund_id AND v.since BETWEEN y.from_on AND y.until_on), 0) AS spent,
                coalesce((SELECT sum(v.committed) FROM moved v
                           WHERE v.fund_id = y.fund_id AND v.since BETWEEN y.from_on AND y.until_on), 0) AS committed,
                iif(sum(max(put_in, 0)) OVER w = 0, agreed, max(put_in, 0)) AS weight, max(put_in - given_back, 0) AS cap
           FROM everybody y
         WINDOW w AS (PARTITION BY event, fund_id)),
     to_use AS (SELECT *, spent AS amount FROM weighed),
     to_keep AS (
         SELECT event, fund_id, partner, form, agreed, due_on, put_in, given_back, from_on, until_on, underspend, overspend, bearer,
                carries, followed, spent, committed, weight, max(cap - part, 0) AS cap, part AS used, committed AS amount
           FROM {filled to_use})
 SELECT event, fund_id, partner, form, agreed, due_on, put_in, given_back, from_on, until_on, underspend, overspend, bearer, carries, followed,
        spent, committed, used, part AS promised
   FROM {filled to_keep})
