SELECT h.*, min(h.due_pence, h.older_pence) AS late_pence
  FROM (
WITH pair AS MATERIALIZED (
         SELECT DISTINCT g.child_id, g.provider_id, g.basis IS NOT NULL AS family
           FROM agreement_standing g
          WHERE g.event = (SELECT n.event FROM agreement_standing n
                            WHERE n.provider_id = g.provider_id AND n.child_id = g.child_id AND n.agreed_on <= :day
                              AND n.event <= :known
                            ORDER BY n.agreed_on DESC, n.event DESC LIMIT 1)),
     entered AS MATERIALIZED (
         SELECT k.commission_id, k.child_id, k.provider_id, k.practitioner_id, g.family, o.kind, o.effective_on AS given_on,
                iif(e.kind = 'debt.record', e.effective_on, NULL) AS debt_on,
                sum(t.amount_pence * ((c.kind IN ('bank', 'card', 'imprest', 'pocket')) - (d.kind IN ('bank', 'card', 'imprest', 'pocket')))) AS cash,
                sum(t.amount_pence * ((d.kind = 'held') - (c.kind = 'held'))) AS held,
                sum(t.amount_pence * ((d.kind = 'creditor') - (c.kind = 'creditor'))) AS owed,
                sum(t.amount_pence * ((d.kind = 'cost') - (c.kind = 'cost'))) AS cost,
                iif(e.reverses_id IS NULL, 1, -1) AS way
           FROM pair g
          CROSS JOIN commission k ON k.child_id = g.child_id AND k.provider_id = g.provider_id
          CROSS JOIN entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id AND e.effective_on <= :day
          CROSS JOIN entry o ON o.entry_id = coalesce(e.reverses_id, e.entry_id)
          CROSS JOIN transfer t ON t.entry_id = e.entry_id
          CROSS JOIN account d ON d.account_id = t.debit_account_id
          CROSS JOIN account c ON c.account_id = t.credit_account_id
          WHERE true
            AND e.entry_id <= :known
          GROUP BY e.entry_id),
     moved AS MATERIALIZED (
         SELECT *, cash * (family AND kind IN ('buy', 'payment.record') OR kind = 'account.move' AND held * way > 0) AS paid,
                -cash * (family AND kind = 'refund.record' OR kind = 'account.move' AND held * way < 0) AS back
           FROM entered),
     given AS MATERIALIZED (
         SELECT z.commission_id, z.given_on, g.payee, g.basis, sum(z.paid) AS pence,
                sum(sum(z.paid)) OVER (PARTITION BY z.commission_id ORDER BY z.given_on) AS so_far,
                date(z.given_on, '+' || g.accounts_months || ' months', 'floor') AS due_on,
                coalesce(g.contingency_weeks * g.weekly_pence, 0) AS allowed_pence
           FROM moved z
           JOIN agreement_standing g ON g.event = (
                    SELECT n.event FROM agreement_standing n
                     WHERE n.provider_id = z.provider_id AND n.child_id = z.child_id AND n.agreed_on <= :day
                       AND n.event <= :known
                     ORDER BY n.agreed_on > z.given_on, unixepoch(n.agreed_on) * iif(n.agreed_on > z.given_on, 1, -1), n.event DESC LIMIT 1)
          WHERE z.paid <> 0
          GROUP BY z.commission_id, z.given_on
         HAVING sum(z.paid) <> 0),
     added AS (
         SELECT z.commission_id, z.child_id, z.provider_id, z.practitioner_id, sum(z.paid) AS paid_pence, sum(z.back) AS back_pence,
                sum(-z.held * (z.kind = 'invoice.record'))
                + coalesce((SELECT sum(r.amount_pence) FROM receipt_standing r JOIN event v ON v.seq = r.number
                             WHERE r.commission_id = z.commission_id AND v.day <= :day
                               AND r.number <= :known
                           ), 0) AS accounted_pence,
                max(0, sum(z.owed * z.family)) AS debt_pence, max(z.debt_on) AS debt_on, sum(z.cost * (z.kind = 'debt.write-off')) AS off_pence
           FROM moved z
          GROUP BY z.commission_id),
     open AS (
         SELECT *, max(0, paid_pence - back_pence - accounted_pence - debt_pence - off_pence) AS left_pence
           FROM added WHERE paid_pence <> 0 OR debt_pence <> 0),
     gone AS (
         SELECT *, back_pence + accounted_pence + off_pence + iif(left_pence > 0, debt_pence, 0) AS gone_pence FROM open)
SELECT s.*, w.payee, w.basis, w.given_on AS since_on, w.due_on, w.allowed_pence,
       coalesce((SELECT sum(max(0, min(x.pence, x.so_far - s.gone_pence))) FROM given x
                  WHERE x.commission_id = s.commission_id AND x.due_on < :day), 0) AS older_pence,
       max(0, min(s.left_pence, sum(s.left_pence) OVER (PARTITION BY s.child_id, s.provider_id ORDER BY w.given_on DESC, s.commission_id DESC)
                                - w.allowed_pence)) AS due_pence
  FROM gone s
  JOIN given w ON w.commission_id = s.commission_id
              AND w.given_on = coalesce((SELECT min(x.given_on) FROM given x
                                          WHERE x.commission_id = s.commission_id AND x.so_far > s.gone_pence),
                                        (SELECT max(x.given_on) FROM given x WHERE x.commission_id = s.commission_id))) h
