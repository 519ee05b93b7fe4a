(SELECT h.child_id FROM main.consent_holds h JOIN main.child q ON q.child_id = h.child_id
  WHERE h.kind = 'shield' AND NOT h.withdrawn
    AND q.child_ref <> :child
)
