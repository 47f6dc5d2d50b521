using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Signals;

/// <summary>What keys do in the view of the signals. Sending is an effect.</summary>
internal static class SignalsUpdate
{
    private const int LongestFilter = 30;
    private const int MostSent = 100;

    public static Transition Act(AppModel model, ScreenAction action)
    {
        SignalsModel signals = model.Signals;
        if (signals.Typing)
        {
            signals = signals with { Typing = false };
            if (action is ScreenAction.Choose or ScreenAction.Back)
                return With(model, action == ScreenAction.Back ? signals with { Filter = "" } : signals);
            model = With(model, signals);
        }
        return action switch
        {
            ScreenAction.Find => With(model, signals with { Typing = true, Filter = "" }),
            ScreenAction.Back when signals.Filter.Length > 0 => With(model, signals with { Filter = "" }),
            ScreenAction.NextTarget => With(model, signals with { Target = Turned(signals.Target, 1) }),
            ScreenAction.Left => Worker(model, -1),
            ScreenAction.Right => Worker(model, 1),
            ScreenAction.Choose => Send(model),
            ScreenAction.Sort => With(model, signals with { Sort = signals.Sort.Next(SignalColumn.All.AsSpan()) }),
            ScreenAction.Flip => With(model, signals with { Sort = signals.Sort with { Descending = !signals.Sort.Descending } }),
            _ => model,
        };
    }

    /// <summary>A row was chosen.</summary>
    public static AppModel RowChosen(AppModel model, int row)
    {
        List<Signal> rows = model.Signals.Rows();
        return row < rows.Count ? With(model, model.Signals with { Selected = rows[row].Number }) : model;
    }

    /// <summary>The filter changed while it was typed.</summary>
    public static AppModel FilterTyped(AppModel model, string filter)
    {
        if (!model.Signals.Typing)
            return model;
        SignalsModel signals = model.Signals with { Filter = Cut.Beginning(filter, LongestFilter) };
        List<Signal> rows = signals.Rows();
        // A name is meant before a meaning.
        int best = rows.FindIndex(signal => signal.Name.Contains(signals.Filter, StringComparison.OrdinalIgnoreCase));
        return With(model, rows.Count == 0 ? signals : signals with { Selected = rows[Math.Max(0, best)].Number });
    }

    /// <summary>The filter is whole.</summary>
    public static AppModel FilterEnded(AppModel model) => model.Signals.Typing ? With(model, model.Signals with { Typing = false }) : model;

    /// <summary>A signal was sent, or reached nobody.</summary>
    public static AppModel Sent(AppModel model, SentSignal sent)
    {
        var all = model.Signals.Sent;
        return With(model, model.Signals with { Sent = (all.Length < MostSent ? all : all.RemoveAt(0)).Add(sent) });
    }

    private static Transition Send(AppModel model)
    {
        if (model.Run is not { Live: true } run)
            return model with { Notice = new Notice("there is nobody to send to: no run is under way; r starts one", Ink.Warning) };
        if (model.Signals.Rows() is { Count: 0 })
            return model;
        SignalsModel signals = model.Signals;
        int worker = Math.Clamp(model.Chosen, 0, run.WorkerCount - 1);
        return new Transition(model, [new Effect.SendSignal(signals.Selected, signals.Target, worker)]);
    }

    private static AppModel Worker(AppModel model, int by)
    {
        if (model.Seen is not { } run)
            return model;
        int worker = Math.Clamp(model.Chosen + (model.Signals.Target == SignalTarget.Worker ? by : 0), 0, run.WorkerCount - 1);
        return With(model, model.Signals with { Target = SignalTarget.Worker }) with { Chosen = worker };
    }

    private static SignalTarget Turned(SignalTarget target, int by) => (SignalTarget)(((int)target + by + 3) % 3);

    private static AppModel With(AppModel model, SignalsModel signals) => model with { Signals = signals };
}
