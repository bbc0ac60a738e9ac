-- A hold keeps what the audit says in words, and the keys of documents, as it keeps the records.

CREATE OR REPLACE FUNCTION audit_detail_goes_only_with_its_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.file IS NULL OR NOT EXISTS (SELECT 1 FROM disposition WHERE file = OLD.file)
    OR EXISTS (SELECT 1 FROM hold WHERE file = OLD.file) THEN
    RAISE EXCEPTION 'the detail of an audit entry can be deleted only under an executed disposition that names its file, and under no hold';
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION blob_key_goes_only_under_a_disposition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM disposition WHERE file = OLD.file) OR EXISTS (SELECT 1 FROM hold WHERE file = OLD.file) THEN
    RAISE EXCEPTION 'the key of a document can be deleted only under an executed disposition that names its file, and under no hold';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER blob_key_goes_only_under_a_disposition BEFORE DELETE ON blob_key FOR EACH ROW
EXECUTE FUNCTION blob_key_goes_only_under_a_disposition();

-- Whether the people in it are real or invented. One row, said once.
CREATE TABLE instance (
  id BIGINT NOT NULL CHECK (id = 1),
  people TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (id)
);

CREATE TRIGGER instance_stands BEFORE UPDATE ON instance FOR EACH ROW
EXECUTE FUNCTION refuse('whether the people of an instance are real is said once');

CREATE TRIGGER instance_stays BEFORE DELETE ON instance FOR EACH ROW
EXECUTE FUNCTION refuse('whether the people of an instance are real is said once');
