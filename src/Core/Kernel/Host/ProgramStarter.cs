using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Kernel.Workers;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// Workers that are somebody else's program: each gets its slice in words and variables, a descriptor of the array that it cannot change,
/// and a small file for one line, its sum. docs/program.md tells it to who writes such a program.
/// </summary>
internal sealed unsafe class ProgramStarter
{
    /// <summary>The size of the file that takes a sum; it can neither grow nor shrink, whatever is written.</summary>
    private const int SumFileBytes = 4096;

    /// <summary>The longest line that can be a sum.</summary>
    private const int LongestLine = 64;

    private readonly HostRun _run;
    private readonly string _path;
    private readonly int[] _sums;
    private readonly bool _awaitsSender;

    /// <summary>Nothing is started yet.</summary>
    public ProgramStarter(HostRun run)
    {
        _run = run;
        _path = ProgramPath.Find(run.Spec.Program ?? throw new SandboxBugException("a spec of the model program names none"));
        _sums = new int[run.Count];
        Array.Fill(_sums, -1);
        // The host has mapped it, and may write what it has mapped; nobody else may.
        MemFd.Seal(run.Array.Fd, FcntlH.F_SEAL_GROW | FcntlH.F_SEAL_SHRINK);
        MemFd.Seal(run.Array.Fd, FcntlH.F_SEAL_FUTURE_WRITE);
        _awaitsSender = run.Spec.FaultRow.SignalSent(run.Spec.FaultValue) is not null;
    }

    /// <summary>Starts a worker.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="pid">Its pid.</param>
    /// <returns>0, or the error's number.</returns>
    public int Start(int index, out int pid)
    {
        _sums[index] = MemFd.Create("sandbox-sum", SumFileBytes);
        MemFd.Seal(_sums[index], FcntlH.F_SEAL_GROW | FcntlH.F_SEAL_SHRINK);
        WorkerJob* job = _run.Job(index);
        string start = Word(job->Start), end = Word(job->End);
        byte* path = (byte*)Marshal.StringToCoTaskMemUTF8(_path);
        byte** arguments = CWords.Of([_run.Spec.Program!, start, end]);
        byte** environment = CWords.Of(
        [
            .. HostProgram.Variables,
            $"WORKER_INDEX={Word(index)}",
            $"WORKER_COUNT={Word(_run.Spec.Workers)}",
            $"WORKER_START={start}",
            $"WORKER_END={end}",
            $"WORKER_LENGTH={Word(_run.Spec.Length)}",
            $"WORKER_ARRAY_FD={Word(ProgramWorker.ArrayFd)}",
            $"WORKER_SUM_FD={Word(ProgramWorker.SumFd)}",
            $"{ProgramStrays.Mark}={Word(Raw.GetPid())}",
        ]);
        ProgramCall call = new()
        {
            Path = path,
            Arguments = arguments,
            Environment = environment,
            Array = _run.Array.Fd,
            Sum = _sums[index],
            AwaitsSender = _awaitsSender,
        };
        job->Program = &call;
        pid = ForkGate.Fork(job);
        int errno = pid < 0 ? Raw.Errno : 0;
        job->Program = null;
        NativeMemory.Free(environment);
        NativeMemory.Free(arguments);
        Marshal.FreeCoTaskMem((nint)path);
        return errno;
    }

    /// <summary>Takes the sum of a worker that has ended, if it wrote one, and notes it on the board.</summary>
    /// <param name="index">The worker.</param>
    /// <param name="status">How it ended; <c>null</c> where nobody knows.</param>
    public void Take(int index, WaitStatus? status)
    {
        int file = _sums[index];
        if (file < 0)
            return;
        _sums[index] = -1;
        WorkerJob* job = _run.Job(index);
        byte* line = stackalloc byte[LongestLine];
        int length = (int)Math.Max(0, Raw.PRead(file, line, LongestLine, 0));
        Raw.Close(file);
        job->Slot->Wrote = (int)Read(new ReadOnlySpan<byte>(line, length), out long sum) + 1;
        if (job->Slot->Wrote != (int)SumLine.Sum + 1)
            return;
        _run.Board.Results[index] = sum;
        Volatile.Write(ref job->Slot->Done, job->End - job->Start);
        // One that its fault ended may have written before: it is at its fault still.
        if (Volatile.Read(ref job->Slot->Stage) != (int)WorkerStage.Faulting || status is not { Signaled: true })
            Volatile.Write(ref job->Slot->Stage, (int)WorkerStage.Ended);
    }

    /// <summary>Takes what no wait has brought, and ends what the programs have left behind. No worker is alive.</summary>
    public void Finish()
    {
        for (int index = 0; index < _sums.Length; index++)
            Take(index, null);
        StartC.EndChildren();
    }

    /// <summary>What a line says: a whole number, with blanks around it at most.</summary>
    private static SumLine Read(ReadOnlySpan<byte> text, out long sum)
    {
        sum = 0;
        int end = text.IndexOfAny((byte)'\n', (byte)0);
        if (text.IsEmpty || end == 0 && text[0] == 0)
            return SumLine.Nothing;
        if (end < 0)
            return SumLine.Nonsense;
        ReadOnlySpan<byte> line = text[..end].Trim(" \t\r"u8);
        return Utf8Parser.TryParse(line, out sum, out int used) && used == line.Length && used > 0 ? SumLine.Sum : SumLine.Nonsense;
    }

    private static string Word(long number) => number.ToString(CultureInfo.InvariantCulture);
}
