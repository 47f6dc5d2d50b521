using Sandbox.Core.Runs;

namespace Sandbox.Tests.Support.Harness;

/// <summary>
/// Several machines on one: network namespaces with a name, a memory and processes of their own (hostlab.sh). Where the kernel allows none, names alone:
/// then an agent starts the daemons of both hosts on this machine, and the ranks still have no other way to the run than their guards.
/// </summary>
internal sealed class HostLab : IDisposable
{
    private readonly string _folder = TestFolders.Create();
    private FileStream? _hold;
    private RunningProgram? _lab;
    private string? _root;
    private int _first;

    /// <summary>Whether the hosts are namespaces.</summary>
    public bool HasNamespaces => _first != 0;

    /// <summary>Makes the hosts a, b, and others by their letters.</summary>
    public static Task<HostLab> Make(params IReadOnlyList<string> others) => MakeIn(null, others);

    /// <summary>Makes them with another system, which is in a folder that has the program under test at /opt/sandbox.</summary>
    public static async Task<HostLab> MakeIn(string? root, params IReadOnlyList<string> others)
    {
        HostLab lab = new() { _root = root };
        foreach (string name in (IEnumerable<string>)["a", .. others])
            Directory.CreateDirectory(lab.FolderOf(name));
        if (!await lab.TryNamespaces(others))
            await lab.WriteAgent();
        return lab;
    }

    /// <summary>Starts a run of ranks on the first host, as root there.</summary>
    public RunningProgram Start(params IReadOnlyList<string> options)
    {
        string agent = HasNamespaces ? $"{Path.Combine(_folder, "hostlab")} agent" : Path.Combine(_folder, "agent");
        IReadOnlyList<string> words = ["run", "--model", "mpi", "--mpi-as-root", "--mpi-agent", agent, .. options];
        return new SandboxProgram
        {
            Program = HasNamespaces ? "nsenter" : SandboxProgram.Location,
            Variables = new Dictionary<string, string?> { ["TMPDIR"] = FolderOf("a"), ["SANDBOX_LENGTH"] = "10000", ["SANDBOX_TIMEOUT"] = "60" },
        }.Start(!HasNamespaces ? words : _root is null ? [.. Into(_first), SandboxProgram.Location, .. words] : [.. Into(_first), "chroot", _root, "/opt/sandbox/sandbox", .. words, "--no-history"]);
    }

    /// <summary>The report of a run; fails where it left something on a host.</summary>
    public async Task<RunReport> Report(params IReadOnlyList<string> options)
    {
        using RunningProgram running = Start(["--json", .. options]);
        Finished finished = (await running.Finish(TimeSpan.FromSeconds(120))).AssertExit(0);
        Assert.Equal("", finished.Error);
        await AssertNothingLeft();
        return ReportJson.Read(finished.Output);
    }

    /// <summary>The processes of a run on all hosts, as this machine sees them.</summary>
    public IReadOnlyList<ProcessEntry> Processes() => [.. ProcessEntry.All().Where(entry => entry.Name is not ("hostlab" or "nsenter" or "unshare") && entry.State != 'Z' && IsOfRun(entry.Pid))];

    /// <summary>The agents of a run: what ssh would be.</summary>
    public IReadOnlyList<ProcessEntry> Agents() => [.. ProcessEntry.All().Where(entry => entry.State != 'Z' && Told($"/proc/{entry.Pid}/cmdline").StartsWith($"{Path.Combine(_folder, HasNamespaces ? "hostlab" : "agent")}\0agent", StringComparison.Ordinal))];

    /// <summary>Fails unless all hosts come to be as they were before: no process, no file, no shared memory.</summary>
    public async Task AssertNothingLeft() => await Eventually.Assert(() => Left().Count == 0, "nothing left on any host", () => string.Join("; ", Left()));

    /// <summary>What a run has left.</summary>
    public IReadOnlyList<string> Left() =>
    [
        .. Processes().Select(entry => entry.ToString()),
        .. Directory.GetDirectories(_folder).SelectMany(Directory.EnumerateFileSystemEntries).Where(path => Path.GetFileName(path) != ".local"),
        .. Machines().SelectMany(pid => Directory.EnumerateFileSystemEntries($"/proc/{pid}/root{_root}/dev/shm")),
    ];

    public void Dispose()
    {
        _hold?.Dispose();
        _lab?.Dispose();
    }

    private static IReadOnlyList<string> Into(int pid) => [.. Environment.IsPrivilegedProcess ? [] : (string[])["--user", "--preserve-credentials"], "-t", $"{pid}", "--net", "--uts", "--ipc", "--mount", "--pid", "--"];

    private string FolderOf(string host) => Path.Combine(_folder, host);

    private async Task<bool> TryNamespaces(IReadOnlyList<string> others)
    {
        string program = await Gcc.Program(await Text("hostlab.c")), script = Path.Combine(_folder, "hostlab.sh"), hold = Path.Combine(_folder, "hold");
        File.Copy(program, Path.Combine(_folder, "hostlab"));
        await File.WriteAllTextAsync(script, await Text("hostlab.sh"));
        (await new SandboxProgram { Program = "mkfifo" }.RunWith(hold)).AssertExit(0);
        _lab = new SandboxProgram { Program = "unshare", Variables = new Dictionary<string, string?> { ["HOSTLAB_ROOT"] = _root } }.Start(
        [
            .. Environment.IsPrivilegedProcess ? [] : (string[])["--user", "--map-root-user"], "--net", "--uts", "--ipc", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
            "sh", script, Path.Combine(_folder, "hostlab"), _folder, .. others,
        ]);
        await Eventually.Assert(() => _lab.Child.Status.IsCompleted || File.Exists(Path.Combine(_folder, "ready")), "hosts that are ready", () => _lab.Error, TimeSpan.FromSeconds(60));
        if (_lab.Child.Status.IsCompleted)
            return false;
        File.Delete(Path.Combine(_folder, "ready"));
        _hold = new FileStream(hold, FileMode.Open, FileAccess.Write);
        _first = ProcessEntry.All().Single(entry => entry.Parent == _lab.Child.Pid).Pid;
        return true;
    }

    private async Task WriteAgent()
    {
        string agent = Path.Combine(_folder, "agent");
        await File.WriteAllTextAsync(agent, $"#!/bin/sh\nexport TMPDIR='{_folder}'/$1\nshift\nexec sh -c \"$*\"\n");
        File.SetUnixFileMode(agent, (UnixFileMode)0b111_101_101);
    }

    /// <summary>The first process of each host.</summary>
    private IEnumerable<int> Machines() => !HasNamespaces ? [] : ProcessEntry.All().Where(entry => entry.Name == "hostlab" && IsFirstOfLab(entry.Pid)).Select(entry => entry.Pid);

    private bool IsFirstOfLab(int pid) => Told($"/proc/{pid}/cmdline").Contains(_folder, StringComparison.Ordinal)
        && Told($"/proc/{pid}/status").Split('\n').Any(line => line.StartsWith("NSpid:", StringComparison.Ordinal) && line.EndsWith("\t1", StringComparison.Ordinal));

    private bool IsOfRun(int pid) => Told($"/proc/{pid}/environ").Split('\0').Any(word => word.StartsWith($"TMPDIR={_folder}/", StringComparison.Ordinal));

    /// <summary>What /proc tells of a process; nothing where it is gone.</summary>
    private static string Told(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static Task<string> Text(string name) => File.ReadAllTextAsync(SourceTree.At("tests", "Support", "Harness", name));
}
