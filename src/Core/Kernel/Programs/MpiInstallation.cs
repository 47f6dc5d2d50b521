using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Programs;

/// <summary>The Open MPI of this machine, as its mpirun says of itself.</summary>
/// <param name="Path">Where mpirun is.</param>
/// <param name="Version">Its version: <c>4.1.4</c>.</param>
/// <param name="Major">The first number of that.</param>
internal sealed record MpiInstallation(string Path, string Version, int Major)
{
    /// <summary>The program that starts ranks.</summary>
    public const string Launcher = "mpirun";

    /// <summary>How to get it.</summary>
    public const string Remedy = "on Debian and Ubuntu: sudo apt-get install openmpi-bin";

    private const int MostBytes = 4096;

    /// <summary>How long it may take to say its version, in nanoseconds.</summary>
    private const long Patience = 5_000_000_000;

    private const string Endless = "did not end in 5 s, or said more than a version";

    /// <summary>What was found last; <c>null</c> before that, and where there is none.</summary>
    public static MpiInstallation? Known { get; private set; }

    /// <summary>Asks mpirun what it is; once for each file, for that costs some milliseconds.</summary>
    /// <param name="variables">The environment that it gets, as words of the form NAME=value.</param>
    /// <exception cref="MachineRefusedException">There is none, or it is another MPI's, or too old; the message says which, and how to get one.</exception>
    public static MpiInstallation Find(IReadOnlyList<string> variables)
    {
        string path;
        try
        {
            path = ProgramPath.Find(Launcher);
        }
        catch (ProgramRefusedException)
        {
            Known = null;
            throw new MachineRefusedException($"the model mpi takes Open MPI, and no folder of PATH has {Launcher}; {Remedy}");
        }
        if (Known is { } known && known.Path == path)
            return known;
        (string? version, int major, string? problem) = MpirunWords.VersionIn(Ask(path, variables));
        return Known = problem is null
            ? new MpiInstallation(path, version!, major)
            : throw new MachineRefusedException($"the model mpi takes Open MPI {MpirunWords.Oldest} or later, and {Quoted.Bare(path)} {problem}; {Remedy}");
    }

    /// <summary>What a program of that name says is not believed before it was read: it has a moment, and a page.</summary>
    private static unsafe string Ask(string path, IReadOnlyList<string> variables)
    {
        (int reader, int writer) = LibC.Pipe();
        byte* program = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        byte** arguments = CWords.Of([path, "--version"]), environment = CWords.Of([.. variables]);
        int pid = StartC.StartMpirun(program, arguments, environment, writer, null);
        NativeMemory.Free(environment);
        NativeMemory.Free(arguments);
        Marshal.FreeCoTaskMem((nint)program);
        Raw.Close(writer);
        string? said = pid > 0 ? ReadToEnd(reader) : null;
        Raw.Close(reader);
        if (pid < 0)
            throw new MachineRefusedException($"{Quoted.Bare(path)} could not be started: {OwnLimits.Explain(-pid)}");
        // It has said what it had to say; it may not stay.
        Raw.Kill(pid, Headers.SignalH.SIGKILL);
        LibC.Wait(pid, 0, out _, out _, out _);
        return said ?? throw new MachineRefusedException($"{Quoted.Bare(path)} --version {Endless}; the model mpi takes Open MPI: {Remedy}");
    }

    /// <summary>All that is written until nobody writes any more; <c>null</c> where it is too much, or takes too long.</summary>
    private static string? ReadToEnd(int pipe)
    {
        byte[] text = new byte[MostBytes];
        long until = Clock.Now + Patience;
        for (int length = 0; length < MostBytes;)
        {
            long left = (until - Clock.Now) / 1_000_000;
            if (left <= 0)
                return null;
            LibC.Poll([new PollFd { Fd = pipe, Events = FcntlH.POLLIN }], (int)left);
            if (Clock.Now >= until)
                return null;
            int count = LibC.Read(pipe, text.AsSpan(length));
            if (count <= 0)
                return Encoding.UTF8.GetString(text, 0, length);
            length += count;
        }
        return null;
    }
}
