using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Core.Lessons;

/// <summary>One file of a lesson, and all that is found wrong with it.</summary>
/// <param name="path">How messages name it.</param>
/// <param name="bytes">What is in it.</param>
/// <param name="see">The document that says which keys there are.</param>
/// <param name="most">The most bytes that it may have.</param>
internal sealed class LessonSource(string path, byte[] bytes, string see = "scenarios/README.md", int most = LessonCaps.FileBytes)
{
    private readonly TextPositions _positions = new(bytes);
    private readonly List<SpecProblem> _problems = [];

    public IReadOnlyList<SpecProblem> Problems => _problems;

    public string Origin(long offset) => $"{path}:{_positions.Of(offset)}";

    public void Complain(long offset, string message) => _problems.Add(new SpecProblem(Origin(offset), message));

    public void Complain(SpecProblem problem) => _problems.Add(problem);

    /// <summary>Whether there is a text at all, of a bearable size and in UTF-8.</summary>
    public bool IsText(string wanted)
    {
        if (bytes.Length > most)
            _problems.Add(new SpecProblem(path, $"is larger than {most:#,0} bytes, and nothing of it was read; expected a shorter text"));
        else if (_positions.IsBlank)
            Complain(0, $"the file is empty; expected {wanted}");
        else if (_positions.FirstInvalid() is var invalid && invalid < bytes.Length)
            Complain(invalid, "this is not UTF-8");
        return _problems.Count == 0;
    }

    /// <summary>The file's one JSON value; <c>null</c> where it has none, and that is complained of.</summary>
    public PlacedJson? Json()
    {
        try
        {
            return PlacedJson.Parse(bytes);
        }
        catch (JsonException broken)
        {
            Complain(JsonTokens.OffsetOf(broken, _positions), $"this is not JSON: {broken.Message}");
            return null;
        }
    }

    /// <summary>The file as a text of lines, without anything that does something to a terminal.</summary>
    public string Lines()
    {
        string text = Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);
        foreach ((int line, string content) in text.Split('\n').Index())
        {
            // A tab is a blank to whoever wrote it, and to Markdown.
            if (Odd(content.Replace('\t', ' ')) is { } odd)
                _problems.Add(new SpecProblem($"{path}:{line + 1}:{odd + 1}", OddMessage(content, odd)));
        }
        return text;
    }

    /// <summary>The members of an object by name; what is unknown, said twice or missing is complained of.</summary>
    public Dictionary<string, PlacedJson>? Members(PlacedJson value, string name, string[] required, params string[] optional)
    {
        if (value.Shape != JsonShape.Object)
        {
            Wrong(value, name, "an object in braces");
            return null;
        }
        string[] known = [.. required, .. optional];
        Dictionary<string, PlacedJson> members = [];
        foreach (PlacedMember member in value.Members)
        {
            if (!known.Contains(member.Name))
                Complain(member.Offset, UnknownWord.Message($"key of {name}", member.Name, known, see));
            else if (!members.TryAdd(member.Name, member.Value))
                Complain(member.Offset, $"\"{member.Name}\" is said a second time in {name}; expected once");
        }
        foreach (string key in required)
        {
            if (!members.ContainsKey(key))
                Complain(value.Offset, $"{name} has no \"{key}\"; expected one");
        }
        return members;
    }

    /// <summary>A text of at least one character.</summary>
    public string Text(PlacedJson value, string name, int longest)
    {
        if (value.Shape != JsonShape.Text)
            Wrong(value, name, "a text in quotes");
        else if (value.Text.Trim().Length == 0)
            Complain(value.Offset, $"\"{name}\" is empty; expected a text");
        else if (value.Text.EnumerateRunes().Count() is var count && count > longest)
            Complain(value.Offset, $"\"{name}\" has {count:#,0} characters; expected at most {longest:#,0}");
        else if (Odd(value.Text) is { } odd)
            Complain(value.Offset, $"\"{name}\": {OddMessage(value.Text, odd)}");
        return value.Text;
    }

    /// <summary>A text that is given as a list of its lines.</summary>
    public string Lines(PlacedJson value, string name)
    {
        ImmutableArray<PlacedJson> lines = Items(value, name, 1, LessonCaps.CourseLines);
        foreach (PlacedJson line in lines)
        {
            if (line.Shape != JsonShape.Text)
                Wrong(line, name, "a list of lines, each a text in quotes");
            else if (Odd(line.Text.Replace('\t', ' ')) is { } odd)
                Complain(line.Offset, $"\"{name}\": {OddMessage(line.Text, odd)}");
        }
        string text = string.Join('\n', lines.Select(line => line.Text)) + "\n";
        if (text.Length > LessonCaps.FileBytes)
            Complain(value.Offset, $"\"{name}\" has {text.Length:#,0} characters; expected at most {LessonCaps.FileBytes:#,0}");
        return text;
    }

    /// <summary>A whole number.</summary>
    public int Whole(PlacedJson value, string name, int least, int most)
    {
        if (value.Shape == JsonShape.Number && WrittenNumber.Whole(value.Text, least, most) is { Problem: null, Value: var number })
            return (int)number;
        Wrong(value, name, $"a whole number from {least:#,0} to {most:#,0}");
        return least;
    }

    /// <summary>The items of a list.</summary>
    public ImmutableArray<PlacedJson> Items(PlacedJson value, string name, int least, int most)
    {
        if (value.Shape != JsonShape.List)
            Wrong(value, name, "a list in brackets");
        else if (value.Items.Length < least || value.Items.Length > most)
            Complain(value.Offset, $"\"{name}\" has {value.Items.Length} items; expected {least} to {most}");
        else
            return value.Items;
        return [];
    }

    public void Wrong(PlacedJson value, string name, string wanted) => Complain(value.Offset, $"\"{name}\" is {value.Found}; expected {wanted}");

    /// <summary>Where the first character stands that a terminal might obey, or that cannot be seen.</summary>
    private static int? Odd(string text)
    {
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            string one = rune.ToString();
            if (Quoted.Bare(one) != one)
                return at;
            at += rune.Utf16SequenceLength;
        }
        return null;
    }

    private static string OddMessage(string text, int odd)
    {
        Rune.DecodeFromUtf16(text.AsSpan(odd), out Rune rune, out _);
        return $"there is a control character, {Quoted.Bare(rune.ToString())}, in the text; expected text that can be seen";
    }
}
