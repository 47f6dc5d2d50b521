using System.Collections.Concurrent;
using System.Text.Json;

namespace Sandbox.Soak;

/// <summary>Takes attempts, and counts what came of them. Several may be taken at a time.</summary>
/// <param name="seed">What they are made from.</param>
/// <param name="ranks">Whether jobs of Open MPI are among them.</param>
/// <param name="worker">A program that sums its slice.</param>
/// <param name="output">Where failures and the count are written.</param>
internal sealed class Soaking(int seed, bool ranks, string worker, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly ConcurrentDictionary<string, int> _refusals = new();
    private readonly Lock _lock = new();
    private int _taken, _refused, _wrong, _left;

    /// <summary>Whether a run was wrong, or left something behind.</summary>
    public bool Failed => _wrong + _left > 0;

    /// <summary>Makes an attempt, runs it, and has it judged.</summary>
    public async Task Take(int number)
    {
        Attempt attempt = Attempt.Of(seed, number, ranks);
        List<string> problems;
        try
        {
            Finished finished = await new SandboxProgram { Timeout = Patience }.RunWith(attempt.Options(worker));
            problems = Judge(attempt, finished);
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            // The harness: still running, or something is still there.
            Interlocked.Increment(ref _left);
            problems = [failure.Message];
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException or TimeoutException)
        {
            Interlocked.Increment(ref _wrong);
            problems = [$"{odd.GetType().Name}: {odd.Message}"];
        }

        int taken = Interlocked.Increment(ref _taken);
        lock (_lock)
        {
            if (problems.Count > 0)
                output.WriteLine($"run {number} of seed {seed}: sandbox {string.Join(' ', attempt.Options(worker))}\n  {string.Join("\n  ", problems.Take(12))}");
            else if (taken % 500 == 0)
                output.WriteLine($"... {taken}");
            output.Flush();
        }
    }

    /// <summary>Writes why runs were refused, and the count.</summary>
    public void Summarize()
    {
        foreach ((string reason, int times) in _refusals.OrderByDescending(pair => pair.Value))
            output.WriteLine($"refused {times} times, as: {reason}");
        output.WriteLine($"{_taken} runs of seed {seed}: {_taken - _refused} judged, {_refused} refused in words, {_wrong} wrong, {_left} left something");
        output.Flush();
    }

    private List<string> Judge(Attempt attempt, Finished finished)
    {
        if (finished.ExitCode == 2 && finished.Output.Length == 0 && finished.Error.StartsWith("sandbox: ", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _refused);
            _refusals.AddOrUpdate($"{attempt.Fault.Id}, {attempt.Model}: {finished.Error.Split('\n')[0]}", 1, (_, times) => times + 1);
            return [];
        }
        List<string> problems = [];
        if (finished.ExitCode != 0)
            problems.Add($"expected exit code 0, got {finished.RawStatus:x4}; it said: {finished.Error.Trim()}");
        else
            problems.AddRange(Oracle.Judge(attempt, finished.Json));
        if (finished.ExitCode == 0 && finished.Error.Length > 0)
            problems.Add($"it said: {finished.Error.Trim()}");
        if (problems.Count > 0)
            Interlocked.Increment(ref _wrong);
        return problems;
    }
}
