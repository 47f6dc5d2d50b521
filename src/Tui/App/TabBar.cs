using Sandbox.Core.Runs;
using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>Draws the first row: the views with their keys, and how the run stands, whichever view is shown.</summary>
internal static class TabBar
{
    /// <summary>What the state of a run takes at most.</summary>
    private const int StateWidth = 26;
    private const int Brief = 4;
    private const int Briefest = 2;

    public static void Draw(AppModel model, Area area)
    {
        int x = 1, columns = area.Size.Columns;
        foreach (IView view in ViewTable.All)
        {
            bool shown = view == model.View;
            string title = Title(model, view);
            x = area.Put(x, 0, Key(model, view), shown ? Ink.Title : Ink.Key);
            if (title.Length > 0)
                x = area.Put(x + 1, 0, title, shown ? new Style(Ink.Strong, Lit: true) : Ink.Dim);
            x += Gap(columns);
        }
        Notice state = State(model);
        area.PutRight(columns - 1, 0, state.Text, state.Ink);
        // Whoever is recorded sees it, whatever else is shown.
        if (model.Records)
            area.PutRight(columns - 2 - Widths.Of(state.Text), 0, "REC", new Style(Ink.Bad, Lit: true));
    }

    /// <summary>The view whose tab is at a column, or <c>null</c>.</summary>
    public static IView? At(AppModel model, int column)
    {
        int x = 1;
        foreach (IView view in ViewTable.All)
        {
            int width = Key(model, view).Length + (Title(model, view) is { Length: > 0 } title ? 1 + title.Length : 0);
            if (column >= x && column < x + width)
                return view;
            x += width + Gap(model.Size.Columns);
        }
        return null;
    }

    // By the width alone: what a run does moves nothing here.
    private static string Title(AppModel model, IView view)
    {
        if (view == model.View || IsFull(model.Size.Columns))
            return view.Title;
        for (int letters = Brief; letters >= Briefest; letters--)
        {
            if (Width(letters) <= model.Size.Columns - StateWidth)
                return view.Title[..letters];
        }
        return "";
    }

    private static bool IsFull(int columns) => Width(int.MaxValue) + ViewTable.All.Length <= columns - StateWidth;

    /// <summary>How wide the tabs are with titles of so many letters, and the longest one in full.</summary>
    private static int Width(int letters)
    {
        int width = 1, longest = 0;
        foreach (IView view in ViewTable.All)
        {
            width += 3 + Math.Min(letters, view.Title.Length);
            longest = Math.Max(longest, view.Title.Length);
        }
        return width + Math.Max(0, longest - letters);
    }

    private static string Key(AppModel model, IView view) => model.Keys.Of(view.Opening).Keys[0];

    private static int Gap(int columns) => IsFull(columns) ? 2 : 1;

    private static Notice State(AppModel model)
    {
        if (model.Paused is { } paused)
            return new($"{model.Glyphs.Halted} paused at {Numbers.Time(paused.Report?.Timing.TotalMs ?? paused.ElapsedMs)}", Ink.Warning);
        if (model.Run is not { } run)
            return new("ready", Ink.Dim);
        if (run.Report is { } report)
            return new($"{(run.Past is null ? "" : "past: ")}{VerdictLook.Words(report.Verdict, model.Glyphs)}   {Numbers.Time(report.Timing.TotalMs)}", VerdictLook.InkOf(report.Verdict));
        string phase = run.Stopping ? "ending" : run.Phase switch
        {
            RunPhase.Starting => "starting",
            RunPhase.Filling => "filling",
            RunPhase.Running => "running",
            RunPhase.Inspecting => "inspecting",
            RunPhase.Leaving => "orphaned",
            _ => "ending",
        };
        return new($"{phase}   {Numbers.Time(run.ElapsedMs)}", Ink.Accent);
    }
}
