using System.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.App;

/// <summary>docs/keys.md is made from the key table. Where it is stale, what it should be is written beside it.</summary>
public class KeysDocumentTests
{
    [Fact]
    public void The_document_of_the_keys_says_what_the_key_table_says() => Golden.CheckFile("docs/keys.md", Document());

    private static string Document()
    {
        var text = new StringBuilder();
        text.Append("# Keys\n\nMade from the key table by a test, which also finds it stale: see `KeysDocumentTests`. The first key of a row is the one that the\n")
            .Append("footer shows. C- is Ctrl, A- is Alt, S- is Shift.\n\n## In every view\n\n");
        Table(text, [.. KeyTable.Common, .. ViewTable.All.Select(view => view.Opening)]);
        foreach (IView view in ViewTable.All.Where(view => !view.Keys.IsEmpty))
        {
            text.Append($"\n## In the view {view.Title}\n\n");
            Table(text, KeyTable.Of(view, ViewTable.All, KeyMap.Default).Where(row => view.Keys.Any(own => own.Action == row.Action)));
        }
        text.Append("\n## What moved\n\n")
            .Append("Since the screen is built on a toolkit, `Tab` and `S-Tab` move the focus between fields and tables, as everywhere; they used to change the view.\n")
            .Append("`]` and `[`, the digits and the F-keys change it. `Enter` on a field opens its choices or begins to edit it; until then letters and digits keep their meaning.\n");
        text.Append("\n## In a text that is typed\n\n")
            .Append("The arrows, `Home` and `End` move the cursor, with `C-` by words, with `S-` they select; `C-a` and `C-e` are `Home` and `End`. `Backspace` and `Del` take away,\n")
            .Append("`C-w` the word before the cursor, `C-u` all before it, `C-k` all behind it; `C-_` (the same key as `C-/`) undoes, `C-y` does it again. What is pasted goes in as far as its first line. `Enter` takes the text, `Esc` leaves it as it was.\n");
        text.Append("\n## Other keys, other colours, the mouse\n\nIn `~/.config/sandbox/appsettings.json`:\n\n```json\n{\n  \"keys\": { \"run\": [\"r\", \"F12\"], \"pause\": \"p\", \"presets\": \"a\" },\n")
            .Append($"  \"palette\": \"{Palette.Names[2]}\",\n  \"mouse\": true\n}}\n```\n\n")
            .Append("The names are those of the tables above. A key that would ask for two things in one view is an error that names both.\n")
            .Append($"Palettes: {string.Join(", ", Palette.Names)}. With the mouse, a click opens a tab or chooses a row, and the wheel moves rows;\n")
            .Append("most terminals then mark text with Shift held down.\n");
        return text.ToString();
    }

    private static void Table(StringBuilder text, IEnumerable<Binding> rows)
    {
        text.Append("| keys | name | what it does |\n| --- | --- | --- |\n");
        foreach (Binding row in rows)
            text.Append($"| {string.Join(' ', row.Keys.Select(key => $"`{key}`"))} | `{KeyMap.NameOf(row.Action)}` | {row.Meaning} |\n");
    }
}
