# The slow half of ./sandbox: publishes the program. Sourced there: takes root, run and fingerprint.
# Every build gets a folder of its own, and artifacts/run is a link to the newest: a sandbox that is running keeps its files.

complain() { printf 'sandbox: %s\n' "$@" >&2; }

up_to_date() {
    local built
    IFS= read -r -d '' built 2>/dev/null <"$run/.built"
    [[ -x $run/sandbox && -x $run/sandbox-host ]] || return
    # Sorted, for a copied checkout lists its files in another order.
    [[ $(sort <<<"${built%$'\n'}") == "$(fingerprint | sort)" ]]
}

# Says what the build is at and for how long: on a terminal in one line, elsewhere every ten seconds.
show_progress() {
    local log=$1 build=$2 seconds=0 stage line='' last=''
    while [[ -d /proc/$build ]]; do
        case $(<"$log") in
        *'Generating native code'*) stage='compiling to native code' ;;
        *' -> '*) stage='compiling' ;;
        *) stage='getting packages' ;;
        esac
        if [[ -t 2 ]]; then
            line="building sandbox ($why): $stage, $seconds s"
            printf '\r%s\e[K' "$line" >&2
        elif [[ $stage != "$last" ]] || ((seconds % 10 == 0)); then
            printf 'building sandbox (%s): %s, %d s\n' "$why" "$stage" "$seconds" >&2
        fi
        last=$stage
        # Waits for the build a second long, without a program of its own.
        read -r -t 1 <> <(:) || :
        seconds=$((SECONDS - began))
    done
    [[ ! $line ]] || printf '\r\e[K' >&2
}

publish() {
    local target now log build began=$SECONDS
    target=$root/artifacts/run-$EPOCHSECONDS-$$ log=$root/artifacts/build.log
    # Taken before the compiler reads: what is edited during the build makes the next start build again.
    now=$(fingerprint)
    : >"$log" || return 3
    build_with_dotnet publish "$root/eng/Program.proj" -c Release -v:minimal \
        -p:Into="$target" -p:ArtifactsPath="$root/artifacts/release" >"$log" 2>&1 &
    build=$!
    show_progress "$log" "$build"
    if ! wait "$build"; then
        rm -rf "$target"
        show_build_log "$log"
        complain 'the build failed, and an older build is not run in its place'
        return 70
    fi
    printf '%s\n' "$now" >"$target/.built"
    ln -s "${target##*/}" "$target.link" && mv -T "$target.link" "$run" || return 70
    echo "built sandbox in $((SECONDS - began)) s" >&2
    remove_old
}

# Keeps what a process still runs from, and the newest two, for somebody may be about to start the older one.
remove_old() {
    local folder in_use builds=("$root"/artifacts/run-*)
    in_use=$(readlink /proc/[0-9]*/exe 2>/dev/null)
    # Their names begin with the time of the build, so the newest are the last.
    ((${#builds[@]} > 2)) || return 0
    unset 'builds[-1]' 'builds[-1]'
    for folder in "${builds[@]}"; do
        [[ $in_use == *"/${folder##*/}/"* ]] || rm -rf "$folder"
    done
}

publish_if_needed() {
    local why='its source changed' code
    up_to_date && return
    source "$root/eng/dotnet.sh"
    source "$root/eng/linker.sh"
    find_dotnet && get_linker || return 3
    if ! mkdir -p "$root/artifacts" 2>/dev/null || ! { exec 9>"$root/artifacts/.lock"; } 2>/dev/null; then
        complain "it has to be built, and $root/artifacts cannot be written" 'copy the checkout to a place that is yours, and start it there'
        return 3
    fi
    if ! flock -n 9; then
        complain 'another start is building it; waiting for that'
        flock 9
    fi
    if up_to_date; then
        code=0
    else
        [[ -e $run ]] || why='the first start, a minute or two'
        publish
        code=$?
    fi
    exec 9>&-
    return $code
}

root=$(cd "$root" && pwd -P)
run=$root/artifacts/run
publish_if_needed
