using System.Globalization;
using System.Text.Json.Serialization;
using Sandbox.Core.Arrays;

namespace Sandbox.Core.Runs;

/// <summary>One mapping of the file of the program that the workers run, as one worker and its host had it right before the worker's last act.</summary>
/// <param name="Worker">The worker that looked.</param>
/// <param name="Name">What is there: <c>.text</c>, <c>read-only</c> or <c>data</c>.</param>
/// <param name="Permissions">What may be done with it, as in /proc/PID/maps: <c>r-x</c>.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="Shared">The worker's pages with a frame that others have too: the file's, or one that nobody has written to since the fork.</param>
/// <param name="Private">The worker's pages with a frame of its own. Those that are neither it never touched.</param>
/// <param name="ParentShared">The host's pages, likewise; <c>null</c> where nobody could look.</param>
/// <param name="ParentPrivate">Likewise.</param>
/// <param name="SameFrames">How many pages have one and the same frame in both; <c>null</c> where the kernel does not tell: it tells root.</param>
public sealed record SectionReport(int Worker, string Name, string Permissions, long Pages, long Shared, long Private, long? ParentShared, long? ParentPrivate, long? SameFrames)
{
    /// <summary>The worker's pages one by one, or several at a time; empty in a run of the past.</summary>
    [JsonIgnore]
    public PageState[] Cells { get; init; } = [];

    /// <summary>What it says, in a line.</summary>
    public override string ToString()
    {
        string parent = ParentShared is { } shared ? string.Create(CultureInfo.InvariantCulture, $"; parent: {shared:#,0} shared, {ParentPrivate:#,0} private") : "";
        string same = SameFrames is { } frames ? string.Create(CultureInfo.InvariantCulture, $"; {frames:#,0} in one frame for both") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Name} {Permissions}, {Pages:#,0} pages; child: {Shared:#,0} shared, {Private:#,0} private{parent}{same}");
    }
}
