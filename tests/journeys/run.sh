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

journey() { # journey FOLDER
  cd "$1"
  npm start -- --port 0 > start.log 2>&1 < /dev/null &
  local pid=$!
  await start.log 'Zhiben runs' $pid
  local address
  address=$(grep -o 'http://127[^ ]*' start.log | head -1)
  node -e "fetch('$address').then(r=>r.json()).then(j=>{if(j.clauses.length!==352)throw new Error('clauses '+j.clauses.length)}).catch(e=>{console.error(e);process.exit(1)})"
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
  npx zhiben facts export > out.ndjson 2>/dev/null
  [ "$(wc -l < out.ndjson)" -gt 1000 ] || fail 'export is short'
  npx zhiben plan evaluate --facts out.ndjson --as-of 2026-06-30 --clause CHEM-2.5 --json > evaluation.json 2>/dev/null
  grep -q '"id":"CHEM-2.5"' evaluation.json || fail 'evaluate'
  npx zhiben plan evaluate --facts out.ndjson --as-of 2026-02-30 2>/dev/null && fail 'a date that does not exist'
  npx zhiben plan list --json | grep -q 'TRADE-S4.3' || fail 'plan list'
}

clone "$work/a clone"
( journey "$work/a clone" )
echo "journey as $(id -un): passed"
if [ "$(id -u)" = 0 ]; then
  clone "$work/ordinary user"
  chown -R nobody "$work/ordinary user"
  mkdir -p "$work/home" && chown nobody "$work/home"
  export -f journey await fail
  setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$work/home" bash -c "set -euo pipefail; journey '$work/ordinary user'"
  echo 'journey as an ordinary user: passed'
fi
