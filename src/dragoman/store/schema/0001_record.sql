-- The record: what was read, what it says, and the judgements about it.
-- Ids are hashes of content. Positions (start, stop) count code points of documents.text, half-open.

CREATE TABLE captures (                    -- bytes as they came, once each; where they were seen stands in sightings
    id         TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    charset    TEXT,
    size       INTEGER NOT NULL,           -- bytes before compression
    body       BLOB NOT NULL               -- zlib
) STRICT;

CREATE TABLE documents (
    rowid           INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    capture         TEXT NOT NULL REFERENCES captures (id),   -- the capture that offsets lead to
    name            TEXT,                  -- the caller's own id
    title           TEXT,
    url             TEXT,
    key             TEXT,                  -- shared by the versions of one thing
    outlet          TEXT,
    agency          TEXT,
    byline          TEXT,
    section         TEXT,
    published       TEXT,                  -- EDTF
    published_first TEXT,                  -- first and last day that it can mean
    published_last  TEXT,
    instant         TEXT,                  -- the ISO instant, where the page gives one
    known_from      TEXT,
    language        TEXT,
    genre           TEXT NOT NULL,
    text            TEXT NOT NULL,
    offsets         TEXT NOT NULL,         -- OffsetMap.dumps()
    rank            INTEGER NOT NULL       -- how well the reading knows its metadata: the better one is kept
) STRICT;
CREATE INDEX documents_key ON documents (key) WHERE key IS NOT NULL;
CREATE INDEX documents_name ON documents (name) WHERE name IS NOT NULL;
CREATE INDEX documents_published ON documents (published_first);

CREATE TABLE sightings (                   -- where a document was found: the same one in forty feeds is one document
    document   TEXT NOT NULL REFERENCES documents (id),
    capture    TEXT NOT NULL REFERENCES captures (id),
    uri        TEXT NOT NULL,
    container  TEXT NOT NULL DEFAULT '',
    offset     INTEGER,                    -- first byte in the container
    fetched_at TEXT,
    given      TEXT NOT NULL,              -- what caller or container said, as JSON
    PRIMARY KEY (document, capture, uri, container)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_capture ON sightings (capture);

CREATE TABLE stamps (                      -- which step gave which layer
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    layer    TEXT NOT NULL,
    step     TEXT NOT NULL,
    version  TEXT NOT NULL,
    settings TEXT NOT NULL,
    PRIMARY KEY (document, layer)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentences (
    rowid     INTEGER PRIMARY KEY,
    document  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    stop      INTEGER NOT NULL,
    text      TEXT NOT NULL,
    UNIQUE (document, number)
) STRICT;

CREATE TABLE chains (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    name     TEXT NOT NULL,
    label    TEXT NOT NULL,
    country  TEXT,
    members  TEXT NOT NULL,                -- numbers of the chains that a group consists of, as JSON
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX chains_name ON chains (name);

CREATE TABLE mentions (
    document   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    stop       INTEGER NOT NULL,
    head_start INTEGER NOT NULL,
    head_stop  INTEGER NOT NULL,
    label      TEXT NOT NULL,
    form       TEXT NOT NULL,
    name       TEXT NOT NULL,
    chain      INTEGER NOT NULL,
    metonym    INTEGER NOT NULL,
    score      REAL NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE timexes (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    stop     INTEGER NOT NULL,
    type     TEXT NOT NULL,
    value    TEXT NOT NULL,                -- TIMEX3
    edtf     TEXT,
    anchor   TEXT,
    mod      TEXT,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE attributions (
    document     TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    style        TEXT NOT NULL,
    speaker      TEXT,
    source_start INTEGER,
    source_stop  INTEGER,
    cue_start    INTEGER,
    cue_stop     INTEGER,
    content      TEXT NOT NULL,            -- [[start, stop], …] as JSON
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (                     -- what every line of the record has: its words, its sentence, its status
    rowid          INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    kind           TEXT NOT NULL CHECK (kind IN ('event', 'measure', 'deadline', 'tenure')),
    document       TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number         INTEGER NOT NULL,       -- place among the document's entries of this kind
    status         TEXT NOT NULL,
    date           TEXT,                   -- EDTF: when it happens; of a measure, from when it is in force
    date_first     TEXT,
    date_last      TEXT,
    score          REAL NOT NULL,
    sentence       TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_stop  INTEGER NOT NULL,
    trigger        TEXT NOT NULL,
    trigger_start  INTEGER NOT NULL,
    trigger_stop   INTEGER NOT NULL
) STRICT;
CREATE INDEX entries_document ON entries (document, kind);
CREATE INDEX entries_date ON entries (kind, date_first);

CREATE TABLE events (
    entry         TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    type          TEXT NOT NULL,
    mode          TEXT,
    place         TEXT,
    content       TEXT,
    content_start INTEGER,
    content_stop  INTEGER,
    also          TEXT NOT NULL            -- [[start, stop, words], …] as JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX events_type ON events (type);

CREATE TABLE measures (
    entry      TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    instrument TEXT NOT NULL,
    rate       REAL,
    unit       TEXT,
    product    TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE deadlines (
    entry TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    what  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tenures (
    entry  TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    office TEXT NOT NULL,
    of     TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE participants (                -- who stands in which role of which entry
    entry  TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    role   TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'source', 'imposer', 'target', 'person')),
    number INTEGER NOT NULL,
    name   TEXT NOT NULL,
    start  INTEGER,
    stop   INTEGER,
    chain  INTEGER,
    PRIMARY KEY (entry, role, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_name ON participants (name);

CREATE TABLE names (                       -- every name in a role, a place or an "of", for search by its parts
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE links (                       -- judgements; added, never changed
    id        TEXT PRIMARY KEY,
    left      TEXT NOT NULL,
    right     TEXT NOT NULL,
    relation  TEXT NOT NULL,
    judgement TEXT NOT NULL CHECK (judgement IN ('same', 'different', 'unsure')),
    score     REAL NOT NULL,
    reasons   TEXT NOT NULL,               -- JSON
    by        TEXT NOT NULL,
    at        TEXT NOT NULL
) STRICT;
CREATE INDEX links_left ON links (left);
CREATE INDEX links_right ON links (right);
CREATE TRIGGER links_keep BEFORE UPDATE ON links BEGIN SELECT raise(ABORT, 'links are only added'); END;
CREATE TRIGGER links_stay BEFORE DELETE ON links BEGIN SELECT raise(ABORT, 'links are only added'); END;

CREATE TABLE rejections (
    id        TEXT PRIMARY KEY,
    uri       TEXT NOT NULL,
    container TEXT,
    stage     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    detail    TEXT NOT NULL
) STRICT;
CREATE INDEX rejections_reason ON rejections (reason);

CREATE TABLE runs (
    id        INTEGER PRIMARY KEY,
    started   TEXT NOT NULL,
    seconds   REAL NOT NULL,
    version   TEXT NOT NULL,               -- of the program
    pages     INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    new       INTEGER NOT NULL,
    rejected  INTEGER NOT NULL
) STRICT;

-- Full-text search. The index holds no text of its own; the triggers keep it in step with its table.

CREATE VIRTUAL TABLE document_words USING fts5 (
    title, text, content = 'documents', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_found AFTER INSERT ON documents BEGIN
    INSERT INTO document_words (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;
CREATE TRIGGER documents_retitled AFTER UPDATE OF title ON documents BEGIN
    INSERT INTO document_words (document_words, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text);
    INSERT INTO document_words (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;

CREATE VIRTUAL TABLE sentence_words USING fts5 (
    text, content = 'sentences', content_rowid = 'rowid', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER sentences_found AFTER INSERT ON sentences BEGIN
    INSERT INTO sentence_words (rowid, text) VALUES (new.rowid, new.text);
END;
CREATE TRIGGER sentences_gone AFTER DELETE ON sentences BEGIN
    INSERT INTO sentence_words (sentence_words, rowid, text) VALUES ('delete', old.rowid, old.text);
END;

CREATE VIRTUAL TABLE name_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2');
