# What a release ships, told: THIRD-PARTY with every licence, and a bill of materials. ./release sources this.
# Takes machine, work, version, commit and SOURCE_DATE_EPOCH; messages go to standard error.

# Makes THIRD-PARTY in $work and the bill of materials in $work/made.
tell_what_is_shipped() {
    local source=$1 assets=$work/artifacts/obj/Tui/project.assets.json bill=sandbox-$version-$machine.cdx.json
    make_bill "$source" || return
    build build "$source/eng/Shipped/Shipped.csproj" -p:Locked= -p:RuntimeIdentifier=
    run_dotnet "$work/artifacts/bin/Shipped/release/shipped.dll" --bom "$work/bill/bom.json" --assets "$assets" --version "$version" --commit "$commit" \
        --time "$SOURCE_DATE_EPOCH" --packages "$(packages_folder "$assets")" --notices "$work/THIRD-PARTY" --output "$work/made/$bill" >&2 || return
    touch -d "@$SOURCE_DATE_EPOCH" "$work/THIRD-PARTY"
}

# The list of packages is a library's work: CycloneDX for .NET, in the version that .config/dotnet-tools.json names.
make_bill() (
    cd "$1" && run_dotnet tool restore --tool-manifest .config/dotnet-tools.json >"$work/bill.log" 2>&1 &&
        Locked=true RuntimeIdentifier=$machine run_dotnet tool run dotnet-CycloneDX src/Tui/Tui.csproj --runtime "$machine" --output "$work/bill" --filename bom.json \
            --output-format Json --spec-version 1.6 --no-serial-number >>"$work/bill.log" 2>&1 && return
    cat "$work/bill.log" >&2
    return 1
)

packages_folder() { sed -n '/"packageFolders"/{n;s/^ *"\(.*\)": {}.*/\1/p;q}' "$1"; }
