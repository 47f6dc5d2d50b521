namespace Sandbox.Core.Runs;

/// <summary>Which ranks waited where for a message that never came.</summary>
internal static class RankWords
{
    private static readonly (WorkerStage Stage, string Call)[] Waiting =
        [(WorkerStage.Joining, "MPI_Init"), (WorkerStage.Reducing, "MPI_Reduce"), (WorkerStage.Agreeing, "MPIX_Comm_agree"), (WorkerStage.Mending, "MPIX_Comm_shrink"), (WorkerStage.Leaving, "MPI_Finalize")];

    /// <summary>Who waited where, and for whom, as the end of a sentence; empty where nobody did.</summary>
    public static string Waited(RunReport report)
    {
        WorkerReport[] others = [.. report.Workers.Where(worker => !IsWaiting(worker) && worker.Stage is not WorkerStage.Ended)];
        string[] places =
        [
            .. Waiting.Select(place => (place.Call, Workers: (WorkerReport[])[.. report.Workers.Where(worker => worker.Stage == place.Stage)]))
                .Where(place => place.Workers.Length > 0)
                .Select(place => $"{VerdictSentence.Named(place.Workers)} waited in {place.Call}"),
        ];
        return places.Length == 0 ? "" : $"; {string.Join(", ", places)}{(others.Length > 0 ? $" for {VerdictSentence.Named(others)}" : "")}";
    }

    private static bool IsWaiting(WorkerReport worker) => worker.Stage is { } stage && Array.Exists(Waiting, place => place.Stage == stage);
}
