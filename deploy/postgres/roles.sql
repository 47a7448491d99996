-- The four roles and the database, once, as superuser: `psql -v ON_ERROR_STOP=1 -f deploy/postgres/roles.sql`, with the
-- variables of postgres.env in the environment. Why four: docs/deployment.md.
\getenv owner PORTAL_OWNER_PASSWORD
\getenv app PORTAL_APP_PASSWORD
\getenv sealer PORTAL_SEALER_PASSWORD
\getenv opener PORTAL_OPENER_PASSWORD
SET password_encryption = 'scram-sha-256';
CREATE ROLE portal_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner';
CREATE ROLE portal_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app';
CREATE ROLE portal_sealer LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'sealer';
CREATE ROLE portal_opener LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'opener';
CREATE DATABASE portal OWNER portal_owner ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
REVOKE CONNECT, TEMPORARY ON DATABASE portal FROM PUBLIC;
GRANT CONNECT ON DATABASE portal TO portal_app, portal_sealer, portal_opener;
