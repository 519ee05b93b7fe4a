datetime(v.recorded_at, iif(v.recorded_at >= date(substr(v.recorded_at, 1, 4) || '-04-01', 'weekday 0', '-7 days') || 'T01'
    AND v.recorded_at < date(substr(v.recorded_at, 1, 4) || '-11-01', 'weekday 0', '-7 days') || 'T01', '+1 hour', '+0 hours'))
