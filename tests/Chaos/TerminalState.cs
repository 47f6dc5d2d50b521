using System.Globalization;

namespace Sandbox.Chaos;

/// <summary>
/// What a terminal that was given these characters has switched on: the modes of ECMA-48 and xterm that outlive a program. It knows how terminals read,
/// and nothing of what the sandbox writes: a mode that nobody here has heard of counts too.
/// </summary>
internal sealed class TerminalState
{
    /// <summary>The private modes that are on in a terminal that was just opened: autowrap, the cursor, alternate scroll.</summary>
    private static readonly int[] OnAtFirst = [7, 25];

    private readonly SortedSet<int> _on = [.. OnAtFirst];
    private readonly SortedSet<int> _insert = [];
    private int _keyboards;
    private string _style = "", _keys = "", _region = "";
    private bool _keypad, _foreign;

    private TerminalState()
    {
    }


    /// <summary>Reads all that was written to a terminal.</summary>
    public static TerminalState After(string written)
    {
        TerminalState state = new();
        state.Read(written);
        return state;
    }

    /// <summary>What is otherwise than in a terminal that was just opened, in words; nothing where all is as before.</summary>
    public IEnumerable<string> Differences()
    {
        foreach (int mode in _on.Except(OnAtFirst))
            yield return $"mode ?{Word(mode)} is still on";
        foreach (int mode in OnAtFirst.Except(_on))
            yield return $"mode ?{Word(mode)} is still off";
        foreach (int mode in _insert)
            yield return $"mode {Word(mode)} is still on";
        if (_style.Length > 0)
            yield return $"the style is still {_style}";
        if (_keypad)
            yield return "the keypad still sends application codes";
        if (_keyboards != 0)
            yield return $"{Word(_keyboards)} keyboard protocols more pushed than popped";
        if (_keys.Length > 0)
            yield return $"other keys are still modified: {_keys}";
        if (_region.Length > 0)
            yield return $"the scroll region is still {_region}";
        if (_foreign)
            yield return "another character set is still chosen";
    }

    private void Read(string written)
    {
        for (int at = 0; at < written.Length;)
        {
            if (written[at++] != '\e' || at == written.Length)
                continue;
            switch (written[at])
            {
                case '[':
                    at = Control(written, at + 1);
                    break;
                case ']' or 'P' or '_' or '^' or 'X':
                    at = Text(written, at + 1);
                    break;
                case '=' or '>':
                    _keypad = written[at++] == '=';
                    break;
                case '(' or ')' or '*' or '+':
                    _foreign = at + 1 < written.Length && written[at + 1] is not 'B';
                    at += 2;
                    break;
                case '\e':
                    break;
                default:
                    at++;
                    break;
            }
        }
    }

    /// <summary>A text to the terminal, such as a title: it ends with BEL or ST, and an ESC within ends it too.</summary>
    private static int Text(string written, int at)
    {
        while (at < written.Length && written[at] is not ('\a' or '\e'))
            at++;
        return at < written.Length && written[at] == '\a' ? at + 1 : at;
    }

    /// <summary>A control sequence. One that was cut short by the end of its writer is given up at the next ESC.</summary>
    private int Control(string written, int at)
    {
        int start = at;
        while (at < written.Length && written[at] is < '@' or > '~')
        {
            if (written[at] == '\e')
                return at;
            at++;
        }
        if (at < written.Length)
            Take(written[start..at], written[at]);
        return at + 1;
    }

    private void Take(string parameters, char final)
    {
        switch (final)
        {
            case 'h' or 'l' when parameters.StartsWith('?'):
                foreach (int mode in Numbers(parameters[1..]))
                    Switch(_on, mode, final == 'h');
                break;
            case 'h' or 'l':
                foreach (int mode in Numbers(parameters))
                    Switch(_insert, mode, final == 'h');
                break;
            case 'm' when parameters.StartsWith('>'):
                _keys = parameters is ">4" or ">4;0" ? "" : parameters;
                break;
            case 'm':
                _style = parameters.Length == 0 || parameters.Trim('0', ';').Length == 0 ? "" : parameters;
                break;
            case 'u' when parameters.StartsWith('>'):
                _keyboards++;
                break;
            case 'u' when parameters.StartsWith('<'):
                _keyboards -= Numbers(parameters[1..]).FirstOrDefault(1);
                break;
            case 'r' when !parameters.StartsWith('?'):
                _region = parameters;
                break;
        }
    }

    private static void Switch(SortedSet<int> modes, int mode, bool on)
    {
        if (on)
            modes.Add(mode);
        else
            modes.Remove(mode);
    }

    private static IEnumerable<int> Numbers(string parameters) =>
        parameters.Split(';').Where(text => text.Length > 0 && text.All(char.IsAsciiDigit)).Select(text => int.Parse(text, CultureInfo.InvariantCulture));

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);
}
