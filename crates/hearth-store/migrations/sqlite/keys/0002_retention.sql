-- What answers whether a file was ever held, beside the list of what was destroyed.

CREATE TABLE stub (
  token BLOB NOT NULL,
  file BLOB NOT NULL,
  kept_until TEXT NOT NULL,
  PRIMARY KEY (token, file)
) STRICT, WITHOUT ROWID;

CREATE INDEX stub_of_file ON stub (file);

CREATE INDEX stub_by_end ON stub (kept_until);
