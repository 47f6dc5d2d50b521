using System.Collections.Immutable;

namespace Sandbox.Core.Tracing;

/// <summary>System calls that do the same for who injects into them: <c>fork</c> is each call that starts a process.</summary>
/// <param name="Word">What the option calls it.</param>
/// <param name="Numbers">The calls of it that this architecture has.</param>
/// <param name="StartsProcesses">Whether only calls count that start a process, and no thread.</param>
public sealed record CallFamily(string Word, ImmutableArray<int> Numbers, bool StartsProcesses = false)
{
    private static readonly ImmutableArray<CallFamily> All =
    [
        new("fork", Of("fork", "vfork", "clone", "clone3"), StartsProcesses: true),
        new("wait", Of("wait4", "waitid")),
        new("waitpid", Of("wait4", "waitid")),
        new("exec", Of("execve", "execveat")),
        new("open", Of("open", "openat", "openat2", "creat")),
        new("pipe", Of("pipe", "pipe2")),
        new("dup", Of("dup", "dup2", "dup3")),
        new("sleep", Of("nanosleep", "clock_nanosleep")),
    ];

    /// <summary>The families' words.</summary>
    public static IEnumerable<string> Words => All.Select(family => family.Word);

    /// <summary>The family of a word, or the one call of that name; <c>null</c> where there is neither.</summary>
    public static CallFamily? Find(string word) =>
        All.FirstOrDefault(family => family.Word == word) ?? (CallNames.NumberOf(word) is { } number ? new CallFamily(word, [number]) : null);

    private static ImmutableArray<int> Of(params string[] names) => [.. names.Select(CallNames.NumberOf).OfType<int>()];
}
