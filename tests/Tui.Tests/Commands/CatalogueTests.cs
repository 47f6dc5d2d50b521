using System.Text.Json;
using Sandbox.Core.Catalogue;

namespace Sandbox.Tui.Tests.Commands;

public class CatalogueTests
{
    [Fact]
    public void Models_are_an_array_with_what_workers_and_array_are()
    {
        JsonElement[] models = Array("models");

        Assert.Equal(ModelCatalogue.All.Select(model => model.Id), models.Select(Id));
        Assert.All(models, model => Assert.Equal("id summary workers array", Fields(model)));
    }

    [Fact]
    public void Faults_are_an_array_with_who_does_them_and_how_a_child_ends()
    {
        JsonElement[] faults = Array("faults");

        Assert.Equal(FaultCatalogue.All.Select(fault => fault.Id), faults.Select(Id));
        Assert.All(faults, fault => Assert.Equal("id summary actor argument childEndsWith refusals fromOutside", Fields(fault)));
        Assert.Equal(JsonValueKind.Null, faults[0].GetProperty("argument").ValueKind);
        JsonElement signal = faults.Single(fault => Id(fault) == "signal");
        Assert.Equal("name summary default", Fields(signal.GetProperty("argument")));
        Assert.Equal("intruder", faults.Single(fault => Id(fault) == "corrupt-array").GetProperty("actor").GetString());
    }

    [Fact]
    public void Waits_are_an_array_with_the_call()
    {
        JsonElement[] waits = Array("waits");

        Assert.Equal(WaitCatalogue.All.Select(wait => wait.Id), waits.Select(Id));
        Assert.All(waits, wait => Assert.Equal("id summary call", Fields(wait)));
    }

    [Fact]
    public void Signals_are_an_array_of_all_62_with_action_and_meaning()
    {
        JsonElement[] signals = Array("signals");

        Assert.Equal(62, signals.Length);
        Assert.All(signals, signal => Assert.Equal("number name action meaning", Fields(signal)));
        Assert.Equal(
            ["terminate", "core", "ignore", "continue", "stop"],
            signals.Select(signal => signal.GetProperty("action").GetString()).Distinct());
    }

    [Fact]
    public void The_signals_that_are_asked_for_are_shown_in_that_order() =>
        Assert.Equal(
            [11, 9, 36, 6],
            Array("signals segv 9 sigrtmin+2 IOT").Select(signal => signal.GetProperty("number").GetInt32()));

    [Theory]
    [InlineData("SEVG", "SIGSEGV")]
    [InlineData("QWXYZ", null)]
    public void An_unknown_signal_is_exit_2_with_the_nearest_where_one_is_near_and_where_the_list_is(string text, string? nearest)
    {
        Said said = new Shell().Run($"signals 9 {text}");

        Assert.Equal((2, ""), (said.Code, said.Output));
        string rest = nearest is null ? "; see sandbox signals" : $"; the nearest is {nearest} (see sandbox signals)";
        Assert.StartsWith($"sandbox: there is no signal \"{text}\"{rest}\n", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "there is no signal \"0\"; expected 1 to 31, 34 to 64, or 128 more, as a shell's $? shows it")]
    [InlineData("65", "there is no signal \"65\"; expected 1 to 31")]
    [InlineData("128", "there is no signal \"128\"; expected 1 to 31")]
    [InlineData("193", "there is no signal \"193\"; expected 1 to 31")]
    [InlineData("32", "\"32\": signal 32 has no name: the C library keeps 32 and 33 for itself")]
    [InlineData("161", "\"161\": signal 33 has no name: the C library keeps 32 and 33 for itself")]
    public void A_number_that_is_no_signal_is_exit_2_with_the_numbers_that_are(string text, string message)
    {
        Said said = new Shell().Run($"signals 9 {text}");

        Assert.Equal((2, ""), (said.Code, said.Output));
        Assert.StartsWith($"sandbox: {message}", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_a_shell_shows_asks_for_the_signal_in_it() =>
        Assert.Equal(["SIGHUP", "SIGSEGV", "SIGRTMAX"], Array("signals 129 139 192").Select(Name));

    [Theory]
    [InlineData("models")]
    [InlineData("faults")]
    [InlineData("waits")]
    [InlineData("signals")]
    public void A_plain_table_is_ASCII_fits_80_columns_and_cuts_no_id(string verb)
    {
        Said said = new Shell().Run(verb);

        Assert.All(said.Lines, line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain(said.Output, character => character != '\n' && character is < ' ' or > '~');
        Assert.All(Array(verb).Select(Name), id => Assert.Contains(id, said.Output, StringComparison.Ordinal));
    }

    private static JsonElement[] Array(string line) => [.. new Shell().Run($"{line} --json").Json.EnumerateArray()];

    private static string Id(JsonElement element) => element.GetProperty("id").GetString()!;

    private static string Name(JsonElement element) => element.GetProperty(element.TryGetProperty("id", out _) ? "id" : "name").GetString()!;

    private static string Fields(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(field => field.Name));
}
