using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sandbox.Core.Headers;
using Sandbox.Core.History;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>
/// A folder in which the sandbox keeps files of its own, held open: what is done in it is done there, whatever becomes of its path. A link on
/// the way to it is followed where root or the user has made it, as people do who keep their settings elsewhere; another user's is refused.
/// </summary>
internal sealed unsafe class OwnFolder : IDisposable
{
    private const uint OwnerOnly = 0b111_000_000, AllRights = 0b111_111_111, WritableByAll = 0b000_000_010;
    private const int MostLinks = 40;
    private const int LongestLink = 4096;

    private static readonly int AsPlace = OpenH.O_PATH | OpenH.O_DIRECTORY | OpenH.O_NOFOLLOW | FcntlH.O_CLOEXEC;

    private readonly SafeFileHandle _folder;
    private readonly string _path;

    private OwnFolder(SafeFileHandle folder, string path) => (_folder, _path) = (folder, path);

    /// <summary>The open folder.</summary>
    public int Descriptor => Of(_folder);

    /// <summary>
    /// Opens a folder, and makes it and those above it where they are missing: for their owner alone, whatever the umask. A home that does
    /// not exist is not made.
    /// </summary>
    /// <param name="path">The folder, absolute.</param>
    /// <exception cref="FileRefusedException">It cannot be made or is none, or somebody else decides what it is.</exception>
    public static OwnFolder Make(string path) => new(Walk(path, makes: true)!, path);

    /// <summary>Opens a folder; <c>null</c> where there is none.</summary>
    /// <param name="path">The folder, absolute.</param>
    /// <exception cref="FileRefusedException">It cannot be opened or is none, or somebody else decides what it is.</exception>
    public static OwnFolder? Find(string path) => Walk(path, makes: false) is { } folder ? new OwnFolder(folder, path) : null;

    /// <summary>The path of a file in it.</summary>
    public string At(string name) => Path.Combine(_path, name);

    /// <summary>Whether there is something of that name, of whatever kind.</summary>
    public bool Has(string name) => FileCalls.StatusAt(Descriptor, name) is not null;

    /// <summary>Gives a file another name, in the place of what has that name.</summary>
    /// <exception cref="FileRefusedException">The kernel refused.</exception>
    public void Rename(string from, string to)
    {
        if (FileCalls.Rename(Descriptor, from, Descriptor, to) != 0)
            throw FileRefusedException.ByKernel(At(to));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    /// <summary>Goes from the root to a folder, one name after the other; each folder is held open while the next one is looked for in it.</summary>
    private static SafeFileHandle? Walk(string path, bool makes)
    {
        // What stands in the environment in another encoding comes as this: the folder would be another one.
        if (path.Contains('\uFFFD', StringComparison.Ordinal))
            throw FileRefusedException.Odd(path, "has a name that is not UTF-8, and is not used; expected a path in UTF-8");
        // What nobody made for its user, as a daemon's HOME, is no place to keep anything; root could make it.
        string? home = path.EndsWith("/" + HistoryPlace.InHome, StringComparison.Ordinal) ? path[..^(HistoryPlace.InHome.Length + 1)].TrimEnd('/') : null;
        Stack<Step> steps = new();
        Push(steps, path, null);
        SafeFileHandle here = Enter(StatH.AT_FDCWD, "/", "/");
        string reached = "";
        try
        {
            for (int links = 0; steps.TryPop(out Step step);)
            {
                // No link is in what was reached, so that this is where the kernel gets to as well.
                string next = Path.GetFullPath($"{reached}/{step.Name}");
                if (Look(here, step, reached, next, makes, home) is not { } found)
                {
                    here.Dispose();
                    return null;
                }
                if (found.Type == StatH.S_IFLNK)
                {
                    string target = Target(Of(here), step.Name, next, found.Owner);
                    if (++links > MostLinks)
                        throw FileRefusedException.Odd(next, "is one of too many links; expected a folder");
                    Push(steps, target, step.Link ?? next);
                    if (!target.StartsWith('/'))
                        continue;
                    here = Moved(here, Enter(StatH.AT_FDCWD, "/", "/"));
                    reached = "";
                    continue;
                }
                if (found.Type != StatH.S_IFDIR)
                    throw FileRefusedException.Odd(next, $"is {found.Kind}; expected a folder");
                here = Moved(here, Enter(Of(here), step.Name, next));
                reached = next.TrimEnd('/');
            }
            if (FileCalls.StatusOf(Of(here)) is { } last && !IsTrusted(last.Owner))
                throw FileRefusedException.Odd(path, $"belongs to another user (uid {last.Owner}), and nothing is kept there");
            return here;
        }
        catch
        {
            here.Dispose();
            throw;
        }
    }

    /// <summary>What stands behind a name, which is made where that is wanted; <c>null</c> where nothing does.</summary>
    private static StatX? Look(SafeFileHandle here, Step step, string reached, string next, bool makes, string? home)
    {
        if (FileCalls.StatusAt(Of(here), step.Name) is { } found)
            return found;
        int errno = Marshal.GetLastPInvokeError();
        if (errno != ErrnoH.ENOENT)
            throw FileRefusedException.ByKernel(next, errno);
        if (step.Link is { } link)
            throw FileRefusedException.Odd(link, $"is a link that leads to no folder: there is no {next}");
        if (!makes)
            return null;
        if (home is not null && (home + "/").StartsWith(next + "/", StringComparison.Ordinal))
            throw FileRefusedException.Odd(home, "does not exist (HOME), and is not made");
        MakeOne(Of(here), step.Name, reached, next);
        return FileCalls.StatusAt(Of(here), step.Name) ?? throw FileRefusedException.ByKernel(next);
    }

    private static void MakeOne(int above, string name, string reached, string path)
    {
        // That root can write somewhere says nothing: what it makes in somebody's home stays root's, and is in the way there.
        if (FileCalls.EffectiveUser() == 0 && FileCalls.StatusOf(above) is { } its && !IsTrusted(its.Owner) && (its.Rights & WritableByAll) == 0)
            throw FileRefusedException.Odd(reached, $"belongs to another user (uid {its.Owner}), and root makes nothing there");
        if (FileCalls.MakeFolder(above, name, OwnerOnly) != 0 && Marshal.GetLastPInvokeError() != ErrnoH.EEXIST)
            throw FileRefusedException.ByKernel(path);
        // The umask may have taken the owner's rights too. A link that came into its place is not entered.
        using SafeFileHandle made = Enter(above, name, path);
        if (FileCalls.StatusOf(Of(made)) is { } status && status.Owner == FileCalls.EffectiveUser() && (status.Rights & OwnerOnly) != OwnerOnly)
            _ = FileCalls.ChangeMode($"/proc/self/fd/{Of(made)}", (status.Rights & AllRights) | OwnerOnly);
    }

    private static string Target(int folder, string name, string path, uint owner)
    {
        if (!IsTrusted(owner))
            throw FileRefusedException.Odd(path, $"is a link of another user (uid {owner}), and is not followed; expected a folder");
        byte* target = stackalloc byte[LongestLink];
        nint length = FileCalls.ReadLink(folder, name, target, LongestLink);
        return length >= 0 ? Encoding.UTF8.GetString(target, (int)length) : throw FileRefusedException.ByKernel(path);
    }

    private static SafeFileHandle Enter(int above, string name, string path)
    {
        int fd = FileCalls.OpenAt(above, name, AsPlace, 0);
        return fd >= 0 ? new SafeFileHandle(fd, ownsHandle: true) : throw FileRefusedException.ByKernel(path);
    }

    private static SafeFileHandle Moved(SafeFileHandle from, SafeFileHandle to)
    {
        from.Dispose();
        return to;
    }

    /// <summary>
    /// Whom one may trust with the way to a file: oneself, root, and whoever owns the root folder, which in a user namespace may be nobody
    /// whom that namespace knows.
    /// </summary>
    private static bool IsTrusted(uint owner) =>
        owner == 0 || owner == FileCalls.EffectiveUser() || (FileCalls.StatusAt(StatH.AT_FDCWD, "/") is { } root && owner == root.Owner);

    private static void Push(Stack<Step> steps, string path, string? link)
    {
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            steps.Push(new Step(name, link));
    }

    private static int Of(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    /// <summary>A name on the way.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Link">The link whose target it comes from; what is missing there is not made.</param>
    private readonly record struct Step(string Name, string? Link);
}
