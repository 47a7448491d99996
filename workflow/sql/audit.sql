-- The event log. The application may append through one function and read; nothing else.
CREATE SCHEMA audit;

CREATE TABLE audit.audit_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uuid uuid NOT NULL UNIQUE,
    xid xid8 NOT NULL,
    recorded_at timestamptz NOT NULL,
    legal_at timestamptz NOT NULL,
    occurred_at timestamptz NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    step text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
    organisation_id uuid,
    user_id uuid,
    body text NOT NULL,
    leaf bytea NOT NULL
);
CREATE INDEX audit_event_subject ON audit.audit_event (subject_id, id);
CREATE INDEX audit_event_xid ON audit.audit_event (xid);

CREATE TABLE audit.audit_link (
    seq bigint PRIMARY KEY,
    event_id bigint NOT NULL UNIQUE,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Events that are not yet linked: a queue, so that sealing costs the same at any length of the log.
CREATE TABLE audit.audit_pending (event_id bigint PRIMARY KEY, xid xid8 NOT NULL);

CREATE TABLE audit.audit_head (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    legal_at timestamptz NOT NULL DEFAULT public.legal_now()
);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the event log is append-only: % on % refused', TG_OP, TG_TABLE_NAME; END $$;

DO $do$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['audit_event', 'audit_link', 'audit_head'] LOOP
        EXECUTE format('CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON audit.%I FOR EACH ROW EXECUTE FUNCTION audit.refuse_change()', t);
        EXECUTE format('CREATE TRIGGER kept_whole BEFORE TRUNCATE ON audit.%I FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()', t);
        EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER kept', t);
        EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER kept_whole', t);
    END LOOP;
END $do$;

-- The body is the truth: columns are taken out of it, so that what is searched is what was hashed.
CREATE FUNCTION audit.append(body text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit AS $$
DECLARE j jsonb := body::jsonb; new_id bigint;
BEGIN
    INSERT INTO audit.audit_event (uuid, xid, recorded_at, legal_at, occurred_at, subject_type, subject_id, step,
        from_state, to_state, outcome, organisation_id, user_id, body, leaf)
    VALUES ((j->>'id')::uuid, pg_current_xact_id(), clock_timestamp(), (j->>'at')::timestamptz,
        (j->>'occurred_at')::timestamptz, j->>'subject_type', (j->>'subject')::uuid, j->>'step',
        j->>'from', j->>'to', j->>'outcome', (j#>>'{actor,organisation_id}')::uuid, (j#>>'{actor,user_id}')::uuid,
        body, sha256(convert_to(body, 'UTF8')))
    RETURNING id INTO new_id;
    INSERT INTO audit.audit_pending (event_id, xid) VALUES (new_id, pg_current_xact_id());
    RETURN new_id;
END $$;

-- Seal what is certain to be committed: below the oldest transaction still running nothing can appear any more.
CREATE FUNCTION audit.seal(most integer DEFAULT 5000) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit AS $$
DECLARE e record; prev bytea; n bigint; done bigint := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('audit.seal')) THEN RETURN 0; END IF;
    SELECT seq, hash INTO n, prev FROM audit.audit_link ORDER BY seq DESC LIMIT 1;
    IF n IS NULL THEN n := 0; prev := sha256('genesis'::bytea); END IF;
    FOR e IN
        SELECT ev.id, ev.leaf FROM audit.audit_pending p JOIN audit.audit_event ev ON ev.id = p.event_id
        WHERE p.xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY ev.id LIMIT most
    LOOP
        n := n + 1;
        INSERT INTO audit.audit_link (seq, event_id, previous, hash) VALUES (n, e.id, prev, sha256(prev || e.leaf))
        RETURNING hash INTO prev;
        DELETE FROM audit.audit_pending WHERE event_id = e.id;
        done := done + 1;
    END LOOP;
    RETURN done;
END $$;

-- Publish where the chain stands.
CREATE FUNCTION audit.publish_head() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, audit AS $$
    INSERT INTO audit.audit_head (seq, hash) SELECT seq, hash FROM audit.audit_link ORDER BY seq DESC LIMIT 1
    RETURNING id
$$;

-- What the constraint trigger of every lifecycle table asks.
CREATE FUNCTION public.workflow_demand_event(kind text, subject uuid, from_state text, to_state text, first text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit AS $$
BEGIN
    IF from_state = to_state THEN RETURN; END IF;
    IF from_state = '' AND to_state <> first THEN
        RAISE EXCEPTION '% % is born in state %, not %', kind, subject, first, to_state USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM audit.audit_event e
        WHERE e.xid = pg_current_xact_id() AND e.subject_id = subject AND e.subject_type = kind AND e.outcome = 'done'
          AND e.from_state = workflow_demand_event.from_state AND e.to_state = workflow_demand_event.to_state
    ) THEN
        RAISE EXCEPTION '% %: no event for % -> % in this transaction', kind, subject, from_state, to_state
            USING ERRCODE = 'check_violation';
    END IF;
END $$;
