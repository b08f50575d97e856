-- What stands beside the register: clearances drawn at random to be audited, with a finding for each; and the indexes
-- by which a decision's story, the incidents of a clinic and its overrides are read.

-- A draw: so many clearances of a period, in the order of sha256(seed || decision_id). Seed, frame and zone are the
-- database's own, and every draw is kept, so nobody draws again until they like what comes.
CREATE TABLE clearance_audits (
  clinic_id uuid NOT NULL REFERENCES clinics (id),
  id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  drawn_by uuid NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  time_zone text NOT NULL,
  sample_size integer NOT NULL CHECK (sample_size BETWEEN 1 AND 50),
  -- How many clearances there were to draw from: those of the period up to the decision of this number.
  population integer NOT NULL CHECK (population >= 1),
  through_seq bigint NOT NULL,
  seed text NOT NULL CHECK (seed ~ '^[0-9a-f]{64}$'),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, seq),
  FOREIGN KEY (clinic_id, drawn_by) REFERENCES members (clinic_id, id),
  CHECK (from_on <= until_on)
);

-- Which clearances came, by the draw itself.
CREATE TABLE clearance_audit_items (
  clinic_id uuid NOT NULL,
  audit_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  place integer NOT NULL CHECK (place BETWEEN 1 AND 50),
  PRIMARY KEY (clinic_id, audit_id, decision_id),
  UNIQUE (clinic_id, audit_id, place),
  FOREIGN KEY (clinic_id, audit_id) REFERENCES clearance_audits (clinic_id, id),
  FOREIGN KEY (clinic_id, decision_id) REFERENCES decisions (clinic_id, id)
);

-- What an admin found. Never edited: a later one of the same item corrects it, and both stay.
CREATE TABLE clearance_audit_findings (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  audit_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  finding text NOT NULL CHECK (finding IN ('in-order', 'question', 'not-in-order')),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  found_by uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, seq),
  FOREIGN KEY (clinic_id, audit_id, decision_id) REFERENCES clearance_audit_items (clinic_id, audit_id, decision_id),
  FOREIGN KEY (clinic_id, found_by) REFERENCES members (clinic_id, id),
  CONSTRAINT noted_unless_in_order CHECK (finding = 'in-order' OR length(trim(note)) > 0)
);
CREATE INDEX clearance_audit_findings_by_decision ON clearance_audit_findings (clinic_id, decision_id, audit_id, seq);

-- What a draw drew from.
CREATE FUNCTION clearance_frame(a clearance_audits) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT d.id FROM decisions d
  WHERE d.clinic_id = (a).clinic_id AND d.outcome IN ('cleared', 'cleared-with-limits') AND d.seq <= (a).through_seq
    AND d.occurred_at >= ((a).from_on::timestamp AT TIME ZONE (a).time_zone)
    AND d.occurred_at < (((a).until_on + 1)::timestamp AT TIME ZONE (a).time_zone);
END;

-- The draw worked out: as often as it is asked, the same clearances in the same order.
CREATE FUNCTION clearance_sample(a clearance_audits) RETURNS TABLE (decision_id uuid, place integer) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT f.id, (row_number() OVER (ORDER BY sha256(convert_to((a).seed || f.id::text, 'UTF8'))))::integer AS place
  FROM clearance_frame(a) AS f (id)
  ORDER BY place LIMIT (a).sample_size;
END;

CREATE FUNCTION check_auditor(auditor uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF auditor IS DISTINCT FROM current_member() OR NOT has_role(auditor, 'admin') THEN
    PERFORM refuse('not-your-role');
  END IF;
  IF (SELECT m.deactivated_at FROM members m WHERE m.clinic_id = current_clinic() AND m.id = auditor) IS NOT NULL THEN
    PERFORM refuse('member-deactivated');
  END IF;
END $$;

CREATE FUNCTION guard_clearance_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at), check_auditor(NEW.drawn_by);
  IF NEW.until_on < NEW.from_on OR NEW.until_on > clinic_day(NEW.occurred_at) THEN
    PERFORM refuse('period-out-of-order');
  END IF;
  NEW.time_zone := clinic_zone();
  NEW.seed := encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex');
  NEW.through_seq := (SELECT coalesce(max(d.seq), 0) FROM decisions d WHERE d.clinic_id = NEW.clinic_id);
  NEW.population := (SELECT count(*) FROM clearance_frame(NEW));
  IF NEW.population = 0 THEN
    PERFORM refuse('nothing-to-audit');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clearance_audits_guarded BEFORE INSERT ON clearance_audits FOR EACH ROW EXECUTE FUNCTION guard_clearance_audit();

CREATE FUNCTION draw_clearances() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO clearance_audit_items (clinic_id, audit_id, decision_id, place)
    SELECT NEW.clinic_id, NEW.id, s.decision_id, s.place FROM clearance_sample(NEW) s;
  RETURN NULL;
END $$;
CREATE TRIGGER clearance_audits_drawn AFTER INSERT ON clearance_audits FOR EACH ROW EXECUTE FUNCTION draw_clearances();

-- Nobody audits what they signed themselves.
CREATE FUNCTION guard_clearance_audit_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM occurs_now(NEW.occurred_at), check_auditor(NEW.found_by);
  IF NEW.found_by = (SELECT d.decided_by FROM decisions d WHERE d.clinic_id = NEW.clinic_id AND d.id = NEW.decision_id) THEN
    PERFORM refuse('own-decision');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clearance_audit_findings_guarded BEFORE INSERT ON clearance_audit_findings
  FOR EACH ROW EXECUTE FUNCTION guard_clearance_audit_finding();

CALL guard_table('clearance_audits', 'SELECT, INSERT');
CALL guard_table('clearance_audit_items', 'SELECT');
CALL guard_table('clearance_audit_findings', 'SELECT, INSERT');
CALL keep_forever('clearance_audits');
CALL keep_forever('clearance_audit_items');
CALL keep_forever('clearance_audit_findings');
CALL audit_table('clearance_audits', '{id,drawn_by,from_on,until_on,time_zone,sample_size,population,through_seq,seed,occurred_at}',
  '{"seq": "the chain has the order"}');
CALL audit_table('clearance_audit_items', '{audit_id,decision_id,place}');
CALL audit_table('clearance_audit_findings', '{id,audit_id,decision_id,finding,note,found_by,occurred_at}',
  '{"seq": "the chain has the order"}', 'clearance-audit', 'finding');

-- The story of one decision.
CREATE INDEX decisions_of_program ON decisions (clinic_id, program_id, seq);
CREATE INDEX holds_of_program ON holds (clinic_id, program_id, occurred_at);
CREATE INDEX audit_events_of_decisions ON audit_events (clinic_id, row_id) WHERE table_name = 'decisions';

-- The clinic's overrides and incidents by time.
CREATE INDEX versions_submitted ON versions (clinic_id, id) INCLUDE (submitted_at);
CREATE INDEX decisions_by_time ON decisions (clinic_id, occurred_at, id);
CREATE INDEX red_flags_by_time ON red_flags (clinic_id, occurred_at, id);
CREATE INDEX deviations_by_time ON deviations (clinic_id, occurred_at, id);
CREATE INDEX holds_of_red_flag ON holds (clinic_id, red_flag_id) WHERE red_flag_id IS NOT NULL;

CALL close_functions();
