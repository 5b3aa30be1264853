# shellcheck shell=bash
# The files that the caller names, where the program stands elsewhere and may be a user who can't reach them. Sourced by ./jiban.

handed=    # the folder of what is handed over; empty without
handed_back=() # pairs: what the program writes, where the caller wants it

# A place for a file of this name that only the program's user can reach. Gone when this shell ends.
make_place() { # path -> place
  if [[ -z $handed ]]; then
    handed=$data/handed-over-$$
    trap 'rm -rf "$handed"' EXIT
    "${as_user[@]}" mkdir -m 0700 "$handed"
  fi
  place=$("${as_user[@]}" mktemp -d "$handed/XXXXXX")/$(basename -- "$1")
}

# What a shell left that was killed.
sweep_places() {
  local left
  for left in "$data"/handed-over-*; do
    [[ ! -e $left || -d /proc/${left##*-} ]] || rm -rf "$left"
  done
}

whole_path() { printf '%s/%s' "$(realpath -m -- "$(dirname -- "$1")")" "$(basename -- "$1")"; }

hand_over() { # path: a file to be read -> path
  [[ -f $path && -r $path ]] && ! user_can -r "$path" || return 0
  local place
  make_place "$path"
  # Read as who we are, written as who it is for.
  # shellcheck disable=SC2016
  "${as_user[@]}" sh -c 'umask 077; cat >"$1"' sh "$place" <"$path"
  path=$place
}

hand_back() { # path: a file to be written -> path
  local folder
  folder=$(dirname -- "$path")
  # Where we can't write either, the program says so. It writes beside the file, so that no half file is left.
  [[ ${#as_user[@]} != 0 && -d $folder && ! -d $path ]] || return 0
  ! user_can -w "$folder" || { [[ -e $path ]] && ! user_can -w "$path"; } || return 0
  local place
  make_place "$path"
  handed_back+=("$place" "$path")
  path=$place
}

# Whether a command's words, beside its options, are files. Anywhere else a word is a word, also when a file is called so.
reads_files() { # command
  case $1 in
    import | train | classify | train-address | parse-address | twins | topics | same-place | train-same-place | locate | lint | 'model examples') ;;
    *) return 1 ;;
  esac
}

# Sets arguments: every path whole, for the program stands in /, and one that its user can reach.
place_arguments() { # arguments
  local command=$1 word path
  arguments=("$1")
  shift
  if [[ $command == model && ${1:-} == examples ]]; then
    command='model examples'
    arguments+=("$1")
    shift
  fi
  while (($#)); do
    word=$1
    shift
    case $word in
      --data=* | --seals=* | --boundaries=* | --export=* | --decisions=* | --out=*) set -- "${word#*=}" "$@" && word=${word%%=*} ;;
    esac
    arguments+=("$word")
    case $word in
      -- | --no-demo | --detach | --use | --why | --levels | --unordered | --help | --version | --*=* | -[!-]*) ;;
      --*)
        (($#)) || break
        path=$1
        shift
        case $word in
          --data) path=$data ;;
          --seals | --boundaries)
            path=$(whole_path "$path")
            hand_over
            ;;
          --export | --decisions | --out)
            path=$(whole_path "$path")
            hand_back
            ;;
        esac
        arguments+=("$path")
        ;;
      *)
        reads_files "$command" || continue
        path=$(whole_path "$word")
        hand_over
        arguments[-1]=$path
        ;;
    esac
  done
}

# Brings back what the program wrote, whole or not at all: beside the place first, for there may be no room.
bring_back() { # from to
  [[ ! -e $2 || -f $2 ]] || { cat -- "$1" >"$2" && return; }
  local to new
  to=$(realpath -m -- "$2")
  new=$to.$$.new
  if { [[ ! -e $to ]] || cp --attributes-only --preserve=mode,ownership -- "$to" "$new"; } &&
    cat -- "$1" >"$new" && mv -f -- "$new" "$to"; then
    return
  fi
  rm -f -- "$new"
  say "jiban: $2 could not be written; what was there is as it was."
  return 1
}

# Runs a command that files were handed to, and brings back what it wrote. In the background, so that a signal to this shell reaches it at
# once; env undoes that programs in the background are deaf to the keyboard.
run_and_hand_back() { # command
  local child code=0
  env --default-signal=INT,QUIT "$@" <&0 &
  child=$!
  trap 'kill -INT "$child"' INT
  trap 'kill -TERM "$child"' TERM HUP
  wait "$child" || code=$?
  while kill -0 "$child" 2>/dev/null; do # a signal ended the wait, not the command
    code=0
    wait "$child" || code=$?
  done
  set -- "${handed_back[@]}"
  while (($#)); do
    [[ ! -e $1 ]] || bring_back "$1" "$2" || code=1
    shift 2
  done
  exit "$code"
}
