coalesce((SELECT y.split_days FROM policy y WHERE y.from_on <= k.placed_on ORDER BY y.policy_id DESC LIMIT 1), 14)
