-- bhlp: the ledger of one pilot authority, format 5.
--
-- Every pound of the pilot is always in exactly one pot, and every pot is an account.
--
--   budget book   grant --> pool --> available --> committed --> spent       pots of one child and one fund
--                     |                  ^             |           |
--                     |                  '-- release <-'<- credit -'
--                     '--> spent            what the pilot itself cost: no child's
--   cash book     income --> bank, card, imprest <-- creditor --> cost, vat
--                 bank, imprest --> pocket --> cost   what a practitioner paid themselves, and is paid back
--                 income --> notional --> cost         what a fund gives in kind, settled as it is used
--                 bank --> held --> cost               what an agent or a prepaid card holds until it is accounted for
--
-- How to read this file: first the tables, each with what a row may be by itself: the audit trail (event), people and
-- children (registers), accounts, entries and transfers (the books), the plan, evidence, statements, the month's end;
-- then the rules, by subject, each said once; then the views that reports read. RAISE texts are tokens in
-- UPPER_SNAKE; docs/ERRORS.md says what each means. The program plans every change before it
-- writes, so a token that reaches a user is a fault of ours, or the mark of another hand.
--
-- The line "guard" after a table declares what it refuses, and bhlp init writes the triggers that say so
-- (src/store/guards.rs; `bhlp check` compares them). Nothing is ever deleted, nothing replaced.
--   fact                   never changed; a row comes with the next event
--   fact of its event      the same, and its key begins with the event, which is looked at first
--   amendable but for ...  changed only towards the next event, and never in what it is known by
--   part of ...            comes with the row it belongs to, before that is sealed; "new": replaces no other
--   its own rules          the triggers beside it say when a row may come
-- "else" names the token, "as" that of a change. "figures" are columns that are moved by the table's own rules.
-- "judged": its rules are asked as soon as a row is there.
--
-- Conventions. Money is whole pence in INTEGER. A day is TEXT 'YYYY-MM-DD'; date(x, '+0 days')
-- normalises, so the CHECK refuses 30 February where date(x) alone would echo it. An instant is UTC
-- TEXT. A key refers to the number of a row, unless it says otherwise. Nothing is ever deleted, so foreign keys carry
-- no index for the sake of deletes: an index stands only where a query needs it, and says which.
--
-- What every purchase runs builds no table in memory: that alone would double its cost. SQLite
-- builds one for IN with three words or more, for IN in a join, and for UPDATE FROM, so the tables
-- and triggers of the books say OR, two UPDATEs, or a query in brackets instead.

PRAGMA application_id = 0x42484c50; -- 'BHLP': another program's file is recognised and refused
PRAGMA user_version = 5; -- the first released format; 1 to 4 were trials and are refused

-- ---------------------------------------------------------------------------------------------
-- The audit trail
-- ---------------------------------------------------------------------------------------------

-- One row for each thing anybody did, chained: hash = SHA-256(previous hash, payload). The payload
-- is kept as the exact text that was hashed, so no later re-encoding can break the chain. The
-- number of an event is also the number of the entry, commission, month mark or register row that
-- it recorded: users meet one numbering.
CREATE TABLE event (
    seq         INTEGER PRIMARY KEY CHECK (seq >= 1),
    recorded_at TEXT NOT NULL CHECK (recorded_at IS replace(datetime(recorded_at, '+0 days'), ' ', 'T') || 'Z'),
    actor_id    INTEGER NOT NULL REFERENCES practitioner, -- not deferred, or a new practitioner would walk the events
    kind        TEXT NOT NULL,
    request_key TEXT,
    -- The pilot's own day, by the law of summer time: an hour is added from the last Sunday of March to the last of
    -- October, each at 01:00 UTC, which only the last hour of the day feels. It follows from the instant, so that no hand
    -- can write another.
    day         TEXT GENERATED ALWAYS AS (iif(substr(recorded_at, 12, 2) = '23'
                AND recorded_at >= date(substr(recorded_at, 1, 4) || '-03-25', 'weekday 0') || 'T01:00:00Z'
                AND recorded_at < date(substr(recorded_at, 1, 4) || '-10-25', 'weekday 0') || 'T01:00:00Z',
                date(recorded_at, '+1 hour'), substr(recorded_at, 1, 10))) VIRTUAL,
    os_user     TEXT, -- who the operating system says it was, and at which machine
    machine     TEXT,
    -- What the hashes of personal fields in the payload are made with. Without it they tell nothing, so that erasing it
    -- with the fields forgets a person and leaves the chain whole. NULL: nothing personal was recorded.
    salt        BLOB CHECK (length(salt) = 16),
    payload     TEXT NOT NULL,
    hash        BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
-- guard: its own rules as EVENT_IMMUTABLE

-- A request key is used once by each who asks; also the look-up "has this been recorded already?".
CREATE UNIQUE INDEX event_by_request_key ON event (actor_id, request_key) WHERE request_key IS NOT NULL;

-- The chain has no gap and time does not run backwards. It also stops REPLACE, which would delete
-- without firing a delete trigger.
CREATE TRIGGER event_follows BEFORE INSERT ON event BEGIN
    SELECT RAISE(ABORT, 'EVENT_OUT_OF_ORDER')
     WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event);
    SELECT RAISE(ABORT, 'CLOCK_WENT_BACK')
     WHERE NEW.recorded_at < (SELECT recorded_at FROM event WHERE seq = NEW.seq - 1);
    SELECT RAISE(ABORT, 'REQUEST_KEY_USED')
     WHERE NEW.request_key IS NOT NULL
       AND EXISTS (SELECT 1 FROM event WHERE actor_id = NEW.actor_id AND request_key = NEW.request_key);
END;

-- What was written and is not sealed yet: one row, whose two deferred references make COMMIT fail. `event` is the
-- event that a row written last waits for: no row without its place in the audit trail, which keeps the whole row.
-- `entry` is the entry written last, and `judged` the one judged last: setting it with `purchase` or `other` judges an
-- entry after its event (the triggers stand behind the rules). Columns of their own, because SQLite compiles the triggers
-- of a column only for who sets it: what is bought every day does not pay for the rules of all the rest.
CREATE TABLE unsealed (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    event    INTEGER REFERENCES event DEFERRABLE INITIALLY DEFERRED,
    entry    INTEGER REFERENCES unsealed (judged) DEFERRABLE INITIALLY DEFERRED,
    judged   INTEGER UNIQUE,
    purchase INTEGER,
    other    INTEGER
) STRICT;
-- guard: its own rules with figures event, entry, judged, purchase, other
INSERT INTO unsealed (one) VALUES (1);
CREATE TRIGGER unsealed_is_one BEFORE INSERT ON unsealed BEGIN SELECT RAISE(ABORT, 'REGISTER_REPLACED'); END;
CREATE TRIGGER unsealed_waits_for_the_next BEFORE UPDATE OF event ON unsealed BEGIN
    SELECT RAISE(ABORT, 'REGISTER_WITHOUT_EVENT') WHERE NEW.event IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event);
END;
CREATE TRIGGER unsealed_entry_waits_for_the_one_before BEFORE UPDATE OF entry ON unsealed BEGIN
    SELECT RAISE(ABORT, 'ENTRY_UNJUDGED') WHERE NEW.entry IS NOT NEW.event OR OLD.entry IS NOT OLD.judged;
END;

-- ---------------------------------------------------------------------------------------------
-- Registers: the pilot, people, providers, children, funds, words
--
-- Each row names the event that recorded it, or the one that amended it last. It is written or amended only
-- towards the next event, which does not exist yet; the event's text keeps the whole row of before and after.
-- ---------------------------------------------------------------------------------------------

-- The pilot's own settings: exactly one row.
CREATE TABLE pilot (
    pilot_id         INTEGER PRIMARY KEY CHECK (pilot_id = 1),
    name             TEXT NOT NULL,
    authority        TEXT NOT NULL CHECK (authority GLOB 'E[01][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    starts_on        TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days')),
    ends_on          TEXT NOT NULL CHECK (ends_on IS date(ends_on, '+0 days')),
    budget_min_pence INTEGER NOT NULL CHECK (budget_min_pence > 0),
    budget_max_pence INTEGER NOT NULL CHECK (budget_max_pence >= budget_min_pence),
    -- What was committed by the last day is settled in so many months after its own.
    settling_up_months INTEGER NOT NULL DEFAULT 6 CHECK (settling_up_months BETWEEN 0 AND 24),
    event            INTEGER NOT NULL,
    CHECK (starts_on <= ends_on)
) STRICT;
-- guard: amendable but for pilot_id
CREATE TRIGGER pilot_is_one BEFORE INSERT ON pilot WHEN EXISTS (SELECT 1 FROM pilot)
BEGIN SELECT RAISE(ABORT, 'REGISTER_REPLACED'); END;

-- Everyone who may act: lead professionals, managers, finance, evaluators, the administrator.
CREATE TABLE practitioner (
    practitioner_id      INTEGER PRIMARY KEY,
    code                 TEXT NOT NULL UNIQUE,
    name                 TEXT NOT NULL,
    profession           TEXT NOT NULL,
    agency               TEXT NOT NULL,
    role                 TEXT NOT NULL CHECK (role IN
        ('administrator', 'lead_professional', 'manager', 'finance', 'evaluator')),
    sign_off_limit_pence INTEGER CHECK (sign_off_limit_pence >= 0), -- NULL: no limit of their own
    joined_on            TEXT CHECK (joined_on IS date(joined_on, '+0 days')),
    left_on              TEXT CHECK (left_on IS date(left_on, '+0 days')),
    event                INTEGER NOT NULL,
    CHECK (left_on >= joined_on)
) STRICT;
-- guard: amendable but for practitioner_id, code

-- Who is paid. Register numbers: Companies House, Charity Commission, UK provider reference.
CREATE TABLE provider (
    provider_id     INTEGER PRIMARY KEY,
    code            TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    sector          TEXT NOT NULL CHECK (sector IN ('statutory', 'voluntary', 'private', 'individual')),
    companies_house TEXT CHECK (length(companies_house) = 8),
    charity_number  TEXT CHECK (length(charity_number) BETWEEN 6 AND 8),
    ukprn           TEXT CHECK (length(ukprn) = 8),
    event           INTEGER NOT NULL
) STRICT;
-- guard: amendable but for provider_id, code

-- The number under which a provider is registered for VAT, as it became known; the newest holds.
CREATE TABLE vat_number (
    event       INTEGER PRIMARY KEY,
    provider_id INTEGER NOT NULL REFERENCES provider,
    number      TEXT NOT NULL CHECK (number GLOB 'GB*' AND length(number) BETWEEN 7 AND 14)
) STRICT;
-- guard: fact of its event
CREATE INDEX vat_number_by_provider ON vat_number (provider_id, event); -- the newest, and whether there is one

-- What money is spent on: what may be bought for a child, or the pilot itself, to start it up or to run it. Data, not
-- code: a pilot adds its own.
CREATE TABLE category (
    category_id INTEGER PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    label       TEXT NOT NULL,
    spent_on    TEXT NOT NULL DEFAULT 'child' CHECK (spent_on IN ('child', 'start_up', 'running')),
    event       INTEGER NOT NULL
) STRICT;
-- guard: amendable but for category_id, code, spent_on

-- An outcome scale. Scores are kept, item wording never is (the instruments are licensed).
CREATE TABLE measure (
    measure_id         INTEGER PRIMARY KEY,
    code               TEXT NOT NULL UNIQUE,
    label              TEXT NOT NULL,
    lowest_thousandths  INTEGER NOT NULL,
    highest_thousandths INTEGER NOT NULL CHECK (highest_thousandths > lowest_thousandths),
    better             TEXT NOT NULL CHECK (better IN ('higher', 'lower')),
    event              INTEGER NOT NULL
) STRICT;
-- guard: fact

-- A child, by the authority's opaque reference only: no name, and a month of birth, never a day.
CREATE TABLE child (
    child_id   INTEGER PRIMARY KEY,
    child_ref  TEXT NOT NULL UNIQUE,
    cohort     TEXT NOT NULL CHECK (cohort IN ('additional_needs', 'looked_after')),
    arm        TEXT NOT NULL CHECK (arm IN ('budget', 'comparison')),
    born       TEXT NOT NULL CHECK (born || '-01' IS date(born || '-01', '+0 days')),
    sex        TEXT NOT NULL CHECK (sex IN ('M', 'F', 'U')),
    ethnicity  TEXT NOT NULL CHECK (ethnicity IN
        ('WBRI', 'WIRI', 'WIRT', 'WROM', 'WOTH', 'MWBC', 'MWBA', 'MWAS', 'MOTH', 'AIND', 'APKN',
         'ABAN', 'AOTH', 'CHNE', 'BCRB', 'BAFR', 'BOTH', 'OOTH', 'REFU', 'NOBT')),
    area       TEXT NOT NULL,
    need       TEXT NOT NULL CHECK (need GLOB 'N[0-9]'),
    need_level INTEGER NOT NULL CHECK (need_level BETWEEN 1 AND 4),
    caf_ref    TEXT,
    caf_on     TEXT CHECK (caf_on IS date(caf_on, '+0 days')),
    consent_on TEXT CHECK (consent_on IS date(consent_on, '+0 days')),
    event      INTEGER NOT NULL
) STRICT;
-- guard: amendable but for child_id, child_ref

-- Who leads a child's case, from which day. A hand-over adds a row; the newest start not after a
-- day is the lead on that day.
CREATE TABLE lead (
    child_id        INTEGER NOT NULL REFERENCES child,
    from_on         TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    practitioner_id INTEGER NOT NULL REFERENCES practitioner,
    event           INTEGER NOT NULL,
    PRIMARY KEY (child_id, from_on)
) STRICT, WITHOUT ROWID;
-- guard: fact else LEAD_OUT_OF_ORDER, judged
CREATE INDEX lead_by_practitioner ON lead (practitioner_id); -- a practitioner's caseload

-- A child's place in a family, by the authority's own reference of it, never a name. A family is the children who
-- belong to it, so there is none without. One is the main one on any day; the others stand beside it. A place is ended,
-- once; its number is that of the event that recorded it.
CREATE TABLE family_member (
    member_id  INTEGER PRIMARY KEY,
    family_ref TEXT NOT NULL,
    child_id   INTEGER NOT NULL REFERENCES child,
    kind       TEXT NOT NULL CHECK (kind IN ('main', 'shared_care', 'foster', 'kinship')),
    from_on    TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on   TEXT CHECK (until_on IS date(until_on, '+0 days')), -- the last day; NULL: it goes on
    event      INTEGER NOT NULL,
    CHECK (until_on >= from_on)
) STRICT;
-- guard: its own rules, amended by them, judged
CREATE INDEX family_member_by_family ON family_member (family_ref, child_id); -- the children of a family
CREATE INDEX family_member_by_child ON family_member (child_id); -- the families of a child
CREATE TRIGGER family_member_is_new BEFORE INSERT ON family_member BEGIN
    SELECT RAISE(ABORT, 'REGISTER_REPLACED') WHERE EXISTS (SELECT 1 FROM family_member WHERE member_id = NEW.member_id);
    SELECT RAISE(ABORT, 'REGISTER_WITHOUT_EVENT')
     WHERE NEW.event IS NOT (SELECT max(seq) + 1 FROM event) OR NEW.member_id IS NOT NEW.event;
    UPDATE unsealed SET event = NEW.event WHERE one = 1;
END;
CREATE TRIGGER family_member_leaves BEFORE UPDATE ON family_member BEGIN
    SELECT RAISE(ABORT, 'REGISTER_WITHOUT_EVENT') WHERE NEW.event IS NOT (SELECT max(seq) + 1 FROM event);
    SELECT RAISE(ABORT, 'REGISTER_IMMUTABLE')
     WHERE OLD.until_on IS NOT NULL
        OR (NEW.member_id, NEW.family_ref, NEW.child_id, NEW.kind, NEW.from_on) IS NOT
           (OLD.member_id, OLD.family_ref, OLD.child_id, OLD.kind, OLD.from_on);
    UPDATE unsealed SET event = NEW.event WHERE one = 1;
END;

-- A stream of money, and what it is ring-fenced to: a cohort, a window of days, some categories.
CREATE TABLE fund (
    fund_id     INTEGER PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    contributor TEXT NOT NULL,
    stream      TEXT NOT NULL CHECK (stream IN ('pump_priming', 'mainstream')),
    nature      TEXT NOT NULL CHECK (nature IN ('cash', 'notional')),
    cohort      TEXT CHECK (cohort IN ('additional_needs', 'looked_after')), -- NULL: any child
    from_on     TEXT CHECK (from_on IS date(from_on, '+0 days')),            -- NULL: from the start
    until_on    TEXT CHECK (until_on IS date(until_on, '+0 days')),          -- NULL: to the end
    claim_basis TEXT NOT NULL DEFAULT 'incurred' CHECK (claim_basis IN ('incurred', 'defrayed')),
    claim_by    TEXT CHECK (claim_by IS date(claim_by, '+0 days')),          -- NULL: to the end of settling up
    event       INTEGER NOT NULL,
    CHECK (from_on <= until_on),
    CHECK (claim_by >= until_on)
) STRICT;
-- guard: fact

-- The categories a fund is kept for; no row means any. Written with the fund, never later.
CREATE TABLE fund_category (
    fund_id     INTEGER NOT NULL REFERENCES fund,
    category_id INTEGER NOT NULL REFERENCES category,
    event       INTEGER NOT NULL,
    PRIMARY KEY (fund_id, category_id)
) STRICT, WITHOUT ROWID;
-- guard: part of fund (fund_id, event) else REGISTER_IMMUTABLE

-- What several partners agreed about a fund: who hosts it, the whole and each one's share of it, when reports are due, and
-- where an under- or overspend goes. Partners stand in the row, because their shares are judged together: an array of
-- objects with partner, form (cash or kind), share (hundredths of a percent) and due_on.
CREATE TABLE pool (
    event          INTEGER PRIMARY KEY,
    fund_id        INTEGER NOT NULL REFERENCES fund,
    kind_fund_id   INTEGER REFERENCES fund, -- where what is given in kind is received
    host           TEXT NOT NULL,
    from_on        TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on       TEXT NOT NULL CHECK (until_on IS date(until_on, '+0 days') AND until_on >= from_on),
    total_pence    INTEGER NOT NULL CHECK (total_pence BETWEEN 1 AND 2000000000), -- its products with a share stay whole numbers
    partners       TEXT NOT NULL CHECK (json_valid(partners)),
    underspend     TEXT NOT NULL CHECK (underspend IN ('proportion', 'board', 'partner', 'carried')),
    overspend      TEXT NOT NULL CHECK (overspend IN ('proportion', 'board', 'partner', 'carried')),
    bearer         TEXT, -- the one partner to whom the rule 'partner' gives it
    quarterly_days INTEGER CHECK (quarterly_days BETWEEN 0 AND 366), -- after a quarter's end; NULL: no such report
    annual_days    INTEGER CHECK (annual_days BETWEEN 0 AND 366),    -- after 31 March
    CHECK ((underspend = 'partner' OR overspend = 'partner') = (bearer IS NOT NULL))
) STRICT;
-- guard: fact of its event, judged

-- A report of a pool to its partners, sent.
CREATE TABLE pool_report (
    event   INTEGER PRIMARY KEY,
    pool    INTEGER NOT NULL REFERENCES pool,
    kind    TEXT NOT NULL CHECK (kind IN ('quarterly', 'annual')),
    up_to   TEXT NOT NULL CHECK (up_to IS date(up_to, '+0 days')), -- the last day it tells of
    sent_on TEXT NOT NULL CHECK (sent_on IS date(sent_on, '+0 days') AND sent_on > up_to)
) STRICT;
-- guard: fact of its event, judged

-- What the board of a pool decided about an under- or overspend, where the agreement leaves it to the board: whose it is, or
-- that it is carried forward. The last one recorded holds.
CREATE TABLE pool_decision (
    event      INTEGER PRIMARY KEY,
    pool       INTEGER NOT NULL REFERENCES pool,
    rest       TEXT NOT NULL CHECK (rest IN ('underspend', 'overspend')),
    decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on, '+0 days')),
    decided_by TEXT NOT NULL,
    shares     TEXT CHECK (json_valid(shares)) -- of partners in cash, as in pool; NULL: carried forward
) STRICT;
-- guard: fact of its event, judged

-- The pilot's own rules, in versions: each holds from its day until the next one's. Columns are
-- what rules ask; the text is the file as it was given. What is NULL here, the policy leaves to the
-- pilot's row or sets no limit to. The version for something on a day, recorded as an event: the
-- highest policy_id whose from_on is not after the day and whose event came before.
CREATE TABLE policy (
    policy_id            INTEGER PRIMARY KEY CHECK (policy_id >= 1),
    from_on              TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    text                 TEXT NOT NULL,
    sign_off_limit_pence INTEGER CHECK (sign_off_limit_pence >= 0),
    evidence_pence       INTEGER CHECK (evidence_pence >= 0), -- a purchase above it needs a receipt
    split_days           INTEGER CHECK (split_days >= 1),     -- within which purchases count together
    idle_days            INTEGER CHECK (idle_days >= 1),
    gate_caf             TEXT NOT NULL CHECK (gate_caf IN ('required', 'warn', 'off')),
    gate_consent         TEXT NOT NULL CHECK (gate_consent IN ('required', 'warn', 'off')),
    gate_outcome         TEXT NOT NULL CHECK (gate_outcome IN ('required', 'warn', 'off')),
    gate_holder          TEXT NOT NULL CHECK (gate_holder IN ('required', 'warn', 'off')),
    others_allowed       INTEGER NOT NULL CHECK (others_allowed IN (0, 1)), -- categories not listed
    child_pattern        TEXT,
    draw_order           TEXT, -- codes of funds drawn before the rest, joined by commas
    percent_above        INTEGER CHECK (percent_above BETWEEN 0 AND 100), -- of a commission that an invoice may be above it
    above_pence          INTEGER CHECK (above_pence >= 0),                -- and at most
    vat_claimed          TEXT CHECK (vat_claimed IN ('paid', 'invoiced')),
    event                INTEGER NOT NULL
) STRICT;
-- guard: fact else POLICY_OUT_OF_ORDER, judged
CREATE INDEX policy_by_day ON policy (from_on, policy_id); -- the version in force on a day

-- The bounds of a budget, cohort by cohort; a cohort without a row has the pilot's.
CREATE TABLE policy_cohort (
    policy_id INTEGER NOT NULL REFERENCES policy,
    cohort    TEXT NOT NULL CHECK (cohort IN ('additional_needs', 'looked_after')),
    min_pence INTEGER NOT NULL CHECK (min_pence > 0),
    max_pence INTEGER NOT NULL CHECK (max_pence >= min_pence),
    event     INTEGER NOT NULL,
    PRIMARY KEY (policy_id, cohort)
) STRICT, WITHOUT ROWID;
-- guard: part of policy (policy_id, event)

-- What may be bought, up to how much for a child, and how it is coded in the council's own ledger.
CREATE TABLE policy_category (
    policy_id   INTEGER NOT NULL REFERENCES policy,
    category_id INTEGER NOT NULL REFERENCES category,
    allowed     INTEGER NOT NULL CHECK (allowed IN (0, 1)),
    cap_pence   INTEGER CHECK (cap_pence > 0), -- committed and spent for one child; NULL: no cap
    vat_usual   INTEGER NOT NULL CHECK (vat_usual IN (0, 1)),
    vat_never   INTEGER NOT NULL DEFAULT 0 CHECK (vat_never IN (0, 1)), -- none is recovered on it: vouchers, cars
    cost_centre TEXT,
    subjective  TEXT,
    event       INTEGER NOT NULL,
    PRIMARY KEY (policy_id, category_id)
) STRICT, WITHOUT ROWID;
-- guard: part of policy (policy_id, event)

-- What a version says of one of the pilot's own accounts: how far a bank may be below nothing (NULL: any amount), and
-- whether somebody sends statements of it.
CREATE TABLE policy_account (
    policy_id   INTEGER NOT NULL REFERENCES policy,
    account_id  INTEGER NOT NULL REFERENCES account,
    limit_pence INTEGER CHECK (limit_pence >= 0),
    statements  INTEGER NOT NULL CHECK (statements IN (0, 1)),
    event       INTEGER NOT NULL,
    PRIMARY KEY (policy_id, account_id)
) STRICT, WITHOUT ROWID;
-- guard: part of policy (policy_id, event)

-- Who approves what: a line for each role or person of a band, which reaches from above_pence
-- (exclusive) to up_to_pence (inclusive; NULL: any amount).
CREATE TABLE policy_band (
    policy_id       INTEGER NOT NULL REFERENCES policy,
    line            INTEGER NOT NULL CHECK (line >= 1),
    band            INTEGER NOT NULL CHECK (band >= 1),
    above_pence     INTEGER NOT NULL CHECK (above_pence >= 0),
    up_to_pence     INTEGER CHECK (up_to_pence > above_pence),
    role            TEXT CHECK (role IN ('administrator', 'lead_professional', 'manager', 'finance')),
    practitioner_id INTEGER REFERENCES practitioner,
    event           INTEGER NOT NULL,
    PRIMARY KEY (policy_id, line),
    CHECK ((role IS NULL) <> (practitioner_id IS NULL))
) STRICT, WITHOUT ROWID;
-- guard: part of policy (policy_id, event)

-- ---------------------------------------------------------------------------------------------
-- The books
-- ---------------------------------------------------------------------------------------------

-- The pots. balance_pence is debits less credits, moved by every transfer and by nothing else:
-- (moved_entry, moved_line) names the last transfer that moved it.
CREATE TABLE account (
    account_id    INTEGER PRIMARY KEY,
    book          TEXT NOT NULL CHECK (book IN ('budget', 'cash')),
    kind          TEXT NOT NULL,
    name          TEXT NOT NULL UNIQUE, -- 'available:C-0007:POOL', 'card:5521', 'creditor:PR0001'
    fund_id       INTEGER REFERENCES fund,
    child_id      INTEGER REFERENCES child,
    provider_id   INTEGER REFERENCES provider,
    category_id   INTEGER REFERENCES category,
    holder_id     INTEGER REFERENCES practitioner, -- whose card or own pocket it is
    balance_pence INTEGER NOT NULL DEFAULT 0,
    moved_entry   INTEGER NOT NULL DEFAULT 0,
    moved_line    INTEGER NOT NULL DEFAULT 0,
    event         INTEGER NOT NULL,
    -- What a transfer refers to, so that one transfer cannot join two books.
    UNIQUE (account_id, book),
    CHECK (CASE
        WHEN kind IN ('grant', 'pool', 'available', 'committed', 'spent') THEN book = 'budget' AND fund_id IS NOT NULL
        WHEN kind = 'income' OR kind = 'notional' THEN book = 'cash' AND fund_id IS NOT NULL
        WHEN kind = 'creditor' OR kind = 'held' THEN book = 'cash' AND provider_id IS NOT NULL
        WHEN kind = 'cost' THEN book = 'cash' AND category_id IS NOT NULL
        -- A charge is what the bank takes and the interest it pays: no child's.
        WHEN kind = 'pocket' THEN book = 'cash' AND holder_id IS NOT NULL
        WHEN kind IN ('vat', 'charge', 'bank', 'card', 'imprest') THEN book = 'cash'
        ELSE 0 END),
    -- Only a child's pots have a child: the kept figures count as allocated whatever names one. What is spent of a
    -- fund and is no child's is what the pilot itself cost.
    CHECK ((kind IN ('available', 'committed', 'spent')) = (child_id IS NOT NULL) OR kind = 'spent'),
    -- No overspend, whoever writes and however many at once. Judged at every transfer, so within
    -- an entry money comes in before it goes out.
    -- Nor is more paid out of a float, which is cash in a tin, or of what somebody holds, than is in it.
    CONSTRAINT pot_not_below_zero CHECK (balance_pence >= 0
        OR (kind <> 'pool' AND kind <> 'available' AND kind <> 'committed' AND kind <> 'spent' AND kind <> 'imprest' AND kind <> 'held')),
    -- What somebody paid themselves is owed to them: they are never given back more.
    CONSTRAINT pocket_not_above_zero CHECK (balance_pence <= 0 OR kind <> 'pocket')
) STRICT;
-- guard: fact with figures balance_pence, moved_entry, moved_line
CREATE INDEX account_by_child ON account (child_id, fund_id, kind) WHERE child_id IS NOT NULL; -- a child's pots
CREATE INDEX account_by_holder ON account (holder_id) WHERE holder_id IS NOT NULL; -- the buyer's own card
CREATE TRIGGER account_opens_empty BEFORE INSERT ON account BEGIN
    SELECT RAISE(ABORT, 'ACCOUNT_NOT_EMPTY')
     WHERE NEW.balance_pence <> 0 OR NEW.moved_entry <> 0 OR NEW.moved_line <> 0;
END;
-- A balance moves by exactly one transfer at a time, each later than the one before. The pot's
-- CHECK is said again as a RAISE: INSERT OR IGNORE or OR FAIL of a transfer carries its policy into
-- the triggers, where a failed CHECK would keep the transfer and skip the move.
CREATE TRIGGER account_moves_by_transfer BEFORE UPDATE OF balance_pence, moved_entry, moved_line ON account BEGIN
    SELECT RAISE(ABORT, 'BALANCE_WITHOUT_TRANSFER')
     WHERE (NEW.moved_entry, NEW.moved_line) <= (OLD.moved_entry, OLD.moved_line)
        OR NOT EXISTS (
            SELECT 1 FROM transfer t
             WHERE t.entry_id = NEW.moved_entry AND t.line = NEW.moved_line
               AND NEW.balance_pence = OLD.balance_pence
                   + CASE NEW.account_id WHEN t.debit_account_id THEN t.amount_pence
                                         WHEN t.credit_account_id THEN -t.amount_pence END);
    SELECT RAISE(ABORT, 'POT_BELOW_ZERO')
     WHERE NEW.balance_pence < 0
       AND (NEW.kind = 'pool' OR NEW.kind = 'available' OR NEW.kind = 'committed' OR NEW.kind = 'spent');
    SELECT RAISE(ABORT, 'FLOAT_BELOW_ZERO') WHERE NEW.balance_pence < 0 AND (NEW.kind = 'imprest' OR NEW.kind = 'held');
    SELECT RAISE(ABORT, 'POCKET_ABOVE_ZERO') WHERE NEW.balance_pence > 0 AND NEW.kind = 'pocket';
END;

-- A child's budget: one for each child, fed by one or more funds. The figures are kept beside the
-- accounts so that "what is left" and every child's balance are read, not added up.
CREATE TABLE budget (
    child_id         INTEGER PRIMARY KEY REFERENCES child,
    opened_on        TEXT NOT NULL CHECK (opened_on IS date(opened_on, '+0 days')),
    closed_on        TEXT CHECK (closed_on IS date(closed_on, '+0 days')),
    expected_outcome TEXT CHECK (expected_outcome GLOB '[1-5].[1-6]'), -- an Every Child Matters aim
    event            INTEGER NOT NULL,
    allocated_pence  INTEGER NOT NULL DEFAULT 0,
    committed_pence  INTEGER NOT NULL DEFAULT 0,
    spent_pence      INTEGER NOT NULL DEFAULT 0,
    purchases        INTEGER NOT NULL DEFAULT 0, -- commissions that hold or have spent money
    first_on         TEXT,                       -- day the first of these was placed
    last_on          TEXT,
    CHECK (closed_on >= opened_on),
    CONSTRAINT budget_not_overspent CHECK (allocated_pence >= committed_pence + spent_pence),
    CHECK (committed_pence >= 0 AND spent_pence >= 0 AND purchases >= 0)
) STRICT;
-- guard: amendable but for child_id, opened_on with figures allocated_pence, committed_pence, spent_pence, purchases, first_on, last_on, judged
CREATE TRIGGER budget_opens_empty BEFORE INSERT ON budget BEGIN
    SELECT RAISE(ABORT, 'ACCOUNT_NOT_EMPTY')
     WHERE NEW.allocated_pence <> 0 OR NEW.committed_pence <> 0 OR NEW.spent_pence <> 0
        OR NEW.purchases <> 0 OR NEW.first_on IS NOT NULL OR NEW.last_on IS NOT NULL;
END;
CREATE TRIGGER budget_closes AFTER UPDATE OF closed_on ON budget BEGIN
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM budget_fault WHERE child_id = NEW.child_id LIMIT 1) WHERE fault IS NOT NULL;
END;
-- The figures are those of the child's pots and purchases, whoever sets them; they move with each pot.
CREATE TRIGGER budget_moves_with_its_pots AFTER UPDATE OF balance_pence ON account WHEN NEW.child_id IS NOT NULL BEGIN
    UPDATE budget
       SET (allocated_pence, committed_pence, spent_pence) =
           (SELECT sum(balance_pence), sum(balance_pence * (kind = 'committed')), sum(balance_pence * (kind = 'spent'))
              FROM account WHERE child_id = NEW.child_id)
     WHERE child_id = NEW.child_id;
END;
CREATE TRIGGER budget_follows_its_pots BEFORE UPDATE OF allocated_pence, committed_pence, spent_pence ON budget BEGIN
    SELECT RAISE(ABORT, 'FIGURE_WITHOUT_TRANSFER')
     WHERE (NEW.allocated_pence, NEW.committed_pence, NEW.spent_pence) IS NOT
           (SELECT coalesce(sum(balance_pence), 0), coalesce(sum(balance_pence * (kind = 'committed')), 0),
                   coalesce(sum(balance_pence * (kind = 'spent')), 0)
              FROM account WHERE child_id = NEW.child_id);
END;
CREATE TRIGGER budget_follows_its_purchases BEFORE UPDATE OF purchases, first_on, last_on ON budget BEGIN
    SELECT RAISE(ABORT, 'FIGURE_WITHOUT_TRANSFER')
     WHERE (NEW.purchases, NEW.first_on, NEW.last_on) IS NOT
           (SELECT count(*), min(placed_on), max(placed_on)
              FROM commission WHERE child_id = NEW.child_id AND committed_pence + spent_pence > 0);
END;

-- One accounting fact. effective_on is the user's day; the recorded instant is its event's. Its number is that
-- of the event that seals it.
CREATE TABLE entry (
    entry_id      INTEGER PRIMARY KEY,
    kind          TEXT NOT NULL CONSTRAINT entry_kind_known CHECK (kind NOT GLOB '* *' AND instr(
        ' commission.place invoice.record payment.record buy fund.receive fund.repay budget.open budget.top-up budget.return'
        || ' budget.move budget.close commission.amend commission.cancel commission.refuse commission.lapse credit-note.record'
        || ' refund.record account.move claim.pay charge.record cost.record vat.charge debt.record debt.write-off entry.reverse ', ' ' || kind || ' ') > 0),
    effective_on  TEXT NOT NULL CHECK (effective_on IS date(effective_on, '+0 days')),
    child_id      INTEGER REFERENCES child,
    commission_id INTEGER, -- a commission of the same child: judged at the seal, as a deferred key would walk the entries
    reverses_id   INTEGER REFERENCES entry,
    reference     TEXT, -- the provider's invoice or credit note number; of money into or out of a pool, which partner's it is
    note          TEXT,
    belongs_on    TEXT CHECK (belongs_on IS date(belongs_on, '+0 days') AND belongs_on < effective_on) -- a late fact: the day it belongs to
) STRICT;
-- guard: its own rules as ENTRY_IMMUTABLE
CREATE INDEX entry_by_child ON entry (child_id, commission_id) WHERE child_id IS NOT NULL; -- a child's history
CREATE INDEX entry_by_day ON entry (effective_on);               -- a month's entries
CREATE INDEX entry_of_fund ON entry (kind, effective_on) -- which money came first, who gave it; what the pilot itself cost
    WHERE kind = 'fund.receive' OR kind = 'fund.repay' OR kind = 'cost.record';
CREATE INDEX entry_that_brings_back ON entry (effective_on) -- what came back after a grant was claimed
    WHERE kind = 'credit-note.record' OR kind = 'refund.record' OR kind = 'debt.record' OR kind = 'entry.reverse';
CREATE INDEX entry_that_moves ON entry (kind) WHERE kind = 'budget.move'; -- the getter's side of its history
-- A provider's document by its number, without case and blanks: was it recorded before?
CREATE INDEX entry_by_number ON entry (upper(replace(reference, ' ', ''))) WHERE reference IS NOT NULL;
CREATE UNIQUE INDEX entry_is_reversed_once ON entry (reverses_id) WHERE reverses_id IS NOT NULL; -- also: which entry undid it
CREATE TRIGGER entry_is_next BEFORE INSERT ON entry BEGIN
    SELECT RAISE(ABORT, 'ENTRY_OUT_OF_ORDER')
     WHERE NEW.entry_id IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
        OR EXISTS (SELECT 1 FROM entry WHERE entry_id = NEW.entry_id);
    SELECT RAISE(ABORT, 'ALREADY_REVERSED')
     WHERE NEW.reverses_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM entry WHERE reverses_id = NEW.reverses_id);
    UPDATE unsealed SET event = NEW.entry_id, entry = NEW.entry_id WHERE one = 1;
END;
CREATE TRIGGER entry_has_its_month AFTER INSERT ON entry
WHEN NOT EXISTS (SELECT 1 FROM month_total WHERE month = substr(NEW.effective_on, 1, 7)) BEGIN
    INSERT INTO month_total (month) VALUES (substr(NEW.effective_on, 1, 7));
END;

-- Why a document is no second one, although one with its number was recorded before.
CREATE TABLE document_again (
    event  INTEGER PRIMARY KEY REFERENCES entry,
    reason TEXT NOT NULL
) STRICT;
-- guard: new part of entry (entry_id = event) else AGAIN_WITHOUT_ENTRY

-- The invoice or purchase of whose VAT an entry makes a cost, because the council cannot recover it.
CREATE TABLE vat_charge (
    event       INTEGER PRIMARY KEY REFERENCES entry,
    document_id INTEGER NOT NULL REFERENCES entry
) STRICT;
-- guard: new part of entry (entry_id = event) else CHARGE_WITHOUT_ENTRY
CREATE TRIGGER vat_charge_is_of_a_charge BEFORE INSERT ON vat_charge BEGIN
    SELECT RAISE(ABORT, 'VAT_CHARGE_MISPLACED') FROM entry WHERE entry_id = NEW.event AND kind <> 'vat.charge';
END;
CREATE INDEX vat_charge_by_document ON vat_charge (document_id); -- what of its VAT is charged

-- An invoice or a credit note of several lines, or one payment of several commissions. Each line is an entry, and the
-- first gives the document its number; a document of one line is its entry alone. Written when the last line is there,
-- so that their sum is held against the total.
CREATE TABLE document (
    document_id INTEGER PRIMARY KEY REFERENCES entry,
    lines       INTEGER NOT NULL CHECK (lines >= 2),
    total_pence INTEGER NOT NULL CHECK (total_pence > 0), -- gross
    family_ref  TEXT, -- a purchase that children of this family share, a line for each
    event       INTEGER NOT NULL
) STRICT;
-- guard: its own rules, judged
CREATE TRIGGER document_is_new BEFORE INSERT ON document BEGIN
    SELECT RAISE(ABORT, 'REGISTER_REPLACED') FROM document WHERE document_id = NEW.document_id;
END;
-- After the row, or SQLite (3.54) miscounts the lines that wait for it.
CREATE TRIGGER document_waits AFTER INSERT ON document BEGIN
    UPDATE unsealed SET event = NEW.event WHERE one = 1;
END;
-- A line after the first. One that came later takes the place of a line that was undone.
CREATE TABLE document_line (
    event       INTEGER PRIMARY KEY REFERENCES entry,
    document_id INTEGER NOT NULL REFERENCES document DEFERRABLE INITIALLY DEFERRED,
    instead_of  INTEGER UNIQUE REFERENCES entry
) STRICT;
-- guard: new part of entry (entry_id = event) else DOCUMENT_LINE_ALONE, judged
CREATE INDEX document_line_by_document ON document_line (document_id); -- a document's lines

-- What shows the VAT of an invoice or purchase: the kind of the provider's document; the newest holds.
CREATE TABLE vat_evidence (
    event       INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES entry,
    form        TEXT NOT NULL CHECK (form IN ('vat_invoice', 'simplified', 'till_receipt', 'none'))
) STRICT;
-- guard: fact of its event, judged
CREATE INDEX vat_evidence_by_document ON vat_evidence (document_id, event); -- the newest of a document

-- Money moved: one debit account, one credit account, one positive amount, one book. Balanced by
-- construction.
CREATE TABLE transfer (
    entry_id          INTEGER NOT NULL REFERENCES entry,
    line              INTEGER NOT NULL CHECK (line >= 1),
    book              TEXT NOT NULL, -- of both accounts
    debit_account_id  INTEGER,
    credit_account_id INTEGER,
    amount_pence      INTEGER NOT NULL CHECK (amount_pence > 0),
    PRIMARY KEY (entry_id, line),
    FOREIGN KEY (debit_account_id, book) REFERENCES account (account_id, book),
    FOREIGN KEY (credit_account_id, book) REFERENCES account (account_id, book),
    CHECK (debit_account_id <> credit_account_id)
) STRICT, WITHOUT ROWID;
-- guard: its own rules as TRANSFER_IMMUTABLE
-- The keys above say most of this; said again here it holds with foreign keys switched off, and
-- against REPLACE.
CREATE TRIGGER transfer_joins_an_open_entry BEFORE INSERT ON transfer BEGIN
    SELECT RAISE(ABORT, 'ENTRY_SEALED') WHERE EXISTS (SELECT 1 FROM event WHERE seq = NEW.entry_id);
    SELECT RAISE(ABORT, 'TRANSFER_WITHOUT_ENTRY') WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry_id = NEW.entry_id);
    SELECT RAISE(ABORT, 'TRANSFER_OUT_OF_ORDER')
     WHERE NEW.line IS NOT (SELECT coalesce(max(line), 0) + 1 FROM transfer WHERE entry_id = NEW.entry_id);
END;
-- What one transfer does to the purchase and the month of its entry: added to their figures, and
-- what a change of those figures is held against.
CREATE VIEW transfer_effect AS
SELECT t.entry_id, t.line, e.commission_id, substr(e.effective_on, 1, 7) AS month,
       t.amount_pence * ((d.child_id IS NOT NULL) - (c.child_id IS NOT NULL)) AS allocated_pence,
       t.amount_pence * ((d.kind = 'committed') - (c.kind = 'committed')) AS committed_pence,
       t.amount_pence * ((d.kind = 'spent' AND d.child_id IS NOT NULL) - (c.kind = 'spent' AND c.child_id IS NOT NULL)) AS spent_pence,
       t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat'))) AS invoiced_pence,
       t.amount_pence * ((c.kind = 'bank' OR c.kind = 'card' OR c.kind = 'imprest' OR c.kind = 'held' OR c.kind = 'notional' OR c.kind = 'pocket')
           - (d.kind = 'bank' OR d.kind = 'card' OR d.kind = 'imprest' OR d.kind = 'held' OR d.kind = 'notional' OR d.kind = 'pocket'))
           * (e.commission_id IS NOT NULL) AS paid_pence,
       -- Of that, what nobody gave in kind.
       t.amount_pence * ((c.kind = 'bank' OR c.kind = 'card' OR c.kind = 'imprest' OR c.kind = 'held' OR c.kind = 'pocket')
           - (d.kind = 'bank' OR d.kind = 'card' OR d.kind = 'imprest' OR d.kind = 'held' OR d.kind = 'pocket'))
           * (e.commission_id IS NOT NULL) AS paid_in_cash_pence
  FROM transfer t
  JOIN entry e ON e.entry_id = t.entry_id
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN account c ON c.account_id = t.credit_account_id;
-- The transfer is judged, then the running figures move with it: the account that gives first, then the one that
-- gets, each with the budget of its child, then the purchase and the month it belongs to.
CREATE TRIGGER transfer_moves_money AFTER INSERT ON transfer BEGIN
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM transfer_fault WHERE entry_id = NEW.entry_id AND line = NEW.line LIMIT 1)
     WHERE fault IS NOT NULL;
    UPDATE account SET balance_pence = balance_pence - NEW.amount_pence, moved_entry = NEW.entry_id, moved_line = NEW.line
     WHERE account_id = NEW.credit_account_id;
    UPDATE account SET balance_pence = balance_pence + NEW.amount_pence, moved_entry = NEW.entry_id, moved_line = NEW.line
     WHERE account_id = NEW.debit_account_id;
    UPDATE commission
       SET (committed_pence, spent_pence, invoiced_pence, paid_pence, moved_entry, moved_line) = (
           SELECT commission.committed_pence + m.committed_pence, commission.spent_pence + m.spent_pence,
                  commission.invoiced_pence + m.invoiced_pence, commission.paid_pence + m.paid_pence, m.entry_id, m.line
             FROM transfer_effect m WHERE m.entry_id = NEW.entry_id AND m.line = NEW.line)
     WHERE commission_id = (SELECT commission_id FROM entry WHERE entry_id = NEW.entry_id);
    UPDATE month_total
       SET (allocated_pence, committed_pence, spent_pence, paid_pence, moved_entry, moved_line) = (
           SELECT month_total.allocated_pence + m.allocated_pence, month_total.committed_pence + m.committed_pence,
                  month_total.spent_pence + m.spent_pence, month_total.paid_pence + m.paid_in_cash_pence, m.entry_id, m.line
             FROM transfer_effect m WHERE m.entry_id = NEW.entry_id AND m.line = NEW.line)
     WHERE month = (SELECT substr(effective_on, 1, 7) FROM entry WHERE entry_id = NEW.entry_id);
END;

-- Something bought or ordered for a child. Its number is that of the entry that placed it. The
-- figures move with its transfers: committed and spent are net of recoverable VAT (what the budget
-- bears); invoiced and paid are gross (what the provider is owed).
CREATE TABLE commission (
    commission_id     INTEGER PRIMARY KEY REFERENCES entry,
    child_id          INTEGER NOT NULL REFERENCES child,
    practitioner_id   INTEGER NOT NULL REFERENCES practitioner, -- who bought it
    provider_id       INTEGER NOT NULL REFERENCES provider,
    category_id       INTEGER NOT NULL REFERENCES category,
    placed_on         TEXT NOT NULL CHECK (placed_on IS date(placed_on, '+0 days')),
    description       TEXT,
    estimate_pence    INTEGER NOT NULL CHECK (estimate_pence > 0), -- gross, as first ordered
    units_thousandths INTEGER CHECK (units_thousandths > 0),
    unit_price_pence  INTEGER CHECK (unit_price_pence > 0),
    needed_on         TEXT CHECK (needed_on IS date(needed_on, '+0 days')),
    options_considered INTEGER CHECK (options_considered >= 0),
    chosen_by         TEXT CHECK (chosen_by = 'family' OR chosen_by = 'child' OR chosen_by = 'professional'),
    instead_of        TEXT, -- the mainstream service it replaces
    additional_to     TEXT, -- the mainstream service it adds to
    mainstream_wait_days INTEGER CHECK (mainstream_wait_days >= 0), -- how long that would have taken
    requested_on      TEXT CHECK (requested_on IS date(requested_on, '+0 days')), -- the day somebody asked for it
    wish              TEXT, -- what the family wished, in their words
    consent_on        TEXT CHECK (consent_on IS date(consent_on, '+0 days')), -- the day the family agreed
    contribution_pence INTEGER CHECK (contribution_pence > 0), -- what the family paid beside it
    need_id           INTEGER REFERENCES need, -- the need it falls under; NULL: unplanned
    delivered_to      TEXT CHECK (delivered_to = 'home' OR delivered_to = 'school' OR delivered_to = 'childrens_centre' OR delivered_to = 'other'),
    limit_pence       INTEGER CHECK (limit_pence >= 0), -- what could be ordered without approval that day; NULL: anything
    closed_by         INTEGER REFERENCES entry, -- final invoice, cancellation or refusal
    waiting           INTEGER, -- the request that is not decided: nothing is billed or paid on it
    approved_pence    INTEGER NOT NULL DEFAULT 0, -- gross, the most that was approved
    committed_pence   INTEGER NOT NULL DEFAULT 0,
    spent_pence       INTEGER NOT NULL DEFAULT 0,
    invoiced_pence    INTEGER NOT NULL DEFAULT 0,
    paid_pence        INTEGER NOT NULL DEFAULT 0,
    moved_entry       INTEGER NOT NULL DEFAULT 0, -- the last transfer that moved the figures, as in account
    moved_line        INTEGER NOT NULL DEFAULT 0,
    CHECK (requested_on <= placed_on),
    CONSTRAINT commission_not_below_zero CHECK
        (committed_pence >= 0 AND spent_pence >= 0 AND invoiced_pence >= 0 AND paid_pence >= 0)
) STRICT;
-- guard: its own rules as COMMISSION_IMMUTABLE with figures closed_by, waiting, approved_pence, committed_pence, spent_pence, invoiced_pence, paid_pence, moved_entry, moved_line, judged
-- Covers child by category, and the days of a child's first and last purchase: neither reads a row.
CREATE INDEX commission_by_child ON commission (child_id, category_id, spent_pence, committed_pence, placed_on);
CREATE INDEX commission_that_waits ON commission (waiting) WHERE waiting IS NOT NULL; -- the approver's queue
CREATE TRIGGER commission_starts_empty BEFORE INSERT ON commission BEGIN
    SELECT RAISE(ABORT, 'REGISTER_REPLACED') WHERE EXISTS (SELECT 1 FROM commission WHERE commission_id = NEW.commission_id);
    SELECT RAISE(ABORT, 'COMMISSION_WITHOUT_ENTRY') WHERE EXISTS (SELECT 1 FROM event WHERE seq = NEW.commission_id);
    SELECT RAISE(ABORT, 'ACCOUNT_NOT_EMPTY')
     WHERE NEW.committed_pence <> 0 OR NEW.spent_pence <> 0 OR NEW.invoiced_pence <> 0 OR NEW.paid_pence <> 0
        OR NEW.moved_entry <> 0 OR NEW.moved_line <> 0 OR NEW.waiting IS NOT NULL OR NEW.approved_pence <> 0
        OR EXISTS (SELECT 1 FROM transfer WHERE entry_id = NEW.commission_id);
END;
-- The figures move by one transfer of the commission's own entries at a time, and stay above zero
-- (the CHECK said again as a RAISE, for the reason given at account_moves_by_transfer).
CREATE TRIGGER commission_moves_by_transfer
BEFORE UPDATE OF committed_pence, spent_pence, invoiced_pence, paid_pence, moved_entry, moved_line ON commission BEGIN
    SELECT RAISE(ABORT, 'FIGURE_WITHOUT_TRANSFER')
     WHERE (NEW.moved_entry, NEW.moved_line) <= (OLD.moved_entry, OLD.moved_line)
        OR NOT EXISTS (
            SELECT 1 FROM transfer_effect m
             WHERE m.entry_id = NEW.moved_entry AND m.line = NEW.moved_line AND m.commission_id = NEW.commission_id
               AND NEW.committed_pence = OLD.committed_pence + m.committed_pence
               AND NEW.spent_pence = OLD.spent_pence + m.spent_pence
               AND NEW.invoiced_pence = OLD.invoiced_pence + m.invoiced_pence
               AND NEW.paid_pence = OLD.paid_pence + m.paid_pence);
    SELECT RAISE(ABORT, 'COMMISSION_BELOW_ZERO')
     WHERE NEW.committed_pence < 0 OR NEW.spent_pence < 0 OR NEW.invoiced_pence < 0 OR NEW.paid_pence < 0;
END;
-- A commission is closed, or re-opened by the reversal of anything but a payment or a credit, or as the invoice
-- that closed it is credited in full, only by an entry being written now; closed once, it is not closed again by a
-- later entry.
CREATE TRIGGER commission_closes_by_entry BEFORE UPDATE OF closed_by ON commission BEGIN
    SELECT RAISE(ABORT, 'COMMISSION_CLOSED') WHERE NEW.closed_by <> OLD.closed_by;
    SELECT RAISE(ABORT, 'CLOSED_WITHOUT_ENTRY')
     WHERE NOT EXISTS (SELECT 1 FROM entry e LEFT JOIN entry o ON o.entry_id = e.reverses_id
                        WHERE e.entry_id = (SELECT max(seq) + 1 FROM event)
                          AND e.commission_id = NEW.commission_id
                          AND (e.entry_id = NEW.closed_by
                               OR (NEW.closed_by IS NULL AND o.kind IN ('commission.place', 'commission.amend',
                                       'commission.cancel', 'invoice.record', 'buy'))
                               OR (NEW.closed_by IS NULL AND e.kind = 'credit-note.record'
                                   AND 'invoice.record' = (SELECT kind FROM entry WHERE entry_id = OLD.closed_by)
                                   AND NEW.invoiced_pence <=
                                       (SELECT total(m.invoiced_pence)
                                          FROM entry x JOIN transfer_effect m ON m.entry_id = x.entry_id
                                         WHERE x.child_id = NEW.child_id AND x.commission_id = NEW.commission_id
                                           AND x.entry_id < OLD.closed_by))));
END;
-- What waits and what was approved follow the requests and decisions, whoever sets them.
CREATE TRIGGER commission_waits_by_request AFTER UPDATE OF waiting, approved_pence ON commission BEGIN
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM commission_fault WHERE commission_id = NEW.commission_id LIMIT 1)
     WHERE fault IS NOT NULL;
END;
-- A commission counts as a purchase while it holds or has spent money.
CREATE TRIGGER commission_counts AFTER UPDATE OF committed_pence, spent_pence ON commission
WHEN (OLD.committed_pence + OLD.spent_pence = 0) <> (NEW.committed_pence + NEW.spent_pence = 0) BEGIN
    UPDATE budget
       SET (purchases, first_on, last_on) =
           (SELECT count(*), min(placed_on), max(placed_on)
              FROM commission WHERE child_id = NEW.child_id AND committed_pence + spent_pence > 0)
     WHERE child_id = NEW.child_id;
    -- In the month of the entry, as the money: what is undone later leaves the month it was bought in as it was.
    UPDATE month_total SET purchases = purchases + iif(NEW.committed_pence + NEW.spent_pence = 0, -1, 1)
     WHERE month = (SELECT substr(effective_on, 1, 7) FROM entry WHERE entry_id = NEW.moved_entry);
END;

-- How many units of a commission were agreed anew: from this event and its day on that many count, and no longer those
-- first agreed.
CREATE TABLE units_agreed (
    event             INTEGER PRIMARY KEY,
    commission_id     INTEGER NOT NULL REFERENCES commission,
    agreed_on         TEXT NOT NULL CHECK (agreed_on IS date(agreed_on, '+0 days')),
    units_thousandths INTEGER CHECK (units_thousandths > 0) -- NULL: what was agreed is undone, and there were none
) STRICT;
-- guard: fact of its event, judged
CREATE INDEX units_agreed_by_commission ON units_agreed (commission_id, event); -- the newest, and that of a day

-- An order that needs another's approval: above what its buyer or recorder may order alone, or one
-- where either declared a conflict of interest. Its number is that of the entry that asks, which
-- reserves the money: the order, or a change of it.
CREATE TABLE request (
    event         INTEGER PRIMARY KEY,
    commission_id INTEGER NOT NULL REFERENCES commission,
    asked_pence   INTEGER NOT NULL CHECK (asked_pence > 0), -- gross, the order as a whole
    because       TEXT NOT NULL CHECK (because IN ('limit', 'conflict', 'both'))
) STRICT;
-- guard: its own rules, judged
CREATE INDEX request_by_commission ON request (commission_id); -- what waits, what was approved
CREATE TRIGGER request_is_next BEFORE INSERT ON request BEGIN
    SELECT RAISE(ABORT, 'REQUEST_OUT_OF_ORDER')
     WHERE NEW.event IS NOT (SELECT max(seq) + 1 FROM event) OR EXISTS (SELECT 1 FROM request WHERE event = NEW.event)
        OR (SELECT waiting FROM commission WHERE commission_id = NEW.commission_id) IS NOT NULL;
END;
CREATE TRIGGER request_waits AFTER INSERT ON request BEGIN
    UPDATE commission SET waiting = NEW.event WHERE commission_id = NEW.commission_id;
END;

-- What became of a request, once. A refusal's event is the entry that gives the money back; who
-- cancels or undoes what waits withdraws the request by the same entry.
CREATE TABLE decision (
    event      INTEGER PRIMARY KEY,
    request    INTEGER NOT NULL UNIQUE REFERENCES request,
    verdict    TEXT NOT NULL CHECK (verdict IN ('approved', 'refused', 'withdrawn')),
    decided_by INTEGER NOT NULL REFERENCES practitioner,
    decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on, '+0 days')),
    reason     TEXT CHECK (verdict <> 'refused' OR reason IS NOT NULL),
    on_paper   INTEGER NOT NULL DEFAULT 0 CHECK (on_paper = 0 OR on_paper = 1 AND verdict = 'approved') -- another recorded it
) STRICT;
-- guard: fact of its event else ALREADY_DECIDED, judged
CREATE TRIGGER decision_ends_waiting AFTER INSERT ON decision BEGIN
    UPDATE commission
       SET waiting = NULL,
           approved_pence = (SELECT coalesce(max(q.asked_pence), 0) FROM request q JOIN decision d ON d.request = q.event
                              WHERE q.commission_id = commission.commission_id AND d.verdict = 'approved')
     WHERE commission_id = (SELECT commission_id FROM request WHERE event = NEW.request);
END;

-- What somebody paid from their own pocket and asks to be paid back. Its number is that of its event.
CREATE TABLE claim (
    event        INTEGER PRIMARY KEY,
    account_id   INTEGER NOT NULL REFERENCES account, -- what is owed to them
    amount_pence INTEGER NOT NULL CHECK (amount_pence > 0),
    claimed_on   TEXT NOT NULL CHECK (claimed_on IS date(claimed_on, '+0 days'))
) STRICT;
-- guard: fact of its event, judged
CREATE INDEX claim_by_account ON claim (account_id); -- what somebody has claimed

-- What became of a claim, once: somebody else approves or refuses it, or whoever claimed withdraws it.
CREATE TABLE claim_decision (
    event      INTEGER PRIMARY KEY,
    claim      INTEGER NOT NULL UNIQUE REFERENCES claim,
    verdict    TEXT NOT NULL CHECK (verdict IN ('approved', 'refused', 'withdrawn')),
    decided_by INTEGER NOT NULL REFERENCES practitioner,
    reason     TEXT CHECK (verdict <> 'refused' OR reason IS NOT NULL)
) STRICT;
-- guard: fact of its event else CLAIM_DECIDED, judged

-- The entry that pays a claim. One that was undone is forgotten.
CREATE TABLE claim_payment (
    event INTEGER PRIMARY KEY REFERENCES entry,
    claim INTEGER NOT NULL REFERENCES claim
) STRICT;
-- guard: new part of entry (entry_id = event) else CLAIM_WITHOUT_PAYMENT
CREATE INDEX claim_payment_by_claim ON claim_payment (claim); -- was it paid

-- What moved in each month, by effective day, kept beside the transfers: at most a row a month.
CREATE TABLE month_total (
    month           TEXT PRIMARY KEY CHECK (month || '-01' IS date(month || '-01', '+0 days')),
    allocated_pence INTEGER NOT NULL DEFAULT 0,
    committed_pence INTEGER NOT NULL DEFAULT 0,
    spent_pence     INTEGER NOT NULL DEFAULT 0,
    paid_pence      INTEGER NOT NULL DEFAULT 0, -- in cash
    purchases       INTEGER NOT NULL DEFAULT 0,
    moved_entry     INTEGER NOT NULL DEFAULT 0, -- the last transfer that moved the figures, as in account
    moved_line      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- guard: its own rules with figures allocated_pence, committed_pence, spent_pence, paid_pence, purchases, moved_entry, moved_line
CREATE TRIGGER month_total_starts_empty BEFORE INSERT ON month_total BEGIN
    SELECT RAISE(ABORT, 'REGISTER_REPLACED') WHERE EXISTS (SELECT 1 FROM month_total WHERE month = NEW.month);
    SELECT RAISE(ABORT, 'ACCOUNT_NOT_EMPTY')
     WHERE (NEW.allocated_pence, NEW.committed_pence, NEW.spent_pence, NEW.paid_pence, NEW.purchases,
            NEW.moved_entry, NEW.moved_line) IS NOT (0, 0, 0, 0, 0, 0, 0);
END;
CREATE TRIGGER month_total_moves_by_transfer
BEFORE UPDATE OF allocated_pence, committed_pence, spent_pence, paid_pence, moved_entry, moved_line ON month_total BEGIN
    SELECT RAISE(ABORT, 'FIGURE_WITHOUT_TRANSFER')
     WHERE (NEW.moved_entry, NEW.moved_line) <= (OLD.moved_entry, OLD.moved_line)
        OR NOT EXISTS (
            SELECT 1 FROM transfer_effect m
             WHERE m.entry_id = NEW.moved_entry AND m.line = NEW.moved_line AND m.month = NEW.month
               AND NEW.allocated_pence = OLD.allocated_pence + m.allocated_pence
               AND NEW.committed_pence = OLD.committed_pence + m.committed_pence
               AND NEW.spent_pence = OLD.spent_pence + m.spent_pence
               AND NEW.paid_pence = OLD.paid_pence + m.paid_in_cash_pence);
END;
-- A month gains or loses one purchase, and only while an entry of it about a purchase is open.
CREATE TRIGGER month_total_counts_by_entry BEFORE UPDATE OF purchases ON month_total BEGIN
    SELECT RAISE(ABORT, 'FIGURE_WITHOUT_TRANSFER')
     WHERE abs(NEW.purchases - OLD.purchases) <> 1
        OR NOT EXISTS (SELECT 1 FROM entry e
                        WHERE e.entry_id = (SELECT max(seq) + 1 FROM event) AND e.commission_id IS NOT NULL
                          AND substr(e.effective_on, 1, 7) = NEW.month);
END;

-- A month closed or re-opened: marks are only added, and the newest one of a month wins.
CREATE TABLE month_mark (
    event     INTEGER PRIMARY KEY,
    month     TEXT NOT NULL CHECK (month || '-01' IS date(month || '-01', '+0 days')),
    mark      TEXT NOT NULL CHECK (mark IN ('closed', 'reopened')),
    reason    TEXT CHECK (mark = 'closed' OR reason IS NOT NULL),
    head_hash BLOB -- the chain as it stood when the month was marked
) STRICT;
-- guard: its own rules as MONTH_MARK_IMMUTABLE, judged
CREATE INDEX month_mark_by_month ON month_mark (month, event); -- the newest mark of a month
CREATE TRIGGER month_mark_is_next BEFORE INSERT ON month_mark BEGIN
    SELECT RAISE(ABORT, 'MONTH_MARK_OUT_OF_ORDER')
     WHERE NEW.event IS NOT (SELECT max(seq) + 1 FROM event) OR EXISTS (SELECT 1 FROM month_mark WHERE event = NEW.event);
    UPDATE unsealed SET event = NEW.event WHERE one = 1;
END;

-- ---------------------------------------------------------------------------------------------
-- Outcomes and time
-- ---------------------------------------------------------------------------------------------

-- One score on one day. A change needs the same measure, item and informant at both times.
CREATE TABLE outcome (
    outcome_id        INTEGER PRIMARY KEY,
    child_id          INTEGER NOT NULL REFERENCES child,
    measure_id        INTEGER NOT NULL REFERENCES measure,
    item              TEXT NOT NULL, -- which goal; empty where the measure has no items
    informant         TEXT NOT NULL,
    observed_on       TEXT NOT NULL CHECK (observed_on IS date(observed_on, '+0 days')),
    value_thousandths INTEGER NOT NULL,
    event             INTEGER NOT NULL
) STRICT;
-- guard: fact, judged
CREATE INDEX outcome_by_child ON outcome (child_id, measure_id, item, informant, observed_on); -- is that day's recorded?
CREATE INDEX outcome_by_event ON outcome (event); -- what a correction is of

-- A practitioner's minutes for a child. Two identical visits on one day are told apart by number.
CREATE TABLE time_spent (
    practitioner_id INTEGER NOT NULL REFERENCES practitioner,
    child_id        INTEGER NOT NULL REFERENCES child,
    worked_on       TEXT NOT NULL CHECK (worked_on IS date(worked_on, '+0 days')),
    activity        TEXT NOT NULL,
    minutes         INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    occurrence      INTEGER NOT NULL CHECK (occurrence >= 1),
    event           INTEGER NOT NULL,
    PRIMARY KEY (child_id, practitioner_id, worked_on, activity, minutes, occurrence)
) STRICT, WITHOUT ROWID;
-- guard: fact
CREATE INDEX time_spent_by_event ON time_spent (event); -- what a correction is of

-- What happened to a child on a day, one word each, so that one rule and one count serve them all. `to_whom` is a code
-- of the authority's own for a service, never words about a child; what a service answers names it again.
CREATE TABLE happening (
    event       INTEGER PRIMARY KEY,
    child_id    INTEGER NOT NULL REFERENCES child,
    kind        TEXT NOT NULL CHECK (kind IN
        ('referred', 'waiting', 'accepted', 'rejected', 'excluded', 'permanently_excluded', 'entered_care', 'left_care',
         'placement_moved', 'caf_closed', 're_referred', 'contact_tried', 'contact_refused', 'reached', 'left')),
    happened_on TEXT NOT NULL CHECK (happened_on IS date(happened_on, '+0 days')),
    to_whom     TEXT CHECK (to_whom = lower(to_whom)), -- of a referral and of what came of it
    days        INTEGER CHECK (days BETWEEN 1 AND 45), -- of school, of an exclusion that is not permanent
    CHECK ((kind IN ('referred', 'waiting', 'accepted', 'rejected')) = (to_whom IS NOT NULL)),
    CHECK ((kind = 'excluded') = (days IS NOT NULL))
) STRICT;
-- guard: fact of its event, judged
CREATE INDEX happening_by_child ON happening (child_id, happened_on); -- what happened before, and what stood by then

-- What was said of a child's data, beside the agreement to the service itself, which is child.consent_on: permission to
-- share with a party (a code), an objection to its use, the law it rests on where that is not a public task, sharing
-- for safety against what was said, and a shield: an address that must not be found. What ends one of them is a row of
-- its own with its day, `_withdrawn`. The evaluation is the party `evaluation`.
CREATE TABLE consent (
    event    INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES child,
    kind     TEXT NOT NULL CHECK (kind IN
        ('agreement_withdrawn', 'sharing', 'sharing_withdrawn', 'objection', 'objection_withdrawn', 'sharing_for_safety',
         'shield', 'shield_withdrawn', 'basis')),
    said_on  TEXT NOT NULL CHECK (said_on IS date(said_on, '+0 days')),
    party    TEXT CHECK (party = lower(party)), -- with whom, or whose use
    purpose  TEXT, -- for what; of a basis which law
    refused  TEXT, -- the parts that are not to be shared
    said_by  TEXT CHECK (said_by IN ('parent', 'young_person')),
    how      TEXT CHECK (how IN ('written', 'spoken')),
    reason   TEXT,
    CHECK ((kind IN ('sharing', 'sharing_withdrawn', 'objection', 'objection_withdrawn', 'sharing_for_safety')) =
           (party IS NOT NULL)),
    CHECK (CASE kind WHEN 'sharing' THEN purpose IS NOT NULL AND said_by IS NOT NULL AND how IS NOT NULL
           WHEN 'basis' THEN purpose IS NOT NULL AND purpose IN ('legal_obligation', 'vital_interests', 'explicit_consent', 'public_task')
           ELSE refused IS NULL AND purpose IS NULL END),
    CHECK ((kind IN ('sharing_for_safety', 'shield', 'shield_withdrawn')) = (reason IS NOT NULL))
) STRICT;
-- guard: fact of its event, judged
CREATE INDEX consent_by_child ON consent (child_id, said_on); -- what holds of a child

-- ---------------------------------------------------------------------------------------------
-- The plan, and who may not decide alone
-- ---------------------------------------------------------------------------------------------

-- What a child needs: what it is likely to cost, and what is expected of meeting it, in words or as a
-- score. Its number is that of its event, as for an entry. A plan that changes is another need.
CREATE TABLE need (
    need_id      INTEGER PRIMARY KEY,
    child_id     INTEGER NOT NULL REFERENCES child,
    what         TEXT NOT NULL,
    domain       TEXT NOT NULL CHECK (domain IN ('child', 'carers', 'environment')), -- of the common assessment
    aim          TEXT NOT NULL CHECK (aim GLOB '[1-5].[1-6]'),                       -- an Every Child Matters aim
    likely_pence INTEGER CHECK (likely_pence > 0),
    outcome      TEXT,
    measure_id   INTEGER REFERENCES measure,
    item         TEXT, -- which goal; empty where the measure has no items
    target_thousandths INTEGER,
    due_on       TEXT CHECK (due_on IS date(due_on, '+0 days')),
    event        INTEGER NOT NULL CHECK (event = need_id),
    CHECK ((measure_id IS NULL) = (item IS NULL) AND (measure_id IS NULL) = (target_thousandths IS NULL))
) STRICT;
-- guard: fact
CREATE INDEX need_by_child ON need (child_id); -- a child's plan

-- What became of a need, or why nothing did: marks are only added, and the newest one wins.
CREATE TABLE need_mark (
    event      INTEGER PRIMARY KEY,
    need_id    INTEGER NOT NULL REFERENCES need,
    mark       TEXT NOT NULL CHECK (mark IN ('met', 'achieved', 'partly', 'not_achieved', 'unmet')),
    why        TEXT CHECK (why IN ('no_provider', 'waiting_list', 'not_allowed', 'no_money', 'family_declined', 'other')),
    cost_pence INTEGER CHECK (cost_pence > 0), -- what it would likely have cost
    marked_on  TEXT NOT NULL CHECK (marked_on IS date(marked_on, '+0 days')),
    CHECK ((mark = 'unmet') = (why IS NOT NULL)),
    CHECK (mark = 'unmet' OR cost_pence IS NULL)
) STRICT;
-- guard: fact
CREATE INDEX need_mark_by_need ON need_mark (need_id, event); -- the newest mark of a need

-- What an area, or the whole pilot, is to reach for an aim, by an indicator: `needs_achieved` and a measure's own
-- code are counted from what is recorded here, of any other the value is recorded. The newest of a name holds.
-- The floor is what nobody is to be left beyond, since a mean hides who is worst off.
CREATE TABLE area_target (
    event      INTEGER PRIMARY KEY,
    area       TEXT, -- NULL: the whole pilot
    aim        TEXT NOT NULL CHECK (aim GLOB '[1-5].[1-6]'), -- an Every Child Matters aim
    indicator  TEXT NOT NULL,
    measure_id INTEGER REFERENCES measure,
    better     TEXT NOT NULL CHECK (better IN ('higher', 'lower')),
    baseline_thousandths  INTEGER NOT NULL,
    floor_thousandths     INTEGER,
    target_thousandths    INTEGER NOT NULL,
    predicted_thousandths INTEGER, -- what is predicted from how deprived the area is
    weight     INTEGER NOT NULL CHECK (weight > 0), -- in the composite indicator of the area
    due_on     TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
    CONSTRAINT target_not_below_floor CHECK (target_thousandths = floor_thousandths
        OR (better = 'higher') = (target_thousandths > floor_thousandths)),
    CONSTRAINT target_not_below_baseline CHECK (target_thousandths = baseline_thousandths
        OR (better = 'higher') = (target_thousandths > baseline_thousandths))
) STRICT;
-- guard: fact
CREATE INDEX area_target_by_name ON area_target (aim, indicator, area, event); -- the newest of a name

-- What an indicator was on a day, where nothing recorded here tells it. The newest of a day holds.
CREATE TABLE area_actual (
    event             INTEGER PRIMARY KEY,
    target            INTEGER NOT NULL REFERENCES area_target, -- a target of that name
    observed_on       TEXT NOT NULL CHECK (observed_on IS date(observed_on, '+0 days')),
    value_thousandths INTEGER NOT NULL
) STRICT;
-- guard: fact, judged
CREATE INDEX area_actual_by_target ON area_actual (target, observed_on); -- is that day's recorded?

-- A practitioner's own interest in a child or a provider, from a day, and to its end once that is known.
-- Its number is that of the event that declared it.
CREATE TABLE conflict (
    conflict_id     INTEGER PRIMARY KEY,
    practitioner_id INTEGER NOT NULL REFERENCES practitioner,
    child_id        INTEGER REFERENCES child,
    provider_id     INTEGER REFERENCES provider,
    what            TEXT NOT NULL,
    from_on         TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on        TEXT CHECK (until_on IS date(until_on, '+0 days')), -- the last day; NULL: it goes on
    event           INTEGER NOT NULL,
    CHECK ((child_id IS NULL) <> (provider_id IS NULL)),
    CHECK (until_on >= from_on)
) STRICT;
-- guard: its own rules, amended by them
CREATE INDEX conflict_by_practitioner ON conflict (practitioner_id); -- who buys or approves
CREATE TRIGGER conflict_is_new BEFORE INSERT ON conflict BEGIN
    SELECT RAISE(ABORT, 'REGISTER_REPLACED') WHERE EXISTS (SELECT 1 FROM conflict WHERE conflict_id = NEW.conflict_id);
    SELECT RAISE(ABORT, 'REGISTER_WITHOUT_EVENT')
     WHERE NEW.event IS NOT (SELECT max(seq) + 1 FROM event) OR NEW.conflict_id IS NOT NEW.event;
    UPDATE unsealed SET event = NEW.event WHERE one = 1;
END;
-- It is ended, once, and nothing else of it changes.
CREATE TRIGGER conflict_is_ended BEFORE UPDATE ON conflict BEGIN
    SELECT RAISE(ABORT, 'REGISTER_WITHOUT_EVENT') WHERE NEW.event IS NOT (SELECT max(seq) + 1 FROM event);
    SELECT RAISE(ABORT, 'REGISTER_IMMUTABLE')
     WHERE OLD.until_on IS NOT NULL
        OR (NEW.conflict_id, NEW.practitioner_id, NEW.child_id, NEW.provider_id, NEW.what, NEW.from_on) IS NOT
           (OLD.conflict_id, OLD.practitioner_id, OLD.child_id, OLD.provider_id, OLD.what, OLD.from_on);
    UPDATE unsealed SET event = NEW.event WHERE one = 1;
END;

-- What else was looked at before something was ordered or bought: `event` is the commission's number.
-- As in every table here whose key is the event, a recorded row cannot be replaced: its event is not
-- the next one.
CREATE TABLE option_considered (
    event       INTEGER NOT NULL,
    line        INTEGER NOT NULL CHECK (line >= 1),
    provider    TEXT NOT NULL, -- as it was said: one that was not chosen need not be registered
    price_pence INTEGER CHECK (price_pence >= 0),
    wait_days   INTEGER CHECK (wait_days >= 0),
    why_not     TEXT,
    PRIMARY KEY (event, line)
) STRICT, WITHOUT ROWID;
-- guard: part of commission (commission_id = event)

-- A child's budget offered to another holder. The newest offer counts until it is accepted; one to
-- nobody withdraws the offer before it.
CREATE TABLE holder_offer (
    event           INTEGER PRIMARY KEY,
    child_id        INTEGER NOT NULL REFERENCES budget,
    practitioner_id INTEGER REFERENCES practitioner,
    reason          TEXT NOT NULL,
    offered_on      TEXT NOT NULL CHECK (offered_on IS date(offered_on, '+0 days'))
) STRICT;
-- guard: fact of its event
CREATE INDEX holder_offer_by_child ON holder_offer (child_id, event); -- the newest offer

-- Who holds a child's budget, from which day: who was offered it and accepted it, with all that was
-- promised from it at that moment. Before the first of these it is whoever leads the case.
CREATE TABLE holder (
    event             INTEGER PRIMARY KEY,
    child_id          INTEGER NOT NULL REFERENCES budget,
    from_on           TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    practitioner_id   INTEGER NOT NULL REFERENCES practitioner,
    offer             INTEGER NOT NULL UNIQUE REFERENCES holder_offer,
    commitments       INTEGER NOT NULL, -- how many orders were open
    commitments_pence INTEGER NOT NULL  -- and what they held
) STRICT;
-- guard: fact of its event else HOLDER_NOT_OFFERED, judged
CREATE INDEX holder_by_child ON holder (child_id, from_on, event); -- who holds it on a day
CREATE INDEX holder_by_practitioner ON holder (practitioner_id); -- what somebody who leaves still holds

-- A budget that was closed is open again from a day, with nothing in it. `closed_by` is the event that closed it.
CREATE TABLE budget_reopening (
    event       INTEGER PRIMARY KEY,
    child_id    INTEGER NOT NULL REFERENCES budget,
    closed_by   INTEGER NOT NULL UNIQUE,
    reopened_on TEXT NOT NULL CHECK (reopened_on IS date(reopened_on, '+0 days')),
    reason      TEXT NOT NULL
) STRICT;
-- guard: fact of its event, judged

-- A compact: what a family and those who work with them promised each other, and when to look at it
-- again.
CREATE TABLE compact (
    event     INTEGER PRIMARY KEY,
    child_id  INTEGER NOT NULL REFERENCES child,
    agreed_on TEXT NOT NULL CHECK (agreed_on IS date(agreed_on, '+0 days')),
    review_on TEXT CHECK (review_on IS date(review_on, '+0 days')),
    CHECK (review_on >= agreed_on)
) STRICT;
-- guard: fact of its event
CREATE INDEX compact_by_child ON compact (child_id); -- a child's compacts

-- Who promised what in a compact (`event`), written with it and never later.
CREATE TABLE compact_promise (
    event INTEGER NOT NULL,
    line  INTEGER NOT NULL CHECK (line >= 1),
    who   TEXT NOT NULL CHECK (who IN ('family', 'child', 'professional', 'council', 'provider')),
    what  TEXT NOT NULL,
    PRIMARY KEY (event, line)
) STRICT, WITHOUT ROWID;
-- guard: part of compact (event)

-- A compact looked at again: what was found, and when to look next.
CREATE TABLE compact_review (
    event       INTEGER PRIMARY KEY,
    compact     INTEGER NOT NULL REFERENCES compact,
    reviewed_on TEXT NOT NULL CHECK (reviewed_on IS date(reviewed_on, '+0 days')),
    note        TEXT,
    next_on     TEXT CHECK (next_on IS date(next_on, '+0 days')),
    CHECK (next_on >= reviewed_on)
) STRICT;
-- guard: fact of its event
CREATE INDEX compact_review_by_compact ON compact_review (compact, event); -- the newest review

-- ---------------------------------------------------------------------------------------------
-- Evidence and delivery: what shows that money was well used
-- ---------------------------------------------------------------------------------------------

-- A receipt of a purchase: the hash of its file, and where the file is; or the reason why there is
-- none. Rows are only added: a receipt may turn up after a reason was given.
CREATE TABLE receipt (
    event         INTEGER PRIMARY KEY,
    commission_id INTEGER NOT NULL REFERENCES commission,
    sha256        TEXT CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    size          INTEGER CHECK (size > 0),
    kept          INTEGER CHECK (kept IN (0, 1)), -- 1: the file itself is in receipt_file
    name          TEXT,
    place         TEXT, -- a path, or words; where the ledger keeps the file, perhaps nothing
    reason        TEXT, -- why there is none
    amount_pence  INTEGER CHECK (amount_pence > 0), -- how much of a payment to a family it accounts for
    CHECK ((sha256 IS NULL) = (size IS NULL) AND (sha256 IS NULL) = (kept IS NULL)
           AND (sha256 IS NULL) = (name IS NULL) AND (sha256 IS NULL) = (reason IS NOT NULL)),
    CHECK (CASE kept WHEN 0 THEN place IS NOT NULL WHEN 1 THEN 1 ELSE place IS NULL END)
) STRICT;
-- guard: fact, judged
CREATE INDEX receipt_by_commission ON receipt (commission_id); -- whether a purchase has one
CREATE INDEX receipt_by_hash ON receipt (sha256) WHERE sha256 IS NOT NULL; -- the same file elsewhere

-- A small receipt itself. The trail tells its hash, not its bytes: check makes the hash again.
CREATE TABLE receipt_file (
    receipt INTEGER PRIMARY KEY REFERENCES receipt,
    content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 65536)
) STRICT;
-- guard: new part of receipt (event = receipt) else RECEIPT_FILE_ALONE, judged

-- What came of what was ordered: a part of it, or with complete = 1 all there will be. A purchase in
-- one step is complete on its day; an order without a row here counts as delivered by its first invoice.
CREATE TABLE delivery (
    event             INTEGER PRIMARY KEY,
    commission_id     INTEGER NOT NULL REFERENCES commission,
    delivered_on      TEXT NOT NULL CHECK (delivered_on IS date(delivered_on, '+0 days')),
    units_thousandths INTEGER CHECK (units_thousandths > 0),
    complete          INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT;
-- guard: fact, judged
CREATE INDEX delivery_by_commission ON delivery (commission_id); -- what came of an order

-- A step on the ladder of intervention with a provider that does badly, from a day. The newest step of
-- a day holds; where it stops orders, nothing new is ordered or bought, and what was ordered goes on.
CREATE TABLE provider_step (
    event        INTEGER PRIMARY KEY,
    provider_id  INTEGER NOT NULL REFERENCES provider,
    step         TEXT NOT NULL CHECK (step IN ('notice', 'improvement_plan', 'suspended', 'contracted_elsewhere', 'restored')),
    from_on      TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    reason       TEXT NOT NULL,
    review_on    TEXT CHECK (review_on IS date(review_on, '+0 days')),
    stops_orders INTEGER NOT NULL CHECK (stops_orders IN (0, 1)),
    meanwhile    TEXT, -- how the need of the child is met until a payee who is blocked has accounted
    CHECK (review_on >= from_on),
    CHECK (step <> 'restored' OR stops_orders = 0)
) STRICT;
-- guard: fact
CREATE INDEX provider_step_by_day ON provider_step (provider_id, from_on); -- the newest step of a day

-- ---------------------------------------------------------------------------------------------
-- What was recorded wrongly
-- ---------------------------------------------------------------------------------------------

-- A fact that was recorded wrongly: a score, minutes, a delivery, a need, its mark, a compact, a review, a receipt,
-- what happened to a child, what was said of its data, or an agreement with a payee. What stands instead is the row of this event; where it is
-- withdrawn, nothing. `fact` is the number by which it is known, that of the event that recorded it first; `undoes` is the event whose row stands no more. That row stays: what it
-- was can always be shown.
CREATE TABLE correction (
    event     INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('score', 'time', 'delivery', 'need', 'mark', 'compact', 'review', 'receipt',
                                           'happening', 'member', 'consent', 'agreement')),
    fact      INTEGER NOT NULL REFERENCES event (seq),
    undoes    INTEGER NOT NULL UNIQUE REFERENCES event (seq),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    reason    TEXT NOT NULL,
    CHECK (fact <= undoes AND undoes < event)
) STRICT;
-- guard: fact of its event else FACT_UNDONE, judged
CREATE INDEX correction_by_fact ON correction (fact, event); -- what became of a fact

-- Corrections with the child of whom the fact is; without one there is no such fact. Reports ask corrected_fact too, so
-- it stays a view.
CREATE VIEW corrected_fact AS
SELECT c.event, c.kind, c.fact, c.undoes, c.withdrawn, c.reason,
       CASE c.kind
       WHEN 'score' THEN (SELECT o.child_id FROM outcome o WHERE o.event = c.fact)
       WHEN 'time' THEN (SELECT t.child_id FROM time_spent t WHERE t.event = c.fact)
       WHEN 'delivery' THEN (SELECT k.child_id FROM delivery d JOIN commission k ON k.commission_id = d.commission_id
                              WHERE d.event = c.fact)
       WHEN 'need' THEN (SELECT n.child_id FROM need n WHERE n.need_id = c.fact)
       WHEN 'mark' THEN (SELECT n.child_id FROM need_mark m JOIN need n ON n.need_id = m.need_id WHERE m.event = c.fact)
       WHEN 'compact' THEN (SELECT p.child_id FROM compact p WHERE p.event = c.fact)
       WHEN 'member' THEN (SELECT m.child_id FROM family_member m WHERE m.member_id = c.fact)
       WHEN 'review' THEN (SELECT p.child_id FROM compact_review r JOIN compact p ON p.event = r.compact WHERE r.event = c.fact)
       WHEN 'happening' THEN (SELECT h.child_id FROM happening h WHERE h.event = c.fact)
       WHEN 'consent' THEN (SELECT h.child_id FROM consent h WHERE h.event = c.fact)
       WHEN 'agreement' THEN (SELECT g.child_id FROM agreement g WHERE g.event = c.fact)
       ELSE (SELECT k.child_id FROM receipt r JOIN commission k ON k.commission_id = r.commission_id WHERE r.event = c.fact)
       END AS child_id
  FROM correction c;

-- What stands of what was recorded: whoever asks for a fact asks these, so that nobody can forget what was corrected.
-- `number` is what a fact is known by, `event` that of the row that stands. For a moment in the past temporary views
-- of the same names stand in front, with the corrections that were known then.
CREATE VIEW outcome_standing AS
SELECT coalesce((SELECT c.fact FROM correction c WHERE c.event = o.event), o.event) AS number, o.outcome_id, o.child_id,
       o.measure_id, o.item, o.informant, o.observed_on, o.value_thousandths, o.event
  FROM outcome o
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = o.event);
CREATE VIEW time_standing AS
SELECT coalesce((SELECT c.fact FROM correction c WHERE c.event = t.event), t.event) AS number, t.practitioner_id,
       t.child_id, t.worked_on, t.activity, t.minutes, t.occurrence, t.event
  FROM time_spent t
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = t.event);
CREATE VIEW delivery_standing AS
SELECT coalesce((SELECT c.fact FROM correction c WHERE c.event = d.event), d.event) AS number, d.commission_id,
       d.delivered_on, d.units_thousandths, d.complete, d.event
  FROM delivery d
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = d.event);
-- A need keeps its number, by which purchases and marks name it.
CREATE VIEW need_standing AS
SELECT coalesce((SELECT c.fact FROM correction c WHERE c.event = n.event), n.event) AS need_id,
       coalesce((SELECT c.fact FROM correction c WHERE c.event = n.event), n.event) AS number, n.child_id, n.what, n.domain, n.aim,
       n.likely_pence, n.outcome, n.measure_id, n.item, n.target_thousandths, n.due_on, n.event
  FROM need n
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = n.event);
CREATE VIEW need_mark_standing AS
SELECT m.need_id, m.mark, m.why, m.cost_pence, m.marked_on, m.event
  FROM need_mark m
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = m.event);
CREATE VIEW compact_standing AS
SELECT p.child_id, p.agreed_on, p.review_on, p.event
  FROM compact p
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = p.event);
CREATE VIEW compact_review_standing AS
SELECT r.compact, r.reviewed_on, r.note, r.next_on, r.event
  FROM compact_review r
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = r.event);
CREATE VIEW happening_standing AS
SELECT coalesce((SELECT c.fact FROM correction c WHERE c.event = h.event), h.event) AS number, h.child_id, h.kind, h.happened_on,
       h.to_whom, h.days, h.event
  FROM happening h
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = h.event);
CREATE VIEW family_member_standing AS
SELECT m.member_id, m.family_ref, m.child_id, m.kind, m.from_on, m.until_on, m.event
  FROM family_member m
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = m.member_id);
CREATE VIEW consent_standing AS
SELECT h.event AS number, h.child_id, h.kind, h.said_on, h.party, h.purpose, h.refused, h.said_by, h.how, h.reason, h.event
  FROM consent h
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = h.event);
-- Children of whom something holds now: the last that was said of it does not withdraw it. Of the agreement to the service
-- only that it was withdrawn, and not given anew since.
CREATE VIEW consent_holds AS
SELECT h.child_id, replace(h.kind, '_withdrawn', '') AS kind, h.party, h.said_on, h.event,
       h.kind <> replace(h.kind, '_withdrawn', '') AS withdrawn
  FROM consent_standing h JOIN child ch ON ch.child_id = h.child_id
 WHERE (h.kind <> 'agreement_withdrawn' OR ch.consent_on IS NULL OR ch.consent_on <= h.said_on)
   AND NOT EXISTS (SELECT 1 FROM consent_standing o
                    WHERE o.child_id = h.child_id AND o.party IS h.party AND (o.said_on, o.event) > (h.said_on, h.event)
                      AND replace(o.kind, '_withdrawn', '') = replace(h.kind, '_withdrawn', ''));
CREATE VIEW agreement_standing AS
SELECT g.child_id, g.provider_id, g.payee, g.basis, g.disability, g.purpose, g.agreed_on, g.accounts_months,
       g.contingency_weeks, g.weekly_pence, g.repayable, g.on_benefit, g.other_ways, g.statements, g.event
  FROM agreement g
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = g.event);
CREATE VIEW receipt_standing AS
SELECT coalesce((SELECT c.fact FROM correction c WHERE c.event = r.event), r.event) AS number, r.commission_id, r.sha256, r.size, r.kept, r.name, r.place, r.reason, r.amount_pence, r.event
  FROM receipt r
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = r.event);

-- An order of which a part is paid only when a stated outcome is recorded in time, weighted for how hard
-- it is to reach. Its number is the order's, with which it comes; the whole order is reserved.
CREATE TABLE tariff (
    event              INTEGER PRIMARY KEY,
    base_pence         INTEGER NOT NULL CHECK (base_pence >= 0), -- paid in any case, gross
    part_pence         INTEGER NOT NULL CHECK (part_pence > 0),  -- what depends on the outcome, before its weight
    weight_thousandths INTEGER NOT NULL CHECK (weight_thousandths > 0),
    held_pence         INTEGER NOT NULL CHECK (held_pence = (part_pence * weight_thousandths + 500) / 1000), -- half a penny up
    held_net_pence     INTEGER NOT NULL CHECK (held_net_pence BETWEEN 1 AND held_pence), -- what of it the budget bears
    measure_id         INTEGER NOT NULL REFERENCES measure,
    item               TEXT NOT NULL, -- which goal; empty where the measure has no items
    informant          TEXT,          -- who has to tell it; NULL: anybody
    target_thousandths INTEGER NOT NULL,
    due_on             TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')) -- the last day on which it counts
) STRICT;
-- guard: new part of commission (commission_id = event) else TARIFF_WITHOUT_ORDER, judged

-- The scores, in time, by which a tariff's outcome was reached, and what corrected them.
CREATE VIEW tariff_reached AS
SELECT f.event AS commission_id, o.event, o.observed_on,
       (SELECT c.event FROM correction c WHERE c.undoes = o.event) AS undone_by
  FROM tariff f
  JOIN commission k ON k.commission_id = f.event
  JOIN measure m ON m.measure_id = f.measure_id
  JOIN outcome o ON o.child_id = k.child_id AND o.measure_id = f.measure_id AND o.item = f.item
   AND o.informant = coalesce(f.informant, o.informant)
   AND o.observed_on >= k.placed_on AND o.observed_on <= f.due_on
   AND iif(m.better = 'higher', o.value_thousandths >= f.target_thousandths, o.value_thousandths <= f.target_thousandths);

-- The entries that let go of what was held, and what undid them.
CREATE VIEW tariff_lapse AS
SELECT f.event AS commission_id, e.entry_id, (SELECT r.entry_id FROM entry r WHERE r.reverses_id = e.entry_id) AS undone_by
  FROM tariff f
  JOIN commission k ON k.commission_id = f.event
  JOIN entry e ON e.child_id = k.child_id AND e.commission_id = f.event
 WHERE e.kind = 'commission.lapse';

-- Where each tariff stands: the first day in time on which its outcome was reached, and the entry that let go of
-- what was held.
CREATE VIEW tariff_standing AS
SELECT f.event AS commission_id, f.base_pence, f.held_net_pence, f.due_on,
       (SELECT min(o.observed_on) FROM tariff_reached o WHERE o.commission_id = f.event AND o.undone_by IS NULL) AS earned_on,
       (SELECT min(l.entry_id) FROM tariff_lapse l WHERE l.commission_id = f.event AND l.undone_by IS NULL) AS lapsed_by
  FROM tariff f;

-- ---------------------------------------------------------------------------------------------
-- Statements: what the bank or the card company says, and how it is matched to the cash book
-- ---------------------------------------------------------------------------------------------

-- A statement file taken in. Its lines are many: the trail tells their hash and not their words, and
-- check makes the hash again.
CREATE TABLE statement (
    event        INTEGER PRIMARY KEY,
    name         TEXT NOT NULL, -- of the file, without its folder
    sha256       TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    format       TEXT NOT NULL, -- 'csv:lloyds', 'camt.053.001.08', 'mt940', 'ofx', 'qif'
    lines        INTEGER NOT NULL CHECK (lines >= 0), -- those it brought
    known        INTEGER NOT NULL CHECK (known >= 0), -- those that other files had brought
    lines_sha256 TEXT NOT NULL CHECK (length(lines_sha256) = 64),
    profile      TEXT CHECK (profile <> '') -- the layout that was named, as its text was: the next file of the account has it
) STRICT;
-- guard: fact
CREATE INDEX statement_by_hash ON statement (sha256); -- the same file again

-- An account that a statement speaks of: its number as the bank writes it, the days it covers, and its
-- balances, where the file gives them.
CREATE TABLE statement_account (
    event         INTEGER NOT NULL REFERENCES statement,
    account_id    INTEGER NOT NULL REFERENCES account,
    number        TEXT,
    covers_from   TEXT CHECK (covers_from IS date(covers_from, '+0 days')),
    covers_to     TEXT CHECK (covers_to IS date(covers_to, '+0 days')),
    opening_pence INTEGER,
    closing_pence INTEGER,
    PRIMARY KEY (event, account_id),
    CHECK (covers_from <= covers_to)
) STRICT, WITHOUT ROWID;
-- guard: part of statement (event), judged
CREATE INDEX statement_account_by_account ON statement_account (account_id, covers_to); -- how far the statements reach

-- A line of a statement. The amount is what it does to the account: in is positive, out is negative. A
-- line that arrives when its month is closed counts from the first open day.
CREATE TABLE statement_line (
    line_id        INTEGER PRIMARY KEY,
    statement      INTEGER NOT NULL REFERENCES statement,
    row            INTEGER NOT NULL, -- the line of the file
    account_id     INTEGER NOT NULL REFERENCES account,
    posted_on      TEXT NOT NULL CHECK (posted_on IS date(posted_on, '+0 days')),
    counted_on     TEXT NOT NULL CHECK (counted_on IS date(counted_on, '+0 days') AND counted_on >= posted_on),
    amount_pence   INTEGER NOT NULL CHECK (amount_pence <> 0),
    text           TEXT, -- the merchant, or what the bank says
    reference      TEXT,
    kind           TEXT, -- the bank's word for it; 'opening' is what was there before the first statement
    foreign_amount TEXT  -- what it was in another currency
) STRICT;
-- guard: new part of statement_account (event = statement, account_id) else STATEMENT_LINE_ALONE, judged
CREATE INDEX statement_line_by_day ON statement_line (account_id, counted_on, amount_pence); -- a month's lines
CREATE INDEX statement_line_by_statement ON statement_line (statement); -- the lines a file brought

-- Which lines and which entries of one account are the same money. A matching is written with the run
-- that decided it, and is undone, never changed; `undone_by` is set in its parts too, so that a line and
-- an entry are in one matching at a time.
CREATE TABLE matching (
    matching_id INTEGER PRIMARY KEY,
    run         INTEGER NOT NULL REFERENCES matching_run DEFERRABLE INITIALLY DEFERRED,
    account_id  INTEGER NOT NULL REFERENCES account,
    how         TEXT NOT NULL CHECK (how IN ('reference', 'merchant', 'amount', 'confirmed', 'recorded')),
    score       INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    undone_by   INTEGER
) STRICT;
-- guard: its own rules, amended by them
CREATE INDEX matching_by_run ON matching (run); -- what a run decided
CREATE TABLE matching_line (
    matching_id INTEGER NOT NULL REFERENCES matching,
    line_id     INTEGER NOT NULL REFERENCES statement_line,
    undone_by   INTEGER,
    PRIMARY KEY (matching_id, line_id)
) STRICT, WITHOUT ROWID;
-- guard: its own rules, amended by them, judged
CREATE UNIQUE INDEX matching_of_line ON matching_line (line_id) WHERE undone_by IS NULL; -- once at a time; which matching
CREATE TABLE matching_item (
    matching_id  INTEGER NOT NULL REFERENCES matching,
    entry_id     INTEGER NOT NULL REFERENCES entry,
    account_id   INTEGER NOT NULL REFERENCES account,
    amount_pence INTEGER NOT NULL, -- what the entry does to the account
    undone_by    INTEGER,
    PRIMARY KEY (matching_id, entry_id)
) STRICT, WITHOUT ROWID;
-- guard: its own rules, amended by them, judged
CREATE UNIQUE INDEX matching_of_item ON matching_item (entry_id, account_id) WHERE undone_by IS NULL; -- the same
CREATE TRIGGER matching_joins_an_open_run BEFORE INSERT ON matching BEGIN
    SELECT RAISE(ABORT, 'REGISTER_REPLACED') WHERE EXISTS (SELECT 1 FROM matching WHERE matching_id = NEW.matching_id);
    SELECT RAISE(ABORT, 'REGISTER_WITHOUT_EVENT')
     WHERE NEW.run IS NOT (SELECT max(seq) + 1 FROM event) OR NEW.undone_by IS NOT NULL
        OR EXISTS (SELECT 1 FROM matching_run WHERE event = NEW.run);
    UPDATE unsealed SET event = NEW.run WHERE one = 1;
END;
CREATE TRIGGER matching_line_fits BEFORE INSERT ON matching_line BEGIN
    SELECT RAISE(ABORT, 'REGISTER_WITHOUT_EVENT')
     WHERE NEW.undone_by IS NOT NULL
        OR EXISTS (SELECT 1 FROM matching m JOIN matching_run r ON r.event = m.run WHERE m.matching_id = NEW.matching_id);
    SELECT RAISE(ABORT, 'MATCHED_ALREADY') WHERE EXISTS (SELECT 1 FROM matching_line WHERE line_id = NEW.line_id AND undone_by IS NULL);
END;
CREATE TRIGGER matching_item_fits BEFORE INSERT ON matching_item BEGIN
    SELECT RAISE(ABORT, 'REGISTER_WITHOUT_EVENT')
     WHERE NEW.undone_by IS NOT NULL
        OR EXISTS (SELECT 1 FROM matching m JOIN matching_run r ON r.event = m.run WHERE m.matching_id = NEW.matching_id);
    SELECT RAISE(ABORT, 'MATCHED_ALREADY')
     WHERE EXISTS (SELECT 1 FROM matching_item WHERE entry_id = NEW.entry_id AND account_id = NEW.account_id AND undone_by IS NULL);
END;

-- What one event decided: it closes its matchings, whose two sides come to the same.
CREATE TABLE matching_run (
    event     INTEGER PRIMARY KEY,
    matchings INTEGER NOT NULL CHECK (matchings >= 0),
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64) -- of its matchings and their parts
) STRICT;
-- guard: fact of its event, judged

-- A matching taken apart, and why. What a closed month rests on stays until the month is re-opened.
CREATE TABLE matching_undone (
    event       INTEGER PRIMARY KEY,
    matching_id INTEGER NOT NULL UNIQUE REFERENCES matching,
    reason      TEXT NOT NULL
) STRICT;
-- guard: fact of its event, judged
CREATE TRIGGER matching_undone_frees AFTER INSERT ON matching_undone BEGIN
    UPDATE matching SET undone_by = NEW.event WHERE matching_id = NEW.matching_id;
    UPDATE matching_line SET undone_by = NEW.event WHERE matching_id = NEW.matching_id;
    UPDATE matching_item SET undone_by = NEW.event WHERE matching_id = NEW.matching_id;
END;
CREATE TRIGGER matching_is_only_undone BEFORE UPDATE ON matching BEGIN
    SELECT RAISE(ABORT, 'REGISTER_IMMUTABLE')
     WHERE (NEW.matching_id, NEW.run, NEW.account_id, NEW.how, NEW.score) IS NOT (OLD.matching_id, OLD.run, OLD.account_id, OLD.how, OLD.score)
        OR OLD.undone_by IS NOT NULL
        OR NEW.undone_by IS NOT (SELECT event FROM matching_undone WHERE matching_id = NEW.matching_id AND event = (SELECT max(seq) + 1 FROM event));
END;
CREATE TRIGGER matching_line_is_only_undone BEFORE UPDATE ON matching_line BEGIN
    SELECT RAISE(ABORT, 'REGISTER_IMMUTABLE')
     WHERE (NEW.matching_id, NEW.line_id) IS NOT (OLD.matching_id, OLD.line_id) OR OLD.undone_by IS NOT NULL
        OR NEW.undone_by IS NOT (SELECT event FROM matching_undone WHERE matching_id = NEW.matching_id AND event = (SELECT max(seq) + 1 FROM event));
END;
CREATE TRIGGER matching_item_is_only_undone BEFORE UPDATE ON matching_item BEGIN
    SELECT RAISE(ABORT, 'REGISTER_IMMUTABLE')
     WHERE (NEW.matching_id, NEW.entry_id, NEW.account_id, NEW.amount_pence) IS NOT (OLD.matching_id, OLD.entry_id, OLD.account_id, OLD.amount_pence)
        OR OLD.undone_by IS NOT NULL
        OR NEW.undone_by IS NOT (SELECT event FROM matching_undone WHERE matching_id = NEW.matching_id AND event = (SELECT max(seq) + 1 FROM event));
END;

-- Whose name a merchant's is on statements: learnt from what was matched.
CREATE TABLE merchant (
    merchant_id INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE, -- as domain/matching writes it: capitals, no store numbers
    provider_id INTEGER NOT NULL REFERENCES provider,
    event       INTEGER NOT NULL
) STRICT;
-- guard: amendable but for merchant_id, name

-- What somebody said of a line without an entry, or of an entry without a line; the newest holds. Parked
-- waits in the suspense list for a reply; explained stays in the reconciliation as a difference with
-- its reason.
CREATE TABLE answer (
    event      INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account,
    line_id    INTEGER REFERENCES statement_line,
    entry_id   INTEGER REFERENCES entry,
    verdict    TEXT NOT NULL CHECK (verdict IN ('parked', 'replied', 'explained', 'reopened')),
    because    TEXT CHECK (because IN ('bank_error', 'charged_twice', 'disputed', 'not_ours', 'in_transit', 'never_charged', 'other')),
    asked      INTEGER REFERENCES practitioner, -- whose reply a parked one waits for; NULL: anybody's
    said       TEXT NOT NULL,
    CHECK ((line_id IS NULL) <> (entry_id IS NULL)),
    CHECK ((because IS NOT NULL) = (verdict = 'explained')),
    CHECK (asked IS NULL OR verdict = 'parked')
) STRICT;
-- guard: fact, judged
CREATE INDEX answer_by_line ON answer (line_id) WHERE line_id IS NOT NULL; -- how a line stands
CREATE INDEX answer_by_entry ON answer (entry_id) WHERE entry_id IS NOT NULL; -- how an entry stands

-- A float that was counted: the cash in the tin. What is out as advances is counted beside it.
CREATE TABLE cash_count (
    event      INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account,
    counted_on TEXT NOT NULL CHECK (counted_on IS date(counted_on, '+0 days')),
    cash_pence INTEGER NOT NULL CHECK (cash_pence >= 0)
) STRICT;
-- guard: fact of its event, judged
CREATE INDEX cash_count_by_account ON cash_count (account_id, counted_on); -- the newest count

-- What was agreed with a payee who is given money for a child, in versions: the last whose day has come holds, of two
-- of one day the one that was recorded last. One that was never agreed is withdrawn.
-- What a family is given is spent when it is paid, and accounted for by receipts. What an agent holds, or is on a
-- prepaid card, stays the council's until it is spent.
CREATE TABLE agreement (
    event             INTEGER PRIMARY KEY,
    child_id          INTEGER NOT NULL REFERENCES child,
    provider_id       INTEGER NOT NULL REFERENCES provider, -- the payee
    payee             TEXT NOT NULL CHECK (payee IN ('parent', 'carer', 'young_person', 'agent', 'broker', 'voluntary_body')),
    basis             TEXT CHECK (basis IN ('s17A', 's17(6)', 'other_power')), -- the law under which a family is paid
    disability        TEXT, -- where it is recorded, if not as the child's need
    purpose           TEXT NOT NULL,
    agreed_on         TEXT NOT NULL CHECK (agreed_on IS date(agreed_on, '+0 days')),
    accounts_months   INTEGER NOT NULL CHECK (accounts_months BETWEEN 1 AND 12), -- accounts are due so long after a payment
    contingency_weeks INTEGER NOT NULL CHECK (contingency_weeks BETWEEN 0 AND 52), -- weeks' money that may be kept
    weekly_pence      INTEGER CHECK (weekly_pence > 0),
    repayable         INTEGER NOT NULL CHECK (repayable IN (0, 1)), -- repayment is a condition (section 17(7))
    on_benefit        INTEGER CHECK (on_benefit IN (0, 1)), -- so that nobody is asked to repay (section 17(9))
    other_ways        TEXT, -- the ways that were offered to who chose a prepaid card
    statements        INTEGER NOT NULL CHECK (statements IN (0, 1)), -- whether the card's statement comes in
    CHECK ((payee IN ('parent', 'carer', 'young_person')) = (basis IS NOT NULL)),
    CHECK (basis <> 's17A' OR payee <> 'carer'), -- a carer without parental responsibility has no direct payment
    CHECK (contingency_weeks = 0 OR weekly_pence IS NOT NULL),
    CHECK (repayable = 0 OR on_benefit IS NOT NULL),
    CHECK (other_ways IS NOT NULL OR statements = 0)
) STRICT;
-- guard: fact of its event, judged
CREATE INDEX agreement_by_payee ON agreement (provider_id, child_id, agreed_on); -- what holds between a payee and a child

-- Cash of a float in somebody's hands; it is back when the row of its return is there.
CREATE TABLE advance (
    event           INTEGER PRIMARY KEY,
    account_id      INTEGER NOT NULL REFERENCES account,
    practitioner_id INTEGER NOT NULL REFERENCES practitioner,
    amount_pence    INTEGER NOT NULL CHECK (amount_pence > 0),
    given_on        TEXT NOT NULL CHECK (given_on IS date(given_on, '+0 days'))
) STRICT;
-- guard: fact of its event, judged
CREATE INDEX advance_by_account ON advance (account_id); -- a float's advances
CREATE TABLE advance_back (
    event   INTEGER PRIMARY KEY,
    advance INTEGER NOT NULL UNIQUE REFERENCES advance,
    back_on TEXT NOT NULL CHECK (back_on IS date(back_on, '+0 days'))
) STRICT;
-- guard: fact of its event

-- ---------------------------------------------------------------------------------------------
-- The month's end: what a closed month rests on, and what was handed over
-- ---------------------------------------------------------------------------------------------

-- Each bank account, card and float as the month was closed. Unseen is in the ledger and not yet on a
-- statement; unbooked is on a statement and not yet in the ledger. The rest that nobody explains is 0.
CREATE TABLE month_account (
    event              INTEGER NOT NULL REFERENCES month_mark,
    account_id         INTEGER NOT NULL REFERENCES account,
    ledger_pence       INTEGER NOT NULL,
    statement_pence    INTEGER, -- NULL: it never had a statement
    unseen_in_pence    INTEGER NOT NULL CHECK (unseen_in_pence >= 0),
    unseen_out_pence   INTEGER NOT NULL CHECK (unseen_out_pence >= 0),
    unbooked_in_pence  INTEGER NOT NULL CHECK (unbooked_in_pence >= 0),
    unbooked_out_pence INTEGER NOT NULL CHECK (unbooked_out_pence >= 0),
    reason             TEXT CHECK (reason IS NULL OR statement_pence IS NULL), -- why there was no statement
    PRIMARY KEY (event, account_id),
    CONSTRAINT month_account_reconciles CHECK (statement_pence = ledger_pence
        - unseen_in_pence + unseen_out_pence + unbooked_in_pence - unbooked_out_pence)
) STRICT, WITHOUT ROWID;
-- guard: new part of month_mark (event) else MONTH_END_ALONE, judged

-- What a closed month carries forward: entries on no statement, lines in no entry, orders with money
-- promised or owed. The next month starts from these lists, so no month end walks the ledger. They
-- are many: the trail tells their hash.
CREATE TABLE month_end (
    event  INTEGER PRIMARY KEY REFERENCES month_mark,
    items  INTEGER NOT NULL CHECK (items >= 0),
    lines  INTEGER NOT NULL CHECK (lines >= 0),
    orders INTEGER NOT NULL CHECK (orders >= 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;
-- guard: new part of month_mark (event) else MONTH_END_ALONE, judged
CREATE TABLE carried_item (
    event        INTEGER NOT NULL REFERENCES month_end,
    account_id   INTEGER NOT NULL REFERENCES account,
    entry_id     INTEGER NOT NULL REFERENCES entry,
    amount_pence INTEGER NOT NULL,
    PRIMARY KEY (event, account_id, entry_id)
) STRICT, WITHOUT ROWID;
-- guard: part of month_end (event) else MONTH_END_ALONE
CREATE TABLE carried_line (
    event   INTEGER NOT NULL REFERENCES month_end,
    line_id INTEGER NOT NULL REFERENCES statement_line,
    PRIMARY KEY (event, line_id)
) STRICT, WITHOUT ROWID;
-- guard: part of month_end (event) else MONTH_END_ALONE
CREATE TABLE carried_order (
    event           INTEGER NOT NULL REFERENCES month_end,
    commission_id   INTEGER NOT NULL REFERENCES commission,
    committed_pence INTEGER NOT NULL, -- net of recoverable VAT; below zero: used before the day its change counts from
    owed_pence      INTEGER NOT NULL, -- gross; below zero: the provider owes
    PRIMARY KEY (event, commission_id),
    CHECK (committed_pence <> 0 OR owed_pence <> 0)
) STRICT, WITHOUT ROWID;
-- guard: part of month_end (event) else MONTH_END_ALONE
CREATE TABLE carried_fund (
    event         INTEGER NOT NULL REFERENCES month_end,
    fund_id       INTEGER NOT NULL REFERENCES fund,
    pot           TEXT NOT NULL CHECK (pot IN ('grant', 'pool', 'available', 'committed', 'spent')),
    balance_pence INTEGER NOT NULL, -- of all the fund's pots of that kind
    PRIMARY KEY (event, fund_id, pot)
) STRICT, WITHOUT ROWID;
-- guard: part of month_end (event) else MONTH_END_ALONE

-- A journal handed to the council's ledger: the entries of its month that were recorded after one event
-- and up to another, so that none is handed over twice and each journal can be written again.
CREATE TABLE journal_issue (
    event       INTEGER PRIMARY KEY,
    month       TEXT NOT NULL CHECK (month || '-01' IS date(month || '-01', '+0 days')),
    kind        TEXT NOT NULL CHECK (kind IN ('month', 'accrual', 'reversal')),
    reference   TEXT NOT NULL UNIQUE,
    profile     TEXT NOT NULL,
    after_entry INTEGER NOT NULL CHECK (after_entry >= 0),
    up_to_entry INTEGER NOT NULL CHECK (up_to_entry >= after_entry),
    lines       INTEGER NOT NULL CHECK (lines >= 2),
    total_pence INTEGER NOT NULL CHECK (total_pence > 0), -- the debits, and the credits
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64) -- of the file that was written
) STRICT;
-- guard: fact of its event else REFERENCE_ISSUED, judged
CREATE INDEX journal_issue_by_month ON journal_issue (month, kind); -- what was handed over of a month

-- Spending published for a quarter, looked through by a person: the file as it was signed.
CREATE TABLE publication (
    event      INTEGER PRIMARY KEY,
    quarter    TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    published  INTEGER NOT NULL CHECK (published >= 0),
    redacted   INTEGER NOT NULL CHECK (redacted >= 0),
    left_out   INTEGER NOT NULL CHECK (left_out >= 0)
) STRICT;
-- guard: fact of its event

-- What an audit test found, answered once.
CREATE TABLE audit_answer (
    event   INTEGER PRIMARY KEY,
    test    TEXT NOT NULL,
    subject TEXT NOT NULL, -- what makes the finding the same finding next time
    said    TEXT NOT NULL,
    UNIQUE (test, subject)
) STRICT;
-- guard: fact of its event else ANSWERED_ALREADY, judged

-- An extract for evaluators: for whom, how it was made, from where in the audit trail, and what was written. The
-- key of its pseudonyms is not in here: a fingerprint tells only whether two extracts have the same one.
CREATE TABLE extract (
    event           INTEGER PRIMARY KEY,
    recipient       TEXT NOT NULL CHECK (recipient <> ''),
    as_at           TEXT NOT NULL CHECK (as_at IS date(as_at, '+0 days')),
    settings_sha256 TEXT NOT NULL CHECK (length(settings_sha256) = 64), -- of the choices as the manifest has them
    key_fingerprint TEXT NOT NULL CHECK (length(key_fingerprint) = 64),
    head_event      INTEGER NOT NULL CHECK (head_event >= 1), -- the newest event that is no extract
    sha256          TEXT NOT NULL CHECK (length(sha256) = 64) -- of the manifest
) STRICT;
-- guard: fact of its event, judged

-- ---------------------------------------------------------------------------------------------
-- The rules, each said once
--
-- A view <subject>_fault names what breaks a rule: the rows it is about, the event that recorded them,
-- and the fault. Three ask the same view: the guard of the table as a row is written (of an entry the
-- seal, when its event is), a load of many rows of all that is new, before COMMIT, and `check` of
-- everything. So a rule speaks of what was known when the event was recorded: of a register that may be
-- amended it asks only what was recorded after the last amendment, of marks, policies, steps and
-- declarations those recorded before. What an entry leaves of a commission or a budget is asked of
-- <subject>_after: here the kept figures, which are those of the newest entry; `check` and a load put
-- the figures as each entry left them in their place.
--
-- What one trigger or rule asks is written into it as a ledger is made, and stands in the file there
-- (src/store/guards.rs): a view would be copied as it is read and again as it is asked.
--
-- In one CASE the first rule broken is the one that is told. A column that an outer join could make the
-- planner walk for is a query in brackets; pinned in tests/store/schema/plans.rs.
-- ---------------------------------------------------------------------------------------------

-- A commission as an entry about it left it.
CREATE VIEW commission_after AS
SELECT e.entry_id, k.commission_id, k.closed_by, k.waiting, k.approved_pence, k.committed_pence, k.spent_pence,
       k.invoiced_pence, k.paid_pence
  FROM entry e JOIN commission k ON k.commission_id = e.commission_id;

-- What a child had been given in all when an entry had fed its budget.
CREATE VIEW budget_after AS
SELECT e.entry_id, b.child_id, b.allocated_pence FROM entry e JOIN budget b;

-- The entries that may have fed a budget: here each may.
CREATE VIEW budget_feed AS
SELECT entry_id FROM entry;

-- The budgets that were closed when an entry was recorded.
CREATE VIEW budget_closed AS
SELECT e.entry_id, b.child_id FROM entry e JOIN budget b WHERE b.closed_on IS NOT NULL;

-- How far apart an entry left the books: what it spent from the budget, less what it cost.
CREATE VIEW books_after AS
SELECT e.entry_id, (SELECT sum(t.amount_pence * (CASE d.kind WHEN 'spent' THEN 1 WHEN 'cost' THEN -1 ELSE 0 END
                                                 - CASE c.kind WHEN 'spent' THEN 1 WHEN 'cost' THEN -1 ELSE 0 END))
                      FROM transfer t
                      JOIN account d ON d.account_id = t.debit_account_id
                      JOIN account c ON c.account_id = t.credit_account_id
                     WHERE t.entry_id = e.entry_id) AS apart_pence
  FROM entry e;

-- What a child had in a category, promised and used, when an entry had drawn money for it.
CREATE VIEW category_after AS
SELECT e.entry_id, (SELECT sum(s.committed_pence + s.spent_pence) FROM commission s
                     WHERE s.child_id = k.child_id AND s.category_id = k.category_id) AS pence
  FROM entry e JOIN commission k ON k.commission_id = e.commission_id;

-- What an account came to when an entry had moved it.
CREATE VIEW account_after AS
SELECT e.entry_id, a.account_id, a.balance_pence FROM entry e JOIN account a;

-- Who records is there, and is who decided.
CREATE VIEW event_fault AS
SELECT v.seq AS event, CASE
       WHEN w.practitioner_id IS NULL THEN 'ACTOR_UNKNOWN'
       -- Whoever has not left, first: the day is worked out.
       WHEN w.left_on IS NOT NULL AND w.event <= v.seq AND w.left_on < v.day THEN 'ACTOR_LEFT'
       WHEN EXISTS (SELECT 1 FROM decision d WHERE d.event = v.seq AND d.decided_by <> v.actor_id AND d.on_paper = 0)
            OR EXISTS (SELECT 1 FROM claim_decision d WHERE d.event = v.seq AND d.decided_by <> v.actor_id) THEN 'DECIDED_BY_ANOTHER'
       END AS fault
  FROM event v LEFT JOIN practitioner w ON w.practitioner_id = v.actor_id
 WHERE v.seq > 1;

-- What was last agreed for a commission before an entry about it, without VAT: promised or used.
CREATE VIEW last_agreed AS
SELECT e.entry_id, (SELECT sum(m.committed_pence + m.spent_pence)
                      FROM entry x JOIN transfer_effect m ON m.entry_id = x.entry_id
                     WHERE x.child_id = e.child_id AND x.commission_id = e.commission_id
                       AND x.entry_id <= (SELECT max(y.entry_id) FROM entry y LEFT JOIN entry o ON o.entry_id = y.reverses_id
                                           WHERE y.child_id = e.child_id AND y.commission_id = e.commission_id
                                             AND y.entry_id < e.entry_id
                                             AND (y.kind GLOB 'commission.*' OR o.kind GLOB 'commission.*'))) AS pence
  FROM entry e;

-- Every entry.
CREATE VIEW entry_fault AS
SELECT e.entry_id AS event, CASE
       WHEN v.kind <> e.kind THEN 'ENTRY_KIND_DIFFERS'
       WHEN NOT EXISTS (SELECT 1 FROM transfer WHERE entry_id = e.entry_id) THEN 'ENTRY_EMPTY'
       -- Nothing but a reversal undoes an entry.
       WHEN (e.kind = 'entry.reverse') <> (e.reverses_id IS NOT NULL) THEN 'REVERSAL_NOT_A_MIRROR'
       WHEN p.event <= e.entry_id AND e.effective_on NOT BETWEEN p.starts_on AND p.ends_on
            AND (e.effective_on < p.starts_on
                 OR e.effective_on > date(p.ends_on, 'start of month', '+' || (p.settling_up_months + 1) || ' months', '-1 day')
                 -- After the last day no child is given money, nothing is paid for the pilot itself, and no more is promised: what was is settled, also
                 -- by an invoice in place of one that was credited.
                 OR e.kind <> 'entry.reverse' AND e.kind <> 'vat.charge' AND e.kind <> 'debt.write-off' AND coalesce(e.belongs_on, e.effective_on) > p.ends_on
                    AND EXISTS (SELECT 1 FROM transfer t
                                  JOIN account c ON c.account_id = t.credit_account_id
                                  JOIN account d ON d.account_id = t.debit_account_id
                                 WHERE t.entry_id = e.entry_id AND (c.kind = 'pool' OR c.kind = 'available')
                                   AND (d.child_id IS NOT NULL OR d.kind = 'spent'))
                    AND (e.kind <> 'invoice.record'
                         OR (SELECT spent_pence FROM commission_after a WHERE a.entry_id = e.entry_id)
                            > (SELECT pence FROM last_agreed g WHERE g.entry_id = e.entry_id)))
            THEN 'EFFECTIVE_OUTSIDE_PILOT'
       -- What is recorded has happened. By the instant first: the local day is worked out, and never before it.
       WHEN e.effective_on > substr(v.recorded_at, 1, 10) AND e.effective_on > v.day THEN 'DAY_TO_COME'
       WHEN 'closed' = (SELECT mark FROM month_mark WHERE month = substr(e.effective_on, 1, 7) AND event <= e.entry_id
                         ORDER BY event DESC LIMIT 1) THEN 'MONTH_CLOSED'
       -- What is late belongs to a closed month of the pilot; what a partner gives, or gets back, to the agreement of that day.
       WHEN e.belongs_on IS NOT NULL AND e.kind <> 'fund.receive' AND e.kind <> 'fund.repay'
            AND 'closed' IS NOT (SELECT mark FROM month_mark WHERE month = substr(e.belongs_on, 1, 7) AND event <= e.entry_id
                                  ORDER BY event DESC LIMIT 1) THEN 'BELONGS_TO_OPEN_MONTH'
       WHEN e.effective_on < b.opened_on THEN 'BEFORE_BUDGET_OPENED'
       -- About a commission of its child; what is ordered or bought is one of its own.
       WHEN e.commission_id IS NOT NULL
            AND (k.commission_id IS NULL OR k.child_id IS NOT e.child_id OR k.placed_on > e.effective_on)
            OR (e.kind = 'commission.place' OR e.kind = 'buy') AND e.commission_id IS NOT e.entry_id THEN 'COMMISSION_MISSING'
       -- The same pound in both books: what an entry spends from the budget is what it costs.
       WHEN 0 <> (SELECT apart_pence FROM books_after WHERE entry_id = e.entry_id) THEN 'BOOKS_DISAGREE'
       END AS fault
  FROM entry e
  JOIN event v ON v.seq = e.entry_id
  LEFT JOIN pilot p ON p.pilot_id = 1
  LEFT JOIN budget b ON b.child_id = e.child_id
  LEFT JOIN commission k ON k.commission_id = e.commission_id;

-- What happened beside the money was over by the day on which it was recorded. A row comes before its event, so
-- the plans refuse it, and who asks when the event is there finds it.
CREATE VIEW fact_fault AS
SELECT h.event, CASE WHEN h.happened_on > substr(v.recorded_at, 1, 10) AND h.happened_on > v.day THEN 'DAY_TO_COME' END AS fault
  FROM (SELECT event, observed_on AS happened_on FROM outcome
         UNION ALL SELECT event, worked_on FROM time_spent
         UNION ALL SELECT event, delivered_on FROM delivery
         UNION ALL SELECT event, agreed_on FROM units_agreed
         UNION ALL SELECT event, marked_on FROM need_mark
         UNION ALL SELECT event, observed_on FROM area_actual
         UNION ALL SELECT event, happened_on FROM happening
         UNION ALL SELECT event, said_on FROM consent
         UNION ALL SELECT event, agreed_on FROM compact
         UNION ALL SELECT event, reviewed_on FROM compact_review
         UNION ALL SELECT event, counted_on FROM cash_count
         UNION ALL SELECT event, given_on FROM advance
         UNION ALL SELECT event, back_on FROM advance_back
         UNION ALL SELECT event, claimed_on FROM claim
         UNION ALL SELECT event, agreed_on FROM agreement
         UNION ALL SELECT event, decided_on FROM decision) h
  JOIN event v ON v.seq = h.event;

-- What a fund gives in kind: its account holds what was received and is not used, and nothing else moves it.
CREATE VIEW in_kind_fault AS
SELECT e.entry_id AS event, CASE
       WHEN 0 <> (SELECT total(t.amount_pence
                               * ((d.fund_id IS f.fund_id AND (d.kind = 'notional' OR d.kind = 'spent' OR d.kind = 'income'))
                                - (c.fund_id IS f.fund_id AND (c.kind = 'notional' OR c.kind = 'spent' OR c.kind = 'income'))))
                    FROM transfer t
                    JOIN account d ON d.account_id = t.debit_account_id
                    JOIN account c ON c.account_id = t.credit_account_id
                   WHERE t.entry_id = e.entry_id) THEN 'IN_KIND_DISAGREES'
       END AS fault
  FROM fund f
 CROSS JOIN entry e
 WHERE f.nature = 'notional';

-- What is paid from a bank leaves it no further below nothing than the policy of the day says.
CREATE VIEW limit_fault AS
SELECT t.entry_id AS event, CASE
       WHEN (SELECT balance_pence FROM account_after WHERE entry_id = t.entry_id AND account_id = c.account_id) <
            (SELECT -q.limit_pence FROM policy_account q
              WHERE q.account_id = c.account_id
                AND q.policy_id = (SELECT policy_id FROM policy WHERE from_on <= e.effective_on AND event <= e.entry_id
                                    ORDER BY policy_id DESC LIMIT 1)) THEN 'BANK_LIMIT_EXCEEDED'
       END AS fault
  FROM transfer t
  CROSS JOIN account c ON c.account_id = t.credit_account_id
  CROSS JOIN entry e ON e.entry_id = t.entry_id
 WHERE c.kind = 'bank';

-- A provider's document is recorded once: a number of theirs, without case and blanks, for whatever child. One that
-- was undone is forgotten. The lines of a document after the first have the number of the first. A bill for the pilot itself
-- has no commission: who is paid is whom it goes through.
CREATE VIEW number_fault AS
SELECT e.entry_id AS event, CASE
       WHEN EXISTS (SELECT 1 FROM entry o
                     WHERE o.reference IS NOT NULL
                       AND upper(replace(o.reference, ' ', '')) = upper(replace(e.reference, ' ', ''))
                       AND o.entry_id < e.entry_id
                       AND (o.kind = 'credit-note.record') = (e.kind = 'credit-note.record')
                       AND iif(o.kind = 'cost.record',
                               (SELECT a.provider_id FROM transfer t JOIN account a ON a.account_id = t.credit_account_id
                                 WHERE t.entry_id = o.entry_id AND a.kind = 'creditor'),
                               (SELECT provider_id FROM commission WHERE commission_id = o.commission_id))
                           = iif(e.kind = 'cost.record',
                                 (SELECT a.provider_id FROM transfer t JOIN account a ON a.account_id = t.credit_account_id
                                   WHERE t.entry_id = e.entry_id AND a.kind = 'creditor'),
                                 (SELECT provider_id FROM commission WHERE commission_id = e.commission_id))
                       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = o.entry_id AND r.entry_id < e.entry_id))
            AND NOT EXISTS (SELECT 1 FROM document_line WHERE event = e.entry_id)
            AND NOT EXISTS (SELECT 1 FROM document_again WHERE event = e.entry_id) THEN 'INVOICE_ALREADY_RECORDED'
       END AS fault
  FROM entry e
 WHERE e.reference IS NOT NULL;

-- A document has the lines that it says, and their sum is its total: all that a line moves in the cash book.
CREATE VIEW document_fault AS
SELECT d.document_id, d.event, CASE
       WHEN d.lines <> 1 + (SELECT count(*) FROM document_line WHERE document_id = d.document_id AND instead_of IS NULL)
            OR d.total_pence <> (SELECT total(amount_pence) FROM transfer WHERE entry_id = d.document_id AND book = 'cash')
                              + (SELECT total(t.amount_pence) FROM document_line l JOIN transfer t ON t.entry_id = l.event
                                  WHERE l.document_id = d.document_id AND l.instead_of IS NULL AND t.book = 'cash')
            THEN 'DOCUMENT_SUM_DIFFERS'
       WHEN (d.family_ref IS NOT NULL) <> ((SELECT kind FROM entry WHERE entry_id = d.document_id) = 'buy') THEN 'DOCUMENT_LINE_DIFFERS'
       WHEN d.family_ref IS NULL THEN NULL
       -- What is shared is for children of the family on its day, a line for each, and for somebody who may buy it all.
       WHEN EXISTS (SELECT 1 FROM commission k
                     WHERE (k.commission_id = d.document_id
                            OR k.commission_id IN (SELECT event FROM document_line
                                                    WHERE document_id = d.document_id AND instead_of IS NULL))
                       AND NOT EXISTS (SELECT 1 FROM family_member m
                                        WHERE m.family_ref = d.family_ref AND m.child_id = k.child_id
                                          AND m.member_id < d.event AND m.from_on <= k.placed_on
                                          -- What ended or was withdrawn since was not known.
                                          AND (m.until_on IS NULL OR m.until_on >= k.placed_on OR m.event > d.event)
                                          AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = m.member_id AND c.event < d.event)))
            THEN 'NOT_OF_THE_FAMILY'
       WHEN d.lines <> (SELECT count(DISTINCT e.child_id) FROM entry e
                         WHERE e.entry_id = d.document_id
                            OR e.entry_id IN (SELECT event FROM document_line WHERE document_id = d.document_id AND instead_of IS NULL))
            THEN 'SHARED_TWICE'
       WHEN EXISTS (SELECT 1 FROM commission k
                     WHERE (k.commission_id = d.document_id
                            OR k.commission_id IN (SELECT event FROM document_line
                                                    WHERE document_id = d.document_id AND instead_of IS NULL))
                       AND k.limit_pence < d.total_pence) THEN 'SHARED_ABOVE_SIGN_OFF'
       END AS fault
  FROM document d;

-- A line is of its document's kind, provider, number and day, and a payment's from its account; what came when the
-- document was there takes the place of a line that was undone.
CREATE VIEW document_line_fault AS
SELECT l.event, CASE
       WHEN o.entry_id IS NULL OR o.entry_id >= e.entry_id OR e.kind <> o.kind
            OR NOT (e.kind = 'invoice.record' OR e.kind = 'credit-note.record' OR e.kind = 'payment.record' OR e.kind = 'buy')
            OR (SELECT provider_id FROM commission WHERE commission_id = e.commission_id)
               IS NOT (SELECT provider_id FROM commission WHERE commission_id = o.commission_id)
            OR upper(replace(e.reference, ' ', '')) IS NOT upper(replace(o.reference, ' ', ''))
            OR e.kind = 'payment.record' AND (SELECT max(credit_account_id) FROM transfer WHERE entry_id = e.entry_id)
                                     IS NOT (SELECT max(credit_account_id) FROM transfer WHERE entry_id = o.entry_id)
            OR l.instead_of IS NULL AND e.effective_on <> o.effective_on
            OR e.kind = 'buy' AND e.child_id <> (SELECT child_id FROM entry WHERE entry_id = l.instead_of)
            OR EXISTS (SELECT 1 FROM document_line x WHERE x.event = l.document_id) THEN 'DOCUMENT_LINE_DIFFERS'
       WHEN (l.instead_of IS NOT NULL) <> EXISTS (SELECT 1 FROM document d WHERE d.document_id = l.document_id AND d.event < l.event)
            OR l.instead_of IS NOT NULL
               AND (NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = l.instead_of AND r.entry_id < l.event)
                    OR l.instead_of <> l.document_id
                       AND NOT EXISTS (SELECT 1 FROM document_line x WHERE x.event = l.instead_of AND x.document_id = l.document_id))
            THEN 'DOCUMENT_COMPLETE'
       END AS fault
  FROM document_line l
  JOIN entry e ON e.entry_id = l.event
  LEFT JOIN entry o ON o.entry_id = l.document_id;

-- An entry that is no purchase: what it undoes or closes.
CREATE VIEW undoing_fault AS
SELECT e.entry_id AS event, CASE
       -- What ended a request is not undone: ask anew.
       WHEN e.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM decision WHERE event = e.reverses_id) THEN 'REQUEST_SETTLED'
       WHEN e.kind = 'budget.close'
            AND NOT EXISTS (SELECT 1 FROM budget_closed x WHERE x.entry_id = e.entry_id AND x.child_id = e.child_id)
            THEN 'BUDGET_CLOSED_WITH_MONEY'
       -- What is called an opening gives a budget money: the gates are judged by the first of that name.
       WHEN e.kind = 'budget.open'
            AND NOT EXISTS (SELECT 1 FROM transfer t JOIN account d ON d.account_id = t.debit_account_id
                             WHERE t.entry_id = e.entry_id AND d.kind = 'available') THEN 'BUDGET_MISSING'
       WHEN e.kind = 'commission.lapse' AND NOT EXISTS (SELECT 1 FROM tariff WHERE event = e.commission_id) THEN 'LAPSE_NOT_DUE'
       -- What took cost back since had the VAT in it that was charged.
       WHEN r.kind = 'vat.charge'
            AND EXISTS (SELECT 1 FROM entry x WHERE x.child_id = r.child_id AND x.commission_id = r.commission_id
                           AND (x.kind = 'credit-note.record' OR x.kind = 'refund.record')
                           AND x.entry_id > r.entry_id AND x.entry_id < e.entry_id
                           AND NOT EXISTS (SELECT 1 FROM entry u WHERE u.reverses_id = x.entry_id AND u.entry_id < e.entry_id))
            THEN 'VAT_TAKEN_BACK'
       -- A reversal is the exact mirror of what it reverses, on a day not before it, once; counted, for two lines
       -- of an entry may be alike.
       WHEN e.reverses_id IS NOT NULL
            AND (r.entry_id IS NULL OR r.kind = 'entry.reverse' OR e.effective_on < r.effective_on
                 OR r.child_id IS NOT e.child_id OR r.commission_id IS NOT e.commission_id
                 OR EXISTS (SELECT 1
                           FROM (SELECT debit_account_id AS x, credit_account_id AS y, amount_pence, 1 AS sign
                                   FROM transfer WHERE entry_id = e.entry_id
                                  UNION ALL
                                 SELECT credit_account_id, debit_account_id, amount_pence, -1
                                   FROM transfer WHERE entry_id = r.entry_id)
                          GROUP BY x, y, amount_pence HAVING sum(sign) <> 0)) THEN 'REVERSAL_NOT_A_MIRROR'
       END AS fault
  FROM entry e
  LEFT JOIN entry r ON r.entry_id = e.reverses_id
 WHERE e.commission_id IS NOT e.entry_id;

-- VAT that the council cannot recover becomes cost of the commission it was paid for: out of what is available for the
-- child, and beyond that out of the pools, for it has been spent. What is undone has no such charge.
CREATE VIEW vat_charge_fault AS
SELECT e.entry_id AS event, CASE
       WHEN v.event IS NULL AND e.reverses_id IS NOT NULL
            THEN iif(EXISTS (SELECT 1 FROM vat_charge o WHERE o.document_id = e.reverses_id AND o.event < e.entry_id
                                AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = o.event AND r.entry_id < e.entry_id)),
                     'VAT_CHARGED', NULL)
       WHEN e.kind <> 'vat.charge' OR v.event IS NULL OR k.commission_id IS NULL
            OR (o.kind = 'buy' OR o.kind = 'invoice.record') IS NOT TRUE OR o.commission_id IS NOT e.commission_id
            OR o.effective_on > e.effective_on OR o.entry_id >= e.entry_id
            OR EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = o.entry_id AND r.entry_id < e.entry_id)
            OR EXISTS (SELECT 1 FROM transfer t
                         JOIN account d ON d.account_id = t.debit_account_id
                         JOIN account c ON c.account_id = t.credit_account_id
                        WHERE t.entry_id = e.entry_id
                          AND NOT (d.kind = 'cost' AND d.category_id = k.category_id AND c.kind = 'vat'
                                   OR d.kind = 'available' AND c.kind = 'pool' OR d.kind = 'spent' AND c.kind = 'available'))
            -- No budget is given more than it spends.
            OR 0 < (SELECT sum(t.amount_pence * ((d.kind = 'available') - (c.kind = 'available')))
                      FROM transfer t
                      JOIN account d ON d.account_id = t.debit_account_id
                      JOIN account c ON c.account_id = t.credit_account_id
                     WHERE t.entry_id = e.entry_id AND t.book = 'budget') THEN 'VAT_CHARGE_MISPLACED'
       WHEN (SELECT a.invoiced_pence < a.spent_pence FROM commission_after a WHERE a.entry_id = e.entry_id)
            OR (SELECT sum(t.amount_pence)
                  FROM vat_charge x JOIN transfer t ON t.entry_id = x.event AND t.book = 'cash'
                 WHERE x.document_id = o.entry_id AND x.event <= e.entry_id
                   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = x.event AND r.entry_id < e.entry_id))
               > (SELECT total(t.amount_pence * (d.kind = 'vat'))
                    FROM transfer t JOIN account d ON d.account_id = t.debit_account_id
                   WHERE t.entry_id = o.entry_id) THEN 'VAT_CHARGE_TOO_MUCH'
       END AS fault
  FROM entry e
  LEFT JOIN vat_charge v ON v.event = e.entry_id
  LEFT JOIN entry o ON o.entry_id = v.document_id
  LEFT JOIN commission k ON k.commission_id = e.commission_id
 WHERE e.kind = 'vat.charge' OR v.event IS NOT NULL
    OR e.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM vat_charge x WHERE x.document_id = e.reverses_id);

-- One transfer: between which pots money may pass.
CREATE VIEW transfer_fault AS
SELECT t.entry_id, t.line, t.entry_id AS event, CASE
       WHEN d.book IS NOT t.book OR c.book IS NOT t.book THEN 'TRANSFER_CROSSES_BOOKS'
       -- What somebody paid themselves is of purchases and payments, and only claims and refunds give it back.
       -- What somebody holds moves to and fro between accounts, and is accounted for by invoices.
       WHEN t.book = 'cash' THEN CASE
            WHEN c.kind = 'pocket' AND e.kind <> 'buy' AND e.kind <> 'payment.record' AND e.kind <> 'entry.reverse'
                 OR d.kind = 'pocket' AND e.kind <> 'claim.pay' AND e.kind <> 'refund.record' AND e.kind <> 'entry.reverse'
                 THEN 'POCKET_MISPLACED'
            WHEN (c.kind = 'held' OR d.kind = 'held')
                 AND (e.kind <> 'account.move' AND e.kind <> 'invoice.record' AND e.kind <> 'entry.reverse'
                      OR iif(d.kind = 'held', d.provider_id, c.provider_id)
                         IS NOT (SELECT provider_id FROM commission WHERE commission_id = e.commission_id)) THEN 'HELD_MISPLACED' END
       WHEN d.fund_id IS NOT c.fund_id THEN 'TRANSFER_CROSSES_FUNDS'
       -- Money of the entry's child, but for a move from one budget to another and its reversal.
       WHEN coalesce(d.child_id, c.child_id) IS NOT NULL
            AND (coalesce(d.child_id, c.child_id) IS NOT e.child_id OR d.child_id <> c.child_id)
            AND NOT ((d.kind = 'pool' OR d.kind = 'available') AND (c.kind = 'pool' OR c.kind = 'available')
                     AND (d.child_id IS c.child_id OR d.child_id IS NULL OR c.child_id IS NULL
                          OR d.kind = 'available' AND c.kind = 'available')
                     AND (e.kind = 'budget.move'
                          OR e.kind = 'entry.reverse' AND 'budget.move' = (SELECT kind FROM entry r WHERE r.entry_id = e.reverses_id)))
            THEN 'TRANSFER_CROSSES_CHILDREN'
       -- A grant passes through the pool, the pool gives to what is available: ring-fences and bounds
       -- are judged on that way, so there is no other.
       WHEN d.kind = 'spent' AND d.child_id IS NULL OR c.kind = 'spent' AND c.child_id IS NULL
            -- What the pilot itself cost comes out of the pool, by its own kind of entry.
            THEN iif((d.kind = 'pool' OR c.kind = 'pool') AND 'cost.record' = coalesce(
                     (SELECT r.kind FROM entry r WHERE r.entry_id = e.reverses_id), e.kind), NULL, 'COST_MISPLACED')
       WHEN d.kind = 'grant' AND c.kind <> 'pool' OR c.kind = 'grant' AND d.kind <> 'pool'
            OR d.kind = 'pool' AND c.kind <> 'grant' AND c.kind <> 'available'
            OR c.kind = 'pool' AND d.kind <> 'grant' AND d.kind <> 'available' THEN 'TRANSFER_SKIPS_A_POT'
       -- No child has money without a budget (a comparison child has neither).
       WHEN d.child_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budget b WHERE b.child_id = d.child_id)
            OR c.child_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budget b WHERE b.child_id = c.child_id) THEN 'BUDGET_MISSING'
       -- Money is committed or spent on something bought, whose row is there to count it.
       WHEN (d.kind = 'committed' OR d.kind = 'spent' OR c.kind = 'committed' OR c.kind = 'spent')
            AND NOT EXISTS (SELECT 1 FROM commission k WHERE k.commission_id = e.commission_id) THEN 'COMMISSION_MISSING'
       END AS fault
  FROM transfer t
  JOIN entry e ON e.entry_id = t.entry_id
  LEFT JOIN account d ON d.account_id = t.debit_account_id
  LEFT JOIN account c ON c.account_id = t.credit_account_id;

-- What draws money for a purchase, by whatever name: judged when all of it has moved.
CREATE VIEW draw_fault AS
SELECT t.entry_id, t.line, t.entry_id AS event, CASE
       WHEN e.kind <> 'entry.reverse' AND e.kind <> 'vat.charge' AND e.kind <> 'debt.write-off'
            AND EXISTS (SELECT 1 FROM budget_closed x WHERE x.entry_id = e.entry_id AND x.child_id = c.child_id) THEN 'BUDGET_CLOSED'
       -- Ring-fenced money is drawn only for what it is kept for. VAT that proves irrecoverable was paid long before.
       WHEN e.kind <> 'entry.reverse'
            AND (f.cohort <> h.cohort AND h.event <= e.entry_id
                 OR e.kind <> 'vat.charge' AND e.kind <> 'debt.write-off' AND (e.effective_on < f.from_on OR e.effective_on > f.until_on)
                 OR EXISTS (SELECT 1 FROM fund_category WHERE fund_id = f.fund_id)
                    AND NOT EXISTS (SELECT 1 FROM fund_category WHERE fund_id = f.fund_id AND category_id = k.category_id))
            THEN 'FUND_DOES_NOT_FIT'
       -- Nothing new, nor more of it, from a provider whose step stops that or in a category that the policy of the
       -- day refuses; and for no child more of a category than it allows.
       WHEN (e.kind = 'commission.amend' OR e.entry_id = k.commission_id)
            AND 1 = (SELECT stops_orders FROM provider_step
                      WHERE provider_id = k.provider_id AND from_on <= e.effective_on AND event <= e.entry_id
                      ORDER BY from_on DESC, event DESC LIMIT 1) THEN 'PROVIDER_SUSPENDED'
       WHEN (e.kind = 'commission.amend' OR e.entry_id = k.commission_id) AND NOT coalesce(g.allowed, y.others_allowed)
            THEN 'CATEGORY_NOT_ALLOWED'
       WHEN e.kind <> 'vat.charge' AND e.kind <> 'debt.write-off'
            AND g.cap_pence < (SELECT pence FROM category_after WHERE entry_id = e.entry_id) THEN 'CATEGORY_CAP_EXCEEDED'
       -- Nothing commits or spends more on what is closed.
       WHEN e.kind <> 'entry.reverse' AND e.kind <> 'vat.charge' AND e.kind <> 'debt.write-off'
            AND (SELECT closed_by FROM commission_after x WHERE x.entry_id = e.entry_id) <> e.entry_id THEN 'COMMISSION_CLOSED'
       END AS fault
  FROM transfer t
  CROSS JOIN account c ON c.account_id = t.credit_account_id
  CROSS JOIN account d ON d.account_id = t.debit_account_id
  CROSS JOIN entry e ON e.entry_id = t.entry_id
  CROSS JOIN commission k ON k.commission_id = e.commission_id
  CROSS JOIN fund f ON f.fund_id = c.fund_id
  CROSS JOIN child h ON h.child_id = c.child_id
  LEFT JOIN policy y ON y.policy_id = (SELECT policy_id FROM policy WHERE from_on <= e.effective_on AND event <= e.entry_id
                                        ORDER BY policy_id DESC LIMIT 1)
  LEFT JOIN policy_category g ON g.policy_id = y.policy_id AND g.category_id = k.category_id
 WHERE c.kind = 'available' AND d.kind <> 'available'
   -- What comes back after a budget closed goes on to the pool.
   AND NOT (d.kind = 'pool' AND (e.kind = 'refund.record' OR e.kind = 'credit-note.record' OR e.kind = 'debt.record'));

-- What feeds a budget, by whatever name, from a pool or another budget; and bank charges.
CREATE VIEW feed_fault AS
SELECT e.entry_id, t.line, e.entry_id AS event, CASE
       -- A bank charge or interest stays between the charges and one own account.
       WHEN e.kind = 'charge.record'
            AND NOT (d.kind = 'charge' AND (c.kind = 'bank' OR c.kind = 'card' OR c.kind = 'imprest')
                     OR c.kind = 'charge' AND (d.kind = 'bank' OR d.kind = 'card' OR d.kind = 'imprest')) THEN 'CHARGE_MISPLACED'
       -- Of every child whose pots moved: a move has two.
       WHEN e.effective_on < b.opened_on
            OR e.effective_on < (SELECT opened_on FROM budget WHERE child_id = c.child_id) THEN 'BEFORE_BUDGET_OPENED'
       WHEN b.child_id IS NULL THEN NULL
       -- What was spent already is fed to any budget.
       WHEN e.kind = 'vat.charge' OR e.kind = 'debt.write-off' THEN NULL
       -- What undoes a credit note or refund takes from the pool what that gave on to it.
       WHEN EXISTS (SELECT 1 FROM budget_closed x WHERE x.entry_id = e.entry_id AND x.child_id = b.child_id)
            AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.entry_id = e.reverses_id
                                                   AND (o.kind = 'credit-note.record' OR o.kind = 'refund.record' OR o.kind = 'debt.record')) THEN 'BUDGET_CLOSED'
       -- It leaves the budget within bounds: a reversal too.
       WHEN h.event <= e.entry_id
            AND (SELECT allocated_pence FROM budget_after WHERE entry_id = e.entry_id AND child_id = b.child_id)
                NOT BETWEEN iif(e.kind = 'budget.open', coalesce(w.min_pence, iif(p.event <= e.entry_id, p.budget_min_pence, 0)), 0)
                    AND coalesce(w.max_pence, iif(p.event <= e.entry_id, p.budget_max_pence, 9e15)) THEN 'BUDGET_OUT_OF_BOUNDS'
       WHEN e.kind <> 'entry.reverse' AND h.event <= e.entry_id AND h.cohort <> (SELECT cohort FROM fund WHERE fund_id = d.fund_id)
            THEN 'FUND_DOES_NOT_FIT'
       END AS fault
  FROM entry e
  LEFT JOIN pilot p ON p.pilot_id = 1
  CROSS JOIN transfer t ON t.entry_id = e.entry_id
  CROSS JOIN account d ON d.account_id = t.debit_account_id
  CROSS JOIN account c ON c.account_id = t.credit_account_id
  LEFT JOIN budget b ON b.child_id = d.child_id
  LEFT JOIN child h ON h.child_id = d.child_id
  LEFT JOIN policy_cohort w ON w.cohort = h.cohort
   AND w.policy_id = (SELECT policy_id FROM policy WHERE from_on <= e.effective_on AND event <= e.entry_id
                       ORDER BY policy_id DESC LIMIT 1)
 -- The first condition speaks of the entry alone, so that the transfers of most are never looked up.
 WHERE (e.kind = 'charge.record' OR EXISTS (SELECT 1 FROM budget_feed WHERE entry_id = e.entry_id))
   AND (e.kind = 'charge.record' OR d.kind = 'available' AND c.child_id IS NOT d.child_id);

-- A pool is of one agreement at a time; its shares are the whole, and who hosts or bears it is a partner. Cash goes through
-- a fund of cash, and kind through one in kind.
CREATE VIEW pool_fault AS
SELECT p.event, CASE
       WHEN EXISTS (SELECT 1 FROM pool o WHERE o.event < p.event AND o.from_on <= p.until_on AND o.until_on >= p.from_on
                       AND (o.fund_id = p.fund_id OR o.kind_fund_id = p.kind_fund_id)) THEN 'POOL_AGREED_ALREADY'
       WHEN 10000 <> (SELECT total(value ->> 'share') FROM json_each(p.partners))
            OR EXISTS (SELECT 1 FROM json_each(p.partners) WHERE NOT coalesce(value ->> 'share' BETWEEN 1 AND 10000, 0))
            THEN 'SHARES_NOT_THE_WHOLE'
       WHEN (SELECT count(*) - count(DISTINCT value ->> 'partner' || '/' || (value ->> 'form')) FROM json_each(p.partners)) <> 0
            OR p.host NOT IN (SELECT value ->> 'partner' FROM json_each(p.partners))
            OR p.bearer IS NOT NULL AND p.bearer NOT IN (SELECT value ->> 'partner' FROM json_each(p.partners) WHERE value ->> 'form' = 'cash')
            THEN 'NO_PARTNER'
       WHEN 'cash' <> (SELECT nature FROM fund WHERE fund_id = p.fund_id)
            OR 'notional' <> (SELECT nature FROM fund WHERE fund_id = p.kind_fund_id)
            OR EXISTS (SELECT 1 FROM json_each(p.partners)
                        WHERE NOT coalesce(value ->> 'form' = 'cash' OR value ->> 'form' = 'kind' AND p.kind_fund_id IS NOT NULL, 0))
            THEN 'POOL_FUND_MISFITS'
       END AS fault
  FROM pool p;

-- Whose what came into a fund or went back is, and of which agreement: of the newest that had begun, on the day it belongs to, and
-- of which they are a partner, so that one that has ended can be settled; without a name, of the one in force. NULL: of none.
CREATE VIEW pool_money AS
SELECT e.entry_id, e.effective_on, a.fund_id, coalesce(e.reference, f.contributor) AS partner,
       iif(e.kind = 'fund.receive', t.amount_pence, 0) AS put_in, iif(e.kind = 'fund.repay', t.amount_pence, 0) AS given_back,
       (SELECT p.event FROM pool p JOIN json_each(p.partners) share
         WHERE iif(share.value ->> 'form' = 'kind', p.kind_fund_id, p.fund_id) = a.fund_id AND p.from_on <= coalesce(e.belongs_on, e.effective_on)
           AND iif(e.reference IS NULL, coalesce(e.belongs_on, e.effective_on) <= p.until_on, share.value ->> 'partner' = e.reference AND p.event < e.entry_id)
         ORDER BY p.from_on DESC LIMIT 1) AS pool
  FROM entry e INDEXED BY entry_of_fund
 CROSS JOIN transfer t ON t.entry_id = e.entry_id
 CROSS JOIN account a ON a.account_id = iif(e.kind = 'fund.receive', t.debit_account_id, t.credit_account_id) AND a.kind = 'pool'
 CROSS JOIN fund f ON f.fund_id = a.fund_id
 WHERE e.kind = 'fund.receive' OR e.kind = 'fund.repay';

-- Once a fund is a pool, its money is a partner's, in the form they agreed: of the agreement in force, or of one that ended. Nobody is
-- repaid more than they put in; what of it is left, the plan works out.
CREATE VIEW contributor_fault AS
SELECT e.entry_id AS event, CASE
       WHEN NOT EXISTS (SELECT 1 FROM pool p JOIN json_each(p.partners) share
                         WHERE iif(share.value ->> 'form' = 'kind', p.kind_fund_id, p.fund_id) = a.fund_id AND p.event < e.entry_id
                           AND p.from_on <= coalesce(e.belongs_on, e.effective_on)
                           AND share.value ->> 'partner' = e.reference) THEN 'NO_PARTNER'
       WHEN e.kind = 'fund.repay'
            AND 0 > (SELECT total(put_in - given_back) FROM pool_money
                      WHERE entry_id <= e.entry_id AND fund_id = a.fund_id AND partner = e.reference
                        AND pool = (SELECT pool FROM pool_money WHERE entry_id = e.entry_id)
                        AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = pool_money.entry_id AND r.entry_id < e.entry_id))
            THEN 'PARTNER_EXCEEDED'
       END AS fault
  FROM entry e
  JOIN transfer t ON t.entry_id = e.entry_id
  JOIN account a ON a.account_id = iif(e.kind = 'fund.receive', t.debit_account_id, t.credit_account_id) AND a.kind = 'pool'
 WHERE (e.kind = 'fund.receive' OR e.kind = 'fund.repay')
   AND EXISTS (SELECT 1 FROM pool p
                WHERE (p.fund_id = a.fund_id OR p.kind_fund_id = a.fund_id) AND p.event < e.entry_id AND p.from_on <= e.effective_on
                  AND (e.effective_on <= p.until_on OR e.reference IS NOT NULL));

-- A report is one that was agreed: to the end of a quarter or financial year of the pool, or its own last day; once.
CREATE VIEW pool_report_fault AS
SELECT r.event, CASE
       WHEN p.event IS NULL OR iif(r.kind = 'annual', p.annual_days, p.quarterly_days) IS NULL
            OR r.up_to < p.from_on OR r.up_to > p.until_on
            OR r.up_to <> p.until_on
               AND (r.up_to <> date(r.up_to, 'start of month', '+1 month', '-1 day') OR substr(r.up_to, 6, 2) % 3 <> 0
                    OR r.kind = 'annual' AND substr(r.up_to, 6, 2) <> '03') THEN 'REPORT_NOT_AGREED'
       WHEN EXISTS (SELECT 1 FROM pool_report o WHERE o.pool = r.pool AND o.kind = r.kind AND o.up_to = r.up_to AND o.event < r.event)
            THEN 'REPORT_SENT_ALREADY'
       END AS fault
  FROM pool_report r LEFT JOIN pool p ON p.event = r.pool AND p.event < r.event;

-- The board decides what the agreement leaves to it, once it has begun: of the whole, to those who give cash.
CREATE VIEW pool_decision_fault AS
SELECT d.event, CASE
       WHEN 'board' IS NOT iif(d.rest = 'overspend', p.overspend, p.underspend) OR d.decided_on < p.from_on THEN 'NOT_THE_BOARDS'
       WHEN 10000 <> (SELECT sum(value ->> 'share') FROM json_each(d.shares))
            OR EXISTS (SELECT 1 FROM json_each(d.shares) WHERE NOT coalesce(value ->> 'share' BETWEEN 1 AND 10000, 0))
            THEN 'SHARES_NOT_THE_WHOLE'
       WHEN (SELECT count(*) - count(DISTINCT value ->> 'partner') FROM json_each(d.shares)) <> 0
            OR EXISTS (SELECT 1 FROM json_each(d.shares) mine
                        WHERE NOT EXISTS (SELECT 1 FROM json_each(p.partners) x
                                           WHERE x.value ->> 'partner' = mine.value ->> 'partner' AND x.value ->> 'form' = 'cash'))
            THEN 'NO_PARTNER'
       END AS fault
  FROM pool_decision d LEFT JOIN pool p ON p.event = d.pool AND p.event < d.event;

-- What the pilot itself cost: out of one fund's pool and days, under a category of the pilot's own, paid at once; to nobody of
-- whom nothing is bought or with whom whoever records it has a conflict, and no more than they may sign for.
CREATE VIEW cost_fault AS
SELECT e.entry_id AS event, CASE
       WHEN e.child_id IS NOT NULL OR e.commission_id IS NOT NULL
            OR EXISTS (SELECT 1 FROM transfer t
                         JOIN account d ON d.account_id = t.debit_account_id
                         JOIN account c ON c.account_id = t.credit_account_id
                        WHERE t.entry_id = e.entry_id
                          AND NOT (d.kind = 'spent' OR (d.kind = 'cost' OR d.kind = 'vat') AND c.kind = 'creditor'
                                   OR (d.kind = 'cost' OR d.kind = 'creditor') AND c.kind IN ('bank', 'card', 'imprest', 'notional')))
            OR 0 <> (SELECT total(t.amount_pence * ((d.kind = 'creditor') - (c.kind = 'creditor')))
                       FROM transfer t
                       JOIN account d ON d.account_id = t.debit_account_id
                       JOIN account c ON c.account_id = t.credit_account_id
                      WHERE t.entry_id = e.entry_id) THEN 'COST_MISPLACED'
       WHEN g.spent_on = 'child' THEN 'CATEGORY_MISPLACED'
       WHEN e.effective_on < f.from_on OR e.effective_on > f.until_on
            OR EXISTS (SELECT 1 FROM fund_category WHERE fund_id = f.fund_id)
               AND NOT EXISTS (SELECT 1 FROM fund_category WHERE fund_id = f.fund_id AND category_id = g.category_id)
            THEN 'FUND_DOES_NOT_FIT'
       WHEN 1 = (SELECT s.stops_orders FROM provider_step s
                  WHERE s.provider_id = b.provider_id AND s.from_on <= e.effective_on AND s.event <= e.entry_id
                  ORDER BY s.from_on DESC, s.event DESC LIMIT 1) THEN 'PROVIDER_SUSPENDED'
       WHEN EXISTS (SELECT 1 FROM conflict c
                     WHERE c.practitioner_id = w.practitioner_id AND c.provider_id = b.provider_id AND c.conflict_id <= e.entry_id
                       AND e.effective_on BETWEEN c.from_on
                           AND coalesce(iif(c.event <= e.entry_id, c.until_on, NULL), e.effective_on)) THEN 'CONFLICT_DECLARED'
       WHEN w.event <= e.entry_id
            AND coalesce(w.sign_off_limit_pence, (SELECT sign_off_limit_pence FROM policy WHERE from_on <= e.effective_on AND event <= e.entry_id
                                                   ORDER BY policy_id DESC LIMIT 1))
                < (SELECT sum(t.amount_pence) FROM transfer t JOIN account c ON c.account_id = t.credit_account_id
                    WHERE t.entry_id = e.entry_id AND c.kind IN ('bank', 'card', 'imprest', 'notional')) THEN 'SIGN_OFF_EXCEEDED'
       END AS fault
  FROM entry e
  JOIN event v ON v.seq = e.entry_id
  JOIN practitioner w ON w.practitioner_id = v.actor_id
  LEFT JOIN account b ON b.account_id = (SELECT t.debit_account_id FROM transfer t JOIN account a ON a.account_id = t.debit_account_id
                                          WHERE t.entry_id = e.entry_id AND a.kind = 'creditor')
  LEFT JOIN fund f ON f.fund_id = (SELECT a.fund_id FROM transfer t JOIN account a ON a.account_id = t.debit_account_id
                                    WHERE t.entry_id = e.entry_id AND a.kind = 'spent')
  LEFT JOIN category g ON g.category_id = (SELECT a.category_id FROM transfer t JOIN account a ON a.account_id = t.debit_account_id
                                            WHERE t.entry_id = e.entry_id AND a.kind = 'cost')
 WHERE e.kind = 'cost.record';

-- An order or a purchase, as it left itself.
CREATE VIEW purchase_fault AS
SELECT k.commission_id AS event, CASE
       -- The limit was judged on the estimate: no more than that is drawn; and no more is ordered without asking.
       WHEN a.committed_pence + a.spent_pence > k.estimate_pence
            OR a.waiting IS NULL AND k.estimate_pence > max(k.limit_pence, a.approved_pence) THEN 'SIGN_OFF_EXCEEDED'
       WHEN a.waiting IS NOT NULL AND a.closed_by IS NOT NULL THEN 'APPROVAL_PENDING'
       WHEN a.closed_by IS NOT NULL AND a.committed_pence <> 0 THEN 'COMMISSION_CLOSED_WITH_MONEY'
       WHEN a.paid_pence > a.invoiced_pence THEN 'PAYMENT_EXCEEDS_OWED'
       -- What depends on an outcome is not billed as it is ordered.
       WHEN a.invoiced_pence > (SELECT base_pence FROM tariff WHERE event = k.commission_id) THEN 'TARIFF_NOT_EARNED'
       -- It takes from what is available: nothing is given to a budget under its name.
       WHEN EXISTS (SELECT 1 FROM transfer t JOIN account c ON c.account_id = t.credit_account_id
                     WHERE t.entry_id = k.commission_id AND (c.kind = 'pool' OR c.kind = 'grant')) THEN 'TRANSFER_SKIPS_A_POT'
       END AS fault
  FROM commission k JOIN commission_after a ON a.entry_id = k.commission_id;

-- Who buys and who records what is ordered or bought.
CREATE VIEW buyer_fault AS
SELECT k.commission_id AS event, CASE
       -- The limit is not above what the buyer has, nor a lead professional who records it, by
       -- themselves or by the policy of the day.
       WHEN (w.practitioner_id = k.practitioner_id OR w.role = 'lead_professional') AND w.event <= k.commission_id
            AND ifnull(k.limit_pence, 9e15) > coalesce(w.sign_off_limit_pence, y.sign_off_limit_pence, 9e15) THEN 'SIGN_OFF_EXCEEDED'
       -- An order between people with a conflict waits.
       WHEN (SELECT waiting FROM commission_after a WHERE a.entry_id = k.commission_id) IS NULL
            AND EXISTS (SELECT 1 FROM conflict c
                         WHERE c.practitioner_id = w.practitioner_id AND (c.child_id = k.child_id OR c.provider_id = k.provider_id)
                           AND c.conflict_id <= k.commission_id AND k.placed_on >= c.from_on
                           AND k.placed_on <= coalesce(iif(c.event <= k.commission_id, c.until_on, NULL), k.placed_on))
            THEN 'CONFLICT_DECLARED'
       -- Where the policy asks for it, the holder buys, or somebody above.
       WHEN y.gate_holder = 'required' AND (w.role = 'lead_professional' OR w.role = 'evaluator') AND w.event <= k.commission_id
            AND w.practitioner_id IS NOT coalesce(
                (SELECT practitioner_id FROM holder WHERE child_id = k.child_id AND from_on <= k.placed_on AND event <= k.commission_id
                  ORDER BY event DESC LIMIT 1),
                (SELECT practitioner_id FROM lead WHERE child_id = k.child_id AND event <= k.commission_id
                  ORDER BY max(from_on, k.placed_on), from_on DESC LIMIT 1))
            THEN 'NOT_THE_HOLDER'
       END AS fault
  FROM commission k
  CROSS JOIN event v ON v.seq = k.commission_id
  CROSS JOIN practitioner w ON w.practitioner_id = k.practitioner_id OR w.practitioner_id = v.actor_id
  LEFT JOIN policy y ON y.policy_id = (SELECT policy_id FROM policy WHERE from_on <= k.placed_on AND event <= k.commission_id
                                        ORDER BY policy_id DESC LIMIT 1);

-- The reversals of what took cost back, where an invoice has taken its place since.
CREATE VIEW cost_restored AS
SELECT e.entry_id
  FROM entry e JOIN entry o ON o.entry_id = e.reverses_id
 WHERE (o.kind = 'credit-note.record' OR o.kind = 'refund.record')
   AND EXISTS (SELECT 1 FROM transfer t JOIN account c ON c.account_id = t.credit_account_id
                WHERE t.entry_id = o.entry_id AND c.kind = 'spent')
   AND EXISTS (SELECT 1 FROM entry y WHERE y.child_id = e.child_id AND y.commission_id = e.commission_id
                  AND y.kind = 'invoice.record' AND y.entry_id > o.entry_id AND y.entry_id < e.entry_id
                  AND NOT EXISTS (SELECT 1 FROM entry u WHERE u.reverses_id = y.entry_id AND u.entry_id < e.entry_id));

-- What was paid at once, transfer by transfer: what of it is cost, and what left the pilot's accounts. What somebody
-- holds, or gave in kind, is no part of it; what was written off is settled.
CREATE VIEW paid_at_once AS
SELECT e.child_id, e.commission_id, e.entry_id,
       t.amount_pence * ((d.kind IN ('cost', 'vat')) - (c.kind IN ('cost', 'vat'))) * (o.kind <> 'debt.write-off') AS cost_pence,
       t.amount_pence * ((c.kind IN ('bank', 'card', 'imprest', 'pocket')) - (d.kind IN ('bank', 'card', 'imprest', 'pocket'))) AS paid_pence
  FROM entry e
  JOIN entry o ON o.entry_id = coalesce(e.reverses_id, e.entry_id)
  JOIN transfer t ON t.entry_id = e.entry_id
  JOIN account d ON d.account_id = t.debit_account_id
  JOIN account c ON c.account_id = t.credit_account_id
 WHERE d.kind <> 'held' AND c.kind <> 'held' AND c.kind <> 'notional' AND d.kind <> 'notional';

-- Money in other hands: what is handed out is promised for what it is handed out for, by an agreement, and on no day
-- more of it comes back or is accounted for. Nobody is asked for what they accounted for, may keep or need not repay, by
-- what was agreed when they were paid; and what was asked back stays asked once money came.
CREATE VIEW hands_fault AS
SELECT e.entry_id AS event, CASE
       WHEN e.kind = 'debt.record' AND g.basis IS NULL THEN 'AGREEMENT_MISSING'
       WHEN e.kind = 'debt.record' AND g.basis <> 's17A' AND (g.repayable = 0 OR g.on_benefit = 1) THEN 'REPAYMENT_FORBIDDEN'
       WHEN e.kind = 'debt.record' OR e.kind = 'refund.record'
            THEN (SELECT CASE WHEN total(pence * (commission_id = k.commission_id)) < 0
                              THEN iif(e.kind = 'debt.record', 'DEBT_ABOVE_UNACCOUNTED', 'ACCOUNTED_ABOVE_PAID')
                              WHEN e.kind = 'debt.record'
                                   AND total(max(0, pence)) < coalesce(g.contingency_weeks * g.weekly_pence, 0)
                              THEN 'DEBT_WITHIN_CONTINGENCY' END
                    FROM (SELECT o.commission_id,
                                 min(sum(p.cost_pence), sum(p.paid_pence))
                                 - (SELECT coalesce(sum(r.amount_pence), 0) FROM receipt r
                                     WHERE r.commission_id = o.commission_id AND r.event < e.entry_id
                                       AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = r.event AND c.event < e.entry_id)) AS pence
                            FROM commission o
                            JOIN paid_at_once p ON p.child_id = o.child_id AND p.commission_id = o.commission_id
                                               AND p.entry_id <= e.entry_id
                           WHERE o.child_id = k.child_id AND o.provider_id = k.provider_id
                           GROUP BY o.commission_id))
       -- By a manager or finance who neither bought nor paid it, with a reason, and of one debt no more than they may
       -- sign for.
       WHEN e.kind = 'debt.write-off'
            AND (e.note IS NULL OR w.practitioner_id = k.practitioner_id
                 OR EXISTS (SELECT 1 FROM entry p JOIN event x ON x.seq = p.entry_id
                             WHERE p.child_id = e.child_id AND p.commission_id = e.commission_id AND p.entry_id < e.entry_id
                               AND (p.kind = 'buy' OR p.kind = 'payment.record') AND x.actor_id = w.practitioner_id)
                 OR w.event <= e.entry_id
                    AND (w.role = 'lead_professional' OR w.role = 'evaluator'
                         OR w.sign_off_limit_pence <
                            (SELECT sum(m.spent_pence)
                               FROM entry y
                               JOIN entry u ON u.entry_id = coalesce(y.reverses_id, y.entry_id) AND u.kind = 'debt.write-off'
                               JOIN transfer_effect m ON m.entry_id = y.entry_id
                              WHERE y.child_id = e.child_id AND y.commission_id = e.commission_id AND y.entry_id <= e.entry_id)))
            THEN 'WRITE_OFF_WITHOUT_AUTHORITY'
       WHEN e.kind = 'debt.write-off'
            THEN iif(a.invoiced_pence > a.paid_pence
                     OR 0 > (SELECT total(t.amount_pence * ((d.kind = 'creditor') - (c.kind = 'creditor')))
                               FROM entry y
                               JOIN entry u ON u.entry_id = coalesce(y.reverses_id, y.entry_id)
                                           AND (u.kind = 'debt.write-off' OR u.kind = 'debt.record' AND y.effective_on <= e.effective_on)
                               JOIN transfer t ON t.entry_id = y.entry_id
                               JOIN account d ON d.account_id = t.debit_account_id
                               JOIN account c ON c.account_id = t.credit_account_id
                              WHERE y.child_id = e.child_id AND y.commission_id = e.commission_id AND y.entry_id <= e.entry_id),
                     'WRITE_OFF_ABOVE_DEBT', NULL)
       WHEN e.kind = 'entry.reverse' AND a.invoiced_pence > a.paid_pence
            AND 'debt.record' = (SELECT kind FROM entry o WHERE o.entry_id = e.reverses_id) THEN 'REVERSAL_BLOCKED'
       WHEN e.kind = 'account.move'
            AND EXISTS (SELECT 1 FROM transfer t JOIN account d ON d.account_id = t.debit_account_id
                         WHERE t.entry_id = e.entry_id AND d.kind = 'held')
            AND (g.event IS NULL OR g.basis IS NOT NULL AND g.other_ways IS NULL) THEN 'AGREEMENT_MISSING'
       WHEN e.kind = 'account.move'
            AND EXISTS (SELECT 1 FROM transfer t JOIN account d ON d.account_id = t.debit_account_id
                         WHERE t.entry_id = e.entry_id AND d.kind = 'held')
            AND 1 = (SELECT stops_orders FROM provider_step
                      WHERE provider_id = k.provider_id AND from_on <= e.effective_on AND event <= e.entry_id
                      ORDER BY from_on DESC, event DESC LIMIT 1) THEN 'PROVIDER_SUSPENDED'
       ELSE (SELECT CASE WHEN min(held_pence) < 0 THEN 'RETURN_ABOVE_ADVANCE'
                         WHEN last_pence > a.committed_pence THEN 'HELD_ABOVE_COMMITTED' END
               FROM (SELECT sum(t.amount_pence * ((d.kind = 'held') - (c.kind = 'held'))) OVER (ORDER BY y.effective_on) AS held_pence,
                            sum(t.amount_pence * ((d.kind = 'held') - (c.kind = 'held'))) OVER () AS last_pence
                       FROM entry y
                       JOIN transfer t ON t.entry_id = y.entry_id
                       JOIN account d ON d.account_id = t.debit_account_id
                       JOIN account c ON c.account_id = t.credit_account_id
                      WHERE y.child_id = e.child_id AND y.commission_id = e.commission_id AND y.entry_id <= e.entry_id))
       END AS fault
  FROM entry e
  JOIN event v ON v.seq = e.entry_id
  JOIN practitioner w ON w.practitioner_id = v.actor_id
  JOIN commission_after a ON a.entry_id = e.entry_id
  JOIN commission k ON k.commission_id = a.commission_id
  LEFT JOIN agreement g ON g.event = (SELECT n.event FROM agreement n
                                       WHERE n.provider_id = k.provider_id AND n.child_id = k.child_id AND n.event < e.entry_id
                                         AND NOT EXISTS (SELECT 1 FROM correction x WHERE x.undoes = n.event AND x.event < e.entry_id)
                                         AND n.agreed_on <= iif(e.kind = 'debt.record', coalesce(
                                                 (SELECT min(p.effective_on) FROM entry p
                                                   WHERE p.child_id = e.child_id AND p.commission_id = e.commission_id
                                                     AND (p.kind = 'buy' OR p.kind = 'payment.record') AND p.entry_id < e.entry_id),
                                                 e.effective_on), e.effective_on)
                                       ORDER BY n.agreed_on DESC, n.event DESC LIMIT 1)
 WHERE e.entry_id <> e.commission_id
   AND (e.kind = 'debt.record' OR e.kind = 'debt.write-off'
        OR EXISTS (SELECT 1 FROM agreement WHERE provider_id = k.provider_id));

-- An entry about what was ordered before, as it left that.
CREATE VIEW order_fault AS
SELECT e.entry_id AS event, CASE
       -- What waits is not billed, paid or changed, and what goes away does not wait on.
       WHEN a.waiting IS NOT NULL
            AND (a.waiting <> e.entry_id AND e.kind <> 'credit-note.record' AND e.kind <> 'refund.record' AND e.kind <> 'entry.reverse'
                 OR a.closed_by IS NOT NULL OR a.waiting = e.reverses_id) THEN 'APPROVAL_PENDING'
       -- No more than the limit or what was approved is promised without asking, or billed at all.
       WHEN a.waiting IS NULL
            AND CASE WHEN e.kind = 'invoice.record' OR EXISTS (SELECT 1 FROM cost_restored WHERE entry_id = e.entry_id)
                     THEN a.invoiced_pence
                     WHEN e.kind = 'commission.amend' THEN a.committed_pence + a.spent_pence END
                > max(k.limit_pence, a.approved_pence) THEN 'SIGN_OFF_EXCEEDED'
       -- No more is billed than was last ordered and the policy tolerates, without VAT. Asked of a bill for which
       -- more is drawn: any other is within what was promised.
       WHEN (e.kind = 'invoice.record'
             AND EXISTS (SELECT 1 FROM transfer t JOIN account c ON c.account_id = t.credit_account_id
                          WHERE t.entry_id = e.entry_id AND c.kind = 'available')
             OR EXISTS (SELECT 1 FROM cost_restored WHERE entry_id = e.entry_id))
            AND a.spent_pence >
                (SELECT g.pence + min(g.pence *
                              coalesce((SELECT percent_above FROM policy WHERE from_on <= e.effective_on AND event <= e.entry_id
                                         ORDER BY policy_id DESC LIMIT 1), 10) / 100,
                              coalesce((SELECT above_pence FROM policy WHERE from_on <= e.effective_on AND event <= e.entry_id
                                         ORDER BY policy_id DESC LIMIT 1), 2500))
                   FROM last_agreed g WHERE g.entry_id = e.entry_id) THEN 'INVOICE_ABOVE_COMMISSION'
       -- A refusal gives back what was asked for, and no order without money stays.
       WHEN e.kind = 'commission.refuse'
            AND (d.verdict IS NOT 'refused' OR (d.request = k.commission_id) <> (a.closed_by IS e.entry_id)
                 OR 0 <> (SELECT sum(m.committed_pence) FROM transfer_effect m
                           WHERE (m.entry_id = e.entry_id OR m.entry_id = d.request) AND m.commission_id = k.commission_id))
            THEN 'DECISION_WITHOUT_ENTRY'
       -- What depends on an outcome is not billed before that is recorded, nor once it lapsed; nor does a last
       -- bill end the order before either.
       WHEN f.event IS NOT NULL
            AND CASE (NOT EXISTS (SELECT 1 FROM tariff_reached o WHERE o.commission_id = f.event
                                     AND o.event < e.entry_id AND coalesce(o.undone_by > e.entry_id, 1)))
                     + 2 * (NOT EXISTS (SELECT 1 FROM tariff_lapse l WHERE l.commission_id = f.event
                                           AND l.entry_id <= e.entry_id AND coalesce(l.undone_by > e.entry_id, 1)))
                     WHEN 3 THEN a.invoiced_pence > f.base_pence OR e.kind = 'invoice.record' AND a.closed_by = e.entry_id
                     WHEN 2 THEN 0
                     ELSE a.invoiced_pence > f.base_pence END THEN 'TARIFF_NOT_EARNED'
       WHEN a.invoiced_pence > f.base_pence + f.held_pence THEN 'TARIFF_ABOVE_PRICE'
       WHEN f.event IS NOT NULL AND e.kind = 'commission.amend' THEN 'TARIFF_FIXED'
       -- Once, after the day; and exactly what was held.
       WHEN e.kind = 'commission.lapse'
            AND (e.effective_on <= f.due_on
                 OR EXISTS (SELECT 1 FROM tariff_reached o WHERE o.commission_id = f.event
                               AND o.event < e.entry_id AND coalesce(o.undone_by > e.entry_id, 1))
                 OR EXISTS (SELECT 1 FROM tariff_lapse l WHERE l.commission_id = f.event
                               AND l.entry_id < e.entry_id AND coalesce(l.undone_by > e.entry_id, 1))
                 OR NOT (SELECT min(m.committed_pence < 0 AND m.spent_pence = 0 AND m.invoiced_pence = 0 AND m.paid_pence = 0)
                                AND (-sum(m.committed_pence) = f.held_net_pence
                                     OR a.committed_pence = 0 AND -sum(m.committed_pence) < f.held_net_pence)
                           FROM transfer_effect m WHERE m.entry_id = e.entry_id)) THEN 'LAPSE_NOT_DUE'
       WHEN a.closed_by <> e.entry_id AND (e.kind = 'invoice.record' OR e.kind = 'commission.amend' OR e.kind = 'commission.cancel')
            THEN 'COMMISSION_CLOSED'
       WHEN a.closed_by IS NOT NULL AND a.committed_pence <> 0 THEN 'COMMISSION_CLOSED_WITH_MONEY'
       -- What comes back to a closed budget goes on to the pools, and only that; what is undone leaves nothing there.
       WHEN (e.kind = 'credit-note.record' OR e.kind = 'refund.record' OR e.kind = 'debt.record'
             OR e.kind = 'entry.reverse'
                AND EXISTS (SELECT 1 FROM budget_closed x WHERE x.entry_id = e.entry_id AND x.child_id = e.child_id))
            AND 0 <> (SELECT coalesce(sum(t.amount_pence * iif(
                                 EXISTS (SELECT 1 FROM budget_closed x WHERE x.entry_id = e.entry_id AND x.child_id = e.child_id),
                                 (d.kind = 'available') - (c.kind = 'available'), d.kind = 'pool')), 0)
                        FROM transfer t
                        JOIN account d ON d.account_id = t.debit_account_id
                        JOIN account c ON c.account_id = t.credit_account_id
                       WHERE t.entry_id = e.entry_id) THEN 'BUDGET_CLOSED_WITH_MONEY'
       WHEN e.kind <> 'credit-note.record' AND e.kind <> 'refund.record' AND e.kind <> 'entry.reverse'
            AND a.paid_pence > a.invoiced_pence
            -- What is given in kind is settled by an invoice, whatever the provider owes in cash; what is handed out is held.
            AND EXISTS (SELECT 1 FROM transfer t JOIN account c ON c.account_id = t.credit_account_id
                                                 JOIN account d ON d.account_id = t.debit_account_id
                         WHERE t.entry_id = e.entry_id AND d.kind <> 'held' AND (c.kind = 'bank' OR c.kind = 'card' OR c.kind = 'imprest' OR c.kind = 'pocket'))
            THEN 'PAYMENT_EXCEEDS_OWED'
       END AS fault
  FROM entry e
  JOIN commission_after a ON a.entry_id = e.entry_id
  JOIN commission k ON k.commission_id = a.commission_id
  LEFT JOIN decision d ON d.event = e.entry_id
  LEFT JOIN tariff f ON f.event = k.commission_id
 WHERE e.entry_id <> e.commission_id;

-- Who draws more for what was ordered before: judged as an order is, by the limits and conflicts of its day.
CREATE VIEW drawer_fault AS
SELECT e.entry_id AS event, CASE
       WHEN (w.practitioner_id = k.practitioner_id OR w.role = 'lead_professional') AND w.event <= e.entry_id
            AND iif(e.kind = 'invoice.record', a.invoiced_pence, a.committed_pence + a.spent_pence)
                > max(a.approved_pence, coalesce(w.sign_off_limit_pence,
                      (SELECT sign_off_limit_pence FROM policy WHERE from_on <= e.effective_on AND event <= e.entry_id
                        ORDER BY policy_id DESC LIMIT 1), 9e15))
            OR (e.kind = 'commission.amend' OR a.invoiced_pence > a.approved_pence)
               AND EXISTS (SELECT 1 FROM conflict c
                            WHERE c.practitioner_id = w.practitioner_id AND (c.child_id = k.child_id OR c.provider_id = k.provider_id)
                              AND c.conflict_id <= e.entry_id AND e.effective_on >= c.from_on
                              AND e.effective_on <= coalesce(iif(c.event <= e.entry_id, c.until_on, NULL), e.effective_on))
            THEN 'SIGN_OFF_EXCEEDED'
       END AS fault
  FROM entry e
  CROSS JOIN event v ON v.seq = e.entry_id
  CROSS JOIN commission_after a ON a.entry_id = e.entry_id
  CROSS JOIN commission k ON k.commission_id = a.commission_id
  CROSS JOIN practitioner w ON w.practitioner_id = k.practitioner_id OR w.practitioner_id = v.actor_id
 WHERE (e.kind = 'commission.amend' OR e.kind = 'invoice.record') AND a.waiting IS NULL
   AND EXISTS (SELECT 1 FROM transfer t JOIN account s ON s.account_id = t.credit_account_id
                WHERE t.entry_id = e.entry_id AND s.kind = 'available');

-- The row of a commission: placed by the entry of its number, closed by one about it, by somebody who was there.
CREATE VIEW commission_fault AS
SELECT k.commission_id, k.commission_id AS event, CASE
       WHEN e.commission_id IS NOT k.commission_id OR e.child_id IS NOT k.child_id OR e.effective_on <> k.placed_on
            OR e.kind <> 'commission.place' AND e.kind <> 'buy' THEN 'COMMISSION_WITHOUT_ENTRY'
       WHEN 'child' <> (SELECT spent_on FROM category WHERE category_id = k.category_id) THEN 'CATEGORY_MISPLACED'
       WHEN k.closed_by <> k.commission_id
            AND k.commission_id IS NOT (SELECT commission_id FROM entry WHERE entry_id = k.closed_by) THEN 'CLOSED_WITHOUT_ENTRY'
       WHEN w.event <= k.commission_id AND (w.left_on < k.placed_on OR w.joined_on > k.placed_on) THEN 'PRACTITIONER_NOT_THERE'
       WHEN k.need_id IS NOT NULL AND k.child_id <> (SELECT child_id FROM need WHERE need_id = k.need_id) THEN 'NEED_OF_ANOTHER_CHILD'
       WHEN k.need_id IS NOT NULL
            AND EXISTS (SELECT 1 FROM correction c WHERE c.fact = k.need_id AND c.withdrawn = 1 AND c.event < k.commission_id)
            THEN 'FACT_WITHDRAWN'
       WHEN k.waiting IS NOT (SELECT max(q.event) FROM request q WHERE q.commission_id = k.commission_id
                                 AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.request = q.event))
            OR k.approved_pence <> (SELECT coalesce(max(q.asked_pence), 0) FROM request q JOIN decision d ON d.request = q.event
                                     WHERE q.commission_id = k.commission_id AND d.verdict = 'approved') THEN 'FIGURE_WITHOUT_REQUEST'
       END AS fault
  FROM commission k
  LEFT JOIN entry e ON e.entry_id = k.commission_id
  LEFT JOIN practitioner w ON w.practitioner_id = k.practitioner_id;

-- A request is made by an order or a change of it.
CREATE VIEW request_fault AS
SELECT q.event, CASE WHEN NOT EXISTS (SELECT 1 FROM entry e WHERE e.entry_id = q.event AND e.commission_id = q.commission_id
                                         AND (e.kind = 'commission.place' OR e.kind = 'commission.amend'))
                     THEN 'REQUEST_OUT_OF_ORDER' END AS fault
  FROM request q;

-- A decision: by whom, and with which entry.
CREATE VIEW decision_fault AS
SELECT d.event, CASE
       WHEN d.verdict <> 'withdrawn' AND k.closed_by < d.event THEN 'COMMISSION_CLOSED'
       -- Approval moves no money, all else gives it back.
       WHEN CASE d.verdict WHEN 'approved' THEN e.entry_id IS NOT NULL
                 WHEN 'refused' THEN e.kind IS NOT 'commission.refuse'
                 ELSE (e.kind = 'commission.cancel' OR e.reverses_id = d.request) IS NOT TRUE END
            OR e.entry_id IS NOT NULL AND e.commission_id IS NOT q.commission_id THEN 'DECISION_WITHOUT_ENTRY'
       WHEN d.verdict = 'withdrawn' THEN NULL
       -- What was approved on paper is asked for by the buyer, whoever takes it in; not the buyer.
       WHEN d.decided_by = k.practitioner_id
            OR iif(d.on_paper, k.practitioner_id, d.decided_by) = (SELECT actor_id FROM event WHERE seq = q.event) THEN 'OWN_REQUEST'
       WHEN EXISTS (SELECT 1 FROM conflict c
                     WHERE c.practitioner_id = d.decided_by AND (c.child_id = k.child_id OR c.provider_id = k.provider_id)
                       AND c.conflict_id <= d.event AND d.decided_on >= c.from_on
                       AND d.decided_on <= coalesce(iif(c.event <= d.event, c.until_on, NULL), d.decided_on)) THEN 'APPROVER_HAS_CONFLICT'
       -- Somebody in a band of the day's policy that reaches the amount; without bands, any manager.
       WHEN w.event <= d.event
            AND NOT iif(EXISTS (SELECT 1 FROM policy_band b WHERE b.policy_id = y.policy_id),
                        EXISTS (SELECT 1 FROM policy_band b WHERE b.policy_id = y.policy_id
                                   AND (b.role = w.role OR b.practitioner_id = w.practitioner_id)
                                   AND coalesce(b.up_to_pence, q.asked_pence) >= q.asked_pence),
                        w.role IN ('administrator', 'manager', 'finance')) THEN 'BAND_TOO_LOW'
       END AS fault
  FROM decision d
  JOIN request q ON q.event = d.request
  JOIN commission k ON k.commission_id = q.commission_id
  JOIN practitioner w ON w.practitioner_id = d.decided_by
  LEFT JOIN entry e ON e.entry_id = d.event
  LEFT JOIN policy y ON y.policy_id = (SELECT policy_id FROM policy WHERE from_on <= d.decided_on AND event <= d.event
                                        ORDER BY policy_id DESC LIMIT 1);

-- Only what somebody paid themselves is claimed.
CREATE VIEW claim_fault AS
SELECT q.event, CASE WHEN 'pocket' IS NOT (SELECT kind FROM account WHERE account_id = q.account_id) THEN 'POCKET_MISPLACED' END AS fault
  FROM claim q;

-- Nobody approves or refuses what they claim themselves, or recorded for another; nobody else withdraws it.
CREATE VIEW claim_decision_fault AS
SELECT d.event, CASE
       WHEN d.verdict = 'withdrawn' THEN iif(d.decided_by <> a.holder_id AND d.decided_by <> x.actor_id, 'CLAIM_OF_ANOTHER', NULL)
       WHEN d.decided_by = a.holder_id OR d.decided_by = x.actor_id THEN 'OWN_CLAIM'
       WHEN w.event <= d.event AND w.role NOT IN ('administrator', 'manager', 'finance') THEN 'ROLE_MAY_NOT'
       END AS fault
  FROM claim_decision d
  JOIN claim q ON q.event = d.claim
  JOIN account a ON a.account_id = q.account_id
  JOIN event x ON x.seq = q.event
  JOIN practitioner w ON w.practitioner_id = d.decided_by;

-- What moved somebody's own money, and the number it counts from: a purchase or payment its own, what pays a claim
-- the claim's, what came back the first that was paid of it, and what undoes the number of what it undid.
CREATE VIEW pocket_movement AS
SELECT a.account_id, t.entry_id, e.effective_on, CASE o.kind
       WHEN 'claim.pay' THEN (SELECT claim FROM claim_payment WHERE event = o.entry_id)
       WHEN 'refund.record'
       THEN coalesce((SELECT min(x.entry_id) FROM entry x JOIN transfer y ON y.entry_id = x.entry_id
                       WHERE x.child_id = o.child_id AND x.commission_id = o.commission_id
                         AND y.credit_account_id = a.account_id), o.entry_id)
       ELSE o.entry_id END AS counts_from,
       t.amount_pence * iif(t.credit_account_id = a.account_id, 1, -1) AS owed_pence
  FROM account a
 CROSS JOIN transfer t ON t.credit_account_id = a.account_id OR t.debit_account_id = a.account_id
 CROSS JOIN entry e ON e.entry_id = t.entry_id
 CROSS JOIN entry o ON o.entry_id = coalesce(e.reverses_id, e.entry_id)
 WHERE a.kind = 'pocket';

-- What a claim pays, if it is paid: what is owed of what was paid before it, that no later claim has paid.
CREATE VIEW claim_owed AS
SELECT q.event AS claim, max(0, min(q.amount_pence, -a.balance_pence,
           (SELECT min(-a.balance_pence - coalesce((SELECT sum(m.owed_pence) FROM pocket_movement m
                                                     WHERE m.account_id = q.account_id AND m.entry_id > q.event
                                                       AND m.counts_from > c.event), 0))
              FROM claim c WHERE c.account_id = q.account_id AND c.event >= q.event))) AS owed_pence
  FROM claim q JOIN account a ON a.account_id = q.account_id;

-- A claim is paid once, no more than was approved, by another than whoever claims, who does not undo it either.
CREATE VIEW claim_payment_fault AS
SELECT e.entry_id AS event, CASE
       WHEN 'approved' IS NOT (SELECT verdict FROM claim_decision WHERE claim = p.claim AND event < e.entry_id) THEN 'CLAIM_NOT_APPROVED'
       WHEN EXISTS (SELECT 1 FROM claim_payment o
                     WHERE o.claim = p.claim AND o.event < e.entry_id
                       AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = o.event AND r.entry_id < e.entry_id)) THEN 'CLAIM_PAID'
       WHEN v.actor_id = (SELECT holder_id FROM account WHERE account_id = q.account_id) THEN 'OWN_CLAIM'
       WHEN 1 <> (SELECT count(*) FROM transfer WHERE entry_id = e.entry_id)
            OR NOT EXISTS (SELECT 1 FROM transfer t JOIN account c ON c.account_id = t.credit_account_id
                            WHERE t.entry_id = e.entry_id AND t.debit_account_id = q.account_id AND t.amount_pence <= q.amount_pence
                              AND (c.kind = 'bank' OR c.kind = 'card' OR c.kind = 'imprest')) THEN 'CLAIM_WITHOUT_PAYMENT'
       -- As it stood then: what moved since is taken off, with what was paid after the claim.
       WHEN EXISTS (SELECT 1 FROM claim c JOIN account a ON a.account_id = c.account_id
                     WHERE c.account_id = q.account_id AND c.event >= q.event AND c.event < e.entry_id
                       AND -a.balance_pence < (SELECT total(m.owed_pence) FROM pocket_movement m
                                                WHERE m.account_id = q.account_id AND m.entry_id > q.event
                                                  AND (m.entry_id > e.entry_id OR m.counts_from > c.event))) THEN 'CLAIM_NOT_OWED'
       END AS fault
  FROM entry e
  JOIN event v ON v.seq = e.entry_id
  LEFT JOIN claim_payment p ON p.event = e.entry_id
  LEFT JOIN claim q ON q.event = p.claim
 WHERE e.kind = 'claim.pay'
 UNION ALL
SELECT e.entry_id, iif(v.actor_id = a.holder_id, 'OWN_CLAIM', NULL)
  FROM entry e
  JOIN event v ON v.seq = e.entry_id
  JOIN claim_payment p ON p.event = e.reverses_id
  JOIN claim q ON q.event = p.claim
  JOIN account a ON a.account_id = q.account_id
 WHERE e.reverses_id IS NOT NULL
 UNION ALL
SELECT p.event, iif('claim.pay' IS NOT (SELECT kind FROM entry WHERE entry_id = p.event), 'CLAIM_WITHOUT_PAYMENT', NULL)
  FROM claim_payment p;

-- A hand-over comes after the one before.
CREATE VIEW lead_fault AS
SELECT l.child_id, l.from_on, l.event, CASE WHEN EXISTS (SELECT 1 FROM lead o
            WHERE o.child_id = l.child_id AND o.from_on > l.from_on AND o.event < l.event) THEN 'LEAD_OUT_OF_ORDER' END AS fault
  FROM lead l;

-- Versions of the policy are numbered as they come, and none reaches back behind the one before.
CREATE VIEW policy_fault AS
SELECT y.policy_id, y.event, CASE
       WHEN y.policy_id <> 1 AND NOT EXISTS (SELECT 1 FROM policy o
                 WHERE o.policy_id = y.policy_id - 1 AND o.from_on <= y.from_on AND o.event < y.event) THEN 'POLICY_OUT_OF_ORDER'
       END AS fault
  FROM policy y;

-- A budget opens through the gates of the policy of its day, and closes with nothing in it.
CREATE VIEW budget_fault AS
SELECT b.child_id, b.event, CASE
       WHEN ch.arm = 'comparison' THEN 'COMPARISON_CHILD_HAS_NO_BUDGET'
       WHEN y.gate_caf = 'required' AND ch.event <= b.opened_by
            AND (coalesce(ch.caf_ref, ch.caf_on) IS NULL OR ch.caf_on > b.opened_on) THEN 'GATE_CAF'
       WHEN y.gate_consent = 'required' AND ch.event <= b.opened_by
            AND (ch.consent_on IS NULL OR ch.consent_on > b.opened_on) THEN 'GATE_CONSENT'
       WHEN y.gate_outcome = 'required' AND b.expected_outcome IS NULL THEN 'GATE_OUTCOME'
       WHEN b.closed_on IS NOT NULL
            AND 0 <> (SELECT coalesce(sum(t.amount_pence
                             * ((d.child_id IS b.child_id AND d.kind <> 'spent') - (c.child_id IS b.child_id AND c.kind <> 'spent'))), 0)
                        FROM entry e
                        JOIN transfer t ON t.entry_id = e.entry_id
                        JOIN account d ON d.account_id = t.debit_account_id
                        JOIN account c ON c.account_id = t.credit_account_id
                       WHERE (e.child_id = b.child_id OR e.kind = 'budget.move'
                              OR e.reverses_id IN (SELECT entry_id FROM entry WHERE kind = 'budget.move'))
                         AND e.entry_id <= b.event) THEN 'BUDGET_CLOSED_WITH_MONEY'
       END AS fault
  FROM (SELECT child_id, opened_on, closed_on, expected_outcome, event,
               coalesce((SELECT min(entry_id) FROM entry
                             WHERE child_id = budget.child_id AND commission_id IS NULL AND kind = 'budget.open'), event) AS opened_by
          FROM budget) b
  JOIN child ch ON ch.child_id = b.child_id
  LEFT JOIN policy y ON y.policy_id = (SELECT policy_id FROM policy WHERE from_on <= b.opened_on AND event <= b.opened_by
                                        ORDER BY policy_id DESC LIMIT 1);

-- Months are closed and re-opened by turns, with the hash of the event before.
CREATE VIEW month_mark_fault AS
SELECT m.event, CASE
       WHEN m.head_hash IS NOT (SELECT hash FROM event WHERE seq = m.event - 1)
            OR m.mark = coalesce((SELECT mark FROM month_mark b WHERE b.month = m.month AND b.event < m.event
                                   ORDER BY b.event DESC LIMIT 1), 'reopened') THEN 'MONTH_MARK_OUT_OF_ORDER'
       END AS fault
  FROM month_mark m;

-- What a month is signed at and hands on is of a month that closes. An account that moved in it has had a statement or a
-- count by then, or a reason why not, unless the policy of its last day says that nobody sends any.
CREATE VIEW month_account_fault AS
SELECT a.event, a.account_id, CASE
       WHEN m.mark <> 'closed' THEN 'MONTH_END_ALONE'
       WHEN a.statement_pence IS NULL AND a.reason IS NULL
            AND NOT EXISTS (SELECT 1 FROM cash_count WHERE account_id = a.account_id AND event < a.event
                               AND counted_on < date(m.month || '-01', '+1 month'))
            AND NOT EXISTS (SELECT 1 FROM policy_account q
                             WHERE q.account_id = a.account_id AND q.statements = 0
                               AND q.policy_id = (SELECT policy_id FROM policy
                                                   WHERE from_on < date(m.month || '-01', '+1 month') AND event < a.event
                                                   ORDER BY policy_id DESC LIMIT 1))
            AND EXISTS (SELECT 1 FROM entry e CROSS JOIN transfer t ON t.entry_id = e.entry_id
                         WHERE e.effective_on >= m.month || '-01' AND e.effective_on < date(m.month || '-01', '+1 month')
                           AND e.entry_id < a.event
                           AND (t.debit_account_id = a.account_id OR t.credit_account_id = a.account_id))
            THEN 'MONTH_WITHOUT_STATEMENT'
       END AS fault
  FROM month_account a JOIN month_mark m ON m.event = a.event;
CREATE VIEW month_end_fault AS
SELECT a.event, CASE WHEN m.mark <> 'closed' THEN 'MONTH_END_ALONE' END AS fault
  FROM month_end a JOIN month_mark m ON m.event = a.event;

-- A journal goes on where the one before it ended, and hands over a month that is closed.
CREATE VIEW journal_issue_fault AS
SELECT j.event, CASE
       WHEN EXISTS (SELECT 1 FROM journal_issue o WHERE o.reference = j.reference AND o.event < j.event) THEN 'REFERENCE_ISSUED'
       WHEN j.up_to_entry >= j.event
            OR j.after_entry IS NOT coalesce((SELECT max(o.up_to_entry) FROM journal_issue o
                                               WHERE o.month = j.month AND o.kind = j.kind AND o.event < j.event), 0)
            OR 'closed' IS NOT (SELECT mark FROM month_mark m WHERE m.month = j.month AND m.event <= j.event
                                 ORDER BY m.event DESC LIMIT 1) THEN 'JOURNAL_OUT_OF_ORDER'
       END AS fault
  FROM journal_issue j;

-- A score lies on its scale, and is one of its day, item and informant, unless the other was corrected by then.
CREATE VIEW outcome_fault AS
SELECT o.outcome_id, o.event, CASE
       WHEN o.value_thousandths NOT BETWEEN m.lowest_thousandths AND m.highest_thousandths THEN 'OUTCOME_OUT_OF_RANGE'
       WHEN EXISTS (SELECT 1 FROM outcome s
                     WHERE s.child_id = o.child_id AND s.measure_id = o.measure_id AND s.item = o.item
                       AND s.informant = o.informant AND s.observed_on = o.observed_on
                       AND s.outcome_id <> o.outcome_id AND s.event <= o.event
                       AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = s.event AND c.event <= o.event))
            THEN 'OUTCOME_RECORDED_OTHERWISE'
       END AS fault
  FROM outcome o JOIN measure m ON m.measure_id = o.measure_id;

-- What is counted from what is recorded here has no other value.
CREATE VIEW area_actual_fault AS
SELECT a.event, CASE WHEN t.measure_id IS NOT NULL OR t.indicator = 'needs_achieved' THEN 'INDICATOR_COUNTED' END AS fault
  FROM area_actual a JOIN area_target t ON t.event = a.target;

-- What had happened to the same child, as it was known when a happening was recorded.
CREATE VIEW happening_known AS
SELECT h.event AS at, o.event, o.kind, o.happened_on, o.to_whom
  FROM happening h JOIN happening o ON o.child_id = h.child_id AND o.event < h.event
 WHERE NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = o.event AND c.event <= h.event);

-- Nothing happens before a child is born, but to one whose month of birth was only expected when the case began: it was
-- assessed or registered before. Then nobody is excluded or in care. (What is amended of a child later judges nothing.)
-- Nothing happens after a child left; care is left and a placement moved by who is in care, entered by who is not; an
-- answer is one to a referral to the same service that has none; and the same does not happen twice on a day.
-- Nor is a child permanently excluded twice, with nothing between that shows another school; an assessment is closed and
-- comes back in turn.
CREATE VIEW child_begun AS
SELECT ch.child_id, ch.event, ch.born,
       iif(ch.born <= min(coalesce(ch.caf_on, '9999'),
                          (SELECT v.day FROM lead l JOIN event v ON v.seq = l.event
                            WHERE l.child_id = ch.child_id ORDER BY l.from_on LIMIT 1)), ch.born, '') AS since
  FROM child ch;
CREATE VIEW happening_fault AS
SELECT h.event, CASE
       WHEN ch.event < h.event
            AND substr(h.happened_on, 1, 7) < iif(h.kind IN ('excluded', 'permanently_excluded', 'entered_care', 'left_care',
                                                             'placement_moved'), ch.born, ch.since) THEN 'HAPPENED_BEFORE_BIRTH'
       WHEN EXISTS (SELECT 1 FROM happening_known o
                     WHERE o.at = h.event AND (o.kind = 'left' AND o.happened_on < h.happened_on
                                               OR h.kind = 'left' AND o.happened_on > h.happened_on)) THEN 'CHILD_HAS_LEFT'
       WHEN h.kind IN ('entered_care', 'left_care', 'placement_moved')
            AND (h.kind = 'entered_care') =
                ('entered_care' IS (SELECT o.kind FROM happening_known o
                                     WHERE o.at = h.event AND o.kind IN ('entered_care', 'left_care')
                                       AND o.happened_on <= h.happened_on
                                     ORDER BY o.happened_on DESC, o.event DESC LIMIT 1))
            THEN iif(h.kind = 'entered_care', 'IN_CARE_ALREADY', 'NOT_IN_CARE')
       WHEN h.kind IN ('waiting', 'accepted', 'rejected')
            AND 0 >= (SELECT total(iif(o.kind = 'referred', 1, -1)) FROM happening_known o
                       WHERE o.at = h.event AND o.kind IN ('referred', 'accepted', 'rejected') AND o.to_whom = h.to_whom
                         AND o.happened_on <= h.happened_on) THEN 'ANSWER_WITHOUT_REFERRAL'
       WHEN EXISTS (SELECT 1 FROM happening_known o
                     WHERE o.at = h.event AND o.kind = h.kind AND o.happened_on = h.happened_on AND o.to_whom IS h.to_whom)
            THEN 'HAPPENED_ALREADY'
       WHEN h.kind IN ('permanently_excluded', 'caf_closed', 're_referred')
            AND (h.kind IN ((SELECT o.kind FROM happening_known o
                              WHERE o.at = h.event AND o.happened_on <= h.happened_on AND instr(h.beside, ' ' || o.kind || ' ')
                              ORDER BY o.happened_on DESC, o.event DESC LIMIT 1),
                            (SELECT o.kind FROM happening_known o
                              WHERE o.at = h.event AND o.happened_on > h.happened_on AND instr(h.beside, ' ' || o.kind || ' ')
                              ORDER BY o.happened_on, o.event LIMIT 1))
                 OR h.kind = 're_referred' AND NOT EXISTS (
                    SELECT 1 FROM happening_known o
                     WHERE o.at = h.event AND o.kind = 'caf_closed' AND o.happened_on <= h.happened_on))
            THEN CASE h.kind WHEN 'permanently_excluded' THEN 'EXCLUDED_ALREADY' WHEN 'caf_closed' THEN 'CASE_CLOSED_ALREADY'
                 ELSE 'CASE_NOT_CLOSED' END
       END AS fault
  FROM (SELECT *, iif(kind = 'permanently_excluded', ' permanently_excluded excluded entered_care left_care placement_moved ',
                      ' caf_closed re_referred ') AS beside FROM happening) h
  JOIN child_begun ch ON ch.child_id = h.child_id;

-- What is withdrawn was given, by that day and as it was known, and is not withdrawn already; so was what is the basis.
-- Who lifts a shield leads the case that day, or is a manager or administrator.
CREATE VIEW consent_fault AS
SELECT c.event, CASE
       WHEN b.event < c.event AND substr(c.said_on, 1, 7) < b.since THEN 'HAPPENED_BEFORE_BIRTH'
       WHEN c.kind = 'shield_withdrawn' AND w.role NOT IN ('manager', 'administrator') AND w.event <= c.event
            AND v.actor_id IS NOT (SELECT l.practitioner_id FROM lead l
                                    WHERE l.child_id = c.child_id AND l.event < c.event AND l.from_on <= v.day
                                    ORDER BY l.from_on DESC LIMIT 1) THEN 'SHIELD_OF_ANOTHER'
       WHEN c.purpose = 'explicit_consent' AND c.kind = 'basis' AND NOT EXISTS (
            SELECT 1 FROM consent p
             WHERE p.child_id = c.child_id AND p.kind = 'sharing' AND p.event < c.event AND p.said_on <= c.said_on
               AND NOT EXISTS (SELECT 1 FROM correction k WHERE k.undoes = p.event AND k.event <= c.event)
               AND NOT EXISTS (SELECT 1 FROM consent q
                                WHERE q.child_id = p.child_id AND q.kind = 'sharing_withdrawn' AND q.party = p.party
                                  AND q.event < c.event AND q.said_on <= c.said_on AND (q.said_on, q.event) > (p.said_on, p.event)
                                  AND NOT EXISTS (SELECT 1 FROM correction k WHERE k.undoes = q.event AND k.event <= c.event)))
            THEN 'CONSENT_NOT_GIVEN'
       WHEN c.kind = 'agreement_withdrawn' AND (ch.event > c.event OR ch.consent_on <= c.said_on AND c.last IS NULL) THEN NULL
       WHEN c.kind = 'agreement_withdrawn' AND ch.consent_on <= c.said_on THEN
            iif(c.last_on >= ch.consent_on, 'CONSENT_WITHDRAWN_ALREADY', NULL)
       WHEN c.kind NOT LIKE '%withdrawn' THEN iif(c.last = c.kind AND c.last_on = c.said_on, 'CONSENT_SAID_ALREADY', NULL)
       WHEN c.last IS NULL OR c.kind = 'agreement_withdrawn' THEN 'CONSENT_NOT_GIVEN'
       WHEN c.last = c.kind THEN 'CONSENT_WITHDRAWN_ALREADY'
       END AS fault
  FROM (SELECT h.event, h.child_id, h.kind, h.said_on, h.purpose, o.kind AS last, o.said_on AS last_on
          FROM consent h
          LEFT JOIN consent o ON o.event = (
               SELECT p.event FROM consent p
                WHERE p.child_id = h.child_id AND p.event < h.event AND p.said_on <= h.said_on AND p.party IS h.party
                  AND replace(p.kind, '_withdrawn', '') = replace(h.kind, '_withdrawn', '')
                  AND NOT EXISTS (SELECT 1 FROM correction k WHERE k.undoes = p.event AND k.event <= h.event)
                ORDER BY p.said_on DESC, p.event DESC LIMIT 1)) c
  JOIN child ch ON ch.child_id = c.child_id
  JOIN child_begun b ON b.child_id = c.child_id
  LEFT JOIN event v ON v.seq = c.event
  LEFT JOIN practitioner w ON w.practitioner_id = v.actor_id;

-- What is opened again was closed, by that event and no longer.
CREATE VIEW budget_reopening_fault AS
SELECT r.event, CASE
       WHEN r.closed_by >= r.event
            OR NOT EXISTS (SELECT 1 FROM event v LEFT JOIN entry e ON e.entry_id = v.seq
                            WHERE v.seq = r.closed_by AND v.kind = 'budget.close' AND coalesce(e.child_id, r.child_id) = r.child_id)
            OR EXISTS (SELECT 1 FROM budget b WHERE b.child_id = r.child_id AND b.closed_on IS NOT NULL AND b.event <= r.closed_by)
            THEN 'REOPENING_WITHOUT_CLOSING'
       END AS fault
  FROM budget_reopening r;

-- A correction is of a fact that stood, and what it puts in its place is one of the same kind, of the same child and
-- about the same thing; it comes after it, so that is asked when the event is there. A need under which something was
-- commissioned or bought is not withdrawn, nor the only agreement with a payee who was handed money or asked for it. A lead professional corrects what they recorded, or what is of a child whose
-- case they lead.
CREATE VIEW correction_fault AS
SELECT c.event, CASE
       WHEN c.child_id IS NULL OR EXISTS (SELECT 1 FROM correction o WHERE o.event = c.fact) THEN 'FACT_MISSING'
       WHEN c.undoes IS NOT coalesce((SELECT max(o.event) FROM correction o WHERE o.fact = c.fact AND o.event < c.event), c.fact)
            OR EXISTS (SELECT 1 FROM correction o WHERE o.event = c.undoes AND (o.withdrawn = 1 OR o.kind <> c.kind)) THEN 'FACT_UNDONE'
       WHEN c.withdrawn = 1 AND c.kind = 'need'
            AND EXISTS (SELECT 1 FROM commission k
                         WHERE k.child_id = c.child_id AND k.need_id = c.fact AND k.commission_id < c.event) THEN 'NEED_IN_USE'
       WHEN c.withdrawn = 1 AND c.kind = 'agreement'
            AND EXISTS (SELECT 1 FROM agreement g
                         CROSS JOIN commission k ON k.child_id = g.child_id AND k.provider_id = g.provider_id
                         CROSS JOIN entry e ON e.child_id = k.child_id AND e.commission_id = k.commission_id AND e.entry_id < c.event
                         WHERE g.event = c.fact AND (e.kind = 'account.move' OR e.kind = 'debt.record')
                           AND NOT EXISTS (SELECT 1 FROM agreement n
                                            WHERE n.provider_id = g.provider_id AND n.child_id = g.child_id AND n.event < c.event
                                              AND n.event <> g.event
                                              AND NOT EXISTS (SELECT 1 FROM correction x WHERE x.undoes = n.event AND x.event < c.event)))
            THEN 'AGREEMENT_IN_USE'
       WHEN v.seq IS NOT NULL
            AND c.withdrawn = CASE c.kind
                WHEN 'score' THEN EXISTS (SELECT 1 FROM outcome n JOIN outcome f ON f.child_id = n.child_id AND f.measure_id = n.measure_id
                                           WHERE n.event = c.event AND f.event = c.fact)
                WHEN 'time' THEN EXISTS (SELECT 1 FROM time_spent n WHERE n.event = c.event AND n.child_id = c.child_id)
                WHEN 'delivery' THEN EXISTS (SELECT 1 FROM delivery n JOIN delivery f ON f.commission_id = n.commission_id
                                              WHERE n.event = c.event AND f.event = c.fact)
                WHEN 'need' THEN EXISTS (SELECT 1 FROM need n WHERE n.need_id = c.event AND n.child_id = c.child_id)
                WHEN 'happening' THEN EXISTS (SELECT 1 FROM happening n WHERE n.event = c.event AND n.child_id = c.child_id)
                ELSE 0 END THEN 'CORRECTED_OTHERWISE'
       WHEN w.role = 'lead_professional' AND w.event <= c.event
            AND v.actor_id IS NOT (SELECT r.actor_id FROM event r WHERE r.seq = c.fact)
            AND v.actor_id IS NOT (SELECT l.practitioner_id FROM lead l
                                    WHERE l.child_id = c.child_id AND l.event < c.event AND l.from_on <= v.day
                                    ORDER BY l.from_on DESC LIMIT 1) THEN 'FACT_OF_ANOTHER'
       WHEN c.kind = 'consent' AND w.role NOT IN ('manager', 'administrator') AND w.event <= c.event
            AND EXISTS (SELECT 1 FROM consent h WHERE h.event = c.undoes AND h.kind = 'shield')
            AND v.actor_id IS NOT (SELECT l.practitioner_id FROM lead l
                                    WHERE l.child_id = c.child_id AND l.event < c.event AND l.from_on <= v.day
                                    ORDER BY l.from_on DESC LIMIT 1) THEN 'SHIELD_OF_ANOTHER'
       END AS fault
  FROM corrected_fact c
  LEFT JOIN event v ON v.seq = c.event
  LEFT JOIN practitioner w ON w.practitioner_id = v.actor_id;

-- A child belongs to a family once at a time, and has one main family. What ended since was open.
CREATE VIEW family_member_fault AS
SELECT m.member_id, m.member_id AS event, CASE
       WHEN b.event < m.member_id AND substr(m.from_on, 1, 7) < b.since THEN 'HAPPENED_BEFORE_BIRTH'
       WHEN max(o.family_ref = m.family_ref) THEN 'MEMBER_ALREADY'
       WHEN max(o.kind = 'main' AND m.kind = 'main') THEN 'TWO_MAIN_FAMILIES'
       END AS fault
  FROM family_member m
  JOIN child_begun b ON b.child_id = m.child_id
  LEFT JOIN family_member o ON o.child_id = m.child_id AND o.member_id < m.member_id
   AND (o.until_on IS NULL OR o.event > m.member_id OR m.from_on <= o.until_on)
   AND (m.until_on IS NULL OR m.event > m.member_id OR o.from_on <= m.until_on)
   AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = o.member_id AND c.event < m.member_id)
 GROUP BY m.member_id;

-- A budget is taken over by whom it was offered last, with all that is promised from it.
CREATE VIEW holder_fault AS
SELECT h.event, CASE
       WHEN EXISTS (SELECT 1 FROM holder o WHERE o.child_id = h.child_id AND o.from_on > h.from_on AND o.event < h.event)
            THEN 'HOLDER_OUT_OF_ORDER'
       WHEN h.offer IS NOT (SELECT max(event) FROM holder_offer WHERE child_id = h.child_id AND event <= h.event)
            OR h.practitioner_id IS NOT (SELECT practitioner_id FROM holder_offer WHERE event = h.offer)
            OR h.practitioner_id <> (SELECT actor_id FROM event WHERE seq = h.event) THEN 'HOLDER_NOT_OFFERED'
       WHEN (h.commitments, h.commitments_pence) IS NOT
            (SELECT count(*), coalesce(sum(pence), 0)
               FROM (SELECT sum(m.committed_pence) AS pence
                       FROM entry e JOIN transfer_effect m ON m.entry_id = e.entry_id
                      WHERE e.child_id = h.child_id AND e.commission_id IS NOT NULL AND e.entry_id < h.event
                      GROUP BY e.commission_id HAVING pence > 0)) THEN 'COMMITMENTS_DIFFER'
       END AS fault
  FROM holder h;

-- What comes of an order: not before it, not after all of it came, and no more than was ordered, of what stood by then.
-- What takes the place of a delivery may come after all did, if it is not another that says so.
CREATE VIEW delivery_fault AS
SELECT d.event, CASE
       WHEN k.commission_id IS NULL OR k.placed_on > d.delivered_on THEN 'COMMISSION_MISSING'
       WHEN e.kind = 'buy'
            OR (d.complete = 1 OR NOT EXISTS (SELECT 1 FROM correction c WHERE c.event = d.event))
               AND EXISTS (SELECT 1 FROM delivery o
                            WHERE o.commission_id = d.commission_id AND o.complete = 1 AND o.event < d.event
                              AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = o.event AND c.event <= d.event))
            THEN 'DELIVERY_COMPLETE'
       WHEN d.units_thousandths IS NOT NULL
            AND (SELECT sum(o.units_thousandths) FROM delivery o
                  WHERE o.commission_id = d.commission_id AND o.event <= d.event
                    AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = o.event AND c.event <= d.event))
                > coalesce((SELECT u.units_thousandths FROM units_agreed u
                             WHERE u.commission_id = d.commission_id AND u.event < d.event ORDER BY u.event DESC LIMIT 1),
                           k.units_thousandths) THEN 'DELIVERY_ABOVE_COMMISSION'
       END AS fault
  FROM delivery d
  LEFT JOIN commission k ON k.commission_id = d.commission_id
  LEFT JOIN entry e ON e.entry_id = d.commission_id;

-- No fewer units are agreed than came, of what is open still; where money moves with it, on that day.
CREATE VIEW units_agreed_fault AS
SELECT u.event, CASE
       WHEN k.commission_id IS NULL OR k.commission_id >= u.event OR k.placed_on > u.agreed_on THEN 'COMMISSION_MISSING'
       WHEN u.agreed_on <> (SELECT e.effective_on FROM entry e WHERE e.entry_id = u.event) THEN 'AGREED_DAY_DIFFERS'
       WHEN (SELECT sum(d.units_thousandths) FROM delivery d
              WHERE d.commission_id = u.commission_id AND d.event < u.event
                AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = d.event AND c.event < u.event))
            > u.units_thousandths THEN 'DELIVERY_ABOVE_COMMISSION'
       END AS fault
  FROM units_agreed u
  LEFT JOIN commission k ON k.commission_id = u.commission_id;

-- A receipt is of a purchase, and receipts account for no more than was paid; one that is kept is as long as it says.
CREATE VIEW receipt_fault AS
SELECT r.event, CASE
       WHEN k.commission_id IS NULL THEN 'COMMISSION_MISSING'
       WHEN r.amount_pence IS NOT NULL
            AND (SELECT coalesce(min(sum(cost_pence), sum(paid_pence)), 0) FROM paid_at_once
                  WHERE child_id = k.child_id AND commission_id = k.commission_id AND entry_id <= r.event) <
                (SELECT sum(o.amount_pence) FROM receipt o
                  WHERE o.commission_id = r.commission_id AND o.event <= r.event
                    AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.undoes = o.event AND c.event <= r.event))
            THEN 'ACCOUNTED_ABOVE_PAID'
       END AS fault
  FROM receipt r LEFT JOIN commission k ON k.commission_id = r.commission_id;
CREATE VIEW receipt_file_fault AS
SELECT f.receipt, f.receipt AS event, CASE WHEN r.kept <> 1 OR r.size <> length(f.content) THEN 'RECEIPT_FILE_ALONE' END AS fault
  FROM receipt_file f JOIN receipt r ON r.event = f.receipt;

-- VAT is shown by what a provider sends: with an invoice or a purchase.
CREATE VIEW vat_evidence_fault AS
SELECT v.event, CASE WHEN NOT EXISTS (SELECT 1 FROM entry e WHERE e.entry_id = v.document_id AND e.entry_id <= v.event
                                         AND (e.kind = 'buy' OR e.kind = 'invoice.record'))
                     THEN 'VAT_EVIDENCE_MISPLACED' END AS fault
  FROM vat_evidence v;

-- A part that depends on an outcome adds up to its order.
CREATE VIEW tariff_fault AS
SELECT f.event, CASE
       WHEN e.kind <> 'commission.place' OR k.estimate_pence <> f.base_pence + f.held_pence OR k.placed_on > f.due_on
            THEN 'TARIFF_WITHOUT_ORDER'
       WHEN f.target_thousandths NOT BETWEEN m.lowest_thousandths AND m.highest_thousandths THEN 'OUTCOME_OUT_OF_RANGE'
       END AS fault
  FROM tariff f
  JOIN entry e ON e.entry_id = f.event
  JOIN commission k ON k.commission_id = f.event
  JOIN measure m ON m.measure_id = f.measure_id;

-- Statements are of accounts that have them, and their lines count in a month that was open.
CREATE VIEW statement_account_fault AS
SELECT s.event, s.account_id, CASE
       WHEN a.kind <> 'bank' AND a.kind <> 'card' AND a.kind <> 'imprest' AND a.kind <> 'held' THEN 'ACCOUNT_HAS_NO_STATEMENT'
       -- What a payee holds is looked into where all agreed of whose money it is.
       WHEN a.kind = 'held'
            AND 1 IS NOT (SELECT min(g.statements) FROM agreement g
                           WHERE g.provider_id = a.provider_id AND (g.basis IS NULL OR g.other_ways IS NOT NULL)
                             AND g.event = (SELECT n.event FROM agreement n
                                             WHERE n.provider_id = g.provider_id AND n.child_id = g.child_id AND n.event < s.event
                                               AND NOT EXISTS (SELECT 1 FROM correction x WHERE x.undoes = n.event AND x.event < s.event)
                                             ORDER BY n.agreed_on DESC, n.event DESC LIMIT 1))
            THEN 'STATEMENT_NOT_AGREED' END AS fault
  FROM statement_account s JOIN account a ON a.account_id = s.account_id;
CREATE VIEW statement_line_fault AS
SELECT l.line_id, l.statement AS event, CASE
       WHEN 'closed' = (SELECT mark FROM month_mark WHERE month = substr(l.counted_on, 1, 7) AND event <= l.statement
                         ORDER BY event DESC LIMIT 1) THEN 'MONTH_CLOSED' END AS fault
  FROM statement_line l;

-- The parts of a matching are of its account, and count as what they do to it.
CREATE VIEW matching_line_fault AS
SELECT p.matching_id, p.line_id, m.run AS event, CASE WHEN l.account_id IS NOT m.account_id THEN 'ACCOUNT_DIFFERS' END AS fault
  FROM matching_line p
  JOIN matching m ON m.matching_id = p.matching_id
  LEFT JOIN statement_line l ON l.line_id = p.line_id;
CREATE VIEW matching_item_fault AS
SELECT i.matching_id, i.entry_id, m.run AS event, CASE
       WHEN i.account_id IS NOT m.account_id
            OR i.amount_pence IS NOT (SELECT sum(iif(debit_account_id = i.account_id, amount_pence, -amount_pence)) FROM transfer
                 WHERE entry_id = i.entry_id AND (debit_account_id = i.account_id OR credit_account_id = i.account_id))
            THEN 'ACCOUNT_DIFFERS' END AS fault
  FROM matching_item i JOIN matching m ON m.matching_id = i.matching_id;

-- The two sides of each matching of a run come to the same, and it joins nothing that was signed apart.
CREATE VIEW matching_run_fault AS
SELECT r.event, CASE
       WHEN r.matchings <> (SELECT count(*) FROM matching WHERE run = r.event)
            OR EXISTS (SELECT 1 FROM matching m
                        WHERE m.run = r.event
                          AND (SELECT coalesce(sum(l.amount_pence), 0) FROM matching_line p
                                 JOIN statement_line l ON l.line_id = p.line_id WHERE p.matching_id = m.matching_id)
                              IS NOT (SELECT coalesce(sum(i.amount_pence), 0) FROM matching_item i WHERE i.matching_id = m.matching_id))
            THEN 'MATCHING_UNBALANCED'
       WHEN EXISTS (SELECT 1 FROM matching m
                     WHERE m.run = r.event
                       AND NOT EXISTS (SELECT 1 FROM matching_line p WHERE p.matching_id = m.matching_id)
                       AND NOT EXISTS (SELECT 1 FROM matching_item i WHERE i.matching_id = m.matching_id)) THEN 'MATCHING_EMPTY'
       WHEN EXISTS (SELECT 1 FROM matching m
                     WHERE m.run = r.event
                       AND NOT EXISTS (SELECT 1 FROM matching_line p JOIN statement_line l ON l.line_id = p.line_id
                                        WHERE p.matching_id = m.matching_id AND 'closed' IS NOT
                                              (SELECT mark FROM month_mark WHERE month = substr(l.counted_on, 1, 7) AND event <= r.event
                                                ORDER BY event DESC LIMIT 1))
                       AND NOT EXISTS (SELECT 1 FROM matching_item i JOIN entry e ON e.entry_id = i.entry_id
                                        WHERE i.matching_id = m.matching_id AND 'closed' IS NOT
                                              (SELECT mark FROM month_mark WHERE month = substr(e.effective_on, 1, 7) AND event <= r.event
                                                ORDER BY event DESC LIMIT 1))) THEN 'MONTH_CLOSED'
       END AS fault
  FROM matching_run r;

-- What is taken apart has no part in a month that was signed off after it was made.
CREATE VIEW matching_undone_fault AS
SELECT u.event, CASE
       WHEN EXISTS (SELECT 1 FROM matching_line p
                      JOIN statement_line l ON l.line_id = p.line_id
                      JOIN month_mark k ON k.month = substr(l.counted_on, 1, 7)
                     WHERE p.matching_id = u.matching_id AND k.mark = 'closed' AND k.event > m.run
                       AND k.event = (SELECT max(event) FROM month_mark WHERE month = k.month AND event <= u.event))
            OR EXISTS (SELECT 1 FROM matching_item i
                         JOIN entry e ON e.entry_id = i.entry_id
                         JOIN month_mark k ON k.month = substr(e.effective_on, 1, 7)
                        WHERE i.matching_id = u.matching_id AND k.mark = 'closed' AND k.event > m.run
                          AND k.event = (SELECT max(event) FROM month_mark WHERE month = k.month AND event <= u.event)) THEN 'MONTH_CLOSED'
       END AS fault
  FROM matching_undone u JOIN matching m ON m.matching_id = u.matching_id;

-- What is said of a line or an entry is said of its account.
CREATE VIEW answer_fault AS
SELECT n.event, CASE
       WHEN n.account_id IS NOT (SELECT account_id FROM statement_line WHERE line_id = n.line_id)
            AND NOT EXISTS (SELECT 1 FROM transfer WHERE entry_id = n.entry_id
                               AND (debit_account_id = n.account_id OR credit_account_id = n.account_id)) THEN 'ACCOUNT_DIFFERS'
       END AS fault
  FROM answer n;

-- A direct payment goes to a parent of a disabled child, a disabled parent, or a disabled child of 16 or 17.
CREATE VIEW agreement_fault AS
SELECT g.event, CASE
       WHEN g.basis IS NOT 's17A' THEN NULL
       WHEN g.disability IS NULL AND h.event <= g.event AND h.need <> 'N2' AND (h.need <> 'N3' OR g.payee <> 'parent')
            THEN 'DISABILITY_NOT_RECORDED'
       WHEN g.payee = 'young_person' AND h.event <= g.event
            AND (g.agreed_on < date(h.born || '-01', '+16 years') OR g.agreed_on >= date(h.born || '-01', '+18 years', '+1 month'))
            THEN 'NOT_SIXTEEN_OR_SEVENTEEN'
       END AS fault
  FROM agreement g JOIN child h ON h.child_id = g.child_id;

-- Cash is counted and handed out from a float; what an agent holds is counted by the agent.
CREATE VIEW cash_count_fault AS
SELECT c.event, CASE WHEN (SELECT kind FROM account WHERE account_id = c.account_id) NOT IN ('imprest', 'held') THEN 'NOT_A_FLOAT' END AS fault
  FROM cash_count c;
CREATE VIEW advance_fault AS
SELECT a.event, CASE WHEN 'imprest' IS NOT (SELECT kind FROM account WHERE account_id = a.account_id) THEN 'NOT_A_FLOAT' END AS fault
  FROM advance a;

-- A finding is answered once.
CREATE VIEW audit_answer_fault AS
SELECT n.event, CASE WHEN EXISTS (SELECT 1 FROM audit_answer o WHERE o.test = n.test AND o.subject = n.subject AND o.event < n.event)
                     THEN 'ANSWERED_ALREADY' END AS fault
  FROM audit_answer n;

-- An extract is made of what stood in the trail before it.
CREATE VIEW extract_fault AS
SELECT x.event, CASE WHEN x.head_event >= x.event OR EXISTS (SELECT 1 FROM extract o WHERE o.event = x.head_event)
                     THEN 'EXTRACT_FROM_NOWHERE' END AS fault
  FROM extract x;

-- The seal asks who records of every event, and the rest of an entry when its event is there and before anything else
-- is written: what is amended later judges nothing of what came before it. LIMIT keeps SQLite from
-- compiling each rule twice, for the answer and for the question whether there is one.
CREATE TRIGGER event_is_judged AFTER INSERT ON event BEGIN
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM event_fault WHERE event = NEW.seq LIMIT 1) WHERE fault IS NOT NULL;
END;
CREATE TRIGGER entry_is_judged BEFORE UPDATE OF judged ON unsealed BEGIN
    SELECT RAISE(ABORT, 'ENTRY_UNJUDGED')
     WHERE NOT EXISTS (SELECT 1 FROM entry e JOIN event v ON v.seq = e.entry_id
                        WHERE e.entry_id = NEW.event AND NEW.judged = NEW.event
                          AND iif(e.commission_id IS e.entry_id, NEW.purchase, NEW.other) = NEW.event);
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM entry_fault WHERE event = NEW.judged LIMIT 1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM draw_fault WHERE event = NEW.judged LIMIT -1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM in_kind_fault WHERE event = NEW.judged LIMIT -1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM number_fault WHERE event = NEW.judged LIMIT 1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM limit_fault WHERE event = NEW.judged LIMIT -1) WHERE fault IS NOT NULL;
END;
CREATE TRIGGER purchase_is_judged AFTER UPDATE OF purchase ON unsealed BEGIN
    SELECT RAISE(ABORT, 'ENTRY_UNJUDGED') WHERE NEW.purchase IS NOT NEW.judged;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM purchase_fault WHERE event = NEW.judged LIMIT 1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM buyer_fault WHERE event = NEW.judged LIMIT -1) WHERE fault IS NOT NULL;
END;
CREATE TRIGGER other_is_judged AFTER UPDATE OF other ON unsealed BEGIN
    SELECT RAISE(ABORT, 'ENTRY_UNJUDGED') WHERE NEW.other IS NOT NEW.judged;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM undoing_fault WHERE event = NEW.judged LIMIT 1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM feed_fault WHERE event = NEW.judged LIMIT -1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM order_fault WHERE event = NEW.judged LIMIT 1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM hands_fault WHERE event = NEW.judged LIMIT 1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM drawer_fault WHERE event = NEW.judged LIMIT -1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM vat_charge_fault WHERE event = NEW.judged LIMIT 1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM contributor_fault WHERE event = NEW.judged LIMIT 1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM cost_fault WHERE event = NEW.judged LIMIT 1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault) FROM (SELECT fault FROM claim_payment_fault WHERE event = NEW.judged LIMIT -1) WHERE fault IS NOT NULL;
    SELECT RAISE(ABORT, fault)
      FROM (SELECT fault FROM budget_fault
             WHERE child_id = (SELECT child_id FROM entry WHERE entry_id = NEW.judged) AND event = NEW.judged LIMIT 1)
     WHERE fault IS NOT NULL;
END;

-- ---------------------------------------------------------------------------------------------
-- What reports read
--
-- Reports read positions, never the kept figures themselves. For "as at" a day in the past the
-- program puts temporary tables of the same names and columns, added up from the transfers, in
-- front of these views: one query answers both.
-- ---------------------------------------------------------------------------------------------

-- The reports of pools that were agreed and are not sent, whenever they are due.
CREATE VIEW pool_report_due AS
WITH RECURSIVE month (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM month WHERE n < 60)
SELECT d.pool, d.fund_id, d.kind, d.up_to, date(d.up_to, '+' || d.days || ' days') AS due_on
  FROM (SELECT DISTINCT g.event AS pool, g.fund_id, w.kind, iif(w.kind = 'annual', g.annual_days, g.quarterly_days) AS days,
               min(date(g.from_on, 'start of month', '+' || month.n || ' months', '-1 day'), g.until_on) AS up_to, g.until_on
          FROM pool g CROSS JOIN (SELECT 'quarterly' AS kind UNION ALL SELECT 'annual') w CROSS JOIN month) d
 WHERE d.days IS NOT NULL
   AND (d.up_to = d.until_on OR substr(d.up_to, 6, 2) = '03' OR d.kind = 'quarterly' AND substr(d.up_to, 6, 2) % 3 = 0)
   AND NOT EXISTS (SELECT 1 FROM pool_report r WHERE r.pool = d.pool AND r.kind = d.kind AND r.up_to = d.up_to);

-- What is in each account.
CREATE VIEW account_position AS
SELECT account_id, book, kind, name, fund_id, child_id, provider_id, category_id, holder_id, balance_pence
  FROM account;

-- Where each child's budget stands.
CREATE VIEW budget_position AS
SELECT child_id, allocated_pence, allocated_pence - committed_pence - spent_pence AS available_pence,
       committed_pence, spent_pence, purchases, first_on, last_on
  FROM budget;

-- What became of each purchase.
CREATE VIEW commission_position AS
SELECT commission_id, child_id, practitioner_id, provider_id, category_id, placed_on, committed_pence, spent_pence,
       invoiced_pence, paid_pence
  FROM commission;

-- What moved in each month.
CREATE VIEW month_position AS
SELECT month, allocated_pence, committed_pence, spent_pence, paid_pence, purchases FROM month_total;
