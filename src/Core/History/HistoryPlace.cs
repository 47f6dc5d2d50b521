namespace Sandbox.Core.History;

/// <summary>Where the history is.</summary>
public static class HistoryPlace
{
    /// <summary>The folder of a home in which it is; the home itself is never made.</summary>
    internal const string InHome = ".local/state/sandbox";

    private const string Name = "history.jsonl";

    /// <summary>Why a history file that is not there cannot be made either; <c>null</c> where a run could be kept.</summary>
    /// <param name="path">The file.</param>
    /// <param name="exists">Whether a folder exists.</param>
    public static string? WhyNone(string path, Func<string, bool> exists) =>
        path.EndsWith($"/{InHome}/{Name}", StringComparison.Ordinal) && path[..^(InHome.Length + Name.Length + 2)] is { Length: > 0 } home && !exists(home)
            ? $"{home} does not exist (HOME), and is not made"
            : null;

    /// <summary>
    /// The file: <c>sandbox/history.jsonl</c> under <c>XDG_STATE_HOME</c>, or under <c>~/.local/state</c> where that is not set or, as
    /// the specification of base directories has it, not absolute. <c>null</c> where there is no home either.
    /// </summary>
    public static string? Of(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("XDG_STATE_HOME", "") is { } state && state.StartsWith('/'))
            return Path.Combine(state, "sandbox", Name);
        return environment.GetValueOrDefault("HOME", "") is { } home && home.StartsWith('/')
            ? Path.Combine(home, InHome, Name)
            : null;
    }
}
