-- The lines of statements, and how each stands: in a matching, or what was said of it.
SELECT l.line_id, a.name, l.posted_on, max(l.amount_pence, 0), max(-l.amount_pence, 0), l.text, l.reference, l.kind,
       l.foreign_amount,
       CASE WHEN p.matching_id IS NOT NULL THEN 'matched' ELSE coalesce(n.verdict, 'open') END,
       p.matching_id, n.because, n.said, nullif(l.counted_on, l.posted_on), l.statement, l.row
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
