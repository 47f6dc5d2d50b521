# Finds a .NET 10 SDK for ./sandbox and ./test, or says how to get one. Sourced by bash; messages go to standard error.

places_of_dotnet() {
    type -P dotnet
    printf '%s/dotnet\n' "${DOTNET_ROOT:-/usr/share/dotnet}" "${HOME-}/.dotnet" \
        /usr/share/dotnet /usr/lib/dotnet /usr/lib64/dotnet /usr/local/share/dotnet /opt/dotnet
}

# The programs are linked with the GNU C library, and so is a package that they use: with another they do not run.
has_glibc() {
    [[ $OSTYPE != *musl* ]] && return
    echo 'sandbox: it needs the GNU C library (glibc 2.34 or later), and this Linux has musl, as Alpine does: use another Linux, or a container of one (debian, ubuntu, fedora).' >&2
    return 3
}

# Sets dotnet_root to the folder with the dotnet that has one; returns 3 where there is none.
find_dotnet() {
    local candidate sdk
    has_glibc || return
    while read -r candidate; do
        [[ -x $candidate ]] || continue
        # Asked, not guessed from the path: dotnet may be a link or a version manager's script.
        sdk=$(cd / && "$candidate" --list-sdks 2>/dev/null </dev/null | grep '^10\.' | tail -n 1)
        [[ $sdk == *'['*/sdk']' ]] || continue
        dotnet_root=${sdk#*[}
        dotnet_root=${dotnet_root%/sdk]}
        return 0
    done < <(places_of_dotnet)
    how_to_get_dotnet >&2
    return 3
}

how_to_get_dotnet() {
    local ID='' ID_LIKE='' VERSION_ID='' PRETTY_NAME='this Linux' os_release=${os_release:-/etc/os-release}
    # shellcheck disable=SC1091
    [[ -r $os_release ]] && source "$os_release"
    echo 'sandbox: it is built from source, and no .NET 10 SDK is installed.'
    echo
    case " $ID $ID_LIKE " in
    *' ubuntu '*)
        echo "On $PRETTY_NAME:"
        [[ $ID == ubuntu && $VERSION_ID < 24.04 ]] && echo '  sudo add-apt-repository ppa:dotnet/backports'
        echo '  sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0'
        ;;
    *' debian '*)
        echo "On $PRETTY_NAME (from Microsoft's packages):"
        echo "  wget https://packages.microsoft.com/config/debian/${VERSION_ID:-13}/packages-microsoft-prod.deb"
        echo '  sudo dpkg -i packages-microsoft-prod.deb'
        echo '  sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0'
        ;;
    *' fedora '* | *' rhel '* | *' centos '*)
        echo "On $PRETTY_NAME:"
        echo '  sudo dnf install -y dotnet-sdk-10.0'
        ;;
    *' arch '*)
        echo "On $PRETTY_NAME:"
        echo '  sudo pacman -S dotnet-sdk'
        ;;
    esac
    echo 'Anywhere, without root:'
    echo '  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0'
    echo 'Then start this again.'
}

# Runs dotnet, with artifacts/home for a HOME where there is none to write to.
run_dotnet() (
    # A machine without ICU builds too, and everywhere the same.
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
    if [[ -z ${HOME-} || ! -d $HOME || ! -w $HOME ]]; then
        export HOME=$root/artifacts/home
        export DOTNET_CLI_HOME=$HOME NUGET_PACKAGES=$HOME/.nuget/packages
        mkdir -p "$HOME"
    fi
    exec "$dotnet_root/dotnet" "$@" </dev/null 9>&-
)

# Runs dotnet for a build: with no compiler server or build node that outlives it (lab machines are shared) or holds a lock of ours.
build_with_dotnet() { run_dotnet "$@" -tl:off -nodeReuse:false -p:UseSharedCompilation=false -p:UseRazorBuildServer=false; }

# What the compiler had to complain of, once each; all of its words where it complained in a way of its own.
show_build_log() {
    local complaints
    complaints=$(grep -E '(error|warning) [A-Z]+[0-9]+|: error' "$1" | sort -u)
    printf '%s\n' "${complaints:-$(<"$1")}" >&2
}
