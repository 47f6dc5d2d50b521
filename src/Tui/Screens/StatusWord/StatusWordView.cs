using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.StatusWord;

/// <summary>The raw status of one worker as its bits, and what each macro of <c>&lt;sys/wait.h&gt;</c> says of it.</summary>
internal sealed class StatusWordView : IView
{
    private const int ValueAt = 16;
    private const int SaysAt = 23;
    private const int RoomyRows = 20;

    public string Title => "status";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenStatus, 2, "the status word: bits and macros");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Up, [], "", "the worker above; above the first one, the host"),
        new(ScreenAction.Down, [], "", "the worker below"),
        new(ScreenAction.Left, [], "", "the bit on the left"),
        new(ScreenAction.Right, [], "", "the bit on the right"),
        new(ScreenAction.FlipBit, ["b"], "flip bit", "flip the bit of the cursor: a status made by hand", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Choose, [], "type one", "type a status: decimal, 0x, 0o or 0b, or $?=139 for a shell's", FooterOf.Ready | FooterOf.Running | FooterOf.Typing),
        new(ScreenAction.Restore, ["o"], "the real one", "back from a status made by hand to the worker's own", FooterOf.Ready | FooterOf.Running),
    ];

    public FooterOf Footer(AppModel model) => model.StatusWord.Typing is not null
        ? FooterOf.Typing
        : model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    public bool TakesText(AppModel model, Key key) => StatusWordUpdate.TakesText(model, key);

    public Transition Typed(AppModel model, Key key) => StatusWordUpdate.Typed(model, key);

    public Transition Pasted(AppModel model, string text) => StatusWordUpdate.Pasted(model, text);

    public Transition Act(AppModel model, ScreenAction action) => StatusWordUpdate.Act(model, action);

    public void Draw(AppModel model, Canvas canvas)
    {
        StatusWordModel word = model.StatusWord;
        WaitStatus? status = StatusWordModel.Shown(model);
        bool roomy = canvas.Size.Rows >= RoomyRows;
        int y = 0;
        DrawHead(model, canvas, y++);
        DrawWords(model, canvas, y++, status);
        y += roomy ? 1 : 0;
        BitsView.Draw(canvas, y, status, word.Bit, model.Glyphs);
        y += BitsView.Rows + (roomy ? 1 : 0);
        y = DrawMacros(model, canvas, y, status);
        WordList.Draw(model, canvas, y + 1);
    }

    private static void DrawHead(AppModel model, Canvas canvas, int y)
    {
        StatusWordModel word = model.StatusWord;
        string who = model.Seen is { } run ? WordList.Name(run, StatusWordModel.WorkerOf(model)) : "no run yet";
        canvas.Put(1, y, who, Ink.Title);
        (string sign, Ink ink) = (word.Made, StatusWordModel.Real(model.Seen, StatusWordModel.WorkerOf(model))) switch
        {
            (not null, _) => ("made by hand", Ink.Warning),
            (null, not null) => ("real: as waitpid stored it", Ink.Good),
            _ => ("no status", Ink.Dim),
        };
        canvas.PutRight(canvas.Size.Columns - 1, y, sign, ink);
    }

    private static void DrawWords(AppModel model, Canvas canvas, int y, WaitStatus? status)
    {
        int width = canvas.Size.Columns - 2;
        if (model.StatusWord.Typing is { } typing)
        {
            int x = canvas.Put(1, y, "status: ", Ink.Key);
            x = canvas.Put(x, y, typing, Ink.Strong);
            canvas.Put(x, y, " ", new Style(Ink.Plain, Lit: true));
            Lines.PutCut(canvas, x + 2, y, "decimal, 0x, 0o, 0b or $?=139", Ink.Dim, width - x - 2, model.Glyphs);
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
        if (model.StatusWord.Made is not null && StatusWordModel.Real(model.Seen, StatusWordModel.WorkerOf(model)) is { } real)
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

    private static int DrawMacros(AppModel model, Canvas canvas, int y, WaitStatus? status)
    {
        if (status is not { } known)
            return y;
        foreach (Macro macro in Macro.Of(known))
            DrawMacro(model, canvas, y++, macro);
        DrawMacro(model, canvas, y++, Macro.Shell(known));
        return y;
    }

    private static void DrawMacro(AppModel model, Canvas canvas, int y, Macro macro)
    {
        canvas.Put(2, y, macro.Name, macro.Value is null or "false" ? Ink.Dim : Ink.Strong);
        canvas.Put(ValueAt, y, macro.Value ?? model.Glyphs.Unknown, macro.Value is null or "false" ? Ink.Dim : Ink.Accent);
        Ink ink = macro.Value is null or "false" ? Ink.Dim : Ink.Plain;
        Lines.PutCut(canvas, SaysAt, y, macro.Says, ink, canvas.Size.Columns - SaysAt - 1, model.Glyphs);
    }
}
