(SELECT k.commission_id FROM commission k WHERE k.child_id IN {shield}
  UNION
 SELECT s.commission_id FROM {shared} s JOIN {shielded shares} y USING (document_id))
