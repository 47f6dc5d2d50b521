using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;

namespace Sandbox.Core.Kernel.Host;

/// <summary>What a worker becomes that calls exec: the host's program, which says on the board who it is and ends. It knows of no sum.</summary>
public static unsafe class ReplacedWorker
{
    /// <summary>The internal verb of such a program; <see cref="Workers.ExecFaults"/> calls it.</summary>
    public const string Verb = "replaced";

    /// <summary>Says that it is there.</summary>
    /// <param name="arguments">The worker's index.</param>
    /// <returns>The exit code: <see cref="FaultCatalogue.ReplacedExits"/>.</returns>
    public static int Main(ReadOnlySpan<string> arguments)
    {
        try
        {
            Board board = Board.Open(HostProcess.BoardFd);
            WorkerSlot* slot = board.Slots + int.Parse(arguments[0], CultureInfo.InvariantCulture);
            Volatile.Write(ref slot->ExecPid, Raw.GetPid());
        }
        catch (Exception problem)
        {
            HostComplaint.LeaveAsWorker(problem);
        }
        return FaultCatalogue.ReplacedExits;
    }
}
