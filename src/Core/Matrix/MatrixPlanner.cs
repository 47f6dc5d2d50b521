using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Core.Matrix;

/// <summary>What a person asks for.</summary>
/// <param name="Models">Ids with commas between them; <c>null</c> for every model.</param>
/// <param name="Faults">Faults with commas between them, each perhaps with its argument; <c>null</c> for every fault.</param>
/// <param name="Repeat">How often each cell is run; <c>null</c> for once.</param>
/// <param name="Settings">Workers, length, timeout, as settings of a run; what is missing is as <see cref="MatrixDefaults"/> says.</param>
public sealed record MatrixRequest(Setting? Models, Setting? Faults, Setting? Repeat, ImmutableArray<Setting> Settings);

/// <summary>What became of a request: a plan, or everything that is wrong with it.</summary>
/// <param name="Plan">The plan; <c>null</c> where there are problems.</param>
/// <param name="Problems">Every problem; empty where there is a plan.</param>
public sealed record MatrixPlanning(MatrixPlan? Plan, ImmutableArray<SpecProblem> Problems);

/// <summary>From what a person asks for to the cells of the matrix.</summary>
public static class MatrixPlanner
{
    private static readonly ImmutableArray<Setting> Defaults =
    [
        new(RunSettings.Length.Name, MatrixDefaults.Length.ToString(CultureInfo.InvariantCulture), RunSpecs.BuiltIn),
        new(RunSettings.Timeout.Name, MatrixDefaults.Timeout.ToString(CultureInfo.InvariantCulture), RunSpecs.BuiltIn),
    ];

    /// <summary>Makes the plan. A fault that means nothing with a model is no problem: its cell says why.</summary>
    /// <exception cref="MachineRefusedException">Everything asked for is well-formed, and it is above a cap.</exception>
    public static MatrixPlanning Plan(MatrixRequest request, RunCaps caps)
    {
        var problems = new List<SpecProblem>();
        ImmutableArray<Setting> settings = [.. Defaults, .. request.Settings];
        SpecResolution like = RunSpecs.Resolve(settings, caps);
        problems.AddRange(like.Problems);
        ImmutableArray<string> models = Words(
            request.Models, ModelCatalogue.Own.Select(model => model.Id),
            word => ModelCatalogue.Find(word) switch
            {
                null => RunSettings.Model.Unknown(word),
                { RunsProgram: true } => $"the model {word} runs a program of yours, which these runs have none of; see sandbox matrix --program",
                _ => null,
            },
            problems);
        ImmutableArray<string> faults = Words(
            request.Faults, FaultCatalogue.All.Select(fault => fault.Id),
            word => FaultCatalogue.Find(IdOf(word)) is null ? RunSettings.Fault.Unknown(IdOf(word)) : null, problems);
        int repeat = Repeat(request.Repeat, problems);
        if (problems.Count > 0)
            return new MatrixPlanning(null, [.. problems]);

        var cells = ImmutableArray.CreateBuilder<MatrixCell>(models.Length * faults.Length);
        foreach (string fault in faults)
        {
            foreach (string model in models)
                cells.Add(Cell(model, fault, request, settings, like.Spec!.Workers, caps, problems));
        }
        return problems.Count > 0
            ? new MatrixPlanning(null, [.. problems.Distinct()])
            : new MatrixPlanning(new MatrixPlan(models, faults, repeat, like.Spec!, cells.MoveToImmutable()), []);
    }

    private static MatrixCell Cell(
        string model, string text, MatrixRequest request, ImmutableArray<Setting> settings, int workers, RunCaps caps, List<SpecProblem> problems)
    {
        Fault fault = FaultCatalogue.Find(IdOf(text))!;
        ExecutionModel execution = ModelCatalogue.Find(model)!;
        SpecResolution resolution = RunSpecs.Resolve(
            [
                .. settings,
                new Setting(RunSettings.Model.Name, model, request.Models?.Origin ?? RunSpecs.BuiltIn),
                new Setting(RunSettings.Fault.Name, text, request.Faults?.Origin ?? RunSpecs.BuiltIn),
            ],
            caps);
        if (resolution.Spec is { } spec)
        {
            // Only what never ends by itself need be ended soon. Another, on a machine with much to do, must not be called hung.
            bool endless = fault.ChildStatus(spec.FaultValue) is null;
            RunSpec patient = spec with { Timeout = Math.Max(spec.Timeout, RunSettings.Timeout.Default) };
            return new MatrixCell(model, text, endless ? spec : patient, null, endless || fault.Lingers);
        }
        string? refusal = fault.RefusalFor(execution, execution.Single ? 1 : workers);
        if (refusal is null || resolution.Problems.Length > 1)
            problems.AddRange(resolution.Problems);
        return new MatrixCell(model, text, null, refusal, Waits: false);
    }

    private static string IdOf(string fault) => fault.Split(':', 2)[0];

    private static ImmutableArray<string> Words(
        Setting? given, IEnumerable<string> all, Func<string, string?> problemOf, List<SpecProblem> problems)
    {
        if (given is null)
            return [.. all];
        ImmutableArray<string> words = [.. given.Value.Split(',', StringSplitOptions.TrimEntries).Distinct()];
        foreach (string word in words)
        {
            if (problemOf(word) is { } problem)
                problems.Add(new SpecProblem(given.Origin, problem));
        }
        return words;
    }

    private static int Repeat(Setting? given, List<SpecProblem> problems)
    {
        if (given is null)
            return 1;
        (long value, string? problem) = WrittenNumber.Whole(given.Value, 1, MatrixDefaults.MostRepeats);
        if (problem is not null)
            problems.Add(new SpecProblem(given.Origin, problem));
        return (int)value;
    }
}
