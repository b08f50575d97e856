-- A history of many thousand rows is looked at row by row: by statements that are planned once, with the strike of an
-- import sought by itself.
CREATE OR REPLACE FUNCTION guard_print() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_known boolean;
BEGIN
  IF EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = NEW.clinic_id AND k.subject = 'import' AND k.subject_id = NEW.import_id) THEN
    PERFORM refuse('already-struck');
  END IF;
  IF TG_TABLE_NAME = 'sets' THEN
    is_known := EXISTS (SELECT 1 FROM sets t WHERE t.clinic_id = NEW.clinic_id AND t.client_id = NEW.client_id AND t.fingerprint = NEW.fingerprint
      AND NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = t.clinic_id AND k.subject = 'import' AND k.subject_id = t.import_id));
  ELSE
    is_known := EXISTS (SELECT 1 FROM measurements t WHERE t.clinic_id = NEW.clinic_id AND t.client_id = NEW.client_id AND t.fingerprint = NEW.fingerprint
      AND NOT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = t.clinic_id AND k.subject = 'import' AND k.subject_id = t.import_id));
  END IF;
  IF is_known THEN
    RAISE unique_violation USING MESSAGE = 'this row of a file is here already';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM imports i WHERE i.clinic_id = NEW.clinic_id AND i.id = NEW.import_id AND i.client_id = NEW.client_id) THEN
    RAISE foreign_key_violation USING MESSAGE = 'an import of another client';
  END IF;
  RETURN NEW;
END $$;

CALL close_functions();
