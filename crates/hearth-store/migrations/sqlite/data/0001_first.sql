-- One statement a paragraph; each runs as a step of its own. Ids are 16 bytes, moments are microseconds since 1970 in UTC,
-- dates are YYYY-MM-DD. Every key of a table that a file owns begins with the file. `sealed` is ciphertext.

-- With a rowid, unlike the others: a digest in every node would make the tree of a million files seven pages deep.
CREATE TABLE file (
  id BLOB NOT NULL,
  person BLOB NOT NULL,
  authority TEXT NOT NULL,
  file_type TEXT NOT NULL,
  revision INTEGER NOT NULL,
  restricted INTEGER NOT NULL,
  walled INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  digest BLOB,
  destroyed_at INTEGER,
  PRIMARY KEY (id)
) STRICT;

CREATE INDEX file_of_person ON file (person);

CREATE TABLE version (
  file BLOB NOT NULL,
  record BLOB NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  entry BLOB NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (file, record, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE disposition (
  id BLOB NOT NULL,
  file BLOB NOT NULL,
  first_approver BLOB NOT NULL,
  second_approver BLOB NOT NULL CHECK (second_approver <> first_approver),
  executed_at INTEGER NOT NULL,
  certificate TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX disposition_of_file ON disposition (file);

CREATE TABLE hold (
  file BLOB NOT NULL,
  id BLOB NOT NULL,
  placed_at INTEGER NOT NULL,
  PRIMARY KEY (file, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER file_stays BEFORE DELETE ON file
BEGIN
  SELECT RAISE(ABORT, 'the row of a file is never deleted: it is the tombstone of a destroyed one');
END;

CREATE TRIGGER disposition_stands BEFORE UPDATE ON disposition
BEGIN
  SELECT RAISE(ABORT, 'an executed disposition is never changed');
END;

CREATE TRIGGER disposition_stays BEFORE DELETE ON disposition
BEGIN
  SELECT RAISE(ABORT, 'an executed disposition is never deleted');
END;

CREATE TRIGGER version_stands BEFORE UPDATE ON version
BEGIN
  SELECT RAISE(ABORT, 'a version is never changed: write another one');
END;

CREATE TRIGGER version_goes_only_under_a_disposition BEFORE DELETE ON version
WHEN NOT EXISTS (SELECT 1 FROM disposition WHERE file = OLD.file) OR EXISTS (SELECT 1 FROM hold WHERE file = OLD.file)
BEGIN
  SELECT RAISE(ABORT, 'a version can be deleted only under an executed disposition that names its file, and under no hold');
END;

CREATE TABLE work (
  file BLOB NOT NULL,
  record BLOB NOT NULL,
  n INTEGER NOT NULL,
  authority TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  due TEXT NOT NULL,
  team BLOB,
  worker BLOB,
  PRIMARY KEY (file, record, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX work_of_worker ON work (worker, due) WHERE worker IS NOT NULL;

CREATE INDEX work_of_team ON work (team, due) WHERE team IS NOT NULL;

CREATE INDEX work_queue ON work (authority, kind, state, due);

CREATE TABLE term (
  token INTEGER NOT NULL,
  reference BLOB NOT NULL,
  PRIMARY KEY (token, reference)
) STRICT, WITHOUT ROWID;

CREATE TABLE word (
  authority TEXT NOT NULL,
  walled INTEGER NOT NULL,
  token INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (authority, walled, token)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_key (
  hash BLOB NOT NULL,
  file BLOB NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_key_of_file ON import_key (file);

CREATE TABLE child_number (
  hash BLOB NOT NULL,
  file BLOB NOT NULL,
  PRIMARY KEY (hash)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX child_number_of_file ON child_number (file);

CREATE TABLE draft (
  account BLOB NOT NULL,
  form TEXT NOT NULL,
  file BLOB NOT NULL,
  period INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (account, form, file)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_of_file ON draft (file);

CREATE TABLE blob (
  id BLOB NOT NULL,
  length INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob_key (
  file BLOB NOT NULL,
  blob BLOB NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (file, blob)
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_key_of_blob ON blob_key (blob);

CREATE TABLE audit_entry (
  id BLOB NOT NULL,
  at INTEGER NOT NULL,
  authority TEXT NOT NULL,
  account BLOB,
  worker BLOB,
  role TEXT,
  job TEXT,
  purpose TEXT NOT NULL,
  action TEXT NOT NULL,
  file BLOB,
  record BLOB,
  outcome TEXT NOT NULL,
  versions BLOB,
  detail BLOB,
  count INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_of_file ON audit_entry (file, id) WHERE file IS NOT NULL;

CREATE INDEX audit_of_account ON audit_entry (account, id) WHERE account IS NOT NULL;

CREATE INDEX audit_of_time ON audit_entry (authority, at);

CREATE TRIGGER audit_entry_stands BEFORE UPDATE ON audit_entry
BEGIN
  SELECT RAISE(ABORT, 'an audit entry is never changed');
END;

CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
BEGIN
  SELECT RAISE(ABORT, 'an audit entry is never deleted');
END;

CREATE TABLE audit_detail (
  entry BLOB NOT NULL,
  file BLOB,
  authority TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_detail_of_file ON audit_detail (file) WHERE file IS NOT NULL;

CREATE TRIGGER audit_detail_stands BEFORE UPDATE ON audit_detail
BEGIN
  SELECT RAISE(ABORT, 'the detail of an audit entry is never changed');
END;

CREATE TRIGGER audit_detail_goes_only_with_its_file BEFORE DELETE ON audit_detail
WHEN OLD.file IS NULL OR NOT EXISTS (SELECT 1 FROM disposition WHERE file = OLD.file)
BEGIN
  SELECT RAISE(ABORT, 'the detail of an audit entry can be deleted only under an executed disposition that names its file');
END;

CREATE TABLE audit_leaf (
  leaf INTEGER NOT NULL,
  entry BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (leaf)
) STRICT;

CREATE UNIQUE INDEX audit_leaf_of_entry ON audit_leaf (entry);

CREATE TRIGGER audit_leaf_stands BEFORE UPDATE ON audit_leaf
BEGIN
  SELECT RAISE(ABORT, 'a leaf of the audit tree is never changed');
END;

CREATE TRIGGER audit_leaf_stays BEFORE DELETE ON audit_leaf
BEGIN
  SELECT RAISE(ABORT, 'a leaf of the audit tree is never deleted');
END;

CREATE TABLE audit_waiting (
  entry BLOB NOT NULL,
  mac BLOB NOT NULL,
  PRIMARY KEY (entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE tree_head (
  id INTEGER NOT NULL,
  size INTEGER NOT NULL,
  frontier BLOB NOT NULL,
  PRIMARY KEY (id)
) STRICT;

INSERT INTO tree_head (id, size, frontier) VALUES (1, 0, X'0000000000000000');

CREATE TABLE tree_tile (
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  root BLOB NOT NULL,
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  size INTEGER NOT NULL,
  at INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (size)
) STRICT;

CREATE TRIGGER tree_tile_stands BEFORE UPDATE ON tree_tile
BEGIN
  SELECT RAISE(ABORT, 'a tile of the audit tree is never changed');
END;

CREATE TRIGGER tree_tile_stays BEFORE DELETE ON tree_tile
BEGIN
  SELECT RAISE(ABORT, 'a tile of the audit tree is never deleted');
END;

CREATE TRIGGER checkpoint_stands BEFORE UPDATE ON checkpoint
BEGIN
  SELECT RAISE(ABORT, 'a checkpoint is never changed');
END;

CREATE TRIGGER checkpoint_stays BEFORE DELETE ON checkpoint
BEGIN
  SELECT RAISE(ABORT, 'a checkpoint is never deleted');
END;

CREATE TABLE account (
  id BLOB NOT NULL,
  authority TEXT NOT NULL,
  login BLOB NOT NULL,
  active INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX account_of_login ON account (login);

CREATE TABLE session (
  token BLOB NOT NULL,
  account BLOB NOT NULL,
  started_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (token)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_of_account ON session (account);

CREATE TABLE failure (
  subject BLOB NOT NULL,
  count INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (subject)
) STRICT, WITHOUT ROWID;
