# What the scripts of this folder share; to be sourced. Sets ROOT.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  [ $# -lt 2 ] || printf '  hint: %s\n' "$2" >&2
  exit 1
}

# Finds a JDK of the wanted version and exports JAVA_HOME; FLEET_JAVA_HOME comes first.
use_jdk() {
  local wanted=25 home
  for home in "${FLEET_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    if [ -x "$home/bin/javac" ] && grep -q "^JAVA_VERSION=\"$wanted[.\"]" "$home/release" 2>/dev/null; then
      export JAVA_HOME=$home
      return
    fi
  done
  fail "no JDK $wanted was found" "install one below /usr/lib/jvm, or set FLEET_JAVA_HOME"
}

# Maven on that JDK, without the noise of its own old libraries.
maven() {
  command -v mvn >/dev/null || fail "Maven is not installed" "apt-get install maven"
  MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC" \
    mvn -B -f "$ROOT/pom.xml" "$@"
}
