SELECT DISTINCT s.fund_id, e.child_id, e.commission_id
  FROM terms s
 CROSS JOIN entry e INDEXED BY entry_that_brings_back
    ON (e.kind = 'credit-note.record' OR e.kind = 'refund.record' OR e.kind = 'debt.record' OR e.kind = 'entry.reverse')
   AND e.effective_on > s.claim_by AND e.effective_on <= :day
 CROSS JOIN account a ON a.child_id = e.child_id AND a.fund_id = s.fund_id AND a.kind = 'spent'
 WHERE e.commission_id IS NOT NULL
