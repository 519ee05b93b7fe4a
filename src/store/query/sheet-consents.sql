-- title: Consents
-- purpose: What `bhlp import --template` fills the sheet of consents with
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   child_ref
--   kind | What | word | what was said
--   said_on | Day | day | the day it was said
--   with | With | text | with whom data may be shared, or whose use of it
--   purpose | For | text | for what
--   refused | Not | text | the parts that are not to be shared
--   said_by | Said by | word | who said it
--   how | How | word | how it was said
--   reason | Because | text | why

SELECT ch.child_ref, c.kind, c.said_on, c.party AS "with", c.purpose, c.refused, c.said_by, c.how, c.reason
  FROM consent_standing c JOIN child ch USING (child_id)
 WHERE ch.child_id NOT IN {shield}
 ORDER BY c.event
