-- The rules that are a pilot's own data, judged over what was recorded after event :since: by `check`
-- over everything, by a load over what it loaded. Each query finds what breaks a rule, and says so in
-- a sentence after the token that the schema refuses with.
--
-- A policy or a conflict counts for what was recorded after it: what is set later never judges what
-- was decided before. A limit of a person's own is judged only after it was last amended.

SELECT 'SIGN_OFF_EXCEEDED: commission ' || k.commission_id || ' of ' || k.estimate_pence
       || ' pence is above the limit of ' || p.code || ' and nobody was asked'
  FROM commission k
  JOIN practitioner p ON p.practitioner_id = k.practitioner_id
 WHERE k.commission_id > :since AND k.commission_id > p.event
   AND NOT EXISTS (SELECT 1 FROM request q WHERE q.event = k.commission_id)
   AND k.estimate_pence > min(ifnull(k.limit_pence, 9000000000000000), coalesce(p.sign_off_limit_pence,
           (SELECT y.sign_off_limit_pence FROM policy y WHERE y.from_on <= k.placed_on AND y.event < k.commission_id
             ORDER BY y.policy_id DESC LIMIT 1), 9000000000000000))
 UNION ALL
SELECT 'SIGN_OFF_EXCEEDED: commission ' || k.commission_id || ' claims a limit of ' || k.limit_pence
       || ' pence, which is not that of ' || p.code
  FROM commission k
  JOIN practitioner p ON p.practitioner_id = k.practitioner_id
 WHERE k.commission_id > :since AND k.commission_id > p.event
   AND k.limit_pence > coalesce(p.sign_off_limit_pence,
           (SELECT y.sign_off_limit_pence FROM policy y WHERE y.from_on <= k.placed_on AND y.event < k.commission_id
             ORDER BY y.policy_id DESC LIMIT 1), 9000000000000000)
 UNION ALL
SELECT 'SIGN_OFF_EXCEEDED: commission ' || k.commission_id || ' is billed ' || k.invoiced_pence
       || ' pence, above its limit and above what was approved'
  FROM commission k
 WHERE k.commission_id > :since AND k.invoiced_pence > max(k.limit_pence, k.approved_pence);

SELECT 'CONFLICT_DECLARED: commission ' || k.commission_id || ' was placed by ' || p.code
       || ', who had declared a conflict of interest, and nobody was asked'
  FROM conflict c
  JOIN practitioner p ON p.practitioner_id = c.practitioner_id
  JOIN commission k ON k.commission_id > c.conflict_id AND (k.child_id = c.child_id OR k.provider_id = c.provider_id)
  JOIN event v ON v.seq = k.commission_id
 WHERE k.commission_id > :since AND c.practitioner_id IN (k.practitioner_id, v.actor_id)
   AND k.placed_on BETWEEN c.from_on AND coalesce(c.until_on, k.placed_on)
   AND NOT EXISTS (SELECT 1 FROM request q WHERE q.event = k.commission_id AND q.because <> 'limit');

-- What drew more for an order and asked nobody, with what was billed or promised, and approved, by then.
WITH drew AS (
         SELECT e.entry_id, e.kind, e.effective_on, k.commission_id, k.child_id, k.provider_id, k.practitioner_id,
                v.actor_id,
                (SELECT sum(iif(e.kind = 'invoice.record', m.invoiced_pence, m.committed_pence + m.spent_pence))
                   FROM entry o JOIN transfer_effect m ON m.entry_id = o.entry_id
                  WHERE o.child_id = k.child_id AND o.commission_id = k.commission_id AND o.entry_id <= e.entry_id) AS pence,
                (SELECT coalesce(max(q.asked_pence), 0) FROM request q JOIN decision d ON d.request = q.event
                  WHERE q.commission_id = k.commission_id AND d.verdict = 'approved' AND d.event < e.entry_id) AS approved
           FROM entry e
           JOIN commission k ON k.commission_id = e.commission_id
           JOIN event v ON v.seq = e.entry_id
          WHERE e.entry_id > :since AND e.kind IN ('commission.amend', 'invoice.record')
            AND NOT EXISTS (SELECT 1 FROM request q WHERE q.event = e.entry_id)
            AND EXISTS (SELECT 1 FROM transfer t JOIN account a ON a.account_id = t.credit_account_id
                         WHERE t.entry_id = e.entry_id AND a.kind = 'available'))
SELECT 'SIGN_OFF_EXCEEDED: entry ' || w.entry_id || ' draws more for commission ' || w.commission_id
       || ' than ' || p.code || ' could order alone, and nobody was asked'
  FROM drew w
  JOIN practitioner p ON p.practitioner_id = w.practitioner_id
       OR (p.practitioner_id = w.actor_id AND p.role = 'lead_professional')
 WHERE w.entry_id > p.event
   AND w.pence > max(w.approved, coalesce(p.sign_off_limit_pence,
           (SELECT y.sign_off_limit_pence FROM policy y WHERE y.from_on <= w.effective_on AND y.event < w.entry_id
             ORDER BY y.policy_id DESC LIMIT 1), 9000000000000000))
 UNION ALL
SELECT 'CONFLICT_DECLARED: entry ' || w.entry_id || ' draws more for commission ' || w.commission_id
       || ', and ' || p.code || ' had declared a conflict of interest'
  FROM drew w
  JOIN conflict c ON c.practitioner_id IN (w.practitioner_id, w.actor_id) AND c.conflict_id < w.entry_id
       AND (c.child_id = w.child_id OR c.provider_id = w.provider_id)
  JOIN practitioner p ON p.practitioner_id = c.practitioner_id
 WHERE (w.kind = 'commission.amend' OR w.pence > w.approved)
   AND w.effective_on BETWEEN c.from_on AND coalesce(c.until_on, w.effective_on);

-- More of an order is judged as a new one, by the day on which it was ordered.
SELECT 'CATEGORY_NOT_ALLOWED: entry ' || e.entry_id || ' draws money for category ' || g.code
       || ', which the policy of ' || e.effective_on || ' does not allow'
  FROM policy y
  JOIN entry e ON y.policy_id = (SELECT o.policy_id FROM policy o WHERE o.from_on <= e.effective_on
                                    AND o.event < e.entry_id ORDER BY o.policy_id DESC LIMIT 1)
  JOIN commission k ON k.commission_id = e.commission_id
  JOIN category g ON g.category_id = k.category_id
  LEFT JOIN policy_category c ON c.policy_id = y.policy_id AND c.category_id = k.category_id
 WHERE e.entry_id > :since AND e.kind IN ('commission.place', 'buy', 'commission.amend')
   AND NOT coalesce(c.allowed, y.others_allowed)
   AND EXISTS (SELECT 1 FROM transfer t JOIN account a ON a.account_id = t.credit_account_id
                WHERE t.entry_id = e.entry_id AND a.kind = 'available');

-- Each time money was drawn, what the child had in the category by then.
WITH capped AS (SELECT DISTINCT category_id FROM policy_category WHERE cap_pence IS NOT NULL),
     moved AS (
         SELECT e.entry_id, e.effective_on, k.child_id, k.category_id,
                sum(t.amount_pence * ((d.kind IN ('committed', 'spent')) - (c.kind IN ('committed', 'spent')))) AS pence,
                max(c.kind = 'available') AS drew
           FROM capped
           JOIN commission k ON k.category_id = capped.category_id
           JOIN entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id
           JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'budget'
           JOIN account d ON d.account_id = t.debit_account_id
           JOIN account c ON c.account_id = t.credit_account_id
          GROUP BY e.entry_id),
     had AS (
         SELECT *, sum(pence) OVER (PARTITION BY child_id, category_id ORDER BY entry_id) AS pence_by_then FROM moved)
SELECT 'CATEGORY_CAP_EXCEEDED: entry ' || h.entry_id || ' brings ' || ch.child_ref || ' to ' || h.pence_by_then
       || ' pence of ' || g.code || '; the policy of ' || h.effective_on || ' allows ' || c.cap_pence
  FROM had h
  JOIN child ch ON ch.child_id = h.child_id
  JOIN category g ON g.category_id = h.category_id
  JOIN policy_category c ON c.category_id = h.category_id
   AND c.policy_id = (SELECT y.policy_id FROM policy y WHERE y.from_on <= h.effective_on AND y.event < h.entry_id
                       ORDER BY y.policy_id DESC LIMIT 1)
 WHERE h.entry_id > :since AND h.drew AND h.pence_by_then > c.cap_pence;

SELECT 'PROVIDER_SUSPENDED: entry ' || e.entry_id || ' draws money for ' || v.code || ' on ' || e.effective_on
       || ', when step ' || s.event || ' stopped new orders'
  FROM entry e
  JOIN commission k ON k.commission_id = e.commission_id
  JOIN provider_step s ON s.event = (SELECT o.event FROM provider_step o
                                      WHERE o.provider_id = k.provider_id AND o.from_on <= e.effective_on
                                        AND o.event < e.entry_id
                                      ORDER BY o.from_on DESC, o.event DESC LIMIT 1)
  JOIN provider v ON v.provider_id = k.provider_id
 WHERE EXISTS (SELECT 1 FROM provider_step)
   AND e.entry_id > :since AND e.kind IN ('commission.place', 'buy', 'commission.amend') AND s.stops_orders = 1
   AND EXISTS (SELECT 1 FROM transfer t JOIN account a ON a.account_id = t.credit_account_id
                WHERE t.entry_id = e.entry_id AND a.kind = 'available');

-- A gate is judged by the child's row as it was then: only where it was not amended since.
WITH opened AS (
         SELECT e.entry_id, e.effective_on, b.expected_outcome, ch.child_ref, ch.event,
                coalesce(ch.caf_ref, ch.caf_on) IS NOT NULL AND e.effective_on >= coalesce(ch.caf_on, e.effective_on) AS caf,
                e.effective_on >= ch.consent_on IS TRUE AS consent,
                (SELECT y.policy_id FROM policy y WHERE y.from_on <= e.effective_on AND y.event < e.entry_id
                  ORDER BY y.policy_id DESC LIMIT 1) AS version
           FROM entry e
           JOIN budget b ON b.child_id = e.child_id
           JOIN child ch ON ch.child_id = e.child_id
          WHERE e.entry_id > :since AND e.kind = 'budget.open'
            AND EXISTS (SELECT 1 FROM policy)
            AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id))
SELECT CASE WHEN y.gate_caf = 'required' AND o.event < o.entry_id AND NOT o.caf
            THEN 'GATE_CAF: entry ' || o.entry_id || ' opened the budget of ' || o.child_ref || ' without a common assessment'
            WHEN y.gate_consent = 'required' AND o.event < o.entry_id AND NOT o.consent
            THEN 'GATE_CONSENT: entry ' || o.entry_id || ' opened the budget of ' || o.child_ref || ' without consent'
            WHEN y.gate_outcome = 'required' AND o.expected_outcome IS NULL
            THEN 'GATE_OUTCOME: entry ' || o.entry_id || ' opened the budget of ' || o.child_ref || ' without an outcome'
       END AS found
  FROM opened o JOIN policy y ON y.policy_id = o.version
 WHERE found IS NOT NULL;

-- Who held the budget, as was known when it was bought; a role is judged where it was not changed since.
SELECT 'NOT_THE_HOLDER: commission ' || k.commission_id || ' was bought or recorded by ' || p.code
       || ', who does not hold the budget of ' || ch.child_ref
  FROM commission k
  JOIN event v ON v.seq = k.commission_id
  JOIN practitioner p ON p.practitioner_id IN (k.practitioner_id, v.actor_id)
  JOIN child ch ON ch.child_id = k.child_id
  JOIN policy y ON y.policy_id = (SELECT o.policy_id FROM policy o WHERE o.from_on <= k.placed_on
                                     AND o.event < k.commission_id ORDER BY o.policy_id DESC LIMIT 1)
 WHERE k.commission_id > :since AND k.commission_id > p.event AND y.gate_holder = 'required'
   AND p.role IN ('lead_professional', 'evaluator')
   AND p.practitioner_id IS NOT coalesce(
       (SELECT h.practitioner_id FROM holder h WHERE h.child_id = k.child_id AND h.from_on <= k.placed_on
           AND h.event < k.commission_id ORDER BY h.event DESC LIMIT 1),
       (SELECT l.practitioner_id FROM lead l WHERE l.child_id = k.child_id AND l.event < k.commission_id
         ORDER BY max(l.from_on, k.placed_on), l.from_on DESC LIMIT 1));
