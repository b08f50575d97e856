-- A person's own account: how they read, their password, their logins, and the way back in when a password is forgotten.
-- docs/decisions/026-own-accounts.md.

-- What a page may name a login by, which is no secret, and where it came from; both go with the row, a month after its end.
ALTER TABLE logins
  ADD COLUMN id uuid NOT NULL DEFAULT uuidv7(),
  ADD COLUMN address text CHECK (length(address) BETWEEN 2 AND 45),
  ADD CONSTRAINT logins_named_once UNIQUE (id);
CREATE INDEX logins_by_account ON logins (account_id, created_at);

-- Each time a password was replaced: the event in the chain, and what the mail about it tells of.
CREATE TABLE password_changes (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  how text NOT NULL CHECK (how IN ('changed', 'reset')),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id)
);
CREATE INDEX password_changes_by_member ON password_changes (clinic_id, member_id, id);
CALL guard_table('password_changes', 'SELECT');
CALL keep_forever('password_changes');
CALL audit_table('password_changes', '{id,member_id,how,occurred_at}', '{}', 'password', 'how');
CALL audit_concerns_no_client('password_changes', 'how members log in');

-- Links to choose a new password by. One is written for an account nobody has as well, so that both take the same time;
-- its account is null, and so it is where too many were asked for. The token is worked out outside of the database.
CREATE TABLE password_resets (
  id uuid PRIMARY KEY,
  account_id uuid REFERENCES accounts (id),
  token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  asked_from text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at <= made_at + interval '1 hour'),
  written_at timestamptz,
  used_at timestamptz
);
CREATE INDEX password_resets_of_account ON password_resets (account_id, made_at);
CREATE INDEX password_resets_asked_from ON password_resets (asked_from, made_at);
CREATE INDEX password_resets_unwritten ON password_resets (made_at) WHERE written_at IS NULL AND account_id IS NOT NULL;
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('password_resets', 'hashes of links that live an hour; the password that comes of one is audited');

-- As enter_clinic, and as the member of the account: what changes meanwhile was done by them.
CREATE FUNCTION enter_account(p_account accounts) RETURNS text[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  earlier text[] := ARRAY[enter_clinic(p_account.clinic_id), coalesce(current_setting('clearway.member', true), '')];
BEGIN
  PERFORM set_config('clearway.member', p_account.member_id::text, true);
  RETURN earlier;
END $$;

CREATE FUNCTION leave_account(p_earlier text[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM leave_clinic(p_earlier[1]), set_config('clearway.member', p_earlier[2], true);
END $$;

-- Writes down where a new login came from. False where the password was replaced while it opened: then it is over.
CREATE FUNCTION settle_login(p_id_hash text, p_derived bytea, p_address text) RETURNS boolean LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  own_address text := regexp_replace(p_address, '^::ffff:(?=[0-9]+[.])', '', 'i');
  is_open boolean;
BEGIN
  UPDATE logins l
    SET address = CASE WHEN pg_input_is_valid(own_address, 'inet') THEN host(own_address::inet) END,
        ended_at = CASE WHEN a.password_verifier <> sha256(p_derived) THEN clock_timestamp() END
    FROM accounts a
    WHERE l.id_hash = p_id_hash AND l.ended_at IS NULL AND a.id = l.account_id
    RETURNING l.ended_at IS NULL INTO is_open;
  RETURN coalesce(is_open, false);
END $$;

-- What the person of a login chose for themselves; null is as their clinic does.
CREATE FUNCTION own_formats(p_id_hash text) RETURNS TABLE (locale text, units text, time_zone text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.locale, a.units, a.time_zone FROM account_of_login(p_id_hash) a WHERE a.id IS NOT NULL
$$;

-- Which time zones there are, this server's list says.
CREATE FUNCTION save_own_formats(p_id_hash text, p_locale text, p_units text, p_time_zone text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text[];
BEGIN
  IF account.id IS NULL THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF p_time_zone IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_timezone_names WHERE name = p_time_zone) THEN
    PERFORM refuse('time-zone-unknown');
  END IF;
  earlier := enter_account(account);
  PERFORM lock_clinic(account.clinic_id);
  UPDATE accounts SET locale = p_locale, units = p_units, time_zone = p_time_zone WHERE id = account.id;
  PERFORM leave_account(earlier);
END $$;

-- The logins of the account that holds this one: the open ones, and what ended in the last month.
CREATE FUNCTION own_logins(p_id_hash text)
RETURNS TABLE (id uuid, user_agent text, address text, created_at timestamptz, last_active_at timestamptz, ended_at timestamptz,
  is_idle boolean, is_this boolean)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.id, l.user_agent, l.address, l.created_at, l.last_active_at,
    coalesce(l.ended_at, CASE WHEN l.expires_at <= clock_timestamp() THEN l.expires_at END) AS over_at,
    NOT account_is_open(a, l.last_active_at), l.id_hash = p_id_hash
  FROM account_of_login(p_id_hash) a JOIN logins l ON l.account_id = a.id
  WHERE l.created_at > clock_timestamp() - interval '30 days'
  ORDER BY l.id_hash = p_id_hash DESC, over_at DESC NULLS FIRST, l.created_at DESC
  LIMIT 60
$$;

-- Ends another login of the same account. False where there is none: then it is somebody else's, or this one.
CREATE FUNCTION end_own_login(p_id_hash text, p_login uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
BEGIN
  UPDATE logins SET ended_at = clock_timestamp()
    WHERE id = p_login AND account_id = account.id AND id_hash <> p_id_hash AND ended_at IS NULL;
  RETURN EXISTS (SELECT 1 FROM logins WHERE id = p_login AND account_id = account.id AND id_hash <> p_id_hash);
END $$;

-- Ends all of them but this one; how many that were.
CREATE FUNCTION end_other_logins(p_id_hash text) RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  ended integer;
BEGIN
  UPDATE logins SET ended_at = clock_timestamp()
    WHERE account_id = account.id AND id_hash <> p_id_hash AND ended_at IS NULL AND expires_at > clock_timestamp();
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- What is signed for a new password: it binds the password given again to exactly this one.
CREATE FUNCTION password_hash(p_salt bytea, p_params text, p_verifier bytea) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN encode(sha256(p_salt || p_verifier || convert_to(p_params, 'UTF8')), 'hex');

-- The one place where a password is replaced: every login but one ends with it, links that were sent open nothing any
-- more, and the person is told by mail.
CREATE FUNCTION replace_password(
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
  INSERT INTO password_changes (clinic_id, id, member_id, how, occurred_at)
    VALUES (p_account.clinic_id, p_change, p_account.member_id, p_how, replaced_at);
  INSERT INTO outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
    VALUES (p_account.clinic_id, uuidv7(), p_account.member_id, 'password-changed', p_change, replaced_at);
  PERFORM leave_account(earlier);
END $$;

-- A new password for whoever holds this login and has just given the old one for exactly the new one.
CREATE FUNCTION change_password(
  p_id_hash text, p_change uuid, p_reauthentication uuid, p_salt bytea, p_params text, p_verifier bytea)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text;
  is_confirmed boolean;
BEGIN
  IF account.id IS NULL THEN
    RETURN false;
  END IF;
  PERFORM lock_clinic(account.clinic_id);
  earlier := enter_clinic(account.clinic_id);
  is_confirmed := consume_reauthentication(p_reauthentication, account.member_id, 'account:password',
    password_hash(p_salt, p_params, p_verifier));
  PERFORM leave_clinic(earlier);
  IF is_confirmed THEN
    PERFORM replace_password(account, p_change, 'changed', p_salt, p_params, p_verifier, p_id_hash);
  END IF;
  RETURN is_confirmed;
END $$;

-- Keeps a link by which a new password may be chosen. Known, unknown, deactivated and asked for too often do the same
-- work, and the caller learns nothing. Three links an account and twenty an address in an hour lead anywhere.
CREATE FUNCTION request_password_reset(p_email text, p_address text, p_id uuid, p_token_hash text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  budgets text[] := login_budgets(p_email, p_address, NULL);
  asked_at timestamptz;
  account uuid;
  of_account integer;
  of_address integer;
BEGIN
  PERFORM lock_budgets(ARRAY(SELECT 'reset-' || budget FROM unnest(budgets) AS asked (budget)));
  asked_at := clock_timestamp();
  account := (SELECT id FROM accounts WHERE email = lower(btrim(p_email)));
  of_account := (SELECT count(*) FROM password_resets WHERE account_id = account AND made_at > asked_at - interval '1 hour');
  of_address := (SELECT count(*) FROM password_resets WHERE asked_from = budgets[2] AND made_at > asked_at - interval '1 hour');
  IF of_address >= 20 THEN
    -- An address that goes on asking writes over its own rows, so that it fills nothing.
    DELETE FROM password_resets WHERE id = (
      SELECT id FROM password_resets WHERE asked_from = budgets[2] AND account_id IS NULL ORDER BY made_at LIMIT 1);
  END IF;
  INSERT INTO password_resets (id, account_id, token_hash, asked_from, made_at, expires_at)
    VALUES (p_id, CASE WHEN of_account < 3 AND of_address < 20 THEN account END, p_token_hash, budgets[2], asked_at,
            asked_at + interval '1 hour');
END $$;

-- The account a link may choose a new password for: unused, an hour old at most, the newest one, and of an active member.
CREATE FUNCTION account_of_reset(p_token_hash text) RETURNS accounts LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  account accounts;
BEGIN
  SELECT a.* INTO account FROM password_resets r JOIN accounts a ON a.id = r.account_id
    WHERE r.token_hash = p_token_hash AND r.used_at IS NULL AND r.expires_at > clock_timestamp()
      AND NOT EXISTS (SELECT 1 FROM password_resets newer WHERE newer.account_id = r.account_id AND newer.made_at > r.made_at);
  IF account_is_open(account, clock_timestamp()) THEN
    RETURN account;
  END IF;
  RETURN NULL;
END $$;

-- Whose password a link is for; no row for one that opens nothing.
CREATE FUNCTION password_reset_for(p_token_hash text) RETURNS TABLE (email text, name text, clinic_name text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_reset(p_token_hash);
  earlier text := enter_clinic(account.clinic_id);
BEGIN
  RETURN QUERY SELECT account.email, m.name, c.name FROM members m JOIN clinics c ON c.id = m.clinic_id
    WHERE m.clinic_id = account.clinic_id AND m.id = account.member_id;
  PERFORM leave_clinic(earlier);
END $$;

-- A new password for whoever holds the link, which is used up. It opens no login.
CREATE FUNCTION reset_password(p_token_hash text, p_change uuid, p_salt bytea, p_params text, p_verifier bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  account accounts := account_of_reset(p_token_hash);
BEGIN
  IF account.id IS NULL THEN
    RETURN false;
  END IF;
  PERFORM lock_clinic(account.clinic_id);
  -- Asked again behind the lock: of two who send the link at once, the second finds it used.
  account := account_of_reset(p_token_hash);
  IF account.id IS NULL THEN
    RETURN false;
  END IF;
  UPDATE password_resets SET used_at = clock_timestamp() WHERE token_hash = p_token_hash;
  PERFORM replace_password(account, p_change, 'reset', p_salt, p_params, p_verifier, NULL);
  RETURN true;
END $$;

-- For the job that sends mail: where somebody asked for a link and was not written to yet. Ids alone.
CREATE FUNCTION clinics_awaiting_resets() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT DISTINCT a.clinic_id FROM password_resets r JOIN accounts a ON a.id = r.account_id
  WHERE r.written_at IS NULL AND r.expires_at > clock_timestamp()
$$;

-- Writes those mails of the context's clinic; how many.
CREATE FUNCTION write_reset_mails() RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  written integer;
BEGIN
  PERFORM lock_clinic(current_clinic());
  WITH due AS (
    UPDATE password_resets r SET written_at = clock_timestamp() FROM accounts a
    WHERE a.id = r.account_id AND a.clinic_id = current_clinic() AND r.written_at IS NULL AND r.expires_at > clock_timestamp()
    RETURNING r.id, a.member_id, r.made_at)
  INSERT INTO outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
    SELECT m.clinic_id, uuidv7(), m.id, 'password-reset', due.id, due.made_at
    FROM due JOIN members m ON m.clinic_id = current_clinic() AND m.id = due.member_id AND m.deactivated_at IS NULL;
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written;
END $$;

-- Takes dead links away, a day after they were asked for.
CREATE FUNCTION forget_password_resets() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM password_resets WHERE made_at < clock_timestamp() - interval '1 day'
$$;

CALL close_functions();

REVOKE EXECUTE ON FUNCTION
  enter_account, leave_account, settle_login, own_formats, save_own_formats, own_logins, end_own_login, end_other_logins,
  password_hash, replace_password, change_password, request_password_reset, account_of_reset, password_reset_for, reset_password,
  clinics_awaiting_resets, write_reset_mails, forget_password_resets
FROM PUBLIC, clearway_app, clearway_jobs;
GRANT EXECUTE ON FUNCTION
  settle_login, own_formats, save_own_formats, own_logins, end_own_login, end_other_logins,
  change_password, request_password_reset, password_reset_for, reset_password
TO clearway_app;
GRANT EXECUTE ON FUNCTION clinics_awaiting_resets, write_reset_mails, forget_password_resets TO clearway_jobs;
