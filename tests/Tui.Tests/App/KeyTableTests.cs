using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.App;

public class KeyTableTests
{
    [Fact]
    public void Every_key_is_one_that_can_be_read_and_asks_for_one_thing()
    {
        string[] names = [.. KeyTable.All.SelectMany(binding => binding.Keys)];
        Assert.Equal(names, names.Distinct());
        Assert.All(names, name => Assert.Equal(name, Key.Parse(name)?.ToString()));
        Assert.All(KeyTable.All, binding => Assert.All(binding.Keys, name => Assert.Equal(binding.Action, KeyTable.Find(Key.Parse(name)!.Value))));
    }

    [Fact]
    public void Every_action_has_a_key_and_a_meaning()
    {
        Assert.Equal(Enum.GetValues<ScreenAction>().Order(), KeyTable.All.Select(binding => binding.Action).Order());
        Assert.All(KeyTable.All, binding => Assert.NotEmpty(binding.Meaning));
    }

    [Theory]
    [InlineData("C-a")]
    [InlineData("C-b")]
    [InlineData("C-s")]
    [InlineData("C-q")]
    public void Keys_that_screen_tmux_and_flow_control_want_are_left_alone(string key) => Assert.Null(KeyTable.Find(Key.Parse(key)!.Value));

    [Fact]
    public void Every_F_key_has_a_twin_that_every_terminal_sends() => Assert.All(
        KeyTable.All.Where(binding => binding.Keys.Any(IsFKey)), binding => Assert.Contains(binding.Keys, key => !IsFKey(key)));

    [Fact]
    public void What_stands_in_a_footer_has_a_word_there() => Assert.All(
        KeyTable.All, binding => Assert.Equal(binding.Footer == FooterOf.None, binding.Label.Length == 0));

    private static bool IsFKey(string name) => name[0] == 'F' && name.Length > 1;
}
