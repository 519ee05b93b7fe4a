NOT EXISTS (SELECT 1 FROM matching_line sl WHERE sl.line_id = n.line_id AND sl.undone_by IS NULL
               AND (SELECT sm.run FROM matching sm WHERE sm.matching_id = sl.matching_id) <= :known
           )
AND NOT EXISTS (SELECT 1 FROM matching_item si WHERE si.entry_id = n.entry_id AND si.account_id = n.account_id AND si.undone_by IS NULL
                   AND (SELECT sm.run FROM matching sm WHERE sm.matching_id = si.matching_id) <= :known
               )
AND NOT EXISTS (SELECT 1 FROM matching_undone su
                 WHERE su.event > n.event
                   AND (SELECT sm.run FROM matching sm WHERE sm.matching_id = su.matching_id) <= :known
                   AND (EXISTS (SELECT 1 FROM matching_line sl WHERE sl.matching_id = su.matching_id AND sl.line_id = n.line_id)
                        OR EXISTS (SELECT 1 FROM matching_item si WHERE si.matching_id = su.matching_id
                                      AND si.entry_id = n.entry_id AND si.account_id = n.account_id)))
