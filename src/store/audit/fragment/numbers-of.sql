iif(count(*) <= 12, group_concat(x.entry_id, ' ' ORDER BY x.entry_id), min(x.entry_id) || ' ... ' || max(x.entry_id))
