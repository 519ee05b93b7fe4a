-- title: Cards without a holder
-- place: 140
-- asks: Which purchase card has no named holder?
-- why: A card that is everybody's is nobody's: its limits and its receipts have no owner.
-- answer: Who keeps it, and where; a holder is named when a card is opened (--holder).
-- limits: A card that the ledger does not know is not seen; its statement is.

-- Cards without a named holder.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT a.name, coalesce(e.effective_on, v.day), NULL, NULL, NULL, NULL, a.balance_pence,
       'nobody is named as its holder; ' || iif(e.entry_id IS NULL, 'it was never used', 'last used on ' || e.effective_on)
  FROM account a
  JOIN event v ON v.seq = a.event
  LEFT JOIN entry e ON e.entry_id = a.moved_entry
 WHERE a.kind = 'card' AND a.holder_id IS NULL)
{answered}
