(SELECT group_concat((SELECT {said} FROM (SELECT c.kind AS kind, c.undoes AS event) x)
                     || '; ' || cw.code || ' on ' || ce.day || ': ' || c.reason, '; before that ')
   FROM (SELECT n.kind, n.undoes, n.reason, n.event FROM correction n WHERE n.fact = number ORDER BY n.event DESC) c
   JOIN event ce ON ce.seq = c.event
   JOIN practitioner cw ON cw.practitioner_id = ce.actor_id)
