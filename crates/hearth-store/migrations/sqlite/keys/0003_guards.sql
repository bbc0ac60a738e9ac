-- The key of a file goes only once the file stands on the list of what was destroyed, and only a destruction writes there.

CREATE TRIGGER file_key_goes_only_with_its_file BEFORE DELETE ON file_key
WHEN NOT EXISTS (SELECT 1 FROM destroyed WHERE file = OLD.file)
BEGIN
  SELECT RAISE(ABORT, 'the key of a file can be deleted only once the file stands on the list of what was destroyed');
END;
