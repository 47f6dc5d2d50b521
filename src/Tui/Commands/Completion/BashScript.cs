using System.Text;

namespace Sandbox.Tui.Commands.Completion;

/// <summary>The completion script for bash 4 and later.</summary>
internal static class BashScript
{
    public static string Of(CompletionTable table) =>
        $$"""
        # Completion of sandbox for bash. To use it: source <(sandbox completion bash)
        _sandbox() {
            local IFS=$' \t\n' verb=${COMP_WORDS[1]} words word list=
            local -i at=COMP_CWORD
            local current=${COMP_WORDS[at]}

            # bash cuts words at : and = too, which stand inside ours: signal:SIGUSR1, --fault=segfault.
            while (( at > 2 )) && [[ ${COMP_WORDS[at]} == [:=] || ${COMP_WORDS[at-1]} == [:=] ]]; do
                at=at-1
                current=${COMP_WORDS[at]}$current
            done
            local previous=${COMP_WORDS[at-1]} option=
            if [[ $current == --*=* ]]; then
                option=${current%%=*}
                previous=$option option+='='
            fi

            if (( at == 1 )); then
                words={{Words([.. table.Verbs.Select(verb => verb.Name), .. table.RootOptions.Select(flag => flag.Name)])}}
            else
                case $verb:$previous in
        {{Cases(table)}}
                esac
            fi

            # In a list, what stands before the last comma stays, and is not offered again.
            local value=${current#"$option"} before=
            [[ $list && $value == *,* ]] && before=${value%"${value##*,}"}

            # What is offered replaces only what stands behind the last place where bash has cut.
            local cut= offered
            [[ $COMP_WORDBREAKS == *:* ]] && cut+=:
            [[ $COMP_WORDBREAKS == *=* ]] && cut+='='
            local kept=
            [[ $cut ]] && kept=${current%"${current##*[$cut]}"}
            COMPREPLY=()
            for word in $words; do
                # The many that have an argument are offered once its colon is typed.
                [[ $word == *:* && ${value#"$before"} != *:* ]] && continue
                [[ ,$before == *",$word,"* ]] && continue
                offered=$option$before$word
                [[ $offered == "$current"* ]] && COMPREPLY+=("${offered#"$kept"}")
            done
        }
        complete -F _sandbox sandbox

        """;

    private static string Cases(CompletionTable table)
    {
        StringBuilder cases = new();
        foreach (CompletionTable.Verb verb in table.Verbs)
        {
            foreach (CompletionTable.Flag flag in verb.Options.Where(flag => flag.TakesValue))
                Case(cases, $"{verb.Name}:{flag.Name}", flag.Values, flag.IsList ? "list=yes " : "");
            Case(cases, $"{verb.Name}:*", [.. verb.Words, .. verb.Options.Select(flag => flag.Name)]);
        }

        return cases.ToString().TrimEnd('\n');
    }

    private static void Case(StringBuilder cases, string pattern, IEnumerable<string> words, string before = "") =>
        cases.Append("            ").Append(pattern).Append(") ").Append(before).Append("words=").Append(Words(words)).Append(" ;;\n");

    private static string Words(IEnumerable<string> words) => $"'{string.Join(' ', words)}'";
}
