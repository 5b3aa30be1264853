# shellcheck shell=bash
# Runs the program as a user without rights of its own. Sourced by ./jiban.

readonly SYSTEM_USER=jiban
as_user=()

# Root steps down to a system user, made once; anybody else stays who he is.
choose_user() {
  [[ $EUID == 0 ]] || return 0
  id "$SYSTEM_USER" >/dev/null 2>&1 \
    || useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$SYSTEM_USER" \
    || fail "the user $SYSTEM_USER could not be made; make it, or start as an ordinary user."
  as_user=(setpriv --reuid "$SYSTEM_USER" --regid "$SYSTEM_USER" --init-groups --)
}

user_can() { "${as_user[@]}" test "$@"; } # as test(1)

own_directory() { # path: ours, closed to others
  if [[ $EUID != 0 ]]; then
    mkdir -p "$1" && chmod 0700 "$1"
  elif [[ ! -e $1 || -z $(ls -A "$1") ]]; then
    install_directory "$1"
  fi
  user_can -w "$1" || fail "${as_user[2]:-$(id -un)} can not write to $1; choose another place with --data."
}

install_directory() { install -d -m 0700 -o "$SYSTEM_USER" -g "$SYSTEM_USER" "$1"; }

given_data() { # arguments -> the value of --data, empty without
  local value=
  while (($#)); do
    case $1 in
      --data=*) value=${1#--data=} ;;
      --data) value=${2:-} ;;
    esac
    shift
  done
  printf %s "$value"
}

# Sets data: as asked for, else inside the checkout, else (a checkout under a closed home) under /var/lib.
choose_data() {
  data=$(given_data "$@")
  if [[ -n $data ]]; then
    data=$(realpath -m -- "$data")
  elif [[ $EUID != 0 ]] || user_can -x "$root"; then
    data=$root/.jiban
  else
    data=/var/lib/jiban/$place
  fi
}

# Sets program: the built one, or a copy of it where the user can read it.
choose_program() {
  program=$app
  user_can -r "$app/Jiban.Host.dll" && return
  program=/var/lib/jiban/$place-app
  cmp -s "$app/state" "$program/state" && return
  rm -rf "$program"
  mkdir -p /var/lib/jiban
  cp -r "$app" "$program"
  chmod -R a+rX "$program"
}

run_program() { # arguments of the program
  choose_user
  choose_data "$@"
  if [[ $1 == down && ! -d $data ]]; then
    echo "Nothing was running."
    return
  fi
  own_directory "$data"
  choose_program
  [[ $EUID != 0 ]] || install -d -m 0755 -o "$SYSTEM_USER" -g "$SYSTEM_USER" /run/jiban
  sweep_places
  local arguments
  place_arguments "$@"
  export JIBAN_DATA=$data HOME=$data
  # The user may not be let into the folder of the caller.
  cd /
  [[ -z $handed ]] || run_and_hand_back "${as_user[@]}" dotnet "$program/Jiban.Host.dll" "${arguments[@]}"
  exec "${as_user[@]}" dotnet "$program/Jiban.Host.dll" "${arguments[@]}"
}
