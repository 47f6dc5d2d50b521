using System.Text.Json;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Configuration;

/// <summary>
/// Understands one settings file. It reads tokens, and not through a configuration library, because a problem has to name line
/// and column, and because the first frame of the screen waits for it.
/// </summary>
internal sealed class SettingsParser(string path, TextPositions positions)
{
    private const string CapWorkers = "workers";
    private const string CapBytes = "arrayBytes";

    private readonly List<Setting> _settings = [];
    private readonly List<SpecProblem> _problems = [];
    private readonly KeySettings _keys = new();
    private RunCaps _caps = RunCaps.Default;
    private bool _history = true;
    private PaletteId _palette;
    private bool _mouse;
    private readonly List<LessonFolder> _scenarios = [];

    private delegate void Member(ref Utf8JsonReader reader, string key);

    public SettingsReading Parse(ReadOnlySpan<byte> bytes)
    {
        Utf8JsonReader reader = new(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            Members(ref reader, "file", ["run", "caps", "history", "scenarios", "keys", "palette", "mouse"], Section);
            while (reader.Read())
            {
                // To the end, where the reader complains of whatever follows the object.
            }
        }
        catch (JsonException broken)
        {
            long offset = JsonTokens.OffsetOf(broken, positions);
            _problems.Add(new SpecProblem($"{path}:{positions.Of(offset)}", $"this is not JSON: {JsonTokens.WithoutPlace(broken)}"));
        }

        if (_problems.Count == 0)
            _keys.Check(_problems);
        return new SettingsReading([.. _settings], _caps, [.. _problems]) { History = _history, Scenarios = [.. _scenarios], Screen = new ScreenSettings(_keys.Map, _palette, _mouse) };
    }

    private void Section(ref Utf8JsonReader reader, string key)
    {
        switch (key)
        {
            case "run":
                Members(ref reader, "run", [.. RunSettings.All.Select(setting => setting.Name)], RunMember);
                break;
            case "caps":
                Members(ref reader, "caps", [CapWorkers, CapBytes], CapsMember);
                break;
            case "history":
                HistoryMember(ref reader);
                break;
            case "scenarios":
                ScenariosMember(ref reader);
                break;
            case "keys":
                Members(ref reader, "keys", KeySettings.Actions, KeysMember);
                break;
            case "palette" when reader.TokenType == JsonTokenType.String && Palette.Find(JsonTokens.Text(ref reader)) is { } palette:
                _palette = palette;
                break;
            case "palette" when reader.TokenType != JsonTokenType.Null:
                Wrong(ref reader, key, string.Join(", ", Palette.Names));
                break;
            case "mouse" when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                _mouse = reader.TokenType == JsonTokenType.True;
                break;
            case "mouse" when reader.TokenType != JsonTokenType.Null:
                Wrong(ref reader, key, "true or false");
                break;
        }
    }

    private void ScenariosMember(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Wrong(ref reader, "scenarios", "a list of folders");
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // A relative path is seen from the settings file: where the program is started from should not matter.
            if (reader.TokenType == JsonTokenType.String && JsonTokens.Text(ref reader) is { Length: > 0 } folder)
                _scenarios.Add(new LessonFolder(Path.Combine(Path.GetDirectoryName(path) ?? "", folder), Here(ref reader)));
            else
                Wrong(ref reader, "scenarios", "the path of a folder in quotes");
        }
    }

    private void KeysMember(ref Utf8JsonReader reader, string action)
    {
        string origin = Here(ref reader);
        List<KeySettings.Given> given = [];
        int wrong = _problems.Count;
        if (reader.TokenType == JsonTokenType.String)
        {
            TakeKey(ref reader, action, given);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.String)
                    TakeKey(ref reader, action, given);
                else
                    Wrong(ref reader, action, "the name of a key in quotes");
            }
            if (given.Count == 0 && _problems.Count == wrong)
                _problems.Add(new SpecProblem(origin, $"\"{action}\" has no key; one at least is wanted"));
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            Wrong(ref reader, action, "a list of keys");
        }
        _keys.Give(action, given);
    }

    private void TakeKey(ref Utf8JsonReader reader, string action, List<KeySettings.Given> given)
    {
        string name = JsonTokens.Text(ref reader);
        if (Key.Parse(name) is { } key)
            given.Add(new KeySettings.Given(key.ToString(), Here(ref reader)));
        else
            Problem(ref reader, $"{Quoted.Of(name)} for \"{action}\" is no key; a character, Up, PgDn, Esc, Space, F1 to F12, C-x, A-x or S-Tab is wanted");
    }

    private void HistoryMember(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            _history = reader.GetBoolean();
        else if (reader.TokenType != JsonTokenType.Null)
            Wrong(ref reader, "history", "true or false");
    }

    private void Members(ref Utf8JsonReader reader, string name, string[] keys, Member member)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Wrong(ref reader, name, "an object in braces");
            return;
        }

        HashSet<string> seen = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = JsonTokens.Text(ref reader);
            bool known = keys.Contains(key);
            if (!known)
                Problem(ref reader, UnknownWord.Message($"key of \"{name}\"", key, keys));
            else if (!seen.Add(key))
                Problem(ref reader, $"\"{key}\" is said a second time in \"{name}\"; once is wanted");
            reader.Read();
            if (known)
                member(ref reader, key);
            else
                reader.Skip();
        }
    }

    private void RunMember(ref Utf8JsonReader reader, string key)
    {
        RunSetting setting = RunSettings.All.First(setting => setting.Name == key);
        string origin = Here(ref reader);
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                // Null is "as if it were not said": the built-in default.
                break;
            case JsonTokenType.Number when setting.Takes(JsonShape.Number):
            case JsonTokenType.String when setting.Takes(JsonShape.Text):
            case JsonTokenType.True or JsonTokenType.False when setting.Takes(JsonShape.Switch):
                _settings.Add(new Setting(key, JsonTokens.Text(ref reader), origin));
                break;
            case JsonTokenType.StartArray when setting.Takes(JsonShape.List):
                _settings.Add(new Setting(key, Indices(ref reader), origin));
                break;
            default:
                Wrong(ref reader, key, setting.JsonForm);
                break;
        }
    }

    private string Indices(ref Utf8JsonReader reader)
    {
        List<string> indices = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number)
                indices.Add(JsonTokens.Text(ref reader));
            else
                Wrong(ref reader, RunSettings.Faulty.Name, "an index");
        }

        return string.Join(',', indices);
    }

    private void CapsMember(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        bool whole = reader.TokenType == JsonTokenType.Number;
        if (key == CapWorkers && whole && reader.TryGetInt32(out int workers) && workers > 0)
            _caps = _caps with { Workers = workers };
        else if (key == CapBytes && whole && reader.TryGetInt64(out long bytes) && bytes >= 0)
            _caps = _caps with { ArrayBytes = bytes };
        else
            Wrong(ref reader, key, key == CapWorkers ? $"a whole number from 1 to {int.MaxValue:#,0}" : "a whole number of bytes, 0 or more");
    }

    private void Wrong(ref Utf8JsonReader reader, string name, string wanted)
    {
        string found = reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"the text {Quoted.Of(JsonTokens.Text(ref reader))}",
            _ => JsonTokens.Text(ref reader),
        };
        Problem(ref reader, $"\"{name}\" is {found}; {wanted} is wanted");
        reader.Skip();
    }

    private void Problem(ref Utf8JsonReader reader, string message) => _problems.Add(new SpecProblem(Here(ref reader), message));

    private string Here(ref Utf8JsonReader reader) => $"{path}:{positions.Of(reader.TokenStartIndex)}";
}
