using System.Collections.Immutable;
using Sandbox.Core;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.Code;
using Sandbox.Tui.Screens.Exercise;
using Sandbox.Tui.Screens.History;
using Sandbox.Tui.Screens.Lessons;
using Sandbox.Tui.Screens.Matrix;
using Sandbox.Tui.Screens.Pages;
using Sandbox.Tui.Screens.Signals;
using Sandbox.Tui.Screens.StatusWord;
using Sandbox.Tui.Screens.Timeline;
using Sandbox.Tui.Screens.Trace;
using Sandbox.Tui.Screens.Waits;
using Sandbox.Tui.Screens.Workbench;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Interactive;

/// <summary>The one list of views, in the order of the tab bar. A view that is listed here has its tab, its keys and its help.</summary>
internal static class ViewTable
{
    /// <summary>The view that comes up for somebody who has never run anything.</summary>
    public static IView Lessons { get; } = new LessonsScreen();

    /// <summary>The view of a traced program.</summary>
    public static IView Trace { get; } = new TraceScreen();

    /// <summary>The view of an exercise.</summary>
    public static IView Exercise { get; } = new ExerciseScreen();

    public static ImmutableArray<IView> All { get; } = [new WorkbenchScreen(), new StatusWordScreen(), new WaitsScreen(), new TimelineScreen(), new SignalsScreen(), new CodeScreen(), new HistoryScreen(), new PagesScreen(), Lessons, new MatrixScreen(), Trace, Exercise];

    /// <summary>The view that comes up first, and that Esc leads back to.</summary>
    public static IView First => All[0];

    /// <summary>Makes the toolkit's side of a view.</summary>
    public static ModelView Make(IView view, IScreen screen) => view switch
    {
        WorkbenchScreen => new WorkbenchView(screen),
        StatusWordScreen => new StatusWordView(screen),
        WaitsScreen => new WaitsView(screen),
        TimelineScreen => new TimelineView(screen),
        SignalsScreen => new SignalsView(screen),
        CodeScreen => new CodeView(screen),
        HistoryScreen => new HistoryView(screen),
        PagesScreen => new PagesView(screen),
        LessonsScreen => new LessonsView(screen),
        MatrixScreen => new MatrixView(screen),
        TraceScreen => new TraceView(screen),
        ExerciseScreen => new ExerciseView(screen),
        _ => throw new SandboxBugException($"nobody makes the view {view.Title}"),
    };

    /// <summary>The view that an action opens, or <c>null</c>.</summary>
    public static IView? OpenedBy(AppModel model, ScreenAction action)
    {
        if (action is ScreenAction.NextView or ScreenAction.PreviousView)
            return All[(All.IndexOf(model.View) + (action == ScreenAction.NextView ? 1 : All.Length - 1)) % All.Length];
        foreach (IView view in All)
        {
            if (view.Opening.Action == action)
                return view;
        }
        return null;
    }
}
