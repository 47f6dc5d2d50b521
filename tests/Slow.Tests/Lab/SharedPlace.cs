namespace Sandbox.Slow.Tests.Lab;

/// <summary>
/// The folders that all users of a machine write to (/tmp, /var/tmp, /dev/shm), empty and small, in a mount namespace that only those see who enter it. The tests' own folders
/// are where they were.
/// </summary>
internal sealed class SharedPlace : IDisposable
{
    private const string Mounts = """
        tests=$0
        mount --bind "$tests" /mnt && mount -t tmpfs -o size=24m,mode=1777 none /tmp && mkdir -p "$tests" && mount --bind /mnt "$tests" &&
            mount -t tmpfs -o size=24m,mode=1777 none /var/tmp && mount -t tmpfs -o size=24m,mode=1777 none /dev/shm && echo ready && exec tail -f /dev/null
        """;

    private readonly RunningProgram _holder;

    private SharedPlace(RunningProgram holder) => _holder = holder;

    /// <summary>The folders.</summary>
    public static string[] Folders => ["/tmp", "/var/tmp", "/dev/shm"];

    /// <summary>Words of a command that enters and becomes what follows it.</summary>
    public IReadOnlyList<string> Enter => ["nsenter", "-t", $"{_holder.Child.Pid}", "-m", "--"];

    /// <summary>Makes it; it takes root.</summary>
    public static async Task<SharedPlace> Make()
    {
        string tests = Path.GetDirectoryName(TestFolders.Create())!;
        SharedPlace place = new(new SandboxProgram { Program = "unshare" }.Start("-m", "sh", "-c", Mounts, tests));
        await Eventually.Assert(() => place._holder.Output.Contains("ready", StringComparison.Ordinal), "the mounts", () => place._holder.Error);
        return place;
    }

    /// <summary>What a user owns in the folders.</summary>
    public async Task<string> Left(int user) =>
        (await new SandboxProgram { Program = "find", Around = Enter }.RunWith([.. Folders, "-xdev", "-uid", $"{user}"])).Output;

    public void Dispose() => _holder.Dispose();
}
