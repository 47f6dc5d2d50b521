using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// Where the core files of a run lie: a folder for its owner alone, in which each worker has one of its own, named by its pid, to work in. The
/// host looks there when a worker has ended. Where the core_pattern does not begin in the working directory there is no such folder.
/// </summary>
internal sealed unsafe class CoreFolder
{
    private const uint OwnerOnly = 0b111_000_000;
    private const int LongestPattern = 128;

    private readonly HostRun _run;
    private readonly CorePlace _place;
    private readonly bool _kept;
    private readonly byte* _path;
    private readonly string _name = "";
    private readonly Dictionary<int, int> _workers = [];

    /// <summary>Makes the folder, and has it removed whatever becomes of this process. It is this process's working directory from now on.</summary>
    /// <exception cref="MachineRefusedException">It cannot be made.</exception>
    public CoreFolder(HostRun run)
    {
        _run = run;
        _kept = run.Spec.KeepCore;
        Span<byte> pattern = stackalloc byte[LongestPattern];
        _place = CoreWords.PlaceOf(ProcFile.Read("/proc/sys/kernel/core_pattern\0"u8, pattern) > 0 ? (char)pattern[0] : '\0');
        if (_place != CorePlace.Folder)
            return;
        WorkFolder.Trust("--core");
        long number = Clock.Now;
        _name = RunFolder.PathOf(FolderUse.Cores, Raw.GetPid(), number);
        _path = (byte*)Marshal.StringToCoTaskMemUTF8(_name);
        // Both know of the folder before it is there: whoever is killed in between leaves none.
        run.Tell(new HostEvent { Kind = HostEventKind.Folder, Options = (int)FolderUse.Cores, Worker = -1, Number = number, Value = _kept ? 0 : RunFolder.Watch(_path, "--core") });
        if (FileCalls.MakeFolder(StatH.AT_FDCWD, _name, OwnerOnly) != 0)
            throw new MachineRefusedException($"--core: {_name} cannot be made: {ErrnoH.NameOf(Marshal.GetLastPInvokeError())}; set TMPDIR to a folder that can be written to");
        Enter(_name);
        run.Board.Header->CoreFolder = 1;
    }

    /// <summary>Remembers whose process a pid is.</summary>
    public void Expect(int pid, int worker) => _workers[pid] = worker;

    /// <summary>Looks for the core of a process that has ended, tells of it, and removes it unless it is to be kept.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="dumped">Whether its status has the core bit.</param>
    public void Look(int pid, bool dumped)
    {
        long bytes = _place == CorePlace.Folder ? StartC.TakeCore(_path, pid, _kept ? 1 : 0) : -1;
        _workers.Remove(pid, out int worker);
        if (bytes >= 0 || (dumped && _place != CorePlace.Folder))
            _run.Tell(new HostEvent { Kind = HostEventKind.Core, Worker = worker, Target = pid, Number = bytes, Value = (int)_place });
    }

    /// <summary>Looks at what no wait has told of, and removes the folder where nothing is to be kept.</summary>
    public void Finish()
    {
        if (_place != CorePlace.Folder)
            return;
        int[] left = [.. _workers.Keys];
        foreach (int pid in left)
            Look(pid, dumped: false);
        _ = FileCalls.Unlink(StatH.AT_FDCWD, _name, StatH.AT_REMOVEDIR);
    }

    private static void Enter(string path)
    {
        int folder = FileCalls.OpenAt(StatH.AT_FDCWD, path, OpenH.O_PATH | OpenH.O_DIRECTORY | OpenH.O_NOFOLLOW | FcntlH.O_CLOEXEC, 0);
        // Where others may rename what is in the folder above, it could be another one by now.
        bool own = folder >= 0 && FileCalls.StatusOf(folder) is { } status && status.Owner == FileCalls.EffectiveUser();
        if (!own || Raw.Syscall(SyscallH.SYS_fchdir, folder, 0, 0, 0, 0, 0) != 0)
            throw new MachineRefusedException($"--core: {path} was made, and is no folder of this user's now");
        Raw.Close(folder);
    }
}
