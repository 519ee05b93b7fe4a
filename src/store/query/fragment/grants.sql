WITH terms AS MATERIALIZED (
    SELECT f.fund_id, f.code, f.contributor, f.claim_basis = 'defrayed' AND f.nature = 'cash' AS defrayed,
           coalesce(f.until_on, f.claim_by, p.settled_on) AS until_on,
           coalesce(f.claim_by, max(p.settled_on, coalesce(f.until_on, p.settled_on))) AS claim_by
      FROM fund f
     CROSS JOIN (SELECT date(ends_on, 'start of month', '+' || (settling_up_months + 1) || ' months', '-1 day') AS settled_on
                   FROM pilot) p),
looked AS MATERIALIZED ({looked}),
moved AS (
    SELECT q.fund_id, q.commission_id, s.defrayed, w.at,
           sum(iif(d.fund_id = q.fund_id, t.amount_pence * ((d.kind = 'spent') - (c.kind = 'spent')), 0)) AS spent,
           sum(t.amount_pence * ((d.kind IN ('cost', 'vat', 'notional')) - (c.kind IN ('cost', 'vat', 'notional')))) AS invoiced,
           sum(t.amount_pence * ((c.kind IN ('bank', 'card', 'imprest', 'held', 'pocket'))
               - (d.kind IN ('bank', 'card', 'imprest', 'held', 'pocket')))) AS paid
      FROM looked q
     CROSS JOIN terms s ON s.fund_id = q.fund_id
     CROSS JOIN entry e INDEXED BY entry_by_child
        ON e.child_id = q.child_id AND e.commission_id = q.commission_id AND e.effective_on <= :day
       AND e.entry_id <= :known
     CROSS JOIN (SELECT 1 AS at UNION ALL SELECT 2 UNION ALL SELECT 3) w
        ON CASE w.at WHEN 1 THEN coalesce(e.belongs_on, e.effective_on) <= s.until_on AND e.effective_on <= s.claim_by
                     WHEN 2 THEN e.effective_on <= s.claim_by
                     ELSE 1 END
     CROSS JOIN transfer t ON t.entry_id = e.entry_id
     CROSS JOIN account d ON d.account_id = t.debit_account_id
     CROSS JOIN account c ON c.account_id = t.credit_account_id
     GROUP BY q.fund_id, q.commission_id, w.at),
counted AS (
    SELECT fund_id, at, commission_id, spent,
           CASE WHEN NOT defrayed THEN spent WHEN invoiced > 0 THEN spent * min(max(paid, 0), invoiced) / invoiced ELSE 0 END AS pence
      FROM moved
     UNION ALL
    SELECT s.fund_id, w.at, x.cost, sum(x.pence), sum(x.pence)
      FROM (SELECT c.entry_id AS cost, d.fund_id, e.effective_on, e.belongs_on,
                   iif(e.entry_id = c.entry_id, t.amount_pence, -t.amount_pence) AS pence
              FROM entry c INDEXED BY entry_of_fund
             CROSS JOIN entry e ON (e.entry_id = c.entry_id OR e.reverses_id = c.entry_id) AND e.effective_on <= :day
               AND e.entry_id <= :known
             CROSS JOIN transfer t ON t.entry_id = c.entry_id
             CROSS JOIN account d ON d.account_id = t.debit_account_id AND d.kind = 'spent'
             WHERE c.kind = 'cost.record') x
     CROSS JOIN terms s ON s.fund_id = x.fund_id AND (s.defrayed OR s.until_on < :day)
     CROSS JOIN (SELECT 1 AS at UNION ALL SELECT 2 UNION ALL SELECT 3) w
        ON CASE w.at WHEN 1 THEN coalesce(x.belongs_on, x.effective_on) <= s.until_on AND x.effective_on <= s.claim_by
                     WHEN 2 THEN x.effective_on <= s.claim_by
                     ELSE 1 END
     GROUP BY x.cost, w.at),
stands AS (
    SELECT fund_id, sum(iif(at = 1, pence, 0)) AS by_until, sum(iif(at = 2, pence, 0)) AS by_claim,
           sum(iif(at = 3, pence, 0)) AS now, sum(iif(at = 3, spent, 0)) AS spent
      FROM counted GROUP BY fund_id, commission_id),
claims AS (
    SELECT s.fund_id, s.code, s.contributor, s.until_on, s.claim_by, sum(min(g.by_until, g.by_claim)) AS claimed,
           sum(max(min(g.by_until, g.by_claim) - min(g.by_until, g.now), 0)) AS back,
           sum(g.spent - min(g.by_until, g.now)) AS not_claimable
      FROM stands g JOIN terms s USING (fund_id) GROUP BY s.fund_id)
SELECT fund_id, code, contributor, until_on, claim_by, claimed, back, not_claimable,
       iif(back > 0, max(back - coalesce((
           SELECT sum(t.amount_pence) FROM entry e INDEXED BY entry_by_day
            CROSS JOIN transfer t ON t.entry_id = e.entry_id
            CROSS JOIN account d ON d.account_id = t.debit_account_id
            WHERE e.effective_on > claim_by AND e.effective_on <= :day AND e.kind = 'fund.repay'
              AND d.kind = 'grant' AND d.fund_id = claims.fund_id
              AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id AND r.effective_on <= :day)), 0), 0), 0) AS owed
  FROM claims
