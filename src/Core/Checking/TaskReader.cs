using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Checking;

/// <summary>A task, or everything that is wrong with it.</summary>
/// <param name="Task">The task; <c>null</c> where there are problems.</param>
/// <param name="Problems">Every problem, with file, line and column.</param>
public sealed record TaskReading(CheckTask? Task, ImmutableArray<SpecProblem> Problems);

/// <summary>Understands a task that anybody may have written. It starts nothing: no key of it names a program.</summary>
public static class TaskReader
{
    private const int MostCases = 20, MostArguments = 20, MostInjections = 8;
    private const double LongestTimeout = 120;

    /// <summary>Reads a task.</summary>
    /// <param name="id">Its name: that of its folder.</param>
    /// <param name="file">Its <c>task.json</c>.</param>
    /// <param name="broken">Its <c>broken.c</c>; <c>null</c> where it has none.</param>
    public static TaskReading Read(string id, LessonFile file, LessonFile? broken = null)
    {
        LessonSource source = new(file.Path, file.Bytes, "tasks/README.md");
        CheckTask? read = source.IsText("an object in braces") && source.Json() is { } root ? new Reading(source).Task(id, root) : null;
        if (!Lesson.IsId(id))
            source.Complain(0, $"the folder is called {Quoted.Of(id)}; expected small letters, digits and dashes, at most 40 of them");
        string? program = broken is null ? null : Broken(source, broken);
        ImmutableArray<SpecProblem> problems = SpecProblems.Told(source.Problems, file.Path);
        return new TaskReading(problems.IsEmpty && read is not null ? read with { Broken = program } : null, problems);
    }

    /// <summary>The program that is to be mended: text that anybody may have written, and that a screen shows.</summary>
    private static string? Broken(LessonSource source, LessonFile file)
    {
        LessonSource program = new(file.Path, file.Bytes, "tasks/README.md");
        string? text = program.IsText("a C program") ? program.Lines() : null;
        foreach (SpecProblem problem in program.Problems)
            source.Complain(problem);
        return text;
    }

    private sealed class Reading(LessonSource source)
    {
        public CheckTask? Task(string id, PlacedJson root)
        {
            if (source.Members(root, "the task", ["title", "summary", "cases"], "$schema", "arguments", "timeout", "firstChild") is not { } members)
                return null;
            return new CheckTask(
                id,
                Text(members, "title", LessonCaps.Title),
                Text(members, "summary", LessonCaps.Summary),
                members.TryGetValue("arguments", out PlacedJson? arguments) ? [.. source.Items(arguments, "arguments", 0, MostArguments).Select(item => source.Text(item, "arguments", LessonCaps.Text))] : [],
                members.TryGetValue("timeout", out PlacedJson? timeout) ? Number(timeout, "timeout", 0.1, LongestTimeout) : 10,
                members.TryGetValue("firstChild", out PlacedJson? first) ? source.Whole(first, "firstChild", 0, 1) : 0,
                members.TryGetValue("cases", out PlacedJson? cases) ? [.. source.Items(cases, "cases", 1, MostCases).Select(Case).OfType<CheckCase>()] : []);
        }

        private CheckCase? Case(PlacedJson value)
        {
            if (source.Members(value, "a case", ["name", "rules"], "inject") is not { } members)
                return null;
            return new CheckCase(
                Text(members, "name", LessonCaps.Title),
                members.TryGetValue("inject", out PlacedJson? inject) ? [.. source.Items(inject, "inject", 1, MostInjections).Select(Injection).OfType<Injection>()] : [],
                members.TryGetValue("rules", out PlacedJson? rules) ? [.. source.Items(rules, "rules", 1, LessonCaps.Items).Select(Rule).OfType<CheckRule>()] : []);
        }

        private Injection? Injection(PlacedJson value)
        {
            string? problem = null;
            Injection? read = value.Shape == JsonShape.Text ? Tracing.Injection.Read(value.Text, out problem) : null;
            if (value.Shape != JsonShape.Text)
                source.Wrong(value, "inject", "an injection in quotes");
            else if (problem is not null)
                source.Complain(value.Offset, problem);
            return read;
        }

        private CheckRule? Rule(PlacedJson value)
        {
            if (value.Shape == JsonShape.Object && value.Members.FirstOrDefault(member => member.Name == "rule")?.Value is { Shape: JsonShape.Text } name)
            {
                if (RuleRow.All.FirstOrDefault(row => row.Id == name.Text) is not { } row)
                {
                    source.Complain(name.Offset, UnknownWord.Message("rule", name.Text, [.. RuleRow.All.Select(row => row.Id)], "tasks/README.md"));
                    return null;
                }
                string[] keys = ["rule", .. row.Number is { } number ? [number.Key] : (string[])[], .. row.Words.IsEmpty ? [] : (string[])["is"]];
                if (source.Members(value, $"the rule {row.Id}", keys) is not { } members)
                    return null;
                double count = row.Number is { } wanted && members.TryGetValue(wanted.Key, out PlacedJson? given) ? Number(given, wanted.Key, wanted.Least, wanted.Most) : 0;
                string word = "";
                if (!row.Words.IsEmpty && members.TryGetValue("is", out PlacedJson? said))
                {
                    word = said.Text;
                    if (said.Shape != JsonShape.Text || !row.Words.Contains(word))
                        source.Wrong(said, "is", $"one of {string.Join(", ", row.Words.Select(one => $"\"{one}\""))}");
                }
                return new CheckRule(row, count, word);
            }
            source.Members(value, "a rule", ["rule"]);
            if (value.Shape == JsonShape.Object && value.Members.FirstOrDefault(member => member.Name == "rule")?.Value is { } odd)
                source.Wrong(odd, "rule", "the name of a rule in quotes");
            return null;
        }

        private double Number(PlacedJson value, string name, double least, double most)
        {
            if (value.Shape == JsonShape.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most)
                return number;
            source.Wrong(value, name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
            return least;
        }

        private string Text(Dictionary<string, PlacedJson> members, string name, int longest) =>
            members.TryGetValue(name, out PlacedJson? value) ? source.Text(value, name, longest) : "";
    }
}
