using System.Collections.Immutable;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Waits;

/// <summary>The columns that there is room for: the call as C gets what the others leave.</summary>
internal static class WaitColumns
{
    private const int TimeWidth = 8;
    private const int ReturnedWidth = 7;
    private const int ZombieWidth = 9;
    private const int NarrowBelow = 70;
    private const int WideFrom = 100;

    /// <summary>Makes them.</summary>
    /// <param name="model">Gives the model as it is shown.</param>
    /// <param name="width">The screen's width.</param>
    /// <param name="digits">How many digits the number of the last call has.</param>
    public static ImmutableArray<RowColumn<WaitRow>> Of(Func<AppModel> model, int width, int digits)
    {
        int says = width >= WideFrom ? 27 : 12;
        var columns = ImmutableArray.CreateBuilder<RowColumn<WaitRow>>();
        columns.Add(new("#", Math.Max(2, digits), row => Numbers.Plain(row.First + 1), _ => Ink.Dim, AtRight: true));
        columns.Add(new("at ms", TimeWidth, row => Numbers.Milliseconds(Call(row).AtMs), Plain, AtRight: true));
        columns.Add(new("call", 0, row => Call(row).Call.ToString(), row => row.Inside ? Ink.Dim : Ink.Strong));
        columns.Add(new("=", ReturnedWidth, row => Numbers.Plain(Call(row).Returned), Plain, AtRight: true));
        columns.Add(new("which says", says, row => Says(row).Text, row => Says(row).Ink));
        if (width >= NarrowBelow)
            columns.Add(new("zombie ms", ZombieWidth, row => WaitWords.Zombie(Run(), Run().Waits[row.First], model().Glyphs), AtRight: true));
        return columns.DrainToImmutable();

        RunModel Run() => model().Seen!;
        WaitCall Call(WaitRow row) => Run().Waits[row.First].Call;
        Ink Plain(WaitRow row) => row.Inside ? Ink.Dim : Ink.Plain;
        (string Text, Ink Ink) Says(WaitRow row) => row.Fold ? ($"x {Numbers.Grouped(row.Count)}", Ink.Accent) : WaitWords.Brief(Call(row), says);
    }
}
