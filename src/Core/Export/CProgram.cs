using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>
/// The C program that does what a spec does: a plain one, as a good solution of the lab would be. It is put together from parts;
/// each model, fault and wait strategy has its text in one place, and <see cref="SettingC"/> says of each setting which part is its own.
/// </summary>
public static class CProgram
{
    /// <summary>The options with which gcc compiles it without a warning.</summary>
    public static ImmutableArray<string> GccOptions { get; } = ["-std=gnu17", "-Wall", "-Wextra", "-pthread"];

    /// <summary>Every model, fault and wait strategy that has a text in C, by id.</summary>
    public static (ImmutableArray<string> Models, ImmutableArray<string> Faults, ImmutableArray<string> Waits) Known { get; } =
        ([.. ModelCatalogue.All.Where(model => ModelC.All.ContainsKey(model.Start)).Select(model => model.Id)], [.. FaultC.All.Keys], [.. WaitC.All.Keys]);

    /// <summary>The command that compiles the program in a file, without a space too many: <c>gcc ... -o lab lab.c</c>; that of ranks takes mpicc.</summary>
    public static string GccCommand(string file, RunSpec spec) =>
        $"{(spec.ModelRow.UsesLauncher ? "mpicc" : "gcc")} {string.Join(' ', GccOptions)} -o {Path.ChangeExtension(file, null)} {file}";

    /// <summary>The program's text, with a line end behind its last line.</summary>
    /// <exception cref="NotSupportedException">A model, fault or wait strategy of the spec has no text in C: a bug, which a test finds.</exception>
    public static string Of(RunSpec spec)
    {
        if (spec.ModelRow.RunsProgram)
            return "/* The workers run a program of yours, of which the sandbox has no text. docs/program.md has one in C. */\n";
        if (spec.ModelRow.UsesLauncher)
            return MpiC.Of(spec);
        ModelC model = Find(ModelC.All, "model", spec.ModelRow.Start, spec.Model);
        FaultC fault = Find(FaultC.All, "fault", spec.Fault, spec.Fault);
        // Who adopts orphans waits in its own way, whatever the parent would have done.
        string waitId = spec.Orphan ? RunSettings.Wait.Default : spec.Wait;
        WaitC wait = Find(WaitC.All, "wait strategy", waitId, waitId);
        CPart[] parts =
        [
            .. ArrayC.Parts(spec),
            .. BoardC.Parts(spec, fault, model),
            .. WorkerC.Parts(spec, fault, model),
            ParentC.Manners(spec),
            .. spec.Orphan ? [OrphanC.Adoption] : (CPart[])[],
            new CPart(model.Headers, $"/* ---- the model: {spec.Model} ---- */\n\n{model.Code(spec, fault)}"),
            .. ParentC.Parts(spec, fault, model, wait),
            .. ReportC.Parts(spec, fault, model, wait),
            MainC.Part(spec, fault, model, wait),
        ];
        StringBuilder program = new(Head(spec));
        foreach (string header in Headers(parts))
            program.Append(CultureInfo.InvariantCulture, $"#include <{header}>\n");
        program.Append('\n').Append(Numbers(spec));
        foreach (CPart part in parts)
            program.Append('\n').Append(part.Code).Append('\n');
        return program.ToString();
    }

    private static T Find<TKey, T>(ImmutableDictionary<TKey, T> texts, string kind, TKey key, string id)
        where TKey : notnull =>
        texts.TryGetValue(key, out T? text) ? text : throw new NotSupportedException($"the {kind} {id} has no text in C");

    /// <summary>The headers that the parts need, each once.</summary>
    internal static IEnumerable<string> Headers(CPart[] parts) => parts
        .SelectMany(part => part.Headers.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Distinct()
        // As people order them: the library's, then the system's.
        .OrderBy(header => header.Contains('/', StringComparison.Ordinal))
        .ThenBy(header => header, StringComparer.Ordinal);

    private static string Head(RunSpec spec)
    {
        WaitStrategy? wait = spec.WaitInUse;
        return CText.Fill(
            """
            /*
             * In C, what this does:
             *     @command@
             *
             * To compile and run it, where FILE.c is this file:
             *     @gcc@ && ./FILE
             *
             * The workers: @workers@; the array: @array@.
             * The fault:   @fault@.
             * The parent:  @wait@.
             */
            #define _GNU_SOURCE
            """,
            ("command", RunSpecs.CommandLine(spec)),
            ("gcc", GccCommand("FILE.c", spec)),
            ("workers", spec.ModelRow.Workers),
            ("array", spec.ModelRow.Array),
            ("fault", spec.FaultRow.Summary),
            ("wait", wait is null ? "waits for the host, the process that holds all workers" : spec.Orphan ? "ends at once; a grandparent adopts the workers and waits for them" : wait.Summary)) + "\n";
    }

    /// <summary>The numbers at the top.</summary>
    internal static string Numbers(RunSpec spec) => CText.Fill(
        """
        @numbers@
        @intruder@
        #define COUNT @count@ /* of all that are started */

        """,
        ("numbers", string.Join('\n', SettingC.All.Select(row => row.Define?.Invoke(spec)).Where(line => line is { Length: > 0 }))),
        ("intruder", spec.HasIntruder ? "#define INTRUDER WORKERS" : ""),
        ("count", spec.HasIntruder ? "(WORKERS + 1)" : "WORKERS")) + "\n";
}
