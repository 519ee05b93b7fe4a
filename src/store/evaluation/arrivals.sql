-- What shows that something came where no delivery was recorded: it was bought at once, or invoiced.
SELECT e.commission_id, e.effective_on
  FROM entry e
 WHERE (e.kind = 'buy' OR e.kind = 'invoice.record') AND e.commission_id IS NOT NULL
   AND +e.effective_on <= ?1 AND e.entry_id <= ?2
   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id AND r.effective_on <= ?1 AND r.entry_id <= ?2)
 ORDER BY e.entry_id
