namespace Sandbox.Tests.Support.Harness;

/// <summary>
/// A user without privileges. Where the tests run as root it is a numeric id that needs no account and owns no other process, so that
/// RLIMIT_NPROC counts the test's alone; otherwise it is the user of the tests.
/// </summary>
internal sealed class UnprivilegedUser(int id)
{
    private static readonly Dictionary<string, string> Copies = [];
    private static int _last = 54320;

    /// <summary>Makes a user whose id no other user of the tests has.</summary>
    public UnprivilegedUser()
        : this(Interlocked.Increment(ref _last))
    {
    }

    /// <summary>The numeric id, where the tests run as root.</summary>
    public int Id => id;

    /// <summary>
    /// Whether the kernel counts this user's processes from none. The user of the tests has some already: then it is in a user namespace of its own,
    /// in which RLIMIT_NPROC counts anew.
    /// </summary>
    public bool CountedAnew { get; init; }

    /// <summary>The words in front of a command that make it this user's.</summary>
    public IReadOnlyList<string> Prefix => !Environment.IsPrivilegedProcess
        ? CountedAnew ? OwnNamespace : []
        : ["setpriv", $"--reuid={id}", $"--regid={id}", "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--"];

    /// <summary>The words in front of a command that is to run in a user namespace of its own, as who it is.</summary>
    public static IReadOnlyList<string> OwnNamespace => ["unshare", "--user", "--map-current-user", "--"];

    /// <summary>The program where this user can read it: a checkout of root may lie in a folder that is closed to others.</summary>
    public static string Reachable(string program)
    {
        if (!Environment.IsPrivilegedProcess || !Path.IsPathRooted(program))
            return program;
        string folder = Path.GetDirectoryName(program)!;
        lock (Copies)
        {
            if (!Copies.TryGetValue(folder, out string? copy))
                Copies[folder] = copy = CopyOf(folder);
            return Path.Combine(copy, Path.GetFileName(program));
        }
    }

    private static string CopyOf(string folder)
    {
        string copy = TestFolders.Create();
        Executables.Copy(folder, copy);
        return copy;
    }
}
