using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Limits that workers set on themselves: real runs, ended by the kernel.</summary>
public class LimitTests
{
    private const int EMFILE = 24, ENOMEM = 12, SIGSEGV = 11, SIGXCPU = 24, SIGXFSZ = 25;

    public static TheoryData<string> Models() => ["processes", "shared", "spawn"];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_worker_that_spins_past_its_processor_time_gets_SIGXCPU(string model) =>
        Assert.Equal(WaitStatus.OfSignal(SIGXCPU), await StatusOf(model, "hang", "cpu=1"));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_worker_with_little_room_for_files_gets_SIGXFSZ(string model) =>
        Assert.Equal(WaitStatus.OfSignal(SIGXFSZ), await StatusOf(model, "file-size-limit", "fsize=600"));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_worker_without_descriptors_left_is_refused_with_EMFILE(string model) =>
        Assert.Equal(WaitStatus.OfExit(EMFILE), await StatusOf(model, "open-files", "nofile=8"));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_worker_without_address_space_left_is_refused_with_ENOMEM(string model) =>
        Assert.Equal(WaitStatus.OfExit(ENOMEM), await StatusOf(model, "out-of-memory", "as=1m"));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_worker_with_a_small_stack_overflows_it(string model) =>
        Assert.Equal(WaitStatus.OfSignal(SIGSEGV), await StatusOf(model, "stack-overflow", "stack=64k"));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Limits_that_nobody_reaches_hurt_nobody(string model)
    {
        RunReport report = await Runs.Of(With(Runs.Spec(model, "none"), "cpu=60,fsize=1m,nofile=64,stack=1m,as=1024g"));

        Assert.Equal(Verdict.Clean, report.Verdict);
    }

    [Fact]
    public async Task Every_worker_has_the_limits_and_not_the_faulty_one_alone()
    {
        RunReport report = await Runs.Of(With(Runs.Spec("processes", "open-files"), "nofile=8") with { Faulty = [0, 1, 2, 3] });

        Assert.All(report.Workers, worker => Assert.Equal(WaitStatus.OfExit(EMFILE), worker.Status));
    }

    [Fact]
    public void A_limit_above_the_hard_one_is_refused_with_both_numbers()
    {
        MachineRefusedException refusal = Assert.Throws<MachineRefusedException>(
            () => { _ = Runs.Of(With(Runs.Spec("processes", "none"), "nofile=9000000000000000000")); });

        Assert.Contains("nofile=9000000000000000000 is above the hard limit of", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<WaitStatus?> StatusOf(string model, string fault, string limits)
    {
        RunReport report = await Runs.Of(With(Runs.Spec(model, fault), limits));
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.True(worker.Correct));
        return report.Workers[2].Status;
    }

    private static RunSpec With(RunSpec spec, string limits) => spec with { Limits = RunLimits.Parse(limits).Limits };
}
