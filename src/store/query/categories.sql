-- What may be bought.
SELECT code, label FROM category ORDER BY code
