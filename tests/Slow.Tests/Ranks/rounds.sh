#!/usr/bin/env bash
# Runs of ranks, again and again, each looked at when it is over. Its last line counts what was wrong; exit code 1 where something was.
#   rounds.sh kill SANDBOX ROUNDS SEED       one process of each run is killed at a random moment: is a process, a file, shared memory or a socket left?
#   rounds.sh status SANDBOX ROUNDS SEED     a rank of each run dies: is the status of each rank known, and right?
what=$1 program=$2 rounds=$3 RANDOM=$4
shift 4
wrong=0

complain() {
    echo "round $round: $*"
    ((++wrong))
}

# The processes that have this round's folder in their environment; of those that have ended nobody can say that.
ours() {
    local environ
    for environ in $(grep -lsF "TMPDIR=$own" /proc/[0-9]*/environ); do
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
    for pid in $(ours); do
        [[ $(role "$pid") == "$wanted" ]] && echo "$pid" && return
        all+=("$pid")
    done 2>/dev/null
    ((${#all[@]})) && echo "${all[RANDOM % ${#all[@]}]}"
}

left() {
    local pid
    for pid in $(ours); do
        [[ -e /proc/$pid && $(sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$pid/status") != Z ]] && echo "process $pid $(name "$pid")"
    done 2>/dev/null
    find "$own" -mindepth 1
    find /dev/shm -mindepth 1 -user "$(id -u)" -newer "$folder/began"
    ((UID == 0)) || awk -v uid="$UID" '$8 == uid && $4 == "0A" {print "socket " $2}' /proc/net/tcp /proc/net/tcp6
}

kill_round() {
    local roles=(sandbox sandbox-host mpirun sandbox-front sandbox-reaper rank) faults=(none segfault hang exit-code:3) wanted pid sandbox tries
    wanted=${roles[RANDOM % 6]}
    TMPDIR=$own HOME=$folder "$program" run --model mpi --mpi-as-root --no-history --length 40000 --pace 0.2 --timeout 2 --fault "${faults[RANDOM % 4]}" >/dev/null 2>&1 &
    sandbox=$!
    sleep "$(printf '0.%03d' $((RANDOM % 1000)))"
    pid=$(victim "$wanted")
    [[ $pid ]] && kill -9 "$pid" 2>/dev/null && ((++killed))
    wait "$sandbox" 2>/dev/null
    for ((tries = 0; tries < 100; tries++)); do
        [[ $(left) ]] || return
        sleep 0.1
    done
    complain "$wanted was to be killed ($pid), and 10 s later there is: $(left | tr '\n' ';')"
}

status_round() {
    local faults=(segfault kill exit-code:3 abort exit-code:0) ends=(0x000b 0x0009 0x0300 0x0006 0x0000) chosen table
    chosen=$((RANDOM % 5))
    table=$(TMPDIR=$own HOME=$folder "$program" run --model mpi --mpi-as-root --no-history --length 40000 --fault "${faults[chosen]}" 2>&1)
    [[ $(grep -cE '^ +[0-3] +[0-9]+ (signaled|exited) +0x[0-9a-f]{4} ' <<<"$table") == 4 ]] || complain "not every status is there: $table"
    grep -qE "^ +2 +[0-9]+ (signaled|exited) +${ends[chosen]} " <<<"$table" || complain "that of rank 2 is not ${ends[chosen]}: $table"
    [[ $(grep -cE '^ +[013] +[0-9]+ signaled +0x00(0f|09) ' <<<"$table") == 3 ]] || complain "the others were not ended by mpirun: $table"
    [[ $table == *'mpirun did not end when'* ]] && ((++hung))
    ((++status))
    [[ ! $(left) ]] || complain "there is still $(left | tr '\n' ';')"
}

folder=$(mktemp -d) || exit 2
own=$folder/tmp killed=0 status=0 hung=0
mkdir "$own" && touch "$folder/began"
# A run that was over before its moment came is none of the rounds.
for ((round = 1; (${what/kill/killed} < rounds) && round <= 4 * rounds; round++)); do
    "${what}_round"
done
rm -rf "$folder"
case $what in
kill) echo "$killed killed, $wrong with something left" ;;
status) echo "$status runs, $wrong wrong, mpirun hung in $hung" ;;
esac
((wrong == 0))
