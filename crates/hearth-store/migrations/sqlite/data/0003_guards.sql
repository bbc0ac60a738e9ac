-- A hold keeps what the audit says in words, and the keys of documents, as it keeps the records.

DROP TRIGGER audit_detail_goes_only_with_its_file;

CREATE TRIGGER audit_detail_goes_only_with_its_file BEFORE DELETE ON audit_detail
WHEN OLD.file IS NULL OR NOT EXISTS (SELECT 1 FROM disposition WHERE file = OLD.file) OR EXISTS (SELECT 1 FROM hold WHERE file = OLD.file)
BEGIN
  SELECT RAISE(ABORT, 'the detail of an audit entry can be deleted only under an executed disposition that names its file, and under no hold');
END;

CREATE TRIGGER blob_key_goes_only_under_a_disposition BEFORE DELETE ON blob_key
WHEN NOT EXISTS (SELECT 1 FROM disposition WHERE file = OLD.file) OR EXISTS (SELECT 1 FROM hold WHERE file = OLD.file)
BEGIN
  SELECT RAISE(ABORT, 'the key of a document can be deleted only under an executed disposition that names its file, and under no hold');
END;

-- Whether the people in it are real or invented. One row, said once.
CREATE TABLE instance (
  id INTEGER NOT NULL CHECK (id = 1),
  people TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT;

CREATE TRIGGER instance_stands BEFORE UPDATE ON instance
BEGIN
  SELECT RAISE(ABORT, 'whether the people of an instance are real is said once');
END;

CREATE TRIGGER instance_stays BEFORE DELETE ON instance
BEGIN
  SELECT RAISE(ABORT, 'whether the people of an instance are real is said once');
END;
