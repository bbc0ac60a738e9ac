-- The key database: every key, wrapped, and the list of what was destroyed. It has backups of its own, kept for 35 days.

CREATE TABLE held_key (
  authority TEXT COLLATE "C" NOT NULL,
  purpose TEXT COLLATE "C" NOT NULL,
  period BIGINT NOT NULL,
  wrapped BYTEA NOT NULL,
  PRIMARY KEY (authority, purpose, period)
);

CREATE TABLE file_key (
  file BYTEA NOT NULL,
  authority TEXT COLLATE "C" NOT NULL,
  wrapped BYTEA NOT NULL,
  PRIMARY KEY (file)
);
