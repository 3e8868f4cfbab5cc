#!/usr/bin/env bash
# Prepares pgvector, the vector extension of PostgreSQL, for the embedded PostgreSQL 17.
#
# usage: setup-pgvector.sh [DEST]
#
# Leaves vector.so, vector.control and vector--VERSION.sql in DEST, by default
# ${XDG_CACHE_HOME:-~/.cache}/turnpike/pgvector-17. Does nothing if they are there already.
# DEST appears by one rename, so it is whole or absent. Needs no root and installs nothing.
#
# Where the files come from, the first that works:
#   1. a PostgreSQL 17 with pgvector that is installed on this machine;
#   2. Debian's package, from the mirror that this machine's apt is configured with. Its library
#      needs glibc 2.38; on an older system it is compiled from Debian's source package.
set -euo pipefail

readonly PG=17 SUITE=trixie PREBUILT_GLIBC=2.38
readonly KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
readonly SET_URL='set DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD'
readonly ELSE="or run PostgreSQL $PG with pgvector yourself and $SET_URL"

say() { printf 'pgvector: %s\n' "$*"; }
fail() { printf 'pgvector: %s\n' "$*" >&2; exit 1; }
need() { command -v "$1" >/dev/null || fail "$1 is missing: install it with \`$2\`, $ELSE."; }
complete() { [ -s "$1/vector.so" ] && [ -s "$1/vector.control" ] && compgen -G "$1/vector--*.sql" >/dev/null; }

# usage: fetch_failed WHAT; apt's first complaint is in the log
fetch_failed() {
  fail "$1 could not be fetched from $mirror ($(grep -m1 '^[EW]:' log || tail -n1 log)): check the network and run the same again, $ELSE."
}

# Debian's library runs where the C library is as new as Debian's.
runs_prebuilt() {
  local glibc
  glibc=$(getconf GNU_LIBC_VERSION | cut -d' ' -f2)
  [ "$(printf '%s\n' "$glibc" "$PREBUILT_GLIBC" | sort -V | head -n1)" = "$PREBUILT_GLIBC" ]
}

need_compiler() {
  need gcc 'sudo apt-get install gcc libc6-dev'
  printf '#include <math.h>\nint main(void) { return 0; }\n' | gcc -x c -fsyntax-only - 2>/dev/null ||
    fail "the C library's headers are missing: install them with \`sudo apt-get install libc6-dev\`, $ELSE."
}

# Reads what apt is told to fetch, in whatever file and format; prints the first plain Debian mirror.
debian_mirror() {
  apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
    awk '$2 == "main" && $1 ~ /\/debian\/?$/ && !mirror { mirror = $1 } END { print mirror }'
}

# apt-get with lists, caches and sources of its own: the machine's are neither used nor changed.
apt() {
  apt-get -qq -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" \
    -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Debug::NoLocking=1 -o APT::Sandbox::User= -o Acquire::Languages=none \
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false "$@" >log 2>&1
}

# usage: update deb|deb-src
update() {
  printf '%s [signed-by=%s] %s %s main\n' "$1" "$KEYRING" "$mirror" "$SUITE" >>sources.list
  apt update && ! grep -q '^[EW]:' log || fetch_failed "the package list of Debian $SUITE"
}

# usage: unpack PACKAGE
unpack() {
  apt download "$1" || fetch_failed "the package $1"
  dpkg-deb -x "$1"_*.deb files
}

compile() {
  say "compiling it, as this system's C library is older than $PREBUILT_GLIBC"
  unpack postgresql-server-dev-$PG
  update deb-src
  apt source --download-only pgvector || fetch_failed "pgvector's source"
  mkdir source
  tar -xzf pgvector_*.orig.tar.gz -C source --strip-components=1
  # The flags of pgvector's own Makefile, but for -march=native: home folders travel.
  local flags=(-fPIC -O2 -ftree-vectorize -fassociative-math -fno-signed-zeros -fno-trapping-math
    -fno-strict-aliasing -fwrapv -D_GNU_SOURCE -Isource -Ifiles/usr/include/postgresql/$PG/server)
  printf '%s\0' source/src/*.c | xargs -0 -P "$(nproc)" -I{} gcc "${flags[@]}" -c {} -o {}.o ||
    fail "pgvector did not compile; the compiler's messages are above."
  gcc -shared -o vector.so source/src/*.o -lm
}

# usage: collect LIBRARY EXTENSION_FOLDER; of the scripts only the current version's is needed
collect() {
  local version
  version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$2/vector.control")
  mkdir result
  cp "$1" result/vector.so
  cp "$2/vector.control" "$2/vector--$version.sql" result/
  chmod 644 result/*
  say "version $version"
}

copy_installed() {
  local lib share
  for lib in /usr/lib/postgresql/$PG/lib /usr/pgsql-$PG/lib; do
    for share in /usr/share/postgresql/$PG/extension /usr/pgsql-$PG/share/extension; do
      [ -s "$lib/vector.so" ] && [ -s "$share/vector.control" ] || continue
      say "copying the one that is installed in $lib"
      collect "$lib/vector.so" "$share"
      return
    done
  done
  return 1
}

copy_fetched() {
  command -v apt-get >/dev/null ||
    fail "apt-get, which would fetch it, is missing: install your system's package of pgvector for PostgreSQL $PG, $ELSE."
  need dpkg-deb 'sudo apt-get install dpkg'
  runs_prebuilt || need_compiler
  mirror=$(debian_mirror)
  [ -n "$mirror" ] ||
    fail "this machine's apt is not configured with a Debian mirror: install the package postgresql-$PG-pgvector if your system has it, $ELSE."
  [ -r "$KEYRING" ] ||
    fail "$KEYRING is missing: install it with \`sudo apt-get install debian-archive-keyring\`, $ELSE."
  mkdir -p lists/partial cache/archives/partial files
  say "fetching the package list of Debian $SUITE from $mirror"
  update deb
  say "downloading the package"
  unpack postgresql-$PG-pgvector
  local library=files/usr/lib/postgresql/$PG/lib/vector.so
  runs_prebuilt || { compile; library=vector.so; }
  collect "$library" files/usr/share/postgresql/$PG/extension
}

[ "$(uname -s)" = Linux ] ||
  fail "it can be prepared on Linux only: on macOS run \`brew install postgresql@$PG pgvector\`, elsewhere the image pgvector/pgvector:pg$PG, and $SET_URL."
getconf GNU_LIBC_VERSION >/dev/null 2>&1 ||
  fail "the embedded PostgreSQL needs a system with glibc, which this one is not: run the image pgvector/pgvector:pg$PG and $SET_URL."

dest=$(realpath -m "${1:-${XDG_CACHE_HOME:-$HOME/.cache}/turnpike/pgvector-$PG}")
complete "$dest" && exit 0
mkdir -p "$(dirname "$dest")" 2>/dev/null && work=$(mktemp -d "$dest.XXXXXX" 2>/dev/null) ||
  fail "$(dirname "$dest") can't be written: name a folder that can, as the only argument."
trap 'rm -rf "$work"' EXIT
cd "$work" # beside the destination, so that the last step is a rename
copy_installed || copy_fetched

complete "$dest" && exit 0 # another run was quicker
rm -rf "$dest"
mv -T result "$dest" 2>/dev/null || complete "$dest" || fail "$dest could not be written."
say "ready in $dest"
