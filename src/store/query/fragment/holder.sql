coalesce((SELECT hw.code FROM holder h JOIN practitioner hw USING (practitioner_id)
           WHERE h.child_id = ch.child_id AND h.from_on <= :day
             AND h.event <= :known
           ORDER BY h.event DESC LIMIT 1),
         (SELECT hw.code FROM lead l JOIN practitioner hw USING (practitioner_id)
           WHERE l.child_id = ch.child_id ORDER BY max(l.from_on, :day), l.from_on DESC LIMIT 1))
