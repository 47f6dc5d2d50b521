using System.Diagnostics;
using System.Globalization;
using Sandbox.Core.Status;

namespace Sandbox.Chaos;

/// <summary>Plays rounds, judges each, and counts. Several may be played at a time.</summary>
/// <param name="seed">What they are drawn from.</param>
/// <param name="output">Where what went wrong and the count are written.</param>
/// <param name="tells">Whether each round is told of.</param>
internal sealed class Rounds(int seed, TextWriter output, bool tells)
{
    // More than the longest run that is drawn, with its timeout, on a machine with much else to do.
    private static readonly TimeSpan Finishes = TimeSpan.FromSeconds(60);

    /// <summary>How long a part is waited for that a run may not have.</summary>
    private static readonly TimeSpan Appears = TimeSpan.FromSeconds(3);

    /// <summary>How soon whoever was told to end has ended.</summary>
    private static readonly TimeSpan Ends = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _hits = [];
    private int _hit, _missed, _wrong, _left;

    /// <summary>How many rounds hit somebody.</summary>
    public int Hit => _hit;

    /// <summary>Whether a round was wrong, or left something behind.</summary>
    public bool Failed => _wrong + _left > 0;

    /// <summary>Plays a round.</summary>
    public async Task Play(int number)
    {
        Round round = Round.Of(seed, number);
        string token = $"{seed}-{number}-{Guid.NewGuid():N}";
        Place place = new(token);
        await Scene.Furnish(place);
        long start = Stopwatch.GetTimestamp();
        List<string> problems = [];
        IReadOnlyList<string> left;
        Part? hit;
        string end;
        using (Playing playing = new(round, place))
        {
            Task pressing = playing.Press();
            hit = await Shoot(round, playing);
            await pressing;
            bool soon = hit == Part.Root && round.Kind.Signal != LibC.SIGSTOP;
            if (!soon)
                await Finish(round, playing);
            bool ended = await Eventually.Is(() => playing.Child.Status.IsCompleted, soon ? Ends : Finishes);
            if (!ended)
            {
                problems.Add($"it has not ended {(soon ? Ends : Finishes).TotalSeconds} s later");
                playing.Child.Send(LibC.SIGKILL);
            }
            WaitStatus status = new(await playing.Child.Status);
            end = status.ToString();
            left = await Remains.Of(playing.Child.Pid, token, place, playing.Terminal);
            if (ended && !IsRefused(status, playing))
                problems.AddRange(Judge(round, hit, status, playing));
        }
        if (problems.Count + left.Count == 0)
            place.Remove();
        Count(round, hit, problems, left, string.Create(CultureInfo.InvariantCulture, $"{end}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }

    /// <summary>Writes the count.</summary>
    public void Summarize()
    {
        foreach ((string what, int times) in _hits)
            output.WriteLine($"{times,5} {what}");
        string[] orphans = [.. Remains.Orphaned()];
        foreach (string orphan in orphans)
            output.WriteLine($"left by one of them: {orphan}");
        _left += orphans.Length;
        output.WriteLine($"{_hit} rounds of seed {seed} hit somebody, {_missed} more were over before: {_wrong} wrong, {_left} left something");
        output.Flush();
    }

    /// <summary>Waits for the moment, and hits; who is there in the end where a run has none of the part. Where all is over by then nobody is hit.</summary>
    private static async Task<Part?> Shoot(Round round, Playing playing)
    {
        int root = playing.Child.Pid;
        if (!await Seen(round.After, Appears) && playing.Child.Status.IsCompleted)
            return null;
        Part target = await Seen(round.Target, Appears) ? round.Target : await Seen(Part.Host, TimeSpan.Zero) ? Part.Host : Part.Root;
        await Eventually.Moment(round.DelayMs);
        IReadOnlyList<ProcessEntry> targets = Family.Of(root, target);
        return targets.Count > 0 && await Shot.At(targets[round.Lot % targets.Count], round.Kind.Signal, round.StoppedMs) ? target : null;

        async Task<bool> Seen(Part part, TimeSpan within)
        {
            bool there = false;
            await Eventually.Is(() => playing.Child.Status.IsCompleted || (there = Family.Of(root, part).Count > 0), within);
            return there;
        }
    }

    /// <summary>Lets a screen that lives on end.</summary>
    private static async Task Finish(Round round, Playing playing)
    {
        if (!round.Scene.HasTerminal)
            return;
        if (!round.LeavesAtOnce)
            await Eventually.Is(() => playing.Child.Status.IsCompleted || Family.Of(playing.Child.Pid, Part.Host).Count + Family.Of(playing.Child.Pid, Part.Worker).Count == 0, Finishes);
        await playing.Leave();
    }

    /// <summary>Of the drawn runs some mean nothing: they are refused before anything starts, and are none of the rounds.</summary>
    private static bool IsRefused(WaitStatus status, Playing playing) =>
        status.ExitCode == 2 && $"{playing.Error}{playing.Output}".Contains("means nothing here", StringComparison.Ordinal);

    private static IEnumerable<string> Judge(Round round, Part? hit, WaitStatus status, Playing playing)
    {
        int signal = round.Kind.Signal;
        bool itself = hit == Part.Root && signal != LibC.SIGSTOP;
        // It may have been over when the signal came; and before it listens, the default action ends it.
        bool right = status.ExitCode is { } code && round.Scene.Codes.Contains(code)
            || itself && (status.Signal == signal || status.ExitCode == 128 + signal);
        if (!right)
            yield return $"{status}; it said: {Last(playing.Error)} {(round.Scene.HasTerminal ? Last(playing.Output.Replace("\e", "\\e")) : "")}";
        if (round.Scene.PrintsJson && status.ExitCode == 0 && !JsonWord.IsWhole(playing.Output))
            yield return $"exit code 0, and its JSON is not whole: {Last(playing.Output)}";
        if (status.ExitCode is not (null or 0 or 1) && playing.Error.Length == 0 && !round.Scene.HasTerminal && !itself)
            yield return $"{status} without a word";
    }

    private void Count(Round round, Part? hit, List<string> problems, IReadOnlyList<string> left, string end)
    {
        lock (_lock)
        {
            _wrong += problems.Count > 0 ? 1 : 0;
            _left += left.Count > 0 ? 1 : 0;
            if (hit is { } part)
            {
                _hit++;
                string what = $"{round.Kind.Name} to the {part}, {(round.Scene.IsScreen ? "the screen" : round.Scene.Id)}";
                _hits[what] = _hits.GetValueOrDefault(what) + 1;
            }
            else
            {
                _missed++;
            }
            if (problems.Count + left.Count > 0 || tells)
                output.WriteLine($"{round}: {(hit is { } one ? $"{one} was hit; " : "nobody was hit; ")}{end}{string.Concat(problems.Concat(left).Select(problem => $"\n  {problem}"))}");
            else if ((_hit + _missed) % 100 == 0)
                output.WriteLine($"... {_hit + _missed}");
            output.Flush();
        }
    }

    private static string Last(string text) => text.Trim()[^Math.Min(text.Trim().Length, 400)..];
}
