using System.Collections.Immutable;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Pages;

/// <summary>The page map: the array as every worker has it, page by page, with the kernel's own count of faults beside it.</summary>
internal sealed class PagesScreen : IView
{
    public string Title => "pages";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenPages, 8, "the page map: which pages of the array each worker shares, and which it has copied");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Up, [], "", "the worker above"),
        new(ScreenAction.Down, [], "", "the worker below"),
    ];

    public Transition Act(AppModel model, ScreenAction action)
    {
        if (model.Seen is not { } run)
            return model;
        int at = Chosen(model, run), page = PagesLayout.Of(run, model.Room).ListRows;
        int? to = action switch
        {
            ScreenAction.Up => at - 1,
            ScreenAction.Down => at + 1,
            ScreenAction.PageUp => at - page,
            ScreenAction.PageDown => at + page,
            ScreenAction.First => 0,
            ScreenAction.Last => run.WorkerCount,
            _ => null,
        };
        return to is { } worker ? model with { Chosen = Math.Clamp(worker, 0, run.WorkerCount - 1) } : model;
    }

    public Transition Clicked(AppModel model, int x, int y)
    {
        if (model.Seen is not { } run)
            return model;
        PagesLayout layout = PagesLayout.Of(run, model.Room);
        int row = y - PagesLayout.List;
        return row >= 0 && row < layout.ListRows && layout.Workers > 1 ? model with { Chosen = layout.Top(Chosen(model, run)) + row } : model;
    }

    public ImmutableArray<int> Mapped(AppModel model) =>
        model.Run is { } run ? PagesLayout.Of(run, model.Room).Seen(Chosen(model, run)) : [];

    public string Shows => "The array as each worker has it, page by page: shared, copied, written.";

    public string Try => "Try: corrupt-array with processes, then with shared: which pages are copied?";

    /// <summary>The worker whose map is shown in large.</summary>
    public static int Chosen(AppModel model, RunModel run) => Math.Clamp(model.Chosen, 0, run.WorkerCount - 1);
}
