using Sandbox.Core.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary>Asks a teacher for what goes into a new lesson. An empty line takes what stands in brackets.</summary>
/// <param name="context">Where it asks.</param>
/// <param name="leave">Ends the dialogue.</param>
internal sealed class LessonDialogue(CommandContext context, CancellationToken leave)
{
    private bool _left;

    /// <summary>The lesson; <c>null</c> where the input ended or the dialogue was left.</summary>
    public LessonDraft? Ask(LessonDraft draft)
    {
        context.Output.WriteLine("A new lesson: one run, one question. An empty line takes what stands in brackets; everything can be changed in the files.");
        draft = draft with { Title = Answer("title", draft.Title) };
        draft = draft with { Summary = Answer("what it asks, in one line", draft.Summary) };
        draft = draft with { Run = Answer("what is run, as options of sandbox run", draft.Run, text => (draft with { Run = text }).RunProblem) };
        draft = draft with { Ask = Answer("the question", draft.Ask) };
        context.Output.WriteLine("Choices, each with the condition that makes it right. None makes it a question for the verdict.");
        while (!_left && draft.Choices.Length < LessonCaps.Items && Choice(draft.Choices.Length) is { Length: > 0 } choice)
            draft = draft with { Choices = [.. draft.Choices, choice] };
        return _left ? null : draft;
    }

    private string Choice(int index)
    {
        string text = Answer($"choice {Answers.LetterOf(index)}", "");
        if (text.Length == 0)
            return "";
        string when = Answer("  is right when (FIELD=VALUE, such as verdict=contained)", "", condition =>
            new LessonDraft("a") { Choices = [Of(condition), Of(condition)] }.ChoiceProblem);
        return Of(when);

        string Of(string condition) => $"{text} {LessonDraft.Mark} {condition}";
    }

    private string Answer(string what, string otherwise, Func<string, string?>? problem = null)
    {
        while (!_left)
        {
            context.Output.Write(otherwise.Length > 0 ? $"{what} [{otherwise}]: " : $"{what}: ");
            context.Output.Flush();
            if (context.ReadLine(leave) is not { } line)
            {
                _left = true;
                break;
            }
            string text = line.Trim() is { Length: > 0 } said ? said : otherwise;
            if (problem?.Invoke(text) is not { } wrong)
                return text;
            context.Output.WriteLine(wrong);
        }
        return "";
    }
}
