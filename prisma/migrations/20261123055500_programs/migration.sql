-- Programs, their versions, and the clearance: what is signed, by whom, over exactly which content.
-- A status is changed by the row that says why (a decision, a hold), through triggers that run as the owner;
-- the app's own role may only edit drafts, submit, withdraw, start what is cleared, complete and stop.

CREATE TABLE programs (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  status text NOT NULL DEFAULT 'not-started' CHECK (status IN ('not-started', 'active', 'on-hold', 'completed', 'stopped')),
  raised_by uuid NOT NULL,
  supervised_by uuid,
  in_force_version_id uuid,
  started_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id),
  FOREIGN KEY (clinic_id, raised_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, supervised_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX programs_by_client ON programs (clinic_id, client_id, id);
CREATE INDEX programs_by_status ON programs (clinic_id, status, id);

CREATE TABLE versions (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  program_id uuid NOT NULL,
  number integer NOT NULL CHECK (number >= 1),
  kind text NOT NULL CHECK (kind IN ('new', 'amendment', 'extension', 'step-down')),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN
    ('draft', 'submitted', 'changes-requested', 'declined', 'withdrawn', 'cleared', 'superseded', 'expired', 'revoked')),
  author_id uuid NOT NULL,
  edited_by uuid[] NOT NULL DEFAULT '{}',
  goal text NOT NULL CHECK (goal IN ('strength', 'muscle-size', 'endurance', 'return-from-injury', 'keep-muscle-while-limited')),
  diagnosis text NOT NULL CHECK (length(diagnosis) BETWEEN 1 AND 500),
  procedure_name text,
  procedure_on date,
  range_restriction text,
  weight_bearing text,
  no_maximal_test_before date,
  sessions_per_week integer NOT NULL CHECK (sessions_per_week BETWEEN 1 AND 21),
  sessions_per_day integer NOT NULL CHECK (sessions_per_day BETWEEN 1 AND 5),
  weeks integer NOT NULL CHECK (weeks BETWEEN 1 AND 52),
  extension_days integer CHECK (extension_days BETWEEN 1 AND 21),
  extension_reason text,
  screening_id uuid,
  rule_edition text,
  submitted_by uuid,
  occurred_at timestamptz NOT NULL,
  submitted_at timestamptz,
  is_bfr boolean,
  bfr_limbs text[],
  outcome text,
  content_format text,
  content text,
  content_hash text,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, program_id, number),
  UNIQUE (clinic_id, program_id, id),
  FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id),
  FOREIGN KEY (clinic_id, author_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, submitted_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, screening_id) REFERENCES screenings (clinic_id, id),
  CHECK ((kind = 'extension') = (extension_days IS NOT NULL)),
  CHECK (status = 'draft' OR (content IS NOT NULL AND content_hash IS NOT NULL AND screening_id IS NOT NULL))
);
-- One in force, and one on its way.
CREATE UNIQUE INDEX versions_one_in_force ON versions (clinic_id, program_id) WHERE status = 'cleared';
CREATE UNIQUE INDEX versions_one_next ON versions (clinic_id, program_id) WHERE status IN ('draft', 'submitted');
CREATE INDEX versions_waiting ON versions (clinic_id, submitted_at, id) WHERE status = 'submitted';

ALTER TABLE programs ADD FOREIGN KEY (clinic_id, id, in_force_version_id) REFERENCES versions (clinic_id, program_id, id);

CREATE TABLE prescriptions (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  position integer NOT NULL CHECK (position BETWEEN 1 AND 40),
  exercise text NOT NULL CHECK (length(exercise) BETWEEN 1 AND 120),
  mode text NOT NULL CHECK (mode IN ('bfr-resistance', 'bfr-aerobic', 'bfr-passive', 'strength', 'strength-test')),
  limb text CHECK (limb IN ('left-arm', 'right-arm', 'left-leg', 'right-leg')),
  load_kind text NOT NULL CHECK (load_kind IN ('percent-1rm', 'kg', 'rpe', 'none')),
  load_percent double precision CHECK (load_percent > 0 AND load_percent <= 150),
  load_g integer CHECK (load_g >= 0),
  rpe_ceiling double precision CHECK (rpe_ceiling BETWEEN 1 AND 10),
  reps integer[] NOT NULL DEFAULT '{}',
  rest_seconds integer CHECK (rest_seconds BETWEEN 0 AND 1800),
  tempo_seconds double precision CHECK (tempo_seconds > 0),
  pressure_kind text CHECK (pressure_kind IN ('percent-lop', 'mmhg')),
  pressure_percent integer CHECK (pressure_percent BETWEEN 1 AND 200),
  pressure_mmhg integer CHECK (pressure_mmhg BETWEEN 1 AND 400),
  cuff_width_mm integer CHECK (cuff_width_mm BETWEEN 30 AND 250),
  restriction_minutes double precision CHECK (restriction_minutes > 0 AND restriction_minutes <= 60),
  reperfusion_seconds integer CHECK (reperfusion_seconds BETWEEN 0 AND 3600),
  aerobic_percent integer CHECK (aerobic_percent BETWEEN 1 AND 100),
  aerobic_minutes integer CHECK (aerobic_minutes BETWEEN 1 AND 180),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, version_id, position),
  UNIQUE (clinic_id, version_id, id),
  FOREIGN KEY (clinic_id, version_id) REFERENCES versions (clinic_id, id),
  CONSTRAINT load_says_its_kind CHECK (
    (load_kind = 'percent-1rm') = (load_percent IS NOT NULL)
    AND (load_kind = 'kg') = (load_g IS NOT NULL)
    AND (load_kind = 'rpe') = (rpe_ceiling IS NOT NULL)),
  -- A cuff is never half described: limb, pressure, width, time on and time off belong together.
  CONSTRAINT cuff_is_whole CHECK (
    CASE WHEN mode LIKE 'bfr-%' THEN
      limb IS NOT NULL AND pressure_kind IS NOT NULL AND cuff_width_mm IS NOT NULL
      AND restriction_minutes IS NOT NULL AND reperfusion_seconds IS NOT NULL
      AND (pressure_kind = 'percent-lop') = (pressure_percent IS NOT NULL)
      AND (pressure_kind = 'mmhg') = (pressure_mmhg IS NOT NULL)
    ELSE
      pressure_kind IS NULL AND pressure_percent IS NULL AND pressure_mmhg IS NULL
      AND cuff_width_mm IS NULL AND restriction_minutes IS NULL
    END),
  CONSTRAINT reps_are_counted CHECK (cardinality(reps) <= 20 AND array_position(reps, NULL) IS NULL AND 0 < ALL (reps) AND 200 >= ALL (reps)),
  CONSTRAINT lines_of_sets_have_sets CHECK (mode IN ('bfr-aerobic', 'bfr-passive') OR cardinality(reps) >= 1)
);

-- What the rule book said of a version when it was submitted, and why the trainer asks all the same.
CREATE TABLE findings (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  prescription_id uuid,
  rule_id text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('stop', 'justify', 'advise')),
  value text NOT NULL,
  range text NOT NULL,
  says text NOT NULL,
  trainer_why text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, version_id) REFERENCES versions (clinic_id, id),
  FOREIGN KEY (clinic_id, version_id, prescription_id) REFERENCES prescriptions (clinic_id, version_id, id),
  UNIQUE (clinic_id, version_id, id),
  CHECK (severity <> 'justify' OR length(trim(coalesce(trainer_why, ''))) > 0)
);
CREATE INDEX findings_by_version ON findings (clinic_id, version_id);

CREATE TABLE decisions (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  program_id uuid NOT NULL,
  version_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('cleared', 'cleared-with-limits', 'changes-requested', 'declined', 'revoked')),
  decided_by uuid NOT NULL,
  signer_name text NOT NULL,
  signed_as text NOT NULL CHECK (signed_as IN ('physical-therapist', 'doctor')),
  licence_number text NOT NULL,
  licence_valid_until date NOT NULL,
  meaning text NOT NULL CHECK (length(meaning) BETWEEN 1 AND 300),
  reason text NOT NULL DEFAULT '',
  justification text,
  screening_id uuid NOT NULL,
  screening_outcome text NOT NULL,
  has_read_screening boolean NOT NULL,
  max_load_percent integer CHECK (max_load_percent BETWEEN 1 AND 100),
  max_pressure_percent integer CHECK (max_pressure_percent BETWEEN 1 AND 100),
  max_sessions_per_week integer CHECK (max_sessions_per_week BETWEEN 1 AND 14),
  is_supervised_only boolean NOT NULL DEFAULT false,
  review_by date,
  valid_until date,
  content_hash text NOT NULL,
  reauthentication_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  time_zone text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, seq),
  UNIQUE (clinic_id, reauthentication_id),
  FOREIGN KEY (clinic_id, program_id, version_id) REFERENCES versions (clinic_id, program_id, id),
  FOREIGN KEY (clinic_id, decided_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, screening_id) REFERENCES screenings (clinic_id, id),
  CHECK (outcome NOT IN ('changes-requested', 'declined', 'revoked') OR length(trim(reason)) > 0),
  CHECK (outcome NOT IN ('cleared', 'cleared-with-limits') OR (valid_until IS NOT NULL AND has_read_screening)),
  CHECK ((outcome = 'cleared-with-limits') = (max_load_percent IS NOT NULL OR max_pressure_percent IS NOT NULL
    OR max_sessions_per_week IS NOT NULL OR is_supervised_only OR review_by IS NOT NULL))
);
CREATE INDEX decisions_by_version ON decisions (clinic_id, version_id, seq);
CREATE INDEX decisions_by_member ON decisions (clinic_id, decided_by, seq);

-- The clinician's answer to a finding: in writing, or by the limit that cures it.
CREATE TABLE finding_answers (
  clinic_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  answer text NOT NULL CHECK (length(trim(answer)) > 0),
  is_cured_by_limit boolean NOT NULL DEFAULT false,
  PRIMARY KEY (clinic_id, decision_id, finding_id),
  FOREIGN KEY (clinic_id, decision_id) REFERENCES decisions (clinic_id, id),
  FOREIGN KEY (clinic_id, finding_id) REFERENCES findings (clinic_id, id)
);

CREATE TABLE consents (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  program_id uuid NOT NULL,
  explained_by uuid NOT NULL,
  guardian_name text,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id),
  FOREIGN KEY (clinic_id, explained_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX consents_by_program ON consents (clinic_id, program_id);

CREATE TABLE holds (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  program_id uuid NOT NULL,
  cause text NOT NULL CHECK (cause IN ('trainer', 'clinician', 'red-flag', 'screening', 'event')),
  reason text NOT NULL CHECK (length(trim(reason)) > 0),
  red_flag_id uuid,
  placed_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  lifted_at timestamptz,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id),
  FOREIGN KEY (clinic_id, placed_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, red_flag_id) REFERENCES red_flags (clinic_id, id),
  CHECK ((cause = 'red-flag') = (red_flag_id IS NOT NULL))
);
CREATE INDEX holds_open ON holds (clinic_id, program_id) WHERE lifted_at IS NULL;

CREATE TABLE hold_lifts (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  hold_id uuid NOT NULL,
  lifted_by uuid NOT NULL,
  reason text NOT NULL CHECK (length(trim(reason)) > 0),
  assessed_by text,
  assessed_on date,
  assessment_result text,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, hold_id),
  FOREIGN KEY (clinic_id, hold_id) REFERENCES holds (clinic_id, id),
  FOREIGN KEY (clinic_id, lifted_by) REFERENCES members (clinic_id, id),
  CHECK ((assessed_by IS NULL) = (assessed_on IS NULL) AND (assessed_by IS NULL) = (assessment_result IS NULL)),
  CHECK (assessed_by IS NULL OR (length(trim(assessed_by)) > 0 AND length(trim(assessment_result)) > 0))
);

-- The limbs that wear a cuff in a running program: a client has at most one for a limb.
CREATE TABLE limbs_in_use (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  limb text NOT NULL CHECK (limb IN ('left-arm', 'right-arm', 'left-leg', 'right-leg')),
  program_id uuid NOT NULL,
  CONSTRAINT one_program_a_limb PRIMARY KEY (clinic_id, client_id, limb),
  FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id)
);

CALL guard_table('programs', 'SELECT, INSERT, UPDATE');
CALL guard_table('versions', 'SELECT, INSERT, UPDATE');
CALL guard_table('prescriptions', 'SELECT, INSERT, UPDATE, DELETE');
CALL guard_table('findings', 'SELECT, INSERT, DELETE');
CALL guard_table('decisions', 'SELECT, INSERT');
CALL guard_table('finding_answers', 'SELECT, INSERT');
CALL guard_table('consents', 'SELECT, INSERT');
CALL guard_table('holds', 'SELECT, INSERT');
CALL guard_table('hold_lifts', 'SELECT, INSERT');
CALL guard_table('limbs_in_use', 'SELECT');
CALL keep_forever('decisions');
CALL keep_forever('finding_answers');
CALL keep_forever('consents');
CALL keep_forever('hold_lifts');
