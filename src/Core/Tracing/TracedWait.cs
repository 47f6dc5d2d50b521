using System.Globalization;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Tracing;

/// <summary>A wait call of a traced program, with what was passed to it.</summary>
/// <param name="IsWaitId">Whether it is waitid(2); otherwise it is wait4(2), which wait(2) and waitpid(2) are too.</param>
/// <param name="IdType">waitid's first argument: P_ALL, P_PID, P_PGID or P_PIDFD.</param>
/// <param name="Target">The pid, the group or the descriptor that was passed.</param>
/// <param name="Options">The options.</param>
/// <param name="WantsStatus">Whether a pointer for the status was passed, and not NULL: whether the caller can look at it.</param>
public readonly record struct TracedWait(bool IsWaitId, int IdType, int Target, int Options, bool WantsStatus)
{
    private static readonly (int Bit, string Name)[] OptionNames =
    [
        (WaitH.WNOHANG, nameof(WaitH.WNOHANG)),
        (WaitH.WUNTRACED, nameof(WaitH.WUNTRACED)),
        (WaitH.WEXITED, nameof(WaitH.WEXITED)),
        (WaitH.WCONTINUED, nameof(WaitH.WCONTINUED)),
        (WaitH.WNOWAIT, nameof(WaitH.WNOWAIT)),
        (WaitH.__WNOTHREAD, nameof(WaitH.__WNOTHREAD)),
        (WaitH.__WALL, nameof(WaitH.__WALL)),
        (WaitH.__WCLONE, nameof(WaitH.__WCLONE)),
    ];

    /// <summary>Whether it lasts until there is something to be told.</summary>
    public bool Blocks => (Options & WaitH.WNOHANG) == 0;

    /// <summary>Whether a child that it tells of stays as it is, to be waited for again.</summary>
    public bool Leaves => (Options & WaitH.WNOWAIT) != 0;

    /// <summary>Whether it may tell of children that did not end.</summary>
    public bool SeesStops => (Options & (WaitH.WUNTRACED | WaitH.WCONTINUED)) != 0;

    /// <summary>The options in the words of C, 0 where there are none.</summary>
    public string OptionWords
    {
        get
        {
            // waitid calls the same bit WSTOPPED.
            int options = Options;
            bool waitId = IsWaitId;
            string known = string.Join(" | ", OptionNames.Where(name => (options & name.Bit) != 0)
                .Select(name => waitId && name.Bit == WaitH.WUNTRACED ? "WSTOPPED" : name.Name));
            int rest = OptionNames.Aggregate(options, (left, name) => left & ~name.Bit);
            return known.Length == 0 ? Hex(rest) : rest == 0 ? known : $"{known} | {Hex(rest)}";
        }
    }

    /// <summary>The call as C: <c>waitpid(-1, NULL, WNOHANG)</c>, <c>waitid(P_PID, 4711, &amp;info, WEXITED)</c>.</summary>
    public override string ToString() => As(Target.ToString(CultureInfo.InvariantCulture));

    /// <summary>The call as C, without a number that is another one each time: <c>waitpid(pid, &amp;status, 0)</c>.</summary>
    /// <param name="child">The process that it told of.</param>
    public string Without(int child) => IsWaitId && IdType == WaitH.P_PIDFD ? As("pidfd") : Target == child ? As("pid") : ToString();

    private string As(string target) => IsWaitId
        ? $"waitid({TypeWords}, {target}, {(WantsStatus ? "&info" : "NULL")}, {OptionWords})"
        : $"waitpid({target}, {(WantsStatus ? "&status" : "NULL")}, {OptionWords})";

    private string TypeWords => IdType switch
    {
        WaitH.P_ALL => nameof(WaitH.P_ALL),
        WaitH.P_PID => nameof(WaitH.P_PID),
        WaitH.P_PGID => nameof(WaitH.P_PGID),
        WaitH.P_PIDFD => nameof(WaitH.P_PIDFD),
        _ => IdType.ToString(CultureInfo.InvariantCulture),
    };

    private static string Hex(int bits) => bits == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"0x{bits:x}");
}
