using System.Collections.Immutable;
using System.Globalization;

namespace Sandbox.Core.Runs;

/// <summary>What ranks did that went on without one that had failed: ULFM's MPIX_Comm_revoke, MPIX_Comm_shrink, and MPI_Reduce once more.</summary>
/// <param name="Ranks">Who went on, by the ranks that they had.</param>
/// <param name="Error">The name of the error by which the first of them was told.</param>
/// <param name="SeenMs">Milliseconds from the end of the first rank that failed, as its reaper saw it, until a survivor was told; <c>null</c> where that end is not known.</param>
/// <param name="ShrinkMs">Milliseconds that MPIX_Comm_shrink took the survivor that it took longest.</param>
/// <param name="Total">What MPI_Reduce then brought; <c>null</c> where it brought nothing.</param>
/// <param name="Expected">The right sum of the survivors' slices.</param>
/// <param name="Correct">Whether the total is that.</param>
public sealed record SurvivorsReport(ImmutableArray<int> Ranks, string Error, double? SeenMs, double ShrinkMs, long? Total, long Expected, bool Correct)
{
    /// <summary>Who went on in a run; <c>null</c> where nobody was told of a failure, or nobody came through it.</summary>
    internal static SurvivorsReport? Of(RunRecord record)
    {
        if (record.Launcher is not { } launcher)
            return null;
        int[] ranks = [.. Enumerable.Range(0, record.Spec.Workers).Where(index => record.Workers[index].Survived is { ShrinkMs: > 0 })];
        if (ranks.Length == 0)
            return null;
        SurvivalTrace first = ranks.Select(index => record.Workers[index].Survived!).MinBy(survived => survived.SeenMs)!;
        double? death = Death(record, ranks);
        long expected = ranks.Sum(index => record.ExpectedSums[index]);
        return new SurvivorsReport(
            [.. ranks], NameOf(first.ErrorClass), death is { } at ? Math.Round(Math.Max(first.SeenMs - at, 0), 3) : null,
            Math.Round(ranks.Max(index => record.Workers[index].Survived!.ShrinkMs), 3), launcher.Reduced, expected, launcher.Reduced == expected);
    }

    /// <summary>What they did, as the end of a sentence; empty where nobody went on.</summary>
    internal static string Told(RunReport report)
    {
        if (report.Mpi?.Survivors is not { } survivors)
            return "";
        WorkerReport[] ranks = [.. survivors.Ranks.Select(index => report.Workers[index])];
        bool one = ranks.Length == 1;
        string seen = survivors.SeenMs is { } ms ? string.Create(CultureInfo.InvariantCulture, $" after {ms:0.#} ms") : "";
        string total = survivors switch
        {
            { Total: null } => "and their sum did not come",
            { Correct: true } => $"and the sum of {(one ? "its slice" : "their slices")} is right",
            _ => "and the sum of their slices is wrong",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"; {VerdictSentence.Named(ranks)} {(one ? "was" : "were")} told{seen} ({survivors.Error}), shrank the communicator in {survivors.ShrinkMs:0.##} ms, {total}");
    }

    private static double? Death(RunRecord record, int[] survivors)
    {
        double? first = null;
        for (int index = 0; index < record.Spec.Workers; index++)
        {
            if (!survivors.Contains(index) && record.Workers[index].ReapedMs is { } at && !(first < at))
                first = at;
        }
        return first;
    }

    // Of Open MPI 5's mpi.h; another error is told by its number.
    private static string NameOf(int errorClass) => errorClass switch
    {
        75 => "MPI_ERR_PROC_FAILED",
        76 => "MPI_ERR_PROC_FAILED_PENDING",
        77 => "MPI_ERR_REVOKED",
        _ => $"error {errorClass.ToString(CultureInfo.InvariantCulture)}",
    };
}

/// <summary>What a rank wrote of itself that was told of another one's failure.</summary>
/// <param name="SeenMs">When it was told first.</param>
/// <param name="ErrorClass">The class of the error by which it was told then.</param>
/// <param name="ShrinkMs">What MPIX_Comm_shrink took; 0 where it has not come through it.</param>
public sealed record SurvivalTrace(double SeenMs, int ErrorClass, double ShrinkMs);
