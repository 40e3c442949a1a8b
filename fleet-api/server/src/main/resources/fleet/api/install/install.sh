#!/bin/sh
# Installs the Fleet supervisor on this device and starts it:
#   curl -fsSL @SERVER@/install | sh -s -- --key KEY [--name NAME] [--type TYPE]
# It may be run again: the supervisor is replaced, and the device stays what it is.
set -eu

SERVER="@SERVER@"
FOLDER=/opt/fleet-supervisor
STATE=/var/lib/fleet-supervisor
CONFIG=/etc/fleet-supervisor
UNIT=/etc/systemd/system/fleet-supervisor.service

fail() {
  echo "fleet: $1" >&2
  exit 1
}

usage() {
  echo "fleet: $1" >&2
  echo "usage: curl -fsSL $SERVER/install | sh -s -- --key KEY [--name NAME] [--type TYPE]" >&2
  exit 2
}

find_java() {
  for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" "$(command -v java || true)" \
    /usr/lib/jvm/*25*/bin/java /opt/java/*25*/bin/java; do
    if [ -x "$candidate" ] && "$candidate" -version 2>&1 | grep -q 'version "25'; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

read_options() {
  key=""
  name=""
  type=""
  while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage "option $1 needs a value"
    case "$1" in
      --key) key=$2 ;;
      --name) name=$2 ;;
      --type) type=$2 ;;
      *) usage "there is no option $1" ;;
    esac
    shift 2
  done
  case "$name$type" in
    *[!a-z0-9._-]*) usage "a name or type has lower-case letters, digits, '-', '_' and '.'" ;;
  esac
  [ -n "$key" ] || [ -e "$STATE" ] || usage "a new device needs a provisioning key"
}

check_machine() {
  [ "$(uname -s)" = Linux ] || fail "this is no Linux machine"
  [ "$(id -u)" = 0 ] || fail "this needs root; put sudo before sh"
  command -v curl >/dev/null || fail "curl is missing; apt install curl"
  command -v docker >/dev/null || fail "Docker is missing; apt install docker.io"
  docker version --format '{{.Server.Version}}' >/dev/null 2>&1 \
    || fail "the Docker Engine does not answer; systemctl start docker"
  java=$(find_java) || fail "Java 25 is missing; apt install openjdk-25-jre-headless"
}

fetch() {
  new="$FOLDER.new"
  rm -rf "$new"
  mkdir -p "$new"
  echo "fleet: fetching the supervisor from $SERVER"
  curl -fsSL "$SERVER/device/v1/supervisor.tar.gz" -o "$new/bundle.tar.gz" \
    || fail "could not fetch the supervisor from $SERVER"
  tar -xzf "$new/bundle.tar.gz" -C "$new" --strip-components=1 \
    || fail "the supervisor's bundle is damaged"
  rm "$new/bundle.tar.gz"
  [ -x "$new/bin/fleet-supervisor" ] || fail "the supervisor's bundle is not complete"
}

# The key lies in a file that only root reads: it is in no process list.
configure() {
  umask 077
  mkdir -p "$CONFIG" "$STATE"
  if [ -n "$key" ]; then
    printf '%s\n' "$key" >"$CONFIG/key"
  fi
  options="--server $SERVER --state $STATE"
  [ ! -e "$CONFIG/key" ] || options="$options --key-file $CONFIG/key"
  [ -z "$name" ] || options="$options --name $name"
  [ -z "$type" ] || options="$options --type $type"
  umask 022
}

write_unit() {
  cat >"$UNIT" <<UNIT_END
[Unit]
Description=Fleet supervisor
After=docker.service network-online.target
Wants=docker.service network-online.target

[Service]
Environment=JAVA_HOME=$(dirname "$(dirname "$java")")
ExecStart=$FOLDER/bin/fleet-supervisor $options
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
UNIT_END
}

replace() {
  rm -rf "$FOLDER.old"
  [ ! -e "$FOLDER" ] || mv "$FOLDER" "$FOLDER.old"
  mv "$FOLDER.new" "$FOLDER"
  rm -rf "$FOLDER.old"
}

start() {
  if [ -d /run/systemd/system ]; then
    write_unit
    systemctl daemon-reload
    systemctl enable fleet-supervisor >/dev/null 2>&1
    systemctl restart fleet-supervisor
    echo "fleet: the supervisor runs; journalctl -fu fleet-supervisor shows what it does"
  else
    echo "fleet: installed; systemd does not run here, so start it yourself:"
    echo "  JAVA_HOME=$(dirname "$(dirname "$java")") $FOLDER/bin/fleet-supervisor $options"
  fi
}

main() {
  read_options "$@"
  check_machine
  fetch
  configure
  replace
  start
}

main "$@"
