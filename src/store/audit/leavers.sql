-- title: What those who left still have
-- place: 80
-- asks: Who has left and still has a card, a float, an advance or a child's budget in their name?
-- why: A card that nobody stopped is spent by whoever finds it.
-- answer: When the card was stopped or the cash came back, and who saw it.
-- limits: It knows who left only where their last day is recorded (bhlp practitioner leave).

-- What is still in the name of somebody who has left. A card is named by the last entry that moved it, so
-- that one used after it was answered for is a new finding.
WITH gone AS (SELECT * FROM practitioner WHERE left_on < :day),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT w.code || '/' || a.name || iif(e.effective_on > w.left_on, '/' || e.entry_id, ''), w.left_on, w.code,
       iif(e.effective_on > w.left_on, cast(e.entry_id AS TEXT), NULL), NULL, NULL, a.balance_pence,
       a.name || ' is theirs; they left on ' || w.left_on
       || iif(e.effective_on > w.left_on, '; it was used since, last on ' || e.effective_on, '')
  FROM gone w
  JOIN account a ON a.holder_id = w.practitioner_id
  LEFT JOIN entry e ON e.entry_id = a.moved_entry
 UNION ALL
SELECT w.code || '/advance/' || v.event, w.left_on, w.code, cast(v.event AS TEXT), NULL, NULL, v.amount_pence,
       'has cash of ' || a.name || ' since ' || v.given_on || '; they left on ' || w.left_on
  FROM gone w
  JOIN advance v ON v.practitioner_id = w.practitioner_id
  JOIN account a ON a.account_id = v.account_id
 WHERE NOT EXISTS (SELECT 1 FROM advance_back b WHERE b.advance = v.event)
 UNION ALL
SELECT w.code || '/budget/' || ch.child_ref, w.left_on, w.code, NULL, ch.child_ref, NULL,
       b.allocated_pence - b.committed_pence - b.spent_pence, 'holds the budget; they left on ' || w.left_on
  FROM gone w
  JOIN budget b ON b.closed_on IS NULL
  JOIN child ch ON ch.child_id = b.child_id AND w.code = {holder})
{answered}
