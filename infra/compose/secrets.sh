#!/usr/bin/env bash
# Makes new secrets for docker-compose.yml, in a file that only its owner can read.
#
# usage: secrets.sh FILE      for instance infra/compose/production.secrets.env
#
# Passwords of databases are taken when their volume is made; later they are changed in the database.
set -euo pipefail

readonly file=${1:?usage: secrets.sh FILE}

secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

if [ -e "$file" ]; then
  echo "secrets: $file is there already, and the databases know what is in it: change it by hand." >&2
  exit 1
fi
umask 077
{
  for name in POSTGRES_PASSWORD DATABASE_PASSWORD REGISTRY_PASSWORD TURNPIKE_TOKEN_SECRET GRAFANA_PASSWORD; do
    printf '%s=%s\n' "$name" "$(secret)"
  done
  printf '# The key of the model provider.\nOPENAI_API_KEY=%s\n' "${OPENAI_API_KEY:-}"
} >"$file"
echo "Written: $file. OPENAI_API_KEY in it is yours to fill in."
