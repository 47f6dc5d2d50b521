using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.App;

public class KeyTableTests
{
    /// <summary>The views, by the word in the tab bar.</summary>
    public static TheoryData<string> Views => [.. ViewTable.All.Select(view => view.Title)];

    [Theory]
    [MemberData(nameof(Views))]
    public void In_every_view_a_key_is_one_that_can_be_read_and_asks_for_one_thing(string title)
    {
        IView view = View(title);
        string[] names = [.. KeyTable.Of(view, ViewTable.All, KeyMap.Default).SelectMany(binding => binding.Keys)];
        Assert.Equal(names, names.Distinct());
        Assert.All(names, name => Assert.Equal(name, Key.Parse(name)?.ToString()));
        Assert.All(KeyTable.Of(view, ViewTable.All, KeyMap.Default), binding => Assert.All(binding.Keys, name => Assert.Equal(binding.Action, KeyTable.Find(view, ViewTable.All, KeyMap.Default, Key.Parse(name)!.Value))));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void In_every_view_an_action_has_one_row_with_a_key_and_a_meaning(string title)
    {
        List<Binding> rows = KeyTable.Of(View(title), ViewTable.All, KeyMap.Default);
        Assert.Equal(rows.Count, rows.DistinctBy(binding => binding.Action).Count());
        Assert.All(rows, binding => Assert.NotEmpty(binding.Keys));
        Assert.All(rows, binding => Assert.NotEmpty(binding.Meaning));
    }

    [Theory]
    [InlineData("C-a")]
    [InlineData("C-b")]
    [InlineData("C-s")]
    [InlineData("C-q")]
    public void Keys_that_screen_tmux_and_flow_control_want_are_left_alone(string key) =>
        Assert.All(ViewTable.All, view => Assert.Null(KeyTable.Find(view, ViewTable.All, KeyMap.Default, Key.Parse(key)!.Value)));

    [Fact]
    public void Every_F_key_has_a_twin_that_every_terminal_sends() => Assert.All(
        All.Where(binding => binding.Keys.Any(IsFKey)), binding => Assert.Contains(binding.Keys, key => !IsFKey(key)));

    [Fact]
    public void A_view_that_opens_with_a_digit_opens_with_the_F_key_of_the_same_number_too() => Assert.All(
        ViewTable.All,
        view => Assert.Equal(
            view.Opening.Keys[0] switch { "1" => ["1"], "0" => ["0", "F10"], [>= '2' and <= '9'] and var digit => [digit, $"F{digit}"], var letter => [letter] },
            view.Opening.Keys));

    [Fact]
    public void F1_is_the_help_in_every_view() => Assert.All(
        ViewTable.All, view => Assert.Equal(ScreenAction.Help, KeyTable.Find(view, ViewTable.All, KeyMap.Default, Key.Parse("F1")!.Value)));

    [Fact]
    public void What_stands_in_a_footer_has_a_word_there() => Assert.All(
        All, binding => Assert.Equal(binding.Footer == FooterOf.None, binding.Label.Length == 0));

    private static IEnumerable<Binding> All => ViewTable.All.SelectMany(view => KeyTable.Of(view, ViewTable.All, KeyMap.Default));

    private static IView View(string title) => ViewTable.All.Single(view => view.Title == title);

    private static bool IsFKey(string name) => name[0] == 'F' && name.Length > 1;
}
