using System.Globalization;
using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>
/// A folder for a while, for its owner alone (mode 0700), in <see cref="WorkFolder"/>. It goes with all that is in it when this is disposed, and when this process is
/// killed: a small process removes it then (src/Start/cores.c).
/// </summary>
internal sealed unsafe class HeldFolder : IDisposable
{
    private const uint OwnerOnly = 0b111_000_000;

    private readonly byte* _name;
    private readonly int _held;
    private readonly int _watcher;

    /// <summary>Makes it.</summary>
    /// <param name="kind">What its name begins with.</param>
    /// <exception cref="MachineRefusedException">It cannot be made, or would not be safe from others there.</exception>
    public HeldFolder(string kind)
    {
        WorkFolder.Trust("compiling");
        Path = string.Create(CultureInfo.InvariantCulture, $"{WorkFolder.Path}/{kind}-{Environment.ProcessId}-{Guid.NewGuid():N}");
        _name = (byte*)Marshal.StringToCoTaskMemUTF8(Path);
        // The watcher knows of the folder before it is there: whoever is killed in between leaves none.
        int watcher;
        _held = StartC.WatchFolder(_name, 1, &watcher);
        _watcher = watcher;
        if (_held < 0)
            throw new MachineRefusedException($"nobody could be started who removes {Path} if the sandbox is killed: {OwnLimits.Explain(-_held)}");
        if (FileCalls.MakeFolder(StatH.AT_FDCWD, Path, OwnerOnly) == 0)
            return;
        int errno = Marshal.GetLastPInvokeError();
        LetGo();
        throw new MachineRefusedException($"{Path} cannot be made: {ErrnoH.NameOf(errno)}; set TMPDIR to a folder that can be written to");
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            WorkFolder.Remove(Path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Something still made files in it: the watcher tries again, and for longer.
        }
        LetGo();
    }

    private void LetGo()
    {
        Raw.Close(_held);
        while (LibC.Wait(_watcher, 0, out _, out _, out int errno) < 0 && errno == ErrnoH.EINTR)
        {
        }
        Marshal.FreeCoTaskMem((nint)_name);
    }
}
