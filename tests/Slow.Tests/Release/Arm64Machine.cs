using System.Text.RegularExpressions;

namespace Sandbox.Slow.Tests.Release;

/// <summary>
/// A machine of arm64 under qemu with nothing in it but a kernel, BusyBox, the C library and a release of the sandbox. It runs the commands that it is given, and powers
/// itself off.
/// </summary>
internal static partial class Arm64Machine
{
    private const string Boot = """
        cp -R "$0" root && cp -R "$1" root/opt/sandbox && mv init root/init && chmod 755 root/init && (cd root && find . | cpio -o -H newc --quiet) | gzip -1 >initrd || exit
        exec timeout 600 qemu-system-aarch64 -M virt -cpu max -m 1024 -smp 2 -nographic -nic none -no-reboot -kernel "$2" -initrd initrd -append "console=ttyAMA0 quiet loglevel=1 panic=-1"
        """;

    private const string Begin = """
        #!/bin/sh
        mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev; mkdir -p /dev/shm; mount -t tmpfs shm /dev/shm; mount -t tmpfs tmp /tmp
        export PATH=/bin:/opt/sandbox HOME=/tmp TMPDIR=/tmp TERM=dumb

        """;

    /// <summary>Has it run commands of a shell, and gives the exit code of each with what it wrote; <c>null</c> where no such machine can be made: it takes root, and the registries of Debian and Ubuntu.</summary>
    /// <param name="pages">How large its pages are, in KiB: 16 or 64.</param>
    /// <param name="program">The folder of the unpacked release; what else lies there is in <c>/opt/sandbox</c> too.</param>
    /// <param name="commands">Each one line, without a reader of its input.</param>
    public static async Task<IReadOnlyList<(int Code, string Text)>?> Run(int pages, string program, IEnumerable<string> commands)
    {
        if (await Arm64Packages.Folder is not { } packages)
            return null;
        string folder = TestFolders.Create();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "init"),
            Begin + string.Concat(commands.Select(command => $"echo @@BEGIN; {command} 2>&1; echo \"@@END $?\"\n")) + "poweroff -f\n");
        Finished booted = await Releasing.Run(folder, Boot, Path.Combine(packages, "machine"), program, Path.Combine(packages, $"kernel-{pages}"));
        return [.. Answer().Matches(booted.Output.Replace("\r", "")).Select(match => (int.Parse(match.Groups[2].Value), match.Groups[1].Value))];
    }

    [GeneratedRegex(@"@@BEGIN\n(.*?)@@END (\d+)\n", RegexOptions.Singleline)]
    private static partial Regex Answer();
}
