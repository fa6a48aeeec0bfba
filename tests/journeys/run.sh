#!/usr/bin/env bash
# A newcomer's way: a bare clone at a path with a space, both README commands, the main job, the
# ledger commands; as root and (when root) as an ordinary user.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
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

page() { # page ADDRESS
  node -e "fetch('$1').then(async r=>{if(!r.ok)throw new Error('status '+r.status);console.log(await r.text())}).catch(e=>{console.error(e);process.exit(1)})"
}

# A first start that is stopped while the demo city is loaded; the next one goes on.
interrupted() {
  npm start -- --port 0 --data other > cut.log 2>&1 < /dev/null &
  local pid=$!
  await cut.log '正在载入' $pid
  kill -INT "$(cut -d' ' -f1 other/zhiben.lock)"
  wait "$pid" || true
  grep -q 'Zhiben runs' cut.log && fail 'the load was not cut short'
  npm start -- --port 0 --data other > resumed.log 2>&1 < /dev/null &
  pid=$!
  await resumed.log 'Zhiben runs' $pid
  grep -q '演示城市已载入' resumed.log || fail 'the demo city was not completed'
  kill -INT "$(cut -d' ' -f1 other/zhiben.lock)"
  wait "$pid" || true
}

journey() { # journey FOLDER
  cd "$1"
  npm start -- --port 0 > start.log 2>&1 < /dev/null &
  local pid=$!
  await start.log 'Zhiben runs' $pid
  local address
  address=$(grep -o 'http://127[^ ]*' start.log | head -1)
  # The made-up city is there, says that it is made up, and stands evaluated.
  page "$address" > page.html
  grep -q '合成演示数据' page.html || fail 'the page does not mark the made-up city'
  grep -q '352' page.html || fail 'the page does not count the clauses'
  page "${address}api/plan/evaluation" > figures.json
  [ "$(grep -o '"id":' figures.json | wc -l)" = 352 ] || fail 'not all clauses are evaluated'
  grep -q 'needsParameter' figures.json && fail 'a parameter is missing under the starter profile'
  page "$address" > page.html
  grep -q '2026-11-24 的评价' page.html || fail 'the page does not show the evaluation'
  # The running folder takes facts from another process, and refuses a second server.
  printf '%s\n' '{"type":"jurisdiction","record":"371728","at":"2024-01-01","set":{"name":"东明县","level":"county"}}' '{"broken' > some.ndjson
  npx zhiben facts import some.ndjson --json > import.json 2>/dev/null && fail 'a rejected line must exit 1'
  grep -q '"rejected":1' import.json || fail "import: $(cat import.json)"
  npx zhiben serve --port 0 > second.log 2>&1 && fail 'two servers on one folder'
  grep -q 'in use' second.log || fail "second server: $(cat second.log)"
  npx zhiben ledger verify --json > verify.json || fail 'verify'
  grep -q '"ok":true' verify.json || fail "verify: $(cat verify.json)"
  kill -INT "$(cut -d' ' -f1 data/zhiben.lock)"
  wait "$pid" || true
  # The second start loads nothing again.
  npm start -- --port 0 > again.log 2>&1 < /dev/null &
  pid=$!
  await again.log 'Zhiben runs' $pid
  grep -q '正在载入' again.log && fail 'the demo city is loaded twice'
  kill -INT "$(cut -d' ' -f1 data/zhiben.lock)"
  wait "$pid" || true
  npx zhiben facts export > out.ndjson 2>/dev/null
  [ "$(wc -l < out.ndjson)" -gt 1000 ] || fail 'export is short'
  npx zhiben plan evaluate --facts out.ndjson --as-of 2026-06-30 --clause CHEM-2.5 --json > evaluation.json 2>/dev/null
  grep -q '"id":"CHEM-2.5"' evaluation.json || fail 'evaluate'
  npx zhiben plan evaluate --facts out.ndjson --as-of 2026-02-30 2>/dev/null && fail 'a date that does not exist'
  npx zhiben plan list --json | grep -q 'TRADE-S4.3' || fail 'plan list'
}

clone "$work/a clone"
( journey "$work/a clone"; interrupted )
echo "journey as $(id -un): passed"
if [ "$(id -u)" = 0 ]; then
  clone "$work/ordinary user"
  chown -R nobody "$work/ordinary user"
  mkdir -p "$work/home" && chown nobody "$work/home"
  export -f journey page await fail
  setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$work/home" bash -c "set -euo pipefail; journey '$work/ordinary user'"
  echo 'journey as an ordinary user: passed'
fi
