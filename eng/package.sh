# The packages of ./release, which sources this. Takes work, version, SOURCE_DATE_EPOCH; makes files in $work/made.
# Every file has the time of the commit, an order by name and root for its owner, so that the same commit makes the same bytes.

# Whom Debian's tools name for the package. There is no address yet where they can be reached: ./release --check says so.
maintainer='The Sandbox contributors <sandbox@localhost>'

# Takes the machine that a release is for, this one where it is empty: what it may have unpacked, its names, and how its programs are looked into and run here.
take_machine() {
    machine=${1:-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')}
    tools_prefix='' emulator=()
    case $machine in
    linux-x64) architecture=amd64 most_bytes=$((15 << 20)) ;;
    # An instruction of arm64 has four bytes where one of x64 has three on average.
    linux-arm64) architecture=arm64 most_bytes=$((16 << 20)) ;;
    *) return 1 ;;
    esac
    [[ $machine == linux-x64 || $(uname -m) == aarch64 ]] || tools_prefix=aarch64-linux-gnu- emulator=(qemu-aarch64 -L /usr/aarch64-linux-gnu)
}

# Adds to a published program what else belongs to it, and takes away what only developers need.
complete_program() {
    local program=$1 source=$2
    rm -f "$program"/*.xml "$program"/*.pdb "$program"/*.dbg
    [[ -d $program/tasks ]] || cp -R "$source/tasks" "$program/tasks" || return
    [[ -d $program/scenarios ]] || cp -R "$source/scenarios" "$program/scenarios" || return
    mkdir -p "$program/man" "$program/completion" || return
    cp "$source/LICENSE" "$work/THIRD-PARTY" "$program/" || return
    # The program says itself what it can do: these cannot be stale.
    "${emulator[@]}" "$program/sandbox" man >"$program/man/sandbox.1" && "${emulator[@]}" "$program/sandbox" completion bash >"$program/completion/sandbox.bash" &&
        "${emulator[@]}" "$program/sandbox" completion zsh >"$program/completion/_sandbox" || return
    normalize "$program"
}

# Modes and times that do not depend on who builds when.
normalize() {
    find "$1" -type d -exec chmod 755 {} + && find "$1" -type f -exec chmod 644 {} + || return
    local program
    for program in "$1/sandbox" "$1/sandbox-host"; do
        [[ ! -f $program ]] || chmod 755 "$program"
    done
    find "$1" -depth -exec touch --no-dereference -d "@$SOURCE_DATE_EPOCH" {} +
}

make_archive() {
    local name=sandbox-$version-$machine
    tar --sort=name --format=gnu --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        --transform="s:^\.:$name:" -C "$work/program" -cf - . | gzip -n -9 >"$work/made/$name.tar.gz"
    [[ ${PIPESTATUS[*]} == '0 0' ]]
}

make_deb() {
    local tree=$work/deb lib share
    lib=$tree/usr/lib/sandbox share=$tree/usr/share
    mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/lib" "$tree/etc/sandbox" "$share/man/man1" \
        "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/doc/sandbox" || return
    cp -R "$work/program" "$lib" || return
    # The same settings for whoever runs the machine to change; an editor finds the schema with the program.
    sed 's:\./appsettings.schema.json:/usr/lib/sandbox/appsettings.schema.json:' "$lib/appsettings.json" >"$tree/etc/sandbox/appsettings.json" || return
    gzip -n -9 -c "$lib/man/sandbox.1" >"$share/man/man1/sandbox.1.gz" || return
    mv "$lib/completion/sandbox.bash" "$share/bash-completion/completions/sandbox" || return
    mv "$lib/completion/_sandbox" "$share/zsh/vendor-completions/_sandbox" || return
    mv "$lib/LICENSE" "$share/doc/sandbox/copyright" && mv "$lib/THIRD-PARTY" "$share/doc/sandbox/" || return
    rm -r "$lib/man" "$lib/completion" || return
    gzip -n -9 -c "$work/source/CHANGELOG.md" >"$share/doc/sandbox/CHANGELOG.md.gz" && debian_changelog | gzip -n -9 >"$share/doc/sandbox/changelog.gz" || return
    ln -s ../lib/sandbox/sandbox "$tree/usr/bin/sandbox" || return
    echo /etc/sandbox/appsettings.json >"$tree/DEBIAN/conffiles"
    cat >"$tree/DEBIAN/control" <<END
Package: sandbox
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(find "$tree" -type f -not -path '*/DEBIAN/*' -printf '%s\n' | awk '{ sum += $1 } END { print int((sum + 1023) / 1024) }')
Depends: $(needs_of_program "$lib")
Suggests: gcc, openmpi-bin
Section: education
Priority: optional
Description: shows what happens when a worker fails
 A terminal laboratory: real threads or real processes sum a real array, one
 of them meets a fault, and you see who else is hurt and how the parent finds
 out: wait statuses, sums, and which pages of the array are still shared.
END
    (cd "$tree" && find etc usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums" || return
    normalize "$tree" && normalize "$lib" || return
    touch -d "@$SOURCE_DATE_EPOCH" "$lib" "$lib/.."
    # gzip, for what xz makes depends on how many processors there are.
    dpkg-deb --root-owner-group -Zgzip -z9 --build "$tree" "$work/made/sandbox_${version}_$architecture.deb" >/dev/null
}

# The form that Debian's tools read.
debian_changelog() {
    printf '%s\n' "sandbox ($version) unstable; urgency=medium" '' '  * What changed is told in CHANGELOG.md.gz, which lies beside this file.' '' \
        " -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
}

# What the program is linked against, as a Debian package names it: the C library, of the newest version that a symbol of it asks for.
needs_of_program() {
    local libraries newest
    libraries=$("${tools_prefix}objdump" -p "$1/sandbox" "$1/sandbox-host" "$1"/*.so | sed -n 's/^ *NEEDED *//p' | sort -u)
    # Whatever else it came to need would have to be named.
    [[ ! $(grep -vE '^(libc|libm|ld-linux-x86-64|ld-linux-aarch64)\.so\.' <<<"$libraries") ]] || return
    newest=$("${tools_prefix}objdump" -T "$1/sandbox" "$1/sandbox-host" "$1"/*.so | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -n 1)
    echo "libc6 (>= ${newest#GLIBC_})"
}

make_tool() {
    cp "$work/pack/sandbox-lab.$version.nupkg" "$work/pack/sandbox-lab.$machine.$version.nupkg" "$work/made/"
}
