using System.CommandLine;
using System.Text.RegularExpressions;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Commands;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Tests.Commands;

/// <summary>The manual page is made of the program's own tables; this finds what it leaves out.</summary>
public class ManualPageTests
{
    private static readonly string Page = new Shell().Run("man").Output;

    [Fact]
    public void Every_command_and_every_option_of_it_is_there()
    {
        Command root = CommandTree.Create(new CommandContext(() => new Shell().Runner, TextWriter.Null, TextWriter.Null, Look.Plain, new Dictionary<string, string>(), "/"));
        foreach (Command command in root.Subcommands)
        {
            string part = Regex.Match(Page, $"""(?ms)^\.SS "sandbox {command.Name}[ "].*?(?=^\.S[SH] )""").Value;
            Assert.Contains(Escaped(command.Description!), part);
            Assert.All(command.Options, option => Assert.Contains($"\n.B {Escaped(option.Name)}", part));
            Assert.Contains("sandbox", part[part.IndexOf(".nf", StringComparison.Ordinal)..]);
        }
        Assert.All(root.Options, option => Assert.Contains($"\n.B {Escaped(option.Name)}", Page));
    }

    [Fact]
    public void Every_model_fault_wait_strategy_verdict_and_state_is_there()
    {
        Assert.All(ModelCatalogue.All, model => Assert.Contains($"\n.B {Escaped(model.Id)}\n", Page));
        Assert.All(FaultCatalogue.All, fault => Assert.Matches($@"\n\.B {Regex.Escape(Escaped(fault.Id))}(\[|\n)", Page));
        Assert.All(WaitCatalogue.All, wait => Assert.Contains($"\n.B {Escaped(wait.Id)}\n", Page));
        string[] words = [.. OutcomeWords.Verdicts.Select(row => row.Word), .. OutcomeWords.States.Select(row => row.Word), .. OutcomeWords.Stages.Select(row => row.Word), .. PageWords.All.Select(row => row.Word)];
        Assert.All(words, word => Assert.Contains($"\n.B {Escaped(word)}\n", Page));
    }

    [Fact]
    public void Every_variable_exit_code_and_key_is_there()
    {
        Assert.All(RunSettings.All, setting => Assert.Contains($"\n.B {setting.Variable}\n", Page));
        Assert.All(new[] { 0, 1, 2, 3, 70, 130 }, code => Assert.Contains($"\n.B {code}\n", Page));
        Assert.All(KeyTable.Common, binding => Assert.Contains(Escaped(binding.Meaning), Page));
        Assert.All(ViewTable.All, view => Assert.Contains(Escaped(view.Opening.Meaning), Page));
    }

    [Fact]
    public void Every_section_that_a_reader_looks_for_is_there()
    {
        Assert.Equal(
            ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXECUTION MODELS", "FAULTS", "WAIT STRATEGIES", "VERDICTS", "STATES", "KEYS", "EXIT STATUS", "ENVIRONMENT", "SETTINGS", "FILES", "EXAMPLES", "NOTES", "SEE ALSO"],
            Regex.Matches(Page, """(?m)^\.SH "(.+)"$""").Select(section => section.Groups[1].Value));
        Assert.All(new[] { "SANDBOX_CONFIG", "SANDBOX_SCENARIOS", "SANDBOX_HISTORY", "SANDBOX_DEBUG", "NO_COLOR" }, variable => Assert.Contains($"\n.B {variable}\n", Page));
        Assert.All(SettingTable.Top, setting => Assert.Contains($"\n.B {setting}\n", Page[Page.IndexOf(".SH \"SETTINGS\"")..]));
    }

    [Fact]
    public void No_line_begins_with_a_dot_that_is_no_macro() =>
        Assert.All(Page.TrimEnd('\n').Split('\n').Where(line => line.StartsWith('.')), line => Assert.Matches(@"^\.(TH|SH|SS|PP|TP|B|RS|RE|nf|fi)( |$)", line));

    private static string Escaped(string text) => text.Replace("-", "\\-", StringComparison.Ordinal).Replace("'", "\\(aq", StringComparison.Ordinal);
}
