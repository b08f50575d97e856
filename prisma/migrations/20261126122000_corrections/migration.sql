-- Entries put right, deviations looked at, and what stood open of who starts a session.
-- docs/decisions/023-corrections.md.

-- What replaces an entry that was struck through: another of the same kind, of the same client. Null: it never was.
ALTER TABLE strikes ADD COLUMN replaced_by uuid;
CREATE UNIQUE INDEX strikes_replaced_once ON strikes (clinic_id, subject, replaced_by) WHERE replaced_by IS NOT NULL;
CALL audit_table('strikes', '{subject,subject_id,client_id,reason,struck_by,replaced_by,occurred_at}');

-- By how much a set went beyond, in the unit of its kind: grams, RPE, counts, mmHg, seconds; null where there is no number.
ALTER TABLE deviations ADD COLUMN logged double precision, ADD COLUMN cleared double precision;
CALL audit_table('deviations', '{id,session_id,set_id,inflation_id,kind,says,logged,cleared,reason,recorded_by,occurred_at}');

-- A clinician has looked at what went beyond in a session, as it was recorded until then.
CREATE TABLE deviation_reviews (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  reviewed_by uuid NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id),
  FOREIGN KEY (clinic_id, reviewed_by) REFERENCES members (clinic_id, id)
);
CREATE INDEX deviation_reviews_by_session ON deviation_reviews (clinic_id, session_id, recorded_at);

-- The sessions with deviations that no clinician has looked at yet: kept by triggers, or the worklist would read all
-- that ever went beyond.
CREATE TABLE sessions_to_review (
  clinic_id uuid NOT NULL,
  session_id uuid NOT NULL,
  client_id uuid NOT NULL,
  deviation_count integer NOT NULL CHECK (deviation_count > 0),
  newest_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, session_id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES clients (clinic_id, id)
);
CREATE INDEX sessions_to_review_newest ON sessions_to_review (clinic_id, newest_at, session_id);
CREATE INDEX sessions_to_review_by_client ON sessions_to_review (clinic_id, client_id);

CREATE FUNCTION is_active(member uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM members m WHERE m.clinic_id = current_clinic() AND m.id = member AND m.deactivated_at IS NULL);
END;

CREATE FUNCTION is_clinician(member uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN has_role(member, 'physical-therapist') OR has_role(member, 'doctor');

CREATE FUNCTION is_in_care_team(member uuid, client uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM care_team t WHERE t.clinic_id = current_clinic() AND t.client_id = client AND t.member_id = member);
END;

-- Who starts a session is a trainer of the client's care team, as the domain has it; what took place is reported by
-- them too, or put right by a clinician of the care team. One session of a client at a time: a forgotten one is taken
-- for over after three hours, as session-facts has it.
CREATE FUNCTION guard_session_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_active(NEW.logged_by) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  IF NOT has_role(NEW.logged_by, 'trainer') AND (NEW.kind = 'started' OR NOT is_clinician(NEW.logged_by)) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT is_in_care_team(NEW.logged_by, NEW.client_id) THEN
    PERFORM refuse('not-in-care-team');
  END IF;
  IF NEW.kind = 'started' AND EXISTS (
       SELECT 1 FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.client_id = NEW.client_id AND s.kind = 'started'
         AND s.ended_at IS NULL AND s.occurred_at BETWEEN NEW.occurred_at - interval '3 hours' AND NEW.occurred_at
         AND NOT is_struck('session', s.id)) THEN
    PERFORM refuse('session-running');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sessions_guarded_member BEFORE INSERT ON training_sessions FOR EACH ROW EXECUTE FUNCTION guard_session_member();

-- Whoever has left writes nothing any more, whichever door they come by.
CREATE FUNCTION guard_active() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_active(current_member()) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sets_by_active BEFORE INSERT ON sets FOR EACH ROW EXECUTE FUNCTION guard_active();
CREATE TRIGGER measurements_by_active BEFORE INSERT ON measurements FOR EACH ROW EXECUTE FUNCTION guard_active();
CREATE TRIGGER strikes_by_active BEFORE INSERT ON strikes FOR EACH ROW EXECUTE FUNCTION guard_active();

-- Who wrote an entry of this client down; null: there is none.
CREATE FUNCTION entry_author(subject text, entry uuid, client uuid) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.logged_by FROM training_sessions s WHERE subject = 'session' AND s.clinic_id = current_clinic() AND s.id = entry AND s.client_id = client
  UNION ALL SELECT s.logged_by FROM sets s WHERE subject = 'set' AND s.clinic_id = current_clinic() AND s.id = entry AND s.client_id = client
  UNION ALL SELECT m.measured_by FROM measurements m WHERE subject = 'measurement' AND m.clinic_id = current_clinic() AND m.id = entry AND m.client_id = client;
END;

-- A set is replaced in its session, a measurement by one of its kind, a session by one that is reported: nothing is
-- started by putting something right.
CREATE FUNCTION is_replacement(subject text, entry uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT other <> entry AND NOT is_struck(subject, other) AND CASE subject
    WHEN 'set' THEN EXISTS (SELECT 1 FROM sets a JOIN sets b ON b.clinic_id = a.clinic_id AND b.session_id = a.session_id
      WHERE a.clinic_id = current_clinic() AND a.id = entry AND b.id = other)
    WHEN 'measurement' THEN EXISTS (SELECT 1 FROM measurements a JOIN measurements b ON b.clinic_id = a.clinic_id AND b.kind = a.kind
      WHERE a.clinic_id = current_clinic() AND a.id = entry AND b.id = other)
    ELSE EXISTS (SELECT 1 FROM training_sessions b WHERE b.clinic_id = current_clinic() AND b.id = other AND b.kind = 'reported') END;
END;

-- Only what is there is struck through, by who wrote it down or a clinician of the care team, as mayCorrect() has it.
CREATE OR REPLACE FUNCTION guard_strike() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  author uuid := entry_author(NEW.subject, NEW.subject_id, NEW.client_id);
  is_in_team boolean := is_in_care_team(NEW.struck_by, NEW.client_id);
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.struck_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF author IS NULL THEN
    RAISE foreign_key_violation USING MESSAGE = 'nothing there to strike through';
  END IF;
  IF is_struck(NEW.subject, NEW.subject_id) THEN
    PERFORM refuse('already-struck');
  END IF;
  IF NOT (is_clinician(NEW.struck_by) AND (is_in_team OR author = NEW.struck_by))
     AND NOT (author = NEW.struck_by AND is_in_team AND has_role(NEW.struck_by, 'trainer')) THEN
    PERFORM refuse('entry-not-yours');
  END IF;
  IF NEW.replaced_by IS NOT NULL AND (entry_author(NEW.subject, NEW.replaced_by, NEW.client_id) IS DISTINCT FROM NEW.struck_by
       OR NOT is_replacement(NEW.subject, NEW.subject_id, NEW.replaced_by)) THEN
    RAISE foreign_key_violation USING MESSAGE = 'nothing there that replaces it';
  END IF;
  RETURN NEW;
END $$;

-- A deviation counts until its set or its session is struck through; that a started session was, counts all the same.
CREATE FUNCTION counted_deviations(session uuid) RETURNS SETOF deviations LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT x.* FROM deviations x WHERE x.clinic_id = current_clinic() AND x.session_id = session
    AND (x.kind = 'session-struck' OR NOT (is_struck('session', x.session_id) OR is_struck('set', x.set_id)));
END;

CREATE FUNCTION refresh_session_review(session uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found record;
BEGIN
  SELECT count(*) AS deviations, max(x.occurred_at) AS newest_at INTO found FROM counted_deviations(session) x
    WHERE x.recorded_at > coalesce((SELECT max(r.recorded_at) FROM deviation_reviews r
      WHERE r.clinic_id = current_clinic() AND r.session_id = session), '-infinity');
  IF found.deviations = 0 THEN
    DELETE FROM sessions_to_review r WHERE r.clinic_id = current_clinic() AND r.session_id = session;
    RETURN;
  END IF;
  INSERT INTO sessions_to_review (clinic_id, session_id, client_id, deviation_count, newest_at)
    SELECT s.clinic_id, s.id, s.client_id, found.deviations, found.newest_at
    FROM training_sessions s WHERE s.clinic_id = current_clinic() AND s.id = session
    ON CONFLICT (clinic_id, session_id) DO UPDATE SET deviation_count = excluded.deviation_count, newest_at = excluded.newest_at;
END $$;

-- As whoIsTold() has it: who signed the clearance the session stood under, where they can be told that day, else who
-- stands in for them, else every clinician; and never nobody.
CREATE FUNCTION told_of_deviation(session uuid, day date) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH signer AS (
    SELECT told.id FROM training_sessions s JOIN decisions d ON d.clinic_id = s.clinic_id AND d.id = s.decision_id,
      LATERAL (SELECT CASE WHEN is_away(d.decided_by, day, day) THEN delegate_on(d.decided_by, day) ELSE d.decided_by END AS id) told
    WHERE s.clinic_id = current_clinic() AND s.id = session AND is_licensed_clinician(told.id, day) AND NOT is_away(told.id, day, day)
  ), clinician AS (
    SELECT m.id FROM members m WHERE m.clinic_id = current_clinic() AND is_licensed_clinician(m.id, day)
  )
  SELECT id FROM signer
  UNION ALL SELECT id FROM clinician WHERE NOT EXISTS (SELECT 1 FROM signer)
  UNION ALL SELECT m.id FROM members m WHERE m.clinic_id = current_clinic() AND m.deactivated_at IS NULL AND has_role(m.id, 'admin')
    AND NOT EXISTS (SELECT 1 FROM clinician);
END;

-- Once a session, not once a set; one outside clearance has told everybody already.
CREATE FUNCTION tell_of_deviation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  PERFORM refresh_session_review(NEW.session_id);
  INSERT INTO notifications (clinic_id, id, member_id, kind, subject_id, client_id, occurred_at)
    SELECT s.clinic_id, uuidv7(), told.id, 'deviation', s.id, s.client_id, NEW.occurred_at
    FROM training_sessions s, told_of_deviation(NEW.session_id, clinic_day(NEW.occurred_at)) AS told (id)
    WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND NOT s.is_outside_clearance
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER deviations_tell AFTER INSERT ON deviations FOR EACH ROW EXECUTE FUNCTION tell_of_deviation();

-- That a session which was started is struck through is told as a deviation is, and so is the session that follows
-- where it would have been the third of the day: a strike never opens a way to a third one unseen.
CREATE FUNCTION note_strike() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  INSERT INTO deviations (clinic_id, id, session_id, kind, says, reason, recorded_by, occurred_at)
    SELECT s.clinic_id, uuidv7(), s.id, 'session-struck', 'a session that was started was struck through', NEW.reason, NEW.struck_by, NEW.occurred_at
    FROM training_sessions s WHERE NEW.subject = 'session' AND s.clinic_id = NEW.clinic_id AND s.id = NEW.subject_id AND s.kind = 'started';
  PERFORM refresh_session_review(s.session_id) FROM sets s
    WHERE NEW.subject = 'set' AND s.clinic_id = NEW.clinic_id AND s.id = NEW.subject_id AND s.session_id IS NOT NULL;
  PERFORM refresh_session_review(NEW.subject_id) WHERE NEW.subject = 'session';
  RETURN NULL;
END $$;
CREATE TRIGGER strikes_zz_noted AFTER INSERT ON strikes FOR EACH ROW EXECUTE FUNCTION note_strike();

CREATE FUNCTION note_third_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  INSERT INTO deviations (clinic_id, id, session_id, kind, says, reason, recorded_by, occurred_at)
    SELECT NEW.clinic_id, uuidv7(), NEW.id, 'third-after-strike', 'the third session of the day, counting what was struck through',
      string_agg(k.reason, '; '), NEW.logged_by, NEW.occurred_at
    FROM training_sessions s LEFT JOIN strikes k ON k.clinic_id = s.clinic_id AND k.subject = 'session' AND k.subject_id = s.id
    WHERE s.clinic_id = NEW.clinic_id AND s.client_id = NEW.client_id AND s.day = NEW.day AND s.kind = 'started'
    HAVING count(*) > 2 AND count(k.reason) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER sessions_zz_third AFTER INSERT ON training_sessions FOR EACH ROW WHEN (NEW.kind = 'started')
  EXECUTE FUNCTION note_third_session();

-- Looked at by a clinician who neither logged the session nor wrote one of its deviations down.
CREATE FUNCTION guard_deviation_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.reviewed_by IS DISTINCT FROM current_member() OR NOT is_clinician(NEW.reviewed_by) THEN
    PERFORM refuse('not-a-clinician');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM sessions_to_review r WHERE r.clinic_id = NEW.clinic_id AND r.session_id = NEW.session_id) THEN
    PERFORM refuse('nothing-to-review');
  END IF;
  IF EXISTS (SELECT 1 FROM training_sessions s WHERE s.clinic_id = NEW.clinic_id AND s.id = NEW.session_id AND s.logged_by = NEW.reviewed_by)
     OR EXISTS (SELECT 1 FROM counted_deviations(NEW.session_id) x WHERE x.recorded_by = NEW.reviewed_by) THEN
    PERFORM refuse('own-deviation');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deviation_reviews_guarded BEFORE INSERT ON deviation_reviews FOR EACH ROW EXECUTE FUNCTION guard_deviation_review();
CREATE TRIGGER deviation_reviews_by_active BEFORE INSERT ON deviation_reviews FOR EACH ROW EXECUTE FUNCTION guard_active();

CREATE FUNCTION apply_deviation_review() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id);
  PERFORM refresh_session_review(NEW.session_id);
  RETURN NULL;
END $$;
CREATE TRIGGER deviation_reviews_applied AFTER INSERT ON deviation_reviews FOR EACH ROW EXECUTE FUNCTION apply_deviation_review();

CALL guard_table('deviation_reviews', 'SELECT, INSERT');
CALL keep_forever('deviation_reviews');
CALL audit_table('deviation_reviews', '{id,session_id,reviewed_by,note,occurred_at}');
CALL guard_table('sessions_to_review', 'SELECT');
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('sessions_to_review', 'follows from deviations, strikes and reviews, which are audited');
REVOKE EXECUTE ON FUNCTION refresh_session_review FROM PUBLIC, clearway_app, clearway_jobs;

ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check, ADD CONSTRAINT notifications_kind_check
  CHECK (kind IN ('window-past', 'window-closing', 'window-escalation', 'reviews-due', 'red-flag', 'red-flag-escalation',
    'session-outside-clearance', 'program-held', 'deviation', 'check-in-missed', 'after-effects'));

CALL close_functions();

-- The rows that are there. The owner sees one clinic at a time.
DO $$
DECLARE
  known uuid;
BEGIN
  ALTER TABLE clinics NO FORCE ROW LEVEL SECURITY;
  FOR known IN SELECT id FROM clinics ORDER BY id LOOP
    PERFORM set_config('clearway.clinic', known::text, true);
    PERFORM refresh_session_review(x.session_id) FROM (SELECT DISTINCT d.session_id FROM deviations d WHERE d.clinic_id = known) x;
  END LOOP;
  PERFORM set_config('clearway.clinic', '', true);
  ALTER TABLE clinics FORCE ROW LEVEL SECURITY;
END $$;
