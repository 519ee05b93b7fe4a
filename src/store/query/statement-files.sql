-- title: Statements
-- purpose: The statements that were imported, a row for each account: what they cover, and how many lines they added
-- place: 690
-- read: manager all, finance all, administrator all
-- filters: account
-- nothing: no statement was taken in
-- columns:
--   statement | No. | count | the statement's number
--   file | File | text | the file's name
--   format | Format | text | what kind of file it is: `csv:lloyds`, `camt.053.001.08`, `mt940`
--   account
--   number | Number | text filled | the account's or card's number as the bank writes it
--   covers_from | From | day | the first day it covers
--   covers_to | To | day | the last day it covers
--   lines | New lines | count | lines of the account that it brought
--   known | Known | count | lines of the whole file that were there already
--   opening | Begins with | money filled | what it says was there before
--   closing | Ends with | money filled | what it says is there at its end
--   taken_in_by | By | text | who took it in
--   taken_in_at | Imported | instant | when it was imported
--   sha256

SELECT s.event AS statement, s.name AS file, s.format, a.name AS account, p.number, p.covers_from, p.covers_to,
       (SELECT count(*) FROM statement_line l WHERE l.statement = s.event AND l.account_id = p.account_id) AS lines,
       s.known, p.opening_pence AS opening, p.closing_pence AS closing, w.code AS taken_in_by,
       e.recorded_at AS taken_in_at, s.sha256
  FROM statement s
  JOIN statement_account p ON p.event = s.event
  JOIN account a ON a.account_id = p.account_id
  JOIN event e ON e.seq = s.event
  JOIN practitioner w ON w.practitioner_id = e.actor_id
 WHERE true
   AND a.name = :account
   AND coalesce(p.covers_from, '') <= :as_at
   AND s.event <= :known
 ORDER BY s.event, a.name
