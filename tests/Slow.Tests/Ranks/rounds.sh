#!/usr/bin/env bash
# Runs of ranks, again and again, some of them side by side, each looked at when it is over. Its last line counts what was wrong; exit code 1 where something was.
#   rounds.sh kill SANDBOX ROUNDS SEED [LANES]     one process of each run is killed at a random moment: is a process, a file, shared memory or a socket left?
#   rounds.sh status SANDBOX ROUNDS SEED [LANES]   a rank of each run dies: is the status of each rank known, and right?
what=$1 program=$2 rounds=$3 RANDOM=$4 lanes=${5-6}
shift 4

# A lane is a process of its own: what it has to say goes into a file.
complain() { echo "round $round: $*" | tee -a "$folder/wrong"; }
count() { echo "$round" >>"$folder/$1"; }
counted() { cat "$folder/$1" 2>/dev/null | wc -l; }

# The processes that have a folder, or one in it, for their temporary files; of those that have ended nobody can say that.
those_of() {
    local environ
    for environ in $(grep -lsF "TMPDIR=$1/" /proc/[0-9]*/environ); do
        environ=${environ#/proc/} environ=${environ%/environ}
        echo "$environ"
    done
}

name() { tr -d '\n' <"/proc/$1/comm"; }
parent() { sed -n 's/^PPid:[[:space:]]*//p' "/proc/$1/status"; }
role() {
    local its
    its=$(name "$1")
    [[ $its == sandbox-host && $(name "$(parent "$1")") == sandbox-reaper ]] && its=rank
    echo "$its"
}

victim() {
    local wanted=$1 pid all=()
    for pid in $(those_of "$own"); do
        [[ $(role "$pid") == "$wanted" ]] && echo "$pid" && return
        all+=("$pid")
    done 2>/dev/null
    ((${#all[@]})) && echo "${all[RANDOM % ${#all[@]}]}"
}

# The processes and the files that have to do with a folder.
left_in() {
    local pid
    for pid in $(those_of "$1"); do
        [[ -e /proc/$pid && $(sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$pid/status") != Z ]] && echo "process $pid $(name "$pid")"
    done 2>/dev/null
    find "$1" -mindepth 1 -not -path "$folder/tmp/?" -not -path "$folder/tmp/?/run"
}

# Of shared memory and of sockets nobody can say which run they belong to: they are looked for when none is left.
left() {
    left_in "$folder/tmp"
    find /dev/shm -mindepth 1 -user "$(id -u)" -newer "$folder/began"
    ((UID == 0)) || awk -v uid="$UID" '$8 == uid && $4 == "0A" {print "socket " $2}' /proc/net/tcp /proc/net/tcp6
}

kill_round() {
    local roles=(sandbox sandbox-host mpirun sandbox-front sandbox-reaper rank) faults=(none segfault hang exit-code:3) wanted pid sandbox
    wanted=${roles[RANDOM % 6]}
    TMPDIR=$own/run HOME=$folder "$program" run --model mpi --mpi-as-root --no-history --length 40000 --pace 0.2 --timeout 2 --fault "${faults[RANDOM % 4]}" >/dev/null 2>&1 &
    sandbox=$!
    sleep "$(printf '%d.%03d' $((moment = RANDOM % (250 * lanes), moment / 1000)) $((moment % 1000)))"
    pid=$(victim "$wanted")
    # A run that was over before its moment came is none of the rounds.
    [[ $pid ]] && kill -9 "$pid" 2>/dev/null && count kill
    wait "$sandbox" 2>/dev/null
}

status_round() {
    local faults=(segfault kill exit-code:3 abort exit-code:0) ends=(0x000b 0x0009 0x0300 0x0006 0x0000) chosen table
    chosen=$((RANDOM % 5))
    table=$(TMPDIR=$own/run HOME=$folder "$program" run --model mpi --mpi-as-root --no-history --length 40000 --timeout 60 --fault "${faults[chosen]}" 2>&1)
    [[ $(grep -cE '^ +[0-3] +[0-9]+ (signaled|exited) +0x[0-9a-f]{4} ' <<<"$table") == 4 ]] || complain "not every status is there: $table"
    grep -qE "^ +2 +[0-9]+ (signaled|exited) +${ends[chosen]} " <<<"$table" || complain "that of rank 2 is not ${ends[chosen]}: $table"
    [[ $(grep -cE '^ +[013] +[0-9]+ signaled +0x00(0f|09) ' <<<"$table") == 3 ]] || complain "the others were not ended by mpirun: $table"
    [[ $table == *'mpirun did not end when'* ]] && count hung
    count status
    [[ ! $(left_in "$own") ]] || complain "there is still $(left_in "$own" | tr '\n' ';')"
}

# So many rounds at once; then, within 10 s, nothing may be left of any.
some_rounds() {
    local lane seed tries
    for ((lane = 1; lane <= $1; lane++)); do
        seed=$RANDOM own=$folder/tmp/$lane
        mkdir -p "$own/run"
        # What is random in a process of its own begins anew there.
        (RANDOM=$seed round=$((round + lane)) && "${what}_round") &
    done
    wait
    for ((tries = 0; tries < 100; tries++)); do
        [[ $(left) ]] || return
        sleep 0.1
    done
    complain "10 s after it, and those beside it, there is: $(left | tr '\n' ';')"
}

folder=$(mktemp -d) || exit 2
mkdir "$folder/tmp" && touch "$folder/began"
for ((round = 0; (missing = rounds - $(counted "$what")) > 0 && round < 4 * rounds; round += lanes)); do
    some_rounds $((missing < lanes ? missing : lanes))
done
made=$(counted "$what") wrong=$(counted wrong) hung=$(counted hung)
rm -rf "$folder"
case $what in
kill) echo "$made killed, $wrong with something left" ;;
status) echo "$made runs, $wrong wrong, mpirun hung in $hung" ;;
esac
((wrong == 0))
