#!/bin/bash
# Run by the PostgreSQL image on an empty data folder: the roles and databases of Turnpike and of
# the schema registry, neither of which needs to be a superuser.
set -euo pipefail

psql --no-psqlrc -v ON_ERROR_STOP=1 --username postgres --dbname postgres \
  -v turnpike="$DATABASE_PASSWORD" -v registry="$REGISTRY_PASSWORD" <<'SQL'
create role turnpike login password :'turnpike';
create role registry login password :'registry';
create database turnpike owner turnpike;
create database registry owner registry;
revoke all on database turnpike, registry from public;
SQL
psql --no-psqlrc -v ON_ERROR_STOP=1 --username postgres --dbname turnpike -c 'create extension vector'
