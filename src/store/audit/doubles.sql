-- title: The same statement line twice
-- place: 56
-- asks: Which lines of an account are of one amount within five days and say the same, or came in two files, where one of
--     them has no entry?
-- why: A bank takes the same money twice, or words a line otherwise in the next file, and it is counted twice.
-- answer: That both are real, or what became of the second: it came back, or it is explained (bhlp reconcile explain).
-- limits: Two lines that each have an entry are both real. What is explained is not listed.

-- Each line with the one like it before: by its words, by its reference, or by its day in another file.
WITH line AS MATERIALIZED (
    SELECT l.line_id, l.statement, l.account_id, l.posted_on, l.amount_pence, l.text, l.reference,
           EXISTS (SELECT 1 FROM matching_line p WHERE p.line_id = l.line_id AND p.undone_by IS NULL) AS matched
      FROM statement_line l
     WHERE l.kind IS NOT 'opening'
       AND l.posted_on >= date(:since, '-5 days')
       AND l.posted_on <= :until
),
alike (line_id, earlier, why) AS (
    SELECT line_id, lag(line_id) OVER (PARTITION BY account_id, amount_pence, text ORDER BY posted_on, line_id), 'the same words'
      FROM line
     UNION ALL
    SELECT line_id, lag(line_id) OVER (PARTITION BY account_id, amount_pence, reference ORDER BY posted_on, line_id),
           'the same reference'
      FROM line WHERE reference IS NOT NULL
     UNION ALL
    SELECT line_id, lag(line_id) OVER (PARTITION BY account_id, amount_pence, posted_on ORDER BY line_id), 'the same day'
      FROM line),
pair AS (
    SELECT l.line_id, e.line_id AS earlier, min(a.why) AS why
      FROM alike a
      JOIN line l ON l.line_id = a.line_id
      JOIN line e ON e.line_id = a.earlier
     WHERE unixepoch(l.posted_on) - unixepoch(e.posted_on) <= 5 * 86400
       AND NOT (l.matched AND e.matched)
       AND (l.statement <> e.statement OR (a.why = 'the same words' AND l.matched + e.matched = 1))
     GROUP BY 1, 2),
found (subject, happened_on, who, numbers, child_ref, provider, amount_pence, evidence) AS (
SELECT p.earlier || '+' || p.line_id, l.posted_on, w.code, p.earlier || ' ' || p.line_id, NULL, NULL, abs(l.amount_pence),
       c.name || ': ' || p.why || ', ' || coalesce(l.text, l.reference, 'no words') || '; line ' || p.earlier || ' of ' || e.posted_on
       || coalesce(' ' || e.text, '')
  FROM pair p
  JOIN line l ON l.line_id = p.line_id
  JOIN line e ON e.line_id = p.earlier
  JOIN account c ON c.account_id = l.account_id
  JOIN event v ON v.seq = l.statement
  JOIN practitioner w ON w.practitioner_id = v.actor_id
 WHERE NOT EXISTS (SELECT 1 FROM answer n
                    WHERE n.line_id IN (p.line_id, p.earlier) AND n.verdict = 'explained'
                      AND n.event = (SELECT max(event) FROM answer WHERE line_id = n.line_id)))
{answered}
