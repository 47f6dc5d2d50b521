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
    private const int BriefStateWidth = 15;
    private const int MostLetters = 4;

    public static void Draw(AppModel model, Canvas canvas)
    {
        int x = 1, columns = canvas.Size.Columns;
        bool full = IsFull(model);
        foreach (IView view in model.Views)
        {
            bool shown = view == model.View;
            x = canvas.Put(x, 0, Key(model, view), shown ? Ink.Title : Ink.Key);
            x = canvas.Put(x + (full ? 1 : 0), 0, Title(model, view), shown ? new Style(Ink.Strong, Lit: true) : Ink.Dim);
            x += full ? 2 : 1;
        }
        Notice state = State(model, full);
        canvas.PutRight(columns - 1, 0, state.Text, state.Ink);
        // Whoever is recorded sees it, whatever else is shown.
        if (model.Records)
            canvas.PutRight(columns - 2 - Cells.Of(state.Text), 0, "REC", new Style(Ink.Bad, Lit: true));
    }

    /// <summary>The view whose tab is at a column, or <c>null</c>.</summary>
    public static IView? At(AppModel model, int column)
    {
        int x = 1;
        bool full = IsFull(model);
        foreach (IView view in model.Views)
        {
            int width = Key(model, view).Length + (full ? 1 : 0) + Title(model, view).Length;
            if (column >= x && column < x + width)
                return view;
            x += width + (full ? 2 : 1);
        }
        return null;
    }

    /// <summary>A tab's title: the whole one where all have room, else its first letters, and the shown view's in full.</summary>
    private static string Title(AppModel model, IView view)
    {
        if (view == model.View || IsFull(model))
            return view.Title;
        // By the width alone: what a run does moves nothing here.
        for (int letters = MostLetters; letters > 0; letters--)
        {
            if (BriefWidth(model, letters) <= model.Size.Columns - BriefStateWidth)
                return view.Title[..letters];
        }
        return "";
    }

    private static bool IsFull(AppModel model)
    {
        int width = 1;
        foreach (IView view in model.Views)
            width += Key(model, view).Length + 1 + view.Title.Length + 2;
        return width <= model.Size.Columns - StateWidth;
    }

    /// <summary>How wide the tabs are, key and title close together, with titles of so many letters and the longest one in full.</summary>
    private static int BriefWidth(AppModel model, int letters)
    {
        int width = 1, longest = 0;
        foreach (IView view in model.Views)
        {
            width += Key(model, view).Length + letters + 1;
            longest = Math.Max(longest, view.Title.Length);
        }
        return width + Math.Max(0, longest - letters);
    }

    private static string Key(AppModel model, IView view) => model.Keys.Of(view.Opening).Keys[0];

    private static Notice State(AppModel model, bool full)
    {
        // In little room the word goes before the time.
        string Timed(string text, double? ms)
        {
            if (ms is not { } known)
                return text;
            string time = RunTime.Text(known);
            return full ? $"{text}   {time}" : text.Length + time.Length + 2 <= BriefStateWidth ? $"{text} {time}" : text;
        }


        if (model.Paused is { } paused)
            return new($"{model.Glyphs.Halted} paused{(full && paused.RunMs is { } at ? $" at {RunTime.Text(at)}" : "")}", Ink.Warning);
        if (model.Run is not { } run)
            return new("ready", Ink.Dim);
        if (run.Report is { } report)
        {
            string verdict = VerdictLook.Words(report.Verdict, model.Glyphs);
            string words = run.Past is null ? verdict : full ? $"past: {verdict}" : $"past {(verdict.Length + 6 <= BriefStateWidth ? verdict : verdict[2..])}";
            return new(Timed(words, run.RunMs), VerdictLook.InkOf(report.Verdict));
        }
        string phase = (run.Stopping ? RunPhase.Ended : run.Phase).Words.Word;
        return new(Timed(phase, run.RunMs), Ink.Accent);
    }
}
