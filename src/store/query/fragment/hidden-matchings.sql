(SELECT i.matching_id FROM matching_item i JOIN entry q ON q.entry_id = i.entry_id
  WHERE i.undone_by IS NULL AND q.commission_id IN {hidden})
