namespace Sandbox.Chaos;

/// <summary>
/// A round's own folders. What it starts sees them as <c>/tmp</c>, <c>/var/tmp</c>, <c>/dev/shm</c> and <c>/run</c>, in a mount namespace of its own: what is found there
/// afterwards was left by nobody else.
/// </summary>
internal sealed class Place
{
    /// <summary>Where the round's folder and the program's are seen in the namespace.</summary>
    private const string Own = "/media", Programs = "/mnt";

    // Its pid, its session and its terminal stay those of the program: unshare and the shell become it.
    private const string Enter = """
        mount --bind "$1" /mnt && mount --bind "$2" /media && mount --bind /media/tmp /tmp && mount --bind /media/vartmp /var/tmp &&
        mount --bind /media/shm /dev/shm && mount --bind /media/run /run && cd /media/work || exit 99
        shift 2
        exec "$@"
        """;

    private static readonly string[] Watched = ["tmp", "vartmp", "shm", "run", "tmpdir"];

    private readonly string _folder = TestFolders.Create();
    private readonly string _token;

    public Place(string token)
    {
        _token = token;
        foreach (string name in (string[])[.. Watched, "home", "work", "bin"])
            Directory.CreateDirectory(At(name));
        // Somebody has taken a lesson: the screen opens where runs are set up.
        Directory.CreateDirectory(At("home/.local/state/sandbox"));
        File.WriteAllText(At("home/.local/state/sandbox/progress.jsonl"), "");
    }

    /// <summary>Where a file that was <see cref="Bring">brought</see> is seen by what the round starts.</summary>
    public static string Seen(string name) => $"{Own}/bin/{name}";

    /// <summary>A path in the round's folder, as this program sees it.</summary>
    public string At(string path) => Path.Combine(_folder, path);

    /// <summary>Copies a file to where the round sees it.</summary>
    public void Bring(string file, string name) => File.Copy(file, At($"bin/{name}"));

    /// <summary>How a program is started here.</summary>
    public SandboxProgram Program(IReadOnlyDictionary<string, string?> variables, string input) => new()
    {
        Program = "unshare",
        Input = input,
        Variables = new Dictionary<string, string?>(variables)
        {
            ["HOME"] = $"{Own}/home",
            ["TMPDIR"] = $"{Own}/tmpdir",
            [Leaks.Marker] = _token,
        },
    };

    /// <summary>The arguments of <see cref="Program"/> that run the sandbox.</summary>
    public IReadOnlyList<string> Sandbox(IReadOnlyList<string> arguments) => Command([$"{Programs}/{Path.GetFileName(SandboxProgram.Location)}", .. arguments]);

    /// <summary>The arguments of <see cref="Program"/> that run any command.</summary>
    public IReadOnlyList<string> Command(IReadOnlyList<string> command) =>
        ["-m", "bash", "-c", Enter, "enter", Path.GetDirectoryName(SandboxProgram.Location)!, _folder, .. command];

    /// <summary>Every file that should not be there, in words.</summary>
    public IEnumerable<string> Strangers()
    {
        foreach (string folder in Watched)
        {
            foreach (string path in Directory.EnumerateFileSystemEntries(At(folder)))
                yield return $"left in {folder}: {Path.GetFileName(path)}";
        }
        // What was asked for by name, and where documents say that things are kept.
        foreach (string path in Directory.EnumerateFileSystemEntries(At("work")))
        {
            if (!path.EndsWith(".cast", StringComparison.Ordinal))
                yield return $"left in the working directory: {Path.GetFileName(path)}";
        }
        foreach (string path in Directory.EnumerateFiles(At("home"), "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(At("home"), path);
            if (name is not (".local/state/sandbox/history.jsonl" or ".local/state/sandbox/progress.jsonl"))
                yield return $"left in HOME: {name}";
            else if (Torn(path) is { } line)
                yield return $"{name} has a line that is incomplete: {line}";
        }
    }

    /// <summary>Removes all of it.</summary>
    public void Remove() => Directory.Delete(_folder, recursive: true);

    private static string? Torn(string path)
    {
        string text = File.ReadAllText(path);
        if (text.Length > 0 && !text.EndsWith('\n'))
            return text[^Math.Min(text.Length, 100)..];
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(line => !JsonWord.IsWhole(line));
    }
}
