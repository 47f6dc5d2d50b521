using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Sandbox.Tests.Support.Harness;

namespace Sandbox.Bench;

/// <summary>A program on a terminal of 80x24 that answers as an emulator does, and what it costs there.</summary>
internal sealed class ScreenSession : IDisposable
{
    private const string Frame = "\e[?2026h";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PtyTerminal _terminal;
    private readonly ChildProcess _program;

    public ScreenSession(string program, string home, int? bytesPerSecond, params IReadOnlyList<(string Name, string Value)> settings)
    {
        string[] words = program.Split(' ');
        // Who has run it before is met by the workbench, not by the lessons.
        Directory.CreateDirectory(Path.Combine(home, "sandbox"));
        File.WriteAllText(Path.Combine(home, "sandbox", "progress.jsonl"), "");
        _terminal = new PtyTerminal(80, 24, new Link(Answers: true, bytesPerSecond));
        Dictionary<string, string> environment = new(Programs.Variables)
        {
            ["TERM"] = "xterm-256color",
            ["LANG"] = "C.UTF-8",
            ["HOME"] = home,
            ["XDG_STATE_HOME"] = home,
        };
        foreach ((string name, string value) in settings)
            environment[$"SANDBOX_{name}"] = value;
        _program = ChildProcess.Start(new ChildStart(words[0], words[1..]) { Environment = environment, Terminal = _terminal.Path });
    }

    /// <summary>What the program keeps in memory, in MB.</summary>
    public double ResidentMegabytes =>
        double.Parse(Regex.Match(File.ReadAllText($"/proc/{_program.Pid}/status"), @"VmRSS:\s+(\d+) kB").Groups[1].Value, CultureInfo.InvariantCulture) / 1024;

    public void Type(string keys) => _terminal.Type(keys);

    /// <summary>Goes on once what was written since a place satisfies a condition.</summary>
    /// <returns>The place after it.</returns>
    public int WaitFor(string what, Func<string, bool> state, int from = 0)
    {
        long start = Stopwatch.GetTimestamp();
        string written;
        while (!state((written = _terminal.Written)[from..]))
        {
            if (_program.Status.IsCompleted || Stopwatch.GetElapsedTime(start) > Patience)
                throw new InvalidOperationException($"no {what} within {Patience.TotalSeconds} s: {written[from..].Replace("\e", "\\e")}");
            _program.Status.Wait(TimeSpan.FromMilliseconds(2));
        }
        return written.Length;
    }

    /// <summary>Lets time pass: what is measured goes on in it.</summary>
    public void Watch(TimeSpan time)
    {
        if (_program.Status.Wait(time))
            throw new InvalidOperationException($"it ended: {_terminal.Written.Replace("\e", "\\e")}");
    }

    /// <summary>What it costs over a time: its bytes, its frames where it marks them, its share of a processor.</summary>
    public (int Bytes, int Frames, double CpuPercent) CostOf(TimeSpan time)
    {
        int before = _terminal.Written.Length;
        double ran = CpuSeconds();
        long start = Stopwatch.GetTimestamp();
        Watch(time);
        ran = CpuSeconds() - ran;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        string written = _terminal.Written[before..];
        return (System.Text.Encoding.UTF8.GetByteCount(written), Regex.Count(written, Regex.Escape(Frame)), 100 * ran / seconds);
    }

    /// <summary>From a key to the terminal's first bytes that satisfy a condition, in milliseconds.</summary>
    public double KeyToCell(string key, string cell)
    {
        Task<long> shown = _terminal.When(cell);
        long start = Stopwatch.GetTimestamp();
        Type(key);
        if (!shown.Wait(Patience))
            throw new InvalidOperationException($"the key {key} changed nothing: {_terminal.Written[^400..].Replace("\e", "\\e")}");
        return Stopwatch.GetElapsedTime(start, shown.Result).TotalMilliseconds;
    }

    /// <summary>From q to the program's end and to its last byte at the terminal, in milliseconds.</summary>
    public double Leave(string last)
    {
        Task<long> shown = _terminal.When(last);
        long start = Stopwatch.GetTimestamp();
        Type("q");
        if (!Task.WaitAll([shown, _program.Status], Patience))
            throw new InvalidOperationException("q does not end it");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public void Dispose()
    {
        if (!_program.Status.IsCompleted)
            _terminal.Type("q");
        if (!_program.Status.Wait(TimeSpan.FromSeconds(5)))
            _program.Send(LibC.SIGKILL);
        _program.Status.Wait();
        _terminal.Dispose();
    }

    /// <summary>What all of its threads ran, those that have ended included; the ticks of /proc would round an idle one up or down.</summary>
    private unsafe double CpuSeconds()
    {
        int clock;
        long* time = stackalloc long[2];
        LibC.CheckError(LibC.clock_getcpuclockid(_program.Pid, &clock), "clock_getcpuclockid");
        LibC.Check(LibC.clock_gettime(clock, time), "clock_gettime");
        return time[0] + time[1] / 1e9;
    }
}
