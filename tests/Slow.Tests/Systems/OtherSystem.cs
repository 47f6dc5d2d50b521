namespace Sandbox.Slow.Tests.Systems;

/// <summary>
/// Another Debian or Ubuntu in a folder, made by debootstrap once for all tests, with the sandbox in /opt/sandbox. What it is made of is signed: Ubuntu's keys
/// are a package of Debian 13. It takes root and the registries of both.
/// </summary>
internal sealed class OtherSystem
{
    // In namespaces of its own: what is mounted for it goes with it, and so do all processes.
    private const string Inside = """
        mount -t proc proc proc && mount -t tmpfs tmpfs dev/shm && mount --rbind /sys sys || exit 9
        chroot . setpriv --reuid 1234 --regid 1234 --clear-groups --inh-caps=-all env -i HOME=/home/lab TMPDIR=/home/lab TERM=xterm-256color PATH=/usr/bin:/bin LANG=C.UTF-8 "$@"
        """;

    // debootstrap itself finds its way through the base only: what depends on more is apt's to get.
    private const string Install = """
        mount -t proc proc proc && mount -t tmpfs tmpfs dev/shm || exit
        export DEBIAN_FRONTEND=noninteractive && chroot . apt-get update -q && exec chroot . apt-get install -y -q --no-install-recommends "$@"
        """;

    private readonly Lazy<Task<string?>> _folder;

    private OtherSystem(string suite, string mirror, params string[] packages) => _folder = new(() => Make(suite, mirror, packages));

    /// <summary>glibc 2.31.</summary>
    public static OtherSystem Debian11 { get; } = new("bullseye", Mirror.Debian);

    /// <summary>glibc 2.41, and Open MPI 5.</summary>
    public static OtherSystem Debian13 { get; } = new("trixie", Mirror.Debian, "openmpi-bin", "libopenmpi-dev", "gcc", "libc6-dev", "ubuntu-archive-keyring");

    /// <summary>glibc 2.35.</summary>
    public static OtherSystem Ubuntu2204 { get; } = new("jammy", Mirror.Ubuntu);

    /// <summary>glibc 2.39.</summary>
    public static OtherSystem Ubuntu2404 { get; } = new("noble", Mirror.Ubuntu);

    /// <summary>glibc 2.43.</summary>
    public static OtherSystem Ubuntu2604 { get; } = new("resolute", Mirror.Ubuntu);

    /// <summary>Where it lies; <c>null</c> where no such system can be made here.</summary>
    public Task<string?> Folder => _folder.Value;

    /// <summary>Runs a command in it as a user without privileges; <c>null</c> where no such system can be made here.</summary>
    public async Task<Finished?> Run(params string[] command)
    {
        if (await _folder.Value is not { } folder)
            return null;
        return await Shell(folder, "exec unshare -m -p --fork --kill-child sh -c \"$0\" inside \"$@\"", [Inside, .. command]);
    }

    private static async Task<string?> Make(string suite, string mirror, string[] packages)
    {
        if (!await Mirror.Serves(mirror, suite))
            return null;
        string folder = TestFolders.Create();
        // A debootstrap that is older than the suite has no script of its name: all of Ubuntu's are one and the same.
        string[] script = mirror == Mirror.Ubuntu ? ["/usr/share/debootstrap/scripts/gutsy"] : [];
        string[] keyring = [];
        if (mirror == Mirror.Ubuntu)
        {
            if (await Debian13.Folder is not { } keys)
                return null;
            keyring = [$"--keyring={Path.Combine(keys, "usr/share/keyrings/ubuntu-archive-keyring.gpg")}"];
        }
        (await Shell(folder, "exec unshare -m debootstrap --variant=minbase \"$@\"", ["debootstrap", .. keyring, suite, ".", mirror, .. script])).AssertExit(0);
        if (packages.Length > 0)
            (await Shell(folder, "exec unshare -m sh -c \"$0\" install \"$@\"", [Install, .. packages])).AssertExit(0);
        Executables.Copy(Path.GetDirectoryName(SandboxProgram.Location)!, Directory.CreateDirectory(Path.Combine(folder, "opt/sandbox")).FullName);
        (await Shell(folder, "chmod 755 . && chmod -R a+rX opt && mkdir -p home/lab && chown 1234:1234 home/lab", [])).AssertExit(0);
        return folder;
    }

    private static Task<Finished> Shell(string folder, string script, string[] arguments) => new SandboxProgram
    {
        Program = "sh",
        Directory = folder,
        Timeout = TimeSpan.FromMinutes(15),
        Variables = new Dictionary<string, string?> { ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin" },
    }.RunWith(["-c", script, .. arguments]);
}
