using System.Text;

namespace Sandbox.Tui.Commands.Completion;

/// <summary>The completion script for zsh 5 and later, which shows the summaries too; see zshcompsys(1).</summary>
internal static class ZshScript
{
    public static string Of(CompletionTable table) =>
        $$"""
        #compdef sandbox
        # Completion of sandbox for zsh. To use it: source <(sandbox completion zsh), or save it as _sandbox in a folder of $fpath.
        _sandbox() {
            local curcontext=$curcontext
            local -a verbs
            verbs=(
        {{Verbs(table)}}
            )
            if (( CURRENT == 2 )); then
                _describe command verbs
                _arguments {{string.Join(' ', table.RootOptions.Select(Specification))}}
                return
            fi
            local verb=$words[2]
            shift words
            (( CURRENT-- ))
            case $verb in
        {{Cases(table)}}
            esac
        }
        if [[ $funcstack[1] == _sandbox ]]; then
            _sandbox "$@"
        else
            compdef _sandbox sandbox
        fi

        """;

    private static string Verbs(CompletionTable table) =>
        string.Join('\n', table.Verbs.Select(verb => $"        {Quoted($"{verb.Name}:{Escaped(verb.Summary)}")}"));

    private static string Cases(CompletionTable table)
    {
        StringBuilder cases = new();
        foreach (CompletionTable.Verb verb in table.Verbs)
        {
            cases.Append("        ").Append(verb.Name).Append(") _arguments");
            foreach (CompletionTable.Flag flag in verb.Options)
                cases.Append(" \\\n            ").Append(Specification(flag));
            if (verb.Words.Length > 0)
                cases.Append(" \\\n            ").Append(Quoted($"*:{verb.Name}:({Alternatives(verb.Words)})"));
            cases.Append(" ;;\n");
        }

        return cases.ToString().TrimEnd('\n');
    }

    private static string Specification(CompletionTable.Flag flag)
    {
        string option = $"{flag.Name}{(flag.TakesValue ? "=" : "")}[{Escaped(flag.Summary)}]";
        return Quoted((flag.TakesValue, flag.Values.Length) switch
        {
            (false, _) => option,
            (true, 0) => $"{option}:value: ",
            _ when flag.IsList => $"{option}:value:_sequence compadd - {Alternatives(flag.Values)}",
            _ => $"{option}:value:({Alternatives(flag.Values)})",
        });
    }

    private static string Alternatives(IEnumerable<string> words) => string.Join(' ', words.Select(Escaped));

    private static string Escaped(string text)
    {
        StringBuilder escaped = new();
        foreach (char character in text)
            escaped.Append(character is '[' or ']' or ':' or '\\' ? "\\" : "").Append(character);
        return escaped.ToString();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
