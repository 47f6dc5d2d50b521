using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Text;

namespace Sandbox.Core.Kernel.Files;

/// <summary>A file or a folder that is not what it has to be, or that the kernel refused.</summary>
public sealed class FileRefusedException : IOException
{
    private readonly bool _byKernel;

    private FileRefusedException(string path, string why, bool byKernel)
        : base($"{Quoted.Bare(path)}{(byKernel ? ":" : "")} {why}") => (Path, Why, _byKernel) = (path, why, byKernel);

    /// <summary>The file or the folder.</summary>
    public string Path { get; }

    /// <summary>What is wrong with it, without its path.</summary>
    private string Why { get; }

    /// <summary>Whether the machine has no room for what is written: a full disk, a quota, no memory.</summary>
    public bool NoRoom { get; private init; }

    /// <summary>Whether something is there already where nothing may be.</summary>
    public bool IsThere { get; private init; }

    /// <summary>What is wrong, for a message that has named the path: <c>is a folder; expected a file</c>.</summary>
    /// <param name="deed">What could not be done: <c>read</c>.</param>
    public string Words(string deed) => _byKernel ? $"cannot be {deed}: {Why}" : Why;

    /// <summary>It is of the wrong kind, or belongs to somebody else.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="why">What it is, and what is expected.</param>
    internal static FileRefusedException Odd(string path, string why) => new(path, why, byKernel: false);

    /// <summary>A call for it has failed just now.</summary>
    internal static FileRefusedException ByKernel(string path) => ByKernel(path, Marshal.GetLastPInvokeError());

    /// <summary>A call for it has failed.</summary>
    internal static FileRefusedException ByKernel(string path, int errno) => new(path, Told(errno), byKernel: true)
    {
        NoRoom = errno is ErrnoH.ENOSPC or ErrnoH.EDQUOT or ErrnoH.ENOMEM or ErrnoH.EMFILE or ErrnoH.ENFILE or ErrnoH.EIO or ErrnoH.EFBIG,
        IsThere = errno == ErrnoH.EEXIST,
    };

    // A file that would block is no matter of the limit that the same error stands for elsewhere.
    private static string Told(int errno) =>
        Marshal.GetPInvokeErrorMessage(errno) + (errno != ErrnoH.EAGAIN && OwnLimits.Behind(errno) is { } limit ? $" ({limit})" : "");

    /// <summary>What a name in a folder is, where it is no regular file; otherwise what the kernel said just now.</summary>
    internal static FileRefusedException Of(int folder, string name, string path, bool followed)
    {
        int errno = Marshal.GetLastPInvokeError();
        return FileCalls.StatusAt(folder, name) switch
        {
            { Type: StatH.S_IFLNK } when !followed => Odd(path, ALink),
            { Type: not (StatH.S_IFREG or StatH.S_IFLNK) } odd when errno is ErrnoH.ENXIO or ErrnoH.EISDIR or ErrnoH.ENODEV => Odd(path, NoFile(odd)),
            _ => ByKernel(path, errno),
        };
    }

    /// <summary>What is said of a link.</summary>
    internal const string ALink = "is a link, and links are not followed; expected the file itself";

    /// <summary>What is said of what is no file.</summary>
    internal static string NoFile(StatX status) => $"is {status.Kind}; expected a file";
}
