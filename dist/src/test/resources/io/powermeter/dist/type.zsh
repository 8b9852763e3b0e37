# Types line $2 and a tab into an interactive zsh that looks for completion in folder $1 too, and prints what becomes of it.
zmodload zsh/zpty
zpty shell 'TERM=dumb zsh -f -i'
zpty -w shell "fpath=(${(q)1} \$fpath)"
zpty -w shell 'autoload -U compinit; compinit -u -D'
zpty -w shell 'finish() { zle complete-word; print -r -- "LINE=<$BUFFER> DONE"; BUFFER= }; zle -N finish; bindkey "^I" finish'
zpty -w shell 'echo REA""DY'
zpty -r shell shown '*READY*'
zpty -w -n shell "$2"$'\t'
zpty -r shell shown '*> DONE*'
print -r -- "$shown"
zpty -d shell
