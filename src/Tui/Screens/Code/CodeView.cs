using Sandbox.Core.Export;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Screens.Code;

/// <summary>The C program: what it does, its text, what is looked for in it, how it is compiled.</summary>
internal sealed class CodeView : ModelView
{
    private const int HeadRows = 2;
    private const int FindAt = 7;
    private const int FindWidth = 40;

    private readonly PaintedView _head;
    private readonly PaintedView _findRow;
    private readonly EditField _find;
    private readonly ProgramView _program;
    private CodeText? _text;
    private bool _finds;
    private int _footRows;

    public CodeView(IScreen screen) : base(screen)
    {
        _head = new PaintedView(screen, DrawHead) { Width = Dim.Fill(), Height = HeadRows, Fades = true };
        _findRow = new PaintedView(screen, DrawFind) { Y = HeadRows, Width = Dim.Fill(), Height = 1, Visible = false };
        _program = new ProgramView(screen) { Y = HeadRows, Width = Dim.Fill() };
        _find = new EditField(screen) { X = FindAt, Y = HeadRows, Width = FindWidth };
        Foot = new PaintedView(screen, DrawFoot) { Width = Dim.Fill() };
        Add(_head, _program, Foot, _findRow, _find);
    }

    private PaintedView Foot { get; }

    public override void Bind(AppModel model)
    {
        CodeModel code = model.Code;
        _text = CodeUpdate.TextOf(model, _text);
        bool finds = code.Typing || code.Sought.Length > 0;
        // The command that compiles it is never cut.
        int footRows = 1 + Wrapping.Of([new Piece(Compiling(model))], model.Size.Columns - 2).Count();
        if (finds != _finds || footRows != _footRows)
        {
            (_finds, _footRows) = (finds, footRows);
            (_findRow.Visible, _program.Y) = (finds, HeadRows + (finds ? 1 : 0));
            (_program.Height, Foot.Y, Foot.Height) = (Dim.Fill(footRows), Pos.AnchorEnd(footRows), footRows);
        }
        _program.Show(_text, code.Sought, code.Match);
        if (_find.Bind(finds, code.Typing, code.Sought))
            _program.SetFocus();
        _head.SetNeedsDraw();
        Foot.SetNeedsDraw();
        if (finds)
            _findRow.SetNeedsDraw();
    }

    private void DrawHead(AppModel model, Canvas canvas)
    {
        canvas.Put(1, 0, "code", Ink.Title);
        if (_text is not { } text)
        {
            Lines.PutCut(canvas, 1, 1, $"There is no program: {model.Workbench.Draft.Problem}", Ink.Bad, canvas.Size.Columns - 2, model.Glyphs);
            return;
        }
        canvas.PutRight(canvas.Size.Columns - 1, 0, $"{Numbers.Grouped(text.Lines.Length)} lines", Ink.Dim);
        int x = model.Seen is { Past: { } past } ? canvas.Put(1, 1, $"{past}: ", Ink.Warning, canvas.Size.Columns - 2) : 1;
        Lines.PutCut(canvas, x, 1, $"$ {RunSpecs.CommandLine(text.Spec)}", Ink.Accent, canvas.Size.Columns - x - 1, model.Glyphs);
    }

    private void DrawFind(AppModel model, Canvas canvas)
    {
        CodeModel code = model.Code;
        canvas.Put(1, 0, "find:", code.Typing ? Ink.Key : Ink.Dim);
        if (code.Sought.Length == 0)
            return;
        if (code.Match < 0)
        {
            canvas.PutRight(canvas.Size.Columns - 1, 0, "is nowhere", Ink.Bad);
            return;
        }
        string next = KeyTable.KeyOf(model, ScreenAction.NextMatch), back = KeyTable.KeyOf(model, ScreenAction.PreviousMatch);
        canvas.PutRight(canvas.Size.Columns - 1, 0, $"line {Numbers.Plain(code.Match + 1)}{(code.Typing ? "" : $"; {next}, {back}: others")}", Ink.Dim);
    }

    private void DrawFoot(AppModel model, Canvas canvas)
    {
        Lines.Rule(canvas, 0, "", Ink.Dim, model.Glyphs);
        int y = 1;
        foreach (var row in Wrapping.Of([new Piece(Compiling(model), Ink.Dim)], canvas.Size.Columns - 2))
            canvas.Put(1, y++, string.Concat(row.Select(piece => piece.Text)), Ink.Dim);
    }

    private string Compiling(AppModel model) => $"{KeyTable.KeyOf(model, ScreenAction.Write)} writes it{(_text is { } text ? $"; {CProgram.GccCommand("FILE.c", text.Spec)}" : "")}";
}
