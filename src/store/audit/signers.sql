-- title: Months signed by who acted in them
-- place: 150
-- asks: Whose month did they sign themselves: recorded, bought or decided in it?
-- why: A sign-off says that somebody else looked. The ledger refuses whoever recorded; it does not know who bought,
--     or what was recorded after the month was opened again.
-- answer: Who looked at the signer's own purchases.
-- limits: One finding is one sign-off.

-- Months whose sign-off is by somebody who recorded, bought or decided in them.
WITH signed AS (
    SELECT m.event, m.month, v.actor_id AS signer FROM month_mark m JOIN event v ON v.seq = m.event WHERE m.mark = 'closed'),
done (event, what, number) AS (
    -- In the order of writing, in which the events stand too.
    SELECT s.event, 'recorded', e.entry_id
      FROM entry e
     CROSS JOIN event v ON v.seq = e.entry_id
     CROSS JOIN signed s ON s.signer = v.actor_id AND s.month = substr(e.effective_on, 1, 7)
     WHERE EXISTS (SELECT 1 FROM signed)
     UNION ALL
    SELECT s.event, 'bought', e.entry_id
      FROM commission k
     CROSS JOIN signed s ON s.signer = k.practitioner_id
     CROSS JOIN entry e ON e.entry_id = k.commission_id AND substr(e.effective_on, 1, 7) = s.month
     UNION ALL
    SELECT s.event, 'decided', d.event
      FROM signed s
      JOIN decision d ON d.decided_by = s.signer AND d.verdict <> 'withdrawn' AND substr(d.decided_on, 1, 7) = s.month),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT s.month || '/' || w.code || '/' || s.event, date(s.month || '-01', '+1 month', '-1 day'), w.code,
       iif(count(*) <= 12, replace(group_concat(DISTINCT d.number ORDER BY d.number), ',', ' '), min(d.number) || ' ... ' || max(d.number)),
       NULL, NULL, NULL,
       'signed ' || s.month || ' (event ' || s.event || ') and in it ' || trim(
           iif(sum(d.what = 'recorded') > 0, 'recorded ' || sum(d.what = 'recorded') || ' ', '')
        || iif(sum(d.what = 'bought') > 0, 'bought ' || sum(d.what = 'bought') || ' ', '')
        || iif(sum(d.what = 'decided') > 0, 'decided ' || sum(d.what = 'decided'), ''))
  FROM signed s
  JOIN done d ON d.event = s.event
  JOIN practitioner w ON w.practitioner_id = s.signer
 GROUP BY s.event)
{answered}
