using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sandbox.Core.Faults;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Export;

/// <summary>
/// The C program that does what a spec does: a plain one, as a good solution of the lab would be. It is put together from parts;
/// each model, fault and wait strategy has its text in one place.
/// </summary>
public static class CProgram
{
    /// <summary>The options with which gcc compiles it without a warning.</summary>
    public static ImmutableArray<string> GccOptions { get; } = ["-std=gnu17", "-Wall", "-Wextra", "-pthread"];

    /// <summary>Every model, fault and wait strategy that has a text in C, by id.</summary>
    public static (ImmutableArray<string> Models, ImmutableArray<string> Faults, ImmutableArray<string> Waits) Known { get; } =
        ([.. ModelC.All.Keys], [.. FaultC.All.Keys], [.. WaitC.All.Keys]);

    /// <summary>The command that compiles the program in a file, without a space too many: <c>gcc ... -o lab lab.c</c>.</summary>
    public static string GccCommand(string file) =>
        $"gcc {string.Join(' ', GccOptions)} -o {Path.ChangeExtension(file, null)} {file}";

    /// <summary>The program's text, with a line end behind its last line.</summary>
    /// <exception cref="NotSupportedException">A model, fault or wait strategy of the spec has no text in C: a bug, which a test finds.</exception>
    public static string Of(RunSpec spec)
    {
        ModelC model = Find(ModelC.All, "model", spec.Model);
        FaultC fault = Find(FaultC.All, "fault", spec.Fault);
        // Who adopts orphans waits in its own way, whatever the parent would have done.
        WaitC wait = Find(WaitC.All, "wait strategy", spec.Orphan ? RunSettings.Wait.Default : spec.Wait);
        CPart[] parts =
        [
            .. ArrayC.Parts(spec),
            .. BoardC.Parts(spec, fault, model),
            .. WorkerC.Parts(spec, fault, model),
            ParentC.Manners,
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

    private static T Find<T>(ImmutableDictionary<string, T> texts, string kind, string id) =>
        texts.TryGetValue(id, out T? text) ? text : throw new NotSupportedException($"the {kind} {id} has no text in C");

    private static IEnumerable<string> Headers(CPart[] parts) => parts
        .SelectMany(part => part.Headers.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Distinct()
        // As people order them: the library's, then the system's.
        .OrderBy(header => header.Contains('/', StringComparison.Ordinal))
        .ThenBy(header => header, StringComparer.Ordinal);

    private static string Head(RunSpec spec)
    {
        ExecutionModel? model = ModelCatalogue.Find(spec.Model);
        Fault? fault = FaultCatalogue.Find(spec.Fault);
        WaitStrategy? wait = WaitCatalogue.InUse(spec);
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
            ("gcc", GccCommand("FILE.c")),
            ("workers", model?.Workers ?? ""),
            ("array", model?.Array ?? ""),
            ("fault", fault?.Summary ?? ""),
            ("wait", wait is null ? "waits for the host, the process that holds all workers" : spec.Orphan ? "ends at once; a grandparent adopts the workers and waits for them" : wait.Summary)) + "\n";
    }

    private static string Numbers(RunSpec spec) => CText.Fill(
        """
        #define WORKERS @workers@
        #define LENGTH @length@L /* elements of the array */
        #define SEED @seed@u
        #define TIMEOUT @timeout@ /* seconds until what still runs is ended */
        @intruder@
        #define COUNT @count@ /* of all that are started */

        """,
        ("workers", spec.Workers.ToString(CultureInfo.InvariantCulture)),
        ("length", spec.Length.ToString(CultureInfo.InvariantCulture)),
        ("seed", spec.Seed.ToString(CultureInfo.InvariantCulture)),
        ("timeout", CText.Number(spec.Timeout)),
        ("intruder", ModelC.HasIntruder(spec) ? "#define INTRUDER WORKERS" : ""),
        ("count", ModelC.HasIntruder(spec) ? "(WORKERS + 1)" : "WORKERS")) + "\n";
}
