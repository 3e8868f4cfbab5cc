#!/usr/bin/env bash
# Prints new secrets for docker-compose.yml, to be kept in a file that only you can read:
#
#   (umask 077; infra/compose/secrets.sh >infra/compose/production.secrets.env)
#
# Passwords of databases are set when their volume is made; later they are changed in the database.
set -euo pipefail

secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

for name in POSTGRES_PASSWORD DATABASE_PASSWORD REGISTRY_PASSWORD TURNPIKE_TOKEN_SECRET GRAFANA_PASSWORD; do
  printf '%s=%s\n' "$name" "$(secret)"
done
printf '# The key of the model provider.\nOPENAI_API_KEY=%s\n' "${OPENAI_API_KEY:-}"
