using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>
/// The child that becomes the traced program. It stands at a gate until its tracer has it; then it installs the filter and calls exec. All of
/// that is C (src/Start/trace.c): between fork and exec no C# can run in a process with threads.
/// </summary>
internal sealed unsafe class ProgramStart : IDisposable
{
    private const int StageOfFilter = 2, StageOfExec = 3, StageOfFolder = 4;

    private readonly int _gate;
    private readonly int _complaints;
    private SafeFileHandle? _written;

    private ProgramStart(int pid, string path, int gate, int complaints) => (Pid, Path, _gate, _complaints) = (pid, path, gate, complaints);

    /// <summary>The child.</summary>
    public int Pid { get; }

    /// <summary>The program's file.</summary>
    public string Path { get; }

    /// <summary>The pipe that the program writes to, where its output goes to who follows it; otherwise <c>null</c>. Whoever takes it closes it.</summary>
    public SafeFileHandle? TakeWritten()
    {
        SafeFileHandle? written = _written;
        _written = null;
        return written;
    }

    /// <summary>Makes the child.</summary>
    /// <param name="spec">What is started.</param>
    /// <param name="filter">The filter; empty for none.</param>
    /// <exception cref="ProgramRefusedException">There is no such program.</exception>
    /// <exception cref="MachineRefusedException">The kernel refused the child.</exception>
    public static ProgramStart Make(TraceSpec spec, ReadOnlySpan<SockFilter> filter)
    {
        string path = ProgramPath.Find(spec.Program[0]);
        // Seen from the folder that it works in, the file would be another one.
        path = spec.Folder is null ? path : System.IO.Path.GetFullPath(path);
        using SafeFileHandle? file = spec.OutputFile is { } named ? NewFile.Make(named) : null;
        using PipeOfProgram? pipe = spec.Output == ProgramOutput.ToFollower ? new PipeOfProgram() : null;
        int output = pipe?.Writer ?? (file is null ? -1 : (int)file.DangerousGetHandle());
        (int gate, int gateWriter) = LibC.Pipe();
        (int complaints, int complaint) = LibC.Pipe(FcntlH.O_NONBLOCK);
        byte** words = CWords.Of(spec.Program);
        byte* name = (byte*)Marshal.StringToCoTaskMemUTF8(path), folder = (byte*)Marshal.StringToCoTaskMemUTF8(spec.Folder);
        LimitAtStart[] limits = [.. spec.Injections.OfType<Injection.Limit>().Select(limit => new LimitAtStart { Resource = ResourceOf(limit.Resource), Soft = limit.Value }), new() { Resource = -1 }];
        try
        {
            fixed (SockFilter* instructions = filter)
            fixed (LimitAtStart* first = limits)
            {
                TraceStart start = new()
                {
                    Path = name,
                    Arguments = words,
                    Gate = gate,
                    GateWriter = gateWriter,
                    Complaint = complaint,
                    Filter = new SockFProg { Length = (ushort)filter.Length, Filter = instructions },
                    Folder = folder,
                    Limits = first,
                };
                start.OwnSession = pipe is null ? 0 : 1;
                start.Descriptors[0] = pipe?.Nothing ?? 0;
                start.Descriptors[1] = output >= 0 ? output : spec.Output == ProgramOutput.ToError ? 2 : 1;
                start.Descriptors[2] = output >= 0 ? output : 2;
                int pid = StartC.StartTraced(&start);
                if (pid > 0)
                    return new ProgramStart(pid, path, gateWriter, complaints) { _written = pipe?.TakeReader() };
                Raw.Close(gateWriter);
                Raw.Close(complaints);
                throw new MachineRefusedException($"{Quoted.Bare(path)} could not be started: fork failed with {OwnLimits.Explain(-pid)}");
            }
        }
        finally
        {
            Raw.Close(gate);
            Raw.Close(complaint);
            NativeMemory.Free(words);
            Marshal.FreeCoTaskMem((nint)name);
            Marshal.FreeCoTaskMem((nint)folder);
        }
    }

    /// <summary>Lets the child through the gate.</summary>
    public void Go()
    {
        byte go = 1;
        Raw.Write(_gate, &go, 1);
    }

    /// <summary>Why there is no program, when the child has ended before it became one.</summary>
    /// <param name="filterFailed">Whether it was the filter that the machine refused: without one it may work.</param>
    public Exception WhyNot(out bool filterFailed)
    {
        Span<int> what = stackalloc int[2];
        bool told = LibC.Read(_complaints, MemoryMarshal.AsBytes(what)) == sizeof(int) * 2;
        filterFailed = told && what[0] == StageOfFilter;
        if (!told)
            return new MachineRefusedException($"{Quoted.Bare(Path)} could not be started: what was to become it was killed");
        return what[0] == StageOfExec
            ? ProgramPath.Refusal(Path, what[1])
            : new MachineRefusedException($"{Quoted.Bare(Path)} could not be started: {(filterFailed ? "seccomp" : what[0] == StageOfFolder ? "chdir to the folder that it was to work in" : "dup2 or setrlimit")} failed with {ErrnoH.NameOf(what[1])}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Raw.Close(_gate);
        Raw.Close(_complaints);
        _written?.Dispose();
    }

    private static long ResourceOf(string word) => word switch
    {
        "cpu" => ResourceH.RLIMIT_CPU,
        "as" => ResourceH.RLIMIT_AS,
        "fsize" => ResourceH.RLIMIT_FSIZE,
        "nofile" => ResourceH.RLIMIT_NOFILE,
        "stack" => ResourceH.RLIMIT_STACK,
        "nproc" => ResourceH.RLIMIT_NPROC,
        _ => throw new SandboxBugException($"no limit is called {word}"),
    };
}
