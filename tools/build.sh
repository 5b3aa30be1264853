# shellcheck shell=bash
# Builds what changed. Sourced by ./jiban.

# The state of sources: one hash over the content of every file below the given paths.
state_of() {
  (
    cd "$root" || return
    find "$@" \( -name node_modules -o -path web/dist -o -path src/Jiban.Host/wwwroot -o -name bin -o -name obj \) -prune \
      -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32
  )
}

is_state() { [[ -e $2 && $(<"$2") == "$1" ]]; } # state, stamp file

quietly() { # log file, command: its output is shown only when it fails
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null || {
    cat "$log" >&2
    return 1
  }
}

# A compiler server of our own: as fast as the one that is shared, and nothing of it is left when the build is done.
build_dotnet() { # verb and words of dotnet
  local server=jiban-$$ outcome=0
  dotnet "$@" -nodeReuse:false -p:UseSharedCompilation=true -p:SharedCompilationId="$server" 9>&- || outcome=$?
  pgrep -f -- "-pipename:$server" | xargs -r kill
  return $outcome
}

install_web() {
  local state
  state=$(state_of web/package.json web/package-lock.json)
  if ! is_state "$state" "$root/web/node_modules/.jiban"; then
    say "jiban: fetching web packages"
    quietly "$root/artifacts/web-install.log" npm --prefix "$root/web" ci --no-audit --no-fund
    echo "$state" >"$root/web/node_modules/.jiban"
  fi
}

build_web() {
  local state
  state=$(state_of web docs/api)
  if [[ ! -d $root/src/Jiban.Host/wwwroot ]] || ! is_state "$state" "$root/artifacts/web.state"; then
    install_web
    say "jiban: building the web apps"
    quietly "$root/artifacts/web-build.log" npm --prefix "$root/web" run build
    echo "$state" >"$root/artifacts/web.state"
  fi
}

publish_app() {
  say "jiban: building the program"
  rm -rf "$app.new"
  quietly "$root/artifacts/publish.log" build_dotnet publish "$root/src/Jiban.Host" -c Release -o "$app.new" -p:RestoreLockedMode=true
  rm -rf "$app.old"
  [[ ! -e $app ]] || mv "$app" "$app.old"
  mv "$app.new" "$app"
  rm -rf "$app.old"
}

build_app() {
  local state
  state=$(state_of src demo web docs/api Directory.*.props Directory.*.targets global.json .editorconfig)
  ! is_state "$state" "$app/state" || return 0
  need_to_build
  mkdir -p "$root/artifacts"
  {
    # Two commands started at once build one after the other; the second finds it done.
    flock 9
    is_state "$state" "$app/state" || {
      build_web 9>&-
      publish_app
      # A build may write what it generates, the description of the API.
      state_of src demo web docs/api Directory.*.props Directory.*.targets global.json .editorconfig >"$app/state"
    }
  } 9>"$root/artifacts/build.lock"
}
