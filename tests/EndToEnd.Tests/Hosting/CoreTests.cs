using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Cores of real workers: seen in the status, looked at, and gone, whatever dies.</summary>
public class CoreTests
{
    /// <summary>Where this machine sends cores; the tests hold for each.</summary>
    private static readonly CorePlace Place = CoreWords.PlaceOf(File.ReadAllText("/proc/sys/kernel/core_pattern")[0]);

    public static TheoryData<string> Waits() => [.. WaitCatalogue.All.Where(wait => wait.LearnsEnds).Select(wait => wait.Id)];

    public static TheoryData<string> Models() => [.. ModelCatalogue.Own.Where(model => model.Waitable).Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task However_the_parent_waits_bit_7_is_set_and_the_core_is_told_of(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "segfault") with { Core = true, Wait = wait });

        AssertDumped(report, 0x008b);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task In_every_model_of_processes_a_signal_that_dumps_leaves_a_core(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "abort") with { Core = true });

        AssertDumped(report, 0x0086);
    }

    [Fact]
    public async Task Who_is_killed_or_exits_leaves_none()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "kill") with { Core = true });

        Assert.Equal((0x0009, 0), (report.Workers[2].Status!.Value.Raw, report.Cores.Length));
    }

    [Fact]
    public async Task A_core_that_is_kept_is_an_elf_core_of_the_size_that_was_told()
    {
        Finished finished = await Sandbox(out string folder).RunWith("run", "--json", "--length", "1000", "--fault", "segfault", "--core", "--keep-core", "--restart", "1", "--no-history");

        RunReport report = ReportJson.Read(finished.AssertExit(0).Output);
        Assert.Equal(2, report.Cores.Length);
        Assert.All(report.Cores, core =>
        {
            Assert.Equal((CoreWords.WordOf(Place), true), (core.To, core.Kept));
            if (Place != CorePlace.Folder)
                return;
            Assert.StartsWith(folder, core.Path!, StringComparison.Ordinal);
            using FileStream file = File.OpenRead(core.Path!);
            byte[] head = new byte[18];
            file.ReadExactly(head);
            // "\x7fELF", and e_type is ET_CORE.
            Assert.Equal((core.Bytes, 0x7f, (byte)'E', 4), (file.Length, head[0], head[1], head[16]));
            Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(Path.GetDirectoryName(Path.GetDirectoryName(core.Path!))!));
        });
    }

    [Fact]
    public async Task Without_the_option_there_is_no_core_and_nothing_is_said_of_one()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "segfault"));

        Assert.Equal((0x000b, true), (report.Workers[2].Status!.Value.Raw, report.Cores.IsEmpty));
    }

    [Fact]
    public async Task Where_no_process_may_leave_a_core_the_run_is_refused()
    {
        Finished finished = await new SandboxProgram { Limits = ["--core=0:0"] }.RunWith("run", "--core");

        Assert.Contains("RLIMIT_CORE (ulimit -Hc) of 0", finished.AssertExit(3).Error);
    }

    public enum Victim
    {
        Sandbox,
        Host,
        Worker,

        /// <summary>Who removes the cores when the others were killed.</summary>
        Watcher,

        /// <summary>All but the watcher.</summary>
        AllOthers,
    }

    [Theory]
    [InlineData(Victim.Sandbox)]
    [InlineData(Victim.Host)]
    [InlineData(Victim.Worker)]
    [InlineData(Victim.Watcher)]
    [InlineData(Victim.AllOthers)]
    public async Task Whoever_is_killed_at_whatever_moment_no_core_and_no_process_is_left(Victim victim)
    {
        Random random = new((int)victim);
        for (int round = 0; round < 4; round++)
        {
            using RunningProgram running = Sandbox(out string folder).Start(
                "run", "--fault", "segfault", "--faulty", "all", "--core", "--restart", "20", "--wait", "any", "--no-history", "--length", "100000");
            int least = random.Next(0, 4);
            await Eventually.Assert(() => running.Child.Status.IsCompleted || running.Processes().Count > least, "a moment to kill at");
            foreach (ProcessEntry entry in running.Processes())
            {
                Victim one = Is(entry, running.Child.Pid);
                if (one == victim || (victim == Victim.AllOthers && one != Victim.Watcher))
                    _ = LibC.kill(entry.Pid, LibC.SIGKILL);
            }
            if (victim is Victim.Worker or Victim.Watcher)
                running.Child.Send(LibC.SIGTERM);
            await running.Finish();
            await Eventually.Assert(() => Directory.GetFileSystemEntries(folder).Length == 0, $"{folder} to be empty");
        }
    }

    private static Victim Is(ProcessEntry entry, int sandbox) => entry.Name == "sandbox-cores" ? Victim.Watcher : entry.Pid == sandbox ? Victim.Sandbox : entry.Parent == sandbox ? Victim.Host : Victim.Worker;

    private static SandboxProgram Sandbox(out string folder)
    {
        folder = TestFolders.Create();
        return new SandboxProgram { Variables = new Dictionary<string, string?> { ["TMPDIR"] = folder, ["HOME"] = TestFolders.Create() } };
    }

    private static void AssertDumped(RunReport report, int raw)
    {
        Assert.Equal((raw, true), (report.Workers[2].Status!.Value.Raw, report.Workers[2].Status!.Value.CoreDumped));
        CoreReport core = Assert.Single(report.Cores);
        Assert.Equal((2, report.Workers[2].Pid!.Value, CoreWords.WordOf(Place), (string?)null), (core.Worker, core.Pid, core.To, core.Path));
        Assert.Equal(Place == CorePlace.Folder, core.Bytes > 0);
        Assert.Contains("core dumped", VerdictSentence.Of(report), StringComparison.Ordinal);
    }
}
