-- Absences: which clinician is away on which days of the clinic, who stands in for them, and whom a red flag is
-- addressed to by that.

CREATE TABLE absences (
  clinic_id uuid NOT NULL REFERENCES clinics (id),
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  from_day date NOT NULL,
  until_day date NOT NULL,
  delegate_id uuid,
  recorded_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, member_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, delegate_id) REFERENCES members (clinic_id, id),
  FOREIGN KEY (clinic_id, recorded_by) REFERENCES members (clinic_id, id),
  CHECK (from_day <= until_day),
  CHECK (delegate_id <> member_id)
);
CREATE INDEX absences_by_member ON absences (clinic_id, member_id, until_day);
CREATE INDEX absences_by_delegate ON absences (clinic_id, delegate_id, until_day);
CREATE INDEX absences_by_day ON absences (clinic_id, from_day, id);

-- Back before the last day: away to the day before, which may lie before the first.
CREATE TABLE absence_ends (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  absence_id uuid NOT NULL,
  last_day date NOT NULL,
  ended_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, absence_id),
  FOREIGN KEY (clinic_id, absence_id) REFERENCES absences (clinic_id, id),
  FOREIGN KEY (clinic_id, ended_by) REFERENCES members (clinic_id, id)
);

-- Whether somebody is away on any day from the first to the last of these.
CREATE FUNCTION is_away(member uuid, first_day date, last_day date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT 1 FROM absences a LEFT JOIN absence_ends e ON e.clinic_id = a.clinic_id AND e.absence_id = a.id
    WHERE a.clinic_id = current_clinic() AND a.member_id = member
      AND a.from_day <= is_away.last_day AND a.until_day >= first_day
      AND (e.last_day IS NULL OR e.last_day >= greatest(a.from_day, first_day)));
END;

-- Who stands in for somebody that day; null where they are there, or nobody does.
CREATE FUNCTION delegate_on(member uuid, day date) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT a.delegate_id FROM absences a LEFT JOIN absence_ends e ON e.clinic_id = a.clinic_id AND e.absence_id = a.id
  WHERE a.clinic_id = current_clinic() AND a.member_id = member AND day BETWEEN a.from_day AND a.until_day
    AND (e.last_day IS NULL OR e.last_day >= day)
  LIMIT 1;
END;

-- A clinician of this clinic who is active, and whose licence is good on the day.
CREATE FUNCTION is_licensed_clinician(member uuid, day date) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT 1 FROM members m WHERE m.clinic_id = current_clinic() AND m.id = member AND m.deactivated_at IS NULL
      AND m.licence_valid_until >= day AND (has_role(m.id, 'physical-therapist') OR has_role(m.id, 'doctor')));
END;

CREATE FUNCTION guard_absence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  IF NEW.recorded_by IS DISTINCT FROM current_member()
     OR (NEW.member_id <> current_member() AND NOT has_role(current_member(), 'admin')) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF NOT (has_role(NEW.member_id, 'physical-therapist') OR has_role(NEW.member_id, 'doctor'))
     OR (SELECT deactivated_at FROM members WHERE clinic_id = NEW.clinic_id AND id = NEW.member_id) IS NOT NULL THEN
    PERFORM refuse('not-a-clinician');
  END IF;
  IF NEW.from_day < clinic_day(NEW.occurred_at) THEN
    PERFORM refuse('absence-in-the-past');
  END IF;
  IF NEW.until_day - NEW.from_day + 1 NOT BETWEEN 1 AND 365 THEN
    PERFORM refuse('absence-out-of-range');
  END IF;
  IF is_away(NEW.member_id, NEW.from_day, NEW.until_day) THEN
    PERFORM refuse('absence-overlaps');
  END IF;
  IF NEW.delegate_id IS NULL THEN
    RETURN NEW;
  END IF;
  IF NEW.delegate_id = NEW.member_id OR NOT is_licensed_clinician(NEW.delegate_id, NEW.from_day)
     OR (has_role(NEW.member_id, 'doctor') AND NOT has_role(NEW.delegate_id, 'doctor')) THEN
    PERFORM refuse('delegate-unfit');
  END IF;
  IF is_away(NEW.delegate_id, NEW.from_day, NEW.until_day) THEN
    PERFORM refuse('delegate-away');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER absences_guarded BEFORE INSERT ON absences FOR EACH ROW EXECUTE FUNCTION guard_absence();

CREATE FUNCTION guard_absence_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ended absences;
BEGIN
  PERFORM occurs_now(NEW.occurred_at);
  SELECT * INTO ended FROM absences WHERE clinic_id = NEW.clinic_id AND id = NEW.absence_id;
  IF NEW.ended_by IS DISTINCT FROM current_member() OR ended.id IS NULL
     OR (ended.member_id <> current_member() AND NOT has_role(current_member(), 'admin')) THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF ended.until_day < clinic_day(NEW.occurred_at)
     OR EXISTS (SELECT 1 FROM absence_ends e WHERE e.clinic_id = NEW.clinic_id AND e.absence_id = NEW.absence_id) THEN
    PERFORM refuse('absence-over');
  END IF;
  NEW.last_day := clinic_day(NEW.occurred_at) - 1;
  RETURN NEW;
END $$;
CREATE TRIGGER absence_ends_guarded BEFORE INSERT ON absence_ends FOR EACH ROW EXECUTE FUNCTION guard_absence_end();

CALL guard_table('absences', 'SELECT, INSERT');
CALL guard_table('absence_ends', 'SELECT, INSERT');
CALL keep_forever('absences');
CALL keep_forever('absence_ends');
CALL audit_table('absences', '{id,member_id,from_day,until_day,delegate_id,recorded_by,occurred_at}');
CALL audit_table('absence_ends', '{id,absence_id,last_day,ended_by,occurred_at}');

-- Whom a red flag of this client is addressed to, as whoIsAddressed() has it: who signed the newest clearance in force
-- and can be told that day, else who stands in for them, else of the next; null: nobody by name.
CREATE FUNCTION addressed_of_red_flag(client uuid, day date) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT told.id
  FROM (SELECT d.seq, d.decided_by AS signer FROM programs p
        JOIN versions v ON v.clinic_id = p.clinic_id AND v.id = p.in_force_version_id AND v.status = 'cleared'
        JOIN decisions d ON d.clinic_id = v.clinic_id AND d.version_id = v.id AND d.outcome IN ('cleared', 'cleared-with-limits')
        WHERE p.clinic_id = current_clinic() AND p.client_id = client AND p.status NOT IN ('completed', 'stopped')) cleared,
    LATERAL (SELECT CASE WHEN is_away(cleared.signer, day, day) THEN delegate_on(cleared.signer, day) ELSE cleared.signer END AS id) told
  WHERE is_licensed_clinician(told.id, day) AND NOT is_away(told.id, day, day)
  ORDER BY cleared.seq DESC LIMIT 1;
END;

-- All clinicians are told in red_flags_tell; this says who of them is addressed.
CREATE FUNCTION address_red_flag() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.told_member_id := addressed_of_red_flag(NEW.client_id, clinic_day(NEW.occurred_at));
  RETURN NEW;
END $$;
CREATE TRIGGER red_flags_addressed BEFORE INSERT ON red_flags FOR EACH ROW EXECUTE FUNCTION address_red_flag();

CALL close_functions();
