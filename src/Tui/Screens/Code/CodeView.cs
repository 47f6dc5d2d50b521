using System.Collections.Immutable;
using Sandbox.Core.Export;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Code;

/// <summary>The C program that does what is set up.</summary>
internal sealed class CodeView : IView
{
    private const int NumberWidth = 4;
    private const int TextAt = NumberWidth + 2;
    private const int Around = 2;

    public string Title => "code";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenCode, 6, "the C program that does what is set up");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Write, ["w"], "write", "write it to a file in the working directory; none is ever written over", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Find, ["/"], "search", "look for a text in it", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.NextMatch, ["n"], "", "the next line with it"),
        new(ScreenAction.PreviousMatch, ["N"], "", "the line before with it"),
        new(ScreenAction.Choose, [], "search", "end of the text that is looked for", FooterOf.Typing),
    ];

    public FooterOf Footer(AppModel model) => model.Code.Typing
        ? FooterOf.Typing
        : model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    public static int TextRows(Size room) => Math.Max(1, room.Rows - Around);

    public bool TakesText(AppModel model, Key key) => CodeUpdate.TakesText(model, key);

    public Transition Typed(AppModel model, Key key) => CodeUpdate.Typed(model, key);

    public Transition Pasted(AppModel model, string text) => CodeUpdate.Pasted(model, text);

    public Transition Act(AppModel model, ScreenAction action) => CodeUpdate.Act(model, action);

    public void Draw(AppModel model, Canvas canvas)
    {
        if (CodeUpdate.TextOf(model) is not { } text)
        {
            canvas.Put(1, 0, "code", Ink.Title);
            Lines.PutCut(canvas, 1, 2, $"There is no program: {model.Workbench.Draft.Problem}", Ink.Bad, canvas.Size.Columns - 2, model.Glyphs);
            return;
        }
        DrawTitle(model, canvas, text);
        CodeModel code = model.Code;
        int rows = TextRows(canvas.Size), top = Math.Clamp(code.Top, 0, Math.Max(0, text.Lines.Length - rows));
        for (int row = 0; row < rows && top + row < text.Lines.Length; row++)
        {
            bool match = top + row == code.Match;
            canvas.PutRight(NumberWidth + 1, row + 1, Numbers.Plain(top + row + 1), match ? Ink.Key : Ink.Dim);
            DrawLine(canvas.Part(TextAt, row + 1, canvas.Size.Columns - TextAt, 1), text.Lines[top + row], code);
        }
        string gcc = CProgram.GccCommand("FILE.c");
        Lines.Rule(canvas, canvas.Size.Rows - 1, $"w writes it; {gcc}", Ink.Dim, model.Glyphs);
    }

    private static void DrawTitle(AppModel model, Canvas canvas, CodeText text)
    {
        int x = canvas.Put(1, 0, "code", Ink.Title) + 2;
        CodeModel code = model.Code;
        string where = $"{Numbers.Grouped(text.Lines.Length)} lines";
        canvas.PutRight(canvas.Size.Columns - 1, 0, where, Ink.Dim);
        int width = canvas.Size.Columns - x - where.Length - 3;
        if (!code.Typing && code.Sought.Length == 0)
        {
            Lines.PutCut(canvas, x, 0, $"$ {RunSpecs.CommandLine(text.Spec)}", Ink.Accent, width, model.Glyphs);
            return;
        }
        x = canvas.Put(x, 0, "/", Ink.Key);
        x = canvas.Put(x, 0, code.Sought, code.Match < 0 && code.Sought.Length > 0 ? Ink.Bad : Ink.Strong);
        if (code.Typing)
            x = canvas.Put(x, 0, " ", new Style(Ink.Plain, Lit: true));
        if (code.Match < 0 && code.Sought.Length > 0)
            canvas.Put(x + 1, 0, "is nowhere", Ink.Bad);
    }

    private static void DrawLine(Canvas canvas, CodeLine line, CodeModel code)
    {
        foreach (CodePiece piece in line.Pieces)
        {
            int start = Math.Max(piece.Start, code.Left), length = piece.Start + piece.Length - start;
            if (length > 0)
                canvas.Put(start - code.Left, 0, line.Text.AsSpan(start, length), piece.Ink);
        }
        // What is looked for is lit over the inks.
        for (int at = 0; code.Sought.Length > 0 && (at = line.Text.IndexOf(code.Sought, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += code.Sought.Length)
        {
            int start = Math.Max(at, code.Left), length = at + code.Sought.Length - start;
            if (length > 0)
                canvas.Put(start - code.Left, 0, line.Text.AsSpan(start, length), new Style(Ink.Strong, Lit: true));
        }
    }
}
