-- The catalogue: what the edition holds, and what each output of the site was made from. A cache of
-- content/articles, never a source. Made by store.py; filled by scan.py; read by query.py; outputs: manifest.py.

-- One row a file of content/articles, read again only when mtime_ns or size change.
CREATE TABLE file (
    path      TEXT PRIMARY KEY,   -- from the root of the project, as messages name it
    mtime_ns  INTEGER NOT NULL,
    size      INTEGER NOT NULL,
    sha256    TEXT NOT NULL,
    problems  TEXT NOT NULL       -- JSON: [[code, line, value], ...]
) WITHOUT ROWID;
CREATE INDEX file_problems ON file (path) WHERE problems <> '[]';

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
    revision     INTEGER NOT NULL,            -- another when something around it is: the address of a term, a word of the mirror
    thumb        INTEGER NOT NULL,            -- of path and bytes; the sum over all tells the edition
    characters   INTEGER NOT NULL,
    paragraphs   INTEGER NOT NULL,
    summary      TEXT NOT NULL,
    opening      TEXT NOT NULL,
    matter       TEXT NOT NULL    -- the front matter as JSON
) WITHOUT ROWID;
CREATE INDEX article_issue ON article (issue, print_order);
CREATE INDEX article_place ON article (issue, stem, id);
CREATE INDEX article_id ON article (id);
CREATE INDEX article_thumb ON article (shown, thumb);

CREATE INDEX article_corrected ON article (path) WHERE instr(matter, '"corrections":');
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

-- The same of the articles that are shown, in time (derive.py): what a list asks for lies side by side.
CREATE TABLE filed (
    kind        TEXT NOT NULL,
    key         TEXT NOT NULL,
    position    TEXT NOT NULL,    -- of the issue
    print_order TEXT NOT NULL,
    id          TEXT NOT NULL,
    path        TEXT NOT NULL REFERENCES file (path) ON DELETE CASCADE,
    name        TEXT NOT NULL,    -- of the term, as written
    date        TEXT,             -- of the article, else of its issue
    PRIMARY KEY (kind, key, position, print_order, id)
) WITHOUT ROWID;
CREATE INDEX filed_path ON filed (path);

-- Other names of terms, as the vocabulary of the edition has them (renaming.py writes them before a scan).
CREATE TABLE other_name (
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,           -- of the other name
    name TEXT NOT NULL,           -- of the term
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- Derived from the tables above, after a change only what it concerns.
CREATE TABLE issue (
    key        TEXT PRIMARY KEY,
    position   TEXT NOT NULL,     -- sorts issues in time; it never shifts when another issue comes in between
    date       TEXT,
    paper      TEXT,
    number     TEXT,
    lead       TEXT,              -- headline of its first article, where neither date nor number says which it is
    articles   INTEGER NOT NULL,
    characters INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX issue_position ON issue (position);

CREATE TABLE term (
    kind  TEXT NOT NULL,
    key   TEXT NOT NULL,
    name  TEXT NOT NULL,          -- the spelling used most
    count INTEGER NOT NULL,       -- articles shown
    first TEXT NOT NULL,          -- position of the first issue it occurs in
    weight INTEGER NOT NULL,      -- the count as a power of two: it seldom changes
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
-- Where the pages of terms are, as the edition settled it; NULL for a term without a page.
CREATE TABLE address (
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,
    name TEXT NOT NULL,           -- the spelling it was given for
    slug TEXT NOT NULL,           -- the last part of its address
    path TEXT,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- What was read out of articles for another part of the house (the mirror: names, words, marks).
CREATE TABLE finding (
    path  TEXT NOT NULL REFERENCES file (path) ON DELETE CASCADE,
    part  TEXT NOT NULL,
    word  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (part, word, path, value)
) WITHOUT ROWID;
CREATE INDEX finding_path ON finding (path);

-- Parts of pages that will stand on others, as the mirror turned them (mirror/earlier.py).
CREATE TABLE turned (
    key     BLOB NOT NULL,        -- digest of the part and of what is open before it
    folders TEXT NOT NULL,        -- from which its links lead to the same places
    since   INTEGER NOT NULL,     -- how many words had been settled otherwise then
    text    BLOB NOT NULL,
    behind  TEXT NOT NULL,        -- what is open behind it
    UNIQUE (key, folders)
);

-- What changed since the outputs were last made.
CREATE TABLE touched (mark TEXT PRIMARY KEY) WITHOUT ROWID;

-- An answer of the catalogue that outputs were made from.
CREATE TABLE fact (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,  -- of a forgotten fact given to no other
    key    TEXT NOT NULL UNIQUE,  -- the question and what it was asked about
    mark   TEXT NOT NULL,         -- what touches it
    digest TEXT NOT NULL
);
CREATE INDEX fact_mark ON fact (mark);

-- Pieces that stand on several pages, as they were made (pieces.py).
CREATE TABLE piece (
    id     INTEGER PRIMARY KEY,
    name   BLOB NOT NULL UNIQUE,  -- digest of what it shows and how
    text   TEXT NOT NULL,
    safe   INTEGER NOT NULL,      -- 1: it is markup
    facts  TEXT NOT NULL,         -- their numbers
    digest TEXT NOT NULL          -- of the digests of these facts
);

-- An output of the site, or a sheaf of them that are listed together (its name ends with a stroke).
CREATE TABLE made (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,  -- path from the root of the site
    sheaf  TEXT NOT NULL,         -- the sheaf it is listed in
    stamp  TEXT NOT NULL,         -- digest of the code, the settings and the templates it was made by
    placed INTEGER NOT NULL DEFAULT 0         -- 0 until the site has it
);
CREATE INDEX made_sheaf ON made (sheaf);
CREATE INDEX made_waiting ON made (name) WHERE placed = 0;

CREATE TABLE made_of (
    fact INTEGER NOT NULL,
    made INTEGER NOT NULL,
    PRIMARY KEY (fact, made)
) WITHOUT ROWID;
CREATE INDEX made_of_made ON made_of (made);

-- The files of the site as they were put in place: the manifest.
CREATE TABLE placed (
    path     TEXT PRIMARY KEY,    -- from the root of the site
    output   TEXT NOT NULL,       -- the output it is, or is the twin of; '' for one that is none, or none any more
    sha256   TEXT NOT NULL,
    size     INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX placed_output ON placed (output);

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
