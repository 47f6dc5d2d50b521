using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Arrays;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;

namespace Sandbox.Core.Catalogue;

/// <summary>The argument of a fault: <c>--fault NAME:ARG</c>.</summary>
/// <param name="Name">What it is: <c>CODE</c>.</param>
/// <param name="Summary">What is allowed, for messages: <c>a whole number, of which the kernel keeps the low eight bits</c>.</param>
/// <param name="Default">What it is where none is given.</param>
/// <param name="Parse">Its value, or <c>null</c> for text that is not allowed.</param>
/// <param name="Canonical">The one way to write a value: a signal by its name.</param>
public sealed record FaultArgument(
    string Name, string Summary, string Default, Func<string, long?> Parse, Func<long, string> Canonical)
{
    /// <summary>The words that are allowed, where there are so few that they can be listed; numbers may be allowed beside them.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The command that lists those words with more about each; <c>null</c> where there is none.</summary>
    public string? See { get; init; }

    /// <summary>Why a value means nothing with an array of a length, from both; it gives <c>null</c> where the value means something.</summary>
    public Func<long, long, string?>? RefusalFor { get; init; }
}

/// <summary>The arguments that faults take. Each is made when somebody asks for it.</summary>
internal static class FaultArguments
{
    /// <summary>The value of a robust mutex.</summary>
    public const long RobustKind = 1;

    private const double LongestStop = 3_600;
    private const string Robust = "robust", Plain = "plain";

    /// <summary>An exit code.</summary>
    public static FaultArgument ExitCode => field ??= new(
        "CODE",
        "a whole number from -2,147,483,648 to 2,147,483,647 (256 shows as 0, -1 as 255)",
        "1",
        text => WrittenNumber.Whole(text, int.MinValue, int.MaxValue) is { Problem: null, Value: var code } ? code : null,
        code => code.ToString(CultureInfo.InvariantCulture));

    /// <summary>A signal.</summary>
    public static FaultArgument Signal => field ??= new(
        "SIGNAL",
        "a signal of `kill -l`, by name (SEGV, SIGUSR1, RTMIN+2) or number",
        "SIGUSR1",
        text => SignalTable.Find(text)?.Number,
        number => SignalTable.NameOf((int)number))
    {
        Choices = [.. SignalTable.All.Select(signal => signal.Name)],
        See = "sandbox signals",
    };

    /// <summary>How many signals.</summary>
    public static FaultArgument Count => field ??= new(
        "COUNT",
        "how many of each: a whole number from 1 to 1,000,000",
        "1000",
        text => WrittenNumber.Whole(text, 1, 1_000_000) is { Problem: null, Value: var count } ? count : null,
        count => count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether a mutex is robust: <see cref="RobustKind"/> where it is, 0 where not.</summary>
    public static FaultArgument Robustness => field ??= new(
        "KIND",
        "robust (who takes it next gets EOWNERDEAD) or plain (nobody gets it any more)",
        Robust,
        text => text switch { Robust => RobustKind, Plain => 0, _ => null },
        kind => kind == RobustKind ? Robust : Plain)
    {
        Choices = [Robust, Plain],
    };

    /// <summary>How long a worker stays stopped; the value is in milliseconds.</summary>
    public static FaultArgument StopSeconds => field ??= new(
        "SECONDS",
        "how long it stays stopped: seconds above 0 and up to 3,600, such as 0.5",
        "1",
        Milliseconds,
        milliseconds => (milliseconds / 1e3).ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>Pages of the array; the value is one of <see cref="PageRange"/>.</summary>
    public static FaultArgument Pages => field ??= new(
        "PAGES",
        "all, or the pages to write, counted from 0: FIRST-LAST, such as 0-99, or one number",
        PageRange.All,
        PageRange.Parse,
        PageRange.Canonical)
    {
        RefusalFor = PageRange.Refusal,
    };

    /// <summary>How many pages of its slice a worker writes; the value 0 is all of them.</summary>
    public static FaultArgument SomePages => field ??= new(
        "PAGES",
        "all, or how many pages of its slice: a whole number from 1 to 1,000,000,000",
        PageRange.All,
        text => text == PageRange.All ? 0 : PageCount(text, 1_000_000_000),
        pages => pages == 0 ? PageRange.All : pages.ToString(CultureInfo.InvariantCulture));

    /// <summary>How many pages a file has.</summary>
    public static FaultArgument FilePages => field ??= new(
        "PAGES", "how many pages the file has: a whole number from 1 to 1,000,000", "64", text => PageCount(text, 1_000_000), pages => pages.ToString(CultureInfo.InvariantCulture));

    /// <summary>Which memory that may only be read is written to; the value is the place of the word.</summary>
    public static FaultArgument ReadOnlyPlace => field ??= new(
        "PLACE", "page, a page mapped PROT_READ; or text, the code of the program itself", "page",
        text => ReadOnlyPlaces.IndexOf(text) is >= 0 and var place ? place : null, place => ReadOnlyPlaces[(int)place])
    {
        Choices = ReadOnlyPlaces,
    };

    /// <summary>The value of a link that is cut, and not a daemon that is killed; src/Start/loss.c has the same.</summary>
    public const long LinkLoss = 1;

    /// <summary>How a machine is lost.</summary>
    public static FaultArgument Loss => field ??= new(
        "HOW", "daemon (that of Open MPI is killed there) or link (the network interface that leads to mpirun is taken down)", "daemon",
        text => Losses.IndexOf(text) is >= 0 and var loss ? loss : null, loss => Losses[(int)loss])
    {
        Choices = Losses,
    };

    private static ImmutableArray<string> Losses => ["daemon", "link"];

    private static ImmutableArray<string> ReadOnlyPlaces => ["page", "text"];

    private static long? PageCount(string text, long most) => WrittenNumber.Whole(text, 1, most) is { Problem: null, Value: var pages } ? pages : null;

    private static long? Milliseconds(string text) =>
        WrittenNumber.Seconds(text, LongestStop, zeroAllowed: false) is { Problem: null, Value: var seconds }
        && Math.Round(seconds * 1e3) is >= 1 and var milliseconds
            ? (long)milliseconds
            : null;
}
