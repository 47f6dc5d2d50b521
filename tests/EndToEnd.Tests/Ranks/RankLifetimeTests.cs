namespace Sandbox.EndToEnd.Tests.Ranks;

/// <summary>Whoever of a run of ranks is killed: nothing is left, neither processes nor Open MPI's files.</summary>
public class RankLifetimeTests
{
    public static TheoryData<string> Victims() => ["sandbox", "sandbox-host", "mpirun", "sandbox-front", "sandbox-reaper"];

    [Theory]
    [MemberData(nameof(Victims))]
    public async Task Nothing_is_left_when_one_of_them_is_killed(string victim)
    {
        RankRun run = new();
        using RunningProgram sandbox = run.Start("--fault", "hang");
        List<ProcessEntry> all = [];
        await Eventually.Assert(() => (all = Below(sandbox.Child.Pid)).Count(entry => entry.Name == "sandbox-reaper") == 4 && InJob(run), "four ranks that have begun");
        int pid = victim == "sandbox" ? sandbox.Child.Pid : all.First(entry => entry.Name == victim).Pid;

        Assert.Equal(0, LibC.kill(pid, LibC.SIGKILL));
        await sandbox.Child.Status.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await Eventually.Assert(() => all.TrueForAll(entry => ProcessEntry.Find(entry.Pid) is not { } now || now.Parent == Environment.ProcessId && now.State == 'Z' || now.Name != entry.Name),
            "the end of all processes", () => string.Join("; ", all.Select(entry => ProcessEntry.Find(entry.Pid)).OfType<ProcessEntry>()));
        all.ForEach(Orphans.Reap);
        await Eventually.Assert(() => !run.Left().Any(), "the end of all files", () => string.Join("; ", run.Left()));
    }

    [Fact]
    public async Task A_rank_whose_reaper_was_killed_has_ended_too_and_an_mpirun_that_then_stays_is_ended()
    {
        string programs = TestFolders.Create(), mpirun = Path.Combine(programs, "mpirun");
        await File.WriteAllTextAsync(mpirun, "#!/bin/sh\nPATH=${PATH#*:}\nmpirun \"$@\"\n[ \"$1\" = --version ] || exec sleep 1000\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(mpirun, (UnixFileMode)0b111_101_101);
        RankRun run = new() { Programs = programs };
        using RunningProgram sandbox = run.Start("--fault", "hang");
        List<ProcessEntry> all = [];
        await Eventually.Assert(() => (all = Below(sandbox.Child.Pid)).Count(entry => entry.Name == "sandbox-reaper") == 4 && InJob(run), "four ranks that have begun");

        Assert.Equal(0, LibC.kill(all.First(entry => entry.Name == "sandbox-reaper").Pid, LibC.SIGKILL));

        // Long before its timeout of 60 s.
        Finished finished = (await sandbox.Finish(TimeSpan.FromSeconds(30))).AssertExit(0);
        Assert.Contains("mpirun did not end when no rank was left, and was ended by the host", finished.Output, StringComparison.Ordinal);
        run.AssertNoFiles();
    }

    [Fact]
    public async Task The_folder_of_a_killed_run_stays_until_nobody_works_in_it_who_could_make_it_again()
    {
        RankRun run = new();
        using RunningProgram sandbox = run.Start("--fault", "hang");
        List<ProcessEntry> all = [];
        await Eventually.Assert(() => (all = Below(sandbox.Child.Pid)).Count(entry => entry.Name == "sandbox-reaper") == 4 && InJob(run), "four ranks that have begun");
        string folder = Assert.Single(run.Left());
        using RunningProgram late = new SandboxProgram { Program = "flock" }.Start("--no-fork", "--shared", folder, "sh", "-c", "echo works; exec sleep 600");
        await Eventually.Assert(() => late.Output.Contains("works", StringComparison.Ordinal), "a process that works in the folder, as a rank does");

        Assert.Equal(0, LibC.kill(all.First(entry => entry.Name == "sandbox-host").Pid, LibC.SIGKILL));
        await Eventually.Assert(() => all.TrueForAll(entry => entry.Name == "sandbox-cores" || ProcessEntry.Find(entry.Pid) is not { State: not 'Z' } now || now.Name != entry.Name), "the end of all others");
        Assert.True(Directory.Exists(folder));

        Assert.Equal(0, LibC.kill(late.Child.Pid, LibC.SIGKILL));
        await sandbox.Child.Status.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Eventually.Assert(() => !run.Left().Any(), "the end of all files", () => string.Join("; ", run.Left()));
        all.ForEach(Orphans.Reap);
    }

    private static bool InJob(RankRun run) => run.Left().Any();

    /// <summary>All that is below a process, however far.</summary>
    private static List<ProcessEntry> Below(int pid)
    {
        List<ProcessEntry> below = [];
        IReadOnlyList<ProcessEntry> all = ProcessEntry.All();
        for (List<int> parents = [pid]; parents.Count > 0;)
        {
            ProcessEntry[] children = [.. all.Where(entry => parents.Contains(entry.Parent))];
            below.AddRange(children);
            parents = [.. children.Select(child => child.Pid)];
        }
        return below;
    }
}
