using Sandbox.Core.Faults;
using Sandbox.Core.Models;

namespace Sandbox.Core.Runs;

/// <summary>A step in words.</summary>
/// <param name="Title">Its name.</param>
/// <param name="About">What is about to happen.</param>
/// <param name="Kernel">What the kernel will do.</param>
public sealed record StepWords(string Title, string About, string Kernel)
{
    /// <summary>The words for a step of a run.</summary>
    public static StepWords Of(Step step, RunSpec spec) => step switch
    {
        Step.Map => new("map", "the host maps the array", "it notes the range and gives no frame: every page is untouched"),
        Step.Fill => new("fill", "the host writes every element", "each first write to a page faults, and the kernel puts a frame of zeros there (minor faults)"),
        Step.Start => Start(spec),
        Step.Read => IntruderFirst(spec) ? FaultWords(spec, "the intruder") : Read(spec),
        Step.Fault => IntruderFirst(spec) ? Read(spec) : FaultWords(spec, Faulty(spec)),
        Step.Exit => ModelCatalogue.Find(spec.Model)!.Waitable
            ? new("exit", "the workers exit", "it frees their memory and keeps a pid and a status of each: they are zombies")
            : new("exit", "the workers return", "it ends their threads; there is no status to keep"),
        Step.Wait => new("wait", $"the parent waits ({spec.Wait})", "it hands over each status and forgets the pid: the zombie is reaped"),
        _ => new("on", "the run goes on", ""),
    };

    private static StepWords Start(RunSpec spec) => spec.Model switch
    {
        "sequential" => new("start", "the loop begins", "nothing: it is the host itself"),
        "threads" => new("start", "the host creates its threads", "clone() with the same address space: nothing is copied"),
        "spawn" => new("start", "the host spawns fresh programs", "each gets a new address space, and maps the array's memfd privately: no page of it is touched"),
        "shared" => new("start", "the host forks its children", "it copies page tables, not frames; the array is MAP_SHARED and stays one for all"),
        _ => new("start", "the host forks its children", "it copies page tables, not frames, and marks both sides read-only: all pages are shared until written"),
    };

    private static StepWords Read(RunSpec spec) => new(
        "read",
        "the workers read their slices and sum them",
        spec.Model switch
        {
            "spawn" => "each first read of a page faults and maps the file's frame: shared, not copied",
            "shared" => "a child's first touch maps the shared frame (a minor fault); nothing is copied",
            _ => "reads of pages that are mapped cost no fault: nothing is copied",
        });

    private static StepWords FaultWords(RunSpec spec, string who)
    {
        Fault fault = FaultCatalogue.Find(spec.Fault)!;
        return fault.Actor == FaultActor.Nobody
            ? new("fault", "nothing: there is no fault in this run", "nothing")
            : new("fault", $"{who} does {spec.Fault}: {fault.Summary}", Consequence(spec, fault));
    }

    private static string Consequence(RunSpec spec, Fault fault)
    {
        if (fault.Actor != FaultActor.Intruder)
            return $"a child process ends with: {fault.ChildEndsWith}";
        return spec.Model is "processes" or "spawn"
            ? "each first write to a page faults, and the kernel copies that frame for the intruder alone: copy-on-write"
            : "the writes go to frames that all of them use";
    }

    private static string Faulty(RunSpec spec) => spec.Faulty.Length switch
    {
        0 => "nobody",
        1 => $"worker {spec.Faulty[0]}",
        _ => $"workers {string.Join(", ", spec.Faulty)}",
    };

    private static bool IntruderFirst(RunSpec spec) =>
        FaultCatalogue.Find(spec.Fault)!.Actor == FaultActor.Intruder && spec.Order == RunOrder.IntruderFirst;
}
