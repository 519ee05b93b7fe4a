SELECT h.*, max(0, min(h.left_pence, sum(h.left_pence) OVER (PARTITION BY h.child_id, h.provider_id ORDER BY h.commission_id DESC) - h.allowed_pence))
           AS due_pence
  FROM (SELECT s.*, s.paid_pence - s.back_pence - s.accounted_pence - s.debt_pence - s.off_pence AS left_pence
          FROM (SELECT q.commission_id, q.child_id, q.provider_id, q.practitioner_id, q.payee, q.basis, q.since_on,
                       date(q.since_on, '+' || q.accounts_months || ' months', 'floor') AS due_on, q.allowed_pence, q.paid_pence, q.back_pence,
                       q.held_pence + coalesce((SELECT sum(r.amount_pence) FROM receipt_standing r
                                                 WHERE r.commission_id = q.commission_id
                                                   AND r.event <= :known
                                               ), 0) AS accounted_pence,
                       max(0, q.debt_pence) AS debt_pence, q.debt_on, q.off_pence
                  FROM (SELECT k.commission_id, k.child_id, k.provider_id, k.practitioner_id, g.payee, g.basis, g.accounts_months,
                               coalesce(g.contingency_weeks * g.weekly_pence, 0) AS allowed_pence,
                               min(iif(o.kind = 'buy' AND g.basis IS NOT NULL OR o.kind = 'payment.record' AND g.basis IS NOT NULL
                                       OR o.kind = 'account.move', e.effective_on, NULL)) AS since_on,
                               sum(t.amount_pence * ((c.kind IN ('bank', 'card', 'imprest', 'pocket')) - (d.kind IN ('bank', 'card', 'imprest', 'pocket')))
                                     * (g.basis IS NOT NULL AND o.kind IN ('buy', 'payment.record')
                                        OR o.kind = 'account.move' AND iif(e.reverses_id IS NULL, d.kind, c.kind) = 'held')) AS paid_pence,
                               sum(t.amount_pence * ((d.kind IN ('bank', 'card', 'imprest', 'pocket')) - (c.kind IN ('bank', 'card', 'imprest', 'pocket')))
                                     * (g.basis IS NOT NULL AND o.kind = 'refund.record'
                                        OR o.kind = 'account.move' AND iif(e.reverses_id IS NULL, c.kind, d.kind) = 'held')) AS back_pence,
                               sum(t.amount_pence * ((c.kind = 'held') - (d.kind = 'held')) * (o.kind = 'invoice.record')) AS held_pence,
                               sum(t.amount_pence * ((d.kind = 'creditor') - (c.kind = 'creditor'))) * (g.basis IS NOT NULL) AS debt_pence,
                               max(iif(e.kind = 'debt.record', e.effective_on, NULL)) AS debt_on,
                               sum(t.amount_pence * ((d.kind = 'cost') - (c.kind = 'cost')) * (o.kind = 'debt.write-off')) AS off_pence
                          FROM agreement g
                         CROSS JOIN commission k ON k.child_id = g.child_id AND k.provider_id = g.provider_id
                         CROSS JOIN entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id AND e.effective_on <= :day
                         CROSS JOIN entry o ON o.entry_id = coalesce(e.reverses_id, e.entry_id)
                         CROSS JOIN transfer t ON t.entry_id = e.entry_id
                         CROSS JOIN account d ON d.account_id = t.debit_account_id
                         CROSS JOIN account c ON c.account_id = t.credit_account_id
                         WHERE g.event = (SELECT max(n.event) FROM agreement n
                                           WHERE n.provider_id = g.provider_id AND n.child_id = g.child_id AND n.agreed_on <= :day
                                             AND n.event <= :known
                                         )
                           AND e.entry_id <= :known
                         GROUP BY k.commission_id) q
                 WHERE q.paid_pence <> 0 OR q.debt_pence <> 0) s) h
