using System.Globalization;
using System.Text;
using Mono.Unix.Native;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// A host as the process that started it sees it: its event pipe, its end, and its process group, which all processes of the run
/// are in.
/// </summary>
internal sealed class HostChannel : IDisposable
{
    /// <summary>Where the kernel has no pidfd (before 5.3), the host's end is looked for this often.</summary>
    private const int TickMs = 10;

    /// <summary>How long messages may gather; the pipe holds some hundreds.</summary>
    private const int BreathMs = 8;

    private const int MostComplaintBytes = 64 * 1024;

    private readonly int _pipe;
    private readonly int _complaints;
    private readonly int _pidFd;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private bool _sending;
    private int _start;
    private int _end;

    private HostChannel(int pid, int pipe, int complaints)
    {
        (Pid, _pipe, _complaints) = (pid, pipe, complaints);
        unsafe
        {
            _pidFd = (int)Raw.Syscall(SyscallH.SYS_pidfd_open, pid, 0, 0, 0, 0, 0);
        }
    }

    /// <summary>The host.</summary>
    public int Pid { get; }

    /// <summary>Whether the host has ended; all that it sent can be taken then.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Starts a host.</summary>
    /// <param name="program">Where <c>sandbox-host</c> is.</param>
    /// <param name="spec">What it is to run.</param>
    /// <param name="board">The board.</param>
    /// <exception cref="MachineRefusedException">The kernel refused; nothing was started.</exception>
    public static HostChannel Open(string program, RunSpec spec, Board board)
    {
        int complaints = -1, reader = -1, writer = -1;
        bool started = false;
        try
        {
            complaints = MemFd.Create("sandbox-complaint", 0);
            (reader, writer) = LibC.Pipe(FcntlH.O_NONBLOCK);
            LibC.Block(writer);
            int pid = Start(program, spec, [-1, -1, complaints, board.Fd, writer]);
            started = true;
            return new HostChannel(pid, reader, complaints);
        }
        finally
        {
            // The host has its own now, or there is none.
            CloseIf(writer, true);
            CloseIf(reader, !started);
            CloseIf(complaints, !started);
        }

        static void CloseIf(int fd, bool wanted)
        {
            if (fd >= 0 && wanted)
                Raw.Close(fd);
        }
    }

    private static int Start(string program, RunSpec spec, ReadOnlySpan<int> descriptors)
    {
        int error = Spawn.Start(
            [
                program,
                HostProcess.Verb,
                BuildVersion.Text,
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
                .. RunSpecText.Shown(spec),
            ],
            HostProgram.Variables,
            descriptors,
            new SpawnOptions(OwnGroup: true, BlockedSignal: spec.WaitInUse?.BlockedSignal ?? 0),
            out int pid);
        return error == 0
            ? pid
            : throw new MachineRefusedException($"{program} could not be started: posix_spawn failed with {OwnLimits.Explain(error)}{NoExec(program, error)}");
    }

    /// <summary>What to add where a program that has every right to be executed may not be: for access(2), too, that is EACCES.</summary>
    private static string NoExec(string program, int error)
    {
        const UnixFileMode all = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (error != ErrnoH.EACCES || !File.Exists(program))
            return "";
        return (File.GetUnixFileMode(program) & all) == all
            ? "; it lies on a file system that is mounted noexec: install sandbox on another one, or mount this one with exec"
            : "; it is not executable: chmod +x makes it so";
    }

    /// <summary>Waits until the host has sent something, or has ended, or a time is over.</summary>
    /// <param name="nanoseconds">At most how long.</param>
    public void Wait(long nanoseconds)
    {
        int ms = (int)Math.Clamp(nanoseconds / 1_000_000, 0, int.MaxValue - 1) + 1;
        Span<PollFd> fds = [new() { Fd = _pidFd, Events = FcntlH.POLLIN }, new() { Fd = _pipe, Events = FcntlH.POLLIN }];
        // A host that starts workers sends message after message. To be woken by each would take the processor from them.
        if (_pidFd >= 0 && _sending)
            LibC.Poll(fds[..1], Math.Min(ms, BreathMs));
        if (fds[0].Returned == 0)
            LibC.Poll(fds, _sending ? 0 : _pidFd >= 0 ? ms : Math.Min(ms, TickMs));
        HasEnded = _pidFd >= 0 ? fds[0].Returned != 0 : ProcStat.Read(Pid) is not { IsAlive: true };
        _sending = (fds[1].Returned & FcntlH.POLLIN) != 0;
        if (HasEnded || _sending)
            Fill();
    }

    /// <summary>The next message that has come, if one has come whole.</summary>
    public bool TryTake(out HostEvent message)
    {
        message = default;
        unsafe
        {
            if (_end - _start < sizeof(HostEvent) && !(HasEnded && Fill()))
                return false;
            message = System.Runtime.InteropServices.MemoryMarshal.Read<HostEvent>(_buffer.AsSpan(_start, sizeof(HostEvent)));
            _start += sizeof(HostEvent);
            return true;
        }
    }

    /// <summary>Sends SIGKILL to the host and all its workers.</summary>
    public void KillGroup() => _ = Syscall.kill(-Pid, Signum.SIGKILL);

    /// <summary>
    /// Ends what is left of the run and waits for it: for the host, and for workers that came to us as orphans.
    /// </summary>
    /// <returns>The host's wait status.</returns>
    public WaitStatus Reap()
    {
        // Before the host is waited for: until then its pid, which is the group's number, belongs to nobody else.
        KillGroup();
        WaitStatus status = new(WaitFor(Pid) ?? throw LibC.Failure("waitpid"));
        while (WaitFor(-Pid) is not null)
        {
        }
        return status;
    }

    /// <summary>What stands on the host's standard error.</summary>
    public string TakeComplaint()
    {
        byte[] text = new byte[MostComplaintBytes];
        return Encoding.UTF8.GetString(text, 0, LibC.ReadFromStart(_complaints, text));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Raw.Close(_pipe);
        Raw.Close(_complaints);
        if (_pidFd >= 0)
            Raw.Close(_pidFd);
    }

    /// <summary>Waits for a child, or for any of a group.</summary>
    /// <returns>The raw status; <c>null</c> where there is no such child.</returns>
    public static int? WaitFor(int pid)
    {
        int status, got;
        do
        {
            got = Syscall.waitpid(pid, out status, 0);
        }
        while (got < 0 && Stdlib.GetLastError() == Errno.EINTR);
        return got > 0 ? status : null;
    }

    /// <summary>Reads what is there.</summary>
    /// <returns>Whether a whole message is in the buffer now.</returns>
    private unsafe bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        _end += Math.Max(0, LibC.Read(_pipe, _buffer.AsSpan(_end)));
        return _end >= sizeof(HostEvent);
    }
}
