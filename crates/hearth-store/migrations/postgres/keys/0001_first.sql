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

CREATE TABLE destroyed (
  file BYTEA NOT NULL,
  disposition BYTEA NOT NULL,
  first_approver BYTEA NOT NULL,
  second_approver BYTEA NOT NULL,
  executed_at BIGINT NOT NULL,
  certificate TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (file)
);

CREATE TABLE adoption_link (
  id BYTEA NOT NULL,
  authority TEXT COLLATE "C" NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (id)
);

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

CREATE TRIGGER destroyed_stands BEFORE UPDATE ON destroyed FOR EACH ROW
EXECUTE FUNCTION refuse('the list of what was destroyed is never changed');

CREATE TRIGGER destroyed_stays BEFORE DELETE ON destroyed FOR EACH ROW
EXECUTE FUNCTION refuse('the list of what was destroyed is never shortened');
