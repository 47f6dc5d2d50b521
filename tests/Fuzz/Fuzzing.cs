using System.Diagnostics;
using System.Globalization;

namespace Sandbox.Fuzz;

/// <summary>Gives a target inputs, and keeps those that take a way through the product that none before has taken.</summary>
/// <param name="target">The target.</param>
/// <param name="seed">What the inputs are drawn from.</param>
/// <param name="output">Where findings and the count are written.</param>
internal sealed class Fuzzing(Target target, int seed, TextWriter output)
{
    // Of processor time: a machine with much else to do may let an input wait as long. No input waits a minute for that.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2), Forever = TimeSpan.FromMinutes(1);

    // So much may one input allocate, and so much more may be held at the end than when all was warm.
    private const long MostAllocated = 256 << 20, MostGrowth = 32 << 20;
    private const int MostFindings = 20, Largest = 5000;

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _corpus = [];
    private readonly byte[] _seen = Coverage.Nothing();
    private readonly HashSet<string> _findings = [];
    private volatile byte[]? _current;
    private long _began, _cpu, _slowest, _largest;
    private int _crashes, _hangs;

    /// <summary>Whether something was found.</summary>
    public bool Failed => _crashes + _hangs > 0;

    /// <summary>Tries so many inputs.</summary>
    public void Try(int inputs)
    {
        using Timer watch = new(_ => Watch(), null, Longest, TimeSpan.FromMilliseconds(250));
        foreach (byte[] right in target.Seeds())
        {
            _corpus.Add(right);
            One(right);
        }
        Mutator mutator = new(_random, [.. target.Words().Select(System.Text.Encoding.UTF8.GetBytes)], target.Longest);
        long start = Stopwatch.GetTimestamp(), warm = 0;
        for (int number = 0; number < inputs && _findings.Count < MostFindings; number++)
        {
            if (number == inputs / 5)
                warm = Held();
            byte[] input = mutator.Change(Any(), Any());
            if (One(input) && _corpus.Count < Largest)
                _corpus.Add(input);
        }
        long grown = Held() - warm;
        if (inputs > 1000 && grown > MostGrowth)
            Found($"memory grew by {grown} bytes", []);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Id}: {inputs} inputs of seed {seed} in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s: {_crashes} crashes, {_hangs} hangs; {Coverage.Count(_seen)} edges, {_corpus.Count} kept; the slowest {Stopwatch.GetElapsedTime(0, _slowest).TotalMilliseconds:0.0} ms; one allocated {_largest / 1024} KiB at most; held {grown / 1024:+0;-0} KiB, working set {Environment.WorkingSet >> 20} MiB"));
        output.Flush();
    }


    /// <summary>The bytes that are still held, but for the inputs.</summary>
    private long Held() => GC.GetTotalMemory(forceFullCollection: true) - _corpus.Sum(input => (long)input.Length);

    private byte[] Any()
    {
        // Half of the time one of the newest: what was just found leads on.
        int at = _random.Next(2) == 0 ? _random.Next(_corpus.Count) : _corpus.Count - 1 - _random.Next(Math.Min(_corpus.Count, 50));
        return _corpus[at];
    }

    /// <summary>Gives it one input; whether that took a new way.</summary>
    private bool One(byte[] input)
    {
        Coverage.Clear();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Volatile.Write(ref _began, Stopwatch.GetTimestamp());
        Volatile.Write(ref _cpu, Environment.CpuUsage.TotalTime.Ticks);
        _current = input;
        try
        {
            target.Take(input);
        }
        catch (Exception found)
        {
            _current = null;
            Found($"{found.GetType().Name}: {found.Message}\n{string.Join('\n', (found.StackTrace ?? "").Split('\n').Where(line => line.Contains("Sandbox.", StringComparison.Ordinal)).Take(6))}", input);
        }
        _current = null;
        _slowest = Math.Max(_slowest, Stopwatch.GetTimestamp() - _began);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        _largest = Math.Max(_largest, allocated);
        if (allocated > MostAllocated)
            Found($"{allocated} bytes allocated for {input.Length}", input);
        return Coverage.IsNew(_seen);
    }

    /// <summary>Says of an input that takes too long which one it is; whoever waits for it can end the program.</summary>
    private void Watch()
    {
        if (_current is not { } input)
            return;
        TimeSpan passed = Stopwatch.GetElapsedTime(Volatile.Read(ref _began)), used = Environment.CpuUsage.TotalTime - new TimeSpan(Volatile.Read(ref _cpu));
        if ((passed > Forever || (passed > Longest && used > Longest)) && _current == input && _findings.Add($"hang {Convert.ToHexString(input)}"))
        {
            _hangs++;
            Keep("takes more than 2 s of the processor", input);
        }
    }

    private void Found(string what, byte[] input)
    {
        // One for each place in the code.
        string place = string.Join('\n', what.Split('\n').Skip(1).DefaultIfEmpty(what));
        _crashes++;
        if (_findings.Add(place.Trim().Length == 0 ? what : place))
            Keep(what, input);
    }

    private void Keep(string what, byte[] input)
    {
        string path = Path.Combine(Path.GetTempPath(), $"fuzz-{target.Id}-{seed}-{_findings.Count}");
        File.WriteAllBytes(path, input);
        lock (output)
        {
            output.WriteLine($"{target.Id}: {what}\n  the input is in {path}");
            output.Flush();
        }
    }
}
