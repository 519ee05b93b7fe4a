(SELECT o.event FROM provider_step o WHERE o.provider_id = v.provider_id AND o.from_on <= :day
    AND o.event <= :known
  ORDER BY o.from_on DESC, o.event DESC LIMIT 1)
