# shellcheck shell=bash
# What the machine must have. Sourced by ./jiban.

has_dotnet() { dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }
has_node() { [[ $(node -p 'process.versions.node.split(".")[0] >= 20' 2>/dev/null) == true ]]; }
has_npm() { command -v npm >/dev/null; }
has_postgres() { [[ -n $(servers) ]]; }
has_postgis() { # beside a server that fits: the program takes the newest of those
  local folder
  while read -r folder; do
    [[ ! -e $("$folder/pg_config" --sharedir 2>/dev/null)/extension/postgis.control ]] || return 0
  done < <(servers)
  return 1
}
server_folders() { printf '%s\n' /usr/lib/postgresql/*/bin "${PATH//:/$'\n'}"; }
servers() { # the folders of servers that are new enough, as PostgresBinaries finds them
  local folder
  while read -r folder; do
    [[ -x $folder/postgres && -x $folder/initdb && $("$folder/postgres" --version) =~ \ ([0-9]+) ]] || continue
    ((BASH_REMATCH[1] < 15)) || printf '%s\n' "$folder"
  done < <(server_folders)
}
has_vips() { command -v vipsthumbnail >/dev/null; }
has_chromium() { command -v chromium >/dev/null; }
has_chromium_shell() { command -v chromium-headless-shell >/dev/null; }
has_font() { [[ -n $(fc-list :lang=zh 2>/dev/null | head -n 1) ]]; }
has_shellcheck() { command -v shellcheck >/dev/null; }

# name of the check | package of Debian | what a person calls it
readonly RUN_NEEDS='postgres|postgresql|PostgreSQL 15 or later
postgis|postgresql-postgis|PostGIS
vips|libvips-tools|vipsthumbnail of libvips'
readonly BUILD_NEEDS='dotnet|dotnet-sdk-10.0|.NET SDK 10
node|nodejs|Node.js 20 or later
npm|npm|npm'
readonly TEST_NEEDS='chromium|chromium|Chromium
chromium_shell|chromium-headless-shell|Chromium without windows
font|fonts-noto-cjk|a Chinese font
shellcheck|shellcheck|shellcheck'

missing() { # lines of needs -> those that are not met
  local check package words
  while IFS='|' read -r check package words; do
    "has_$check" || printf '%s|%s|%s\n' "$check" "$package" "$words"
  done <<<"$1"
}

install_packages() { # packages
  say "jiban: installing $*"
  # The package would otherwise make and start a cluster of its own; ours is private.
  if [[ $* == *postgresql* && ! -e /etc/postgresql-common/createcluster.conf ]]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  local get=(env DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-install-recommends -o Dpkg::Options::=--force-confold)
  "${get[@]}" install "$@" </dev/null >&2 && return
  "${get[@]}" update </dev/null >&2
  "${get[@]}" install "$@" </dev/null >&2
}

need() { # lines of needs: install what is missing when we may, else say what to do
  local lacking packages
  lacking=$(missing "$1")
  [[ -n $lacking ]] || return 0
  mapfile -t packages < <(cut -d'|' -f2 <<<"$lacking")
  if [[ $EUID == 0 ]] && command -v apt-get >/dev/null; then
    install_packages "${packages[@]}" || say "jiban: apt-get could not install all of: ${packages[*]}"
    lacking=$(missing "$1")
    [[ -n $lacking ]] || return 0
  fi
  say "jiban: this machine lacks:"
  while IFS='|' read -r _ package words; do say "  $words (Debian: $package)"; done <<<"$lacking"
  fail "install them, for instance: sudo apt-get install ${packages[*]}"
}

need_to_run() { need "$RUN_NEEDS"; }
need_to_build() { need "$BUILD_NEEDS"; }
need_to_test() { need "$RUN_NEEDS"$'\n'"$BUILD_NEEDS"$'\n'"$TEST_NEEDS"; }
