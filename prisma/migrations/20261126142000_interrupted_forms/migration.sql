-- The limits of a login cost nobody their work: how long it has left, and a form that was sent once it was over.
-- docs/decisions/032-a-login-that-is-over.md.

-- What was typed and where it was going is sealed by the app with a key outside of here; the row itself names an account
-- and nothing of a clinic. No grant: each way to it is one function below.
CREATE TABLE interrupted_forms (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  browser_hash text NOT NULL CHECK (browser_hash ~ '^[0-9a-f]{64}$'),
  -- Nonce and tag of the seal, and at most 64 kB.
  sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 29 AND 28 + 65536),
  kept_at timestamptz NOT NULL
);
CREATE INDEX interrupted_forms_of_account ON interrupted_forms (account_id, kept_at);
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('interrupted_forms', 'sent and not taken: sealed, given back to its sender alone, forgotten after an hour');

-- Whose login it was that went idle or came to its end, half a day ago at most. Null for one that is open, one that was
-- ended (signing out, a new password) and one of a deactivated member.
CREATE FUNCTION account_of_over_login(p_id_hash text) RETURNS accounts LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  login logins;
  account accounts;
BEGIN
  SELECT * INTO login FROM logins
    WHERE id_hash = p_id_hash AND ended_at IS NULL AND expires_at > clock_timestamp() - interval '12 hours';
  SELECT * INTO account FROM accounts WHERE id = login.account_id;
  IF NOT account_is_open(account, clock_timestamp())
     OR (login.expires_at > clock_timestamp() AND account_is_open(account, login.last_active_at)) THEN
    RETURN NULL;
  END IF;
  RETURN account;
END $$;

CREATE FUNCTION interrupted_account(p_id_hash text) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (account_of_over_login(p_id_hash)).id
$$;

-- Twenty of an account at most, the newest: one at a time, so that many at once are counted too.
CREATE FUNCTION keep_interrupted_form(p_id_hash text, p_id uuid, p_browser_hash text, p_sealed bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_over_login(p_id_hash);
BEGIN
  IF account.id IS NULL THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('interrupted_forms'), hashtext(account.id::text));
  DELETE FROM interrupted_forms WHERE account_id = account.id AND (kept_at <= clock_timestamp() - interval '1 hour'
    OR id IN (SELECT id FROM interrupted_forms WHERE account_id = account.id ORDER BY kept_at DESC, id OFFSET 19));
  INSERT INTO interrupted_forms (id, account_id, browser_hash, sealed, kept_at)
    VALUES (p_id, account.id, p_browser_hash, p_sealed, clock_timestamp());
  RETURN true;
END $$;

-- For an open login of the same account, in the browser it was sent from, within the hour.
CREATE FUNCTION find_interrupted_form(p_id_hash text, p_id uuid, p_browser_hash text)
RETURNS TABLE (account_id uuid, sealed bytea, kept_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
BEGIN
  RETURN QUERY SELECT f.account_id, f.sealed, f.kept_at FROM interrupted_forms f
    WHERE f.id = p_id AND f.account_id = account.id AND f.browser_hash = p_browser_hash
      AND f.kept_at > clock_timestamp() - interval '1 hour';
END $$;

CREATE FUNCTION drop_interrupted_form(p_id_hash text, p_id uuid, p_browser_hash text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
BEGIN
  DELETE FROM interrupted_forms WHERE id = p_id AND account_id = account.id AND browser_hash = p_browser_hash;
  RETURN FOUND;
END $$;

CREATE FUNCTION forget_interrupted_forms() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM interrupted_forms WHERE kept_at <= clock_timestamp() - interval '1 hour'
$$;

-- How long an open login has left, by the database's clock, and whose it is; null for any other. `p_is_used` by somebody
-- who asks to stay: sooner than touch_login writes, so that a clinic that idles after a minute can be stayed in as well.
CREATE FUNCTION login_time_left(p_id_hash text, p_is_used boolean) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account accounts := account_of_login(p_id_hash);
  earlier text;
  answer jsonb;
BEGIN
  IF account.id IS NULL THEN
    RETURN NULL;
  END IF;
  IF p_is_used THEN
    UPDATE logins SET last_active_at = clock_timestamp()
      WHERE id_hash = p_id_hash AND ended_at IS NULL AND last_active_at <= clock_timestamp() - interval '5 seconds';
  END IF;
  earlier := enter_clinic(account.clinic_id);
  answer := (
    SELECT jsonb_build_object(
      'memberId', account.member_id, 'email', account.email, 'idleMinutes', clinic.idle_minutes,
      'idleSeconds', floor(extract(epoch FROM
        login.last_active_at + make_interval(mins => clinic.idle_minutes) - clock_timestamp())),
      'endSeconds', floor(extract(epoch FROM login.expires_at - clock_timestamp())))
    FROM logins login, clinics clinic WHERE login.id_hash = p_id_hash AND clinic.id = account.clinic_id
  );
  PERFORM leave_clinic(earlier);
  RETURN answer;
END $$;

REVOKE EXECUTE ON FUNCTION account_of_over_login, interrupted_account, keep_interrupted_form, find_interrupted_form,
  drop_interrupted_form, forget_interrupted_forms, login_time_left
FROM PUBLIC, clearway_app, clearway_jobs;
GRANT EXECUTE ON FUNCTION
  interrupted_account, keep_interrupted_form, find_interrupted_form, drop_interrupted_form, login_time_left
TO clearway_app;
GRANT EXECUTE ON FUNCTION forget_interrupted_forms TO clearway_jobs;

CALL close_functions();
