using Sandbox.Core.Export;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Code;

/// <summary>What keys do in the view of the C program. Writing the file is an effect.</summary>
internal static class CodeUpdate
{
    private const int LongestSought = 60;

    /// <summary>The program of what is set up; of a run of the past that was opened again, the program of that run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="last">A program that was made before: it is made anew only for another spec.</param>
    public static CodeText? TextOf(AppModel model, CodeText? last = null)
    {
        if (SpecOf(model) is not { } spec)
            return null;
        last = ReferenceEquals(model.Code.Text?.Spec, spec) ? model.Code.Text : last;
        return ReferenceEquals(last?.Spec, spec) ? last : new CodeText(spec, CodeLine.Of(CProgram.Of(spec)));
    }

    /// <summary>What the program does, as a command.</summary>
    public static string? CommandOf(AppModel model) => SpecOf(model) is { } spec ? RunSpecs.CommandLine(spec) : null;

    public static Transition Act(AppModel model, ScreenAction action)
    {
        if (TextOf(model) is not { } text)
            return model;
        CodeModel code = model.Code with { Text = text };
        if (code.Typing)
        {
            code = code with { Typing = false };
            if (action is ScreenAction.Choose or ScreenAction.Back)
                return With(model, action == ScreenAction.Back ? None(code) : code);
        }
        return action switch
        {
            ScreenAction.Find => With(model, code with { Typing = true, Sought = "", From = Math.Max(0, code.Match), Match = -1 }),
            ScreenAction.NextMatch => To(model, code, code.Match + 1, 1),
            ScreenAction.PreviousMatch => To(model, code, code.Match - 1, -1),
            ScreenAction.Back when code.Sought.Length > 0 => With(model, None(code)),
            ScreenAction.Write => new Transition(model, [new Effect.WriteProgram(text.Spec)]),
            _ => model,
        };
    }

    /// <summary>What is looked for changed while it was typed: to the first line with it, from where the search began.</summary>
    public static AppModel Typed(AppModel model, string sought)
    {
        if (!model.Code.Typing || TextOf(model) is not { } text)
            return model;
        CodeModel code = model.Code with { Text = text, Sought = Cut.Beginning(sought, LongestSought), Match = -1 };
        return code.Sought.Length == 0 ? With(model, code) : To(model, code, code.From, 1);
    }

    /// <summary>What is looked for is whole.</summary>
    public static AppModel Ended(AppModel model) => model.Code.Typing ? With(model, model.Code with { Typing = false }) : model;

    /// <summary>To the next line with what is looked for, once around.</summary>
    private static AppModel To(AppModel model, CodeModel code, int from, int direction)
    {
        if (code.Sought.Length == 0)
            return model with { Notice = new Notice($"nothing is looked for yet: {KeyTable.KeyOf(model, ScreenAction.Find)} looks for a text", Terminal.Ink.Dim) };
        CodeLine[] lines = code.Text!.Lines;
        for (int step = 0; step < lines.Length; step++)
        {
            int line = ((from + step * direction) % lines.Length + lines.Length) % lines.Length;
            if (lines[line].Text.Contains(code.Sought, StringComparison.OrdinalIgnoreCase))
                return With(model, code with { Match = line });
        }
        return With(model, code with { Match = -1 });
    }

    private static RunSpec? SpecOf(AppModel model) =>
        model.Seen is { Past: not null } past ? past.Spec : model.Workbench.Draft.Spec ?? model.Seen?.Spec;

    private static CodeModel None(CodeModel code) => code with { Sought = "", Match = -1 };

    private static AppModel With(AppModel model, CodeModel code) => model with { Code = code };
}
