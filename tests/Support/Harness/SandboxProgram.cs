using System.Diagnostics;
using System.Text.Json;
using Sandbox.Core.Status;

namespace Sandbox.Tests.Support.Harness;

/// <summary>What a program left behind: its raw wait status and what it wrote.</summary>
internal sealed record Finished(int RawStatus, string Output, string Error, TimeSpan Took)
{
    /// <summary>The exit code; <c>null</c> where a signal ended it.</summary>
    public int? ExitCode => new WaitStatus(RawStatus).ExitCode;

    /// <summary>The signal that ended it, or <c>null</c>.</summary>
    public int? Signal => new WaitStatus(RawStatus).Signal;

    /// <summary>Its standard output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails, with all that it wrote, unless it exited with a code.</summary>
    public Finished AssertExit(int code)
    {
        Assert.True(ExitCode == code, $"{new WaitStatus(RawStatus)}, not exited {code}\n{Error}\n{Output}");
        return this;
    }
}

/// <summary>
/// The program under test. It runs in an environment of its own (nothing is inherited), without a terminal, with a folder of its
/// own for HOME and TMPDIR.
/// </summary>
internal sealed record SandboxProgram
{
    /// <summary>Where the program is: the one that the checkout was built into, or the one that SANDBOX_PROGRAM names.</summary>
    public static string Location { get; } =
        Environment.GetEnvironmentVariable("SANDBOX_PROGRAM") ?? SourceTree.At("artifacts", "run", "sandbox");

    /// <summary>A file or folder that lies beside the program: its host, its lessons.</summary>
    public static string Beside(string name) => Path.Combine(Path.GetDirectoryName(Location)!, name);

    /// <summary>Another program in its place: a C counterpart, a shell script.</summary>
    public string Program { get; init; } = Location;

    /// <summary>Variables beside the few that are always there; <c>null</c> takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether nothing was ever run in its HOME: then the screen opens on the lessons.</summary>
    public bool Newcomer { get; init; }

    public string? Directory { get; init; }

    /// <summary>What stands on its standard input; nothing where <c>null</c>.</summary>
    public string? Input { get; init; }

    /// <summary>Who runs it; <c>null</c> for the user of the tests.</summary>
    public UnprivilegedUser? User { get; init; }

    /// <summary>Limits as prlimit(1) takes them: <c>--nproc=20</c>.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>Words in front of all others, of a command that becomes what follows it: a control group to enter, a mount namespace to make.</summary>
    public IReadOnlyList<string> Around { get; init; } = [];

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Runs it to its end, and fails where it left something behind.</summary>
    public static Task<Finished> Run(params IReadOnlyList<string> arguments) => new SandboxProgram().RunWith(arguments);

    /// <summary>Runs it to its end, and fails where it left something behind.</summary>
    public async Task<Finished> RunWith(params IReadOnlyList<string> arguments)
    {
        using RunningProgram running = Start(arguments);
        return await running.Finish(Timeout);
    }

    /// <summary>Starts it.</summary>
    public RunningProgram Start(params IReadOnlyList<string> arguments) => new(this, arguments);

    /// <summary>The command that runs it as its user and within its limits.</summary>
    public IReadOnlyList<string> CommandLine(IReadOnlyList<string> arguments)
    {
        string program = User is null ? Program : UnprivilegedUser.Reachable(Program);
        return [.. Around, .. User?.Prefix ?? [], .. Limits.Count == 0 ? [] : (string[])["prlimit", .. Limits, "--"], program, .. arguments];
    }

    /// <summary>Makes the trace that somebody leaves who has taken a lesson.</summary>
    private static void Learned(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "progress.jsonl"), "");
    }

    /// <summary>Its whole environment.</summary>
    public Dictionary<string, string> FullEnvironment(string mark)
    {
        string folder = TestFolders.Create();
        Dictionary<string, string?> all = new()
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["HOME"] = folder,
            ["TMPDIR"] = folder,
            ["LANG"] = "C.UTF-8",
            // The framework that runs the tests is there; another may not be.
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..")),
            [Leaks.Marker] = mark,
            // Open MPI's own way for root to consent: what tests run as root, users run without.
            ["OMPI_ALLOW_RUN_AS_ROOT"] = "1",
            ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1",
        };
        foreach ((string name, string? value) in Variables)
            all[name] = value;
        if (!Newcomer && User is null)
            Learned(Path.Combine(folder, ".local", "state", "sandbox"));
        return all.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
    }
}

/// <summary>A program under way.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly long _start = Stopwatch.GetTimestamp(), _since = ProcessEntry.Now;
    private readonly Pipe _input = Pipe.ToChild(), _output = Pipe.FromChild(), _error = Pipe.FromChild();

    public RunningProgram(SandboxProgram program, IReadOnlyList<string> arguments)
    {
        IReadOnlyList<string> command = program.CommandLine(arguments);
        Child = ChildProcess.Start(new ChildStart(command[0], [.. command.Skip(1)])
        {
            Environment = program.FullEnvironment(_mark),
            Directory = program.Directory,
            Descriptors = (_input.Theirs, _output.Theirs, _error.Theirs),
        });
        _input.HandOver();
        _output.HandOver();
        _error.HandOver();
        _ = _input.WriteAll(program.Input ?? "");
    }

    public ChildProcess Child { get; }

    /// <summary>What it has written to standard output until now.</summary>
    public string Output => _output.Text;

    /// <summary>What it has written to standard error until now.</summary>
    public string Error => _error.Text;

    /// <summary>The processes of its session, itself included.</summary>
    public IReadOnlyList<ProcessEntry> Processes() => [.. ProcessEntry.All().Where(entry =>
        entry.Session == Child.Pid || (entry.Started >= _since && entry.WasStartedWith($"{Leaks.Marker}={_mark}")))];

    /// <summary>Waits for its end, and fails where it left something behind.</summary>
    public async Task<Finished> Finish(TimeSpan? within = null)
    {
        TimeSpan deadline = within ?? TimeSpan.FromSeconds(60);
        if (await Task.WhenAny(Child.Status, Task.Delay(deadline)) != Child.Status)
        {
            Dispose();
            Assert.Fail($"still running after {deadline.TotalSeconds} s\n{Error}\n{Output}");
        }

        TimeSpan took = Stopwatch.GetElapsedTime(_start);
        await Leaks.AssertNone(Child.Pid, _mark, since: _since);
        await Task.WhenAll(_output.End, _error.End).WaitAsync(TimeSpan.FromSeconds(10));
        return new Finished(await Child.Status, Output, Error, took);
    }

    /// <summary>Ends it and all that it started, where it still runs.</summary>
    public void Dispose()
    {
        foreach (ProcessEntry entry in Child.Status.IsCompleted ? [] : Processes())
            _ = LibC.kill(entry.Pid, LibC.SIGKILL);
        _input.Dispose();
        _output.Dispose();
        _error.Dispose();
    }
}
