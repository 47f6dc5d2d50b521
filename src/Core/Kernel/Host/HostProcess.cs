using System.Globalization;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Kernel.Workers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// The host: a quiet process with one managed thread. A run takes place in it; it is the parent of the worker processes, and the only
/// process that waits for any child.
/// </summary>
public static unsafe class HostProcess
{
    /// <summary>The internal verb that starts a host.</summary>
    public const string Verb = "host";

    /// <summary>The descriptor at which a host and a spawned worker find the board.</summary>
    internal const int BoardFd = 3;

    /// <summary>The descriptor at which a host finds its end of the event pipe.</summary>
    internal const int PipeFd = 4;

    /// <summary>Runs the host of one run to its end.</summary>
    /// <param name="arguments">The version and the pid of the program that starts it, then words for <c>ps</c>.</param>
    /// <returns>Never: the process exits with 0, or as <see cref="HostComplaint"/> says.</returns>
    public static int Main(ReadOnlySpan<string> arguments)
    {
        try
        {
            Host(arguments);
        }
        catch (Exception problem)
        {
            HostComplaint.Leave(problem);
        }
        return 0;
    }

    /// <summary>Says what this program is to somebody who started it by hand.</summary>
    /// <returns>The exit code of wrong usage: 2.</returns>
    public static int Explain()
    {
        HostComplaint.Say($"{HostProgram.Name} is the part of sandbox in which runs take place; start sandbox instead");
        return 2;
    }

    /// <summary>Two programs of different builds may see different things on one board.</summary>
    private static void CheckVersion(string other)
    {
        if (other != BuildVersion.Text)
            throw new MachineRefusedException($"sandbox has version {other}, and {HostProgram.Name} beside it has version {BuildVersion.Text}; expected one version: install both from one package");
    }

    /// <summary>Where memory is used up and the kernel has to end a process, it is one of the run, and not the sandbox, which tells of it.</summary>
    private static void BeEndedFirst()
    {
        const int Ours = 500;
        ReadOnlySpan<byte> path = "/proc/self/oom_score_adj\0"u8, ours = "500"u8;
        Span<byte> now = stackalloc byte[16];
        int length = ProcFile.Read(path, now);
        if (!int.TryParse(now[..length].TrimEnd((byte)'\n'), CultureInfo.InvariantCulture, out int score) || score >= Ours)
            return;
        fixed (byte* name = path, text = ours)
        {
            int fd = Raw.Open(name, OpenH.O_WRONLY | FcntlH.O_CLOEXEC, 0);
            if (fd < 0)
                return;
            _ = LibC.WriteOnce(fd, text, (nuint)ours.Length);
            Raw.Close(fd);
        }
    }

    private static void Host(ReadOnlySpan<string> arguments)
    {
        CheckVersion(arguments[0]);
        Worker.DieWith(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        BeEndedFirst();
        ForkGate.Prepare();
        Board board = Board.Open(BoardFd);
        RunSpec spec = board.Spec;
        if (spec.ModelRow.RunsProgram)
            StartC.HoldPrograms(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        NoCoreFiles(unlessAsked: spec.Core || spec.Limits.Core is not null);
        Gates.PassAsHost(board.Header, Step.Map);
        MappedArray array = MappedArray.Map(spec.ModelRow.Mapping, spec.Length, spec.Pages);
        HostRun run = new(spec, board, array, PipeFd);
        run.Reached(RunPhase.Filling);
        run.Pass(Step.Fill);
        bool counts = spec.FaultRow.CountsPageFaults;
        bool whole = !spec.ModelRow.OwnSlices;
        if (counts && whole)
            board.Header->ParentFirstTouch = array.FillCounting(spec.Seed) + 1;
        else if (whole)
            array.Fill(spec.Seed);
        ForkGate.WaitForQuiet();
        run.Pass(Step.Start);
        run.Reached(RunPhase.Running);
        FaultCode fault = FaultCode.Of(spec.Fault);
        if (fault.Prepare != null)
            fault.Prepare(run.Job(0));
        HostWorkers.Run(run);
        if (counts && whole)
            board.Header->ParentAgain = array.WriteAgain() + 1;
        run.NoteTotal();
        run.Cores?.Finish();
        run.Reached(RunPhase.Inspecting);
        if (whole)
            run.Tell(new HostEvent { Kind = HostEventKind.Inspected, Worker = -1, Value = array.IsIntact(spec.Seed) ? 0 : 1 });
        // Not by way of the runtime: everything is said, and its tear-down costs milliseconds.
        Raw.Exit(0);
    }

    /// <summary>
    /// Keeps the kernel from writing core files for this process and its children. A limit of 1 also keeps a piped core_pattern
    /// quiet, which 0 does not (core(5)); where the hard limit is 0 already, 0 it is.
    /// </summary>
    /// <param name="unlessAsked">Whether the hard limit stays, for workers that set a limit of their own.</param>
    private static void NoCoreFiles(bool unlessAsked)
    {
        RLimit had, none = default;
        Raw.GetRLimit(ResourceH.RLIMIT_CORE, &had);
        RLimit one = new() { Soft = 1, Hard = unlessAsked ? had.Hard : 1 };
        if (Raw.SetRLimit(ResourceH.RLIMIT_CORE, &one) != 0)
            Raw.SetRLimit(ResourceH.RLIMIT_CORE, &none);
    }
}
