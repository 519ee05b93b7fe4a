-- The rules of the schema, judged again over everything that was recorded. Each query finds what
-- breaks a rule, and says so in a sentence after the token that the schema refuses with.
--
-- A rule that asks a row which may since have been amended (a limit, a cohort, the pilot's days) is
-- judged only for what was recorded after its last amendment: before that, other terms held.

SELECT 'ENTRY_EMPTY: entry ' || entry_id || ' moves nothing' FROM entry e
 WHERE NOT EXISTS (SELECT 1 FROM transfer t WHERE t.entry_id = e.entry_id);

SELECT 'EFFECTIVE_OUTSIDE_PILOT: entry ' || entry_id || ' counts from ' || effective_on
       || '; the pilot runs from ' || starts_on || ' to ' || ends_on
  FROM pilot p JOIN entry e ON e.entry_id > p.event
 WHERE e.effective_on NOT BETWEEN p.starts_on AND p.ends_on;

SELECT 'BEFORE_BUDGET_OPENED: entry ' || e.entry_id || ' counts from ' || e.effective_on
       || '; the budget of ' || ch.child_ref || ' opened on ' || b.opened_on
  FROM entry e
  JOIN budget b ON b.child_id = e.child_id
  JOIN child ch ON ch.child_id = b.child_id
 WHERE e.effective_on < b.opened_on
 UNION ALL
SELECT 'BEFORE_BUDGET_OPENED: entry ' || e.entry_id || ' counts from ' || e.effective_on
       || '; the budget of ' || ch.child_ref || ', which it feeds, opened on ' || b.opened_on
  FROM entry e
  JOIN transfer t ON t.entry_id = e.entry_id
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN budget b ON b.child_id = d.child_id
  JOIN child ch ON ch.child_id = b.child_id
 WHERE e.kind = 'budget.move' AND e.effective_on < b.opened_on;

SELECT 'COMMISSION_MISSING: entry ' || e.entry_id || ' finds no commission ' || e.commission_id
       || ' of its child, placed by ' || e.effective_on
  FROM entry e LEFT JOIN commission c ON c.commission_id = e.commission_id
 WHERE e.commission_id IS NOT NULL
   AND (c.child_id IS NULL OR c.child_id IS NOT e.child_id OR e.effective_on < c.placed_on)
 UNION ALL
SELECT 'COMMISSION_MISSING: entry ' || entry_id
       || ' orders or buys something, and is no commission' FROM entry
 WHERE kind IN ('commission.place', 'buy') AND commission_id IS NOT entry_id;

SELECT 'COMMISSION_WITHOUT_ENTRY: commission ' || c.commission_id
       || ' was not placed by the entry of its number'
  FROM commission c LEFT JOIN entry e ON e.entry_id = c.commission_id
 WHERE e.entry_id IS NULL OR e.kind NOT IN ('commission.place', 'buy')
    OR e.commission_id IS NOT c.commission_id OR e.child_id IS NOT c.child_id
    OR e.effective_on <> c.placed_on;

SELECT 'CLOSED_WITHOUT_ENTRY: commission ' || c.commission_id || ' was not closed by entry ' || c.closed_by
  FROM commission c LEFT JOIN entry e ON e.entry_id = c.closed_by
 WHERE c.closed_by IS NOT NULL AND e.commission_id IS NOT c.commission_id;

SELECT 'CHARGE_MISPLACED: entry ' || e.entry_id || ' books a bank charge between ' || d.name || ' and ' || c.name
  FROM entry e
  JOIN transfer t ON t.entry_id = e.entry_id
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN account c ON c.account_id = t.credit_account_id
 WHERE e.kind = 'charge.record'
   AND ((d.kind = 'charge') = (c.kind = 'charge')
        OR iif(d.kind = 'charge', c.kind, d.kind) NOT IN ('bank', 'card', 'imprest'));

SELECT 'COMMISSION_CLOSED: entry ' || e.entry_id || ' changes commission ' || c.commission_id
       || ', closed by entry ' || c.closed_by
  FROM commission c
  JOIN entry e ON e.child_id = c.child_id AND e.commission_id = c.commission_id
 WHERE e.entry_id > c.closed_by
   AND e.kind IN ('invoice.record', 'commission.amend', 'commission.cancel');

SELECT 'COMMISSION_CLOSED_WITH_MONEY: commission ' || commission_id || ' was closed by entry ' || closed_by
       || ' and still holds ' || committed_pence || ' pence'
  FROM commission WHERE closed_by IS NOT NULL AND committed_pence <> 0;

SELECT 'BUDGET_CLOSED: entry ' || e.entry_id || ' uses the budget of ' || ch.child_ref
       || ', closed by event ' || b.event
  FROM budget b
  JOIN child ch ON ch.child_id = b.child_id
  JOIN entry e ON e.child_id = b.child_id AND e.entry_id > b.event
  JOIN transfer t ON t.entry_id = e.entry_id
  JOIN account d ON d.account_id = t.debit_account_id AND d.child_id = b.child_id
  JOIN account c ON c.account_id = t.credit_account_id
 WHERE b.closed_on IS NOT NULL AND e.kind NOT IN ('budget.close', 'entry.reverse')
   AND (d.kind IN ('committed', 'spent') AND c.kind = 'available' OR c.kind = 'pool');

-- The bounds are those of the day's policy for the child's cohort, else the pilot's own.
WITH opened AS (
     SELECT e.entry_id, (SELECT sum(amount_pence) FROM transfer WHERE entry_id = e.entry_id) AS pence,
            coalesce(y.min_pence, iif(e.entry_id > p.event, p.budget_min_pence, 0)) AS least
       FROM pilot p
       JOIN entry e ON e.kind = 'budget.open'
       JOIN child ch ON ch.child_id = e.child_id
       LEFT JOIN policy_cohort y ON y.cohort = ch.cohort AND ch.event < e.entry_id
        AND y.policy_id = (SELECT o.policy_id FROM policy o WHERE o.from_on <= e.effective_on AND o.event < e.entry_id
                            ORDER BY o.policy_id DESC LIMIT 1))
SELECT 'BUDGET_OUT_OF_BOUNDS: entry ' || entry_id || ' opened a budget below ' || least || ' pence'
  FROM opened WHERE pence < least;

SELECT 'COMPARISON_CHILD_HAS_NO_BUDGET: ' || ch.child_ref || ' is in the comparison arm and has a budget'
  FROM budget b JOIN child ch ON ch.child_id = b.child_id WHERE ch.arm = 'comparison';

SELECT 'TRANSFER_CROSSES_CHILDREN: entry ' || e.entry_id || ': transfer ' || t.line
       || ' moves money of another child'
  FROM entry e
  JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'budget'
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN account c ON c.account_id = t.credit_account_id
 WHERE (d.child_id <> e.child_id OR c.child_id <> e.child_id
        OR e.child_id IS NULL AND (d.child_id IS NOT NULL OR c.child_id IS NOT NULL))
   AND NOT (d.kind IN ('pool', 'available') AND c.kind IN ('pool', 'available')
            AND 'budget.move' IN (e.kind,
                coalesce((SELECT kind FROM entry r WHERE r.entry_id = e.reverses_id), '')));

SELECT 'TRANSFER_SKIPS_A_POT: entry ' || t.entry_id || ': transfer ' || t.line
       || ' moves money from ' || c.name || ' to ' || d.name
  FROM transfer t
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN account c ON c.account_id = t.credit_account_id
 WHERE t.book = 'budget'
   AND (d.kind = 'grant' AND c.kind <> 'pool' OR c.kind = 'grant' AND d.kind <> 'pool'
        OR d.kind = 'pool' AND c.kind NOT IN ('grant', 'available')
        OR c.kind = 'pool' AND d.kind NOT IN ('grant', 'available'));

SELECT 'FUND_DOES_NOT_FIT: entry ' || e.entry_id || ': transfer ' || t.line || ' draws on fund ' || f.code
       || ' for what it is not kept for'
  FROM entry e
  JOIN transfer t ON t.entry_id = e.entry_id AND t.book = 'budget'
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN account c ON c.account_id = t.credit_account_id
  JOIN fund f ON f.fund_id = d.fund_id
  JOIN child ch ON ch.child_id = d.child_id
 WHERE e.kind <> 'entry.reverse'
   AND d.kind IN ('available', 'committed', 'spent') AND c.kind IN ('pool', 'available')
   AND (e.entry_id > ch.event AND f.cohort <> ch.cohort
        OR (d.kind <> 'available'
            AND (e.effective_on < f.from_on OR e.effective_on > f.until_on
                 OR (EXISTS (SELECT 1 FROM fund_category fc WHERE fc.fund_id = f.fund_id)
                     AND NOT EXISTS (SELECT 1 FROM fund_category fc
                                       JOIN commission k ON k.category_id = fc.category_id
                                      WHERE fc.fund_id = f.fund_id AND k.commission_id = e.commission_id)))));

SELECT 'SIGN_OFF_EXCEEDED: commission ' || k.commission_id || ' drew more than the '
       || k.estimate_pence || ' pence it was signed for'
  FROM commission k
 WHERE k.estimate_pence < (SELECT sum(t.amount_pence) FROM transfer t
                            WHERE t.entry_id = k.commission_id AND t.book = 'budget');

SELECT 'PRACTITIONER_NOT_THERE: commission ' || k.commission_id || ' was placed on ' || k.placed_on
       || ', when ' || p.code || ' was not there'
  FROM commission k JOIN practitioner p ON p.practitioner_id = k.practitioner_id
 WHERE k.commission_id > p.event AND (p.left_on < k.placed_on OR p.joined_on > k.placed_on);

SELECT 'ACTOR_LEFT: event ' || e.seq || ' was recorded by ' || p.code || ', who had left on ' || p.left_on
  FROM event e JOIN practitioner p ON p.practitioner_id = e.actor_id
 WHERE e.seq > p.event AND p.left_on < substr(e.recorded_at, 1, 10);

SELECT 'INVOICE_ALREADY_RECORDED: entry ' || e.entry_id || ' repeats invoice ' || e.reference
       || ' of entry ' || o.entry_id
  FROM entry e
  JOIN entry o ON o.child_id = e.child_id AND o.commission_id = e.commission_id
   AND o.entry_id < e.entry_id AND o.kind = e.kind AND o.reference = e.reference
 WHERE e.kind = 'invoice.record'
   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = o.entry_id AND r.entry_id < e.entry_id);

SELECT 'REVERSAL_NOT_A_MIRROR: entry ' || e.entry_id || ' is not the mirror of entry '
       || coalesce(e.reverses_id, 'none')
  FROM entry e LEFT JOIN entry o ON o.entry_id = e.reverses_id
 WHERE (e.kind = 'entry.reverse' OR e.reverses_id IS NOT NULL)
   AND (e.kind <> 'entry.reverse' OR o.entry_id IS NULL OR o.kind = 'entry.reverse'
        OR e.effective_on < o.effective_on
        OR o.child_id IS NOT e.child_id OR o.commission_id IS NOT e.commission_id
        OR (SELECT group_concat(debit_account_id || '>' || credit_account_id || ':' || amount_pence)
              FROM (SELECT credit_account_id, debit_account_id, amount_pence
                      FROM transfer WHERE entry_id = e.entry_id ORDER BY 1, 2, 3))
           IS NOT
           (SELECT group_concat(credit_account_id || '>' || debit_account_id || ':' || amount_pence)
              FROM (SELECT debit_account_id, credit_account_id, amount_pence
                      FROM transfer WHERE entry_id = o.entry_id ORDER BY 1, 2, 3)));

SELECT 'LEAD_OUT_OF_ORDER: ' || ch.child_ref || ': the lead from ' || l.from_on
       || ' was recorded after the one from ' || later.from_on
  FROM lead l
  JOIN lead later ON later.child_id = l.child_id AND later.from_on > l.from_on AND later.event < l.event
  JOIN child ch ON ch.child_id = l.child_id;

SELECT 'MONTH_MARK_OUT_OF_ORDER: ' || m.month || ' was ' || m.mark || ' twice running, by event ' || m.event
  FROM month_mark m
 WHERE m.mark = coalesce((SELECT b.mark FROM month_mark b
                           WHERE b.month = m.month AND b.event < m.event
                           ORDER BY b.event DESC LIMIT 1), 'reopened');

SELECT 'OUTCOME_OUT_OF_RANGE: outcome ' || o.outcome_id || ' is beyond the scale of ' || m.code
  FROM outcome o JOIN measure m ON m.measure_id = o.measure_id
 WHERE o.value_thousandths NOT BETWEEN m.lowest_thousandths AND m.highest_thousandths;

SELECT 'HOLDER_OUT_OF_ORDER: ' || ch.child_ref || ': the holder from ' || h.from_on
       || ' was recorded after the one from ' || later.from_on
  FROM holder h
  JOIN holder later ON later.child_id = h.child_id AND later.from_on > h.from_on AND later.event < h.event
  JOIN child ch ON ch.child_id = h.child_id;

SELECT 'HOLDER_NOT_OFFERED: event ' || h.event || ' hands over the budget of ' || ch.child_ref
       || ', which was not offered to ' || p.code || ', or was taken over by another'
  FROM holder h
  JOIN child ch ON ch.child_id = h.child_id
  JOIN practitioner p ON p.practitioner_id = h.practitioner_id
  JOIN event e ON e.seq = h.event
  LEFT JOIN holder_offer o ON o.event = h.offer
 WHERE e.actor_id <> h.practitioner_id OR o.practitioner_id IS NOT h.practitioner_id
    OR o.event IS NOT (SELECT max(n.event) FROM holder_offer n WHERE n.child_id = h.child_id AND n.event <= h.event);

SELECT 'COMMITMENTS_DIFFER: event ' || h.event || ' hands over the budget of ' || ch.child_ref || ' with '
       || h.commitments || ' open orders of ' || h.commitments_pence || ' pence; its transfers make '
       || coalesce(k.orders, 0) || ' of ' || coalesce(k.pence, 0)
  FROM holder h
  JOIN child ch ON ch.child_id = h.child_id
  LEFT JOIN (SELECT event, count(*) AS orders, sum(pence) AS pence
               FROM (SELECT h.event, e.commission_id,
                            sum(t.amount_pence * ((d.kind = 'committed') - (c.kind = 'committed'))) AS pence
                       FROM holder h
                       JOIN entry e ON e.child_id = h.child_id AND e.entry_id < h.event
                       JOIN transfer t ON t.entry_id = e.entry_id
                       JOIN account d ON d.account_id = t.debit_account_id
                       JOIN account c ON c.account_id = t.credit_account_id
                      GROUP BY h.event, e.commission_id
                     HAVING pence > 0)
              GROUP BY event) k ON k.event = h.event
 WHERE (h.commitments, h.commitments_pence) IS NOT (coalesce(k.orders, 0), coalesce(k.pence, 0));

SELECT 'FIGURE_WITHOUT_REQUEST: commission ' || k.commission_id
       || ' waits or is approved otherwise than its requests say'
  FROM commission k
 WHERE k.waiting IS NOT (SELECT max(q.event) FROM request q WHERE q.commission_id = k.commission_id
                            AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.request = q.event))
    OR k.approved_pence <> (SELECT coalesce(max(q.asked_pence), 0) FROM request q JOIN decision d ON d.request = q.event
                             WHERE q.commission_id = k.commission_id AND d.verdict = 'approved');

SELECT 'REQUEST_OUT_OF_ORDER: request ' || q.event || ' was not made by an order or a change of commission '
       || q.commission_id
  FROM request q LEFT JOIN entry e ON e.entry_id = q.event
 WHERE e.commission_id IS NOT q.commission_id OR e.kind NOT IN ('commission.place', 'commission.amend');

SELECT 'APPROVAL_PENDING: entry ' || e.entry_id || ' was recorded on commission ' || q.commission_id
       || ' while request ' || q.event || ' was not decided'
  FROM request q
  JOIN commission k ON k.commission_id = q.commission_id
  LEFT JOIN decision d ON d.request = q.event
  JOIN entry e ON e.child_id = k.child_id AND e.commission_id = q.commission_id
 WHERE e.entry_id > q.event AND e.entry_id < coalesce(d.event, e.entry_id + 1)
   AND e.kind NOT IN ('credit-note.record', 'refund.record', 'entry.reverse')
 UNION ALL
SELECT 'APPROVAL_PENDING: commission ' || commission_id || ' was closed by entry ' || closed_by || ' and still waits'
  FROM commission WHERE waiting IS NOT NULL AND closed_by IS NOT NULL;

SELECT 'DECIDED_BY_ANOTHER: decision ' || d.event || ' is that of ' || p.code || ', recorded by another'
  FROM decision d
  JOIN practitioner p ON p.practitioner_id = d.decided_by
  LEFT JOIN event v ON v.seq = d.event
 WHERE v.actor_id IS NOT d.decided_by
 UNION ALL
SELECT 'OWN_REQUEST: decision ' || d.event || ' is that of ' || p.code || ' on a request of their own'
  FROM decision d
  JOIN practitioner p ON p.practitioner_id = d.decided_by
  JOIN request q ON q.event = d.request
  JOIN commission k ON k.commission_id = q.commission_id
  JOIN event v ON v.seq = q.event
 WHERE d.verdict <> 'withdrawn' AND d.decided_by IN (k.practitioner_id, v.actor_id)
 UNION ALL
SELECT 'APPROVER_HAS_CONFLICT: decision ' || d.event || ' is that of ' || p.code
       || ', who had declared a conflict of interest'
  FROM decision d
  JOIN practitioner p ON p.practitioner_id = d.decided_by
  JOIN request q ON q.event = d.request
  JOIN commission k ON k.commission_id = q.commission_id
  JOIN conflict c ON c.practitioner_id = d.decided_by AND (c.child_id = k.child_id OR c.provider_id = k.provider_id)
 WHERE d.verdict <> 'withdrawn' AND c.conflict_id < d.event
   AND d.decided_on BETWEEN c.from_on AND coalesce(c.until_on, d.decided_on)
 UNION ALL
SELECT 'BAND_TOO_LOW: decision ' || d.event || ' on ' || q.asked_pence || ' pence is that of ' || p.code
       || ', whose band does not reach so far'
  FROM decision d
  JOIN practitioner p ON p.practitioner_id = d.decided_by
  JOIN request q ON q.event = d.request
  LEFT JOIN policy y ON y.policy_id = (SELECT o.policy_id FROM policy o WHERE o.from_on <= d.decided_on
                                          AND o.event < d.event ORDER BY o.policy_id DESC LIMIT 1)
 WHERE d.verdict <> 'withdrawn' AND d.event > p.event
   AND NOT iif(EXISTS (SELECT 1 FROM policy_band b WHERE b.policy_id = y.policy_id),
               EXISTS (SELECT 1 FROM policy_band b WHERE b.policy_id = y.policy_id
                          AND (b.role = p.role OR b.practitioner_id = p.practitioner_id)
                          AND coalesce(b.up_to_pence, q.asked_pence) >= q.asked_pence),
               p.role IN ('administrator', 'manager', 'finance'));

SELECT 'DECISION_WITHOUT_ENTRY: decision ' || d.event || ' does not give back what was asked for'
  FROM decision d
  JOIN request q ON q.event = d.request
  LEFT JOIN entry e ON e.entry_id = d.event
 WHERE CASE d.verdict WHEN 'approved' THEN e.kind IS NOT NULL
            WHEN 'refused' THEN e.kind IS NOT 'commission.refuse'
            ELSE e.kind IS NULL OR e.kind NOT IN ('commission.cancel', 'entry.reverse') END
    OR e.commission_id <> q.commission_id
 UNION ALL
SELECT 'DECISION_WITHOUT_ENTRY: entry ' || e.entry_id || ' refuses what nobody decided'
  FROM entry e WHERE e.kind = 'commission.refuse' AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.event = e.entry_id);

SELECT 'REQUEST_SETTLED: entry ' || e.entry_id || ' undoes entry ' || e.reverses_id || ', which ended a request'
  FROM entry e JOIN decision d ON d.event = e.reverses_id;

SELECT 'DELIVERY_COMPLETE: delivery ' || d.event || ' is of commission ' || d.commission_id
       || ', which was complete by then'
  FROM delivery d JOIN entry e ON e.entry_id = d.commission_id
 WHERE e.kind = 'buy'
    OR EXISTS (SELECT 1 FROM delivery o WHERE o.commission_id = d.commission_id AND o.complete = 1 AND o.event < d.event);

SELECT 'DELIVERY_ABOVE_ORDER: ' || sum(d.units_thousandths) || ' thousandths came of commission ' || k.commission_id
       || '; ordered were ' || k.units_thousandths
  FROM delivery d JOIN commission k ON k.commission_id = d.commission_id
 GROUP BY k.commission_id HAVING sum(d.units_thousandths) > k.units_thousandths;

SELECT 'COMMISSION_MISSING: delivery ' || d.event || ' on ' || d.delivered_on || ' came before the order of ' || k.placed_on
  FROM delivery d JOIN commission k ON k.commission_id = d.commission_id
 WHERE d.delivered_on < k.placed_on;

SELECT 'NEED_OF_ANOTHER_CHILD: commission ' || k.commission_id || ' falls under need ' || k.need_id
       || ', which is another child''s'
  FROM commission k JOIN need n ON n.need_id = k.need_id
 WHERE n.child_id <> k.child_id;

SELECT 'TARIFF_NOT_EARNED: commission ' || k.commission_id || ' is billed ' || k.invoiced_pence || ' pence; '
       || f.base_pence || ' may be billed without its outcome'
  FROM tariff_standing f JOIN commission k ON k.commission_id = f.commission_id
 WHERE k.invoiced_pence > f.base_pence AND (f.earned_on IS NULL OR f.lapsed_by IS NOT NULL);

SELECT 'TARIFF_FIXED: entry ' || e.entry_id || ' changes commission ' || f.event || ', of which a part depends on an outcome'
  FROM tariff f
  JOIN commission k ON k.commission_id = f.event
  JOIN entry e ON e.child_id = k.child_id AND e.commission_id = f.event
 WHERE e.kind = 'commission.amend';

SELECT 'TARIFF_WITHOUT_ORDER: tariff ' || f.event || ' does not add up to an order of its number'
  FROM tariff f
  LEFT JOIN commission k ON k.commission_id = f.event
  LEFT JOIN entry e ON e.entry_id = f.event
 WHERE k.estimate_pence IS NOT f.base_pence + f.held_pence OR e.kind IS NOT 'commission.place' OR k.placed_on > f.due_on;

SELECT 'LAPSE_NOT_DUE: entry ' || e.entry_id || ' lets go of what commission ' || coalesce(e.commission_id, 'none')
       || ' held for its outcome by ' || coalesce(f.due_on, 'no day')
  FROM entry e
  JOIN event v ON v.seq = e.entry_id
  LEFT JOIN tariff f ON f.event = e.commission_id
  LEFT JOIN commission k ON k.commission_id = f.event
  LEFT JOIN measure m ON m.measure_id = f.measure_id
 WHERE e.kind = 'commission.lapse'
   AND (f.event IS NULL OR e.effective_on <= f.due_on OR substr(v.recorded_at, 1, 10) <= f.due_on
        OR (SELECT sum(t.amount_pence) FROM transfer t WHERE t.entry_id = e.entry_id) > f.held_net_pence
        OR EXISTS (SELECT 1 FROM outcome o
                    WHERE o.child_id = k.child_id AND o.measure_id = f.measure_id AND o.item = f.item
                      AND o.informant = coalesce(f.informant, o.informant) AND o.event < e.entry_id
                      AND o.observed_on BETWEEN k.placed_on AND f.due_on
                      AND iif(m.better = 'higher', o.value_thousandths >= f.target_thousandths,
                              o.value_thousandths <= f.target_thousandths)));
