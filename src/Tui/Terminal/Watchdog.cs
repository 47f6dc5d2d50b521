using System.Text;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Tui.Terminal;

/// <summary>
/// A shell that waits for this process to end, and gives the terminal back where this process could not: after SIGKILL, a crash
/// of the runtime, a stack overflow. It listens on a pipe that only this process writes to. The pipe's end is the end of this process;
/// the last word on it says whether the terminal was the screen's then. Last words are passed on when the terminal is back.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    // -drain, where stty knows it: on a frozen link the shell may be writing already, and setting modes would wait for that.
    // Without stty(1) the modes that the screen set are still taken back. What would end or stop the watchdog is ignored: it
    // is in the background, where touching the terminal may stop a process (SIGTTOU), and it outlives this one only by a moment.
    private const string Script = """
        trap '' HUP INT QUIT TERM PIPE TSTP TTIN TTOU
        state=out words=
        while read -r word rest; do
            case $word in say) words=$rest ;; *) state=$word ;; esac
        done
        [ "$state" = in ] || exit 0
        stty -drain "$1" <&1 2>/dev/null || stty "$1" <&1 2>/dev/null
        printf %s "$2"
        [ -z "$words" ] || printf '%s\r\n' "$words"
        """;

    private readonly int _pipe;
    private readonly int _pid;

    private Watchdog(int pipe, int pid) => (_pipe, _pid) = (pipe, pid);

    /// <summary>Starts one for a terminal that is not the screen's yet; <c>null</c> where there is no shell to be had.</summary>
    /// <param name="modes">The terminal's modes as they were found, in the words of <c>stty -g</c>.</param>
    /// <param name="leave">The sequence that gives the terminal back.</param>
    public static Watchdog? Start(string modes, ReadOnlySpan<byte> leave)
    {
        (int reader, int writer) = LibC.Pipe();
        string[] arguments = ["/bin/sh", "-c", Script, "sandbox-watchdog", modes, Encoding.ASCII.GetString(leave)];
        // stty(1) is looked for in the usual places too, wherever PATH leads to.
        string path = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } own ? own + ":" : "";
        string[] environment = [$"PATH={path}/usr/local/bin:/usr/bin:/bin", "LC_ALL=C"];
        int error = Spawn.Start(arguments, environment, [reader, 1, -1], new SpawnOptions(OwnGroup: true, BlockedSignal: 0), out int pid);
        _ = Raw.Close(reader);
        if (error == 0)
            return new Watchdog(writer, pid);
        _ = Raw.Close(writer);
        return null;
    }

    /// <summary>The pipe to it, which only this process writes to.</summary>
    public int Pipe => _pipe;

    /// <summary>Whether it has ended: nobody reads the pipe any more.</summary>
    public unsafe bool HasEnded
    {
        get
        {
            PollFd pipe = new() { Fd = _pipe };
            return LibC.PollOnce(&pipe, 1, 0) > 0;
        }
    }

    /// <summary>The terminal is the screen's.</summary>
    public void Entered()
    {
        Say("in\n"u8);
        StartC.TellWatchdog(_pipe);
    }

    /// <summary>The terminal was given back.</summary>
    public void Left()
    {
        StartC.TellWatchdog(0);
        Say("out\n"u8);
    }

    public void Dispose()
    {
        StartC.TellWatchdog(0);
        _ = Raw.Close(_pipe);
        // Still ours, so the pid is its own: nobody else reaped it.
        if (LibC.Wait(_pid, WaitH.WNOHANG, out _, out _, out _) != 0)
            return;
        _ = Raw.Kill(_pid, SignalH.SIGKILL);
        _ = LibC.Wait(_pid, 0, out _, out _, out _);
    }

    private unsafe void Say(ReadOnlySpan<byte> word)
    {
        fixed (byte* first = word)
            _ = LibC.WriteOnce(_pipe, first, (nuint)word.Length);
    }
}
