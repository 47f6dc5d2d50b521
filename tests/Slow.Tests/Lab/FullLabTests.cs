using System.Diagnostics;
using System.Globalization;
using Sandbox.Slow.Tests.Runs;

namespace Sandbox.Slow.Tests.Lab;

/// <summary>
/// Thirty people on one machine, who all start a run of 64 workers at once: each run ends as it does where nobody else is there, or is refused with the
/// numbers. Nothing is lost of the histories, and nothing is left.
/// </summary>
[Collection(nameof(ByThemselves))]
public class FullLabTests(ITestOutputHelper output)
{
    private const int People = 30;

    // What docs/teachers.md gives a user of a lab: enough for a run of 64 workers, and for every lesson.
    private const string Processes = "--nproc=256";

    [Theory]
    // 64 programs with a runtime each are counted as 200 processes and threads.
    [InlineData(200, false)]
    [InlineData(256, true)]
    public async Task Thirty_users_with_so_many_processes_each_all_have_their_runs(int processes, bool spawnsToo)
    {
        (Learner[] learners, LabRun[] runs) = await Lab();

        Stopwatch time = Stopwatch.StartNew();
        int right = await AllAtOnce(learners, runs, learner => learner.Program() with { Limits = [Line($"--nproc={processes}")] });

        output.WriteLine(Line($"{right} of {People} runs of 64 workers were right with {processes} processes and threads each, in {time.Elapsed.TotalSeconds:0.0} s"));
        Assert.Equal(spawnsToo ? People : runs.Take(People).Count(run => !run.Spawns), right);
    }

    [Fact]
    public async Task Whoever_may_have_fewer_processes_than_workers_is_refused_with_the_numbers()
    {
        (Learner[] learners, LabRun[] runs) = await Lab();
        if (!Learner.AreUsers)
            learners = [.. learners.Take(1)];

        int right = await AllAtOnce(learners, runs, learner => learner.Program() with { Limits = ["--nproc=40"] });

        Assert.Equal(0, right);
    }

    [Fact]
    public async Task In_a_control_group_with_room_for_ten_of_them_the_others_are_refused_with_the_numbers()
    {
        const int Tasks = 800;
        (Learner[] learners, LabRun[] runs) = await Lab();
        using ControlGroup? group = ControlGroup.OfTasks(Tasks);
        if (group is null)
            output.WriteLine("no control group can be made here: RLIMIT_NPROC, one for all, stands in its place");
        // Where no group is to be had: one user, whose limit counts all of them together.
        Learner one = learners[0];

        int right = await AllAtOnce(learners, runs, learner => group is null ? one.Program() with { Limits = [Line($"--nproc={Tasks}")] } : learner.Program(group.Enter) with { Limits = [Processes] }, group is null ? one : null, "3");

        output.WriteLine(Line($"{right} of {People} runs were right with {Tasks} processes and threads for all, the others refused"));
        Assert.InRange(right, 1, People);
        if (group is not null)
            Assert.Empty(group.Processes);
    }

    [Fact]
    public async Task In_control_groups_without_room_for_the_array_it_is_refused_with_the_numbers_and_a_small_one_runs()
    {
        (Learner[] learners, LabRun[] runs) = await Lab();
        ControlGroup?[] groups = [.. learners.Select(_ => ControlGroup.OfMemory(512 << 20))];
        try
        {
            if (groups.Any(group => group is null))
                output.WriteLine("no control group can be made here: RLIMIT_DATA stands in its place for the refusals");
            int index = 0;
            int right = await AllAtOnce(learners, runs, learner => groups[index++] is { } group ? learner.Program(group.Enter) with { Limits = [Processes] } : learner.Program());
            Assert.InRange(right, runs.Take(People).Count(run => !run.Spawns), People);
            output.WriteLine(Line($"{right} of {People} runs were right with 512 MiB each, the others refused"));

            string[] large = ["run", "--length", "200000000", "--json"];
            Finished[] refused = await Task.WhenAll(learners.Select((learner, number) =>
                (groups[number] is { } group ? learner.Program(group.Enter) : learner.Program() with { Limits = ["--data=300000000"] }).RunWith(large)));
            Assert.All(refused, finished => Assert.False(runs[0].IsRight(finished)));
            Assert.All(groups.OfType<ControlGroup>(), group => Assert.Empty(group.Processes));
            await Learner.AssertNothingLeft(learners);
        }
        finally
        {
            foreach (ControlGroup? group in groups)
                group?.Dispose();
        }
    }

    [Fact]
    public async Task In_one_control_group_with_room_for_few_arrays_each_is_right_or_refused_or_says_that_it_was_ended()
    {
        (Learner[] learners, LabRun[] runs) = await Lab();
        using ControlGroup? group = ControlGroup.OfMemory(400 << 20);
        if (group is null)
        {
            output.WriteLine("no control group can be made here: only memory that is each user's own was tried");
            return;
        }
        LabRun run = runs.Single(run => run.Words is ["--model", "processes", "--fault", "segfault"]);

        Finished[] finished = await Task.WhenAll(learners.Select(learner => learner.Program(group.Enter).RunWith(run.Of(4_000_000))));

        int right = 0, ended = 0;
        foreach (Finished one in finished)
        {
            // The kernel may have to end a process, for all have begun at once: one of the run, never who tells of it.
            if (one.ExitCode == 0 && one.Json.GetProperty("host").GetProperty("endedBy").GetString() == "outside")
                ended++;
            else if (one.ExitCode == 0)
                right += one.Json.GetProperty("verdict").GetString() == "contained" || one.Json.GetProperty("workers").EnumerateArray().Any(worker => worker.GetProperty("endedBy").GetString() == "outside") ? 1 : 0;
            else
                Assert.False(run.IsRight(one));
        }
        output.WriteLine(Line($"400 MiB for {People} arrays of 15.3 MiB: {right} right, {ended} whose host the kernel ended, the others refused"));
        Assert.Equal(finished.Count(one => one.ExitCode == 0), right + ended);
        Assert.Empty(group.Processes);
        await Learner.AssertNothingLeft(learners);
    }

    [Theory]
    [InlineData("full", "mount -t tmpfs -o size=4k,mode=700,uid=$1,gid=$1 none \"$0\"", "No space left on device|disk full")]
    [InlineData("read-only", "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"", "Read-only file system")]
    public async Task With_a_disk_that_takes_nothing_all_runs_are_right_and_say_that_they_are_not_kept(string disk, string mount, string words)
    {
        (Learner[] learners, LabRun[] runs) = await Lab();
        string[] alone = Environment.IsPrivilegedProcess ? ["-m"] : ["-r", "-m"];

        Finished[] finished = await Task.WhenAll(learners.Select((learner, number) =>
        {
            string owner = Learner.AreUsers ? $"{learner.User.Id}" : "0";
            SandboxProgram program = learner.Program(["unshare", .. alone, "sh", "-c", $"{mount} && shift && exec \"$@\"", learner.Home, owner]) with { Limits = [Processes] };
            return program.RunWith(runs[number % runs.Length].Command);
        }));

        int right = finished.Where((run, number) => runs[number % runs.Length].IsRight(run, mayBeUnkept: true)).Count();
        output.WriteLine(Line($"{right} of {People} runs were right on a {disk} disk"));
        Assert.All(finished.Where(run => run.ExitCode == 0), run => Assert.Matches(words, run.Error));
        Assert.InRange(right, runs.Take(People).Count(run => !run.Spawns && !run.NeedsFolder), People);
        await Learner.AssertNothingLeft(learners);
    }

    [Fact]
    public async Task Fifty_writers_of_one_history_lose_nothing_as_it_is_full_and_begun_anew()
    {
        const int Writers = 50, Rounds = 2;
        (Learner[] learners, LabRun[] runs) = await Lab(1);
        string folder = Path.Combine(learners[0].Home, ".local", "state", "sandbox"), file = Path.Combine(folder, "history.jsonl");
        (await learners[0].Program().RunWith(runs[0].Command)).AssertExit(0);
        byte[] line = File.ReadAllBytes(file);
        // Full in the middle of the first round: a line of 64 workers has tens of kilobytes.
        int kept = (int)(Core.Kernel.Files.HistoryFile.DefaultLargest / line.Length) - (Writers / 2);
        using (FileStream history = new(file, FileMode.Append))
        {
            for (int number = 1; number < kept; number++)
                history.Write(line);
        }

        for (int round = 0; round < Rounds; round++)
        {
            int shift = round * Writers;
            Finished[] finished = await Task.WhenAll(Enumerable.Range(0, Writers).Select(number => learners[0].Program().RunWith(runs[(number + shift) % runs.Length].Command)));
            Assert.All(finished, (run, number) => Assert.True(runs[(number + shift) % runs.Length].IsRight(run)));
        }

        Assert.Equal(kept + (Writers * Rounds), learners[0].History().Length);
        Assert.Equal(["history.1.jsonl", "history.jsonl"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await Learner.AssertNothingLeft(learners);
    }

    /// <summary>Some people, and runs whose end is known.</summary>
    private static async Task<(Learner[] Learners, LabRun[] Runs)> Lab(int people = People)
    {
        Learner[] learners = await Learner.Make(people);
        return (learners, await Known.Value);
    }

    private static readonly Lazy<Task<LabRun[]>> Known = new(async () => await LabRun.Alone((await Learner.Make(1))[0]));

    /// <summary>Has all make a run at once, and counts who has it; each history has the runs that took place, and nothing is left.</summary>
    private static async Task<int> AllAtOnce(Learner[] learners, LabRun[] runs, Func<Learner, SandboxProgram> program, Learner? keeper = null, string pace = "0")
    {
        Finished[] finished = await Task.WhenAll(learners.Select((learner, number) => program(learner).RunWith(runs[number % runs.Length].Of(1_000_000, "--pace", pace))));
        bool[] right = [.. finished.Select((run, number) => runs[number % runs.Length].IsRight(run))];
        if (keeper is not null)
            Assert.Equal(finished.Count(run => run.Output.Length > 0), keeper.History().Length);
        else
            Assert.All(learners, (learner, number) => Assert.Equal(Verdicts(finished[number]), learner.History().Select(report => report.GetProperty("verdict").GetString())));
        await Learner.AssertNothingLeft(learners);
        return right.Count(was => was);
    }

    /// <summary>What has to be in the history: a run that took place, and also one that began and did not get all of its workers.</summary>
    private static IEnumerable<string?> Verdicts(Finished finished) => finished.Output.Length > 0 ? [finished.Json.GetProperty("verdict").GetString()] : [];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
