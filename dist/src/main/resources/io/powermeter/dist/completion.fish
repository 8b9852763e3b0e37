# fish completion of powermeter, made from its commands when it was built.

set -g __powermeter_rows \
@ROWS@

# prints what follows word $argv[2] behind command $argv[1]
function __powermeter_follows
    for row in $__powermeter_rows
        set -l cells (string split \t -- $row)
        if test "$cells[1]" = "$argv[1]"; and test "$cells[2]" = "$argv[2]"
            echo $cells[3]
            return
        end
    end
end

# prints the words behind command $argv[1] that match $argv[2], with their descriptions
function __powermeter_words
    for row in $__powermeter_rows
        set -l cells (string split \t -- $row)
        if test "$cells[1]" = "$argv[1]"; and string match -qr -- $argv[2] $cells[2]
            printf '%s\t%s\n' $cells[2] $cells[4]
        end
    end
end

# prints values of kind $argv[1], for option or word $argv[2]; $argv[3] stands before them
function __powermeter_values
    switch "$argv[1]"
        case none text command ''
        case file
            __fish_complete_path $argv[2]
        case folder
            __fish_complete_directories $argv[2]
        case ',*'
            set -l head (string match -r -- '.*,' $argv[2])
            printf "$argv[3]$head%s\n" (string split '|' -- (string sub -s 2 -- $argv[1]))
        case '*'
            string match -q '*|FILE' -- $argv[1]; and __fish_complete_path $argv[2]
            printf "$argv[3]%s\n" (string split '|' -- (string replace '|FILE' '' -- $argv[1]))
    end
end

function __powermeter_complete
    set -l line (commandline -opc)
    set -l cur (commandline -ct)
    set -l at powermeter
    set -l value
    set -l ended
    for i in (seq 2 (count $line))
        set -l word $line[$i]
        if test -n "$value"
            set value
        else if string match -q 'job *' -- $at; and test "$word" = --vs
            set at 'powermeter run'
            set ended yes
        else if test -z "$ended"; and test "$word" = --
            set ended yes
        else if test -z "$ended"; and string match -q -- '-*' $word
            set -l follows (__powermeter_follows $at (string split -m 1 = -- $word)[1])
            if not string match -q '*=*' -- $word; and not contains -- "$follows" none ''
                set value $follows
            end
        else if test "$(__powermeter_follows $at $word)" = command
            set at "$at $word"
        else if test "$(__powermeter_follows $at '*')" = job
            if test "$(__powermeter_follows job $word)" = command
                set at "job $word"
                set ended
            else # another command, which knows best what may follow
                complete -C (string join ' ' -- (string escape -- $line[$i..-1]) $cur)
                return
            end
        end
    end

    if test -n "$value"
        __powermeter_values $value $cur
    else if test -z "$ended"; and string match -qr -- '^-.*=' $cur
        set -l parts (string split -m 1 = -- $cur)
        __powermeter_values "$(__powermeter_follows $at $parts[1])" "$parts[2]" "$parts[1]="
    else if test -z "$ended"; and string match -q -- '-*' $cur
        __powermeter_words $at '^-'
        string match -q 'job *' -- $at; and printf '%s\t%s\n' --vs 'Another job, to be compared with this one'
    else
        set -l follows (__powermeter_follows $at '*')
        if test "$follows" = job
            __powermeter_words job .
            test -n "$cur"; and complete -C (string escape -- $cur)
        else if test -n "$follows"
            __powermeter_values $follows "$cur"
        else
            __powermeter_words $at '^[^-*]'
        end
    end
end

complete -c powermeter -f -a '(__powermeter_complete)'
