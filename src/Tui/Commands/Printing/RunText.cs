using System.Globalization;
using System.Text;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands.Printing;

/// <summary>A report as text for people: what was run, a row a worker, the host's end, the total, the verdict.</summary>
internal static class RunText
{
    private const int MostRows = 32;
    private const int FirstRows = 8;
    private const string EndUnknown = "end unknown";

    /// <summary>The text, without a line end after the last line.</summary>
    public static string Of(RunReport report, Look look)
    {
        StringBuilder text = new();
        text.Append(RunSpecs.CommandLine(report.Spec)).Append("\n\n").Append(Table(report, look)).Append('\n');
        if (!HostIsRow(report))
            text.Append(CultureInfo.InvariantCulture, $"host    pid {report.Host.Pid}, {report.Host.Status?.ToString() ?? EndUnknown}\n");
        foreach (WorkerReport worker in report.Workers.Where(worker => worker.Lives.Length > 1).Take(MostRows))
            text.Append(CultureInfo.InvariantCulture, $"lives   of worker {worker.Index}: {string.Join("; ", worker.Lives.Select(LifeWords.Of))}\n");
        foreach (WorkerReport worker in report.Workers.Where(worker => worker.SignalInfo is not null).Take(MostRows))
            text.Append(CultureInfo.InvariantCulture, $"signal  of worker {worker.Index}: {worker.SignalInfo}\n");
        foreach (CoreReport core in report.Cores.Take(MostRows))
            text.Append("core    ").Append(CoreWords.Of(core)).Append('\n');
        if (report.Mpi is { } mpi)
            text.Append(CultureInfo.InvariantCulture, $"mpirun  pid {mpi.Pid}, {mpi.Status?.ToString() ?? EndUnknown} (Open MPI {mpi.Version}); it said: {mpi.Message ?? "nothing"}\n");
        foreach (RankHostReport host in report.Mpi?.Hosts ?? [])
            text.Append(CultureInfo.InvariantCulture, $"on      {host.Name}: {(host.Ranks == 1 ? "1 rank" : $"{host.Ranks} ranks")}, {(host.Lost ? "lost: " : "")}{host.Ending}\n");
        foreach (string line in WaitLines.Of(report))
            text.Append(line).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"total   {Total(report, report.Mpi is null ? "no parent is left to add up" : "MPI_Reduce brought nothing to rank 0")}\n");
        text.Append(CultureInfo.InvariantCulture, $"array   {report.Array.Bytes:#,0} bytes; in the parent: {EndWords.OfArray(report.Array.CorruptedInParent, report.Mpi is not null)}\n");
        if (report.DataRace is { } race)
            text.Append(CultureInfo.InvariantCulture, $"updates {DataRace(race)}{Cost(race)}\n");
        if (report.Paging is { } paging)
            text.Append(CultureInfo.InvariantCulture, $"faults  {paging}\n");
        foreach (WorkerReport worker in report.Workers.Where(worker => worker.ColdFile is not null).Take(MostRows))
            text.Append(CultureInfo.InvariantCulture, $"file    of worker {worker.Index}: {worker.ColdFile}\n");
        return text.Append(VerdictSentence.Of(report)).ToString();
    }

    /// <summary>The table alone: a row a worker, and where they are threads one of the host, whose end is theirs.</summary>
    public static string Table(RunReport report, Look look)
    {
        WorkerReport[] shown = [.. Shown(report)];
        string table = TableText.Of(look, Columns(report), [.. shown.Select(worker => Row(report, worker)), .. HostIsRow(report) ? [HostRow(report.Host)] : (Cell[][])[]]);
        return shown.Length == report.Workers.Length
            ? table
            : string.Create(CultureInfo.InvariantCulture, $"{table}and {report.Workers.Length - shown.Length:#,0} more workers that ended well with right sums\n");
    }

    private static bool HostIsRow(RunReport report) => report.Workers.Any(worker => worker.Kind == WorkerKind.Thread);

    /// <summary>All of few; of many the first, and whoever is not plainly right.</summary>
    private static IEnumerable<WorkerReport> Shown(RunReport report) => report.Workers.Length <= MostRows
        ? report.Workers
        : report.Workers.Where((worker, place) => place < FirstRows || !EndedWell(worker));

    private static bool EndedWell(WorkerReport worker) =>
        worker is { State: WorkerState.Exited, Correct: true } && worker.Status is null or { ExitCode: 0 };

    private static Column[] Columns(RunReport report) =>
    [
        new("worker", Right: true),
        .. report.Spec.Hosts is null ? [] : (Column[])[new("host")],
        new(HostIsRow(report) ? "tid" : "pid", Right: true),
        new("state"),
        new("status"),
        new("meaning", Wraps: true),
        new("sum", Right: true),
        new("expected", Right: true),
        new(""),
    ];

    private static Cell[] Row(RunReport report, WorkerReport worker)
    {
        Tone tone = EndedWell(worker) || worker is { Role: WorkerRole.Intruder, State: WorkerState.Exited } ? Tone.Plain : Tone.Bad;
        return
        [
            worker.Role == WorkerRole.Intruder ? "intruder" : Number(worker.Index),
            .. report.Spec.Hosts is null ? [] : (Cell[])[worker.Host ?? "-"],
            Number(worker.Kind == WorkerKind.Thread ? worker.Tid : worker.Pid),
            new Cell(worker.State.Word, tone),
            worker.Status is { } raw ? raw.Hex : new Cell("-", Tone.Faint),
            new Cell(EndWords.Of(worker).Full, tone),
            Number(worker.Sum),
            Number(worker.ExpectedSum),
            Right(worker),
        ];
    }

    /// <summary>A host's number is its pid, which is also the tid of its first thread.</summary>
    private static Cell[] HostRow(HostReport host)
    {
        bool well = host.Status is { Exited: true, ExitCode: 0 };
        WorkerState state = host.Status switch { { Signaled: true } => WorkerState.Signaled, { Exited: true } => WorkerState.Exited, _ => WorkerState.Unknown };
        return
        [
            "host",
            Number(host.Pid),
            new Cell(state.Word, well ? Tone.Plain : Tone.Bad),
            host.Status is { } status ? status.Hex : new Cell("-", Tone.Faint),
            new Cell(host.Status?.ToString() ?? EndUnknown, well ? Tone.Plain : Tone.Bad),
            "", "", "",
        ];
    }

    private static Cell Number(long? value) =>
        value is { } number ? number.ToString(CultureInfo.InvariantCulture) : new Cell("-", Tone.Faint);

    private static Cell Right(WorkerReport worker) => worker.Role == WorkerRole.Intruder
        ? ""
        : new Cell(EndWords.OfSum(worker), worker.Correct == true ? Tone.Good : Tone.Bad);

    private static string Total(RunReport report, string nobody) => report.Totals switch
    {
        { Actual: { } left } totals when report.Mpi?.Survivors is { Correct: true } => $"{Text(left)}, right for who is left; {Text(totals.Expected)} with all",
        { Actual: null } totals => $"{nobody}; {Text(totals.Expected)} would be right",
        { Correct: true } totals => $"{Text(totals.Actual.Value)}, right",
        var totals => $"{Text(totals.Actual.Value)}, wrong: {Text(totals.Expected)} would be right",
    };

    private static string DataRace(DataRaceReport race)
    {
        string to = race.Shared ? "one total" : "each worker's own copy of the total";
        return race.Arrived is null
            ? string.Create(CultureInfo.InvariantCulture, $"{race.Expected:#,0} were to be made to {to}; no parent is left to look at it")
            : string.Create(CultureInfo.InvariantCulture, $"{race.Expected:#,0} made to {to}; {race.Arrived:#,0} arrived at the parent's, {race.Lost:#,0} did not");
    }

    /// <summary>What the updates cost: <c>, with the lock mutex (fine): 103.2 ns an update</c>; nothing where that was not measured.</summary>
    private static string Cost(DataRaceReport race) => race is { NsPerUpdate: { } nanoseconds, Lock: { } id }
        ? string.Create(CultureInfo.InvariantCulture, $"; lock {id}{(race.Grain is { } grain ? $", {grain}" : "")}: {nanoseconds:#,0.#} ns an update")
        : "";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
