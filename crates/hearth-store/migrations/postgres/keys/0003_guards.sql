-- The key of a file goes only once the file stands on the list of what was destroyed, and only a destruction writes there.

CREATE FUNCTION file_key_goes_only_with_its_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM destroyed WHERE file = OLD.file) THEN
    RAISE EXCEPTION 'the key of a file can be deleted only once the file stands on the list of what was destroyed';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER file_key_goes_only_with_its_file BEFORE DELETE ON file_key FOR EACH ROW
EXECUTE FUNCTION file_key_goes_only_with_its_file();
