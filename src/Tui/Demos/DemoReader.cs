using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Demos;

/// <summary>
/// Understands a demo script: a line a step, a word and what belongs to it. Lines that begin with <c>#</c> and empty ones are for
/// people.
/// </summary>
internal sealed class DemoReader
{
    /// <summary>How many bytes a script may have.</summary>
    public const int MostBytes = 64 * 1024;
    private const int MostSteps = 500;
    private const int MostColumns = 200;
    private const int MostRows = 60;
    private const int MostPause = 30;

    private static readonly string[] Words = ["title", "size", "marker", "caption", "keys", "type", "pause", "wait"];

    private readonly string _path;
    private readonly ImmutableArray<SpecProblem>.Builder _problems = ImmutableArray.CreateBuilder<SpecProblem>();
    private readonly ImmutableArray<DemoStep>.Builder _steps = ImmutableArray.CreateBuilder<DemoStep>();
    private string? _title;
    private Size _size = new(80, 24);
    private string _origin = "";

    // Whatever was given as a script: its lines are nobody's business.
    private bool _nothing = true;

    private DemoReader(string path) => _path = path;

    /// <summary>Reads a script.</summary>
    /// <param name="path">Where it is from, for messages.</param>
    /// <param name="bytes">What stands in it.</param>
    /// <param name="problems">Everything that is wrong with it.</param>
    /// <returns>The script, or <c>null</c> where something is wrong.</returns>
    public static DemoScript? Read(string path, ReadOnlySpan<byte> bytes, out ImmutableArray<SpecProblem> problems)
    {
        DemoReader reader = new(path);
        reader.ReadAll(bytes);
        problems = reader._nothing ? [new SpecProblem(path, $"no line of it is one of a demo script; expected lines that begin with {string.Join(", ", Words)}")] : SpecProblems.Told(reader._problems, path);
        return problems.IsEmpty ? new DemoScript(reader._title!, reader._size, reader._steps.ToImmutable()) : null;
    }

    private void ReadAll(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            _nothing = false;
            _problems.Add(new SpecProblem(_path, $"a demo script has at most {MostBytes:N0} bytes; this one has {bytes.Length:N0}"));
            return;
        }
        int number = 0;
        foreach (string line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            int indent = line.Length - line.TrimStart().Length;
            _origin = string.Create(CultureInfo.InvariantCulture, $"{_path}:{++number}:{indent + 1}");
            string text = line.Trim();
            if (text.Any(letter => char.IsControl(letter) && letter != '\t') || text.Contains('\uFFFD'))
                Problem("there is a control character in this line, or a byte that is no UTF-8");
            else if (text.Length > 0 && text[0] != '#')
                ReadLine(text);
        }
        _origin = _path;
        if (_title is null)
            Problem("there is no line `title TEXT`");
        if (_steps.Count is 0 or > MostSteps)
            Problem($"a demo has 1 to {MostSteps} steps; this one has {_steps.Count}");
    }

    private void ReadLine(string line)
    {
        int blank = line.IndexOf(' ');
        (string word, string rest) = blank < 0 ? (line, "") : (line[..blank], line[(blank + 1)..].Trim());
        _nothing &= !Words.Contains(word);
        switch (word)
        {
            case "title" when rest != "":
                _title = rest;
                break;
            case "size":
                ReadSize(rest);
                break;
            case "marker" when rest != "":
                _steps.Add(new DemoStep.Marker(rest));
                break;
            case "caption":
                _steps.Add(new DemoStep.Caption(rest));
                break;
            case "keys" when rest != "":
                ReadKeys(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                break;
            case "type" when rest != "":
                _steps.Add(new DemoStep.Press([.. rest.EnumerateRunes().Select(letter => Key.Of(letter))]));
                break;
            case "wait" when rest != "":
                _steps.Add(new DemoStep.WaitFor(rest, _origin));
                break;
            case "pause" when WrittenNumber.Seconds(rest, MostPause, zeroAllowed: false) is { Problem: null, Value: var seconds }:
                _steps.Add(new DemoStep.Pause(seconds));
                break;
            case "pause":
                Problem($"{Quoted.Of(rest)} is no pause; expected a number of seconds up to {MostPause}, such as 1.5");
                break;
            default:
                Problem(Words.Contains(word)
                    ? $"`{word}` wants something behind it"
                    : UnknownWord.Message("step", word, Words, see: null));
                break;
        }
    }

    private void ReadSize(string text)
    {
        string[] parts = text.Split('x');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns >= AppModel.Smallest.Columns && columns <= MostColumns
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int rows) && rows >= AppModel.Smallest.Rows && rows <= MostRows)
        {
            _size = new Size(columns, rows);
        }
        else
        {
            Problem($"{Quoted.Of(text)} is no size; {AppModel.Smallest.Columns}x{AppModel.Smallest.Rows} to {MostColumns}x{MostRows} is possible, such as 80x24");
        }
    }

    private void ReadKeys(string[] names)
    {
        var keys = ImmutableArray.CreateBuilder<Key>(names.Length);
        foreach (string name in names)
        {
            if (Key.Parse(name) is { } key)
                keys.Add(key);
            else
                Problem($"{Quoted.Of(name)} is no key; expected a character, Up, PgDn, Esc, Space, F1 to F12, C-x, A-x or S-Tab");
        }
        _steps.Add(new DemoStep.Press(keys.ToImmutable()));
    }

    private void Problem(string message) => _problems.Add(new SpecProblem(_origin, message));
}
