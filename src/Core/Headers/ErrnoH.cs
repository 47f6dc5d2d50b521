namespace Sandbox.Core.Headers;

/// <summary>Numbers of errors that are told apart; their names come from Mono.Unix.</summary>
[CConstant("errno.h")]
internal static class ErrnoH
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EINTR = 4;
    public const int EIO = 5;
    public const int ENXIO = 6;
    public const int E2BIG = 7;
    public const int ENOEXEC = 8;
    public const int ECHILD = 10;
    public const int EAGAIN = 11;
    public const int ENOMEM = 12;
    public const int EACCES = 13;
    public const int EEXIST = 17;
    public const int ENODEV = 19;
    public const int ENOTDIR = 20;
    public const int EISDIR = 21;
    public const int EINVAL = 22;
    public const int ENFILE = 23;
    public const int EMFILE = 24;
    public const int EFBIG = 27;
    public const int ENOSPC = 28;
    public const int EPIPE = 32;
    public const int EDEADLK = 35;
    public const int ENOSYS = 38;
    public const int EDQUOT = 122;
    public const int EOWNERDEAD = 130;

    /// <summary>The name of an error's number: <c>EAGAIN</c>.</summary>
    public static string NameOf(int errno) => errno switch
    {
        // Of two names for one number an enumeration gives either; man pages give these.
        EAGAIN => nameof(EAGAIN),
        EDEADLK => nameof(EDEADLK),
        _ => ((Mono.Unix.Native.Errno)errno).ToString(),
    };

    /// <summary>The number of an error's name; <c>null</c> where there is no such name.</summary>
    public static int? NumberOf(string name) =>
        Enum.TryParse(name, out Mono.Unix.Native.Errno errno) && name is ['E', ..] ? (int)errno : null;
}
