using Sandbox.Slow.Tests.Systems;

namespace Sandbox.Slow.Tests.Release;

/// <summary>Signed packages for arm64, unpacked: two kernels with what they need to run a program, and Open MPI with all that it needs. A Debian 13 gets them.</summary>
internal static class Arm64Packages
{
    /// <summary>
    /// In the folder: <c>kernel-16</c>, Debian 13's for pages of 16 KiB; <c>kernel-64</c>, Ubuntu 26.04's for pages of 64 KiB, which lies packed in an EFI program in another;
    /// <c>machine</c> with BusyBox and the C library, for both; <c>ranks</c> with Open MPI, bash and coreutils.
    /// </summary>
    private const string Get = """
        mkdir -p "$0/tmp/arm64/ranks/partial" && chroot "$0" sh -c '
            dpkg --add-architecture arm64 && cat >/etc/apt/sources.list.d/resolute.sources && apt-get update -q && cd /tmp/arm64 || exit
            kernel() { apt-cache depends "$1:arm64" | sed -n "s/.*Depends: \(linux-image-[0-9][^: ]*\).*/\1:arm64/p" | head -n 1; }
            apt-get download "$(kernel linux-image-arm64-16k)" "$(kernel linux-image-generic-64k)" busybox-static:arm64/trixie libc6:arm64/trixie || exit
            rm /etc/apt/sources.list.d/resolute.sources; : >none
            arm64="-q -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State::status=$PWD/none -o Dir::Cache::archives=$PWD/ranks"
            apt-get $arm64 update && apt-get $arm64 -y --no-install-recommends --download-only install openmpi-bin bash coreutils' >&2 <<END || exit
        Types: deb
        URIs: http://archive.ubuntu.com/ubuntu
        Suites: resolute
        Components: main
        Architectures: arm64
        Signed-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg
        END
        for package in "$0"/tmp/arm64/*.deb; do dpkg-deb -x "$package" unpacked || exit; done
        mkdir machine && cd machine && mkdir -p bin proc sys dev tmp var/tmp lib/aarch64-linux-gnu opt && mv ../unpacked/usr/bin/busybox bin/ || exit
        for command in sh mount mkdir poweroff cat dd rm sleep; do ln -s busybox bin/$command; done
        libraries=../unpacked/usr/lib/aarch64-linux-gnu
        mv $libraries/ld-linux-aarch64.so.1 lib/ && mv $libraries/libc.so.6 $libraries/libm.so.6 lib/aarch64-linux-gnu/ && cd .. || exit
        mv unpacked/boot/vmlinuz-*16k kernel-16 && aarch64-linux-gnu-objcopy -O binary --dump-section .linux=packed unpacked/boot/vmlinuz-*64k /dev/null || exit
        number() { od -An -tu4 -j "$1" -N 4 packed | tr -d ' '; }
        tail -c +$(($(number 8) + 1)) packed | head -c "$(number 12)" | zstd -dqc >kernel-64 && rm -r unpacked packed || exit
        mkdir ranks && for package in "$0"/tmp/arm64/ranks/*.deb; do dpkg-deb -x "$package" ranks || exit; done
        cd ranks && ln -s bash usr/bin/sh && ln -s mpirun.openmpi usr/bin/mpirun && mkdir -p opt && chmod -R a+rX . && rm -r "$0/tmp/arm64"
        """;

    private static readonly Lazy<Task<string?>> Made = new(Find);

    /// <summary>Where they lie; <c>null</c> where they cannot be had: it takes root, and the registries of Debian and Ubuntu.</summary>
    public static Task<string?> Folder => Made.Value;

    private static async Task<string?> Find()
    {
        if (await OtherSystem.Debian13.Folder is not { } debian || !await Mirror.Serves(Mirror.Ubuntu, "resolute"))
            return null;
        string folder = TestFolders.Create();
        (await Releasing.Run(folder, Get, debian)).AssertExit(0);
        return folder;
    }
}
