# The slow half of ./sandbox: publishes the program. Sourced there: takes root, run and fingerprint, sets built_for.
# Every build gets a folder of its own, and artifacts/run is a link to the newest: a sandbox that is running keeps its files.

complain() { printf 'sandbox: %s\n' "$@" >&2; }

up_to_date() {
    local first rest
    { IFS= read -r first && IFS= read -r -d '' rest; } 2>/dev/null <"$run/.built"
    [[ -d $first && -x $run/sandbox ]] || return
    # Sorted, for a copied checkout lists its files in another order.
    [[ $(sort <<<"${rest%$'\n'}") == "$(fingerprint | sort)" ]] && built_for=$first
}

compile() {
    build_with_dotnet publish "$root/src/Tui/Tui.csproj" -c Release --use-current-runtime --no-self-contained \
        -p:ArtifactsPath="$root/artifacts/release" -o "$1" -p:PublishReadyToRun="$2"
}

publish() {
    local target now
    target=$root/artifacts/run-$EPOCHSECONDS-$$
    # Taken before the compiler reads: what is edited during the build makes the next start build again.
    now=$(fingerprint)
    if ! compile "$target" true; then
        [[ $build_log == *NU1[0-9][0-9][0-9]*[Cc]rossgen2* ]] &&
            complain 'the package registry has no ReadyToRun compiler: building without, and every start takes a little longer' &&
            compile "$target" false || {
            rm -rf "$target"
            show_build_log
            complain 'the build failed, and an older build is not run in its place'
            return 70
        }
    fi
    printf '%s\n%s\n' "$dotnet_root" "$now" >"$target/.built"
    ln -s "${target##*/}" "$target.link" && mv -T "$target.link" "$run" || return 70
    built_for=$dotnet_root
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
    find_dotnet || return 3
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
        [[ -e $run ]] || why='first run, about 20 s'
        echo "building sandbox ($why) ..." >&2
        publish
        code=$?
    fi
    exec 9>&-
    return $code
}

root=$(cd "$root" && pwd -P)
run=$root/artifacts/run
publish_if_needed
