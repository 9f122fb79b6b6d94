#!/bin/sh
# Run once by the image of Postgres, on an empty volume: the two logins of docs/operating.md and the database.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set=owner="$OWNER_PASSWORD" --set=calot="$CALOT_PASSWORD" <<'SQL'
CREATE ROLE calot_owner LOGIN PASSWORD :'owner';
CREATE ROLE calot LOGIN PASSWORD :'calot' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE calot OWNER calot_owner;
SQL
