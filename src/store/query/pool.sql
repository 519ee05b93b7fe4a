-- title: Statement of the pool
-- purpose: By partner: what was agreed and put in, the part in what was used and promised, and in what is likely to be left or lacking at its end
-- place: 155
-- read: manager all, finance all, administrator all, evaluator all
-- nothing: no pool was agreed: bhlp pool agree
-- columns:
--   fund
--   partner | Partner | text | who gives to the pool
--   form | In | word | `cash` or `kind`; kind gets no cash back
--   agreed | Agreed | money totalled | their share of the whole, odd pennies by the largest remainder
--   due_on | Due | day | the day it is due
--   put_in | Put in | money totalled | what they gave
--   short | Late | money totalled | agreed, due and not put in
--   given_back | Given back | money totalled | what was repaid to them
--   used | Used | money totalled | their part in what was used, in proportion of what each put in
--   promised | Promised | money totalled | the same of what is promised
--   left_over | Left | money totalled | put in, less given back, used and promised
--   forecast | Likely use | money totalled | their part in what will be used by the last day: the greater of used and promised now, and used x
--       days of the agreement / days gone: a straight line, which knows no season
--   likely_left | Likely left | money totalled | what they are likely to get or carry forward at the end; negative: to pay more
--   goes | By the rule | text | where that goes by the agreement

WITH parts AS MATERIALIZED (
         SELECT p.event, iif(x.value ->> 'form' = 'kind', p.kind_fund_id, p.fund_id) AS fund_id, x.value ->> 'partner' AS partner,
                x.value ->> 'form' AS form, x.value ->> 'share' AS share, x.value ->> 'due_on' AS due_on, p.total_pence,
                p.from_on, p.until_on, p.underspend, p.overspend, p.bearer
           FROM pool p JOIN json_each(p.partners) x
          WHERE p.from_on <= :day
            AND p.event <= :known
            AND NOT EXISTS (SELECT 1 FROM pool n WHERE n.fund_id = p.fund_id AND n.from_on > p.from_on AND n.from_on <= :day)),
     board AS MATERIALIZED (
         SELECT d.pool, d.rest, d.decided_on, d.shares
           FROM pool_decision d
          WHERE NOT EXISTS (SELECT 1 FROM pool_decision n WHERE n.pool = d.pool AND n.rest = d.rest AND n.event > d.event
            AND n.event <= :known
            )
            AND d.event <= :known
            AND (d.decided_on <= :day OR (SELECT until_on FROM pool WHERE event = d.pool) <= :day)),
     shares AS (
         SELECT *, total_pence * share / 10000
                   + (row_number() OVER (PARTITION BY event ORDER BY total_pence * share % 10000 DESC, partner, form)
                      <= total_pence - sum(total_pence * share / 10000) OVER (PARTITION BY event)) AS agreed
           FROM parts),
     given AS MATERIALIZED (
         SELECT a.fund_id, coalesce(e.reference, f.contributor) AS partner,
                sum(iif(e.kind = 'fund.receive', t.amount_pence, 0)) AS put_in,
                sum(iif(e.kind = 'fund.repay', t.amount_pence, 0)) AS given_back
           FROM entry e INDEXED BY entry_of_fund
          CROSS JOIN transfer t ON t.entry_id = e.entry_id
          CROSS JOIN account a ON a.account_id = iif(e.kind = 'fund.receive', t.debit_account_id, t.credit_account_id) AND a.kind = 'pool'
          CROSS JOIN fund f ON f.fund_id = a.fund_id
          WHERE (e.kind = 'fund.receive' OR e.kind = 'fund.repay')
            AND e.effective_on <= :as_at
            AND e.entry_id <= :known
            AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id
            AND r.effective_on <= :as_at
            AND r.entry_id <= :known
            )
          GROUP BY a.fund_id, partner),
     everybody AS MATERIALIZED (
         SELECT s.fund_id, s.partner, s.form, s.agreed, s.due_on, coalesce(g.put_in, 0) AS put_in,
                coalesce(g.given_back, 0) AS given_back, s.from_on, s.until_on, s.underspend, s.overspend, s.bearer, s.event
           FROM shares s LEFT JOIN given g ON g.fund_id = s.fund_id AND g.partner = s.partner
          UNION ALL
         SELECT g.fund_id, g.partner, s.form, 0, NULL, g.put_in, g.given_back, s.from_on, s.until_on, s.underspend, s.overspend, s.bearer,
                s.event
           FROM given g JOIN (SELECT DISTINCT fund_id, form, from_on, until_on, underspend, overspend, bearer, event FROM shares) s USING (fund_id)
          WHERE NOT EXISTS (SELECT 1 FROM shares o WHERE o.fund_id = g.fund_id AND o.partner = g.partner)),
     stands AS MATERIALIZED (
         SELECT a.fund_id, sum(iif(a.kind = 'spent', a.balance_pence, 0)) AS spent,
                sum(iif(a.kind = 'committed', a.balance_pence, 0)) AS committed
           FROM account_position a WHERE a.fund_id IN (SELECT fund_id FROM everybody) GROUP BY a.fund_id),
     used AS (
         SELECT y.*, z.spent, z.committed, sum(y.put_in) OVER w AS all_in,
                coalesce(z.spent * y.put_in / nullif(sum(y.put_in) OVER w, 0), 0) AS whole,
                coalesce(z.spent * y.put_in % nullif(sum(y.put_in) OVER w, 0), 0) AS rest
           FROM everybody y JOIN stands z USING (fund_id)
         WINDOW w AS (PARTITION BY y.fund_id)),
     used_parts AS (
         SELECT *, whole + (row_number() OVER (PARTITION BY fund_id ORDER BY rest DESC, partner)
                            <= iif(all_in = 0, 0, spent) - sum(whole) OVER (PARTITION BY fund_id)) AS used
           FROM used),
     promised AS (
         SELECT fund_id, partner, form, agreed, due_on, put_in, given_back, from_on, until_on, underspend, overspend, bearer, event,
                spent, committed, all_in, used,
                coalesce(committed * (put_in - used) / nullif(all_in - spent, 0), 0) AS whole,
                coalesce(committed * (put_in - used) % nullif(all_in - spent, 0), 0) AS rest
           FROM used_parts),
     promised_parts AS (
         SELECT *, whole + (row_number() OVER (PARTITION BY fund_id ORDER BY rest DESC, partner)
                            <= iif(all_in = spent, 0, committed) - sum(whole) OVER (PARTITION BY fund_id)) AS promised,
                max(spent + committed,
                    spent * ((unixepoch(until_on) - unixepoch(from_on)) / 86400 + 1)
                    / ((unixepoch(max(from_on, min(until_on, :day))) - unixepoch(from_on)) / 86400 + 1)) AS likely,
                max(put_in, agreed) AS will_give, sum(max(put_in, agreed)) OVER (PARTITION BY fund_id) AS all_will,
                sum(max(put_in, agreed) - given_back) OVER (PARTITION BY fund_id) AS all_have
           FROM promised),
     likely AS (
         SELECT *, all_have - likely AS over_all,
                coalesce(likely * will_give / nullif(all_will, 0), 0) AS likely_whole,
                coalesce(likely * will_give % nullif(all_will, 0), 0) AS likely_rest,
                coalesce(abs(all_have - likely) * will_give / nullif(all_will, 0), 0) AS left_whole,
                coalesce(abs(all_have - likely) * will_give % nullif(all_will, 0), 0) AS left_rest,
                iif(all_have < likely, overspend, underspend) AS rule
           FROM promised_parts),
     said AS (
         SELECT l.*, b.decided_on, b.shares,
                CASE WHEN b.shares IS NULL THEN left_whole
                     ELSE abs(over_all) * coalesce((SELECT x.value ->> 'share' FROM json_each(b.shares) x WHERE x.value ->> 'partner' = l.partner), 0)
                          / 10000 END AS part_whole,
                CASE WHEN b.shares IS NULL THEN left_rest
                     ELSE abs(over_all) * coalesce((SELECT x.value ->> 'share' FROM json_each(b.shares) x WHERE x.value ->> 'partner' = l.partner), 0)
                          % 10000 END AS part_rest
           FROM likely l LEFT JOIN board b
                ON b.pool = l.event AND l.rule = 'board' AND l.form = 'cash' AND b.rest = iif(l.over_all < 0, 'overspend', 'underspend')),
     decided AS (
         SELECT *, likely_whole + (row_number() OVER (PARTITION BY fund_id ORDER BY likely_rest DESC, partner)
                                   <= likely - sum(likely_whole) OVER (PARTITION BY fund_id)) AS forecast,
                part_whole + (row_number() OVER (PARTITION BY fund_id ORDER BY part_rest DESC, partner)
                              <= abs(over_all) - sum(part_whole) OVER (PARTITION BY fund_id)) AS left_part
           FROM said)
SELECT f.code AS fund, partner, form, agreed, due_on, put_in,
       iif(due_on < :day, max(agreed - put_in, 0), 0) AS short, given_back, used, promised,
       put_in - given_back - used - promised AS left_over, forecast,
       CASE WHEN rule = 'partner' AND form = 'cash' THEN iif(partner = bearer, over_all, 0)
            ELSE iif(over_all < 0, -left_part, left_part) END AS likely_left,
       CASE WHEN form = 'kind' THEN 'in kind: no cash goes back' WHEN over_all = 0 THEN NULL
            WHEN rule = 'proportion' THEN 'in proportion of what each put in'
            WHEN decided_on IS NOT NULL AND shares IS NULL THEN 'carried forward, as the board decided on ' || decided_on
            WHEN decided_on IS NOT NULL THEN 'as the board decided on ' || decided_on
            WHEN rule = 'board' THEN 'the board decides; in proportion unless it does'
            WHEN rule = 'partner' THEN 'all of it is of ' || bearer
            ELSE 'carried forward, in proportion' END AS goes
  FROM decided JOIN fund f USING (fund_id)
 ORDER BY f.code, form, partner
