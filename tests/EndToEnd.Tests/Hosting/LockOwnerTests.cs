using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>A lock whose owner dies: real runs, held against a C program that does the same (owner.c).</summary>
public class LockOwnerTests
{
    [Theory]
    [InlineData("processes")]
    [InlineData("shared")]
    [InlineData("spawn")]
    public async Task Of_a_robust_mutex_one_is_told_and_all_go_on_as_in_C(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "lock-owner-dies", "robust"));

        Assert.Equal((Verdict.Contained, WaitStatus.OfSignal(9), EndedBy.Fault), (report.Verdict, report.Workers[2].Status, report.Workers[2].EndedBy));
        Assert.Equal((true, 1, 0), (report.OwnerDied!.Robust, report.OwnerDied.Told.Length, report.OwnerDied.Waited.Length));
        Assert.Contains(report.OwnerDied.Told[0], (int[])[0, 1, 3]);
        Assert.Equal(3, report.Workers.Count(worker => worker.Correct == true));
        Assert.Equal($"3 {report.OwnerDied.Told.Length}\n", await InC("robust"));
        Assert.Contains($"with the lock in its hands; worker {report.OwnerDied.Told[0]} got EOWNERDEAD", VerdictSentence.Of(report));
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("shared")]
    [InlineData("spawn")]
    public async Task Of_a_plain_mutex_nobody_is_told_and_all_wait_for_ever_as_in_C(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "lock-owner-dies", "plain") with { Timeout = 1.5 });

        Assert.Equal(Verdict.Hung, report.Verdict);
        Assert.Equal((false, 0), (report.OwnerDied!.Robust, report.OwnerDied.Told.Length));
        Assert.Equal([0, 1, 3], report.OwnerDied.Waited);
        Assert.Equal([EndedBy.Timeout, EndedBy.Timeout, EndedBy.Fault, EndedBy.Timeout], report.Workers.Select(worker => worker.EndedBy!.Value));
        Assert.Equal("0 0\n", await InC("plain"));
        Assert.Contains("workers 0, 1 and 3 waited for a lock whose owner had died with it", VerdictSentence.Of(report));
    }

    [Fact]
    public async Task Two_that_die_with_it_are_told_of_each_other()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "lock-owner-dies", "robust") with { Faulty = [1, 3] });

        // Each death is told once, to the other faulty worker or to an innocent one; that of who took it last to nobody.
        Assert.Equal(Verdict.Contained, report.Verdict);
        Assert.InRange(report.OwnerDied!.Told.Length, 1, 2);
        Assert.Equal([true, false, true, false], report.Workers.Select(worker => worker.Correct!.Value));
    }

    [Fact]
    public async Task A_thread_that_dies_with_it_takes_all_others_along()
    {
        RunReport report = await Runs.Of(Runs.Spec("threads", "lock-owner-dies", "robust"));

        Assert.Equal((Verdict.Lost, WaitStatus.OfSignal(9)), (report.Verdict, report.Host.Status));
    }

    [Fact]
    public async Task Other_faults_have_no_such_lock() => Assert.Null((await Runs.Of(Runs.Spec("processes", "kill"))).OwnerDied);

    private static async Task<string> InC(string kind)
    {
        await using Stream stream = typeof(LockOwnerTests).Assembly.GetManifestResourceStream("owner.c")!;
        string program = await Gcc.Program(await new StreamReader(stream).ReadToEndAsync(), "-pthread");
        return (await new SandboxProgram { Program = program }.RunWith(kind, "3")).AssertExit(0).Output;
    }
}
