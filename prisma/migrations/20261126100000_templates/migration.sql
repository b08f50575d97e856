-- What a program may be started from: a clinic's templates, each a name for a version that is frozen anyway; and what a
-- member typed into a program and did not save yet, which nobody else reads.

CREATE TABLE templates (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  name text NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 120),
  made_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  retired_by uuid,
  retired_at timestamptz,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, version_id) REFERENCES versions (clinic_id, id),
  FOREIGN KEY (clinic_id, made_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, retired_by) REFERENCES members (clinic_id, id),
  CHECK ((retired_by IS NULL) = (retired_at IS NULL))
);
-- One of a name at a time, however it is spelled; the list is read along it.
CREATE UNIQUE INDEX templates_by_name ON templates (clinic_id, lower(name)) WHERE retired_at IS NULL;

-- Made of what is frozen, by who works with clients; retired once, by who made it or a clinician, and never changed.
CREATE FUNCTION guard_template() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  me uuid := current_member();
  is_clinician boolean := has_role(me, 'physical-therapist') OR has_role(me, 'doctor');
BEGIN
  IF NOT (is_clinician OR has_role(me, 'trainer')) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.made_by IS DISTINCT FROM me OR NEW.retired_at IS NOT NULL THEN
      PERFORM refuse('not-your-role');
    END IF;
    PERFORM occurs_now(NEW.occurred_at);
    IF (SELECT status FROM versions WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id) IS NOT DISTINCT FROM 'draft' THEN
      PERFORM refuse('template-of-draft');
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.retired_at IS NOT NULL THEN
    PERFORM refuse('template-retired');
  END IF;
  IF to_jsonb(NEW) - '{retired_by,retired_at}'::text[] <> to_jsonb(OLD) - '{retired_by,retired_at}'::text[] THEN
    PERFORM refuse('immutable');
  END IF;
  IF NEW.retired_by IS DISTINCT FROM me THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT (is_clinician OR OLD.made_by = me) THEN
    PERFORM refuse('template-not-yours');
  END IF;
  PERFORM occurs_now(NEW.retired_at);
  RETURN NEW;
END $$;

CALL guard_table('templates', 'SELECT, INSERT, UPDATE');
CREATE TRIGGER templates_guarded BEFORE INSERT OR UPDATE ON templates FOR EACH ROW EXECUTE FUNCTION guard_template();
CREATE TRIGGER templates_kept BEFORE DELETE ON templates FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER templates_kept_truncate BEFORE TRUNCATE ON templates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CALL audit_table('templates', '{id,version_id,name,made_by,occurred_at,retired_by,retired_at}');

-- One a member and form: the new program of a client, or a draft. `typed` is the form's own JSON, whatever is wrong in
-- it; `form_key` is the key it would be saved with, `basis` a line of the draft as it was read.
CREATE TABLE kept_forms (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  client_id uuid,
  version_id uuid,
  typed text NOT NULL CHECK (octet_length(typed) BETWEEN 2 AND 200000),
  form_key uuid NOT NULL,
  basis uuid,
  kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, member_id, client_id),
  UNIQUE (clinic_id, member_id, version_id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, version_id) REFERENCES versions (clinic_id, id),
  CHECK (num_nonnulls(client_id, version_id) = 1)
);
CREATE INDEX kept_forms_by_age ON kept_forms (kept_at);

CREATE FUNCTION guard_kept_form() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.clinic_id, NEW.id, NEW.member_id, NEW.client_id, NEW.version_id) IS DISTINCT FROM
     (OLD.clinic_id, OLD.id, OLD.member_id, OLD.client_id, OLD.version_id) THEN
    PERFORM refuse('immutable');
  END IF;
  IF NEW.version_id IS NOT NULL AND
     (SELECT status FROM versions WHERE clinic_id = NEW.clinic_id AND id = NEW.version_id) IS DISTINCT FROM 'draft' THEN
    PERFORM refuse('not-draft');
  END IF;
  NEW.kept_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER kept_forms_guarded BEFORE INSERT OR UPDATE ON kept_forms FOR EACH ROW EXECUTE FUNCTION guard_kept_form();

-- Not guard_table: it is the member's alone, no part of the record, and a clinic's changes do not wait for its typing.
ALTER TABLE kept_forms ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept_forms FORCE ROW LEVEL SECURITY;
CREATE POLICY own_form ON kept_forms TO clearway_app
  USING (clinic_id = (SELECT current_clinic()) AND member_id = (SELECT current_member()))
  WITH CHECK (clinic_id = (SELECT current_clinic()) AND member_id = (SELECT current_member()));
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_forms TO clearway_app;
-- The job that forgets sees what is to be forgotten, and of that only when it was kept.
CREATE POLICY forgotten ON kept_forms TO clearway_jobs USING (kept_at < clock_timestamp() - interval '30 days');
GRANT SELECT (kept_at), DELETE ON kept_forms TO clearway_jobs;
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('kept_forms', 'typed and not saved: read by its writer alone, replaced while they type, forgotten after 30 days');

CALL close_functions();
