using System.Collections.Immutable;
using Sandbox.Core.Signals;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.StatusWord;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Signals;

/// <summary>The table of <c>kill -l</c>, and what becomes of the run when one of them is sent.</summary>
internal sealed class SignalsView : IView
{
    private const int NameAt = 8;
    private const int ActionAt = 21;
    private const int MeaningAt = 32;
    private const int SentRows = 3;

    /// <summary>Title, target and head above; a line and what was sent below.</summary>
    private const int Around = 3 + 1 + SentRows;

    public string Title => "signals";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenSignals, 5, "the signals of kill -l; sends one to a worker, to all or to the host");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Choose, [], "send", "send the signal of the cursor to the target", FooterOf.Running),
        new(ScreenAction.NextTarget, ["t"], "target", "the next target: the chosen worker, all workers, the host", FooterOf.Running),
        new(ScreenAction.Left, [], "", "the worker before, as the target"),
        new(ScreenAction.Right, [], "", "the next worker, as the target"),
        new(ScreenAction.Find, ["/"], "filter", "show only the signals with a text in name, action or meaning", FooterOf.Ready | FooterOf.Running),
    ];

    public FooterOf Footer(AppModel model) => model.Signals.Typing
        ? FooterOf.Typing
        : model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    public static int TableRows(Size room) => Math.Max(1, room.Rows - Around);

    public bool TakesText(AppModel model, Key key) => SignalsUpdate.TakesText(model, key);

    public Transition Typed(AppModel model, Key key) => SignalsUpdate.Typed(model, key);

    public Transition Pasted(AppModel model, string text) => SignalsUpdate.Pasted(model, text);

    public Transition Act(AppModel model, ScreenAction action) => SignalsUpdate.Act(model, action);

    public void Draw(AppModel model, Canvas canvas)
    {
        List<Signal> rows = model.Signals.Rows();
        DrawTitle(model, canvas, rows.Count);
        DrawTarget(model, canvas, 1);
        canvas.PutRight(NameAt - 2, 2, "no", Ink.Dim);
        canvas.Put(NameAt, 2, "name", Ink.Dim);
        canvas.Put(ActionAt, 2, "default", Ink.Dim);
        canvas.Put(MeaningAt, 2, "meaning", Ink.Dim);
        int room = TableRows(canvas.Size), at = rows.FindIndex(signal => signal.Number == model.Signals.Selected);
        int top = Math.Clamp(at - room / 2, 0, Math.Max(0, rows.Count - room));
        for (int row = 0; row < room && top + row < rows.Count; row++)
            DrawRow(model, canvas, 3 + row, rows[top + row], top + row == at);
        if (rows.Count == 0)
            canvas.Put(NameAt, 3, "no signal has that in it", Ink.Warning);
        DrawSent(model, canvas, canvas.Size.Rows - SentRows - 1);
    }

    private static void DrawTitle(AppModel model, Canvas canvas, int count)
    {
        int x = canvas.Put(1, 0, "signals", Ink.Title) + 2;
        SignalsModel signals = model.Signals;
        if (signals.Typing || signals.Filter.Length > 0)
        {
            x = canvas.Put(x, 0, "/", Ink.Key);
            x = canvas.Put(x, 0, signals.Filter, Ink.Strong);
            if (signals.Typing)
                canvas.Put(x, 0, " ", new Style(Ink.Plain, Lit: true));
        }
        canvas.PutRight(canvas.Size.Columns - 1, 0, $"{count} of {SignalTable.All.Length}", Ink.Dim);
    }

    private static void DrawTarget(AppModel model, Canvas canvas, int y)
    {
        int x = canvas.Put(1, y, "to ", Ink.Dim);
        if (model.Seen is not { } run)
        {
            canvas.Put(x, y, "nobody: no run is under way", Ink.Dim);
            return;
        }
        string target = model.Signals.Target switch
        {
            SignalTarget.AllWorkers => run.HasChildren ? "all workers that live" : "all threads that live",
            SignalTarget.Host => WordList.Name(run, StatusWordModel.Host),
            _ => WordList.Name(run, Math.Clamp(model.Chosen, 0, run.WorkerCount - 1)),
        };
        x = canvas.Put(x, y, $"{model.Glyphs.Before}{target}{model.Glyphs.After}", run.Live ? Ink.Accent : Ink.Dim);
        if (!run.Live)
            Lines.PutCut(canvas, x + 2, y, "the run is over", Ink.Dim, canvas.Size.Columns - x - 3, model.Glyphs);
        else if (!run.HasChildren && model.Signals.Target != SignalTarget.Host)
            Lines.PutCut(canvas, x + 2, y, "a signal that ends a thread ends its process", Ink.Warning, canvas.Size.Columns - x - 3, model.Glyphs);
    }

    private static void DrawRow(AppModel model, Canvas canvas, int y, Signal signal, bool lit)
    {
        if (lit)
            canvas.Put(1, y, model.Glyphs.Pointer, Ink.Key);
        canvas.PutRight(NameAt - 2, y, Numbers.Plain(signal.Number), Ink.Plain);
        canvas.Put(NameAt, y, signal.Name, new Style(Ink.Strong, lit));
        (string word, Ink ink) = signal.Action switch
        {
            SignalAction.Terminate => ("terminate", Ink.Bad),
            SignalAction.Core => ("core", Ink.Bad),
            SignalAction.Ignore => ("ignore", Ink.Dim),
            SignalAction.Stop => ("stop", Ink.Warning),
            _ => ("continue", Ink.Good),
        };
        canvas.Put(ActionAt, y, word, ink);
        Lines.PutCut(canvas, MeaningAt, y, signal.Meaning, lit ? Ink.Plain : Ink.Dim, canvas.Size.Columns - MeaningAt - 1, model.Glyphs);
    }

    private static void DrawSent(AppModel model, Canvas canvas, int y)
    {
        ImmutableArray<SentSignal> sent = model.Signals.Sent;
        Lines.Rule(canvas, y, sent.IsEmpty ? "" : "sent, and what became of it", Ink.Dim, model.Glyphs);
        if (sent.IsEmpty)
            Lines.PutCut(canvas, 1, y + 1, "Enter sends while a run is under way; --pace makes one slow.", Ink.Dim, canvas.Size.Columns - 2, model.Glyphs);
        for (int row = 0; row < SentRows && row < sent.Length; row++)
        {
            (string words, Ink ink) = SentWords.Of(model, sent[^(row + 1)]);
            Lines.PutCut(canvas, 1, y + 1 + row, words, row == 0 ? ink : Ink.Dim, canvas.Size.Columns - 2, model.Glyphs);
        }
    }
}
