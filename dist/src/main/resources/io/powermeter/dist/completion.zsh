#compdef powermeter
# zsh completion of powermeter, made from its commands when it was built.

# sets $found to what follows word $2 behind command $1, and $offers to the words there that match pattern $3
_powermeter_look() {
  local command word value about
  found=
  offers=()
  while IFS=$'\t' read -r command word value about; do
    [[ $command == "$1" ]] || continue
    [[ $word == "$2" ]] && found=$value
    [[ $word == ${~3-} ]] && offers+=("${word//:/\\:}:$about")
  done <<'ROWS'
@ROWS@
ROWS
}

# offers values of kind $1
_powermeter_offer() {
  case $1 in
    none | text | command | '') _message value ;;
    file) _files ;;
    folder) _files -/ ;;
    ,*) _values -s , word ${(s:|:)1#,} ;;
    *'|FILE')
      compadd -- ${(s:|:)1%|FILE}
      _files
      ;;
    *) compadd -- ${(s:|:)1} ;;
  esac
}

_powermeter() {
  local at=powermeter found value='' ended='' word i
  local -a offers
  for ((i = 2; i < CURRENT; i++)); do
    word=${(Q)words[i]}
    if [[ -n $value ]]; then
      value=
    elif [[ $at == 'job '* && $word == --vs ]]; then
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
        shift $((i - 1)) words
        ((CURRENT -= i - 1))
        _normal
        return
      fi
    fi
  done

  if [[ -n $value ]]; then
    _powermeter_offer "$value"
  elif [[ -z $ended && $PREFIX == -*=* ]]; then
    _powermeter_look "$at" "${PREFIX%%=*}"
    compset -P '*='
    _powermeter_offer "$found"
  elif [[ -z $ended && $PREFIX == -* ]]; then
    _powermeter_look "$at" '' '-*'
    [[ $at == 'job '* ]] && offers+=('--vs:Another job, to be compared with this one')
    _describe -o option offers
  else
    _powermeter_look "$at" '*' '[^-*]*'
    if [[ $found == job ]]; then
      _powermeter_look job '' '*'
      _describe -t workloads workload offers
      [[ -n $PREFIX ]] && _command_names -e
      [[ $PREFIX == */* ]] && _files
    elif [[ -n $found ]]; then
      _powermeter_offer "$found"
    else
      _describe -t commands command offers
    fi
  fi
}

_powermeter "$@"
