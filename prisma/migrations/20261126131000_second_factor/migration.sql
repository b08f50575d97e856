-- The second factor: a code of this half minute, used once, at the login and at what is signed.
-- The secret lies here sealed, with a key the database does not have. The app opens it, checks the code and hands over
-- the secret with the step it matched: so neither the app's role alone, nor a copy of these tables, passes anything.
-- docs/decisions/025-second-factor.md.

CREATE TABLE second_factors (
  clinic_id uuid NOT NULL,
  member_id uuid NOT NULL,
  sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 40 AND 200),
  secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
  -- The newest half minute since 1970 whose code was used; none of before it counts again.
  last_step bigint NOT NULL,
  made_at timestamptz NOT NULL,
  codes_made_at timestamptz NOT NULL,
  codes_left integer NOT NULL CHECK (codes_left BETWEEN 0 AND 10),
  PRIMARY KEY (clinic_id, member_id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES accounts (clinic_id, member_id)
);
CALL guard_table('second_factors', 'SELECT');
REVOKE ALL ON second_factors FROM clearway_app;
GRANT SELECT (clinic_id, member_id, made_at, codes_left) ON second_factors TO clearway_app;
CALL audit_table('second_factors', '{member_id,made_at,codes_made_at,codes_left}',
  '{"sealed": "secret", "secret_hash": "secret", "last_step": "which code was used last, several times a day"}');
CALL audit_concerns_no_client('second_factors', 'who may log in');

-- For whoever lost their authenticator: 80 bits each, of which the database has the SHA-256.
CREATE TABLE recovery_codes (
  clinic_id uuid NOT NULL,
  member_id uuid NOT NULL,
  code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  used_at timestamptz,
  PRIMARY KEY (clinic_id, member_id, code_hash),
  FOREIGN KEY (clinic_id, member_id) REFERENCES second_factors (clinic_id, member_id) ON DELETE CASCADE
);
CALL guard_table('recovery_codes', 'SELECT');
REVOKE ALL ON recovery_codes FROM clearway_app;

-- The password was right and the code is still to come. It opens nothing, and is no login.
CREATE TABLE pending_logins (
  token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  account_id uuid NOT NULL REFERENCES accounts (id),
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  wrong_codes integer NOT NULL DEFAULT 0 CHECK (wrong_codes BETWEEN 0 AND 5),
  CHECK (expires_at <= made_at + interval '5 minutes')
);
CREATE INDEX pending_logins_by_account ON pending_logins (account_id);

INSERT INTO unaudited_tables (table_name, why) VALUES
  ('recovery_codes', 'digests; that they were made, and how many are left, second_factors tells'),
  ('pending_logins', 'lives five minutes; the login that comes of it is audited');

-- When a signature of this login last counted for its second factor.
ALTER TABLE logins ADD COLUMN factor_used_at timestamptz;

-- Who confirms themselves acts as themselves, whatever context the caller set; it is given back afterwards.
CREATE FUNCTION act_as(p_account accounts) RETURNS text[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text[] := ARRAY[coalesce(current_setting('clearway.clinic', true), ''), coalesce(current_setting('clearway.member', true), '')];
BEGIN
  PERFORM set_config('clearway.clinic', p_account.clinic_id::text, true), set_config('clearway.member', p_account.member_id::text, true);
  RETURN earlier;
END $$;

CREATE FUNCTION act_again(p_earlier text[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('clearway.clinic', p_earlier[1], true), set_config('clearway.member', p_earlier[2], true);
END $$;

-- These four are asked within the account's clinic.
CREATE FUNCTION account_has_factor(p_account accounts) RETURNS boolean LANGUAGE sql STABLE
  BEGIN ATOMIC SELECT EXISTS (SELECT 1 FROM second_factors WHERE clinic_id = p_account.clinic_id AND member_id = p_account.member_id); END;

-- As mustHaveSecondFactor() has it.
CREATE FUNCTION account_must_have_factor(p_account accounts) RETURNS boolean LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT 1 FROM clinics WHERE id = p_account.clinic_id AND second_factor_demanded)
      AND EXISTS (SELECT 1 FROM member_roles WHERE clinic_id = p_account.clinic_id AND member_id = p_account.member_id
                  AND role IN ('physical-therapist', 'doctor', 'admin'));
  END;

-- As isCodeDue() has it.
CREATE FUNCTION code_is_due(p_account accounts, p_id_hash text) RETURNS boolean LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT account_has_factor(p_account) AND NOT EXISTS (
      SELECT 1 FROM logins WHERE id_hash = p_id_hash AND factor_used_at > clock_timestamp() - interval '15 minutes');
  END;

CREATE OR REPLACE FUNCTION factor_state(p_account accounts, p_id_hash text) RETURNS jsonb LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT jsonb_build_object('hasSecondFactor', account_has_factor(p_account), 'isCodeDue', code_is_due(p_account, p_id_hash),
      'isFactorMissing', NOT account_has_factor(p_account) AND account_must_have_factor(p_account));
  END;

-- A code is of the half minute before, this one or the next; one more either way for two clocks that disagree.
CREATE FUNCTION step_is_near(p_step bigint) RETURNS boolean LANGUAGE sql VOLATILE
  RETURN coalesce(abs(p_step - floor(extract(epoch FROM clock_timestamp()) / 30)::bigint) <= 2, false);

-- True once for the secret with a step, or for a recovery code where no step is given. The clinic's lock comes before
-- the rows, as it does where an admin takes a factor away.
CREATE FUNCTION prove_second_factor(p_account accounts, p_proof bytea, p_step bigint) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text[] := act_as(p_account);
  is_proven boolean;
BEGIN
  PERFORM lock_clinic(p_account.clinic_id);
  IF p_step IS NOT NULL THEN
    UPDATE second_factors SET last_step = p_step
      WHERE clinic_id = p_account.clinic_id AND member_id = p_account.member_id
        AND secret_hash = sha256(p_proof) AND last_step < p_step AND step_is_near(p_step);
    is_proven := FOUND;
  ELSE
    UPDATE recovery_codes SET used_at = clock_timestamp()
      WHERE clinic_id = p_account.clinic_id AND member_id = p_account.member_id AND code_hash = sha256(p_proof) AND used_at IS NULL;
    is_proven := FOUND;
    IF is_proven THEN
      UPDATE second_factors SET codes_left = codes_left - 1 WHERE clinic_id = p_account.clinic_id AND member_id = p_account.member_id;
    END IF;
  END IF;
  PERFORM act_again(earlier);
  RETURN is_proven;
END $$;

-- The password given again by whoever holds this login and, where it is due, the second factor: null when they are
-- right, else what is not. Ten wrong ones in 15 minutes are evaluated; the budget is the login's own, so that strangers
-- at the login page cannot keep a clinician from signing.
CREATE FUNCTION confirm_login(p_id_hash text, p_account accounts, p_derived bytea, p_proof bytea, p_step bigint, p_is_due boolean)
RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  budgets text[] := ARRAY['login:' || p_id_hash];
BEGIN
  IF p_account.id IS NULL THEN
    RETURN 'password-wrong';
  END IF;
  PERFORM lock_budgets(budgets);
  IF budgets_spent(budgets) THEN
    RETURN 'password-wrong';
  END IF;
  IF sha256(p_derived) IS DISTINCT FROM p_account.password_verifier THEN
    PERFORM spend_budgets(budgets);
    RETURN 'password-wrong';
  END IF;
  IF NOT p_is_due THEN
    RETURN NULL;
  END IF;
  IF p_proof IS NULL THEN
    RETURN 'code-missing';
  END IF;
  IF NOT prove_second_factor(p_account, p_proof, p_step) THEN
    PERFORM spend_budgets(budgets);
    RETURN 'code-wrong';
  END IF;
  RETURN NULL;
END $$;

-- As before, and never without a second factor where it is due or demanded:
-- {outcome: confirmed | password-wrong | code-missing | code-wrong | second-factor-missing, id?}.
DROP FUNCTION reauthenticate(text, bytea, text, text);
CREATE FUNCTION reauthenticate(
  p_id_hash text, p_derived bytea, p_purpose text, p_content_hash text, p_proof bytea DEFAULT NULL, p_step bigint DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text[];
  state jsonb;
  refused text;
  given_at timestamptz;
  made uuid := uuidv7();
BEGIN
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

-- As before, and with a second factor no login yet: {outcome: opened | code-due | wrong-password | too-many-tries, device?}.
-- Of a login that waits for its code, p_id_hash is the token's, and never becomes a login's.
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
  SELECT * INTO account FROM accounts WHERE email = lower(btrim(p_email)) AND password_verifier = sha256(p_derived);
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

-- The account whose login waits for a code; null when the five minutes or the five tries are over.
CREATE FUNCTION account_of_pending(p_token_hash text) RETURNS accounts LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  account accounts;
BEGIN
  SELECT a.* INTO account FROM pending_logins p JOIN accounts a ON a.id = p.account_id
    WHERE p.token_hash = p_token_hash AND p.expires_at > clock_timestamp() AND p.wrong_codes < 5;
  IF account_is_open(account, clock_timestamp()) THEN
    RETURN account;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION sealed_factor(p_account accounts) RETURNS bytea LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text := enter_clinic(p_account.clinic_id);
  found bytea;
BEGIN
  found := (SELECT sealed FROM second_factors WHERE clinic_id = p_account.clinic_id AND member_id = p_account.member_id);
  PERFORM leave_clinic(earlier);
  RETURN found;
END $$;

CREATE FUNCTION sealed_factor_of_login(p_id_hash text) RETURNS bytea
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sealed_factor(account_of_login(p_id_hash))
$$;

CREATE FUNCTION sealed_factor_of_pending(p_token_hash text) RETURNS bytea
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sealed_factor(account_of_pending(p_token_hash))
$$;

-- The second half of a login: {outcome: opened | code-wrong | too-many-tries | login-over, device?}. Strangers who know
-- the password share ten wrong codes in 15 minutes for the account; a browser that logged in before has ten of its own.
CREATE FUNCTION pass_login(p_token_hash text, p_proof bytea, p_step bigint, p_id_hash text, p_user_agent text, p_address text, p_device text)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_pending(p_token_hash);
  budgets text[];
  opened_at timestamptz;
BEGIN
  IF account.id IS NULL THEN
    RETURN jsonb_build_object('outcome', 'login-over');
  END IF;
  budgets := ARRAY['factor-' || (login_budgets(account.email, p_address, p_device))[1]];
  PERFORM lock_budgets(budgets);
  IF budgets_spent(budgets) THEN
    RETURN jsonb_build_object('outcome', 'too-many-tries');
  END IF;
  IF NOT prove_second_factor(account, p_proof, p_step) THEN
    PERFORM spend_budgets(budgets);
    UPDATE pending_logins SET wrong_codes = wrong_codes + 1 WHERE token_hash = p_token_hash AND wrong_codes < 5;
    RETURN jsonb_build_object('outcome', CASE WHEN (account_of_pending(p_token_hash)).id IS NULL THEN 'login-over' ELSE 'code-wrong' END);
  END IF;
  DELETE FROM pending_logins WHERE token_hash = p_token_hash AND wrong_codes < 5;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('outcome', 'login-over');
  END IF;
  opened_at := clock_timestamp();
  INSERT INTO logins (id_hash, account_id, created_at, last_active_at, expires_at, user_agent)
    VALUES (p_id_hash, account.id, opened_at, opened_at, opened_at + interval '12 hours', left(coalesce(p_user_agent, ''), 300));
  RETURN jsonb_build_object('outcome', 'opened', 'device', new_device(account.email));
END $$;

-- Whoever changes how a person proves who they are ends what waits for a code of before.
CREATE FUNCTION forget_pending_logins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM pending_logins p USING accounts a
    WHERE a.clinic_id = OLD.clinic_id AND a.member_id = OLD.member_id AND p.account_id = a.id;
  RETURN NULL;
END $$;
CREATE TRIGGER accounts_pending AFTER UPDATE OF password_verifier ON accounts FOR EACH ROW EXECUTE FUNCTION forget_pending_logins();
CREATE TRIGGER second_factors_pending AFTER DELETE OR UPDATE OF secret_hash ON second_factors
  FOR EACH ROW EXECUTE FUNCTION forget_pending_logins();

-- Codes of which the app has shown the one half, and hands over the other.
CREATE FUNCTION keep_recovery_codes(p_account accounts, p_hashes bytea[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF cardinality(p_hashes) IS DISTINCT FROM 10 THEN
    RAISE EXCEPTION 'ten recovery codes are made at a time';
  END IF;
  DELETE FROM recovery_codes WHERE clinic_id = p_account.clinic_id AND member_id = p_account.member_id;
  INSERT INTO recovery_codes (clinic_id, member_id, code_hash)
    SELECT p_account.clinic_id, p_account.member_id, hash FROM unnest(p_hashes) AS made (hash);
END $$;

CREATE FUNCTION tell_factor_changed(p_account accounts) RETURNS void LANGUAGE sql VOLATILE AS $$
  INSERT INTO outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
    VALUES (p_account.clinic_id, uuidv7(), p_account.member_id, 'second-factor-changed', uuidv7(), clock_timestamp())
$$;

-- The rest is the person's own: with the password, and with a code of the factor that stands, always.
-- Null when it is done, else what is wrong.
CREATE FUNCTION enrol_second_factor(
  p_id_hash text, p_derived bytea, p_sealed bytea, p_secret bytea, p_secret_step bigint, p_code_hashes bytea[],
  p_proof bytea, p_step bigint)
RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text[];
  refused text;
BEGIN
  IF account.id IS NULL THEN
    RETURN 'password-wrong';
  END IF;
  IF octet_length(p_secret) IS DISTINCT FROM 20 THEN
    RAISE EXCEPTION 'a secret has 160 bits';
  END IF;
  IF NOT step_is_near(p_secret_step) THEN
    RETURN 'code-wrong';
  END IF;
  PERFORM lock_budgets(ARRAY['login:' || p_id_hash]);
  PERFORM lock_clinic(account.clinic_id);
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

CREATE FUNCTION renew_recovery_codes(p_id_hash text, p_derived bytea, p_proof bytea, p_step bigint, p_code_hashes bytea[])
RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text[];
  refused text;
BEGIN
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

CREATE FUNCTION end_second_factor(p_id_hash text, p_derived bytea, p_proof bytea, p_step bigint)
RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text[];
  refused text;
BEGIN
  IF account.id IS NULL THEN
    RETURN 'password-wrong';
  END IF;
  PERFORM lock_budgets(ARRAY['login:' || p_id_hash]);
  PERFORM lock_clinic(account.clinic_id);
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

-- A second factor taken away by an admin, for somebody who has neither their authenticator nor a recovery code.
CREATE TABLE second_factor_resets (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  reset_by uuid NOT NULL,
  reason text NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 2000),
  reauthentication_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, reauthentication_id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, reset_by) REFERENCES members (clinic_id, id)
);
CALL guard_table('second_factor_resets', 'SELECT, INSERT');
CALL keep_forever('second_factor_resets');
CALL audit_table('second_factor_resets', '{id,member_id,reset_by,reason,reauthentication_id,occurred_at}');
CALL audit_concerns_no_client('second_factor_resets', 'who may log in');

CREATE FUNCTION guard_second_factor_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.clinic_id IS DISTINCT FROM current_clinic() OR NEW.reset_by IS DISTINCT FROM current_member()
     OR NOT has_role(NEW.reset_by, 'admin')
     OR (SELECT deactivated_at IS NOT NULL FROM members WHERE clinic_id = NEW.clinic_id AND id = NEW.reset_by) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NEW.member_id = NEW.reset_by THEN
    PERFORM refuse('own-second-factor');
  END IF;
  PERFORM occurs_now(NEW.occurred_at);
  IF coalesce(trim(NEW.reason), '') = '' THEN
    PERFORM refuse('reason-missing');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM second_factors WHERE clinic_id = NEW.clinic_id AND member_id = NEW.member_id) THEN
    PERFORM refuse('no-second-factor');
  END IF;
  IF NOT consume_reauthentication(NEW.reauthentication_id, NEW.reset_by, 'member:second-factor',
                                  hash_of(netstring(NEW.member_id::text) || netstring(NEW.reason))) THEN
    PERFORM refuse('no-reauthentication');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_factor_resets_guarded BEFORE INSERT ON second_factor_resets
  FOR EACH ROW EXECUTE FUNCTION guard_second_factor_reset();

-- Every login of theirs ends: whoever has their phone may be signed in with it.
CREATE FUNCTION apply_second_factor_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM second_factors WHERE clinic_id = NEW.clinic_id AND member_id = NEW.member_id;
  UPDATE logins l SET ended_at = clock_timestamp() FROM accounts a
    WHERE a.clinic_id = NEW.clinic_id AND a.member_id = NEW.member_id AND l.account_id = a.id AND l.ended_at IS NULL;
  INSERT INTO notifications (clinic_id, id, member_id, kind, subject_id, occurred_at)
    VALUES (NEW.clinic_id, uuidv7(), NEW.member_id, 'second-factor-reset', NEW.id, NEW.occurred_at);
  INSERT INTO outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
    VALUES (NEW.clinic_id, uuidv7(), NEW.member_id, 'second-factor-reset', NEW.id, NEW.occurred_at);
  RETURN NULL;
END $$;
CREATE TRIGGER second_factor_resets_applied AFTER INSERT ON second_factor_resets
  FOR EACH ROW EXECUTE FUNCTION apply_second_factor_reset();

-- As before; and whoever must set up a second factor first is let in like an idle login, by the ticket of the session
-- they began and for nothing else: nobody under a cuff is left alone for a setting of the clinic.
CREATE OR REPLACE FUNCTION floor_login(p_id_hash text, p_session uuid, p_client uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text;
  answer jsonb;
  is_over boolean;
BEGIN
  IF account.id IS NOT NULL THEN
    PERFORM keep_ticket(p_id_hash, account, p_session);
    answer := member_of_login(p_id_hash, account) || '{"isCovered": false, "isOver": false}';
    IF NOT (answer #> '{member,isFactorMissing}')::boolean THEN
      RETURN answer;
    END IF;
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

-- As before, and logins that waited for a code in vain.
CREATE OR REPLACE FUNCTION forget_old_logins() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM logins WHERE expires_at < clock_timestamp() - interval '30 days';
  DELETE FROM login_attempts WHERE at < clock_timestamp() - interval '15 minutes';
  DELETE FROM setup_tokens WHERE expires_at < clock_timestamp();
  DELETE FROM pending_logins WHERE expires_at < clock_timestamp();
$$;

REVOKE EXECUTE ON FUNCTION
  act_as, act_again, account_has_factor, account_must_have_factor, code_is_due, factor_state, step_is_near, prove_second_factor,
  confirm_login, reauthenticate, account_of_pending, sealed_factor, sealed_factor_of_login, sealed_factor_of_pending, pass_login,
  keep_recovery_codes, tell_factor_changed, enrol_second_factor, renew_recovery_codes, end_second_factor
FROM PUBLIC, clearway_app, clearway_jobs;
GRANT EXECUTE ON FUNCTION
  reauthenticate, sealed_factor_of_login, sealed_factor_of_pending, pass_login, enrol_second_factor, renew_recovery_codes, end_second_factor
TO clearway_app;

CALL close_functions();
