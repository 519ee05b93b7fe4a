-- title: Child's statement
-- purpose: Everything that happened to one child's money, in the order it happened
-- place: 10
-- read: lead_professional own, manager team, finance all, administrator all
-- subject: child
-- filters: child, since, until
-- nothing: nothing has been recorded for this child's budget
-- columns:
--   on
--   entry
--   what
--   commission | Commission | count | the number of the commission it belongs to
--   item | Item | text | what was bought, else its category
--   provider_name
--   funds | Funds | shares | the part of each fund in it
--   in | In | money totalled | what became available
--   out | Out | money totalled | what is no longer available
--   committed | Promised | money totalled | change of what is promised
--   spent | Used | money totalled | change of what is used
--   paid | Paid | money totalled | paid to the provider in cash (negative: refunded), with VAT
--   available | Left | money | available after this entry
--   note | Note | text | the remark kept with the entry
--   need | filled
--   needed | filled
--   wish | filled
--   consent_on | filled
--   contribution | totalled filled
--   delivered_to | filled
--   holder | above
--   belongs_on | filled

WITH this AS (SELECT child_id FROM child WHERE child_ref = :child),
     -- Money that came from another child stands under the child who gave it.
     arrival AS (
         SELECT e.entry_id
           FROM entry e JOIN transfer t USING (entry_id) JOIN account a ON a.account_id = t.debit_account_id
          WHERE e.kind = 'budget.move' AND a.child_id = (SELECT child_id FROM this)),
     told AS (
         SELECT entry_id FROM entry WHERE child_id = (SELECT child_id FROM this)
          UNION SELECT entry_id FROM arrival
          UNION SELECT r.entry_id FROM arrival a JOIN entry r ON r.reverses_id = a.entry_id),
     -- Each transfer is seen from both its accounts: into one, out of the other.
     side AS (
         SELECT e.entry_id, a.fund_id, a.kind, a.child_id, e.commission_id,
                iif(a.account_id = t.debit_account_id, t.amount_pence, -t.amount_pence) AS pence
           FROM told
           JOIN entry e USING (entry_id)
           JOIN transfer t USING (entry_id)
           JOIN account a ON a.account_id IN (t.debit_account_id, t.credit_account_id)
          WHERE true
            AND e.effective_on <= :as_at
            AND e.entry_id <= :known
     ),
     -- By entry and fund.
     part AS (
         SELECT entry_id, fund_id,
                sum(iif(kind = 'available' AND child_id = (SELECT child_id FROM this), pence, 0)) AS available,
                sum(iif(kind = 'committed' AND child_id = (SELECT child_id FROM this), pence, 0)) AS committed,
                sum(iif(kind = 'spent' AND child_id = (SELECT child_id FROM this), pence, 0)) AS spent,
                sum(iif(kind IN ('bank', 'card', 'imprest', 'held', 'pocket') AND commission_id IS NOT NULL, -pence, 0))
                    AS paid
           FROM side GROUP BY entry_id, fund_id),
     line AS (
         SELECT e.entry_id, e.effective_on, sum(part.available) AS available, sum(part.committed) AS committed,
                sum(part.spent) AS spent, sum(part.paid) AS paid,
                sum(sum(part.available)) OVER (ORDER BY e.effective_on, e.entry_id) AS left
           FROM part JOIN entry e USING (entry_id)
          GROUP BY e.entry_id)
SELECT l.effective_on AS "on", l.entry_id AS entry, {what} AS what, e.commission_id AS commission,
       iif(y.child_id IS NULL AND x.commission_id IS NULL, coalesce(k.description, g.label), g.label) AS item,
       iif(y.child_id IS NULL AND x.commission_id IS NULL OR v.name IS NULL, v.name, 'not shown') AS provider_name,
       (SELECT group_concat(s.code || '=' || s.pence, ';')
          FROM (SELECT f.code, coalesce(nullif(part.spent, 0), nullif(part.committed, 0), part.available) AS pence
                  FROM part JOIN fund f USING (fund_id)
                 WHERE part.entry_id = l.entry_id AND (part.spent <> 0 OR part.committed <> 0 OR part.available <> 0)
                 ORDER BY f.code) s) AS funds,
       max(l.available, 0) AS "in", max(-l.available, 0) AS out, l.committed, l.spent, l.paid, l.left AS available,
       iif(y.child_id IS NULL AND x.commission_id IS NULL, e.note, NULL) AS note, k.need_id AS need,
       iif(y.child_id IS NULL AND x.commission_id IS NULL OR n.what IS NULL, n.what, 'not shown') AS needed,
       iif(l.entry_id = k.commission_id AND y.child_id IS NULL AND x.commission_id IS NULL, k.wish, NULL) AS wish,
       iif(l.entry_id = k.commission_id, k.consent_on, NULL) AS consent_on,
       CASE k.commission_id WHEN l.entry_id THEN k.contribution_pence WHEN e.reverses_id THEN -k.contribution_pence END
           AS contribution,
       iif(l.entry_id = k.commission_id, k.delivered_to, NULL) AS delivered_to,
       {holder} AS holder, e.belongs_on
  FROM line l
  JOIN entry e USING (entry_id)
  LEFT JOIN commission k ON k.commission_id = e.commission_id
  LEFT JOIN category g USING (category_id)
  LEFT JOIN provider v USING (provider_id)
  LEFT JOIN need_standing n ON n.child_id = k.child_id AND n.need_id = k.need_id
  JOIN child ch ON ch.child_id = (SELECT child_id FROM this)
  LEFT JOIN {shield} y ON y.child_id = ch.child_id
  LEFT JOIN {hidden} x ON x.commission_id = e.commission_id
 WHERE true
   AND l.effective_on >= :since
   AND l.effective_on <= :until
 ORDER BY l.effective_on, l.entry_id
