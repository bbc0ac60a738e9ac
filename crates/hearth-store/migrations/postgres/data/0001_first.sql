-- One statement a paragraph; each runs as a step of its own. Ids are 16 bytes, moments are microseconds since 1970 in UTC,
-- dates are YYYY-MM-DD. Every key of a table that a file owns begins with the file. `sealed` is ciphertext.

CREATE TABLE file (
  id BYTEA NOT NULL,
  person BYTEA NOT NULL,
  authority TEXT COLLATE "C" NOT NULL,
  file_type TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  restricted BIGINT NOT NULL,
  walled BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  digest BYTEA,
  destroyed_at BIGINT,
  PRIMARY KEY (id)
);

CREATE INDEX file_of_person ON file (person);

CREATE TABLE version (
  file BYTEA NOT NULL,
  record BYTEA NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  recorded_at BIGINT NOT NULL,
  entry BYTEA NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (file, record, version)
);

CREATE TABLE disposition (
  id BYTEA NOT NULL,
  file BYTEA NOT NULL,
  first_approver BYTEA NOT NULL,
  second_approver BYTEA NOT NULL CHECK (second_approver <> first_approver),
  executed_at BIGINT NOT NULL,
  certificate TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (id)
);

CREATE UNIQUE INDEX disposition_of_file ON disposition (file);

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

CREATE TABLE hold (
  file BYTEA NOT NULL,
  id BYTEA NOT NULL,
  placed_at BIGINT NOT NULL,
  PRIMARY KEY (file, id)
);

CREATE TRIGGER file_stays BEFORE DELETE ON file FOR EACH ROW
EXECUTE FUNCTION refuse('the row of a file is never deleted: it is the tombstone of a destroyed one');

CREATE TRIGGER disposition_stands BEFORE UPDATE ON disposition FOR EACH ROW
EXECUTE FUNCTION refuse('an executed disposition is never changed');

CREATE TRIGGER disposition_stays BEFORE DELETE ON disposition FOR EACH ROW
EXECUTE FUNCTION refuse('an executed disposition is never deleted');

CREATE TRIGGER version_stands BEFORE UPDATE ON version FOR EACH ROW
EXECUTE FUNCTION refuse('a version is never changed: write another one');

CREATE FUNCTION version_goes_only_under_a_disposition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM disposition WHERE file = OLD.file) OR EXISTS (SELECT 1 FROM hold WHERE file = OLD.file) THEN
    RAISE EXCEPTION 'a version can be deleted only under an executed disposition that names its file, and under no hold';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER version_goes_only_under_a_disposition BEFORE DELETE ON version FOR EACH ROW
EXECUTE FUNCTION version_goes_only_under_a_disposition();

CREATE TABLE work (
  file BYTEA NOT NULL,
  record BYTEA NOT NULL,
  n BIGINT NOT NULL,
  authority TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  due TEXT COLLATE "C" NOT NULL,
  team BYTEA,
  worker BYTEA,
  PRIMARY KEY (file, record, n)
);

CREATE INDEX work_of_worker ON work (worker, due) WHERE worker IS NOT NULL;

CREATE INDEX work_of_team ON work (team, due) WHERE team IS NOT NULL;

CREATE INDEX work_queue ON work (authority, kind, state, due);

CREATE TABLE term (
  token BIGINT NOT NULL,
  reference BYTEA NOT NULL,
  PRIMARY KEY (token, reference)
);

CREATE TABLE word (
  authority TEXT COLLATE "C" NOT NULL,
  walled BIGINT NOT NULL,
  token BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (authority, walled, token)
);

CREATE TABLE import_key (
  hash BYTEA NOT NULL,
  file BYTEA NOT NULL,
  record BYTEA NOT NULL,
  PRIMARY KEY (hash)
);

CREATE INDEX import_key_of_file ON import_key (file);

CREATE TABLE child_number (
  hash BYTEA NOT NULL,
  file BYTEA NOT NULL,
  PRIMARY KEY (hash)
);

CREATE UNIQUE INDEX child_number_of_file ON child_number (file);

CREATE TABLE draft (
  account BYTEA NOT NULL,
  form TEXT COLLATE "C" NOT NULL,
  file BYTEA NOT NULL,
  period BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (account, form, file)
);

CREATE INDEX draft_of_file ON draft (file);

CREATE TABLE blob (
  id BYTEA NOT NULL,
  length BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE blob_key (
  file BYTEA NOT NULL,
  blob BYTEA NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (file, blob)
);

CREATE INDEX blob_key_of_blob ON blob_key (blob);

CREATE TABLE audit_entry (
  id BYTEA NOT NULL,
  at BIGINT NOT NULL,
  authority TEXT COLLATE "C" NOT NULL,
  account BYTEA,
  worker BYTEA,
  role TEXT COLLATE "C",
  job TEXT COLLATE "C",
  purpose TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  file BYTEA,
  record BYTEA,
  outcome TEXT COLLATE "C" NOT NULL,
  versions BYTEA,
  detail BYTEA,
  count BIGINT NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX audit_of_file ON audit_entry (file, id) WHERE file IS NOT NULL;

CREATE INDEX audit_of_account ON audit_entry (account, id) WHERE account IS NOT NULL;

CREATE INDEX audit_of_time ON audit_entry (authority, at);

CREATE TRIGGER audit_entry_stands BEFORE UPDATE ON audit_entry FOR EACH ROW
EXECUTE FUNCTION refuse('an audit entry is never changed');

CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry FOR EACH ROW
EXECUTE FUNCTION refuse('an audit entry is never deleted');

CREATE TABLE audit_detail (
  entry BYTEA NOT NULL,
  file BYTEA,
  authority TEXT COLLATE "C" NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (entry)
);

CREATE INDEX audit_detail_of_file ON audit_detail (file) WHERE file IS NOT NULL;

CREATE TRIGGER audit_detail_stands BEFORE UPDATE ON audit_detail FOR EACH ROW
EXECUTE FUNCTION refuse('the detail of an audit entry is never changed');

CREATE FUNCTION audit_detail_goes_only_with_its_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.file IS NULL OR NOT EXISTS (SELECT 1 FROM disposition WHERE file = OLD.file) THEN
    RAISE EXCEPTION 'the detail of an audit entry can be deleted only under an executed disposition that names its file';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER audit_detail_goes_only_with_its_file BEFORE DELETE ON audit_detail FOR EACH ROW
EXECUTE FUNCTION audit_detail_goes_only_with_its_file();

CREATE TABLE audit_leaf (
  leaf BIGINT NOT NULL,
  entry BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (leaf)
);

CREATE UNIQUE INDEX audit_leaf_of_entry ON audit_leaf (entry);

CREATE TRIGGER audit_leaf_stands BEFORE UPDATE ON audit_leaf FOR EACH ROW
EXECUTE FUNCTION refuse('a leaf of the audit tree is never changed');

CREATE TRIGGER audit_leaf_stays BEFORE DELETE ON audit_leaf FOR EACH ROW
EXECUTE FUNCTION refuse('a leaf of the audit tree is never deleted');

CREATE TABLE audit_waiting (
  entry BYTEA NOT NULL,
  mac BYTEA NOT NULL,
  PRIMARY KEY (entry)
);

CREATE TABLE tree_head (
  id BIGINT NOT NULL,
  size BIGINT NOT NULL,
  frontier BYTEA NOT NULL,
  PRIMARY KEY (id)
);

INSERT INTO tree_head (id, size, frontier) VALUES (1, 0, '\x0000000000000000'::BYTEA);

CREATE TABLE tree_tile (
  level BIGINT NOT NULL,
  idx BIGINT NOT NULL,
  root BYTEA NOT NULL,
  PRIMARY KEY (level, idx)
);

CREATE TABLE checkpoint (
  size BIGINT NOT NULL,
  at BIGINT NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (size)
);

CREATE TRIGGER tree_tile_stands BEFORE UPDATE ON tree_tile FOR EACH ROW
EXECUTE FUNCTION refuse('a tile of the audit tree is never changed');

CREATE TRIGGER tree_tile_stays BEFORE DELETE ON tree_tile FOR EACH ROW
EXECUTE FUNCTION refuse('a tile of the audit tree is never deleted');

CREATE TRIGGER checkpoint_stands BEFORE UPDATE ON checkpoint FOR EACH ROW
EXECUTE FUNCTION refuse('a checkpoint is never changed');

CREATE TRIGGER checkpoint_stays BEFORE DELETE ON checkpoint FOR EACH ROW
EXECUTE FUNCTION refuse('a checkpoint is never deleted');

CREATE TABLE account (
  id BYTEA NOT NULL,
  authority TEXT COLLATE "C" NOT NULL,
  login BYTEA NOT NULL,
  active BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (id)
);

CREATE UNIQUE INDEX account_of_login ON account (login);

CREATE TABLE session (
  token BYTEA NOT NULL,
  account BYTEA NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (token)
);

CREATE INDEX session_of_account ON session (account);

CREATE TABLE failure (
  subject BYTEA NOT NULL,
  count BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (subject)
);
