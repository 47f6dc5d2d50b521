using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws the workbench. A view sees only the model.</summary>
internal static class WorkbenchView
{
    private const string Motto = "what happens when a worker fails";

    public static void Draw(AppModel model, CellGrid grid)
    {
        DrawTitle(model, grid);
        FormView.Draw(model, grid);
        DrawMessage(model, grid);
        WorkerTable.Draw(model, grid);
        SummaryView.Draw(model, grid);
        FooterView.Draw(grid, model.Glyphs, FooterOf(model));
        if (model.Workbench.List is { } list)
            ListView.Draw(model, list, grid);
    }

    private static FooterOf FooterOf(AppModel model) => model.Workbench switch
    {
        { List: not null } => App.FooterOf.List,
        { Typing: not null } => App.FooterOf.Typing,
        _ => model.Run is { Live: true } ? App.FooterOf.Running : App.FooterOf.Form,
    };

    private static void DrawTitle(AppModel model, CellGrid grid)
    {
        int x = grid.Put(1, Layout.Title, "sandbox", Ink.Title);
        Notice state = State(model);
        if (x + 2 + Motto.Length + 3 + Widths.Of(state.Text) < grid.Size.Columns)
            grid.Put(x + 2, Layout.Title, Motto, Ink.Dim);
        grid.PutRight(grid.Size.Columns - 1, Layout.Title, state.Text, state.Ink);
    }

    private static Notice State(AppModel model)
    {
        if (model.Run is not { } run)
            return new("ready", Ink.Dim);
        if (run.Report is { } report)
            return new($"{VerdictLook.Words(report.Verdict, model.Glyphs)}   {Numbers.Time(report.Timing.TotalMs)}", VerdictLook.InkOf(report.Verdict));
        string phase = run.Stopping ? "ending the run" : run.Phase switch
        {
            RunPhase.Starting => "starting the host",
            RunPhase.Filling => "filling the array",
            RunPhase.Running => "running",
            RunPhase.Inspecting => "looking at the array",
            _ => "ending",
        };
        return new($"{phase}   {Numbers.Time(run.ElapsedMs)}", Ink.Accent);
    }

    /// <summary>One line for what matters most: what was just said, what is wrong, what the field of the cursor means.</summary>
    private static void DrawMessage(AppModel model, CellGrid grid)
    {
        WorkbenchModel bench = model.Workbench;
        int width = grid.Size.Columns - 2;
        if (model.Notice is { } notice)
            Lines.PutCut(grid, 1, Layout.Message, notice.Text, notice.Ink, width, model.Glyphs);
        else if (bench.Typing is null && bench.Draft.Problem is { } problem)
            Lines.PutCut(grid, 1, Layout.Message, $"{model.Glyphs.Wrong} {problem}", Ink.Bad, width, model.Glyphs);
        else if (!bench.OnTable)
            Lines.PutCut(grid, 1, Layout.Message, FormView.Meaning(model, bench.Focus), Ink.Dim, width, model.Glyphs);
    }
}
