-- title: Trial balance
-- purpose: Every account that holds something, on the side it stands on, with a total for each book
-- place: 50
-- read: finance all, administrator all
-- nothing: both books are empty
-- columns:
--   book | Book | text | `budget` (where the money stands) or `cash` (what is owed and was paid)
--   account | Account | text | the account's name, or `total` for the whole book
--   debit | Debit | money | the balance, where more came in than went out
--   credit | Credit | money | the balance, where more went out than came in: grants, creditors, cards

SELECT book, name AS account, debit, credit
  FROM (SELECT book, name, max(balance_pence, 0) AS debit, max(-balance_pence, 0) AS credit, 0 AS is_total
          FROM account_position WHERE balance_pence <> 0
         UNION ALL
        SELECT b.book, 'total', coalesce(sum(max(a.balance_pence, 0)), 0),
               coalesce(sum(max(-a.balance_pence, 0)), 0), 1
          FROM (SELECT 'budget' AS book UNION ALL SELECT 'cash') b
          LEFT JOIN account_position a ON a.book = b.book
         GROUP BY b.book)
 ORDER BY book, is_total, name
