-- A head says up to when it is complete: what still waits to be sealed comes after it, also where a demonstration's
-- clock has been moved on meanwhile. The clock is read first, so that nothing older can be waiting unseen.
CREATE OR REPLACE FUNCTION audit.publish_head() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit AS $$
DECLARE moment timestamptz := public.legal_now(); made bigint;
BEGIN
    SELECT least(moment, min(e.legal_at)) INTO moment
    FROM audit.audit_pending p JOIN audit.audit_event e ON e.id = p.event_id;
    INSERT INTO audit.audit_head (seq, hash, legal_at)
    SELECT l.seq, l.hash, moment FROM (SELECT * FROM audit.audit_link ORDER BY seq DESC LIMIT 1) l
    WHERE NOT EXISTS (  -- the same head for the same moment says nothing new
        SELECT 1 FROM (SELECT * FROM audit.audit_head ORDER BY id DESC LIMIT 1) h
        WHERE h.hash = l.hash AND h.legal_at = moment
    )
    RETURNING id INTO made;
    RETURN made;
END $$;
