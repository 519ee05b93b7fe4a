-- Accounts that hold something, then the total of their book.
SELECT book, name, debit, credit
  FROM (SELECT book, name, max(balance_pence, 0) AS debit, max(-balance_pence, 0) AS credit, 0 AS is_total
          FROM account_position WHERE balance_pence <> 0
         UNION ALL
        SELECT b.book, 'total', coalesce(sum(max(a.balance_pence, 0)), 0),
               coalesce(sum(max(-a.balance_pence, 0)), 0), 1
          FROM (SELECT 'budget' AS book UNION ALL SELECT 'cash') b
          LEFT JOIN account_position a ON a.book = b.book
         GROUP BY b.book)
 ORDER BY book, is_total, name
