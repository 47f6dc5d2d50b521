# Gets the tools that tests and benchmarks hold the sandbox against. Sourced by bash; messages go to standard error.

# What proves that a tool is there, and the Debian package that brings it: what get_tools gets.
tools=()

# What the test projects need beside the SDK; Core and Tui need nothing.
tools_of_EndToEnd=(
    'gcc --version' gcc
    'gcc -include sys/prctl.h -E -x c /dev/null' libc6-dev
    'tmux -V' tmux
    'python3 -c pass' python3
    'ps --version' procps
    'zsh --version' zsh
    'setpriv --version' util-linux
    'command -v asciinema' asciinema
    'jq --version' jq
    'git --version' git
    'strace -V' strace
    'go version' golang-go
    'rustc --version' rustc
    'ssh -V' openssh-client
    'test -x /usr/sbin/sshd' openssh-server
    'ksh93 -c :' ksh93u+m
    'yash -c :' yash
    'command -v mpirun' openmpi-bin
    'command -v mpicc' libopenmpi-dev
)
tools_of_Slow=(
    "${tools_of_EndToEnd[@]}"
    'command -v chromium' chromium
    'npm --version' npm
    'dpkg-deb --version' dpkg
    'lintian --version' lintian
    'aarch64-linux-gnu-gcc --version' gcc-aarch64-linux-gnu
    'test -e /usr/aarch64-linux-gnu/lib/crt1.o' libc6-dev-arm64-cross
    'qemu-aarch64 --version' qemu-user
    'qemu-aarch64-static --version' qemu-user-static
    'qemu-system-aarch64 --version' qemu-system-arm
    'cpio --version' cpio
    'zstd --version' zstd
    'unshare --version' util-linux
    'test -e /lib/ld-musl-x86_64.so.1' musl
    'test -x /bin/busybox' busybox-static
)
# A clean system to install a release in takes root.
((EUID)) || tools_of_Slow+=('debootstrap --version' debootstrap)

missing_packages() {
    local i
    for ((i = 0; i < ${#tools[@]}; i += 2)); do
        # shellcheck disable=SC2086
        ${tools[i]} >/dev/null 2>&1 </dev/null || echo "${tools[i + 1]}"
    done
}

# Installs what is missing from Debian's or Ubuntu's packages as root; else says what to install and returns 2.
# Arguments: further pairs of a proof and a package.
get_tools() {
    local packages
    tools+=("$@")
    mapfile -t packages < <(missing_packages)
    ((${#packages[@]})) || return 0
    if ((EUID == 0)) && type -P apt-get >/dev/null; then
        echo "== apt-get install ${packages[*]}" >&2
        {
            apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"
        } </dev/null >&2
        mapfile -t packages < <(missing_packages)
        ((${#packages[@]})) || return 0
        echo "still missing after the installation: ${packages[*]}" >&2
        return 2
    fi
    echo "missing tools; install them with: sudo apt-get install -y ${packages[*]}" >&2
    type -P apt-get >/dev/null || echo '(these are the names of the Debian packages; other distributions have them under like names)' >&2
    return 2
}
