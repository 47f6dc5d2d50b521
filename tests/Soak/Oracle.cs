using System.Globalization;
using System.Text.Json;

namespace Sandbox.Soak;

/// <summary>
/// Says what is wrong with a report. It knows signal(7), waitpid(2), the array's published rule and what a verdict is (docs/scripts.md), and
/// nothing of the program.
/// </summary>
internal sealed class Oracle
{
    private readonly Attempt _attempt;
    private readonly JsonElement _report;
    private readonly JsonElement[] _workers, _sums;
    private readonly List<string> _problems = [];

    private Oracle(Attempt attempt, JsonElement report)
    {
        _attempt = attempt;
        _report = report;
        _workers = [.. report.GetProperty("workers").EnumerateArray()];
        _sums = [.. _workers.Where(worker => Text(worker, "role") == "sum")];
    }

    /// <summary>All that is wrong; nothing where the report is right.</summary>
    public static IReadOnlyList<string> Judge(Attempt attempt, JsonElement report)
    {
        Oracle oracle = new(attempt, report);
        oracle.Words(report);
        oracle.Arithmetic();
        oracle.Ends();
        oracle.Verdict();
        oracle.Waits();
        return oracle._problems;
    }

    private string Verdicts => Text(_report, "verdict") ?? "null";

    /// <summary>Every wait status anywhere in the report is what the macros make of its raw number.</summary>
    private void Words(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
                Words(item);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("raw", out _) && element.TryGetProperty("signaled", out _))
                _problems.AddRange(WaitWord.Faults(element));
            foreach (JsonProperty property in element.EnumerateObject())
                Words(property.Value);
        }
    }

    /// <summary>The slices are the whole array, the sums are those of the rule, and what is called right is right.</summary>
    private void Arithmetic()
    {
        Same("workers that sum", _attempt.Workers, _sums.Length);
        long expected = 0;
        for (int index = 0; index < _sums.Length; index++)
        {
            (long start, long end) = ArrayRule.Slice(index, _attempt.Workers, _attempt.Length);
            long sum = ArrayRule.Sum(start, end, _attempt.ArraySeed);
            expected += sum;
            JsonElement worker = _sums[index];
            Same($"worker {index}: start", start, worker.GetProperty("slice").GetProperty("start").GetInt64());
            Same($"worker {index}: end", end, worker.GetProperty("slice").GetProperty("end").GetInt64());
            Same($"worker {index}: expectedSum", sum, worker.GetProperty("expectedSum").GetInt64());
            Same($"worker {index}: correct", Number(worker, "sum") == sum, worker.GetProperty("correct").GetBoolean());
        }

        JsonElement totals = _report.GetProperty("totals");
        Same("totals.expected", expected, totals.GetProperty("expected").GetInt64());
        Same("totals.correct", Number(totals, "actual") == expected, totals.GetProperty("correct").GetBoolean());
    }

    private void Ends()
    {
        bool waitsForNobody = _attempt.Wait is "ignore" or "never" && !_attempt.Orphan;
        if (!_attempt.HasChildren)
        {
            int? host = _attempt.Fault.Raw is { } raw && !_attempt.Fault.Hangs ? raw(_attempt.Argument) : _attempt.Fault.Hangs || Verdicts == "hung" ? 9 : 0;
            Same("host.status.raw", host, Raw(_report.GetProperty("host")));
            foreach (JsonElement worker in _workers)
                Same($"worker {worker.GetProperty("index").GetRawText()}: a thread's status", null, Raw(worker));
            return;
        }

        // The sandbox ends the first worker for which such a host sleeps; a host for which that was not enough it ends too.
        if (_attempt is { Model: "vfork", Fault.Hangs: true } && _attempt.FaultyWorkers.Count > 1)
            return;
        Same("host.status.raw", 0, Raw(_report.GetProperty("host")));
        if (_attempt.Model == "mpi" && (_attempt.Fault.Raw is not null || Verdicts == "hung"))
        {
            RanksEnds();
            return;
        }
        for (int index = 0; index < _sums.Length && !waitsForNobody; index++)
        {
            int? found = Raw(_sums[index]);
            int right = Right(index);
            // Who was alone with its work may have ended before the timeout ended those that hung.
            if (Verdicts == "hung" && !_attempt.FaultyWorkers.Contains(index) && found is 0 or 9)
                continue;
            if (_attempt.Core && (right & 0x7f) == right)
                found &= ~0x80;
            Same($"worker {index}: status.raw", right, found);
            LivesOf(index, right);
        }
    }

    /// <summary>mpirun ends the other ranks, by SIGTERM and then SIGKILL; a hang ends by the timeout. The one that did the fault keeps its own status.</summary>
    private void RanksEnds()
    {
        for (int index = 0; index < _sums.Length; index++)
        {
            int? found = Raw(_sums[index]);
            if (_attempt.FaultyWorkers.Contains(index) && _attempt.FaultyWorkers.Count == 1 && _attempt.Fault.Raw is { } raw)
                Same($"rank {index}: status.raw", raw(_attempt.Argument), found);
            else if (!_attempt.FaultyWorkers.Contains(index) && found is not (0 or 9 or 15))
                _problems.Add($"rank {index}: expected 0, 9 or 15, got {found?.ToString() ?? "null"}");
        }
    }

    private int Right(int index) =>
        _attempt.FaultyWorkers.Contains(index) && !_attempt.Heals && _attempt.Fault.Raw is { } raw ? raw(_attempt.Argument) : 0;

    /// <summary>With --restart each life but the last failed, and the last one is the worker.</summary>
    private void LivesOf(int index, int last)
    {
        JsonElement[] lives = [.. _sums[index].GetProperty("lives").EnumerateArray()];
        if (_attempt.Restart == 0)
        {
            Same($"worker {index}: lives", 0, lives.Length);
            return;
        }
        bool faulty = _attempt.FaultyWorkers.Contains(index);
        int failure = faulty ? _attempt.Fault.Raw!(_attempt.Argument) : 0;
        int right = failure == 0 ? 1 : _attempt.Heals ? _attempt.FaultyLives + 1 : _attempt.Restart + 1;
        // Its next life takes the lock that its last one died with: it never gets it where that is a plain one, and the run ends by its timeout.
        if (!(Verdicts == "hung" && MayHang && lives.Length <= right))
            Same($"worker {index}: lives", right, lives.Length);
        for (int life = 0; life < lives.Length; life++)
        {
            int? found = Raw(lives[life]);
            if (_attempt.Core && found is not null && (found & 0x7f) != 0)
                found &= ~0x80;
            Same($"worker {index}: status.raw of life {life}", life == lives.Length - 1 ? last : failure, found);
        }
        Same($"worker {index}: pids of its lives", lives.Length, lives.Select(life => Number(life, "pid")).Distinct().Count());
    }

    /// <summary>The verdict is the last one in the table that holds.</summary>
    private void Verdict()
    {
        bool hurt = _sums.Where((_, index) => !_attempt.FaultyWorkers.Contains(index)).Any(IsHurt);
        bool died = !_attempt.HasChildren && _attempt.Fault.Raw is not null;
        bool lost = _report.TryGetProperty("dataRace", out JsonElement race) && race.ValueKind == JsonValueKind.Object && Number(race, "lost") > 0;
        string right = _attempt.Fault.Hangs || Verdicts == "hung" && MayHang ? "hung" : died ? "lost" : hurt ? "spread" : lost ? "miscounted" : _attempt.Fault.Id == "none" ? "clean" : "contained";
        Same("verdict", right, Verdicts);
        bool mayBeHurt = _attempt.Fault.Corrupts || _attempt.Model == "mpi" || Verdicts == "hung";
        if (hurt && !mayBeHurt && !died)
            _problems.Add("a worker is hurt that nothing hurt");
        // Copy-on-write, or memory of its own: an intruder hurts nobody.
        if (_attempt.Fault.Id == "corrupt-array" && !_attempt.OneArray)
            Same("workers hurt by writes to a copy", false, hurt);
    }

    /// <summary>A lock whose owner died, and one that hangs in the memory of others, can make the rest wait for ever.</summary>
    private bool MayHang => _attempt.Fault.Id is "lock-owner-dies" || _attempt.Model == "mpi" && _attempt.Fault.Id is "stop";

    /// <summary>Every child's end is told by one wait call, once.</summary>
    private void Waits()
    {
        if (!_attempt.HasChildren || _attempt.Model == "mpi" || _attempt.Orphan || Verdicts == "hung")
            return;
        JsonElement[] calls = [.. _report.GetProperty("waits").EnumerateArray()];
        (long Pid, long Raw)[] ended = [.. WaitedFor(calls)];
        if (_attempt.Wait is "ignore" or "never")
        {
            Same("children that a wait told of", 0, ended.Length);
            Same("zombies", _attempt.Wait == "never" ? _workers.Length : 0, Number(_report, "zombies"));
            return;
        }
        IEnumerable<(long, long)> lives = _workers.SelectMany(worker => worker.GetProperty("lives").GetArrayLength() > 0 ? worker.GetProperty("lives").EnumerateArray() : (IEnumerable<JsonElement>)[worker])
            .Select(life => (Number(life, "pid")!.Value, (long)Raw(life).GetValueOrDefault(-1)));
        Same("pids and statuses that waits told of", string.Join(' ', lives.Order()), string.Join(' ', ended.Order()));
    }

    /// <summary>The pids and statuses of whose end a call told: waitpid returns it, and waitid was given a descriptor that pidfd_open had made of it.</summary>
    private static IEnumerable<(long Pid, long Raw)> WaitedFor(IEnumerable<JsonElement> calls)
    {
        Dictionary<long, long> pids = [];
        foreach (JsonElement call in calls)
        {
            string[] words = Text(call, "call")!.Split('(', ',', ')');
            long returned = call.GetProperty("returned").GetInt64();
            if (words[0] == "pidfd_open")
                pids[returned] = long.Parse(words[1], CultureInfo.InvariantCulture);
            else if (returned >= 0 && Number(call, "raw") is { } raw && (raw & 0xff) != 0x7f && raw != 0xffff)
                yield return (words[0] == "waitid" ? pids[long.Parse(words[2], CultureInfo.InvariantCulture)] : returned, raw);
        }
    }

    private static bool IsHurt(JsonElement worker) =>
        Raw(worker) is not (null or 0) || (worker.GetProperty("correct").ValueKind == JsonValueKind.False);

    private static int? Raw(JsonElement owner) =>
        owner.GetProperty("status") is { ValueKind: JsonValueKind.Object } status ? status.GetProperty("raw").GetInt32() : null;

    private static string? Text(JsonElement owner, string field) => owner.GetProperty(field).GetString();

    private static long? Number(JsonElement owner, string field) =>
        owner.TryGetProperty(field, out JsonElement number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : null;

    private void Same<T>(string what, T expected, T got)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, got))
            _problems.Add($"{what}: expected {expected?.ToString() ?? "null"}, got {got?.ToString() ?? "null"}");
    }
}
