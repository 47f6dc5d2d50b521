using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>
/// posix_spawn(3): starts a program with every signal at its default action, none blocked unless asked for, and no descriptor but those it is given.
/// <c>System.Diagnostics.Process</c> would reap the child behind our back and fold its status.
/// </summary>
internal static unsafe partial class Spawn
{
    private const string Library = "libc";

    // posix_spawnattr_t is 336 bytes and posix_spawn_file_actions_t 80 in glibc on 64-bit machines; musl's are smaller.
    private const int OpaqueSize = 512;

    [LibraryImport(Library, EntryPoint = "posix_spawn")]
    private static partial int PosixSpawn(int* pid, byte* path, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(void* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int ActionsDup(void* actions, int from, int to);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addclose")]
    private static partial int ActionsClose(void* actions, int fd);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addopen")]
    private static partial int ActionsOpen(void* actions, int fd, byte* path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(void* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInit(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    private static partial int AttributesFlags(void* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setpgroup")]
    private static partial int AttributesGroup(void* attributes, int group);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int AttributesDefault(void* attributes, SigSet* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int AttributesMask(void* attributes, SigSet* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(void* attributes);

    /// <summary>Starts a program.</summary>
    /// <param name="arguments">The program's path, then its arguments.</param>
    /// <param name="environment">Words of the form NAME=value.</param>
    /// <param name="descriptors">
    /// What the program finds open: descriptor i is a duplicate of <c>descriptors[i]</c>, or /dev/null where that is negative.
    /// Everything else of ours is close-on-exec.
    /// </param>
    /// <param name="options">What else is to be special.</param>
    /// <param name="pid">The new process.</param>
    /// <returns>0, or the error's number: then nothing was started.</returns>
    public static int Start(
        IReadOnlyList<string> arguments, IReadOnlyList<string> environment, ReadOnlySpan<int> descriptors, SpawnOptions options, out int pid)
    {
        void* actions = NativeMemory.AllocZeroed(OpaqueSize), attributes = NativeMemory.AllocZeroed(OpaqueSize);
        byte** argv = CWords.Of(arguments), envp = CWords.Of(environment);
        byte* devNull = (byte*)Marshal.StringToCoTaskMemUTF8("/dev/null");
        try
        {
            Check(ActionsInit(actions));
            List<(int From, int To)> moves = DescriptorMoves.Of(descriptors, out int spare);
            foreach ((int from, int to) in moves)
                Check(ActionsDup(actions, from, to));
            if (spare >= 0)
                Check(ActionsClose(actions, spare));
            // Last: a number that is to be /dev/null may have been somebody's source.
            for (int target = 0; target < descriptors.Length; target++)
            {
                if (descriptors[target] < 0)
                    Check(ActionsOpen(actions, target, devNull, FcntlH.O_RDWR, 0));
            }
            Check(AttributesInit(attributes));
            SigSet all, blocked = options.BlockedSignal != 0 ? SignalSets.Of(options.BlockedSignal) : default;
            new Span<byte>(&all, sizeof(SigSet)).Fill(0xff);
            Check(AttributesDefault(attributes, &all));
            Check(AttributesMask(attributes, &blocked));
            Check(AttributesGroup(attributes, 0));
            int flags = SpawnH.POSIX_SPAWN_SETSIGDEF | SpawnH.POSIX_SPAWN_SETSIGMASK | (options.OwnGroup ? SpawnH.POSIX_SPAWN_SETPGROUP : 0);
            Check(AttributesFlags(attributes, (short)flags));
            int started;
            int error = PosixSpawn(&started, argv[0], actions, attributes, argv, envp);
            pid = error == 0 ? started : 0;
            return error;
        }
        finally
        {
            _ = ActionsDestroy(actions);
            _ = AttributesDestroy(attributes);
            NativeMemory.Free(actions);
            NativeMemory.Free(attributes);
            NativeMemory.Free(argv);
            NativeMemory.Free(envp);
            Marshal.FreeCoTaskMem((nint)devNull);
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
            throw new InvalidOperationException($"posix_spawn could not be set up: {ErrnoH.NameOf(error)}");
    }
}

/// <summary>What may be special about a program that is started.</summary>
/// <param name="OwnGroup">Whether it leads a process group of its own.</param>
/// <param name="BlockedSignal">A signal that it, and every thread it starts, has blocked; 0 for none.</param>
internal readonly record struct SpawnOptions(bool OwnGroup, int BlockedSignal);

/// <summary>Constants of <c>&lt;spawn.h&gt;</c>.</summary>
[CConstant("spawn.h")]
internal static class SpawnH
{
    public const int POSIX_SPAWN_SETPGROUP = 2;
    public const int POSIX_SPAWN_SETSIGDEF = 4;
    public const int POSIX_SPAWN_SETSIGMASK = 8;
}
