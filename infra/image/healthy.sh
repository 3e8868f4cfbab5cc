#!/bin/bash
# Exits with 0 when the service in this container answers.
#
# usage: healthy.sh [liveness|readiness]
#
# In bash alone: there is no curl here, and a JVM for each check would cost more than the service.
set -eu

# Commands come to an end by themselves.
[ "$TURNPIKE_SERVICE" != operations ] || exit 0

exec 3<>"/dev/tcp/127.0.0.1/$SERVER_PORT"
printf 'GET /health/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "${1:-liveness}" >&3
IFS=' ' read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
