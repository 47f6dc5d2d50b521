using Sandbox.Core.Catalogue;
using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>When a parent starts a worker again, and after which time.</summary>
public static class Restarts
{
    /// <summary>How long the parent waits before the first restart of a worker, in milliseconds; each time it is twice as long.</summary>
    public const int FirstBackOffMs = 100;

    /// <summary>The longest that it waits, in milliseconds.</summary>
    public const int LongestBackOffMs = 10_000;

    private const int MostDoublings = 10;

    /// <summary>How long the parent waits after a life, in milliseconds.</summary>
    /// <param name="life">How often the worker was started again before.</param>
    public static int BackOffMs(int life) => Math.Min(FirstBackOffMs << Math.Min(life, MostDoublings), LongestBackOffMs);

    /// <summary>Whether a worker failed that ended so: a signal ended it, or it exited with another code than 0.</summary>
    public static bool Failed(WaitStatus status) => status.Signaled || status is { Exited: true, ExitCode: not 0 };

    /// <summary>Why nobody can be started again in a run; <c>null</c> where somebody can.</summary>
    internal static string? RefusalFor(RunSpec spec) => (ModelCatalogue.Find(spec.Model), WaitCatalogue.Find(spec.Wait)) switch
    {
        ({ UsesLauncher: true } model, _) => $"mpirun ends the whole job of the model {model.Id} when one rank has failed, and starts nobody again; expected one of the models: "
            + string.Join(", ", ModelCatalogue.All.Where(other => other.Waitable).Select(other => other.Id)),
        ({ Waitable: false } model, _) => $"the workers of the model {model.Id} are the host itself: when one fails nobody is left to start it again; expected one of the models: "
            + string.Join(", ", ModelCatalogue.All.Where(other => other.Waitable).Select(other => other.Id)),
        ({ }, _) when spec.Orphan => "the parent of orphans has ended when one fails, and cannot start it again; leave out --orphan",
        (_, { LearnsEnds: false } wait) => $"with the wait strategy {wait.Id} the parent never learns how a worker ended; expected one of: "
            + string.Join(", ", WaitCatalogue.All.Where(other => other.LearnsEnds).Select(other => other.Id)),
        _ => null,
    };
}
