(SELECT max(l.event) FROM need_mark_standing l WHERE l.need_id = n.need_id
   AND l.marked_on <= :as_at
   AND l.event <= :known
)
