-- The clinic's people: what of an account and a clinic every page needs to know, and all that people are told of.

ALTER TABLE clinics ADD COLUMN second_factor_demanded boolean NOT NULL DEFAULT false;
CALL audit_table('clinics', '{id,slug,name,time_zone,locale,units,emergency_number,on_call_number,clearance_valid_days,screening_valid_days,lop_valid_days,decision_target_hours,idle_minutes,plate_step_g,doctor_for_precautions,window_days,closing_from_day,breach_escalation_days,red_flag_escalation_minutes,second_factor_demanded}');

-- How one person reads times, numbers and loads; where nothing is chosen, as their clinic does. Days stay the clinic's.
ALTER TABLE accounts
  ADD COLUMN locale text CHECK (locale ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$'),
  ADD COLUMN units text CHECK (units IN ('kg', 'lb')),
  ADD COLUMN time_zone text CHECK (length(time_zone) BETWEEN 1 AND 60);
CALL audit_table('accounts', '{id,email,member_id,locale,units,time_zone}',
  '{"password_salt": "secret", "password_params": "secret", "password_verifier": "secret", "created_at": "the event has its own"}');
CALL audit_concerns_no_client('accounts', 'who may log in');
CALL audit_concerns_no_client('clinics', 'the clinic and its settings');

-- Whether the person of a login has a second factor, is to give its code when they next sign, or must set one up first.
CREATE FUNCTION factor_state(p_account accounts, p_id_hash text) RETURNS jsonb LANGUAGE sql STABLE
  RETURN '{"hasSecondFactor": false, "isCodeDue": false, "isFactorMissing": false}'::jsonb;

CREATE OR REPLACE FUNCTION member_of_login(p_id_hash text, p_account accounts) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text := enter_clinic(p_account.clinic_id);
  answer jsonb;
BEGIN
  answer := (
    SELECT jsonb_build_object(
      'accountId', p_account.id,
      'expiresAt', login.expires_at,
      'touchDue', login.last_active_at <= clock_timestamp() - interval '1 minute',
      'member', factor_state(p_account, p_id_hash) || jsonb_build_object(
        'clinicId', member.clinic_id, 'memberId', member.id, 'name', member.name, 'email', p_account.email,
        'roles', (SELECT coalesce(jsonb_agg(role ORDER BY role), '[]') FROM member_roles
                  WHERE clinic_id = member.clinic_id AND member_id = member.id),
        'licence', CASE WHEN member.licence_number IS NOT NULL THEN jsonb_build_object(
          'number', member.licence_number, 'state', coalesce(member.licence_state, ''), 'validUntil', member.licence_valid_until) END,
        'bfrCredentialValidUntil', member.bfr_credential_valid_until,
        'clinic', jsonb_build_object(
          'id', clinic.id, 'slug', clinic.slug, 'name', clinic.name,
          'timeZone', coalesce(p_account.time_zone, clinic.time_zone), 'locale', coalesce(p_account.locale, clinic.locale),
          'units', coalesce(p_account.units, clinic.units),
          'emergencyNumber', clinic.emergency_number, 'onCallNumber', clinic.on_call_number,
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
REVOKE EXECUTE ON FUNCTION factor_state, member_of_login FROM PUBLIC, clearway_app, clearway_jobs;

ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check, ADD CONSTRAINT notifications_kind_check
  CHECK (kind IN ('window-past', 'window-closing', 'window-escalation', 'reviews-due', 'red-flag', 'red-flag-escalation',
    'session-outside-clearance', 'program-held', 'deviation', 'check-in-missed', 'after-effects',
    'licence-lapsing', 'credential-lapsing', 'emergency-access', 'clients-handed-over', 'second-factor-reset'));
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check, ADD CONSTRAINT outbox_kind_check
  CHECK (kind IN ('window-closing', 'window-breach', 'window-escalation', 'reviews-weekly', 'red-flag', 'red-flag-escalation',
    'invitation', 'password-reset', 'password-changed', 'second-factor-changed', 'second-factor-reset',
    'licence-lapsing', 'credential-lapsing', 'emergency-access', 'clients-handed-over'));

CALL close_functions();
