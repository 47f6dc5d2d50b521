using System.Collections.Immutable;
using Sandbox.Core.Checking;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.Trace;
using Sandbox.Tui.Terminal;
using Line = System.Collections.Immutable.ImmutableArray<Sandbox.Tui.App.Piece>;

namespace Sandbox.Tui.Screens.Exercise;

/// <summary>What stands on the pages of an exercise, for one of its two programs.</summary>
internal static class ExercisePages
{
    private const int MostProcesses = 100, MostLines = 200;

    /// <summary>What a page is called.</summary>
    public static string NameOf(int page) => page switch
    {
        ExerciseModel.SourcePage => "texts",
        ExerciseModel.CompilerPage => "compiler",
        _ => $"case {Numbers.Plain(page - ExerciseModel.FirstCasePage + 1)}",
    };

    /// <summary>The lines of the page that is shown.</summary>
    public static ImmutableArray<Line> Of(AppModel model, ExerciseSide side)
    {
        ExerciseModel exercise = model.Exercise;
        ExerciseProgram program = exercise.Of(side);
        return exercise.OpenTask is null ? [] : exercise.Page switch
        {
            ExerciseModel.SourcePage => Source(program),
            ExerciseModel.CompilerPage => Compiler(model, side, program),
            _ => Case(model, side, program, exercise.Page - ExerciseModel.FirstCasePage),
        };
    }

    /// <summary>What came of a program so far, in few words.</summary>
    public static Piece Verdict(ExerciseModel exercise, ExerciseSide side)
    {
        ExerciseProgram program = exercise.Of(side);
        if (program.Problem is not null)
            return new Piece(program.Compilation?.Problem is not null ? "does not compile" : "not run", Ink.Bad);
        (int kept, int of) = program.Rules;
        return of == 0 ? new Piece("") : new Piece($"{kept} of {of} rules", kept == of ? Ink.Good : Ink.Bad);
    }

    private static ImmutableArray<Line> Source(ExerciseProgram program)
    {
        if (program.NoSource is { } why)
            return [[new Piece(Quoted.Bare(why), Ink.Warning)]];
        int width = Numbers.Plain(program.Source.Length).Length;
        return [.. program.Source.Select((line, at) => Row(new Piece($"{Numbers.Plain(at + 1).PadLeft(width)} ", Ink.Dim), new Piece(line)))];
    }

    private static ImmutableArray<Line> Compiler(AppModel model, ExerciseSide side, ExerciseProgram program)
    {
        List<Line> lines = [];
        if (program.Refusal is { } refusal)
            lines.Add([new Piece(Quoted.Bare(refusal), Ink.Bad)]);
        if (program.Compilation is { } compilation)
        {
            lines.Add([new Piece("$ ", Ink.Dim), new Piece(Quoted.Bare(CommandWords.Line(compilation.Command)), Ink.Accent)]);
            lines.AddRange(compilation.Lines.Take(MostLines).Select(line => Row(new Piece(SafeLines.Line(line), InkOf(line)))));
            if (compilation.Lines.Length > MostLines)
                lines.Add([new Piece($"and {Numbers.Grouped(compilation.Lines.Length - MostLines)} lines more", Ink.Dim)]);
            lines.Add([new Piece(compilation.Problem is { } problem ? Quoted.Bare(problem) : "It compiles.", compilation.Problem is null ? Ink.Good : Ink.Bad)]);
        }
        return lines.Count > 0 ? [.. lines] : program.Results.IsEmpty ? [[Waiting(model, side, "It has not been compiled yet")]] : [[new Piece("It is no C file, and is run as it is.", Ink.Dim)]];
    }

    private static ImmutableArray<Line> Case(AppModel model, ExerciseSide side, ExerciseProgram program, int number)
    {
        if (program.Problem is { } problem)
            return [[new Piece(Quoted.Bare(problem), Ink.Bad)]];
        if (number >= program.Results.Length)
            return [[Waiting(model, side, "It has not been run yet")]];
        CaseResult result = program.Results[number];
        List<Line> lines = [.. Rules(model, result)];
        lines.AddRange([[], [new Piece("processes", Ink.Title), new Piece(": did the parent look?", Ink.Dim)], .. Tree(model, result.Trial.Tree), [], [new Piece("printed", Ink.Title)]]);
        lines.AddRange(result.Trial.Lines.Take(MostLines).Select(line => Row(new Piece(SafeLines.Line(line)))));
        if (result.Trial.Lines.IsEmpty)
            lines.Add([new Piece("nothing", Ink.Dim)]);
        if (result.Trial.Lines.Length > MostLines)
            lines.Add([new Piece($"and {Numbers.Grouped(result.Trial.Lines.Length - MostLines)} lines more", Ink.Dim)]);
        return [.. lines];
    }

    private static Line Row(params Line pieces) => pieces;

    private static Ink InkOf(string said) =>
        said.Contains("error:", StringComparison.Ordinal) ? Ink.Bad : said.Contains("warning:", StringComparison.Ordinal) ? Ink.Warning : Ink.Plain;

    private static Piece Waiting(AppModel model, ExerciseSide side, string idle)
    {
        ExerciseModel exercise = model.Exercise;
        return new Piece(
            !exercise.Live ? $"{idle}: {KeyTable.KeyOf(model, ScreenAction.Run)} checks." : exercise.Now?.Side == side ? "It is under way." : "Its turn comes.",
            Ink.Dim);
    }

    /// <summary>What is broken comes first, with what shows it; what is kept is named.</summary>
    private static IEnumerable<Line> Rules(AppModel model, CaseResult result)
    {
        foreach (RuleResult rule in result.Rules.Where(rule => rule.Breach is not null))
        {
            yield return [new Piece($"{model.Glyphs.Wrong} ", Ink.Bad), new Piece($"{rule.Rule.Row.Id}: {rule.Rule.Says}", Ink.Bad)];
            yield return [new Piece("  "), new Piece(Quoted.Bare(rule.Breach!.Why))];
            if (rule.Breach.Shows is { } shows)
                yield return [new Piece("  "), new Piece(Quoted.Bare(shows), Ink.Dim)];
        }
        string kept = string.Join(", ", result.Rules.Where(rule => rule.Breach is null).Select(rule => rule.Rule.Row.Id));
        if (kept.Length > 0)
            yield return [new Piece($"{model.Glyphs.Right} ", Ink.Good), new Piece(kept, Ink.Good)];
    }

    private static IEnumerable<Line> Tree(AppModel model, TraceTree tree)
    {
        int shown = 0;
        foreach (TraceTreeRow row in TraceTreeRows.Of(tree, lines: model.Glyphs == Glyphs.Unicode, (_, _) => false))
        {
            if (shown++ == MostProcesses)
            {
                yield return [new Piece($"and {Numbers.Grouped(tree.Processes.Count - MostProcesses)} processes more", Ink.Dim)];
                yield break;
            }
            TracedProcess process = row.Process;
            (string fate, Ink ink) = TraceRows.Fate(process);
            yield return [new Piece($"{row.Before}{TraceRows.Name(process)} "), new Piece(process.End is { } end ? $"{end.Hex} " : "", Ink.Dim), new Piece(fate, ink)];
            // Its status word says as much.
            if (process is { EndedWell: true })
                continue;
            string below = process.Children.IsEmpty ? row.Below : model.Glyphs == Glyphs.Unicode ? $"{row.Below}│  " : $"{row.Below}|  ";
            yield return [new Piece($"{below}  ", Ink.Plain), new Piece(TraceSentence.EndOf(process), TraceRows.InkOf(process))];
        }
    }
}
