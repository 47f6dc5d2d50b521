using System.Globalization;
using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Workers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// A rank: the host's program, started by mpirun. Before this begins src/Start/ranks.c has put a front and a reaper above it, and has the board at
/// its descriptor.
/// </summary>
public static unsafe class RankWorker
{
    /// <summary>The internal verb of a rank; src/Start/start.c has the same.</summary>
    public const string Verb = "rank";

    /// <summary>The variable that says which rank this is; src/Start/ranks.c has the same.</summary>
    private const string Number = "OMPI_COMM_WORLD_RANK";

    private static OpenMpi? _mpi;

    /// <summary>Does the rank's job.</summary>
    /// <param name="arguments">The stamp of the host's process, its descriptor for reports, its version, then the spec.</param>
    /// <returns>The exit code: 0.</returns>
    public static int Main(ReadOnlySpan<string> arguments)
    {
        try
        {
            Live(arguments);
        }
        catch (Exception problem)
        {
            HostComplaint.LeaveAsWorker(problem);
        }
        return 0;
    }

    private static void Live(ReadOnlySpan<string> arguments)
    {
        int index = int.Parse(Environment.GetEnvironmentVariable(Number) ?? "", CultureInfo.InvariantCulture);
        bool far = StartC.IsFar() != 0;
        if (arguments[2] != BuildVersion.Text)
            throw new MachineRefusedException($"sandbox has version {arguments[2]}, and {HostProgram.Name} there has version {BuildVersion.Text}; expected one version on all hosts, in the same folder");
        Board board = far ? Board.CreateFar(HostProcess.BoardFd, RunSpecText.Read(arguments[3..]), index) : Board.Open(HostProcess.BoardFd);
        RunSpec spec = board.Spec;
        WorkerSlot* slot = board.Slots + index;
        slot->Pid = Raw.GetPid();
        Worker.Enter(slot, WorkerStage.Joining);
        _mpi = OpenMpi.Load();
        if (index == 0)
            board.Header->HasUlfm = _mpi.HasUlfm ? 2 : 1;
        if (spec.MpiErrors == MpiErrors.Return && !_mpi.HasUlfm)
            throw new MachineRefusedException($"mpi-errors return takes ULFM, and the installed {OpenMpi.Library} has no MPIX_Comm_shrink: without it who is left would wait for ever");
        _mpi.Initialize();
        if (spec.MpiErrors == MpiErrors.Return)
            _mpi.ReturnErrors(_mpi.World);
        // Open MPI has a handler for what a fault may send, which prints and sends it once more; the runtime would make exceptions of it.
        ForkGate.Prepare();
        if (spec.FaultRow.LosesHost && spec.IsFaulty(index))
            LossFaults.Check(spec.Fault, spec.FaultValue);
        MappedArray array = MappedArray.MapSlice(spec.Length, spec.Pages, Slice.Of(index, spec.Workers, spec.Length), spec.Seed);
        WorkerJob job = HostRun.JobFor(spec, board, array, index, hostPid: 0, pipe: -1);
        job.Store = spec.MpiErrors == MpiErrors.Return ? &ContributeInSpite : &Contribute;
        job.Leave = &Leave;
        CountedTotal total = default;
        LockCode.Make(&total, betweenProcesses: false);
        job.Total = &total;
        Worker.Live(&job);
        Raw.Exit(0);
    }

    /// <summary>Gives the sum to MPI_Reduce. The slot on the board is for who looks at the run: no other rank reads it.</summary>
    private static void Contribute(WorkerJob* job, long sum)
    {
        job->Results[job->Index] = sum;
        Worker.Enter(job->Slot, WorkerStage.Reducing);
        long total = 0;
        _mpi!.ReduceToFirst(sum, &total);
        if (job->Index == 0)
            Publish(job, total);
    }

    /// <summary>The same, and once more without those that have failed meanwhile.</summary>
    private static void ContributeInSpite(WorkerJob* job, long sum)
    {
        job->Results[job->Index] = sum;
        long total = 0;
        if (RankRecovery.Reduce(_mpi!, job->Slot, job->Workers, sum, &total))
            Publish(job, total);
    }

    private static void Publish(WorkerJob* job, long total)
    {
        job->Header->ReducedSum = total;
        Volatile.Write(ref job->Header->HasReduced, 1);
    }

    private static void Leave(WorkerJob* job)
    {
        Worker.Enter(job->Slot, WorkerStage.Leaving);
        _mpi!.Complete();
    }
}
