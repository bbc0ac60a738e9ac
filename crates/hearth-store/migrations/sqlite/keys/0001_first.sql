-- The key database: every key, wrapped, and the list of what was destroyed. It has backups of its own, kept for 35 days.

CREATE TABLE held_key (
  authority TEXT NOT NULL,
  purpose TEXT NOT NULL,
  period INTEGER NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (authority, purpose, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE file_key (
  file BLOB NOT NULL,
  authority TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (file)
) STRICT, WITHOUT ROWID;
