-- The people of a clinic: who comes in, what they may do, on which licence, and who said so with their password.
-- docs/decisions/027-who-changes-whom.md.

-- The only way the app changes a member: one row a change, consuming the password given again for exactly that change.
-- What a kind does not change is null. `standing` is the member as the admin read them.
CREATE TABLE member_changes (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('name', 'roles', 'licence', 'credential', 'deactivation', 'reactivation')),
  name text CHECK (length(trim(name)) BETWEEN 1 AND 200),
  roles text[] CHECK (cardinality(roles) > 0 AND roles <@ '{admin,doctor,physical-therapist,trainer}'),
  licence_number text CHECK (length(trim(licence_number)) BETWEEN 1 AND 60),
  licence_state text CHECK (length(trim(licence_state)) BETWEEN 1 AND 60),
  licence_valid_until date,
  bfr_credential_valid_until date,
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 2000),
  standing text NOT NULL,
  -- What it was before, in words; the trigger writes it.
  was text NOT NULL,
  changed_by uuid NOT NULL,
  reauthentication_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, reauthentication_id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, changed_by) REFERENCES members (clinic_id, id),
  CONSTRAINT a_licence_is_whole CHECK (num_nonnulls(licence_number, licence_state, licence_valid_until) IN (0, 3)),
  CONSTRAINT a_change_is_of_its_kind CHECK (
    (name IS NOT NULL) = (kind = 'name') AND (roles IS NOT NULL) = (kind = 'roles')
    AND (licence_number IS NULL OR kind IN ('roles', 'licence')) AND (bfr_credential_valid_until IS NULL OR kind = 'credential'))
);
CREATE INDEX member_changes_by_member ON member_changes (clinic_id, member_id, occurred_at);

-- Somebody who is to come: no member, and told and counted nowhere, until they take it. The link is in no row: its hash is.
CREATE TABLE invitations (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 320 AND email = lower(email) AND email ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
  name text NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 200),
  roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ '{admin,doctor,physical-therapist,trainer}'),
  licence_number text CHECK (length(trim(licence_number)) BETWEEN 1 AND 60),
  licence_state text CHECK (length(trim(licence_state)) BETWEEN 1 AND 60),
  licence_valid_until date,
  bfr_credential_valid_until date,
  token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  replaces uuid,
  invited_by uuid NOT NULL,
  reauthentication_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  member_id uuid,
  revoked_at timestamptz,
  revoked_by uuid,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, reauthentication_id),
  FOREIGN KEY (clinic_id, replaces) REFERENCES invitations (clinic_id, id),
  FOREIGN KEY (clinic_id, invited_by) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, revoked_by) REFERENCES members (clinic_id, id),
  CONSTRAINT an_invited_licence_is_whole CHECK (num_nonnulls(licence_number, licence_state, licence_valid_until) IN (0, 3)),
  CONSTRAINT a_clinician_comes_with_a_licence CHECK (NOT roles && '{doctor,physical-therapist}' OR licence_number IS NOT NULL),
  CONSTRAINT accepted_is_a_member CHECK ((accepted_at IS NULL) = (member_id IS NULL)),
  CONSTRAINT revoked_by_somebody CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
  CONSTRAINT accepted_or_revoked CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
CREATE UNIQUE INDEX one_open_invitation_an_address ON invitations (clinic_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_open_by_name ON invitations (clinic_id, name, id) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX members_by_name ON members (clinic_id, name, id);
CREATE INDEX members_by_licence ON members (clinic_id, licence_valid_until) WHERE deactivated_at IS NULL;
CREATE INDEX members_by_credential ON members (clinic_id, bfr_credential_valid_until) WHERE deactivated_at IS NULL;
CREATE INDEX invitations_open_by_end ON invitations (clinic_id, expires_at) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_by_member ON invitations (clinic_id, member_id) WHERE member_id IS NOT NULL;

-- A licence or a credential about to lapse, told once a date and threshold. The trigger says which.
CREATE TABLE lapse_notices (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  what text NOT NULL CHECK (what IN ('licence', 'credential')),
  valid_until date NOT NULL,
  days_before integer NOT NULL CHECK (days_before IN (30, 7)),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  CONSTRAINT one_notice_a_date_and_threshold UNIQUE (clinic_id, member_id, what, valid_until, days_before),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id)
);

-- What is still to be told and from which day on, so that the job looks at nothing else. Triggers keep it.
CREATE TABLE lapses_to_tell (
  clinic_id uuid NOT NULL,
  member_id uuid NOT NULL,
  what text NOT NULL,
  valid_until date NOT NULL,
  notice_on date NOT NULL,
  PRIMARY KEY (clinic_id, member_id, what),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id)
);
CREATE INDEX lapses_due ON lapses_to_tell (notice_on, clinic_id);

CREATE FUNCTION is_admin(member uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN has_role(member, 'admin') AND is_active(member);

CREATE FUNCTION roles_of(member uuid) RETURNS text[] LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT coalesce(array_agg(r.role ORDER BY r.role), '{}') FROM member_roles r WHERE r.clinic_id = current_clinic() AND r.member_id = member;
END;

-- A member as they stand: a change is refused where this moved since the admin read it.
CREATE FUNCTION member_standing(member uuid) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT hash_of(netstring(m.name) || netstring(array_to_string(roles_of(m.id), ',')) || netstring(m.licence_number)
      || netstring(m.licence_state) || netstring(m.licence_valid_until::text) || netstring(m.bfr_credential_valid_until::text)
      || netstring((m.deactivated_at IS NOT NULL)::text))
  FROM members m WHERE m.clinic_id = current_clinic() AND m.id = member;
END;

CREATE FUNCTION other_admins(member uuid) RETURNS bigint LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT count(*) FROM members m WHERE m.clinic_id = current_clinic() AND m.id <> member AND m.deactivated_at IS NULL AND has_role(m.id, 'admin');
END;

-- As mayChangeMember() has it, and by an admin who gave their password for exactly this.
CREATE FUNCTION guard_member_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  member members;
  held text[];
  is_own boolean := NEW.member_id IS NOT DISTINCT FROM NEW.changed_by;
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id), occurs_now(NEW.occurred_at);
  IF NEW.changed_by IS DISTINCT FROM current_member() OR NOT has_role(NEW.changed_by, 'admin') THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT is_active(NEW.changed_by) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  SELECT * INTO member FROM members WHERE clinic_id = NEW.clinic_id AND id = NEW.member_id;
  IF member.id IS NULL THEN
    RAISE foreign_key_violation USING MESSAGE = 'no such member';
  END IF;
  IF NEW.standing IS DISTINCT FROM member_standing(member.id) THEN
    PERFORM refuse('member-changed');
  END IF;
  held := roles_of(member.id);
  NEW.roles := (SELECT array_agg(DISTINCT r ORDER BY r) FROM unnest(NEW.roles) AS r);
  IF NEW.kind = 'deactivation' THEN
    IF is_own THEN PERFORM refuse('own-deactivation'); END IF;
    IF trim(NEW.reason) = '' THEN PERFORM refuse('reason-missing'); END IF;
    IF member.deactivated_at IS NOT NULL THEN PERFORM refuse('nothing-changed'); END IF;
  END IF;
  IF NEW.kind = 'reactivation' AND member.deactivated_at IS NULL THEN
    PERFORM refuse('nothing-changed');
  END IF;
  IF is_own AND other_admins(member.id) > 0
     AND (NEW.kind IN ('licence', 'credential') OR NEW.licence_number IS NOT NULL OR NOT coalesce(NEW.roles, held) <@ held) THEN
    PERFORM refuse('own-roles');
  END IF;
  IF (NEW.kind = 'roles' AND NEW.roles && '{doctor,physical-therapist}' AND coalesce(NEW.licence_number, member.licence_number) IS NULL)
     OR (NEW.kind = 'licence' AND NEW.licence_number IS NULL AND held && '{doctor,physical-therapist}') THEN
    PERFORM refuse('licence-needed');
  END IF;
  NEW.was := coalesce(nullif(CASE NEW.kind
    WHEN 'name' THEN member.name
    WHEN 'roles' THEN array_to_string(held, ', ')
    WHEN 'licence' THEN concat_ws(', ', member.licence_number, member.licence_state, member.licence_valid_until)
    WHEN 'credential' THEN member.bfr_credential_valid_until::text
    WHEN 'deactivation' THEN 'active' ELSE 'deactivated' END, ''), 'none');
  IF NOT consume_reauthentication(NEW.reauthentication_id, NEW.changed_by, 'member:' || NEW.kind, hash_of(
       netstring(NEW.member_id::text) || netstring(NEW.standing) || netstring(NEW.name) || netstring(array_to_string(NEW.roles, ','))
       || netstring(NEW.licence_number) || netstring(NEW.licence_state) || netstring(NEW.licence_valid_until::text)
       || netstring(NEW.bfr_credential_valid_until::text) || netstring(NEW.reason))) THEN
    PERFORM refuse('no-reauthentication');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER member_changes_guarded BEFORE INSERT ON member_changes FOR EACH ROW EXECUTE FUNCTION guard_member_change();

-- Who leaves, or is an admin no more, has let nobody in by what they wrote before. Their logins end, wherever they are.
CREATE FUNCTION apply_member_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE members SET
      name = coalesce(NEW.name, name),
      licence_number = CASE WHEN NEW.kind = 'licence' OR NEW.licence_number IS NOT NULL THEN NEW.licence_number ELSE licence_number END,
      licence_state = CASE WHEN NEW.kind = 'licence' OR NEW.licence_number IS NOT NULL THEN NEW.licence_state ELSE licence_state END,
      licence_valid_until = CASE WHEN NEW.kind = 'licence' OR NEW.licence_number IS NOT NULL THEN NEW.licence_valid_until ELSE licence_valid_until END,
      bfr_credential_valid_until = CASE WHEN NEW.kind = 'credential' THEN NEW.bfr_credential_valid_until ELSE bfr_credential_valid_until END,
      deactivated_at = CASE NEW.kind WHEN 'deactivation' THEN NEW.occurred_at WHEN 'reactivation' THEN NULL ELSE deactivated_at END
    WHERE clinic_id = NEW.clinic_id AND id = NEW.member_id
      AND (NEW.kind <> 'roles' OR NEW.licence_number IS NOT NULL);
  IF NEW.kind = 'roles' THEN
    INSERT INTO member_roles (clinic_id, member_id, role) SELECT NEW.clinic_id, NEW.member_id, r FROM unnest(NEW.roles) AS r
      WHERE r <> ALL (roles_of(NEW.member_id));
    DELETE FROM member_roles WHERE clinic_id = NEW.clinic_id AND member_id = NEW.member_id AND role <> ALL (NEW.roles);
  END IF;
  IF member_standing(NEW.member_id) = NEW.standing THEN
    PERFORM refuse('nothing-changed');
  END IF;
  IF NOT is_admin(NEW.member_id) THEN
    UPDATE invitations SET revoked_at = NEW.occurred_at, revoked_by = NEW.changed_by
      WHERE clinic_id = NEW.clinic_id AND invited_by = NEW.member_id AND accepted_at IS NULL AND revoked_at IS NULL;
  END IF;
  IF NEW.kind = 'deactivation' THEN
    UPDATE logins SET ended_at = clock_timestamp() FROM accounts a
      WHERE a.clinic_id = NEW.clinic_id AND a.member_id = NEW.member_id AND logins.account_id = a.id AND logins.ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER member_changes_applied AFTER INSERT ON member_changes FOR EACH ROW EXECUTE FUNCTION apply_member_change();

-- A clinic keeps an admin who can come in. After the statement, under the clinic's lock, whoever wrote it.
CREATE FUNCTION keep_an_admin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'members' AND NOT has_role((to_jsonb(OLD) ->> 'id')::uuid, 'admin') THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM members m JOIN member_roles r ON r.clinic_id = m.clinic_id AND r.member_id = m.id
       WHERE m.clinic_id = OLD.clinic_id AND m.deactivated_at IS NULL AND r.role = 'admin') THEN
    PERFORM refuse('last-admin');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER member_roles_keep_an_admin AFTER UPDATE OR DELETE ON member_roles FOR EACH ROW WHEN (OLD.role = 'admin')
  EXECUTE FUNCTION keep_an_admin();
CREATE TRIGGER members_keep_an_admin AFTER UPDATE OF deactivated_at ON members FOR EACH ROW
  WHEN (OLD.deactivated_at IS NULL AND NEW.deactivated_at IS NOT NULL) EXECUTE FUNCTION keep_an_admin();

-- The app changes members by the table above, and makes them by an invitation, and not otherwise.
REVOKE INSERT, UPDATE ON members FROM clearway_app;
REVOKE INSERT, DELETE ON member_roles FROM clearway_app;

-- By an admin with the password given again for exactly this. One that it replaces, or that ran out, is over with it.
CREATE FUNCTION guard_invitation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM stay_in_clinic(NEW.clinic_id), occurs_now(NEW.occurred_at);
  IF NEW.invited_by IS DISTINCT FROM current_member() OR NOT has_role(NEW.invited_by, 'admin')
     OR num_nonnulls(NEW.accepted_at, NEW.member_id, NEW.revoked_at, NEW.revoked_by) > 0 THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT is_active(NEW.invited_by) THEN
    PERFORM refuse('member-deactivated');
  END IF;
  NEW.expires_at := NEW.occurred_at + interval '7 days';
  NEW.roles := (SELECT array_agg(DISTINCT r ORDER BY r) FROM unnest(NEW.roles) AS r);
  IF NEW.roles && '{doctor,physical-therapist}' AND NEW.licence_number IS NULL THEN
    PERFORM refuse('licence-needed');
  END IF;
  IF EXISTS (SELECT 1 FROM members m WHERE m.clinic_id = NEW.clinic_id AND m.email = NEW.email) THEN
    PERFORM refuse('member-already');
  END IF;
  UPDATE invitations SET revoked_at = NEW.occurred_at, revoked_by = NEW.invited_by
    WHERE clinic_id = NEW.clinic_id AND email = NEW.email AND accepted_at IS NULL AND revoked_at IS NULL
      AND (id = NEW.replaces OR expires_at <= NEW.occurred_at);
  IF EXISTS (SELECT 1 FROM invitations i WHERE i.clinic_id = NEW.clinic_id AND i.email = NEW.email
       AND i.accepted_at IS NULL AND i.revoked_at IS NULL) THEN
    PERFORM refuse('invited-already');
  END IF;
  IF NOT consume_reauthentication(NEW.reauthentication_id, NEW.invited_by, 'member:invitation', hash_of(
       netstring(NEW.email) || netstring(NEW.name) || netstring(array_to_string(NEW.roles, ',')) || netstring(NEW.licence_number)
       || netstring(NEW.licence_state) || netstring(NEW.licence_valid_until::text) || netstring(NEW.bfr_credential_valid_until::text)
       || netstring(NEW.token_hash) || netstring(NEW.replaces::text))) THEN
    PERFORM refuse('no-reauthentication');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invitations_guarded BEFORE INSERT ON invitations FOR EACH ROW EXECUTE FUNCTION guard_invitation();

CREATE FUNCTION mail_invitation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
    VALUES (NEW.clinic_id, uuidv7(), NEW.invited_by, 'invitation', NEW.id, NEW.occurred_at);
  RETURN NULL;
END $$;
CREATE TRIGGER invitations_mailed AFTER INSERT ON invitations FOR EACH ROW EXECUTE FUNCTION mail_invitation();

-- It ends once: taken by whoever holds its link, or taken back by an admin. A mail that has not gone out then stays here.
CREATE FUNCTION guard_invitation_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ends text[] := '{accepted_at,member_id,revoked_at,revoked_by}';
BEGIN
  IF to_jsonb(NEW) - ends <> to_jsonb(OLD) - ends THEN
    PERFORM refuse('immutable');
  END IF;
  IF OLD.accepted_at IS NOT NULL OR OLD.revoked_at IS NOT NULL THEN
    PERFORM refuse('invitation-over');
  END IF;
  IF current_user = 'clearway_app' THEN
    IF NEW.revoked_by IS DISTINCT FROM current_member() OR NOT is_admin(current_member()) THEN
      PERFORM refuse('not-your-role');
    END IF;
    PERFORM occurs_now(NEW.revoked_at);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invitations_end BEFORE UPDATE ON invitations FOR EACH ROW EXECUTE FUNCTION guard_invitation_end();

CREATE FUNCTION keep_mail_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM outbox WHERE clinic_id = NEW.clinic_id AND kind = 'invitation' AND subject_id = NEW.id AND member_id = NEW.invited_by
    AND sent_at IS NULL AND skipped_why IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER invitations_zz_mail AFTER UPDATE ON invitations FOR EACH ROW EXECUTE FUNCTION keep_mail_back();

CREATE FUNCTION refresh_lapses(clinic uuid, member uuid) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  DELETE FROM lapses_to_tell l WHERE l.clinic_id = clinic AND l.member_id = member;
  INSERT INTO lapses_to_tell (clinic_id, member_id, what, valid_until, notice_on)
    SELECT m.clinic_id, m.id, v.what, v.until, v.until - CASE WHEN told.days IS NULL THEN 30 ELSE 7 END
    FROM members m, LATERAL (VALUES ('licence', m.licence_valid_until), ('credential', m.bfr_credential_valid_until)) AS v (what, until),
      LATERAL (SELECT min(n.days_before) AS days FROM lapse_notices n
        WHERE n.clinic_id = m.clinic_id AND n.member_id = m.id AND n.what = v.what AND n.valid_until = v.until) AS told
    WHERE m.clinic_id = clinic AND m.id = member AND m.deactivated_at IS NULL AND v.until IS NOT NULL AND told.days IS DISTINCT FROM 7;
END;
REVOKE EXECUTE ON FUNCTION refresh_lapses FROM clearway_app, clearway_jobs;

CREATE FUNCTION follow_lapses() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_lapses(NEW.clinic_id, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER members_lapses AFTER INSERT OR UPDATE OF licence_valid_until, bfr_credential_valid_until, deactivated_at ON members
  FOR EACH ROW EXECUTE FUNCTION follow_lapses();

-- As lapseToTell() has it: of two that are due the nearer one is told.
CREATE FUNCTION guard_lapse_notice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  due lapses_to_tell;
  today date := clinic_day(NEW.occurred_at);
BEGIN
  SELECT * INTO due FROM lapses_to_tell WHERE clinic_id = NEW.clinic_id AND member_id = NEW.member_id AND what = NEW.what;
  IF due.notice_on IS NULL OR due.notice_on > today THEN
    PERFORM refuse('time-not-now');
  END IF;
  NEW.valid_until := due.valid_until;
  NEW.days_before := CASE WHEN today >= due.valid_until - 7 THEN 7 ELSE 30 END;
  RETURN NEW;
END $$;
CREATE TRIGGER lapse_notices_guarded BEFORE INSERT ON lapse_notices FOR EACH ROW EXECUTE FUNCTION guard_lapse_notice();
CREATE TRIGGER lapse_notices_occur BEFORE INSERT ON lapse_notices FOR EACH ROW EXECUTE FUNCTION check_occurs_now();

CREATE FUNCTION apply_lapse_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_lapses(NEW.clinic_id, NEW.member_id);
  PERFORM tell_people(ARRAY(
      SELECT m.id FROM members m WHERE m.clinic_id = NEW.clinic_id AND m.deactivated_at IS NULL
        AND (m.id = NEW.member_id OR has_role(m.id, 'admin'))),
    NEW.what || '-lapsing', NEW.id, NULL, NEW.occurred_at, true);
  RETURN NULL;
END $$;
CREATE TRIGGER lapse_notices_applied AFTER INSERT ON lapse_notices FOR EACH ROW EXECUTE FUNCTION apply_lapse_notice();

CALL guard_table('member_changes', 'SELECT, INSERT');
CALL guard_table('invitations', 'SELECT, INSERT, UPDATE');
REVOKE UPDATE ON invitations FROM clearway_app;
GRANT UPDATE (revoked_at, revoked_by) ON invitations TO clearway_app;
CALL guard_table('lapse_notices', 'SELECT, INSERT');
REVOKE INSERT ON lapse_notices FROM clearway_app;
CALL guard_table('lapses_to_tell', 'SELECT');
CALL keep_forever('member_changes');
CALL keep_forever('lapse_notices');
CREATE TRIGGER invitations_kept BEFORE DELETE ON invitations FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER invitations_kept_truncate BEFORE TRUNCATE ON invitations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CALL audit_table('member_changes', '{id,member_id,kind,name,roles,licence_number,licence_state,licence_valid_until,bfr_credential_valid_until,reason,was,changed_by,occurred_at}',
  '{"standing": "a digest of what was", "reauthentication_id": "lives two minutes"}');
CALL audit_table('invitations', '{id,email,name,roles,licence_number,licence_state,licence_valid_until,bfr_credential_valid_until,replaces,invited_by,expires_at,accepted_at,member_id,revoked_at,revoked_by,occurred_at}',
  '{"token_hash": "opens the link''s page", "reauthentication_id": "lives two minutes"}');
CALL audit_table('lapse_notices', '{id,member_id,what,valid_until,days_before,occurred_at}');
CALL audit_concerns_no_client('member_changes', 'who works here');
CALL audit_concerns_no_client('invitations', 'who is to work here');
CALL audit_concerns_no_client('lapse_notices', 'on which licence they work');
INSERT INTO unaudited_tables (table_name, why) VALUES
  ('lapses_to_tell', 'follows from members and what was told of them, which are audited themselves');

-- The jobs: see in every clinic what is to be told, and write in one at a time; and send an invitation to its address.
GRANT SELECT ON lapses_to_tell, invitations TO clearway_jobs;
GRANT SELECT, INSERT ON lapse_notices TO clearway_jobs;
CREATE POLICY jobs_find ON lapses_to_tell FOR SELECT TO clearway_jobs USING (true);

-- A link knows no clinic: the two functions below, which run as the owner, find it in all of them.
CREATE POLICY links_find ON invitations FOR SELECT TO clearway_owner USING (true);

-- The invitation of a link that may still be taken. Enters its clinic; the caller gives the context back.
CREATE FUNCTION enter_invitation(p_token_hash text) RETURNS invitations LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  found invitations;
BEGIN
  SELECT * INTO found FROM invitations WHERE token_hash = p_token_hash AND accepted_at IS NULL AND revoked_at IS NULL
    AND expires_at > clock_timestamp();
  PERFORM enter_clinic(found.clinic_id);
  IF is_admin(found.invited_by) THEN
    RETURN found;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION invitation_of_link(p_token_hash text) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  earlier text := enter_clinic(NULL);
  invitation invitations := enter_invitation(p_token_hash);
  answer jsonb;
BEGIN
  answer := (
    SELECT jsonb_build_object('email', invitation.email, 'name', invitation.name, 'roles', invitation.roles,
      'clinicName', c.name, 'invitedBy', m.name, 'hasAccount', EXISTS (SELECT 1 FROM accounts a WHERE a.email = invitation.email))
    FROM clinics c JOIN members m ON m.clinic_id = c.id AND m.id = invitation.invited_by WHERE c.id = invitation.clinic_id);
  PERFORM leave_clinic(earlier);
  RETURN answer;
END $$;

-- 'accepted', once; 'over' for a link that may not be taken any more; 'has-account' where the address has one, anywhere.
CREATE FUNCTION accept_invitation(p_token_hash text, p_name text, p_salt bytea, p_params text, p_verifier bytea) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  earlier text := enter_clinic(NULL);
  earlier_member text := coalesce(current_setting('clearway.member', true), '');
  invitation invitations := enter_invitation(p_token_hash);
  member uuid := uuidv7();
  outcome text := 'over';
BEGIN
  IF invitation.id IS NOT NULL THEN
    PERFORM lock_clinic(invitation.clinic_id);
    -- Read again: whoever held the lock may have taken it, or taken it back.
    invitation := enter_invitation(p_token_hash);
  END IF;
  IF invitation.id IS NOT NULL THEN
    BEGIN
      PERFORM set_config('clearway.member', member::text, true);
      INSERT INTO members (clinic_id, id, name, email, licence_number, licence_state, licence_valid_until, bfr_credential_valid_until)
        VALUES (invitation.clinic_id, member, p_name, invitation.email, invitation.licence_number, invitation.licence_state,
          invitation.licence_valid_until, invitation.bfr_credential_valid_until);
      INSERT INTO member_roles (clinic_id, member_id, role) SELECT invitation.clinic_id, member, r FROM unnest(invitation.roles) AS r;
      PERFORM create_account(invitation.clinic_id, member, p_salt, p_params, p_verifier);
      UPDATE invitations SET accepted_at = clock_timestamp(), member_id = member
        WHERE clinic_id = invitation.clinic_id AND id = invitation.id;
      outcome := 'accepted';
    EXCEPTION WHEN unique_violation THEN
      outcome := 'has-account';
    END;
  END IF;
  PERFORM leave_clinic(earlier), set_config('clearway.member', earlier_member, true);
  RETURN outcome;
END $$;

-- For the clinic's admins: whether members have a second factor, and when they were last here. Of the caller's clinic alone.
CREATE FUNCTION access_of_members(p_members uuid[]) RETURNS TABLE (member_id uuid, has_second_factor boolean, last_seen_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF is_admin(current_member()) THEN
    RETURN QUERY SELECT a.member_id, (factor_state(a, NULL) ->> 'hasSecondFactor')::boolean,
        (SELECT max(l.last_active_at) FROM logins l WHERE l.account_id = a.id)
      FROM accounts a WHERE a.clinic_id = current_clinic() AND a.member_id = ANY (p_members);
  END IF;
END $$;

REVOKE EXECUTE ON FUNCTION enter_invitation, invitation_of_link, accept_invitation, access_of_members FROM PUBLIC, clearway_app, clearway_jobs;
GRANT EXECUTE ON FUNCTION invitation_of_link, accept_invitation, access_of_members TO clearway_app;

-- Whoever has left makes no templates and records no absences either.
CREATE TRIGGER templates_by_active BEFORE INSERT OR UPDATE ON templates FOR EACH ROW EXECUTE FUNCTION guard_active();
CREATE TRIGGER absences_by_active BEFORE INSERT ON absences FOR EACH ROW EXECUTE FUNCTION guard_active();
CREATE TRIGGER absence_ends_by_active BEFORE INSERT ON absence_ends FOR EACH ROW EXECUTE FUNCTION guard_active();

CALL close_functions();

-- The members that are there. The owner sees one clinic at a time.
DO $$
DECLARE
  known uuid;
BEGIN
  ALTER TABLE clinics NO FORCE ROW LEVEL SECURITY;
  FOR known IN SELECT id FROM clinics ORDER BY id LOOP
    PERFORM set_config('clearway.clinic', known::text, true);
    PERFORM refresh_lapses(m.clinic_id, m.id) FROM members m WHERE m.clinic_id = known;
  END LOOP;
  PERFORM set_config('clearway.clinic', '', true);
  ALTER TABLE clinics FORCE ROW LEVEL SECURITY;
END $$;
