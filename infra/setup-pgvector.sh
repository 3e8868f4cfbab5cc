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
readonly DEST=$(realpath -m "${1:-${XDG_CACHE_HOME:-$HOME/.cache}/turnpike/pgvector-$PG}")
readonly ELSE="or run PostgreSQL $PG with pgvector yourself and set DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD"

say() { printf 'pgvector: %s\n' "$*"; }
fail() { printf 'pgvector: %s\n' "$*" >&2; exit 1; }
complete() { [ -s "$1/vector.so" ] && [ -s "$1/vector.control" ] && compgen -G "$1/vector--*.sql" >/dev/null; }
need() { command -v "$1" >/dev/null || fail "$1 is missing: install it with \`$2\`, $ELSE."; }

# Reads what apt is told to fetch, in whatever file and format; prints the first plain Debian mirror.
debian_mirror() {
  apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
    awk '$2 == "main" && $1 ~ /\/debian\/?$/ { print $1; exit }'
}

# apt-get with lists, caches and sources of its own: the machine's are neither used nor changed.
apt() {
  apt-get -qq -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" \
    -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Debug::NoLocking=1 -o APT::Sandbox::User= -o Acquire::Languages=none \
    -o Acquire::Retries=2 -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false "$@"
}

# usage: update deb|deb-src
update() {
  printf '%s [signed-by=%s] %s %s main\n' "$1" "$KEYRING" "$mirror" "$SUITE" >>"$work/sources.list"
  apt update >"$work/log" 2>&1 && ! grep -q '^[EW]:' "$work/log" ||
    fail "the package list of Debian $SUITE could not be fetched from $mirror: check the network and try again, $ELSE. ($(grep -m1 '^[EW]:' "$work/log" || tail -n1 "$work/log"))"
}

# usage: unpack PACKAGE
unpack() {
  apt download "$1" >"$work/log" 2>&1 || fail "$1 could not be downloaded from $mirror: check the network and try again, $ELSE. ($(tail -n1 "$work/log"))"
  dpkg-deb -x "$1"_*.deb files
}

copy_installed() {
  local lib share
  for lib in /usr/lib/postgresql/$PG/lib /usr/pgsql-$PG/lib /usr/lib64/pgsql; do
    for share in /usr/share/postgresql/$PG/extension /usr/pgsql-$PG/share/extension /usr/share/pgsql/extension; do
      [ -s "$lib/vector.so" ] && [ -s "$share/vector.control" ] || continue
      say "copying the one that is installed in $lib"
      collect "$lib/vector.so" "$share"
      return 0
    done
  done
  return 1
}

compile() {
  need gcc 'sudo apt-get install gcc libc6-dev'
  printf '#include <math.h>\nint main(void){return 0;}\n' | gcc -x c -fsyntax-only - 2>/dev/null ||
    fail "the C library's headers are missing: install them with \`sudo apt-get install libc6-dev\`, $ELSE."
  say "compiling it, as this system's C library is older than $PREBUILT_GLIBC"
  unpack postgresql-server-dev-$PG
  update deb-src
  apt source --download-only pgvector >"$work/log" 2>&1 ||
    fail "pgvector's source could not be downloaded from $mirror: check the network and try again, $ELSE. ($(tail -n1 "$work/log"))"
  mkdir source
  tar -xzf pgvector_*.orig.tar.gz -C source --strip-components=1
  local flags=(-fPIC -O2 -ftree-vectorize -fassociative-math -fno-signed-zeros -fno-trapping-math
    -fno-strict-aliasing -fwrapv -D_GNU_SOURCE -Isource -Ifiles/usr/include/postgresql/$PG/server)
  printf '%s\0' source/src/*.c | xargs -0 -P "$(nproc)" -I{} gcc "${flags[@]}" -c {} -o {}.o ||
    fail "pgvector did not compile; the compiler's messages are above."
  gcc -shared -o vector.so source/src/*.o -lm
}

# usage: collect LIBRARY EXTENSION_FOLDER; only the current version's script is kept
collect() {
  local version
  version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$2/vector.control")
  mkdir -p "$result"
  cp "$1" "$result/vector.so"
  cp "$2/vector.control" "$2/vector--$version.sql" "$result/"
  chmod 644 "$result"/*
  say "version $version"
}

download() {
  need apt-get "a Debian system's package manager"
  need dpkg-deb 'sudo apt-get install dpkg'
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || fail "this machine's apt is not configured with a Debian mirror, so pgvector can't be fetched: install the package postgresql-$PG-pgvector if your system has it, $ELSE."
  [ -r "$KEYRING" ] || fail "$KEYRING is missing: install it with \`sudo apt-get install debian-archive-keyring\`, $ELSE."
  mkdir -p lists/partial cache/archives/partial files
  say "fetching the package list of Debian $SUITE from $mirror"
  update deb
  say "downloading the package"
  unpack postgresql-$PG-pgvector
  local library=files/usr/lib/postgresql/$PG/lib/vector.so glibc
  glibc=$(getconf GNU_LIBC_VERSION | cut -d' ' -f2)
  if [ "$(printf '%s\n' "$glibc" "$PREBUILT_GLIBC" | sort -V | head -n1)" != "$PREBUILT_GLIBC" ]; then
    compile
    library=vector.so
  fi
  collect "$library" files/usr/share/postgresql/$PG/extension
}

complete "$DEST" && exit 0
[ "$(uname -s)" = Linux ] || fail "it can be prepared on Linux only: on macOS run \`brew install postgresql@$PG pgvector\`, elsewhere the image pgvector/pgvector:pg$PG, and set DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD."
getconf GNU_LIBC_VERSION >/dev/null 2>&1 || fail "the embedded PostgreSQL needs a system with glibc (this one has another C library): run the image pgvector/pgvector:pg$PG and set DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD."
mkdir -p "$(dirname "$DEST")" || fail "$(dirname "$DEST") can't be created: name a folder that you may write to."

# Beside DEST, so that the last step is a rename.
work=$(mktemp -d "$DEST.XXXXXX")
readonly work result=$work/result
trap 'rm -rf "$work"' EXIT
cd "$work"
copy_installed || download

rm -rf "$DEST.old"
[ ! -e "$DEST" ] || complete "$DEST" || mv "$DEST" "$DEST.old"
mv -T "$result" "$DEST" 2>/dev/null || complete "$DEST" || fail "$DEST could not be written."
rm -rf "$DEST.old"
say "ready in $DEST"
