using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>What a timeline is drawn of: the workers of a run, or the processes of a traced program.</summary>
internal interface ITimes
{
    /// <summary>How many rows there are.</summary>
    int Count { get; }

    /// <summary>The row of the cursor.</summary>
    int Chosen { get; }

    /// <summary>What the rows are: <c>workers</c>.</summary>
    string Rows { get; }

    /// <summary>Who waits in the row on top.</summary>
    string Parent { get; }

    /// <summary>The whole of it: from the first that is known of it to the last, in milliseconds.</summary>
    (double From, double Until) Whole { get; }

    /// <summary>The model with the cursor on another row.</summary>
    AppModel Choose(AppModel model, int row);

    /// <summary>Draws what stands above.</summary>
    void DrawHead(Canvas canvas, AppModel model, string said);

    /// <summary>What a row is called: up to seven cells.</summary>
    string Label(int row);

    /// <summary>Whether a row is one that something is done to.</summary>
    bool IsMarked(int row);

    /// <summary>A row's times in words.</summary>
    string Words(int row);

    /// <summary>How long a row was a zombie, for the right edge; <c>null</c> where that is not known.</summary>
    (string Text, Ink Ink)? Zombie(int row);

    /// <summary>Fills the cells of a row.</summary>
    void Fill(int row, TimeAxis axis, Life[] cells);

    /// <summary>Fills the cells of who waits.</summary>
    void FillParent(TimeAxis axis, Life[] cells);

    /// <summary>What the screen shows now; <c>null</c> before anything has run.</summary>
    static ITimes? Of(AppModel model) => model.TracesLast ? new TraceTimes(model.Trace) : model.Seen is { } run ? new RunTimes(run, model.Chosen) : null;
}
