#!/bin/bash
# What a container runs: the service that the image is of, with whatever arguments it is given.
#
# The service itself says which variables are missing, all in one message, before it asks anybody
# anything. It takes this shell's place, so that signals reach it.
#
# TURNPIKE_JAVA_OPTIONS  more options for the JVM; they win over the ones here
# TURNPIKE_AOT_OUTPUT    instead of using the AOT cache, write a new one to this file at the end
set -eu

home=/turnpike/$TURNPIKE_SERVICE

options=(
  # The cache holds objects with these headers: with others it is less of a help.
  -XX:+UseCompactObjectHeaders
  # Of the container's limit. The rest is for classes, compiled code, threads, network buffers, and
  # for native memory of embeddings and of the analytics' stores.
  -XX:MaxRAMPercentage=50 -XX:InitialRAMPercentage=12.5
  -XX:ReservedCodeCacheSize=128m
  # What has lost memory somewhere is not to be trusted; it is started again.
  -XX:+ExitOnOutOfMemoryError -XX:+ErrorFileToStderr
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
)
# A heap holds people's messages and all secrets: it is only written where somebody wants it.
if [ -d /dumps ] && [ -w /dumps ]; then
  options+=(-XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=/dumps)
fi
if [ -n "${TURNPIKE_AOT_OUTPUT:-}" ]; then
  # Only this collector writes objects into a cache; the other one, which takes less memory, reads them.
  options+=(-XX:+UseG1GC "-XX:AOTCacheOutput=$TURNPIKE_AOT_OUTPUT")
else
  options+=(-XX:+UseParallelGC)
  if [ -f "$home/app.aot" ]; then options+=("-XX:AOTCache=$home/app.aot"); fi
fi

# shellcheck disable=SC2086 # they are words
exec /opt/java/bin/java "${options[@]}" ${TURNPIKE_JAVA_OPTIONS:-} -jar "$home/app.jar" "$@"
