using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <summary>Where the kernel sends cores; its <c>core_pattern</c> decides it, see core(5).</summary>
public enum CorePlace
{
    /// <summary>Into the run's own folder: the pattern is a name without a folder at its beginning.</summary>
    Folder,

    /// <summary>To a program that the pattern names behind a |, or to a socket.</summary>
    Helper,

    /// <summary>Into another folder, which the pattern names. Nothing there is the run's to remove.</summary>
    Elsewhere,
}

/// <summary>The core of one process of a run.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Pid">The process that it was.</param>
/// <param name="To">Where it went: a word for a <see cref="CorePlace"/>.</param>
/// <param name="Path">The file; <c>null</c> where it was removed, and where it is none of the run's.</param>
/// <param name="Bytes">Its size; <c>null</c> where nobody could look.</param>
/// <param name="Kept">Whether it is still there, as far as the run has a say in it.</param>
public sealed record CoreReport(int Worker, int Pid, string To, string? Path, long? Bytes, bool Kept);

/// <summary>What is said of core files.</summary>
public static class CoreWords
{
    private const int MostTold = 4;

    private static readonly string[] Places = ["folder", "helper", "elsewhere"];

    /// <summary>Where a pattern sends cores.</summary>
    /// <param name="first">The first character of /proc/sys/kernel/core_pattern.</param>
    public static CorePlace PlaceOf(char first) => first is '|' or '@' ? CorePlace.Helper : first == '/' ? CorePlace.Elsewhere : CorePlace.Folder;

    /// <summary>The word for a place.</summary>
    public static string WordOf(CorePlace place) => Places[(int)place];

    /// <summary>Whether a text is such a word.</summary>
    public static bool IsPlace(string? word) => Array.IndexOf(Places, word) >= 0;

    /// <summary>Why no worker can leave a core in a run; <c>null</c> where one can.</summary>
    internal static string? RefusalFor(RunSpec spec) => ModelCatalogue.Find(spec.Model) switch
    {
        { RunsProgram: true } model => $"the workers of the model {model.Id} are your program, whose core lies where it works; use --limit core=SIZE",
        { UsesLauncher: true } model => $"the ranks of the model {model.Id} work in the folder in which mpirun was started, and their cores lie there; use --limit core=SIZE",
        { Waitable: false } model => $"a core is of a process, and the workers of the model {model.Id} are the host itself; use processes, shared or spawn",
        { } when spec.Orphan => "the host that looks after the cores ends before the orphans; leave out --orphan",
        _ => null,
    };

    /// <summary>A core in a line: <c>worker 2, pid 4711: 48,123,904 bytes, removed</c>.</summary>
    public static string Of(CoreReport core) => string.Create(CultureInfo.InvariantCulture, $"worker {core.Worker}, pid {core.Pid}: {What(core)}");

    /// <summary>What a verdict's sentence adds of a run's cores; empty where there are none.</summary>
    internal static string Told(RunReport report)
    {
        ImmutableArray<CoreReport> cores = report.Cores;
        string told = "";
        foreach (CoreReport core in cores.AsSpan()[..Math.Min(cores.Length, MostTold)])
            told += string.Create(CultureInfo.InvariantCulture, $"; the core of worker {core.Worker}: {What(core)}");
        return cores.Length > MostTold ? string.Create(CultureInfo.InvariantCulture, $"{told}; and {cores.Length - MostTold} more cores") : told;
    }

    private static string What(CoreReport core) => core switch
    {
        _ when core.To == Places[(int)CorePlace.Helper] => "handed to the program that core_pattern names",
        _ when core.To == Places[(int)CorePlace.Elsewhere] => "left where core_pattern says, which is no folder of the run's",
        { Path: { } path } => string.Create(CultureInfo.InvariantCulture, $"{core.Bytes:#,0} bytes, kept as {path}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{core.Bytes:#,0} bytes, removed"),
    };
}
