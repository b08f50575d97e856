-- What somebody begins with a login, and what waits for the clinic's lock meanwhile: whoever was thrown out by then does it
-- no more. Before, a thief whose login a new password had just ended could still put their own in its place.

-- The account of a login that is open once the clinic's lock is held. What is asked with the password takes the lock of its
-- budget before, since who proves a second factor takes the two in that order.
CREATE FUNCTION hold_account_of_login(p_id_hash text) RETURNS accounts LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
BEGIN
  IF account.id IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM lock_clinic(account.clinic_id);
  RETURN account_of_login(p_id_hash);
END $$;

-- As before, and what the old password was given for and is not signed yet is not signed with it.
CREATE OR REPLACE FUNCTION replace_password(
  p_account accounts, p_change uuid, p_how text, p_salt bytea, p_params text, p_verifier bytea, p_kept_login text)
RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text[] := enter_account(p_account);
  replaced_at timestamptz := clock_timestamp();
BEGIN
  UPDATE accounts SET password_salt = p_salt, password_params = p_params, password_verifier = p_verifier WHERE id = p_account.id;
  UPDATE password_resets SET expires_at = replaced_at
    WHERE account_id = p_account.id AND used_at IS NULL AND expires_at > replaced_at;
  UPDATE logins SET ended_at = replaced_at
    WHERE account_id = p_account.id AND ended_at IS NULL AND id_hash IS DISTINCT FROM p_kept_login;
  DELETE FROM session_tickets t USING logins l
    WHERE l.id_hash = t.id_hash AND l.account_id = p_account.id AND l.ended_at IS NOT NULL;
  UPDATE reauthentications SET expires_at = replaced_at
    WHERE clinic_id = p_account.clinic_id AND member_id = p_account.member_id AND consumed_at IS NULL AND expires_at > replaced_at;
  INSERT INTO password_changes (clinic_id, id, member_id, how, occurred_at)
    VALUES (p_account.clinic_id, p_change, p_account.member_id, p_how, replaced_at);
  INSERT INTO outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
    VALUES (p_account.clinic_id, uuidv7(), p_account.member_id, 'password-changed', p_change, replaced_at);
  PERFORM leave_account(earlier);
END $$;

-- The rest as before, but for that.
CREATE OR REPLACE FUNCTION change_password(
  p_id_hash text, p_change uuid, p_reauthentication uuid, p_salt bytea, p_params text, p_verifier bytea)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := hold_account_of_login(p_id_hash);
  earlier text;
  is_confirmed boolean;
BEGIN
  IF account.id IS NULL THEN
    RETURN false;
  END IF;
  earlier := enter_clinic(account.clinic_id);
  is_confirmed := consume_reauthentication(p_reauthentication, account.member_id, 'account:password',
    password_hash(p_salt, p_params, p_verifier));
  PERFORM leave_clinic(earlier);
  IF is_confirmed THEN
    PERFORM replace_password(account, p_change, 'changed', p_salt, p_params, p_verifier, p_id_hash);
  END IF;
  RETURN is_confirmed;
END $$;

CREATE OR REPLACE FUNCTION reauthenticate(
  p_id_hash text, p_derived bytea, p_purpose text, p_content_hash text, p_proof bytea DEFAULT NULL, p_step bigint DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts;
  earlier text[];
  state jsonb;
  refused text;
  given_at timestamptz;
  made uuid := uuidv7();
BEGIN
  PERFORM lock_budgets(ARRAY['login:' || p_id_hash]);
  account := hold_account_of_login(p_id_hash);
  IF account.id IS NULL THEN
    RETURN jsonb_build_object('outcome', 'password-wrong');
  END IF;
  earlier := act_as(account);
  state := factor_state(account, p_id_hash);
  refused := confirm_login(p_id_hash, account, p_derived, p_proof, p_step, (state -> 'isCodeDue')::boolean);
  IF refused IS NULL AND (state -> 'isFactorMissing')::boolean THEN
    refused := 'second-factor-missing';
  END IF;
  IF refused IS NULL THEN
    given_at := clock_timestamp();
    UPDATE logins SET factor_used_at = given_at WHERE id_hash = p_id_hash AND account_has_factor(account);
    INSERT INTO reauthentications (clinic_id, id, member_id, purpose, content_hash, made_at, expires_at)
      VALUES (account.clinic_id, made, account.member_id, p_purpose, p_content_hash, given_at, given_at + interval '2 minutes');
  END IF;
  PERFORM act_again(earlier);
  RETURN jsonb_build_object('outcome', coalesce(refused, 'confirmed'), 'id', CASE WHEN refused IS NULL THEN made END);
END $$;

CREATE OR REPLACE FUNCTION enrol_second_factor(
  p_id_hash text, p_derived bytea, p_sealed bytea, p_secret bytea, p_secret_step bigint, p_code_hashes bytea[],
  p_proof bytea, p_step bigint)
RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts;
  earlier text[];
  refused text;
BEGIN
  PERFORM lock_budgets(ARRAY['login:' || p_id_hash]);
  account := hold_account_of_login(p_id_hash);
  IF account.id IS NULL THEN
    RETURN 'password-wrong';
  END IF;
  IF octet_length(p_secret) IS DISTINCT FROM 20 THEN
    RAISE EXCEPTION 'a secret has 160 bits';
  END IF;
  IF NOT step_is_near(p_secret_step) THEN
    RETURN 'code-wrong';
  END IF;
  earlier := act_as(account);
  refused := confirm_login(p_id_hash, account, p_derived, p_proof, p_step, account_has_factor(account));
  IF refused IS NULL THEN
    INSERT INTO second_factors (clinic_id, member_id, sealed, secret_hash, last_step, made_at, codes_made_at, codes_left)
      VALUES (account.clinic_id, account.member_id, p_sealed, sha256(p_secret), p_secret_step, clock_timestamp(), clock_timestamp(), 10)
      ON CONFLICT (clinic_id, member_id) DO UPDATE SET sealed = excluded.sealed, secret_hash = excluded.secret_hash,
        last_step = excluded.last_step, made_at = excluded.made_at, codes_made_at = excluded.codes_made_at, codes_left = 10;
    PERFORM keep_recovery_codes(account, p_code_hashes), tell_factor_changed(account);
    UPDATE logins SET factor_used_at = NULL WHERE account_id = account.id AND factor_used_at IS NOT NULL;
  END IF;
  PERFORM act_again(earlier);
  RETURN refused;
END $$;

CREATE OR REPLACE FUNCTION end_second_factor(p_id_hash text, p_derived bytea, p_proof bytea, p_step bigint)
RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts;
  earlier text[];
  refused text;
BEGIN
  PERFORM lock_budgets(ARRAY['login:' || p_id_hash]);
  account := hold_account_of_login(p_id_hash);
  IF account.id IS NULL THEN
    RETURN 'password-wrong';
  END IF;
  earlier := act_as(account);
  IF NOT account_has_factor(account) THEN
    refused := 'no-second-factor';
  ELSIF account_must_have_factor(account) THEN
    refused := 'second-factor-demanded';
  ELSE
    refused := confirm_login(p_id_hash, account, p_derived, p_proof, p_step, true);
  END IF;
  IF refused IS NULL THEN
    DELETE FROM second_factors WHERE clinic_id = account.clinic_id AND member_id = account.member_id;
    PERFORM tell_factor_changed(account);
  END IF;
  PERFORM act_again(earlier);
  RETURN refused;
END $$;

CREATE OR REPLACE FUNCTION renew_recovery_codes(p_id_hash text, p_derived bytea, p_proof bytea, p_step bigint, p_code_hashes bytea[])
RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts;
  earlier text[];
  refused text;
BEGIN
  PERFORM lock_budgets(ARRAY['login:' || p_id_hash]);
  account := hold_account_of_login(p_id_hash);
  IF account.id IS NULL THEN
    RETURN 'password-wrong';
  END IF;
  earlier := act_as(account);
  IF NOT account_has_factor(account) THEN
    refused := 'no-second-factor';
  ELSE
    refused := confirm_login(p_id_hash, account, p_derived, p_proof, p_step, true);
  END IF;
  IF refused IS NULL THEN
    UPDATE second_factors SET codes_left = 10, codes_made_at = clock_timestamp()
      WHERE clinic_id = account.clinic_id AND member_id = account.member_id;
    PERFORM keep_recovery_codes(account, p_code_hashes), tell_factor_changed(account);
  END IF;
  PERFORM act_again(earlier);
  RETURN refused;
END $$;

-- As before, and what they confirmed and did not sign yet is not signed.
CREATE OR REPLACE FUNCTION apply_second_factor_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM second_factors WHERE clinic_id = NEW.clinic_id AND member_id = NEW.member_id;
  UPDATE logins l SET ended_at = clock_timestamp() FROM accounts a
    WHERE a.clinic_id = NEW.clinic_id AND a.member_id = NEW.member_id AND l.account_id = a.id AND l.ended_at IS NULL;
  UPDATE reauthentications SET expires_at = clock_timestamp()
    WHERE clinic_id = NEW.clinic_id AND member_id = NEW.member_id AND consumed_at IS NULL AND expires_at > clock_timestamp();
  INSERT INTO notifications (clinic_id, id, member_id, kind, subject_id, occurred_at)
    VALUES (NEW.clinic_id, uuidv7(), NEW.member_id, 'second-factor-reset', NEW.id, NEW.occurred_at);
  INSERT INTO outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
    VALUES (NEW.clinic_id, uuidv7(), NEW.member_id, 'second-factor-reset', NEW.id, NEW.occurred_at);
  RETURN NULL;
END $$;

-- As before, one after the other with a change of the password: what opens, or waits for a code, with the old one is there to
-- be ended by it, or finds that it is the old one.
CREATE OR REPLACE FUNCTION open_login(p_email text, p_derived bytea, p_id_hash text, p_user_agent text, p_address text, p_device text)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  budgets text[] := login_budgets(p_email, p_address, p_device);
  account accounts;
  earlier text;
  opened_at timestamptz;
  is_pending boolean;
BEGIN
  PERFORM lock_budgets(budgets);
  IF budgets_spent(budgets) THEN
    RETURN jsonb_build_object('outcome', 'too-many-tries');
  END IF;
  SELECT * INTO account FROM accounts WHERE email = lower(btrim(p_email)) AND password_verifier = sha256(p_derived) FOR SHARE;
  opened_at := clock_timestamp();
  IF NOT account_is_open(account, opened_at) THEN
    PERFORM spend_budgets(budgets);
    RETURN jsonb_build_object('outcome', 'wrong-password');
  END IF;
  earlier := enter_clinic(account.clinic_id);
  is_pending := account_has_factor(account);
  PERFORM leave_clinic(earlier);
  IF is_pending THEN
    DELETE FROM pending_logins WHERE account_id = account.id AND expires_at <= opened_at;
    INSERT INTO pending_logins (token_hash, account_id, made_at, expires_at)
      VALUES (p_id_hash, account.id, opened_at, opened_at + interval '5 minutes');
    RETURN jsonb_build_object('outcome', 'code-due');
  END IF;
  INSERT INTO logins (id_hash, account_id, created_at, last_active_at, expires_at, user_agent)
    VALUES (p_id_hash, account.id, opened_at, opened_at, opened_at + interval '12 hours', left(coalesce(p_user_agent, ''), 300));
  RETURN jsonb_build_object('outcome', 'opened', 'device', new_device(p_email));
END $$;

-- A link for whoever can get none by mail and has no colleague to help: the owner of the database hands it over. False
-- where nobody can come in under that address.
CREATE FUNCTION issue_password_reset(p_email text, p_id uuid, p_token_hash text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  account accounts;
  issued_at timestamptz := clock_timestamp();
BEGIN
  SELECT * INTO account FROM accounts WHERE email = lower(btrim(p_email));
  IF NOT account_is_open(account, issued_at) THEN
    RETURN false;
  END IF;
  INSERT INTO password_resets (id, account_id, token_hash, asked_from, made_at, expires_at, written_at)
    VALUES (p_id, account.id, p_token_hash, 'owner', issued_at, issued_at + interval '1 hour', issued_at);
  RETURN true;
END $$;

REVOKE EXECUTE ON FUNCTION hold_account_of_login, issue_password_reset FROM PUBLIC, clearway_app, clearway_jobs;

-- Nothing of the app needs it: logins end by what happened to an account, in the function that made it happen.
DROP FUNCTION end_all_logins(uuid);

CALL close_functions();
