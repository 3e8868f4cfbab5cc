#!/usr/bin/env bash
# Takes the executable jars apart, in layers: libraries, which seldom change, and our own classes.
#
# usage: layers.sh DEST      run in the sources' folder, after the build; JAVA_HOME or java says which JDK
#
# Leaves DEST/SERVICE/{dependencies,application}/ with app.jar and lib/, and DEST/SERVICE/sbom.json.
set -euo pipefail

readonly dest=$1
readonly services='ingress-api agent-workers memory-extractor judge-workers turn-analytics operations'
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

for service in $services; do
  jars=("$service"/target/turnpike-"$service"-*-exec.jar)
  [ -f "${jars[0]}" ] || { echo "layers: $service has no executable jar: build it first." >&2; exit 1; }
  "$java" -Djarmode=tools -jar "${jars[0]}" extract --layers --force --destination "$dest/$service" >/dev/null
  mv "$dest/$service/application/"*-exec.jar "$dest/$service/application/app.jar"
  # Layers that have nothing in them.
  find "$dest/$service" -mindepth 1 -maxdepth 1 -type d -empty -delete
  if [ -f "$service/target/turnpike-$service.cdx.json" ]; then
    cp "$service/target/turnpike-$service.cdx.json" "$dest/$service/sbom.json"
  fi
done
"$java" infra/image/ForeignBinaries.java "$dest"
# An AOT cache is refused when a jar's time is another one than in training; a fixed one outlives
# whatever copies or rewrites the layers, and makes them the same in every build.
find "$dest" -exec touch -h -d 2020-01-01T00:00:00Z {} +
