using System.Runtime.InteropServices;

namespace Sandbox.Tests.Support.Harness;

/// <summary>What to start and with what around it.</summary>
internal sealed record ChildStart(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>The whole environment; nothing is inherited.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public string? Directory { get; init; }

    /// <summary>Which descriptors of ours become the child's 0, 1 and 2.</summary>
    public (int In, int Out, int Error) Descriptors { get; init; }

    /// <summary>A terminal's path, to be 0, 1, 2 and the controlling terminal instead.</summary>
    public string? Terminal { get; init; }
}

/// <summary>
/// A child in a session of its own: without a controlling terminal unless it is given one, with every signal at its default
/// action. Its raw wait status is kept: <c>System.Diagnostics.Process</c> would fold it, and reap other children on the way.
/// </summary>
internal sealed unsafe class ChildProcess
{
    /// <summary>Longer than any child of a test takes, on a machine that has much else to do.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(15);

    private readonly TaskCompletionSource<int> _status = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(int pid)
    {
        Pid = pid;
        // A thread that waits for this pid alone: nobody else's child is taken by mistake.
        new Thread(Reap) { IsBackground = true, Name = $"wait for {pid}" }.Start();
        _ = Status.WaitAsync(LongestLife).ContinueWith(_ => Send(LibC.SIGKILL), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>The process id; the session and the process group have the same number.</summary>
    public int Pid { get; }

    /// <summary>The raw wait status; complete when the child was reaped. One that outlives every test's patience is killed.</summary>
    public Task<int> Status => _status.Task;

    public static ChildProcess Start(ChildStart start)
    {
        Orphans.ComeToUs();
        byte* actions = stackalloc byte[LibC.Opaque], attributes = stackalloc byte[LibC.Opaque], set = stackalloc byte[LibC.Opaque];
        LibC.CheckError(LibC.posix_spawn_file_actions_init(actions), "posix_spawn_file_actions_init");
        LibC.CheckError(LibC.posix_spawnattr_init(attributes), "posix_spawnattr_init");
        try
        {
            ArrangeFiles(actions, start);
            // The runtime ignores SIGPIPE, and an ignored signal would stay ignored in the child.
            LibC.CheckError(LibC.sigfillset(set), "sigfillset");
            LibC.CheckError(LibC.posix_spawnattr_setsigdefault(attributes, set), "posix_spawnattr_setsigdefault");
            LibC.CheckError(LibC.sigemptyset(set), "sigemptyset");
            LibC.CheckError(LibC.posix_spawnattr_setsigmask(attributes, set), "posix_spawnattr_setsigmask");
            short flags = LibC.POSIX_SPAWN_SETSID | LibC.POSIX_SPAWN_SETSIGDEF | LibC.POSIX_SPAWN_SETSIGMASK;
            LibC.CheckError(LibC.posix_spawnattr_setflags(attributes, flags), "posix_spawnattr_setflags");
            return new ChildProcess(Spawn(start, actions, attributes));
        }
        finally
        {
            _ = LibC.posix_spawn_file_actions_destroy(actions);
            _ = LibC.posix_spawnattr_destroy(attributes);
        }
    }

    /// <summary>Sends a signal; a child that was reaped already gets none.</summary>
    public void Send(int signal)
    {
        if (!Status.IsCompleted)
            _ = LibC.kill(Pid, signal);
    }

    private static void ArrangeFiles(byte* actions, ChildStart start)
    {
        if (start.Terminal is { } terminal)
        {
            // A session leader without a controlling terminal gets the first one that it opens; see tty(4).
            LibC.CheckError(LibC.posix_spawn_file_actions_addopen(actions, 0, terminal, LibC.O_RDWR, 0), "addopen");
            LibC.CheckError(LibC.posix_spawn_file_actions_adddup2(actions, 0, 1), "adddup2");
            LibC.CheckError(LibC.posix_spawn_file_actions_adddup2(actions, 0, 2), "adddup2");
        }
        else
        {
            LibC.CheckError(LibC.posix_spawn_file_actions_adddup2(actions, start.Descriptors.In, 0), "adddup2");
            LibC.CheckError(LibC.posix_spawn_file_actions_adddup2(actions, start.Descriptors.Out, 1), "adddup2");
            LibC.CheckError(LibC.posix_spawn_file_actions_adddup2(actions, start.Descriptors.Error, 2), "adddup2");
        }

        if (start.Directory is { } directory)
            LibC.CheckError(LibC.posix_spawn_file_actions_addchdir_np(actions, directory), "addchdir_np");
    }

    private static int Spawn(ChildStart start, byte* actions, byte* attributes)
    {
        byte** arguments = Strings([start.Program, .. start.Arguments]);
        byte** environment = Strings([.. start.Environment.Select(pair => $"{pair.Key}={pair.Value}")]);
        try
        {
            int pid;
            LibC.CheckError(
                LibC.posix_spawnp(&pid, start.Program, actions, attributes, arguments, environment), $"posix_spawn {start.Program}");
            return pid;
        }
        finally
        {
            Free(arguments);
            Free(environment);
        }
    }

    private void Reap()
    {
        int status;
        while (LibC.waitpid(Pid, &status, 0) != Pid)
        {
            if (Marshal.GetLastPInvokeError() == LibC.EINTR)
                continue;
            _status.SetException(new InvalidOperationException($"somebody else waited for {Pid}"));
            return;
        }

        _status.SetResult(status);
    }

    private static byte** Strings(IReadOnlyList<string> texts)
    {
        byte** strings = (byte**)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(byte*));
        for (int i = 0; i < texts.Count; i++)
            strings[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        return strings;
    }

    private static void Free(byte** strings)
    {
        for (int i = 0; strings[i] is not null; i++)
            Marshal.FreeCoTaskMem((nint)strings[i]);
        NativeMemory.Free(strings);
    }
}
