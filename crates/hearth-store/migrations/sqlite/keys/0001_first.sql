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

CREATE TABLE destroyed (
  file BLOB NOT NULL,
  disposition BLOB NOT NULL,
  first_approver BLOB NOT NULL,
  second_approver BLOB NOT NULL,
  executed_at INTEGER NOT NULL,
  certificate TEXT NOT NULL,
  PRIMARY KEY (file)
) STRICT, WITHOUT ROWID;

CREATE TABLE adoption_link (
  id BLOB NOT NULL,
  authority TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER destroyed_stands BEFORE UPDATE ON destroyed
BEGIN
  SELECT RAISE(ABORT, 'the list of what was destroyed is never changed');
END;

CREATE TRIGGER destroyed_stays BEFORE DELETE ON destroyed
BEGIN
  SELECT RAISE(ABORT, 'the list of what was destroyed is never shortened');
END;
