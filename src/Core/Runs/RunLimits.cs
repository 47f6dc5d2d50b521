using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Headers;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>
/// Resource limits that each worker process sets on itself before it sums: the soft ones of setrlimit(2). <c>null</c> leaves what the
/// worker has from its parent.
/// </summary>
public sealed record RunLimits
{
    internal const string NoLimits = "none";

    /// <summary>Limits as they are written, one of each.</summary>
    internal static ImmutableArray<string> Examples { get; } = ["cpu=1", "as=256m", "fsize=64k", "nofile=64", "stack=1m", "core=1g"];

    /// <summary>No limits but those that workers have anyway.</summary>
    public static RunLimits None { get; } = new();

    /// <summary>RLIMIT_CPU: whole seconds of processor time, 1 or more, counted from the process's start.</summary>
    public long? Cpu { get; init; }

    /// <summary>RLIMIT_AS: bytes of address space.</summary>
    [JsonPropertyName("as")]
    public long? AddressSpace { get; init; }

    /// <summary>RLIMIT_FSIZE: the largest size in bytes to which a file may be written.</summary>
    [JsonPropertyName("fsize")]
    public long? FileSize { get; init; }

    /// <summary>RLIMIT_NOFILE: descriptors from this number on are refused.</summary>
    [JsonPropertyName("nofile")]
    public long? OpenFiles { get; init; }

    /// <summary>RLIMIT_STACK: bytes of the main thread's stack.</summary>
    public long? Stack { get; init; }

    /// <summary>RLIMIT_CORE: bytes of a core file; without it no worker leaves one.</summary>
    public long? Core { get; init; }

    /// <summary>The names and values that are set: <c>nofile</c> and 64.</summary>
    [JsonIgnore]
    public IEnumerable<(string Name, long Value)> Set
    {
        get
        {
            long?[] values = [Cpu, AddressSpace, FileSize, OpenFiles, Stack, Core];
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] is { } value)
                    yield return (Kind.All[i].Name, value);
            }
        }
    }

    /// <summary>Whether a process that reaches one of these limits can get a signal for it.</summary>
    /// <param name="signal">The signal's number.</param>
    public bool CanCause(int signal) => signal switch
    {
        SignalH.SIGXCPU => Cpu is not null,
        SignalH.SIGXFSZ => FileSize is not null,
        // Where the stack cannot grow, or the C library gets no memory.
        SignalH.SIGSEGV or SignalH.SIGABRT => Stack is not null || AddressSpace is not null,
        _ => false,
    };

    /// <summary>What limits mean nothing with a model; <c>null</c> where they mean something.</summary>
    public static string? RefusalFor(ExecutionModel model) => model.Kind == WorkerKind.Process
        ? null
        : $"limits belong to a process, and the workers of the model {model.Id} are the host itself; use processes, shared or spawn";

    /// <summary>The limits that a text such as <c>cpu=2,as=256m</c> means, or what is wrong with it.</summary>
    public static (RunLimits Limits, string? Problem) Parse(string text) => text == NoLimits ? (None, null) : ParseSome(text);

    private static (RunLimits Limits, string? Problem) ParseSome(string text)
    {
        long?[] values = new long?[Kind.All.Length];
        foreach (string part in text.Split(','))
        {
            string[] pair = part.Split('=', 2);
            int at = Array.FindIndex(Kind.All, kind => kind.Name == pair[0]);
            if (pair.Length < 2 && at < 0)
                return (None, $"{Quoted.Of(part)} sets no limit; expected NAME=VALUE, several with commas between them, such as cpu=2,as=256m, or none");
            if (at < 0)
                return (None, UnknownWord.Message("limit", pair[0], [.. Kind.All.Select(kind => kind.Name)], see: null));
            if (values[at] is not null)
                return (None, $"{pair[0]} is given twice; expected once");
            if (pair.Length < 2 || Kind.All[at].Parse(pair[1]) is not { } value)
                return (None, $"{Quoted.Of(part)} is no limit; {pair[0]} takes {Kind.All[at].Allowed}");
            values[at] = value;
        }
        return (new RunLimits { Cpu = values[0], AddressSpace = values[1], FileSize = values[2], OpenFiles = values[3], Stack = values[4], Core = values[5] }, null);
    }

    /// <summary>The shortest text that <see cref="Parse"/> reads as these limits.</summary>
    public override string ToString()
    {
        if (ReferenceEquals(this, None))
            return NoLimits;
        string text = string.Join(',', Set.Select(limit => $"{limit.Name}={Array.Find(Kind.All, kind => kind.Name == limit.Name)!.Text(limit.Value)}"));
        return text.Length > 0 ? text : NoLimits;
    }

    /// <summary>One kind of limit. In a class of its own: a run without limits never makes the list.</summary>
    private sealed record Kind(string Name, long Least, bool IsSize, string Allowed)
    {
        private const string Size = "bytes, such as 1048576, 1024k, 1m or 1g";

        public static readonly Kind[] All =
        [
            new("cpu", 1, false, "whole seconds from 1 on"),
            new("as", 0, true, Size),
            new("fsize", 0, true, Size),
            new("nofile", 0, false, "a whole number from 0 on"),
            new("stack", 0, true, Size),
            new("core", 0, true, Size),
        ];

        public long? Parse(string text)
        {
            int shift = !IsSize ? 0 : text switch { [.., 'k' or 'K'] => 10, [.., 'm' or 'M'] => 20, [.., 'g' or 'G'] => 30, _ => 0 };
            string digits = shift > 0 ? text[..^1] : text;
            return digits is [>= '0' and <= '9', ..] && WrittenNumber.TryWhole(digits, out long? number)
                && number >= Least && number < long.MaxValue >> shift
                ? number << shift
                : null;
        }

        public string Text(long value)
        {
            int unit = 0;
            for (; IsSize && value > 0 && value % 1024 == 0 && unit < 3; unit++)
                value /= 1024;
            return value.ToString(CultureInfo.InvariantCulture) + (unit > 0 ? "kmg"[unit - 1] : "");
        }
    }
}
