using System.Globalization;
using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>
/// What strace -f wrote of a program, as far as it can be compared with another run of it. A process is called by its place in the tree: 0 is the
/// first one, 0.2 the second that it started.
/// </summary>
internal sealed partial class StraceLog
{
    private readonly List<(int Starter, int Child)> _births = [];
    private readonly Dictionary<int, int> _starterOf = [];
    private readonly Dictionary<int, string> _unfinished = [];
    private readonly Dictionary<int, string> _ends = [];
    private readonly List<(int Waiter, int Child, string Status)> _waits = [];
    private int _first;

    private StraceLog()
    {
    }

    /// <summary>How each process ended, in the words of a wait status: <c>0.1 0x000b</c>.</summary>
    public IEnumerable<string> Ends => _ends.Where(pair => ProcessOf(pair.Key) == pair.Key).Select(pair => $"{Name(pair.Key)} {pair.Value}").Order();

    /// <summary>Every wait that told of a child: <c>0 0.1 0x000b</c>, or NULL for the status.</summary>
    public IEnumerable<string> Waits => _waits.Select(wait => $"{Name(ProcessOf(wait.Waiter))} {Name(wait.Child)} {wait.Status}").Order();

    /// <summary>How many threads were started.</summary>
    public int Threads => _starterOf.Count;

    /// <summary>Reads what <c>strace -f -q -o FILE -e trace=process</c> has written.</summary>
    public static StraceLog Read(IEnumerable<string> lines)
    {
        StraceLog log = new();
        foreach (string line in lines)
            log.Take(line);
        return log;
    }

    private void Take(string line)
    {
        int tid = int.Parse(line[..line.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        string rest = line[line.IndexOf(' ', StringComparison.Ordinal)..].Trim();
        if (_first == 0)
            _first = tid;
        if (rest.EndsWith("<unfinished ...>", StringComparison.Ordinal))
        {
            _unfinished[tid] = rest[..^"<unfinished ...>".Length];
            return;
        }
        if (Resumed().Match(rest) is { Success: true } resumed && _unfinished.Remove(tid, out string? begun))
            rest = begun + rest[resumed.Length..];
        if (Exited().Match(rest) is { Success: true } exited)
            End(tid, int.Parse(exited.Groups[1].Value, CultureInfo.InvariantCulture) << 8);
        else if (Killed().Match(rest) is { Success: true } killed)
            End(tid, Signal(killed.Groups[1].Value) | (killed.Groups[2].Success ? 0x80 : 0));
        else if (Born().Match(rest) is { Success: true } born)
            Birth(tid, int.Parse(born.Groups[2].Value, CultureInfo.InvariantCulture), rest);
        else if (Waited().Match(rest) is { Success: true } waited)
            _waits.Add((tid, int.Parse(waited.Groups[2].Value, CultureInfo.InvariantCulture), Status(waited.Groups[1].Value)));
        else if (WaitedById().Match(rest) is { Success: true } byId)
            _waits.Add((tid, int.Parse(byId.Groups["pid"].Value, CultureInfo.InvariantCulture), $"0x{OfInfo(byId.Groups["code"].Value, byId.Groups["status"].Value):x4}"));
    }

    private void Birth(int starter, int child, string call)
    {
        if (call.Contains("CLONE_THREAD", StringComparison.Ordinal))
            _starterOf[child] = starter;
        else
            _births.Add((starter, child));
    }

    // What a thread or a child does may stand before the return of the call that started it: whose it is and its name are for the end.
    private int ProcessOf(int tid)
    {
        while (_starterOf.TryGetValue(tid, out int starter))
            tid = starter;
        return tid;
    }

    private string Name(int process)
    {
        if (process == _first)
            return "0";
        int parent = ProcessOf(_births.Single(birth => birth.Child == process).Starter);
        return $"{Name(parent)}.{_births.Where(birth => ProcessOf(birth.Starter) == parent).TakeWhile(birth => birth.Child != process).Count() + 1}";
    }

    // A child's end may stand before the return of the call that started it.
    private void End(int tid, int raw) => _ends[tid] = $"0x{raw:x4}";

    private static string Status(string text)
    {
        if (text == "NULL")
            return text;
        if (Match(@"WEXITSTATUS\(s\) == (\d+)") is { } code)
            return $"0x{int.Parse(code, CultureInfo.InvariantCulture) << 8:x4}";
        if (Match(@"WTERMSIG\(s\) == (\w+)") is { } signal)
            return $"0x{Signal(signal) | (text.Contains("WCOREDUMP", StringComparison.Ordinal) ? 0x80 : 0):x4}";
        return Match(@"WSTOPSIG\(s\) == (\w+)") is { } stop ? $"0x{Signal(stop) << 8 | 0x7f:x4}" : "0xffff";

        string? Match(string pattern) => Regex.Match(text, pattern) is { Success: true } match ? match.Groups[1].Value : null;
    }

    private static int OfInfo(string code, string status) => code switch
    {
        "CLD_EXITED" => int.Parse(status, CultureInfo.InvariantCulture) << 8,
        "CLD_KILLED" => Signal(status),
        "CLD_DUMPED" => Signal(status) | 0x80,
        "CLD_CONTINUED" => 0xffff,
        _ => Signal(status) << 8 | 0x7f,
    };

    // strace calls the first real-time signal of the kernel SIGRT_0, and the C library has kept two of those for itself.
    private static int Signal(string name) => name switch
    {
        _ when name.StartsWith("SIGRT_", StringComparison.Ordinal) => 32 + int.Parse(name[6..], CultureInfo.InvariantCulture),
        "SIGRTMIN" => 32,
        _ => Sandbox.Core.Signals.SignalTable.Find(name)!.Number,
    };

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^\+\+\+ exited with (\d+) \+\+\+")]
    private static partial Regex Exited();

    [GeneratedRegex(@"^\+\+\+ killed by (\w+)( \(core dumped\))? \+\+\+")]
    private static partial Regex Killed();

    [GeneratedRegex(@"^(fork|vfork|clone|clone3)\(.*= (\d+)$")]
    private static partial Regex Born();

    [GeneratedRegex(@"^wait4\(-?\d+,\s+(NULL|\[.*?\]), .* = ([1-9]\d*)$")]
    private static partial Regex Waited();

    [GeneratedRegex(@"^waitid\(.*si_code=(?<code>\w+), si_pid=(?<pid>\d+).*si_status=(?<status>\w+).*= 0$")]
    private static partial Regex WaitedById();
}
