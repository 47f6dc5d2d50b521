using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.StatusWord;

/// <summary>Draws the statuses of the host and all workers, as far as there is room, around the chosen one.</summary>
internal static class WordList
{
    private const int HexAt = 26;
    private const int WordsAt = 34;

    /// <summary>What a worker, or the host, is called.</summary>
    public static string Name(RunModel run, int worker)
    {
        if (worker == StatusWordModel.Host)
            return run.Report is { } report ? $"host  pid {Numbers.Plain(report.Host.Pid)}" : "host";
        int pid = worker < run.Pids.Length ? run.Pids[worker] : 0;
        if (pid == 0 && run.Report is { } known && worker < known.Workers.Length)
            pid = known.Workers[worker].Pid ?? 0;
        return pid > 0 ? $"worker {worker}  pid {Numbers.Plain(pid)}" : $"worker {worker}";
    }

    public static void Draw(AppModel model, Canvas canvas, int y)
    {
        int room = canvas.Size.Rows - y - 1;
        if (model.Seen is not { } run || room < 1)
            return;
        Lines.Rule(canvas, y++, "Up and Down choose", Ink.Dim, model.Glyphs);
        int count = run.WorkerCount + 1, chosen = StatusWordModel.WorkerOf(model) + 1;
        int top = Math.Clamp(chosen - room / 2, 0, Math.Max(0, count - room));
        for (int row = 0; row < room && top + row < count; row++)
            DrawRow(model, run, canvas, y + row, top + row - 1, top + row == chosen);
    }

    private static void DrawRow(AppModel model, RunModel run, Canvas canvas, int y, int worker, bool chosen)
    {
        if (chosen)
            canvas.Put(1, y, model.Glyphs.Pointer, Ink.Key);
        canvas.Put(3, y, Name(run, worker), chosen ? Ink.Strong : Ink.Plain);
        WaitStatus? status = StatusWordModel.Real(run, worker);
        canvas.Put(HexAt, y, status?.Hex ?? model.Glyphs.Unknown, Ink.Plain);
        if (status is not { } known)
            return;
        Ink ink = known is { Exited: true, ExitCode: 0 } ? Ink.Plain : Ink.Bad;
        Lines.PutCut(canvas, WordsAt, y, known.ToString(), ink, canvas.Size.Columns - WordsAt - 1, model.Glyphs);
    }
}
