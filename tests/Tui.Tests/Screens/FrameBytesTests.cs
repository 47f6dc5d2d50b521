using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>What a frame costs on the link: a lab is watched over slow ones.</summary>
public class FrameBytesTests
{
    private const int Workers = 30;
    private const int Frames = 300;
    private const int Allowed = 90;

    // DEC 2026 brackets around a frame, and the question behind it; AnsiTerminal adds them.
    private const int AroundAFrame = 16 + 4;

    [Theory]
    [InlineData((int)ColourDepth.None)]
    [InlineData((int)ColourDepth.Sixteen)]
    [InlineData((int)ColourDepth.Many)]
    public void Thirty_live_workers_cost_at_most_90_bytes_a_frame(int depth)
    {
        Screen screen = new Screen(depth: (ColourDepth)depth).With(RunSettings.Workers, $"{Workers}").With(RunSettings.Pace, "10").Press("r").Tell(new Message.RunStarted(Workers));
        screen.Tell(Board(0));
        (var shown, var next, var bytes) = (new Frame(default), new Frame(default), new ByteBuffer());
        var diff = new FrameDiff((ColourDepth)depth);
        shown.CopyFrom(screen.Frame);
        int sent = 0;
        for (int frame = 1; frame <= Frames; frame++)
        {
            next.CopyFrom(screen.Tell(Board(frame)).Frame);
            bytes.Clear();
            diff.Write(shown, next, bytes);
            sent += bytes.Length > 0 ? bytes.Length + AroundAFrame : 0;
            shown.CopyFrom(next);
        }
        Assert.InRange(sent / Frames, 1, Allowed);
    }

    [Fact]
    public void A_paused_display_sends_nothing()
    {
        Screen screen = new Screen().Press("r").Tell(new Message.RunStarted(4)).Tell(Board(1)).Press("Space");
        (var shown, var next, var bytes) = (new Frame(default), new Frame(default), new ByteBuffer());
        shown.CopyFrom(screen.Frame);
        next.CopyFrom(screen.Tell(Board(200)).Frame);
        new FrameDiff(ColourDepth.Many).Write(shown, next, bytes);
        Assert.Equal(0, bytes.Length);
    }

    /// <summary>A board 30 times a second, of workers that take ten seconds and are a little apart.</summary>
    private static Message.BoardRead Board(int frame)
    {
        var board = new WorkerSnapshot[Workers];
        for (int index = 0; index < Workers; index++)
            board[index] = new WorkerSnapshot(index, WorkerStage.Summing, 4711 + index, 4711 + index, frame * 1000 + index * 37, Frames * 1000 + 2000);
        return new Message.BoardRead(board, frame * 33);
    }
}
