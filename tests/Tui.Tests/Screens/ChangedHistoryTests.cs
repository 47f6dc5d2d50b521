using Sandbox.Core.History;
using Sandbox.Tui.App;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>Runs of a history that somebody has changed: what is read of them can be shown, everywhere. tests/Fuzz reads a million of them.</summary>
public class ChangedHistoryTests
{
    private const int Changed = 900, ChangedTraces = 200;

    [Fact]
    public void Whatever_is_read_of_a_changed_line_every_view_and_command_can_show()
    {
        PastRun sound = new(HistoryMutations.Runs[0] with { Id = "zzzzzz" }, "then");
        int shown = 0;
        foreach (HistoryEntry entry in Enumerable.Range(0, Changed).Select(Read).OfType<HistoryEntry>())
        {
            shown++;
            Assert.NotEmpty(RunText.Of(entry.Report!, Look.Plain));
            Screen screen = new Screen(shown % 2 == 0 ? 80 : 120, shown % 2 == 0 ? 24 : 40)
                .Press("7").Tell(new Message.HistoryRead([new PastRun(entry, "now"), sound], null)).Press("m Down m c");
            Assert.NotEmpty(screen.Text);
            screen.Press("Esc Up Enter");
            Assert.Equal(entry.Report, screen.Model.Seen?.Report);
            // Two of the views, and all of them in turn: each sees about a hundred runs.
            for (int place = shown % ViewTable.All.Length, left = 2; left > 0; left--, place = (place + 3) % ViewTable.All.Length)
                Assert.NotEmpty(screen.Press($"{(place + 1) % 10} Down End Right Enter").Text);
        }
        Assert.InRange(shown, 100, Changed - 100);
    }

    [Fact]
    public void Whatever_is_read_of_a_changed_trace_the_screen_can_show()
    {
        PastRun sound = new(KeptTraces.Entries[0] with { Id = "zzzzzz" }, "then");
        int shown = 0;
        foreach (int seed in Enumerable.Range(0, ChangedTraces))
        {
            if (HistoryLine.Read(HistoryMutations.Of(KeptTraces.Entries[seed % KeptTraces.Entries.Count], seed, 1 + (seed % 2)), out _) is not { } entry)
                continue;
            shown++;
            Screen screen = new Screen(shown % 2 == 0 ? 80 : 120, shown % 2 == 0 ? 24 : 40)
                .Press("7").Tell(new Message.HistoryRead([new PastRun(entry, "now"), sound], null)).Press("m Down m c");
            Assert.NotEmpty(screen.Text);
            screen.Press("Esc Up Enter");
            Assert.Same(entry.Trace!.Tree, screen.Model.Trace.Tree);
            Assert.NotEmpty(screen.Press("T End Enter").Text);
            Assert.NotEmpty(screen.Press("Esc s S 4 Down 2 T v End").Text);
        }
        Assert.InRange(shown, 40, ChangedTraces - 40);
    }

    private static HistoryEntry? Read(int seed) =>
        HistoryLine.Read(HistoryMutations.Of(HistoryMutations.Runs[seed % HistoryMutations.Runs.Count], seed, 1 + (seed % 2)), out _);
}
