using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>A line that tells the person something.</summary>
/// <param name="Text">The line.</param>
/// <param name="Ink">How it is meant.</param>
internal sealed record Notice(string Text, Ink Ink);

/// <summary>All that the screen shows is a function of this.</summary>
internal sealed record AppModel
{
    /// <summary>The smallest terminal that the screen is drawn on.</summary>
    public static readonly Size Smallest = new(60, 18);

    /// <summary>The most characters of a text that is typed or pasted.</summary>
    public const int LongestText = 256;

    private const int IntroFrom = 22;
    private const int MostNoticeRows = 4;

    public required Size Size { get; init; }

    public required Glyphs Glyphs { get; init; }

    /// <summary>The most that a run may take.</summary>
    public RunCaps Caps { get; init; } = RunCaps.Default;

    /// <summary>Whether the settings were read: before that nobody knows what a key means, or what a run would be.</summary>
    public bool Settled { get; init; }

    /// <summary>The run under way or the last one.</summary>
    public RunModel? Run { get; init; }

    /// <summary>What was shown when the run was asked for; <c>null</c> once it has begun.</summary>
    public AppModel? BeforeRun { get; init; }

    /// <summary>The run as it was when the display was paused; <c>null</c> where it is not.</summary>
    public RunModel? Paused { get; init; }

    /// <summary>The run as it is shown; every view shows a side of it.</summary>
    public RunModel? Seen => Paused ?? Run;

    /// <summary>What the settings file says of keys.</summary>
    public KeyMap Keys { get; init; } = KeyMap.Default;

    public PaletteId Palette { get; init; }

    /// <summary>Whether the screen is being recorded.</summary>
    public bool Records { get; init; }

    /// <summary>Whether the terminal has colours.</summary>
    public bool Colours { get; init; } = true;

    /// <summary>A text that is shown by itself, so that it can be marked by hand; <c>null</c> where there is none.</summary>
    public string? Bare { get; init; }

    /// <summary>The view that is shown; the run goes on whichever it is.</summary>
    public required IView View { get; init; }

    /// <summary>All views, in the order of the tab bar.</summary>
    public required ImmutableArray<IView> Views { get; init; }

    /// <summary>The view that comes up first, and that Esc leads back to.</summary>
    public IView First => Views[0];

    /// <summary>The worker that the views speak of, by index: the row of the cursor in the table.</summary>
    public int Chosen { get; init; }

    /// <summary>Whether a person has chosen that worker during this run; otherwise the one that failed is chosen when it is over.</summary>
    public bool ChosenByHand { get; init; }

    /// <summary>What is told until the next key.</summary>
    public Notice? Notice { get; init; }

    /// <summary>What lies on top of the view; <c>null</c> where nothing does.</summary>
    public DialogModel? Dialog { get; init; }

    public required WorkbenchModel Workbench { get; init; }

    public StatusWordModel StatusWord { get; init; } = new();

    public WaitsModel Waits { get; init; } = new();

    public TimelineModel Timeline { get; init; } = new();

    public SignalsModel Signals { get; init; } = new();

    public CodeModel Code { get; init; } = new();

    public HistoryModel History { get; init; } = new();

    public LessonsModel Lessons { get; init; } = new();

    public MatrixModel Matrix { get; init; } = new();

    public TraceModel Trace { get; init; } = new();

    public ExerciseModel Exercise { get; init; } = new();

    /// <summary>Whether the last that was started or opened is the traced program, and not a run: the timeline is that one's.</summary>
    public bool TracesLast { get; init; }

    /// <summary>Whether runs are kept in the history.</summary>
    public bool KeepsHistory { get; init; } = true;

    public bool TooSmall => Size.Columns < Smallest.Columns || Size.Rows < Smallest.Rows;

    /// <summary>Whether each view says at its top what it shows and what to try, where the terminal has the rows.</summary>
    public bool Introduces { get; init; } = true;

    /// <summary>How many rows that takes now.</summary>
    public int IntroRows => Introduces && Size.Rows >= IntroFrom && View.Shows.Length > 0 ? 2 : 0;

    /// <summary>How many rows the footer takes: more than one for a notice that is longer than one.</summary>
    public int FooterRows => this is { Notice: { } notice, Dialog: null } && !(View.ShowsNotice && Cells.Of(notice.Text) <= Size.Columns - 2)
        ? Math.Clamp((Cells.Of(notice.Text) + Size.Columns - 3) / Math.Max(1, Size.Columns - 2), 1, MostNoticeRows) : 1;

    /// <summary>The part of the frame that a view draws: all but the tab bar, the footer, what is said of the view, and what is said of a step.</summary>
    public Size Room => new(Size.Columns, Size.Rows - 1 - FooterRows - IntroRows - StepBand.Rows(this));

    /// <summary>What the screen begins with.</summary>
    /// <param name="size">The terminal's size.</param>
    /// <param name="glyphs">The characters that it can draw.</param>
    /// <param name="views">All views, in the order of the tab bar.</param>
    public static AppModel Start(Size size, Glyphs glyphs, ImmutableArray<IView> views) =>
        new() { Size = size, Glyphs = glyphs, Views = views, View = views[0], Workbench = WorkbenchModel.Start() };
}
