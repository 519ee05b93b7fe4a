CASE e.kind WHEN 'fund.receive' THEN 'fund received' WHEN 'fund.repay' THEN 'fund repaid'
            WHEN 'budget.open' THEN 'budget opened' WHEN 'budget.top-up' THEN 'budget topped up'
            WHEN 'budget.return' THEN 'money returned' WHEN 'budget.move' THEN 'money moved'
            WHEN 'budget.close' THEN 'budget closed'
            WHEN 'commission.place'
            THEN iif(EXISTS (SELECT 1 FROM request q WHERE q.event = e.entry_id), 'asked to commission', 'commissioned')
            WHEN 'commission.amend'
            THEN iif(EXISTS (SELECT 1 FROM request q WHERE q.event = e.entry_id), 'asked to change', 'commission changed')
            WHEN 'commission.cancel' THEN 'commission cancelled' WHEN 'commission.refuse' THEN 'refused'
            WHEN 'commission.lapse' THEN 'outcome not reached'
            WHEN 'invoice.record' THEN 'invoiced' WHEN 'credit-note.record' THEN 'credit note'
            WHEN 'payment.record' THEN 'paid' WHEN 'refund.record' THEN 'refunded'
            WHEN 'buy' THEN 'bought' WHEN 'account.move' THEN 'account transfer'
            WHEN 'charge.record' THEN iif(EXISTS (SELECT 1 FROM transfer f JOIN account g ON g.account_id = f.debit_account_id
                                                   WHERE f.entry_id = e.entry_id AND g.kind = 'charge'), 'bank charge', 'bank interest')
            WHEN 'cost.record' THEN 'cost of the pilot'
            WHEN 'vat.charge' THEN 'VAT charged' WHEN 'claim.pay' THEN 'own money paid back'
            WHEN 'debt.record' THEN 'reclaimed' WHEN 'debt.write-off' THEN 'debt written off'
            WHEN 'entry.reverse' THEN 'reversed entry ' || e.reverses_id END
