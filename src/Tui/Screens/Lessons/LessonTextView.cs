using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;
using Terminal.Gui.Input;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>
/// The text of a lesson's page: Markdown, in our inks, and what there is to choose from in it. Enter turns its pages. The toolkit's own view of Markdown makes a
/// highlighter with TextMate grammars whenever it is made, 6.7 MB that the program would carry, and follows links; here a link is text.
/// </summary>
internal sealed class LessonTextView : ScrollingView
{
    private const int Widest = 92;

    /// <summary>The scroll bar, whether it is there or not: the text does not move when it comes.</summary>
    private const int BarWidth = 1;

    private ImmutableArray<TextBlock> _blocks = [];
    private ImmutableArray<TextLine> _lines = [];
    private int _width;
    private int _chosen = -1;
    private object? _place;

    public LessonTextView(IScreen screen) : base(screen)
    {
        ViewportChanged += (_, _) => Break();
        AddCommand(Command.Accept, () => TurnsPage());
        AddCommand(Command.Up, () => screen.Model.Lessons.Choices.IsEmpty && ScrollBy(-1));
        AddCommand(Command.Down, () => screen.Model.Lessons.Choices.IsEmpty && ScrollBy(1));
        MouseEvent += (_, mouse) => Clicked(mouse);
    }

    /// <summary>Whether it was scrolled down.</summary>
    public bool IsScrolled => Viewport.Y > 0;

    protected override int Rows => _lines.Length;

    /// <summary>How many rows blocks take in a view of so many columns.</summary>
    public static int RowsOf(ImmutableArray<TextBlock> blocks, int columns) => TextLines.Of(blocks, WidthIn(columns), cuts: true).Length;

    /// <summary>Shows a text.</summary>
    /// <param name="blocks">The text.</param>
    /// <param name="chosen">Which choice is chosen; it is brought into sight. -1 where none is.</param>
    /// <param name="place">Where in the lesson this is: at another place the text begins at its top.</param>
    public void Show(ImmutableArray<TextBlock> blocks, int chosen, object place)
    {
        (_blocks, _width) = (blocks, 0);
        Break();
        if (!place.Equals(_place))
            ScrollTo(0);
        if (chosen >= 0 && (chosen != _chosen || !place.Equals(_place)))
            Reveal(chosen);
        (_place, _chosen) = (place, chosen);
        SetNeedsDraw();
    }

    protected override void Paint(Canvas canvas)
    {
        for (int y = 0; y < canvas.Size.Rows && Viewport.Y + y < _lines.Length; y++)
        {
            TextLine line = _lines[Viewport.Y + y];
            int x = 1 + line.Indent;
            foreach (Words words in line.Words)
                x = canvas.Put(x, y, words.Text, words.Ink);
        }
    }

    private static int WidthIn(int columns) => Math.Min(Widest, columns - 2 - BarWidth);

    /// <summary>Where something is chosen already, Enter takes that.</summary>
    private bool TurnsPage()
    {
        if (!HasMore || Screen.Model.Lessons is { Choices.IsEmpty: false, Cursor: >= 0 })
            return false;
        TurnPage();
        return true;
    }

    private void Clicked(Mouse mouse)
    {
        if (mouse.Position is not { } at || at.Y + Viewport.Y >= _lines.Length || _lines[at.Y + Viewport.Y].Choice is not (>= 0 and var choice))
            return;
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed))
            Screen.Send(new Message.RowChosen(choice, 0));
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked))
            Screen.Send(new Message.ActionAsked(ScreenAction.Choose));
        else
            return;
        mouse.Handled = true;
    }

    private void Reveal(int choice)
    {
        int first = _lines.IndexOf(_lines.FirstOrDefault(line => line.Choice == choice) ?? TextLine.Empty);
        if (first >= 0)
            BringIntoSight(first, _lines.Count(line => line.Choice == choice));
    }

    private void Break()
    {
        int width = WidthIn(Frame.Width);
        if (width == _width || Viewport.Width <= 0)
            return;
        _width = width;
        _lines = TextLines.Of(_blocks, width, cuts: true);
        SetContentSize(new(Viewport.Width, Math.Max(1, _lines.Length)));
    }
}
