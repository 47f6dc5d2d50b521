using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Pages;

/// <summary>Which row of the view holds what: a row for each worker, below them one worker's map in large, below that what it all means.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Workers">How many workers have a row of their own.</param>
/// <param name="Notes">How many rows the words at the bottom take.</param>
/// <param name="Sections">How many rows the sections of the program take.</param>
internal readonly record struct PagesLayout(int Rows, int Workers, int Notes, int Sections)
{
    public const int List = RunHead.Rows + 1;

    /// <summary>A terminal with fewer rows has no room for sections beside the array.</summary>
    private const int SectionsFrom = 30;

    /// <summary>The run, the head, two lines, the legend.</summary>
    private const int Fixed = RunHead.Rows + 4;

    /// <summary>How many of the workers' rows are seen.</summary>
    public int ListRows => Math.Min(Workers, Math.Max(1, (Rows - Fixed - Notes - Sections) / 3));

    public int MapRule => List + ListRows;

    public int Map => MapRule + 1;

    public int MapRows => Math.Max(1, LegendRule - Sections - Map);

    /// <summary>The row above the sections; those follow.</summary>
    public int SectionsRule => LegendRule - Sections;

    public int LegendRule => Rows - Notes - 2;

    public int Legend => Rows - Notes - 1;

    public int Note => Rows - Notes;

    public static PagesLayout Of(RunModel run, Size room) => new(
        room.Rows, PagesWords.OneMap(run) ? 1 : run.WorkerCount, run.Spec.Pages == Core.Runs.PageSize.Huge ? 3 : 2,
        room.Rows >= SectionsFrom && run.Report?.Sections is { Length: > 0 and var sections } ? sections + 1 : 0);

    /// <summary>The first worker that has a row: the chosen one is among those that are seen.</summary>
    public int Top(int chosen) => Math.Clamp(chosen - (ListRows / 2), 0, Workers - ListRows);

    /// <summary>The workers whose maps are seen, the one in large first.</summary>
    public ImmutableArray<int> Seen(int chosen)
    {
        var seen = ImmutableArray.CreateBuilder<int>();
        seen.Add(chosen);
        for (int row = 0; row < ListRows && Workers > 1; row++)
        {
            if (Top(chosen) + row != chosen)
                seen.Add(Top(chosen) + row);
        }
        return seen.DrainToImmutable();
    }
}
