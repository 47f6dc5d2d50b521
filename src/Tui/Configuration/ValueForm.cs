using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Configuration;

/// <summary>
/// What the value of a setting looks like: as JSON in a file, as text in a variable, and as JSON again for scripts and in the schema. Whether a number is
/// in its range and a word names something is asked later, where the whole run is known; here only types are held.
/// </summary>
internal abstract class ValueForm
{
    /// <summary>The most items of a list: a file of a megabyte could name 100,000 folders, and each would be looked into.</summary>
    protected const int MostItems = 64;

    /// <summary>All that it can be, where that is a list of words; otherwise empty.</summary>
    public virtual ImmutableArray<string> Words => [];

    /// <summary>The form of a run's setting.</summary>
    public static ValueForm Of(RunSetting setting) => setting.Form switch
    {
        SettingForm.Workers => new IndicesForm(setting.JsonForm),
        SettingForm.Switch => new SwitchForm(),
        SettingForm.Number => NumberForm.For(setting),
        // A fault may have an argument behind a colon: its words are not all that there is.
        SettingForm.Choice when !setting.Value.Contains('[') => new TextForm(setting.JsonForm, setting.Words),
        _ => new TextForm(setting.JsonForm, []),
    };

    /// <summary>Reads a value of a file that is not <c>null</c>; says what is wrong, and returns <c>null</c> then.</summary>
    public abstract PlacedText? Read(PlacedJson json, string name, FileText file);

    /// <summary>Reads a variable; returns what is wrong where it is not right.</summary>
    public virtual (PlacedText? Value, string? Problem) Read(string text, string variable) => (new PlacedText(text, variable), null);

    /// <summary>The value as a settings file would have it.</summary>
    public abstract JsonNode? ToJson(PlacedText value);

    /// <summary>What a schema says of it.</summary>
    public abstract JsonObject Schema();
}

/// <summary>A text in quotes.</summary>
/// <param name="expected">What messages expect.</param>
/// <param name="words">All that it can be, for the schema; empty where there is more.</param>
internal sealed class TextForm(string expected, ImmutableArray<string> words) : ValueForm
{
    public override PlacedText? Read(PlacedJson json, string name, FileText file) =>
        json.Shape == JsonShape.Text ? file.Placed(json) : file.Wrong(json, name, expected);

    public override JsonNode? ToJson(PlacedText value) => value.Text;

    public override JsonObject Schema() => words.IsEmpty
        ? new() { ["type"] = new JsonArray("string", "null") }
        : new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode?)word), null]) };
}

/// <summary>One word of a few.</summary>
internal sealed class WordForm(params ImmutableArray<string> words) : ValueForm
{
    public override ImmutableArray<string> Words => words;

    public override PlacedText? Read(PlacedJson json, string name, FileText file) =>
        json.Shape == JsonShape.Text && words.Contains(json.Text)
            ? file.Placed(json)
            : file.Wrong(json, name, $"{string.Join(", ", words[..^1])} or {words[^1]}");

    public override JsonNode? ToJson(PlacedText value) => value.Text;

    public override JsonObject Schema() => new TextForm("", words).Schema();
}

/// <summary>A number of a run.</summary>
/// <param name="expected">What messages expect.</param>
/// <param name="type">What a schema calls it.</param>
/// <param name="least">The least that it can be, for the schema.</param>
/// <param name="most">The most that it can be, for the schema.</param>
internal sealed class NumberForm(string expected, string type, double least, double most) : ValueForm
{
    public static NumberForm For(RunSetting setting) => setting switch
    {
        WholeSetting whole => new NumberForm(setting.JsonForm, "integer", whole.Least, whole.Most),
        SecondsSetting seconds => new NumberForm(setting.JsonForm, "number", 0, seconds.Most),
        _ => throw new UnreachableException(setting.Name),
    };

    /// <summary>A number as people write them, <c>1_000</c> or <c>1e3</c>, as JSON has it.</summary>
    public static JsonNode? Number(string text) => WrittenNumber.TryWhole(text, out long? whole) && whole is { } number
        ? JsonValue.Create(number)
        : WrittenNumber.Seconds(text, double.MaxValue, zeroAllowed: true) is { Problem: null, Value: var real } ? JsonValue.Create(real) : text;

    public override PlacedText? Read(PlacedJson json, string name, FileText file) =>
        json.Shape == JsonShape.Number ? file.Placed(json) : file.Wrong(json, name, expected);

    public override JsonNode? ToJson(PlacedText value) => Number(value.Text!);

    public override JsonObject Schema() => Schema(type, least, most);

    /// <summary>What a schema says of a number in a range; an editor counts in doubles, so that the largest numbers of 64 bits have no bound there.</summary>
    public static JsonObject Schema(string type, double least, double most)
    {
        JsonObject schema = new() { ["type"] = new JsonArray(type, "null"), ["minimum"] = least };
        if (most <= 1L << 53)
            schema["maximum"] = most;
        return schema;
    }
}

/// <summary>A whole number in a range.</summary>
internal sealed class WholeForm(long least, long most) : ValueForm
{
    public override PlacedText? Read(PlacedJson json, string name, FileText file) =>
        json.Shape == JsonShape.Number && WrittenNumber.Whole(json.Text, least, most).Problem is null
            ? file.Placed(json)
            : file.Wrong(json, name, $"a whole number from {least:#,0} to {most:#,0}");

    public override JsonNode? ToJson(PlacedText value) => NumberForm.Number(value.Text!);

    public override JsonObject Schema() => NumberForm.Schema("integer", least, most);
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class SwitchForm : ValueForm
{
    public override PlacedText? Read(PlacedJson json, string name, FileText file) =>
        json.Shape == JsonShape.Switch ? file.Placed(json) : file.Wrong(json, name, "true or false");

    public override (PlacedText? Value, string? Problem) Read(string text, string variable) => text is SwitchSetting.OnWord or SwitchSetting.OffWord
        ? base.Read(text, variable)
        : (null, $"{Quoted.Of(text)} is neither true nor false");

    public override JsonNode? ToJson(PlacedText value) => value.Text == SwitchSetting.OnWord;

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("boolean", "null") };
}

/// <summary>The faulty workers: an index, a list of indices, a word.</summary>
internal sealed class IndicesForm(string expected) : ValueForm
{
    public override PlacedText? Read(PlacedJson json, string name, FileText file)
    {
        if (json.Shape is JsonShape.Text or JsonShape.Number)
            return file.Placed(json);
        if (json.Shape != JsonShape.List)
            return file.Wrong(json, name, expected);
        foreach (PlacedJson item in json.Items.Where(item => item.Shape != JsonShape.Number))
            file.Wrong(item, name, "an index");
        return new PlacedText(string.Join(',', json.Items.Where(item => item.Shape == JsonShape.Number).Select(item => item.Text)), file.At(json.Offset));
    }

    public override JsonNode? ToJson(PlacedText value)
    {
        if (value.Text is not { } text || !char.IsAsciiDigit(text.FirstOrDefault()))
            return value.Text;
        return new JsonArray([.. text.Split(',').Select(NumberForm.Number)]);
    }

    public override JsonObject Schema() => new()
    {
        ["oneOf"] = new JsonArray(
            new JsonObject { ["enum"] = new JsonArray("last", "all", null) },
            new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, ["minItems"] = 1 }),
    };
}

/// <summary>A list of folders.</summary>
internal sealed class FoldersForm : ValueForm
{
    private static readonly string TooMany = $"at most {MostItems} folders";

    public override PlacedText? Read(PlacedJson json, string name, FileText file)
    {
        if (json.Shape != JsonShape.List)
            return file.Wrong(json, name, "a list of folders");
        if (json.Items.Length > MostItems)
            return file.Problem(json.Offset, $"\"{name}\" has {json.Items.Length:#,0} folders; expected {TooMany}");
        foreach (PlacedJson item in json.Items.Where(item => item is not { Shape: JsonShape.Text, Text.Length: > 0 }))
            file.Wrong(item, name, "the path of a folder in quotes");
        // A relative path is seen from the settings file: where the program is started from should not matter.
        return Listed(json.Items.Select(item => new PlacedText(Path.Combine(file.Folder, item.Text), file.At(item.Offset))), file.At(json.Offset));
    }

    public override (PlacedText? Value, string? Problem) Read(string text, string variable)
    {
        string[] folders = text.Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Length > MostItems
            ? (null, $"{folders.Length:#,0} folders are named; expected {TooMany}")
            : (Listed(folders.Select(folder => new PlacedText(folder, variable)), variable), null);
    }

    public override JsonNode? ToJson(PlacedText value) => new JsonArray([.. value.Items.Select(item => (JsonNode?)item.Text)]);

    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("array", "null"),
        ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        ["maxItems"] = MostItems,
    };

    private static PlacedText Listed(IEnumerable<PlacedText> items, string place)
    {
        ImmutableArray<PlacedText> all = [.. items];
        return new PlacedText(string.Join(',', all.Select(item => item.Text)), place) { Items = all };
    }
}

/// <summary>The keys of an action: the name of one, or a list of names.</summary>
internal sealed class KeysForm : ValueForm
{
    private const string AKey = "a character, Up, PgDn, Esc, Space, F1 to F12, C-x, A-x or S-Tab";

    /// <summary>The form: there is but one.</summary>
    public static KeysForm Only { get; } = new();

    public override PlacedText? Read(PlacedJson json, string name, FileText file)
    {
        ImmutableArray<PlacedJson> given = json.Shape == JsonShape.Text ? [json] : json.Items;
        if (json.Shape is not (JsonShape.Text or JsonShape.List))
            return file.Wrong(json, name, "the name of a key in quotes, or a list of them");
        if (given.IsEmpty)
            return file.Problem(json.Offset, $"\"{name}\" has no key; expected at least one");
        if (given.Length > MostItems)
            return file.Problem(json.Offset, $"\"{name}\" has {given.Length:#,0} keys; expected at most {MostItems}");
        ImmutableArray<PlacedText> keys = [.. given.Select(item => KeyOf(item, name, file)).OfType<PlacedText>()];
        return new PlacedText(string.Join(',', keys.Select(key => key.Text)), file.At(json.Offset)) { Items = keys };
    }

    public override JsonNode? ToJson(PlacedText value) => new JsonArray([.. value.Items.Select(item => (JsonNode?)item.Text)]);

    public override JsonObject Schema()
    {
        JsonObject one = new() { ["type"] = "string", ["minLength"] = 1 };
        return new()
        {
            ["oneOf"] = new JsonArray(
                new JsonObject { ["type"] = new JsonArray("string", "null"), ["minLength"] = 1 },
                new JsonObject { ["type"] = "array", ["items"] = one, ["minItems"] = 1, ["maxItems"] = MostItems }),
        };
    }

    private static PlacedText? KeyOf(PlacedJson item, string name, FileText file)
    {
        if (item.Shape != JsonShape.Text)
            return file.Wrong(item, name, "the name of a key in quotes");
        return Key.Parse(item.Text) is { } key
            ? new PlacedText(key.ToString(), file.At(item.Offset))
            : file.Problem(item.Offset, $"{Quoted.Of(item.Text)} for \"{name}\" is not a key; expected {AKey}");
    }
}
