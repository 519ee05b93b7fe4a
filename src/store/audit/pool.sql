-- title: A pool that is late
-- place: 155
-- asks: Which partner has not put in their agreed share by its day, which report to partners is overdue, and of which pool that has ended has the board not decided?
-- why: A partner who pays late is carried by the others; and partners who are not told cannot decide about a rest in time.
-- answer: What the partner says and when it comes; or the day on which the report was sent.
-- limits: Of a share with no day, and of a pool that was agreed on paper alone, it knows nothing.

-- Shares due and short, and reports due and not sent.
WITH share AS MATERIALIZED (
SELECT p.event, iif(x.value ->> 'form' = 'kind', p.kind_fund_id, p.fund_id) AS fund_id, x.value ->> 'partner' AS partner,
       x.value ->> 'form' AS form, x.value ->> 'due_on' AS due_on,
       p.total_pence * (x.value ->> 'share') / 10000
       + (row_number() OVER (PARTITION BY p.event ORDER BY p.total_pence * (x.value ->> 'share') % 10000 DESC,
                             x.value ->> 'partner', x.value ->> 'form')
          <= p.total_pence - sum(p.total_pence * (x.value ->> 'share') / 10000) OVER (PARTITION BY p.event)) AS agreed,
       p.from_on, p.until_on
  FROM pool p JOIN json_each(p.partners) x),
given AS (
SELECT s.event, s.partner, s.form,
       (SELECT total(m.put_in) FROM pool_money m
         WHERE m.pool = s.event AND m.fund_id = s.fund_id AND m.partner = s.partner AND m.effective_on <= s.due_on
           AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = m.entry_id)) AS pence
  FROM share s),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT f.code || '/' || s.partner || '/' || s.form || '/' || s.due_on, s.due_on, NULL, cast(s.event AS TEXT), NULL, NULL,
       cast(s.agreed - g.pence AS INTEGER), s.partner || ' put in ' || printf('%.2f', g.pence / 100.0) || ' of '
       || printf('%.2f', s.agreed / 100.0) || ' by ' || s.due_on
  FROM share s JOIN given g USING (event, partner, form) JOIN fund f USING (fund_id)
 WHERE g.pence < s.agreed AND s.due_on < :day
   AND s.due_on >= :since
   AND s.due_on <= :until
 UNION ALL
SELECT f.code || '/' || q.kind || '/' || q.up_to, q.due_on, NULL, cast(q.pool AS TEXT), NULL, NULL, NULL,
       'the ' || q.kind || ' report to ' || q.up_to || ' was due on ' || q.due_on
  FROM pool_report_due q JOIN fund f USING (fund_id)
 WHERE q.due_on < :day
   AND q.due_on >= :since
   AND q.due_on <= :until
 UNION ALL
SELECT f.code || '/underspend/' || p.until_on, p.until_on, NULL, cast(p.event AS TEXT), NULL, NULL, sum(a.balance_pence),
       'of ' || printf('%.2f', sum(a.balance_pence) / 100.0) || ' left the board has not decided'
  FROM pool p JOIN fund f USING (fund_id) JOIN account a ON a.fund_id = p.fund_id AND (a.kind = 'pool' OR a.kind = 'available')
 WHERE p.underspend = 'board' AND p.until_on < :day
   AND p.until_on >= :since
   AND p.until_on <= :until
   AND NOT EXISTS (SELECT 1 FROM pool_decision d WHERE d.pool = p.event AND d.rest = 'underspend')
   AND NOT EXISTS (SELECT 1 FROM pool n WHERE n.fund_id = p.fund_id AND n.from_on > p.until_on)
 GROUP BY p.event
HAVING sum(a.balance_pence) > 0
)
{answered}
