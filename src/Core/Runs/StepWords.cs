using Sandbox.Core.Catalogue;

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
        Step.Map or Step.Fill or Step.Exit or Step.Wait when spec.ModelRow.UsesLauncher => OfRanks(step),
        Step.Map => new("map", "the host maps the array", "it notes the range and gives no frame: every page is untouched"),
        Step.Fill => new("fill", "the host writes every element", "each first write to a page faults, and the kernel puts a frame of zeros there (minor faults)"),
        Step.Start => Start(spec),
        Step.Read => spec.IntruderGoesFirst ? FaultWords(spec, "the intruder") : Read(spec),
        Step.Fault => spec.IntruderGoesFirst ? Read(spec) : FaultWords(spec, Faulty(spec)),
        Step.Exit => spec.ModelRow.Waitable
            ? new("exit", "the workers exit", "it frees their memory and keeps a pid and a status of each: they are zombies")
            : new("exit", "the workers return", "it ends their threads; there is no status to keep"),
        Step.Wait => new("wait", $"the parent waits ({spec.Wait})", "it hands over each status and forgets the pid: the zombie is reaped"),
        _ => new("on", "the run goes on", ""),
    };

    private static StepWords OfRanks(Step step) => step switch
    {
        Step.Map => new("map", "nothing: the host has no array", "nothing"),
        Step.Fill => new("fill", "nothing: each rank makes its own slice when it has begun", "nothing"),
        Step.Exit => new("exit", "the ranks call MPI_Finalize, wait there for each other, and exit", "it keeps a status of each for its reaper, which tells the host and ends in the same way, for mpirun"),
        _ => new("wait", "the host waits for mpirun, which waits for the ranks", "it hands over mpirun's status, and forgets the pid"),
    };

    private static StepWords Start(RunSpec spec) => new("start", spec.ModelRow.Starting.About, spec.ModelRow.Starting.Kernel);

    private static StepWords Read(RunSpec spec) => new("read", "the workers read their slices and sum them", spec.ModelRow.Starting.Reading);

    private static StepWords FaultWords(RunSpec spec, string who)
    {
        Fault fault = spec.FaultRow;
        return fault.Actor == FaultActor.Nobody
            ? new("fault", "nothing: there is no fault in this run", "nothing")
            : new("fault", $"{who} does {spec.Fault}: {(spec.ModelRow.RunsProgram ? fault.FromOutside : fault.Summary)}", Consequence(spec, fault));
    }

    private static string Consequence(RunSpec spec, Fault fault)
    {
        if (fault.Actor != FaultActor.Intruder)
            return $"a child process ends with: {fault.ChildEndsWith}";
        return spec.ModelRow.CopiesOnWrite
            ? "each first write to a page faults, and the kernel copies that frame for the intruder alone: copy-on-write"
            : "the writes go to frames that all of them use";
    }

    private static string Faulty(RunSpec spec) => spec.Faulty.Length switch
    {
        0 => "nobody",
        1 => $"worker {spec.Faulty[0]}",
        _ => $"workers {string.Join(", ", spec.Faulty)}",
    };
}
