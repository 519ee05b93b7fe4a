-- title: Paid with another's card
-- place: 145
-- asks: Which purchase was paid with a card of somebody else than bought or recorded it?
-- why: A card is its holder's, and never lent: whoever signs for it answers for what it buys.
-- answer: Who had the card that day, and why; or that the holder paid and a colleague wrote it down.
-- limits: What a manager or finance officer records for the holder who bought is no finding. Of a card without a holder it knows nothing.

-- Payments with a card that are neither recorded by its holder nor of a purchase of theirs, and those that another
-- lead professional recorded for them.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT c.name || '/' || e.entry_id, e.effective_on, h.code || ' ' || iif(b.code = h.code, w.code, b.code), cast(e.entry_id AS TEXT),
       ch.child_ref, v.code, sum(t.amount_pence),
       c.name || ' is ' || h.code || '''s; bought by ' || b.code || ', recorded by ' || w.code
  FROM transfer t
 CROSS JOIN account c ON c.account_id = t.credit_account_id AND c.holder_id IS NOT NULL
 CROSS JOIN practitioner h ON h.practitioner_id = c.holder_id
 CROSS JOIN entry e ON e.entry_id = t.entry_id AND (e.kind = 'buy' OR e.kind = 'payment.record')
  JOIN event ev ON ev.seq = e.entry_id
  JOIN practitioner w ON w.practitioner_id = ev.actor_id
  JOIN commission k ON k.commission_id = e.commission_id
  JOIN practitioner b ON b.practitioner_id = k.practitioner_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN provider v ON v.provider_id = k.provider_id
 WHERE c.kind = 'card' AND w.practitioner_id <> h.practitioner_id
   AND (b.practitioner_id <> h.practitioner_id OR w.role = 'lead_professional')
   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)
 GROUP BY e.entry_id, c.account_id)
{answered}
