using System.Text.Json.Serialization;

namespace Sandbox.Core.Runs;

/// <summary>Who was hurt. Where several hold, the last one counts.</summary>
[JsonConverter(typeof(VerdictConverter))]
public enum Verdict
{
    /// <summary>No fault was injected, every worker ended well, every sum is right.</summary>
    Clean,

    /// <summary>The fault hurt nobody but the worker that did it: every other sum is right.</summary>
    Contained,

    /// <summary>Nobody died and every sum is right, but updates of the one total that all workers add to were lost.</summary>
    Miscounted,

    /// <summary>A worker that did nothing wrong died or has a wrong sum.</summary>
    Spread,

    /// <summary>The process that held all workers died: no sums.</summary>
    Lost,

    /// <summary>The timeout ended the run.</summary>
    Hung,
}
