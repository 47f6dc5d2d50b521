using System.Text.RegularExpressions;
using Sandbox.Core.Signals;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>The signal table against bash.</summary>
public class SignalOracleTests
{
    [Fact]
    public async Task Every_signal_has_the_number_and_the_name_that_bash_lists()
    {
        Finished bash = (await Bash("kill -l")).AssertExit(0);

        (int, string)[] listed =
        [
            .. Regex.Matches(bash.Output, @"(\d+)\) (SIG[A-Z0-9+-]+)").Select(match => (int.Parse(match.Groups[1].Value), match.Groups[2].Value)),
        ];
        Assert.Equal(62, listed.Length);
        Assert.Equal(listed, SignalTable.All.Select(signal => (signal.Number, signal.Name)));
    }

    [Fact]
    public async Task The_words_for_a_signal_are_those_of_the_C_library()
    {
        string program = await Gcc.Program("#define _GNU_SOURCE\n#include <stdio.h>\n#include <string.h>\nint main(void) { for (int i = 1; i < 32; i++) puts(strsignal(i)); }\n");
        string[] words = (await new SandboxProgram { Program = program }.RunWith()).AssertExit(0).Output.TrimEnd('\n').Split('\n');
        Assert.Equal(words, Enumerable.Range(1, 31).Select(Core.Checking.Naming.WordsOf));
    }

    [Fact]
    public async Task Every_name_that_bash_takes_means_the_same_signal_here()
    {
        // RTMIN+n and RTMAX-n are other names for the same numbers; bash takes each only where it lists it.
        string[] names = [.. SignalTable.All.Select(signal => signal.Name)];
        string[] spellings = [.. names, .. names.Select(name => name[3..]), .. names.Select(name => name.ToLowerInvariant()), .. names.Select(name => name[3..].ToLowerInvariant())];
        Finished bash = (await Bash($"for name in {string.Join(' ', spellings)}; do kill -l $name; done")).AssertExit(0);

        Assert.Equal(
            bash.Output.TrimEnd('\n').Split('\n').Select(int.Parse),
            spellings.Select(name => SignalTable.Find(name)?.Number ?? 0));
    }

    [Fact]
    public async Task Numbers_that_bash_has_no_name_for_are_no_signals_here()
    {
        string[] nameless = ["0", "32", "33", "65", "127"];
        Finished bash = await Bash($"for n in {string.Join(' ', nameless.Skip(1))}; do kill -l $n; done");

        Assert.DoesNotContain("SIG", bash.Output, StringComparison.Ordinal);
        Assert.All(nameless, number => Assert.Null(SignalTable.Find(number)));
    }

    [Fact]
    public async Task A_number_that_a_shell_shows_is_the_signal_that_bash_makes_of_it()
    {
        Finished bash = await Bash("for n in {1..255}; do echo \"$n $(kill -l $n 2> /dev/null)\"; done");
        ILookup<bool, string[]> known = bash.Output.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd().Split(' ')).ToLookup(words => words.Length == 2);
        string[] numbers = [.. known[true].Select(words => words[0])], others = [.. known[false].Select(words => words[0])];
        Assert.Equal((124, 131), (numbers.Length, others.Length));

        Finished asked = (await new SandboxProgram().RunWith(["signals", .. numbers, "--json"])).AssertExit(0);
        Assert.Equal(known[true].Select(words => $"SIG{words[1]}"), asked.Json.EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        Finished refused = await new SandboxProgram().RunWith(["signals", .. others]);
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.All(others, number => Assert.Contains($"\"{number}\"", refused.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SIG")]
    [InlineData("SIGSIGKILL")]
    [InlineData("KILLL")]
    [InlineData("-9")]
    [InlineData("9.0")]
    [InlineData("RTMIN+31")]
    [InlineData("RTMAX-31")]
    [InlineData("RTMIN-1")]
    public void What_is_no_signal_is_not_taken_for_one(string text) => Assert.Null(SignalTable.Find(text));

    private static Task<Finished> Bash(string script) => new SandboxProgram { Program = "bash" }.RunWith("-c", script);
}
