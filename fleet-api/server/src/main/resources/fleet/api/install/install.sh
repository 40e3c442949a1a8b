#!/bin/sh
# Makes this machine a device of @SERVER@: installs the Fleet supervisor and starts it. As root, piped as the line
# of fleet device add does, into
#   FLEET_PROVISIONING_KEY=KEY sh -s -- [--name NAME] [--type TYPE]
# It may be run again: the supervisor is replaced, and the device stays what it is.
# The key comes by the environment, which only root can look into, and is kept in a file of root's.
set -eu

SERVER="@SERVER@"
# Of a server whose certificate no machine can know: the pin of its authority, and that itself.
PIN="@PIN@"
AUTHORITY="@AUTHORITY@"
FOLDER=/opt/fleet-supervisor
STATE=/var/lib/fleet-supervisor
KEY_FILE=/etc/fleet-supervisor/key
UNIT=/etc/systemd/system/fleet-supervisor.service
ENGINE=/var/run/docker.sock

fail() {
  echo "fleet: $1" >&2
  [ $# -lt 2 ] || echo "  hint: $2" >&2
  exit 1
}

usage() {
  echo "fleet: $1" >&2
  echo "usage: ... | FLEET_PROVISIONING_KEY=KEY sh -s -- [--name NAME] [--type TYPE]" >&2
  exit 2
}

read_options() {
  key=${FLEET_PROVISIONING_KEY:-}
  # What is started from here needs to know nothing of it.
  unset FLEET_PROVISIONING_KEY
  options="--server $SERVER --state $STATE"
  [ -z "$PIN" ] || options="$options --pin $PIN"
  while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage "option $1 needs a value"
    case "$1" in
      --name | --type) options="$options $1 $2" ;;
      *) usage "there is no option $1" ;;
    esac
    case "$2" in
      "" | *[!a-z0-9._-]*) usage "a name or type has lower-case letters, digits, '-', '_' and '.'" ;;
    esac
    shift 2
  done
}

check_machine() {
  [ "$(uname -s)" = Linux ] || fail "this is no Linux machine"
  case "$(uname -m)" in
    x86_64 | aarch64 | armv7l | armv8l) ;;
    *) fail "Fleet builds nothing for this processor, $(uname -m)" "it may be x86_64, aarch64 or armv7l" ;;
  esac
  [ "$(id -u)" = 0 ] || fail "this needs root" "sudo -i, and paste the line again"
  [ -n "$key" ] || [ -e "$KEY_FILE" ] \
    || fail "a new device needs a provisioning key" "fleet device add FLEET makes one, and prints the whole line"
  [ -S "$ENGINE" ] || fail "there is no Docker Engine at $ENGINE" "apt-get install docker.io"
  curl -fsS -o /dev/null --unix-socket "$ENGINE" http://engine/_ping 2>/dev/null \
    || fail "the Docker Engine at $ENGINE does not answer" "systemctl start docker"
  java_home=$(find_java) || fail "Java 25 is missing" "apt-get install openjdk-25-jre-headless"
}

find_java() {
  for candidate in "${FLEET_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    if [ -x "$candidate/bin/java" ] && grep -q '^JAVA_VERSION="25[."]' "$candidate/release" 2>/dev/null; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

fetch() {
  new=$FOLDER.new
  rm -rf "$new"
  trap 'rm -rf "$new"' EXIT
  mkdir -p "$new"
  echo "fleet: fetching the supervisor from $SERVER"
  # Without a pin, curl asks the authorities that this machine knows.
  [ -z "$PIN" ] || printf '%s\n' "$AUTHORITY" >"$new/authority.pem"
  status=$(curl -sSL ${PIN:+--cacert "$new/authority.pem"} -o "$new/bundle" -w '%{http_code}' \
    "$SERVER/device/v1/supervisor.tar.gz") \
    || fail "could not fetch the supervisor from $SERVER" "is the server up, and reached from here?"
  case "$status" in
    200) ;;
    404) fail "the server at $SERVER has no supervisor to give" "start it by bin/fleet up, which builds one" ;;
    *) fail "the server at $SERVER answered $status instead of the supervisor" ;;
  esac
  tar -xzf "$new/bundle" -C "$new" --strip-components=1 || fail "the supervisor's bundle is damaged"
  rm -f "$new/bundle" "$new/authority.pem"
  [ -x "$new/bin/fleet-supervisor" ] || fail "the supervisor's bundle is not complete"
}

keep_key() {
  (umask 077 && mkdir -p "$(dirname "$KEY_FILE")" "$STATE")
  # Beside and renamed: a key that is there already is never half a key.
  [ -z "$key" ] || (umask 077 && printf '%s\n' "$key" >"$KEY_FILE.new" && mv "$KEY_FILE.new" "$KEY_FILE")
}

# What starts the supervisor as this device, by hand or by systemd.
write_start() {
  cat >"$new/start" <<START_END
#!/bin/sh
export FLEET_JAVA_HOME="$java_home"
exec $FOLDER/bin/fleet-supervisor $options --key-file $KEY_FILE
START_END
  chmod 755 "$new/start"
}

replace() {
  rm -rf "$FOLDER.old"
  [ ! -e "$FOLDER" ] || mv "$FOLDER" "$FOLDER.old"
  mv "$new" "$FOLDER"
  rm -rf "$FOLDER.old"
}

# A supervisor that was refused (4) or that cannot read its options (2) is not helped by starting it again.
write_unit() {
  cat >"$UNIT" <<UNIT_END
[Unit]
Description=Fleet supervisor
After=docker.service network-online.target
Wants=docker.service network-online.target
StartLimitIntervalSec=0

[Service]
ExecStart=$FOLDER/start
Restart=always
RestartSec=5
RestartPreventExitStatus=2 4
SuccessExitStatus=143

[Install]
WantedBy=multi-user.target
UNIT_END
}

start() {
  if [ -d /run/systemd/system ]; then
    write_unit
    systemctl daemon-reload
    systemctl enable --quiet fleet-supervisor
    systemctl restart fleet-supervisor
    echo "fleet: the supervisor is started; journalctl -fu fleet-supervisor shows what it does"
    return
  fi
  echo "fleet: the supervisor is installed, but not started: systemd does not run on this machine"
  echo "fleet: start it now, and at each start of the machine, with"
  echo "  $FOLDER/start"
}

main() {
  read_options "$@"
  check_machine
  fetch
  keep_key
  write_start
  replace
  start
}

# The last line, so that half a script does nothing.
main "$@"
