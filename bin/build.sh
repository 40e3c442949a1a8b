# Builds what bin/fleet and bin/fleet-supervisor run; to be sourced. Sets FLEET_HOME.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

FLEET_HOME=$ROOT/cli/target/fleet
COMMAND_OPTIONS=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)
MODULES=(fleet-api/contract fleet-api/server builder registry-proxy ssh-tunnel supervisor cli)

build_when_needed() {
  is_built && return
  mkdir -p "$ROOT/cli/target"
  (
    # One at a time; whoever waited finds it done.
    flock 9
    is_built || build
  ) 9>"$ROOT/cli/target/build.lock"
}

is_built() {
  [ -e "$FLEET_HOME/built" ] && [ -z "$(newer_sources)" ]
}

newer_sources() {
  local module
  for module in "${MODULES[@]}"; do
    find "$ROOT/$module" -maxdepth 1 -type f -newer "$FLEET_HOME/built" -name '*.xml' -print -quit
    # What npm puts below the dashboard comes of the build itself.
    find "$ROOT/$module/src/main" -name node_modules -prune -o \
      ! -name dashboard -newer "$FLEET_HOME/built" -print -quit
  done
}

build() {
  local log=$ROOT/cli/target/build.log began=$SECONDS stamp=$ROOT/cli/target/build.stamp
  command -v npm >/dev/null || fail "npm is not installed; the dashboard's modules come by it" "apt-get install npm"
  printf 'building fleet; the first time takes a few minutes\n' >&2
  touch "$stamp"
  # Not over the old files: a running fleet may have them open.
  rm -rf "$FLEET_HOME"
  if ! maven -ntp package -Dmaven.test.skip=true 2>&1 | tee "$log" | show_modules; then
    grep -E '^\[(ERROR|WARNING)\] .*(java|POM|resolve)' "$log" | head -5 >&2 || true
    fail "the build failed" "the whole log is $log"
  fi
  train
  # As old as the start of the build: what changed meanwhile is built the next time.
  touch -r "$stamp" "$FLEET_HOME/built"
  printf 'built in %d s\n' $((SECONDS - began)) >&2
}

# Maven's line for each module, as "  3/9  Fleet builder".
show_modules() {
  sed -nu 's|^\[INFO\] Building \(.*[^ ]\)  *[0-9][0-9.]*  *\[\([0-9/]*\)\]$|  \2  \1|p' >&2
}

# Writes the caches from which commands start quickly and the supervisor is small; without them it all works too.
train() {
  "$JAVA_HOME/bin/java" "${COMMAND_OPTIONS[@]}" -Dfleet.home="$FLEET_HOME" \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:AOTCacheOutput="$FLEET_HOME/new.aot" -Xlog:disable \
    -cp "$FLEET_HOME/lib/*" fleet.cli.Main list --server http://127.0.0.1:9 >/dev/null 2>&1 || true
  # Whole or not at all: its making may be cut short.
  [ ! -e "$FLEET_HOME/new.aot" ] || mv "$FLEET_HOME/new.aot" "$FLEET_HOME/fleet.aot"
  "$FLEET_HOME/supervisor/bin/fleet-supervisor" --prepare || true
}
