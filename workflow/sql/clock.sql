-- What kind of database this is was decided when it was created (ALTER DATABASE … SET portal.kind).
-- Read from the catalogue, not from the session, which anyone can SET.
CREATE FUNCTION portal_kind() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT split_part(config, '=', 2)
        FROM pg_catalog.pg_db_role_setting s
        JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) AS config
        WHERE d.datname = current_database() AND s.setrole = 0 AND config LIKE 'portal.kind=%'
    ), 'production')
$$;

DO $do$
BEGIN
IF public.portal_kind() = 'production' THEN
    CREATE FUNCTION legal_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';
ELSE
    CREATE TABLE legal_clock (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        ahead interval NOT NULL DEFAULT interval '0',
        pinned timestamptz
    );
    INSERT INTO legal_clock DEFAULT VALUES;
    GRANT SELECT ON legal_clock TO PUBLIC;  -- every role asks the time
    CREATE FUNCTION legal_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
        'SELECT coalesce(pinned, clock_timestamp() + ahead) FROM public.legal_clock';
END IF;
END $do$;

-- Forward only, and only where there is an offset to move.
CREATE FUNCTION legal_clock_advance(moment timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF public.portal_kind() = 'production' THEN
        RAISE EXCEPTION 'the legal clock of a production database cannot be moved';
    END IF;
    PERFORM 1 FROM legal_clock FOR UPDATE;
    IF moment < legal_now() THEN
        RAISE EXCEPTION 'the legal clock moves forward only';
    END IF;
    UPDATE legal_clock SET
        ahead = CASE WHEN pinned IS NULL THEN moment - clock_timestamp() ELSE ahead END,
        pinned = CASE WHEN pinned IS NULL THEN NULL ELSE moment END;
    RETURN legal_now();
END $$;

-- For tests: pin the clock to a moment, or let it run (NULL).
CREATE FUNCTION legal_clock_set(moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF public.portal_kind() <> 'test' THEN
        RAISE EXCEPTION 'only the clock of a test database can be pinned';
    END IF;
    UPDATE legal_clock SET pinned = moment;
END $$;

-- Set the starting point of a demonstration, once, before anything has happened.
CREATE FUNCTION legal_clock_start(moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, audit AS $$
BEGIN
    IF public.portal_kind() = 'production' THEN
        RAISE EXCEPTION 'the legal clock of a production database cannot be moved';
    END IF;
    IF EXISTS (SELECT 1 FROM audit_event) THEN
        RAISE EXCEPTION 'the legal clock can be set back only before the first event';
    END IF;
    UPDATE legal_clock SET ahead = moment - clock_timestamp(), pinned = NULL;
END $$;
