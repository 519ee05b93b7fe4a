-- title: Suspense list
-- purpose: Lines and entries that were put aside: what was asked, of whom, how long ago, and what was replied
-- place: 670
-- read: lead_professional own, manager all, finance all, administrator all
-- filters: account
-- nothing: nothing is parked
-- columns:
--   number | Number | count | the number `bhlp reconcile reply` takes
--   account
--   side
--   part | No. | count | the line's or the entry's number
--   on | Day | day | the bank's day of a line, the day of an entry
--   money_in | totalled
--   money_out | totalled
--   what | What | text | what the bank says, or what the entry is
--   state | State | text | `parked`: it waits for a reply; `replied`: it waits for whoever asked
--   asked | Asked of | text | whose reply it waits for; empty: anybody's
--   asked_on | Since | day | the day it was asked
--   days | Days | count | how many days ago that was
--   asked_by | Asked by | text | who asked
--   question | Question | text | what was asked
--   reply | Reply | text filled | what was replied
--   replied_by | Replied by | text filled | who replied

-- Answers are few, so they are walked.
WITH newest (event, account_id, line_id, entry_id, verdict, said, asked_at) AS (
         SELECT n.event, n.account_id, n.line_id, n.entry_id, n.verdict, n.said,
                (SELECT max(q.event) FROM answer q
                  WHERE q.verdict = 'parked' AND q.event <= n.event
                    AND (q.line_id = n.line_id OR (q.entry_id = n.entry_id AND q.account_id = n.account_id)))
           FROM answer n
          WHERE (n.verdict = 'parked' OR n.verdict = 'replied')
            AND n.event = (SELECT max(o.event) FROM answer o
                            WHERE (o.line_id = n.line_id OR (o.entry_id = n.entry_id AND o.account_id = n.account_id))
                              AND o.event <= :known
                          )
            AND n.event <= :known
            AND n.account_id = (SELECT account_id FROM account WHERE name = :account)
            AND {stands}
     ),
     told AS (
         SELECT n.*, coalesce(l.amount_pence,
                    (SELECT sum(iif(t.debit_account_id = n.account_id, t.amount_pence, -t.amount_pence)) FROM transfer t
                      WHERE t.entry_id = n.entry_id AND n.account_id IN (t.debit_account_id, t.credit_account_id))) AS pence,
                coalesce(l.posted_on, e.effective_on) AS happened_on, l.text AS line_text
           FROM newest n
           LEFT JOIN statement_line l ON l.line_id = n.line_id
           LEFT JOIN entry e ON e.entry_id = n.entry_id)
SELECT q.event AS number, a.name AS account, iif(n.line_id IS NULL, 'entry', 'line') AS side,
       coalesce(n.line_id, n.entry_id) AS part, n.happened_on AS "on",
       max(n.pence, 0) AS money_in, max(-n.pence, 0) AS money_out,
       iif(n.line_id IS NULL, {what} || coalesce(': ' || iif(k.commission_id IN {hidden}, 'not shown', v.name), ''), n.line_text) AS what,
       n.verdict AS state, p.code AS asked, ev.day AS asked_on,
       (unixepoch(:day) - unixepoch(ev.day)) / 86400 AS days,
       w.code AS asked_by, q.said AS question, iif(n.verdict = 'replied', n.said, NULL) AS reply,
       iif(n.verdict = 'replied', (SELECT r.code FROM event re JOIN practitioner r ON r.practitioner_id = re.actor_id
                                    WHERE re.seq = n.event), NULL) AS replied_by
  FROM told n
  JOIN answer q ON q.event = n.asked_at
  JOIN account a ON a.account_id = n.account_id
  JOIN event ev ON ev.seq = q.event
  JOIN practitioner w ON w.practitioner_id = ev.actor_id
  LEFT JOIN practitioner p ON p.practitioner_id = q.asked
  LEFT JOIN entry e ON e.entry_id = n.entry_id
  LEFT JOIN commission k ON k.commission_id = e.commission_id
  LEFT JOIN provider v ON v.provider_id = k.provider_id
 ORDER BY q.event
