using System.Text.Json;
using System.Text.Unicode;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Configuration;

/// <summary>A settings file: one object of JSON, with comments and trailing commas. Everything wrong with it is said, with line and column.</summary>
internal sealed class FileLayer(LayerKind kind, string path, Func<IReadOnlyCollection<string>> actions, ProblemList problems) : Layer(kind)
{
    private const int LargestBytes = 1 << 20;

    // Where an editor finds what a settings file can hold; it means nothing here.
    private const string Schema = "$schema";

    /// <summary>The object that the whole file is.</summary>
    private const string File = "";

    private readonly byte[]? _text;

    /// <summary>A file whose text is known.</summary>
    public FileLayer(LayerKind kind, string path, ReadOnlySpan<byte> text, Func<IReadOnlyCollection<string>> actions, ProblemList problems)
        : this(kind, path, actions, problems) => _text = text.ToArray();

    private delegate void MemberReader(PlacedMember member);

    /// <summary>Whether there is such a file.</summary>
    public bool Found { get; private set; }

    /// <inheritdoc/>
    public override void Load()
    {
        try
        {
            if (_text is null && Kind != LayerKind.Named && !IsThere())
                return;
            Found = true;
            Understand(_text ?? SmallFile.Read(path, LargestBytes));
        }
        catch (FileRefusedException refused)
        {
            Problem("", Quoted.Bare(refused.Words("read")));
        }
    }

    // A folder that may not be looked into, such as another user's home, is as good as none; a link that leads nowhere is a mistake.
    private bool IsThere() => Path.Exists(path) || SmallFile.IsLink(path);

    private void Understand(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes["\uFEFF"u8.Length..];
        if (bytes.Length > LargestBytes)
        {
            Problem("", $"is larger than {LargestBytes:#,0} bytes; expected settings");
            return;
        }
        FileText file = new(path, bytes, problems);
        if (file.Positions.IsBlank)
            file.Problem(0, "the file is empty; expected at least {}");
        else if (!Utf8.IsValid(bytes))
            file.Problem(file.Positions.FirstInvalid(), "this is not UTF-8; expected JSON in UTF-8");
        else
            Understand(bytes, file);
    }

    private void Understand(ReadOnlySpan<byte> bytes, FileText file)
    {
        // What stands before a mistake of writing is judged too, so that everything can be mended at once.
        if (PlacedJson.Parse(bytes, out JsonException? broken) is { } json)
            Members(json, File, SettingTable.Top, file, member => Section(member, file));
        if (broken is not null)
            file.Problem(JsonTokens.OffsetOf(broken, file.Positions), $"this is not JSON: {broken.Message}");
    }

    private void Section(PlacedMember member, FileText file)
    {
        if (member.Name == SettingTable.Keys)
            Members(member.Value, member.Name, actions(), file, key => Take(SettingTable.OfKeys(key.Name), key, file));
        else if (SettingTable.Fixed.FirstOrDefault(row => row.Name == member.Name) is { } single)
            Take(single, member, file);
        else
            Rows(member.Value, [.. SettingTable.Fixed.Where(row => row.Section == member.Name)], member.Name, file);
    }

    private void Rows(PlacedJson json, SettingRow[] rows, string section, FileText file) =>
        Members(json, section, [.. rows.Select(row => row.Member)], file, member => Take(rows.First(row => row.Member == member.Name), member, file));

    private void Take(SettingRow row, PlacedMember member, FileText file)
    {
        PlacedText? value = member.Value.Shape == JsonShape.Null
            ? new PlacedText(null, file.At(member.Value.Offset))
            : row.Form.Read(member.Value, row.Member, file);
        if (value is not null)
            Say(row.Key, value);
    }

    private static void Members(PlacedJson json, string section, IReadOnlyCollection<string> known, FileText file, MemberReader read)
    {
        if (json.Shape != JsonShape.Object)
        {
            file.Problem(json.Offset, () => $"{Named(section)} is {json.Found}; expected an object in braces");
            return;
        }
        HashSet<string> seen = [];
        foreach (PlacedMember member in json.Members)
        {
            if (member.Name == Schema && section == File)
            {
                if (member.Value.Shape != JsonShape.Text)
                    file.Wrong(member.Value, Schema, "the address of a schema in quotes");
                continue;
            }
            if (!known.Contains(member.Name))
                file.Problem(member.Offset, () => Unknown(section, member.Name, known));
            else if (!seen.Add(member.Name))
                file.Problem(member.Offset, $"\"{member.Name}\" stands a second time in {Named(section)}; expected once");
            else
                read(member);
        }
    }

    private static string Named(string section) => section == File ? "the file" : $"\"{section}\"";

    private static string Unknown(string section, string name, IReadOnlyCollection<string> known) =>
        SettingTable.Fixed.FirstOrDefault(row => row.Member == name && row.Section != section) is { } row
            ? $"\"{name}\" stands in {Named(section)}; expected it in {Named(row.Section)}"
            : UnknownWord.Message($"key of {Named(section)}", name, known, VariableLayer.See);

    private void Problem(string place, string message) => problems.Add(() => new SpecProblem($"{Quoted.Bare(path)}{place}", message));
}
