-- The catalogue: what the edition holds. A cache of content/articles, never a source.
-- Made by store.py; filled by scan.py; read by query.py.

-- One row a file of content/articles, read again only when mtime_ns or size change.
CREATE TABLE file (
    path      TEXT PRIMARY KEY,   -- from the root of the project, as messages name it
    mtime_ns  INTEGER NOT NULL,
    size      INTEGER NOT NULL,
    sha256    TEXT NOT NULL,
    problems  TEXT NOT NULL       -- JSON: [[code, line, value], ...]
) WITHOUT ROWID;

CREATE TABLE article (
    path         TEXT PRIMARY KEY REFERENCES file (path) ON DELETE CASCADE,
    id           TEXT NOT NULL,
    issue        TEXT NOT NULL,
    page         TEXT NOT NULL,
    stem         TEXT NOT NULL,   -- 01-03: the file name of its address
    print_order  TEXT NOT NULL,   -- sorts articles of an issue as they were printed
    date         TEXT,
    paper        TEXT,
    issue_number TEXT,
    status       TEXT NOT NULL,
    shown        INTEGER NOT NULL DEFAULT 0,  -- 1: published and the only one of its id and address
    characters   INTEGER NOT NULL,
    paragraphs   INTEGER NOT NULL,
    summary      TEXT NOT NULL,
    opening      TEXT NOT NULL,
    matter       TEXT NOT NULL    -- the front matter as JSON
) WITHOUT ROWID;
CREATE INDEX article_issue ON article (issue, print_order);
CREATE INDEX article_id ON article (id);

CREATE INDEX article_removed ON article (issue) WHERE status = 'removed';

-- Addresses that an article had before.
CREATE TABLE alias (
    path    TEXT NOT NULL REFERENCES file (path) ON DELETE CASCADE,
    address TEXT NOT NULL,
    PRIMARY KEY (path, address)
) WITHOUT ROWID;

-- Bodies apart from the rest: a list of headlines never reads them.
CREATE TABLE body (
    path TEXT PRIMARY KEY REFERENCES file (path) ON DELETE CASCADE,
    text TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE credit (
    path         TEXT NOT NULL REFERENCES file (path) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    key          TEXT NOT NULL,
    name         TEXT NOT NULL,
    role         TEXT,
    organisation TEXT,
    PRIMARY KEY (path, position)
) WITHOUT ROWID;
CREATE INDEX credit_key ON credit (key);

-- A term of an article: section, region (and the regions above it), tag, author, rubric.
CREATE TABLE term_use (
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,           -- the name without spaces and with one kind of quotation marks
    path TEXT NOT NULL REFERENCES file (path) ON DELETE CASCADE,
    name TEXT NOT NULL,           -- as written
    PRIMARY KEY (kind, key, path)
) WITHOUT ROWID;
CREATE INDEX term_use_path ON term_use (path);

-- Other names of terms, as the vocabulary of the edition has them (renaming.py writes them before a scan).
CREATE TABLE other_name (
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,           -- of the other name
    name TEXT NOT NULL,           -- of the term
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- Derived from the tables above after every change.
CREATE TABLE issue (
    key        TEXT PRIMARY KEY,
    position   INTEGER NOT NULL,  -- in time, from 1
    date       TEXT,
    paper      TEXT,
    number     TEXT,
    articles   INTEGER NOT NULL,
    characters INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE term (
    kind  TEXT NOT NULL,
    key   TEXT NOT NULL,
    name  TEXT NOT NULL,          -- the spelling used most
    count INTEGER NOT NULL,       -- articles shown
    first INTEGER NOT NULL,       -- position of the first issue it occurs in
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- Pictures and PDF files beside the pages, read again only when mtime_ns or size change.
CREATE TABLE picture (
    path     TEXT PRIMARY KEY,    -- from the root of the project
    mtime_ns INTEGER NOT NULL,
    size     INTEGER NOT NULL,
    issue    TEXT NOT NULL,
    stem     TEXT NOT NULL,       -- name of the file without its ending
    ending   TEXT NOT NULL,       -- lower case; of pictures jpg png webp gif avif, else pdf
    width    INTEGER,             -- pixels, as shown (turned as the camera was held); NULL: no picture
    height   INTEGER,
    fault    TEXT                 -- code of the problem that keeps it from being published
) WITHOUT ROWID;
CREATE INDEX picture_issue ON picture (issue, stem);

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
