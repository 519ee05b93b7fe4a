-- title: Own money
-- purpose: What practitioners paid from their own pocket: each claim, and what is owed and not claimed yet
-- place: 175
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: practitioner, open
-- nothing: nobody is owed anything for what they paid themselves
-- columns:
--   practitioner | Paid by | text | who paid it
--   claim | Claim | count | the claim's number; none where it is not claimed yet
--   claimed_on | Claimed | day | the day it was claimed
--   amount | Amount | money | how much is claimed, or is owed and not claimed
--   paid | Paid | money filled | how much of it was paid: no more than was owed then
--   standing | Standing | text | `not claimed`, `waiting`, `approved`, `paid`, `refused`, `withdrawn` or `nothing owed any more`
--   decided_by | Decided by | text | who approved, refused or withdrew it
--   paid_on | Paid back | day | the day it was paid
--   paid_from | From | text | the account it was paid from
--   entry | Entry | count | the entry that paid it
--   reason | Reason | text filled | why it was refused, or the remark of whoever approved

WITH claims AS (
         SELECT q.event, q.account_id, q.claimed_on, q.amount_pence, d.reason, w.code AS decided_by,
                (SELECT p.event FROM claim_payment p
                  WHERE p.claim = q.event
                    AND p.event <= :known
                    AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = p.event)) AS entry,
                coalesce(d.verdict, 'waiting') AS verdict
           FROM claim q
           LEFT JOIN claim_decision d ON d.claim = q.event
            AND d.event <= :known
           LEFT JOIN practitioner w ON w.practitioner_id = d.decided_by
          WHERE true
            AND q.claimed_on <= :as_at
            AND q.event <= :known
     ),
     -- What is not paid, and what would be now.
     open AS (
         SELECT q.event, q.account_id, max(0, min(q.amount_pence, -a.balance_pence,
                    (SELECT min(-a.balance_pence - coalesce((
                                SELECT sum(m.owed_pence) FROM pocket_movement m
                                 WHERE m.account_id = q.account_id AND m.entry_id > q.event AND m.counts_from > c.event
                                   AND m.effective_on <= :as_at
                                   AND m.entry_id <= :known
                                ), 0))
                       FROM claim c WHERE c.account_id = q.account_id AND c.event >= q.event))) AS owed
           FROM claims q JOIN account_position a ON a.account_id = q.account_id
          WHERE q.entry IS NULL AND q.verdict IN ('waiting', 'approved')
     ),
     lines AS (
         SELECT q.account_id, q.event AS claim, q.claimed_on, q.amount_pence AS amount,
                (SELECT sum(t.amount_pence) FROM transfer t
                  WHERE t.entry_id = e.entry_id AND t.debit_account_id = q.account_id) AS paid,
                CASE WHEN e.entry_id IS NOT NULL THEN 'paid' WHEN q.verdict = 'approved' AND o.owed = 0 THEN 'nothing owed any more'
                     ELSE q.verdict END AS standing, q.decided_by, e.effective_on AS paid_on,
                (SELECT c.name FROM transfer t JOIN account c ON c.account_id = t.credit_account_id
                  WHERE t.entry_id = e.entry_id) AS paid_from, e.entry_id AS entry, q.reason
           FROM claims q LEFT JOIN open o ON o.event = q.event LEFT JOIN entry e ON e.entry_id = q.entry
            AND e.effective_on <= :as_at
         UNION ALL
         -- What came back after it was claimed makes what is paid of the claim less, and not what is owed beside it.
         SELECT a.account_id, NULL, NULL, -a.balance_pence - min(max(-a.balance_pence, 0), coalesce((
                    SELECT sum(o.owed) FROM open o WHERE o.account_id = a.account_id), 0)),
                NULL, 'not claimed', NULL, NULL, NULL, NULL, NULL
           FROM account_position a WHERE a.kind = 'pocket')
SELECT w.code AS practitioner, l.claim, l.claimed_on, l.amount, l.paid, l.standing, l.decided_by, l.paid_on, l.paid_from,
       l.entry, l.reason
  FROM lines l JOIN account a USING (account_id) JOIN practitioner w ON w.practitioner_id = a.holder_id
 WHERE (l.claim IS NOT NULL OR l.amount <> 0)
   AND w.code = :practitioner
   AND :open = 1 AND l.standing IN ('not claimed', 'waiting', 'approved')
 ORDER BY w.code, l.claim IS NULL, l.claim
