#!/usr/bin/env bash
# Finds, or installs where it may, what the tests' services need: Java 17 with Maven for a real Kafka,
# and Prometheus. `make test` and `make bench` call it. What can neither be found nor installed is
# named with the command that brings it, and only the tests of that service are skipped.
#
#   RASID_NO_INSTALL=1         install nothing, only look
#   RASID_REQUIRE_SERVICES=1   exit 1 where something is missing (CI)
#   RASID_CACHE=FOLDER         instead of ~/.cache/rasid
set -u
here=$(cd "$(dirname "$0")" && pwd)
cache=${RASID_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/rasid}
log=$cache/services.log
python=${PYTHON:-python3}
missing=0
refreshed=0
mkdir -p "$cache" && : >"$log"

has() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root where that asks nobody for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif has sudo && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

may_install() { [ "${RASID_NO_INSTALL:-0}" != 1 ]; }

refresh_apt() {
    [ $refreshed = 1 ] || as_root apt-get update -q >>"$log" 2>&1 </dev/null
    refreshed=1
}

# install_packages APT-PACKAGES DNF-PACKAGES BREW-PACKAGES, with the first package manager that is here.
install_packages() {
    may_install || return 1
    echo "installing ${1} (log: $log)"
    if has apt-get; then
        refresh_apt
        # shellcheck disable=SC2086  # several packages
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $1
    elif has dnf; then
        # shellcheck disable=SC2086
        as_root dnf install -y -q $2
    elif has brew; then
        # shellcheck disable=SC2086
        brew install -q $3
    else
        return 1
    fi >>"$log" 2>&1 </dev/null
}

docker_works() { has docker && docker info >/dev/null 2>&1; }

pull() { may_install && docker_works && docker pull -q "$1" >>"$log" 2>&1; }

java_is_17() {
    local version
    version=$("${JAVA_HOME:-/nowhere}/bin/java" -version 2>&1 || java -version 2>&1) || return 1
    version=$(sed -n 's/.*version "\([0-9]*\).*/\1/p' <<<"$version" | head -1)
    [ "${version:-0}" -ge 17 ]
}

bring_kafka() {
    local told version
    version=$(sed -n 's/^VERSION = "\(.*\)"/\1/p' "$here/kafka/artifacts.py")
    java_is_17 || install_packages "openjdk-17-jre-headless" "java-17-openjdk-headless" "openjdk@17" ||
        install_packages "openjdk-21-jre-headless" "java-21-openjdk-headless" "openjdk@21"
    [ -d "$cache/kafka/$version" ] || has mvn || install_packages maven maven maven
    if told=$("$python" "$here/kafka/cluster.py" fetch 2>&1); then
        echo "Apache Kafka $version: ready"
    elif pull "apache/kafka:$version"; then
        echo "Apache Kafka $version: ready (Docker image)"
    else
        echo "Apache Kafka: its tests are skipped. ${told#kafka: }"
        missing=1
    fi
}

bring_prometheus() {
    local scratch
    if ! has prometheus && [ ! -x "$cache/prometheus/prometheus" ] && may_install; then
        if has apt-get && has dpkg-deb; then
            # Unpacked beside the caches, not installed: the package would start a server on port 9090.
            echo "fetching prometheus (log: $log)"
            refresh_apt
            scratch=$(mktemp -d)
            (cd "$scratch" && apt-get download -q prometheus && dpkg-deb -x ./*.deb . &&
                mkdir -p "$cache/prometheus" &&
                cp usr/bin/promtool usr/bin/prometheus "$cache/prometheus/") >>"$log" 2>&1
            rm -rf "$scratch"
        else
            install_packages prometheus golang-github-prometheus prometheus
        fi
    fi
    if has prometheus || [ -x "$cache/prometheus/prometheus" ]; then
        echo "Prometheus: ready"
    elif pull prom/prometheus:latest; then
        echo "Prometheus: ready (Docker image)"
    else
        echo "Prometheus: its tests are skipped. Bring it with: apt-get install -y prometheus," \
            "dnf install -y golang-github-prometheus, or brew install prometheus"
        missing=1
    fi
}

bring_kafka
bring_prometheus
if [ "${RASID_REQUIRE_SERVICES:-0}" = 1 ] && [ $missing = 1 ]; then
    echo "services: something is missing, and RASID_REQUIRE_SERVICES=1 allows no skip; see $log" >&2
    exit 1
fi
exit 0
