using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// Workers that are ranks of Open MPI: the host starts mpirun, takes what the ranks' reapers report (src/Start/ranks.c), and sees mpirun to its end.
/// All files of Open MPI's are in a folder of the run's own.
/// </summary>
internal sealed unsafe class RanksRun
{
    private const int OutputBytes = 32 * 1024;
    private const int TickMs = 10;
    private const uint OwnerOnly = 0b111_000_000;

    /// <summary>How long mpirun may take to end when no rank is left: Open MPI 4.1 now and then never does, for its PMIx waits for itself.</summary>
    private const long Patience = 3_000_000_000;

    /// <summary>How long what mpirun has left may take to end by itself; the guard of another machine takes as long, and then has to tell all that it knows.</summary>
    private const long LastMoment = 3_000_000_000, LastMomentFar = 10_000_000_000;

    private readonly HostRun _run;
    private readonly RankReports _ranks;
    private readonly string _folder;
    private readonly List<byte> _said = [];

    /// <summary>What stands before a report that comes from another machine: nothing else that comes from there can be taken for one.</summary>
    private readonly string _token = Token();

    private int _reports, _output, _mpirun, _control;
    private bool _timedOut, _killed, _stepped;

    /// <summary>Makes the folder; nothing is started yet.</summary>
    public RanksRun(HostRun run)
    {
        _run = run;
        _ranks = new RankReports(run);
        _stepped = run.Board.Header->Stepped != 0;
        WorkFolder.Trust("--model mpi");
        long number = Clock.Now;
        _folder = RunFolder.PathOf(FolderUse.Ranks, Raw.GetPid(), number);
        byte* path = (byte*)Marshal.StringToCoTaskMemUTF8(_folder);
        // Both know of the folder before it is there: whoever is killed in between leaves none.
        run.Tell(new HostEvent { Kind = HostEventKind.Folder, Options = (int)FolderUse.Ranks, Worker = -1, Number = number, Value = RunFolder.Watch(path, "--model mpi") });
        // Not before: who removes the folder must not be adopted by this process, which ends all that it has adopted.
        StartC.HoldPrograms(run.Board.Header->Supervisor);
        if (FileCalls.MakeFolder(StatH.AT_FDCWD, _folder, OwnerOnly) != 0)
            throw new MachineRefusedException($"{_folder}, for the files of Open MPI, cannot be made: {ErrnoH.NameOf(Marshal.GetLastPInvokeError())}; set TMPDIR to a folder that can be written to");
    }

    /// <summary>Runs all ranks, and mpirun, to their end.</summary>
    public void Run()
    {
        (_reports, int reportsIn) = LibC.Pipe(FcntlH.O_NONBLOCK);
        (_output, int outputIn) = LibC.Pipe(FcntlH.O_NONBLOCK);
        LibC.Block(outputIn);
        LibC.Block(reportsIn);
        (int control, _control) = LibC.Pipe(FcntlH.O_CLOEXEC);
        _mpirun = Start(reportsIn, outputIn, control);
        Raw.Close(outputIn);
        if (_mpirun < 0)
        {
            _run.StartFailed(0, WorkerStart.Ranks, -_mpirun);
            return;
        }
        _run.Tell(new HostEvent { Kind = HostEventKind.LauncherStarted, Worker = -1, Value = _mpirun });
        int? status = SeeToItsEnd();
        SeeToTheRest();
        TakeOutput();
        if (_ranks.Started == 0 && !_timedOut && status is not 0)
            throw new MachineRefusedException($"mpirun started no rank{(status is { } end && new WaitStatus(end) is { Signaled: true } how ? $", and was {how}" : "")}; it said: {MpirunWords.Gist(Said)}");
        HostComplaint.SayOfLauncher(Said);
        WorkFolder.Remove(_folder);
    }

    private string Said => Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_said));

    private int Start(int reports, int output, int control)
    {
        string program = ProgramPath.Find(MpiInstallation.Launcher), stamp = Stamp();
        byte* path = (byte*)Marshal.StringToCoTaskMemUTF8(program), folder = (byte*)Marshal.StringToCoTaskMemUTF8(_folder);
        MpirunPlace place = new(_run.Board.Header->LauncherMajor, _folder, Environment.ProcessorCount)
        {
            // Neither program says so itself: what they are is decided before the runtime starts (src/Start/guard.c).
            Relay = $"{HostProgram.Itself} relay {stamp} {Text(reports)} {Text(control)} {_token}",
            Guard = $"{HostProgram.Itself} guard {_token}",
        };
        byte** arguments = CWords.Of(
        [
            .. MpirunWords.Command(_run.Spec, place),
            HostProgram.Itself,
            RankWorker.Verb,
            stamp,
            Text(reports),
            BuildVersion.Text,
            // On another machine there is nothing else to have the spec from.
            .. _run.Spec.Hosts is null ? RunSpecText.Shown(_run.Spec) : RunSpecText.Write(_run.Spec),
        ]);
        byte** environment = CWords.Of(
        [
            .. HostProgram.Variables.Where(MpirunWords.IsForOthers),
            $"TMPDIR={_folder}",
            $"{ProgramStrays.Mark}={Raw.GetPid().ToString(CultureInfo.InvariantCulture)}",
        ]);
        int pid = StartC.StartMpirun(path, arguments, environment, output, folder);
        NativeMemory.Free(environment);
        NativeMemory.Free(arguments);
        Marshal.FreeCoTaskMem((nint)folder);
        Marshal.FreeCoTaskMem((nint)path);
        return pid;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Token()
    {
        byte* text = stackalloc byte[RankReport.StampBytes];
        return StartC.Token(text) == 0 ? Marshal.PtrToStringUTF8((nint)text)! : throw new MachineRefusedException("--model mpi: the kernel gives no random numbers");
    }

    private static string Stamp()
    {
        byte* text = stackalloc byte[RankReport.StampBytes];
        return StartC.Stamp(Raw.GetPid(), text) == 0 ? Marshal.PtrToStringUTF8((nint)text)! : throw new MachineRefusedException("--model mpi: /proc does not say when this process began");
    }

    /// <summary>Waits for mpirun, takes what is reported meanwhile, and ends whoever outlasts the timeout.</summary>
    /// <returns>The wait status of mpirun.</returns>
    private int? SeeToItsEnd()
    {
        int itself = (int)Raw.Syscall(SyscallH.SYS_pidfd_open, _mpirun, 0, 0, 0, 0, 0);
        while (true)
        {
            Span<PollFd> sources = [Source(itself), Source(_reports), Source(_output)];
            LibC.Poll(sources, WaitMs(itself));
            _ranks.Take(_reports);
            TakeOutput();
            if (_stepped && _ranks.Started == _run.Count)
                BeginToWait();
            int ended;
            // A rank whose reaper was killed comes to this process, and nobody else tells of its end.
            while ((ended = LibC.Wait(-1, WaitH.WNOHANG, out int status, out RUsage usage, out _)) > 0)
            {
                if (ended != _mpirun)
                {
                    _ranks.TakeOrphan(ended, status, usage);
                    continue;
                }
                _run.Tell(new HostEvent { Kind = HostEventKind.LauncherEnded, Worker = -1, Value = _killed ? 1 : 0, Status = status, HasStatus = 1, Usage = usage });
                if (itself >= 0)
                    Raw.Close(itself);
                return status;
            }
            EndIfLate();
        }

        static PollFd Source(int fd) => new() { Fd = fd, Events = FcntlH.POLLIN };
    }

    /// <summary>Reapers report after the fronts have ended that mpirun waits for, or when they have seen that mpirun is gone.</summary>
    private void SeeToTheRest()
    {
        long until = Clock.Now + (_run.Spec.Hosts is null ? LastMoment : LastMomentFar);
        while (true)
        {
            int pid = LibC.Wait(-1, WaitH.WNOHANG, out int status, out RUsage usage, out int errno);
            // A reaper has written its report by now.
            _ranks.Take(_reports);
            if (pid > 0)
                _ranks.TakeOrphan(pid, status, usage);
            else if (errno == ErrnoH.ECHILD)
                return;
            else if (Clock.Now > until)
                break;
            else
                LibC.Poll([new PollFd { Fd = _reports, Events = FcntlH.POLLIN }], 1);
        }
        StartC.EndChildren();
        _ranks.Take(_reports);
    }

    private void BeginToWait()
    {
        _stepped = false;
        _run.PassToWait();
    }

    private int WaitMs(int itself)
    {
        long next = _timedOut ? long.MaxValue : _run.Deadline;
        if (IsDeserted)
            next = Math.Min(next, _ranks.LastAt + Patience);
        long ms = Math.Clamp((next - Clock.Now) / 1_000_000, 0, 1000) + 1;
        return (int)(itself < 0 || _stepped ? Math.Min(ms, TickMs) : ms);
    }

    /// <summary>Whether every rank that began has ended, and so nobody is left for mpirun to wait for.</summary>
    private bool IsDeserted => !_killed && _ranks.Started > 0 && _ranks.Ended == _ranks.Started;

    private void EndIfLate()
    {
        if (!_timedOut && Clock.Now >= _run.Deadline)
        {
            _timedOut = true;
            _run.Tell(new HostEvent { Kind = HostEventKind.TimedOut, Worker = -1 });
            _ranks.KillAll(EndedBy.Timeout);
            // The relays see that, and tell the guards.
            Raw.Close(_control);
            if (_ranks.Started == 0)
                Kill();
        }
        if (IsDeserted && Clock.Now >= _ranks.LastAt + Patience)
            Kill();
    }

    private void Kill()
    {
        _killed = true;
        Raw.Kill(_mpirun, SignalH.SIGKILL);
    }

    private void TakeOutput()
    {
        Span<byte> some = stackalloc byte[4096];
        int count;
        // What is beyond the first few pages is read too, so that nobody has to wait who writes it.
        while ((count = LibC.Read(_output, some)) > 0)
            _said.AddRange(some[..Math.Min(count, OutputBytes - _said.Count)]);
    }
}
