using Sandbox.Core.Export;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Code;

/// <summary>What keys do in the view of the C program. Writing the file is an effect.</summary>
internal static class CodeUpdate
{
    private const int SideStep = 8;
    private const int LongestSought = 60;

    /// <summary>The program of what is set up; of a run of the past that was opened again, the program of that run.</summary>
    public static CodeText? TextOf(AppModel model)
    {
        if (SpecOf(model) is not { } spec)
            return null;
        return model.Code.Text is { } text && ReferenceEquals(text.Spec, spec) ? text : new CodeText(spec, CodeLine.Of(CProgram.Of(spec)));
    }

    public static Transition Act(AppModel model, ScreenAction action)
    {
        if (TextOf(model) is not { } text)
            return model;
        CodeModel code = model.Code;
        if (code.Typing)
        {
            code = code with { Typing = false, Sought = action == ScreenAction.Back ? "" : code.Sought, Match = action == ScreenAction.Back ? -1 : code.Match };
            return With(model, code);
        }
        int page = CodeView.TextRows(model.Room);
        return action switch
        {
            ScreenAction.Up => To(code.Top - 1),
            ScreenAction.Down => To(code.Top + 1),
            ScreenAction.PageUp => To(code.Top - page),
            ScreenAction.PageDown => To(code.Top + page),
            ScreenAction.First => To(0),
            ScreenAction.Last => To(int.MaxValue),
            ScreenAction.Left => With(model, code with { Text = text, Left = Math.Max(0, code.Left - SideStep) }),
            ScreenAction.Right => With(model, code with { Text = text, Left = Math.Min(Widest(text), code.Left + SideStep) }),
            ScreenAction.Find => With(model, code with { Text = text, Typing = true, Sought = "", Match = -1 }),
            ScreenAction.NextMatch => Sought(model, text, code.Match + 1, 1),
            ScreenAction.PreviousMatch => Sought(model, text, code.Match - 1, -1),
            ScreenAction.Back when code.Sought.Length > 0 => With(model, code with { Sought = "", Match = -1 }),
            ScreenAction.Write => new Transition(model, [new Effect.WriteProgram(text.Spec)]),
            _ => model,
        };

        AppModel To(int top) => With(model, code with { Text = text, Top = Math.Clamp(top, 0, LastTop(model, text)) });
    }

    /// <summary>While what is looked for is being typed, every character belongs to it.</summary>
    public static bool TakesText(AppModel model, Key key) =>
        model.Code.Typing && (key.IsText || key == Key.Backspace);

    public static AppModel Typed(AppModel model, Key key)
    {
        string text = model.Code.Sought;
        return Seek(model, key == Key.Backspace ? text[..Math.Max(0, text.Length - 1)] : text + key.Rune);
    }

    public static AppModel Pasted(AppModel model, string text) => model.Code.Typing ? Seek(model, model.Code.Sought + text.Trim()) : model;

    private static AppModel Seek(AppModel model, string sought)
    {
        CodeModel code = model.Code with { Sought = sought.Length <= LongestSought ? sought : sought[..LongestSought], Match = -1 };
        return TextOf(model) is { } text ? Sought(With(model, code), text, code.Top, 1) : model;
    }

    /// <summary>To the next line with what is looked for, once around.</summary>
    private static AppModel Sought(AppModel model, CodeText text, int from, int direction)
    {
        CodeModel code = model.Code;
        for (int step = 0; code.Sought.Length > 0 && step < text.Lines.Length; step++)
        {
            int line = ((from + step * direction) % text.Lines.Length + text.Lines.Length) % text.Lines.Length;
            if (!text.Lines[line].Text.Contains(code.Sought, StringComparison.OrdinalIgnoreCase))
                continue;
            int rows = CodeView.TextRows(model.Room);
            int top = line >= code.Top && line < code.Top + rows ? code.Top : Math.Clamp(line - rows / 2, 0, LastTop(model, text));
            return With(model, code with { Text = text, Match = line, Top = top });
        }
        return With(model, code with { Match = -1 });
    }

    private static RunSpec? SpecOf(AppModel model) =>
        model.Seen is { Past: not null } past ? past.Spec : model.Workbench.Draft.Spec ?? model.Seen?.Spec;

    private static int LastTop(AppModel model, CodeText text) =>
        Math.Max(0, text.Lines.Length - CodeView.TextRows(model.Room));

    private static int Widest(CodeText text)
    {
        int widest = 0;
        foreach (CodeLine line in text.Lines)
            widest = Math.Max(widest, line.Text.Length);
        return Math.Max(0, widest - SideStep);
    }

    private static AppModel With(AppModel model, CodeModel code) => model with { Code = code };
}
