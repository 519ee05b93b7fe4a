-- title: Statement of the pool
-- purpose: By partner: what was agreed and put in, the part in what was used and promised, and in what is likely to be left or lacking at its end
-- place: 155
-- read: manager all, finance all, administrator all, evaluator all
-- nothing: no pool was agreed: bhlp pool agree
-- columns:
--   fund
--   partner | Partner | text | who gives to the pool; `carried forward`: what was in the fund before the agreement's first day
--   form | In | word | `cash` or `kind`; kind gets no cash back
--   agreed | Agreed | money totalled | their share of the whole, odd pennies by the largest remainder
--   due_on | Due | day | the day it is due
--   put_in | Put in | money totalled | what they gave
--   short | Late | money totalled | agreed, due and not put in
--   given_back | Given back | money totalled | what was repaid to them
--   used | Used | money totalled | their part in what was used in the agreement's days, in proportion of what each put in, and no more than they have left in it
--   promised | Promised | money totalled | the same of what is promised
--   left_over | Left | money totalled | put in, less given back, used and promised
--   forecast | Likely use | money totalled | their part in what will be used by the last day: the greater of used and promised now, and used x
--       days of the agreement / days gone: a straight line, which knows no season
--   likely_left | Likely left | money totalled | what they are likely to get or carry forward at the end, once what is late or still due has come; negative:
--       to pay more
--   goes | By the rule | text | where that goes by the agreement

WITH board AS MATERIALIZED (
         SELECT d.pool, d.rest, d.decided_on, d.shares
           FROM pool_decision d
          WHERE NOT EXISTS (SELECT 1 FROM pool_decision n WHERE n.pool = d.pool AND n.rest = d.rest AND n.event > d.event
            AND n.event <= :known
            )
            AND d.event <= :known
            AND (d.decided_on <= :day OR (SELECT until_on FROM pool WHERE event = d.pool) <= :day)),
     straight AS (
         SELECT *, max(spent + committed,
                       nearest(spent * ((unixepoch(until_on) - unixepoch(from_on)) / 86400 + 1),
                               (unixepoch(max(from_on, min(until_on, :day))) - unixepoch(from_on)) / 86400 + 1)) AS likely,
                max(put_in, agreed) - given_back AS will_give, max(put_in, agreed, 0) AS weight,
                sum(max(put_in, agreed) - given_back) OVER (PARTITION BY event, fund_id) AS all_will
           FROM {pool parts}),
     likely AS (
         SELECT *, all_will - likely AS over_all, iif(all_will < likely, overspend, underspend) AS rule, max(will_give, 0) AS cap,
                likely AS amount
           FROM straight),
     said AS (
         SELECT l.*, b.decided_on, b.shares,
                abs(over_all) * coalesce((SELECT x.value ->> 'share' FROM json_each(b.shares) x WHERE x.value ->> 'partner' = l.partner), 0) AS of_rest
           FROM {filled likely} l LEFT JOIN board b
                ON b.pool = l.event AND l.rule = 'board' AND l.form = 'cash' AND b.rest = iif(l.over_all < 0, 'overspend', 'underspend')),
     decided AS (
         SELECT *, part AS forecast,
                of_rest / 10000 + (row_number() OVER (PARTITION BY event, fund_id ORDER BY of_rest % 10000 DESC, partner)
                                   <= abs(over_all) - sum(of_rest / 10000) OVER (PARTITION BY event, fund_id)) AS left_part
           FROM said)
SELECT f.code AS fund, partner, form, agreed, due_on, put_in,
       iif(due_on < :day, max(agreed - put_in, 0), 0) AS short, given_back, used, promised,
       put_in - given_back - used - promised AS left_over, forecast,
       CASE WHEN rule = 'partner' AND form = 'cash' THEN iif(partner = bearer, over_all, 0)
            WHEN shares IS NOT NULL THEN iif(over_all < 0, -left_part, left_part)
            ELSE will_give - forecast END AS likely_left,
       iif(followed, 'left by the agreement to ' || d.until_on || ': ', '')
       || CASE WHEN form = 'kind' THEN 'in kind: no cash goes back' WHEN over_all = 0 THEN NULL
               WHEN rule = 'proportion' THEN 'in proportion of what each put in'
               WHEN decided_on IS NOT NULL AND shares IS NULL THEN 'carried forward, as the board decided on ' || decided_on
               WHEN decided_on IS NOT NULL THEN 'as the board decided on ' || decided_on
               WHEN rule = 'board' THEN 'the board decides; in proportion unless it does'
               WHEN rule = 'partner' THEN 'all of it is of ' || bearer
               ELSE 'carried forward, in proportion' END AS goes
  FROM decided d JOIN fund f USING (fund_id)
 WHERE NOT followed OR NOT carries AND put_in - given_back - used - promised <> 0
 ORDER BY f.code, form, d.from_on, partner
