using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Waits;

/// <summary>The columns that there is room for: the call as C gets what the others leave.</summary>
internal sealed class WaitColumns
{
    private const int Left = 3;
    private const int TimeWidth = 8;
    private const int ReturnedWidth = 7;
    private const int ZombieWidth = 9;
    private const int NarrowBelow = 70;
    private const int WideFrom = 100;

    private readonly RunModel _run;
    private readonly Glyphs _glyphs;
    private readonly int _timeAt, _callAt, _callWidth, _returnedAt, _saysAt, _saysWidth, _zombieAt;

    private WaitColumns(RunModel run, int width, Glyphs glyphs)
    {
        (_run, _glyphs) = (run, glyphs);
        bool narrow = width < NarrowBelow;
        _saysWidth = width >= WideFrom ? 27 : 12;
        _timeAt = Left + Math.Max(2, Numbers.Plain(run.Waits.Count).Length) + 1;
        _callAt = _timeAt + TimeWidth + 1;
        _zombieAt = narrow ? width : width - 1 - ZombieWidth;
        _saysAt = _zombieAt - 1 - _saysWidth;
        _returnedAt = _saysAt - 1 - ReturnedWidth;
        _callWidth = _returnedAt - 1 - _callAt;
    }

    public static WaitColumns Of(RunModel run, int width, Glyphs glyphs) => new(run, width, glyphs);

    public void DrawHead(Canvas canvas, int y)
    {
        canvas.PutRight(_timeAt - 1, y, "#", Ink.Dim);
        canvas.PutRight(_timeAt + TimeWidth, y, "at ms", Ink.Dim);
        canvas.Put(_callAt, y, "call", Ink.Dim, _callWidth);
        canvas.PutRight(_returnedAt + ReturnedWidth, y, "=", Ink.Dim);
        canvas.Put(_saysAt, y, "which says", Ink.Dim);
        canvas.PutRight(_zombieAt + ZombieWidth, y, "zombie ms", Ink.Dim);
    }

    public void DrawRow(Canvas canvas, int y, WaitRow row, bool lit)
    {
        RunEvent.Waited waited = _run.Waits[row.First];
        WaitCall call = waited.Call;
        if (lit)
            canvas.Put(1, y, _glyphs.Pointer, Ink.Key);
        Style plain = row.Inside ? Ink.Dim : Ink.Plain;
        canvas.PutRight(_timeAt - 1, y, Numbers.Plain(row.First + 1), Ink.Dim);
        canvas.PutRight(_timeAt + TimeWidth, y, Numbers.Milliseconds(call.AtMs), plain);
        Lines.PutCut(canvas, _callAt, y, call.Call.ToString(), new Style(row.Inside ? Ink.Dim : Ink.Strong, lit), _callWidth, _glyphs);
        canvas.PutRight(_returnedAt + ReturnedWidth, y, Numbers.Plain(call.Returned), plain);
        (string says, Ink ink) = row.Fold ? ($"x {Numbers.Grouped(row.Count)}", Ink.Accent) : WaitWords.Brief(call, _saysWidth);
        canvas.Put(_saysAt, y, says, ink, _saysWidth);
        canvas.PutRight(_zombieAt + ZombieWidth, y, WaitWords.Zombie(_run, waited, _glyphs), Ink.Plain);
    }
}
