namespace Sandbox.Tui.Screens.History;

/// <summary>Commands side by side, so that rows which are cut still differ: the options that few of them have come first, those that all have last.</summary>
internal sealed class DifferentCommands
{
    private const string Start = "sandbox run";

    private readonly Dictionary<string, int> _often = new(StringComparer.Ordinal);

    /// <summary>Counts the options of commands.</summary>
    public static DifferentCommands Of(IEnumerable<string> commands)
    {
        var made = new DifferentCommands();
        foreach (string command in commands)
        {
            foreach (string option in Options(command))
                made._often[option] = made._often.GetValueOrDefault(option) + 1;
        }
        return made;
    }

    /// <summary>A command as its row shows it, without its start, which all have.</summary>
    public string this[string command] => Options(command) is { Length: > 0 } options
        ? string.Join(' ', options.OrderBy(option => _often.GetValueOrDefault(option)))
        : command;

    /// <summary>The options with their values.</summary>
    private static string[] Options(string command) => command.StartsWith(Start, StringComparison.Ordinal)
        ? [.. command[Start.Length..].Split(" --", StringSplitOptions.RemoveEmptyEntries).Select(option => $"--{option}")]
        : [command];
}
