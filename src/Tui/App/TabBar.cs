using Sandbox.Core.Runs;
using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.App;

/// <summary>Draws the first row: the views with their keys, and how the run stands, whichever view is shown.</summary>
internal static class TabBar
{
    /// <summary>What the state of a run takes at most, with its time and without.</summary>
    private const int StateWidth = 26;
    private const int BriefStateWidth = 10;

    /// <summary>How much there is room for.</summary>
    private enum Room
    {
        /// <summary>Keys, and the word of the view that is shown.</summary>
        Keys,

        /// <summary>A short word for each.</summary>
        Words,

        /// <summary>The title of each.</summary>
        Titles,
    }

    public static void Draw(AppModel model, Canvas canvas)
    {
        int x = 1, columns = canvas.Size.Columns;
        Room room = RoomOf(model);
        int gap = room == Room.Titles ? 1 : 0;
        foreach (IView view in model.Views)
        {
            if (!view.HasTab(model))
                continue;
            bool shown = view == model.View;
            x = canvas.Put(x, 0, Key(model, view), shown ? Ink.Title : Ink.Key);
            x = canvas.Put(x + gap, 0, Word(model, view, room), shown ? new Style(Ink.Strong, Lit: true) : Ink.Dim) + 1 + gap;
        }
        Notice state = State(model, room == Room.Titles);
        canvas.PutRight(columns, 0, state.Text, state.Ink);
        // Whoever is recorded sees it, whatever else is shown.
        if (model.Records)
            canvas.PutRight(columns - 1 - Cells.Of(state.Text), 0, "REC", new Style(Ink.Bad, Lit: true));
    }

    /// <summary>The view whose tab is at a column, or <c>null</c>.</summary>
    public static IView? At(AppModel model, int column)
    {
        int x = 1;
        Room room = RoomOf(model);
        int gap = room == Room.Titles ? 1 : 0;
        foreach (IView view in model.Views)
        {
            if (!view.HasTab(model))
                continue;
            int width = Key(model, view).Length + gap + Word(model, view, room).Length;
            if (column >= x && column < x + width)
                return view;
            x += width + 1 + gap;
        }
        return null;
    }

    private static string Word(AppModel model, IView view, Room room) => room switch
    {
        Room.Titles => view.Title,
        Room.Words => view.Tab,
        _ => view == model.View ? view.Tab : "",
    };

    /// <summary>By the width alone: what a run does moves nothing here.</summary>
    private static Room RoomOf(AppModel model)
    {
        int titles = 1, words = 1;
        foreach (IView view in model.Views)
        {
            if (!view.HasTab(model))
                continue;
            titles += Key(model, view).Length + 1 + view.Title.Length + 2;
            words += Key(model, view).Length + view.Tab.Length + 1;
        }
        return titles <= model.Size.Columns - StateWidth ? Room.Titles : words <= model.Size.Columns - BriefStateWidth + 1 ? Room.Words : Room.Keys;
    }

    private static string Key(AppModel model, IView view) => model.Keys.Of(view.Opening).Keys[0];

    /// <summary>How the run stands; the sign and the time where there is room for them.</summary>
    private static Notice State(AppModel model, bool full)
    {
        string Timed(string text, double? ms) => full && ms is { } known ? $"{text}   {RunTime.Text(known)}" : text;

        if (model.View.State(model) is { } own)
            return own;
        if (model.Paused is { } paused)
            return new($"{(full ? model.Glyphs.Halted + " " : "")}paused{(full && paused.RunMs is { } at ? $" at {RunTime.Text(at)}" : "")}", Ink.Warning);
        if (model.Run is not { } run)
            return new("ready", Ink.Dim);
        if (run.Report is { } report)
        {
            Ink ink = run.Past is null ? VerdictLook.InkOf(report.Verdict) : Ink.Dim;
            string word = report.Verdict?.Word ?? OutcomeWords.NoVerdict;
            if (!full)
                return new(word, ink);
            string verdict = VerdictLook.Words(report.Verdict, model.Glyphs);
            return new(Timed(run.Past is null ? verdict : $"past: {verdict}", run.RunMs), ink);
        }
        string phase = (run.Stopping ? RunPhase.Ended : run.Phase).Words.Word;
        return new(Timed(phase, run.RunMs), Ink.Accent);
    }
}
