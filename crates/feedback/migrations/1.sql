-- Days are those of the message's region, `2026-11-26`. No finer time of a sender is kept.
CREATE TABLE message (
    -- No row is ever deleted, so no number comes twice.
    number    INTEGER PRIMARY KEY,
    -- Keyed hashes: of the request's key, of the code, of the body. Empty once the message is purged.
    key       BLOB UNIQUE,
    code      BLOB UNIQUE,
    body      BLOB,
    received  TEXT NOT NULL,
    lang      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    region    TEXT NOT NULL,
    district  TEXT,
    subject   TEXT,
    text      TEXT,
    area      TEXT,
    address   TEXT,
    lon       REAL,
    lat       REAL,
    answer_by TEXT NOT NULL,
    contact   TEXT,
    -- What officers add.
    theme     TEXT,
    answer    TEXT,
    answered  TEXT,
    summary   TEXT,
    outcome   TEXT,
    closed    TEXT,
    -- What the sender says of it.
    confirmed TEXT,
    reopened  TEXT,
    purged    TEXT
) STRICT;

-- The time zone of each region, as the site that is served says.
CREATE TABLE zone (
    region TEXT PRIMARY KEY,
    name   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what. Nothing in it is ever changed or deleted.
CREATE TABLE log (
    entry  INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    who    TEXT NOT NULL,
    number INTEGER,
    what   TEXT NOT NULL
) STRICT;

CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;

CREATE TRIGGER log_is_not_deleted BEFORE DELETE ON log
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER log_is_not_replaced BEFORE INSERT ON log
WHEN EXISTS (SELECT 1 FROM log WHERE entry = NEW.entry)
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;
