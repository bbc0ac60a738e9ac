-- What answers whether a file was ever held, beside the list of what was destroyed.

CREATE TABLE stub (
  token BYTEA NOT NULL,
  file BYTEA NOT NULL,
  kept_until TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (token, file)
);

CREATE INDEX stub_of_file ON stub (file);

CREATE INDEX stub_by_end ON stub (kept_until);
