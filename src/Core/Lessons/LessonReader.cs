using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Core.Lessons;

/// <summary>A lesson, or everything that is wrong with it.</summary>
/// <param name="Lesson">The lesson; <c>null</c> where there are problems.</param>
/// <param name="Problems">Every problem, with file, line and column.</param>
public sealed record LessonReading(Lesson? Lesson, ImmutableArray<SpecProblem> Problems);

/// <summary>A file as it was read.</summary>
/// <param name="Path">How messages name it.</param>
/// <param name="Bytes">What is in it.</param>
public sealed record LessonFile(string Path, byte[] Bytes);

/// <summary>
/// Understands a lesson that anybody may have written. It starts nothing and opens nothing: what the files hold is all that it sees.
/// </summary>
public static class LessonReader
{
    /// <summary>Reads a lesson.</summary>
    /// <param name="id">Its name: that of its folder.</param>
    /// <param name="json">Its <c>scenario.json</c>.</param>
    /// <param name="text">Its <c>lesson.md</c>.</param>
    public static LessonReading Read(string id, LessonFile json, LessonFile text)
    {
        LessonSource fields = new(json.Path, WithoutMark(json.Bytes)), prose = new(text.Path, WithoutMark(text.Bytes));
        string words = prose.IsText("the lesson's text") ? prose.Lines() : "";
        Lesson? read = fields.IsText("an object in braces") && fields.Json() is { } root ? new Reading(fields).Lesson(id, root, words) : null;
        if (!Lesson.IsId(id))
            fields.Complain(0, $"the folder is called {Quoted.Of(id)}; expected small letters, digits and dashes, at most 40 of them");
        ImmutableArray<SpecProblem> problems = [.. SpecProblems.Told(fields.Problems, json.Path), .. SpecProblems.Told(prose.Problems, text.Path)];
        return new LessonReading(problems.IsEmpty ? read : null, problems);
    }

    /// <summary>Reads a lesson whose fields stand in a larger file.</summary>
    /// <param name="source">The file; takes what is wrong.</param>
    /// <param name="id">The lesson's name.</param>
    /// <param name="fields">What stands in the <c>scenario.json</c> of others.</param>
    /// <param name="text">Its text.</param>
    internal static Lesson? Read(LessonSource source, string id, PlacedJson fields, string text) => new Reading(source).Lesson(id, fields, text);

    /// <summary>A text without the mark that some editors put in front of it.</summary>
    internal static byte[] WithoutMark(byte[] bytes) => bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    /// <summary>One reading of a scenario.json.</summary>
    private sealed class Reading(LessonSource source)
    {
        private static readonly string[] Keys = ["title", "summary", "level", "minutes", "steps"];

        private readonly ConditionReader _conditions = new(source);
        private readonly LessonRunReader _runs = new(source);

        public Lesson? Lesson(string id, PlacedJson root, string text)
        {
            if (source.Members(root, "the scenario", Keys, "$schema", "place", "path", "exercise", "teacher", "followUps") is not { } members)
                return null;
            if (members.TryGetValue("$schema", out PlacedJson? schema) && schema.Shape != JsonShape.Text)
                source.Wrong(schema, "$schema", "the name of a JSON schema");
            Lesson lesson = new(
                id,
                Text(members, "title", LessonCaps.Title),
                Text(members, "summary", LessonCaps.Summary),
                Word(members, "level", Lessons.Lesson.Levels),
                members.TryGetValue("minutes", out PlacedJson? minutes) ? source.Whole(minutes, "minutes", 1, LessonCaps.Minutes) : 0,
                members.TryGetValue("place", out PlacedJson? place) ? source.Whole(place, "place", 1, 10_000) : null,
                text,
                List(members, "steps", 1, Step),
                List(members, "followUps", 0, FollowUp))
            {
                Path = Optional(members, "path", LessonCaps.Path),
                Exercise = Optional(members, "exercise", LessonCaps.Summary),
                Teacher = Optional(members, "teacher", LessonCaps.Text),
            };
            _runs.CheckTogether(root.Offset);
            return lesson;
        }

        private LessonStep? Step(PlacedJson value)
        {
            if (source.Members(value, "a step", ["run", "predictions"], "intro", "explanation") is not { } members)
                return null;
            RunSpec? spec = members.TryGetValue("run", out PlacedJson? run) ? _runs.Spec(run, counts: true) : null;
            string intro = Text(members, "intro", LessonCaps.Text);
            ImmutableArray<Prediction> predictions = List(members, "predictions", 1, Prediction);
            ImmutableArray<Claim> explanation = List(members, "explanation", 0, Claim);
            return spec is null ? null : new LessonStep(intro, spec, predictions, explanation);
        }

        private Prediction? Prediction(PlacedJson value)
        {
            Prediction? read = Question(value, out Dictionary<string, PlacedJson> members);
            string? because = Optional(members, "because", LessonCaps.Text);
            return read is null ? null : read with { Because = because };
        }

        private Prediction? Question(PlacedJson value, out Dictionary<string, PlacedJson> members)
        {
            members = [];
            if (source.Members(value, "a prediction", ["ask", "kind"], "choices", "path", "count", "where", "because") is not { } found)
                return null;
            members = found;
            string ask = Text(members, "ask", LessonCaps.Text), kind = Word(members, "kind", Lessons.Prediction.Kinds), origin = source.Origin(value.Offset);
            string[] belong = kind switch { "choice" => ["choices"], "number" or "signal" => ["path", "count", "where"], "worker" => ["where"], _ => [] };
            foreach (PlacedMember odd in value.Members.Where(member => kind.Length > 0 && member.Name is not ("ask" or "kind" or "because") && found.ContainsKey(member.Name) && !belong.Contains(member.Name)))
                source.Complain(odd.Offset, $"a prediction of the kind {kind} has no \"{odd.Name}\"; expected {(belong.Length == 0 ? "nothing else" : string.Join(" or ", belong))}");
            switch (kind)
            {
                case "choice":
                    if (!members.ContainsKey("choices"))
                        source.Complain(value.Offset, "a prediction of the kind choice has no \"choices\"; expected a list of them");
                    return new Prediction.OfChoice(ask, origin, List(members, "choices", 2, Choice));
                case "number" or "signal":
                    Quantity? quantity = _conditions.Quantity(members, value.Offset, $"a prediction of the kind {kind}");
                    return quantity is null ? null : kind == "number" ? new Prediction.OfNumber(ask, origin, quantity) : new Prediction.OfSignal(ask, origin, quantity);
                case "worker":
                    if (!members.TryGetValue("where", out PlacedJson? where))
                        source.Complain(value.Offset, "a prediction of the kind worker has no \"where\"; expected a condition over one worker");
                    return where is not null && _conditions.Condition(where, "where") is { } condition ? new Prediction.OfWorker(ask, origin, condition) : null;
                case "verdict":
                    return new Prediction.OfVerdict(ask, origin);
                default:
                    return null;
            }
        }

        private Choice? Choice(PlacedJson value)
        {
            if (source.Members(value, "a choice", ["text", "when"], "because") is not { } members)
                return null;
            string text = Text(members, "text", LessonCaps.Text);
            string? because = Optional(members, "because", LessonCaps.Text);
            return members.TryGetValue("when", out PlacedJson? when) && _conditions.Condition(when, "when") is { } condition ? new Choice(text, condition, because) : null;
        }

        private Claim? Claim(PlacedJson value)
        {
            if (source.Members(value, "a statement", ["text"], "proof") is not { } members)
                return null;
            string text = Text(members, "text", LessonCaps.Text);
            return new Claim(text, members.TryGetValue("proof", out PlacedJson? proof) ? _conditions.Condition(proof, "proof") : null, source.Origin(value.Offset));
        }

        private FollowUp? FollowUp(PlacedJson value)
        {
            if (source.Members(value, "a follow-up", ["title", "run"]) is not { } members)
                return null;
            string title = Text(members, "title", LessonCaps.Summary);
            return members.TryGetValue("run", out PlacedJson? run) && _runs.Spec(run, counts: false) is { } spec ? new FollowUp(title, spec) : null;
        }

        private string Text(Dictionary<string, PlacedJson> members, string name, int longest) =>
            members.TryGetValue(name, out PlacedJson? value) ? source.Text(value, name, longest) : "";

        private string? Optional(Dictionary<string, PlacedJson> members, string name, int longest) =>
            members.TryGetValue(name, out PlacedJson? value) ? source.Text(value, name, longest) : null;

        private string Word(Dictionary<string, PlacedJson> members, string name, ImmutableArray<string> words)
        {
            if (!members.TryGetValue(name, out PlacedJson? value))
                return "";
            if (value.Shape == JsonShape.Text && words.Contains(value.Text))
                return value.Text;
            if (value.Shape == JsonShape.Text)
                source.Complain(value.Offset, UnknownWord.Message(name, value.Text, words, see: null));
            else
                source.Wrong(value, name, $"one of {string.Join(", ", words)}");
            return "";
        }

        private ImmutableArray<T> List<T>(Dictionary<string, PlacedJson> members, string name, int least, Func<PlacedJson, T?> read)
            where T : class =>
            members.TryGetValue(name, out PlacedJson? value) ? [.. source.Items(value, name, least, LessonCaps.Items).Select(read).OfType<T>()] : [];
    }
}
