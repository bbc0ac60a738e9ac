-- Holds that are open, so that a save puts a file under them in its own commit; and what answers whether a file was ever held.

CREATE TABLE open_hold (
  authority TEXT COLLATE "C" NOT NULL,
  id BYTEA NOT NULL,
  scope TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (authority, id)
);

CREATE INDEX hold_by_id ON hold (id);

CREATE TABLE stub (
  token BYTEA NOT NULL,
  file BYTEA NOT NULL,
  kept_until TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (token, file)
);

CREATE INDEX stub_of_file ON stub (file);

CREATE INDEX stub_by_end ON stub (kept_until);
