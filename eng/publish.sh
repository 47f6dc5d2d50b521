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
    build_with_dotnet publish "$root/src/Tui/Tui.csproj" -c Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true \
        -p:ArtifactsPath="$root/artifacts/release" -o "$@" 2>&1 9>&-
}

publish() {
    local target now log
    target=$root/artifacts/run-$EPOCHSECONDS-$$
    # Taken before the compiler reads: what is edited during the build makes the next start build again.
    now=$(fingerprint)
    if ! log=$(compile "$target"); then
        if [[ $log == *NU1[0-9][0-9][0-9]*[Cc]rossgen2* ]]; then
            complain 'the package registry has no ReadyToRun compiler: building without, every start takes a little longer'
            log=$(compile "$target" -p:PublishReadyToRun=false) || { failed "$target" "$log"; return; }
        else
            failed "$target" "$log"
            return
        fi
    fi
    printf '%s\n%s\n' "$dotnet_root" "$now" >"$target/.built"
    ln -s "${target##*/}" "$target.link" && mv -T "$target.link" "$run" || return 70
    built_for=$dotnet_root
    remove_old "$target"
}

failed() {
    rm -rf "$1"
    printf '%s\n' "$2" | sort -u >&2
    complain 'the build failed, and an older build is not run in its place'
    return 70
}

# Keeps what a process still runs from, and the newest two, for somebody may be about to start the older one.
remove_old() {
    local folder in_use kept=0
    in_use=$(readlink /proc/[0-9]*/exe 2>/dev/null)
    for folder in $(ls -td "$root"/artifacts/run-* 2>/dev/null); do
        ((++kept <= 2)) && continue
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
