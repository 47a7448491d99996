-- What was done to a subject in this transaction: columns that few steps may move ask for the event of one of them.
CREATE FUNCTION public.workflow_demand_step(kind text, subject uuid, steps text[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM audit.audit_event e
        WHERE e.xid = pg_current_xact_id() AND e.subject_id = subject AND e.subject_type = kind
          AND e.outcome = 'done' AND e.step = ANY (steps)
    ) THEN
        RAISE EXCEPTION '% %: none of % in this transaction', kind, subject, steps USING ERRCODE = 'check_violation';
    END IF;
END $$;
