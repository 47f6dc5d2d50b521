using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sandbox.Tests.Support.Harness;

namespace Sandbox.Bench;

/// <summary>Runs programs and takes times; every time is in milliseconds.</summary>
internal static class Programs
{
    public static readonly Dictionary<string, string> Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(entry => ((string)entry.Key, (string)entry.Value!))
        .Where(pair => !pair.Item1.StartsWith("SANDBOX_", StringComparison.Ordinal))
        .ToDictionary();

    /// <summary>A program's output, and how long it took from its start until it was reaped.</summary>
    public static (string Output, double Milliseconds) Run(string program, params IReadOnlyList<string> arguments)
    {
        using Pipe input = Pipe.ToChild(), output = Pipe.FromChild(), error = Pipe.FromChild();
        long start = Stopwatch.GetTimestamp();
        ChildProcess child = ChildProcess.Start(new ChildStart(program, arguments)
        {
            Environment = Variables,
            Descriptors = (input.Theirs, output.Theirs, error.Theirs),
        });
        input.HandOver();
        output.HandOver();
        error.HandOver();
        int status = child.Status.GetAwaiter().GetResult();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Task.WaitAll(output.End, error.End);
        return status == 0
            ? (output.Text, milliseconds)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with status 0x{status:x4}: {error.Text}");
    }

    /// <summary>The number that a C program prints.</summary>
    public static double Number(string program, params IReadOnlyList<string> arguments) =>
        double.Parse(Run(program, arguments).Output, CultureInfo.InvariantCulture);

    /// <summary>The report of a run, which must be a clean one: what is wrong is not worth a time.</summary>
    public static JsonElement Report(string program, params IReadOnlyList<string> arguments)
    {
        JsonElement report = JsonDocument.Parse(Run(program, ["run", .. arguments, "--json"]).Output).RootElement;
        return report.GetProperty("verdict").GetString() == "clean"
            ? report
            : throw new InvalidOperationException($"the verdict of {string.Join(' ', arguments)} is {report.GetProperty("verdict")}");
    }

    /// <summary>From a program's start to the last byte of its first frame: the one before the first silence.</summary>
    public static double FirstFrame(string program)
    {
        const double Silence = 80;
        using PtyTerminal terminal = new(80, 24);
        Dictionary<string, string> environment = new(Variables) { ["TERM"] = "xterm-256color", ["LANG"] = "C.UTF-8" };
        long start = Stopwatch.GetTimestamp();
        ChildProcess child = ChildProcess.Start(new ChildStart(program) { Environment = environment, Terminal = terminal.Path });
        while (terminal.Written.Length < 400 || Stopwatch.GetElapsedTime(terminal.LastByte).TotalMilliseconds < Silence)
        {
            if (child.Status.IsCompleted || Stopwatch.GetElapsedTime(start).TotalSeconds > 10)
            {
                string end = child.Status.IsCompleted ? $"ended with status 0x{child.Status.Result:x4}" : "is still running";
                child.Send(LibC.SIGKILL);
                throw new InvalidOperationException($"{program} drew no frame and {end}: {terminal.Written.Replace("\e", "\\e")}");
            }
            // The measured program needs the processors; a frame's time is taken when its bytes come, not here.
            child.Status.Wait(TimeSpan.FromMilliseconds(5));
        }
        double milliseconds = Stopwatch.GetElapsedTime(start, terminal.LastByte).TotalMilliseconds;
        terminal.Type("q");
        if (!child.Status.Wait(TimeSpan.FromSeconds(5)))
            child.Send(LibC.SIGKILL);
        _ = child.Status.Result;
        return milliseconds;
    }
}
