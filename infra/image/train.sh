#!/bin/bash
# Runs every service once, with some chats, and has each JVM write down what it has loaded, linked
# and found out: the AOT caches of the images.
#
# usage: train.sh DEST      in the training stage of the Dockerfile, as an ordinary user
#
# Broker, database, registry and model are those of a local run (./turnpike up), which is started
# beside them for this, so that the services do all they do in earnest: no start without a broker
# loads half as much.
set -euo pipefail

readonly dest=$1
readonly stand=/stand/data
readonly services='ingress-api agent-workers memory-extractor judge-workers turn-analytics'
readonly first_port=18080

say() { printf 'training: %s\n' "$*"; }
# To the standard output: what waits for something discards complaints.
fail() { printf 'training: %s\n' "$*"; tail -n 40 "$dest"/*.log; exit 1; }

# usage: await SECONDS COMMAND...
await() {
  local seconds=$1 deadline
  shift
  deadline=$((SECONDS + seconds))
  until "$@" 2>/dev/null; do
    [ "$SECONDS" -lt "$deadline" ] || fail "waited ${seconds} s in vain: $*"
    sleep 0.5
  done
}

turnpike=(
  /stand/jdk/bin/java -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
  -Dturnpike.pgvector.folder=/stand/pgvector -cp '/stand/lib/*' dev.turnpike.local.cli.Turnpike
)

# usage: endpoint FIELD      the first of that name in what the local run says of itself
endpoint() { sed -n "s/^ *\"$1\" : \"\(.*\)\",\{0,1\}$/\1/p" $stand/endpoints.json | head -n 1; }

SERVER_ADDRESS=127.0.0.1 "${turnpike[@]}" up --data $stand --port 18000 --chat-only >"$dest/stand.log" 2>&1 &
stand_pid=$!
declare -A pids again
trap 'kill $stand_pid "${pids[@]}" 2>/dev/null || true' EXIT
# usage: stands      as soon as the local run answers
stands() {
  kill -0 $stand_pid || fail 'the local run has ended'
  test -s $stand/endpoints.json
}
await 300 stands

KAFKA_BOOTSTRAP_SERVERS=$(endpoint bootstrapServers)
SCHEMA_REGISTRY_URL=$(endpoint schemaRegistryUrl)
DATABASE_URL=$(sed -n 's/^ *"url" : "\(jdbc:.*\)",$/\1/p' $stand/endpoints.json)
DATABASE_USER=$(endpoint user)
DATABASE_PASSWORD=$(endpoint password)
OPENAI_BASE_URL=$(endpoint baseUrl)
TURNPIKE_TOKEN_SECRET=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
export KAFKA_BOOTSTRAP_SERVERS SCHEMA_REGISTRY_URL DATABASE_URL DATABASE_USER DATABASE_PASSWORD
export OPENAI_BASE_URL OPENAI_API_KEY=none DEFAULT_LLM_MODEL=sim TURNPIKE_SIMULATED_MODEL=true
export TURNPIKE_TOKEN_SECRET TURNPIKE_ENVIRONMENT=development SERVER_ADDRESS=127.0.0.1
export TURNPIKE_STARTUP_PATIENCE=60s
export ANALYTICS_STATE_FOLDER=/tmp/analytics ANALYTICS_STANDBY_REPLICAS=0
export TURN_ANALYTICS_URL=http://127.0.0.1:$((first_port + 4))

# usage: start SERVICE PORT
start() {
  # JSON is what production logs.
  TURNPIKE_SERVICE=$1 SERVER_PORT=$2 LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs \
    TURNPIKE_AOT_OUTPUT=$dest/$1.aot TURNPIKE_JAVA_OPTIONS='-Xmx384m' \
    /turnpike/start.sh >"$dest/$1.log" 2>&1 &
  pids[$1]=$!
}

# usage: ready SERVICE PORT      also once more, if a busy machine had no answer in time for its checks
ready() {
  if ! kill -0 "${pids[$1]}" 2>/dev/null; then
    [ "${again[$1]:-0}" -lt 3 ] || fail "$1 does not start"
    again[$1]=$((${again[$1]:-0} + 1))
    say "$1 ended, starting it again"
    start "$1" "$2"
  fi
  TURNPIKE_SERVICE=$1 SERVER_PORT=$2 /turnpike/healthy.sh readiness
}

port=$first_port
for service in $services; do
  start "$service" $port
  await 600 ready "$service" $port
  say "$service is ready after $SECONDS s"
  port=$((port + 1))
done

# With the services' own ingress; of two workers each gets about half of the sessions.
for message in 'Hello, my name is Ada and I live in Paris' 'What time is it?' 'I like tea' 'Where do I live?'; do
  "${turnpike[@]}" chat --url http://127.0.0.1:$first_port "$message" >>"$dest/chats.log" 2>&1 ||
    fail "no answer to a chat: $(tail -n 3 "$dest/chats.log")"
done
say "chats answered after $SECONDS s"

for service in $services; do
  kill -TERM "${pids[$service]}"
  wait "${pids[$service]}" || true
  [ -s "$dest/$service.aot" ] || fail "$service left no cache"
  say "$service: $(du -m "$dest/$service.aot" | cut -f1) MB after $SECONDS s"
done

# Commands are short: what costs is to begin.
TURNPIKE_SERVICE=operations TURNPIKE_AOT_OUTPUT=$dest/operations.aot TURNPIKE_JAVA_OPTIONS='-Xmx256m' \
  /turnpike/start.sh provision --check >"$dest/operations.log" 2>&1 || fail 'operations failed'
[ -s "$dest/operations.aot" ] || fail 'operations left no cache'
rm -f "$dest"/*.log
say "done after $SECONDS s"
