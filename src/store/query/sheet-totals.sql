-- title: How much there is
-- purpose: How much the ledger has of what `bhlp import --template` fills sheets with: what is left out of one is counted
-- read: administrator all
-- nothing: there is nothing of it
-- columns:
--   kind | Sheet | text | the kind of file
--   rows | Rows | count | how many the ledger has

SELECT 'children' AS kind, count(*) AS "rows" FROM child
UNION ALL
SELECT 'purchases', count(*) FROM commission
UNION ALL
SELECT 'costs', count(*) FROM entry e INDEXED BY entry_of_fund WHERE e.kind = 'cost.record'
