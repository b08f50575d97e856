-- Clients: who they are, who may see them, what their record says, and how they were screened.

CREATE TABLE clients (
  clinic_id uuid NOT NULL REFERENCES clinics (id),
  id uuid NOT NULL,
  record_number text NOT NULL CHECK (length(record_number) BETWEEN 1 AND 80),
  given_name text NOT NULL CHECK (length(given_name) BETWEEN 1 AND 200),
  family_name text NOT NULL CHECK (length(family_name) BETWEEN 1 AND 200),
  birth_date date NOT NULL CHECK (birth_date BETWEEN '1900-01-01' AND '2100-01-01'),
  sex text NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
  created_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, record_number),
  FOREIGN KEY (clinic_id, created_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX clients_by_name ON clients (clinic_id, family_name, given_name, id);

-- Who serves whom. A trainer sees the clients of whose care team they are a member.
CREATE TABLE care_team (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  member_id uuid NOT NULL,
  added_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, client_id, member_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, added_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX care_team_by_member ON care_team (clinic_id, member_id, client_id);

-- A file brought in: what it held and what became of it. The same file twice adds nothing.
CREATE TABLE imports (
  clinic_id uuid NOT NULL REFERENCES clinics (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('fhir', 'strong', 'hevy')),
  file_hash text NOT NULL CHECK (file_hash ~ '^[0-9a-f]{64}$'),
  client_id uuid,
  entered_unit text CHECK (entered_unit IN ('kg', 'lb')),
  rows_total integer NOT NULL CHECK (rows_total >= 0),
  rows_taken integer NOT NULL CHECK (rows_taken >= 0),
  rows_skipped integer NOT NULL CHECK (rows_skipped >= 0),
  rows_refused integer NOT NULL CHECK (rows_refused >= 0),
  rows_known integer NOT NULL DEFAULT 0 CHECK (rows_known >= 0),
  not_taken jsonb NOT NULL DEFAULT '[]',
  imported_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, imported_by) REFERENCES members (clinic_id, id),
  CONSTRAINT every_row_counted CHECK (rows_total = rows_taken + rows_skipped + rows_refused + rows_known)
);
CREATE INDEX imports_by_client ON imports (clinic_id, client_id, id);

-- Lines of a client's record as they came: shown to the person screening, decided by nobody else.
CREATE TABLE record_entries (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  import_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('condition', 'blood-pressure', 'weight', 'height', 'bmi', 'medication', 'not-understood')),
  label text NOT NULL,
  code text,
  status text,
  started_on date,
  ended_on date,
  is_current boolean NOT NULL DEFAULT false,
  is_history_that_counts boolean NOT NULL DEFAULT false,
  suggests text[] NOT NULL DEFAULT '{}',
  systolic double precision,
  diastolic double precision,
  amount double precision,
  unit text,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, import_id) REFERENCES imports (clinic_id, id)
);
CREATE INDEX record_entries_by_client ON record_entries (clinic_id, client_id, kind, started_on);

-- A screening that somebody confirmed: never edited, a new one replaces it.
CREATE TABLE screenings (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  screened_by uuid NOT NULL,
  answers jsonb NOT NULL,
  reasons jsonb NOT NULL,
  systolic double precision NOT NULL CHECK (systolic BETWEEN 40 AND 350),
  diastolic double precision NOT NULL CHECK (diastolic BETWEEN 10 AND 250),
  is_pregnant boolean NOT NULL,
  has_clot_history boolean NOT NULL,
  note text,
  occurred_at timestamptz NOT NULL,
  screened_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, seq),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, screened_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX screenings_latest ON screenings (clinic_id, client_id, seq DESC);

-- What a screening came to: for the whole client ('all') and for a limb that differs; with and without restriction.
CREATE TABLE screening_outcomes (
  clinic_id uuid NOT NULL,
  screening_id uuid NOT NULL,
  scope text NOT NULL CHECK (scope IN ('all', 'left-arm', 'right-arm', 'left-leg', 'right-leg')),
  bfr text NOT NULL CHECK (bfr IN ('standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise')),
  plain text NOT NULL CHECK (plain IN ('standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise')),
  PRIMARY KEY (clinic_id, screening_id, scope),
  FOREIGN KEY (clinic_id, screening_id) REFERENCES screenings (clinic_id, id)
);

CREATE FUNCTION screening_severity(outcome text) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN array_position(ARRAY['standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise'], outcome);

-- Whatever computed it: a stop value, a pregnancy or a clot can never come out as allowed.
CREATE FUNCTION check_screening_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked screenings;
BEGIN
  SELECT * INTO STRICT asked FROM screenings WHERE clinic_id = NEW.clinic_id AND id = NEW.screening_id;
  IF NEW.scope = 'all' THEN
    IF (asked.systolic >= 180 OR asked.diastolic >= 110) AND (NEW.bfr <> 'no-exercise' OR NEW.plain <> 'no-exercise') THEN
      PERFORM refuse('no-exercise');
    END IF;
    IF (asked.systolic >= 160 OR asked.diastolic >= 100)
       AND (screening_severity(NEW.bfr) < 3 OR screening_severity(NEW.plain) < 3) THEN
      PERFORM refuse('needs-doctor');
    END IF;
    IF (asked.is_pregnant OR asked.has_clot_history) AND screening_severity(NEW.bfr) < 4 THEN
      PERFORM refuse('no-restriction');
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER screening_outcomes_hold BEFORE INSERT ON screening_outcomes FOR EACH ROW EXECUTE FUNCTION check_screening_outcome();

-- A screening without its outcome for the whole client must not stand.
CREATE FUNCTION check_screening_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  IF NOT EXISTS (SELECT 1 FROM screening_outcomes WHERE clinic_id = NEW.clinic_id AND screening_id = NEW.id AND scope = 'all') THEN
    PERFORM refuse('screening-missing');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER screenings_whole AFTER INSERT ON screenings DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_screening_whole();

-- Days are decided here, with the zone of the day.
CREATE FUNCTION day_of_screening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.screened_on := clinic_day(NEW.occurred_at);
  RETURN NEW;
END $$;
CREATE TRIGGER screenings_day BEFORE INSERT ON screenings FOR EACH ROW EXECUTE FUNCTION day_of_screening();
CREATE TRIGGER screenings_occur BEFORE INSERT ON screenings FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

-- What a later event said of the client: it makes the screening stale and holds what runs (migration of holds).
CREATE TABLE client_events (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind IN ('pregnancy', 'surgery', 'blood-clot')),
  note text NOT NULL DEFAULT '',
  noted_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, noted_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX client_events_by_client ON client_events (clinic_id, client_id, occurred_at);
CREATE TRIGGER client_events_occur BEFORE INSERT ON client_events FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

CREATE TABLE red_flags (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  sign text NOT NULL CHECK (sign ~ '^[a-z][a-z-]{2,60}$'),
  needs_assessment boolean NOT NULL,
  detail text NOT NULL DEFAULT '',
  raised_by uuid NOT NULL,
  told_member_id uuid,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, raised_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, told_member_id) REFERENCES members (clinic_id, id)
);
CREATE INDEX red_flags_by_client ON red_flags (clinic_id, client_id, occurred_at);
CREATE TRIGGER red_flags_occur BEFORE INSERT ON red_flags FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

-- Limb occlusion pressure as measured: this limb, this cuff, this position.
CREATE TABLE lop_measurements (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  limb text NOT NULL CHECK (limb IN ('left-arm', 'right-arm', 'left-leg', 'right-leg')),
  cuff_width_mm integer NOT NULL CHECK (cuff_width_mm BETWEEN 30 AND 250),
  position text NOT NULL CHECK (position IN ('lying', 'sitting', 'standing')),
  pressure_mmhg integer NOT NULL CHECK (pressure_mmhg BETWEEN 40 AND 400),
  measured_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  measured_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, measured_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX lop_by_limb ON lop_measurements (clinic_id, client_id, limb, cuff_width_mm, occurred_at DESC);

-- The worst of the newest screening for this client, for a program with or without restriction on these limbs.
CREATE FUNCTION screening_outcome(client uuid, with_bfr boolean, on_limbs text[]) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN with_bfr THEN o.bfr ELSE o.plain END
  FROM screening_outcomes o
  WHERE o.clinic_id = current_clinic()
    AND o.screening_id = (SELECT s.id FROM screenings s
                          WHERE s.clinic_id = current_clinic() AND s.client_id = client ORDER BY s.seq DESC LIMIT 1)
    AND (o.scope = 'all' OR (with_bfr AND o.scope = ANY (on_limbs)))
  ORDER BY screening_severity(CASE WHEN with_bfr THEN o.bfr ELSE o.plain END) DESC LIMIT 1;
END;

-- True when something happened to the client after the newest screening that makes it worth nothing.
CREATE FUNCTION screening_is_outdated(client uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH newest AS (SELECT s.recorded_at, s.occurred_at FROM screenings s
                  WHERE s.clinic_id = current_clinic() AND s.client_id = client ORDER BY s.seq DESC LIMIT 1)
  SELECT EXISTS (SELECT 1 FROM newest, client_events e
                 WHERE e.clinic_id = current_clinic() AND e.client_id = client AND e.recorded_at > newest.recorded_at)
      OR EXISTS (SELECT 1 FROM newest, red_flags r
                 WHERE r.clinic_id = current_clinic() AND r.client_id = client AND r.recorded_at > newest.recorded_at);
END;

-- Measuring LOP closes a limb's artery: not while the screening is missing, outdated or prohibits it there.
CREATE FUNCTION check_lop() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  outcome text := screening_outcome(NEW.client_id, true, ARRAY[NEW.limb]);
BEGIN
  IF outcome IS NULL THEN
    PERFORM refuse('screening-missing');
  ELSIF outcome IN ('no-restriction', 'no-exercise') THEN
    PERFORM refuse(outcome);
  ELSIF screening_is_outdated(NEW.client_id) THEN
    PERFORM refuse('screening-outdated-by-event');
  ELSIF clinic_day(NEW.occurred_at) - (SELECT max(s.screened_on) FROM screenings s WHERE s.clinic_id = current_clinic() AND s.client_id = NEW.client_id)
        > (SELECT c.screening_valid_days FROM clinics c WHERE c.id = current_clinic()) THEN
    PERFORM refuse('screening-stale');
  END IF;
  NEW.measured_on := clinic_day(NEW.occurred_at);
  RETURN NEW;
END $$;
CREATE TRIGGER lop_checked BEFORE INSERT ON lop_measurements FOR EACH ROW EXECUTE FUNCTION check_lop();
CREATE TRIGGER lop_occur BEFORE INSERT ON lop_measurements FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

CALL guard_table('clients', 'SELECT, INSERT, UPDATE');
CALL guard_table('care_team', 'SELECT, INSERT, DELETE');
CALL guard_table('imports', 'SELECT, INSERT');
CALL guard_table('record_entries', 'SELECT, INSERT');
CALL guard_table('screenings', 'SELECT, INSERT');
CALL guard_table('screening_outcomes', 'SELECT, INSERT');
CALL guard_table('client_events', 'SELECT, INSERT');
CALL guard_table('red_flags', 'SELECT, INSERT');
CALL guard_table('lop_measurements', 'SELECT, INSERT');
CALL keep_forever('screenings');
CALL keep_forever('screening_outcomes');
CALL keep_forever('client_events');
CALL keep_forever('red_flags');
CALL keep_forever('lop_measurements');
