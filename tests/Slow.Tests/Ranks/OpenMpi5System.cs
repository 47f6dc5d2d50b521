namespace Sandbox.Slow.Tests.Ranks;

/// <summary>A Debian 13 with its Open MPI 5, in a folder: made by debootstrap, once for all tests.</summary>
internal static class OpenMpi5System
{
    private static readonly Lazy<Task<string?>> Made = new(Make);

    // In namespaces of its own: what is mounted for it goes with it, and so do all processes.
    private const string Inside = """
        mount -t proc proc proc && mount -t tmpfs tmpfs dev/shm && mount --rbind /sys sys || exit 9
        chroot . setpriv --reuid 1234 --regid 1234 --clear-groups --inh-caps=-all env -i HOME=/home/lab TMPDIR=/home/lab PATH=/usr/bin:/bin LANG=C.UTF-8 "$@"
        """;

    /// <summary>Runs a command in it as a user without privileges; <c>null</c> where no such system can be made here: it takes root, and the registry of Debian.</summary>
    public static async Task<Finished?> Run(params string[] command)
    {
        if (await Made.Value is not { } folder)
            return null;
        return await Shell(folder, "exec unshare -m -p --fork --kill-child sh -c \"$0\" inside \"$@\"", [Inside, .. command]);
    }

    /// <summary>Its folder; <c>null</c> where no such system can be made here.</summary>
    public static Task<string?> Folder() => Made.Value;

    private static async Task<string?> Make()
    {
        string folder = TestFolders.Create();
        Finished made = await Shell(
            folder, "[ $(id -u) = 0 ] && exec unshare -m debootstrap --variant=minbase --include=openmpi-bin,libopenmpi-dev,gcc,libc6-dev trixie . http://deb.debian.org/debian", []);
        if (made.ExitCode != 0)
            return null;
        Executables.Copy(Path.GetDirectoryName(SandboxProgram.Location)!, Directory.CreateDirectory(Path.Combine(folder, "opt/sandbox")).FullName);
        File.Copy(SourceTree.At("tests", "Slow.Tests", "Ranks", "rounds.sh"), Path.Combine(folder, "opt/rounds.sh"));
        return (await Shell(folder, "chmod 755 . && chmod -R a+rX opt && mkdir -p home/lab && chown 1234:1234 home/lab", [])).ExitCode == 0 ? folder : null;
    }

    private static Task<Finished> Shell(string folder, string script, string[] arguments) => new SandboxProgram
    {
        Program = "sh",
        Directory = folder,
        Timeout = TimeSpan.FromMinutes(15),
        Variables = new Dictionary<string, string?> { ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin" },
    }.RunWith(["-c", script, .. arguments]);
}
