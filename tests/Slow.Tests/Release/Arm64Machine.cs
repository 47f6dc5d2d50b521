using System.Text.RegularExpressions;
using Sandbox.Slow.Tests.Systems;

namespace Sandbox.Slow.Tests.Release;

/// <summary>
/// A machine of arm64 under qemu, with a kernel of Debian 13 whose pages have 16 KiB, and nothing in it but BusyBox, the C library and a release of the sandbox. It runs
/// the commands that it is given, and powers itself off.
/// </summary>
internal static partial class Arm64Machine
{
    /// <summary>Gets the kernel, BusyBox and the C library into the folder, as signed packages of Debian 13.</summary>
    private const string Get = """
        folder=$PWD && mkdir "$0/tmp/arm64" && chroot "$0" sh -c '
            dpkg --add-architecture arm64 && apt-get update -q && cd /tmp/arm64 || exit
            kernel=$(apt-cache depends linux-image-arm64-16k:arm64 | sed -n "s/.*Depends: \(linux-image-[^: ]*16k\).*/\1/p" | head -n 1)
            apt-get download "$kernel:arm64" busybox-static:arm64 libc6:arm64' >&2 || exit
        for package in "$0"/tmp/arm64/*.deb; do dpkg-deb -x "$package" unpacked || exit; done
        mv unpacked/boot/vmlinuz-* kernel
        mkdir -p root/bin root/proc root/sys root/dev root/tmp root/var/tmp root/lib/aarch64-linux-gnu root/opt && mv unpacked/usr/bin/busybox root/bin/ || exit
        for command in sh mount mkdir poweroff cat dd rm sleep; do ln -s busybox root/bin/$command; done
        mv unpacked/usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1 root/lib/ && mv unpacked/usr/lib/aarch64-linux-gnu/libc.so.6 unpacked/usr/lib/aarch64-linux-gnu/libm.so.6 root/lib/aarch64-linux-gnu/
        """;

    private const string Boot = """
        cp -R "$0" root/opt/sandbox && chmod 755 root/init && (cd root && find . | cpio -o -H newc --quiet) | gzip -1 >initrd || exit
        exec timeout 600 qemu-system-aarch64 -M virt -cpu max -m 1024 -smp 2 -nographic -nic none -no-reboot -kernel kernel -initrd initrd -append "console=ttyAMA0 quiet loglevel=1 panic=-1"
        """;

    private const string Begin = """
        #!/bin/sh
        mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev; mkdir -p /dev/shm; mount -t tmpfs shm /dev/shm; mount -t tmpfs tmp /tmp
        export PATH=/bin:/opt/sandbox HOME=/tmp TMPDIR=/tmp TERM=dumb

        """;

    /// <summary>Has it run commands of a shell, and gives the exit code of each with what it wrote; <c>null</c> where no such machine can be made: it takes root, and the registry of Debian.</summary>
    /// <param name="program">The folder of the unpacked release.</param>
    /// <param name="commands">Each one line, without a reader of its input.</param>
    public static async Task<IReadOnlyList<(int Code, string Text)>?> Run(string program, IEnumerable<string> commands)
    {
        string folder = TestFolders.Create();
        if (await OtherSystem.Debian13.Folder is not { } packages || (await Releasing.Run(folder, Get, packages)).ExitCode != 0)
            return null;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "root/init"),
            Begin + string.Concat(commands.Select(command => $"echo @@BEGIN; {command} 2>&1; echo \"@@END $?\"\n")) + "poweroff -f\n");
        Finished booted = await Releasing.Run(folder, Boot, program);
        return [.. Answer().Matches(booted.Output.Replace("\r", "")).Select(match => (int.Parse(match.Groups[2].Value), match.Groups[1].Value))];
    }

    [GeneratedRegex(@"@@BEGIN\n(.*?)@@END (\d+)\n", RegexOptions.Singleline)]
    private static partial Regex Answer();
}
