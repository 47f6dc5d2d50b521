using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Screens.Code;

/// <summary>
/// A C program in a few inks, with the numbers of its lines. It scrolls both ways; the numbers stay where they are. The toolkit's own view of code paints with
/// TextMate grammars, 6.7 MB of them, and in colours that are not ours.
/// </summary>
internal sealed class ProgramView : ScrollingView
{
    private const int NumberWidth = 4;
    private const int TextAt = NumberWidth + 2;
    private const int SideStep = 8;

    private CodeText? _text;
    private string _sought = "";
    private int _match = -1;
    private int _widest;

    public ProgramView(IScreen screen) : base(screen)
    {
        ViewportSettings |= ViewportSettingsFlags.HasHorizontalScrollBar;
        // The bars look at the size of the content when it changes, not when the view gets its own.
        ViewportChanged += (_, _) => Measure();
        AddCommand(Command.Left, () => ScrollSideways(-SideStep));
        AddCommand(Command.Right, () => ScrollSideways(SideStep));
    }

    protected override int Rows => _text?.Lines.Length ?? 0;

    /// <summary>Shows a program, with what is looked for in it; a match is brought into sight.</summary>
    public void Show(CodeText? text, string sought, int match)
    {
        if (ReferenceEquals(text, _text) && sought == _sought && match == _match)
            return;
        if (!ReferenceEquals(text, _text))
        {
            _text = text;
            _widest = text is null ? 0 : text.Lines.Max(line => Cells.Of(line.Text));
            Measure();
            Viewport = Viewport with { X = 0, Y = 0 };
        }
        bool moved = match != _match || sought != _sought;
        (_sought, _match) = (sought, match);
        if (moved && match >= 0)
        {
            BringIntoSight(match);
            BringAcross(_text!.Lines[match].Text);
        }
        SetNeedsDraw();
    }

    protected override void Paint(Canvas canvas)
    {
        if (_text is null)
            return;
        Canvas lines = canvas.Part(TextAt, 0, canvas.Size.Columns - TextAt, canvas.Size.Rows);
        for (int y = 0; y < canvas.Size.Rows && Viewport.Y + y < Rows; y++)
        {
            int line = Viewport.Y + y;
            canvas.PutRight(NumberWidth + 1, y, Numbers.Plain(line + 1), line == _match ? Ink.Key : Ink.Dim);
            PaintLine(lines, y, _text.Lines[line]);
        }
    }

    private void PaintLine(Canvas canvas, int y, CodeLine line)
    {
        int left = Viewport.X;
        foreach (CodePiece piece in line.Pieces)
            Put(piece.Start, piece.Length, piece.Ink);
        // What is looked for is lit over the inks.
        for (int at = 0; _sought.Length > 0 && (at = line.Text.IndexOf(_sought, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += _sought.Length)
            Put(at, _sought.Length, new Style(Ink.Strong, Lit: true));
        Glyphs glyphs = Screen.Model.Glyphs;
        if (left > 0 && line.Text.Length > 0)
            canvas.Put(0, y, glyphs.Before, Ink.Key);
        if (line.Text.Length - left > canvas.Size.Columns)
            canvas.Put(canvas.Size.Columns - 1, y, glyphs.After, Ink.Key);

        void Put(int at, int length, Style style)
        {
            int start = Math.Max(at, left), count = at + length - start;
            if (count > 0)
                canvas.Put(start - left, y, line.Text.AsSpan(start, count), style);
        }
    }

    private void Measure()
    {
        if (Viewport is { Width: > 0, Height: > 0 })
            SetContentSize(new(TextAt + _widest, Math.Max(1, Rows)));
    }

    private bool ScrollSideways(int columns)
    {
        int left = Math.Clamp(Viewport.X + columns, 0, Math.Max(0, TextAt + _widest - Viewport.Width));
        if (left != Viewport.X)
        {
            Viewport = Viewport with { X = left };
            SetNeedsDraw();
        }
        return true;
    }

    /// <summary>Scrolls sideways where a match would be out of sight.</summary>
    private void BringAcross(string line)
    {
        int at = line.IndexOf(_sought, StringComparison.OrdinalIgnoreCase), room = Viewport.Width - TextAt;
        if (at < Viewport.X || at + _sought.Length > Viewport.X + room - 1)
            ScrollSideways((at + _sought.Length < room ? 0 : at - room / 2) - Viewport.X);
    }
}
