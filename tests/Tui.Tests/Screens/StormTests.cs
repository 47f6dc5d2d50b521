using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;
using Terminal.Gui.Input;
using Key = Sandbox.Tui.Terminal.Key;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>A hundred thousand random keys, resizes, clicks and events: nothing breaks, and the terminal shows what the frame says.</summary>
public class StormTests
{
    private const int Storm = 100_000;
    // Keys come in bursts, as from somebody who types ahead: one frame for all of a burst.
    private const int DrawEvery = 25;
    private const int LookEvery = 250;

    private static readonly MouseFlags[] Acts =
    [
        MouseFlags.LeftButtonPressed, MouseFlags.LeftButtonReleased, MouseFlags.RightButtonPressed, MouseFlags.WheeledUp, MouseFlags.WheeledDown,
        MouseFlags.LeftButtonPressed | MouseFlags.PositionReport,
    ];

    private readonly Random _random = new(42);
    private readonly Screen _screen = new();
    private readonly Frame _shown = new(default);
    private readonly ByteBuffer _bytes = new();
    private readonly FrameDiff _diff = new(ColourDepth.Many);

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
                Happen(known);
            _screen.Effects.RemoveAll(effect => effect is not Effect.StartRun);
            if (i % DrawEvery == 0)
                Show(terminal, i % LookEvery == 0);
        }
    }

    private void Happen(Key[] keys)
    {
        switch (_random.Next(16))
        {
            case 0 or 1 when _screen.Effects.Count > 0:
                _screen.Tell(Event());
                break;
            case 2:
                _screen.Mouse(Acts[_random.Next(Acts.Length)], _random.Next(140), _random.Next(50));
                break;
            case 3 when _random.Next(8) == 0:
                _screen.Paste("q\e[2J12\n");
                break;
            default:
                _screen.Press(keys[_random.Next(keys.Length)].ToString());
                break;
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
        Frame next = _screen.Frame;
        Assert.Equal(_screen.Model.Size, next.Size);
        _bytes.Clear();
        _diff.Write(_shown, next, _bytes);
        terminal.Take(_bytes.Bytes);
        _shown.CopyFrom(next);
        if (!look)
            return;
        for (int y = 0; y < next.Size.Rows; y++)
        {
            for (int x = 0; x < next.Size.Columns; x++)
                Assert.Equal(next[x, y].Text, terminal.TextAt(x, y));
        }
    }

    /// <summary>Something that a run would say, whether there is one or not: messages may come late.</summary>
    private Message Event()
    {
        int worker = _random.Next(12);
        RunSpec spec = _screen.Started;
        return _random.Next(6) switch
        {
            0 => new Message.RunStarted(spec.Workers),
            1 => new Message.RunEnded(ScreenReports.OfProcesses(spec, WaitStatus.OfSignal(11), Verdict.Contained)),
            2 => new Message.RunEnded(ScreenReports.OfLostThreads(spec, WaitStatus.OfSignal(11))),
            3 => new Message.RunHappened(ImmutableArray.Create<RunEvent>(
                new RunEvent.WorkerStarted(1, worker, 4711 + worker),
                new RunEvent.Waited(2, new WaitCall(HostCall.Parse("waitpid(-1, &status, 0)"), 4711 + worker, _random.Next(0x10000), null, 2), worker, null))),
            4 => new Message.BoardRead(new WorkerSnapshot[] { new(0, (WorkerStage)_random.Next(7), 4711, 4711, _random.Next(100), 100) }, _random.Next(5000)),
            _ => new Message.RunRefused("no room"),
        };
    }
}
