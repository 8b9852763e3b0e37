# bash completion of powermeter, made from its commands when it was built.

# sets $found to what follows word $2 behind command $1, and $words to all words there that begin with $3
_powermeter_look() {
  local command word value about
  found=
  words=()
  while IFS=$'\t' read -r command word value about; do
    [[ $command == "$1" ]] || continue
    [[ $word == "$2" ]] && found=$value
    [[ $word != '*' && $word == "$3"* ]] && words+=("$word")
  done <<'ROWS'
@ROWS@
ROWS
}

# offers values of kind $1 that begin with $2
_powermeter_offer() {
  local IFS=$'\n' head='' choices=${1#,}
  case $1 in
    none | text | command) return ;;
    folder)
      compopt -o filenames 2>/dev/null
      COMPREPLY+=($(compgen -d -- "$2"))
      return
      ;;
    file | *'|FILE')
      compopt -o filenames 2>/dev/null
      COMPREPLY+=($(compgen -f -- "$2"))
      [[ $1 == file ]] && return
      choices=${1%|FILE}
      ;;
    ,*)
      compopt -o nospace 2>/dev/null
      [[ $2 == *,* ]] && head=${2%,*},
      ;;
  esac
  COMPREPLY+=($(compgen -P "$head" -W "${choices//|/$IFS}" -- "${2#"$head"}"))
}

_powermeter() {
  local IFS=$' \t\n' at=powermeter found words value='' ended='' word i=0 line=() origin=()
  COMPREPLY=()
  # bash cuts words at = and : too
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((i > 1)) && [[ $word == [=:]* || ${line[${#line[@]} - 1]} == @(-*=|*:) ]]; then
      line[${#line[@]} - 1]+=$word
    else
      line+=("$word")
      origin+=("$i")
    fi
  done
  local last=$((${#line[@]} - 1)) cur=${line[${#line[@]} - 1]}

  for ((i = 1; i < last; i++)); do
    word=${line[i]}
    if [[ -n $value ]]; then
      value=
    elif [[ $at == job\ * && $word == --vs ]]; then
      at='powermeter run' ended=yes
    elif [[ -z $ended && $word == -- ]]; then
      ended=yes
    elif [[ -z $ended && $word == -* ]]; then
      _powermeter_look "$at" "${word%%=*}"
      [[ $word == *=* || -z $found || $found == none ]] || value=$found
    else
      _powermeter_look "$at" "$word"
      if [[ $found == command ]]; then
        at="$at $word"
        continue
      fi
      _powermeter_look "$at" '*'
      [[ $found == job ]] || continue
      _powermeter_look job "$word"
      if [[ $found == command ]]; then
        at="job $word" ended=
      else # another command, which knows best what may follow
        declare -F _command_offset >/dev/null && _command_offset "${origin[i]}" || _powermeter_offer file "$cur"
        return
      fi
    fi
  done

  if [[ -n $value ]]; then
    _powermeter_offer "$value" "$cur"
  elif [[ -z $ended && $cur == -*=* ]]; then
    _powermeter_look "$at" "${cur%%=*}"
    _powermeter_offer "$found" "${cur#*=}"
  elif [[ -z $ended && $cur == -* ]]; then
    _powermeter_look "$at" '' "$cur"
    COMPREPLY=("${words[@]}")
    [[ $at == job\ * && --vs == "$cur"* ]] && COMPREPLY+=(--vs)
  else
    _powermeter_look "$at" '*' "$cur"
    if [[ $found == job ]]; then
      _powermeter_look job '' "$cur"
      COMPREPLY=("${words[@]}")
      [[ -n $cur ]] && COMPREPLY+=($(compgen -c -- "$cur"))
      [[ $cur == */* ]] && _powermeter_offer file "$cur"
    elif [[ -n $found ]]; then
      _powermeter_offer "$found" "$cur"
    else
      for word in "${words[@]}"; do
        [[ $word == -* ]] || COMPREPLY+=("$word")
      done
    fi
  fi
  return 0
}

complete -F _powermeter powermeter
