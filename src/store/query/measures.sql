-- The scales that outcomes are scored on.
SELECT code, label, lowest_thousandths, highest_thousandths, better FROM measure ORDER BY code
