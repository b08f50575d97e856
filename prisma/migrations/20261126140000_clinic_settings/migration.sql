-- What a clinic sets: how its people sign in is loosened by nobody's word alone, and the first clinic comes with the
-- settings it is asked for. docs/decisions/030-settings-and-the-first-run.md.

ALTER TABLE clinics
  ADD CONSTRAINT clinic_name_is_written CHECK (btrim(name) <> ''),
  ADD CONSTRAINT clinic_locale_is_one CHECK (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$');

-- A change of how people sign in. It is saved as a row, which changes the clinic; the app may not change it by itself.
CREATE TABLE sign_in_changes (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  changed_by uuid NOT NULL,
  idle_minutes integer NOT NULL CHECK (idle_minutes BETWEEN 1 AND 60),
  second_factor_demanded boolean NOT NULL,
  -- Null for what loosens nothing.
  reauthentication_id uuid,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, reauthentication_id),
  FOREIGN KEY (clinic_id, changed_by) REFERENCES members (clinic_id, id)
);
CALL guard_table('sign_in_changes', 'SELECT, INSERT');
CALL keep_forever('sign_in_changes');
CALL audit_table('sign_in_changes', '{id,changed_by,idle_minutes,second_factor_demanded,reauthentication_id,occurred_at}');
CALL audit_concerns_no_client('sign_in_changes', 'the clinic and its settings');

-- Whether a member of the context's clinic has a second factor, whichever login they are in by.
CREATE FUNCTION has_second_factor(member uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT (factor_state(a, '') ->> 'hasSecondFactor')::boolean FROM accounts a
    WHERE a.clinic_id = current_clinic() AND a.member_id = member), false)
$$;

-- How many clinicians and admins would be asked to set one up. A number alone: whose it is, their own page says.
CREATE FUNCTION without_second_factor() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT count(*)::integer FROM accounts a JOIN members m ON m.clinic_id = a.clinic_id AND m.id = a.member_id
  WHERE m.clinic_id = current_clinic() AND m.deactivated_at IS NULL AND NOT has_second_factor(m.id)
    AND EXISTS (SELECT 1 FROM member_roles r WHERE r.clinic_id = m.clinic_id AND r.member_id = m.id AND r.role <> 'trainer')
$$;

-- By an admin. A longer idle time, or a second factor no longer demanded, wants the password given again for exactly
-- this change; to demand one, the admin must have one, or they would lock themselves into setting it up.
CREATE FUNCTION guard_sign_in_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  clinic clinics;
BEGIN
  IF NEW.clinic_id IS DISTINCT FROM current_clinic() OR NEW.changed_by IS DISTINCT FROM current_member()
     OR NOT has_role(NEW.changed_by, 'admin')
     OR (SELECT deactivated_at IS NOT NULL FROM members WHERE clinic_id = NEW.clinic_id AND id = NEW.changed_by) THEN
    PERFORM refuse('not-your-role');
  END IF;
  PERFORM occurs_now(NEW.occurred_at);
  SELECT * INTO clinic FROM clinics WHERE id = NEW.clinic_id;
  IF NEW.second_factor_demanded AND NOT clinic.second_factor_demanded AND NOT has_second_factor(NEW.changed_by) THEN
    PERFORM refuse('own-second-factor-missing');
  END IF;
  IF NEW.idle_minutes > clinic.idle_minutes OR (clinic.second_factor_demanded AND NOT NEW.second_factor_demanded) THEN
    IF NOT coalesce(consume_reauthentication(NEW.reauthentication_id, NEW.changed_by, 'clinic:sign-in', hash_of(
         netstring(clinic.idle_minutes::text) || netstring(clinic.second_factor_demanded::text)
         || netstring(NEW.idle_minutes::text) || netstring(NEW.second_factor_demanded::text))), false) THEN
      PERFORM refuse('no-reauthentication');
    END IF;
  ELSE
    NEW.reauthentication_id := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sign_in_changes_guarded BEFORE INSERT ON sign_in_changes FOR EACH ROW EXECUTE FUNCTION guard_sign_in_change();

CREATE FUNCTION apply_sign_in_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE clinics SET idle_minutes = NEW.idle_minutes, second_factor_demanded = NEW.second_factor_demanded
    WHERE id = NEW.clinic_id;
  RETURN NULL;
END $$;
CREATE TRIGGER sign_in_changes_applied AFTER INSERT ON sign_in_changes FOR EACH ROW EXECUTE FUNCTION apply_sign_in_change();

CREATE FUNCTION refuse_sign_in_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse('no-reauthentication');
  RETURN NULL;
END $$;
CREATE TRIGGER clinics_sign_in BEFORE UPDATE ON clinics FOR EACH ROW
  WHEN (current_user = 'clearway_app' AND (NEW.idle_minutes <> OLD.idle_minutes
    OR NEW.second_factor_demanded <> OLD.second_factor_demanded))
  EXECUTE FUNCTION refuse_sign_in_change();

-- As before, with how the clinic reads times and loads, and its plates.
CREATE OR REPLACE FUNCTION create_first_clinic(p_token_hash text, p_clinic jsonb, p_admin jsonb, p_salt bytea, p_params text, p_verifier bytea)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  clinic uuid := uuidv7();
  admin uuid := uuidv7();
  earlier text;
  earlier_member text := coalesce(current_setting('clearway.member', true), '');
BEGIN
  LOCK TABLE setup_tokens IN SHARE ROW EXCLUSIVE MODE;
  IF NOT setup_token_open(p_token_hash) THEN
    RETURN false;
  END IF;
  earlier := enter_clinic(clinic);
  PERFORM set_config('clearway.member', admin::text, true);
  INSERT INTO clinics (id, slug, name, time_zone, locale, units, emergency_number, on_call_number, plate_step_g)
    VALUES (clinic, p_clinic ->> 'slug', p_clinic ->> 'name', p_clinic ->> 'timeZone', p_clinic ->> 'locale',
            p_clinic ->> 'units', p_clinic ->> 'emergencyNumber', p_clinic ->> 'onCallNumber', (p_clinic ->> 'plateStepG')::integer);
  INSERT INTO members (clinic_id, id, name, email) VALUES (clinic, admin, p_admin ->> 'name', lower(btrim(p_admin ->> 'email')));
  INSERT INTO member_roles (clinic_id, member_id, role) VALUES (clinic, admin, 'admin');
  PERFORM create_account(clinic, admin, p_salt, p_params, p_verifier);
  UPDATE setup_tokens SET used_at = clock_timestamp() WHERE token_hash = p_token_hash;
  PERFORM leave_clinic(earlier), set_config('clearway.member', earlier_member, true);
  RETURN true;
END $$;

REVOKE EXECUTE ON FUNCTION has_second_factor, without_second_factor FROM PUBLIC, clearway_app, clearway_jobs;
GRANT EXECUTE ON FUNCTION without_second_factor TO clearway_app;
CALL close_functions();
