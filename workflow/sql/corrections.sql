-- What was corrected in this transaction: columns that are closed to everything else ask for the event of a correction.
CREATE FUNCTION public.workflow_demand_correction(kind text, subject uuid)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM audit.audit_event e
        WHERE e.xid = pg_current_xact_id() AND e.subject_id = subject AND e.subject_type = kind
          AND e.outcome = 'done' AND e.step = 'correct'
    ) THEN
        RAISE EXCEPTION '% %: no correction in this transaction', kind, subject USING ERRCODE = 'check_violation';
    END IF;
END $$;
