(SELECT d.document_id, d.family_ref, d.document_id AS commission_id FROM document d WHERE d.family_ref IS NOT NULL
  UNION ALL
 SELECT d.document_id, d.family_ref, l.event FROM document d JOIN document_line l ON l.document_id = d.document_id
  WHERE d.family_ref IS NOT NULL)
