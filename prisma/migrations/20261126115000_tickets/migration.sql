-- A session that loses its connection or its login: a ticket that outlasts the idle logout, and sets with the time at
-- which they were done. docs/decisions/024-tickets.md.

-- A login that goes idle still opens the session it was worked from: that one alone, for three hours from its start, and
-- never past the end of the login itself. It goes with its login.
CREATE TABLE session_tickets (
  id_hash text NOT NULL REFERENCES logins (id_hash) ON DELETE CASCADE,
  clinic_id uuid NOT NULL,
  session_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (id_hash, session_id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES training_sessions (clinic_id, id)
);
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('session_tickets', 'follows from a login and a session, which are audited themselves');

-- What is known of who is asking, whatever let them in.
CREATE FUNCTION member_of_login(p_id_hash text, p_account accounts) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text := enter_clinic(p_account.clinic_id);
  answer jsonb;
BEGIN
  answer := (
    SELECT jsonb_build_object(
      'accountId', p_account.id,
      'expiresAt', login.expires_at,
      'touchDue', login.last_active_at <= clock_timestamp() - interval '1 minute',
      'member', jsonb_build_object(
        'clinicId', member.clinic_id, 'memberId', member.id, 'name', member.name, 'email', p_account.email,
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
    JOIN members member ON member.clinic_id = p_account.clinic_id AND member.id = p_account.member_id
    JOIN clinics clinic ON clinic.id = p_account.clinic_id
    WHERE login.id_hash = p_id_hash
  );
  PERFORM leave_clinic(earlier);
  RETURN answer;
END $$;

CREATE OR REPLACE FUNCTION login_member(p_id_hash text) RETURNS jsonb LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT member_of_login(p_id_hash, account_of_login(p_id_hash))
$$;

-- A ticket for whoever began a session that is going on, from each of their logins that comes to its page.
CREATE FUNCTION keep_ticket(p_id_hash text, p_account accounts, p_session uuid) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text := enter_clinic(p_account.clinic_id);
BEGIN
  INSERT INTO session_tickets (id_hash, clinic_id, session_id, expires_at)
    SELECT p_id_hash, s.clinic_id, s.id, s.occurred_at + interval '3 hours' FROM training_sessions s
    WHERE s.clinic_id = p_account.clinic_id AND s.id = p_session AND s.kind = 'started' AND s.ended_at IS NULL
      AND s.logged_by = p_account.member_id AND s.occurred_at > clock_timestamp() - interval '3 hours'
    ON CONFLICT DO NOTHING;
  PERFORM leave_clinic(earlier);
END $$;

-- As login_member, for the pages of one session or, for a red flag, of one client: an idle login with a ticket is let in
-- as well, "isCovered", and not woken. "isOver": its session was ended, and there is only what was not sent yet.
CREATE FUNCTION floor_login(p_id_hash text, p_session uuid, p_client uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text;
  is_over boolean;
BEGIN
  IF account.id IS NOT NULL THEN
    PERFORM keep_ticket(p_id_hash, account, p_session);
    RETURN member_of_login(p_id_hash, account) || '{"isCovered": false, "isOver": false}';
  END IF;
  SELECT a.* INTO account FROM logins l JOIN accounts a ON a.id = l.account_id
    WHERE l.id_hash = p_id_hash AND l.ended_at IS NULL AND l.expires_at > clock_timestamp();
  IF NOT account_is_open(account, clock_timestamp()) THEN
    RETURN NULL;
  END IF;
  earlier := enter_clinic(account.clinic_id);
  SELECT s.ended_at IS NOT NULL INTO is_over
    FROM session_tickets t JOIN training_sessions s ON s.clinic_id = t.clinic_id AND s.id = t.session_id
    WHERE t.id_hash = p_id_hash AND t.expires_at > clock_timestamp() AND (s.id = p_session OR s.client_id = p_client)
    ORDER BY 1 LIMIT 1;
  PERFORM leave_clinic(earlier);
  RETURN CASE WHEN is_over IS NOT NULL
    THEN member_of_login(p_id_hash, account) || jsonb_build_object('isCovered', true, 'isOver', is_over) END;
END $$;

REVOKE EXECUTE ON FUNCTION member_of_login, keep_ticket, floor_login FROM PUBLIC, clearway_app, clearway_jobs;
GRANT EXECUTE ON FUNCTION floor_login TO clearway_app;

-- As before, and never later than now: a set carries the time at which it was done, which its phone tells.
CREATE OR REPLACE FUNCTION guard_set() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  session training_sessions;
BEGIN
  IF NEW.logged_by IS DISTINCT FROM current_member() THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NEW.import_id IS NOT NULL THEN
    NEW.occurred_at := NEW.local_at AT TIME ZONE clinic_zone();
    NEW.performed_on := NEW.local_at::date;
    RETURN NEW;
  END IF;
  SELECT * INTO session FROM training_sessions WHERE clinic_id = NEW.clinic_id AND id = NEW.session_id AND client_id = NEW.client_id;
  IF session.id IS NULL OR is_struck('session', session.id) OR (session.ended_at IS NOT NULL AND NEW.occurred_at > session.ended_at) THEN
    PERFORM refuse('session-over');
  END IF;
  IF NEW.occurred_at < session.occurred_at - interval '5 minutes'
     OR (NEW.occurred_at > clock_timestamp() + interval '5 minutes' AND (SELECT kind FROM installation) = 'real') THEN
    PERFORM refuse('time-not-now');
  END IF;
  NEW.performed_on := session.day;
  RETURN NEW;
END $$;

CALL close_functions();
