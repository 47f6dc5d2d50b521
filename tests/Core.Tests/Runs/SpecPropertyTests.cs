using FsCheck;
using FsCheck.Fluent;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Runs;

public class SpecPropertyTests
{
    private static readonly string[] Names = [.. RunSettings.All.Select(setting => setting.Name)];

    [Fact]
    public void A_specs_command_line_resolves_to_that_spec() => Prop.ForAll(Specs().ToArbitrary(), spec =>
    {
        string line = RunSpecs.CommandLine(spec);
        Assert.StartsWith("sandbox run", line, StringComparison.Ordinal);
        Assert.Equal(spec, Reports.Spec(line["sandbox run".Length..]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_specs_command_line_says_nothing_that_could_be_left_out() => Prop.ForAll(Specs().ToArbitrary(), spec =>
    {
        Setting[] options = [.. Reports.Settings(RunSpecs.CommandLine(spec)["sandbox run".Length..])];
        foreach (string option in options.Select(setting => setting.Origin))
        {
            Setting[] shorter = [.. options.Where(setting => setting.Origin != option)];
            Assert.False(Same(spec, shorter), $"{option} of {RunSpecs.CommandLine(spec)}");
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_texts_at_all_make_a_spec_or_problems_or_a_refusal() => Prop.ForAll(Requests().ToArbitrary(), request =>
    {
        try
        {
            SpecResolution resolution = RunSpecs.Resolve(request, RunCaps.Default);
            Assert.True(resolution.Spec is null != resolution.Problems.IsEmpty);
            Assert.All(resolution.Problems, problem => Assert.DoesNotContain(problem.Message, char.IsControl));
        }
        catch (MachineRefusedException refusal)
        {
            Assert.Contains("cap", refusal.Message, StringComparison.Ordinal);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void The_plainest_command_runs_the_defaults() => Assert.Equal("sandbox run", RunSpecs.CommandLine(Reports.Spec()));

    [Fact]
    public void Every_setting_is_among_what_is_tried()
    {
        // Some mean something with one fault alone: of a few hundred specs none may have it.
        RunSpec[] specs = [.. Specs().Sample(numberOfSamples: 20_000, size: 300)];
        Assert.All(RunSettings.OnForm, setting =>
            Assert.True(specs.Select(setting.TextIn).Distinct().Count() > 1, $"{setting.Name} is the same in every spec: add it to Specs()"));
    }

    private static bool Same(RunSpec spec, Setting[] options) =>
        spec.Equals(RunSpecs.Resolve(options, RunCaps.Default).Spec);

    private static Gen<RunSpec> Specs() =>
        from model in Gen.Elements(ModelCatalogue.All.ToArray())
        from wanted in Gen.OneOf(Gen.Choose(1, 8), Gen.Choose(1, 4096))
        let workers = model.Single ? 1 : wanted
        from length in Gen.OneOf(Gen.Constant(10_000_000), Gen.Choose(0, 1 << 30))
        from seed in Gen.OneOf(Gen.Constant(42u), Gen.Choose(0, int.MaxValue).Select(number => 2 * (uint)number))
        from fault in Gen.Elements(FaultCatalogue.All.Where(fault => fault.RefusalFor(model, workers) is null).ToArray())
        from argument in Arguments(fault)
        from faulty in Faulty(fault, workers)
        from wait in Gen.Elements(WaitCatalogue.All.ToArray())
        from order in Gen.Elements(Enum.GetValues<RunOrder>())
        from pages in Gen.Elements(Enum.GetValues<PageSize>())
        from pace in Gen.OneOf(Gen.Constant(0.0), Gen.Choose(0, 36_000_000).Select(number => number / 1e4))
        from timeout in Gen.OneOf(Gen.Constant(10.0), Gen.Choose(1, 864_000_000).Select(number => number / 1e4))
        from orphan in Gen.Elements(false, true)
        from limits in Limits(model)
        from program in Gen.Elements("./a.out", "/usr/bin/true", "python3")
        from restart in Gen.Elements(0, 1, 7, 100)
        from core in Gen.Elements(true, false)
        from keepCore in Gen.Elements(true, false)
        from asRoot in Gen.Elements(true, false)
        from errors in Gen.Elements(Enum.GetValues<MpiErrors>())
        from hosts in Gen.Elements<string?>(null, "a,b:4096", "node-1:5000")
        from agent in Gen.Elements<string?>(null, "rsh", "srun")
        from interfaces in Gen.Elements<string?>(null, "eth0,10.0.0.0/24")
        from faultyLives in Gen.Elements(0, 1, 7)
        let restarts = Restarts.RefusalFor(new RunSpec { Model = model.Id, Wait = wait.Id, Orphan = orphan && model.CanBeOrphaned, Workers = 1, Length = 1, Seed = 1, Fault = "none", FaultArgument = null, Faulty = [], Order = default, Pages = default, Pace = 0, Timeout = 1 }) is null ? restart : 0
        from one in Gen.Elements(LockCatalogue.All.ToArray())
        from grain in Gen.Elements(LockCatalogue.Grains.ToArray())
        select new RunSpec
        {
            Model = model.Id,
            Workers = workers,
            Length = length,
            Seed = seed,
            Fault = fault.Id,
            FaultArgument = argument,
            Faulty = [.. faulty],
            Wait = wait.Id,
            Order = order,
            Pages = pages,
            Pace = pace,
            Timeout = timeout,
            Orphan = orphan && model.CanBeOrphaned,
            Program = model.RunsProgram ? program : null,
            MpiAsRoot = asRoot && model.UsesLauncher,
            MpiErrors = model.UsesLauncher ? errors : MpiErrors.Abort,
            Hosts = model.UsesLauncher && !fault.StopsItself ? hosts : null,
            MpiAgent = model.UsesLauncher && !fault.StopsItself && hosts is not null ? agent : null,
            MpiInterfaces = model.UsesLauncher && !fault.StopsItself && hosts is not null ? interfaces : null,
            Limits = limits,
            Restart = restarts,
            Core = core && model is { Waitable: true, RunsProgram: false } && !(orphan && model.CanBeOrphaned),
            KeepCore = core && keepCore && model is { Waitable: true, RunsProgram: false } && !(orphan && model.CanBeOrphaned),
            FaultyLives = faultyLives <= restarts ? faultyLives : 0,
            Lock = fault.CountsUpdates ? one.Id : LockCatalogue.None,
            LockGrain = fault.CountsUpdates && one.IsHeld ? grain.Id : LockCatalogue.Fine,
        };

    private static Gen<RunLimits> Limits(ExecutionModel model)
    {
        Gen<long?> some = Gen.OneOf(Gen.Constant<long?>(null), Gen.Choose(1, int.MaxValue).Select(number => (long?)number));
        Gen<long?> bytes = Gen.OneOf(some, some.Select(number => number << 10), some.Select(number => number << 20));
        Gen<RunLimits> limits =
            from cpu in some
            from space in bytes
            from file in bytes
            from files in some
            from stack in bytes
            from core in bytes
            select new RunLimits { Cpu = cpu, AddressSpace = space, FileSize = file, OpenFiles = files, Stack = stack, Core = core };
        return model.Waitable ? Gen.OneOf(Gen.Constant(RunLimits.None), limits) : Gen.Constant(RunLimits.None);
    }

    private static Gen<string?> Arguments(Fault fault) => fault.Argument switch
    {
        null => Gen.Constant<string?>(null),
        { Choices.Length: > 0 } argument => Gen.Elements(argument.Choices.Select(choice => (string?)choice).ToArray()),
        { } argument => Gen.Choose(-300, 300).Select(number => (string?)argument.Canonical(number))
            .Where(text => argument.Parse(text!) is not null),
    };

    private static Gen<int[]> Faulty(Fault fault, int workers) => fault.Actor == FaultActor.AllWorkers
        ? Gen.Constant(Enumerable.Range(0, workers).ToArray())
        : fault.Actor != FaultActor.FaultyWorker
        ? Gen.Constant(Array.Empty<int>())
        : Gen.OneOf(
            Gen.Constant(Enumerable.Range(0, workers).ToArray()),
            Gen.Choose(0, workers - 1).NonEmptyListOf().Select(indices => indices.Distinct().Order().ToArray()));

    private static Gen<IEnumerable<Setting>> Requests()
    {
        Gen<string> text = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            Gen.Choose(int.MinValue, int.MaxValue).Select(number => $"{number}"),
            Gen.Elements("all", "last", "0,1", "1e400", "-0", "0x10", "signal:", "signal::", ":", "exit-code:1:2", "NaN", "\ud800", "processes", "4k"));
        Gen<Setting> setting =
            from name in Gen.Frequency((9, Gen.Elements(Names)), (1, text))
            from value in text
            select new Setting(name, value, "here");
        return setting.ListOf().Select(settings => settings.AsEnumerable());
    }
}
