-- title: Statement lines
-- purpose: The lines of statements, and how each stands: matched, parked, explained or open
-- place: 700
-- read: manager all, finance all, administrator all
-- filters: account, since, until, open, number
-- nothing: no statement line matches
-- columns:
--   line | Line | count | the line's number
--   account
--   posted_on | Posted | day | the bank's day
--   money_in | totalled
--   money_out | totalled
--   text | What | text | the merchant, or what the bank says
--   reference | Reference | text | the bank's reference; one may stand on several lines
--   kind | Kind | text filled | the bank's word for it
--   foreign_amount
--   state | State | text | `matched`, `open`, `parked`, `replied`, `explained` or `reopened`
--   matching
--   because | Because | word filled | what explains it
--   said
--   counted_on | Counts from | day filled | the day it counts from, where its month was closed when it came
--   statement | Statement | count | the statement that brought it
--   row | Row | count | the line of the file

SELECT l.line_id AS line, a.name AS account, l.posted_on, max(l.amount_pence, 0) AS money_in,
       max(-l.amount_pence, 0) AS money_out, iif(p.matching_id IN {hidden matchings}, 'not shown', l.text) AS text,
       iif(p.matching_id IN {hidden matchings}, NULL, l.reference) AS reference, l.kind,
       l.foreign_amount,
       CASE WHEN p.matching_id IS NOT NULL THEN 'matched' ELSE coalesce(n.verdict, 'open') END AS state,
       p.matching_id AS matching, n.because, n.said, nullif(l.counted_on, l.posted_on) AS counted_on, l.statement,
       l.row
  FROM statement_line l
  JOIN account a ON a.account_id = l.account_id
  LEFT JOIN matching_line p ON p.line_id = l.line_id AND p.undone_by IS NULL
  LEFT JOIN answer n ON n.event = (SELECT max(event) FROM answer WHERE line_id = l.line_id) AND {stands}
 WHERE true
   AND l.statement = :number
   AND l.account_id = (SELECT account_id FROM account WHERE name = :account)
   AND l.counted_on >= :since AND l.posted_on >= :since
   AND l.posted_on <= :until
   AND l.posted_on <= :as_at
   AND l.statement <= :known
   AND p.matching_id IS NULL AND n.verdict IS NOT 'explained' AND :open
 ORDER BY l.posted_on, l.line_id
