#!/bin/sh
# Measures bhlp against bare SQLite and its peers, and says which goals hold.
#
#   benches/compare.sh S M L [--runs 15] [--work DIR] [--only 1,2,4] [--before PROGRAM] [--cold] [--slow]
#
# S, M and L are folders of CSV files as `bhlp import` takes them: three pilots, of about 250 children and
# 5,000 purchases, 5,000 and 100,000, 50,000 and 1,000,000. The last part of each name is its label.
# The ledgers made from them are kept in DIR (target/compare) and used again.
# --before names the bhlp of the release before this one, for the goal "before": a purchase then and now.
# --cold also measures with an empty page cache (root only); --slow lets peers take minutes.
# Goals and method: docs/PERFORMANCE.md.
set -eu
cd "$(dirname "$0")/.."
built=$(cargo bench --no-run --message-format=json)
program() { printf '%s\n' "$built" | sed -n "s/.*\"name\":\"$1\".*\"executable\":\"\([^\"]*\)\".*/\1/p" | tail -n 1; }
BHLP=$(program bhlp) YARDSTICK=$(program yardstick) EMPTY=$(program empty)
export BHLP YARDSTICK EMPTY
exec python3 benches/compare.py "$@"
