# What there is to do before a version is tagged: ./release --check. Takes root and dotnet_root.

# Prints a line for each thing, and at the end how many are to do; returns 1 where there are any.
check_before_tag() {
    local version to_do=0
    version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
    check "what is committed is all there is" everything_is_committed 'commit it, or take it away: git status says what it is'
    check "no tag v$version is there yet" version_is_new 'raise <Version> in Directory.Build.props: that version is out'
    check "CHANGELOG.md has a chapter \"## $version - DATE\", and nothing is left under Unreleased" changelog_is_cut "name what is under Unreleased \"## $version - $(date +%F)\""
    check 'every test has passed with this commit' tests_have_passed './test --all'
    check 'this SDK brings the packages that are locked' locks_hold './release --lock, then commit eng/locks; or take the SDK that made them'
    check 'no package has a known weakness' no_package_is_weak 'take a newer version in Directory.Packages.props: the line below says of which'
    check "Debian's package names somebody who can be reached" maintainer_is_reachable 'write an address of the project into eng/package.sh: maintainer'
    check 'docs/proof.md was measured since the last tag' proof_is_new 'measure again what it says, or name why it holds'
    printf '%s\n' '' 'By hand, when nothing is left to do:' \
        "  git tag -s v$version -m 'sandbox $version' && git push origin v$version" \
        '  ./release                  on another machine too: both print the same sums' \
        '  put the files of dist/, and the sums that it printed, where people get them'
    echo
    ((to_do == 0)) && echo "nothing is to do before v$version is tagged" && return
    echo "$to_do $( ((to_do == 1)) && echo thing || echo things) to do before v$version is tagged"
    return 1
}

# Arguments: what must hold, the function that looks (what it prints is shown), what to do where it does not.
check() {
    local said
    if said=$($2 2>&1); then
        echo "ok     $1"
    else
        echo "to do  $1"
        echo "       $3"
        [[ ! $said ]] || sed 's/^/       /' <<<"$said"
        ((++to_do))
    fi
}

everything_is_committed() { [[ ! $(git -C "$root" status --porcelain) ]]; }

version_is_new() { ! git -C "$root" rev-parse --quiet --verify "refs/tags/v$version" >/dev/null; }

# The chapter is the newest, and above it is at most the empty Unreleased.
changelog_is_cut() {
    awk -v version="$version" '
        /^## Unreleased/ { unreleased = 1; next }
        /^## / { if ($0 ~ "^## \\[?" version "\\]? - [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$") found = 1; exit }
        unreleased && NF { left = 1 }
        END { exit !(found && !left) }' "$root/CHANGELOG.md"
}

tests_have_passed() { [[ $(cat "$root/artifacts/test-results/passed" 2>/dev/null) == "$(git -C "$root" rev-parse HEAD)" ]]; }

# In a folder of its own: what a build has restored stays.
locks_hold() {
    local folder runtime code=0
    folder=$(mktemp -d) || return
    for runtime in linux-x64 linux-arm64; do
        build_with_dotnet restore "$root/eng/Program.proj" -p:RuntimeIdentifier=$runtime -p:Locked=true -p:ArtifactsPath="$folder/$runtime" -v:quiet | grep -o 'error NU[0-9]*: .*' | cut -c 1-200 | sort -u
        ((code |= PIPESTATUS[0]))
    done
    rm -rf "$folder"
    return "$code"
}

no_package_is_weak() {
    local said
    said=$(run_dotnet list "$root/src/Tui/Tui.csproj" package --vulnerable --include-transitive 2>&1) || { echo "$said"; return 1; }
    ! grep -E '^ *> ' <<<"$said"
}

maintainer_is_reachable() { [[ $maintainer != *@localhost\> ]]; }

proof_is_new() {
    local last
    last=$(git -C "$root" describe --tags --abbrev=0 2>/dev/null) || return 0
    [[ $(git -C "$root" log --oneline "$last"..HEAD -- docs/proof.md) ]]
}
