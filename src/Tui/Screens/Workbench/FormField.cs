using System.Collections.Immutable;
using Sandbox.Core.Faults;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>The fields of the form, in the order of Tab.</summary>
internal enum FieldId
{
    Model,
    Fault,
    Wait,
    Workers,
    Faulty,
    Argument,
    Length,
    Seed,
    Timeout,
    Pace,
    Order,
    Pages,
    Limit,
    Orphan,
    Atomic,
}

/// <summary>How a field is filled.</summary>
internal enum FieldKind
{
    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number or words.</summary>
    Text,
}

/// <summary>One choice of a field.</summary>
/// <param name="Id">The word.</param>
/// <param name="Meaning">What it means, the most important first.</param>
/// <param name="Problem">Why it cannot be chosen as the rest of the form stands; <c>null</c> where it can.</param>
internal sealed record Choice(string Id, string Meaning, string? Problem = null);

/// <summary>A field of the form.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Label">Its name on the screen.</param>
/// <param name="Kind">How it is filled.</param>
/// <param name="Default">What it holds at first; empty where the default depends on other fields.</param>
/// <param name="Step">How much + adds to a number.</param>
/// <param name="Meaning">What it is, in one line.</param>
internal sealed record FormField(FieldId Id, string Label, FieldKind Kind, string Default, decimal Step, string Meaning)
{
    /// <summary>How many fields have a row of their own, with their meaning beside them; the others stand three in a row.</summary>
    public const int Wide = 3;
    public const int PerRow = 3;

    public static ImmutableArray<FormField> All { get; } =
    [
        new(FieldId.Model, "model", FieldKind.Choice, RunDefaults.Model, 1, "what the workers are, and whose the array is"),
        new(FieldId.Fault, "fault", FieldKind.Choice, RunDefaults.Fault, 1, "what goes wrong"),
        new(FieldId.Wait, "wait", FieldKind.Choice, RunDefaults.Wait, 1, "how the parent waits for its children"),
        new(FieldId.Workers, "workers", FieldKind.Number, Text(RunDefaults.Workers), 1, "how many workers share the array"),
        new(FieldId.Faulty, "faulty", FieldKind.Text, "", 1, "which workers do the fault: 2, or 0,3, or last, or all (Enter to type)"),
        new(FieldId.Argument, "argument", FieldKind.Text, "", 1, "what the fault takes"),
        new(FieldId.Length, "length", FieldKind.Number, Text(RunDefaults.Length), 1_000_000, "elements of the array, four bytes each"),
        new(FieldId.Seed, "seed", FieldKind.Number, Text(RunDefaults.Seed), 1, "what the elements are made from: same seed, same sums"),
        new(FieldId.Timeout, "timeout", FieldKind.Number, Text((decimal)RunDefaults.Timeout), 1, "after how many seconds a run that hangs is ended"),
        new(FieldId.Pace, "pace", FieldKind.Number, Text((decimal)RunDefaults.Pace), 0.5m, "at least how many seconds a worker takes; 0 is full speed"),
        new(FieldId.Order, "order", FieldKind.Choice, RunDefaults.Order.Id, 1, "who goes first where an intruder takes part"),
        new(FieldId.Pages, "pages", FieldKind.Choice, RunDefaults.Pages.Id, 1, "the size of the array's pages"),
        new(FieldId.Limit, "limit", FieldKind.Text, RunDefaults.Limit, 1, "limits that each worker sets on itself: cpu=1, as=256m, fsize=64k, nofile=64, stack=1m (Enter to type)"),
        new(FieldId.Orphan, "orphan", FieldKind.Choice, SpecWords.Off, 1, "whether the host ends before its children"),
        new(FieldId.Atomic, "atomic", FieldKind.Choice, SpecWords.Off, 1, "how a data race adds up"),
    ];

    /// <summary>How many rows the form has.</summary>
    public static int Rows => Wide + (All.Length - Wide + PerRow - 1) / PerRow;

    /// <summary>Its row in the form.</summary>
    public int Row => IsWide ? (int)Id : Wide + ((int)Id - Wide) / PerRow;

    public static FormField Of(FieldId id) => All[(int)id];

    /// <summary>Whether some field holds a setting.</summary>
    public static bool Holds(string setting)
    {
        foreach (FormField field in All)
        {
            if (field.Label == setting)
                return true;
        }
        return false;
    }

    public bool IsWide => (int)Id < Wide;

    /// <summary>What a choice field can be; empty for the others.</summary>
    public ImmutableArray<Choice> Choices { get; } = ChoicesOf(Id);

    private static ImmutableArray<Choice> ChoicesOf(FieldId id) => id switch
    {
        FieldId.Model => Listed(ModelCatalogue.All, model => new Choice(model.Id, $"{model.Workers}, array: {model.Array}; {model.Summary}")),
        FieldId.Fault => Listed(FaultCatalogue.All, fault => new Choice(
            fault.Id, fault.Actor == FaultActor.Nobody ? fault.Summary : $"{fault.Summary}; child: {fault.ChildEndsWith}")),
        FieldId.Wait => Listed(WaitCatalogue.All, wait => new Choice(wait.Id, $"{wait.Call}; {wait.Summary}")),
        FieldId.Order =>
        [
            new(RunOrder.IntruderFirst.Id, "the intruder is done before the others read: the same lesson every time"),
            new(RunOrder.Race.Id, "all start together, as in the lab"),
        ],
        FieldId.Pages =>
        [
            new(PageSize.Small.Id, "pages of 4 KiB only"),
            new(PageSize.Huge.Id, "pages of 2 MiB where the kernel grants them"),
        ],
        FieldId.Orphan =>
        [
            new(SpecWords.Off, "the host waits for its children"),
            new(SpecWords.On, "the host ends first: who adopts its children waits for them"),
        ],
        FieldId.Atomic =>
        [
            new(SpecWords.Off, "read, add, write back: updates can be lost where memory is shared"),
            new(SpecWords.On, "one atomic instruction for each update: none is lost"),
        ],
        _ => [],
    };

    private static ImmutableArray<Choice> Listed<T>(ImmutableArray<T> all, Func<T, Choice> choice)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>(all.Length);
        foreach (T one in all)
            choices.Add(choice(one));
        return choices.MoveToImmutable();
    }

    private static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
