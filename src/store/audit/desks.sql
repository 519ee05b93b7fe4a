-- title: One person at two desks
-- place: 40
-- asks: Who decided on their own commission, reconciled what they recorded, or counted a float they pay from?
-- why: A second person would have seen the mistake. Recording and checking are two desks.
-- answer: Who else looked at it, and when; in a small team, which check stands in for the second person.
-- limits: It knows who was named with --as, not who sat there. That nobody decides on their own commission is also a rule
--     of the ledger.

-- One person at two desks: decided on what they commissioned or asked for; reconciled what they recorded; counted
-- a float out of which they recorded payments since the count before.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT 'decided/' || d.event, d.decided_on, w.code, k.commission_id || ' ' || d.event, ch.child_ref, v.code,
       q.asked_pence, 'commissioned or asked for it, and ' || d.verdict || ' it'
  FROM decision d
  JOIN request q ON q.event = d.request
  JOIN event a ON a.seq = q.event
  JOIN commission k ON k.commission_id = q.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN provider v ON v.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = d.decided_by
 WHERE d.verdict <> 'withdrawn' AND (d.decided_by = k.practitioner_id OR d.decided_by = a.actor_id)
 UNION ALL
SELECT 'reconciled/' || x.run, x.day, w.code, {numbers}, NULL, NULL, sum(abs(x.amount_pence)),
       'recorded ' || count(*) || iif(count(*) = 1, ' entry', ' entries') || ' and reconciled '
       || iif(count(*) = 1, 'it', 'them') || ' in event ' || x.run
  FROM (SELECT r.event AS run, rv.day AS day, rv.actor_id, i.entry_id, i.amount_pence
          FROM matching_run r
          JOIN event rv ON rv.seq = r.event
          JOIN matching m ON m.run = r.event AND m.undone_by IS NULL
          JOIN matching_item i ON i.matching_id = m.matching_id
          JOIN event v ON v.seq = i.entry_id AND v.actor_id = rv.actor_id) x
  JOIN practitioner w ON w.practitioner_id = x.actor_id
 GROUP BY x.run
 UNION ALL
SELECT 'counted/' || x.event, x.counted_on, w.code, {numbers}, NULL, NULL, sum(x.amount_pence),
       'counted ' || x.name || ' and had recorded ' || count(*) || iif(count(*) = 1, ' movement', ' movements')
       || ' of it since the count before'
  FROM (SELECT c.event, c.counted_on, v.actor_id, a.name, t.entry_id, t.amount_pence
          FROM cash_count c
          JOIN event v ON v.seq = c.event
          JOIN account a ON a.account_id = c.account_id
         CROSS JOIN transfer t ON t.entry_id > (SELECT coalesce(max(p.event), 0) FROM cash_count p
                                                 WHERE p.account_id = c.account_id AND p.event < c.event)
           AND t.entry_id < c.event AND (t.debit_account_id = c.account_id OR t.credit_account_id = c.account_id)
         CROSS JOIN event s ON s.seq = t.entry_id AND s.actor_id = v.actor_id) x
  JOIN practitioner w ON w.practitioner_id = x.actor_id
 GROUP BY x.event)
{answered}
