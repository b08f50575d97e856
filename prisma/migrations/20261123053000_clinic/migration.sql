-- The ground: whose clinic, who acts, when it happened, and the one lock that puts a clinic's changes in order.
-- Roles (clearway_owner, clearway_app, clearway_jobs, clearway_backup) exist before: docs/operations.md.

GRANT USAGE ON SCHEMA public TO clearway_app, clearway_jobs, clearway_backup;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO clearway_backup;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO clearway_app, clearway_jobs;

-- What this database is: real, a demo, or a test. Only the owner writes it.
CREATE TABLE installation (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  kind text NOT NULL DEFAULT 'real' CHECK (kind IN ('real', 'demo', 'test')),
  made_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO installation DEFAULT VALUES;
GRANT SELECT ON installation TO clearway_app, clearway_jobs;

CREATE FUNCTION current_clinic() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('clearway.clinic', true), '')::uuid;

CREATE FUNCTION current_member() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('clearway.member', true), '')::uuid;

-- A refusal: the word of the domain as the message, so that one sentence in the interface serves both.
CREATE FUNCTION refuse(why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', why USING ERRCODE = 'CW001';
END $$;

-- The clinic's lock. Volatile, so that what is read after it sees what was committed before it.
CREATE FUNCTION lock_clinic(clinic uuid) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(clinic::text, 0));
END $$;

-- For what may run after its statement: the context is a setting, and may be another one by then.
CREATE FUNCTION stay_in_clinic(clinic uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF clinic IS DISTINCT FROM current_clinic() THEN
    PERFORM refuse('no-clinic');
  END IF;
END $$;

CREATE FUNCTION take_clinic_lock() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF current_clinic() IS NULL THEN
    PERFORM refuse('no-clinic');
  END IF;
  PERFORM lock_clinic(current_clinic());
  RETURN NULL;
END $$;

-- The same by the row: a statement may enter another clinic after it began, for some of its rows or between them.
CREATE FUNCTION keep_to_clinic() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  clinic uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.clinic_id ELSE NEW.clinic_id END;
BEGIN
  PERFORM stay_in_clinic(clinic), lock_clinic(clinic);
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse('immutable');
  RETURN NULL;
END $$;

-- Writable by nobody: the moment the row was written.
CREATE FUNCTION stamp_recorded_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  IF TG_OP = 'UPDATE' THEN
    NEW.recorded_at := OLD.recorded_at;
  END IF;
  RETURN NEW;
END $$;

-- What happens now is written now: five minutes either way, except where a database says it is a demo or a test.
CREATE FUNCTION occurs_now(occurred_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF occurred_at IS NULL THEN
    PERFORM refuse('time-not-now');
  END IF;
  IF abs(extract(epoch FROM clock_timestamp() - occurred_at)) > 300
     AND (SELECT kind FROM installation) = 'real' THEN
    PERFORM refuse('time-not-now');
  END IF;
END $$;

CREATE FUNCTION check_occurs_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  RETURN NEW;
END $$;

CREATE TABLE clinics (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  time_zone text NOT NULL,
  locale text NOT NULL DEFAULT 'en-GB',
  units text NOT NULL DEFAULT 'kg' CHECK (units IN ('kg', 'lb')),
  emergency_number text NOT NULL CHECK (length(emergency_number) BETWEEN 2 AND 40),
  on_call_number text NOT NULL CHECK (length(on_call_number) BETWEEN 2 AND 40),
  clearance_valid_days integer NOT NULL DEFAULT 30 CHECK (clearance_valid_days BETWEEN 1 AND 30),
  screening_valid_days integer NOT NULL DEFAULT 28 CHECK (screening_valid_days BETWEEN 1 AND 365),
  lop_valid_days integer NOT NULL DEFAULT 14 CHECK (lop_valid_days BETWEEN 1 AND 14),
  decision_target_hours integer NOT NULL DEFAULT 48 CHECK (decision_target_hours BETWEEN 1 AND 720),
  idle_minutes integer NOT NULL DEFAULT 15 CHECK (idle_minutes BETWEEN 1 AND 60),
  plate_step_g integer NOT NULL DEFAULT 1000 CHECK (plate_step_g BETWEEN 100 AND 20000),
  doctor_for_precautions boolean NOT NULL DEFAULT false,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- An unknown zone fails here, not on the day it is first needed.
CREATE FUNCTION check_time_zone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM now() AT TIME ZONE NEW.time_zone;
  RETURN NEW;
END $$;
CREATE TRIGGER clinics_time_zone BEFORE INSERT OR UPDATE OF time_zone ON clinics FOR EACH ROW EXECUTE FUNCTION check_time_zone();

CREATE TABLE members (
  clinic_id uuid NOT NULL REFERENCES clinics (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 320 AND email = lower(email)),
  licence_number text,
  licence_state text,
  licence_valid_until date,
  bfr_credential_valid_until date,
  deactivated_at timestamptz,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, email),
  CHECK ((licence_number IS NULL) = (licence_valid_until IS NULL))
);

CREATE TABLE member_roles (
  clinic_id uuid NOT NULL,
  member_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('trainer', 'physical-therapist', 'doctor', 'admin')),
  PRIMARY KEY (clinic_id, member_id, role),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id)
);

-- The day an instant is, in the clinic's own zone. Only PostgreSQL decides this (stack.md, zones).
CREATE FUNCTION clinic_zone() RETURNS text LANGUAGE sql STABLE
  BEGIN ATOMIC SELECT time_zone FROM clinics WHERE id = current_clinic(); END;

CREATE FUNCTION clinic_day(instant timestamptz) RETURNS date LANGUAGE sql STABLE
  RETURN (instant AT TIME ZONE clinic_zone())::date;

CREATE FUNCTION has_role(member uuid, wanted text) RETURNS boolean LANGUAGE sql STABLE
  BEGIN ATOMIC SELECT EXISTS (SELECT 1 FROM member_roles WHERE clinic_id = current_clinic() AND member_id = member AND role = wanted); END;

-- Who is in the clinic, in which role, on which licence, and its settings: for its admins.
CREATE FUNCTION guard_administration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'clearway_app' AND NOT EXISTS (
       SELECT 1 FROM member_roles r JOIN members m ON m.clinic_id = r.clinic_id AND m.id = r.member_id
       WHERE r.clinic_id = current_clinic() AND r.member_id = current_member() AND r.role = 'admin' AND m.deactivated_at IS NULL) THEN
    PERFORM refuse('not-your-role');
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER clinics_by_admin BEFORE UPDATE ON clinics FOR EACH ROW EXECUTE FUNCTION guard_administration();
CREATE TRIGGER members_by_admin BEFORE INSERT OR UPDATE ON members FOR EACH ROW EXECUTE FUNCTION guard_administration();
CREATE TRIGGER member_roles_by_admin BEFORE INSERT OR DELETE ON member_roles FOR EACH ROW EXECUTE FUNCTION guard_administration();

-- Row-level security: a table of a clinic shows and takes that clinic's rows, and without a clinic none.
CREATE PROCEDURE guard_table(name regclass, grants text) LANGUAGE plpgsql AS $$
DECLARE
  clinic_column text := CASE WHEN name = 'clinics'::regclass THEN 'id' ELSE 'clinic_id' END;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY own_clinic ON %s USING (%I = (SELECT current_clinic())) WITH CHECK (%I = (SELECT current_clinic()))',
    name, clinic_column, clinic_column);
  EXECUTE format('GRANT %s ON %s TO clearway_app', grants, name);
  -- The order of rows is the database's to give: OVERRIDING SYSTEM VALUE needs a grant on the column.
  IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = name AND attidentity <> '') THEN
    EXECUTE format('REVOKE INSERT ON %s FROM clearway_app', name);
    EXECUTE format('GRANT INSERT (%s) ON %s TO clearway_app', (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
      WHERE attrelid = name AND attnum > 0 AND NOT attisdropped AND attidentity = ''), name);
  END IF;
  IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = name AND attname = 'recorded_at') THEN
    EXECUTE format('CREATE TRIGGER a_recorded_at BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at()', name);
  END IF;
  IF grants ~* 'insert|update|delete' THEN
    EXECUTE format('CREATE TRIGGER a_clinic_lock BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION take_clinic_lock()', name);
    IF clinic_column = 'clinic_id' THEN
      EXECUTE format('CREATE TRIGGER a_clinic_row BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION keep_to_clinic()', name);
    END IF;
  END IF;
END $$;
REVOKE EXECUTE ON PROCEDURE guard_table FROM PUBLIC, clearway_app, clearway_jobs;

-- Rows that say what happened are added, never changed: not by the app, not by its owner.
CREATE PROCEDURE keep_forever(name regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER z_immutable BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  EXECUTE format('CREATE TRIGGER z_immutable_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
END $$;
REVOKE EXECUTE ON PROCEDURE keep_forever FROM PUBLIC, clearway_app, clearway_jobs;

CALL guard_table('clinics', 'SELECT, UPDATE');
CALL guard_table('members', 'SELECT, INSERT, UPDATE');
CALL guard_table('member_roles', 'SELECT, INSERT, DELETE');
