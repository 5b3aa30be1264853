# shellcheck shell=bash
# Everything that `./jiban test` runs. Sourced by ./jiban.

passed=0
failed=0

count() { # name, passed, failed
  passed=$((passed + $2))
  failed=$((failed + $3))
  printf '%-28s %5d passed %5d failed\n' "$1" "$2" "$3"
}

# One thing that is right or wrong: counts as one test, and shows what it said when it is wrong.
check() { # name, command
  local name=$1 log=$results/$1.log
  shift
  if "$@" >"$log" 2>&1 </dev/null; then
    count "$name" 1 0
  else
    tail -n 40 "$log"
    say "jiban: all of it is in $log"
    count "$name" 0 1
  fi
}

web_script() { npm --prefix "$root/web" run --silent "$@"; }

# The typed client must be what the described API gives.
client_is_fresh() {
  local fresh=$results/schema.d.ts
  (cd "$root/web" && npx --no-install openapi-typescript ../docs/api/openapi.json -o "$fresh") \
    && diff -u "$root/web/src/shared/api/schema.d.ts" "$fresh"
}

test_web() {
  [[ -e $root/web/package.json ]] || return 0
  check web-format-and-lint web_script lint
  check web-types web_script typecheck
  check web-client client_is_fresh
  local report=$results/vitest.json
  (cd "$root/web" && npx --no-install vitest run --reporter=json --outputFile="$report") \
    >"$results/vitest.log" 2>&1 </dev/null || cat "$results/vitest.log"
  local counts
  counts=$(node -p 'const r = require(process.argv[1]); `${r.numPassedTests} ${r.numFailedTests + r.numFailedTestSuites * (r.numFailedTests === 0)}`' \
    "$report" 2>/dev/null) || counts='0 1'
  # shellcheck disable=SC2086
  count web-tests $counts
}

run_suite() { # name of the suite, words for its runner
  local name=$1 log=$results/$1.log code=0
  shift
  # The host's tests wait for browsers and programs most of the time.
  [[ $name != Jiban.Host.Tests ]] || set -- -maxThreads 2x "$@"
  timeout --kill-after=10 3000 dotnet "$root/artifacts/bin/$name/release/$name.dll" \
    -noColor -noLogo -parallelAlgorithm conservative -xml "$results/$name.xml" "$@" >"$log" 2>&1 </dev/null || code=$?
  echo "$code" >"$results/$name.exit"
}

# A suite's last lines say its counts; one that ended without them counts as one failure.
count_suite() { # name of the suite
  local log=$results/$1.log
  if [[ $(tail -n 3 "$log") =~ Total:\ ([0-9]+)(, Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+))? ]]; then
    local bad=$((BASH_REMATCH[3] + BASH_REMATCH[4]))
    local good=$((BASH_REMATCH[1] - BASH_REMATCH[4] - BASH_REMATCH[5] - BASH_REMATCH[6]))
    if ((bad == 0 && $(<"$results/$1.exit") != 0 && good > 0)); then bad=1; fi
    ((bad == 0)) || cat "$log"
    ((BASH_REMATCH[5] == 0)) || grep -E '\[SKIP\]' -A 1 "$log" || true
    count "$1" "$good" "$bad"
  else
    cat "$log"
    count "$1" 0 1
  fi
}

# The web's tests ran in a process of their own: its lines are shown and added up.
count_web() {
  [[ -e $root/web/package.json ]] || return 0
  cat "$results/web.log"
  local name good word bad rest lines=0
  while read -r name good word bad rest; do
    [[ $name == web-* && $word == passed && $rest == failed ]] || continue
    passed=$((passed + good))
    failed=$((failed + bad))
    lines=$((lines + 1))
  done <"$results/web.log"
  ((lines == 4)) || count web 0 1
}

test_suites() { # words for the runner
  local memory at_once=2 suites
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)
  ((memory > 3000 && $(nproc) > 1)) || at_once=1
  # The longest first, so that none runs alone at the end.
  mapfile -t suites < <(printf '%s\n' Jiban.Host.Tests Jiban.Platform.Tests Jiban.Demo.Tests Jiban.Simulation.Tests \
    && cd "$root" && find src demo -maxdepth 1 -name '*.Tests' -printf '%f\n' \
    | grep -vxE 'Jiban\.(Host|Platform|Demo|Simulation)\.Tests' | sort)
  # The web's own tests use the time in which the suites wait for processes and stores.
  test_web >"$results/web.log" 2>&1 &
  local web=$!
  local suite
  for suite in "${suites[@]}"; do
    while (($(jobs -rp | grep -vcx "$web") >= at_once)); do wait -n || true; done
    run_suite "$suite" "$@" &
  done
  wait
  count_web
  for suite in "${suites[@]}"; do count_suite "$suite"; done
}

build_suites() {
  cd "$root" || return
  # As it is published, so that nothing is compiled twice.
  dotnet tool restore && build_dotnet build Jiban.slnx -c Release -p:RestoreLockedMode=true -clp:NoSummary
}

test_all() {
  local runner=(-trait- 'Category=Heavy')
  [[ ${1:-} != --all ]] || runner=()
  need_to_test
  # What runs for seconds is not worth watching for a better compilation: a third of the time of a suite.
  export CI=true DOTNET_TieredPGO=0
  results=$root/artifacts/test
  rm -rf "$results"
  mkdir -p "$results"
  # While the first projects are compiled one after the other a core is free.
  install_web &
  local web=$!
  say "jiban: building the suites"
  quietly "$results/build.log" build_suites || fail "the build failed."
  wait "$web" || fail "the packages of the web could not be fetched."
  build_app &
  local program=$!
  check csharp-format dotnet csharpier check "$root/src" "$root/demo"
  check shellcheck shellcheck -x "$root/jiban"
  check documents node "$root/tools/check-documents.mjs"
  wait "$program" || fail "the program could not be built."
  export JIBAN_APP=$app
  test_suites "${runner[@]}"
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0 && passed > 0))
}
