using Sandbox.Core.Runs;
using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>Draws the first row: the views with their keys, and how the run stands, whichever view is shown.</summary>
internal static class TabBar
{
    private const int FullFrom = 104;
    private const int BriefFrom = 80;
    private const int Brief = 4;

    public static void Draw(AppModel model, Area area)
    {
        int x = 1, columns = area.Size.Columns;
        foreach (IView view in ViewTable.All)
        {
            bool shown = view == model.View;
            // By the width alone: what a run does moves nothing here.
            string title = shown || columns >= FullFrom ? view.Title : columns >= BriefFrom ? view.Title[..Brief] : "";
            x = area.Put(x, 0, view.Opening.Keys[0], shown ? Ink.Title : Ink.Key);
            if (title.Length > 0)
                x = area.Put(x + 1, 0, title, shown ? new Style(Ink.Strong, Lit: true) : Ink.Dim);
            x += columns >= FullFrom ? 2 : 1;
        }
        (string words, Ink ink) = State(model);
        area.PutRight(columns - 1, 0, words, ink);
    }

    private static (string Words, Ink Ink) State(AppModel model)
    {
        if (model.Run is not { } run)
            return ("ready", Ink.Dim);
        if (run.Report is { } report)
            return ($"{VerdictLook.Words(report.Verdict, model.Glyphs)}   {Numbers.Time(report.Timing.TotalMs)}", VerdictLook.InkOf(report.Verdict));
        string phase = run.Stopping ? "ending" : run.Phase switch
        {
            RunPhase.Starting => "starting",
            RunPhase.Filling => "filling",
            RunPhase.Running => "running",
            RunPhase.Inspecting => "inspecting",
            RunPhase.Leaving => "orphaned",
            _ => "ending",
        };
        return ($"{phase}   {Numbers.Time(run.ElapsedMs)}", Ink.Accent);
    }
}
