-- Linking: judgements are added and never changed; everything else here follows from them and can be built anew.

CREATE TABLE judgements (
    number    INTEGER PRIMARY KEY,         -- the order in which they were given
    relation  TEXT NOT NULL,               -- version-of, copy, entity, event, measure, deadline, story
    left      TEXT NOT NULL,               -- ids of nodes: documents, profiles, entries, events
    right     TEXT NOT NULL,
    judgement TEXT NOT NULL CHECK (judgement IN ('same', 'different', 'unsure', 'withdrawn')),
    score     REAL NOT NULL,
    reasons   TEXT NOT NULL,               -- JSON
    by        TEXT NOT NULL,
    person    INTEGER NOT NULL,            -- 1: a person's judgement, which outranks the program's
    at        TEXT NOT NULL,
    withdraws INTEGER REFERENCES judgements (number)   -- the judgement of a person that this one takes back
) STRICT;
CREATE INDEX judgements_left ON judgements (relation, left, right);
CREATE INDEX judgements_right ON judgements (relation, right, left);
CREATE INDEX judgements_person ON judgements (relation) WHERE person = 1;
INSERT INTO judgements (relation, left, right, judgement, score, reasons, by, person, at)
    SELECT relation, left, right, judgement, score, reasons, by, 0, at FROM links ORDER BY rowid;
DROP TABLE links;
CREATE TRIGGER judgements_keep BEFORE UPDATE ON judgements BEGIN SELECT raise(ABORT, 'judgements are only added'); END;
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements BEGIN SELECT raise(ABORT, 'judgements are only added'); END;

CREATE TABLE anchors (                     -- what a person judged, in words, so that it is found again after re-reading
    node     TEXT NOT NULL,
    relation TEXT NOT NULL,
    document TEXT,                         -- of an entry; of a profile, one of those that have it
    type     TEXT,                         -- of an entry: its event type, instrument or kind; of a profile: its label
    words    TEXT NOT NULL,                -- of an entry: its sentence; of a profile: its name
    trigger  TEXT,
    country  TEXT,
    start    INTEGER,                      -- of the trigger
    PRIMARY KEY (relation, node)
) STRICT, WITHOUT ROWID;

CREATE TABLE pending (                     -- what linking has yet to look at; kept in the file, so that a stop loses nothing
    stage TEXT NOT NULL,
    node  TEXT NOT NULL,
    PRIMARY KEY (stage, node)
) STRICT, WITHOUT ROWID;
INSERT INTO pending SELECT 'document', id FROM documents;

CREATE TABLE blocks (                      -- the keys under which a node is filed: those that share one are compared
    relation TEXT NOT NULL,
    key      TEXT NOT NULL,
    node     TEXT NOT NULL,
    PRIMARY KEY (relation, key, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX blocks_node ON blocks (relation, node);

CREATE TABLE clusters (                    -- what belongs together; a node alone is a cluster of its own
    relation TEXT NOT NULL,
    node     TEXT NOT NULL,
    cluster  TEXT NOT NULL,                -- the id of one of its nodes
    cell     TEXT NOT NULL,                -- the first of the nodes that it was settled together with
    document TEXT,                         -- where the node stands in one document
    PRIMARY KEY (relation, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX clusters_cluster ON clusters (relation, cluster);
CREATE INDEX clusters_cell ON clusters (relation, cell);
CREATE INDEX clusters_document ON clusters (document, relation);

CREATE TABLE profiles (                    -- chains with the same label, name and country: what entities are made of
    id       TEXT PRIMARY KEY,
    label    TEXT NOT NULL,
    country  TEXT,
    office   TEXT,
    year     INTEGER,
    document TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE chain_profiles (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    chain    INTEGER NOT NULL,
    name     TEXT NOT NULL,                -- as the document has it
    profile  TEXT NOT NULL,
    PRIMARY KEY (document, chain)
) STRICT, WITHOUT ROWID;
CREATE INDEX chain_profiles_profile ON chain_profiles (profile);

CREATE TABLE tenure_posts (                -- the post that a tenure gives: the profile that its office has as a chain
    entry TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    post  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tenure_posts_post ON tenure_posts (post);

CREATE TABLE resolved (                    -- who each chain is, across documents
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    chain    INTEGER NOT NULL,
    entity   TEXT NOT NULL,
    country  TEXT,
    PRIMARY KEY (document, chain)
) STRICT, WITHOUT ROWID;
CREATE INDEX resolved_entity ON resolved (entity);

CREATE TABLE entities (                    -- clusters of profiles, by the id of one of them
    id        TEXT PRIMARY KEY,
    label     TEXT NOT NULL,
    name      TEXT NOT NULL,
    country   TEXT,
    documents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE known_entities (              -- imported: FollowTheMoney or Wikidata entities with their names
    id      TEXT PRIMARY KEY,
    label   TEXT NOT NULL,
    name    TEXT NOT NULL,
    names   TEXT NOT NULL,                 -- JSON
    country TEXT,
    offices TEXT NOT NULL                  -- JSON
) STRICT, WITHOUT ROWID;
CREATE TABLE known_names (
    folded TEXT NOT NULL,                  -- a label and a name as profiles are told apart by it
    entity TEXT NOT NULL REFERENCES known_entities (id) ON DELETE CASCADE,
    PRIMARY KEY (folded, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_names_entity ON known_names (entity);

CREATE TABLE sources (                     -- whose word a document is: an agency and the papers that print it are one
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    source   TEXT NOT NULL,                -- the same for every document of one source
    name     TEXT NOT NULL,                -- for readers
    kind     TEXT NOT NULL                 -- agency, outlet or document
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_source ON sources (source);

CREATE TABLE happenings (                  -- events across documents, with the most specific value of each slot
    id         TEXT PRIMARY KEY,           -- of the cluster
    type       TEXT NOT NULL,
    mode       TEXT,
    actors     TEXT NOT NULL,              -- [[entity, name, label, country], …] as JSON
    recipients TEXT NOT NULL,
    date       TEXT,                       -- EDTF
    date_first TEXT,
    date_last  TEXT,
    place      TEXT,
    status     TEXT NOT NULL,
    content    TEXT,
    told_first TEXT,                       -- first and last day on which it was told
    told_last  TEXT,
    documents  INTEGER NOT NULL,
    sources    INTEGER NOT NULL,           -- independent ones
    chosen     TEXT NOT NULL               -- {slot: entry} as JSON: the telling that a value comes from
) STRICT, WITHOUT ROWID;
CREATE INDEX happenings_date ON happenings (date_first);
CREATE INDEX happenings_type ON happenings (type, date_first);

CREATE TABLE happening_parties (
    happening TEXT NOT NULL REFERENCES happenings (id) ON DELETE CASCADE,
    role      TEXT NOT NULL,
    entity    TEXT NOT NULL,
    PRIMARY KEY (happening, role, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX happening_parties_entity ON happening_parties (entity);

CREATE TABLE disagreements (
    id      TEXT PRIMARY KEY,
    kind    TEXT NOT NULL,                 -- of the subject: event, measure, deadline, entity
    subject TEXT NOT NULL,                 -- id of the cluster
    slot    TEXT NOT NULL,
    said    TEXT NOT NULL,                 -- in words
    vals    TEXT NOT NULL                  -- [{value, entries, sources}, …] as JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX disagreements_subject ON disagreements (kind, subject);

CREATE TABLE stories (                     -- clusters of happenings, named by their own words
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    first     TEXT,                        -- the first and last day on which it was told
    last      TEXT,
    parties   TEXT NOT NULL,               -- [[entity, name, label, country], …] as JSON, those of most events first
    events    INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    sources   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stories_last ON stories (last);

CREATE TABLE story_documents (             -- a document may belong to several stories
    story    TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    share    REAL NOT NULL,                -- of the document's events
    PRIMARY KEY (story, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_documents_document ON story_documents (document);
