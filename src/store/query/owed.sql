-- title: Owed
-- purpose: What has been invoiced and not yet paid, negative where a provider owes us; and own money not paid back yet
-- place: 170
-- read: lead_professional own, manager team, finance all, administrator all
-- filters: child, provider
-- nothing: nobody is owed anything
-- columns:
--   provider | Code | text | the provider's code, or that of whoever paid themselves
--   provider_name | Name | text | the provider's name, or that of whoever paid themselves
--   commission
--   child_ref
--   item
--   funds
--   invoiced_on | Invoiced | day | the day of the latest invoice or credit note
--   age_days | Days old | count | days since then
--   invoiced | Total invoiced | money totalled | invoices less credit notes, with VAT; nothing of what is given in kind
--   paid | Paid | money totalled | paid less refunded, with VAT, in cash
--   owed | Owed | money totalled | invoiced less paid, with VAT

SELECT code AS provider, name AS provider_name, commission_id AS commission, child_ref, item, funds, invoiced_on,
       (unixepoch(:day) - unixepoch(invoiced_on)) / 86400 AS age_days, invoiced, paid, invoiced - paid AS owed
  FROM (SELECT iif(k.commission_id IN {masked}, 'not shown', v.code) AS code, iif(k.commission_id IN {masked}, 'not shown', v.name) AS name,
               k.commission_id, ch.child_ref, iif(k.commission_id IN {masked}, g.label, coalesce(m.description, g.label)) AS item,
               {spent shares} AS funds,
               (SELECT max(e.effective_on) FROM entry e
                 WHERE e.child_id = k.child_id AND e.commission_id = k.commission_id
                   AND e.effective_on <= :as_at
                   AND e.entry_id <= :known
                   AND e.kind IN ('invoice.record', 'credit-note.record', 'debt.record', 'buy')) AS invoiced_on,
               k.invoiced_pence - q.in_kind_pence AS invoiced, k.paid_pence - q.in_kind_pence AS paid
          FROM commission_position k
          JOIN commission m ON m.commission_id = k.commission_id
          JOIN child ch ON ch.child_id = k.child_id
          JOIN category g ON g.category_id = k.category_id
          JOIN provider v ON v.provider_id = k.provider_id
          JOIN (SELECT o.commission_id,
                       (SELECT coalesce(sum(t.amount_pence * ((c.kind = 'notional') - (d.kind = 'notional'))), 0)
                          FROM entry e
                          JOIN transfer t ON t.entry_id = e.entry_id
                          JOIN account d ON d.account_id = t.debit_account_id
                          JOIN account c ON c.account_id = t.credit_account_id
                         WHERE e.child_id = o.child_id AND e.commission_id = o.commission_id
                           AND e.effective_on <= :as_at
                           AND e.entry_id <= :known
                       ) AS in_kind_pence
                  FROM commission_position o WHERE o.invoiced_pence <> o.paid_pence) q ON q.commission_id = k.commission_id
         WHERE k.invoiced_pence <> k.paid_pence
           AND ch.child_ref = :child
           AND v.code = :provider AND k.commission_id NOT IN {masked}
         UNION ALL
         SELECT w.code, w.name, NULL, NULL, 'paid from their own pocket', NULL, NULL, -a.balance_pence, 0
           FROM account_position a JOIN practitioner w ON w.practitioner_id = a.holder_id
          WHERE a.kind = 'pocket' AND a.balance_pence < 0
            AND '' = :child
            AND '' = :provider
       )
 ORDER BY code, commission_id
