-- Tested maxima brought in: by clinicians alone, each under an import of their own. docs/decisions/040-tested-maxima-from-a-file.md.

-- A session under a clearance lets a trainer test; a file has no session, so nothing in it is theirs to bring in.
ALTER TABLE measurements ADD CONSTRAINT an_imported_test_is_of_no_session CHECK (import_id IS NULL OR session_id IS NULL);

CREATE FUNCTION guard_one_rm_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.imported_by IS DISTINCT FROM current_member() OR NOT is_active(NEW.imported_by) OR NOT is_clinician(NEW.imported_by) THEN
    PERFORM refuse('not-your-role');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER imports_of_one_rm BEFORE INSERT ON imports FOR EACH ROW WHEN (NEW.kind = 'one-rm') EXECUTE FUNCTION guard_one_rm_import();

-- Nothing is slipped under what a colleague brought in, where it would be taken for theirs.
CREATE FUNCTION guard_imported_test() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM imports i WHERE i.clinic_id = NEW.clinic_id AND i.id = NEW.import_id AND i.kind = 'one-rm'
                 AND i.imported_by = current_member()) THEN
    PERFORM refuse('entry-not-yours');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER measurements_z_import BEFORE INSERT ON measurements FOR EACH ROW WHEN (NEW.import_id IS NOT NULL)
  EXECUTE FUNCTION guard_imported_test();

-- The clients of one file, and whether this very file was here before.
CREATE INDEX imports_of_one_rm_file ON imports (clinic_id, file_hash, occurred_at) WHERE kind = 'one-rm';

CALL close_functions();
