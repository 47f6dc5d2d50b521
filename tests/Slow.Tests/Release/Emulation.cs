namespace Sandbox.Slow.Tests.Release;

/// <summary>
/// Programs of arm64 run here by qemu-user. Where the kernel lets a user have a namespace of its own, its kinds of programs are told the kernel there,
/// and so an emulated program can start another; nothing of it is seen outside. Elsewhere one program alone runs.
/// </summary>
internal sealed class Emulation
{
    private const string Library = "/usr/aarch64-linux-gnu";

    /// <summary>The first bytes of a program of arm64, with a mask for those that differ; O, C, F: qemu gets the open file, as the user that it is, from the start.</summary>
    private const string Tell = """
        mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc || exit 99
        printf '%s' ':qemu-aarch64:M::\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00:\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:/usr/bin/qemu-aarch64-static:OCF' >/proc/sys/fs/binfmt_misc/register || exit 99
        """;

    private const string Enter = Tell + "\nexec \"$@\"";

    /// <summary>The same with another root, which is a whole system of arm64: qemu itself needs nothing there.</summary>
    private const string EnterRoot = Tell + """

        root=$1 && mount --bind "$2" "$root/opt" && shift 2 && mount -t proc proc "$root/proc" && mount --rbind /sys "$root/sys" && mount --rbind /dev "$root/dev" || exit 99
        mount -t tmpfs shm "$root/dev/shm" && mount -t tmpfs tmp "$root/tmp" || exit 99
        exec chroot "$root" /usr/bin/env -i PATH=/usr/bin:/opt HOME=/root TMPDIR=/tmp "$@"
        """;

    private Emulation(bool whole) => Whole = whole;

    /// <summary>Whether an emulated program can start others.</summary>
    public bool Whole { get; }

    /// <summary>Finds out what this machine lets us have.</summary>
    public static async Task<Emulation> Find()
    {
        Finished tried = await new SandboxProgram { Program = "unshare" }.RunWith(["-U", "-r", "-m", "bash", "-c", Enter, "bash", "true"]);
        return new Emulation(tried.ExitCode == 0);
    }

    /// <summary>Runs a program of arm64 in a folder of its own: qemu may write core files there.</summary>
    public Task<Finished> Run(string program, params string[] arguments)
    {
        string[] command = Whole
            ? ["-U", "-r", "-m", "bash", "-c", Enter, "bash", program, .. arguments]
            : ["-L", Library, program, .. arguments];
        return new SandboxProgram
        {
            Program = Whole ? "unshare" : "qemu-aarch64-static",
            Directory = TestFolders.Create(),
            Timeout = TimeSpan.FromMinutes(5),
            Variables = new Dictionary<string, string?>
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
                ["QEMU_LD_PREFIX"] = Library,
                ["OMPI_ALLOW_RUN_AS_ROOT"] = null,
            },
        }.RunWith(command);
    }

    /// <summary>Runs a program of arm64 in a system of arm64, with processes of its own and a folder at <c>/opt</c>; nothing of the system is written to. It takes <see cref="Whole"/>.</summary>
    public static Task<Finished> RunIn(string root, string folder, params string[] words) => new SandboxProgram
    {
        Program = "unshare",
        Timeout = TimeSpan.FromMinutes(5),
        Variables = new Dictionary<string, string?> { ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin" },
    }.RunWith(["-U", "-r", "-m", "-p", "--fork", "--kill-child", "bash", "-c", EnterRoot, "bash", root, folder, .. words]);
}
