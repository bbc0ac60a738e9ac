-- Holds that are open, so that a save puts a file under them in its own commit; and what answers whether a file was ever held.

CREATE TABLE open_hold (
  authority TEXT NOT NULL,
  id BLOB NOT NULL,
  scope TEXT NOT NULL,
  PRIMARY KEY (authority, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX hold_by_id ON hold (id);

CREATE TABLE stub (
  token BLOB NOT NULL,
  file BLOB NOT NULL,
  kept_until TEXT NOT NULL,
  PRIMARY KEY (token, file)
) STRICT, WITHOUT ROWID;

CREATE INDEX stub_of_file ON stub (file);

CREATE INDEX stub_by_end ON stub (kept_until);
