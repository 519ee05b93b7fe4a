(SELECT h.child_id FROM consent_holds h WHERE h.kind = 'shield' AND NOT h.withdrawn)
