-- title: Today
-- purpose: What is waiting for one practitioner, each with the command to act on it
-- place: 310
-- read: lead_professional own, manager team, finance own, administrator all
-- subject: practitioner
-- filters: practitioner
-- layout: sections
-- nothing: nothing is waiting for you today
-- columns:
--   section | Section | text | what kind of thing waits
--   child_ref
--   number | Number | count | the number of the commission, need, request or claim
--   what | What | text | what it is about
--   due_on | Due | day | the day it is for
--   days | Days | count | days until then; negative: so many days late
--   amount | Amount | money | what it holds, owes, costs or has left
--   act

-- CROSS JOIN keeps SQLite to the written order: from the few children of the caseload, never through a whole
-- table.
WITH me AS (
         SELECT practitioner_id, role FROM practitioner
          WHERE true
            AND code = :practitioner
     ),
     -- The children whose cases this practitioner leads, and those whose budgets are held for them.
     mine AS MATERIALIZED (
         SELECT l.child_id, ch.child_ref FROM me JOIN lead l USING (practitioner_id) JOIN child ch USING (child_id)
          WHERE l.from_on = (SELECT max(n.from_on) FROM lead n WHERE n.child_id = l.child_id AND n.from_on <= :day)
         UNION
         SELECT h.child_id, ch.child_ref FROM me JOIN holder h USING (practitioner_id) JOIN child ch USING (child_id)
          WHERE h.event = (SELECT n.event FROM holder n WHERE n.child_id = h.child_id AND n.from_on <= :day
                            ORDER BY n.from_on DESC, n.event DESC LIMIT 1)),
     bought AS MATERIALIZED (
         SELECT k.commission_id, mine.child_ref, k.child_id, k.provider_id, coalesce(m.description, g.label) || ', from ' || v.name AS what,
                m.needed_on, m.waiting, k.committed_pence, k.invoiced_pence - k.paid_pence AS owed_pence
           FROM mine
           JOIN commission_position k USING (child_id)
           JOIN commission m ON m.commission_id = k.commission_id
           JOIN category g ON g.category_id = k.category_id
           JOIN provider v ON v.provider_id = k.provider_id
          WHERE k.committed_pence > 0 OR k.invoiced_pence > k.paid_pence),
     -- Each with its document of several lines, where it has one invoice and all lines are of these children.
     owed AS MATERIALIZED (
         SELECT b.*,
                (SELECT iif(count(*) = 1, max(d.document_id), NULL)
                   FROM entry e
                   LEFT JOIN document_line l ON l.event = e.entry_id
                   LEFT JOIN document d ON d.document_id = coalesce(l.document_id, e.entry_id)
                                       AND NOT EXISTS (SELECT 1 FROM entry f
                                                        WHERE (f.entry_id = d.document_id
                                                               OR f.entry_id IN (SELECT event FROM document_line WHERE document_id = d.document_id))
                                                          AND f.child_id NOT IN (SELECT child_id FROM mine))
                  WHERE e.child_id = b.child_id AND e.commission_id = b.commission_id AND e.kind = 'invoice.record'
                    AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.entry_id)) AS document_id
           FROM bought b WHERE owed_pence > 0),
     budgets AS MATERIALIZED (
         SELECT mine.child_ref, p.allocated_pence, p.available_pence, coalesce(p.last_on, b.opened_on) AS moved_on
           FROM mine JOIN budget b USING (child_id) JOIN budget_position p USING (child_id)
          WHERE p.available_pence > 0 AND (b.closed_on IS NULL OR b.closed_on > :day)),
     waits (place, section, child_ref, number, what, due_on, amount_pence, act) AS (
         -- What this practitioner may decide on: not their own, no conflict, in a band that reaches it.
         SELECT 10, 'To approve', ch.child_ref, k.commission_id,
                coalesce(k.description, g.label) || ', from ' || v.name || ', asked by ' || by.code || ' on ' || e.effective_on, NULL,
                q.asked_pence, 'bhlp approve ' || k.commission_id
           FROM me
           CROSS JOIN commission k
           JOIN request q ON q.event = k.waiting
           JOIN entry e ON e.entry_id = q.event
           JOIN event ev ON ev.seq = q.event
           JOIN practitioner by ON by.practitioner_id = ev.actor_id
           JOIN child ch ON ch.child_id = k.child_id
           JOIN category g ON g.category_id = k.category_id
           JOIN provider v ON v.provider_id = k.provider_id
           LEFT JOIN policy y ON y.policy_id = (SELECT policy_id FROM policy WHERE from_on <= :day ORDER BY policy_id DESC LIMIT 1)
          WHERE k.waiting IS NOT NULL AND me.practitioner_id NOT IN (k.practitioner_id, ev.actor_id)
            AND NOT EXISTS (SELECT 1 FROM conflict c
                             WHERE c.practitioner_id = me.practitioner_id AND (c.child_id = k.child_id OR c.provider_id = k.provider_id)
                               AND c.from_on <= :day AND coalesce(c.until_on, :day) >= :day)
            AND iif(EXISTS (SELECT 1 FROM policy_band b WHERE b.policy_id = y.policy_id),
                    EXISTS (SELECT 1 FROM policy_band b
                             WHERE b.policy_id = y.policy_id AND (b.role = me.role OR b.practitioner_id = me.practitioner_id)
                               AND coalesce(b.up_to_pence, q.asked_pence) >= q.asked_pence),
                    me.role IN ('administrator', 'manager', 'finance'))
         UNION ALL
         SELECT 20, 'Waiting for approval', child_ref, commission_id, what, needed_on, committed_pence,
                'bhlp commission show ' || commission_id
           FROM bought WHERE waiting IS NOT NULL
         UNION ALL
         -- And what they asked for, or is bought in their name, for somebody else's child.
         SELECT 20, 'Waiting for approval', ch.child_ref, k.commission_id, coalesce(k.description, g.label) || ', from ' || v.name,
                k.needed_on, k.committed_pence, 'bhlp commission show ' || k.commission_id
           FROM me
           CROSS JOIN commission k
           JOIN event ev ON ev.seq = k.waiting
           JOIN child ch ON ch.child_id = k.child_id
           JOIN category g ON g.category_id = k.category_id
           JOIN provider v ON v.provider_id = k.provider_id
          WHERE k.waiting IS NOT NULL AND me.practitioner_id IN (k.practitioner_id, ev.actor_id)
            AND k.child_id NOT IN (SELECT child_id FROM mine)
         UNION ALL
         -- Two weeks long, so that whoever asked hears why.
         SELECT 25, 'Refused lately', mine.child_ref, k.commission_id,
                coalesce(k.description, g.label) || ', by ' || p.code || ': ' || d.reason, NULL, q.asked_pence,
                'bhlp commission show ' || k.commission_id
           FROM mine
           CROSS JOIN commission k USING (child_id)
           CROSS JOIN request q USING (commission_id)
           CROSS JOIN decision d ON d.request = q.event
           JOIN category g ON g.category_id = k.category_id
           JOIN practitioner p ON p.practitioner_id = d.decided_by
          WHERE d.verdict = 'refused' AND d.decided_on > date(:day, '-14 days') AND d.decided_on <= :day
         UNION ALL
         SELECT 30, 'Deliveries due', child_ref, commission_id, what, needed_on, committed_pence,
                'bhlp delivery record ' || commission_id
           FROM bought WHERE committed_pence > 0 AND waiting IS NULL AND needed_on <= date(:day, '+7 days')
            AND NOT EXISTS (SELECT 1 FROM delivery_standing d WHERE d.commission_id = bought.commission_id AND d.complete = 1)
         UNION ALL
         -- What somebody who reconciles asks of this practitioner about a line or an entry.
         SELECT 35, 'Questions about statements', NULL, n.event,
                coalesce(l.posted_on || ' ' || coalesce(l.text, l.reference, l.kind, 'a line'), 'entry ' || n.entry_id) || ': ' || n.said, NULL,
                abs(coalesce(l.amount_pence,
                    (SELECT sum(iif(t.debit_account_id = n.account_id, t.amount_pence, -t.amount_pence)) FROM transfer t
                      WHERE t.entry_id = n.entry_id AND (t.debit_account_id = n.account_id OR t.credit_account_id = n.account_id)))),
                'bhlp reconcile reply ' || n.event || ' TEXT'
           FROM me
           CROSS JOIN answer n ON n.asked = me.practitioner_id
           LEFT JOIN statement_line l ON l.line_id = n.line_id
          WHERE n.event = (SELECT max(o.event) FROM answer o
                            WHERE o.line_id = n.line_id OR (o.entry_id = n.entry_id AND o.account_id = n.account_id))
            AND {stands}
         UNION ALL
         -- And what was replied to this practitioner's own questions.
         SELECT 36, 'Replies about statements', NULL, q.event, coalesce(l.posted_on || ' ' || coalesce(l.text, l.reference, l.kind, 'a line'), 'entry ' || q.entry_id)
                || ': ' || n.said, NULL, NULL, 'bhlp reconcile suspense'
           FROM answer n
           CROSS JOIN answer q ON q.event = (SELECT max(o.event) FROM answer o
                                              WHERE o.verdict = 'parked' AND o.event < n.event
                                                AND (o.line_id = n.line_id OR (o.entry_id = n.entry_id AND o.account_id = n.account_id)))
           JOIN event ev ON ev.seq = q.event
           JOIN me ON me.practitioner_id = ev.actor_id
           LEFT JOIN statement_line l ON l.line_id = q.line_id
          WHERE n.verdict = 'replied'
            AND n.event = (SELECT max(o.event) FROM answer o
                            WHERE o.line_id = q.line_id OR (o.entry_id = q.entry_id AND o.account_id = q.account_id))
            AND {stands}
         UNION ALL
         SELECT 40, 'Invoices to pay', child_ref, commission_id, what, NULL, owed_pence,
                'bhlp payment record ' || commission_id
           FROM owed WHERE (SELECT count(*) FROM owed o WHERE o.document_id = owed.document_id) < 2
         UNION ALL
         SELECT 40, 'Invoices to pay', NULL, NULL, 'invoice ' || e.reference || ' of ' || v.name || ', of ' || count(*) || ' commissions', NULL,
                sum(owed_pence),
                'bhlp payment record --provider ' || v.code || ' --number '
                || iif(e.reference GLOB '*[^A-Za-z0-9._/-]*', '''' || replace(e.reference, '''', '''\''''') || '''', e.reference)
           FROM owed
           JOIN entry e ON e.entry_id = owed.document_id
           JOIN provider v ON v.provider_id = owed.provider_id
          GROUP BY owed.document_id HAVING count(*) > 1
         UNION ALL
         -- Own money, from the day it is paid to the day it is paid back.
         SELECT 41, 'Own money to claim', NULL, NULL, 'what you paid yourself and have not claimed', NULL, amount_pence,
                'bhlp claim record'
           FROM (SELECT -a.balance_pence - coalesce((
                            SELECT sum((SELECT o.owed_pence FROM claim_owed o WHERE o.claim = q.event))
                              FROM claim q LEFT JOIN claim_decision d ON d.claim = q.event
                             WHERE q.account_id = a.account_id AND coalesce(d.verdict, 'approved') = 'approved' AND NOT EXISTS (
                                SELECT 1 FROM claim_payment p
                                 WHERE p.claim = q.event AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = p.event))), 0)
                            AS amount_pence
                   FROM me JOIN account_position a ON a.holder_id = me.practitioner_id AND a.kind = 'pocket')
          WHERE amount_pence > 0
         UNION ALL
         SELECT iif(d.event IS NULL, 12, 42),
                CASE WHEN a.holder_id = me.practitioner_id THEN 'Own money claimed'
                     WHEN d.event IS NULL THEN 'Claims to approve' ELSE 'Claims to pay' END,
                NULL, q.event, 'own money of ' || w.code || ', claimed on ' || q.claimed_on, NULL, q.amount_pence,
                CASE WHEN a.holder_id = me.practitioner_id THEN 'bhlp claim list --open --practitioner ' || w.code
                     WHEN d.event IS NULL THEN 'bhlp claim approve ' || q.event ELSE 'bhlp claim pay ' || q.event END
           FROM me
           CROSS JOIN claim q
           JOIN account a ON a.account_id = q.account_id
           JOIN practitioner w ON w.practitioner_id = a.holder_id
           JOIN event ev ON ev.seq = q.event
           LEFT JOIN claim_decision d ON d.claim = q.event
          WHERE coalesce(d.verdict, 'approved') = 'approved' AND NOT EXISTS (
                                SELECT 1 FROM claim_payment p
                                 WHERE p.claim = q.event AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = p.event))
            AND (a.holder_id = me.practitioner_id
                 OR d.event IS NULL AND me.role IN ('administrator', 'manager', 'finance') AND ev.actor_id <> me.practitioner_id
                 OR d.event IS NOT NULL AND me.role IN ('administrator', 'finance'))
            -- Where nothing of it is owed any more, nothing is to be paid.
            AND (d.event IS NULL OR (SELECT o.owed_pence FROM claim_owed o WHERE o.claim = q.event) > 0)
         UNION ALL
         -- What was to be accounted for: told to who leads the case and, a month later, to managers; debts to who handles money.
         SELECT 43, CASE WHEN h.debt_pence > 0 THEN 'Owed back by families' ELSE 'Accounts overdue' END, ch.child_ref, h.commission_id,
                'of ' || v.code || ', given on ' || h.since_on, iif(h.debt_pence > 0, NULL, h.due_on),
                iif(h.debt_pence > 0, h.debt_pence, h.late_pence),
                CASE WHEN h.debt_pence > 0 THEN 'bhlp refund record ' || h.commission_id || printf(' %.2f', h.debt_pence / 100.0)
                     WHEN h.child_id IN (SELECT child_id FROM mine) THEN 'bhlp holding list --provider ' || v.code
                     ELSE 'bhlp provider step ' || v.code || ' suspended --reason TEXT --meanwhile TEXT' END
           FROM me
          CROSS JOIN ({hands}) h
           JOIN provider v ON v.provider_id = h.provider_id
           JOIN child ch ON ch.child_id = h.child_id
          WHERE h.debt_pence > 0 AND me.role IN ('administrator', 'finance')
             OR h.debt_pence <= 0 AND h.late_pence > 0
                AND (h.child_id IN (SELECT child_id FROM mine)
                     OR h.due_on < date(:day, '-30 days') AND me.role IN ('administrator', 'manager'))
         UNION ALL
         SELECT 45, 'Receipts missing', mine.child_ref, NULL,
                count(*) || iif(count(*) = 1, ' purchase has', ' purchases have') || ' neither a receipt nor a reason', NULL,
                sum(k.invoiced_pence), 'bhlp receipt list --missing --child ' || mine.child_ref
           FROM mine
           CROSS JOIN commission_position k USING (child_id)
           JOIN policy y ON y.policy_id = (SELECT p.policy_id FROM policy p WHERE p.from_on <= k.placed_on AND p.event < k.commission_id
                                            ORDER BY p.policy_id DESC LIMIT 1)
          WHERE k.spent_pence > 0 AND k.invoiced_pence > y.evidence_pence
            AND NOT EXISTS (SELECT 1 FROM receipt_standing r WHERE r.commission_id = k.commission_id)
          GROUP BY mine.child_ref
         UNION ALL
         SELECT 50, 'Needs to look at', mine.child_ref, n.need_id, n.what, n.due_on, n.likely_pence,
                'bhlp need meet ' || n.need_id || ' --result achieved'
           FROM mine CROSS JOIN need_standing n USING (child_id)
          WHERE n.due_on <= date(:day, '+14 days')
            AND NOT EXISTS (SELECT 1 FROM need_mark_standing m WHERE m.need_id = n.need_id)
         UNION ALL
         SELECT 60, 'Compacts to review', child_ref, compact, 'who promised what', review_on, NULL,
                'bhlp compact review ' || compact
           FROM (SELECT mine.child_ref, c.event AS compact,
                        coalesce((SELECT r.next_on FROM compact_review_standing r WHERE r.compact = c.event ORDER BY r.event DESC LIMIT 1),
                                 iif(EXISTS (SELECT 1 FROM compact_review_standing r WHERE r.compact = c.event), NULL, c.review_on)) AS review_on
                   FROM mine CROSS JOIN compact_standing c USING (child_id))
          WHERE review_on <= date(:day, '+14 days')
         UNION ALL
         SELECT 62, 'Providers to review', NULL, NULL, v.name || ': ' || replace(s.step, '_', ' ') || ', ' || s.reason, s.review_on,
                NULL, 'bhlp provider steps ' || v.code
           FROM me CROSS JOIN provider_step s JOIN provider v USING (provider_id)
          WHERE me.role IN ('administrator', 'manager', 'finance') AND s.review_on <= date(:day, '+14 days')
            AND s.event = (SELECT n.event FROM provider_step n WHERE n.provider_id = s.provider_id AND n.from_on <= :day
                            ORDER BY n.from_on DESC, n.event DESC LIMIT 1)
         UNION ALL
         SELECT 65, 'Budgets offered to you', ch.child_ref, NULL, o.reason, NULL, b.allocated_pence - b.spent_pence,
                'bhlp budget accept ' || ch.child_ref
           FROM me JOIN holder_offer o USING (practitioner_id) JOIN child ch USING (child_id) JOIN budget b USING (child_id)
          WHERE o.event = (SELECT max(n.event) FROM holder_offer n WHERE n.child_id = o.child_id)
            AND NOT EXISTS (SELECT 1 FROM holder h WHERE h.offer = o.event)
         UNION ALL
         SELECT 55, 'Outcomes awaited', bought.child_ref, n.event, {target}, n.due_on, n.held_pence,
                iif(n.due_on < :day, 'bhlp tariff lapse ' || n.event,
                    'bhlp outcome record ' || bought.child_ref || ' ' || g.code || ' SCORE'
                    || iif(n.item = '', '', ' --item ' || n.item) || ' --informant ' || coalesce(n.informant, 'WHO'))
           FROM bought
           CROSS JOIN tariff n ON n.event = bought.commission_id
           CROSS JOIN tariff_standing s ON s.commission_id = n.event
           CROSS JOIN measure g ON g.measure_id = n.measure_id
          WHERE s.earned_on IS NULL AND s.lapsed_by IS NULL AND n.due_on <= date(:day, '+14 days')
         UNION ALL
         SELECT 70, 'Idle budgets', child_ref, NULL, 'nothing bought since ' || moved_on, NULL, available_pence,
                'bhlp again ' || child_ref
           FROM budgets
          WHERE moved_on <= date(:day, '-' || coalesce((SELECT idle_days FROM policy WHERE from_on <= :day
                                                         ORDER BY policy_id DESC LIMIT 1), 60) || ' days')
         UNION ALL
         SELECT 80, 'Nearly spent', child_ref, NULL, 'nearly all spent', NULL, available_pence,
                'bhlp budget show ' || child_ref
           FROM budgets WHERE available_pence * 10 <= allocated_pence
         UNION ALL
         SELECT 90, 'Ending soon', NULL, NULL, 'fund ' || f.code || ': what is left of it with your children', f.until_on,
                sum(a.balance_pence), 'bhlp report caseload --practitioner ' || (SELECT code FROM practitioner JOIN me USING (practitioner_id))
           FROM fund f
           CROSS JOIN mine
           CROSS JOIN account_position a ON a.child_id = mine.child_id AND a.fund_id = f.fund_id AND a.kind = 'available'
          WHERE f.until_on BETWEEN :day AND date(:day, '+60 days')
          GROUP BY f.fund_id HAVING sum(a.balance_pence) > 0
         UNION ALL
         SELECT 91, 'Ending soon', NULL, NULL, 'the pilot: after its last day nothing more is committed', ends_on, NULL, 'bhlp report monitoring'
           FROM pilot WHERE ends_on BETWEEN :day AND date(:day, '+60 days')
         UNION ALL
         -- What came back of a grant after it was claimed, until it is repaid.
         SELECT 93, 'Owed to contributors', NULL, NULL, 'fund ' || g.code || ': came back after its grant was claimed by ' || g.claim_by,
                NULL, g.owed, 'bhlp fund repay ' || g.code || printf(' %d.%02d', g.owed / 100, g.owed % 100)
           FROM me
           CROSS JOIN ({grants}) g
          WHERE me.role = 'finance' AND g.owed > 0
         UNION ALL
         SELECT 94, 'Reports to partners', NULL, NULL, 'pool ' || f.code || ': ' || q.kind || ' report to ' || q.up_to, q.due_on, NULL,
                'bhlp pool report ' || f.code || ' ' || q.kind || ' ' || q.up_to
           FROM me CROSS JOIN pool_report_due q JOIN fund f USING (fund_id)
          WHERE me.role = 'finance' AND q.up_to < :day AND q.due_on <= date(:day, '+14 days')
         UNION ALL
         -- Of these, a month is told to who may sign it.
         SELECT 95, 'Months to close', NULL, NULL, t.month, date(t.month || '-01', '+1 month', '-1 day'), NULL,
                'bhlp month status ' || t.month
           FROM me JOIN month_position t
          WHERE me.role IN ('administrator', 'manager', 'finance') AND t.month < substr(:day, 1, 7)
            AND 'closed' IS NOT (SELECT mark FROM month_mark k WHERE k.month = t.month ORDER BY k.event DESC LIMIT 1))
-- Where it is masked is said here, once: every number is of one numbering, so that of a commission is no other's.
SELECT w.section, w.child_ref, w.number,
       CASE WHEN k.commission_id IN {hidden} THEN (SELECT label FROM category WHERE category_id = k.category_id) || ', not shown'
            WHEN w.section = 'Needs to look at' AND ch.child_id IN {shield} THEN 'not shown'
            ELSE w.what END AS what,
       w.due_on, (unixepoch(w.due_on) - unixepoch(:day)) / 86400 AS days, w.amount_pence AS amount,
       iif(w.section = 'Accounts overdue' AND k.commission_id IN {hidden}, 'bhlp commission show ' || w.number, w.act) AS act
  FROM waits w
  LEFT JOIN commission k ON k.commission_id = w.number
  LEFT JOIN child ch ON ch.child_ref = w.child_ref
 ORDER BY w.place, w.due_on, w.child_ref, w.number
