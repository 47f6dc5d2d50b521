using System.Collections.Immutable;

namespace Sandbox.Core.Runs;

/// <summary>What became of a request: a spec, or everything that is wrong with it.</summary>
/// <param name="Spec">The spec; <c>null</c> where there are problems.</param>
/// <param name="Problems">Every problem, in the order of <see cref="RunSettings.All"/>; empty where there is a spec.</param>
public sealed record SpecResolution(RunSpec? Spec, ImmutableArray<SpecProblem> Problems);

/// <summary>From what a person asks for to a complete spec, and back to the shortest command line.</summary>
public static class RunSpecs
{
    /// <summary>
    /// Makes a spec of a request. What nobody set has its value of <see cref="RunDefaults"/>. A spec says what is in effect: no
    /// worker is faulty without a fault or where an intruder does it, and a model with one worker has one.
    /// </summary>
    /// <exception cref="MachineRefusedException">Everything asked for is well-formed, and it is above a cap.</exception>
    public static SpecResolution Resolve(RunRequest request, RunCaps caps) => new SpecResolver(request, caps).Resolve();

    /// <summary>Checks a spec against the caps.</summary>
    /// <exception cref="MachineRefusedException">It is above one; the message has both numbers.</exception>
    public static void CheckCaps(RunSpec spec, RunCaps caps) => CheckCaps(spec.Workers, spec.Length, caps);

    /// <summary>
    /// The shortest command that runs exactly this spec, such as <c>sandbox run --fault segfault</c>: only what differs from
    /// <see cref="RunDefaults"/> is said. No word in it needs quotes.
    /// </summary>
    public static string CommandLine(RunSpec spec) => SpecCommandLine.Of(spec);

    /// <summary>The settings that make exactly this spec: only what differs from <see cref="RunDefaults"/>, in the order of <see cref="RunSettings.All"/>.</summary>
    public static ImmutableArray<Setting> SettingsOf(RunSpec spec) => [.. SpecCommandLine.Settings(spec)];

    internal static void CheckCaps(int workers, long length, RunCaps caps)
    {
        if (workers > caps.Workers)
            throw new MachineRefusedException($"{workers:#,0} workers are above the cap of {caps.Workers:#,0} (appsettings.json: caps.workers)");
        if (length > caps.ArrayBytes / sizeof(int))
        {
            throw new MachineRefusedException(
                $"an array of {length:#,0} elements takes {(Int128)length * sizeof(int):#,0} bytes, above the cap of {caps.ArrayBytes:#,0}"
                + " (appsettings.json: caps.arrayBytes)");
        }
    }
}
