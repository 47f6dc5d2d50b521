using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>
/// The same run with one thing changed, at once: without what goes wrong and with it again, in threads and in processes. It is how the lab's pair
/// of programs on a corrupted array is read: what came of the run before stands in the line of notices.
/// </summary>
internal static class Twins
{
    /// <summary>Runs the same without the fault; the next time with it again. Where there was none, an intruder writes over the array.</summary>
    public static Transition OfFault(AppModel model)
    {
        WorkbenchModel bench = model.Workbench;
        if (IsBusy(model) is { } busy)
            return busy;
        if (bench.Fault is { Actor: not FaultActor.Nobody })
        {
            var kept = (bench[RunSettings.Fault], bench[RunSettings.Argument]);
            return Begin(model, bench.With(RunSettings.Fault, RunSettings.Fault.DefaultText, model.Caps) with { SetAside = kept });
        }
        (string fault, string argument) = bench.SetAside ?? (FaultCatalogue.All.First(row => row.Actor == FaultActor.Intruder).Id, "");
        return Begin(model, bench.With(Form.With(Form.With(bench.Values, RunSettings.Fault, fault), RunSettings.Argument, argument), model.Caps) with { SetAside = null });
    }

    /// <summary>Runs the same in threads; where it was in threads, in processes.</summary>
    public static Transition OfModel(AppModel model)
    {
        if (IsBusy(model) is { } busy)
            return busy;
        WorkerStart now = ModelCatalogue.Find(model.Workbench.Shown(RunSettings.Model))?.Start ?? WorkerStart.Fork;
        WorkerStart next = now == WorkerStart.Thread ? WorkerStart.Fork : WorkerStart.Thread;
        return Begin(model, model.Workbench.With(RunSettings.Model, ModelCatalogue.All.First(row => row.Start == next).Id, model.Caps));
    }

    /// <summary>A form that a run under way was not made of would say another thing than the table below it.</summary>
    private static Transition? IsBusy(AppModel model) => model.Run is { Live: true } || model.Matrix.Filling ? RunStart.Begin(model) : default(Transition?);

    private static Transition Begin(AppModel model, WorkbenchModel bench)
    {
        string? before = model.Run?.Report is { } report ? Told(report) : null;
        Transition begun = RunStart.Begin(model with { Workbench = bench });
        return before is null || begun.Effects.IsEmpty ? begun : begun with { Model = begun.Model with { Notice = new(before, Ink.Accent) } };
    }

    private static string Told(RunReport report)
    {
        string sum = report.Totals is { Actual: { } total } totals ? $"sum {Numbers.Grouped(total)}, {(totals.Correct ? "right" : "wrong")}" : "no sum";
        return $"before: {report.Spec.Model}, {report.Spec.Fault}: {report.Verdict?.Word ?? OutcomeWords.NoVerdict}, {sum}";
    }
}
