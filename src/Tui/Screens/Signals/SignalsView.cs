using System.Collections.Immutable;
using Sandbox.Core.Signals;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.StatusWord;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Signals;

/// <summary>The table of the signals; above it whom one is for, below it what the chosen one means and what became of those that were sent.</summary>
internal sealed class SignalsView(IScreen screen) : TablePage<Signal>(screen, HeadRows, FootRows, fades: false)
{
    private const int HeadRows = 2;
    private const int SentRows = 3;
    private const int FootRows = 2 + SentRows + 1;

    private static readonly ImmutableArray<RowColumn<Signal>> Columns =
    [
        new(SignalColumn.Number, 4, signal => Numbers.Plain(signal.Number), AtRight: true),
        new(SignalColumn.Name, 12, signal => signal.Name, _ => Ink.Strong),
        new(SignalColumn.Default, 11, signal => Default(signal).Word, signal => Default(signal).Ink),
        new(SignalColumn.Meaning, 0, signal => signal.Meaning),
    ];

    private SignalsModel? _bound;
    private List<Signal> _rows = [];

    protected override void BindTable(AppModel model)
    {
        SignalsModel signals = model.Signals;
        if (_bound is null || _bound.Filter != signals.Filter || _bound.Sort != signals.Sort)
            (_bound, _rows) = (signals, signals.Rows());
        (Table.Empty, Table.Sort) = (("no signal has that in it", Ink.Warning), signals.Sort);
        Table.Bind(_rows, Columns, Math.Max(0, _rows.FindIndex(signal => signal.Number == signals.Selected)), 0, signals.Sort);
    }

    protected override (string Text, bool Typing, string Found) Filter(AppModel model) =>
        (model.Signals.Filter, model.Signals.Typing, $"{model.Signals.Rows().Count} of {SignalTable.All.Length}");

    protected override void DrawHead(AppModel model, Canvas canvas)
    {
        canvas.Put(1, 0, "signals", Ink.Title);
        canvas.PutRight(canvas.Size.Columns - 1, 0, $"{_rows.Count} of {SignalTable.All.Length}", Ink.Dim);
        int x = canvas.Put(1, 1, "to ", Ink.Dim);
        if (model.Seen is not { } run)
        {
            canvas.Put(x, 1, "nobody: no run is under way", Ink.Dim);
            return;
        }
        string target = model.Signals.Target switch
        {
            SignalTarget.AllWorkers => run.HasChildren ? "all workers that live" : "all threads that live",
            SignalTarget.Host => WordList.Name(run, StatusWordModel.Host),
            _ => WordList.Name(run, Math.Clamp(model.Chosen, 0, run.WorkerCount - 1)),
        };
        x = canvas.Put(x, 1, $"{model.Glyphs.Before}{target}{model.Glyphs.After}", run.Live ? Ink.Accent : Ink.Dim);
        if (!run.Live)
            Lines.PutCut(canvas, x + 2, 1, "the run is over", Ink.Dim, canvas.Size.Columns - x - 3, model.Glyphs);
        else if (!run.HasChildren && model.Signals.Target != SignalTarget.Host)
            Lines.PutCut(canvas, x + 2, 1, "a signal that ends a thread ends its process", Ink.Warning, canvas.Size.Columns - x - 3, model.Glyphs);
    }

    protected override void DrawFoot(AppModel model, Canvas canvas)
    {
        Lines.Rule(canvas, 0, "", Ink.Dim, model.Glyphs);
        if (_rows.Find(signal => signal.Number == model.Signals.Selected) is { } chosen)
            Lines.PutCut(canvas, 1, 1, $"{chosen.Name} ({Numbers.Plain(chosen.Number)}): {chosen.Meaning}", Ink.Plain, canvas.Size.Columns - 2, model.Glyphs);
        ImmutableArray<SentSignal> sent = model.Signals.Sent;
        Lines.Rule(canvas, 2, sent.IsEmpty ? "" : "sent, and what became of it", Ink.Dim, model.Glyphs);
        if (sent.IsEmpty)
            Lines.PutCut(canvas, 1, 3, "Enter sends during a run; a pace makes one slow.", Ink.Dim, canvas.Size.Columns - 2, model.Glyphs);
        for (int row = 0; row < SentRows && row < sent.Length; row++)
        {
            (string words, Ink ink) = SentWords.Of(model, sent[^(row + 1)]);
            Lines.PutCut(canvas, 1, 3 + row, words, row == 0 ? ink : Ink.Dim, canvas.Size.Columns - 2, model.Glyphs);
        }
    }

    private static (string Word, Ink Ink) Default(Signal signal) => signal.Action switch
    {
        SignalAction.Terminate => ("terminate", Ink.Bad),
        SignalAction.Core => ("core", Ink.Bad),
        SignalAction.Ignore => ("ignore", Ink.Dim),
        SignalAction.Stop => ("stop", Ink.Warning),
        _ => ("continue", Ink.Good),
    };
}
