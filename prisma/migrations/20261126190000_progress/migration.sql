-- Progress: more kinds of measurement, goals, and histories brought in that can be taken back whole.

-- amount: grams for one-rm, rep-max and endurance, millinewtons for isometric-force, millimetres for girth, degrees for
-- range-of-motion, points for pain, hundredths of a point for a score.
ALTER TABLE measurements
  DROP CONSTRAINT measurements_kind_check,
  DROP CONSTRAINT measurements_entered_unit_check,
  DROP CONSTRAINT amount_fits_its_kind,
  -- How often the load was moved, and whether the last attempt failed; of a rep-max and of endurance.
  ADD COLUMN reps integer,
  ADD COLUMN is_failed boolean NOT NULL DEFAULT false,
  ADD COLUMN rpe double precision CHECK (rpe BETWEEN 0 AND 10),
  -- What a joint did: "Knee flexion".
  ADD COLUMN movement text CHECK (length(movement) BETWEEN 1 AND 120),
  ADD COLUMN is_passive boolean,
  -- A questionnaire by its short name, its range in hundredths of a point, and which end of it is good.
  ADD COLUMN instrument text CHECK (length(instrument) BETWEEN 1 AND 80),
  ADD COLUMN scale_low integer,
  ADD COLUMN scale_high integer,
  ADD COLUMN is_higher_better boolean,
  ADD COLUMN device text CHECK (length(device) BETWEEN 1 AND 80),
  ADD COLUMN position text CHECK (length(position) BETWEEN 1 AND 80),
  ADD COLUMN import_id uuid,
  ADD COLUMN fingerprint text,
  ADD COLUMN exercise_in_file text CHECK (length(exercise_in_file) <= 200),
  ADD FOREIGN KEY (clinic_id, import_id) REFERENCES imports (clinic_id, id),
  ADD CONSTRAINT measurements_kind_check CHECK (kind IN
    ('one-rm', 'rep-max', 'isometric-force', 'girth', 'endurance', 'range-of-motion', 'pain', 'score')),
  ADD CONSTRAINT measurements_entered_unit_check CHECK (entered_unit IN ('kg', 'lb', 'cm', 'nrs', 'N', 'deg', 'points')),
  ADD CONSTRAINT an_imported_test_has_its_print CHECK ((import_id IS NULL) = (fingerprint IS NULL) AND (import_id IS NULL OR kind = 'one-rm')),
  ADD CONSTRAINT amount_fits_its_kind CHECK (
    (kind = 'one-rm' AND exercise IS NOT NULL AND amount BETWEEN 1 AND 1000000 AND entered_unit IN ('kg', 'lb'))
    OR (kind = 'rep-max' AND exercise IS NOT NULL AND amount BETWEEN 1 AND 1000000 AND entered_unit IN ('kg', 'lb') AND reps BETWEEN 0 AND 10)
    OR (kind = 'endurance' AND exercise IS NOT NULL AND amount BETWEEN 0 AND 1000000 AND entered_unit IN ('kg', 'lb') AND reps BETWEEN 0 AND 1000)
    OR (kind = 'isometric-force' AND movement IS NOT NULL AND amount BETWEEN 1 AND 20000000 AND entered_unit IN ('N', 'kg', 'lb'))
    OR (kind = 'girth' AND site IS NOT NULL AND amount BETWEEN 50 AND 2000 AND entered_unit = 'cm')
    OR (kind = 'range-of-motion' AND movement IS NOT NULL AND is_passive IS NOT NULL AND amount BETWEEN -90 AND 360 AND entered_unit = 'deg')
    OR (kind = 'pain' AND amount BETWEEN 0 AND 10 AND entered_unit = 'nrs')
    OR (kind = 'score' AND instrument IS NOT NULL AND is_higher_better IS NOT NULL AND scale_low < scale_high
        AND amount BETWEEN scale_low AND scale_high AND entered_unit = 'points')),
  ADD CONSTRAINT only_what_its_kind_has CHECK (
    (reps IS NULL OR kind IN ('rep-max', 'endurance')) AND (NOT is_failed OR kind = 'rep-max') AND (rpe IS NULL OR kind IN ('rep-max', 'endurance'))
    AND (movement IS NULL OR kind IN ('isometric-force', 'range-of-motion')) AND (is_passive IS NULL OR kind = 'range-of-motion')
    AND (instrument IS NULL OR kind = 'score') AND (scale_low IS NULL OR kind = 'score') AND (scale_high IS NULL OR kind = 'score')
    AND (is_higher_better IS NULL OR kind = 'score'));
CREATE INDEX measurements_by_import ON measurements (clinic_id, import_id) WHERE import_id IS NOT NULL;
CREATE INDEX measurements_by_print ON measurements (clinic_id, client_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE UNIQUE INDEX measurements_once_an_import ON measurements (clinic_id, import_id, fingerprint) WHERE import_id IS NOT NULL;
CALL audit_table('measurements', '{id,client_id,session_id,kind,exercise,side,site,entered_value,entered_unit,amount,reps,is_failed,rpe,movement,is_passive,instrument,scale_low,scale_high,is_higher_better,device,position,import_id,exercise_in_file,measured_by,occurred_at,measured_on}',
  '{"fingerprint": "made of the other columns"}');
CALL erase_columns('measurements', '{"exercise": "CASE WHEN t.exercise IS NOT NULL THEN ''erased'' END", "site": "CASE WHEN t.site IS NOT NULL THEN ''erased'' END",
  "movement": "CASE WHEN t.movement IS NOT NULL THEN ''erased'' END", "instrument": "CASE WHEN t.instrument IS NOT NULL THEN ''erased'' END",
  "device": "NULL", "position": "NULL", "exercise_in_file": "NULL"}',
  '{"kind": "one of eight", "side": "a side", "entered_value": "a number as it was typed", "entered_unit": "a unit", "fingerprint": "a hash over figures"}');

-- What the file called it, where the clinic calls it otherwise.
ALTER TABLE sets ADD COLUMN exercise_in_file text CHECK (length(exercise_in_file) <= 200);
CALL audit_table('sets', '{id,client_id,session_id,import_id,prescription_id,exercise,exercise_in_file,side,set_number,reps,load_g,entered_value,entered_unit,rpe,is_restricted,is_test,restriction_seconds,pressure_mmhg,local_at,occurred_at,performed_on,logged_by}',
  '{"fingerprint": "made of the other columns"}');
CALL erase_columns('sets', '{"exercise": "CASE WHEN t.import_id IS NULL THEN t.exercise ELSE ''erased'' END", "exercise_in_file": "NULL"}',
  '{"side": "a side", "entered_value": "a number as it was typed", "entered_unit": "kg or lb", "fingerprint": "a hash over figures", "exercise": "of a line of the signed content, where it was no import"}');

ALTER TABLE imports DROP CONSTRAINT imports_kind_check, ADD CONSTRAINT imports_kind_check
  CHECK (kind IN ('fhir', 'strong', 'hevy', 'roster', 'one-rm'));

-- An import is taken back as an entry is: a line through it, which goes through each of its rows. The same file may then
-- come again, so a print is new where none stands that counts; the clinic's lock keeps two from coming at once.
ALTER TABLE strikes DROP CONSTRAINT strikes_subject_check, ADD CONSTRAINT strikes_subject_check
  CHECK (subject IN ('session', 'set', 'measurement', 'import'));
CREATE OR REPLACE FUNCTION is_struck(what text, which uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM strikes k WHERE k.clinic_id = current_clinic() AND k.subject = what AND k.subject_id = which)
    OR (what = 'set' AND EXISTS (SELECT 1 FROM sets s JOIN strikes k ON k.clinic_id = s.clinic_id AND k.subject = 'import' AND k.subject_id = s.import_id
      WHERE s.clinic_id = current_clinic() AND s.id = which))
    OR (what = 'measurement' AND EXISTS (SELECT 1 FROM measurements m JOIN strikes k ON k.clinic_id = m.clinic_id AND k.subject = 'import' AND k.subject_id = m.import_id
      WHERE m.clinic_id = current_clinic() AND m.id = which));
END;
CREATE OR REPLACE FUNCTION entry_author(subject text, entry uuid, client uuid) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.logged_by FROM training_sessions s WHERE subject = 'session' AND s.clinic_id = current_clinic() AND s.id = entry AND s.client_id = client
  UNION ALL SELECT s.logged_by FROM sets s WHERE subject = 'set' AND s.clinic_id = current_clinic() AND s.id = entry AND s.client_id = client
  UNION ALL SELECT m.measured_by FROM measurements m WHERE subject = 'measurement' AND m.clinic_id = current_clinic() AND m.id = entry AND m.client_id = client
  UNION ALL SELECT i.imported_by FROM imports i WHERE subject = 'import' AND i.clinic_id = current_clinic() AND i.id = entry AND i.client_id = client
    AND i.kind IN ('strong', 'hevy', 'one-rm');
END;
-- For a day, and by who brought it in: after that, and by others, each row is put right by itself.
CREATE FUNCTION guard_import_strike() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found imports;
BEGIN
  SELECT * INTO found FROM imports i WHERE i.clinic_id = NEW.clinic_id AND i.id = NEW.subject_id;
  IF found.imported_by IS DISTINCT FROM NEW.struck_by THEN
    PERFORM refuse('entry-not-yours');
  END IF;
  IF found.recorded_at < clock_timestamp() - interval '1 day' THEN
    PERFORM refuse('undo-too-late');
  END IF;
  IF NEW.replaced_by IS NOT NULL THEN
    RAISE foreign_key_violation USING MESSAGE = 'nothing replaces an import';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER strikes_guarded_import BEFORE INSERT ON strikes FOR EACH ROW WHEN (NEW.subject = 'import') EXECUTE FUNCTION guard_import_strike();

DROP INDEX sets_once_from_a_log;
CREATE INDEX sets_by_print ON sets (clinic_id, client_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE UNIQUE INDEX sets_once_an_import ON sets (clinic_id, import_id, fingerprint) WHERE import_id IS NOT NULL;
-- Row by row of many thousand: by statements that are planned once, with the strike of an import sought by itself.
CREATE FUNCTION guard_print() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_known boolean;
  found imports;
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
  SELECT * INTO found FROM imports i WHERE i.clinic_id = NEW.clinic_id AND i.id = NEW.import_id;
  IF found.client_id IS DISTINCT FROM NEW.client_id THEN
    RAISE foreign_key_violation USING MESSAGE = 'an import of another client';
  END IF;
  IF TG_TABLE_NAME = 'sets' AND (found.kind NOT IN ('strong', 'hevy') OR found.imported_by IS DISTINCT FROM current_member()) THEN
    PERFORM refuse('entry-not-yours');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sets_print BEFORE INSERT ON sets FOR EACH ROW WHEN (NEW.import_id IS NOT NULL) EXECUTE FUNCTION guard_print();
CREATE TRIGGER measurements_print BEFORE INSERT ON measurements FOR EACH ROW WHEN (NEW.import_id IS NOT NULL) EXECUTE FUNCTION guard_print();

-- What a clinic calls an exercise of somebody's file; the file's name is kept folded.
CREATE TABLE exercise_names (
  clinic_id uuid NOT NULL REFERENCES clinics (id),
  name_in_file text NOT NULL CHECK (length(name_in_file) BETWEEN 1 AND 200),
  exercise text NOT NULL CHECK (length(exercise) BETWEEN 1 AND 200),
  chosen_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, name_in_file),
  FOREIGN KEY (clinic_id, chosen_by) REFERENCES members (clinic_id, id)
);
CREATE FUNCTION guard_exercise_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.chosen_by IS DISTINCT FROM current_member() OR NOT is_active(NEW.chosen_by)
     OR NOT (has_role(NEW.chosen_by, 'trainer') OR is_clinician(NEW.chosen_by)) THEN
    PERFORM refuse('not-your-role');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER exercise_names_guarded BEFORE INSERT OR UPDATE ON exercise_names FOR EACH ROW EXECUTE FUNCTION guard_exercise_name();
CALL guard_table('exercise_names', 'SELECT, INSERT, UPDATE');
CALL audit_table('exercise_names', '{name_in_file,exercise,chosen_by}');
CALL audit_concerns_no_client('exercise_names', 'what an exercise is called');

-- A file of somebody's history between its steps: its writer's alone, and forgotten a day after it was last touched.
-- `choices` is what was chosen on the way: unit, columns, days, names. `done` counts rows of the file.
CREATE TABLE history_files (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('strength-log', 'one-rm')),
  client_id uuid,
  file_hash text NOT NULL CHECK (file_hash ~ '^[0-9a-f]{64}$'),
  content bytea NOT NULL CHECK (length(content) BETWEEN 1 AND 8388608),
  choices jsonb NOT NULL DEFAULT '{}',
  row_count integer NOT NULL CHECK (row_count BETWEEN 0 AND 100000),
  done integer NOT NULL DEFAULT 0 CHECK (done BETWEEN 0 AND row_count),
  started_at timestamptz,
  stopped_at timestamptz,
  finished_at timestamptz,
  kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  CONSTRAINT a_log_is_of_one_client CHECK ((kind = 'strength-log') = (client_id IS NOT NULL))
);
CREATE INDEX history_files_by_age ON history_files (kept_at);
CREATE FUNCTION guard_history_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.clinic_id, NEW.id, NEW.member_id, NEW.kind, NEW.client_id, NEW.file_hash, NEW.content, NEW.row_count) IS DISTINCT FROM
       (OLD.clinic_id, OLD.id, OLD.member_id, OLD.kind, OLD.client_id, OLD.file_hash, OLD.content, OLD.row_count) THEN
      PERFORM refuse('immutable');
    END IF;
    IF OLD.finished_at IS NOT NULL OR (OLD.started_at IS NOT NULL AND (NEW.choices, NEW.started_at) IS DISTINCT FROM (OLD.choices, OLD.started_at)) THEN
      PERFORM refuse('list-begun');
    END IF;
  END IF;
  NEW.kept_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER history_files_guarded BEFORE INSERT OR UPDATE ON history_files FOR EACH ROW EXECUTE FUNCTION guard_history_file();
ALTER TABLE history_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE history_files FORCE ROW LEVEL SECURITY;
CREATE POLICY own_file ON history_files TO clearway_app
  USING (clinic_id = (SELECT current_clinic()) AND member_id = (SELECT current_member()))
  WITH CHECK (clinic_id = (SELECT current_clinic()) AND member_id = (SELECT current_member()));
GRANT SELECT, INSERT, UPDATE, DELETE ON history_files TO clearway_app;
CREATE POLICY forgotten ON history_files TO clearway_jobs USING (kept_at < clock_timestamp() - interval '1 day');
GRANT SELECT (kept_at), DELETE ON history_files TO clearway_jobs;
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('history_files', 'read by its writer alone and forgotten after a day; each row it adds is audited, and what it came to as an import');
CALL refuse_for_erased('history_files');
CALL erase_columns('history_files', '{}', p_deleted => true, p_way => 't.client_id = $2');

-- What is aimed at; the newest of a kind, subject and side holds, and one without an amount takes it back. The amount is
-- as in measurements, except that endurance aims at repetitions.
CREATE TABLE goals (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  client_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('one-rm', 'isometric-force', 'girth', 'endurance', 'range-of-motion', 'pain', 'score')),
  -- The exercise, movement, site or instrument; empty for pain.
  subject text NOT NULL CHECK (length(subject) <= 200 AND (subject = '') = (kind = 'pain')),
  side text NOT NULL CHECK (side IN ('left', 'right', 'both')),
  amount integer,
  entered_value text NOT NULL DEFAULT '' CHECK (length(entered_value) <= 20),
  entered_unit text CHECK (entered_unit IN ('kg', 'lb', 'cm', 'nrs', 'N', 'deg', 'points', 'reps')),
  set_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, set_by) REFERENCES members (clinic_id, id),
  CONSTRAINT an_amount_has_its_unit CHECK ((amount IS NULL) = (entered_unit IS NULL)),
  CONSTRAINT a_goal_fits_its_kind CHECK (amount IS NULL
    OR (kind = 'one-rm' AND amount BETWEEN 1 AND 1000000 AND entered_unit IN ('kg', 'lb'))
    OR (kind = 'isometric-force' AND amount BETWEEN 1 AND 20000000 AND entered_unit IN ('N', 'kg', 'lb'))
    OR (kind = 'girth' AND amount BETWEEN 50 AND 2000 AND entered_unit = 'cm')
    OR (kind = 'endurance' AND amount BETWEEN 1 AND 1000 AND entered_unit = 'reps')
    OR (kind = 'range-of-motion' AND amount BETWEEN -90 AND 360 AND entered_unit = 'deg')
    OR (kind = 'pain' AND amount BETWEEN 0 AND 10 AND entered_unit = 'nrs')
    OR (kind = 'score' AND entered_unit = 'points')),
  CONSTRAINT a_girth_is_of_one_limb CHECK (kind <> 'girth' OR side <> 'both')
);
CREATE INDEX goals_of_client ON goals (clinic_id, client_id, kind, subject, side, seq DESC);
CREATE INDEX goals_by_time ON goals (clinic_id, client_id, seq DESC);
-- Only what holds is taken back, and a goal of a questionnaire lies within its range as the client last filled it in.
CREATE FUNCTION guard_goal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing integer;
  filled_in measurements;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.set_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  PERFORM lock_clinic(NEW.clinic_id);
  IF NEW.amount IS NULL THEN
    SELECT g.amount INTO standing FROM goals g WHERE g.clinic_id = NEW.clinic_id AND g.client_id = NEW.client_id
      AND g.kind = NEW.kind AND g.subject = NEW.subject AND g.side = NEW.side ORDER BY g.seq DESC LIMIT 1;
    IF standing IS NULL THEN
      PERFORM refuse('goal-not-set');
    END IF;
  ELSIF NEW.kind = 'score' THEN
    SELECT * INTO filled_in FROM measurements m WHERE m.clinic_id = NEW.clinic_id AND m.client_id = NEW.client_id
      AND m.kind = 'score' AND m.instrument = NEW.subject AND NOT is_struck('measurement', m.id)
      ORDER BY m.measured_on DESC, m.occurred_at DESC LIMIT 1;
    IF NEW.amount < filled_in.scale_low OR NEW.amount > filled_in.scale_high THEN
      PERFORM refuse('goal-out-of-scale');
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER goals_guarded BEFORE INSERT ON goals FOR EACH ROW EXECUTE FUNCTION guard_goal();
CREATE TRIGGER goals_serves BEFORE INSERT ON goals FOR EACH ROW EXECUTE FUNCTION guard_serves('client');
-- Nothing is begun for somebody put away.
CREATE TRIGGER goals_a_archived BEFORE INSERT ON goals FOR EACH ROW WHEN (NEW.amount IS NOT NULL) EXECUTE FUNCTION refuse_archived();
CALL guard_table('goals', 'SELECT, INSERT');
CALL keep_forever('goals');
CALL audit_table('goals', '{id,seq,client_id,kind,subject,side,amount,entered_value,entered_unit,set_by,occurred_at}');
CALL refuse_for_erased('goals');
CALL erase_columns('goals', '{"subject": "CASE WHEN t.kind = ''pain'' THEN '''' ELSE ''erased'' END"}',
  '{"kind": "one of a list", "side": "a side", "entered_value": "a number as it was typed", "entered_unit": "a unit"}');

-- Which formula estimates a maximum here.
ALTER TABLE clinics ADD COLUMN one_rm_formula text NOT NULL DEFAULT 'epley'
  CHECK (one_rm_formula IN ('epley', 'brzycki', 'lombardi', 'oconner', 'wathan', 'mayhew', 'lander'));
CALL audit_table('clinics', '{id,slug,name,time_zone,locale,units,emergency_number,on_call_number,clearance_valid_days,screening_valid_days,lop_valid_days,decision_target_hours,idle_minutes,plate_step_g,doctor_for_precautions,window_days,closing_from_day,breach_escalation_days,red_flag_escalation_minutes,second_factor_demanded,one_rm_formula}');
CALL audit_concerns_no_client('clinics', 'the clinic and its settings');

CALL close_functions();
