(SELECT k.commission_id FROM commission k WHERE k.child_id IN {whose}
  UNION
 SELECT o.commission_id
   FROM (SELECT coalesce(l.document_id, e.entry_id) AS document_id
                FROM entry e LEFT JOIN document_line l ON l.event = e.entry_id
               WHERE e.child_id IN {whose} AND e.commission_id IS NOT NULL) d
  CROSS JOIN document_line m ON m.document_id = d.document_id
  CROSS JOIN entry o ON o.entry_id = m.event
  WHERE o.commission_id IS NOT NULL
  UNION
 SELECT o.commission_id
   FROM (SELECT coalesce(l.document_id, e.entry_id) AS document_id
                FROM entry e LEFT JOIN document_line l ON l.event = e.entry_id
               WHERE e.child_id IN {whose} AND e.commission_id IS NOT NULL) d
  CROSS JOIN entry o ON o.entry_id = d.document_id
  WHERE o.commission_id IS NOT NULL)
