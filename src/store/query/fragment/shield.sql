(SELECT h.child_id FROM main.consent_holds h WHERE h.kind = 'shield' AND NOT h.withdrawn)
