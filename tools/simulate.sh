# shellcheck shell=bash
# Runs the simulated city. Sourced by ./jiban.

readonly simulation=$root/artifacts/bin/Jiban.Simulation/release/Jiban.Simulation.dll

build_simulation() {
  local sources=(src demo docs/api Directory.*.props Directory.*.targets global.json .editorconfig) stamp=$root/artifacts/simulation.state state
  state=$(state_of "${sources[@]}")
  [[ ! -e $simulation ]] || ! is_state "$state" "$stamp" || return 0
  mkdir -p "$root/artifacts"
  {
    flock 9
    say "jiban: building the simulation"
    quietly "$root/artifacts/simulation.log" build_dotnet build "$root/src/Jiban.Simulation" -c Release -p:RestoreLockedMode=true
    # A build may write what it generates, the description of the API.
    state_of "${sources[@]}" >"$stamp"
  } 9>"$root/artifacts/build.lock"
}

# As whoever calls, like the tests: their throw-away cluster has a server without rights of its own.
simulate() { # words of the command
  need "$RUN_NEEDS"$'\n'"$BUILD_NEEDS"
  build_simulation
  exec dotnet "$simulation" "$@"
}
