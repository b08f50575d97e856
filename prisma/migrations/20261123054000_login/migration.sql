-- Who gets in: accounts, logins, throttling, the first clinic, and the re-authentication a signature consumes.
-- The database checks the password itself, so that neither the app's role nor a forged context can sign.
-- These tables have no grant: each way in is one function below (docs/operations.md lists them).

-- What the server knows and no browser does: it makes the salts of unknown accounts and signs device cookies.
CREATE TABLE login_secret (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  secret bytea NOT NULL DEFAULT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
);
INSERT INTO login_secret DEFAULT VALUES;

-- The verifier is sha256 of Argon2id's raw output, so what a browser's password becomes is nowhere at rest.
CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 320),
  clinic_id uuid NOT NULL,
  member_id uuid NOT NULL,
  password_salt bytea NOT NULL CHECK (octet_length(password_salt) = 16),
  password_params text NOT NULL CHECK (password_params ~ '^m=[0-9]+,t=[0-9]+,p=[0-9]+$'),
  password_verifier bytea NOT NULL CHECK (octet_length(password_verifier) = 32),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (clinic_id, member_id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id)
);

-- A login is known by the hash of its id: a stolen copy of this table opens nothing.
CREATE TABLE logins (
  id_hash text PRIMARY KEY CHECK (id_hash ~ '^[0-9a-f]{64}$'),
  account_id uuid NOT NULL REFERENCES accounts (id),
  created_at timestamptz NOT NULL,
  last_active_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  user_agent text NOT NULL CHECK (length(user_agent) <= 300),
  CHECK (expires_at <= created_at + interval '12 hours')
);
CREATE INDEX logins_open ON logins (account_id) WHERE ended_at IS NULL;

-- Wrong passwords that were evaluated, by the budget they drew on. Holds no address and no email, only digests.
CREATE TABLE login_attempts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  budget text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX login_attempts_budget ON login_attempts (budget, at);

CREATE TABLE setup_tokens (
  token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

-- The password given again, for one purpose over one content, by one member, once, within two minutes.
CREATE TABLE reauthentications (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose ~ '^[a-z][a-z:-]{1,60}$'),
  content_hash text NOT NULL CHECK (length(content_hash) BETWEEN 1 AND 200),
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  consumed_at timestamptz,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id),
  CHECK (expires_at <= made_at + interval '2 minutes')
);
CALL guard_table('reauthentications', 'SELECT');
REVOKE ALL ON reauthentications FROM clearway_app;

-- A keyed digest. Both parts have a fixed length, so nothing can be appended to what was digested.
CREATE FUNCTION login_digest(p_use text, p_value text) RETURNS bytea LANGUAGE sql STABLE
  BEGIN ATOMIC SELECT sha256(secret || sha256(convert_to(p_use || ':' || p_value, 'UTF8'))) FROM login_secret; END;

-- The budgets one try draws on. A browser that logged in to this account before has one of its own,
-- so that strangers who use up the account's budget do not keep its owner out.
CREATE FUNCTION login_budgets(p_email text, p_address text, p_device text) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  email text := lower(btrim(p_email));
  part text[] := string_to_array(p_device, '.');
  address inet;
BEGIN
  IF p_device ~ '^[0-9]{10}\.[0-9a-f]{32}\.[0-9a-f]{64}$'
     AND part[3] = device_signature(email, part[1], part[2])
     AND to_timestamp(part[1]::bigint) > clock_timestamp() - interval '400 days' THEN
    RETURN ARRAY['device:' || part[2]];
  END IF;
  p_address := regexp_replace(p_address, '^::ffff:(?=[0-9]+[.])', '', 'i');
  IF pg_input_is_valid(p_address, 'inet') THEN
    address := p_address::inet;
    -- One household or server commonly holds a whole /64 of IPv6.
    address := CASE WHEN family(address) = 6 THEN network(set_masklen(address, 64)) ELSE address END;
  END IF;
  RETURN ARRAY[
    'account:' || encode(login_digest('account', email), 'hex'),
    'address:' || encode(login_digest('address', coalesce(address::text, '')), 'hex')
  ];
END $$;

CREATE FUNCTION device_signature(p_email text, p_issued text, p_nonce text) RETURNS text LANGUAGE sql STABLE
  RETURN encode(login_digest('device', concat_ws(':', p_issued, p_nonce, p_email)), 'hex');

CREATE FUNCTION new_device(p_email text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  issued text := floor(extract(epoch FROM clock_timestamp()))::bigint::text;
  nonce text := encode(substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16), 'hex');
BEGIN
  RETURN concat_ws('.', issued, nonce, device_signature(lower(btrim(p_email)), issued, nonce));
END $$;

-- Ten wrong passwords in 15 minutes for an account, a known browser or a login; a hundred for an address,
-- behind which a whole clinic may sit.
CREATE FUNCTION budgets_spent(p_budgets text[]) RETURNS boolean LANGUAGE sql VOLATILE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT 1 FROM unnest(p_budgets) AS wanted (budget)
      WHERE (SELECT count(*) FROM login_attempts
             WHERE login_attempts.budget = wanted.budget AND at > clock_timestamp() - interval '15 minutes')
            >= CASE WHEN starts_with(wanted.budget, 'address:') THEN 100 ELSE 10 END
    );
  END;

-- One try at a time per budget, on any number of replicas: what is counted next sees what was counted before.
CREATE FUNCTION lock_budgets(p_budgets text[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY p_budgets LOOP
    PERFORM pg_advisory_xact_lock(hashtext(split_part(wanted, ':', 1)), hashtext(wanted));
  END LOOP;
END $$;

CREATE FUNCTION spend_budgets(p_budgets text[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  DELETE FROM login_attempts WHERE budget = ANY (p_budgets) AND at <= clock_timestamp() - interval '15 minutes';
  INSERT INTO login_attempts (budget, at) SELECT budget, clock_timestamp() FROM unnest(p_budgets) AS spent (budget);
END $$;

-- These functions know the clinic by the account, not by their caller. Row-level security is FORCEd on their owner
-- too, so they enter that clinic to read its rows and give the caller's context back; an error rolls it back.
CREATE FUNCTION enter_clinic(p_clinic uuid) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text := coalesce(current_setting('clearway.clinic', true), '');
BEGIN
  PERFORM set_config('clearway.clinic', coalesce(p_clinic::text, ''), true);
  RETURN earlier;
END $$;

CREATE FUNCTION leave_clinic(p_earlier text) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('clearway.clinic', p_earlier, true);
END $$;

-- Whether an account lets anybody in now, when it was last used then: its member is not deactivated, its clinic's idle time not over.
CREATE FUNCTION account_is_open(p_account accounts, p_last_active_at timestamptz) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text := enter_clinic(p_account.clinic_id);
  is_open boolean;
BEGIN
  is_open := EXISTS (
    SELECT 1 FROM members JOIN clinics ON clinics.id = members.clinic_id
    WHERE members.clinic_id = p_account.clinic_id AND members.id = p_account.member_id AND members.deactivated_at IS NULL
      AND p_last_active_at > clock_timestamp() - make_interval(mins => clinics.idle_minutes));
  PERFORM leave_clinic(earlier);
  RETURN is_open;
END $$;

-- The account of a login that is open at this moment; null for any other.
CREATE FUNCTION account_of_login(p_id_hash text) RETURNS accounts LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  login logins;
  account accounts;
BEGIN
  SELECT * INTO login FROM logins WHERE id_hash = p_id_hash AND ended_at IS NULL AND expires_at > clock_timestamp();
  SELECT * INTO account FROM accounts WHERE id = login.account_id;
  IF account_is_open(account, login.last_active_at) THEN
    RETURN account;
  END IF;
  RETURN NULL;
END $$;

-- What to derive a password with: for an unknown account as steady an answer as for a known one.
CREATE FUNCTION password_challenge(p_email text) RETURNS TABLE (salt bytea, params text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(account.password_salt, substr(login_digest('salt', wanted.email), 1, 16)),
         coalesce(account.password_params, 'm=19456,t=2,p=1')
  FROM (SELECT lower(btrim(p_email)) AS email) wanted
  LEFT JOIN accounts account ON account.email = wanted.email
$$;

-- Whether a try would be refused unread, so that nobody is made to compute Argon2id for nothing.
CREATE FUNCTION login_throttled(p_email text, p_address text, p_device text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT budgets_spent(login_budgets(p_email, p_address, p_device))
$$;

-- Opens a login for the right password: {outcome: opened | wrong-password | too-many-tries, device?}.
-- An unknown account and a deactivated member get the answer of a wrong password.
CREATE FUNCTION open_login(p_email text, p_derived bytea, p_id_hash text, p_user_agent text, p_address text, p_device text)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  budgets text[] := login_budgets(p_email, p_address, p_device);
  account accounts;
  opened_at timestamptz;
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
  INSERT INTO logins (id_hash, account_id, created_at, last_active_at, expires_at, user_agent)
    VALUES (p_id_hash, account.id, opened_at, opened_at, opened_at + interval '12 hours', left(coalesce(p_user_agent, ''), 300));
  RETURN jsonb_build_object('outcome', 'opened', 'device', new_device(p_email));
END $$;

-- All that a page needs of who is asking; null when the login has ended, is idle or expired, or the member is deactivated.
CREATE FUNCTION login_member(p_id_hash text) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
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
          'doctorForPrecautions', clinic.doctor_for_precautions)))
    FROM logins login
    JOIN members member ON member.clinic_id = account.clinic_id AND member.id = account.member_id
    JOIN clinics clinic ON clinic.id = account.clinic_id
    WHERE login.id_hash = p_id_hash
  );
  PERFORM leave_clinic(earlier);
  RETURN answer;
END $$;

-- Keeps an open login from going idle, written at most once a minute.
CREATE FUNCTION touch_login(p_id_hash text) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
BEGIN
  UPDATE logins SET last_active_at = clock_timestamp()
    WHERE id_hash = p_id_hash AND account_id = account.id AND ended_at IS NULL
      AND last_active_at <= clock_timestamp() - interval '1 minute';
END $$;

CREATE FUNCTION end_login(p_id_hash text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE logins SET ended_at = clock_timestamp() WHERE id_hash = p_id_hash AND ended_at IS NULL
$$;

CREATE FUNCTION end_all_logins(p_account uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE logins SET ended_at = clock_timestamp() WHERE account_id = p_account AND ended_at IS NULL
$$;

-- Takes away what no longer counts: logins a month after their end, tries that left their quarter of an hour, dead links.
CREATE FUNCTION forget_old_logins() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM logins WHERE expires_at < clock_timestamp() - interval '30 days';
  DELETE FROM login_attempts WHERE at < clock_timestamp() - interval '15 minutes';
  DELETE FROM setup_tokens WHERE expires_at < clock_timestamp();
$$;

-- The password given again by whoever holds this login, for one purpose over one content. The member is the login's
-- own, whatever context the caller set. Null when the password is wrong, the login is over or ten were wrong already;
-- the budget is the login's own, so that strangers at the login page cannot keep a clinician from signing.
CREATE FUNCTION reauthenticate(p_id_hash text, p_derived bytea, p_purpose text, p_content_hash text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  budgets text[] := ARRAY['login:' || p_id_hash];
  earlier text;
  given_at timestamptz;
  made uuid := uuidv7();
BEGIN
  IF account.id IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM lock_budgets(budgets);
  IF budgets_spent(budgets) THEN
    RETURN NULL;
  END IF;
  IF sha256(p_derived) IS DISTINCT FROM account.password_verifier THEN
    PERFORM spend_budgets(budgets);
    RETURN NULL;
  END IF;
  given_at := clock_timestamp();
  earlier := enter_clinic(account.clinic_id);
  INSERT INTO reauthentications (clinic_id, id, member_id, purpose, content_hash, made_at, expires_at)
    VALUES (account.clinic_id, made, account.member_id, p_purpose, p_content_hash, given_at, given_at + interval '2 minutes');
  PERFORM leave_clinic(earlier);
  RETURN made;
END $$;

-- For the triggers of what is signed, in the context of the clinic that signs: true once, and only for the same member,
-- purpose and content.
CREATE FUNCTION consume_reauthentication(p_id uuid, p_member uuid, p_purpose text, p_hash text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE reauthentications SET consumed_at = clock_timestamp()
    WHERE clinic_id = current_clinic() AND id = p_id AND member_id = p_member AND purpose = p_purpose
      AND content_hash = p_hash AND consumed_at IS NULL AND expires_at > clock_timestamp();
  RETURN FOUND;
END $$;

-- Gives a member their password, under the email the clinic knows them by. For the owner: seeds, and functions like the next.
CREATE FUNCTION create_account(p_clinic uuid, p_member uuid, p_salt bytea, p_params text, p_verifier bytea) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  earlier text := enter_clinic(p_clinic);
  made uuid;
BEGIN
  INSERT INTO accounts (id, email, clinic_id, member_id, password_salt, password_params, password_verifier)
    SELECT uuidv7(), email, clinic_id, id, p_salt, p_params, p_verifier FROM members WHERE clinic_id = p_clinic AND id = p_member
    RETURNING id INTO made;
  PERFORM leave_clinic(earlier);
  IF made IS NULL THEN
    RAISE EXCEPTION 'no such member';
  END IF;
  RETURN made;
END $$;

-- A link to make the first clinic, good for a day; false once anybody has an account.
CREATE FUNCTION issue_setup_token(p_token_hash text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM accounts) THEN
    RETURN false;
  END IF;
  INSERT INTO setup_tokens (token_hash, expires_at) VALUES (p_token_hash, clock_timestamp() + interval '24 hours');
  RETURN true;
END $$;

CREATE FUNCTION setup_token_open(p_token_hash text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM accounts) AND EXISTS (
    SELECT 1 FROM setup_tokens WHERE token_hash = p_token_hash AND used_at IS NULL AND expires_at > clock_timestamp())
$$;

-- The first clinic and its admin, for whoever holds the link; false when it was used, is too old or came second.
CREATE FUNCTION create_first_clinic(p_token_hash text, p_clinic jsonb, p_admin jsonb, p_salt bytea, p_params text, p_verifier bytea)
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
  INSERT INTO clinics (id, slug, name, time_zone, emergency_number, on_call_number)
    VALUES (clinic, p_clinic ->> 'slug', p_clinic ->> 'name', p_clinic ->> 'timeZone',
            p_clinic ->> 'emergencyNumber', p_clinic ->> 'onCallNumber');
  INSERT INTO members (clinic_id, id, name, email) VALUES (clinic, admin, p_admin ->> 'name', lower(btrim(p_admin ->> 'email')));
  INSERT INTO member_roles (clinic_id, member_id, role) VALUES (clinic, admin, 'admin');
  PERFORM create_account(clinic, admin, p_salt, p_params, p_verifier);
  UPDATE setup_tokens SET used_at = clock_timestamp() WHERE token_hash = p_token_hash;
  PERFORM leave_clinic(earlier), set_config('clearway.member', earlier_member, true);
  RETURN true;
END $$;

REVOKE EXECUTE ON FUNCTION
  login_digest, login_budgets, device_signature, new_device, budgets_spent, lock_budgets, spend_budgets,
  enter_clinic, leave_clinic, account_is_open, account_of_login,
  password_challenge, login_throttled, open_login, login_member, touch_login, end_login, end_all_logins, forget_old_logins,
  reauthenticate, consume_reauthentication, create_account, issue_setup_token, setup_token_open, create_first_clinic
FROM PUBLIC, clearway_app, clearway_jobs;

GRANT EXECUTE ON FUNCTION
  password_challenge, login_throttled, open_login, login_member, touch_login, end_login, end_all_logins,
  reauthenticate, issue_setup_token, setup_token_open, create_first_clinic
TO clearway_app;
GRANT EXECUTE ON FUNCTION forget_old_logins TO clearway_app, clearway_jobs;
