using System.Globalization;

namespace Sandbox.Core.Runs;

/// <summary>
/// How long a run took, as everything says it: <c>timing.runMs</c> of the report, from the start of its first worker to the end of its last wait.
/// What the sandbox needs around that, to start a host and to fill the array, does not count.
/// </summary>
public static class RunTime
{
    /// <summary>What it is called.</summary>
    public const string Name = "run time";

    /// <summary>The run time of a run that is over.</summary>
    public static string Of(TimingReport timing) => timing.RunMs is { } ms ? Text(ms) : "no worker ran";

    /// <summary>A time in little room: whole milliseconds below a second, then tenths of a second.</summary>
    public static string Text(double milliseconds) => milliseconds < 999.5
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s");
}
