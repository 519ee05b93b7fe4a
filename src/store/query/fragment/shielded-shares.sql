(SELECT s.document_id FROM {shared} s JOIN commission h USING (commission_id)
  WHERE h.child_id IN {shield} GROUP BY s.document_id)
