using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Ranks;

/// <summary>Runs of the model mpi by a user without privileges, in a folder of their own for temporary files.</summary>
internal sealed class RankRun
{
    private static readonly UnprivilegedUser User = new();

    /// <summary>Where its temporary files go.</summary>
    public string Folder { get; } = TestFolders.Create();

    /// <summary>A folder of programs that come before those of the machine; <c>null</c> for none.</summary>
    public string? Programs { get; init; }

    /// <summary>The program, started.</summary>
    public RunningProgram Start(params string[] options) =>
        Program.Start(["run", "--model", "mpi", .. options]);

    /// <summary>What a run prints whose standard input is these lines.</summary>
    public static async Task<string> Printed(string input, params string[] options)
    {
        RankRun run = new();
        using RunningProgram running = (run.Program with { Input = input }).Start(["run", "--model", "mpi", .. options]);
        Finished finished = (await running.Finish(TimeSpan.FromSeconds(120))).AssertExit(0);
        run.AssertNoFiles();
        return finished.Output;
    }

    /// <summary>The report of a run that can take place; fails where it left a process or a file behind.</summary>
    public static async Task<RunReport> Report(params string[] options)
    {
        RankRun run = new();
        using RunningProgram running = run.Start(["--json", .. options]);
        Finished finished = (await running.Finish(TimeSpan.FromSeconds(120))).AssertExit(0);
        Assert.Equal("", finished.Error);
        run.AssertNoFiles();
        return ReportJson.Read(finished.Output);
    }

    /// <summary>Fails where a file of Open MPI's or of ours is left.</summary>
    public void AssertNoFiles() => Assert.Empty(Left());

    /// <summary>The files and folders that are left.</summary>
    public IEnumerable<string> Left() => Directory.EnumerateFileSystemEntries(Folder, "*sandbox*").Concat(Directory.EnumerateFileSystemEntries(Folder, "*ompi*"));

    private SandboxProgram Program => new() { User = User, Variables = new Dictionary<string, string?> { ["TMPDIR"] = Folder, ["PATH"] = (Programs is null ? "" : Programs + ":") + Environment.GetEnvironmentVariable("PATH"), ["SANDBOX_LENGTH"] = "10000", ["SANDBOX_TIMEOUT"] = "60" } };
}
