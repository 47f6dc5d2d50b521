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

    /// <summary>A worker that did nothing wrong died or has a wrong sum.</summary>
    Spread,

    /// <summary>The process that held all workers died: no sums.</summary>
    Lost,

    /// <summary>The timeout ended the run.</summary>
    Hung,
}
