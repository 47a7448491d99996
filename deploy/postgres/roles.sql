-- The four roles, once in a cluster, as superuser, with the variables of postgres.env in the environment. Why four:
-- docs/deployment.md.
\getenv owner PORTAL_OWNER_PASSWORD
\getenv app PORTAL_APP_PASSWORD
\getenv sealer PORTAL_SEALER_PASSWORD
\getenv opener PORTAL_OPENER_PASSWORD
SET password_encryption = 'scram-sha-256';
CREATE ROLE portal_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner';
CREATE ROLE portal_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app';
CREATE ROLE portal_sealer LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'sealer';
CREATE ROLE portal_opener LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'opener';
