# Finds a C linker for the native compiler, or gets one. Sourced by bash; messages go to standard error.

# Whether a C program can be linked: the compiler alone is not enough, it needs the C library's start files.
can_link() {
    local cc
    # The native compiler takes clang where there is one, whether or not it links.
    for cc in clang gcc; do
        type -P "$cc" >/dev/null || continue
        "$cc" -x c -o /dev/null - -lm <<<'int main(void) { return 0; }' 2>/dev/null
        return
    done
    return 1
}

# The cross compiler of Debian, and what runs the program that it made: a release asks it for its manual page.
can_cross_link() {
    aarch64-linux-gnu-gcc -x c -o /dev/null - -lm <<<'int main(void) { return 0; }' 2>/dev/null && qemu-aarch64 --version >/dev/null 2>&1
}

how_to_get_a_linker() {
    local ID='' ID_LIKE='' os_release=${os_release:-/etc/os-release}
    # shellcheck disable=SC1091
    [[ -r $os_release ]] && source "$os_release"
    echo 'sandbox: it is compiled to native code, and no C linker is installed.'
    echo
    case " $ID $ID_LIKE " in
    *' debian '* | *' ubuntu '*) echo '  sudo apt-get update && sudo apt-get install -y gcc libc6-dev' ;;
    *' fedora '* | *' rhel '* | *' centos '*) echo '  sudo dnf install -y gcc glibc-devel' ;;
    *' arch '*) echo '  sudo pacman -S gcc' ;;
    *) echo '  install gcc or clang and the headers of the C library' ;;
    esac
    echo 'Then start this again.'
}

# Returns 3 where there is no linker and none could be had. Takes the machine to link for; this one where none is named.
get_linker() {
    if [[ ${1-} == linux-arm64 && $(uname -m) != aarch64 ]]; then
        get_cross_linker
        return
    fi
    can_link && return
    if ((EUID == 0)) && type -P apt-get >/dev/null; then
        echo 'sandbox: installing a C linker (gcc, libc6-dev) ...' >&2
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends gcc libc6-dev; } </dev/null >/dev/null 2>&1
        can_link && return
    fi
    how_to_get_a_linker >&2
    return 3
}

get_cross_linker() {
    local packages='gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user'
    can_cross_link && return
    if ((EUID == 0)) && type -P apt-get >/dev/null; then
        echo "sandbox: installing what compiles for arm64 ($packages) ..." >&2
        # shellcheck disable=SC2086
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages; } </dev/null >/dev/null 2>&1
        can_cross_link && return
    fi
    echo "sandbox: what compiles for arm64 is missing: sudo apt-get install -y $packages" >&2
    return 3
}
