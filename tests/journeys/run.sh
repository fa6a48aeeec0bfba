#!/usr/bin/env bash
# A newcomer's way: a bare clone at a path with a space, both README commands, the main job, the
# ledger commands; as root and (when root) as an ordinary user, both beside each other.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
# What failed half-way leaves no server behind.
finish() {
  local lock
  for lock in "$work"/*/data/zhiben.lock; do
    [ -e "$lock" ] && kill -INT "$(cut -d' ' -f1 "$lock")" 2>/dev/null && sleep 2
  done
  rm -rf "$work"
}
trap finish EXIT
fail() { printf 'journey: %s\n' "$*" >&2; exit 1; }

clone() { # clone FOLDER
  mkdir -p "$1"
  git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$1")
}

# Waits for a line in a file; gives up after the limit or when the process is gone.
await() { # await FILE PATTERN PID
  for _ in $(seq 1 900); do
    grep -q "$2" "$1" && return 0
    kill -0 "$3" 2>/dev/null || { cat "$1" >&2; fail "ended before '$2'"; }
    sleep 0.2
  done
  cat "$1" >&2
  fail "no '$2' in time"
}

# No registry and no proxy answers: whatever still asks the network fails.
offline() { # offline COMMAND…
  env npm_config_registry=http://127.0.0.1:9 http_proxy=http://127.0.0.1:9 \
    https_proxy=http://127.0.0.1:9 npm_config_fetch_retries=0 "$@"
}

stop() { # stop PID: as Ctrl-C in a terminal does, to everything that npm started
  kill -INT -- "-$1"
  wait "$1" || true
  [ ! -e data/zhiben.lock ] || fail 'the lock outlives the server'
}

page() { # page ADDRESS
  node -e "fetch('$1').then(async r=>{if(!r.ok)throw new Error('status '+r.status);console.log(await r.text())}).catch(e=>{console.error(e);process.exit(1)})"
}

# A first start that is stopped while the demo city is loaded; the next one goes on.
interrupted() {
  npm start -- --port 0 --data other > cut.log 2>&1 < /dev/null &
  local pid=$!
  await cut.log '正在载入' $pid
  stop "$pid"
  grep -q 'Zhiben runs' cut.log && fail 'the load was not cut short'
  npm start -- --port 0 --data other > resumed.log 2>&1 < /dev/null &
  pid=$!
  await resumed.log 'Zhiben runs' $pid
  grep -q '演示城市已载入' resumed.log || fail 'the demo city was not completed'
  stop "$pid"
}

# Without the made-up city.
empty() {
  npm start -- --empty --port 0 --data empty > empty.log 2>&1 < /dev/null &
  local pid=$!
  await empty.log 'Zhiben runs' $pid
  grep -q '(0 facts)' empty.log || fail "an empty start: $(cat empty.log)"
  stop "$pid"
}

# The first start: packages, database, demo city; every clause answers over HTTP.
first() {
  npm start -- --port 0 > start.log 2>&1 < /dev/null &
  local pid=$!
  await start.log 'Zhiben runs' $pid
  local address
  address=$(grep -o 'http://127[^ ]*' start.log | head -1)
  # The made-up city is there, says that it is made up, and stands evaluated for whoever signs in
  # with an account that the console shows.
  page "$address" > page.html
  grep -q '治本' page.html || fail 'no page'
  page "${address%/}$(grep -o '/assets/[^"]*\.js' page.html | head -1)" > script.js
  page "${address}api/status" > status.json
  grep -q '"demo":true' status.json || fail "the city does not say that it is made up: $(cat status.json)"
  await start.log '初始口令' $pid
  node tests/journeys/look.mjs "$address" "$(grep -o '初始口令 .*' start.log | cut -d' ' -f2)" || fail 'what a bureau sees'
  # The running folder takes facts from another process, and refuses a second server.
  printf '%s\n' '{"type":"jurisdiction","record":"371728","at":"2024-01-01","set":{"name":"东明县","level":"county"}}' '{"broken' > some.ndjson
  npx zhiben facts import some.ndjson --json > import.json 2>/dev/null && fail 'a rejected line must exit 1'
  grep -q '"rejected":1' import.json || fail "import: $(cat import.json)"
  npm start -- --port 0 > second.log 2>&1 < /dev/null && fail 'two servers on one folder'
  grep -q 'in use by process' second.log || fail "second server: $(cat second.log)"
  npx zhiben ledger verify --json > verify.json || fail 'verify'
  grep -q '"ok":true' verify.json || fail "verify: $(cat verify.json)"
  npx zhiben backup city.backup 2>/dev/null || fail 'backup of a running server'
  stop "$pid"
}

# Later starts: nothing is installed or created, nobody is asked, the facts are there; after -9 too.
again() {
  local facts=$(npx zhiben facts export 2>/dev/null | tee out.ndjson | wc -l) how
  [ "$facts" -gt 1000 ] || fail 'export is short'
  for how in INT KILL INT; do
    offline npm start -- --port 0 > again.log 2>&1 < /dev/null &
    local pid=$!
    await again.log 'Zhiben runs' $pid
    grep -qE 'installing|creating|loading|正在载入' again.log && fail "a later start: $(cat again.log)"
    # None is lost; an alarm of the city that runs may have stated some since.
    local held=$(grep -oE '\([0-9]+ facts\)' again.log | head -1 | tr -dc 0-9)
    [ "${held:-0}" -ge "$facts" ] || fail "facts after SIG$how: $(cat again.log), not $facts"
    facts=$held
    if [ "$how" = KILL ]; then
      kill -KILL "$(cut -d' ' -f1 data/zhiben.lock)"
      wait "$pid" || true
    else
      stop "$pid"
    fi
  done
}

# The main job on a file of facts, without server or network; wrong words end with 2.
evaluate() {
  offline npx zhiben plan evaluate --facts out.ndjson --as-of 2026-06-30 --clause CHEM-2.5 --json > evaluation.json 2>/dev/null
  grep -q '"id":"CHEM-2.5"' evaluation.json || fail 'evaluate'
  local code=0
  npx zhiben plan evaluate --facts out.ndjson --as-of 2026-02-30 2>/dev/null || code=$?
  [ "$code" = 2 ] || fail "a date that does not exist: exit $code"
  npx zhiben plan list --json > list.json
  grep -q 'TRADE-S4.3' list.json || fail 'plan list'
  printf '%s' '{"substances":[{"cas":"7664-41-7","name":"氨","quantity":30}],"exposedPopulation":60}' |
    npx zhiben hazard-level --json > level.json
  grep -q '"isMajorHazard":true' level.json || fail "hazard-level: $(cat level.json)"
}

journey() { # journey FOLDER
  cd "$1"
  # Background jobs in groups of their own, which take Ctrl-C.
  set -m
  first
  again
  evaluate
  npx zhiben restore city.backup --data restored 2>/dev/null || fail 'restore into an empty folder'
  # npm test starts offline as well; the whole suite is a step of its own.
  offline npm test -- src/kernel > test.log 2>&1 || fail "npm test: $(cat test.log)"
  grep -q 'installing' test.log && fail 'npm test installs again'
  return 0
}

clone "$work/a clone"
( journey "$work/a clone"; interrupted; empty ) > "$work/root.log" 2>&1 &
first_one=$!
if [ "$(id -u)" = 0 ]; then
  clone "$work/ordinary user"
  chown -R nobody "$work/ordinary user"
  mkdir -p "$work/home" && chown nobody "$work/home"
  export -f journey first again evaluate interrupted page offline stop await fail
  setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$work/home" bash -c "set -euo pipefail; journey '$work/ordinary user'"
  echo 'journey as an ordinary user: passed'
fi
wait "$first_one" || { cat "$work/root.log" >&2; fail "as $(id -un)"; }
echo "journey as $(id -un): passed"
