-- title: Approved on paper
-- place: 125
-- asks: Which commissions were approved on paper, and taken in by somebody else?
-- why: Who approves decides in person, under their own name. What a file says of that is somebody else's word.
-- answer: Where the paper is, and that its signature and day are what the file said.
-- limits: Only what an import took in; where nobody had to approve, an approval in a file is not kept.

-- Approvals recorded by somebody else than who approved.
WITH found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT cast(q.commission_id AS TEXT), d.decided_on, r.code, cast(q.commission_id AS TEXT), ch.child_ref, p.code, q.asked_pence,
       'approved by ' || w.code || ' on ' || d.decided_on || ', recorded by ' || r.code || ' on ' || v.day
  FROM decision d
  JOIN request q ON q.event = d.request
  JOIN commission k ON k.commission_id = q.commission_id
  JOIN child ch ON ch.child_id = k.child_id
  JOIN provider p ON p.provider_id = k.provider_id
  JOIN practitioner w ON w.practitioner_id = d.decided_by
  JOIN event v ON v.seq = d.event
  JOIN practitioner r ON r.practitioner_id = v.actor_id
 WHERE d.on_paper = 1)
{answered}
