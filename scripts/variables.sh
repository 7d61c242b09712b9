#!/bin/sh
# Says what is wrong with variables that make does not know, in one line: variables.sh "KNOWN..." "TYPED..."
# With a third word, "target", it says so of a target.
awk 'BEGIN {
    count = split(ARGV[1], known, " ")
    for (at = 1; at <= count; at++) names = names (at > 1 ? ", " : "") known[at]
    typed = split(ARGV[2], words, " ")
    for (at = 1; at <= typed; at++) said = said (at > 1 ? "; " : "") complaint(words[at])
    print said
    exit
}

function complaint(word,    near) {
    if (ARGV[3] == "target") {
        near = nearest(tolower(word))
        return "there is no make " word " (" (near == "" ? "make help lists what there is" : "did you mean make " near "?") ")"
    }
    near = nearest(toupper(word))
    if (near == toupper(word)) return "write " near "= in capitals, not " word "="
    return "there is no variable " word "= (" (near == "" ? "there are " names : "did you mean " near "=?") ")"
}

# A name may have been meant when at most half of its letters differ.
function nearest(word,    at, best, least, far) {
    least = 99
    for (at = 1; at <= count; at++) {
        far = distance(word, known[at])
        if (far * 2 <= length(known[at]) && far < least) { least = far; best = known[at] }
    }
    return best
}

# How many letters must be put in, taken out or changed to turn one word into the other (Levenshtein).
function distance(one, other,    row, column, before, above, cost, line) {
    for (column = 0; column <= length(other); column++) line[column] = column
    for (row = 1; row <= length(one); row++) {
        before = line[0]; line[0] = row
        for (column = 1; column <= length(other); column++) {
            above = line[column]
            cost = before + (substr(one, row, 1) != substr(other, column, 1))
            if (above + 1 < cost) cost = above + 1
            if (line[column - 1] + 1 < cost) cost = line[column - 1] + 1
            before = above; line[column] = cost
        }
    }
    return line[length(other)]
}' "$1" "$2" "${3-}"
