using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>A hundred thousand random keys, resizes, clicks and events: nothing breaks, and the terminal shows what the frame says.</summary>
public class StormTests
{
    private const int Storm = 100_000;
    private const int LookEvery = 250;

    private readonly Random _random = new(42);
    private readonly Screen _screen = new();
    private readonly CellGrid _next = new(default);
    private readonly CellGrid _shown = new(default);
    private readonly ByteBuffer _bytes = new();
    private readonly FrameDiff _diff = new(Palette.For(ColourDepth.Many));

    [Fact]
    public void A_storm_of_keys_and_resizes_never_breaks_the_screen()
    {
        string[] keys =
        [
            .. ViewTable.All.SelectMany(view => KeyTable.Of(view, ViewTable.All, KeyMap.Default)).SelectMany(row => row.Keys).Distinct(),
            "5", "0", "a", "e", "-", "Backspace", "漢", "A-x", "C-x", "Delete",
        ];
        Key[] known = [.. keys.Select(key => Key.Parse(key)!.Value)];
        VtModel terminal = Resize(new Size(80, 24));
        for (int i = 0; i < Storm; i++)
        {
            if (_random.Next(40) == 0)
                terminal = Resize(new Size(_random.Next(1, 140), _random.Next(1, 50)));
            else
                _screen.Tell(_random.Next(8) == 0 ? Event() : new Message.KeyPressed(known[_random.Next(known.Length)]));
            _screen.Effects.RemoveAll(effect => effect is not Effect.StartRun);
            Show(terminal, i % LookEvery == 0);
        }
    }

    private VtModel Resize(Size size)
    {
        _screen.Tell(new Message.Resized(size));
        _shown.Reset(size);
        return new VtModel(size);
    }

    private void Show(VtModel terminal, bool look)
    {
        AppView.Draw(_screen.Model, _next);
        Assert.Equal(_screen.Model.Size, _next.Size);
        _bytes.Clear();
        _diff.Write(_shown, _next, _bytes);
        terminal.Take(_bytes.Bytes);
        _shown.CopyFrom(_next);
        if (!look)
            return;
        for (int y = 0; y < _next.Size.Rows; y++)
        {
            for (int x = 0; x < _next.Size.Columns; x++)
                Assert.Equal(_next[x, y].Width == 0 ? "" : char.ConvertFromUtf32(_next[x, y].Rune), terminal.TextAt(x, y));
        }
    }

    /// <summary>Something that a run would say, whether there is one or not: messages may come late.</summary>
    private Message Event()
    {
        int worker = _random.Next(12);
        if (_screen.Effects.Count == 0)
            return new Message.MouseUsed((MouseAct)_random.Next(3), _random.Next(140), _random.Next(50));
        RunSpec spec = _screen.Started;
        return _random.Next(7) switch
        {
            0 => new Message.RunStarted(spec.Workers),
            1 => new Message.RunEnded(ScreenReports.OfProcesses(spec, WaitStatus.OfSignal(11), Verdict.Contained)),
            2 => new Message.RunEnded(ScreenReports.OfLostThreads(spec, WaitStatus.OfSignal(11))),
            3 => new Message.RunHappened(ImmutableArray.Create<RunEvent>(
                new RunEvent.WorkerStarted(1, worker, 4711 + worker),
                new RunEvent.Waited(2, new WaitCall(HostCall.Parse("waitpid(-1, &status, 0)"), 4711 + worker, _random.Next(0x10000), null, 2), worker, null))),
            4 => new Message.BoardRead(new WorkerSnapshot[] { new(0, (WorkerStage)_random.Next(7), 4711, 4711, _random.Next(100), 100) }, _random.Next(5000)),
            5 => new Message.RunRefused("no room"),
            _ => new Message.MouseUsed((MouseAct)_random.Next(3), _random.Next(140), _random.Next(50)),
        };
    }
}
