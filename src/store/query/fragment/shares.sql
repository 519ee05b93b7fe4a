CASE WHEN (SELECT count(DISTINCT o.fund_id) FROM account o WHERE o.child_id = k.child_id) = 1
     THEN (SELECT f.code || '=' || {figure} FROM account o JOIN fund f USING (fund_id)
            WHERE o.child_id = k.child_id AND {figure} <> 0 LIMIT 1)
     ELSE (SELECT group_concat(share.code || '=' || share.pence, ';')
             FROM (SELECT f.code, sum(t.amount_pence * ((d.kind IN {pots}) - (c.kind IN {pots}))) AS pence
                     FROM entry e
                     JOIN transfer t USING (entry_id)
                     JOIN account d ON d.account_id = t.debit_account_id
                     JOIN account c ON c.account_id = t.credit_account_id
                     JOIN fund f ON f.fund_id = d.fund_id
                    WHERE e.child_id = k.child_id AND e.commission_id = k.commission_id AND t.book = 'budget'
                      AND e.effective_on <= :as_at
                      AND e.entry_id <= :known
                    GROUP BY f.fund_id
                   HAVING pence <> 0
                    ORDER BY f.code) share)
END
