-- After a dump was restored, as superuser in the restored database, before anything is started. Numbers of transactions
-- begin anew in another cluster: events that waited to be sealed would wait for a number that comes in years.
UPDATE audit.audit_pending SET xid = pg_current_xact_id();
