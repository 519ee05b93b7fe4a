CASE x.kind
WHEN 'score' THEN (SELECT sm.code || iif(so.item = '', '', ' (' || so.item || ')') || ' '
                          || rtrim(rtrim(printf('%.3f', so.value_thousandths / 1000.0), '0'), '.')
                          || ' as reported by ' || so.informant || ' on ' || so.observed_on
                     FROM outcome so JOIN measure sm USING (measure_id) WHERE so.event = x.event)
WHEN 'time' THEN (SELECT st.minutes || ' minutes of ' || sw.code || ' on ' || st.worked_on || ': ' || st.activity
                    FROM time_spent st JOIN practitioner sw USING (practitioner_id) WHERE st.event = x.event)
WHEN 'delivery' THEN (SELECT iif(sd.units_thousandths IS NULL, '', rtrim(rtrim(printf('%.3f', sd.units_thousandths / 1000.0), '0'), '.') || ' units ')
                             || 'on commission ' || sd.commission_id || ' on ' || sd.delivered_on
                             || iif(sd.complete, ', complete', ', partly')
                        FROM delivery sd WHERE sd.event = x.event)
WHEN 'need' THEN (SELECT sn.what || ' (' || sn.domain || ', ' || sn.aim || ')'
                         || iif(sn.likely_pence IS NULL, '', printf('; likely £%.2f', sn.likely_pence / 100.0))
                         || coalesce('; ' || sn.outcome, '')
                         || coalesce('; ' || sm.code || iif(sn.item = '', '', ':' || sn.item) || iif(sm.better = 'higher', '>=', '<=')
                                     || rtrim(rtrim(printf('%.3f', sn.target_thousandths / 1000.0), '0'), '.'), '')
                         || coalesce('; by ' || sn.due_on, '')
                    FROM need sn LEFT JOIN measure sm USING (measure_id) WHERE sn.need_id = x.event)
WHEN 'mark' THEN (SELECT 'need ' || sk.need_id || ' ' || replace(sk.mark, '_', ' ') || coalesce(', ' || replace(sk.why, '_', ' '), '')
                         || iif(sk.cost_pence IS NULL, '', printf(', £%.2f', sk.cost_pence / 100.0)) || ' on ' || sk.marked_on
                    FROM need_mark sk WHERE sk.event = x.event)
WHEN 'compact' THEN (SELECT 'agreed on ' || sc.agreed_on || coalesce('; to be reviewed on ' || sc.review_on, '')
                            || (SELECT group_concat('; ' || sq.who || ': ' || sq.what, '') FROM compact_promise sq WHERE sq.event = sc.event)
                       FROM compact sc WHERE sc.event = x.event)
WHEN 'review' THEN (SELECT 'of compact ' || sv.compact || ' on ' || sv.reviewed_on || coalesce('; next on ' || sv.next_on, '')
                           || coalesce('; ' || sv.note, '')
                      FROM compact_review sv WHERE sv.event = x.event)
WHEN 'happening' THEN (SELECT replace(sh.kind, '_', ' ') || coalesce(CASE sh.kind WHEN 'referred' THEN ' to ' WHEN 'waiting' THEN ' for ' ELSE ' by ' END || sh.to_whom, '') || coalesce(' for ' || sh.days || iif(sh.days = 1, ' day', ' days'), '')
                              || ' on ' || sh.happened_on
                         FROM happening sh WHERE sh.event = x.event)
WHEN 'member' THEN (SELECT replace(sf.kind, '_', ' ') || ' in ' || sf.family_ref || ' from ' || sf.from_on || coalesce(' to ' || sf.until_on, '')
                      FROM family_member sf WHERE sf.member_id = x.event)
WHEN 'consent' THEN (SELECT replace(sd.kind, '_', ' ') || coalesce(' with ' || sd.party, '') || ' on ' || sd.said_on
                            || coalesce('; for ' || sd.purpose, '') || coalesce('; not ' || sd.refused, '') || coalesce('; by ' || replace(sd.said_by, '_', ' '), '')
                            || coalesce(', ' || sd.how, '') || coalesce('; ' || sd.reason, '')
                       FROM consent sd WHERE sd.event = x.event)
WHEN 'agreement' THEN (SELECT 'with ' || sp.code || ' (' || replace(sg.payee, '_', ' ') || coalesce(', ' || sg.basis, '') || ') from ' || sg.agreed_on
                              || ': ' || sg.purpose
                         FROM agreement sg JOIN provider sp ON sp.provider_id = sg.provider_id WHERE sg.event = x.event)
WHEN 'receipt' THEN (SELECT 'of commission ' || sr.commission_id || ', '
                            || coalesce(sr.name || ' (' || sr.size || ' bytes)' || coalesce(' at ' || sr.place, ''), 'none: ' || sr.reason)
                       FROM receipt sr WHERE sr.event = x.event)
END
