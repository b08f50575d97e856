-- The window as a clinic sets it, the looks a clinician takes at it, and one definition of it for a limb of a client.
-- docs/decisions/015-windows-of-a-limb.md.

-- A clinic may tighten what the literature gives, never loosen it.
ALTER TABLE clinics
  ADD COLUMN window_days integer NOT NULL DEFAULT 21,
  ADD COLUMN closing_from_day integer NOT NULL DEFAULT 15,
  ADD COLUMN breach_escalation_days integer NOT NULL DEFAULT 3,
  ADD CONSTRAINT window_no_longer_than_three_weeks CHECK (window_days BETWEEN 7 AND 21),
  ADD CONSTRAINT closing_no_later_than_day_15 CHECK (closing_from_day BETWEEN 2 AND 15 AND closing_from_day < window_days),
  ADD CONSTRAINT escalation_no_later_than_3_days CHECK (breach_escalation_days BETWEEN 1 AND 3);
CALL audit_table('clinics', '{id,slug,name,time_zone,locale,units,emergency_number,on_call_number,clearance_valid_days,screening_valid_days,lop_valid_days,decision_target_hours,idle_minutes,plate_step_g,doctor_for_precautions,window_days,closing_from_day,breach_escalation_days}');

-- As before, with what the clinic says of the window.
CREATE OR REPLACE FUNCTION login_member(p_id_hash text) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text := enter_clinic(account.clinic_id);
  answer jsonb;
BEGIN
  answer := (
    SELECT jsonb_build_object(
      'accountId', account.id,
      'expiresAt', login.expires_at,
      'touchDue', login.last_active_at <= clock_timestamp() - interval '1 minute',
      'member', jsonb_build_object(
        'clinicId', member.clinic_id, 'memberId', member.id, 'name', member.name, 'email', account.email,
        'roles', (SELECT coalesce(jsonb_agg(role ORDER BY role), '[]') FROM member_roles
                  WHERE clinic_id = member.clinic_id AND member_id = member.id),
        'licence', CASE WHEN member.licence_number IS NOT NULL THEN jsonb_build_object(
          'number', member.licence_number, 'state', coalesce(member.licence_state, ''), 'validUntil', member.licence_valid_until) END,
        'bfrCredentialValidUntil', member.bfr_credential_valid_until,
        'clinic', jsonb_build_object(
          'id', clinic.id, 'slug', clinic.slug, 'name', clinic.name, 'timeZone', clinic.time_zone, 'locale', clinic.locale,
          'units', clinic.units, 'emergencyNumber', clinic.emergency_number, 'onCallNumber', clinic.on_call_number,
          'clearanceValidDays', clinic.clearance_valid_days, 'screeningValidDays', clinic.screening_valid_days,
          'lopValidDays', clinic.lop_valid_days, 'decisionTargetHours', clinic.decision_target_hours,
          'idleMinutes', clinic.idle_minutes, 'plateStepG', clinic.plate_step_g,
          'doctorForPrecautions', clinic.doctor_for_precautions, 'windowDays', clinic.window_days,
          'closingFromDay', clinic.closing_from_day, 'breachEscalationDays', clinic.breach_escalation_days)))
    FROM logins login
    JOIN members member ON member.clinic_id = account.clinic_id AND member.id = account.member_id
    JOIN clinics clinic ON clinic.id = account.clinic_id
    WHERE login.id_hash = p_id_hash
  );
  PERFORM leave_clinic(earlier);
  RETURN answer;
END $$;

CREATE FUNCTION clinic_window_days() RETURNS integer LANGUAGE sql STABLE
  BEGIN ATOMIC SELECT window_days FROM clinics WHERE id = current_clinic(); END;

-- A clinician looked at a window that is past and wrote that the program goes on unchanged.
CREATE TABLE window_reviews (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  flag_id uuid NOT NULL,
  program_id uuid NOT NULL,
  scope text NOT NULL,
  reviewed_by uuid NOT NULL,
  signed_as text NOT NULL CHECK (signed_as IN ('physical-therapist', 'doctor')),
  reason text NOT NULL CHECK (length(trim(reason)) > 0),
  review_days integer NOT NULL CHECK (review_days BETWEEN 1 AND 42),
  reviewed_on date NOT NULL,
  next_review_on date NOT NULL,
  time_zone text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  CONSTRAINT one_review_a_flag UNIQUE (clinic_id, flag_id),
  FOREIGN KEY (clinic_id, flag_id) REFERENCES window_flags (clinic_id, id),
  FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id),
  FOREIGN KEY (clinic_id, reviewed_by) REFERENCES members (clinic_id, id),
  CHECK (next_review_on = reviewed_on + review_days)
);
CREATE INDEX window_reviews_by_program ON window_reviews (clinic_id, program_id, scope, reviewed_on);

-- A flag outlives the row it was written for: where the one session of a window is struck through, no window is left.
ALTER TABLE window_flags
  DROP CONSTRAINT window_flags_clinic_id_program_id_scope_fkey,
  ADD FOREIGN KEY (clinic_id, program_id) REFERENCES programs (clinic_id, id);

-- The day this limb's window opened for this program, as openingDay() has it: its own first session, or an earlier one
-- of every program that trained the limb less than 21 whole days before, and so on back. With a session on `on_day`.
CREATE OR REPLACE FUNCTION bfr_window_opened_on(client uuid, program uuid, on_limb text, on_day date) RETURNS date LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE trained AS (
    SELECT s.program_id, s.day FROM training_sessions s
    WHERE s.clinic_id = current_clinic() AND s.client_id = client AND s.is_bfr AND on_limb = ANY (s.bfr_limbs) AND s.day <= on_day
      AND NOT is_struck('session', s.id)
    UNION
    SELECT program, on_day
  ), firsts AS (
    SELECT t.program_id, min(t.day) AS day FROM trained t GROUP BY t.program_id
  ), carried AS (
    SELECT f.program_id, f.day FROM firsts f WHERE f.program_id = program
    UNION
    SELECT f.program_id, f.day FROM carried c
      JOIN trained t ON t.day BETWEEN c.day - 21 AND c.day
      JOIN firsts f ON f.program_id = t.program_id
  )
  SELECT min(carried.day) FROM carried;
END;

-- The programs that share a window: for a limb all of the client's whose window opened on this day, else the one.
CREATE FUNCTION programs_of_window(client uuid, program uuid, on_scope text, opened_on date) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT program
  UNION
  SELECT t.program_id FROM (
    SELECT s.program_id, max(s.day) AS last_day FROM training_sessions s
    WHERE s.clinic_id = current_clinic() AND s.client_id = client AND s.is_bfr AND on_scope = ANY (s.bfr_limbs)
      AND s.day >= opened_on AND s.program_id <> program AND NOT is_struck('session', s.id)
    GROUP BY s.program_id) t
  WHERE bfr_window_opened_on(client, t.program_id, on_scope, t.last_day) = opened_on;
END;

-- Days granted past the end of this window, by whichever of its programs the extension was cleared for.
CREATE FUNCTION window_extension_days(client uuid, program uuid, on_scope text, opened_on date) RETURNS integer LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT coalesce(sum(v.extension_days), 0)::integer FROM versions v
  WHERE v.clinic_id = current_clinic() AND v.kind = 'extension' AND v.status IN ('cleared', 'superseded')
    AND v.program_id IN (SELECT programs_of_window(client, program, on_scope, opened_on));
END;

-- The day a decision was signed, in the zone its clinic was in then.
CREATE FUNCTION cleared_step_down_on(programs uuid[]) RETURNS date LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT max((d.occurred_at AT TIME ZONE d.time_zone)::date)
  FROM decisions d JOIN versions v ON v.clinic_id = d.clinic_id AND v.id = d.version_id
  WHERE d.clinic_id = current_clinic() AND d.program_id = ANY (programs) AND v.kind = 'step-down'
    AND d.outcome IN ('cleared', 'cleared-with-limits');
END;

-- More than 3 BFR sessions of this limb planned a week, or done in any 7 days since the window's last step-down.
CREATE OR REPLACE FUNCTION is_high_frequency(client uuid, program uuid, on_limb text, since date, until date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH stepped AS (
    SELECT cleared_step_down_on(ARRAY(SELECT programs_of_window(client, program, on_limb, since))) AS on_day
  ), trained AS (
    SELECT s.day, count(*) OVER (ORDER BY s.day RANGE BETWEEN '6 days' PRECEDING AND CURRENT ROW) AS in_seven
    FROM training_sessions s, stepped
    WHERE s.clinic_id = current_clinic() AND s.client_id = client AND s.is_bfr AND on_limb = ANY (s.bfr_limbs)
      AND s.day BETWEEN since AND until AND (stepped.on_day IS NULL OR s.day > stepped.on_day) AND NOT is_struck('session', s.id)
  )
  SELECT coalesce((SELECT least(v.sessions_per_week, coalesce(d.max_sessions_per_week, v.sessions_per_week)) > 3
                   FROM programs p JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id
                   LEFT JOIN decisions d ON d.clinic_id = v.clinic_id AND d.version_id = v.id AND d.outcome = 'cleared-with-limits'
                   WHERE p.clinic_id = current_clinic() AND p.id = program AND v.is_bfr AND on_limb = ANY (v.bfr_limbs)), false)
      OR EXISTS (SELECT 1 FROM trained WHERE in_seven > 3);
END;

-- True when a BFR session of this program on this day would lie past its window at high frequency.
CREATE OR REPLACE FUNCTION is_in_breach(client uuid, program uuid, limbs text[], on_day date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT 1 FROM unnest(limbs) AS l (limb), LATERAL (SELECT bfr_window_opened_on(client, program, l.limb, on_day) AS opened_on) w
    WHERE on_day - w.opened_on + 1 > clinic_window_days() + window_extension_days(client, program, l.limb, w.opened_on)
      AND is_high_frequency(client, program, l.limb, w.opened_on, on_day));
END;
DROP FUNCTION extension_days(uuid);

-- The next look at a program after the latest one since its window opened, as nextReviewOn() has it (of two on one day,
-- the sooner next); a cleared step-down is a look of 21 days. Null: nobody looked yet.
CREATE FUNCTION next_review_on(program uuid, on_scope text, opened_on date) RETURNS date LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT look.on_day + look.days FROM (
    SELECT r.reviewed_on AS on_day, r.review_days AS days FROM window_reviews r
    WHERE r.clinic_id = current_clinic() AND r.program_id = program AND r.scope = on_scope
    UNION ALL
    SELECT (d.occurred_at AT TIME ZONE d.time_zone)::date, 21
    FROM decisions d JOIN versions v ON v.clinic_id = d.clinic_id AND v.id = d.version_id
    WHERE d.clinic_id = current_clinic() AND d.program_id = program AND v.kind = 'step-down'
      AND d.outcome IN ('cleared', 'cleared-with-limits')
  ) look
  WHERE look.on_day >= opened_on
  ORDER BY look.on_day DESC, look.days LIMIT 1;
END;

-- The first day on which something is due: past the window and its extensions, and for a review past the next look.
CREATE FUNCTION window_due_on(program uuid, on_scope text, opened_on date, severity text, extension integer) RETURNS date LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN severity = 'breach' THEN past.on_day
    ELSE greatest(past.on_day, next_review_on(program, on_scope, opened_on)) END
  FROM (SELECT opened_on + clinic_window_days() + extension AS on_day) past;
END;

CREATE OR REPLACE FUNCTION refresh_windows(program uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH running AS (
    SELECT p.clinic_id, p.id, p.client_id, p.status IN ('active', 'on-hold') AS is_running, coalesce(v.is_bfr, false) AS is_bfr
    FROM programs p LEFT JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id
    WHERE p.clinic_id = current_clinic() AND p.id = program
  ), trained AS (
    SELECT r.*, limb AS scope, min(s.day) AS first_day FROM running r
      JOIN training_sessions s ON s.clinic_id = r.clinic_id AND s.program_id = r.id AND s.is_bfr, unnest(s.bfr_limbs) AS limb
    WHERE NOT is_struck('session', s.id) GROUP BY r.clinic_id, r.id, r.client_id, r.is_running, r.is_bfr, limb
    UNION ALL
    SELECT r.*, 'program', min(s.day) FROM running r
      JOIN training_sessions s ON s.clinic_id = r.clinic_id AND s.program_id = r.id
    WHERE NOT r.is_bfr AND NOT is_struck('session', s.id) GROUP BY r.clinic_id, r.id, r.client_id, r.is_running, r.is_bfr
  ), opened AS MATERIALIZED (
    SELECT t.*, CASE WHEN t.scope = 'program' THEN t.first_day
        ELSE bfr_window_opened_on(t.client_id, t.id, t.scope, t.first_day) END AS opened_on
    FROM trained t
  ), judged AS MATERIALIZED (
    SELECT o.*, window_extension_days(o.client_id, o.id, o.scope, o.opened_on) AS extended,
      CASE WHEN o.scope <> 'program' AND is_high_frequency(o.client_id, o.id, o.scope, o.opened_on, date 'infinity')
        THEN 'breach' ELSE 'review-due' END AS severity
    FROM opened o
  ), due AS (
    SELECT j.*, window_due_on(j.id, j.scope, j.opened_on, j.severity, j.extended) AS due_on FROM judged j
  ), gone AS (
    DELETE FROM rehab_windows w WHERE w.clinic_id = current_clinic() AND w.program_id = program
      AND NOT EXISTS (SELECT 1 FROM opened o WHERE o.scope = w.scope)
  )
  INSERT INTO rehab_windows AS w (clinic_id, program_id, scope, client_id, opened_on, extension_days, review_on, severity, is_running)
    SELECT d.clinic_id, d.id, d.scope, d.client_id, d.opened_on, d.extended, d.due_on, d.severity, d.is_running FROM due d
  ON CONFLICT (clinic_id, program_id, scope) DO UPDATE SET
    opened_on = excluded.opened_on, extension_days = excluded.extension_days, review_on = excluded.review_on,
    severity = excluded.severity, is_running = excluded.is_running,
    -- What was flagged for this very day and severity before is not flagged again.
    (flagged_review_on, flagged_severity) = (
      SELECT coalesce(max(f.review_on), w.flagged_review_on), coalesce(max(f.severity), w.flagged_severity) FROM window_flags f
      WHERE f.clinic_id = excluded.clinic_id AND f.program_id = excluded.program_id AND f.scope = excluded.scope
        AND f.severity = excluded.severity AND f.review_on = excluded.review_on);
END $$;

-- A window belongs to client and limb: what happens in one program may move that of another.
CREATE FUNCTION refresh_windows_beside(program uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_windows(program);
  PERFORM refresh_windows(beside.id) FROM (
    SELECT DISTINCT w.program_id AS id FROM programs p
      JOIN rehab_windows w ON w.clinic_id = p.clinic_id AND w.client_id = p.client_id AND w.program_id <> p.id AND w.scope <> 'program'
    WHERE p.clinic_id = current_clinic() AND p.id = program) beside;
END $$;
CREATE INDEX windows_of_client ON rehab_windows (clinic_id, client_id, program_id);
REVOKE EXECUTE ON FUNCTION refresh_windows, refresh_windows_beside FROM PUBLIC, clearway_app, clearway_jobs;

CREATE OR REPLACE FUNCTION refresh_windows_of() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'programs' THEN
    IF NEW.status IS DISTINCT FROM OLD.status OR NEW.in_force_version_id IS DISTINCT FROM OLD.in_force_version_id THEN
      PERFORM refresh_windows(NEW.id);
    END IF;
  ELSIF TG_TABLE_NAME = 'strikes' THEN
    IF NEW.subject = 'session' THEN
      PERFORM refresh_windows_beside(s.program_id) FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.subject_id;
    END IF;
  ELSE
    PERFORM refresh_windows_beside(NEW.program_id);
  END IF;
  RETURN NULL;
END $$;

-- Another length of the window moves the day of all that runs. A flag that stands goes on standing: no second one.
CREATE FUNCTION refresh_window_days() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE rehab_windows w SET review_on = due.on_day,
    flagged_review_on = CASE WHEN NOT w.needs_flag AND w.review_on <= due.today AND due.on_day <= due.today
      THEN due.on_day ELSE w.flagged_review_on END
  FROM (SELECT o.program_id, o.scope, window_due_on(o.program_id, o.scope, o.opened_on, o.severity, o.extension_days) AS on_day,
          clinic_day(clock_timestamp()) AS today
        FROM rehab_windows o WHERE o.clinic_id = NEW.id) due
  WHERE w.clinic_id = NEW.id AND w.program_id = due.program_id AND w.scope = due.scope AND w.review_on <> due.on_day;
  RETURN NULL;
END $$;
CREATE TRIGGER clinics_zz_windows AFTER UPDATE OF window_days ON clinics FOR EACH ROW
  WHEN (NEW.window_days <> OLD.window_days) EXECUTE FUNCTION refresh_window_days();

-- The flag that stands on a window on this day: the newest one, while nothing else is due in its place.
CREATE FUNCTION standing_flag(program uuid, on_scope text, on_day date) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT f.id FROM rehab_windows w JOIN window_flags f ON f.clinic_id = w.clinic_id AND f.program_id = w.program_id
    AND f.scope = w.scope AND f.severity = w.severity
  WHERE w.clinic_id = current_clinic() AND w.program_id = program AND w.scope = on_scope
    AND w.is_running AND NOT w.needs_flag AND w.review_on <= on_day
  ORDER BY f.recorded_at DESC LIMIT 1;
END;

-- "Continue unchanged" (mayContinueUnchanged): a licensed clinician who neither raised nor wrote the program, on the
-- review that is due, never on a breach.
CREATE FUNCTION guard_window_review() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reviewed rehab_windows;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.reviewed_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  NEW.time_zone := clinic_zone();
  NEW.reviewed_on := clinic_day(NEW.occurred_at);
  NEW.next_review_on := NEW.reviewed_on + NEW.review_days;
  PERFORM check_signer(NEW.reviewed_by, NEW.signed_as, NEW.reviewed_on);
  IF wrote_program(NEW.reviewed_by, NEW.program_id) THEN
    PERFORM refuse('own-program');
  END IF;
  SELECT * INTO reviewed FROM rehab_windows WHERE clinic_id = NEW.clinic_id AND program_id = NEW.program_id AND scope = NEW.scope;
  IF reviewed.program_id IS NULL OR NOT reviewed.is_running OR reviewed.review_on > NEW.reviewed_on THEN
    PERFORM refuse('window-not-past');
  END IF;
  IF reviewed.severity = 'breach' THEN
    PERFORM refuse('in-breach');
  END IF;
  IF NEW.flag_id IS DISTINCT FROM standing_flag(NEW.program_id, NEW.scope, NEW.reviewed_on) THEN
    PERFORM refuse('content-changed');
  END IF;
  IF NEW.review_days IS NULL OR NEW.review_days NOT BETWEEN 1 AND 42 THEN
    PERFORM refuse('review-day-out-of-range');
  END IF;
  IF coalesce(trim(NEW.reason), '') = '' THEN
    PERFORM refuse('reason-missing');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER window_reviews_guarded BEFORE INSERT ON window_reviews FOR EACH ROW EXECUTE FUNCTION guard_window_review();

CREATE FUNCTION apply_window_review() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_windows(NEW.program_id);
  RETURN NULL;
END $$;
CREATE TRIGGER window_reviews_zz_windows AFTER INSERT ON window_reviews FOR EACH ROW EXECUTE FUNCTION apply_window_review();

-- Seen, by whom and when. It resolves nothing.
CREATE FUNCTION guard_acknowledgement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seen window_flags;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  SELECT * INTO seen FROM window_flags WHERE clinic_id = NEW.clinic_id AND id = NEW.flag_id;
  IF NEW.acknowledged_by IS DISTINCT FROM current_member()
     OR EXISTS (SELECT 1 FROM members m WHERE m.clinic_id = NEW.clinic_id AND m.id = NEW.acknowledged_by AND m.deactivated_at IS NOT NULL)
     OR NOT (has_role(NEW.acknowledged_by, 'physical-therapist') OR has_role(NEW.acknowledged_by, 'doctor')
       OR EXISTS (SELECT 1 FROM programs p JOIN care_team t ON t.clinic_id = p.clinic_id AND t.client_id = p.client_id
                  WHERE p.clinic_id = NEW.clinic_id AND p.id = seen.program_id AND t.member_id = NEW.acknowledged_by)) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NEW.flag_id IS DISTINCT FROM standing_flag(seen.program_id, seen.scope, clinic_day(NEW.occurred_at)) THEN
    PERFORM refuse('window-not-past');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flag_acknowledgements_guarded BEFORE INSERT ON flag_acknowledgements FOR EACH ROW EXECUTE FUNCTION guard_acknowledgement();

CALL guard_table('window_reviews', 'SELECT, INSERT');
CALL keep_forever('window_reviews');
CALL audit_table('window_reviews', '{id,flag_id,program_id,scope,reviewed_by,signed_as,reason,review_days,reviewed_on,next_review_on,time_zone,occurred_at}');
GRANT SELECT ON window_reviews, flag_acknowledgements TO clearway_jobs;

-- The board: what is past by severity, and all by the day it goes past, a page at a time.
DROP INDEX windows_running;
CREATE INDEX windows_by_day ON rehab_windows (clinic_id, review_on, program_id, scope) WHERE is_running;
CREATE INDEX windows_by_severity ON rehab_windows (clinic_id, severity, review_on, program_id, scope) WHERE is_running;
CREATE INDEX windows_by_opening ON rehab_windows (clinic_id, opened_on, program_id) WHERE is_running;
CREATE INDEX holds_by_program ON holds (clinic_id, program_id, occurred_at);
CREATE INDEX flags_by_window ON window_flags (clinic_id, program_id, scope, recorded_at);

CALL close_functions();

-- The rows that are there, by the definitions above. The owner sees one clinic at a time.
DO $$
DECLARE
  known uuid;
BEGIN
  ALTER TABLE clinics NO FORCE ROW LEVEL SECURITY;
  FOR known IN SELECT id FROM clinics ORDER BY id LOOP
    PERFORM set_config('clearway.clinic', known::text, true);
    PERFORM refresh_windows(w.program_id) FROM (SELECT DISTINCT program_id FROM rehab_windows WHERE clinic_id = known) w;
  END LOOP;
  PERFORM set_config('clearway.clinic', '', true);
  ALTER TABLE clinics FORCE ROW LEVEL SECURITY;
END $$;
