using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Screens.StatusWord;

/// <summary>The chosen status as bits and macros, painted; below it the table of the host's and all workers'.</summary>
internal sealed class StatusWordView : ModelView
{
    private const int ValueAt = 16;
    private const int SaysAt = 23;
    private const int RoomyRows = 23;
    private const int Macros = 9;
    private const int TypedAt = 9;
    private const int TypedWidth = 20;

    private readonly PaintedView _word;
    private readonly RowTable<int> _workers;
    private readonly EditField _typed;
    private readonly ImmutableArray<RowColumn<int>> _columns;
    private int[] _rows = [];
    private int _height = -1;

    public StatusWordView(IScreen screen) : base(screen)
    {
        _word = new PaintedView(screen, Draw) { Width = Dim.Fill(), Fades = true };
        _workers = new RowTable<int>(screen) { Width = Dim.Fill(), Height = Dim.Fill(), Fades = true };
        _typed = new EditField(screen) { X = TypedAt, Y = RunHead.Rows, Width = TypedWidth };
        _columns =
        [
            new("worker", 22, worker => WordList.Name(screen.Model.Seen!, worker)),
            new("status", 6, worker => Real(worker)?.Hex ?? screen.Model.Glyphs.Unknown),
            new("meaning", 0, worker => Real(worker)?.ToString() ?? "", worker => Real(worker) is null or { Exited: true, ExitCode: 0 } ? Ink.Plain : Ink.Bad),
        ];
        Add(_word, _workers, _typed);

        WaitStatus? Real(int worker) => StatusWordModel.Real(screen.Model.Seen, worker);
    }

    public override void Bind(AppModel model)
    {
        int height = RunHead.Rows + 1 + BitsView.Rows + Macros + (IsRoomy(model.Room.Rows) ? 3 : 0), count = model.Seen is { } run ? run.WorkerCount + 1 : 0;
        if (_height != height)
            (_height, _word.Height, _workers.Y) = (height, height, height);
        if (_rows.Length != count)
            _rows = [.. Enumerable.Range(StatusWordModel.Host, count)];
        if (_typed.Bind(model.StatusWord.Typing is not null, model.StatusWord.Typing is not null, model.StatusWord.Typing ?? ""))
            _workers.SetFocus();
        _workers.Bind(_rows, _columns, StatusWordModel.WorkerOf(model) + 1, 0, model.Seen);
        _word.SetNeedsDraw();
    }

    private static bool IsRoomy(int rows) => rows >= RoomyRows;

    private static void Draw(AppModel model, Canvas canvas)
    {
        WaitStatus? status = StatusWordModel.Shown(model);
        bool roomy = IsRoomy(model.Room.Rows);
        DrawHead(model, canvas);
        int y = RunHead.Rows;
        DrawWords(model, canvas, y++, status);
        y += roomy ? 1 : 0;
        BitsView.Draw(canvas, y, status, model.StatusWord.Bit, model.Glyphs);
        y += BitsView.Rows + (roomy ? 1 : 0);
        DrawMacros(model, canvas, y, status);
    }

    private static void DrawHead(AppModel model, Canvas canvas)
    {
        string who = model.StatusWord.Traced is { } traced ? $"process {traced.Who}" : model.Seen is { } run ? WordList.Name(run, StatusWordModel.WorkerOf(model)) : "no run yet";
        (string sign, Ink ink) = (model.StatusWord.Made, model.StatusWord.Traced?.Status ?? StatusWordModel.Real(model.Seen, StatusWordModel.WorkerOf(model))) switch
        {
            (not null, _) => ("made by hand", Ink.Warning),
            (null, not null) => (model.StatusWord.Traced is null ? "real: as waitpid stored it" : "real: as the kernel kept it", Ink.Good),
            _ => ("no status", Ink.Dim),
        };
        RunHead.Draw(canvas, model, who, sign, ink, model.StatusWord.Traced?.Command);
    }

    private static void DrawWords(AppModel model, Canvas canvas, int y, WaitStatus? status)
    {
        int width = canvas.Size.Columns - 2;
        if (model.StatusWord.Typing is not null)
        {
            canvas.Put(1, y, "status: ", Ink.Key);
            int x = TypedAt + TypedWidth + 1;
            Lines.PutCut(canvas, x, y, "decimal, 0x, 0o, 0b or $?=139", Ink.Dim, width - x, model.Glyphs);
            return;
        }
        if (status is not { } known)
        {
            Lines.PutCut(canvas, 1, y, WhyNone(model), Ink.Plain, width, model.Glyphs);
            return;
        }
        Ink ink = known is { Exited: true, ExitCode: 0 } ? Ink.Good : known is { Exited: true } or { Signaled: true } ? Ink.Bad : Ink.Warning;
        int end = canvas.Put(1, y, $"{known.Hex}  ", Ink.Strong);
        end = canvas.Put(end, y, $"{Numbers.Plain(known.Raw)}   ", Ink.Dim);
        end = canvas.Put(end, y, known.ToString(), ink);
        if (model.StatusWord.Made is not null && (model.StatusWord.Traced?.Status ?? StatusWordModel.Real(model.Seen, StatusWordModel.WorkerOf(model))) is { } real)
            Lines.PutCut(canvas, end + 3, y, $"real is {real.Hex}: o", Ink.Dim, width - end - 3, model.Glyphs);
    }

    private static string WhyNone(AppModel model) => model.Seen switch
    {
        null => "b and the arrows make a status by hand; r runs what is set up, and brings real ones.",
        { Live: true } when model.StatusWord.OnHost => "The host lives: it is waited for when the run is over.",
        { Live: true, HasChildren: true } => "No wait has brought a status of it yet. b makes one by hand.",
        { HasChildren: false } => "A thread has no wait status: only the host's says how it ended. Up leads to it.",
        { Report.Workers: var workers } when model.Chosen < workers.Length
            && workers[model.Chosen].State == WorkerState.Unreaped => "It ended, and nobody waited for it: nobody got its status.",
        _ => "No wait brought a status of it.",
    };

    private static void DrawMacros(AppModel model, Canvas canvas, int y, WaitStatus? status)
    {
        if (status is not { } known)
            return;
        foreach (Macro macro in Macro.Of(known))
            DrawMacro(model, canvas, y++, macro);
        DrawMacro(model, canvas, y, Macro.Shell(known));
    }

    private static void DrawMacro(AppModel model, Canvas canvas, int y, Macro macro)
    {
        canvas.Put(2, y, macro.Name, macro.Value is null or "false" ? Ink.Dim : Ink.Strong);
        canvas.Put(ValueAt, y, macro.Value ?? model.Glyphs.Unknown, macro.Value is null or "false" ? Ink.Dim : Ink.Accent);
        Ink ink = macro.Value is null or "false" ? Ink.Dim : Ink.Plain;
        Lines.PutCut(canvas, SaysAt, y, macro.Says, ink, canvas.Size.Columns - SaysAt - 1, model.Glyphs);
    }
}
