using System.Text;

namespace Sandbox.Tui.Commands.Manual;

/// <summary>Writes a manual page in the macros of man(7).</summary>
internal sealed class Roff
{
    private readonly StringBuilder _text = new();

    public Roff(string name, string section, string source) => Macro("TH", name, section, "", source, "User Commands");

    /// <summary>Begins a section.</summary>
    public Roff Section(string title) => Macro("SH", title);

    /// <summary>Begins a part of a section.</summary>
    public Roff Part(string title) => Macro("SS", title);

    /// <summary>A paragraph.</summary>
    public Roff Paragraph(string text)
    {
        _text.Append(".PP\n");
        return Line(text);
    }

    /// <summary>A term and what it means.</summary>
    public Roff Term(string term, string meaning)
    {
        _text.Append(".TP\n.B ").Append(Escaped(term)).Append('\n');
        return Line(meaning);
    }

    /// <summary>A command as it is typed.</summary>
    public Roff Typed(string command)
    {
        _text.Append(".PP\n.RS 4\n.nf\n").Append(Escaped(command)).Append("\n.fi\n.RE\n");
        return this;
    }

    public override string ToString() => _text.ToString();

    private Roff Line(string text)
    {
        _text.Append(Escaped(text)).Append('\n');
        return this;
    }

    private Roff Macro(string name, params string[] arguments)
    {
        _text.Append('.').Append(name);
        foreach (string argument in arguments)
            _text.Append(" \"").Append(Escaped(argument).Replace("\"", "\\(dq", StringComparison.Ordinal)).Append('"');
        _text.Append('\n');
        return this;
    }

    // See groff_char(7): a bare - may become a hyphen that no shell takes, and a dot at the start of a line is a macro.
    private static string Escaped(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char character in text.Replace('\n', ' '))
        {
            escaped.Append(character switch
            {
                '\\' => "\\e",
                '-' => "\\-",
                '\'' => "\\(aq",
                '^' => "\\(ha",
                '~' => "\\(ti",
                '`' => "\\(ga",
                _ => character.ToString(),
            });
        }
        return escaped.Length > 0 && escaped[0] == '.' ? $"\\&{escaped}" : escaped.ToString();
    }
}
